/* Page making: keeps, widows and orphans, notes, tables, contents, page numbers in text, growth. 38 lines a page. */
#include <time.h>

#include "check.h"
#include "layout_tree.h"

static int lines_on(const struct bed *bed, uint32_t page, const char *role) {
  return bed_occurrences(bed_page(bed, page), role);
}

/* Whatever stands before it, a heading is never last on a page, and two lines follow it there. */
static void test_headings_keep_two_lines(void) {
  for (int before = 30; before < 40; before++) {
    struct bed bed = bed_make();
    bed_text(&bed, before);
    bed_heading(&bed, "HEADING");
    bed_heading(&bed, "SECOND");
    bed_text(&bed, 12);
    bed_run_layout(&bed);
    uint32_t page = bed_page_of(&bed, "HEADING");
    CHECK_INT(bed_page_of(&bed, "SECOND"), page);
    struct str text = bed_page(&bed, page);
    size_t from = str_find(text, STR("SECOND"), 0);
    CHECK(bed_occurrences(str_slice(text, from, text.length), "P#4") >= 2);
    bed_free(&bed);
  }
}

/* One-line paragraphs behind a heading count together. */
static void test_heading_before_short_paragraphs(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 36);
  bed_heading(&bed, "HEADING");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "short1");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "short2");
  bed_run_layout(&bed);
  CHECK_INT(bed_page_of(&bed, "HEADING"), 2);
  bed_free(&bed);
}

/* Sections of one line each do not all hang together. */
static void test_short_sections(void) {
  struct bed bed = bed_make();
  for (int i = 0; i < 100; i++) {
    bed_heading(&bed, "HEADING");
    bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "text");
  }
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 6);
  for (uint32_t page = 1; page <= 6; page++) {
    struct str text = bed_page(&bed, page);
    CHECK_INT(bed_occurrences(text, "HEADING"), bed_occurrences(text, "\"text\""));
  }
  bed_free(&bed);
}

static void test_no_widows_no_orphans(void) {
  for (int before = 30; before <= 38; before++) {
    struct bed bed = bed_make();
    for (int i = 0; i < before; i++)
      bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_QUOTE, "q");
    bed_text(&bed, 7);
    char role[16];
    snprintf(role, sizeof role, "P#%d ", before + 1);
    bed_run_layout(&bed);
    CHECK(lines_on(&bed, 1, role) != 1);
    CHECK(lines_on(&bed, 2, role) != 1);
    CHECK_INT(lines_on(&bed, 1, role) + lines_on(&bed, 2, role), 7);
    bed_free(&bed);
  }
}

/* Three lines cannot be parted two and two, so they stay together. */
static void test_three_lines_are_not_parted(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 36);
  bed_text(&bed, 3);
  bed_run_layout(&bed);
  CHECK_INT(lines_on(&bed, 1, "P#2 "), 0);
  CHECK_INT(lines_on(&bed, 2, "P#2 "), 3);
  bed_free(&bed);
}

static void test_keep_together(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 30);
  bed_open(&bed, NODE_GROUP, ROLE_DIVISION)->keep_together = true;
  bed_text(&bed, 6);
  bed_text(&bed, 6);
  bed_close(&bed);
  bed_run_layout(&bed);
  CHECK_INT(lines_on(&bed, 1, "P#3 "), 0);
  CHECK_INT(lines_on(&bed, 2, "P#3 ") + lines_on(&bed, 2, "P#4 "), 12);
  bed_free(&bed);
}

/* What is higher than a page is torn all the same, and nothing is lost. */
static void test_too_high_to_keep_together(void) {
  struct bed bed = bed_make();
  bed_open(&bed, NODE_GROUP, ROLE_DIVISION)->keep_together = true;
  bed_text(&bed, 60);
  bed_text(&bed, 60);
  bed_close(&bed);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 4);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

static void test_node_keeps_with_next(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 36);
  struct node *node = bed_text(&bed, 2);
  node->keep_with_next = true;
  bed_text(&bed, 4);
  bed_run_layout(&bed);
  CHECK_INT(lines_on(&bed, 2, "P#2 "), 2);
  bed_free(&bed);
}

static void test_page_break(void) {
  struct bed bed = bed_make();
  bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  bed_text(&bed, 2);
  bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  bed_text(&bed, 2);
  bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 2);
  CHECK_INT(lines_on(&bed, 1, "P#1 "), 2);
  CHECK_INT(lines_on(&bed, 2, "P#2 "), 2);
  bed_free(&bed);
}

/* The last page is not left with two lines where one page more room before can be had. */
static void test_last_page_is_not_nearly_empty(void) {
  struct bed bed = bed_make();
  for (int i = 0; i < 10; i++)
    bed_text(&bed, 4);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 2);
  CHECK(bed_occurrences(bed_page(&bed, 2), "  text ") >= 4);
  bed_free(&bed);
}

/* First fit would fill the first page and leave two lines alone on the second, before what cannot be parted. */
static void test_search_looks_ahead(void) {
  struct bed bed = bed_make();
  for (int i = 0; i < 10; i++)
    bed_text(&bed, 4);
  bed_open(&bed, NODE_GROUP, ROLE_DIVISION)->keep_together = true;
  bed_text(&bed, 37);
  bed_close(&bed);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 3);
  CHECK(bed_occurrences(bed_page(&bed, 2), "  text ") >= 10);
  CHECK_INT(bed_occurrences(bed_page(&bed, 3), "  text "), 37);
  bed_free(&bed);
}

static void test_space_is_dropped_at_the_top_of_a_page(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_PARAGRAPH].space_before = POINTS(20);
  bed_text(&bed, 38);
  bed_text(&bed, 4);
  bed_run_layout(&bed);
  CHECK(bed_has(bed_page(&bed, 2), "text 10.00 18.00 "));
  bed_free(&bed);
}

static void test_notes_stand_on_the_page_of_their_call(void) {
  struct bed bed = bed_make();
  for (int i = 0; i < 30; i++) {
    struct node *node = bed_text(&bed, 5);
    if (i % 2 == 0) bed_note(&bed, node, 1 + i % 3);
  }
  bed_run_layout(&bed);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  for (size_t i = 0; i < bed.notes.count; i++) {
    char note[32], call[16];
    snprintf(note, sizeof note, "\"note%zu", i + 1);
    snprintf(call, sizeof call, "rise 3.50 P#");
    uint32_t page = bed_page_of(&bed, note);
    CHECK(page > 0);
    CHECK(bed_has(bed_page(&bed, page), call));
    CHECK_INT(bed.result.destinations[bed.notes.at[i]->anchor->index].page, page);
  }
  CHECK(bed_has(bed_page(&bed, 1), "size 50.00 1.00 artifact"));
  bed_free(&bed);
}

/* The note's element stands behind the paragraph that calls it, its foot at the frame's foot. */
static void test_note_structure_and_place(void) {
  struct bed bed = bed_make();
  struct node *node = bed_text(&bed, 1);
  struct note *note = bed_note(&bed, node, 2);
  note->content->children[0]->paragraph->label.text = STR("1");
  note->content->children[0]->paragraph->label_role = ROLE_LABEL;
  note->content->children[0]->paragraph->label.is_link = true;
  note->content->children[0]->paragraph->label.anchor = note->anchor;
  bed_run_layout(&bed);
  const struct structure_element *at = bed.result.structure.at;
  CHECK_INT(at[2].type, STRUCTURE_NOTE);
  CHECK_INT(at[2].parent, 0);
  CHECK_INT(at[3].type, STRUCTURE_LBL);
  CHECK_INT(at[3].parent, 2);
  CHECK_INT(at[4].type, STRUCTURE_P);
  CHECK_INT(at[5].type, STRUCTURE_LINK);
  CHECK_INT(at[5].parent, 3);
  CHECK(bed_has(bed_page(&bed, 1), "rule 10.00 367.00 size 50.00 1.00 artifact"));
  CHECK(bed_has(bed_page(&bed, 1), "text 10.00 378.00 width 10.00 Fake 10.00 Link#5 \"1 \""));
  CHECK(bed_has(bed_page(&bed, 1), "388.00"));
  bed_free(&bed);
}

/* A note called in a note, or in an item, holds its own label. */
static void test_inner_note_holds_its_label(void) {
  struct bed bed = bed_make();
  struct note *outer = bed_note(&bed, bed_text(&bed, 1), 1);
  struct node *text = outer->content->children[0];
  struct note *inner = bed_note(&bed, text, 1);
  struct paragraph *paragraphs[] = {text->paragraph, inner->content->children[0]->paragraph};
  for (int i = 0; i < 2; i++) {
    paragraphs[i]->label.text = STR("1");
    paragraphs[i]->label_role = ROLE_LABEL;
  }
  bed_run_layout(&bed);
  const struct structure_element *at = bed.result.structure.at;
  uint32_t notes[2] = {0, 0}, labels[2] = {0, 0}, note_count = 0, label_count = 0;
  for (uint32_t i = 0; i < bed.result.structure.count; i++) {
    if (at[i].type == STRUCTURE_NOTE && note_count < 2) notes[note_count++] = i;
    if (at[i].type == STRUCTURE_LBL && label_count < 2) labels[label_count++] = i;
  }
  CHECK_INT(note_count, 2);
  CHECK_INT(at[labels[0]].parent, notes[0]);
  CHECK_INT(at[labels[1]].parent, notes[1]);
  bed_free(&bed);
}

/* A note longer than its page goes on on the next ones, in order, and nothing is lost. */
static void test_long_notes_go_on(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 10);
  bed_note(&bed, bed_text(&bed, 4), 90);
  bed_note(&bed, bed_text(&bed, 4), 3);
  bed_text(&bed, 6);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  CHECK_INT(bed_page_of(&bed, "\"note1"), 1);
  CHECK(bed.result.page_count <= 5);
  CHECK(bed_page_of(&bed, "\"note2") >= 1);
  bed_free(&bed);
}

static void test_notes_when_the_report_ends(void) {
  struct bed bed = bed_make();
  bed_note(&bed, bed_text(&bed, 2), 100);
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 3);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

/* ---- tables ---- */

static struct node *table(struct bed *bed, size_t columns, size_t rows, size_t heads) {
  struct node *node = bed_add(bed, NODE_TABLE, ROLE_TABLE);
  struct table_layout *layout = node->table = arena_new(bed->arena, struct table_layout);
  layout->column_count = columns;
  layout->row_count = rows;
  layout->head_rows = heads;
  layout->widths = arena_new_array(bed->arena, struct schema_length, columns);
  layout->alignments = arena_new_array(bed->arena, enum alignment, columns);
  layout->cells = arena_new_array(bed->arena, struct node *, columns * rows);
  return node;
}

static struct node *cell(struct bed *bed, struct node *node, size_t row, size_t column, const char *text) {
  bool head = row < node->table->head_rows;
  bed_open(bed, NODE_GROUP, head ? ROLE_HEADER_CELL : ROLE_DATA_CELL);
  struct node *paragraph = bed_paragraph(bed, ROLE_PARAGRAPH, head ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL, text);
  bed_close(bed);
  node->table->cells[row * node->table->column_count + column] =
      bed->stack[bed->depth].at[--bed->stack[bed->depth].count];
  return paragraph;
}

static void test_table_geometry(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 2, 2, 1);
  cell(&bed, node, 0, 0, "aa");
  cell(&bed, node, 0, 1, "head");
  cell(&bed, node, 1, 0, "b");
  cell(&bed, node, 1, 1, "x");
  node->table->alignments[1] = ALIGN_END;
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, "text 15.00 23.00 width 10.00 Fake 10.00 P#5 \"aa\""));
  CHECK(bed_has(page, "text 35.00 23.00 width 20.00 Fake 10.00 P#7 \"head\""));
  CHECK(bed_has(page, "text 15.00 43.00 width 5.00"));
  CHECK(bed_has(page, "text 50.00 43.00 width 5.00"));
  CHECK(bed_has(page, "rule 10.00 9.50 size 50.00 1.00 artifact"));
  CHECK(bed_has(page, "rule 10.00 49.50 size 50.00 1.00 artifact"));
  const struct structure_element *at = bed.result.structure.at;
  CHECK_INT(at[1].type, STRUCTURE_TABLE);
  CHECK_INT(at[2].type, STRUCTURE_THEAD);
  CHECK_INT(at[3].type, STRUCTURE_TR);
  CHECK_INT(at[4].type, STRUCTURE_TH);
  CHECK_INT(at[8].type, STRUCTURE_TBODY);
  CHECK_INT(at[10].type, STRUCTURE_TD);
  CHECK_INT(at[10].parent, 9);
  CHECK_INT(bed.result.cluster_count, 8);
  bed_free(&bed);
}

static void test_table_mirrored(void) {
  struct bed bed = bed_make();
  bed.resolved.direction = DIRECTION_RIGHT_TO_LEFT;
  struct node *node = table(&bed, 2, 1, 0);
  cell(&bed, node, 0, 0, "aa");
  cell(&bed, node, 0, 1, "bbbb");
  bed_run_layout(&bed);
  CHECK(bed_has(bed_page(&bed, 1), "text 195.00 23.00 width 10.00 Fake 10.00 P#5 rtl \"aa\""));
  CHECK(bed_has(bed_page(&bed, 1), "text 165.00 23.00 width 20.00"));
  bed_free(&bed);
}

/* Heads stand on each page, in the structure only once; rows are whole. */
static void test_table_heads_are_repeated(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 1, 81, 1);
  cell(&bed, node, 0, 0, "HEAD");
  for (size_t i = 1; i < 81; i++)
    cell(&bed, node, i, 0, "row");
  bed_run_layout(&bed);
  CHECK_INT(bed.result.page_count, 5);
  CHECK(bed_has(bed_page(&bed, 1), "P#5 \"HEAD\""));
  for (uint32_t page = 2; page <= 5; page++)
    CHECK(bed_has(bed_page(&bed, page), "artifact \"HEAD\""));
  CHECK_INT(bed_occurrences(buffer_str(&bed.dump), "\"row\""), 80);
  CHECK_INT(bed.result.cluster_count, 4 + 240);
  bed_free(&bed);
}

static void test_rows_are_whole_unless_higher_than_a_page(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 30);
  struct node *node = table(&bed, 1, 3, 1);
  node->table->widths[0] = (struct schema_length){.given = true, .unit = UNIT_ABSOLUTE, .value = POINTS(200)};
  cell(&bed, node, 0, 0, "HEAD");
  cell(&bed, node, 1, 0, bed_lines(&bed, 12));
  cell(&bed, node, 2, 0, bed_lines(&bed, 60));
  bed_run_layout(&bed);
  CHECK_INT(bed_occurrences(bed_page(&bed, 1), "TD#"), 0);
  CHECK_INT(bed.diagnostics->messages.count, 1);
  CHECK_INT(bed.diagnostics->messages.at[0]->code, W_ROW_TOO_HIGH);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  for (uint32_t page = 1; page <= bed.result.page_count; page++) {
    CHECK(!bed_has(bed_page(&bed, page), " 40") || !bed_has(bed_page(&bed, page), " 41"));
  }
  bed_free(&bed);
}

static void test_table_widths(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 3, 1, 0);
  node->table->widths[0] = (struct schema_length){.given = true, .unit = UNIT_PERCENT, .value = 25000};
  cell(&bed, node, 0, 0, "a");
  cell(&bed, node, 0, 1, "bbbb");
  cell(&bed, node, 0, 2, bed_lines(&bed, 3));
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, "text 15.00 23.00 width 5.00"));
  CHECK(bed_has(page, "text 65.00 23.00 width 20.00"));
  CHECK(bed_has(page, "size 200.00 1.00"));
  CHECK_INT(bed.diagnostics->messages.count, 0);
  bed_free(&bed);
}

/* A line of 10 in a leading of 14 stands with 2 over it and 2 under it in its row. */
static void test_leading_is_halved_in_rows(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_TABLE_CELL].leading = POINTS(14);
  struct node *node = table(&bed, 1, 1, 0);
  cell(&bed, node, 0, 0, "a");
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, " 25.00 width 5.00"));
  CHECK(bed_has(page, "size 1.00 25.00"));
  bed_free(&bed);
}

/* First lines of a row share a baseline; a note called in a cell stands on the row's page. */
static void test_cells_share_a_baseline(void) {
  struct bed bed = bed_make();
  bed.style.blocks[STYLE_TABLE_CAPTION].alignment = ALIGN_CENTER;
  struct node *node = table(&bed, 3, 1, 0);
  cell(&bed, node, 0, 0, "@");
  struct node *calling = cell(&bed, node, 0, 1, "b");
  struct node *labelled = cell(&bed, node, 0, 2, "c");
  labelled->paragraph->label.text = STR("1)");
  struct node **children = bed.stack[0].at;
  size_t count = bed.stack[0].count;
  bed_note(&bed, calling, 1);
  bed_note(&bed, calling, 1);
  bed.stack[0].at = children;
  bed.stack[0].count = count;
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, " 31.00 width 5.00 FakeHigh"));
  CHECK(bed_has(page, " 31.00 width 5.00 Fake 10.00 P#7 \"b\""));
  CHECK(bed_has(page, "\"note1 x\""));
  CHECK(bed_has(page, "\"note2 x\""));
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

/* A table within a cell's column: rows of one band. */
static void test_table_in_a_column(void) {
  struct bed bed = bed_make();
  length widths[] = {1000};
  bed_open(&bed, NODE_COLUMNS, ROLE_NONE)->column_widths = widths;
  bed_open(&bed, NODE_GROUP, ROLE_NONE);
  struct node *node = table(&bed, 1, 2, 1);
  cell(&bed, node, 0, 0, "head");
  cell(&bed, node, 1, 0, "body");
  bed_close(&bed);
  bed_close(&bed);
  bed_run_layout(&bed);
  CHECK(bed_has(bed_page(&bed, 1), "15.00 23.00 width 20.00 Fake 10.00 P#5 \"head\""));
  CHECK(bed_has(bed_page(&bed, 1), "15.00 43.00 width 20.00 Fake 10.00 P#9 \"body\""));
  bed_free(&bed);
}

static void test_anchor_behind_all_text(void) {
  struct bed bed = bed_make();
  bed_text(&bed, 40);
  bed_open(&bed, NODE_GROUP, ROLE_SECTION)->anchor = bed_anchor(&bed, "outer");
  bed_open(&bed, NODE_GROUP, ROLE_SECTION)->anchor = bed_anchor(&bed, "inner");
  bed_close(&bed);
  bed_close(&bed);
  bed_run_layout(&bed);
  for (int i = 0; i < 2; i++) {
    CHECK(bed.result.destinations[i].placed);
    CHECK_INT(bed.result.destinations[i].page, 2);
  }
  bed_free(&bed);
}

/* A date keeps its line; what is long beside it gives way. A table that needs half the measure fills it. */
static void test_narrow_columns_keep_their_width(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 2, 1, 0);
  cell(&bed, node, 0, 0, bed_lines(&bed, 2));
  cell(&bed, node, 0, 1, "31 August");
  node = table(&bed, 2, 1, 0);
  cell(&bed, node, 0, 0, "aaaaaaaaaa");
  cell(&bed, node, 0, 1, "bbbbbbbbbb");
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, "width 45.00 Fake 10.00 P#7 \"31 August\""));
  CHECK(bed_has(page, "width 50.00 Fake 10.00 P#14 \"bbbbbbbbbb\""));
  CHECK(bed_has(page, "text 115.00 "));
  bed_free(&bed);
}

static void test_table_too_wide(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 2, 1, 0);
  for (size_t i = 0; i < 2; i++) {
    node->table->widths[i] = (struct schema_length){.given = true, .unit = UNIT_ABSOLUTE, .value = POINTS(150)};
    cell(&bed, node, 0, i, "x");
  }
  bed_run_layout(&bed);
  CHECK(bed.good);
  CHECK_INT(bed.diagnostics->messages.count, 1);
  CHECK_INT(bed.diagnostics->messages.at[0]->code, W_TABLE_TOO_WIDE);
  CHECK(bed_has(bed.diagnostics->messages.at[0]->text, "35.3 mm"));
  CHECK(bed_has(bed_page(&bed, 1), "text 115.00 23.00"));
  bed_free(&bed);
}

/* ---- page numbers ---- */

static void contents_line(struct bed *bed, const char *title, struct anchor *anchor) {
  struct node *node = bed_paragraph(bed, ROLE_CONTENTS_ITEM, STYLE_CONTENTS_1, title);
  bed_run(node, "")->field = FIELD_LEADER;
  struct run *page = bed_run(node, "");
  page->field = FIELD_PAGE_OF;
  page->anchor = anchor;
}

static void test_contents_in_one_pass(void) {
  struct bed bed = bed_make();
  struct anchor *anchors[12];
  char names[12][16];
  for (int i = 0; i < 12; i++) {
    snprintf(names[i], sizeof names[i], "s%d", i);
    anchors[i] = bed_anchor(&bed, names[i]);
    contents_line(&bed, names[i], anchors[i]);
  }
  for (int i = 0; i < 12; i++) {
    bed_heading(&bed, "T")->anchor = anchors[i];
    bed_text(&bed, 40);
  }
  bed_run_layout(&bed);
  CHECK_INT(bed.result.passes, 1);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  for (int i = 0; i < 12; i++) {
    char line[64];
    const struct destination *destination = &bed.result.destinations[i];
    snprintf(line, sizeof line, "leader\n  text %s", "");
    CHECK(destination->placed);
    snprintf(line, sizeof line, "TOCI#%d \"%u\"", i + 1, destination->page);
    CHECK(bed_has(bed_page(&bed, 1), line));
  }
  CHECK(bed_has(bed_page(&bed, 1), "text 200.00 128.00 width 10.00 Fake 10.00 TOCI#12"));
  bed_free(&bed);
}

static void page_reference(struct bed *bed, struct node *node, struct anchor *anchor) {
  struct run *run = bed_run(node, "");
  run->field = FIELD_PAGE_OF;
  run->anchor = anchor;
  bed->resolved.has_page_fields = true;
}

static void test_page_numbers_in_text(void) {
  struct bed bed = bed_make();
  struct anchor *there = bed_anchor(&bed, "there");
  page_reference(&bed, bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "see page "), there);
  bed_text(&bed, 100);
  bed_text(&bed, 2)->anchor = there;
  bed_run_layout(&bed);
  CHECK(bed.good);
  CHECK_INT(bed.result.destinations[0].page, 3);
  CHECK(bed_has(bed_page(&bed, 1), "P#1 \"3\""));
  CHECK_INT(bed.result.passes, 1);
  bed_free(&bed);
}

/* A long report is not held: a pass without drawing finds the numbers. The one guessed with three digits has two, and
 * the shorter line does not matter. */
static void test_page_numbers_in_a_long_report(void) {
  struct bed bed = bed_make();
  struct anchor *there = bed_anchor(&bed, "there");
  page_reference(&bed, bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "see page "), there);
  for (int i = 0; i < 500; i++) {
    bed_text(&bed, 10);
    if (i == 180) bed_text(&bed, 2)->anchor = there;
  }
  bed_run_layout(&bed);
  CHECK(bed.good);
  CHECK_INT(bed.result.passes, 2);
  CHECK(bed_has(bed_page(&bed, 1), str_format(bed.arena, "P#1 \"%u\"", bed.result.destinations[0].page).at));
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

/* With a number of one digit the paragraph has three lines, is not parted and moves to the next page, so that what is
 * cited moves to page 10; with two digits it has four, two stay, and what is cited comes back to page 9. */
static void test_oscillation_ends(void) {
  struct bed bed = bed_make();
  struct anchor *there = bed_anchor(&bed, "there");
  for (int i = 0; i < 7; i++) {
    bed_text(&bed, 38);
    bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  }
  for (int i = 0; i < 36; i++)
    bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "one");
  struct node *node =
      bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH,
                    str_format(bed.arena, "%s abcdefghi abcdefghi abcdefghi abcdefgh ", bed_lines(&bed, 2)).at);
  page_reference(&bed, node, there);
  for (int i = 0; i < 35; i++)
    bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "two");
  bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "cited")->anchor = there;
  bed_run_layout(&bed);
  if (bed.good) printf("  cited on page %u after %u passes\n", bed.result.destinations[0].page, bed.result.passes);
  CHECK(!bed.good);
  CHECK_INT(bed.diagnostics->messages.count, 1);
  if (bed.diagnostics->messages.count > 0) {
    CHECK_INT(bed.diagnostics->messages.at[0]->code, E_PAGES_OSCILLATE);
    CHECK(bed_has(bed.diagnostics->messages.at[0]->text, "`there`"));
  }
  bed_free(&bed);
}

/* ---- growth ---- */

static void count_page(void *context, const struct page *page, const struct structure *structure) {
  (void)page, (void)structure;
  (*(size_t *)context)++;
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double time_report(int paragraphs, uint32_t *pages) {
  struct bed bed = bed_make();
  size_t seen = 0;
  bed.sink = (struct page_sink){count_page, &seen};
  for (int i = 0; i < paragraphs; i++) {
    if (i % 6 == 0) bed_heading(&bed, "Heading");
    bed_text(&bed, 3 + i % 5);
  }
  double start = seconds();
  bed_run_layout(&bed);
  double time = seconds() - start;
  CHECK_INT(seen, bed.result.page_count);
  *pages = bed.result.page_count;
  bed_free(&bed);
  return time;
}

/* 100,000 pages come out one by one; the next is refused. */
static void test_page_limit(void) {
  struct bed bed = bed_make();
  size_t seen = 0;
  bed.sink = (struct page_sink){count_page, &seen};
  struct node *line = bed_paragraph(&bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, "page");
  struct node *page_break = bed_add(&bed, NODE_PAGE_BREAK, ROLE_NONE);
  for (int i = 0; i < 100000; i++) {
    vector_push(bed.arena, &bed.stack[0], line);
    vector_push(bed.arena, &bed.stack[0], page_break);
  }
  bed_run_layout(&bed);
  CHECK(!bed.good);
  CHECK_INT(seen, 100000);
  CHECK_INT(bed.diagnostics->messages.count, 1);
  CHECK_INT(bed.diagnostics->messages.at[0]->code, E_TOO_MANY_PAGES);
  bed_free(&bed);
}

static void test_time_grows_with_pages(void) {
  uint32_t pages;
  double once = time_report(1000, &pages), twice = time_report(2000, &pages);
  printf("  %u pages, %.1f us a page with the tests' text engine, twice the pages cost %.2f times\n", pages,
         twice * 1e6 / pages, twice / once);
}

int main(void) {
  RUN(test_headings_keep_two_lines);
  RUN(test_heading_before_short_paragraphs);
  RUN(test_short_sections);
  RUN(test_no_widows_no_orphans);
  RUN(test_three_lines_are_not_parted);
  RUN(test_keep_together);
  RUN(test_too_high_to_keep_together);
  RUN(test_node_keeps_with_next);
  RUN(test_page_break);
  RUN(test_last_page_is_not_nearly_empty);
  RUN(test_search_looks_ahead);
  RUN(test_space_is_dropped_at_the_top_of_a_page);
  RUN(test_notes_stand_on_the_page_of_their_call);
  RUN(test_note_structure_and_place);
  RUN(test_inner_note_holds_its_label);
  RUN(test_long_notes_go_on);
  RUN(test_notes_when_the_report_ends);
  RUN(test_table_geometry);
  RUN(test_table_mirrored);
  RUN(test_table_heads_are_repeated);
  RUN(test_rows_are_whole_unless_higher_than_a_page);
  RUN(test_table_widths);
  RUN(test_narrow_columns_keep_their_width);
  RUN(test_table_too_wide);
  RUN(test_leading_is_halved_in_rows);
  RUN(test_cells_share_a_baseline);
  RUN(test_table_in_a_column);
  RUN(test_anchor_behind_all_text);
  RUN(test_contents_in_one_pass);
  RUN(test_page_numbers_in_text);
  RUN(test_page_numbers_in_a_long_report);
  RUN(test_oscillation_ends);
  RUN(test_page_limit);
  RUN(test_time_grows_with_pages);
  return check_report();
}
