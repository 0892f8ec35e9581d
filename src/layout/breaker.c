/* Where pages end.
 *
 * A page that holds slugs [i, j) costs what is empty of it, squared, and the penalty of the break before slug j. Of all
 * ways to cut the galley into pages the cheapest over the next pages is taken, and its first page is made; then the
 * search begins again behind it, with more of the galley in sight.
 *
 * Invariant of the search: when slug i is reached, in order, reach[i - first] holds the least cost of all ways to end a
 * page before slug i, and by which break the cheapest came. Each reached slug passes its cost on to those breaks that
 * end its page well: from the last that fits back to WELL_FILLED, and further back only until one is found that tears
 * nothing. So a start costs some ten steps, and the search is linear in what lies ahead. It ends at the horizon, the
 * end of what is set: all ways whose last page reaches it hold the same matter, so their costs can be compared; what
 * that last page will cost is unknown to all of them alike. Where the horizon is the report's end, the last page costs
 * something only if it is nearly empty.
 *
 * Notes stand on the page of their call. They are one sequence of lines, and a page takes them in order from where the
 * page before it stopped: so what is known of a reached break is, beside its cost, a point in that sequence. When not
 * all fit, the last note may go on on the next page. In the search a page always takes a slug, also when it does not
 * fit, so the search cannot stick. */
#include "layout/internal.h"

enum {
  WELL_FILLED = 70,    /* percent of the frame */
  LAST_PAGE_LINES = 4, /* a last page with less than so many leadings is poor */
  EMPTY_PAGE = 10000,  /* what an empty page would cost: 100 for a tenth of it empty */
  NOTE_LINES = 2       /* of a parted note, at least so many stand on the page of its call */
};
#define UNREACHED INT64_MAX

struct reach {
  int64_t cost;
  size_t from;
  struct note_point point;
};

struct search {
  const struct layout *layout;
  const struct slug *slugs;
  size_t first, count;
  struct reach *reach;
  int64_t best;
  size_t best_end; /* the last break before the horizon */
  size_t fitting;  /* how far the page of the start before reached */
};

length breaker_note_overhead(const struct layout *layout) {
  const struct style *style = layout->style;
  return 2 * style->footnote_rule_space + style->footnote_rule_thickness;
}

/* The height of all notes before a point, one under the other. */
static int64_t height_before(const struct layout *layout, struct note_point point) {
  if (point.line == 0) return point.note > 0 ? layout->notes.at[point.note - 1].bottom : 0;
  const struct note_block *block = layout->notes.at[point.note].block;
  int64_t height = layout->notes.at[point.note].bottom;
  for (uint32_t i = point.line; i < block->line_count; i++) {
    height -= block->lines[i].height + (i > point.line ? block->lines[i].gap : 0);
  }
  return height;
}

static int64_t line_height(const struct note_block *block, uint32_t line, bool first_of_area) {
  return block->lines[line].height + (first_of_area && line > 0 ? 0 : block->lines[line].gap);
}

struct note_point breaker_fill_notes(const struct layout *layout, struct note_point point, uint32_t end, int64_t room,
                                     int64_t *height) {
  *height = 0;
  for (bool first = true; point.note < end; first = false) {
    const struct note_block *block = layout->notes.at[point.note].block;
    int64_t line = line_height(block, point.line, first);
    if (*height + line > room) break;
    *height += line;
    point.line++;
    if (point.line == block->line_count) point = (struct note_point){point.note + 1, 0};
  }
  return point;
}

/* Whether a page may stop its notes at `rest`: the last note that it calls has begun, or, when it calls none, the notes
 * of the pages before got on. */
static bool may_rest(const struct layout *layout, const struct slug *begin, const struct slug *last,
                     struct note_point point, struct note_point rest) {
  if (last->note_to == begin->note_from) return rest.note > point.note || rest.line > point.line;
  if (rest.note + 1 != last->note_to) return rest.note + 1 > last->note_to;
  uint32_t lines = layout->notes.at[rest.note].block->line_count;
  return rest.line >= (lines < NOTE_LINES ? lines : NOTE_LINES);
}

enum fit breaker_fit(const struct layout *layout, size_t first, size_t end, struct note_point point, length *filled,
                     struct note_point *rest) {
  const struct slug *begin = &layout->galley.slugs.at[first], *last = &layout->galley.slugs.at[end - 1];
  int64_t main = last->top + last->height - last->slack - begin->top;
  if (begin->repeat != NULL) main += begin->repeat->height;
  int64_t room = layout->frame_height - main;
  *rest = point;
  *filled = main > INT32_MAX / 2 ? INT32_MAX / 2 : (length)main;
  if (point.note == last->note_to) return room >= 0 ? FIT_WHOLE : FIT_NOT;
  room -= breaker_note_overhead(layout);
  int64_t height = last->notes_bottom - height_before(layout, point);
  if (height <= room) {
    *rest = (struct note_point){last->note_to, 0};
    *filled += (length)height + breaker_note_overhead(layout);
    return FIT_WHOLE;
  }
  *rest = breaker_fill_notes(layout, point, last->note_to, room, &height);
  if (height > 0) *filled += (length)height + breaker_note_overhead(layout);
  return may_rest(layout, begin, last, point, *rest) ? FIT_SPLIT : FIT_NOT;
}

static int64_t emptiness(const struct layout *layout, length filled) {
  int64_t empty = (int64_t)layout->frame_height - filled;
  if (empty < 0) return PENALTY_BARRED;
  return empty * empty / layout->frame_height * EMPTY_PAGE / layout->frame_height;
}

/* A last page that holds a few lines only. */
static int64_t last_page_cost(const struct search *search, size_t begin, length filled) {
  length least = LAST_PAGE_LINES * search->layout->style->blocks[STYLE_PARAGRAPH].leading;
  if (filled >= least || least <= 0 || begin == search->first) return 0;
  return (int64_t)EMPTY_PAGE / 10 * (least - filled) / least;
}

static void relax(struct search *search, size_t begin, size_t end, int64_t cost, struct note_point point) {
  struct reach *reach = &search->reach[end - search->first];
  if (cost >= reach->cost) return;
  *reach = (struct reach){cost, begin, point};
}

static void reach_horizon(struct search *search, size_t begin, length filled) {
  int64_t cost = search->reach[begin - search->first].cost;
  if (search->layout->ended) cost += last_page_cost(search, begin, filled);
  if (cost >= search->best) return;
  search->best = cost;
  search->best_end = begin;
}

/* The last slug that the page may end before: the first that does not fit, or the first behind a forced break. */
static size_t furthest(struct search *search, size_t begin, struct note_point point) {
  size_t end = search->fitting > begin + 1 ? search->fitting : begin + 1;
  length filled;
  struct note_point rest;
  while (end > begin + 1 && breaker_fit(search->layout, begin, end, point, &filled, &rest) == FIT_NOT)
    end--;
  for (size_t i = begin + 1; i < end; i++) {
    if (search->slugs[i].penalty == PENALTY_FORCED) return i;
  }
  while (end < search->count && search->slugs[end].penalty != PENALTY_FORCED &&
         breaker_fit(search->layout, begin, end + 1, point, &filled, &rest) != FIT_NOT) {
    end++;
  }
  search->fitting = end;
  return end;
}

/* What the page [begin, end) costs, with the penalty of the break behind it. */
static int64_t page_cost(const struct search *search, size_t begin, size_t end, length filled, enum fit fit) {
  int32_t penalty = search->slugs[end].penalty;
  int64_t cost = penalty == PENALTY_FORCED ? 0 : emptiness(search->layout, filled) + penalty;
  if (fit == FIT_SPLIT) cost += search->layout->style->split_penalty;
  if (fit == FIT_NOT && end > begin + 1) cost += PENALTY_BARRED;
  return cost;
}

static void pass_on(struct search *search, size_t begin) {
  const struct layout *layout = search->layout;
  struct reach from = search->reach[begin - search->first];
  size_t last = furthest(search, begin, from.point);
  bool found = false;
  for (size_t end = last; end > begin; end--) {
    length filled;
    struct note_point rest;
    enum fit fit = breaker_fit(layout, begin, end, from.point, &filled, &rest);
    if (end == search->count) {
      reach_horizon(search, begin, filled);
      continue;
    }
    if (found && (int64_t)filled * 100 < (int64_t)layout->frame_height * WELL_FILLED) break;
    relax(search, begin, end, from.cost + page_cost(search, begin, end, filled, fit), rest);
    int32_t penalty = search->slugs[end].penalty;
    found = found || penalty < PENALTY_TORN;
    if (penalty == PENALTY_FORCED) break;
  }
}

static size_t first_break(const struct search *search) {
  size_t end = search->best_end, behind = search->count;
  while (end != search->first) {
    behind = end;
    end = search->reach[end - search->first].from;
  }
  return behind;
}

size_t breaker_choose(struct layout *layout) {
  struct search search = {.layout = layout,
                          .slugs = layout->galley.slugs.at,
                          .first = layout->first,
                          .count = layout->galley.slugs.count,
                          .best = UNREACHED,
                          .best_end = layout->first};
  size_t ahead = search.count - search.first;
  search.reach = arena_new_array(layout->scratch, struct reach, ahead + 1);
  for (size_t i = 0; i < ahead; i++)
    search.reach[i].cost = UNREACHED;
  search.reach[0] = (struct reach){0, layout->first, layout->note_point};
  for (size_t i = 0; i < ahead; i++) {
    if (search.reach[i].cost != UNREACHED) pass_on(&search, search.first + i);
  }
  size_t end = first_break(&search);
  arena_reset(layout->scratch);
  return end;
}
