/* Places, adding, silencing and rendering of messages. */
#include "check.h"
#include "diagnostic/diagnostic.h"

#include <string.h>

struct fixture {
  struct arena *arena;
  struct diagnostics *diagnostics;
};

static struct fixture fixture_with(const struct diagnostic_options *options, const char *bytes) {
  struct fixture fixture = {.arena = arena_create()};
  fixture.diagnostics = diagnostics_create(fixture.arena, options);
  diagnostics_add_file(fixture.diagnostics, STR("report.yaml"), str_from(bytes));
  return fixture;
}

static struct fixture fixture_for(const char *bytes) {
  return fixture_with(NULL, bytes);
}

static struct place find(const struct fixture *fixture, const char *words) {
  const struct source_file *file = diagnostics_file(fixture->diagnostics, 1);
  size_t at = str_find(file->bytes, str_from(words), 0);
  return (struct place){1, (uint32_t)at, (uint32_t)strlen(words)};
}

/* The rendered messages, in the fixture's arena. */
static struct str rendered(const struct fixture *fixture, enum message_form form, bool color) {
  struct buffer out = {0};
  diagnostics_render(fixture->diagnostics, form, color, &out);
  struct str copy = str_copy(fixture->arena, buffer_str(&out));
  buffer_free(&out);
  return copy;
}

static bool holds(struct str text, const char *words) {
  return str_find(text, str_from(words), 0) != SIZE_MAX;
}

static enum code some_warning(void) {
  for (int code = 0; code < CODE_COUNT; code++)
    if (code_is_warning((enum code)code)) return (enum code)code;
  return CODE_COUNT;
}

static void a_message_is_shown_as_the_contract_says(void) {
  struct fixture f = fixture_for("body:\n  - x\n    body: The agenda in [[agnda]] was adopted.\n");
  struct message *message = diagnose(f.diagnostics, find(&f, "agnda"), E_YAML_SYNTAX, "no reference named `agnda`");
  message_hint(f.diagnostics, message, "did you mean `%s`?", "agenda");
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false),
            STR("report.yaml:3:27: error[E0100]: no reference named `agnda`\n"
                "    3 |     body: The agenda in [[agnda]] was adopted.\n"
                "      |                           ^^^^^ did you mean `agenda`?\n"));
  arena_destroy(f.arena);
}

static void help_and_related_places_follow(void) {
  struct fixture f = fixture_for("title: A\nstyle: b\ntitle: C\n");
  struct message *message = diagnose(f.diagnostics, (struct place){1, 18, 5}, E_YAML_SYNTAX, "twice");
  message_help(f.diagnostics, message, "write: one\n  two");
  message_relate(f.diagnostics, message, (struct place){1, 0, 5}, "first defined here");
  message_relate(f.diagnostics, message, (struct place){1, 0, 5}, "first defined here");
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false), STR("report.yaml:3:1: error[E0100]: twice\n"
                                                    "    3 | title: C\n"
                                                    "      | ^^^^^\n"
                                                    "      = write: one\n"
                                                    "          two\n"
                                                    "report.yaml:1:1: note: first defined here\n"
                                                    "    1 | title: A\n"
                                                    "      | ^^^^^\n"));
  arena_destroy(f.arena);
}

static void marks_stand_under_tabs_wide_and_combining_characters(void) {
  struct fixture f = fixture_for("a\tb\n漢字 x\ne\xCC\x81t\n");
  diagnose(f.diagnostics, find(&f, "b"), E_YAML_SYNTAX, "tab");
  diagnose(f.diagnostics, find(&f, "字 x"), E_YAML_SYNTAX, "wide");
  diagnose(f.diagnostics, find(&f, "t"), E_YAML_SYNTAX, "combining");
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false), STR("report.yaml:1:3: error[E0100]: tab\n"
                                                    "    1 | a   b\n"
                                                    "      |     ^\n"
                                                    "report.yaml:2:2: error[E0100]: wide\n"
                                                    "    2 | 漢字 x\n"
                                                    "      |   ^^^^\n"
                                                    "report.yaml:3:3: error[E0100]: combining\n"
                                                    "    3 | e\xCC\x81t\n"
                                                    "      |  ^\n"));
  arena_destroy(f.arena);
}

static void long_lines_are_cut_around_the_marks(void) {
  char line[2001];
  memset(line, 'a', sizeof line - 1);
  memcpy(line + 1000, "WORD", 4);
  line[2000] = '\0';
  struct fixture f = fixture_for(line);
  diagnose(f.diagnostics, find(&f, "WORD"), E_YAML_SYNTAX, "far");
  struct str text = rendered(&f, MESSAGES_TEXT, false);
  CHECK(holds(text, "report.yaml:1:1001: "));
  CHECK(holds(text, " | …aaaa"));
  CHECK(holds(text, "aWORDaaaa"));
  CHECK(holds(text, "a…\n"));
  size_t first = str_find(text, STR("\n"), 0) + 1, second = str_find(text, STR("\n"), first) + 1;
  size_t word = str_find(text, STR("WORD"), 0) - first - strlen("…") + 1;
  CHECK_INT(str_find(text, STR("^^^^"), second) - second, word);
  CHECK(text.length < 400);
  arena_destroy(f.arena);
}

static void marks_of_several_lines_stay_in_the_first(void) {
  struct fixture f = fixture_for("one two\r\nthree\r\n");
  diagnose(f.diagnostics, (struct place){1, 4, 12}, E_YAML_SYNTAX, "long");
  diagnose(f.diagnostics, (struct place){1, 16, 0}, E_YAML_SYNTAX, "at the end");
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false), STR("report.yaml:1:5: error[E0100]: long\n"
                                                    "    1 | one two\n"
                                                    "      |     ^^^\n"
                                                    "report.yaml:3:1: error[E0100]: at the end\n"
                                                    "    3 | \n"
                                                    "      | ^\n"));
  arena_destroy(f.arena);
}

static void a_message_about_no_file_begins_with_the_program(void) {
  struct fixture f = fixture_for("");
  struct message *message = diagnose(f.diagnostics, (struct place){0}, E_YAML_SYNTAX, "nothing\x1b[31m there");
  message_hint(f.diagnostics, message, "look again");
  diagnose(f.diagnostics, (struct place){0}, E_YAML_SYNTAX, "nothing here");
  diagnose(f.diagnostics, (struct place){0}, E_YAML_SYNTAX, "nothing here");
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false),
            STR("rapporteur: error[E0100]: nothing\xEF\xBF\xBD[31m there – look again\n"
                "rapporteur: error[E0100]: nothing here\n"));
  CHECK(holds(rendered(&f, MESSAGES_JSON, false), "\"file\":null,\"line\":null"));
  arena_destroy(f.arena);
}

static void color_wraps_but_does_not_change_the_words(void) {
  struct fixture f = fixture_for("word\n");
  diagnose(f.diagnostics, find(&f, "word"), E_YAML_SYNTAX, "found");
  struct str text = rendered(&f, MESSAGES_TEXT, true);
  CHECK(holds(text, "\x1b[1;31merror[E0100]: \x1b[0mfound\n"));
  CHECK(holds(text, "\x1b[1;31m^^^^\x1b[0m"));
  arena_destroy(f.arena);
}

static void help_grows_line_by_line(void) {
  struct fixture f = fixture_for("a: b\n");
  struct message *message = diagnose(f.diagnostics, (struct place){1, 0, 1}, E_YAML_SYNTAX, "text");
  for (int i = 0; i < 2; i++) {
    message_help(f.diagnostics, message, "first");
    message_help(f.diagnostics, message, "second");
  }
  CHECK_STR(message->help, STR("first\nsecond"));
  arena_destroy(f.arena);
}

static void json_has_every_key_and_escapes(void) {
  struct fixture f = fixture_for("a: \"é\xFF\"\n");
  struct message *message =
      diagnose(f.diagnostics, (struct place){1, 3, 5}, E_YAML_SYNTAX, "quote \" back \\ tab \t \x01 \xFF");
  message_hint(f.diagnostics, message, "hint");
  message_help(f.diagnostics, message, "help");
  message_relate(f.diagnostics, message, (struct place){1, 0, 1}, "key");
  message_fix(message, (struct place){1, 3, 5}, STR("'é'"));
  CHECK_STR(
      rendered(&f, MESSAGES_JSON, false),
      STR("{\"code\":\"E0100\",\"severity\":\"error\",\"message\":\"quote \\\" back \\\\ tab \\t \\u0001 \xEF\xBF\xBD\""
          ",\"file\":\"report.yaml\",\"line\":1,\"column\":4,\"end_line\":1,\"end_column\":8,\"offset\":3,\"length\":5"
          ",\"hint\":\"hint\\nhelp\",\"related\":[{\"message\":\"key\",\"file\":\"report.yaml\",\"line\":1,\"column\":"
          "1,"
          "\"end_line\":1,\"end_column\":2,\"offset\":0,\"length\":1}],\"fix\":{\"offset\":3,\"length\":5,\"text\":\"'"
          "é'\"}}\n"));
  arena_destroy(f.arena);
}

static void messages_come_sorted_and_once(void) {
  struct fixture f = fixture_for("abc\n");
  struct message *last = diagnose(f.diagnostics, (struct place){1, 2, 1}, E_YAML_SYNTAX, "third");
  diagnose(f.diagnostics, (struct place){1, 0, 2}, E_YAML_SYNTAX, "second");
  diagnose(f.diagnostics, (struct place){1, 0, 1}, E_YAML_SYNTAX, "first");
  CHECK(diagnose(f.diagnostics, (struct place){1, 2, 1}, E_YAML_SYNTAX, "again") == last);
  CHECK_INT(f.diagnostics->error_count, 3);
  struct str text = rendered(&f, MESSAGES_TEXT, false);
  CHECK(str_find(text, STR("first"), 0) < str_find(text, STR("second"), 0));
  CHECK(str_find(text, STR("second"), 0) < str_find(text, STR("third"), 0));
  CHECK(!holds(text, "again"));
  arena_destroy(f.arena);
}

static void errors_are_capped_and_counted(void) {
  struct diagnostic_options options = {.max_errors = 2};
  struct fixture f = fixture_with(&options, "abcdef\n");
  for (uint32_t i = 0; i < 5; i++)
    diagnose(f.diagnostics, (struct place){1, i, 1}, E_YAML_SYNTAX, "message %u", i);
  struct str text = rendered(&f, MESSAGES_TEXT, false);
  CHECK(holds(text, "message 1") && !holds(text, "message 2"));
  CHECK(str_ends_with(text, STR("rapporteur: 3 further errors not shown (--max-errors 0 shows all)\n")));
  CHECK(
      holds(rendered(&f, MESSAGES_JSON, false), "{\"code\":null,\"severity\":\"note\",\"message\":\"3 further errors"));
  f.diagnostics->options.max_errors = 0;
  CHECK(holds(rendered(&f, MESSAGES_TEXT, false), "message 4"));
  arena_destroy(f.arena);
}

static void warnings_are_silenced_by_place(void) {
  enum code warning = some_warning();
  if (warning == CODE_COUNT) return;
  struct fixture f = fixture_for("0123456789\n");
  diagnose(f.diagnostics, (struct place){1, 1, 1}, warning, "before");
  diagnostics_allow(f.diagnostics, warning, (struct place){1, 5, 3});
  diagnostics_allow(f.diagnostics, warning, (struct place){1, 0, 3});
  diagnostics_allow(f.diagnostics, warning, (struct place){1, 6, 1});
  diagnose(f.diagnostics, (struct place){1, 7, 1}, warning, "inside the outer");
  diagnose(f.diagnostics, (struct place){1, 7, 2}, warning, "over its end");
  diagnose(f.diagnostics, (struct place){1, 3, 1}, warning, "between");
  struct str text = rendered(&f, MESSAGES_TEXT, false);
  CHECK(!holds(text, "before") && !holds(text, "inside"));
  CHECK(holds(text, "over its end") && holds(text, "between"));
  CHECK(str_ends_with(text, STR("rapporteur: 2 warnings silenced by allow\n")));
  diagnostics_allow(f.diagnostics, warning, (struct place){0});
  CHECK_STR(rendered(&f, MESSAGES_TEXT, false), STR("rapporteur: 4 warnings silenced by allow\n"));
  arena_destroy(f.arena);
}

static void deny_beats_allow_and_strict_makes_errors(void) {
  enum code warning = some_warning();
  if (warning == CODE_COUNT) return;
  struct diagnostic_options options = {.strict = true};
  struct fixture f = fixture_with(&options, "0123456789\n");
  diagnose(f.diagnostics, (struct place){1, 1, 1}, warning, "strict");
  CHECK_INT(f.diagnostics->error_count, 1);
  diagnostics_allow(f.diagnostics, warning, (struct place){1, 0, 9});
  CHECK_INT(f.diagnostics->error_count, 0);
  arena_destroy(f.arena);
  options = (struct diagnostic_options){0};
  options.denied[warning] = options.allowed[warning] = true;
  f = fixture_with(&options, "0123456789\n");
  struct message *message = diagnose(f.diagnostics, (struct place){1, 1, 1}, warning, "denied");
  CHECK(message->error && !message->silenced);
  CHECK(holds(rendered(&f, MESSAGES_TEXT, false), "error[W"));
  arena_destroy(f.arena);
}

static void errors_cannot_be_allowed(void) {
  struct fixture f = fixture_for("0123456789\n");
  diagnostics_allow(f.diagnostics, E_YAML_SYNTAX, (struct place){1, 0, 9});
  CHECK(!diagnose(f.diagnostics, (struct place){1, 1, 1}, E_YAML_SYNTAX, "stays")->silenced);
  CHECK_INT(f.diagnostics->error_count, 1);
  arena_destroy(f.arena);
}

static void positions_count_lines_and_code_points(void) {
  struct fixture f = fixture_for("\xEF\xBB\xBFé1\r\nb\rc\n");
  struct position at = diagnostics_position(f.diagnostics, 1, 5);
  CHECK_INT(at.line, 1), CHECK_INT(at.column, 2);
  at = diagnostics_position(f.diagnostics, 1, 3);
  CHECK_INT(at.line, 1), CHECK_INT(at.column, 1);
  at = diagnostics_position(f.diagnostics, 1, 8);
  CHECK_INT(at.line, 2), CHECK_INT(at.column, 1);
  at = diagnostics_position(f.diagnostics, 1, 10);
  CHECK_INT(at.line, 3), CHECK_INT(at.column, 1);
  at = diagnostics_position(f.diagnostics, 1, 900);
  CHECK_INT(at.line, 4), CHECK_INT(at.column, 1);
  CHECK_INT(diagnostics_position(f.diagnostics, 7, 0).line, 0);
  arena_destroy(f.arena);
}

/* "ab" LF of indented lines, then an escape of six bytes that makes two. */
static const struct text_segment segments[] = {{0, 10}, {3, 13}, {3, 17}, {5, 19}, {7, 25}};
static const struct source_text mapped = {{"ab\ncd\xC3\xA9x", 8}, segments, 5, 1, 26};

static void places_follow_the_segments(void) {
  struct place place = source_text_place(&mapped, 0, 2);
  CHECK_INT(place.offset, 10), CHECK_INT(place.length, 2), CHECK_INT(place.file, 1);
  place = source_text_place(&mapped, 1, 2);
  CHECK_INT(place.offset, 11), CHECK_INT(place.length, 2);
  place = source_text_place(&mapped, 3, 2);
  CHECK_INT(place.offset, 17), CHECK_INT(place.length, 2);
  place = source_text_place(&mapped, 5, 2);
  CHECK_INT(place.offset, 19), CHECK_INT(place.length, 6);
  place = source_text_place(&mapped, 0, 8);
  CHECK_INT(place.offset, 10), CHECK_INT(place.length, 16);
  place = source_text_place(&mapped, 3, 0);
  CHECK_INT(place.offset, 17), CHECK_INT(place.length, 0);
  place = source_text_place(&mapped, 80, 3);
  CHECK_INT(place.offset, 26), CHECK_INT(place.length, 0);
}

static void slices_keep_their_way_back(void) {
  struct arena *arena = arena_create();
  struct source_text part = source_text_slice(arena, &mapped, 1, 6);
  CHECK_STR(part.bytes, str_slice(mapped.bytes, 1, 6));
  CHECK_INT(source_text_place(&part, 0, 1).offset, 11);
  CHECK_INT(source_text_place(&part, 0, 2).length, 2);
  CHECK_INT(source_text_place(&part, 2, 2).offset, 17);
  part = source_text_slice(arena, &mapped, 3, 3);
  CHECK_INT(part.bytes.length, 0), CHECK_INT(source_text_place(&part, 0, 1).offset, 17);
  part = source_text_slice(arena, &mapped, 5, 7);
  CHECK_INT(part.end, 25);
  part = source_text_slice(arena, &mapped, 90, 99);
  CHECK_INT(part.bytes.length, 0), CHECK_INT(part.end, 26);
  struct source_text made = source_text_made(STR("word"));
  part = source_text_slice(arena, &made, 1, 3);
  CHECK_STR(part.bytes, STR("or")), CHECK_INT(source_text_place(&part, 0, 1).file, 0);
  arena_destroy(arena);
}

/* Every slice of every part gives the places that the whole gives. */
static void slices_of_slices_agree_with_the_whole(void) {
  struct arena *arena = arena_create();
  for (size_t from = 0; from < 8; from++)
    for (size_t to = from + 1; to <= 8; to++) {
      struct source_text part = source_text_slice(arena, &mapped, from, to);
      for (size_t at = from; at < to; at++) {
        struct place a = source_text_place(&mapped, at, to - at), b = source_text_place(&part, at - from, to - at);
        CHECK_INT(b.offset, a.offset);
        CHECK_INT(b.length, a.length);
      }
    }
  arena_destroy(arena);
}

static void the_nearest_name_is_found(void) {
  const struct str names[] = {STR("agenda"), STR("plan"), STR("id"), STR("planned")};
  CHECK_STR(diagnostics_nearest(STR("agnda"), names, 4), STR("agenda"));
  CHECK_STR(diagnostics_nearest(STR("paln"), names, 4), STR("plan"));
  CHECK_STR(diagnostics_nearest(STR("idd"), names, 4), STR("id"));
  CHECK_STR(diagnostics_nearest(STR("x"), names, 4), STR(""));
  CHECK_STR(diagnostics_nearest(STR("contribution"), names, 4), STR(""));
}

static void codes_are_found_by_name(void) {
  enum code code;
  CHECK(code_find(STR("E0100"), &code) && code == E_YAML_SYNTAX);
  CHECK(!code_find(STR("E9999"), &code));
  CHECK(!code_find(STR("E010"), &code));
  CHECK(!code_is_warning(E_YAML_SYNTAX));
}

/* A hundred thousand messages in one long line take no longer than their sorting. */
static void many_messages_in_one_line_stay_linear(void) {
  struct diagnostic_options options = {0};
  size_t length = 1000000;
  char *line = base_allocate(length + 1);
  memset(line, 'a', length);
  line[length] = '\0';
  struct fixture f = fixture_with(&options, line);
  for (uint32_t i = 0; i < 100000; i++)
    diagnose(f.diagnostics, (struct place){1, i * 10, 3}, E_YAML_SYNTAX, "here");
  struct str text = rendered(&f, MESSAGES_TEXT, false);
  CHECK(holds(text, "report.yaml:1:999991: "));
  arena_destroy(f.arena);
  free(line);
}

int main(void) {
  RUN(a_message_is_shown_as_the_contract_says);
  RUN(help_and_related_places_follow);
  RUN(marks_stand_under_tabs_wide_and_combining_characters);
  RUN(long_lines_are_cut_around_the_marks);
  RUN(marks_of_several_lines_stay_in_the_first);
  RUN(a_message_about_no_file_begins_with_the_program);
  RUN(color_wraps_but_does_not_change_the_words);
  RUN(help_grows_line_by_line);
  RUN(json_has_every_key_and_escapes);
  RUN(messages_come_sorted_and_once);
  RUN(errors_are_capped_and_counted);
  RUN(warnings_are_silenced_by_place);
  RUN(deny_beats_allow_and_strict_makes_errors);
  RUN(errors_cannot_be_allowed);
  RUN(positions_count_lines_and_code_points);
  RUN(places_follow_the_segments);
  RUN(slices_keep_their_way_back);
  RUN(slices_of_slices_agree_with_the_whole);
  RUN(the_nearest_name_is_found);
  RUN(codes_are_found_by_name);
  RUN(many_messages_in_one_line_stay_linear);
  return check_report();
}
