/* Pages out of the galley: matter and notes get their heights on the page, anchors their destinations, and the page
 * goes out, or is held where it shows page numbers that only the end of the report knows. */
#include <string.h>

#include "layout/internal.h"

static void place_marks(struct layout *layout, const struct slug *slug) {
  for (uint32_t i = 0; i < slug->piece_count; i++) {
    const struct piece *piece = &slug->pieces[i];
    for (const struct mark *mark = piece->marks; mark != NULL; mark = mark->next) {
      struct destination *destination = &layout->destinations[mark->anchor];
      if (destination->placed) continue;
      destination->placed = true;
      destination->page = layout->page;
      destination->x = layout_frame_left(layout);
      destination->y = slug->y + piece->top;
    }
  }
}

static void place_slugs(struct layout *layout, struct made_page *made) {
  length y = layout->style->margin_top + (made->repeat != NULL ? made->repeat->height : 0);
  for (uint32_t i = 0; i < made->slug_count; i++) {
    struct slug *slug = &made->slugs[i];
    if (i > 0) y += slug->gap;
    slug->y = y;
    y += slug->height;
    place_marks(layout, slug);
  }
}

static uint32_t lines_to(const struct layout *layout, uint32_t note, struct note_point rest) {
  return note == rest.note ? rest.line : layout->notes.at[note].block->line_count;
}

static length part_height(const struct note_block *block, uint32_t from, uint32_t to, bool first) {
  length height = 0;
  for (uint32_t i = from; i < to; i++) {
    height += block->lines[i].height + (first && i == from && from > 0 ? 0 : block->lines[i].gap);
  }
  return height;
}

/* The note lines from the layout's point up to `rest`, at the foot of the frame. */
static void place_notes(struct layout *layout, struct arena *arena, struct made_page *made, struct note_point rest) {
  struct note_point point = layout->note_point;
  uint32_t last = rest.line > 0 ? rest.note + 1 : rest.note;
  if (last <= point.note) return;
  made->notes = arena_new_array(arena, struct note_part, last - point.note);
  length height = 0;
  for (uint32_t note = point.note; note < last; note++) {
    struct note_part *part = &made->notes[made->note_count++];
    part->block = layout->notes.at[note].block;
    part->from = note == point.note ? point.line : 0;
    part->to = lines_to(layout, note, rest);
    part->y = height;
    height += part_height(part->block, part->from, part->to, note == point.note);
    chunk_hold(part->block->chunk);
    if (part->to == part->block->line_count) chunk_release(layout, part->block->chunk);
  }
  length top = layout->style->margin_top + layout->frame_height - height;
  made->note_rule_y = top - layout->style->footnote_rule_space - layout->style->footnote_rule_thickness;
  for (uint32_t i = 0; i < made->note_count; i++)
    made->notes[i].y += top;
}

static void mark_notes(struct layout *layout, struct made_page *made) {
  for (uint32_t i = 0; i < made->note_count; i++) {
    struct note_part *part = &made->notes[i];
    length y = part->y;
    for (uint32_t k = part->from; k < part->to; k++) {
      struct slug *line = &part->block->lines[k];
      if (k > part->from || (k == 0 && part->from == 0)) y += line->gap;
      line->y = y;
      y += line->height;
      place_marks(layout, line);
    }
  }
}

static bool holds_late(const struct made_page *made) {
  for (uint32_t i = 0; i < made->slug_count; i++) {
    if (made->slugs[i].late) return true;
  }
  for (uint32_t i = 0; i < made->note_count; i++) {
    const struct note_part *part = &made->notes[i];
    for (uint32_t k = part->from; k < part->to; k++) {
      if (part->block->lines[k].late) return true;
    }
  }
  return false;
}

static void release_page(struct layout *layout, struct made_page *made) {
  for (uint32_t i = 0; i < made->slug_count; i++) {
    struct slug *slug = &made->slugs[i];
    if (slug->repeat != NULL) chunk_release(layout, slug->repeat->chunk);
    chunk_release(layout, slug->chunk);
  }
  for (uint32_t i = 0; i < made->note_count; i++)
    chunk_release(layout, made->notes[i].block->chunk);
}

/* A copy that outlives the galley's and the page's memory. */
static void hold_page(struct layout *layout, const struct made_page *made) {
  struct made_page *held = arena_new(layout->pass_arena, struct made_page);
  *held = *made;
  held->slugs = arena_new_array(layout->pass_arena, struct slug, made->slug_count + 1);
  held->notes = arena_new_array(layout->pass_arena, struct note_part, made->note_count + 1);
  if (made->slug_count > 0) memcpy(held->slugs, made->slugs, made->slug_count * sizeof *made->slugs);
  if (made->note_count > 0) memcpy(held->notes, made->notes, made->note_count * sizeof *made->notes);
  if (layout->held_last != NULL)
    layout->held_last->next = held;
  else
    layout->held = held;
  layout->held_last = held;
}

static void page_out(struct layout *layout, struct made_page *made) {
  if (layout->emitting && layout->numbers == NULL && (layout->hold_all || holds_late(made))) {
    hold_page(layout, made);
    return;
  }
  if (layout->emitting) draw_page(layout, made);
  release_page(layout, made);
}

static void report_limit(struct layout *layout) {
  struct message *message = diagnose(layout->diagnostics, (struct place){0, 0, 0}, E_TOO_MANY_PAGES,
                                     "the report has more than %d pages", PAGE_LIMIT);
  message_hint(layout->diagnostics, message, "make several reports of it");
  layout->stopped = true;
}

static void make_page(struct layout *layout, size_t end, struct note_point rest) {
  if (layout->page == PAGE_LIMIT) {
    report_limit(layout);
    return;
  }
  layout->page++;
  struct made_page made = {.number = layout->page, .slugs = layout->galley.slugs.at + layout->first};
  made.slug_count = (uint32_t)(end - layout->first);
  if (made.slug_count > 0) made.repeat = made.slugs[0].repeat;
  place_slugs(layout, &made);
  place_notes(layout, layout->page_arena, &made, rest);
  mark_notes(layout, &made);
  page_out(layout, &made);
  layout->note_point = rest;
  layout->first = end;
  arena_reset(layout->page_arena);
}

/* The notes that earlier pages owe fill a page of their own where not even one slug fits beside them. */
static bool make_page_of_notes(struct layout *layout) {
  const struct slug *slugs = layout->galley.slugs.at;
  uint32_t owed =
      layout->first < layout->galley.slugs.count ? slugs[layout->first].note_from : (uint32_t)layout->notes.count;
  if (layout->note_point.note >= owed) return false;
  length filled;
  struct note_point rest;
  if (layout->first < layout->galley.slugs.count &&
      breaker_fit(layout, layout->first, layout->first + 1, layout->note_point, &filled, &rest) != FIT_NOT) {
    return false;
  }
  int64_t room = layout->frame_height - breaker_note_overhead(layout), height;
  rest = breaker_fill_notes(layout, layout->note_point, owed, room, &height);
  if (height == 0) rest = breaker_fill_notes(layout, layout->note_point, owed, INT32_MAX, &height);
  make_page(layout, layout->first, rest);
  return true;
}

static void make_next_page(struct layout *layout) {
  if (make_page_of_notes(layout)) return;
  size_t end = breaker_choose(layout);
  length filled;
  struct note_point rest;
  breaker_fit(layout, layout->first, end, layout->note_point, &filled, &rest);
  make_page(layout, end, rest);
}

/* Slugs that are out are dropped when they are the most of the galley; the last stays as the neighbour of what comes.
 */
static void drop_slugs(struct layout *layout) {
  size_t gone = layout->first;
  if (gone < 2 || gone * 2 < layout->galley.slugs.count) return;
  gone--;
  size_t left = layout->galley.slugs.count - gone;
  memmove(layout->galley.slugs.at, layout->galley.slugs.at + gone, left * sizeof *layout->galley.slugs.at);
  layout->galley.slugs.count = left;
  layout->first -= gone;
}

static bool enough_ahead(const struct layout *layout) {
  const slug_vector *slugs = &layout->galley.slugs;
  if (layout->first >= slugs->count) return false;
  const struct slug *last = &slugs->at[slugs->count - 1];
  int64_t ahead = last->top + last->height - slugs->at[layout->first].top;
  return ahead > (int64_t)layout->frame_height * LOOK_AHEAD_PAGES;
}

void makeup_advance(struct layout *layout) {
  while (!layout->stopped && enough_ahead(layout))
    make_next_page(layout);
  drop_slugs(layout);
  chunk_turn(layout);
}

void makeup_finish(struct layout *layout) {
  layout->ended = true;
  while (!layout->stopped && layout->first < layout->galley.slugs.count)
    make_next_page(layout);
  while (!layout->stopped && make_page_of_notes(layout))
    continue;
  if (layout->page == 0) make_page(layout, layout->first, layout->note_point); /* an empty report is an empty page */
}

void makeup_emit_held(struct layout *layout) {
  for (struct made_page *made = layout->held; made != NULL; made = made->next) {
    layout->page = made->number;
    fields_fill(layout, made);
    draw_page(layout, made);
    release_page(layout, made);
    arena_reset(layout->page_arena);
  }
  layout->held = layout->held_last = NULL;
}
