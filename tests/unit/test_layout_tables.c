/* Tables with all they have: captions, rows across, sums, aligned decimals, the line above a head that stands again. */
#include "check.h"
#include "layout_tree.h"

static struct node *table(struct bed *bed, size_t columns, size_t rows, size_t heads) {
  struct node *node = bed_add(bed, NODE_TABLE, ROLE_TABLE);
  struct table_layout *layout = node->table = arena_new(bed->arena, struct table_layout);
  layout->column_count = columns;
  layout->row_count = rows;
  layout->head_rows = heads;
  layout->widths = arena_new_array(bed->arena, struct schema_length, columns);
  layout->alignments = arena_new_array(bed->arena, enum alignment, columns);
  layout->row_kinds = arena_new_array(bed->arena, enum table_row_kind, rows);
  layout->cells = arena_new_array(bed->arena, struct node *, columns * rows);
  layout->decimal_sign = STR(".");
  return node;
}

static void cell(struct bed *bed, struct node *node, size_t row, size_t column, const char *text) {
  bool head = row < node->table->head_rows || node->table->row_kinds[row] == ROW_GROUP;
  bed_open(bed, NODE_GROUP, head ? ROLE_HEADER_CELL : ROLE_DATA_CELL);
  bed_paragraph(bed, ROLE_PARAGRAPH, head ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL, text);
  bed_close(bed);
  node->table->cells[row * node->table->column_count + column] =
      bed->stack[bed->depth].at[--bed->stack[bed->depth].count];
}

static struct node *paragraph_apart(struct bed *bed, enum role role, enum block_style_id style, const char *text) {
  bed_paragraph(bed, role, style, text);
  return bed->stack[bed->depth].at[--bed->stack[bed->depth].count];
}

/* Each character is 5 pt wide; the column is as wide as the longest part before the sign and the longest behind it. */
static void decimals_stand_under_each_other(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 1, 5, 0);
  node->table->alignments[0] = ALIGN_DECIMAL;
  cell(&bed, node, 0, 0, "1,234.5");
  cell(&bed, node, 1, 0, "7.125");
  cell(&bed, node, 2, 0, "20");
  cell(&bed, node, 3, 0, "5%");
  cell(&bed, node, 4, 0, "-");
  bed_run_layout(&bed);
  struct str page = bed_page(&bed, 1);
  CHECK(bed_has(page, "text 15.00 23.00 width 35.00"));
  CHECK(bed_has(page, "text 35.00 43.00 width 25.00"));
  CHECK(bed_has(page, "text 30.00 63.00 width 10.00"));
  CHECK(bed_has(page, "text 35.00 83.00 width 10.00"));
  CHECK(bed_has(page, "text 35.00 103.00 width 5.00"));
  bed_free(&bed);
}

/* Too narrow for that: numbers end where the column does. */
static void narrow_columns_align_at_their_end(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 1, 2, 0);
  node->table->alignments[0] = ALIGN_DECIMAL;
  node->table->widths[0] = (struct schema_length){.given = true, .unit = UNIT_ABSOLUTE, .value = POINTS(40)};
  cell(&bed, node, 0, 0, "1234.5");
  cell(&bed, node, 1, 0, "7.1255");
  bed_run_layout(&bed);
  CHECK(bed_has(bed_page(&bed, 1), "text 15.00 23.00 width 30.00"));
  CHECK(bed_has(bed_page(&bed, 1), "text 15.00 43.00 width 30.00"));
  bed_free(&bed);
}

static void groups_reach_across(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 2, 3, 0);
  node->table->row_kinds[0] = ROW_GROUP;
  node->table->row_kinds[2] = ROW_TOTAL;
  cell(&bed, node, 0, 0, "words as wide as both");
  cell(&bed, node, 1, 0, "a");
  cell(&bed, node, 1, 1, "b");
  cell(&bed, node, 2, 0, "c");
  cell(&bed, node, 2, 1, "d");
  bed_run_layout(&bed);
  const struct structure_element *at = bed.result.structure.at;
  size_t across = 0;
  for (size_t i = 0; i < bed.result.structure.count; i++) {
    CHECK(at[i].columns == 0 || (at[i].type == STRUCTURE_TH && at[i].columns == 2));
    across += at[i].columns == 2;
  }
  CHECK_INT(across, 1);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

/* No page ends behind a row across, and none begins with sums. */
static void groups_and_totals_keep_their_rows(void) {
  for (int before = 28; before < 38; before++) {
    struct bed bed = bed_make();
    bed_text(&bed, before);
    struct node *node = table(&bed, 1, 6, 0);
    node->table->row_kinds[2] = ROW_GROUP;
    node->table->row_kinds[5] = ROW_TOTAL;
    cell(&bed, node, 0, 0, "first");
    cell(&bed, node, 1, 0, "second");
    cell(&bed, node, 2, 0, "GROUP");
    cell(&bed, node, 3, 0, "third");
    cell(&bed, node, 4, 0, "fourth");
    cell(&bed, node, 5, 0, "TOTAL");
    bed_run_layout(&bed);
    CHECK_INT(bed_page_of(&bed, "GROUP"), bed_page_of(&bed, "third"));
    CHECK_INT(bed_page_of(&bed, "fourth"), bed_page_of(&bed, "TOTAL"));
    bed_free(&bed);
  }
}

static void captions_belong_to_the_table(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 1, 60, 1);
  for (size_t i = 0; i < 60; i++)
    cell(&bed, node, i, 0, i == 0 ? "HEAD" : "row");
  struct node *caption = paragraph_apart(&bed, ROLE_CAPTION, STYLE_TABLE_CAPTION, "CAPTION");
  node->children = &caption;
  node->child_count = 1;
  node->table->continued = paragraph_apart(&bed, ROLE_NONE, STYLE_TABLE_CONTINUED, "CONTINUED")->paragraph;
  bed_run_layout(&bed);
  const struct structure_element *at = bed.result.structure.at;
  CHECK_INT(at[1].type, STRUCTURE_TABLE);
  CHECK_INT(at[2].type, STRUCTURE_CAPTION);
  CHECK_INT(at[2].parent, 1);
  CHECK(!bed_has(bed_page(&bed, 1), "CONTINUED"));
  for (uint32_t page = 2; page <= bed.result.page_count; page++) {
    struct str text = bed_page(&bed, page);
    size_t line = str_find(text, STR("artifact \"CONTINUED\""), 0), head = str_find(text, STR("artifact \"HEAD\""), 0);
    CHECK(line != SIZE_MAX && head != SIZE_MAX && line < head);
  }
  CHECK_INT(bed_occurrences(buffer_str(&bed.dump), "\"row\""), 59);
  CHECK_INT(bed.result.cluster_count, bed_count(bed.resolved.root));
  bed_free(&bed);
}

/* The line alone, where there is no head; the first row below it has its own upper rule then. */
static void tables_without_heads_go_on_too(void) {
  struct bed bed = bed_make();
  struct node *node = table(&bed, 1, 60, 0);
  for (size_t i = 0; i < 60; i++)
    cell(&bed, node, i, 0, "row");
  node->table->continued = paragraph_apart(&bed, ROLE_NONE, STYLE_TABLE_CONTINUED, "CONTINUED")->paragraph;
  bed_run_layout(&bed);
  CHECK(bed_has(bed_page(&bed, 2), "artifact \"CONTINUED\""));
  CHECK_INT(bed_occurrences(bed_page(&bed, 2), " size 25.00 1.00 artifact"),
            bed_occurrences(bed_page(&bed, 2), "\"row\"") + 1);
  bed_free(&bed);
}

int main(void) {
  RUN(decimals_stand_under_each_other);
  RUN(narrow_columns_align_at_their_end);
  RUN(groups_reach_across);
  RUN(groups_and_totals_keep_their_rows);
  RUN(captions_belong_to_the_table);
  RUN(tables_without_heads_go_on_too);
  return check_report();
}
