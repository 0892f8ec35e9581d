/* The public YAML test suite (../shared/suites, or where SUITES points): invalid input is never accepted; valid input
 * gives the suite's values, or is refused for a reason that yaml_suite_expectations.txt names; every character's place
 * is known. */
#include "base/file.h"
#include "base/map.h"
#include "check.h"
#include "yaml/yaml.h"

#include <dirent.h>
#include <string.h>

static struct arena *arena;
static struct str suite, expectations;
static size_t invalid_cases, valid_cases, refused_cases, coarse_scalars;

static struct str c_path(struct str folder, const char *name) {
  return str_format(arena, "%.*s/%s", STR_ARG(folder), name);
}

/* ---- the expected events, anchors repeated where they are named ---- */

struct expected {
  struct str events;
  size_t at;
  struct map anchors; /* name → struct str *: what it stands for */
  struct buffer out;
};

static struct str next_line(struct expected *expected) {
  size_t end = str_find(expected->events, STR("\n"), expected->at);
  if (end == SIZE_MAX) end = expected->events.length;
  struct str line = str_slice(expected->events, expected->at, end);
  expected->at = end + 1;
  return line;
}

static struct str take_word(struct str *rest) {
  size_t end = str_find(*rest, STR(" "), 0);
  if (end == SIZE_MAX) end = rest->length;
  struct str word = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->length);
  return word;
}

/* Reads `{}`, `[]`, `&name` and `<tag>` off the front; returns the anchor's name. */
static struct str take_properties(struct str *rest) {
  struct str anchor = {"", 0};
  while (rest->length > 0 && strchr("{[&<", rest->at[0])) {
    struct str word = take_word(rest);
    if (word.at[0] == '&') anchor = str_slice(word, 1, word.length);
  }
  return anchor;
}

static void copy_node(struct expected *expected);

static void copy_collection(struct expected *expected, struct str line) {
  bool mapping = str_starts_with(line, STR("+MAP"));
  buffer_append(&expected->out, mapping ? STR("+MAP\n") : STR("+SEQ\n"));
  while (!str_starts_with(str_slice(expected->events, expected->at, expected->events.length), STR("-")))
    copy_node(expected);
  next_line(expected);
  buffer_append(&expected->out, mapping ? STR("-MAP\n") : STR("-SEQ\n"));
}

static void copy_node(struct expected *expected) {
  struct str line = next_line(expected), rest = str_slice(line, 5, line.length);
  size_t start = expected->out.length;
  struct str anchor = {"", 0};
  if (str_starts_with(line, STR("=ALI"))) {
    const struct str *known = map_get(&expected->anchors, str_slice(rest, 1, rest.length));
    if (known) buffer_append(&expected->out, *known);
    return;
  }
  anchor = take_properties(&rest);
  if (line.at[0] == '+')
    copy_collection(expected, line);
  else
    buffer_append(&expected->out, STR("=")), buffer_append(&expected->out, rest),
        buffer_append_byte(&expected->out, '\n');
  if (anchor.length == 0) return;
  struct str *copy = arena_new(arena, struct str);
  *copy = str_copy(arena, str_slice(buffer_str(&expected->out), start, expected->out.length));
  map_set(&expected->anchors, anchor, copy);
}

static struct str expected_values(struct str events) {
  struct expected expected = {.events = events, .anchors = map_create(arena)};
  while (expected.at < events.length) {
    struct str rest = str_slice(events, expected.at, events.length);
    if (rest.at[0] == '=' || str_starts_with(rest, STR("+MAP")) || str_starts_with(rest, STR("+SEQ")))
      copy_node(&expected);
    else
      next_line(&expected);
  }
  struct str values = str_copy(arena, buffer_str(&expected.out));
  buffer_free(&expected.out);
  return values;
}

/* ---- what was read, in the same form ---- */

static void append_value(struct buffer *out, struct str text) {
  static const char plain[] = "\n\t\r\b\\", letters[] = "ntrb\\";
  for (size_t i = 0; i < text.length; i++) {
    const char *found = text.at[i] ? strchr(plain, text.at[i]) : NULL;
    if (found) buffer_append_byte(out, '\\');
    buffer_append_byte(out, found ? letters[found - plain] : text.at[i]);
  }
}

static void append_node(struct buffer *out, const struct yaml_node *node) {
  static const char styles[] = ":'\"|>";
  if (node->kind == YAML_SCALAR) {
    buffer_append_format(out, "=%c", styles[node->style]);
    append_value(out, node->text.bytes);
    buffer_append_byte(out, '\n');
    return;
  }
  buffer_append(out, node->kind == YAML_MAPPING ? STR("+MAP\n") : STR("+SEQ\n"));
  for (uint32_t i = 0; i < node->count; i++) {
    if (node->kind == YAML_MAPPING) append_node(out, node->pairs[i].key);
    append_node(out, node->kind == YAML_MAPPING ? node->pairs[i].value : node->items[i]);
  }
  buffer_append(out, node->kind == YAML_MAPPING ? STR("-MAP\n") : STR("-SEQ\n"));
}

/* ---- a case ---- */

static void check_refusal(struct str name, const struct diagnostics *diagnostics) {
  refused_cases++;
  const char *code = code_table[diagnostics->messages.at[0]->code].code;
  for (size_t i = 0; i < diagnostics->messages.count; i++) {
    const char *other = code_table[diagnostics->messages.at[i]->code].code;
    struct str row = str_format(arena, "\n%.*s %s ", STR_ARG(name), other);
    if (str_find(expectations, row, 0) != SIZE_MAX) return;
  }
  check_failures_here++;
  printf("  %.*s %s is refused and not in yaml_suite_expectations.txt: %.*s\n", STR_ARG(name), code,
         STR_ARG(diagnostics->messages.at[0]->text));
}

static void check_accepted(struct str name, struct str folder, const struct yaml_document *document) {
  struct str events, row = str_format(arena, "\n%.*s ", STR_ARG(name));
  if (file_read(arena, c_path(folder, "test.event"), 1 << 20, &events) != 0) return;
  if (str_find(expectations, row, 0) != SIZE_MAX) {
    check_failures_here++;
    printf("  %.*s is accepted, but yaml_suite_expectations.txt says refused\n", STR_ARG(name));
  }
  struct buffer out = {0};
  if (document->root) append_node(&out, document->root);
  struct str want = expected_values(events);
  if (!str_equal(buffer_str(&out), want)) {
    check_failures_here++;
    printf("  %.*s: read as\n%.*s  expected\n%.*s", STR_ARG(name), (int)out.length, out.at ? out.at : "",
           STR_ARG(want));
  }
  buffer_free(&out);
}

static void run_case(struct str name, struct str folder) {
  struct str bytes;
  if (file_read(arena, c_path(folder, "in.yaml"), 1 << 20, &bytes) != 0) return;
  bool invalid = file_exists(c_path(folder, "error"));
  struct diagnostics *diagnostics = diagnostics_create(arena, NULL);
  struct yaml_document document = yaml_parse(diagnostics, arena, diagnostics_add_file(diagnostics, name, bytes), NULL);
  coarse_scalars += document.coarse;
  if (document.coarse > 0) printf("  %.*s: characters without a place\n", STR_ARG(name));
  if (invalid)
    invalid_cases++;
  else
    valid_cases++;
  if (invalid && diagnostics->error_count == 0) {
    check_failures_here++;
    printf("  %.*s is invalid and accepted\n", STR_ARG(name));
  } else if (!invalid && diagnostics->error_count > 0) {
    check_refusal(name, diagnostics);
  } else if (!invalid) {
    check_accepted(name, folder, &document);
  }
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Calls `visit` for each folder in `folder`, sorted, so that reports are alike everywhere. */
static void visit_folders(struct str folder, struct str prefix, void (*visit)(struct str name, struct str folder)) {
  VECTOR(char *) names = {0};
  DIR *directory = opendir(str_copy(arena, folder).at);
  for (struct dirent *entry = directory ? readdir(directory) : NULL; entry; entry = readdir(directory))
    if (entry->d_name[0] != '.' && file_is_folder(c_path(folder, entry->d_name)))
      vector_push(arena, &names, (char *)str_copy(arena, str_from(entry->d_name)).at);
  if (directory) closedir(directory);
  if (names.count > 0) qsort(names.at, names.count, sizeof *names.at, compare_names);
  for (size_t i = 0; i < names.count; i++)
    visit(str_format(arena, "%.*s%s", STR_ARG(prefix), names.at[i]), c_path(folder, names.at[i]));
}

static void run_folder(struct str name, struct str folder) {
  run_case(name, folder);
  visit_folders(folder, str_format(arena, "%.*s/", STR_ARG(name)), run_case);
}

static void the_public_suite_is_read_as_declared(void) {
  visit_folders(suite, STR(""), run_folder);
  CHECK_INT(invalid_cases, 94);
  CHECK_INT(valid_cases, 308);
  printf("  %zu invalid refused, %zu valid, of which %zu refused by name\n", invalid_cases, valid_cases, refused_cases);
}

static void every_character_of_the_suite_has_a_place(void) {
  CHECK_INT(coarse_scalars, 0);
}

static struct str expectations_path(void) {
  struct str here = path_folder(arena, STR(__FILE__));
  return path_join(arena, here, STR("yaml_suite_expectations.txt"));
}

int main(void) {
  arena = arena_create();
  const char *suites = getenv("SUITES");
  suite = path_join(arena, str_from(suites ? suites : "../shared/suites"), STR("yaml-test-suite"));
  if (!file_is_folder(suite)) {
    printf("SKIP yaml_suite: %.*s is not there\n", STR_ARG(suite));
    arena_destroy(arena);
    return 0;
  }
  if (file_read(arena, expectations_path(), 1 << 20, &expectations) != 0) expectations = STR("");
  expectations = str_join(arena, STR("\n"), expectations);
  RUN(the_public_suite_is_read_as_declared);
  RUN(every_character_of_the_suite_has_a_place);
  arena_destroy(arena);
  return check_report();
}
