#include "check.h"
#include "schema/schema.h"

#include <string.h>

#include "base/arena.h"

/* A small table of every type, as a folder of its own would write it. */
struct inner {
  struct source_text title;
  struct schema_integer count;
};
struct outer {
  struct source_text text, name, path, language, address;
  struct schema_truth truth;
  struct schema_integer integer;
  struct schema_decimal number;
  struct schema_date date;
  struct schema_length size;
  struct schema_color color;
  struct schema_choice choice;
  struct inner inner;
  struct schema_list texts, inners;
  struct schema_map map;
  const struct yaml_node *node;
};

static const char *const words[] = {"portrait", "landscape", NULL};
static const struct schema_key inner_keys[] = {
    {.name = "title", .type = SCHEMA_TEXT, .offset = offsetof(struct inner, title)},
    {.name = "count", .type = SCHEMA_INTEGER, .offset = offsetof(struct inner, count), .minimum = 1, .maximum = 6},
};
static const struct schema_record inner_record = {
    .name = "an inner", .size = sizeof(struct inner), .keys = inner_keys, .key_count = 2, .shorthand = "title"};
#define KEY(key, kind, member)                                                                                         \
  { .name = key, .type = kind, .offset = offsetof(struct outer, member) }
static const struct schema_key outer_keys[] = {
    KEY("text", SCHEMA_TEXT, text),
    KEY("name", SCHEMA_NAME, name),
    KEY("path", SCHEMA_PATH, path),
    KEY("language", SCHEMA_LANGUAGE, language),
    KEY("address", SCHEMA_ADDRESS, address),
    KEY("truth", SCHEMA_TRUTH, truth),
    KEY("integer", SCHEMA_INTEGER, integer),
    KEY("number", SCHEMA_NUMBER, number),
    KEY("date", SCHEMA_DATE, date),
    KEY("size", SCHEMA_LENGTH, size),
    KEY("color", SCHEMA_COLOR, color),
    {.name = "choice", .type = SCHEMA_CHOICE, .offset = offsetof(struct outer, choice), .choices = words},
    {.name = "inner", .type = SCHEMA_RECORD, .offset = offsetof(struct outer, inner), .record = &inner_record},
    {.name = "texts", .type = SCHEMA_TEXT, .shape = SCHEMA_LIST, .offset = offsetof(struct outer, texts)},
    {.name = "inners",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct outer, inners),
     .record = &inner_record},
    {.name = "map", .type = SCHEMA_TEXT, .shape = SCHEMA_MAP, .offset = offsetof(struct outer, map)},
    KEY("node", SCHEMA_NODE, node),
    {.name = "later", .type = SCHEMA_TEXT, .unbuilt = true},
};
static const struct schema_record outer_record = {.name = "an outer",
                                                  .size = sizeof(struct outer),
                                                  .keys = outer_keys,
                                                  .key_count = sizeof outer_keys / sizeof *outer_keys};

static struct arena *arena;
static struct diagnostics *diagnostics;
static struct outer outer;

/* Loads a YAML text into `outer`; its messages are in `diagnostics`. */
static bool load(const char *yaml, const struct schema_record *record, bool complete) {
  if (arena) arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, NULL);
  memset(&outer, 0, sizeof outer);
  uint32_t file = diagnostics_add_file(diagnostics, STR("t.yaml"), str_from(yaml));
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  if (!document.root) return false;
  struct schema_context context = {diagnostics, arena, complete};
  return schema_load(&context, record, document.root, &outer);
}

static bool load_outer(const char *yaml) {
  return load(yaml, &outer_record, true);
}

/* The one message of a text: its code; -1 for none, -2 for several. */
static int code_of(const char *yaml) {
  load_outer(yaml);
  return diagnostics->messages.count == 0  ? -1
         : diagnostics->messages.count > 1 ? -2
                                           : (int)diagnostics->messages.at[0]->code;
}

static bool says(const char *words_wanted) {
  for (size_t i = 0; i < diagnostics->messages.count; i++) {
    const struct message *message = diagnostics->messages.at[i];
    if (str_find(message->text, str_from(words_wanted), 0) != SIZE_MAX ||
        str_find(message->hint, str_from(words_wanted), 0) != SIZE_MAX ||
        str_find(message->help, str_from(words_wanted), 0) != SIZE_MAX)
      return true;
  }
  return false;
}

static void test_scalars_keep_their_characters(void) {
  CHECK(load_outer("text: 1.10\nname: no\npath: ~\n"));
  CHECK_STR(outer.text.bytes, STR("1.10"));
  CHECK_STR(outer.name.bytes, STR("no"));
  CHECK_STR(outer.path.bytes, STR("~"));
  CHECK(load_outer("text: |\n  two\n  lines\n\n"));
  CHECK_STR(outer.text.bytes, STR("two\nlines"));
  CHECK(load_outer("text: \"\"\n"));
  CHECK_INT(outer.text.bytes.length, 0);
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_places(void) {
  load_outer("inner:\n  count: 3\n  title: x\n");
  struct position at = diagnostics_position(diagnostics, 1, outer.inner.count.place.offset);
  CHECK_INT(at.line, 2);
  CHECK_INT(at.column, 10);
  load_outer("text: ok\nunknown: 1\n");
  at = diagnostics_position(diagnostics, 1, diagnostics->messages.at[0]->place.offset);
  CHECK_INT(at.line, 2);
  CHECK_INT(diagnostics->messages.at[0]->place.length, 7);
}

static void test_addresses(void) {
  load_outer("address: https://example.org/a?b\n");
  CHECK_STR(outer.address.bytes, STR("https://example.org/a?b"));
  CHECK_INT(code_of("address: MAILTO:office@example.org\n"), -1);
  CHECK_INT(code_of("address: ftp://example.org\n"), E_LINK_TARGET);
  CHECK_INT(outer.address.bytes.length, 0);
  CHECK_INT(code_of("address: https://example.org/a b\n"), E_LINK_TARGET);
  CHECK_INT(code_of("address: \"https://\"\n"), E_LINK_TARGET);
  char address[40000] = "https://";
  memset(address + 8, 'a', 32000 - 8);
  CHECK(schema_is_address(str_from(address)));
  address[32000] = 'a';
  CHECK(!schema_is_address(str_from(address)));
  CHECK_INT(code_of("address: www.example.org\n"), E_LINK_TARGET);
  CHECK(says("https://www.example.org"));
  CHECK_INT(code_of("address: office@example.org\n"), E_LINK_TARGET);
  CHECK(says("mailto:office@example.org"));
}

static void test_truth_values(void) {
  load_outer("truth: true\n");
  CHECK(outer.truth.given && outer.truth.value);
  load_outer("truth: \"false\"\n");
  CHECK(outer.truth.given && !outer.truth.value);
  CHECK_INT(code_of("truth: yes\n"), E_BAD_VALUE);
  CHECK(!outer.truth.given);
  CHECK(says("true or false"));
}

static void test_integers(void) {
  load_outer("integer: 0017\n");
  CHECK_INT(outer.integer.value, 17);
  CHECK_INT(code_of("integer: -3\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("integer: 1.0\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("integer: 99999999999999999999\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("integer: two\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("inner: {count: 7}\n"), E_BAD_NUMBER);
  CHECK(says("from 1 to 6"));
  CHECK_INT(code_of("inner: {count: 0}\n"), E_BAD_NUMBER);
}

static void test_numbers(void) {
  load_outer("number: -1.25\n");
  CHECK_INT(outer.number.thousandths, -1250);
  load_outer("number: 3\n");
  CHECK_INT(outer.number.thousandths, 3000);
  CHECK_INT(code_of("number: 1,5\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("number: 1.\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("number: 1.2345\n"), E_BAD_NUMBER);
  CHECK_INT(code_of("number: .5\n"), E_BAD_NUMBER);
}

static void test_dates(void) {
  load_outer("date: 2024-02-29\n");
  CHECK(outer.date.given);
  CHECK_INT(outer.date.year * 10000 + outer.date.month * 100 + outer.date.day, 20240229);
  CHECK_INT(code_of("date: 2026-02-30\n"), E_BAD_DATE);
  CHECK(says("2026-02 has 28 days"));
  CHECK_INT(code_of("date: 1900-02-29\n"), E_BAD_DATE);
  CHECK_INT(code_of("date: 2026-13-01\n"), E_BAD_DATE);
  CHECK(says("01 to 12"));
  CHECK_INT(code_of("date: 20 January 2026\n"), E_BAD_DATE);
  CHECK(says("2026-01-20"));
  CHECK_INT(code_of("date: 2026-1-2\n"), E_BAD_DATE);
  CHECK_INT(code_of("date: 0000-01-01\n"), E_BAD_DATE);
  CHECK(!outer.date.given);
}

static void test_lengths(void) {
  load_outer("size: 12 pt\n");
  CHECK_INT(outer.size.unit, UNIT_ABSOLUTE);
  CHECK_INT(outer.size.value, 12 * LENGTH_POINT);
  load_outer("size: 25.4mm\n");
  CHECK_INT(outer.size.value, 72 * LENGTH_POINT);
  load_outer("size: 2.54 cm\n");
  CHECK_INT(outer.size.value, 72 * LENGTH_POINT);
  load_outer("size: -1 in\n");
  CHECK_INT(outer.size.value, -72 * LENGTH_POINT);
  load_outer("size: 30%\n");
  CHECK_INT(outer.size.unit, UNIT_PERCENT);
  CHECK_INT(outer.size.value, 30000);
  load_outer("size: 1.2 em\n");
  CHECK_INT(outer.size.unit, UNIT_EM);
  CHECK_INT(outer.size.value, 1200);
  load_outer("size: 0\n");
  CHECK(outer.size.given && outer.size.value == 0);
  CHECK_INT(code_of("size: 12\n"), E_BAD_LENGTH);
  CHECK(says("unit is missing"));
  CHECK_INT(code_of("size: 12 px\n"), E_BAD_LENGTH);
  CHECK_INT(code_of("size: 1,5 mm\n"), E_BAD_LENGTH);
  CHECK_INT(code_of("size: 2000000 in\n"), E_BAD_LENGTH);
}

static void test_colors(void) {
  load_outer("color: \"#1A5fb4\"\n");
  CHECK_INT(outer.color.rgb, 0x1A5FB4);
  load_outer("color: white\n");
  CHECK_INT(outer.color.rgb, 0xFFFFFF);
  CHECK_INT(code_of("color: \"#12345g\"\n"), E_BAD_VALUE);
  CHECK_INT(code_of("color: red\n"), E_BAD_VALUE);
}

static void test_choices(void) {
  load_outer("choice: landscape\n");
  CHECK_INT(outer.choice.value, 1);
  CHECK_INT(code_of("choice: landscap\n"), E_BAD_CHOICE);
  CHECK(says("did you mean `landscape`?"));
  CHECK_INT(code_of("choice: sideways\n"), E_BAD_CHOICE);
  CHECK(says("portrait or landscape"));
}

static void test_languages(void) {
  static const char *const good[] = {"en", "pt-BR", "zh-Hant-TW", "sr-Latn", "de-1996", "haw"};
  static const char *const bad[] = {"english", "e", "en_GB", "fr-", "1a", "en--GB", "en-abcdefghi"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    char yaml[64];
    snprintf(yaml, sizeof yaml, "language: %s\n", good[i]);
    CHECK_INT(code_of(yaml), -1);
    CHECK_STR(outer.language.bytes, str_from(good[i]));
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char yaml[64];
    snprintf(yaml, sizeof yaml, "language: %s\n", bad[i]);
    CHECK_INT(code_of(yaml), E_BAD_LANGUAGE);
    CHECK_INT(outer.language.bytes.length, 0);
  }
  CHECK_INT(code_of("language: \"\"\n"), E_EMPTY_VALUE);
}

static void test_names(void) {
  CHECK(schema_is_name(STR("a_b-9")));
  CHECK(schema_is_name(STR("résolution")));
  CHECK(schema_is_name(STR("ключ")));
  CHECK(schema_is_name(STR("决议101")));
  CHECK(!schema_is_name(STR("")));
  CHECK(!schema_is_name(STR("a b")));
  CHECK(!schema_is_name(STR("a.b")));
  CHECK(!schema_is_name(STR("a\u2019b")));
  CHECK(!schema_is_name(STR("a\u3000b")));
  CHECK(!schema_is_name(STR("a\xFFz")));
  CHECK(schema_is_name(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
  CHECK(!schema_is_name(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
  CHECK_INT(code_of("name: the opening\n"), E_BAD_ID);
  CHECK(says("a space"));
  CHECK_INT(outer.name.bytes.length, 0);
}

static void test_lists(void) {
  load_outer("texts: one\n");
  CHECK_INT(outer.texts.count, 1);
  load_outer("texts: [one, two]\n");
  CHECK_INT(outer.texts.count, 2);
  CHECK_STR(((struct source_text *)outer.texts.items)[1].bytes, STR("two"));
  load_outer("inners:\n  - title: x\n    count: 2\n  - alone\n");
  CHECK_INT(outer.inners.count, 2);
  struct inner **inners = outer.inners.items;
  CHECK_INT(inners[0]->count.value, 2);
  CHECK_STR(inners[1]->title.bytes, STR("alone"));
  CHECK_INT(code_of("texts:\n  - one\n  - {a: b}\n  - two\n"), E_WRONG_TYPE);
  CHECK_INT(outer.texts.count, 2);
  CHECK_INT(code_of("texts:\n  - one\n  -\n"), E_EMPTY_ITEM);
}

static void test_maps(void) {
  load_outer("map:\n  a: one\n  b:\n  c: three\n");
  CHECK_INT(outer.map.count, 2);
  CHECK_STR(outer.map.keys[1].bytes, STR("c"));
  CHECK_STR(((struct source_text *)outer.map.items)[1].bytes, STR("three"));
  CHECK_INT(code_of("map: [a, b]\n"), E_WRONG_TYPE);
}

static void test_nothing_is_absent(void) {
  CHECK_INT(code_of("text:\ninteger:\ninner:\ntexts:\nmap:\n"), -1);
  CHECK_INT(outer.texts.count, 0);
  load_outer("node: [a]\n");
  CHECK(outer.node && outer.node->kind == YAML_SEQUENCE);
}

static void test_unknown_keys(void) {
  CHECK_INT(code_of("integr: 1\n"), E_UNKNOWN_KEY);
  CHECK(says("did you mean `integer`?"));
  CHECK(diagnostics->messages.at[0]->fix.given);
  CHECK_INT(code_of("quite-another: 1\n"), E_UNKNOWN_KEY);
  CHECK(says("here may stand"));
  CHECK(says("unknown key `quite-another` in an outer"));
  CHECK_INT(code_of("count: 1\n"), E_UNKNOWN_KEY);
  CHECK(says("belongs under `inner`"));
  CHECK_INT(code_of("later: 1\n"), E_NOT_YET_BUILT);
}

static void test_wrong_types(void) {
  CHECK_INT(code_of("text: [a, b]\n"), E_WRONG_TYPE);
  CHECK(says("`text` takes a text, here stands a list"));
  CHECK_INT(code_of("date: {a: b}\n"), E_WRONG_TYPE);
  CHECK(says("date: 2026-01-20"));
  CHECK_INT(code_of("inner: [a]\n"), E_WRONG_TYPE);
  load("- a\n- b\n", &outer_record, true);
  CHECK(says("an outer takes keys, here stands a list"));
}

static void test_ids_in_brackets(void) {
  CHECK_INT(code_of("name: \"[[chair]]\"\n"), E_BAD_ID);
  CHECK(says("without brackets here: chair"));
  load_outer("name: [[chair]]\n");
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK_INT(outer.name.bytes.length, 0);
  CHECK_INT(code_of("text: [[a, b]]\n"), E_WRONG_TYPE);
}

static void test_required_keys(void) {
  static const struct schema_key keys[] = {{.name = "body", .type = SCHEMA_TEXT, .required = true}};
  static const struct schema_record record = {
      .name = "a thing", .size = sizeof(struct source_text), .keys = keys, .key_count = 1};
  load("x-y-z: 1\n", &record, true);
  CHECK(says("`body` is missing in a thing"));
  load("x-y-z: 1\n", &record, false);
  CHECK(!says("missing"));
  load("other: 1\nbody:\n", &record, true);
  CHECK(says("`body:` with nothing after it"));
}

static void test_excerpts(void) {
  struct arena *here = arena_create();
  CHECK_STR(schema_excerpt(here, STR("short\nsecond")), STR("short…"));
  CHECK_STR(schema_excerpt(here, STR("éééééééééééééééééééééééééééééééééééééééééééé")),
            STR("éééééééééééééééééééééééééééééééééééééééé…"));
  CHECK_STR(schema_excerpt(here, STR(" a ")), STR("a"));
  load_outer("text: {}\nnode: x\ntexts:\n  - \"\"\n");
  CHECK_STR(schema_describe(here, outer.node), STR("the text `x`"));
  CHECK_STR(schema_source(diagnostics, outer.node->place), STR("x"));
  CHECK_STR(schema_source(diagnostics, (struct place){9, 0, 4}), STR(""));
  struct yaml_node nothing = {.kind = YAML_SCALAR, .absent = true}, empty = {.kind = YAML_SCALAR};
  CHECK_STR(schema_describe(here, &nothing), STR("nothing"));
  CHECK_STR(schema_describe(here, &empty), STR("an empty text"));
  arena_destroy(here);
}

/* A table of every shape and form, for its JSON Schema. */
static const struct schema_key line_keys[] = {
    {.name = "form", .type = SCHEMA_TEXT, .required = true, .documentation = "What is \"printed\"."},
    {.name = "size", .type = SCHEMA_LENGTH, .documentation = "Its\tsize."},
};
static const struct schema_record line_record = {
    .name = "a line", .keys = line_keys, .key_count = 2, .documentation = "One line.", .shorthand = "form"};
static const struct schema_record mark_record = {.name = "a mark", .keys = line_keys, .key_count = 2};
static const struct schema_record *line_kind(size_t index) {
  return index == 0 ? &mark_record : NULL;
}
static const struct schema_key word_key = {.name = "word", .type = SCHEMA_TEXT};
static const struct schema_form line_form = {.name = "the lines",
                                             .documentation = "Lines.",
                                             .text = true,
                                             .filled = true,
                                             .items = &line_form,
                                             .keys = &line_record,
                                             .record = line_kind,
                                             .values = &word_key,
                                             .names = SCHEMA_LANGUAGE,
                                             .shared = true};
static const struct schema_key file_keys[] = {
    {.name = "count", .type = SCHEMA_INTEGER, .documentation = "How many."},
    {.name = "turns", .type = SCHEMA_CHOICE, .shape = SCHEMA_LIST, .choices = words, .documentation = "How."},
    {.name = "notes", .type = SCHEMA_DATE, .shape = SCHEMA_MAP, .names = SCHEMA_NAME, .documentation = "When."},
    {.name = "first", .type = SCHEMA_RECORD, .record = &line_record, .documentation = "The first."},
    {.name = "entries", .type = SCHEMA_NODE, .record = &line_record, .documentation = "By id."},
    {.name = "lines", .type = SCHEMA_NODE, .form = &line_form, .documentation = "All."},
    {.name = "times", .type = SCHEMA_INTEGER, .minimum = 1, .maximum = 9, .required = true},
    {.name = "anything", .type = SCHEMA_NODE},
    {.name = "later", .type = SCHEMA_TEXT, .unbuilt = true},
};
static const struct schema_record file_record = {.name = "`one` file",
                                                 .keys = file_keys,
                                                 .key_count = sizeof file_keys / sizeof *file_keys,
                                                 .documentation = "A file.",
                                                 .example = "count: 1\n"};

static bool writes(const struct buffer *out, const char *part) {
  bool found = str_find(buffer_str(out), str_from(part), 0) != SIZE_MAX;
  if (!found) printf("  not written: %s\n", part);
  return found;
}

static void test_json_schema(void) {
  struct arena *here = arena_create();
  struct buffer out = {0};
  schema_write_json(here, &file_record, true, &out);
  CHECK(writes(&out, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"One file\",\n"
                     "  \"description\": \"A file.\",\n"
                     "  \"markdownDescription\": \"A file.\\n\\n```yaml\\ncount: 1\\n```\\n\",\n"
                     "  \"type\": \"object\",\n  \"required\": [\"times\"],\n  \"properties\": {\n    \"count\": {\n"));
  CHECK(writes(&out, "\"minimum\": 0,\n      \"maximum\": 2147483647,"));
  CHECK(writes(&out, "\"anyOf\": [\n        {\"enum\": [\"portrait\", \"landscape\", null]},\n        {\n"
                     "          \"type\": \"array\",\n"
                     "          \"items\": {\"enum\": [\"portrait\", \"landscape\", null]}\n        }\n      ]"));
  CHECK(writes(&out, "\"propertyNames\": {\"$ref\": \"#/$defs/id\"},\n"
                     "      \"additionalProperties\": {\"$ref\": \"#/$defs/date\"}\n"));
  CHECK(writes(&out, "\"additionalProperties\": {\"$ref\": \"#/$defs/line\"}"));
  CHECK(writes(&out, "\"anything\": {}\n  },\n  \"additionalProperties\": false,\n  \"$defs\": {\n    \"id\": {\n"));
  CHECK(str_find(buffer_str(&out), STR("later"), 0) == SIZE_MAX);
  CHECK(str_ends_with(buffer_str(&out), STR("}\n  }\n}\n")));
  buffer_free(&out);
  arena_destroy(here);
}

static void test_json_schema_forms(void) {
  struct arena *here = arena_create();
  struct buffer out = {0};
  schema_write_json(here, &file_record, true, &out);
  /* A record that a scalar may stand for, and the same record as a kind, which must name its first key. */
  CHECK(writes(&out, "\"anyOf\": [\n        {\"$ref\": \"#/$defs/text-present\"},\n        {\n"
                     "          \"type\": [\"object\", \"null\"],\n          \"required\": [\"form\"],\n"));
  CHECK(writes(&out, "\"description\": \"What is \\\"printed\\\".\",\n"
                     "              \"$ref\": \"#/$defs/text-present\"\n"));
  CHECK(writes(&out, "\"times\": {\n      \"type\": [\"string\", \"integer\"],\n      \"minimum\": 1,\n"));
  CHECK(writes(&out, "\"Its\\u0009size.\""));
  CHECK(writes(&out, "\"description\": \"Lines.\",\n      \"anyOf\": [\n"
                     "        {\"$ref\": \"#/$defs/text\", \"pattern\": \"\\\\S\"},\n"
                     "        {\"$ref\": \"#/$defs/line\"},\n        {\"$ref\": \"#/$defs/mark\"},\n        {\n        "
                     "  \"type\": \"array\",\n"
                     "          \"minItems\": 1,\n          \"items\": {\"$ref\": \"#/$defs/lines\"}\n        },\n"
                     "        {\n          \"type\": [\"object\", \"null\"],\n"
                     "          \"propertyNames\": {\"$ref\": \"#/$defs/language\"},\n"));
  out.length = 0;
  schema_write_json(here, &file_record, false, &out);
  CHECK(str_find(buffer_str(&out), STR("#/$defs/language"), 0) == SIZE_MAX);
  buffer_free(&out);
  arena_destroy(here);
}

int main(void) {
  RUN(test_scalars_keep_their_characters);
  RUN(test_places);
  RUN(test_addresses);
  RUN(test_truth_values);
  RUN(test_integers);
  RUN(test_numbers);
  RUN(test_dates);
  RUN(test_lengths);
  RUN(test_colors);
  RUN(test_choices);
  RUN(test_languages);
  RUN(test_names);
  RUN(test_lists);
  RUN(test_maps);
  RUN(test_nothing_is_absent);
  RUN(test_unknown_keys);
  RUN(test_wrong_types);
  RUN(test_ids_in_brackets);
  RUN(test_required_keys);
  RUN(test_excerpts);
  RUN(test_json_schema);
  RUN(test_json_schema_forms);
  if (arena) arena_destroy(arena);
  return check_report();
}
