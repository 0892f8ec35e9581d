/* Layout of trees made by hand with a text engine whose geometry is known: lines, structure, links, furniture. */
#include "check.h"
#include "layout_tree.h"

static void check_has(const struct bed *bed, uint32_t page, const char *words) {
  if (!bed_has(bed_page(bed, page), words)) {
    printf("  page %u lacks: %s\n%.*s", page, words, STR_ARG(bed_page(bed, page)));
    check_failures_here++;
  }
}

static void test_one_paragraph(void) {
  struct bed bed = bed_make();
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "one two");
  bed_run_layout(&bed);
  CHECK(bed.good);
  CHECK_STR(buffer_str(&bed.dump), STR("page 1 \"1\" 220.00 400.00\n"
                                       "  text 10.00 18.00 width 35.00 Fake 10.00 P#1 \"one two\"\n"));
  CHECK_INT(bed.result.cluster_count, 6);
  CHECK_INT(bed.result.passes, 1);
  CHECK_INT(bed.result.structure.count, 2);
  CHECK_INT(bed.result.structure.at[1].parent, 0);
  bed_free(&bed);
}

static void test_empty_report_is_an_empty_page(void) {
  struct bed bed = bed_make();
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 1);
  CHECK_STR(buffer_str(&bed.dump), STR("page 1 \"1\" 220.00 400.00\n"));
  bed_free(&bed);
}

static void test_spaces_are_the_greater_of_two(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_PARAGRAPH].space_before = POINTS(6);
  bed.style.blocks[STYLE_QUOTE].space_after = POINTS(9);
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_QUOTE, "quote");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "first");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "second");
  bed_run_layout(&bed);
  check_has(&bed, 1, "10.00 18.00 width 25.00 Fake 10.00 P#1 \"quote\"");
  check_has(&bed, 1, "10.00 37.00 width 25.00 Fake 10.00 P#2 \"first\"");
  check_has(&bed, 1, "10.00 53.00 width 30.00 Fake 10.00 P#3 \"second\"");
  bed_free(&bed);
}

/* A number at the margin, the text at label_width, turned lines back at the margin or hanging. */
static void test_labels(void) {
  struct bed bed = bed_make();
  struct block_style *style = bed.style.blocks;
  style[STYLE_NUMBERED_PARAGRAPH].label_width = style[STYLE_ITEM_1].label_width = POINTS(40);
  style[STYLE_ITEM_1].hang = true;
  style[STYLE_ITEM_1].label_alignment = ALIGN_END;
  const char *text = bed_lines(&bed, 1);
  for (int i = 0; i < 2; i++) {
    enum block_style_id id = i == 0 ? STYLE_NUMBERED_PARAGRAPH : STYLE_ITEM_1;
    struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, id, text);
    node->paragraph->label.text = STR("1.1");
    node->paragraph->label_role = ROLE_SPAN;
  }
  struct node *wide = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_ITEM_1, "text");
  wide->paragraph->label.text = STR("1.1.1.1.1.1");
  bed_run_layout(&bed);
  check_has(&bed, 1, "text 10.00 18.00 width 20.00 Fake 10.00 Span#2 \"1.1 \"");
  check_has(&bed, 1, "text 50.00 18.00 width 150.00 Fake 10.00 P#1 \"abcdefgha abcdefghb abcdefghc \"");
  check_has(&bed, 1, "text 10.00 28.00 width 45.00 Fake 10.00 P#1 \"abcdefghd\"");
  check_has(&bed, 1, "text 32.50 38.00 width 20.00 Fake 10.00 Span#4 \"1.1 \"");
  check_has(&bed, 1, "text 50.00 48.00 width 45.00 Fake 10.00 P#3 \"abcdefghd\"");
  check_has(&bed, 1, "text 10.00 58.00 width 60.00 Fake 10.00 P#5 \"1.1.1.1.1.1 \"");
  check_has(&bed, 1, "text 67.50 58.00 width 20.00 Fake 10.00 P#5 \"text\"");
  CHECK_INT(bed.result.cluster_count, 36 + 3 + 36 + 3 + 11 + 4);
  bed_free(&bed);
}

static void test_alignment_and_rules(void) {
  struct bed bed = bed_make();
  struct block_style *style = &bed.style.blocks[STYLE_TITLE];
  style->alignment = ALIGN_CENTER;
  style->rule_before = style->rule_after = POINTS(1);
  style->rule_gap = POINTS(2);
  bed.style.blocks[STYLE_FIRST_END].alignment = ALIGN_END;
  bed_paragraph(&bed, ROLE_HEADING_1, STYLE_TITLE, "title");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_FIRST_END, "end");
  bed_run_layout(&bed);
  check_has(&bed, 1, "rule 10.00 10.00 size 200.00 1.00 artifact");
  check_has(&bed, 1, "text 97.50 21.00 width 25.00 Fake 10.00 H1#1 \"title\"");
  check_has(&bed, 1, "rule 10.00 25.00 size 200.00 1.00 artifact");
  check_has(&bed, 1, "text 195.00 34.00 width 15.00");
  bed_free(&bed);
}

/* 44 letters make two lines of about 22, not of 40 and 4; a word that fills the measure alone leaves it as it is. */
static void test_centred_lines_are_even(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_TITLE].alignment = ALIGN_CENTER;
  bed_paragraph(&bed, ROLE_HEADING_1, STYLE_TITLE, "one two three four five six seven eight nine");
  bed_paragraph(&bed, ROLE_HEADING_1, STYLE_TITLE, "abcdefghijklmnopqrstuvwxyzabcdefghijklmn ten");
  bed_run_layout(&bed);
  check_has(&bed, 1, "width 120.00 Fake 10.00 H1#1 \"one two three four five \"");
  check_has(&bed, 1, "\"six seven eight nine\"");
  check_has(&bed, 1, "\"abcdefghijklmnopqrstuvwxyzabcdefghijklmn \"");
  CHECK_INT(bed.diagnostics->messages.count, 0);
  bed_free(&bed);
}

/* Everything changes sides in a report from right to left; the characters' order does not. */
static void test_mirroring(void) {
  struct bed bed = bed_make();
  bed.resolved.direction = DIRECTION_RIGHT_TO_LEFT;
  bed.style.margin_start = POINTS(15);
  bed.style.margin_end = POINTS(5);
  bed.style.blocks[STYLE_NUMBERED_PARAGRAPH].label_width = POINTS(40);
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_NUMBERED_PARAGRAPH, "first ");
  bed_run(node, "second");
  node->paragraph->label.text = STR("1");
  bed_open(&bed, NODE_COLUMNS, ROLE_NONE)->column_widths = (length[]){750, 250};
  bed_open(&bed, NODE_GROUP, ROLE_NONE);
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "aa");
  bed_close(&bed);
  bed_open(&bed, NODE_GROUP, ROLE_NONE);
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "bb");
  bed_close(&bed);
  bed_close(&bed);
  bed_run_layout(&bed);
  check_has(&bed, 1, "text 195.00 18.00 width 10.00 Fake 10.00 P#1 rtl \"1 \"");
  check_has(&bed, 1,
            "text 135.00 18.00 width 30.00 Fake 10.00 P#1 rtl \"first \"\n"
            "  text 105.00 18.00 width 30.00 Fake 10.00 P#1 rtl \"second\"");
  check_has(&bed, 1, "text 195.00 28.00 width 10.00 Fake 10.00 P#2 rtl \"aa\"");
  check_has(&bed, 1, "text 45.00 28.00 width 10.00 Fake 10.00 P#3 rtl \"bb\"");
  bed_free(&bed);
}

static void test_higher_fonts_make_room(void) {
  struct bed bed = bed_make();
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "low");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "@");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "low");
  bed_run_layout(&bed);
  check_has(&bed, 1, "10.00 18.00 width 15.00");
  check_has(&bed, 1, "10.00 36.00 width 5.00 FakeHigh");
  check_has(&bed, 1, "10.00 48.00 width 15.00");
  bed_free(&bed);
}

static void test_looks_colors_and_languages(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_PARAGRAPH].color = 0x101010;
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "see ");
  struct run *outer = bed_run(node, "here");
  outer->is_link = true;
  outer->link = STR("https://example.org/");
  outer->link_serial = 7;
  struct run *more = bed_run(node, "");
  *more = *outer;
  more->text = STR("now");
  struct run *mot = bed_run(node, " mot");
  mot->language = STR("fr");
  struct run *up = bed_run(node, "2");
  up->looks = LOOK_SUPERSCRIPT;
  struct run *inner = bed_run(node, "there");
  inner->is_link = true;
  inner->anchor = bed_anchor(&bed, "there");
  node->anchor = inner->anchor;
  bed_run_layout(&bed);
  check_has(&bed, 1, "text 30.00 18.00 width 20.00 Fake 10.00 #0000ff Link#2 \"here\"");
  check_has(&bed, 1, "#101010 Span#3[fr] \" mot\"");
  check_has(&bed, 1, "Fake 6.50 rise 3.50 #101010 P#1 \"2\"");
  check_has(&bed, 1, "#101010 Link#4 \"there\"");
  check_has(&bed, 1, "link 30.00 10.00 size 35.00 10.00 Link#2 to https://example.org/ \"herenow\"");
  check_has(&bed, 1, "Link#4 to anchor 0 \"there\"");
  CHECK_INT(bed_occurrences(buffer_str(&bed.dump), "  link "), 2);
  CHECK(bed.result.destinations[0].placed);
  CHECK_INT(bed.result.destinations[0].page, 1);
  CHECK_INT(bed.result.destinations[0].y, POINTS(10));
  bed_free(&bed);
}

/* A link over a line's end has a rectangle in each line and one element. */
static void test_link_over_lines(void) {
  struct bed bed = bed_make();
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, bed_lines(&bed, 2));
  node->paragraph->runs[0].is_link = true;
  node->paragraph->runs[0].link = STR("mailto:a@example.org");
  node->paragraph->runs[0].link_serial = 1;
  bed_run_layout(&bed);
  CHECK_INT(bed_occurrences(buffer_str(&bed.dump), "  link "), 2);
  CHECK_INT(bed.result.structure.count, 3);
  bed_free(&bed);
}

static void test_lists_have_labels_beside_bodies(void) {
  struct bed bed = bed_make();
  bed_open(&bed, NODE_GROUP, ROLE_LIST);
  bed_open(&bed, NODE_GROUP, ROLE_LIST_ITEM);
  bed_open(&bed, NODE_GROUP, ROLE_LIST_BODY);
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_ITEM_1, "item");
  node->paragraph->label.text = STR("-");
  node->paragraph->label_role = ROLE_LABEL;
  bed_close(&bed);
  bed_close(&bed);
  bed_close(&bed);
  bed_run_layout(&bed);
  const struct structure_element *at = bed.result.structure.at;
  CHECK_INT(bed.result.structure.count, 6);
  CHECK_INT(at[1].type, STRUCTURE_L);
  CHECK_INT(at[2].type, STRUCTURE_LI);
  CHECK_INT(at[3].type, STRUCTURE_LBL);
  CHECK_INT(at[3].parent, 2);
  CHECK_INT(at[4].type, STRUCTURE_LBODY);
  CHECK_INT(at[4].parent, 2);
  CHECK_INT(at[5].parent, 4);
  check_has(&bed, 1, "Lbl#3 \"- \"");
  bed_free(&bed);
}

static void test_columns_stand_side_by_side(void) {
  struct bed bed = bed_make();
  length widths[] = {600, 400};
  bed_open(&bed, NODE_COLUMNS, ROLE_NONE)->column_widths = widths;
  for (int i = 0; i < 2; i++) {
    bed_open(&bed, NODE_GROUP, ROLE_DIVISION);
    bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_FIRST_START, i == 0 ? "left" : "right");
    bed_close(&bed);
  }
  bed_close(&bed);
  struct node *rule = bed_add(&bed, NODE_RULE, ROLE_NONE);
  rule->rule.thickness = POINTS(1);
  rule->rule.width = POINTS(50);
  rule->rule.space_before = POINTS(4);
  rule->rule.alignment = ALIGN_CENTER;
  bed_run_layout(&bed);
  check_has(&bed, 1, "text 10.00 18.00 width 20.00 Fake 10.00 P#2 \"left\"");
  check_has(&bed, 1, "text 130.00 18.00 width 25.00 Fake 10.00 P#4 \"right\"");
  check_has(&bed, 1, "rule 85.00 24.00 size 50.00 1.00 artifact");
  bed_free(&bed);
}

static struct paragraph furniture_line(struct bed *bed, const char *before, enum field field) {
  struct run *runs = arena_new_array(bed->arena, struct run, 2);
  runs[0] = (struct run){.text = str_from(before)};
  runs[1] = (struct run){.field = field};
  return (struct paragraph){.runs = runs, .run_count = 2, .style = STYLE_RUNNING_HEAD};
}

static void test_furniture(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_RUNNING_HEAD].alignment = ALIGN_CENTER;
  bed.style.blocks[STYLE_WATERMARK].color = 0xeeeeee;
  struct paragraph odd = furniture_line(&bed, "odd", FIELD_PAGE), even = furniture_line(&bed, "even", FIELD_PAGE_COUNT);
  bed.resolved.head_odd = (struct furniture){&odd, 1};
  bed.resolved.foot_even = (struct furniture){&even, 1};
  bed.resolved.watermark = STR("DRAFT");
  bed_text(&bed, 80);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 3);
  CHECK_INT(bed.result.passes, 1);
  CHECK(!bed_has(bed_page(&bed, 1), "odd"));
  check_has(&bed, 3, "text 100.00 10.00 width 15.00 Fake 10.00 artifact \"odd\"");
  check_has(&bed, 3, "artifact \"3\"");
  check_has(&bed, 2, "text 97.50 396.00 width 20.00 Fake 10.00 artifact \"even\"");
  check_has(&bed, 2, "artifact \"3\"");
  check_has(&bed, 1, "rotated 45 #eeeeee artifact \"DRAFT\"");
  CHECK(bed_has(str_slice(bed_page(&bed, 1), 0, 130), "DRAFT"));
  CHECK_INT(bed.result.cluster_count, 80 * 36);
  bed_free(&bed);
}

static void test_missing_characters_have_places(void) {
  struct bed bed = bed_make();
  diagnostics_add_file(bed.diagnostics, STR("report.yaml"), STR("body: no ~ here\n"));
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "no ~ here");
  node->paragraph->runs[0].place = (struct place){1, 6, 9};
  node->paragraph->label.text = STR("~)");
  node->paragraph->label.place = (struct place){1, 0, 4};
  bed.resolved.root = node;
  layout_check_text(bed.diagnostics, NULL, &bed.resolved, &bed.style);
  CHECK_INT(bed.diagnostics->messages.count, 2);
  const struct message *message = bed.diagnostics->messages.at[0];
  CHECK_INT(message->code, E_MISSING_CHARACTER);
  CHECK_INT(message->place.offset, 9);
  CHECK_INT(message->place.length, 1);
  CHECK(bed_has(message->text, "U+007E"));
  bed_free(&bed);
}

/* Cells, notes, furniture and the watermark are looked at too. */
static void test_all_texts_are_checked(void) {
  struct bed bed = bed_make();
  struct node *group = bed_open(&bed, NODE_GROUP, ROLE_SECTION);
  struct node *node = bed_add(&bed, NODE_TABLE, ROLE_TABLE);
  bed_open(&bed, NODE_GROUP, ROLE_DATA_CELL);
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_TABLE_CELL, "~")->paragraph->runs[0].place = (struct place){1, 1, 1};
  bed_close(&bed);
  struct node *cells[] = {bed.stack[1].at[--bed.stack[1].count], NULL};
  struct table_layout table = {.column_count = 2, .row_count = 1, .cells = cells};
  node->table = &table;
  bed_close(&bed);
  struct node *calling = bed_text(&bed, 1);
  struct note *note = bed_note(&bed, calling, 1);
  note->content->children[0]->paragraph->runs[0] = (struct run){.text = STR("~"), .place = {1, 2, 1}};
  struct paragraph foot = furniture_line(&bed, "~", FIELD_PAGE);
  foot.runs[0].place = (struct place){1, 3, 1};
  bed.resolved.foot_first = (struct furniture){&foot, 1};
  bed.resolved.watermark = STR("~");
  bed.resolved.root = group;
  bed.resolved.notes = bed.notes.at;
  bed.resolved.note_count = 1;
  diagnostics_add_file(bed.diagnostics, STR("report.yaml"), STR("0123456"));
  layout_check_text(bed.diagnostics, NULL, &bed.resolved, &bed.style);
  CHECK_INT(bed.diagnostics->messages.count, 4);
  bed_free(&bed);
}

static void test_wide_words_are_told(void) {
  struct bed bed = bed_make();
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH,
                                    "a xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b");
  diagnostics_add_file(bed.diagnostics, STR("report.yaml"),
                       STR("body: a\n    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n    b\n"));
  node->paragraph->runs[0].place = (struct place){1, 6, 72};
  bed_run_layout(&bed);
  CHECK(bed.good);
  CHECK_INT(bed.diagnostics->messages.count, 1);
  CHECK_INT(bed.diagnostics->messages.at[0]->code, W_WORD_TOO_WIDE);
  CHECK_INT(bed.diagnostics->messages.at[0]->place.offset, 12);
  bed_free(&bed);
}

static struct place place_of(struct str source, struct str text) {
  struct bed bed = bed_make();
  diagnostics_add_file(bed.diagnostics, STR("report.yaml"), source);
  struct run run = {.text = text, .place = {1, 0, (uint32_t)source.length}};
  struct node *node = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "");
  node->paragraph->runs[0] = run;
  node->paragraph->runs[0].text = text;
  bed.resolved.root = node;
  layout_check_text(bed.diagnostics, NULL, &bed.resolved, &bed.style);
  struct place place = {0, 0, 0};
  if (bed.diagnostics->messages.count > 0) place = bed.diagnostics->messages.at[0]->place;
  bed_free(&bed);
  return place;
}

/* Line ends, marks and escapes of the source lie between the characters of a run. */
static void test_places_through_the_source(void) {
  struct place place = place_of(STR("one\n    two ~ x"), STR("one two ~ x"));
  CHECK_INT(place.offset, 12);
  CHECK_INT(place.length, 1);
  place = place_of(STR("a **b** \\u00e9 ~"), STR("a b \xC3\xA9 ~"));
  CHECK_INT(place.offset, 15);
  place = place_of(STR("something else altogether"), STR("no ~ here"));
  CHECK_INT(place.offset, 0);
  CHECK_INT(place.length, 25);
}

static void test_same_tree_same_pages(void) {
  struct str dumps[2];
  struct bed beds[2] = {bed_make(), bed_make()};
  for (int i = 0; i < 2; i++) {
    for (int k = 0; k < 40; k++) {
      if (k % 7 == 0) bed_heading(&beds[i], "Heading");
      struct node *node = bed_text(&beds[i], 1 + k * 5 % 11);
      if (k % 5 == 0) bed_note(&beds[i], node, 2);
    }
    bed_run_layout(&beds[i]);
    dumps[i] = buffer_str(&beds[i].dump);
  }
  CHECK(str_equal(dumps[0], dumps[1]));
  CHECK(dumps[0].length > 10000);
  bed_free(&beds[0]);
  bed_free(&beds[1]);
}

static void test_dump_of_odd_values(void) {
  struct glyph_run run = {.face = &fake_face, .size = -1, .break_hyphen = true};
  struct glyph_run leader = {.face = &fake_face, .leader = true};
  struct glyph_run quoted = {.face = &fake_face, .text = STR("a\"b\\c")};
  struct page_item items[] = {
      {.kind = ITEM_GLYPHS, .element = ELEMENT_ARTIFACT, .x = -1024, .y = -5, .glyphs = {&run, 0}},
      {.kind = ITEM_GLYPHS, .element = ELEMENT_ARTIFACT, .glyphs = {&leader, 0}},
      {.kind = ITEM_GLYPHS, .element = ELEMENT_ARTIFACT, .glyphs = {&quoted, 0}}};
  struct page page = {.number = 4, .label = STR("iv"), .items = items, .item_count = 3};
  struct structure structure = {0};
  struct buffer out = {0};
  page_dump(&page, &structure, &out);
  CHECK_STR(buffer_str(&out), STR("page 4 \"iv\" 0.00 0.00\n"
                                  "  text -1.00 0.00 width 0.00 Fake 0.00 artifact hyphen\n"
                                  "  text 0.00 0.00 width 0.00 Fake 0.00 artifact leader\n"
                                  "  text 0.00 0.00 width 0.00 Fake 0.00 artifact \"a\\\"b\\\\c\"\n"));
  buffer_free(&out);
}

int main(void) {
  RUN(test_one_paragraph);
  RUN(test_empty_report_is_an_empty_page);
  RUN(test_spaces_are_the_greater_of_two);
  RUN(test_labels);
  RUN(test_alignment_and_rules);
  RUN(test_centred_lines_are_even);
  RUN(test_mirroring);
  RUN(test_higher_fonts_make_room);
  RUN(test_looks_colors_and_languages);
  RUN(test_link_over_lines);
  RUN(test_lists_have_labels_beside_bodies);
  RUN(test_columns_stand_side_by_side);
  RUN(test_furniture);
  RUN(test_missing_characters_have_places);
  RUN(test_all_texts_are_checked);
  RUN(test_wide_words_are_told);
  RUN(test_places_through_the_source);
  RUN(test_same_tree_same_pages);
  RUN(test_dump_of_odd_values);
  return check_report();
}
