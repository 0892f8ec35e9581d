/* The widths of a table's columns: given ones first, the rest by what stands in the cells. */
#include "layout/internal.h"

/* A column's narrowest and natural content, cell padding apart. */
struct need {
  length minimum, natural;
};

static void measure_node(struct layout *layout, const struct node *node, struct need *need);

static void measure_paragraph(struct layout *layout, const struct paragraph *paragraph, struct need *need) {
  const struct block_style *style = &layout->style->blocks[paragraph->style];
  struct paragraph_text text = spans_of_paragraph(layout, layout->scratch, paragraph);
  length minimum = 0, natural = 0;
  text_measure(layout->engine, layout->scratch, &text, &minimum, &natural);
  length around = style->indent_start + style->indent_end + paragraph->indent;
  if (paragraph->label.text.length > 0) {
    struct paragraph_text label = spans_of_label(layout, layout->scratch, paragraph);
    length least = 0, width = 0;
    text_measure(layout->engine, layout->scratch, &label, &least, &width);
    around += length_greater(style->label_width, width + style->size / 4);
  }
  need->minimum = length_greater(need->minimum, length_add(around, minimum));
  need->natural = length_greater(need->natural, length_add(around, natural));
}

static void measure_node(struct layout *layout, const struct node *node, struct need *need) {
  if (node->kind == NODE_PARAGRAPH) measure_paragraph(layout, node->paragraph, need);
  for (uint32_t i = 0; i < node->child_count; i++)
    measure_node(layout, node->children[i], need);
}

static bool is_given(const struct table_layout *table, size_t column) {
  return table->widths != NULL && table->widths[column].given;
}

static bool is_decimal(const struct table_layout *table, size_t row, size_t column) {
  return row >= table->head_rows && table->alignments != NULL && table->alignments[column] == ALIGN_DECIMAL;
}

static void measure_decimals(struct layout *layout, const struct table_layout *table, const struct node *cell,
                             struct decimals *decimals) {
  struct decimals own = {0, 0};
  if (!decimals_of_cell(layout, table, cell, &own)) return;
  decimals->before = length_greater(decimals->before, own.before);
  decimals->after = length_greater(decimals->after, own.after);
}

/* What reaches across the table has no say in the width of one column. */
static bool reaches_across(const struct table_layout *table, size_t row) {
  return table->row_kinds != NULL && table->row_kinds[row] == ROW_GROUP;
}

/* One look at each cell; the scratch memory of a row is used again for the next. */
static void measure_cells(struct layout *layout, const struct table_layout *table, struct need *needs,
                          struct decimals *decimals) {
  for (size_t row = 0; row < table->row_count; row++) {
    if (reaches_across(table, row)) continue;
    for (size_t column = 0; column < table->column_count; column++) {
      const struct node *cell = table->cells[row * table->column_count + column];
      if (cell == NULL) continue;
      if (is_decimal(table, row, column)) measure_decimals(layout, table, cell, &decimals[column]);
      if (!is_given(table, column)) measure_node(layout, cell, &needs[column]);
    }
    arena_reset(layout->scratch);
  }
  for (size_t column = 0; column < table->column_count; column++) {
    needs[column].natural = length_greater(needs[column].natural, decimals[column].before + decimals[column].after);
    needs[column].minimum = length_greater(needs[column].minimum, decimals[column].before + decimals[column].after);
    length padding = 2 * layout->style->cell_padding_inline;
    needs[column].minimum = length_add(needs[column].minimum, padding);
    needs[column].natural = length_add(needs[column].natural, padding + 1);
  }
}

static length given_width(const struct layout *layout, const struct table_layout *table, size_t column,
                          length available) {
  const struct schema_length *width = &table->widths[column];
  if (width->unit == UNIT_PERCENT) return multiply_divide(available, width->value, 100000);
  if (width->unit == UNIT_EM) return multiply_divide(layout->style->blocks[STYLE_TABLE_CELL].size, width->value, 1000);
  return width->value;
}

enum { STRETCHED = 50 /* percent of the room: a table that needs more takes all of it */ };

/* What the columns without a width need together. */
struct total {
  int64_t minimum, natural;
  size_t count;
};

static bool is_open(const struct table_layout *table, const length *widths, size_t column) {
  return !is_given(table, column) && widths[column] == 0;
}

static struct total total_of(const struct table_layout *table, const struct need *needs, const length *widths) {
  struct total total = {0, 0, 0};
  for (size_t i = 0; i < table->column_count; i++) {
    if (!is_open(table, widths, i)) continue;
    total.minimum += needs[i].minimum;
    total.natural += needs[i].natural;
    total.count++;
  }
  return total;
}

/* Where each column can have its natural width, a small table has no more, and one that is wide anyway fills the room.
 */
static void share_plenty(const struct table_layout *table, const struct need *needs, int64_t room, int64_t natural,
                         length *widths) {
  bool small = natural * 100 < room * STRETCHED;
  for (size_t i = 0; i < table->column_count; i++) {
    if (!is_open(table, widths, i)) continue;
    widths[i] = small ? needs[i].natural : (length)(needs[i].natural * room / natural);
  }
}

/* Gives one column its natural width: one that asks for no more than an even share of the room, and leaves the others
 * their narrowest. False when there is none. */
static bool settle_narrow(const struct table_layout *table, const struct need *needs, int64_t *room, length *widths) {
  struct total total = total_of(table, needs, widths);
  for (size_t i = 0; i < table->column_count && total.count > 1; i++) {
    if (!is_open(table, widths, i)) continue;
    int64_t natural = needs[i].natural;
    if (natural * (int64_t)total.count > *room || *room - natural < total.minimum - needs[i].minimum) continue;
    widths[i] = needs[i].natural;
    *room -= natural;
    return true;
  }
  return false;
}

/* Where not all can: narrow columns (numbers, dates) get their natural width, and the wide ones share the rest, each
 * its narrowest and a part that grows with what it lacks. */
static void share_scarce(const struct table_layout *table, const struct need *needs, int64_t room, length *widths) {
  while (settle_narrow(table, needs, &room, widths))
    continue;
  struct total total = total_of(table, needs, widths);
  int64_t extra = room - total.minimum;
  for (size_t i = 0; i < table->column_count; i++) {
    if (!is_open(table, widths, i)) continue;
    int64_t lack = needs[i].natural - needs[i].minimum;
    widths[i] = needs[i].minimum;
    if (extra > 0 && total.natural > total.minimum) {
      widths[i] += (length)(lack * extra / (total.natural - total.minimum));
    }
  }
}

static void share(const struct table_layout *table, const struct need *needs, int64_t room, length *widths) {
  struct total total = total_of(table, needs, widths);
  if (total.natural <= room)
    share_plenty(table, needs, room, total.natural, widths);
  else
    share_scarce(table, needs, room, widths);
}

static int64_t sum(const length *widths, size_t count) {
  int64_t total = 0;
  for (size_t i = 0; i < count; i++)
    total += widths[i];
  return total;
}

static void report_too_wide(struct layout *layout, const struct node *node, int64_t excess) {
  int64_t tenths = (excess * 254 + 36864) / 73728; /* of a millimetre: 72 points are 25.4 mm */
  struct message *message =
      diagnose(layout->diagnostics, node->place, W_TABLE_TOO_WIDE, "the table is %lld.%lld mm wider than the text",
               (long long)(tenths / 10), (long long)(tenths % 10));
  message_hint(layout->diagnostics, message, "its columns were narrowed by as much");
  message_help(layout->diagnostics, message,
               "give the columns widths that fit together, use fewer columns, or shorten the longest words in them");
}

static void narrow(length *widths, size_t count, int64_t total, length available) {
  for (size_t i = 0; i < count; i++)
    widths[i] = (length)((int64_t)widths[i] * available / total);
}

length *widths_of_table(struct layout *layout, struct arena *arena, const struct node *node, length available,
                        struct decimals *decimals) {
  const struct table_layout *table = node->table;
  length *widths = arena_new_array(arena, length, table->column_count + 1);
  struct need *needs = arena_new_array(arena, struct need, table->column_count + 1);
  measure_cells(layout, table, needs, decimals);
  int64_t room = available;
  for (size_t i = 0; i < table->column_count; i++) {
    if (!is_given(table, i)) continue;
    widths[i] = given_width(layout, table, i, available);
    room -= widths[i];
  }
  share(table, needs, room, widths);
  int64_t total = sum(widths, table->column_count);
  if (total > available && total > 0) {
    report_too_wide(layout, node, total - available);
    narrow(widths, table->column_count, total, available);
  }
  return widths;
}
