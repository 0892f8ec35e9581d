/* Slugs one under the other: spaces, keeps, anchors. */
#include <stdlib.h>

#include "layout/internal.h"

struct column column_create(struct arena *arena, length left, length width) {
  return (struct column){.arena = arena, .left = left, .width = width};
}

void column_mark(struct layout *layout, struct column *column, const struct anchor *anchor) {
  if (anchor == NULL) return;
  struct arena *arena = column->arena != NULL ? column->arena : layout->chunk->arena;
  struct mark *mark = arena_new(arena, struct mark);
  *mark = (struct mark){anchor->index, column->marks};
  column->marks = mark;
}

/* The marks of what begins here, added to those that the piece has. */
static void take_marks(struct column *column, struct slug *slug) {
  if (column->marks == NULL || slug->piece_count == 0) return;
  struct mark *last = column->marks;
  while (last->next != NULL)
    last = last->next;
  last->next = slug->pieces[0].marks;
  slug->pieces[0].marks = column->marks;
  column->marks = NULL;
}

/* A page break before a slug costs what its block says, or more where something that stands before it keeps it. */
static int32_t break_penalty(struct column *column, const struct slug *slug) {
  if (column->page_break) return PENALTY_FORCED;
  int32_t penalty = slug->penalty;
  if (column->together > 0 && !column->together_begins && penalty < PENALTY_TORN) penalty = PENALTY_TORN;
  if (column->keep_lines > 0) penalty = PENALTY_BARRED;
  return penalty;
}

/* A heading is kept by the heading before it, but not by text that stands between them and is shorter than that one
 * wants: sections of one line would all hang together. */
static void take_keeps(struct column *column, struct slug *slug) {
  if (slug->heading && !column->kept_open) column->keep_lines = 0;
  column->kept_open = column->kept_open && slug->heading;
  slug->penalty = break_penalty(column, slug);
  column->page_break = false;
  column->together_begins = false;
  column->keep_lines -= slug->lines < column->keep_lines ? slug->lines : column->keep_lines;
}

/* Notes join the sequence of all notes in the order of their calls. */
static void queue_notes(struct layout *layout, const struct slug *before, struct slug *slug) {
  slug->notes_bottom = before->notes_bottom;
  slug->note_from = (uint32_t)layout->notes.count;
  for (struct note_block *note = slug->notes; note != NULL; note = note->next) {
    slug->notes_bottom += note->height;
    chunk_hold(note->chunk);
    struct queued_note queued = {note, slug->notes_bottom};
    vector_push(layout->pass_arena, &layout->notes, queued);
  }
  slug->note_to = (uint32_t)layout->notes.count;
}

/* Heights from the beginning of the galley, so that the height of any stretch is one difference. */
static void measure_in_galley(struct layout *layout, const struct slug *before, struct slug *slug) {
  slug->top = before->top + before->height + slug->gap;
  queue_notes(layout, before, slug);
  slug->chunk = layout->chunk;
  chunk_hold(slug->chunk);
  layout->chunk_slugs++;
  if (slug->repeat != NULL) chunk_hold(slug->repeat->chunk);
}

static const struct slug *last_slug(const struct column *column) {
  static const struct slug none = {0};
  return column->slugs.count > 0 ? &column->slugs.at[column->slugs.count - 1] : &none;
}

static length gap_between(const struct slug *before, const struct slug *slug) {
  return slug->space_before > before->space_after ? slug->space_before : before->space_after;
}

void column_append(struct layout *layout, struct column *column, struct slug slug) {
  const struct slug *before = last_slug(column);
  slug.gap = column->slugs.count > 0 ? gap_between(before, &slug) : 0;
  take_marks(column, &slug);
  take_keeps(column, &slug);
  if (column->arena != NULL) {
    vector_push(column->arena, &column->slugs, slug);
    return;
  }
  measure_in_galley(layout, before, &slug);
  heap_vector_push(&column->slugs, slug);
}

void column_keep(struct column *column, uint32_t lines) {
  if (lines == 0) return;
  if (lines > column->keep_lines) column->keep_lines = lines;
  column->kept_open = true;
}

length column_height(const struct column *column) {
  length height = 0;
  for (size_t i = 0; i < column->slugs.count; i++)
    height += column->slugs.at[i].gap + column->slugs.at[i].height;
  return height;
}

static void append_notes(struct slug *into, struct note_block *notes) {
  if (notes == NULL) return;
  struct note_block **end = &into->notes;
  while (*end != NULL)
    end = &(*end)->next;
  *end = notes;
}

void column_flatten(const struct column *column, size_t from, size_t to, length left, length top, struct slug *into,
                    uint32_t capacity) {
  for (size_t i = from; i < to; i++) {
    const struct slug *slug = &column->slugs.at[i];
    if (i > from) top += slug->gap;
    for (uint32_t k = 0; k < slug->piece_count && into->piece_count < capacity; k++) {
      struct piece piece = slug->pieces[k];
      piece.top += top;
      piece.left += left;
      into->pieces[into->piece_count++] = piece;
    }
    append_notes(into, slug->notes);
    into->late = into->late || slug->late;
    top += slug->height;
  }
  if (top > into->height) into->height = top;
}
