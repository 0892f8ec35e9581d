/* Text in the PDF: what readers of structure, screen readers and searches get, where glyphs stand, which fonts there
 * are. */
#include "pdf_fixture.h"

static uint32_t begin_document(struct fixture *f) {
  uint32_t document = fixture_element(f, STRUCTURE_DOCUMENT, 0);
  return fixture_element(f, STRUCTURE_P, document);
}

static void finish_page(struct fixture *f) {
  fixture_page(f, 1, "1");
  CHECK_INT(fixture_finish(f), 0);
}

/* mutool's text with its line ends left out. */
static struct str plain_text(struct fixture *f) {
  struct str text = fixture_tool(f, "mutool draw -F txt %s");
  struct buffer out = {0};
  for (size_t i = 0; i < text.length; i++)
    if (text.at[i] != '\n' && text.at[i] != '\f') buffer_append_byte(&out, text.at[i]);
  struct str kept = str_copy(f->arena, buffer_str(&out));
  buffer_free(&out);
  return kept;
}

static void test_latin_text_is_what_it_was(void) {
  static const char text[] = "The office (5 % of \\ it) found an affluent “finder”: Été";
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  fixture_text(f, p, POINTS(72), POINTS(72), face, POINTS(12), text);
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), str_from(text));
  CHECK_STR(plain_text(f), str_from(text));
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -enc UTF-8 %s -"), text);
  fixture_destroy(f);
}

static void test_one_glyph_reads_as_what_it_stands_for(void) {
  static const char text[] = "10\xC2\xA0km 20 km 30\xC2\xA0km and-more";
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  struct str kept = str_copy(f->arena, str_from(text));
  fixture_run(f, p, POINTS(72), POINTS(72), fixture_shape(f, face, POINTS(12), kept, false));
  /* A font without U+2011 draws it with its hyphen. */
  struct glyph_run *hyphen = fixture_shape(f, face, POINTS(12), STR("-"), false);
  hyphen->text = STR("\xE2\x80\x91");
  fixture_run(f, p, POINTS(300), POINTS(72), hyphen);
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), str_format(f->arena, "%s\xE2\x80\x91", text));
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -enc UTF-8 %s -"), "\xE2\x80\x91");
  fixture_destroy(f);
}

static void test_break_hyphen_is_soft(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  length x = fixture_text(f, p, POINTS(72), POINTS(72), face, POINTS(12), "well-known hyphena");
  struct glyph_run *hyphen = fixture_shape(f, face, POINTS(12), STR("-"), false);
  hyphen->text = STR("");
  hyphen->break_hyphen = true;
  fixture_run(f, p, x, POINTS(72), hyphen);
  fixture_text(f, p, POINTS(72), POINTS(88), face, POINTS(12), "tion");
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), STR("well-known hyphenation")); /* poppler leaves soft hyphens out here */
  CHECK_STR(plain_text(f), STR("well-known hyphena\xC2\xADtion"));
  CHECK_INT(count_of(fixture_plain(f), "BDC"), 1);
  fixture_destroy(f);
}

/* Codes of CFF fonts are glyph ids: what a second text needs stands in ActualText, in a sequence of its own. */
static void test_cff_takes_actual_text(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CJK, 2, true);
  uint32_t p = begin_document(f);
  struct glyph_run *run = fixture_shape(f, face, POINTS(12), STR("第-次-会"), false);
  CHECK_INT(run->glyph_count, 5);
  run->text = STR("第\xE2\x80\x91次-会");
  for (uint32_t i = 2; i < 5; i++)
    run->glyphs[i].cluster += 2; /* U+2011 has three bytes */
  fixture_run(f, p, POINTS(72), POINTS(72), run);
  finish_page(f);
  CHECK_CONTAINS(fixture_plain(f), "/Span<</MCID 1/ActualText<feff2011>>>BDC");
  CHECK_STR(fixture_structure_text(f), STR("第-次-会"));
  CHECK_STR(plain_text(f), STR("第-次-会"));
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -enc UTF-8 %s -"), "第\xE2\x80\x91次-会");
  CHECK_CONTAINS(fixture_tool(f, "pdffonts %s"), "CID Type 0C       Identity-H       yes yes yes");
  fixture_destroy(f);
}

static void test_cff_without_cids(void) {
  static const char path[] = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf";
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, path, 0, true);
  if (face == NULL) {
    printf("SKIP test_cff_without_cids no such font here\n");
    fixture_destroy(f);
    return;
  }
  uint32_t p = begin_document(f);
  fixture_text(f, p, POINTS(72), POINTS(72), face, POINTS(12), "Named glyphs, office");
  finish_page(f);
  CHECK_STR(plain_text(f), STR("Named glyphs, office"));
  CHECK_CONTAINS(fixture_tool(f, "pdffonts %s"), "yes yes yes");
  fixture_destroy(f);
}

static const char arabic[] = "مرحبا بكم في الاجتماع الثَّالث، والله أعلم";

static void test_arabic_is_logical(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, NASKH, 0, false);
  uint32_t p = begin_document(f);
  fixture_run(f, p, POINTS(200), POINTS(72), fixture_shape(f, face, POINTS(15), str_from(arabic), true));
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), str_from(arabic));
  CHECK_STR(plain_text(f), str_from(arabic));
  fixture_destroy(f);
}

/* poppler's plain text orders and parts Arabic in its own way, but has every letter as often as it was. */
static void test_arabic_letters_reach_poppler(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, NASKH, 0, false);
  uint32_t p = begin_document(f);
  fixture_run(f, p, POINTS(200), POINTS(72), fixture_shape(f, face, POINTS(15), str_from(arabic), true));
  finish_page(f);
  struct str text = fixture_tool(f, "pdftotext -enc UTF-8 %s -");
  for (size_t at = 0; at < sizeof arabic - 1;) {
    size_t size = (unsigned char)arabic[at] < 0x80 ? 1 : 2;
    char letter[3] = {arabic[at], size == 2 ? arabic[at + 1] : 0, 0};
    if (size == 2) CHECK_INT(count_of(text, letter), count_of(str_from(arabic), letter));
    at += size;
  }
  fixture_destroy(f);
}

static void test_mixed_directions_keep_their_order(void) {
  static const char text[] = "قال ABC 23 ثم ذهب";
  struct fixture *f = fixture_create();
  struct face *naskh = fixture_face(f, NASKH, 0, false), *latin = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  struct str all = str_from(text);
  struct glyph_run *first = fixture_shape(f, naskh, POINTS(15), str_slice(all, 0, 7), true);
  struct glyph_run *middle = fixture_shape(f, latin, POINTS(12), str_slice(all, 7, 13), false);
  struct glyph_run *last = fixture_shape(f, naskh, POINTS(15), str_slice(all, 13, all.length), true);
  fixture_run(f, p, POINTS(200) + last->width + middle->width, POINTS(72), first);
  fixture_run(f, p, POINTS(200) + last->width, POINTS(72), middle);
  fixture_run(f, p, POINTS(200), POINTS(72), last);
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), all);
  CHECK_STR(plain_text(f), all);
  fixture_destroy(f);
}

/* One character drawn by two glyphs, and two characters by two glyphs of one cluster. */
static void test_clusters_of_several_glyphs(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  struct glyph_run *run = fixture_shape(f, face, POINTS(12), STR("ab"), false);
  run->glyphs[1].cluster = 0;
  fixture_run(f, p, POINTS(72), POINTS(72), run);
  struct glyph_run *composed = fixture_shape(f, face, POINTS(12), STR("xy"), false);
  composed->text = STR("\xC7\x9F");
  composed->glyphs[1].cluster = 0;
  fixture_run(f, p, POINTS(100), POINTS(72), composed);
  struct glyph_run *three = fixture_shape(f, face, POINTS(12), STR("lmn"), false);
  three->glyphs[1].cluster = three->glyphs[2].cluster = 0;
  three->text = STR("lmnop");
  fixture_run(f, p, POINTS(150), POINTS(72), three);
  finish_page(f);
  CHECK_CONTAINS(fixture_plain(f), "/ActualText<feff01df>");
  struct str text = fixture_tool(f, "pdftotext -enc UTF-8 %s -");
  CHECK_CONTAINS(text, "ab");
  CHECK_CONTAINS(text, "\xC7\x9F");
  CHECK_CONTAINS(text, "lmnop");
  fixture_destroy(f);
}

/* Clusters that no shaper makes must not read outside the text. */
static void test_broken_clusters_are_harmless(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  struct glyph_run *run = fixture_shape(f, face, POINTS(12), STR("abcdef"), false);
  run->glyphs[1].cluster = 4000;
  run->glyphs[3].cluster = 1;
  run->glyphs[4].id = 65535;
  fixture_run(f, p, POINTS(72), POINTS(72), run);
  finish_page(f);
  fixture_tool(f, "qpdf --check %s");
  fixture_destroy(f);
}

static double number_after(struct str text, const char *key, size_t *at) {
  *at = str_find(text, str_from(key), *at);
  if (*at == SIZE_MAX) return -1;
  *at += strlen(key);
  return strtod(text.at + *at, NULL);
}

/* After a hundred words with kerning and stretched spaces the last word still begins where it should. */
static void test_nothing_drifts(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  struct buffer line = {0};
  for (int i = 0; i < 100; i++)
    buffer_append(&line, i % 2 == 0 ? STR("AVAToe ") : STR("Tyr.. "));
  buffer_append(&line, STR("END"));
  struct glyph_run *run = fixture_shape(f, face, POINTS(1), str_copy(f->arena, buffer_str(&line)), false);
  buffer_free(&line);
  length end = POINTS(20);
  for (uint32_t i = 0; i < run->glyph_count; i++) {
    if (run->text.at[run->glyphs[i].cluster] == ' ') run->glyphs[i].advance += 377;
    if (i + 3 < run->glyph_count) end += run->glyphs[i].advance;
  }
  fixture_run(f, p, POINTS(20), POINTS(72), run);
  finish_page(f);
  struct str boxes = fixture_tool(f, "pdftotext -bbox %s -");
  size_t at = str_find(boxes, STR(">END<"), 0);
  CHECK(at != SIZE_MAX);
  while (at > 0 && at != SIZE_MAX && boxes.at[at] != '\n')
    at--;
  double x = number_after(boxes, "xMin=\"", &at), want = (double)end / LENGTH_POINT;
  CHECK(x > want - 0.05 && x < want + 0.05);
  fixture_destroy(f);
}

static void test_rise_color_and_rotation(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  length x = fixture_text(f, p, POINTS(72), POINTS(72), face, POINTS(12), "note");
  struct glyph_run *raised = fixture_shape(f, face, POINTS(8), STR("1"), false);
  raised->rise = POINTS(4);
  fixture_run(f, p, x, POINTS(72), raised)->color = 0x0000FF;
  struct page_item *draft = fixture_run(f, ELEMENT_ARTIFACT, POINTS(100), POINTS(500),
                                        fixture_shape(f, face, POINTS(60), STR("DRAFT"), false));
  draft->color = 0xCCCCCC;
  draft->glyphs.rotation = 30;
  fixture_text(f, p, POINTS(72), POINTS(700), face, POINTS(12), "after");
  finish_page(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "4 Ts");
  CHECK_CONTAINS(plain, "0 0 1 rg");
  CHECK_CONTAINS(plain, ".8 g");
  CHECK_CONTAINS(plain, "0.86603 0.50000 -0.50000 0.86603 100 342 Tm");
  CHECK_CONTAINS(plain, "1 0 0 1 72 142 Tm");
  struct str boxes = fixture_tool(f, "pdftotext -bbox %s -");
  size_t at = str_find(boxes, STR(">after<"), 0);
  while (at > 0 && at != SIZE_MAX && boxes.at[at] != '\n')
    at--;
  double left = number_after(boxes, "xMin=\"", &at);
  CHECK(left > 71.9 && left < 72.1);
  fixture_destroy(f);
}

static void test_far_glyphs_are_placed_anew(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  fixture_text(f, p, POINTS(30), POINTS(72), face, POINTS(5), "left");
  fixture_text(f, p, POINTS(400), POINTS(72), face, POINTS(5), "right");
  finish_page(f);
  CHECK_CONTAINS(fixture_plain(f), "370 0 Td");
  fixture_destroy(f);
}

static void test_furniture_is_artifact(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  fixture_text(f, ELEMENT_ARTIFACT, POINTS(72), POINTS(30), face, POINTS(9), "- 2 -");
  fixture_text(f, p, POINTS(72), POINTS(72), face, POINTS(12), "Heading");
  struct glyph_run *dots = fixture_shape(f, face, POINTS(12), STR("...."), false);
  dots->leader = true;
  dots->text = STR("");
  fixture_run(f, p, POINTS(200), POINTS(72), dots);
  fixture_text(f, p, POINTS(400), POINTS(72), face, POINTS(12), "5");
  vector_push(f->arena, &f->items,
              (struct page_item){.kind = ITEM_RULE,
                                 .element = ELEMENT_ARTIFACT,
                                 .x = POINTS(72),
                                 .y = POINTS(100),
                                 .rule = {POINTS(200), POINTS(1) / 2}});
  finish_page(f);
  CHECK_STR(fixture_structure_text(f), STR("Heading5"));
  struct str plain = fixture_plain(f);
  CHECK_INT(count_of(plain, "/Artifact BMC"), 3);
  CHECK_CONTAINS(plain, "ET\n/Artifact BMC\n72 741.5 200 .5 re f\nEMC");
  CHECK_CONTAINS(fixture_tool(f, "pdftotext -enc UTF-8 %s -"), "....");
  fixture_destroy(f);
}

static void test_fonts_are_embedded_once(void) {
  struct fixture *f = fixture_create();
  struct face *regular = fixture_face(f, CARLITO, 0, false), *bold = fixture_face(f, CARLITO_BOLD, 0, false);
  struct face *unused = fixture_face(f, CARLITO_ITALIC, 0, false);
  CHECK(unused != NULL);
  bold->italic = true;
  uint32_t p = begin_document(f);
  for (int i = 0; i < 4; i++)
    fixture_text(f, p, POINTS(72), POINTS(72 + 20 * i), i % 2 == 0 ? regular : bold, POINTS(12), "again and again");
  finish_page(f);
  struct str fonts = fixture_tool(f, "pdffonts %s");
  CHECK_INT(count_of(fonts, "CID TrueType      Identity-H       yes yes yes"), 2);
  struct str plain = fixture_plain(f);
  CHECK_INT(count_of(plain, "/FontFile2"), 2);
  CHECK_CONTAINS(plain, "/Flags 68");
  CHECK(f->bytes.length < 30000);
  fixture_destroy(f);
}

/* Every code that a font may show has its text, and no text is U+0000, U+FEFF or U+FFFE. */
static void test_every_code_has_a_text(void) {
  struct fixture *f = fixture_create();
  struct face *face = fixture_face(f, CARLITO, 0, false);
  uint32_t p = begin_document(f);
  char text[600];
  size_t at = 0;
  for (int c = 33; c < 127; c++)
    text[at++] = (char)c;
  for (int c = 0x80; c < 0xC0; c++) {
    text[at++] = (char)0xC4;
    text[at++] = (char)c;
  }
  text[at] = 0;
  fixture_text(f, p, POINTS(20), POINTS(72), face, POINTS(3), text);
  finish_page(f);
  struct str plain = fixture_plain(f);
  CHECK_CONTAINS(plain, "100 beginbfchar");
  CHECK(!contains(plain, "<0000>\n<") && !contains(plain, "<FEFF>") && !contains(plain, "<FFFE>"));
  CHECK_STR(fixture_structure_text(f), str_from(text));
  fixture_destroy(f);
}

int main(void) {
  static const char *const tools[] = {"qpdf", "mutool", "pdftotext", "pdfinfo", "pdffonts"};
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
    if (!fixture_has_tool(tools[i])) return 0;
  static const char *const fonts[] = {CARLITO, CARLITO_BOLD, CARLITO_ITALIC, NASKH, CJK};
  for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
    if (access(fonts[i], R_OK) != 0) return printf("SKIP test_pdf_text %s is not here\n", fonts[i]) < 0;
  RUN(test_latin_text_is_what_it_was);
  RUN(test_one_glyph_reads_as_what_it_stands_for);
  RUN(test_break_hyphen_is_soft);
  RUN(test_cff_takes_actual_text);
  RUN(test_cff_without_cids);
  RUN(test_arabic_is_logical);
  RUN(test_arabic_letters_reach_poppler);
  RUN(test_mixed_directions_keep_their_order);
  RUN(test_clusters_of_several_glyphs);
  RUN(test_broken_clusters_are_harmless);
  RUN(test_nothing_drifts);
  RUN(test_rise_color_and_rotation);
  RUN(test_far_glyphs_are_placed_anew);
  RUN(test_furniture_is_artifact);
  RUN(test_fonts_are_embedded_once);
  RUN(test_every_code_has_a_text);
  return check_report();
}
