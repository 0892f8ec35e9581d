/* A line is collected as fragments in logical order, its glue is set, the fragments are put in visual order (Unicode
 * annex 9, rule L2), and neighbours that look alike become one run. */
#include "text/lines.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fallback.h"

enum fragment_kind { FRAGMENT_GLYPHS, FRAGMENT_SPACES, FRAGMENT_HYPHEN, FRAGMENT_LEADER };

struct fragment {
  uint8_t kind, level;
  uint32_t item, span;
  const struct text_face *face;
  uint32_t start, end; /* bytes */
  struct shaped_slice slice;
  uint32_t glyph_count;
  length width; /* with `extra` */
  length extra; /* behind the last glyph */
  bool goes_on; /* in the run of the fragment to its left */
  length stretch, shrink;
};

struct setter {
  struct composition *composition;
  struct arena *arena;
  const struct line_request *request;
  VECTOR(struct fragment) fragments;
  uint32_t text_count; /* fragments but the spaces at the line's end */
  length natural, trailing;
  text_overfull overfull;
  void *overfull_context;
  uint32_t overfull_end; /* what was reported so far */
};

static struct fragment *push_fragment(struct setter *setter, enum fragment_kind kind, uint32_t item, uint32_t start,
                                      uint32_t end) {
  const struct item *of = &setter->composition->characters.items.at[item];
  vector_push(setter->composition->scratch, &setter->fragments,
              (struct fragment){.kind = (uint8_t)kind,
                                .level = of->level,
                                .item = item,
                                .span = of->span,
                                .face = of->face,
                                .start = start,
                                .end = end});
  return &setter->fragments.at[setter->fragments.count - 1];
}

static void collect_letters(struct setter *setter, const struct word *word, uint32_t from, uint32_t to, bool torn) {
  const struct composition *composition = setter->composition;
  for (uint32_t i = 0; i < word->piece_count; i++) {
    const struct piece *piece = &composition->pieces.at[word->first_piece + i];
    uint32_t start = piece->start > from ? piece->start : from, end = piece->end < to ? piece->end : to;
    if (start >= end || !piece->shaped) continue;
    struct fragment *fragment = push_fragment(setter, FRAGMENT_GLYPHS, piece->item, start, end);
    fragment->slice = piece_slice(composition, piece, start, end, torn);
    fragment->glyph_count = fragment->slice.count;
    fragment->width = slice_width(&fragment->slice, item_size(composition, piece->item));
  }
}

static uint32_t count_spaces(struct str text, uint32_t start, uint32_t end) {
  uint32_t count = 0;
  for (; start < end; start++)
    count += ((uint8_t)text.at[start] & 0xC0) != 0x80;
  return count;
}

/* The item that holds the byte behind a word: mostly that of its last letter. */
static uint32_t item_behind(const struct composition *composition, const struct word *word) {
  if (word->piece_count == 0) return item_at(composition, word->end);
  uint32_t item = composition->pieces.at[word->first_piece + word->piece_count - 1].item;
  while (composition->characters.items.at[item].end <= word->end)
    item++;
  return item;
}

static void collect_spaces(struct setter *setter, const struct word *word, bool trailing) {
  const struct composition *composition = setter->composition;
  uint32_t item = word->end < word->next ? item_behind(composition, word) : 0;
  for (uint32_t start = word->end; start < word->next; item++) {
    const struct item *of = &composition->characters.items.at[item];
    uint32_t end = of->end < word->next ? of->end : word->next;
    if (of->face) {
      struct fragment *fragment = push_fragment(setter, FRAGMENT_SPACES, item, start, end);
      fragment->glyph_count = count_spaces(composition->text, start, end);
      length space = units_to_length(of->face->space_units, item_size(composition, item), of->face->face.units_per_em);
      fragment->width = (length)fragment->glyph_count * space;
      if (trailing) fragment->level = composition->characters.base_level;
    }
    start = end;
  }
}

static const struct text_face *leader_face(const struct composition *composition, const struct text_span *span) {
  struct family *family = family_load(composition->engine, NULL, span->family);
  struct face_wish wish = {.family = family,
                           .base = family ? family_face(composition->engine, family, span->bold, span->italic) : NULL,
                           .bold = span->bold,
                           .italic = span->italic,
                           .language = language_index(composition->engine, span->language),
                           .script = USCRIPT_COMMON,
                           .serves = true};
  return face_for_cluster(composition->engine, NULL, &wish, STR("."));
}

static void collect_leader(struct setter *setter, const struct word *word) {
  const struct composition *composition = setter->composition;
  const struct text_span *span = &composition->paragraph->spans[word->leader];
  const struct text_face *face = leader_face(composition, span);
  if (!face) return;
  vector_push(composition->scratch, &setter->fragments,
              (struct fragment){.kind = FRAGMENT_LEADER,
                                .level = composition->characters.base_level,
                                .span = word->leader,
                                .face = face,
                                .start = word->next,
                                .end = word->next,
                                .width = 2 * span->size});
}

static void collect_glue(struct setter *setter, const struct word *word) {
  size_t before = setter->fragments.count;
  collect_spaces(setter, word, false);
  if (word->glue == GLUE_LEADER) {
    collect_leader(setter, word);
    return;
  }
  if (setter->fragments.count == 0) return;
  struct fragment *last = &setter->fragments.at[setter->fragments.count - 1];
  if (setter->fragments.count == before && word->glue != GLUE_LETTERS) return;
  if (word->glue == GLUE_LETTERS) last->extra = word->gap, last->width += word->gap;
  last->stretch = word->stretch;
  last->shrink = word->shrink;
}

static void collect_hyphen(struct setter *setter, const struct break_point *point) {
  uint32_t item = item_at(setter->composition, point->offset - 1);
  struct fragment *fragment = push_fragment(setter, FRAGMENT_HYPHEN, item, point->offset, point->offset);
  fragment->glyph_count = 1;
  fragment->width = hyphen_width(setter->composition, point->offset);
}

struct line_start {
  uint32_t word, offset;
  bool torn;
};

static void collect_line(struct setter *setter, const struct line_start *start, const struct line_end *end) {
  const struct composition *composition = setter->composition;
  setter->fragments.count = 0;
  for (uint32_t i = start->word; i <= end->word; i++) {
    const struct word *word = &composition->words.at[i];
    uint32_t from = i == start->word && start->offset > word->start ? start->offset : word->start;
    bool cut = i == end->word && end->inside;
    bool torn = (i == start->word && start->torn) || (cut && end->point.torn);
    collect_letters(setter, word, from, cut ? end->point.offset : word->end, torn);
    if (i < end->word) collect_glue(setter, word);
  }
  const struct word *last = &composition->words.at[end->word];
  if (!end->inside && last->trim > 0 && setter->fragments.count > 0) {
    struct fragment *mark = &setter->fragments.at[setter->fragments.count - 1];
    mark->extra -= last->trim;
    mark->width -= last->trim;
  }
  if (end->inside && end->point.hyphen) collect_hyphen(setter, &end->point);
  if (!end->inside && last->glue == GLUE_LEADER) collect_glue(setter, last);
  setter->text_count = (uint32_t)setter->fragments.count;
  if (!end->inside && last->glue != GLUE_LEADER) collect_spaces(setter, last, true);
  setter->natural = setter->trailing = 0;
  for (uint32_t i = 0; i < setter->fragments.count; i++)
    *(i < setter->text_count ? &setter->natural : &setter->trailing) += setter->fragments.at[i].width;
}

/* Shares out `amount` by weight so that the parts add up to it exactly. */
static void share_out(struct setter *setter, int64_t amount, int64_t total, bool shrink) {
  int64_t weight = 0, given = 0;
  for (uint32_t i = 0; i < setter->text_count; i++) {
    struct fragment *fragment = &setter->fragments.at[i];
    weight += shrink ? fragment->shrink : fragment->stretch;
    length part = (length)(amount * weight / total - given);
    fragment->extra += part;
    fragment->width += part;
    given += part;
  }
  setter->natural += (length)given;
}

static uint32_t weigh(struct setter *setter, int64_t *stretch, int64_t *shrink) {
  uint32_t leaders = 0;
  *stretch = *shrink = 0;
  for (uint32_t i = 0; i < setter->text_count; i++) {
    *stretch += setter->fragments.at[i].stretch;
    *shrink += setter->fragments.at[i].shrink;
    leaders += setter->fragments.at[i].kind == FRAGMENT_LEADER;
  }
  return leaders;
}

static void fill_leaders(struct setter *setter, length amount, uint32_t leaders) {
  for (uint32_t i = 0; i < setter->text_count; i++)
    if (setter->fragments.at[i].kind == FRAGMENT_LEADER) setter->fragments.at[i].width += amount / (length)leaders;
  setter->natural += amount / (length)leaders * (length)leaders;
}

static void set_glue(struct setter *setter, length width, bool natural_end) {
  int64_t stretch, shrink;
  uint32_t leaders = weigh(setter, &stretch, &shrink);
  int64_t shortfall = (int64_t)width - setter->natural;
  bool justified = setter->request->alignment == LINES_JUSTIFY;
  if (shortfall > 0 && leaders > 0)
    fill_leaders(setter, (length)shortfall, leaders);
  else if (shortfall > 0 && justified && !natural_end && stretch > 0)
    share_out(setter, shortfall, stretch, false);
  else if (shortfall < 0 && justified && shrink > 0)
    share_out(setter, -shortfall < shrink ? shortfall : -shrink, shrink, true);
}

static void reverse(struct fragment *fragments, size_t from, size_t to) {
  for (; from + 1 < to; from++, to--) {
    struct fragment swapped = fragments[from];
    fragments[from] = fragments[to - 1];
    fragments[to - 1] = swapped;
  }
}

/* Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is turned round. */
static void order_visually(struct setter *setter) {
  struct fragment *fragments = setter->fragments.at;
  size_t count = setter->fragments.count;
  uint8_t highest = 0;
  for (size_t i = 0; i < count; i++)
    if (fragments[i].level > highest) highest = fragments[i].level;
  for (uint8_t level = highest; level > 0; level--)
    for (size_t start = 0; start < count; start++) {
      size_t end = start;
      while (end < count && fragments[end].level >= level)
        end++;
      if (end > start) reverse(fragments, start, end), start = end;
    }
}

static bool same_run(const struct fragment *a, const struct fragment *b) {
  if (a->kind > FRAGMENT_SPACES || b->kind > FRAGMENT_SPACES || a->span != b->span || a->face != b->face ||
      (a->level & 1) != (b->level & 1))
    return false;
  return a->level & 1 ? b->end == a->start : a->end == b->start;
}

static struct glyph *put_letters(struct glyph *out, const struct setter *setter, const struct fragment *fragment,
                                 uint32_t run_start) {
  const struct shaped_slice *slice = &fragment->slice;
  shaped_width(slice->shaped, item_size(setter->composition, fragment->item));
  memcpy(out, slice->shaped->glyphs + slice->first, slice->count * sizeof *out);
  for (uint32_t i = 0; i < slice->count; i++)
    out[i].cluster += slice->offset - run_start;
  return out + slice->count;
}

static struct glyph *put_spaces(struct glyph *out, const struct setter *setter, const struct fragment *fragment,
                                uint32_t run_start) {
  const struct text_face *face = fragment->face;
  length space = (fragment->width - fragment->extra) / (length)fragment->glyph_count;
  uint32_t step = fragment->level & 1 ? fragment->glyph_count - 1 : 0;
  for (uint32_t offset = fragment->start, i = 0; offset < fragment->end; i++) {
    out[step > 0 ? step - i : i] = (struct glyph){.id = face->space, .cluster = offset - run_start, .advance = space};
    size_t next = offset;
    utf8_next(setter->composition->text, &next);
    offset = (uint32_t)next;
  }
  return out + fragment->glyph_count;
}

static struct glyph *put_fragment(struct glyph *out, const struct setter *setter, const struct fragment *fragment,
                                  uint32_t run_start) {
  const struct text_face *face = fragment->face;
  struct glyph *end = out;
  if (fragment->kind == FRAGMENT_GLYPHS) end = put_letters(out, setter, fragment, run_start);
  if (fragment->kind == FRAGMENT_SPACES) end = put_spaces(out, setter, fragment, run_start);
  if (fragment->kind == FRAGMENT_HYPHEN)
    *end++ = (struct glyph){.id = face->hyphen, .advance = fragment->width - fragment->extra};
  if (end > out) end[-1].advance += fragment->extra;
  return end;
}

/* Dots on a grid that is counted from the line's end, so that those of all lines stand below each other; the blank
 * before the first and behind the last one are spaces. */
static void put_leader(struct setter *setter, const struct fragment *fragment, struct glyph_run *run, length line_end) {
  const struct text_face *face = fragment->face;
  uint16_t em = face->face.units_per_em;
  length dot = units_to_length(face->full_stop_units, run->size, em);
  length pitch = dot + units_to_length(face->space_units, run->size, em);
  bool mirrored = fragment->level & 1;
  length from = mirrored ? run->x : line_end - run->x - run->width; /* from the line's end to the leader's two ends */
  length first = pitch > 0 ? (from + pitch - 1) / pitch : 0, last = pitch > 0 ? (from + run->width) / pitch : 0;
  uint32_t count = last > first ? (uint32_t)(last - first) : 0;
  run->glyphs = arena_new_array(setter->arena, struct glyph, 2 * (size_t)count + 1);
  run->glyph_count = 2 * count + 1;
  length blank = mirrored ? first * pitch - from : from + run->width - last * pitch;
  if (count == 0) blank = run->width;
  length left = run->width - blank;
  run->glyphs[0] = (struct glyph){.id = face->space, .advance = blank};
  for (uint32_t i = 0; i < count; i++, left -= pitch) {
    run->glyphs[2 * i + 1] = (struct glyph){.id = face->space, .advance = pitch - dot};
    run->glyphs[2 * i + 2] = (struct glyph){.id = face->full_stop, .advance = i + 1 < count ? dot : left - pitch + dot};
  }
}

/* One run from fragments [first, last) that stand beside each other. */
static void fill_run(struct setter *setter, size_t first, size_t last, struct glyph_run *run, struct glyph **glyphs) {
  const struct fragment *fragments = setter->fragments.at;
  const struct fragment *left = &fragments[first], *right = &fragments[last - 1];
  const struct text_span *span = &setter->composition->paragraph->spans[left->span];
  uint32_t start = left->level & 1 ? right->start : left->start, end = left->level & 1 ? left->end : right->end;
  run->face = &left->face->face;
  run->size = span->size;
  run->rise = span->rise;
  run->text = str_slice(setter->composition->text, start, end);
  run->span = left->span;
  run->tag = span->tag;
  run->right_to_left = left->level & 1;
  run->break_hyphen = left->kind == FRAGMENT_HYPHEN;
  run->leader = left->kind == FRAGMENT_LEADER;
  run->glyphs = *glyphs;
  for (size_t i = first; i < last; i++) {
    if (!run->leader) *glyphs = put_fragment(*glyphs, setter, &fragments[i], start);
    run->width += fragments[i].width;
  }
  run->glyph_count = (uint32_t)(*glyphs - run->glyphs);
}

static void fit_line_to_run(struct text_line *line, const struct glyph_run *run) {
  length ascent = units_to_length(run->face->line_ascent, run->size, run->face->units_per_em) + run->rise;
  length descent = -units_to_length(run->face->line_descent, run->size, run->face->units_per_em) - run->rise;
  if (ascent > line->ascent) line->ascent = ascent;
  if (descent > line->descent) line->descent = descent;
}

static void make_runs(struct setter *setter, struct text_line *line, length line_end) {
  struct fragment *fragments = setter->fragments.at;
  size_t count = setter->fragments.count, glyph_count = 0;
  for (size_t i = 0; i < count; i++) {
    glyph_count += fragments[i].glyph_count;
    fragments[i].goes_on = i > 0 && same_run(&fragments[i - 1], &fragments[i]);
    line->run_count += !fragments[i].goes_on;
  }
  struct glyph *glyphs = arena_allocate_raw(setter->arena, base_array_size(glyph_count, sizeof *glyphs));
  line->runs = arena_new_array(setter->arena, struct glyph_run, line->run_count);
  length x = setter->composition->characters.base_level & 1 ? -setter->trailing : 0;
  struct glyph_run *run = line->runs;
  for (size_t i = 0, next; i < count; i = next, run++) {
    for (next = i + 1; next < count && fragments[next].goes_on;)
      next++;
    run->x = x;
    fill_run(setter, i, next, run, &glyphs);
    if (run->leader) put_leader(setter, &fragments[i], run, line_end);
    fit_line_to_run(line, run);
    x += run->width;
  }
}

static void report_overfull(struct setter *setter, const struct line_start *start, const struct line_end *end,
                            length width) {
  bool torn = end->inside && end->point.torn;
  if (!setter->overfull || (!torn && setter->natural <= width)) return;
  const struct word *words = setter->composition->words.at;
  uint32_t widest = torn ? end->word : start->word;
  for (uint32_t i = start->word; !torn && i <= end->word; i++)
    if (words[i].width > words[widest].width) widest = i;
  if (words[widest].end <= setter->overfull_end) return;
  setter->overfull_end = words[widest].end;
  setter->overfull(setter->overfull_context, words[widest].start, words[widest].end);
}

/* A line without a character is as high as its span's font. */
static void measure_empty_line(struct setter *setter, struct text_line *line) {
  const struct paragraph_text *paragraph = setter->composition->paragraph;
  uint32_t index = 0;
  while (index + 1 < paragraph->span_count && paragraph->spans[index].end < line->start)
    index++;
  if (paragraph->span_count == 0) return;
  const struct text_span *span = &paragraph->spans[index];
  struct family *family = family_load(setter->composition->engine, NULL, span->family);
  struct text_face *face = family ? family_face(setter->composition->engine, family, span->bold, span->italic) : NULL;
  struct glyph_run run = {.face = face ? &face->face : NULL, .size = span->size, .rise = span->rise};
  if (face) fit_line_to_run(line, &run);
}

static void make_line(struct setter *setter, const struct line_start *start, const struct line_end *end, bool first,
                      struct text_line *line) {
  length width = first ? setter->request->first_width : setter->request->width;
  collect_line(setter, start, end);
  set_glue(setter, width, end->forced);
  report_overfull(setter, start, end, width);
  line->width = setter->natural;
  line->last = end->forced;
  line->start = start->offset;
  line->end = end->inside ? end->point.offset : setter->composition->words.at[end->word].next;
  if (setter->composition->characters.mixed) order_visually(setter);
  make_runs(setter, line, width);
  if (line->run_count == 0) measure_empty_line(setter, line);
}

struct text_lines make_lines(struct composition *composition, struct arena *arena, const struct line_request *request,
                             const struct fit *fit, text_overfull overfull, void *context) {
  struct setter setter = {.composition = composition,
                          .arena = arena,
                          .request = request,
                          .overfull = overfull,
                          .overfull_context = context};
  struct text_lines lines = {.count = fit->count > 0 ? (uint32_t)fit->count : 1};
  lines.at = arena_new_array(arena, struct text_line, lines.count);
  if (fit->count == 0) {
    lines.at[0].last = true;
    measure_empty_line(&setter, &lines.at[0]);
  }
  struct line_start start = {0};
  for (size_t i = 0; i < fit->count; i++) {
    const struct line_end *end = &fit->ends[i];
    make_line(&setter, &start, end, i == 0, &lines.at[i]);
    start = (struct line_start){.word = end->inside ? end->word : end->word + 1,
                                .offset = lines.at[i].end,
                                .torn = end->inside && end->point.torn};
  }
  return lines;
}
