/* Slips of authors: each gets its own code, the characters marked, the line as it should be written, and, where one
 * cure is possible, a fix after which the file is read without a word. */
#include "check.h"
#include "yaml/yaml.h"

#include <string.h>

struct slip {
  const char *text;
  enum code code;
  uint32_t line, column;
  const char *marked; /* the characters of the place */
  const char *says;   /* words of the message, its hint or its help */
  const char *mended; /* after the fix; NULL: no fix */
};

static const struct slip slips[] = {
    /* a colon in the middle */
    {"body:\n  - Note: the budget was approved.\n", E_YAML_COLON_IN_TEXT, 2, 9, ":",
     "write: - \"Note: the budget was approved.\"", "body:\n  - \"Note: the budget was approved.\"\n"},
    {"body:\n  - section: Report: activities\n    body: x\n", E_YAML_COLON_IN_TEXT, 2, 20, ":",
     "write: - section: \"Report: activities\"", "body:\n  - section: \"Report: activities\"\n    body: x\n"},
    {"body: Report: activities\n", E_YAML_COLON_IN_TEXT, 1, 13, ":", "`Report`", "body: \"Report: activities\"\n"},
    {"body:\n  - Le Président ouvre la réunion : il salue.\n", E_YAML_COLON_IN_TEXT, 2, 35, ":",
     "`Le Président ouvre la réunion`", "body:\n  - \"Le Président ouvre la réunion : il salue.\"\n"},
    {"body:\n  - The Chair opened\n    and said: welcome\n", E_YAML_COLON_IN_TEXT, 3, 13, ":",
     "write:\n  - |\n    The Chair opened", "body:\n  - |\n    The Chair opened\n    and said: welcome\n"},
    {"body:\n  - Mr. \"X\" isn't: so\n  - y\n", E_YAML_COLON_IN_TEXT, 2, 18, ":", "- |",
     "body:\n  - |\n    Mr. \"X\" isn't: so\n  - y\n"},
    {"document: {title: Report: x, date: 2026}\n", E_YAML_COLON_IN_TEXT, 1, 25, ":",
     "{title: \"Report: x\", date: 2026}", "document: {title: \"Report: x\", date: 2026}\n"},
    {"body:\r\n  - Note: the\r\n  - x\r\n", E_YAML_COLON_IN_TEXT, 2, 9, ":", "- \"Note: the\"",
     "body:\r\n  - \"Note: the\"\r\n  - x\r\n"},
    {"body:\n  The Chair opened the meeting here: welcome\n", E_YAML_COLON_IN_TEXT, 2, 36, ":", "quotes",
     "body:\n  \"The Chair opened the meeting here: welcome\"\n"},
    {"body:\n  - The Chair said: \"welcome\" to all.\n", E_YAML_COLON_IN_TEXT, 2, 19, ":",
     "- 'The Chair said: \"welcome\" to all.'", "body:\n  - 'The Chair said: \"welcome\" to all.'\n"},
    {"body:\n  - Text: [[plan]] was noted.\n", E_YAML_COLON_IN_TEXT, 2, 9, ":", "\"Text: [[plan]] was noted.\"",
     "body:\n  - \"Text: [[plan]] was noted.\"\n"},
    {"body:\n  - section: One: *two* and\n", E_YAML_COLON_IN_TEXT, 2, 17, ":", "quotes",
     "body:\n  - section: \"One: *two* and\"\n"},
    /* a colon at the end */
    {"body:\n  - The following were proposed:\n    - a\n    - b\n", E_YAML_COLON_AT_END, 2, 32, ":",
     "write:\n  - |\n    The following were proposed:\n\n    - a\n    - b", NULL},
    {"body:\n  - The following were proposed:\n", E_YAML_COLON_AT_END, 2, 32, ":", "quotes",
     "body:\n  - \"The following were proposed:\"\n"},
    {"body:\n  - section: A\n    The following were proposed: x\n", E_YAML_COLON_IN_TEXT, 3, 32, ":",
     "a key, such as `body`", NULL},
    /* # */
    {"body:\n  - The Chair opened item #6 of it.\n", E_YAML_HASH_IN_TEXT, 2, 27, "#6",
     "write: - \"The Chair opened item #6 of it.\"", "body:\n  - \"The Chair opened item #6 of it.\"\n"},
    {"body:\n  - #6 was opened.\n", E_YAML_HASH_IN_TEXT, 2, 5, "#6", "- \"#6 was opened.\"",
     "body:\n  - \"#6 was opened.\"\n"},
    {"outcome: #6 noted\n", E_YAML_HASH_IN_TEXT, 1, 10, "#6", "outcome: \"#6 noted\"", "outcome: \"#6 noted\"\n"},
    {"body:\n  - text\n   #6 was not\n", E_YAML_HASH_IN_TEXT, 3, 4, "#6", "- |",
     "body:\n  - |\n    text\n    #6 was not\n"},
    {"body: | #6\n  x\n", E_YAML_HASH_IN_TEXT, 1, 9, "#6", "next line", NULL},
    {"a: \"x\"# y\n", E_YAML_HASH_IN_TEXT, 1, 7, "#", "a space before", "a: \"x\" # y\n"},
    /* beginnings */
    {"body:\n  - [[agenda]] was adopted.\n", E_YAML_TEXT_BEGINS_WITH_CITATION, 2, 5, "[[agenda]]",
     "- \"[[agenda]] was adopted.\"", "body:\n  - \"[[agenda]] was adopted.\"\n"},
    {"outcome: [[agenda]]\n", E_YAML_TEXT_BEGINS_WITH_CITATION, 1, 10, "[[agenda]]", "outcome: \"[[agenda]]\"",
     "outcome: \"[[agenda]]\"\n"},
    {"owner: [[chair|the Chair]]\n", E_YAML_TEXT_BEGINS_WITH_CITATION, 1, 8, "[[chair|the Chair]]", "quotes",
     "owner: \"[[chair|the Chair]]\"\n"},
    {"body:\n  - [[plan]]: it was noted\n", E_YAML_TEXT_BEGINS_WITH_CITATION, 2, 5, "[[plan]]", "quotes",
     "body:\n  - \"[[plan]]: it was noted\"\n"},
    {"body:\n  - [[agenda]] was \"adopted\"\n    and it's done.\n", E_YAML_TEXT_BEGINS_WITH_CITATION, 2, 5,
     "[[agenda]]", "- |", "body:\n  - |\n    [[agenda]] was \"adopted\"\n    and it's done.\n"},
    {"body:\n  - [The site](https://x.org) was shown.\n", E_YAML_TEXT_BEGINS_WITH_LINK, 2, 5,
     "[The site](https://x.org)", "list", "body:\n  - \"[The site](https://x.org) was shown.\"\n"},
    {"body:\n  - [1] The text\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "[1]", "list", "body:\n  - \"[1] The text\"\n"},
    {"body:\n  - \"Any Other Business\" was discussed.\n", E_YAML_TEXT_BEGINS_WITH_QUOTE, 2, 5,
     "\"Any Other Business\"", "- '\"Any Other Business\" was discussed.'",
     "body:\n  - '\"Any Other Business\" was discussed.'\n"},
    {"title: 'The Group's work'\nbody: x\n", E_YAML_TEXT_BEGINS_WITH_QUOTE, 1, 8, "'The Group'",
     "\"'The Group's work'\"", "title: \"'The Group's work'\"\nbody: x\n"},
    {"body:\n  - @all were\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "@", "reserved", "body:\n  - \"@all were\"\n"},
    {"body:\n  - `code` was\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "`", "a backquote", "body:\n  - \"`code` was\"\n"},
    {"body:\n  - %5 of it\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "%", "`%`", "body:\n  - \"%5 of it\"\n"},
    {"body:\n  - *emphasis* was\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "*", "`*`", "body:\n  - \"*emphasis* was\"\n"},
    {"body:\n  - **Note** was\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "*", "`*`", "body:\n  - \"**Note** was\"\n"},
    {"body:\n  - *note\n", E_YAML_ALIAS_UNKNOWN, 2, 5, "*note", "`&note`", "body:\n  - \"*note\"\n"},
    {"body:\n  - &c. were\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "&", "`&`", "body:\n  - \"&c. were\"\n"},
    {"body:\n  - &Co were\n", E_YAML_ANCHOR_UNUSED, 2, 5, "&Co", "leaves it out", "body:\n  - \"&Co were\"\n"},
    {"body:\n  - !Important notice\n", E_YAML_TAG, 2, 5, "!Important", "tag", "body:\n  - \"!Important notice\"\n"},
    {"body:\n  - ! Important\n", E_YAML_TAG, 2, 5, "!", "tag", "body:\n  - \"! Important\"\n"},
    {"body: !!binary |\n  aGVsbG8=\n", E_YAML_TAG, 1, 7, "!!binary", "delete", NULL},
    {"body:\n  - ? what\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "?", "key of several lines", "body:\n  - \"? what\"\n"},
    {"body:\n  - > quoted\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, ">", "folded", "body:\n  - \"> quoted\"\n"},
    {"body:\n  - |text\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "|", "several lines", "body:\n  - \"|text\"\n"},
    {"body:\n  - {x} was\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "{x}", "mapping", "body:\n  - \"{x} was\"\n"},
    {"body:\n  - {#a}: more\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "{#a}", "mapping", "body:\n  - \"{#a}: more\"\n"},
    {"body:\n  - ] x\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "]", "ends", "body:\n  - \"] x\"\n"},
    {"body:\n  - , x\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, ",", "comma", "body:\n  - \", x\"\n"},
    {"outcome: - x y\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 1, 10, "-", "item", "outcome: \"- x y\"\n"},
    {"body:\n  - - a text\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 2, 5, "-", "- a text", "body:\n  - a text\n"},
    {"a: [x, -]\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 1, 8, "-", "\"-\"", "a: [x, \"-\"]\n"},
    {"a: {?b: c}\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 1, 5, "?", "key", "a: {\"?b\": c}\n"},
    {"body:\n  - \ttext\n", E_YAML_TAB, 2, 5, "\t", "- text", "body:\n  - text\n"},
    /* a space that is missing */
    {"body:\n  - section:Opening\n", E_YAML_KIND_WITHOUT_SPACE, 2, 5, "section:", "- section: Opening",
     "body:\n  - section: Opening\n"},
    {"body:\n  - page-break:true\n", E_YAML_KIND_WITHOUT_SPACE, 2, 5, "page-break:", "space",
     "body:\n  - page-break: true\n"},
    {"a:\n  - b: c\n    summary:Text\n    d: e\n", E_YAML_KIND_WITHOUT_SPACE, 3, 5, "summary:", "summary: Text",
     "a:\n  - b: c\n    summary: Text\n    d: e\n"},
    {"a:\n  - b\n  -c d\n  - e\n", E_YAML_DASH_WITHOUT_SPACE, 3, 3, "-", "write: - c d", "a:\n  - b\n  - c d\n  - e\n"},
    {"a:\n  -b\nc: d\n", E_YAML_DASH_WITHOUT_SPACE, 2, 3, "-", "write: - b", "a:\n  - b\nc: d\n"},
    {"a:\n  - section: b\n  -section: e\n", E_YAML_DASH_WITHOUT_SPACE, 3, 3, "-", "write: - section: e",
     "a:\n  - section: b\n  - section: e\n"},
    /* folding */
    {"body: >\n  They:\n  - a\n  - b\n", E_YAML_FOLDED_MARKDOWN, 3, 3, "-", "write: body: |",
     "body: |\n  They:\n  - a\n  - b\n"},
    {"body: >\n  x\n\n  1. a\n  2. b\n", E_YAML_FOLDED_MARKDOWN, 4, 3, "1.", "list",
     "body: |\n  x\n\n  1. a\n  2. b\n"},
    {"body: x\n  > quoted\n", E_YAML_FOLDED_MARKDOWN, 2, 3, ">", "quotation", "body: |\n  x\n  > quoted\n"},
    {"body: 'x\n  | a | b |'\n", E_YAML_FOLDED_MARKDOWN, 2, 3, "|", "table", NULL},
    {"body: a | b\n  --- | ---\n", E_YAML_FOLDED_MARKDOWN, 2, 3, "---", "table", "body: |\n  a | b\n  --- | ---\n"},
    {"body:\n  - one\n    - two\n", E_YAML_FOLDED_MARKDOWN, 3, 5, "-", "list", "body:\n  - |\n    one\n    - two\n"},
    {"body: one\\\n  two\n", E_YAML_FOLDED_BREAK, 1, 10, "\\", "new line", "body: |\n  one\\\n  two\n"},
    {"body: \"one\\\n  two\"\n", E_YAML_FOLDED_BREAK, 1, 11, "\\", "quotation marks", NULL},
    {"body: >\n  one\\\n  two\n", E_YAML_FOLDED_BREAK, 2, 6, "\\", "`>`", "body: |\n  one\\\n  two\n"},
    /* commas and brackets */
    {"rows:\n  - [Africa, 1,200]\n", E_YAML_COMMA_IN_LIST, 2, 14, "1,200", "[Africa, \"1,200\"]",
     "rows:\n  - [Africa, \"1,200\"]\n"},
    {"a: [1,200,300]\n", E_YAML_COMMA_IN_LIST, 1, 5, "1,200,300", "quotes", "a: [\"1,200,300\"]\n"},
    {"from: [Korea, Republic of]\n", E_YAML_COMMA_IN_LIST, 1, 8, "Korea, Republic of", "[\"Korea, Republic of\"]",
     "from: [\"Korea, Republic of\"]\n"},
    {"a: [Africa, 9, ]\n", E_YAML_LAST_COMMA, 1, 14, ",", "[Africa, 9, \"\"]", NULL},
    {"a: [b c\n", E_YAML_UNCLOSED_BRACKET, 1, 4, "[", "never closed", NULL},
    {"document: {title: X\nbody: x\n", E_YAML_UNCLOSED_BRACKET, 1, 11, "{", "never closed", NULL},
    {"owner: [chair\nbody:\n  - x\n", E_YAML_UNCLOSED_BRACKET, 1, 8, "[", "never closed", NULL},
    {"a:\n  - [b, {c: d}\n  - e\n", E_YAML_UNCLOSED_BRACKET, 2, 5, "[", "never closed", NULL},
    {"a: [\"b\" c, d]\n", E_YAML_LIST_SYNTAX, 1, 9, "c", "comma", NULL},
    {"flow: [a,\nb]\nx: y\n", E_YAML_INDENTATION, 2, 1, "b]", "column 3", "flow: [a,\n  b]\nx: y\n"},
    /* quotation marks */
    {"body:\n  - \"The Chair opened.\n  - x\n", E_YAML_UNCLOSED_QUOTE, 2, 5, "\"", "- \"The Chair opened.\"",
     "body:\n  - \"The Chair opened.\"\n  - x\n"},
    {"body:\n  - 'tis so\n", E_YAML_UNCLOSED_QUOTE, 2, 5, "'", "never closed", "body:\n  - 'tis so'\n"},
    {"body:\n  - \"The Chair opened.\n  - More \"words\" here\n", E_YAML_UNCLOSED_QUOTE, 2, 5, "\"", "line 3", NULL},
    {"a: \"x\n--- y\nb\"\n", E_YAML_UNCLOSED_QUOTE, 1, 4, "\"", "closed", "a: \"x\"\n--- y\nb\"\n"},
    {"body: \"A \\[[ literal\"\n", E_YAML_ESCAPE, 1, 10, "\\[", "\"A \\\\[[ literal\"", "body: \"A \\\\[[ literal\"\n"},
    {"body: \"C:\\users\"\n", E_YAML_ESCAPE, 1, 10, "\\u", "means nothing", "body: \"C:\\\\users\"\n"},
    /* lines */
    {"body:\n\t- x\n", E_YAML_TAB, 2, 1, "\t", "spaces", NULL},
    {"a: \"x\n\ty\"\n", E_YAML_TAB, 2, 1, "\t", "spaces", "a: \"x\n  y\"\n"},
    {"body:\n  - section: A\n    body: x\n   - section: B\n", E_YAML_INDENTATION, 4, 4, "-", "column 3", NULL},
    {"body:\n  - section: A\n    body: x\n  section: B\n", E_YAML_DASH_MISSING, 4, 3, "section:", "- section: B", NULL},
    {"body:\n  - one\n  • two\n", E_YAML_DASH_MISSING, 3, 3, "•", "- two", "body:\n  - one\n  - two\n"},
    {"section: A\n- x\n", E_YAML_INDENTATION, 2, 1, "-", "column of keys", NULL},
    {"document:\n  title: X\n    date: 2026\nbody: x\n", E_YAML_INDENTATION, 3, 5, "date", "column 3",
     "document:\n  title: X\n  date: 2026\nbody: x\n"},
    {"body:\n  - one\n two\n", E_YAML_INDENTATION, 3, 2, "two", "- one\n    two", "body:\n  - one\n    two\n"},
    {"style neutral\nbody: x\n", E_YAML_KEY_WITHOUT_COLON, 1, 1, "style", "style: neutral",
     "style: neutral\nbody: x\n"},
    {"a:\n  b: x\n  c\n  d: y\n", E_YAML_KEY_WITHOUT_COLON, 3, 3, "c", "c:", "a:\n  b: x\n  c:\n  d: y\n"},
    {"body:\n  - section: A\n    body: The Chair opened\n    the meeting.\n", E_YAML_KEY_WITHOUT_COLON, 4, 5,
     "the meeting.", "indent deeper", "body:\n  - section: A\n    body: The Chair opened\n      the meeting.\n"},
    {"a: b\n---\nc: d\n", E_YAML_SEVERAL_DOCUMENTS, 2, 1, "---", "delete", NULL},
    {"a: b\n...\nc\n", E_YAML_SEVERAL_DOCUMENTS, 3, 1, "c", "", NULL},
    {"%FOO x\na: b\n", E_YAML_DIRECTIVE, 1, 1, "%FOO x", "delete", NULL},
    {"%TAG ! x:y\n---\na: b\n", E_YAML_DIRECTIVE, 1, 1, "%TAG ! x:y", "delete", NULL},
    {"%YAML 1.1#x\n---\na: b\n", E_YAML_DIRECTIVE, 1, 1, "%YAML 1.1#x", "delete", NULL},
    /* keys */
    {"a: b\na: c\n", E_YAML_DUPLICATE_KEY, 2, 1, "a", "twice", NULL},
    {"[a, b]: c\n", E_YAML_TEXT_BEGINS_WITH_SIGN, 1, 1, "[a, b]", "list", "\"[a, b]: c\"\n"},
    {"{a: b}: c\n", E_YAML_KEY_NOT_TEXT, 1, 1, "{a: b}", "mapping", NULL},
    {"a:\n  : b\n", E_YAML_KEY_NOT_TEXT, 2, 3, ":", "nothing", "a:\n  \": b\"\n"},
};

static struct diagnostics *read_slip(struct arena *arena, struct str text) {
  struct diagnostics *diagnostics = diagnostics_create(arena, NULL);
  yaml_parse(diagnostics, arena, diagnostics_add_file(diagnostics, STR("a.yaml"), text), NULL);
  return diagnostics;
}

static struct str mended_text(struct arena *arena, struct str text, const struct message *message) {
  struct str head = str_slice(text, 0, message->fix.offset);
  struct str tail = str_slice(text, message->fix.offset + message->fix.length, text.length);
  return str_join(arena, str_join(arena, head, message->fix.text), tail);
}

static bool says(const struct message *message, const char *words) {
  struct str fragment = str_from(words);
  return str_find(message->text, fragment, 0) != SIZE_MAX || str_find(message->hint, fragment, 0) != SIZE_MAX ||
         str_find(message->help, fragment, 0) != SIZE_MAX;
}

static void check_message(const struct slip *slip, struct diagnostics *diagnostics) {
  const struct message *message = diagnostics->messages.at[0];
  struct str text = str_from(slip->text);
  CHECK_STR(str_from(code_table[message->code].code), str_from(code_table[slip->code].code));
  struct position at = diagnostics_position(diagnostics, 1, message->place.offset);
  CHECK_INT(at.line, slip->line), CHECK_INT(at.column, slip->column);
  CHECK_STR(str_slice(text, message->place.offset, message->place.offset + message->place.length),
            str_from(slip->marked));
  CHECK(says(message, slip->says));
  CHECK(message->hint.length > 0 || message->help.length > 0);
  CHECK_INT(message->fix.given, slip->mended != NULL);
}

static void each_slip_has_its_message_and_cure(void) {
  for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
    const struct slip *slip = &slips[i];
    int before = check_failures_here;
    struct arena *arena = arena_create();
    struct diagnostics *diagnostics = read_slip(arena, str_from(slip->text));
    CHECK_INT(diagnostics->messages.count, 1);
    if (diagnostics->messages.count > 0) check_message(slip, diagnostics);
    if (diagnostics->messages.count > 0 && slip->mended && diagnostics->messages.at[0]->fix.given)
      CHECK_STR(mended_text(arena, str_from(slip->text), diagnostics->messages.at[0]), str_from(slip->mended));
    if (check_failures_here > before) {
      struct buffer out = {0};
      diagnostics_render(diagnostics, MESSAGES_TEXT, false, &out);
      printf("  slip %zu:\n%s%.*s", i, slip->text, (int)out.length, out.at ? out.at : "");
      buffer_free(&out);
    }
    arena_destroy(arena);
  }
}

static void mended_files_are_read_without_a_word(void) {
  for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
    if (!slips[i].mended || slips[i].code == E_YAML_UNCLOSED_QUOTE) continue;
    struct arena *arena = arena_create();
    struct diagnostics *diagnostics = read_slip(arena, str_from(slips[i].mended));
    CHECK_INT(diagnostics->messages.count, 0);
    if (diagnostics->messages.count > 0) printf("  slip %zu: %.*s\n", i, STR_ARG(diagnostics->messages.at[0]->text));
    arena_destroy(arena);
  }
}

/* What looks like a slip and is none. */
static const char *const sound[] = {
    "body:\n  - The time is 10:30, see https://example.org/a:b#c and a#b.\n",
    "body: Text # a comment\n# another\n#one more\nx: y\n",
    "body:\n  - section: A\n    #body: commented out\n    body: x\n",
    "owner: [chair, secretary]\nfrom: [Kenya, Ghana]\nrows: [[a, b], [c, d]]\n",
    "rows:\n  - - Africa\n    - 9\n  - - a\n    - b\n",
    "body:\n  - mailto:someone@example.org\n  - https://example.org\n",
    "widths: [2024,2025]\nx: [1,2,3]\ny: [10, 200]\n",
    "key: [\n  a,\n  b,\n]\nz: {a: b,}\n",
    "body: >\n  folded text over\n  two lines of 2026.\n\n  2026. The year began.\n",
    "body: >\n  text\n\n    - deeper\n    - lines\n",
    "body: |\n  Text: with - anything # at \\\n  - all\n  > here | there\n",
    "a: \"one\n  two\"\nb: 'it''s'\nc: \"\\\"quoted\\\" text\"\n",
    "abbreviations:\n  CWG Internet: group\n  Any Other Business: AOB\n",
    "%YAML 1.2 # version\n---\na: b\n",
    "a: b\n...\n",
    "a: &x [b, c]\nd: *x\n",
    "a: \"[[plan]] was noted\"\nb: Text with [[plan]] in it.\n",
    "a: 12:30\nb: x:y\nc: 'x: y'\n",
    "references:\n  CWG-1: {symbol: X}\n  Été: {symbol: Y}\n",
};

static void sound_text_gets_no_message(void) {
  for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
    struct arena *arena = arena_create();
    struct diagnostics *diagnostics = read_slip(arena, str_from(sound[i]));
    CHECK_INT(diagnostics->messages.count, 0);
    if (diagnostics->messages.count > 0) printf("  %s  %.*s\n", sound[i], STR_ARG(diagnostics->messages.at[0]->text));
    arena_destroy(arena);
  }
}

static bool is_of_yaml(const char *code) {
  return code[1] == '0' && code[2] == '1';
}

static void examples_of_the_codes_get_them_and_cures_do_not(void) {
  for (size_t i = 0; i < CODE_COUNT; i++) {
    const struct code_entry *entry = &code_table[i];
    if (!is_of_yaml(entry->code) || entry->example[0] == '\0') continue;
    struct arena *arena = arena_create();
    struct diagnostics *example = read_slip(arena, str_from(entry->example)),
                       *cure = read_slip(arena, str_from(entry->cure));
    bool found = example->messages.count == 1 && example->messages.at[0]->code == (enum code)i;
    CHECK(found);
    CHECK_INT(cure->messages.count, 0);
    if (!found)
      printf("  %s gets %s\n", entry->code,
             example->messages.count ? code_table[example->messages.at[0]->code].code : "nothing");
    arena_destroy(arena);
  }
}

/* A line of more than 1,024 characters before its colon stops libyaml elsewhere, and gets the same answer. */
static void a_long_line_gets_the_answer_of_a_short_one(void) {
  struct arena *arena = arena_create();
  struct buffer text = {0};
  buffer_append(&text, STR("body:\n  - "));
  for (int i = 0; i < 300; i++)
    buffer_append(&text, STR("word "));
  buffer_append(&text, STR("said: yes\n"));
  struct diagnostics *diagnostics = read_slip(arena, buffer_str(&text));
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK_INT(diagnostics->messages.at[0]->code, E_YAML_COLON_IN_TEXT);
  CHECK_INT(diagnostics->messages.at[0]->place.offset, text.length - strlen(": yes\n"));
  CHECK(diagnostics->messages.at[0]->help.length < 300);
  CHECK(read_slip(arena, mended_text(arena, buffer_str(&text), diagnostics->messages.at[0]))->messages.count == 0);
  buffer_free(&text);
  arena_destroy(arena);
}

/* What was meant is handed on, so that later stages add nothing of their own. */
static void what_was_meant_is_handed_on(void) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create(arena, NULL);
  struct str text = STR("a:\n  - Note: the budget\n  - These:\n    - x\n    - y\n  - \"Q\": z\nb: [[plan]]\n");
  struct yaml_document document =
      yaml_parse(diagnostics, arena, diagnostics_add_file(diagnostics, STR("a"), text), NULL);
  const struct yaml_node *a = yaml_get(document.root, STR("a"));
  CHECK_STR(a->items[0]->text.bytes, STR("Note: the budget"));
  CHECK_INT(a->items[1]->count, 3);
  CHECK_STR(a->items[1]->items[0]->text.bytes, STR("These:"));
  CHECK_STR(yaml_get(document.root, STR("b"))->text.bytes, STR("[[plan]]"));
  CHECK_INT(source_text_place(&yaml_get(document.root, STR("b"))->text, 2, 4).offset, text.length - strlen("plan]]\n"));
  CHECK(document.complete);
  arena_destroy(arena);
}

int main(void) {
  RUN(each_slip_has_its_message_and_cure);
  RUN(mended_files_are_read_without_a_word);
  RUN(sound_text_gets_no_message);
  RUN(examples_of_the_codes_get_them_and_cures_do_not);
  RUN(a_long_line_gets_the_answer_of_a_short_one);
  RUN(what_was_meant_is_handed_on);
  return check_report();
}
