/* The PDF as a file: its objects, tags, links, bookmarks, labels and metadata; errors; the same bytes each time. */
#include <errno.h>

#include "pdf_fixture.h"

static void text_at(struct fixture *f, uint32_t element, int y, const char *text) {
  fixture_text(f, element, POINTS(72), POINTS(y), f->faces.at[0], POINTS(12), text);
}

static struct fixture *begin(void) {
  struct fixture *f = fixture_create();
  fixture_face(f, CARLITO, 0, false);
  fixture_element(f, STRUCTURE_DOCUMENT, 0);
  return f;
}

static void finish(struct fixture *f) {
  CHECK_INT(fixture_finish(f), 0);
  CHECK_CONTAINS(fixture_tool(f, "qpdf --check %s"), "No syntax or stream encoding errors");
}

static void test_sound_in_every_reader(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_H1, 0), 72, "Heading");
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 100, "Text");
  fixture_page(f, 1, "1");
  finish(f);
  CHECK(str_starts_with(buffer_str(&f->bytes), STR("%PDF-1.7\n")));
  CHECK_CONTAINS(fixture_tool(f, "qpdf --json %s"), "\"pages\"");
  struct str facts = fixture_tool(f, "pdfinfo %s");
  CHECK_CONTAINS(facts, "Tagged:          yes");
  CHECK_CONTAINS(facts, "Page size:       595 x 842 pts (A4)");
  CHECK_CONTAINS(facts, "PDF version:     1.7");
  fixture_tool(f, "mutool info %s");
  fixture_tool(f, "pdftoppm -r 30 %s -png -singlefile /dev/null >/dev/null; true");
  CHECK_CONTAINS(fixture_plain(f), "/Marked true");
  CHECK_INT(pdf_identity(f->pdf).length, 32);
  CHECK(contains(buffer_str(&f->bytes), pdf_identity(f->pdf).at));
  fixture_destroy(f);
}

/* Structure as poppler prints it, white space squeezed. */
static struct str structure(struct fixture *f) {
  struct str text = fixture_tool(f, "pdfinfo -struct-text %s");
  struct buffer out = {0};
  bool space = false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (c == ' ' || c == '\n') {
      space = true;
      continue;
    }
    if (space && out.length > 0) buffer_append_byte(&out, ' ');
    space = false;
    buffer_append_byte(&out, c);
  }
  struct str kept = str_copy(f->arena, buffer_str(&out));
  buffer_free(&out);
  return kept;
}

static void test_structure_over_pages(void) {
  struct fixture *f = begin();
  uint32_t section = fixture_element(f, STRUCTURE_SECT, 0), p = fixture_element(f, STRUCTURE_P, section);
  uint32_t link = fixture_element(f, STRUCTURE_LINK, p), note = fixture_element(f, STRUCTURE_NOTE, section);
  uint32_t none = fixture_element(f, STRUCTURE_NONE, section), last = fixture_element(f, STRUCTURE_P, none);
  uint32_t empty = fixture_element(f, STRUCTURE_SECT, 0);
  fixture_element(f, STRUCTURE_P, empty);
  text_at(f, p, 72, "before ");
  text_at(f, link, 72, "call");
  text_at(f, p, 72, " after");
  text_at(f, note, 700, "the note");
  fixture_page(f, 1, "1");
  text_at(f, p, 72, " turned over");
  text_at(f, last, 90, "last");
  text_at(f, none, 110, " of the section");
  fixture_page(f, 2, "2");
  finish(f);
  CHECK_STR(structure(f), STR("Document Sect P (block) \"before \" Link (inline) \"call\" \" after\" \" turned over\" "
                              "Note <note-00000004> (inline) \"the note\" P (block) \"last\" \" of the section\""));
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/Type /MCR");
  CHECK_CONTAINS(plain, "/ID (note-00000004)");
  CHECK_CONTAINS(plain, "/IDTree");
  CHECK(!contains(plain, "NonStruct"));
  CHECK_INT(count_of(plain, "/S /Sect"), 1);
  fixture_destroy(f);
}

/* A note whose parent has text of its own stands behind all of that text, not where the page's foot cuts it. */
static void test_note_follows_the_text_that_calls_it(void) {
  struct fixture *f = begin();
  uint32_t body = fixture_element(f, STRUCTURE_DIV, 0), note = fixture_element(f, STRUCTURE_NOTE, body);
  uint32_t next = fixture_element(f, STRUCTURE_P, body);
  text_at(f, body, 72, "first half ");
  text_at(f, note, 700, "note");
  fixture_page(f, 1, "1");
  text_at(f, body, 72, "second half");
  text_at(f, next, 90, "next");
  fixture_page(f, 2, "2");
  finish(f);
  CHECK_STR(
      structure(f),
      STR("Document Div \"first half \" \"second half\" Note <note-00000002> (inline) \"note\" P (block) \"next\""));
  fixture_destroy(f);
}

static void test_pages_out_of_order(void) {
  struct fixture *f = begin();
  uint32_t p[3];
  for (int i = 0; i < 3; i++)
    p[i] = fixture_element(f, STRUCTURE_P, 0);
  static const int order[] = {2, 0, 1};
  for (int i = 0; i < 3; i++) {
    text_at(f, p[order[i]], 72, (const char *[]){"one", "two", "three"}[order[i]]);
    if (order[i] < 2) text_at(f, p[2], 800, order[i] == 0 ? "a" : "b");
    fixture_page(f, (uint32_t)order[i] + 1, "");
  }
  finish(f);
  CHECK_STR(structure(f), STR("Document P (block) \"one\" P (block) \"two\" P (block) \"a\" \"b\" \"three\""));
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -f 3 -l 3 %s -"), "three");
  fixture_destroy(f);
}

static void test_tables_and_lists(void) {
  struct fixture *f = begin();
  uint32_t table = fixture_element(f, STRUCTURE_TABLE, 0), head = fixture_element(f, STRUCTURE_THEAD, table);
  uint32_t row = fixture_element(f, STRUCTURE_TR, head), cell = fixture_element(f, STRUCTURE_TH, row);
  text_at(f, cell, 72, "Column");
  uint32_t body = fixture_element(f, STRUCTURE_TBODY, table), second = fixture_element(f, STRUCTURE_TR, body);
  fixture_element(f, STRUCTURE_TD, second);
  text_at(f, fixture_element(f, STRUCTURE_TD, second), 90, "beside an empty cell");
  static const char *const labels[] = {"a)", "3.", "\xE2\x80\x93", "(ii)", "IV", "B."};
  for (int i = 0; i < 6; i++) {
    uint32_t list = fixture_element(f, STRUCTURE_L, 0), item = fixture_element(f, STRUCTURE_LI, list);
    text_at(f, fixture_element(f, STRUCTURE_LBL, item), 110 + 20 * i, labels[i]);
    text_at(f, fixture_element(f, STRUCTURE_LBODY, item), 110 + 20 * i, "item");
  }
  fixture_page(f, 1, "1");
  finish(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/Scope /Column");
  CHECK_INT(count_of(plain, "/S /TD"), 2);
  static const char *const numberings[] = {"LowerAlpha", "Decimal", "Disc", "LowerRoman", "UpperRoman", "UpperAlpha"};
  for (int i = 0; i < 6; i++)
    CHECK_CONTAINS(plain, numberings[i]);
  fixture_destroy(f);
}

static void test_language_and_alternative(void) {
  struct fixture *f = begin();
  uint32_t p = fixture_element(f, STRUCTURE_P, 0);
  static const struct element_words words = {STR_INIT("fr"), STR_INIT("Bonjour – à tous")};
  f->structure.at[p].words = &words;
  text_at(f, p, 72, "Bonjour");
  f->metadata.right_to_left = true;
  fixture_page(f, 1, "1");
  finish(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/Lang (fr)");
  CHECK_CONTAINS(plain, "/Lang (en)");
  CHECK_CONTAINS(plain, "/Alt <feff0042");
  CHECK_CONTAINS(plain, "/Direction /R2L");
  CHECK_CONTAINS(plain, "/DisplayDocTitle true");
  fixture_destroy(f);
}

/* A span's alternative is what its abbreviation stands for; a cell may reach across several columns. */
static void test_expansions_and_wide_cells(void) {
  struct fixture *f = begin();
  uint32_t p = fixture_element(f, STRUCTURE_P, 0), span = fixture_element(f, STRUCTURE_SPAN, p);
  static const struct element_words words = {STR_INIT(""), STR_INIT("Working group")};
  f->structure.at[span].words = &words;
  uint32_t table = fixture_element(f, STRUCTURE_TABLE, 0), row = fixture_element(f, STRUCTURE_TR, table);
  uint32_t head = fixture_element(f, STRUCTURE_TH, row), cell = fixture_element(f, STRUCTURE_TD, row);
  f->structure.at[head].columns = 3;
  f->structure.at[cell].columns = 2;
  text_at(f, span, 72, "WG");
  text_at(f, head, 90, "H");
  text_at(f, cell, 110, "D");
  fixture_page(f, 1, "1");
  finish(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/E (Working group)");
  CHECK_CONTAINS(plain, "/ColSpan 3");
  CHECK_CONTAINS(plain, "/ColSpan 2");
  fixture_destroy(f);
}

static struct page_link link_to(uint32_t element, const char *address, uint32_t anchor) {
  return (struct page_link){.x = POINTS(72),
                            .y = POINTS(62),
                            .width = POINTS(100),
                            .height = POINTS(14),
                            .element = element,
                            .address = str_from(address),
                            .anchor = anchor,
                            .contents = STR("the link’s words")};
}

static void test_links(void) {
  struct fixture *f = begin();
  uint32_t p = fixture_element(f, STRUCTURE_P, 0), outer = fixture_element(f, STRUCTURE_LINK, p);
  uint32_t inner = fixture_element(f, STRUCTURE_LINK, p), lost = fixture_element(f, STRUCTURE_LINK, p);
  vector_push(f->arena, &f->destinations, (struct destination){STR("section.1"), 1, POINTS(72), POINTS(100), true});
  vector_push(f->arena, &f->destinations, (struct destination){STR("nowhere"), 0, 0, 0, false});
  text_at(f, outer, 72, "out");
  text_at(f, inner, 90, "in");
  text_at(f, lost, 110, "lost");
  vector_push(f->arena, &f->links, link_to(outer, "https://example.org/a(b)?c=d", 0));
  vector_push(f->arena, &f->links, link_to(inner, "", 0));
  vector_push(f->arena, &f->links, link_to(lost, "", 1));
  vector_push(f->arena, &f->links, link_to(ELEMENT_ARTIFACT, "", 0));
  fixture_page(f, 1, "1");
  finish(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/URI (https://example.org/a\\(b\\)?c=d)");
  CHECK_CONTAINS(plain, "/Dest (section.1)");
  CHECK(!contains(plain, "nowhere"));
  CHECK_INT(count_of(plain, "/Type /OBJR"), 3);
  CHECK_INT(count_of(plain, "/StructParent "), 3);
  CHECK_INT(count_of(plain, "/Subtype /Link"), 4);
  CHECK_INT(count_of(plain, "/F 4\n"), 4);
  CHECK_CONTAINS(plain, "/Tabs /S");
  CHECK_CONTAINS(plain, "/Contents <feff0074");
  CHECK_CONTAINS(plain, "766\n    172\n    780\n");
  CHECK_CONTAINS(fixture_tool(f, "pdfinfo -dests %s"), "\"section.1\"");
  CHECK_CONTAINS(structure(f), "\"in\" Object ");
  fixture_destroy(f);
}

static void bookmark(struct fixture *f, const char *title, unsigned level) {
  vector_push(f->arena, &f->bookmarks, (struct pdf_bookmark){str_from(title), (uint8_t)level, 0});
}

static void test_bookmarks_nest_by_level(void) {
  struct fixture *f = begin();
  vector_push(f->arena, &f->destinations, (struct destination){STR("start"), 1, POINTS(72), POINTS(100), true});
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  bookmark(f, "1 One", 1);
  bookmark(f, "1.1 Within", 2);
  bookmark(f, "1.1.1.1 Deep", 4);
  bookmark(f, "1.2 Après \xF0\x9F\x98\x80", 2);
  bookmark(f, "2 Two", 1);
  f->bookmarks.at[4].destination = 99;
  fixture_page(f, 1, "1");
  finish(f);
  struct str outline = fixture_tool(f, "mutool show %s outline");
  CHECK_CONTAINS(outline, "\"1 One\"");
  CHECK_CONTAINS(outline, "\t\t\"1.1 Within\"");
  CHECK_CONTAINS(outline, "\t\t\t\"1.1.1.1 Deep\"");
  CHECK_CONTAINS(outline, "\t\t\"1.2 Après \xF0\x9F\x98\x80\"");
  CHECK_CONTAINS(fixture_plain(f), "/Count 5");
  fixture_destroy(f);
}

static void test_page_labels(void) {
  struct fixture *f = begin();
  static const char *const labels[] = {"cover", "1", "2", "3", "7", "8", "A-1", "", "012"};
  uint32_t p = fixture_element(f, STRUCTURE_P, 0);
  for (uint32_t i = 0; i < 9; i++) {
    text_at(f, p, 72, "Text");
    fixture_page(f, i + 1, labels[i]);
  }
  finish(f);
  struct str json = fixture_tool(f, "qpdf --json --json-key=pagelabels %s");
  CHECK_INT(count_of(json, "\"index\""), 6);
  CHECK_CONTAINS(json, "\"/P\": \"u:cover\"");
  CHECK_CONTAINS(json, "\"/St\": 7");
  CHECK_CONTAINS(json, "\"/P\": \"u:A-1\"");
  CHECK_CONTAINS(json, "\"/P\": \"u:012\"");
  fixture_destroy(f);
}

/* Three levels of every tree, thousands of objects. */
static void test_many_pages(void) {
  enum { PAGES = 1100 };
  struct fixture *f = begin();
  uint32_t section = 0;
  for (uint32_t i = 1; i <= PAGES; i++) {
    if (i % 40 == 1) section = fixture_element(f, STRUCTURE_SECT, 0);
    uint32_t p = fixture_element(f, STRUCTURE_P, section), link = fixture_element(f, STRUCTURE_LINK, p);
    text_at(f, p, 72, "Text of the page");
    text_at(f, link, 90, "link");
    text_at(f, fixture_element(f, STRUCTURE_NOTE, section), 700, "note");
    vector_push(f->arena, &f->links, link_to(link, "", i - 1));
    struct str name = str_format(f->arena, "name-%u", i);
    vector_push(f->arena, &f->destinations, (struct destination){name, i, 0, 0, true});
    bookmark(f, "A bookmark", 1 + i % 2);
    fixture_page(f, i, i % 2 == 0 ? "x" : "y");
  }
  finish(f);
  struct str facts = fixture_tool(f, "pdfinfo %s");
  CHECK_CONTAINS(facts, "Pages:           1100\n");
  CHECK_INT(count_of(fixture_tool(f, "pdfinfo -dests %s"), "\"name-"), PAGES);
  CHECK_INT(count_of(structure(f), "(inline) \"note\""), PAGES);
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -f 1100 -l 1100 %s -"), "Text of the page");
  fixture_destroy(f);
}

static void test_metadata_agree(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  f->metadata.title = STR("Q&A <draft> \x01“quoted”");
  f->metadata.subject = STR("Minutes");
  f->metadata.keywords = STR("one, two");
  f->metadata.has_date = true;
  f->metadata.year = 2026;
  f->metadata.month = 1;
  f->metadata.day = 20;
  fixture_page(f, 1, "1");
  finish(f);
  struct str xmp = fixture_tool(f, "pdfinfo -meta %s");
  CHECK_CONTAINS(xmp, "<rdf:li xml:lang=\"x-default\">Q&amp;A &lt;draft&gt; “quoted”</rdf:li>");
  CHECK_CONTAINS(xmp, "<xmp:CreateDate>2026-01-20T00:00:00Z</xmp:CreateDate>");
  CHECK_CONTAINS(xmp, "<pdf:Keywords>one, two</pdf:Keywords>");
  CHECK_CONTAINS(xmp, "<dc:creator><rdf:Seq><rdf:li>The Secretariat</rdf:li></rdf:Seq></dc:creator>");
  CHECK(!contains(xmp, "pdfaid") && !contains(xmp, "pdfuaid"));
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "/CreationDate (D:20260120000000Z)");
  CHECK_CONTAINS(plain, "/Keywords (one, two)");
  CHECK_CONTAINS(plain, "/Subject (Minutes)");
  fixture_destroy(f);
}

static void make_two_pages(struct fixture *f) {
  fixture_face(f, CARLITO_BOLD, 0, false);
  uint32_t p = fixture_element(f, STRUCTURE_P, 0);
  text_at(f, p, 72, "The same bytes");
  fixture_page(f, 1, "1");
  fixture_text(f, p, POINTS(72), POINTS(72), f->faces.at[1], POINTS(14), "each time");
  fixture_page(f, 2, "2");
}

/* A profile is taken as it is: pdf does not look into it. */
static void test_standards(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  f->metadata.standards = PDF_STANDARDS_DEFAULT;
  f->metadata.profile = STR("profile profile profile profile");
  f->metadata.condition = STR("sRGB (a test)");
  fixture_page(f, 1, "1");
  finish(f);
  struct str xmp = fixture_tool(f, "pdfinfo -meta %s"), plain = fixture_plain(f);
  CHECK_CONTAINS(xmp, "<pdfuaid:part>1</pdfuaid:part>");
  CHECK_CONTAINS(xmp, "<pdfaid:part>2</pdfaid:part>");
  CHECK_CONTAINS(plain, "/S /GTS_PDFA1");
  CHECK_CONTAINS(plain, "/OutputConditionIdentifier (sRGB \\(a test\\))");
  CHECK_CONTAINS(plain, "/N 3");
  CHECK_INT(count_of(plain, "\nprofile profile profile profile\n"), 1);
  fixture_destroy(f);
}

static void test_access_alone_needs_no_profile(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  f->metadata.standards = PDF_STANDARD(PDF_UA_1);
  fixture_page(f, 1, "1");
  finish(f);
  CHECK_CONTAINS(fixture_tool(f, "pdfinfo -meta %s"), "<pdfuaid:part>1</pdfuaid:part>");
  CHECK(!contains(fixture_plain(f), "OutputIntent"));
  fixture_destroy(f);
}

/* Never a file that claims more than it has. */
static void test_archive_without_profile_is_a_fault(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  f->metadata.standards = PDF_STANDARD(PDF_A_2B);
  fixture_page(f, 1, "1");
  CHECK_INT(fixture_finish(f), PDF_FAULT);
  fixture_destroy(f);
}

/* An archive does not take resources that are inherited. */
static void test_each_page_names_its_resources(void) {
  struct fixture *f = begin();
  make_two_pages(f);
  finish(f);
  struct str plain = fixture_plain(f);
  CHECK_INT(count_of(plain, "/Resources "), 2);
  CHECK_INT(count_of(plain, "/Font <<"), 1);
  fixture_destroy(f);
}

static void check_epoch(int64_t epoch, const char *date) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  f->metadata.has_epoch = true;
  f->metadata.epoch = epoch;
  fixture_page(f, 1, "1");
  CHECK_INT(fixture_finish(f), 0);
  struct str xmp = fixture_tool(f, "pdfinfo -meta %s");
  if (date[0] != 0)
    CHECK_CONTAINS(xmp, date);
  else
    CHECK(!contains(xmp, "CreateDate"));
  fixture_destroy(f);
}

static void test_epoch_is_a_date(void) {
  check_epoch(0, ">1970-01-01T00:00:00Z<");
  check_epoch(951782399, ">2000-02-28T23:59:59Z<");
  check_epoch(951782400, ">2000-02-29T00:00:00Z<");
  check_epoch(1768867200, ">2026-01-20T00:00:00Z<");
  check_epoch(-1, ">1969-12-31T23:59:59Z<");
  check_epoch(INT64_MAX, "");
}

static void test_same_bytes(void) {
  struct fixture *f = begin(), *g = begin();
  make_two_pages(f);
  make_two_pages(g);
  CHECK_INT(fixture_finish(f), 0);
  CHECK_INT(fixture_finish(g), 0);
  CHECK(str_equal(buffer_str(&f->bytes), buffer_str(&g->bytes)));
  CHECK_STR(pdf_identity(f->pdf), pdf_identity(g->pdf));
  fixture_destroy(f);
  fixture_destroy(g);
}

/* The first differing word changes the identifier. */
static void test_identity_follows_contents(void) {
  struct fixture *f = begin(), *g = begin();
  make_two_pages(f);
  g->metadata.title = STR("A report - with a title");
  make_two_pages(g);
  CHECK_INT(fixture_finish(f), 0);
  CHECK_INT(fixture_finish(g), 0);
  CHECK(!str_equal(pdf_identity(f->pdf), pdf_identity(g->pdf)));
  fixture_destroy(f);
  fixture_destroy(g);
}

static int refuse(void *context, struct str bytes) {
  (void)bytes;
  ++*(int *)context;
  return ENOSPC;
}

static void test_errors_are_returned(void) {
  struct fixture *f = begin();
  int calls = 0;
  pdf_destroy(f->pdf);
  f->pdf = pdf_create(f->arena, refuse, &calls);
  make_two_pages(f);
  CHECK_INT(fixture_finish(f), ENOSPC);
  CHECK_INT(calls, 1);
  fixture_destroy(f);
}

static void test_missing_or_double_pages_are_faults(void) {
  struct fixture *f = begin();
  text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
  fixture_page(f, 2, "2");
  CHECK_INT(fixture_finish(f), PDF_FAULT);
  fixture_destroy(f);
  f = begin();
  CHECK_INT(fixture_finish(f), PDF_FAULT);
  fixture_destroy(f);
  f = begin();
  for (int i = 0; i < 2; i++) {
    text_at(f, fixture_element(f, STRUCTURE_P, 0), 72, "Text");
    fixture_page(f, 1, "1");
  }
  CHECK_INT(fixture_finish(f), PDF_FAULT);
  fixture_destroy(f);
  f = begin();
  fixture_page(f, 0, "");
  CHECK_INT(fixture_finish(f), PDF_FAULT);
  fixture_destroy(f);
}

static void test_empty_page(void) {
  struct fixture *f = begin();
  fixture_page(f, 1, "1");
  finish(f);
  CHECK_STR(structure(f), STR("Document"));
  fixture_destroy(f);
}

static void test_pages_of_two_sizes(void) {
  struct fixture *f = begin();
  uint32_t p = fixture_element(f, STRUCTURE_P, 0);
  text_at(f, p, 72, "upright");
  fixture_page(f, 1, "1");
  text_at(f, p, 72, "turned");
  struct page page = {.number = 2,
                      .label = STR("2"),
                      .width = PAGE_HEIGHT,
                      .height = PAGE_WIDTH,
                      .items = f->items.at,
                      .item_count = f->items.count};
  struct page_sink sink = pdf_sink(f->pdf);
  sink.page(sink.context, &page, &f->structure);
  finish(f);
  struct str facts = fixture_tool(f, "pdfinfo -f 1 -l 2 %s");
  CHECK_CONTAINS(facts, "Page    1 size:  595 x 842 pts (A4)");
  CHECK_CONTAINS(facts, "Page    2 size:  842 x 595 pts (A4)");
  fixture_destroy(f);
}

static void test_destroy_without_finish(void) {
  struct fixture *f = begin();
  make_two_pages(f);
  fixture_destroy(f);
  pdf_destroy(NULL);
}

int main(void) {
  static const char *const tools[] = {"qpdf", "mutool", "pdftotext", "pdfinfo", "pdftoppm"};
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
    if (!fixture_has_tool(tools[i])) return 0;
  if (access(CARLITO, R_OK) != 0) return printf("SKIP test_pdf %s is not here\n", CARLITO) < 0;
  RUN(test_sound_in_every_reader);
  RUN(test_structure_over_pages);
  RUN(test_note_follows_the_text_that_calls_it);
  RUN(test_pages_out_of_order);
  RUN(test_tables_and_lists);
  RUN(test_language_and_alternative);
  RUN(test_expansions_and_wide_cells);
  RUN(test_links);
  RUN(test_bookmarks_nest_by_level);
  RUN(test_page_labels);
  RUN(test_many_pages);
  RUN(test_metadata_agree);
  RUN(test_standards);
  RUN(test_access_alone_needs_no_profile);
  RUN(test_archive_without_profile_is_a_fault);
  RUN(test_each_page_names_its_resources);
  RUN(test_epoch_is_a_date);
  RUN(test_same_bytes);
  RUN(test_identity_follows_contents);
  RUN(test_errors_are_returned);
  RUN(test_missing_or_double_pages_are_faults);
  RUN(test_empty_page);
  RUN(test_pages_of_two_sizes);
  RUN(test_destroy_without_finish);
  return check_report();
}
