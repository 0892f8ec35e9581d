/* Tables as authors write them: columns, rows of all kinds, and rows from files. The tests run in the checkout's
 * folder, where tests/cases/report/parts/ is. */

#include "base/arena.h"
#include "base/tree.h"
#include "check.h"
#include "report/report.h"

static struct arena *arena;
static struct diagnostics *diagnostics;

static struct report *load(const char *yaml) {
  if (arena) arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, NULL);
  uint32_t file = diagnostics_add_file(diagnostics, STR("r.yaml"), str_from(yaml));
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  struct report *report = report_load(diagnostics, arena, &document);
  struct str folder = STR("tests/cases/report/parts");
  struct file_tree tree = file_tree_create(arena, folder, NULL, 0);
  if (report) report_read_tables(diagnostics, arena, report, folder, &tree);
  return report;
}

static const struct table *table_of(const char *yaml) {
  struct report *report = load(yaml);
  return &report->body.at[0]->table;
}

static const struct inline_content *cell(const struct table *table, size_t row, size_t column) {
  const struct blocks *body = &table->cells[row * table->column_count + column].body;
  return &body->at[0]->paragraph;
}

static struct str cell_text(const struct table *table, size_t row, size_t column) {
  return cell(table, row, column)->items[0].text.bytes;
}

static void columns_have_widths_and_sides(void) {
  const struct table *table = table_of("body:\n  - table: T\n    columns: [a, {title: b, width: 40 mm, align: right}, "
                                       "{width: 30%, align: decimal}, {align: center}]\n    rows: [[1, 2, 3, 4]]\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK_INT(table->column_count, 4);
  CHECK(table->has_caption && !table->columns[0].width.given);
  CHECK_INT(table->columns[1].align, ALIGN_END);
  CHECK_INT(table->columns[1].width.unit, UNIT_ABSOLUTE);
  CHECK_INT(table->columns[2].align, ALIGN_DECIMAL);
  CHECK_INT(table->columns[2].width.unit, UNIT_PERCENT);
  CHECK_INT(table->columns[2].title.count, 0);
  CHECK_INT(table->columns[3].align, ALIGN_CENTER);
}

static void rows_are_of_three_kinds(void) {
  const struct table *table =
      table_of("body:\n  - table: \"\"\n    rows:\n      - {group: \"All *of* them\"}\n      - [a, [One., Two.]]\n"
               "      - [\"\", {list: [x]}]\n      - {total: [Total, 1.50]}\n    notes: [N., M.]\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK(!table->has_caption);
  CHECK_INT(table->row_count, 4);
  CHECK_INT(table->column_count, 2);
  CHECK_INT(table->row_kinds[0], ROW_GROUP);
  CHECK_INT(table->row_kinds[1], ROW_CELLS);
  CHECK_INT(table->row_kinds[3], ROW_TOTAL);
  CHECK_INT(cell(table, 0, 0)->count, 3);
  CHECK_INT(table->cells[1].body.count, 0);
  CHECK_INT(table->cells[3].body.count, 2);
  CHECK_INT(table->cells[4].body.count, 0);
  CHECK_INT(table->cells[5].body.at[0]->kind, BLOCK_LIST);
  CHECK_STR(cell_text(table, 3, 1), STR("1.50"));
  CHECK_INT(table->notes.count, 2);
  CHECK(!table->notes.at[0]->counts && !table->cells[2].body.at[0]->counts);
}

static void files_give_rows(void) {
  const struct table *table = table_of("body:\n  - table: T\n    file: amounts.csv\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK_INT(table->column_count, 3);
  CHECK_INT(table->row_count, 4);
  CHECK_STR(table->columns[0].title.items[0].text.bytes, STR("Item")); /* behind the byte-order mark */
  CHECK_STR(table->columns[1].title.items[0].text.bytes, STR("Amount, CHF"));
  CHECK_STR(cell_text(table, 0, 2), STR("He said \"no\""));
  CHECK_INT(cell(table, 1, 2)->count, 3);
  CHECK_INT(cell(table, 1, 2)->items[1].kind, INLINE_BREAK);
  CHECK_STR(cell(table, 1, 2)->items[2].text.bytes, STR("lines"));
  CHECK_STR(cell_text(table, 2, 1), STR("7.25"));
  CHECK_INT(table->cells[8].body.count, 0);
  CHECK_STR(cell_text(table, 3, 0), STR("Caf\xC3\xA9"));
  CHECK_STR(cell_text(table, 3, 2), STR("two spaces and a tab"));
}

/* Characters behind a doubled quotation mark, and behind spaces that became one, keep their places. */
static void cells_of_files_have_places(void) {
  const struct table *table = table_of("body:\n  - table: T\n    file: amounts.csv\n");
  const struct source_text *said = &cell(table, 0, 2)->items[0].text;
  struct place place = source_text_place(said, 9, 2);
  const struct source_file *file = diagnostics_file(diagnostics, place.file);
  CHECK_STR(str_slice(file->bytes, place.offset, place.offset + 2), STR("no"));
  const struct source_text *spaced = &cell(table, 3, 2)->items[0].text;
  place = source_text_place(spaced, 4, 6);
  CHECK_STR(str_slice(file->bytes, place.offset, place.offset + 6), STR("spaces"));
  CHECK_INT(diagnostics_position(diagnostics, place.file, place.offset).line, 6);
}

static void own_titles_leave_the_first_row(void) {
  const struct table *table = table_of("body:\n  - table: T\n    columns: [a, b, c]\n    file: amounts.csv\n");
  CHECK_INT(diagnostics->messages.count, 0);
  CHECK_INT(table->row_count, 5);
  CHECK_STR(cell_text(table, 0, 0), STR("Item"));
}

static void dumps_tell_all(void) {
  struct report *report = load("body:\n  - table: T\n    columns: [{title: a, width: 10 mm, align: decimal}]\n"
                               "    rows: [{group: g}, [x], {total: y}]\n    notes: N.\n");
  struct buffer out = {0};
  report_dump(diagnostics, report, &out);
  struct str dump = buffer_str(&out);
  CHECK(str_find(dump, STR("column decimal width="), 0) != SIZE_MAX);
  CHECK(str_find(dump, STR("group\n"), 0) != SIZE_MAX);
  CHECK(str_find(dump, STR("total\n"), 0) != SIZE_MAX);
  CHECK(str_find(dump, STR("notes\n"), 0) != SIZE_MAX);
  buffer_free(&out);
}

int main(void) {
  RUN(columns_have_widths_and_sides);
  RUN(rows_are_of_three_kinds);
  RUN(files_give_rows);
  RUN(cells_of_files_have_places);
  RUN(own_titles_leave_the_first_row);
  RUN(dumps_tell_all);
  if (arena) arena_destroy(arena);
  return check_report();
}
