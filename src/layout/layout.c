/* The passes over the tree. */
#include <stdlib.h>
#include <string.h>

#include "layout/internal.h"

enum {
  PAGE_BYTES = 2400, /* a page holds about so many */
  HELD_PAGES = 64    /* a report of so many pages is held whole rather than set twice */
};

bool layout_right_to_left(const struct layout *layout) {
  return layout->resolved->direction == DIRECTION_RIGHT_TO_LEFT;
}

length layout_frame_width(const struct layout *layout) {
  const struct style *style = layout->style;
  return style->page_width - style->margin_start - style->margin_end;
}

length layout_frame_left(const struct layout *layout) {
  return layout_right_to_left(layout) ? layout->style->margin_end : layout->style->margin_start;
}

static uint32_t digits_of(size_t number) {
  uint32_t digits = 1;
  for (; number >= 10; number /= 10)
    digits++;
  return digits;
}

static void prepare_structure(struct layout *layout) {
  size_t bytes = 0;
  size_t bound = structure_bound(layout->resolved, &bytes);
  layout->structure.at = arena_allocate_raw(layout->arena, base_array_size(bound, sizeof(struct structure_element)));
  layout->structure.capacity = bound;
  layout->expected_pages = bytes / PAGE_BYTES + 1;
  layout->expected_digits = digits_of(layout->expected_pages);
}

static void prepare_destinations(struct layout *layout) {
  for (size_t i = 0; i < layout->resolved->anchor_count; i++) {
    layout->destinations[i] = (struct destination){.name = layout->resolved->anchors[i]->name};
  }
}

static void begin_pass(struct layout *layout) {
  layout->structure.count = 0;
  layout->cluster_count = 0;
  layout->page = 0;
  layout->first = 0;
  layout->ended = false;
  layout->note_point = (struct note_point){0, 0};
  layout->chunks = layout->free_chunks = NULL;
  layout->held = layout->held_last = NULL;
  layout->guesses.at = NULL;
  layout->guesses.count = layout->guesses.capacity = 0;
  layout->notes.at = NULL;
  layout->notes.count = layout->notes.capacity = 0;
  layout->watermark = (struct text_lines){0};
  layout->galley = column_create(NULL, 0, layout_frame_width(layout));
  layout->notes_set = arena_new_array(layout->pass_arena, bool, layout->resolved->note_count + 1);
  prepare_destinations(layout);
  chunk_open(layout);
}

/* Anchors behind the last piece point at the end of the last page. */
static void place_last_marks(struct layout *layout) {
  for (const struct mark *mark = layout->galley.marks; mark != NULL; mark = mark->next) {
    struct destination *destination = &layout->destinations[mark->anchor];
    if (destination->placed) continue;
    destination->placed = true;
    destination->page = layout->page;
    destination->x = layout_frame_left(layout);
    destination->y = layout->style->page_height - layout->style->margin_bottom;
  }
}

static void end_pass(struct layout *layout) {
  chunks_destroy(layout);
  heap_vector_free(&layout->galley.slugs);
  arena_reset(layout->pass_arena);
}

static void run_pass(struct layout *layout) {
  begin_pass(layout);
  flow_node(layout, &layout->galley, layout->resolved->root, ELEMENT_ARTIFACT);
  makeup_finish(layout);
  place_last_marks(layout);
}

/* The held pages with the numbers that are known now. */
static void emit_held(struct layout *layout) {
  uint32_t pages = layout->page;
  if (layout->held != NULL && !layout->stopped) {
    fields_know(layout);
    makeup_emit_held(layout);
  }
  layout->page = pages;
}

/* A short report that shows page numbers: all of its pages are held, and are the right ones if the numbers that come of
 * them fit where numbers were guessed. Else `numbers` is what the next pass begins with. */
static bool emit_at_once(struct layout *layout, uint32_t *numbers) {
  layout->emitting = layout->hold_all = true;
  run_pass(layout);
  bool still = fields_stand_still(layout, numbers);
  if (still) emit_held(layout);
  layout->emitting = layout->hold_all = false;
  end_pass(layout);
  return still || layout->stopped;
}

/* Passes that only look where things come to stand. True when the numbers in layout->numbers are those that a pass with
 * them will give. */
static bool find_numbers(struct layout *layout, struct arena *arena, uint32_t *passes) {
  const uint32_t *before = layout->numbers;
  while (*passes < DRY_PASSES) {
    uint32_t *numbers = arena_new_array(arena, uint32_t, layout->resolved->anchor_count + 1);
    before = layout->numbers;
    run_pass(layout);
    ++*passes;
    bool still = fields_stand_still(layout, numbers);
    end_pass(layout);
    if (still || layout->stopped) return !layout->stopped;
  }
  fields_report_unrest(layout, before);
  return false;
}

static void emit(struct layout *layout) {
  layout->emitting = true;
  run_pass(layout);
  if (layout->numbers != NULL && !layout->stopped) fields_report_unrest(layout, layout->numbers);
  emit_held(layout);
  end_pass(layout);
}

/* Returns how many passes it took. */
static uint32_t run_passes(struct layout *layout, struct arena *arena) {
  uint32_t passes = 0;
  if (fields_need_numbers(layout->resolved)) {
    if (layout->expected_pages <= HELD_PAGES) {
      passes++;
      uint32_t *numbers = arena_new_array(arena, uint32_t, layout->resolved->anchor_count + 1);
      if (emit_at_once(layout, numbers)) return passes;
    }
    if (!find_numbers(layout, arena, &passes)) return passes;
  }
  emit(layout);
  return passes + 1;
}

bool layout_report(struct diagnostics *diagnostics, struct arena *arena, struct text_engine *engine,
                   const struct resolved *resolved, const struct style *style, const struct page_sink *sink,
                   struct layout_result *result) {
  size_t errors = diagnostics->error_count;
  struct layout layout = {.diagnostics = diagnostics,
                          .arena = arena,
                          .engine = engine,
                          .resolved = resolved,
                          .style = style,
                          .sink = sink,
                          .pass_arena = arena_create(),
                          .page_arena = arena_create(),
                          .scratch = arena_create(),
                          .guess_arena = arena_create()};
  layout.frame_height = style->page_height - style->margin_top - style->margin_bottom;
  layout.destinations = arena_new_array(arena, struct destination, resolved->anchor_count + 1);
  prepare_structure(&layout);
  struct arena *numbers = arena_create();
  uint32_t passes = run_passes(&layout, numbers);
  *result = (struct layout_result){.page_count = layout.page,
                                   .structure = layout.structure,
                                   .destinations = layout.destinations,
                                   .destination_count = resolved->anchor_count,
                                   .cluster_count = layout.cluster_count,
                                   .passes = passes};
  arena_destroy(numbers);
  arena_destroy(layout.pass_arena);
  arena_destroy(layout.page_arena);
  arena_destroy(layout.scratch);
  arena_destroy(layout.guess_arena);
  return diagnostics->error_count == errors;
}
