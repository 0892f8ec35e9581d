/* The walk over the tree, in reading order: each node becomes slugs in a column. */
#include "layout/internal.h"

static void append_all(struct layout *layout, struct column *column, struct slug *slugs, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    column_append(layout, column, slugs[i]);
}

static struct arena *arena_of(const struct layout *layout, const struct column *column) {
  return column->arena != NULL ? column->arena : layout->chunk->arena;
}

static void append_note(struct note_block **chain, struct note_block *block) {
  while (*chain != NULL)
    chain = &(*chain)->next;
  *chain = block;
}

/* Notes called in a note follow it on the page of the first call: only slugs of the galley bring notes to a page. */
static void take_inner_notes(struct note_block *block) {
  for (uint32_t i = 0; i < block->line_count; i++) {
    append_note(&block->next, block->lines[i].notes);
    block->lines[i].notes = NULL;
  }
}

static struct note_block *set_note(struct layout *layout, struct arena *arena, const struct note *note,
                                   uint32_t parent) {
  struct column column = column_create(arena, 0, layout_frame_width(layout));
  column_mark(layout, &column, note->anchor);
  flow_node(layout, &column, note->content, parent);
  struct note_block *block = arena_new(arena, struct note_block);
  block->lines = column.slugs.at;
  block->line_count = (uint32_t)column.slugs.count;
  block->chunk = layout->chunk;
  if (block->line_count > 0) {
    block->lines[0].gap = block->lines[0].space_before;
    block->height = column_height(&column);
  }
  take_inner_notes(block);
  return block;
}

/* The line in which a run begins: the first whose glyphs have the run's tag. */
static uint32_t line_of_run(const struct text_lines *lines, uint32_t from, uint32_t run) {
  for (uint32_t i = from; i < lines->count; i++) {
    for (uint32_t k = 0; k < lines->at[i].run_count; k++) {
      if (lines->at[i].runs[k].tag == run) return i;
    }
  }
  return from;
}

static const struct set_paragraph *paragraph_of(const struct slug *slug) {
  for (uint32_t i = 0; i < slug->piece_count; i++) {
    if (slug->pieces[i].kind == PIECE_LINE) return slug->pieces[i].paragraph;
  }
  return NULL;
}

static void flow_notes(struct layout *layout, struct arena *arena, const struct paragraph *paragraph,
                       struct slug *slugs, uint32_t count, uint32_t parent) {
  uint32_t line = 0;
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    const struct note *note = paragraph->runs[i].note;
    if (note == NULL || note->content == NULL || note->number == 0) continue;
    if (note->number > layout->resolved->note_count || layout->notes_set[note->number - 1]) continue;
    layout->notes_set[note->number - 1] = true;
    const struct set_paragraph *set = paragraph_of(&slugs[0]);
    line = line_of_run(&set->lines, line, i);
    struct note_block *block = set_note(layout, arena, note, parent);
    if (block->line_count > 0) append_note(&slugs[line < count ? line : count - 1].notes, block);
  }
}

/* A note stands behind the block that calls it, or in it where its parent takes no notes: a caption, a lone list item.
 */
static uint32_t note_parent(const struct layout *layout, uint32_t parent, uint32_t element) {
  static const bool strict[STRUCTURE_COUNT] = {[STRUCTURE_TABLE] = true, [STRUCTURE_L] = true, [STRUCTURE_LI] = true};
  return parent < layout->structure.count && strict[layout->structure.at[parent].type] ? element : parent;
}

/* `label_element`: where an outer node has made the label's element already. */
static void flow(struct layout *layout, struct column *column, const struct node *node, uint32_t parent,
                 uint32_t label_element);

static void flow_paragraph(struct layout *layout, struct column *column, const struct node *node, uint32_t parent,
                           uint32_t element, uint32_t label_element) {
  struct arena *arena = arena_of(layout, column);
  uint32_t count = 0;
  struct slug *slugs = paragraph_set(layout, arena, column, node->paragraph, element, label_element, &count);
  flow_notes(layout, arena, node->paragraph, slugs, count, note_parent(layout, parent, element));
  append_all(layout, column, slugs, count);
  column_keep(column, layout->style->blocks[node->paragraph->style].keep_with_next);
}

static uint32_t count_pieces(const struct column *column) {
  uint32_t count = 0;
  for (size_t i = 0; i < column->slugs.count; i++)
    count += column->slugs.at[i].piece_count;
  return count;
}

static void add_to_band(struct slug *band, const struct column *part, uint32_t capacity) {
  size_t count = part->slugs.count;
  if (count == 0) return;
  column_flatten(part, 0, count, 0, 0, band, capacity);
  band->space_before = length_greater(band->space_before, part->slugs.at[0].space_before);
  band->space_after = length_greater(band->space_after, part->slugs.at[count - 1].space_after);
}

static void flow_columns(struct layout *layout, struct column *column, const struct node *node, uint32_t element) {
  struct arena *arena = arena_of(layout, column);
  struct column *parts = arena_new_array(arena, struct column, node->child_count + 1);
  uint32_t pieces = 0;
  length start = 0;
  for (uint32_t i = 0; i < node->child_count; i++) {
    length width = multiply_divide(column->width, node->column_widths[i], 1000);
    length left = layout_right_to_left(layout) ? column->width - start - width : start;
    parts[i] = column_create(arena, column->left + left, width);
    flow_node(layout, &parts[i], node->children[i], element);
    pieces += count_pieces(&parts[i]);
    start += width;
  }
  struct slug band = {.pieces = arena_new_array(arena, struct piece, pieces + 1), .lines = UINT8_MAX};
  for (uint32_t i = 0; i < node->child_count; i++)
    add_to_band(&band, &parts[i], pieces);
  if (band.piece_count > 0) column_append(layout, column, band);
}

static void flow_rule(struct layout *layout, struct column *column, const struct node *node) {
  struct arena *arena = arena_of(layout, column);
  struct piece *piece = arena_new(arena, struct piece);
  length width = node->rule.width > 0 ? node->rule.width : column->width;
  length rest = column->width - width;
  length start = node->rule.alignment == ALIGN_CENTER ? rest / 2 : node->rule.alignment == ALIGN_END ? rest : 0;
  length left = layout_right_to_left(layout) ? rest - start : start;
  *piece =
      (struct piece){.kind = PIECE_RULE, .left = column->left + left, .width = width, .height = node->rule.thickness};
  column_append(layout, column,
                (struct slug){.pieces = piece,
                              .piece_count = 1,
                              .height = node->rule.thickness,
                              .space_before = node->rule.space_before,
                              .space_after = node->rule.space_after,
                              .penalty = PENALTY_BARRED}); /* a rule closes what stands above it */
}

static void flow_kind(struct layout *layout, struct column *column, const struct node *node, uint32_t parent,
                      uint32_t element, uint32_t label_element) {
  switch (node->kind) {
  case NODE_GROUP:
    for (uint32_t i = 0; i < node->child_count && !layout->stopped; i++) {
      flow(layout, column, node->children[i], element, i == 0 ? label_element : UINT32_MAX);
    }
    break;
  case NODE_PARAGRAPH: flow_paragraph(layout, column, node, parent, element, label_element); break;
  case NODE_COLUMNS: flow_columns(layout, column, node, element); break;
  case NODE_RULE: flow_rule(layout, column, node); break;
  case NODE_TABLE: table_flow(layout, column, node, element); break;
  case NODE_PAGE_BREAK: column->page_break = column->slugs.count > 0; break;
  }
}

static void flow(struct layout *layout, struct column *column, const struct node *node, uint32_t parent,
                 uint32_t label_element) {
  uint32_t element = structure_open(layout, node, parent, &label_element);
  column_mark(layout, column, node->anchor);
  if (node->keep_together && column->together++ == 0) column->together_begins = true;
  flow_kind(layout, column, node, parent, element, label_element);
  if (node->keep_together) column->together--;
  if (node->keep_with_next) column_keep(column, 1);
  if (column->arena == NULL) makeup_advance(layout);
}

void flow_node(struct layout *layout, struct column *column, const struct node *node, uint32_t parent) {
  flow(layout, column, node, parent, UINT32_MAX);
}
