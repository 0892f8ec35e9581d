/* Tables: each row becomes one slug, so that no row is torn; the first rows stand again at the top of each page. A row
 * that is higher than a page is parted between the lines of its cells. Cells are set once, row by row, as the pages go.
 */
#include "layout/internal.h"

enum { LONE_ROW = 250 /* a row parted from all others of its table by a page break: as a sixth of a page empty */ };

struct table_frame {
  const struct node *node;
  const struct table_layout *table;
  length left, width; /* of the table, from the page frame's left */
  length *lefts;      /* of the columns */
  length *widths;
  struct decimals *decimals; /* of the columns */
  length head_height;        /* of the rows repeated on each page */
  struct arena *arena;       /* lives as long as the table is set */
};

static length cell_rule(const struct layout *layout, bool head) {
  const struct style *style = layout->style;
  return head && style->table_head_rule > 0 ? style->table_head_rule : style->table_rule;
}

static void place_columns(struct layout *layout, const struct column *column, struct table_frame *frame) {
  size_t count = frame->table->column_count;
  frame->decimals = arena_new_array(frame->arena, struct decimals, count + 1);
  frame->widths = widths_of_table(layout, frame->arena, frame->node, column->width, frame->decimals);
  frame->lefts = arena_new_array(frame->arena, length, count + 1);
  length start = 0;
  for (size_t i = 0; i < count; i++)
    start += frame->widths[i];
  frame->width = start;
  bool mirrored = layout_right_to_left(layout);
  length rest = column->width - frame->width;
  bool centered = layout->style->blocks[STYLE_TABLE_CAPTION].alignment == ALIGN_CENTER;
  frame->left = column->left + (centered ? rest / 2 : mirrored ? rest : 0); /* under its caption */
  start = 0;
  for (size_t i = 0; i < count; i++) {
    frame->lefts[i] = frame->left + (mirrored ? frame->width - start - frame->widths[i] : start);
    start += frame->widths[i];
  }
}

static enum table_row_kind row_kind(const struct table_layout *table, size_t row) {
  return table->row_kinds != NULL ? table->row_kinds[row] : ROW_CELLS;
}

/* The decimals of all numbers of a column begin at one point, and the widest decimals end where the column does. Where
 * a column is too narrow for that, its numbers end at its end. */
static void align_decimals(struct layout *layout, const struct table_frame *frame, const struct node *cell,
                           size_t index, struct column *set) {
  struct decimals own = {0, 0};
  const struct decimals *all = &frame->decimals[index];
  length rest = set->width - all->before - all->after;
  bool lone = rest >= 0 && decimals_of_cell(layout, frame->table, cell, &own);
  arena_reset(layout->scratch);
  set->alignment = ALIGN_END;
  if (!lone) return;
  length over = (layout_right_to_left(layout) ? 0 : rest) + all->before - own.before;
  bool backwards = cell->children[0]->paragraph->direction == DIRECTION_RIGHT_TO_LEFT;
  set->left += over;
  set->width -= over;
  set->alignment = backwards ? ALIGN_END : ALIGN_START;
}

static void align_cell(struct layout *layout, const struct table_frame *frame, const struct node *cell, size_t index,
                       struct column *set) {
  const enum alignment *alignments = frame->table->alignments;
  if (cell->role != ROLE_DATA_CELL || alignments == NULL || alignments[index] == ALIGN_START) return;
  set->aligned = true;
  set->alignment = alignments[index];
  if (set->alignment == ALIGN_DECIMAL) align_decimals(layout, frame, cell, index, set);
}

static struct column set_cell(struct layout *layout, struct arena *arena, const struct table_frame *frame, size_t row,
                              size_t column, uint32_t element) {
  const struct table_layout *table = frame->table;
  const struct node *cell = table->cells[row * table->column_count + column];
  bool across = row_kind(table, row) == ROW_GROUP;
  length padding = layout->style->cell_padding_inline;
  length left = across ? frame->left : frame->lefts[column];
  length width = (across ? frame->width : frame->widths[column]) - 2 * padding;
  struct column set = column_create(arena, left + padding, width > 0 ? width : 1);
  if (cell == NULL) return set;
  align_cell(layout, frame, cell, column, &set);
  size_t own = layout->structure.count;
  flow_node(layout, &set, cell, element);
  if (across && own < layout->structure.count && table->column_count < UINT16_MAX)
    layout->structure.at[own].columns = (uint16_t)table->column_count;
  return set;
}

static uint32_t piece_count(const struct column *cells, size_t count) {
  uint32_t pieces = 0;
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < cells[i].slugs.count; k++)
      pieces += cells[i].slugs.at[k].piece_count;
  }
  return pieces;
}

static void add_rule(struct slug *row, enum piece_kind kind, length left, length top, length width, length height) {
  row->pieces[row->piece_count++] =
      (struct piece){.kind = kind, .left = left, .top = top, .width = width, .height = height};
}

struct row_place {
  enum table_row_kind kind;
  bool first;  /* of its table */
  bool head;   /* repeated on each page */
  bool begins; /* not the rest of a row that was parted */
};

/* Rules lie on the edges of the cells, half of their thickness on each side. The one above a row is drawn where no row
 * stands above it. */
static void add_rules(const struct layout *layout, const struct table_frame *frame, struct slug *row,
                      struct row_place place) {
  length thin = layout->style->table_rule, under = cell_rule(layout, place.head);
  length over = place.kind == ROW_TOTAL && place.begins ? cell_rule(layout, true) : thin;
  if (over > 0) {
    bool always = place.first || over > thin;
    add_rule(row, always ? PIECE_RULE : PIECE_TOP_RULE, frame->left, -over / 2, frame->width, over);
  }
  if (thin > 0) {
    for (size_t i = 0; i < frame->table->column_count && place.kind != ROW_GROUP; i++) {
      add_rule(row, PIECE_RULE, frame->lefts[i] - thin / 2, -thin / 2, thin, row->height + thin);
    }
    length right = frame->left + frame->width;
    if (place.kind == ROW_GROUP) add_rule(row, PIECE_RULE, frame->left - thin / 2, -thin / 2, thin, row->height + thin);
    add_rule(row, PIECE_RULE, right - thin / 2, -thin / 2, thin, row->height + thin);
  }
  if (under > 0) add_rule(row, PIECE_RULE, frame->left, row->height - under / 2, frame->width, under);
}

/* In a cell the space before its first paragraph and after its last count, as the padding does. */
static length space_over(const struct column *cell, size_t from) {
  return from == 0 && cell->slugs.count > 0 ? cell->slugs.at[0].space_before : 0;
}

static length content_height(const struct column *cell, size_t from, size_t to) {
  if (to == from) return 0;
  length height = space_over(cell, from) + cell->slugs.at[to - 1].space_after;
  for (size_t i = from; i < to; i++)
    height += cell->slugs.at[i].height + (i > from ? cell->slugs.at[i].gap : 0);
  return height;
}

/* Up to which slug a cell fits `limit` from `from` on; at least one, so that each part of a row gets on. */
static size_t fitting(const struct column *cell, size_t from, length limit) {
  length height = space_over(cell, from);
  size_t to = from;
  for (; to < cell->slugs.count; to++) {
    const struct slug *slug = &cell->slugs.at[to];
    height += slug->height + (to > from ? slug->gap : 0);
    if (height + slug->space_after > limit && to > from) break;
  }
  return to;
}

/* The first baseline of a cell, from the top of its content. */
static length first_baseline(const struct column *cell) {
  if (cell->slugs.count == 0) return 0;
  const struct slug *slug = &cell->slugs.at[0];
  for (uint32_t i = 0; i < slug->piece_count; i++) {
    const struct piece *piece = &slug->pieces[i];
    if (piece->kind == PIECE_LINE) return slug->space_before + piece->top + piece->baseline;
  }
  return 0;
}

/* The first lines of a row's cells stand on one baseline, whatever fonts are in them: the lowest. */
static length lowest_baseline(const struct column *cells, size_t count) {
  length lowest = 0;
  for (size_t i = 0; i < count; i++)
    lowest = length_greater(lowest, first_baseline(&cells[i]));
  return lowest;
}

/* How far a cell goes down for it. */
static length drop(const struct column *cell, length lowest) {
  length own = first_baseline(cell);
  return own > 0 ? lowest - own : 0;
}

/* A line's leading lies under it. Half of it goes over the text of a row, which then stands in the middle between its
 * rules. */
static length half_leading(const struct column *cells, size_t count) {
  length least = INT32_MAX;
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < cells[i].slugs.count; k++)
      if (cells[i].slugs.at[k].slack < least) least = cells[i].slugs.at[k].slack;
  }
  return least < INT32_MAX ? least / 2 : 0;
}

/* As much of a row as `limit` holds, from slug from[i] of each cell on; from[] moves to what is left. */
static struct slug row_part(struct layout *layout, struct arena *arena, const struct table_frame *frame,
                            const struct column *cells, size_t *from, length limit, struct row_place place) {
  size_t count = frame->table->column_count;
  length padding = layout->style->cell_padding_block;
  uint32_t capacity = piece_count(cells, count);
  struct slug row = {.pieces = arena_new_array(arena, struct piece, capacity + count + 4), .lines = UINT8_MAX};
  length lowest = lowest_baseline(cells, count), half = half_leading(cells, count);
  length height = layout->style->blocks[STYLE_TABLE_CELL].leading;
  for (size_t i = 0; i < count; i++) {
    length top = padding + (from[i] == 0 ? drop(&cells[i], lowest) : 0);
    size_t to = fitting(&cells[i], from[i], limit - top - padding);
    column_flatten(&cells[i], from[i], to, 0, top + half + space_over(&cells[i], from[i]), &row, capacity);
    height = length_greater(height, top + content_height(&cells[i], from[i], to));
    from[i] = to;
  }
  row.height = height + padding; /* without the half of the leading that went over the text */
  add_rules(layout, frame, &row, place);
  return row;
}

static bool all_set(const struct column *cells, const size_t *from, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (from[i] < cells[i].slugs.count) return false;
  }
  return true;
}

static length row_height(const struct layout *layout, const struct column *cells, size_t count) {
  length height = 0, lowest = lowest_baseline(cells, count);
  for (size_t i = 0; i < count; i++) {
    height = length_greater(height, drop(&cells[i], lowest) + content_height(&cells[i], 0, cells[i].slugs.count));
  }
  return height + 2 * layout->style->cell_padding_block;
}

static struct column *set_cells(struct layout *layout, struct arena *arena, const struct table_frame *frame, size_t row,
                                uint32_t parent) {
  size_t count = frame->table->column_count;
  uint32_t element = structure_add(layout, parent, STRUCTURE_TR, (struct str){NULL, 0});
  struct column *cells = arena_new_array(arena, struct column, count + 1);
  for (size_t i = 0; i < count; i++)
    cells[i] = set_cell(layout, arena, frame, row, i, element);
  return cells;
}

static void report_split(struct layout *layout, const struct table_frame *frame, size_t row) {
  const struct node *cell = NULL;
  size_t first = row * frame->table->column_count;
  for (size_t i = 0; cell == NULL && i < frame->table->column_count; i++)
    cell = frame->table->cells[first + i];
  struct place place = cell != NULL && cell->place.file != 0 ? cell->place : frame->node->place;
  struct message *message =
      diagnose(layout->diagnostics, place, W_ROW_TOO_HIGH, "row %zu of the table is higher than a page and was parted",
               row + 1 - (row < frame->table->head_rows ? 0 : frame->table->head_rows));
  message_hint(layout->diagnostics, message, "make several rows of it, or set it as paragraphs");
}

/* A row in as few slugs as pages can hold: one, unless it is higher than a page. */
static slug_vector set_row(struct layout *layout, struct arena *arena, const struct table_frame *frame, size_t row,
                           uint32_t parent) {
  size_t count = frame->table->column_count;
  bool head = row < frame->table->head_rows;
  struct column *cells = set_cells(layout, arena, frame, row, parent);
  size_t *from = arena_new_array(arena, size_t, count + 1);
  length room = layout->frame_height - (head ? 0 : frame->head_height);
  length limit = INT32_MAX / 4;
  if (row_height(layout, cells, count) > room) {
    limit = room;
    report_split(layout, frame, row);
  }
  slug_vector parts = {0};
  do {
    bool begins = parts.count == 0;
    struct row_place place = {row_kind(frame->table, row), row == 0 && begins, head, begins};
    struct slug part = row_part(layout, arena, frame, cells, from, limit, place);
    vector_push(arena, &parts, part);
  } while (!all_set(cells, from, count));
  return parts;
}

/* Breaks that leave one row alone at the foot or top of a page cost something; sums stay with the last of the rows that
 * they are of. */
static int32_t row_penalty(const struct table_layout *table, size_t row) {
  size_t body = row - table->head_rows, last = table->row_count - 1;
  if (body > 0 && row_kind(table, row) == ROW_TOTAL) return PENALTY_TORN;
  if (body == 1 && row == last) return PENALTY_TORN / 100;
  return body == 1 || (row == last && body > 0) ? LONE_ROW : 0;
}

/* A table stands off the text as paragraphs do from each other, and a little more: its rules have no leading. */
static length space_around(const struct layout *layout) {
  const struct block_style *paragraph = &layout->style->blocks[STYLE_PARAGRAPH];
  return length_greater(paragraph->space_before, paragraph->space_after) + paragraph->leading / 4;
}

/* The space above a table's first row: its caption has its own below it. */
static length space_over_table(const struct layout *layout, const struct node *node) {
  return node->child_count > 0 ? 0 : space_around(layout);
}

/* The line that says on a further page which table goes on there. */
static void set_continued(struct layout *layout, const struct column *column, const struct table_layout *table,
                          struct arena *arena, slug_vector *rows) {
  if (table->continued == NULL) return;
  struct column line = column_create(arena, column->left, column->width);
  uint32_t count = 0;
  struct slug *slugs = paragraph_set(layout, arena, &line, table->continued, ELEMENT_ARTIFACT, UINT32_MAX, &count);
  slugs[count - 1].height += layout->style->blocks[STYLE_TABLE_CONTINUED].space_after;
  for (uint32_t i = 0; i < count; i++)
    vector_push(arena, rows, slugs[i]);
}

static void flow_head_rows(struct layout *layout, struct column *column, struct table_frame *frame,
                           uint32_t table_element, struct arena *arena, slug_vector *rows) {
  uint32_t element = structure_add(layout, table_element, STRUCTURE_THEAD, (struct str){NULL, 0});
  for (size_t row = 0; row < frame->table->head_rows; row++) {
    slug_vector parts = set_row(layout, arena, frame, row, element);
    parts.at[0].penalty = row > 0 ? PENALTY_BARRED : 0;
    if (row == 0) parts.at[0].space_before = space_over_table(layout, frame->node);
    for (size_t i = 0; i < parts.count; i++) {
      column_append(layout, column, parts.at[i]);
      vector_push(arena, rows, parts.at[i]);
    }
  }
  column_keep(column, 1);
}

/* Sets the head; what stands again on each further page, or NULL. */
static struct repeated_head *flow_head(struct layout *layout, struct column *column, struct table_frame *frame,
                                       uint32_t table_element) {
  struct arena *arena = column->arena != NULL ? column->arena : layout->chunk->arena;
  slug_vector rows = {0};
  set_continued(layout, column, frame->table, arena, &rows);
  bool ruled = frame->table->head_rows > 0;
  if (ruled) flow_head_rows(layout, column, frame, table_element, arena, &rows);
  if (rows.count == 0) return NULL;
  struct repeated_head *head = arena_new(arena, struct repeated_head);
  *head = (struct repeated_head){ruled, rows.at, (uint32_t)rows.count, .chunk = layout->chunk};
  for (size_t i = 0; i < rows.count; i++)
    head->height += rows.at[i].height;
  /* A head that takes half a page is no help to a reader of the next. */
  return head->height * 2 > layout->frame_height ? NULL : head;
}

static void flow_rows(struct layout *layout, struct column *column, struct table_frame *frame,
                      struct repeated_head *head, uint32_t table_element) {
  const struct table_layout *table = frame->table;
  if (table->head_rows >= table->row_count) return;
  uint32_t element = structure_add(layout, table_element, STRUCTURE_TBODY, (struct str){NULL, 0});
  for (size_t row = table->head_rows; row < table->row_count && !layout->stopped; row++) {
    struct arena *arena = column->arena != NULL ? column->arena : layout->chunk->arena;
    slug_vector parts = set_row(layout, arena, frame, row, element);
    for (size_t i = 0; i < parts.count; i++) {
      parts.at[i].penalty = i == 0 ? row_penalty(table, row) : 0;
      parts.at[i].repeat = head;
      if (row == 0 && i == 0) parts.at[i].space_before = space_over_table(layout, frame->node);
      column_append(layout, column, parts.at[i]);
    }
    if (row_kind(table, row) == ROW_GROUP) column_keep(column, 1);
    if (column->arena == NULL) makeup_advance(layout);
  }
}

void table_flow(struct layout *layout, struct column *column, const struct node *node, uint32_t element) {
  for (uint32_t i = 0; i < node->child_count; i++) /* the caption */
    flow_node(layout, column, node->children[i], element);
  if (node->table->row_count == 0 || node->table->column_count == 0) return;
  struct table_frame frame = {.node = node, .table = node->table, .arena = arena_create()};
  place_columns(layout, column, &frame);
  struct repeated_head *head = flow_head(layout, column, &frame, element);
  if (column->arena != NULL) head = NULL; /* a table in a cell is part of one row */
  if (head != NULL) {
    chunk_hold(head->chunk);
    frame.head_height = head->height;
  }
  flow_rows(layout, column, &frame, head, element);
  if (column->slugs.count > 0) column->slugs.at[column->slugs.count - 1].space_after = space_around(layout);
  if (head != NULL) chunk_release(layout, head->chunk);
  arena_destroy(frame.arena);
}
