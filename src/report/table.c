/* The `table` kind: columns, rows, groups, totals. Rows of a file come later, by csv.c. */
#include "report/load.h"
#include "report/prepare.h"

/* ---- columns ---- */

static enum alignment alignment_of(const struct schema_choice *align) {
  static const enum alignment alignments[] = {ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_DECIMAL};
  return align->given ? alignments[align->value] : ALIGN_START;
}

static bool good_width(struct loader *loader, const struct schema_length *width) {
  if (!width->given) return true;
  bool percent = width->unit == UNIT_PERCENT;
  if ((percent || width->unit == UNIT_ABSOLUTE) && width->value > 0 && (!percent || width->value <= 100000))
    return true;
  struct str text = schema_source(loader->context.diagnostics, width->place);
  struct message *message = diagnose(loader->context.diagnostics, width->place, E_BAD_LENGTH,
                                     "no column of a table can have the width `%.*s`", STR_ARG(text));
  message_hint(loader->context.diagnostics, message, "such as 40 mm, or 30%% of the text's width");
  return false;
}

static void load_columns(struct loader *loader, const struct schema_list *list, struct table *table) {
  struct raw_column *const *raw = list->items;
  table->columns = arena_new_array(loader->context.arena, struct table_column, list->count);
  table->column_count = list->count;
  table->columns_place = list->place;
  for (size_t i = 0; i < list->count; i++) {
    struct table_column *column = &table->columns[i];
    bool given;
    column->title = inline_load(loader, &raw[i]->title, &given);
    column->align = alignment_of(&raw[i]->align);
    if (good_width(loader, &raw[i]->width)) column->width = raw[i]->width;
  }
}

/* ---- rows ---- */

struct blocks table_text_blocks(struct arena *arena, struct inline_content content) {
  struct block **only = arena_new(arena, struct block *);
  *only = block_create(arena, BLOCK_PARAGRAPH, content.place);
  (*only)->paragraph = content;
  return (struct blocks){only, 1, content.place};
}

static void refuse_in_cell(struct loader *loader, const struct block *block, const char *what) {
  struct message *message =
      diagnose(loader->context.diagnostics, block->place, E_TABLE_CELL, "%s stands in a cell of a table", what);
  message_hint(loader->context.diagnostics, message, "put it before or behind the table");
}

/* What has a heading of its own, or is about the whole report. */
static void check_cell(struct loader *loader, struct blocks *blocks) {
  static const char *const refused[] = {[BLOCK_SECTION] = "a section",
                                        [BLOCK_CONTRIBUTION] = "a contribution",
                                        [BLOCK_CONTENTS] = "a table of contents",
                                        [BLOCK_ACTION_LIST] = "a list of all actions",
                                        [BLOCK_DECISION_LIST] = "a list of all decisions",
                                        [BLOCK_REFERENCE_LIST] = "a list of references",
                                        [BLOCK_PAGE_BREAK] = "a page break"};
  size_t kept = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    size_t kind = (size_t)blocks->at[i]->kind;
    if (kind < sizeof refused / sizeof *refused && refused[kind] != NULL)
      refuse_in_cell(loader, blocks->at[i], refused[kind]);
    else
      blocks->at[kept++] = blocks->at[i];
  }
  blocks->count = kept;
}

static struct blocks load_cell(struct loader *loader, const struct yaml_node *node) {
  struct blocks empty = {.place = node->place};
  if (node->absent) {
    struct message *message =
        diagnose(loader->context.diagnostics, node->place, E_EMPTY_ITEM, "a cell with nothing in it");
    message_hint(loader->context.diagnostics, message, "write \"\" for an empty cell");
    return empty;
  }
  if (node->kind == YAML_SCALAR && str_trim(node->text.bytes).length == 0) return empty;
  struct blocks blocks = blocks_load_unnumbered(loader, node);
  blocks.place = node->place;
  check_cell(loader, &blocks);
  return blocks;
}

/* One value where a list may stand is a list of one. */
static uint32_t cell_count(const struct yaml_node *node) {
  return node->kind == YAML_SEQUENCE ? node->count : 1;
}

static void report_length(struct loader *loader, const struct table *table, const struct yaml_node *node) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  size_t cells = cell_count(node), columns = table->column_count;
  struct message *message =
      diagnose(diagnostics, node->place, E_TABLE_ROW, "a row of %zu cell%s in a table of %zu column%s", cells,
               cells == 1 ? "" : "s", columns, columns == 1 ? "" : "s");
  if (cells < columns)
    message_hint(diagnostics, message, "write \"\" for each empty cell");
  else if (node->style == YAML_FLOW)
    message_hint(diagnostics, message, "a comma parts cells: put a text that holds one in quotes");
  else
    message_hint(diagnostics, message, "take %s out, or add a column", cells - columns == 1 ? "one" : "some");
  if (table->columns_place.file != 0) message_relate(diagnostics, message, table->columns_place, "its columns");
}

static void load_cells(struct loader *loader, const struct yaml_node *node, struct table *table,
                       struct table_cell *cells) {
  uint32_t count = cell_count(node);
  if (count != table->column_count) report_length(loader, table, node);
  bool list = node->kind == YAML_SEQUENCE;
  for (uint32_t i = 0; i < count && i < table->column_count; i++)
    cells[i].body = load_cell(loader, list ? node->items[i] : node);
}

static void report_no_row(struct loader *loader, const struct yaml_node *node) {
  struct message *message = diagnose(loader->context.diagnostics, node->place, E_WRONG_TYPE,
                                     "a row is a list of cells, and here stands none");
  message_help(loader->context.diagnostics, message,
               "- [first cell, second cell]\n- {group: Words across the table}\n- {total: [Together, \"12\"]}");
}

static void load_special(struct loader *loader, const struct yaml_node *node, struct table *table, size_t row) {
  struct raw_row raw = {0};
  struct table_cell *cells = &table->cells[row * table->column_count];
  size_t errors = loader->context.diagnostics->error_count;
  schema_load(&loader->context, &table_row_record, node, &raw);
  bool group = raw.group.bytes.length > 0;
  if (group == (raw.total != NULL)) {
    if (loader->context.diagnostics->error_count == errors) report_no_row(loader, node);
    return;
  }
  table->row_kinds[row] = group ? ROW_GROUP : ROW_TOTAL;
  if (raw.total != NULL) {
    load_cells(loader, raw.total, table, cells);
    return;
  }
  struct inline_content words = markdown_inline(loader->context.diagnostics, loader->context.arena, &raw.group);
  cells[0].body = table_text_blocks(loader->context.arena, words);
}

/* Without `columns` the first row that has cells says how many there are. */
static size_t count_columns(const struct yaml_node *rows) {
  bool list = rows->kind == YAML_SEQUENCE;
  for (uint32_t i = 0; i < (list ? rows->count : 1); i++) {
    const struct yaml_node *row = list ? rows->items[i] : rows;
    if (row->kind == YAML_MAPPING) row = yaml_get(row, STR("total"));
    if (row != NULL) return cell_count(row);
  }
  return 1;
}

static void load_rows(struct loader *loader, const struct yaml_node *rows, struct table *table) {
  bool list = rows->kind == YAML_SEQUENCE;
  size_t count = list ? rows->count : 1;
  if (table->column_count == 0) {
    table->column_count = count_columns(rows);
    table->columns = arena_new_array(loader->context.arena, struct table_column, table->column_count);
  }
  table->row_count = count;
  table->row_kinds = arena_new_array(loader->context.arena, enum table_row_kind, count);
  table->cells = arena_new_array(loader->context.arena, struct table_cell, base_array_size(count, table->column_count));
  for (size_t i = 0; i < count; i++) {
    const struct yaml_node *row = list ? rows->items[i] : rows;
    if (row->kind == YAML_MAPPING)
      load_special(loader, row, table, i);
    else if (row->absent || (row->kind == YAML_SEQUENCE && row->count == 0))
      report_no_row(loader, row);
    else
      load_cells(loader, row, table, &table->cells[i * table->column_count]);
  }
}

/* ---- the table ---- */

static const struct yaml_node *key_of(const struct yaml_node *node, struct str name) {
  for (uint32_t i = 0; i < node->count; i++)
    if (str_equal(node->pairs[i].key->text.bytes, name)) return node->pairs[i].key;
  return node;
}

/* Rows stand in the report or in a file: one of the two. */
static void check_source(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  bool file = raw->file.bytes.length > 0;
  if (raw->rows != NULL && file) {
    struct message *message = diagnose(diagnostics, key_of(node, STR("file"))->place, E_TABLE_ROWS,
                                       "the table's rows stand in `rows` and in a file too");
    message_relate(diagnostics, message, key_of(node, STR("rows"))->place, "here");
    message_hint(diagnostics, message, "take one of the two out");
  }
  bool nothing = raw->rows == NULL || (raw->rows->kind == YAML_SEQUENCE && raw->rows->count == 0);
  if (!nothing || file || !loader->context.complete || yaml_get(node, STR("file")) != NULL) return;
  struct message *message =
      diagnose(diagnostics, key_of(node, STR("table"))->place, E_TABLE_ROWS, "the table has no rows");
  message_help(diagnostics, message, "columns: [Region, Members]\nrows:\n  - [Africa, \"9\"]");
}

void table_load(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw, struct block *block) {
  struct table *table = &block->table;
  bool given;
  table->caption = inline_load(loader, &raw->title, &given);
  table->has_caption = table->caption.count > 0;
  load_columns(loader, &raw->table_columns, table);
  check_source(loader, node, raw);
  table->notes = blocks_load_unnumbered(loader, raw->notes);
  table->file = raw->file;
  if (raw->rows != NULL)
    load_rows(loader, raw->rows, table);
  else if (table->file.bytes.length > 0)
    vector_push(loader->context.arena, &loader->tables, block);
}
