/* Rows of tables from files of comma-separated values: RFC 4180, in UTF-8. Cells are plain text; a line end in one is a
 * hard break. Every cell keeps its place in its file. Time and memory are linear in the file. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/tree.h"
#include "base/utf8.h"
#include "report/load.h"

struct field {
  uint32_t from, to; /* without its quotation marks */
  bool quoted;
};

struct csv {
  struct diagnostics *diagnostics;
  struct arena *arena;
  struct table *table;
  struct str bytes;
  uint32_t file;
  uint32_t at, row; /* what is read next, and where the row began */
  bool refused, torn;
  VECTOR(struct field) fields; /* of one row */
  VECTOR(struct inline_item) items;
  VECTOR(struct table_cell) cells;
  VECTOR(struct text_segment) segments;
};

static struct place place_of(const struct csv *csv, size_t from, size_t to) {
  return (struct place){csv->file, (uint32_t)from, (uint32_t)(to - from)};
}

/* ---- fields ---- */

static bool ends_field(const struct csv *csv, uint32_t at) {
  if (at >= csv->bytes.length) return true;
  char c = csv->bytes.at[at];
  return c == ',' || c == '\n' || c == '\r';
}

static uint32_t field_end(const struct csv *csv, uint32_t at) {
  while (!ends_field(csv, at))
    at++;
  return at;
}

static void refuse_torn(struct csv *csv, uint32_t quote) {
  struct message *message = diagnose(csv->diagnostics, place_of(csv, quote, quote + 1), E_TABLE_FILE_FORM,
                                     "the quotation mark that opens here is never closed");
  message_hint(csv->diagnostics, message, "close it; one that is part of the text is written twice: \"\"");
  csv->refused = csv->torn = true;
}

static void refuse_behind(struct csv *csv, uint32_t quote, uint32_t at) {
  struct message *message = diagnose(csv->diagnostics, place_of(csv, at, field_end(csv, at)), E_TABLE_FILE_FORM,
                                     "text stands behind the quotation mark that closes the cell");
  message_relate(csv->diagnostics, message, place_of(csv, quote, quote + 1), "the cell opens here");
  message_hint(csv->diagnostics, message, "a quotation mark that is part of the text is written twice: \"\"");
  csv->refused = true;
}

static void read_quoted(struct csv *csv) {
  uint32_t quote = csv->at, at = quote + 1;
  for (;;) {
    const char *found = at < csv->bytes.length ? memchr(csv->bytes.at + at, '"', csv->bytes.length - at) : NULL;
    if (found == NULL) {
      refuse_torn(csv, quote);
      csv->at = (uint32_t)csv->bytes.length;
      return;
    }
    at = (uint32_t)(found - csv->bytes.at);
    if (at + 1 >= csv->bytes.length || csv->bytes.at[at + 1] != '"') break;
    at += 2;
  }
  heap_vector_push(&csv->fields, ((struct field){quote + 1, at, true}));
  csv->at = at + 1;
  if (!ends_field(csv, csv->at)) refuse_behind(csv, quote, csv->at);
  csv->at = field_end(csv, csv->at);
}

static void refuse_inner(struct csv *csv, uint32_t from, uint32_t quote, uint32_t to) {
  struct str before = str_trim(str_slice(csv->bytes, from, quote));
  struct message *message =
      diagnose(csv->diagnostics, place_of(csv, quote, quote + 1), E_TABLE_FILE_FORM,
               before.length == 0 ? "a space stands before the quotation mark that opens a cell"
                                  : "a quotation mark stands inside a cell without any around it");
  csv->refused = true;
  if (before.length == 0) {
    message_hint(csv->diagnostics, message, "take the space out");
    return;
  }
  message_hint(csv->diagnostics, message, "put the whole cell in quotation marks, and write this one twice");
  struct str text = str_trim(str_slice(csv->bytes, from, to)), rest = str_slice(csv->bytes, quote + 1, to);
  if (memchr(rest.at, '"', rest.length) == NULL && text.length < 80)
    message_help(csv->diagnostics, message, "\"%.*s\"\"%.*s\"", STR_ARG(before), STR_ARG(str_trim(rest)));
}

static void read_plain(struct csv *csv) {
  uint32_t from = csv->at, to = field_end(csv, from);
  const char *quote = to > from ? memchr(csv->bytes.at + from, '"', to - from) : NULL;
  if (quote != NULL) refuse_inner(csv, from, (uint32_t)(quote - csv->bytes.at), to);
  heap_vector_push(&csv->fields, ((struct field){from, to, false}));
  csv->at = to;
}

static void skip_line_end(struct csv *csv) {
  struct str s = csv->bytes;
  if (csv->at < s.length && s.at[csv->at] == '\r') csv->at++;
  if (csv->at < s.length && s.at[csv->at] == '\n') csv->at++;
}

/* False at the end of the file. */
static bool read_row(struct csv *csv) {
  csv->fields.count = 0;
  csv->row = csv->at;
  if (csv->at >= csv->bytes.length) return false;
  for (;;) {
    bool quoted = csv->at < csv->bytes.length && csv->bytes.at[csv->at] == '"';
    if (quoted)
      read_quoted(csv);
    else
      read_plain(csv);
    if (csv->at >= csv->bytes.length || csv->bytes.at[csv->at] != ',') break;
    csv->at++;
  }
  skip_line_end(csv);
  return true;
}

/* ---- cells ---- */

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/* Whether [from, to) can stand as it is: no doubled quotation mark, no white space but single spaces. */
static bool is_clean(const struct csv *csv, uint32_t from, uint32_t to) {
  const char *at = csv->bytes.at;
  for (uint32_t i = from; i < to; i++)
    if (at[i] == '"' || at[i] == '\t' || (at[i] == ' ' && i + 1 < to && is_blank(at[i + 1]))) return false;
  return true;
}

static struct source_text make_text(struct csv *csv, struct str bytes, uint32_t end) {
  struct source_text text = {.bytes = bytes, .file = csv->file, .end = end};
  text.segments = arena_new_array(csv->arena, struct text_segment, csv->segments.count);
  memcpy((void *)text.segments, csv->segments.at, csv->segments.count * sizeof *csv->segments.at);
  text.segment_count = (uint32_t)csv->segments.count;
  normalize_source_text(csv->diagnostics->arena, &text);
  return text;
}

static struct source_text copy_text(struct csv *csv, uint32_t from, uint32_t to, bool quoted) {
  char *bytes = arena_allocate_raw(csv->diagnostics->arena, to - from + 1);
  size_t size = 0;
  bool again = true; /* a segment begins */
  for (uint32_t i = from; i < to; i++) {
    char c = csv->bytes.at[i];
    if (again) heap_vector_push(&csv->segments, ((struct text_segment){(uint32_t)size, i}));
    bytes[size++] = c == '\t' ? ' ' : c;
    again = false;
    if (quoted && c == '"') i++, again = true;
    for (; is_blank(c) && i + 1 < to && is_blank(csv->bytes.at[i + 1]); i++)
      again = true;
  }
  return make_text(csv, (struct str){bytes, size}, to);
}

/* One line of a cell, as an item of its own. */
static void add_line(struct csv *csv, uint32_t from, uint32_t to, bool quoted) {
  const char *at = csv->bytes.at;
  while (from < to && is_blank(at[from]))
    from++;
  while (to > from && is_blank(at[to - 1]))
    to--;
  if (from == to) return;
  struct inline_item item = {.kind = INLINE_TEXT, .place = place_of(csv, from, to)};
  csv->segments.count = 0;
  if (is_clean(csv, from, to)) {
    heap_vector_push(&csv->segments, ((struct text_segment){0, from}));
    item.text = make_text(csv, str_slice(csv->bytes, from, to), to);
  } else {
    item.text = copy_text(csv, from, to, quoted);
  }
  if (csv->items.count > 0)
    heap_vector_push(&csv->items, ((struct inline_item){.kind = INLINE_BREAK, .place = item.place}));
  heap_vector_push(&csv->items, item);
}

static struct inline_content make_content(struct csv *csv, const struct field *field) {
  csv->items.count = 0;
  for (uint32_t from = field->from; from <= field->to;) {
    uint32_t to = from;
    while (to < field->to && csv->bytes.at[to] != '\n' && csv->bytes.at[to] != '\r')
      to++;
    add_line(csv, from, to, field->quoted);
    from = to + 1;
  }
  struct inline_content content = {.count = csv->items.count, .place = place_of(csv, field->from, field->to)};
  content.items = arena_new_array(csv->arena, struct inline_item, content.count);
  if (content.count > 0) memcpy(content.items, csv->items.at, content.count * sizeof *content.items);
  return content;
}

static void add_cell(struct csv *csv, const struct field *field) {
  struct inline_content content = make_content(csv, field);
  struct table_cell cell = {.body = {.place = content.place}};
  if (content.count > 0) cell.body = table_text_blocks(csv->arena, content);
  heap_vector_push(&csv->cells, cell);
}

/* ---- rows ---- */

/* What parts the cells of a row that has one, if it is not the comma. */
static const char *other_separator(const struct csv *csv) {
  struct str row = str_slice(csv->bytes, csv->row, csv->at);
  if (csv->fields.count != 1) return NULL;
  if (memchr(row.at, ';', row.length) != NULL) return "semicolons";
  return memchr(row.at, '\t', row.length) != NULL ? "tabs" : NULL;
}

static void report_row(struct csv *csv) {
  size_t cells = csv->fields.count, columns = csv->table->column_count;
  struct str row = str_trim(str_slice(csv->bytes, csv->row, csv->at));
  struct message *message = diagnose(csv->diagnostics, place_of(csv, csv->row, csv->row + row.length), E_TABLE_ROW,
                                     "a row of %zu cell%s in a table of %zu column%s", cells, cells == 1 ? "" : "s",
                                     columns, columns == 1 ? "" : "s");
  const char *separator = other_separator(csv);
  if (separator != NULL)
    message_hint(csv->diagnostics, message, "cells are parted by commas, not by %s", separator);
  else if (cells > columns)
    message_hint(csv->diagnostics, message, "a comma parts cells: put a text that holds one in quotation marks");
  else
    message_hint(csv->diagnostics, message, "each cell but the last has a comma behind it, an empty one too");
  if (csv->table->columns_place.file != 0)
    message_relate(csv->diagnostics, message, csv->table->columns_place, "its columns");
  csv->refused = true;
}

static void take_titles(struct csv *csv) {
  struct table *table = csv->table;
  table->column_count = csv->fields.count;
  table->columns = arena_new_array(csv->arena, struct table_column, table->column_count);
  table->columns_place = place_of(csv, csv->row, csv->row + str_trim(str_slice(csv->bytes, csv->row, csv->at)).length);
  for (size_t i = 0; i < table->column_count; i++)
    table->columns[i].title = make_content(csv, &csv->fields.at[i]);
}

static void take_row(struct csv *csv) {
  if (csv->fields.count != csv->table->column_count) {
    report_row(csv);
    return;
  }
  for (size_t i = 0; i < csv->fields.count; i++)
    add_cell(csv, &csv->fields.at[i]);
  csv->table->row_count++;
}

static void read_rows(struct csv *csv) {
  bool titles = csv->table->column_count == 0;
  while (read_row(csv)) {
    if (csv->torn) break;
    if (titles)
      take_titles(csv);
    else
      take_row(csv);
    titles = false;
  }
  struct table *table = csv->table;
  table->cells = arena_new_array(csv->arena, struct table_cell, csv->cells.count);
  if (csv->cells.count > 0) memcpy(table->cells, csv->cells.at, csv->cells.count * sizeof *table->cells);
}

/* ---- files ---- */

static bool is_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/* The first character that no text has. */
static bool check_bytes(struct csv *csv) {
  size_t invalid = utf8_find_invalid(csv->bytes);
  if (invalid != SIZE_MAX) {
    struct message *message = diagnose(csv->diagnostics, place_of(csv, invalid, invalid + 1), E_TABLE_FILE,
                                       "the file is not in UTF-8 from here on");
    message_hint(csv->diagnostics, message, "save it as \"CSV UTF-8\"");
    return false;
  }
  for (size_t i = 0; i < csv->bytes.length; i++) {
    if (!is_control((unsigned char)csv->bytes.at[i])) continue;
    struct message *message =
        diagnose(csv->diagnostics, place_of(csv, i, i + 1), E_TABLE_FILE,
                 "a control character (U+%04X) stands in the file", (unsigned)(unsigned char)csv->bytes.at[i]);
    message_hint(csv->diagnostics, message, "delete it");
    return false;
  }
  return true;
}

static void check_rows(struct csv *csv, struct place place) {
  if (csv->refused || csv->table->row_count > 0) return;
  struct message *message = diagnose(csv->diagnostics, place, E_TABLE_ROWS, "the file of the table has no rows");
  if (csv->table->column_count > 0 && csv->table->columns_place.file == csv->file)
    message_hint(csv->diagnostics, message, "its first row is taken for the titles where `columns` is absent");
}

static void read_table(struct diagnostics *diagnostics, struct arena *arena, struct table *table, struct str path,
                       struct str bytes) {
  struct csv csv = {.diagnostics = diagnostics, .arena = arena, .table = table, .bytes = bytes};
  struct place named = source_text_place(&table->file, 0, table->file.bytes.length);
  csv.file = diagnostics_add_file(diagnostics, path, bytes);
  if (str_starts_with(bytes, STR("\xEF\xBB\xBF"))) csv.at = 3;
  if (!check_bytes(&csv)) return;
  read_rows(&csv);
  check_rows(&csv, named);
  heap_vector_free(&csv.fields);
  heap_vector_free(&csv.items);
  heap_vector_free(&csv.cells);
  heap_vector_free(&csv.segments);
}

void report_read_tables(struct diagnostics *diagnostics, struct arena *arena, struct report *report, struct str folder,
                        const struct file_tree *tree) {
  for (size_t i = 0; i < report->table_count; i++) {
    struct table *table = &report->tables[i]->table;
    struct str path = path_join(diagnostics->arena, folder, table->file.bytes), bytes = {"", 0};
    struct place place = source_text_place(&table->file, 0, table->file.bytes.length);
    if (!report_may_read(diagnostics, tree, path, place)) continue;
    int error = file_read(diagnostics->arena, path, yaml_default_limits.file_size, &bytes);
    if (error == 0) {
      read_table(diagnostics, arena, table, path, bytes);
      continue;
    }
    struct message *message = diagnose(diagnostics, place, E_TABLE_FILE, "the table's file `%.*s` cannot be read: %s",
                                       STR_ARG(path), file_error_text(error));
    message_hint(diagnostics, message, "its path is relative to the report");
  }
}
