/* What resolve says of references that lead nowhere, and of what the report lacks. */
#include "resolve_fixture.h"

#define BASE "style: base\n"

/* The one message of a code holds these words, in its text, hint or help. */
static void check_words(const char *yaml, enum code code, const char *words, const char *file, int line) {
  struct fixture fixture = fixture_open(str_from(yaml));
  bool found = false;
  for (size_t i = 0; i < fixture.diagnostics->messages.count; i++) {
    const struct message *message = fixture.diagnostics->messages.at[i];
    if (message->code != code) continue;
    struct str all = str_format(fixture.arena, "%.*s|%.*s|%.*s", STR_ARG(message->text), STR_ARG(message->hint),
                                STR_ARG(message->help));
    found = found || str_find(all, str_from(words), 0) != SIZE_MAX;
  }
  if (!found) check_str(STR("no such message"), str_from(words), file, line);
  fixture_close(&fixture);
}
#define CHECK_WORDS(yaml, code, words) check_words((yaml), (code), (words), __FILE__, __LINE__)

static void unknown_ids_have_near_ones(void) {
  CHECK_WORDS(BASE "references: {agenda: {symbol: X/1}}\nbody: See [[agnda]] and [[agenda]].\n", E_UNKNOWN_REFERENCE,
              "did you mean `agenda`?");
  CHECK_WORDS(BASE "body: See [[agenda]].\n", E_UNKNOWN_REFERENCE, "references:\n  agenda:");
  CHECK_WORDS(BASE "references: {r-7-2010: {symbol: 7, kind: resolution}}\nbody: '[[r-7-2010]], [[r-8]]'\n",
              E_UNKNOWN_REFERENCE, "did you mean `r-7`?");
  CHECK_WORDS(BASE "footnotes: {n: Note.}\nbody: \"See [[n]] and[^n].\"\n", E_UNKNOWN_REFERENCE, "called as [^n]");
}

static void unknown_notes_have_near_ones(void) {
  CHECK_WORDS(BASE "footnotes: {rate: Rate.}\nbody: One[^rat], two[^rate].\n", E_UNKNOWN_NOTE, "did you mean `rate`?");
  CHECK_WORDS(BASE "body: One[^rate].\n", E_UNKNOWN_NOTE, "footnotes:\n  rate:");
  CHECK_WORDS(BASE "references: {a: {symbol: X/1}}\nbody: One[^a], [[a]].\n", E_UNKNOWN_NOTE, "cited as [[a]]");
}

static void issuers_are_groups(void) {
  CHECK_WORDS(BASE "references: {r: {kind: resolution, symbol: 7, issuer: bord}}\ngroups: {board: {name: Board}}\n"
                   "body: See [[r]].\n",
              E_UNKNOWN_REFERENCE, "no group named `bord`");
  CHECK_DUMP(BASE "references: {r: {kind: resolution, symbol: 7, issuer: board}}\ngroups: {board: {name: Board}}\n"
                  "body: See [[r]].\n",
             "\"Board Resolution");
}

static void names_are_defined_once(void) {
#define TWO_SECTIONS "body: [{section: A, id: a}, {section: B, id: a}]\n"
  struct fixture fixture = fixture_open(STR(BASE TWO_SECTIONS));
  CHECK_INT(fixture_messages(&fixture, E_DEFINED_TWICE), 1);
  CHECK_INT(fixture.diagnostics->messages.at[0]->related.count, 1);
  fixture_close(&fixture);
  CHECK_WORDS(BASE "references: {a: {symbol: X/1}}\npeople: {a: {name: A}}\nbody: See [[a]].\n", E_DEFINED_TWICE,
              "`a` is a person here and a reference elsewhere");
  CHECK_WORDS(BASE "groups: {meeting: {name: M}}\nbody: Text.\n", E_RESERVED_NAME, "`meeting` cannot be");
}

static void equal_footnotes_are_one(void) {
  /* The two ids are the same name in two encodings. */
  struct fixture fixture =
      fixture_open(STR(BASE "footnotes:\n  caf\xC3\xA9: One.\n  cafe\xCC\x81: Two.\nbody: Text[^caf\xC3\xA9].\n"));
  CHECK(fixture.diagnostics->error_count > 0);
  fixture_close(&fixture);
}

static void parts_are_those_of_the_thing(void) {
#define THINGS                                                                                                         \
  BASE "references: {d: {symbol: X/1}, w: {kind: web, title: W}, r: {kind: resolution, symbol: 7}}\n"                  \
       "people: {p: {name: P}}\ngroups: {g: {name: G}}\nallow: W0801\nbody:\n  - section: A\n    id: s\n    body: "
  CHECK_WORDS(THINGS "'[[d.titel]]'\n", E_UNKNOWN_PART, "there is [[d.symbol]], [[d.title]], [[d.source]]");
  CHECK_WORDS(THINGS "'[[w.symbol]]'\n", E_UNKNOWN_PART, "there is [[w.title]]");
  CHECK_WORDS(THINGS "'[[r.source]]'\n", E_UNKNOWN_PART, "[[r.year]]");
  CHECK_WORDS(THINGS "'[[r.year]]'\n", E_UNKNOWN_PART, "`r` has no year");
  CHECK_WORDS(THINGS "'[[p.role]]'\n", E_UNKNOWN_PART, "`p` has no role");
  CHECK_WORDS(THINGS "'[[g.role]]'\n", E_UNKNOWN_PART, "`g` has no role");
  CHECK_WORDS(THINGS "'[[s.name]]'\n", E_UNKNOWN_PART, "[[s.number]], [[s.title]], [[s.page]]");
  CHECK_WORDS(THINGS "'[[meeting.group]]'\n", E_UNKNOWN_PART, "`meeting` has no group");
  CHECK_WORDS(THINGS "'[[document.day]]'\n", E_UNKNOWN_PART, "`day` is no part of `document`");
  CHECK_WORDS(THINGS "'[[document]]'\n", E_NOTHING_TO_CITE, "for example [[document.date]]");
  CHECK_WORDS(THINGS "'[[meeting]]'\n", E_NOTHING_TO_CITE, "for example [[meeting.place]]");
}

static void parts_print(void) {
  const char *yaml = BASE "people: {p: {name: P, role: Chair}}\ngroups: {g: {name: G}}\nbody:\n"
                          "  - section: The first\n    id: s\n    body: '[[s.number]], [[s.title]], [[p]], [[p.name]], "
                          "[[p.role]], [[g]], [[a.number]], [[a.title]], [[a]], [[d]]'\n"
                          "  - action: Do it.\n    id: a\n    title: Short\n  - decision: Agreed.\n    id: d\n";
  CHECK_DUMP(yaml,
             "\"1\"{ -> #s} \", \" \"The first\"{ -> #s} \", \" \"P\" \", \" \"P\" \", \" \"Chair\" \", \" \"G\"");
  CHECK_DUMP(yaml, "\"1\"{ -> #a} \", \" \"Short\"{ -> #a} \", \" \"Action\xC2\xA0"
                   "1\"{ -> #a} \", \" \"Decision\xC2\xA0"
                   "1\"{ -> #d}");
}

static void what_has_no_number_is_cited_by_title_or_words(void) {
  CHECK_DUMP(BASE "body:\n  - section: A\n    id: a\n    number: none\n    body: See [[a]].\n", "\"A\"{ -> #a}");
  CHECK_WORDS(BASE "body: |\n  One. {#one}\n\n  See [[one]].\n", E_NOTHING_TO_CITE, "[[one|these words]]");
  CHECK_DUMP(BASE "body: |\n  One. {#one}\n\n  See [[one|there]].\n", "\"there\"{ -> #one}");
}

static void sections_without_title_have_their_number(void) {
  CHECK_TEXT(BASE "body:\n  - section:\n    id: a\n    body: See [[a]].\n", "1\nSee section\xC2\xA0"
                                                                            "1.\n");
  CHECK_DUMP(BASE "body:\n  - section:\n    id: a\n    number: none\n    body: Page [[a.page]].\n", "section #a");
}

static void sections_show_their_references(void) {
  CHECK_DUMP(BASE "references: {a: {symbol: X/1}, b: {symbol: X/2}}\nbody:\n  - section: A\n    reference: [a, b]\n",
             "\"A\" \" (\" \"Document X/1\" \", \" \"Document X/2\" \")\"");
  CHECK_WORDS(BASE "body:\n  - section: A\n    reference: a\n", E_UNKNOWN_REFERENCE, "no reference named `a`");
  CHECK_WORDS(BASE "people: {kim: {name: A}}\nbody: [{contribution: kim, summary: It.}]\n", E_NOT_A_REFERENCE,
              "`kim` is a person, not a reference");
}

static void references_are_named_by_what_they_have(void) {
  CHECK_TEXT(BASE
             "references: {w: {kind: web, url: 'https://example.org/'}, t: {title: Paper}, n: {date: 2026-01-01}}\n"
             "body: '[[w]], [[t]], [[n]]'\n",
             "https://example.org/, Paper, n\n");
}

static void contribution_with_an_id_is_cited_by_number(void) {
  CHECK_DUMP(BASE "references: {a: {symbol: X/1, title: T}}\nbody:\n  - contribution: a\n    id: c\n"
                  "    summary: See [[c]], [[c.title]], [[a]].\n",
             "\"section\xC2\xA0"
             "1\"{ -> #c} \", \" \"Document X/1\xC2\xA0– T\"{ -> #c} \", \" \"Document X/1\"{ -> #c}");
}

static void items_may_begin_with_another_block(void) {
  CHECK_TEXT(BASE "body:\n  - list:\n      - list: [a]\n      - {quote: b}\n", "•\n– a\n•\nb\n");
  CHECK_TEXT(
      BASE "body:\n  - section: A\n    paragraphs: lettered\n    body: [{list: [x]}, One., {page-break: true}, Two.]\n",
      "1 A\n• x\na) One.\nb) Two.\n");
  CHECK_TEXT(BASE "body: [{list: [{decision: Agreed.}]}]\n", "• Decision\xC2\xA0"
                                                             "1 – Agreed.\n");
}

static void numbered_actions_count_as_one(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: numbered\n    body:\n      - action: |\n          One.\n\n   "
                  "       More.\n"
                  "      - decision: {list: [x]}\n      - Last.\n",
             "1 A\n1.1 Action\xC2\xA0"
             "1 – One.\nMore.\n1.2 Decision\xC2\xA0"
             "1 – \n• x\n1.3 Last.\n");
}

static void owners_near_an_id_are_told(void) {
  const char *yaml = BASE "people: {mueller: {name: Eva}}\nbody:\n  - action: One.\n    owner: mueler\n"
                          "  - action: Two.\n    owner: [mueler, Harbour Master, mueller]\n"
                          "  - action-list: Follow-up\n    owner: mueler\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  CHECK_INT(fixture_messages(&fixture, W_NEAR_OWNER), 3);
  fixture_close(&fixture);
}

static void unused_things_are_told(void) {
  CHECK_WORDS(BASE "references: {a: {symbol: X/1}}\nbody: Text.\n", W_UNUSED_REFERENCE, "cite it as [[a]]");
  CHECK_WORDS(BASE "footnotes: {n: Note.}\nbody: Text.\n", W_NOTE_NOT_CALLED, "[^n]");
  CHECK_WORDS(BASE "body: [Text., {action-list: A}]\n", W_EMPTY_LIST, "no actions to show");
  CHECK_WORDS(BASE "body: [Text., {decision-list: A}]\n", W_EMPTY_LIST, "no decisions to show");
  CHECK_WORDS(BASE "body: [Text., {reference-list: A}]\n", W_EMPTY_LIST, "no references to show");
  CHECK_WORDS("# A comment.\nstyle: itu-cwg\ndocument: {title: T}\nbody: Text.\n", W_FIRST_PAGE_LACKS,
              "`symbol` and `date` of the document, and `group`, `name`, `number`, `place` and `from` of the meeting");
}

static void report_says_all_of_itself(void) {
  const char *yaml =
      BASE "document: {symbol: X-1, revision: 2, addendum: 3, corrigendum: 4, title: T, subtitle: '*S*',\n"
           "  source: [A, B], distribution: restricted, status: draft, keywords: [k, l], url: 'https://example.org/'}\n"
           "meeting: {group: G, name: N, from: 2026-01-20, to: 2026-01-22}\n"
           "body: '[[document.symbol]] [[document.revision]] [[document.addendum]] [[document.corrigendum]] "
           "[[document.title]] [[document.subtitle]] [[document.source]] [[document.distribution]] "
           "[[document.status]] [[document.keywords]] [[document.url]] [[meeting.group]] [[meeting.name]] "
           "[[meeting.from]] [[meeting.to]]'\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  CHECK(str_find(
            buffer_str(&fixture.text),
            STR("X-1(Rev.2)(Add.3)(Corr.4) 2 3 4 T S A, B Restricted distribution DRAFT k, l https://example.org/ G N "
                "20\xC2\xA0January 2026 22\xC2\xA0January 2026\n"),
            0) != SIZE_MAX);
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  fixture_close(&fixture);
}

static void titles_may_cite(void) {
  struct fixture fixture =
      fixture_open(STR(BASE "references: {a: {symbol: X/1}}\npeople: {p: {name: P}}\n"
                            "document: {title: \"On [[a]] by [[p]], [[a|that]]\"}\nbody: Text.\n"));
  CHECK_STR(fixture.resolved->title, STR("On Document X/1 by P, that"));
  fixture_close(&fixture);
}

static void registers_hold_whole_texts(void) {
  const char *yaml =
      BASE "footnotes: {n: Note.}\nbody:\n"
           "  - action: |\n      One[^n]. {#one}\n\n      - item\n\n      | a |\n      |---|\n      | 1 |\n"
           "    title: \"Short[^n]\"\n  - action: \"Two. {#two}\"\n  - decision: Agreed.\n"
           "  - action-list: A\n    columns: [number, text, owner, due, status]\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  CHECK_INT(fixture.diagnostics->error_count, 0);
  CHECK_INT(fixture.resolved->note_count, 1);
  CHECK(str_find(buffer_str(&fixture.text), STR("Status\n1\nShort1\nOpen\n2\nTwo.\nOpen\n"), 0) != SIZE_MAX);
  fixture_close(&fixture);
}

static void samples_resolve(void) {
  static const char *const samples[] = {"input/cwg-internet-23.yaml", "input/board-minutes.yaml"};
  for (size_t i = 0; i < 2; i++) {
    struct arena *arena = arena_create();
    struct str bytes;
    CHECK_INT(file_read(arena, str_from(samples[i]), 1 << 20, &bytes), 0);
    struct fixture fixture = fixture_open(bytes);
    CHECK_INT(fixture.diagnostics->messages.count, 0);
    struct str text = buffer_str(&fixture.text);
    CHECK(str_find(text, i == 0 ? STR("\n4.1.2 Discussion\na) Members welcomed") : STR("\n3.2 Pier at Uig\n"), 0) !=
          SIZE_MAX);
    fixture_close(&fixture);
    arena_destroy(arena);
  }
}

int main(void) {
  RUN(unknown_ids_have_near_ones);
  RUN(unknown_notes_have_near_ones);
  RUN(issuers_are_groups);
  RUN(names_are_defined_once);
  RUN(equal_footnotes_are_one);
  RUN(parts_are_those_of_the_thing);
  RUN(parts_print);
  RUN(what_has_no_number_is_cited_by_title_or_words);
  RUN(sections_without_title_have_their_number);
  RUN(sections_show_their_references);
  RUN(references_are_named_by_what_they_have);
  RUN(contribution_with_an_id_is_cited_by_number);
  RUN(items_may_begin_with_another_block);
  RUN(numbered_actions_count_as_one);
  RUN(owners_near_an_id_are_told);
  RUN(unused_things_are_told);
  RUN(report_says_all_of_itself);
  RUN(titles_may_cite);
  RUN(registers_hold_whole_texts);
  RUN(samples_resolve);
  return check_report();
}
