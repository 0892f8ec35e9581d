#include "check.h"
#include "report/report.h"

#include <string.h>

#include "base/arena.h"

/* Whole reports as YAML, and what becomes of them. */
static struct arena *arena;
static struct diagnostics *diagnostics;
static struct report *report;

static struct report *load(const char *yaml) {
  if (arena) arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, NULL);
  uint32_t file = diagnostics_add_file(diagnostics, STR("folder/r.yaml"), str_from(yaml));
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  report = report_load(diagnostics, arena, &document);
  return report;
}

static int code_of(const char *yaml) {
  load(yaml);
  return diagnostics->messages.count == 0 ? -1 : (int)diagnostics->messages.at[0]->code;
}

static const struct block *body(size_t index) {
  return report->body.at[index];
}

static struct str first_text(const struct blocks *blocks) {
  return blocks->at[0]->paragraph.items[0].text.bytes;
}

static void test_top_level(void) {
  load("style: itu\nlanguage: fr\n"
       "document: {symbol: X-1/2, revision: 3, date: 2026-01-20, original: [en, fr], title: \"A *title*\", "
       "source: Kenya, status: draft, keywords: [a, b]}\n"
       "meeting: {group: X, name: The X, number: 4, place: Bern, from: 2026-01-20}\n"
       "references: {a: {symbol: X-1/1}}\npeople: {b: {name: B}}\ngroups: {c: {name: C}}\n"
       "footnotes: {n: A note., m: }\nbody: Text.\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK_STR(report->style.bytes, STR("itu"));
  CHECK_STR(report->language.bytes, STR("fr"));
  CHECK_STR(report->folder, STR("folder"));
  CHECK_INT(report->document.revision.value, 3);
  CHECK_INT(report->document.original.count, 2);
  CHECK(report->document.has_title && !report->document.has_subtitle);
  CHECK_INT(report->document.title.count, 2);
  CHECK_INT(report->document.status.value, STATUS_DRAFT);
  CHECK_INT(report->document.keywords.count, 2);
  CHECK_INT(report->meeting.number.value, 4);
  CHECK_INT(report->meeting.to.day, 20); /* `to` defaults to `from` */
  CHECK(map_get(&report->registry.references, STR("a")) != NULL);
  CHECK(map_get(&report->registry.people, STR("b")) != NULL);
  CHECK(map_get(&report->registry.groups, STR("c")) != NULL);
  CHECK_INT(report->footnote_count, 1);
  CHECK_STR(report->footnotes[0].text.items[0].text.bytes, STR("A note."));
}

static void test_nothing_to_load(void) {
  CHECK(load("") == NULL);
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK(load("# only a comment\n") == NULL);
  CHECK(load("- a\n- b\n") == NULL);
  CHECK_INT(diagnostics->messages.at[0]->code, E_WRONG_TYPE);
  CHECK_INT(code_of("style: x\n"), E_MISSING_KEY);
  CHECK_INT(code_of("body: \"\"\n"), E_MISSING_KEY);
}

/* After a YAML error the rest is unread, and nothing that may stand there is called missing. */
static void test_incomplete(void) {
  load("document: {title: A}\nlanguage: \"never closed\n");
  CHECK(report && !report->complete);
  for (size_t i = 0; i < diagnostics->messages.count; i++)
    CHECK(diagnostics->messages.at[i]->code != E_MISSING_KEY);
}

static void test_counting(void) {
  load("body:\n  - one\n  - |\n    two\n\n    continues\n  - - three\n    - continues\n  - quote: said\n"
       "  - \"four {.plain}\"\n  - action: do\n  - decision: so\n  - list: [a]\n");
  static const bool counts[] = {true, true, false, true, false, false, false, true, true, false};
  CHECK_INT(report->body.count, 10);
  for (size_t i = 0; i < report->body.count; i++)
    CHECK_INT(body(i)->counts, counts[i]);
  load("body: |\n  one\n\n  two\n\n  - no\n\n  three\n");
  CHECK(body(0)->counts && body(1)->counts && !body(2)->counts && body(3)->counts);
  load("body:\n  - - quote: q\n    - words\n    - more\n");
  CHECK(!body(0)->counts && body(1)->counts && !body(2)->counts);
}

static void test_sections(void) {
  load("body:\n  - section: One *x*\n    id: one\n    number: none\n    paragraphs: lettered\n    reference: [a, b]\n"
       "    language: fr\n    body: Text.\n  - section:\n    number: Rule 14\n    body: [a, b]\n  - section: \"\"\n");
  CHECK_INT(diagnostics->messages.count, 0);
  const struct section *section = &body(0)->section;
  CHECK_STR(body(0)->id.bytes, STR("one"));
  CHECK_STR(body(0)->language, STR("fr"));
  CHECK_INT(section->title.count, 2);
  CHECK_INT(section->number, SECTION_NUMBER_NONE);
  CHECK_INT(section->paragraphs.value, PARAGRAPHS_LETTERED);
  CHECK_INT(section->reference_count, 2);
  CHECK_STR(first_text(&section->body), STR("Text."));
  CHECK(!body(1)->section.has_title);
  CHECK_INT(body(1)->section.number, SECTION_NUMBER_OWN);
  CHECK_STR(body(1)->section.own_number.items[0].text.bytes, STR("Rule 14"));
  CHECK_INT(body(1)->section.body.count, 2);
  CHECK(body(2)->section.has_title && body(2)->section.title.count == 0);
}

static void test_contribution(void) {
  load("body:\n  contribution: [a, b]\n  title: Both\n  summary: S.\n  discussion: [D., E.]\n  outcome: O.\n"
       "  actions:\n    - action: Do it.\n      owner: [x, Y z]\n      due: 2026-06-30\n      status: done\n"
       "      number: 7/1\n");
  CHECK_INT(diagnostics->messages.count, 0);
  const struct contribution *contribution = &body(0)->contribution;
  CHECK_INT(contribution->reference_count, 2);
  CHECK_INT(contribution->discussion.count, 2);
  CHECK_STR(first_text(&contribution->outcome), STR("O."));
  const struct action *action = &contribution->actions.at[0]->action;
  CHECK_INT(action->owner_count, 2);
  CHECK(action->due_date.given && action->due_date.month == 6);
  CHECK_INT(action->status.value, ACTION_DONE);
  CHECK_STR(action->number.bytes, STR("7/1"));
  CHECK(!action->text.at[0]->counts);
  load("body:\n  - action: Do it.\n    due: next spring\n");
  CHECK(!body(0)->action.due_date.given);
  CHECK_STR(body(0)->action.due.bytes, STR("next spring"));
  CHECK_INT(code_of("body:\n  - action: Do it.\n    due: 2026-06-31\n"), E_BAD_DATE);
}

static void test_lists(void) {
  load("body:\n  - list:\n      - a\n      - [b, quote: c]\n    marker: roman\n    start: 3\n  - list: alone\n");
  CHECK_INT(diagnostics->messages.count, 0);
  const struct list *list = &body(0)->list;
  CHECK(list->has_marker && list->marker == MARKER_ROMAN);
  CHECK_INT(list->start.value, 3);
  CHECK_INT(list->count, 2);
  CHECK_INT(list->items[1].count, 2);
  CHECK(!list->items[0].at[0]->counts);
  CHECK(!body(1)->list.has_marker);
  CHECK_INT(body(1)->list.count, 1);
}

static void test_registers(void) {
  load("body:\n  - action-list: All\n    status: [open, done]\n    owner: a\n    sort: due\n    columns: [text, due]\n"
       "  - decision-list:\n  - reference-list: \"\"\n    kind: web\n    cited: true\n  - contents: 2\n  - contents:\n"
       "  - page-break: true\n  - note: N\n");
  CHECK_INT(diagnostics->messages.count, 0);
  const struct register_list *list = &body(0)->register_list;
  CHECK_INT(list->status_count, 2);
  CHECK_INT(list->statuses[1].value, ACTION_DONE);
  CHECK_INT(list->sort.value, SORT_DUE);
  CHECK_INT(list->columns[1].value, COLUMN_DUE);
  CHECK(!body(1)->register_list.has_title);
  CHECK(body(2)->register_list.empty_title && body(2)->register_list.cited.value);
  CHECK_INT(body(2)->register_list.kind.value, REFERENCE_WEB);
  CHECK_INT(body(3)->depth.value, 2);
  CHECK(!body(4)->depth.given);
  CHECK_INT(body(5)->kind, BLOCK_PAGE_BREAK);
  CHECK_INT(body(6)->kind, BLOCK_NOTE);
}

static void test_kinds_gone_wrong(void) {
  CHECK_INT(code_of("body:\n  - sektion: A\n"), E_NO_KIND);
  CHECK_STR(diagnostics->messages.at[0]->hint, STR("did you mean `section`?"));
  CHECK(diagnostics->messages.at[0]->fix.given);
  CHECK_INT(code_of("body:\n  - section: A\n    quote: B\n"), E_TWO_KINDS);
  CHECK_INT(code_of("body:\n  - figure: A\n"), E_NOT_YET_BUILT);
  CHECK_INT(code_of("body:\n  - id: A\n"), E_NO_KIND);
  CHECK_INT(code_of("body: {The Chair said: a}\n"), E_TEXT_READ_AS_KEY);
  CHECK_INT(code_of("body:\n  The Chair said:\n    - a\n"), E_TEXT_READ_AS_KEY);
  CHECK_INT(code_of("body:\n  - note:\n"), E_MISSING_KEY);
  CHECK_INT(code_of("body:\n  - \"\"\n"), E_EMPTY_ITEM);
}

static void test_allow(void) {
  load("allow: W0240\nbody: 1.1 The meeting opened.\n");
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK(diagnostics->messages.at[0]->silenced);
  CHECK_INT(code_of("allow: [E0201]\nbody: a\n"), E_BAD_ALLOW);
  CHECK_INT(code_of("allow: [nonsense]\nbody: a\n"), E_BAD_ALLOW);
}

static void test_symbols(void) {
  CHECK_INT(code_of("document: {symbol: X-4/2(Rev.3)}\nbody: a\n"), E_SYMBOL_SUFFIX);
  CHECK(str_find(diagnostics->messages.at[0]->help, STR("revision: 3"), 0) != SIZE_MAX);
  CHECK_INT(code_of("document: {symbol: X-4/2(Corr.1)}\nbody: a\n"), E_SYMBOL_SUFFIX);
  CHECK_INT(code_of("document: {symbol: X-4/2-E}\nbody: a\n"), E_SYMBOL_SUFFIX);
  CHECK_INT(code_of("document: {symbol: TSAG-TD-X}\nbody: a\n"), -1);
}

static void test_addresses_and_originals(void) {
  CHECK_INT(code_of("document: {url: \"https://x.org/a\", original: only}\nbody: a\n"), -1);
  CHECK_INT(code_of("document: {url: x.org}\nbody: a\n"), E_LINK_TARGET);
  CHECK_INT(code_of("document: {original: English}\nbody: a\n"), E_BAD_LANGUAGE);
  CHECK_INT(code_of("document: {original: [en, only]}\nbody: a\n"), E_BAD_LANGUAGE);
  CHECK_INT(code_of("body:\n  - decision: d\n    url: ftp://x.org\n"), E_LINK_TARGET);
  CHECK_INT(code_of("format: 2\nbody: a\n"), E_FORMAT_VERSION);
  CHECK_INT(code_of("meeting: {from: 2026-02-02, to: 2026-02-01}\nbody: a\n"), E_DATE_ORDER);
  CHECK_INT(code_of("footnotes: {a b: c}\nbody: a\n"), E_BAD_ID);
}

/* Texts are in NFC in the model, and each character still points at its own bytes. */
static void test_normalization(void) {
  load("body: \"ae\xCC\x81 b *e\xCC\x81* Cafe\xCC\x81 [[x]]\"\nfootnotes: {e\xCC\x81: n}\n");
  const struct inline_content *content = &body(0)->paragraph;
  CHECK_STR(content->items[0].text.bytes, STR("aé b "));
  CHECK_STR(content->items[1].text.bytes, STR("é"));
  CHECK_INT(content->items[1].place.length, 3);
  CHECK_INT(content->items[3].kind, INLINE_CITATION);
  CHECK_INT(content->items[3].place.offset, 27);
  CHECK_STR(report->footnotes[0].id.bytes, STR("é"));
  load("body: \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\n"); /* decomposed Hangul */
  CHECK_STR(first_text(&report->body), STR("한"));
  load("body: \xD9\x85\xD9\x8E\xD8\xB1\n"); /* Arabic with a vowel sign, normal already */
  CHECK_STR(first_text(&report->body), STR("\xD9\x85\xD9\x8E\xD8\xB1"));
}

/* However a string is written, a blank line ends a paragraph, and every character keeps its line. */
static void test_scalar_styles(void) {
  static const char *const yaml[] = {
      "body: |\n  one\n  two\n\n  three [[x]]\n", "body: >\n  one\n  two\n\n  three [[x]]\n",
      "body: one\n  two\n\n  three [[x]]\n",      "body: 'one\n  two\n\n  three [[x]]'\n",
      "body: \"one\n  two\n\n  three [[x]]\"\n",
  };
  for (size_t i = 0; i < sizeof yaml / sizeof *yaml; i++) {
    load(yaml[i]);
    CHECK_INT(diagnostics->messages.count, 0);
    CHECK_INT(report->body.count, 2);
    CHECK_STR(first_text(&report->body), STR("one two"));
    const struct inline_item *cited = &body(1)->paragraph.items[1];
    CHECK_INT(cited->kind, INLINE_CITATION);
    struct position at = diagnostics_position(diagnostics, 1, cited->place.offset);
    CHECK_INT(at.line, i < 2 ? 5 : 4);
    CHECK_INT(at.column, 9);
  }
  load("body: \"one\\ntwo\\n\\nthree\"\n");
  CHECK_INT(report->body.count, 2);
  CHECK_STR(first_text(&report->body), STR("one two"));
  load("body: >\n  one\n    further in\n  two\n");
  CHECK_INT(report->body.count, 1);
}

static void test_folded_own_numbers(void) {
  CHECK_INT(code_of("body:\n  - a) one\n    b) two\n"), E_OWN_NUMBERS);
  CHECK_INT(code_of("body: >\n  – one\n  – two\n"), E_OWN_NUMBERS);
  CHECK_INT(code_of("body:\n  - one\n    two\n"), -1);
}

static void test_depth(void) {
  load("body:\n- section: 1\n  body:\n  - section: 2\n    body:\n    - section: 3\n      body:\n      - section: 4\n"
       "        body:\n        - section: 5\n          body:\n          - section: 6\n            body: T\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK_INT(code_of("body:\n- section: 1\n  body:\n  - section: 2\n    body:\n    - section: 3\n      body:\n"
                    "      - section: 4\n        body:\n        - section: 5\n          body:\n"
                    "          - section: 6\n            body:\n            - contribution: a\n"),
            E_SECTIONS_TOO_DEEP);
}

static void test_dump(void) {
  load("style: base\ndocument: {title: \"T \\\"q\\\"\", symbol: X/1}\nmeeting: {number: 2}\n"
       "references: {a: {symbol: Y/1, title: R}}\npeople: {p: {name: P}}\ngroups: {g: {name: G}}\n"
       "footnotes: {n: N}\nbody:\n  - section: S\n    number: none\n    paragraphs: plain\n    body: |\n"
       "      a *b* [[a.title|w]] [^n] \\\n      c\n\n      | x |\n      |---|\n      | y |\n"
       "  - contribution: a\n    summary: s\n  - list: [i]\n    marker: letter\n    start: 2\n"
       "  - action: d\n    due: soon\n    status: open\n  - action-list: L\n    status: done\n  - reference-list: R\n"
       "    kind: web\n    cited: true\n");
  struct buffer out = {0};
  report_dump(diagnostics, report, &out);
  static const char *const wanted[] = {
      "style \"base\" @1:8\n",
      "\"T \\\"q\\\"\" @2:20\n",
      "reference a @4:14\n",
      "person p @5:10\n",
      "group g @6:10\n",
      "footnote n @7:13\n",
      "section @9:5\n",
      "number none\n",
      "\"b\" emphasis @13:10\n",
      "cite a.title \"w\" @13:13\n",
      "call n @13:27\n",
      "break",
      "column start\n",
      "marker letter\n",
      "start 2 @",
      "due \"soon\" @",
      "status open @",
      "kind web @",
      "cited true @",
      "paragraph counts @13:7\n",
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    bool found = str_find(buffer_str(&out), str_from(wanted[i]), 0) != SIZE_MAX;
    if (!found) printf("  missing in the dump: %s\n", wanted[i]);
    CHECK(found);
  }
  buffer_free(&out);
}

/* The table is whole: each key has its words for authors, and each kind's own key stands first. */
static void test_table(void) {
  CHECK(report_record.documentation != NULL);
  for (size_t i = 0; i < report_record.key_count; i++) {
    const struct schema_key *key = &report_record.keys[i];
    CHECK(key->name && key->documentation);
    if (key->type == SCHEMA_RECORD) CHECK(key->record != NULL);
    if (key->type == SCHEMA_CHOICE) CHECK(key->choices != NULL);
  }
}

/* The reader of Markdown is quadratic in the lines of one paragraph. */
static void test_too_many_lines(void) {
  struct buffer text = {0};
  buffer_append(&text, STR("body: |\n"));
  for (int i = 0; i < 10001; i++)
    buffer_append(&text, STR("  word\n"));
  buffer_append_byte(&text, '\0');
  CHECK_INT(code_of(text.at), E_TEXT_NOT_READ);
  buffer_free(&text);
}

int main(void) {
  RUN(test_top_level);
  RUN(test_nothing_to_load);
  RUN(test_incomplete);
  RUN(test_counting);
  RUN(test_sections);
  RUN(test_contribution);
  RUN(test_lists);
  RUN(test_registers);
  RUN(test_kinds_gone_wrong);
  RUN(test_allow);
  RUN(test_symbols);
  RUN(test_addresses_and_originals);
  RUN(test_normalization);
  RUN(test_scalar_styles);
  RUN(test_folded_own_numbers);
  RUN(test_depth);
  RUN(test_dump);
  RUN(test_table);
  RUN(test_too_many_lines);
  if (arena) arena_destroy(arena);
  return check_report();
}
