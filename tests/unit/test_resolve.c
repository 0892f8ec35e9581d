#include "resolve_fixture.h"

#define BASE "style: base\n"
#define GROUP                                                                                                          \
  "style: itu-cwg\nallow: W0256\ndocument: {symbol: CWG-X-4/2, date: 2026-01-20}\n"                                    \
  "meeting: {group: CWG-X, name: Group X, number: 4, place: Geneva, from: 2026-01-20}\n"

/* ---- numbers ---- */

static void first_level_sections_number_two_paragraphs_or_more(void) {
  CHECK_DUMP(GROUP "body:\n  - section: A\n    body: |\n      One.\n\n      Two.\n", "[\"1.2\"] \"Two.\"");
  CHECK_DUMP(GROUP "body:\n  - section: A\n    body: One.\n", "paragraph paragraph \"One.\"");
  CHECK_DUMP(GROUP "body:\n  - section: A\n    body: [One., Two., {section: B, body: Three.}]\n",
             "paragraph paragraph \"Two.\"");
}

static void paragraphs_and_subsections_share_a_counter(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: numbered\n    body:\n      - One.\n      - section: B\n"
                  "        body: Plain.\n      - \"Two. {.plain}\"\n      - list: [a]\n      - Three.\n",
             "1 A\n1.1 One.\n1.2 B\nPlain.\nTwo.\n• a\n1.3 Three.\n");
}

static void section_without_number_goes_on_with_its_parents(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: numbered\n    body:\n      - One.\n      - section: B\n"
                  "        number: none\n        body: [Two., Three.]\n      - Four.\n",
             "1 A\n1.1 One.\nB\n1.2 Two.\n1.3 Three.\n1.4 Four.\n");
}

static void sections_in_a_part_without_number_go_on_counting(void) {
  CHECK_TEXT(BASE "body:\n  - section: Part one\n    number: none\n    body: [{section: A}, {section: B}]\n"
                  "  - section: C\n",
             "Part one\n1 A\n2 B\n3 C\n");
}

static void own_numbers_stand_beside_the_count(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n  - section: B\n    number: 1bis\n    body: [{section: C}]\n  - section: D\n",
             "1 A\n1bis B\n1bis.1 C\n2 D\n");
}

/* The style's form makes every number, and a full stop at its end is left out where it is cited. */
static void numbers_have_the_form_of_the_style(void) {
  CHECK_TEXT("style: tests/cases/style/parts/own-numbers.yaml\ndocument: {title: T}\nbody:\n  - section: A\n    id: a\n"
             "    body: [\"One. {#one}\", \"See [[a]], [[one]] and [[one.number]].\"]\n",
             "T\n1. A\n1. One.\n2. See section\xC2\xA0"
             "1, paragraph\xC2\xA0"
             "1 and 1.\n");
}

static void continuous_paragraphs_count_through_the_report(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: continuous\n    body: [One., Two.]\n  - section: B\n"
                  "    paragraphs: continuous\n    body: [Three.]\n",
             "1 A\n1 One.\n2 Two.\n2 B\n3 Three.\n");
}

static void lettered_paragraphs_are_items_of_a_list(void) {
  struct fixture fixture = fixture_open(STR(BASE "body:\n  - section: A\n    paragraphs: lettered\n    body:\n"
                                                 "      - One.\n      - list: [x]\n      - Two.\n"));
  CHECK_STR(buffer_str(&fixture.text), STR("1 A\na) One.\n– x\nb) Two.\n"));
  CHECK(fixture_dumps(&fixture, "    list\n      item\n        item-body\n          paragraph lettered-paragraph"));
  CHECK(fixture_dumps(&fixture, "          list\n            item\n"));
  fixture_close(&fixture);
}

static void further_blocks_of_an_item_have_no_number(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: numbered\n    body:\n      - - One.\n        - More.\n"
                  "      - |\n        Two.\n\n        More of two.\n",
             "1 A\n1.1 One.\nMore.\n1.2 Two.\nMore of two.\n");
}

static void lists_have_the_marks_of_their_depth(void) {
  CHECK_TEXT(BASE "body: |\n  - a\n    - b\n      - c\n        - d\n", "• a\n– b\n– c\n– d\n");
  CHECK_TEXT(BASE "body:\n  - list: [a, b]\n    marker: letter\n    start: 26\n  - list: [c]\n    marker: roman\n"
                  "    start: 4\n  - list: [d]\n    marker: number\n",
             "z) a\naa) b\niv) c\n1) d\n");
}

static void very_deep_lists_move_in_further(void) {
  struct fixture fixture =
      fixture_open(STR(BASE "body: |\n  - a\n    - b\n      - c\n        - d\n\n          more\n"));
  CHECK(fixture_dumps(&fixture, "item-3 indent="));
  fixture_close(&fixture);
}

/* ---- contributions ---- */

#define PLAN "references: {plan: {symbol: CWG-X-4/3, source: [Kenya, Peru], title: Work plan}}\n"

static void contributions_have_built_titles_and_parts(void) {
  struct fixture fixture = fixture_open(
      STR(GROUP PLAN "body:\n  - section: Contributions\n    body:\n      - contribution: plan\n        body: First.\n"
                     "        summary: It proposes.\n        discussion: [Welcomed., Asked.]\n        outcome: Noted.\n"
                     "        actions: [{action: Draft.}]\n"));
  CHECK(str_find(buffer_str(&fixture.text),
                 STR("1 Contributions\n1.1 Document\xC2\xA0"
                     "CWG-X-4/3 (Kenya, Peru)\xC2\xA0– Work plan\nFirst.\n1.1.1 Summary\n"
                     "It proposes.\n1.1.2 Discussion\na) Welcomed.\nb) Asked.\nc) Noted.\n1.1.3 Actions\nDraft.\n"),
                 0) != SIZE_MAX ||
        str_find(buffer_str(&fixture.text),
                 STR("1 Contributions\n1.1 Document CWG-X-4/3 (Kenya, Peru)\xC2\xA0– Work plan\nFirst.\n1.1.1 Summary\n"
                     "It proposes.\n1.1.2 Discussion\na) Welcomed.\nb) Asked.\nc) Noted.\n1.1.3 Actions\nDraft.\n"),
                 0) != SIZE_MAX);
  CHECK(fixture_dumps(&fixture, "heading-3 #section.1.1.1 heading-3"));
  CHECK(fixture_dumps(&fixture, "bookmark 2 1.1 Document"));
  fixture_close(&fixture);
}

static void addresses_of_actions_are_links(void) {
  const char *yaml = "style: neutral\ndocument: {title: T}\nbody:\n  - {action: Do it., url: \"https://x.org/1\"}\n"
                     "  - {decision: Done., url: \"https://x.org/2\"}\n  - action-list:\n  - decision-list:\n";
  CHECK_DUMP(yaml, "action \"Action A1\"{b -> https://x.org/1} \" – \" \"Do it.\"");
  CHECK_DUMP(yaml, "table-cell \"A1\"{ -> https://x.org/1}");
  CHECK_DUMP(yaml, "table-cell \"D1\"{ -> https://x.org/2}");
}

static void numbers_with_a_word_of_their_own(void) {
  CHECK_TEXT("style: base\ndocument: {title: T}\nbody:\n  - section: Quorum\n    id: q\n    number: Rule 14\n"
             "    paragraphs: numbered\n    body: [\"See [[q]] and [[p]]. {#p}\", Two.]\n",
             "T\nRule 14 Quorum\nRule 14.1 See Rule\xC2\xA0"
             "14 and Rule\xC2\xA0"
             "14.1.\nRule 14.2 Two.\n");
}

/* Texts of other languages have their languages' spaces, and layout gets their packs; one without labels has neither.
 */
static void other_languages_have_their_habits(void) {
  struct fixture fixture =
      fixture_open(STR(BASE "body:\n  - \"Said: [oui : non]{lang=fr} [nein : ja]{lang=de} a : b\"\n"
                            "  - \"Voil\u00e0 : fini. {lang=fr-CH}\"\n"));
  struct str text = buffer_str(&fixture.text);
  CHECK(str_find(text, STR("oui\xC2\xA0: non nein : ja a : b\n"), 0) != SIZE_MAX);
  CHECK(str_find(text, STR("\xC2\xA0: fini."), 0) != SIZE_MAX);
  CHECK_INT(fixture.resolved->pack_count, 2);
  CHECK_STR(fixture.resolved->packs[0]->tag, STR("fr"));
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  fixture_close(&fixture);
}

static void titles_that_are_citations_stand_once(void) {
  struct fixture fixture = fixture_open(
      STR(GROUP "references: {site: {kind: web, title: Guide to section 5}, talk: {title: A talk, source: Peru}}\n"
                "body:\n  - {contribution: site, outcome: Noted.}\n  - {contribution: talk, outcome: Noted.}\n"
                "  - {section: \"\", number: none, body: No heading.}\n  - reference-list: All\n"));
  struct str text = buffer_str(&fixture.text);
  CHECK(str_find(text,
                 STR("\n1 Guide to section\xC2\xA0"
                     "5\n"),
                 0) != SIZE_MAX);
  CHECK(str_find(text, STR("\n2 A talk (Peru)\n"), 0) != SIZE_MAX);
  CHECK(str_find(text,
                 STR("\nAll\nGuide to section\xC2\xA0"
                     "5\nA talk (Peru)\n"),
                 0) != SIZE_MAX);
  CHECK(!fixture_dumps(&fixture, "heading-plain"));
  fixture_close(&fixture);
}

static void outcome_alone_makes_the_discussion(void) {
  CHECK_DUMP(GROUP PLAN "body: [{contribution: plan, outcome: Noted.}]\n", "paragraph paragraph \"Noted.\"");
}

static void contributions_taken_together_share_a_title(void) {
  CHECK_DUMP(GROUP
             "references:\n  a: {symbol: A/1, source: Peru, title: One}\n  b: {symbol: A/2, source: Peru, title: Two}\n"
             "body: [{contribution: [a, b], summary: Both.}]\n",
             "\" (Peru)\xC2\xA0– One and Two\"");
}

static void own_title_replaces_the_built_one(void) {
  CHECK_DUMP(GROUP PLAN "body: [{contribution: plan, title: The *plan*, summary: It.}]\n", "\"plan\"{i}");
}

/* ---- citations ---- */

static void citations_print_by_kind(void) {
  struct fixture fixture = fixture_open(
      STR(GROUP "references:\n  agenda: {symbol: CWG-X-4/1, revision: 2, title: Agenda, source: Chair}\n"
                "  page: {kind: web, title: The pages, url: 'https://example.org/'}\n"
                "body: |\n  [[agenda]]; [[agenda.symbol]]; [[agenda.title]]; [[agenda.source]]; [[page]];\n"
                "  [[res-101-2022]]; [[council-res-1305]]; [[res-101-2022.year]]; [[agenda|those]].\n"));
  CHECK(fixture_dumps(&fixture, "CWG-X-4/1(Rev.2)\" \"; \" \"CWG-X-4/1(Rev.2)\" \"; \" \"Agenda\" \"; \" \"Chair\""));
  CHECK(fixture_dumps(&fixture, "\"The pages\"{ -> https://example.org/}"));
  CHECK(fixture_dumps(&fixture, "101 (Rev. Bucharest, 2022)\""));
  CHECK(fixture_dumps(&fixture, "\"Council Resolution\xC2\xA0"
                                "1305\""));
  CHECK(fixture_dumps(&fixture, "\"2022\" \"; \" \"those\""));
  fixture_close(&fixture);
}

static void labels_take_capitals_at_sentence_starts(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    id: a\n    body: |\n      [[a]] is here. [[a]] too, see [[a]].\n",
             "1 A\nSection\xC2\xA0"
             "1 is here. Section\xC2\xA0"
             "1 too, see section\xC2\xA0"
             "1.\n");
}

static void citations_look_forward_and_back(void) {
  CHECK_TEXT(BASE "body:\n  - section: A\n    paragraphs: lettered\n    body:\n      - \"Before [[b]]. {#a}\"\n"
                  "  - section: B\n    id: b\n    body: Behind [[a]].\n",
             "1 A\na) Before section\xC2\xA0"
             "2.\n2 B\nBehind paragraph\xC2\xA0"
             "1 a).\n");
}

static void citation_of_a_page_is_a_field(void) {
  struct fixture fixture = fixture_open(STR(BASE "body: [{section: A, id: a, body: 'Page [[a.page]].'}]\n"));
  CHECK(fixture_dumps(&fixture, "\"Page \" <page-of>{ -> #a} \".\""));
  CHECK(fixture.resolved->has_page_fields);
  fixture_close(&fixture);
}

static void references_lead_to_address_contribution_or_list(void) {
  struct fixture fixture = fixture_open(STR(
      GROUP "references:\n  a: {symbol: A/1, url: 'https://example.org/a'}\n  b: {symbol: A/2}\n  c: {symbol: A/3}\n"
            "body:\n  - x [[a]] [[b]] [[c]]\n  - contribution: b\n    summary: It.\n  - reference-list: Papers\n"));
  CHECK(fixture_dumps(&fixture, "A/1\"{ -> https://example.org/a}"));
  CHECK(fixture_dumps(&fixture, "A/2\"{ -> #section.1}"));
  CHECK(fixture_dumps(&fixture, "A/3\"{ -> #c}"));
  fixture_close(&fixture);
}

static void report_cites_itself(void) {
  CHECK_DUMP(GROUP
             "body: '[[document.symbol]] of [[document.date]], meeting [[meeting.number]] in [[meeting.place]].'\n",
             "\"CWG-X-4/2-E\"");
}

static void editions_hold_from_their_year(void) {
#define EDITIONS                                                                                                       \
  "references:\n  r-7-2010: {kind: resolution, symbol: 7, city: Oslo, year: 2010}\n"                                   \
  "  r-7-2018: {kind: resolution, symbol: 7, city: Riga, year: 2018, revised: true}\n"                                 \
  "allow: W0801\nbody: See [[r-7]].\n"
  CHECK_DUMP(BASE "document: {date: 2017-01-01}\n" EDITIONS, "7 (Oslo, 2010)");
  CHECK_DUMP(BASE "document: {date: 2018-01-01}\n" EDITIONS, "7 (Rev. Riga, 2018)");
  CHECK_DUMP(BASE EDITIONS, "7 (Rev. Riga, 2018)");
  CHECK_MESSAGE(BASE "document: {date: 2009-01-01}\n" EDITIONS, E_UNKNOWN_REFERENCE);
}

/* ---- notes ---- */

static void notes_are_numbered_in_order_of_call(void) {
  CHECK_TEXT(BASE "footnotes: {a: Of a., b: 'Of b, calls c[^c].', c: Of c.}\nbody: |\n  One[^b], two[^a], three[^b].\n",
             "One1, two3, three1.\n1 Of b, calls c2.\n2 Of c.\n3 Of a.\n");
}

static void notes_lead_both_ways(void) {
  struct fixture fixture = fixture_open(STR(BASE "footnotes: {a: Of a.}\nbody: One[^a] and[^a].\n"));
  CHECK(fixture_dumps(&fixture,
                      "paragraph #note-call.1 paragraph \"One\" \"1\"{^ -> #note.1} \" and\" \"1\"{^ -> #note.1}"));
  CHECK(fixture_dumps(&fixture, "footnote #note.1\n  paragraph footnote [\"1\"{ -> #note-call.1}] \"Of a.\""));
  fixture_close(&fixture);
}

static void long_chains_of_notes_are_made(void) {
  struct buffer yaml = {0};
  buffer_append(&yaml, STR("style: base\nfootnotes:\n"));
  for (int i = 0; i < 2000; i++)
    buffer_append_format(&yaml, "  n%d: \"Note %d[^n%d].\"\n", i, i, (i + 1) % 2000);
  buffer_append(&yaml, STR("body: Text[^n0].\n"));
  struct fixture fixture = fixture_open(buffer_str(&yaml));
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  CHECK_INT(fixture.resolved->note_count, 2000);
  for (size_t i = 0; i < fixture.resolved->note_count; i++)
    CHECK(fixture.resolved->notes[i]->content->child_count == 1);
  fixture_close(&fixture);
  buffer_free(&yaml);
}

/* ---- lists of the whole report ---- */

static void actions_are_sorted_and_filtered(void) {
  const char *yaml = BASE "people: {kim: {name: A. Kim}, lee: {name: B. Lee}}\nbody:\n"
                          "  - action: One.\n    owner: lee\n    due: 2026-05-02\n    status: done\n"
                          "  - action: Two.\n    title: Short\n    owner: kim\n    due: soon\n"
                          "  - action: Three.\n    number: X-9\n    due: 2026-04-01\n"
                          "  - action-list: All\n    sort: due\n    columns: [number, text]\n"
                          "  - action-list: Open\n    sort: owner\n    status: open\n    columns: [text, owner]\n"
                          "  - action-list: \"\"\n    owner: kim\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  struct str text = buffer_str(&fixture.text);
  CHECK(str_find(text, STR("All\nNo.\nAction\nX-9\nThree.\n1\nOne.\n2\nShort\n"), 0) != SIZE_MAX);
  CHECK(str_find(text, STR("Open\nAction\nOwner\nShort\nA. Kim\nThree.\n"), 0) != SIZE_MAX);
  CHECK(str_find(text, STR("Three.\nNo.\nAction\nOwner\nDue\n2\nShort\nA. Kim\nsoon\n"), 0) != SIZE_MAX);
  CHECK(fixture_dumps(&fixture, "\"2\"{ -> #action.2}"));
  CHECK(fixture_dumps(&fixture, "header-cell"));
  fixture_close(&fixture);
}

static void owners_stand_beside_where_the_style_says_so(void) {
  CHECK_TEXT(BASE "body:\n  - action: Do it.\n    owner: [Chair, Board]\n    due: 2026-05-02\n  - decision: Agreed.\n",
             "Action\xC2\xA0"
             "1 – Do it. (Chair and Board, 2\xC2\xA0May 2026)\nDecision\xC2\xA0"
             "1 – Agreed.\n");
}

static void decisions_have_a_list(void) {
  struct fixture fixture = fixture_open(STR(BASE "body:\n  - decision: Agreed.\n  - decision-list: Decisions\n"));
  CHECK(str_find(buffer_str(&fixture.text), STR("Decisions\nNo.\nDecision\n1\nAgreed.\n"), 0) != SIZE_MAX);
  fixture_close(&fixture);
}

static void reference_lists_choose(void) {
  const char *yaml = BASE "allow: W0801\nreferences:\n  a: {symbol: A/1, title: One}\n  b: {symbol: A/2}\n"
                          "  r: {kind: resolution, symbol: 5, year: 2018}\nbody:\n  - See [[b]].\n"
                          "  - reference-list: All\n  - reference-list: Cited\n    cited: true\n"
                          "  - reference-list: Kind\n    kind: resolution\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  CHECK(str_find(buffer_str(&fixture.text),
                 STR("All\nDocument A/1\xC2\xA0– One\nDocument A/2\nResolution\xC2\xA0"
                     "5 (2018)\nCited\nDocument A/2\nKind\n"
                     "Resolution\xC2\xA0"
                     "5 (2018)\n"),
                 0) != SIZE_MAX);
  fixture_close(&fixture);
}

static void contents_show_titles_as_written(void) {
  const char *yaml = BASE "references: {a: {symbol: A/1}}\nfootnotes: {n: Note.}\nbody:\n  - contents: 1\n"
                          "  - section: \"The *first* of [[a]][^n]\"\n    body: [{section: Deeper}]\n";
  struct fixture fixture = fixture_open(str_from(yaml));
  CHECK(fixture_dumps(&fixture,
                      "contents-line contents-1 [\"1\"] \"The \"{ -> #section.1} \"first\"{i -> #section.1} "
                      "\" of \"{ -> #section.1} \"Document A/1\"{ -> #section.1} <leader> <page-of>{ -> #section.1}"));
  CHECK(!fixture_dumps(&fixture, "contents-line contents-2"));
  CHECK(fixture_dumps(&fixture, "bookmark 1 1 The first of Document A/1 -> #section.1"));
  fixture_close(&fixture);
}

/* ---- first page, languages, counts ---- */

static void first_page_has_no_empty_lines(void) {
  struct fixture fixture =
      fixture_open(STR("style: itu-cwg\ndocument: {symbol: X-4/2, revision: 3, original: [en, fr]}\n"
                       "meeting: {group: CWG-X, number: 4}\nbody: Text.\n"));
  CHECK_STR(buffer_str(&fixture.text), STR("(CWG-X)\nFourth meeting\nRevision 3 to\nDocument X-4/2-E\n"
                                           "Original: English and French\nReport by the Chair\nText.\n"));
  CHECK_INT(fixture_messages(&fixture, W_FIRST_PAGE_LACKS), 1);
  CHECK(
      fixture_dumps(&fixture, "head-odd running-head \"- \" <page> \" -\"\nhead-odd running-head \"X-4/2(Rev.3)-E\""));
  fixture_close(&fixture);
}

static void titles_take_capitals_last(void) {
  struct fixture fixture = fixture_open(STR(GROUP "footnotes: {n: Note.}\nbody: Text.\n"));
  fixture_close(&fixture);
  fixture = fixture_open(STR("style: itu-cwg\ndocument: {title: \"Straße *und*[^n] mehr\", original: only}\n"
                             "footnotes: {n: Note.}\nbody: Text.\n"));
  CHECK(fixture_dumps(&fixture, "title \"STRASSE \" \"UND\"{i} \"1\"{^ -> #note.1} \" MEHR\""));
  CHECK_STR(fixture.resolved->title, STR("Straße und mehr"));
  CHECK(fixture_dumps(&fixture, "\"English only\""));
  fixture_close(&fixture);
}

static void file_name_stands_in_for_a_title(void) {
  struct fixture fixture = fixture_open(STR(BASE "body: Text.\n"));
  CHECK_STR(fixture.resolved->title, STR("test"));
  fixture_close(&fixture);
}

static void drafts_have_a_watermark(void) {
  struct fixture fixture = fixture_open(STR(BASE "document: {status: draft}\nbody: Text.\n"));
  CHECK_STR(fixture.resolved->watermark, STR("DRAFT"));
  fixture_close(&fixture);
}

static void languages_stand_where_they_change(void) {
  struct fixture fixture =
      fixture_open(STR(BASE "references: {a: {symbol: A/1}}\nbody:\n  - section: نص\n    language: ar\n"
                            "    body: \"نص [[a]] و [mots]{lang=fr}\"\n"));
  CHECK(fixture_dumps(&fixture, "section lang=ar"));
  CHECK(fixture_dumps(&fixture, "right-to-left"));
  CHECK(fixture_dumps(&fixture, "\"Document A/1\"{ lang=en}"));
  CHECK(fixture_dumps(&fixture, "\"mots\"{ lang=fr}"));
  fixture_close(&fixture);
}

static void clusters_are_those_of_the_text(void) {
  struct fixture fixture = fixture_open(STR(BASE "footnotes: {n: Note.}\nbody:\n  - contents: 1\n  - section: A\n"
                                                 "    body: |\n      Text[^n].\n\n      - item\n"));
  CHECK_INT(fixture.resolved->cluster_count, language_count_clusters(buffer_str(&fixture.text)));
  fixture_close(&fixture);
}

static void tables_have_heads(void) {
  struct fixture fixture = fixture_open(STR(BASE "body: |\n  | a | b |\n  |:--|--:|\n  | 1 |   |\n"));
  CHECK(fixture_dumps(&fixture,
                      "table 2 x 2, head 1\n    column 2 end\n    header-cell\n      paragraph table-head \"a\""));
  CHECK(fixture_dumps(&fixture, "    cell\n      paragraph table-cell \"1\"\n    cell\n"));
  fixture_close(&fixture);
}

static void quotes_and_notes_move_in(void) {
  struct fixture fixture = fixture_open(
      STR(BASE "body:\n  - quote:\n      - Said.\n      - list: [a]\n  - note: Mind.\n  - note:\n      - list: [a]\n"));
  CHECK(fixture_dumps(&fixture, "  quote\n    paragraph quote \"Said.\""));
  CHECK(fixture_dumps(&fixture, "item-1 indent="));
  CHECK(fixture_dumps(&fixture, "paragraph note \"Note – \" \"Mind.\""));
  fixture_close(&fixture);
}

static void captions_are_numbered(void) {
  struct fixture fixture = fixture_open(
      STR(BASE "body:\n  - table: Costs *in euros*\n    id: costs\n    columns: [a, {title: b, align: decimal}]\n"
               "    rows: [{group: All}, [1, 2], {total: [3, 4]}]\n    notes: N.\n  - table:\n    rows: [[x, y]]\n"
               "  - See [[costs]], [[costs.title]], [[costs.page]].\n"));
  CHECK(fixture_dumps(&fixture,
                      "  table #costs keep 4 x 2, head 1\n    column 2 decimal\n    row 2 group\n    row 4 total\n"
                      "    continued table-continued \"Table\xC2\xA0"
                      "1 (continued)\"\n    caption keep table-caption \"Table\xC2\xA0"
                      "1\xC2\xA0– \" \"Costs \" \"in euros\"{i}"));
  CHECK(fixture_dumps(&fixture, "    header-cell\n      paragraph table-group \"All\"\n    cell\n"));
  CHECK(fixture_dumps(&fixture, "paragraph table-total \"4\"\n  paragraph table-note \"N.\"\n  table 1 x 2, head 0\n"));
  CHECK(fixture_dumps(&fixture, "\"Table\xC2\xA0"
                                "1\"{ -> #costs} \", \" \"Costs in euros\"{ -> #costs}"));
  CHECK_INT(fixture.resolved->cluster_count, language_count_clusters(buffer_str(&fixture.text)));
  fixture_close(&fixture);
}

static void nest_quotes(struct arena *arena, struct report *report) {
  for (int i = 0; i < 200; i++) {
    struct block *quote = arena_new(arena, struct block);
    struct block **only = arena_new(arena, struct block *);
    *only = report->body.at[0];
    quote->kind = BLOCK_QUOTE;
    quote->quote = (struct blocks){only, 1, {0}};
    report->body.at[0] = quote;
  }
}

static void depth_has_a_limit(void) {
  struct fixture fixture = fixture_open_changed(STR(BASE "body: Text.\n"), nest_quotes);
  CHECK_INT(fixture_messages(&fixture, E_BLOCKS_TOO_DEEP), 1);
  fixture_close(&fixture);
}

static void lists_stand_at_the_text_above(void) {
#define AFTER_NUMBER "body: [{section: A, paragraphs: numbered, body: [One., {list: [x]}, {quote: Said.}]}]\n"
  CHECK_DUMP("style: neutral\ndocument: {title: T}\n" AFTER_NUMBER, "item-1 indent=");
  CHECK_DUMP(GROUP AFTER_NUMBER, "item-1 [\"–\"] \"x\"");
}

static void small_things(void) {
  CHECK_TEXT(BASE "body: |\n  One\\\n  two.\n", "One two.\n");
  CHECK_DUMP(BASE "body: |\n  One\\\n  two.\n", "\"One\" \" \" <break> \"two.\"");
  CHECK_DUMP(BASE "body: [{section: A, number: Rule 14}]\n", "#section.Rule-14");
  CHECK_DUMP(BASE "body: [{action: Do.}, {action-list: }, {decision: Do.}, {decision-list: }]\n",
             "list-title \"Decisions\"");
  CHECK_DUMP(BASE "body: 'Bare <https://example.org/a> and [words *of* it](https://example.org/b).'\n",
             "\"words \"{ -> https://example.org/b} \"of\"{i -> https://example.org/b}");
  CHECK_DUMP("style: neutral\ndocument: {title: T}\nbody: Text.\n", "foot-odd running-foot <page> \" / \" <pages>");
}

/* ---- size ---- */

static struct fixture many(int count) {
  struct buffer yaml = {0};
  buffer_append(&yaml, STR("style: base\nreferences:\n"));
  for (int i = 0; i < count; i++)
    buffer_append_format(&yaml, "  r%d: {symbol: A/%d}\n", i, i);
  buffer_append(&yaml, STR("footnotes:\n"));
  for (int i = 0; i < count; i++)
    buffer_append_format(&yaml, "  f%d: Note on [[r%d]].\n", i, i);
  buffer_append(&yaml,
                STR("body:\n  - contents: 1\n  - reference-list: Papers\n  - action-list: Actions\n    sort: owner\n"));
  for (int i = 0; i < count; i++)
    buffer_append_format(&yaml,
                         "  - section: S\n    id: s%d\n    body: See [[r%d]], [[s%d]] and that[^f%d].\n"
                         "  - action: Do it.\n    owner: Person %d\n",
                         i, i, count - 1 - i, i, count - i);
  struct fixture fixture = fixture_open(buffer_str(&yaml));
  buffer_free(&yaml);
  return fixture;
}

static void thousands_of_references_and_notes_resolve(void) {
  struct fixture fixture = many(3000);
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  CHECK_INT(fixture.resolved->note_count, 3000);
  CHECK(fixture_dumps(&fixture, "-> #s2999"));
  fixture_close(&fixture);
}

static void unread_files_miss_nothing(void) {
  struct fixture fixture = fixture_open(
      STR("style: itu-cwg\nfootnotes: {a: Never.}\nbody:\n  - See [[x]] and[^y].\n  - action-list: A\n  - [broken\n"));
  CHECK_INT(fixture_messages(&fixture, E_UNKNOWN_REFERENCE), 0);
  CHECK_INT(fixture_messages(&fixture, E_UNKNOWN_NOTE), 0);
  CHECK_INT(fixture_messages(&fixture, W_FIRST_PAGE_LACKS), 0);
  CHECK_INT(fixture_messages(&fixture, W_NOTE_NOT_CALLED), 0);
  CHECK_INT(fixture_messages(&fixture, W_EMPTY_LIST), 0);
  fixture_close(&fixture);
}

int main(void) {
  RUN(first_level_sections_number_two_paragraphs_or_more);
  RUN(paragraphs_and_subsections_share_a_counter);
  RUN(section_without_number_goes_on_with_its_parents);
  RUN(sections_in_a_part_without_number_go_on_counting);
  RUN(own_numbers_stand_beside_the_count);
  RUN(numbers_have_the_form_of_the_style);
  RUN(continuous_paragraphs_count_through_the_report);
  RUN(lettered_paragraphs_are_items_of_a_list);
  RUN(further_blocks_of_an_item_have_no_number);
  RUN(lists_have_the_marks_of_their_depth);
  RUN(very_deep_lists_move_in_further);
  RUN(contributions_have_built_titles_and_parts);
  RUN(addresses_of_actions_are_links);
  RUN(numbers_with_a_word_of_their_own);
  RUN(other_languages_have_their_habits);
  RUN(titles_that_are_citations_stand_once);
  RUN(outcome_alone_makes_the_discussion);
  RUN(contributions_taken_together_share_a_title);
  RUN(own_title_replaces_the_built_one);
  RUN(citations_print_by_kind);
  RUN(labels_take_capitals_at_sentence_starts);
  RUN(citations_look_forward_and_back);
  RUN(citation_of_a_page_is_a_field);
  RUN(references_lead_to_address_contribution_or_list);
  RUN(report_cites_itself);
  RUN(editions_hold_from_their_year);
  RUN(notes_are_numbered_in_order_of_call);
  RUN(notes_lead_both_ways);
  RUN(long_chains_of_notes_are_made);
  RUN(actions_are_sorted_and_filtered);
  RUN(owners_stand_beside_where_the_style_says_so);
  RUN(decisions_have_a_list);
  RUN(reference_lists_choose);
  RUN(contents_show_titles_as_written);
  RUN(first_page_has_no_empty_lines);
  RUN(titles_take_capitals_last);
  RUN(file_name_stands_in_for_a_title);
  RUN(drafts_have_a_watermark);
  RUN(languages_stand_where_they_change);
  RUN(clusters_are_those_of_the_text);
  RUN(tables_have_heads);
  RUN(quotes_and_notes_move_in);
  RUN(captions_are_numbered);
  RUN(depth_has_a_limit);
  RUN(lists_stand_at_the_text_above);
  RUN(small_things);
  RUN(thousands_of_references_and_notes_resolve);
  RUN(unread_files_miss_nothing);
  return check_report();
}
