/* Nodes, the way back of characters, limits, repetitions, allow comments. */
#include "check.h"
#include "yaml/yaml.h"

#include <string.h>

struct reading {
  struct arena *arena;
  struct diagnostics *diagnostics;
  struct yaml_document document;
};

static struct reading read_bytes(struct str bytes, const struct yaml_limits *limits) {
  struct reading reading = {.arena = arena_create()};
  reading.diagnostics = diagnostics_create(reading.arena, NULL);
  uint32_t file = diagnostics_add_file(reading.diagnostics, STR("a.yaml"), bytes);
  reading.document = yaml_parse(reading.diagnostics, reading.arena, file, limits);
  return reading;
}

static struct reading read_text(const char *text) {
  return read_bytes(str_from(text), NULL);
}

static void end(struct reading *reading) {
  arena_destroy(reading->arena);
}

static const struct yaml_node *get(const struct reading *reading, const char *key) {
  return yaml_get(reading->document.root, str_from(key));
}

static struct str dump(struct reading *reading) {
  struct buffer out = {0};
  yaml_dump(reading->diagnostics, &reading->document, &out);
  struct str copy = str_copy(reading->arena, buffer_str(&out));
  buffer_free(&out);
  return copy;
}

static bool has_code(const struct reading *reading, enum code code) {
  for (size_t i = 0; i < reading->diagnostics->messages.count; i++)
    if (reading->diagnostics->messages.at[i]->code == code) return true;
  return false;
}

/* The source bytes that a scalar's characters [from, from + length) come from. */
static struct str source_of(const struct reading *reading, const struct yaml_node *node, size_t from, size_t length) {
  struct place place = source_text_place(&node->text, from, length);
  struct str bytes = diagnostics_file(reading->diagnostics, 1)->bytes;
  return str_slice(bytes, place.offset, (size_t)place.offset + place.length);
}

static struct str source_of_words(const struct reading *reading, const struct yaml_node *node, const char *words) {
  size_t at = str_find(node->text.bytes, str_from(words), 0);
  CHECK(at != SIZE_MAX);
  return source_of(reading, node, at, strlen(words));
}

static void nodes_carry_kinds_styles_and_places(void) {
  struct reading r = read_text("a: x\nb:\n  - 'y'\n  - {k: \"z\", l: }\nc: |\n  one\n  two\nd:\n");
  CHECK_STR(dump(&r), STR("1:1 block mapping of 4\n"
                          "  1:1 plain \"a\"\n    1:4 plain \"x\"\n"
                          "  2:1 plain \"b\"\n    3:3 block sequence of 2\n"
                          "      3:5 single \"y\"\n"
                          "      4:5 flow mapping of 2\n"
                          "        4:6 plain \"k\"\n          4:9 double \"z\"\n"
                          "        4:14 plain \"l\"\n          4:17 plain absent\n"
                          "  5:1 plain \"c\"\n    5:4 literal \"one\\ntwo\\n\"\n"
                          "  8:1 plain \"d\"\n    8:3 plain absent\n"));
  CHECK(r.document.complete);
  CHECK_INT(get(&r, "b")->place.length, strlen("- 'y'\n  - {k: \"z\", l: }"));
  CHECK_INT(get(&r, "c")->place.length, strlen("|\n  one\n  two"));
  CHECK(get(&r, "d") == NULL && get(&r, "nothing") == NULL && yaml_get(NULL, STR("a")) == NULL);
  CHECK_INT(sizeof(struct yaml_node) <= 96, 1);
  end(&r);
}

static void an_empty_file_has_no_root(void) {
  struct reading r = read_text("# nothing\n");
  CHECK(r.document.root == NULL && r.document.complete && r.diagnostics->messages.count == 0);
  end(&r);
}

static void one_line_scalars_are_slices_of_the_file(void) {
  struct reading r = read_text("a: plain text\nb: 'single'\nc: \"double\"\n");
  const char *bytes = diagnostics_file(r.diagnostics, 1)->bytes.at;
  CHECK(get(&r, "a")->text.bytes.at == bytes + 3);
  CHECK(get(&r, "b")->text.bytes.at == bytes + 18);
  CHECK(get(&r, "c")->text.bytes.at == bytes + 30);
  CHECK_INT(get(&r, "c")->text.segment_count, 1);
  end(&r);
}

static void plain_lines_keep_their_places(void) {
  struct reading r = read_text("a: one two  \n   three\n\n\n   four\n");
  const struct yaml_node *a = get(&r, "a");
  CHECK_STR(a->text.bytes, STR("one two three\n\nfour"));
  CHECK_STR(source_of_words(&r, a, "three"), STR("three"));
  CHECK_STR(source_of_words(&r, a, "two three"), STR("two  \n   three"));
  CHECK_STR(source_of_words(&r, a, "four"), STR("four"));
  CHECK_INT(source_text_place(&a->text, 99, 1).offset, strlen("a: one two  \n   three\n\n\n   four"));
  end(&r);
}

static void quoted_text_keeps_its_places(void) {
  struct reading r = read_text("a: 'it''s\n  so'\nb: \"caf\\u00e9 \\\"x\\\"\\\n  \\tend \\x41\\U0001F600\"\n");
  const struct yaml_node *a = get(&r, "a"), *b = get(&r, "b");
  CHECK_STR(a->text.bytes, STR("it's so"));
  CHECK_STR(source_of_words(&r, a, "'"), STR("''"));
  CHECK_STR(source_of_words(&r, a, "so"), STR("so"));
  CHECK_STR(b->text.bytes, STR("caf\xC3\xA9 \"x\"\tend A\xF0\x9F\x98\x80"));
  CHECK_STR(source_of_words(&r, b, "\xC3\xA9"), STR("\\u00e9"));
  CHECK_STR(source_of_words(&r, b, "f\xC3\xA9 "), STR("f\\u00e9 "));
  CHECK_STR(source_of_words(&r, b, "\"x\""), STR("\\\"x\\\""));
  CHECK_STR(source_of_words(&r, b, "\t"), STR("\\t"));
  CHECK_STR(source_of_words(&r, b, "A\xF0\x9F\x98\x80"), STR("\\x41\\U0001F600"));
  end(&r);
}

static void blocks_keep_their_places(void) {
  struct reading r =
      read_text("a: |2-\n    two\n  one\n\nb: >+\n\n  one\n  two\n\n    more\n  end\n\nc: |\n  café\n  x");
  const struct yaml_node *a = get(&r, "a"), *b = get(&r, "b"), *c = get(&r, "c");
  CHECK_STR(a->text.bytes, STR("  two\none"));
  CHECK_STR(source_of_words(&r, a, "one"), STR("one"));
  CHECK_STR(b->text.bytes, STR("\none two\n\n  more\nend\n\n"));
  CHECK_STR(source_of_words(&r, b, "two"), STR("two"));
  CHECK_STR(source_of_words(&r, b, "  more"), STR("  more"));
  CHECK_STR(source_of_words(&r, b, "end"), STR("end"));
  CHECK_STR(c->text.bytes, STR("caf\xC3\xA9\nx"));
  CHECK_STR(source_of_words(&r, c, "\xC3\xA9\nx"), STR("\xC3\xA9\n  x"));
  CHECK_INT(r.document.coarse, 0);
  end(&r);
}

static void carriage_returns_change_nothing(void) {
  struct reading r = read_text("a: |\r\n  one\r\n  two\r\nb: x\r\n  y\r\nc: >\r\n  p\r\n  q\r\n");
  const struct yaml_node *a = get(&r, "a"), *b = get(&r, "b"), *c = get(&r, "c");
  CHECK_STR(a->text.bytes, STR("one\ntwo\n"));
  CHECK_STR(source_of_words(&r, a, "two"), STR("two"));
  CHECK_STR(source_of_words(&r, a, "\n"), STR("\r\n"));
  CHECK_STR(b->text.bytes, STR("x y"));
  CHECK_STR(source_of_words(&r, b, " "), STR("\r\n"));
  CHECK_STR(source_of_words(&r, b, "y"), STR("y"));
  CHECK_STR(c->text.bytes, STR("p q\n"));
  CHECK_INT(diagnostics_position(r.diagnostics, 1, c->place.offset).line, 6);
  CHECK_INT(r.document.coarse, 0);
  end(&r);
}

static void marks_count_characters_and_places_bytes(void) {
  struct reading r = read_text("\xEF\xBB\xBFé: «ü»\nб: [я, {ж: 漢}]\nz: end\n");
  CHECK_STR(get(&r, "é")->text.bytes, STR("«ü»"));
  CHECK_STR(get(&r, "z")->text.bytes, STR("end"));
  CHECK_STR(source_of(&r, get(&r, "z"), 0, 3), STR("end"));
  struct position at = diagnostics_position(r.diagnostics, 1, get(&r, "é")->place.offset);
  CHECK_INT(at.line, 1), CHECK_INT(at.column, 4);
  end(&r);
}

static void repetitions_and_merges_work(void) {
  struct reading r = read_text("a: &x {k: 1, l: 2}\nb: *x\nc: {<<: *x, k: 3}\nd:\n  <<: [*x, {m: 4}]\n  n: 5\n");
  CHECK_INT(r.diagnostics->error_count, 0);
  CHECK(get(&r, "a") == get(&r, "b"));
  CHECK_STR(yaml_get(get(&r, "c"), STR("k"))->text.bytes, STR("3"));
  CHECK_STR(yaml_get(get(&r, "c"), STR("l"))->text.bytes, STR("2"));
  CHECK_INT(get(&r, "d")->count, 4);
  CHECK_STR(yaml_get(get(&r, "d"), STR("m"))->text.bytes, STR("4"));
  end(&r);
}

static void merging_anything_else_is_refused(void) {
  struct reading r = read_text("a: {<<: text}\nb: {<<: [x]}\n");
  CHECK_INT(r.diagnostics->error_count, 2);
  CHECK(has_code(&r, E_YAML_MERGE));
  end(&r);
}

static void properties_do_not_belong_to_the_text(void) {
  struct reading r =
      read_text("a: &x !!str 12\nb: &y # comment\n  later\nc: *x\nd: *y\ne: !!seq [1]\nf: &z |\n  block\ng: *z\n");
  CHECK_INT(r.diagnostics->messages.count, 0);
  CHECK_STR(source_of(&r, get(&r, "a"), 0, 2), STR("12"));
  CHECK_INT(get(&r, "a")->place.length, 2);
  CHECK_STR(source_of(&r, get(&r, "b"), 0, 5), STR("later"));
  CHECK_STR(source_of(&r, get(&r, "f"), 0, 5), STR("block"));
  end(&r);
}

static void duplicate_keys_show_both_places(void) {
  struct str text = STR("");
  struct arena *arena = arena_create();
  for (int i = 0; i < 40; i++)
    text = str_join(arena, text, str_format(arena, "k%d: x\n", i == 30 ? 3 : i));
  struct reading r = read_bytes(text, NULL);
  CHECK_INT(r.diagnostics->error_count, 1);
  const struct message *message = r.diagnostics->messages.at[0];
  CHECK_INT(message->code, E_YAML_DUPLICATE_KEY);
  CHECK_INT(diagnostics_position(r.diagnostics, 1, message->place.offset).line, 31);
  CHECK_INT(diagnostics_position(r.diagnostics, 1, message->related.at[0].place.offset).line, 4);
  CHECK_INT(r.document.root->count, 39);
  end(&r);
  arena_destroy(arena);
}

static struct str repeated(struct arena *arena, const char *piece, size_t count) {
  struct buffer out = {0};
  for (size_t i = 0; i < count; i++)
    buffer_append(&out, str_from(piece));
  struct str copy = str_copy(arena, buffer_str(&out));
  buffer_free(&out);
  return copy;
}

static void depth_is_limited_at_the_limit(void) {
  struct arena *arena = arena_create();
  struct str open = repeated(arena, "[0,", 64), close = repeated(arena, "]", 64);
  struct reading r = read_bytes(str_format(arena, "%.*sx%.*s\n", STR_ARG(open), STR_ARG(close)), NULL);
  CHECK_INT(r.diagnostics->error_count, 0);
  end(&r);
  r = read_bytes(str_format(arena, "[0,%.*sx%.*s]\n", STR_ARG(open), STR_ARG(close)), NULL);
  CHECK(has_code(&r, E_YAML_DEPTH) && !r.document.complete);
  CHECK_INT(r.diagnostics->messages.at[0]->place.offset, 64 * 3);
  end(&r);
  r = read_bytes(repeated(arena, "[", 2000000), NULL);
  CHECK(has_code(&r, E_YAML_DEPTH));
  end(&r);
  r = read_bytes(repeated(arena, "- ", 100000), NULL);
  CHECK(has_code(&r, E_YAML_DEPTH));
  end(&r);
  arena_destroy(arena);
}

static void aliases_count_for_depth(void) {
  const struct yaml_limits limits = {.depth = 4, .file_size = 1000, .alias_factor = 10, .alias_bytes = 1000};
  struct reading r = read_bytes(STR("a: &a [[[x, y]]]\nb: [*a]\n"), &limits);
  CHECK(has_code(&r, E_YAML_DEPTH));
  end(&r);
  r = read_bytes(STR("a: &a [[x, y]]\nb: [*a]\n"), &limits);
  CHECK_INT(r.diagnostics->error_count, 0);
  end(&r);
}

static void a_billion_laughs_are_refused(void) {
  struct arena *arena = arena_create();
  struct str text = STR("a0: &a0 [lol, lol, lol]\n");
  for (int i = 1; i < 12; i++)
    text = str_join(arena, text,
                    str_format(arena, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, i - 1,
                               i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
  struct reading r = read_bytes(text, NULL);
  CHECK(has_code(&r, E_YAML_ALIAS_SIZE) && !r.document.complete);
  CHECK(arena_used(r.arena) < (size_t)4 << 20);
  end(&r);
  arena_destroy(arena);
}

static void cycles_and_unknown_names_are_refused(void) {
  struct reading r = read_text("a: &a\n  - *a\nb: *b\n");
  CHECK_INT(r.diagnostics->error_count, 2);
  CHECK(has_code(&r, E_YAML_ALIAS_CYCLE) && has_code(&r, E_YAML_ALIAS_UNKNOWN));
  CHECK(r.document.complete);
  end(&r);
}

static void a_file_over_the_limit_is_not_read(void) {
  const struct yaml_limits limits = {.depth = 4, .file_size = 5, .alias_factor = 10, .alias_bytes = 1000};
  struct reading r = read_bytes(STR("a: bcd\n"), &limits);
  CHECK(has_code(&r, E_YAML_FILE_SIZE) && !r.document.complete && r.document.root == NULL);
  end(&r);
}

static void forbidden_bytes_are_told_all_and_the_rest_is_read(void) {
  struct reading r = read_bytes(STR("a: x\x01y\nb: \xFF\xC0\nc: 1\xE2\x80\xA8"
                                    "2\nd: e\xEF\xBB\xBF\n"),
                                NULL);
  CHECK_INT(r.diagnostics->error_count, 4);
  CHECK(has_code(&r, E_YAML_CONTROL_CHARACTER) && has_code(&r, E_YAML_NOT_UTF8));
  CHECK(has_code(&r, E_YAML_LINE_SEPARATOR) && has_code(&r, E_YAML_BYTE_ORDER_MARK));
  CHECK_STR(get(&r, "a")->text.bytes, STR("x_y"));
  CHECK_INT(diagnostics_position(r.diagnostics, 1, get(&r, "d")->place.offset).line, 4);
  end(&r);
}

/* Every byte in front, in the middle and at the end of a text: refused with a place, or read. */
static void every_byte_is_read_or_refused(void) {
  for (int byte = 0; byte < 256; byte++) {
    char text[] = "a: x?y\nb: z\n";
    text[4] = (char)byte;
    struct reading r = read_bytes((struct str){text, sizeof text - 1}, NULL);
    bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte >= 0x7F;
    if (control) CHECK(r.diagnostics->error_count > 0 && r.diagnostics->messages.at[0]->place.offset == 4);
    end(&r);
  }
}

static void utf16_is_refused(void) {
  struct reading r = read_bytes((struct str){"\xFF\xFE"
                                             "a\0:\0",
                                             6},
                                NULL);
  CHECK(has_code(&r, E_YAML_UTF16) && !r.document.complete);
  end(&r);
  r = read_bytes((struct str){"\0a\0:\0 \0b", 8}, NULL);
  CHECK(has_code(&r, E_YAML_UTF16));
  end(&r);
}

static void files_of_other_kinds_are_named_once(void) {
  static const struct str files[] = {STR_INIT("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), STR_INIT("PK\x03\x04\x14\0\0\0"),
                                     STR_INIT("\x89PNG\r\n\x1A\n"), STR_INIT("{\\rtf1 text}"),
                                     STR_INIT("\x7F"
                                              "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0")};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct reading r = read_bytes(files[i], NULL);
    CHECK(has_code(&r, E_YAML_NOT_TEXT) && r.diagnostics->messages.count == 1 && !r.document.complete);
    end(&r);
  }
}

static void direction_controls_need_partners_in_their_line(void) {
  static const struct {
    const char *text;
    size_t errors;
  } rows[] = {
      {"a: x \xE2\x81\xA7y\xE2\x81\xA9 z\n", 0},
      {"a: x \xE2\x80\xABy\xE2\x80\xAC z\n", 0},
      {"a: x \xE2\x81\xA7y z\n", 1},
      {"a: x y\xE2\x81\xA9 z\n", 1},
      {"a: \xE2\x81\xA7x \xE2\x80\xABy\xE2\x81\xA9 z\n", 3},
      {"- \xE2\x81\xA7x\n- \xE2\x81\xA9y\n", 2},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct reading r = read_text(rows[i].text);
    CHECK_INT(r.diagnostics->error_count, rows[i].errors);
    end(&r);
  }
}

static bool is_allowed_at(struct reading *reading, enum code code, const char *words) {
  size_t at = str_find(diagnostics_file(reading->diagnostics, 1)->bytes, str_from(words), 0);
  return diagnose(reading->diagnostics, (struct place){1, (uint32_t)at, 1}, code, "here")->silenced;
}

static enum code some_warning(void) {
  for (int code = 0; code < CODE_COUNT; code++)
    if (code_is_warning((enum code)code)) return (enum code)code;
  return CODE_COUNT;
}

static void allow_comments_reach_the_item_or_key_below(void) {
  enum code warning = some_warning();
  if (warning == CODE_COUNT) return;
  struct arena *arena = arena_create();
  struct str text = str_format(
      arena,
      "# allow %s\nstyle: first\nbody:\n  - second\n  # allow %s\n  - third:\n      deep: fourth\n  - fifth\n"
      "  - sixth:\n    # allow %s\n    seventh: x\n    eighth: y\n",
      code_table[warning].code, code_table[warning].code, code_table[warning].code);
  struct reading r = read_bytes(text, NULL);
  CHECK_INT(r.diagnostics->error_count, 0);
  CHECK(is_allowed_at(&r, warning, "style") && is_allowed_at(&r, warning, "first"));
  CHECK(!is_allowed_at(&r, warning, "body") && !is_allowed_at(&r, warning, "second"));
  CHECK(is_allowed_at(&r, warning, "third") && is_allowed_at(&r, warning, "fourth"));
  CHECK(!is_allowed_at(&r, warning, "fifth") && !is_allowed_at(&r, warning, "sixth"));
  CHECK(is_allowed_at(&r, warning, "seventh") && !is_allowed_at(&r, warning, "eighth"));
  end(&r);
  arena_destroy(arena);
}

static void allow_comments_are_checked(void) {
  struct reading r = read_text("# allow E0100, W9998\n# allow me to explain\na: x # allow E0100\n");
  CHECK_INT(r.diagnostics->error_count, 2);
  CHECK(has_code(&r, E_YAML_ALLOW));
  end(&r);
}

static void after_an_error_the_rest_is_unread(void) {
  struct reading r = read_text("a: x\nb:\n  - one\n  - section: two\n    body: @three\nc: four\n");
  CHECK(!r.document.complete);
  CHECK_INT(r.diagnostics->error_count, 1);
  CHECK_STR(get(&r, "a")->text.bytes, STR("x"));
  const struct yaml_node *b = get(&r, "b");
  CHECK_INT(b->count, 2);
  CHECK_STR(yaml_get(b->items[1], STR("section"))->text.bytes, STR("two"));
  CHECK(yaml_get(b->items[1], STR("body")) == NULL);
  CHECK(get(&r, "c") == NULL);
  CHECK(str_ends_with(dump(&r), STR("incomplete\n")));
  end(&r);
}

static void growth_is_linear(void) {
  struct arena *arena = arena_create();
  struct str line = repeated(arena, "{a: [é, b]}, ", 50000), items = repeated(arena, "- \"é\\n\n   x\" # c\n", 50000);
  struct reading r = read_bytes(str_format(arena, "[%.*s]", STR_ARG(line)), NULL);
  CHECK_INT(r.document.root->count, 50000);
  end(&r);
  r = read_bytes(items, NULL);
  CHECK_INT(r.document.root->count, 50000);
  CHECK_INT(r.document.coarse, 0);
  end(&r);
  struct buffer keys = {0};
  for (int i = 0; i < 50000; i++)
    buffer_append_format(&keys, "k%d: x\n", i / 2);
  r = read_bytes(buffer_str(&keys), NULL);
  CHECK_INT(r.document.root->count, 25000);
  CHECK_INT(r.diagnostics->error_count, 25000);
  buffer_free(&keys);
  end(&r);
  arena_destroy(arena);
}

/* Texts with bytes changed, taken out and doubled at random: read or refused, with places inside the file. */
static void damaged_text_never_surprises(void) {
  static const char seed_text[] =
      "style: x\nbody:\n  - section: \"A: b\"\n    body: |\n      one\n\n      - two\n  - &a [x, {k: 'v'}]\n"
      "  - >-\n    folded\n    text\n  - *a\n  - plain\n    text: é\n# allow W0801\nz: !!str \"\\u00e9 \\\n  x\"\n";
  uint64_t random = 20260120;
  for (int round = 0; round < 3000; round++) {
    char text[sizeof seed_text + 8];
    size_t length = sizeof seed_text - 1;
    memcpy(text, seed_text, length);
    for (int change = 0; change < 1 + round % 4; change++) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      size_t at = (size_t)(random >> 33) % length;
      static const char bytes[] = "\"'[]{}:,-#&*!|>%@` \n\t\\?a\xC3\r";
      if (random >> 20 & 1)
        text[at] = bytes[(random >> 24) % (sizeof bytes - 1)];
      else
        memmove(text + at, text + at + 1, length - at - 1), length--;
    }
    struct reading r = read_bytes((struct str){text, length}, NULL);
    for (size_t i = 0; i < r.diagnostics->messages.count; i++) {
      const struct message *message = r.diagnostics->messages.at[i];
      CHECK(message->place.offset + message->place.length <= length + 1);
      if (message->fix.given) CHECK(message->fix.offset + message->fix.length <= length + 1);
    }
    CHECK(r.document.complete || r.diagnostics->error_count > 0);
    CHECK_INT(r.document.coarse, 0);
    dump(&r);
    if (check_failures_here > 0) printf("  round %d:\n%.*s\n", round, (int)length, text);
    end(&r);
    if (check_failures_here > 0) return;
  }
}

int main(void) {
  RUN(nodes_carry_kinds_styles_and_places);
  RUN(an_empty_file_has_no_root);
  RUN(one_line_scalars_are_slices_of_the_file);
  RUN(plain_lines_keep_their_places);
  RUN(quoted_text_keeps_its_places);
  RUN(blocks_keep_their_places);
  RUN(carriage_returns_change_nothing);
  RUN(marks_count_characters_and_places_bytes);
  RUN(repetitions_and_merges_work);
  RUN(merging_anything_else_is_refused);
  RUN(properties_do_not_belong_to_the_text);
  RUN(duplicate_keys_show_both_places);
  RUN(depth_is_limited_at_the_limit);
  RUN(aliases_count_for_depth);
  RUN(a_billion_laughs_are_refused);
  RUN(cycles_and_unknown_names_are_refused);
  RUN(a_file_over_the_limit_is_not_read);
  RUN(forbidden_bytes_are_told_all_and_the_rest_is_read);
  RUN(every_byte_is_read_or_refused);
  RUN(utf16_is_refused);
  RUN(files_of_other_kinds_are_named_once);
  RUN(direction_controls_need_partners_in_their_line);
  RUN(allow_comments_reach_the_item_or_key_below);
  RUN(allow_comments_are_checked);
  RUN(after_an_error_the_rest_is_unread);
  RUN(growth_is_linear);
  RUN(damaged_text_never_surprises);
  return check_report();
}
