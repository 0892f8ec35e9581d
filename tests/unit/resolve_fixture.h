/* From a report in YAML to what resolve makes of it. The tests run in the checkout's folder, where styles/ is. */
#ifndef TESTS_UNIT_RESOLVE_FIXTURE_H
#define TESTS_UNIT_RESOLVE_FIXTURE_H

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "check.h"
#include "resolve/resolved.h"

struct fixture {
  struct arena *arena;
  struct diagnostics *diagnostics;
  const struct style *style;
  struct resolved *resolved;
  struct buffer text, dump;
};

static inline void fixture_resolve(struct fixture *made, const struct report *report) {
  struct place place = {0};
  made->style = style_load(made->diagnostics, made->arena, STR("styles"), STR("fonts"), report->style.bytes, place);
  if (made->style == NULL) return;
  struct str tag = report->language.bytes.length > 0 ? report->language.bytes : STR("en");
  struct str labels = made->style->labels_folder;
  const struct language_pack *pack = language_load(made->diagnostics, made->arena, labels, tag, place);
  if (pack == NULL) return;
  struct registry registry;
  registry_load_style(made->diagnostics, made->arena, made->style, &registry);
  made->resolved = resolve_report(made->diagnostics, made->arena, report, made->style, pack, &registry);
}

/* `change`, when given, alters the model first, for what the format cannot say yet. The model is gone when the resolved
 * report is read, as in compile.c, so that a sanitizer tells what still points into it. */
static inline struct fixture fixture_open_changed(struct str yaml, void (*change)(struct arena *, struct report *)) {
  struct fixture made = {.arena = arena_create()};
  struct diagnostic_options options = {0};
  made.diagnostics = diagnostics_create(made.arena, &options);
  uint32_t file = diagnostics_add_file(made.diagnostics, STR("test.yaml"), yaml);
  struct arena *model = arena_create();
  struct yaml_document document = yaml_parse(made.diagnostics, model, file, &yaml_default_limits);
  struct report *report = report_load(made.diagnostics, model, &document);
  if (report != NULL && change != NULL) change(model, report);
  if (report != NULL) fixture_resolve(&made, report);
  arena_destroy(model);
  if (made.resolved == NULL) return made;
  resolved_text(made.resolved, &made.text);
  resolved_dump(made.resolved, &made.dump);
  return made;
}

static inline struct fixture fixture_open(struct str yaml) {
  return fixture_open_changed(yaml, NULL);
}

static inline void fixture_close(struct fixture *fixture) {
  buffer_free(&fixture->text);
  buffer_free(&fixture->dump);
  arena_destroy(fixture->arena);
}

static inline size_t fixture_messages(const struct fixture *fixture, enum code code) {
  size_t count = 0;
  for (size_t i = 0; i < fixture->diagnostics->messages.count; i++)
    count += fixture->diagnostics->messages.at[i]->code == code;
  return count;
}

static inline bool fixture_dumps(const struct fixture *fixture, const char *words) {
  return str_find(buffer_str(&fixture->dump), str_from(words), 0) != SIZE_MAX;
}

/* The text of a report's structure, without messages but those of `allowed_messages`. */
static inline void check_text(const char *yaml, const char *want, const char *file, int line) {
  struct fixture fixture = fixture_open(str_from(yaml));
  struct str got = buffer_str(&fixture.text);
  check_str(got, str_from(want), file, line);
  for (size_t i = 0; i < fixture.diagnostics->messages.count; i++)
    check_str(fixture.diagnostics->messages.at[i]->text, STR("no message"), file, line);
  fixture_close(&fixture);
}
#define CHECK_TEXT(yaml, want) check_text((yaml), (want), __FILE__, __LINE__)

/* Words that the dump must hold. */
static inline void check_dump(const char *yaml, const char *want, const char *file, int line) {
  struct fixture fixture = fixture_open(str_from(yaml));
  if (!fixture_dumps(&fixture, want)) check_str(buffer_str(&fixture.dump), str_from(want), file, line);
  fixture_close(&fixture);
}
#define CHECK_DUMP(yaml, want) check_dump((yaml), (want), __FILE__, __LINE__)

/* Exactly one message of a code. */
static inline void check_message(const char *yaml, enum code code, const char *file, int line) {
  struct fixture fixture = fixture_open(str_from(yaml));
  check_int((long long)fixture_messages(&fixture, code), 1, file, line);
  fixture_close(&fixture);
}
#define CHECK_MESSAGE(yaml, code) check_message((yaml), (code), __FILE__, __LINE__)

#endif
