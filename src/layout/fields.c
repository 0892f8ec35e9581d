/* Page numbers in text. Where only contents show them, their pages are held until the end and the numbers filled in
 * then: one pass is enough. Where running text shows them, the number's width may move what follows. A short report is
 * held whole, and is right if the numbers fit where they were guessed; else passes without drawing go ahead until the
 * numbers that a pass used are the numbers that it gives. */
#include "layout/internal.h"

enum { REFILL_STEPS = 16 };

static struct str zeros(const struct layout *layout) {
  static const char digits[] = "0000000000";
  uint32_t count = layout->expected_digits;
  return (struct str){digits, count < sizeof digits ? count : sizeof digits - 1};
}

static struct str number_text(const struct layout *layout, struct arena *arena, uint32_t number) {
  return number > 0 ? str_format(arena, "%u", number) : zeros(layout);
}

struct str fields_text(const struct layout *layout, struct arena *arena, const struct run *run) {
  switch (run->field) {
  case FIELD_PAGE: return number_text(layout, arena, layout->page);
  case FIELD_PAGE_COUNT: return number_text(layout, arena, layout->total_pages);
  case FIELD_PAGE_OF:
    return number_text(layout, arena,
                       layout->numbers != NULL && run->anchor != NULL ? layout->numbers[run->anchor->index] : 0);
  default: return (struct str){NULL, 0};
  }
}

bool fields_in_paragraph(const struct paragraph *paragraph) {
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    enum field field = paragraph->runs[i].field;
    if (field == FIELD_PAGE_OF || field == FIELD_PAGE_COUNT) return true;
  }
  return false;
}

static bool counts_pages(const struct furniture *furniture) {
  for (size_t i = 0; i < furniture->count; i++) {
    for (uint32_t k = 0; k < furniture->lines[i].run_count; k++) {
      if (furniture->lines[i].runs[k].field == FIELD_PAGE_COUNT) return true;
    }
  }
  return false;
}

bool fields_need_numbers(const struct resolved *resolved) {
  const struct furniture *all[] = {&resolved->head_first, &resolved->head_odd, &resolved->head_even,
                                   &resolved->foot_first, &resolved->foot_odd, &resolved->foot_even};
  if (resolved->has_page_fields) return true;
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    if (counts_pages(all[i])) return true;
  }
  return false;
}

static uint64_t mix(uint64_t shape, uint64_t value) {
  return (shape ^ value) * 0x100000001B3u; /* FNV-1a */
}

/* All that page making sees of lines: how many and how high they are, and which end in a hyphen. */
static uint64_t shape_of(const struct text_lines *lines) {
  uint64_t shape = lines->count;
  for (uint32_t i = 0; i < lines->count; i++) {
    const struct text_line *line = &lines->at[i];
    bool hyphen = false;
    for (uint32_t k = 0; k < line->run_count; k++)
      hyphen = hyphen || line->runs[k].break_hyphen;
    shape = mix(mix(mix(shape, (uint64_t)line->ascent), (uint64_t)line->descent), hyphen);
  }
  return shape;
}

void fields_guess(struct layout *layout, struct set_paragraph *paragraph) {
  paragraph->late = layout->emitting && layout->numbers == NULL;
  if (layout->emitting && !layout->hold_all) return;
  struct guess guess = {.paragraph = *paragraph, .shape = shape_of(&paragraph->lines)};
  vector_push(layout->pass_arena, &layout->guesses, guess);
}

static bool calls_notes(const struct paragraph *paragraph) {
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    if (paragraph->runs[i].note != NULL) return true;
  }
  return false;
}

bool fields_wait(const struct layout *layout, const struct paragraph *paragraph) {
  return layout->emitting && layout->numbers == NULL && fields_in_paragraph(paragraph) && !calls_notes(paragraph);
}

/* Whether the right numbers leave a guessed paragraph as it was to page making. One that calls notes is not looked
 * into: a call may move to another line. */
static bool guess_holds(struct layout *layout, struct guess *guess) {
  if (calls_notes(guess->paragraph.source)) return false;
  struct set_paragraph again = guess->paragraph;
  paragraph_break(layout, layout->scratch, &again, false);
  bool same = shape_of(&again.lines) == guess->shape;
  arena_reset(layout->scratch);
  return same;
}

bool fields_stand_still(struct layout *layout, uint32_t *numbers) {
  size_t count = layout->resolved->anchor_count;
  bool same = layout->numbers != NULL;
  for (size_t i = 0; i < count; i++) {
    uint32_t page = layout->destinations[i].page;
    same = same && layout->numbers[i] == page;
    numbers[i] = page;
  }
  layout->numbers = numbers;
  layout->total_pages = layout->page;
  if (same) return true;
  for (size_t i = 0; i < layout->guesses.count; i++) {
    if (!guess_holds(layout, &layout->guesses.at[i])) return false;
  }
  return true;
}

/* The lines of a held paragraph with their numbers, as many as were reserved: the measure gives way a little where a
 * number is longer or shorter than was expected. */
static void refill(struct layout *layout, struct set_paragraph *set, uint32_t page) {
  uint32_t reserved = set->lines.count;
  struct set_paragraph again = *set;
  for (int step = 0; step < REFILL_STEPS; step++) {
    paragraph_break(layout, layout->page_arena, &again, false);
    if (again.lines.count == reserved) break;
    length nudge = again.lines.count > reserved ? set->style->size / 4 : -set->style->size / 4;
    again.line_width += nudge;
    again.first_width += nudge;
  }
  *set = again;
  set->filled_page = page;
}

static void fill_slug(struct layout *layout, const struct slug *slug, uint32_t page) {
  for (uint32_t i = 0; i < slug->piece_count; i++) {
    struct set_paragraph *set = slug->pieces[i].kind == PIECE_LINE ? slug->pieces[i].paragraph : NULL;
    if (set != NULL && set->late && set->filled_page != page) refill(layout, set, page);
  }
}

void fields_fill(struct layout *layout, const struct made_page *made) {
  for (uint32_t i = 0; made->repeat != NULL && i < made->repeat->row_count; i++)
    fill_slug(layout, &made->repeat->rows[i], made->number);
  for (uint32_t i = 0; i < made->slug_count; i++)
    fill_slug(layout, &made->slugs[i], made->number);
  for (uint32_t i = 0; i < made->note_count; i++) {
    const struct note_part *part = &made->notes[i];
    for (uint32_t k = part->from; k < part->to; k++)
      fill_slug(layout, &part->block->lines[k], made->number);
  }
}

void fields_know(struct layout *layout) {
  uint32_t *numbers = arena_new_array(layout->pass_arena, uint32_t, layout->resolved->anchor_count + 1);
  for (size_t i = 0; i < layout->resolved->anchor_count; i++)
    numbers[i] = layout->destinations[i].page;
  layout->numbers = numbers;
  layout->total_pages = layout->page;
}

void fields_report_unrest(struct layout *layout, const uint32_t *before) {
  for (size_t i = 0; i < layout->resolved->anchor_count; i++) {
    uint32_t after = layout->destinations[i].page;
    if (before[i] == after) continue;
    struct str name = layout->resolved->anchors[i]->name;
    struct message *message =
        diagnose(layout->diagnostics, (struct place){0, 0, 0}, E_PAGES_OSCILLATE,
                 "the page of `%.*s` does not come to rest: %u, then %u", STR_ARG(name), before[i], after);
    message_help(layout->diagnostics, message,
                 "its number in the text moves it to another page; say a word more or less in that paragraph, or cite "
                 "it without `.page`");
    return;
  }
}
