/* The PDF writer's small parts: numbers, names and strings, trees, the fingerprint, and the output's limits. */
#include <errno.h>
#include <string.h>

#include "check.h"
#include "pdf/deflate.h"
#include "pdf/fingerprint.h"
#include "pdf/output.h"
#include "pdf/syntax.h"
#include "pdf/tree.h"

static struct buffer out;

static struct str taken(void) {
  return buffer_str(&out);
}

static struct str thousandths(int64_t value) {
  out.length = 0;
  syntax_append_thousandths(&out, value);
  return taken();
}

static void test_numbers_are_exact(void) {
  CHECK_STR(thousandths(0), STR("0"));
  CHECK_STR(thousandths(12500), STR("12.5"));
  CHECK_STR(thousandths(-1), STR("-.001"));
  CHECK_STR(thousandths(-12345), STR("-12.345"));
  CHECK_STR(thousandths(841890), STR("841.89"));
  CHECK_STR(thousandths(100), STR(".1"));
  CHECK_STR(thousandths(10), STR(".01"));
  CHECK_STR(thousandths(INT64_MIN), STR("-9223372036854775.808"));
  out.length = 0;
  syntax_append_integer(&out, INT64_MIN);
  CHECK_STR(taken(), STR("-9223372036854775808"));
}

static void test_lengths_round_to_nearest(void) {
  CHECK_INT(syntax_milli_points(1024), 1000);
  CHECK_INT(syntax_milli_points(1), 1);
  CHECK_INT(syntax_milli_points(-1), -1);
  CHECK_INT(syntax_milli_points(512), 500);
  CHECK_INT(syntax_milli_points(INT32_MAX), 2097151999);
  out.length = 0;
  syntax_append_length(&out, POINTS(11) + 512);
  CHECK_STR(taken(), STR("11.5"));
}

static void test_names_are_escaped(void) {
  out.length = 0;
  syntax_append_name(&out, (struct str){"A b/#(\0é", 9});
  CHECK_STR(taken(), STR("/A#20b#2F#23#28#C3#A9"));
}

static void test_strings_are_escaped(void) {
  out.length = 0;
  syntax_append_byte_string(&out, STR("a(b)\\\r\n"));
  CHECK_STR(taken(), STR("(a\\(b\\)\\\\\\r\n)"));
  out.length = 0;
  syntax_append_text(&out, STR("plain (1)"));
  CHECK_STR(taken(), STR("(plain \\(1\\))"));
  out.length = 0;
  syntax_append_text(&out, STR("é\xF0\x9F\x98\x80\xFF"));
  CHECK_STR(taken(), STR("(\xFE\xFF\0\xE9\xD8\x3D\xDE\0\xFF\xFD)"));
  out.length = 0;
  syntax_append_text(&out, STR("two\nlines"));
  CHECK_STR(taken(), STR("(\xFE\xFF\0t\0w\0o\0\n\0l\0i\0n\0e\0s)"));
  out.length = 0;
  syntax_append_text(&out, STR("(é\r)"));
  CHECK_STR(taken(), STR("(\xFE\xFF\0\\(\0\xE9\0\\r\0\\))"));
}

/* How many bytes the text string of `count` times `piece` has. */
static size_t string_bytes(const char *piece, size_t count) {
  struct buffer text = {0};
  for (size_t i = 0; i < count; i++)
    buffer_append(&text, str_from(piece));
  out.length = 0;
  syntax_append_text(&out, buffer_str(&text));
  buffer_free(&text);
  return out.length - 2; /* none of these is escaped */
}

static bool ends_with_ellipsis(void) {
  return str_ends_with(buffer_str(&out), STR("\x20\x26)"));
}

static void test_long_texts_are_cut(void) {
  CHECK_INT(string_bytes("a", 32767), 32767);
  CHECK(!ends_with_ellipsis());
  CHECK_INT(string_bytes("a", 32768), 32766);
  CHECK(ends_with_ellipsis());
  CHECK_INT(string_bytes("é", 16382), 32766);
  CHECK(!ends_with_ellipsis());
  CHECK_INT(string_bytes("é", 16383), 32766);
  CHECK(ends_with_ellipsis());
  CHECK_INT(string_bytes("\xF0\x9F\x98\x80", 8191), 32766);
  CHECK(!ends_with_ellipsis());
  CHECK_INT(string_bytes("\xF0\x9F\x98\x80", 8192), 32764); /* no half of a pair */
  CHECK(ends_with_ellipsis());
  out.length = 0;
}

/* Each item is in one leaf, each node but the root the child of one. */
static void check_tree(uint32_t items) {
  struct tree tree = tree_shape(items);
  uint32_t next_item = 0, seen = 0;
  for (uint32_t n = 0; n < tree.node_count; n++) {
    struct tree_node node = tree_node_at(&tree, n);
    CHECK(node.child_end - node.first_child <= TREE_FAN_OUT);
    CHECK(node.is_root == (n + 1 == tree.node_count));
    if (node.is_leaf) {
      CHECK_INT(node.first_item, next_item);
      next_item = node.item_end;
      continue;
    }
    for (uint32_t child = node.first_child; child < node.child_end; child++, seen++) {
      CHECK_INT(tree_node_at(&tree, child).parent, n);
      CHECK(tree_node_at(&tree, child).first_item >= node.first_item);
      CHECK(tree_node_at(&tree, child).item_end <= node.item_end);
    }
  }
  CHECK_INT(next_item, items);
  CHECK_INT(seen, tree.node_count - 1);
  struct tree_node root = tree_node_at(&tree, tree.node_count - 1);
  CHECK_INT(root.item_end - root.first_item, items);
}

static void test_trees_hold_every_item_once(void) {
  static const uint32_t sizes[] = {0, 1, 31, 32, 33, 1023, 1024, 1025, 40000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    check_tree(sizes[i]);
  CHECK_INT(tree_shape(UINT32_MAX).level_count, 7);
}

static struct str fingerprint_hex(struct str bytes, size_t piece) {
  static char hex[33];
  unsigned char end[16];
  struct fingerprint f = fingerprint_begin();
  for (size_t at = 0; at < bytes.length; at += piece)
    fingerprint_add(&f, str_slice(bytes, at, at + piece));
  fingerprint_end(&f, end);
  for (int i = 0; i < 16; i++)
    snprintf(hex + 2 * i, 3, "%02x", end[i]);
  return str_from(hex);
}

static void test_fingerprint_does_not_see_pieces(void) {
  char bytes[257], whole[33];
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)(i * 7);
  struct str all = {bytes, sizeof bytes};
  memcpy(whole, fingerprint_hex(all, sizeof bytes).at, sizeof whole);
  for (size_t piece = 1; piece < 40; piece++)
    CHECK_STR(fingerprint_hex(all, piece), str_from(whole));
}

/* Every bit of 64 bytes, zeros at the end included, changes about half of the fingerprint. */
static void test_fingerprint_sees_every_bit(void) {
  char bytes[64] = {0}, before[33];
  memcpy(before, fingerprint_hex((struct str){bytes, sizeof bytes}, 64).at, sizeof before);
  for (size_t bit = 0; bit < 8 * sizeof bytes; bit++) {
    bytes[bit / 8] = (char)(1 << bit % 8);
    struct str after = fingerprint_hex((struct str){bytes, sizeof bytes}, 64);
    int same = 0;
    for (size_t i = 0; i < 32; i++)
      same += after.at[i] == before[i];
    CHECK(same < 12);
    bytes[bit / 8] = 0;
  }
  CHECK(!str_equal(fingerprint_hex((struct str){bytes, 63}, 64), str_from(before)));
}

static void test_deflate_says_zlib(void) {
  struct deflater deflater = {0};
  out.length = 0;
  CHECK(deflate_append(&deflater, 6, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), &out));
  CHECK(out.length > 6 && out.length < 20);
  CHECK_INT((unsigned char)out.at[0], 0x78);
  deflate_free(&deflater);
}

struct reader {
  size_t bytes, largest, calls, fail_at;
};

static int take(void *context, struct str bytes) {
  struct reader *reader = context;
  reader->bytes += bytes.length;
  if (bytes.length > reader->largest) reader->largest = bytes.length;
  return ++reader->calls == reader->fail_at ? ENOSPC : 0;
}

static void test_output_comes_in_pieces(void) {
  static char block[100000];
  struct reader reader = {0};
  struct output output;
  pdf_output_begin(&output, take, &reader);
  for (int i = 0; i < 25; i++)
    pdf_output_append(&output, (struct str){block, sizeof block});
  pdf_output_flush(&output);
  CHECK_INT(output.error, 0);
  CHECK_INT(output.position, 2500000);
  CHECK_INT(reader.bytes, 2500000);
  CHECK_INT(reader.largest, OUTPUT_PIECE);
  pdf_output_free(&output);
}

static void test_output_stops_at_an_error(void) {
  static char block[2 * OUTPUT_PIECE];
  struct reader reader = {.fail_at = 1};
  struct output output;
  pdf_output_begin(&output, take, &reader);
  pdf_output_append(&output, (struct str){block, sizeof block});
  pdf_output_append(&output, (struct str){block, sizeof block});
  pdf_output_flush(&output);
  CHECK_INT(output.error, ENOSPC);
  CHECK_INT(reader.calls, 1);
  pdf_output_free(&output);
}

static void test_output_refuses_two_gibibytes(void) {
  struct reader reader = {0};
  struct output output;
  pdf_output_begin(&output, take, &reader);
  output.position = INT32_MAX - 3;
  pdf_output_append(&output, STR("abc"));
  CHECK_INT(output.error, 0);
  pdf_output_append(&output, STR("d"));
  CHECK_INT(output.error, PDF_TOO_LARGE);
  pdf_output_free(&output);
}

int main(void) {
  RUN(test_numbers_are_exact);
  RUN(test_lengths_round_to_nearest);
  RUN(test_names_are_escaped);
  RUN(test_strings_are_escaped);
  RUN(test_long_texts_are_cut);
  RUN(test_trees_hold_every_item_once);
  RUN(test_fingerprint_does_not_see_pieces);
  RUN(test_fingerprint_sees_every_bit);
  RUN(test_deflate_says_zlib);
  RUN(test_output_comes_in_pieces);
  RUN(test_output_stops_at_an_error);
  RUN(test_output_refuses_two_gibibytes);
  buffer_free(&out);
  return check_report();
}
