#include "check.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/number.h"
#include "base/tree.h"
#include "base/utf8.h"
#include "base/vector.h"

static struct arena *arena;

static void arena_gives_zeroed_aligned_memory(void) {
  for (size_t size = 1; size < 300000; size = size * 3 + 1) {
    char *memory = arena_allocate(arena, size);
    CHECK((uintptr_t)memory % 16 == 0);
    CHECK(memory[0] == 0 && memory[size - 1] == 0);
    memset(memory, 0xFF, size);
  }
  size_t used = arena_used(arena);
  arena_reset(arena);
  CHECK_INT(arena_used(arena), used);
  CHECK(*(char *)arena_allocate(arena, 100) == 0);
}

static void arena_reuses_chunks_after_reset(void) {
  struct arena *own = arena_create();
  for (int round = 0; round < 50; round++) {
    for (int i = 0; i < 100; i++)
      arena_allocate_raw(own, 10000);
    arena_reset(own);
  }
  CHECK(arena_used(own) < 4 * 1000 * 1000);
  arena_destroy(own);
  arena_destroy(NULL);
}

static void slices(void) {
  CHECK(str_equal(STR("a\0b"), (struct str){"a\0b", 3}));
  CHECK_STR(str_trim(STR(" \t a b \r\n")), STR("a b"));
  CHECK_STR(str_slice(STR("report"), 2, 99), STR("port"));
  CHECK_STR(str_slice(STR("report"), 9, 2), STR(""));
  CHECK_INT(str_find(STR("[[a]] [[b]]"), STR("[["), 1), 6);
  CHECK(str_find(STR("abc"), STR("d"), 0) == SIZE_MAX);
  CHECK(str_find(STR("abc"), STR("abc"), 1) == SIZE_MAX);
  CHECK(str_compare(STR("ab"), STR("abc")) < 0 && str_compare(STR("b"), STR("abc")) > 0);
  CHECK(str_starts_with(STR("Document 2"), STR("Document")) && !str_starts_with(STR("Doc"), STR("Document")));
  CHECK(str_ends_with(STR("a.yaml"), STR(".yaml")) && !str_ends_with(STR("yaml"), STR(".yaml")));
  CHECK_STR(str_format(arena, "%s %d", "item", 6), STR("item 6"));
  CHECK_STR(str_join(arena, STR("ab"), STR("cd")), STR("abcd"));
  CHECK_INT(str_from(NULL).length, 0);
}

static void distances(void) {
  CHECK_INT(str_distance(STR("agenda"), STR("agnda"), 2), 1);
  CHECK_INT(str_distance(STR("agenda"), STR("agedna"), 2), 1);
  CHECK_INT(str_distance(STR("section"), STR("Section"), 2), 1);
  CHECK_INT(str_distance(STR("été"), STR("ete"), 2), 2);
  CHECK_INT(str_distance(STR("plan"), STR("agenda"), 2), 3);
  CHECK_INT(str_distance(STR(""), STR("ab"), 2), 2);
}

static void vectors_grow(void) {
  VECTOR(int) in_arena = {0}, on_heap = {0};
  for (int i = 0; i < 1000; i++) {
    vector_push(arena, &in_arena, i);
    heap_vector_push(&on_heap, i * 2);
  }
  CHECK_INT(in_arena.count, 1000);
  CHECK_INT(in_arena.at[777], 777);
  CHECK_INT(on_heap.at[777], 1554);
  heap_vector_free(&on_heap);
  CHECK(on_heap.at == NULL);
}

static void maps_keep_order_and_replace(void) {
  struct map map = map_create(arena);
  CHECK(map_get(&map, STR("a")) == NULL);
  for (int i = 0; i < 5000; i++)
    map_set(&map, str_format(arena, "key %d", i), str_format(arena, "%d", i).at ? &map : NULL);
  int other = 0;
  map_set(&map, STR("key 42"), &other);
  CHECK_INT(map.count, 5000);
  CHECK(map_get(&map, STR("key 42")) == &other);
  CHECK(map_get(&map, STR("key 4999")) == &map);
  CHECK(map_get(&map, STR("key 5000")) == NULL);
  CHECK_STR(map.entries[42].key, STR("key 42"));
}

static void utf8_accepts_what_unicode_does(void) {
  static const char *const valid[] = {"", "a", "é", "漢", "😀", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"};
  for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
    CHECK(utf8_find_invalid(str_from(valid[i])) == SIZE_MAX);
  static const char *const invalid[] = {"\x80",         "\xC0\xAF",         "\xC1\xBF",         "\xE0\x9F\xBF",
                                        "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                        "\xC3",         "\xE2\x82"};
  for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
    struct str text = str_format(arena, "ab%s", invalid[i]);
    CHECK_INT(utf8_find_invalid(text), 2);
  }
}

static void utf8_goes_both_ways(void) {
  for (uint32_t point = 0; point < 0x110000; point += point < 0x3000 ? 1 : 251) {
    if (point >= 0xD800 && point < 0xE000) continue;
    char bytes[4];
    struct str text = {bytes, utf8_encode(point, bytes)};
    size_t at = 0;
    CHECK(utf8_next(text, &at) == point && at == text.length);
  }
  CHECK_INT(utf8_count(STR("é漢\xFF!")), 4);
}

static void numbers(void) {
  CHECK_INT(multiply_divide(7, 3, 2), 11);
  CHECK_INT(multiply_divide(-7, 3, 2), -11);
  CHECK_INT(multiply_divide(INT32_MAX, INT32_MAX, 1), INT32_MAX);
  CHECK_INT(multiply_divide(INT32_MIN, INT32_MAX, 1), INT32_MIN);
  CHECK_INT(length_add(INT32_MAX, 5), INT32_MAX);
  uint64_t value = 0;
  CHECK(number_parse(STR("0042"), 99, &value) && value == 42);
  CHECK(!number_parse(STR("100"), 99, &value));
  CHECK(!number_parse(STR(""), 99, &value) && !number_parse(STR("-1"), 99, &value) &&
        !number_parse(STR("1.5"), 99, &value));
  CHECK(!number_parse(STR("99999999999999999999999"), UINT64_MAX, &value));
}

static void buffers(void) {
  struct buffer buffer = {0};
  CHECK_STR(buffer_str(&buffer), STR(""));
  for (int i = 0; i < 200; i++)
    buffer_append(&buffer, STR("0123456789"));
  buffer_append_byte(&buffer, 'x');
  buffer_append_unsigned(&buffer, UINT64_MAX);
  buffer_append_format(&buffer, "%s", "!");
  CHECK_STR(str_slice(buffer_str(&buffer), 1999, 3000), STR("9x18446744073709551615!"));
  buffer_free(&buffer);
}

static struct str folder;

static void paths(void) {
  CHECK_STR(path_folder(arena, STR("a/b.yaml")), STR("a"));
  CHECK_STR(path_folder(arena, STR("b.yaml")), STR("."));
  CHECK_STR(path_folder(arena, STR("/b.yaml")), STR("/"));
  CHECK_STR(path_base(STR("a/b.yaml")), STR("b.yaml"));
  CHECK_STR(path_join(arena, STR("a"), STR("b")), STR("a/b"));
  CHECK_STR(path_join(arena, STR("a/"), STR("b")), STR("a/b"));
  CHECK_STR(path_join(arena, STR("."), STR("b")), STR("b"));
  CHECK_STR(path_join(arena, STR("a"), STR("/b")), STR("/b"));
  CHECK(file_is_folder(folder) && !file_is_folder(path_join(arena, folder, STR("none"))));
}

static void a_file_is_replaced_whole_or_not_at_all(void) {
  struct str path = path_join(arena, folder, STR("out.pdf")), bytes;
  struct file_writer *writer;
  CHECK_INT(file_writer_open(arena, path, &writer), 0);
  CHECK(!file_exists(path));
  CHECK(file_exists(str_from(file_writer_temporary(writer))));
  file_writer_append(writer, STR("old"));
  CHECK_INT(file_writer_close(writer, true), 0);
  CHECK_INT(chmod(path.at, 0640), 0);
  CHECK_INT(file_writer_open(arena, path, &writer), 0);
  char *large = arena_allocate(arena, 3 << 20);
  file_writer_append(writer, (struct str){large, 3 << 20});
  CHECK_INT(file_writer_close(writer, false), 0);
  CHECK_INT(file_read(arena, path, 1 << 20, &bytes), 0);
  CHECK_STR(bytes, STR("old"));
  CHECK_INT(file_writer_open(arena, path, &writer), 0);
  file_writer_append(writer, STR("new"));
  file_writer_append(writer, (struct str){large, 3 << 20});
  CHECK_INT(file_writer_close(writer, true), 0);
  CHECK_INT(file_read(arena, path, 4 << 20, &bytes), 0);
  CHECK_INT(bytes.length, (3 << 20) + 3);
  CHECK_INT(file_read(arena, path, 1 << 20, &bytes), FILE_TOO_LARGE);
  struct stat status;
  CHECK(stat(path.at, &status) == 0 && (status.st_mode & 0777) == 0640);
}

static void what_is_no_file_is_refused(void) {
  struct str bytes;
  struct file_writer *writer;
  CHECK_INT(file_read(arena, folder, 100, &bytes), EISDIR);
  CHECK_INT(file_read(arena, STR("/dev/null"), 100, &bytes), FILE_NOT_REGULAR);
  CHECK_INT(file_read(arena, path_join(arena, folder, STR("none")), 100, &bytes), ENOENT);
  CHECK_INT(file_read(arena, (struct str){"a\0b", 3}, 100, &bytes), ENOENT);
  CHECK_INT(file_writer_open(arena, folder, &writer), EISDIR);
  CHECK_INT(file_writer_open(arena, STR("/dev/full"), &writer), FILE_NOT_REGULAR);
  CHECK_INT(file_writer_open(arena, path_join(arena, folder, STR("none/out.pdf")), &writer), ENOENT);
  CHECK_STR(str_from(file_error_text(ENOSPC)), STR("the disk is full"));
  CHECK_STR(str_from(file_error_text(12345)), STR("the system refused it"));
}

static void a_tree_ends_at_its_marked_folder(void) {
  struct str inner = path_join(arena, folder, STR("inner")), mark = path_join(arena, folder, STR(".rapporteur"));
  struct str outside = path_join(arena, folder, STR("style.yaml")), link = path_join(arena, inner, STR("link.yaml"));
  CHECK_INT(mkdir(inner.at, 0777), 0);
  fclose(fopen(outside.at, "w"));
  CHECK_INT(symlink(outside.at, link.at), 0);
  struct file_tree tree = file_tree_create(arena, inner, NULL, 0);
  CHECK(file_tree_holds(&tree, path_join(arena, inner, STR("none.yaml"))));
  CHECK(!file_tree_holds(&tree, outside) && !file_tree_holds(&tree, link));
  CHECK(!file_tree_holds(&tree, path_join(arena, inner, STR("../style.yaml"))));
  CHECK(!file_tree_holds(&tree, STR("/etc/passwd")));
  struct file_tree widened = file_tree_create(arena, inner, &folder, 1);
  CHECK(file_tree_holds(&widened, outside) && file_tree_holds(&widened, link));
  fclose(fopen(mark.at, "w"));
  struct file_tree marked = file_tree_create(arena, inner, NULL, 0);
  CHECK(file_tree_holds(&marked, outside));
  unlink(mark.at), unlink(link.at), unlink(outside.at), rmdir(inner.at);
}

static void a_pipe_is_read_to_its_end(void) {
  int ends[2];
  CHECK_INT(pipe(ends), 0);
  CHECK_INT(write(ends[1], "body: x", 7), 7);
  close(ends[1]);
  struct str bytes;
  CHECK_INT(file_read_descriptor(arena, ends[0], 100, &bytes), 0);
  CHECK_STR(bytes, STR("body: x"));
  close(ends[0]);
}

int main(void) {
  arena = arena_create();
  char template[] = "/tmp/rapporteur-base-XXXXXX";
  folder = str_from(mkdtemp(template));
  RUN(arena_gives_zeroed_aligned_memory);
  RUN(arena_reuses_chunks_after_reset);
  RUN(slices);
  RUN(distances);
  RUN(vectors_grow);
  RUN(maps_keep_order_and_replace);
  RUN(utf8_accepts_what_unicode_does);
  RUN(utf8_goes_both_ways);
  RUN(numbers);
  RUN(buffers);
  RUN(paths);
  RUN(a_file_is_replaced_whole_or_not_at_all);
  RUN(what_is_no_file_is_refused);
  RUN(a_tree_ends_at_its_marked_folder);
  RUN(a_pipe_is_read_to_its_end);
  unlink(path_join(arena, folder, STR("out.pdf")).at);
  rmdir(folder.at);
  arena_destroy(arena);
  return check_report();
}
