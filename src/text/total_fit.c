#include "text/total_fit.h"

enum {
  PRETOLERANCE = 100,
  INFINITE_BADNESS = 10000,
  LINE_PENALTY = 10,
  CONTRAST_DEMERITS = 10000,        /* a tight line beside a loose one */
  LAST_HYPHEN_DEMERITS = 5000,      /* the line before the last one ends with a hyphen */
  SHORT_LAST_LINE_DEMERITS = 22500, /* a last line of one short word */
  OVERFULL_DEMERITS = 100000000,
  NO_NODE = -1
};

enum fitness { FITNESS_TIGHT, FITNESS_DECENT, FITNESS_LOOSE, FITNESS_VERY_LOOSE, FITNESS_COUNT };

/* A place where a line may end well, with the best way to it. */
struct node {
  int64_t width, stretch, shrink; /* sums up to where the next line begins */
  int64_t demerits;
  int32_t previous; /* index, NO_NODE at the paragraph's start */
  uint32_t word;
  uint32_t point; /* index + 1 of an inner point, 0: behind the word */
  uint32_t leaders;
  uint8_t fitness;
  bool flagged;
};

struct sum {
  int64_t width, stretch, shrink; /* of words and glue before this word */
  uint32_t leaders;
};

/* The end of a line that is tried. */
struct trial {
  uint32_t word, point;
  int64_t width, stretch, shrink; /* sums up to the line's end */
  struct node after;              /* the node it would make, but for its past */
  int32_t penalty;
  bool flagged, forced, last;
};

struct best {
  int64_t demerits;
  int32_t node;
};

struct pass {
  int32_t tolerance;
  bool hyphenate, addresses, loosen, final;
};

static const struct pass passes[] = {
    {.tolerance = PRETOLERANCE},
    {.hyphenate = true, .addresses = true},
    {.hyphenate = true, .addresses = true, .loosen = true},
    {.hyphenate = true, .addresses = true, .loosen = true, .final = true},
};
enum { PASS_COUNT = sizeof passes / sizeof *passes };

struct fitting {
  struct composition *composition;
  const struct line_request *request;
  struct point_request points;
  const struct sum *sums;            /* one for each word, and one behind the last */
  int32_t tolerance, greatest_ratio; /* 1/1024 */
  int64_t extra_stretch;             /* of every line: ragged text, looser passes */
  bool justified, final;
  VECTOR(struct node) nodes;
  VECTOR(int32_t) active;
};

int32_t badness(int64_t shortfall, int64_t stretch) {
  if (shortfall <= 0) return 0;
  if (stretch <= 0 || shortfall >= 5 * stretch) return INFINITE_BADNESS;
  int64_t ratio = shortfall * 1024 / stretch;
  int64_t result = (100 * ratio * ratio * ratio + (1 << 29)) >> 30;
  return result < INFINITE_BADNESS ? (int32_t)result : INFINITE_BADNESS;
}

/* The greatest stretch ratio whose badness is within the tolerance. */
static int32_t ratio_within(int32_t tolerance) {
  int32_t low = 0, high = 5 << 10;
  while (low + 1 < high) {
    int32_t middle = (low + high) / 2;
    if (badness(middle, 1 << 10) <= tolerance)
      low = middle;
    else
      high = middle;
  }
  return high;
}

static const struct sum *make_sums(const struct composition *composition) {
  struct sum *sums =
      arena_allocate_raw(composition->scratch, base_array_size(composition->words.count + 1, sizeof *sums));
  sums[0] = (struct sum){0};
  for (size_t i = 0; i < composition->words.count; i++) {
    const struct word *word = &composition->words.at[i];
    sums[i + 1] = (struct sum){.width = sums[i].width + word->width + word->gap,
                               .stretch = sums[i].stretch + word->stretch,
                               .shrink = sums[i].shrink + word->shrink,
                               .leaders = sums[i].leaders + (word->glue == GLUE_LEADER)};
  }
  return sums;
}

static length line_width(const struct fitting *fitting, const struct node *start) {
  return start->previous == NO_NODE ? fitting->request->first_width : fitting->request->width;
}

struct verdict {
  int32_t badness;
  uint8_t fitness;
  bool overfull;
};

static struct verdict judge_short(const struct fitting *fitting, const struct node *start, const struct trial *trial,
                                  int64_t shortfall) {
  bool filled = trial->forced || trial->after.leaders != start->leaders;
  if (filled || shortfall == 0) return (struct verdict){.fitness = FITNESS_DECENT};
  int64_t stretch = fitting->extra_stretch + (fitting->justified ? trial->stretch - start->stretch : 0);
  if (shortfall * 1024 > fitting->greatest_ratio * stretch && !fitting->final)
    return (struct verdict){.badness = INFINITE_BADNESS + 1};
  int32_t bad = badness(shortfall, stretch);
  uint8_t fitness = bad > 99 ? FITNESS_VERY_LOOSE : bad > 12 ? FITNESS_LOOSE : FITNESS_DECENT;
  return (struct verdict){.badness = bad, .fitness = fitting->justified ? fitness : FITNESS_DECENT};
}

/* Shrinking never goes beyond what the spaces allow. */
static struct verdict judge_long(const struct fitting *fitting, const struct node *start, const struct trial *trial,
                                 int64_t excess) {
  int64_t shrink = fitting->justified ? trial->shrink - start->shrink : 0;
  if (excess > shrink) return (struct verdict){.badness = INFINITE_BADNESS + 1, .overfull = true};
  int32_t bad = badness(excess, shrink);
  return (struct verdict){.badness = bad, .fitness = bad > 12 ? FITNESS_TIGHT : FITNESS_DECENT};
}

/* A line that begins and ends inside one word is measured as it will be shaped: the sums know its other halves only. */
static int64_t width_within(const struct fitting *fitting, const struct node *start, const struct trial *trial) {
  const struct composition *composition = fitting->composition;
  const struct break_point *from = &composition->points.at[start->point - 1];
  const struct break_point *to = &composition->points.at[trial->point - 1];
  if (from->torn || to->torn) return trial->width - start->width;
  return stretch_width(composition, &composition->words.at[start->word], from->offset, to->offset) +
         (to->hyphen ? hyphen_width(composition, to->offset) : 0);
}

static struct verdict judge_line(const struct fitting *fitting, const struct node *start, const struct trial *trial) {
  bool within = start->point > 0 && trial->point > 0 && start->word == trial->word;
  int64_t width = within ? width_within(fitting, start, trial) : trial->width - start->width;
  int64_t shortfall = line_width(fitting, start) - width;
  return shortfall >= 0 ? judge_short(fitting, start, trial, shortfall) : judge_long(fitting, start, trial, -shortfall);
}

static int64_t square(int64_t value) {
  return value * value;
}

static int64_t last_line_demerits(const struct fitting *fitting, const struct node *start, const struct trial *trial) {
  bool one_word = start->previous != NO_NODE && start->word + (start->point == 0) == trial->word;
  bool is_short = one_word && (trial->width - start->width) * 10 < fitting->request->width;
  return (start->flagged ? LAST_HYPHEN_DEMERITS : 0) + (is_short ? SHORT_LAST_LINE_DEMERITS : 0);
}

static int64_t line_demerits(const struct fitting *fitting, const struct node *start, const struct trial *trial,
                             const struct verdict *verdict) {
  int64_t demerits = start->demerits + square(LINE_PENALTY + verdict->badness) + square(trial->penalty);
  if (trial->flagged && start->flagged) demerits += square(fitting->request->consecutive_hyphen_penalty);
  int contrast = verdict->fitness - start->fitness;
  if (fitting->justified && (contrast > 1 || contrast < -1)) demerits += CONTRAST_DEMERITS;
  if (trial->last) demerits += last_line_demerits(fitting, start, trial);
  return demerits;
}

static void keep_best(struct best *best, int64_t demerits, int32_t node) {
  if (best->node == NO_NODE || demerits < best->demerits) *best = (struct best){demerits, node};
}

static void add_nodes(struct fitting *fitting, const struct trial *trial, const struct best *best) {
  struct arena *scratch = fitting->composition->scratch;
  int64_t least = INT64_MAX;
  for (size_t i = 0; i < FITNESS_COUNT; i++)
    if (best[i].node != NO_NODE && best[i].demerits < least) least = best[i].demerits;
  for (size_t i = 0; i < FITNESS_COUNT; i++) {
    /* One that could not win even if its fitness saved the contrast is left out. */
    if (best[i].node == NO_NODE || best[i].demerits > least + CONTRAST_DEMERITS) continue;
    struct node node = trial->after;
    node.demerits = best[i].demerits;
    node.previous = best[i].node;
    node.fitness = (uint8_t)i;
    vector_push(scratch, &fitting->active, (int32_t)fitting->nodes.count);
    vector_push(scratch, &fitting->nodes, node);
  }
}

/* Tries lines from all active nodes to one end. Nodes from which the line would be too full are active no more. */
static void try_end(struct fitting *fitting, const struct trial *trial) {
  struct best best[FITNESS_COUNT] = {{0, NO_NODE}, {0, NO_NODE}, {0, NO_NODE}, {0, NO_NODE}};
  size_t kept = 0, count = fitting->active.count;
  bool found = false;
  for (size_t i = 0; i < count; i++) {
    int32_t index = fitting->active.at[i];
    const struct node *start = &fitting->nodes.at[index];
    struct verdict verdict = judge_line(fitting, start, trial);
    bool rescue = verdict.overfull && fitting->final && !found && kept == 0 && i + 1 == count;
    if (!verdict.overfull && !trial->forced) fitting->active.at[kept++] = index;
    if (verdict.badness > fitting->tolerance && !rescue) continue;
    found = true;
    int64_t demerits = rescue ? start->demerits + OVERFULL_DEMERITS : line_demerits(fitting, start, trial, &verdict);
    keep_best(&best[verdict.fitness], demerits, index);
  }
  fitting->active.count = kept;
  if (found) add_nodes(fitting, trial, best);
}

/* Can a line that ends with this word, or inside it, be good from any active node? Only then is it worth trying. Where
 * there are leaders, all lines that hold one are. */
static bool is_near_end(const struct fitting *fitting, uint32_t index) {
  if (fitting->final || fitting->sums[fitting->composition->words.count].leaders > 0) return true;
  const struct sum *sum = &fitting->sums[index];
  int64_t end = sum->width + fitting->composition->words.at[index].width;
  for (size_t i = 0; i < fitting->active.count; i++) {
    const struct node *start = &fitting->nodes.at[fitting->active.at[i]];
    int64_t stretch = fitting->extra_stretch + (fitting->justified ? sum->stretch - start->stretch : 0);
    int64_t shortfall = line_width(fitting, start) - (end - start->width);
    if (shortfall * 1024 <= fitting->greatest_ratio * stretch) return true;
  }
  return false;
}

static void try_behind(struct fitting *fitting, uint32_t index) {
  const struct word *word = &fitting->composition->words.at[index];
  const struct sum *sum = &fitting->sums[index], *next = &fitting->sums[index + 1];
  bool last = index + 1 == fitting->composition->words.count;
  if (!word->breaks && !word->forced && !last) return;
  if (!word->forced && !last && !is_near_end(fitting, index)) return;
  struct trial trial = {.word = index,
                        .width = sum->width + word->width - word->trim,
                        .stretch = sum->stretch,
                        .shrink = sum->shrink,
                        .forced = word->forced || last,
                        .last = last};
  /* A leader at the very end fills the line too. */
  if (word->glue == GLUE_LEADER && trial.forced) trial.width += word->gap;
  trial.after = (struct node){
      .width = next->width, .stretch = next->stretch, .shrink = next->shrink, .word = index, .leaders = next->leaders};
  try_end(fitting, &trial);
}

static void try_point(struct fitting *fitting, uint32_t index, uint32_t point_index) {
  const struct word *word = &fitting->composition->words.at[index];
  const struct break_point *point = &fitting->composition->points.at[point_index];
  const struct sum *sum = &fitting->sums[index];
  struct trial trial = {.word = index,
                        .point = point_index + 1,
                        .width = sum->width + point->before,
                        .stretch = sum->stretch,
                        .shrink = sum->shrink,
                        .penalty = point->penalty,
                        .flagged = point->flagged};
  trial.after = (struct node){.width = sum->width + word->width - point->after,
                              .stretch = sum->stretch,
                              .shrink = sum->shrink,
                              .word = index,
                              .point = point_index + 1,
                              .leaders = sum->leaders,
                              .flagged = point->flagged};
  try_end(fitting, &trial);
}

static void try_inside(struct fitting *fitting, uint32_t index) {
  struct word *word = &fitting->composition->words.at[index];
  struct point_request *points = &fitting->points;
  length room = index == 0 ? fitting->request->first_width : fitting->request->width;
  bool tear = fitting->final && word->width > room;
  if ((word->inner_count == 0 && !points->hyphenate && !points->addresses && !tear) || word->end == word->start) return;
  if (!is_near_end(fitting, index)) return;
  points->tear = tear;
  uint32_t count = word_points(fitting->composition, word, points);
  for (uint32_t i = 0; i < count; i++)
    try_point(fitting, index, word->first_point + i);
}

/* The last node of the best way through, NO_NODE when this pass finds none. */
static int32_t run_pass(struct fitting *fitting) {
  fitting->nodes.count = fitting->active.count = 0;
  vector_push(fitting->composition->scratch, &fitting->nodes,
              (struct node){.previous = NO_NODE, .fitness = FITNESS_DECENT});
  vector_push(fitting->composition->scratch, &fitting->active, 0);
  for (uint32_t i = 0; i < fitting->composition->words.count; i++) {
    try_inside(fitting, i);
    try_behind(fitting, i);
    if (fitting->active.count == 0) return NO_NODE;
  }
  int32_t best = fitting->active.at[0];
  for (size_t i = 1; i < fitting->active.count; i++)
    if (fitting->nodes.at[fitting->active.at[i]].demerits < fitting->nodes.at[best].demerits)
      best = fitting->active.at[i];
  return best;
}

static void set_pass(struct fitting *fitting, const struct pass *pass, int number) {
  const struct line_request *request = fitting->request;
  const struct paragraph_text *paragraph = fitting->composition->paragraph;
  length em = paragraph->span_count > 0 ? paragraph->spans[0].size : 0;
  int32_t tolerance = request->tolerance > 0 ? request->tolerance : 200;
  int32_t least = pass->tolerance > 0 && pass->tolerance < tolerance ? pass->tolerance : tolerance;
  fitting->final = pass->final;
  fitting->tolerance = pass->final ? INFINITE_BADNESS : fitting->justified ? least : tolerance;
  fitting->greatest_ratio = ratio_within(fitting->tolerance);
  fitting->extra_stretch = pass->loosen ? 3 * em : 0;
  /* Ragged lines may be a fifth too short, or four letters in narrow columns, before a word is divided. */
  if (!fitting->justified) fitting->extra_stretch += 4 * em > request->width / 5 ? 4 * em : request->width / 5;
  fitting->points = (struct point_request){.pass = (uint8_t)(number + 1),
                                           .hyphenate = pass->hyphenate && request->hyphenate,
                                           .addresses = pass->addresses,
                                           .hyphen_penalty = request->hyphen_penalty};
}

static struct fit take_ends(const struct fitting *fitting, int32_t last, int pass) {
  const struct node *nodes = fitting->nodes.at;
  struct fit fit = {.demerits = nodes[last].demerits, .pass = pass};
  for (int32_t i = last; nodes[i].previous != NO_NODE; i = nodes[i].previous)
    fit.count++;
  fit.ends = arena_new_array(fitting->composition->scratch, struct line_end, fit.count);
  size_t at = fit.count;
  for (int32_t i = last; nodes[i].previous != NO_NODE; i = nodes[i].previous) {
    struct line_end *end = &fit.ends[--at];
    const struct word *word = &fitting->composition->words.at[nodes[i].word];
    *end = (struct line_end){.word = nodes[i].word, .inside = nodes[i].point > 0};
    if (end->inside) end->point = fitting->composition->points.at[nodes[i].point - 1];
    end->forced = !end->inside && (word->forced || nodes[i].word + 1 == fitting->composition->words.count);
  }
  return fit;
}

struct fit total_fit(struct composition *composition, const struct line_request *request) {
  if (composition->words.count == 0) return (struct fit){0};
  struct fitting fitting = {.composition = composition,
                            .request = request,
                            .sums = make_sums(composition),
                            .justified = request->alignment == LINES_JUSTIFY};
  int32_t last = NO_NODE;
  int pass = 0;
  for (; pass < PASS_COUNT; pass++) {
    set_pass(&fitting, &passes[pass], pass);
    last = run_pass(&fitting);
    if (last != NO_NODE) break;
  }
  if (last == NO_NODE) return (struct fit){0};
  return take_ends(&fitting, last, pass);
}
