/* A text engine for the tests of layout: each character is half an em wide and all letters are of one face, so geometry
 * can be told in advance. "@" comes from a face that is twice as high. Lines are broken at spaces, first fit; a word
 * that is too wide is cut. In text from right to left the runs of a line stand in reverse order. */
#ifndef TESTS_UNIT_FAKE_TEXT_H
#define TESTS_UNIT_FAKE_TEXT_H

#include <string.h>

#include "base/vector.h"
#include "text/text.h"

static const struct face fake_face = {
    .postscript_name = STR_INIT("Fake"), .units_per_em = 1000, .ascent = 800, .descent = -200};
static const struct face fake_high_face = {
    .postscript_name = STR_INIT("FakeHigh"), .units_per_em = 1000, .ascent = 1600, .descent = -400};

static inline uint32_t fake_span_at(const struct paragraph_text *paragraph, uint32_t offset) {
  uint32_t span = 0;
  while (span + 1 < paragraph->span_count && paragraph->spans[span].end <= offset)
    span++;
  return span;
}

static inline length fake_advance(const struct paragraph_text *paragraph, uint32_t offset) {
  return paragraph->span_count > 0 ? paragraph->spans[fake_span_at(paragraph, offset)].size / 2 : 0;
}

static inline length fake_width(const struct paragraph_text *paragraph, uint32_t from, uint32_t to) {
  length width = 0;
  for (uint32_t i = from; i < to; i++)
    width += fake_advance(paragraph, i);
  return width;
}

/* The end of the line that begins at `from`, with the space at which it ends. */
static inline uint32_t fake_line_end(const struct paragraph_text *paragraph, uint32_t from, length width, bool *cut) {
  uint32_t end = from, count = (uint32_t)paragraph->text.length, last_space = 0;
  length used = 0;
  *cut = false;
  for (uint32_t s = 0; s < paragraph->span_count; s++) {
    if (paragraph->spans[s].hard_break && paragraph->spans[s].end > from && paragraph->spans[s].end < count) {
      count = paragraph->spans[s].end;
    }
  }
  for (; end < count; end++) {
    length advance = fake_advance(paragraph, end);
    if (paragraph->text.at[end] == ' ')
      last_space = end + 1;
    else if (used + advance > width && end > from) {
      if (last_space > from) return last_space;
      *cut = true;
      return end;
    }
    used += advance;
  }
  return end;
}

static struct glyph_run fake_run(struct arena *arena, const struct paragraph_text *paragraph, uint32_t span,
                                 uint32_t from, uint32_t to) {
  const struct text_span *look = &paragraph->spans[span];
  bool high = to > from && paragraph->text.at[from] == '@';
  struct glyph_run run = {.face = high ? &fake_high_face : &fake_face,
                          .size = look->size,
                          .rise = look->rise,
                          .width = (length)(to - from) * (look->size / 2),
                          .glyph_count = to - from,
                          .text = {paragraph->text.at + from, to - from},
                          .span = span,
                          .tag = look->tag,
                          .right_to_left = paragraph->direction == DIRECTION_RIGHT_TO_LEFT};
  run.glyphs = arena_new_array(arena, struct glyph, to - from + 1);
  for (uint32_t i = 0; i < to - from; i++)
    run.glyphs[i] = (struct glyph){1, i, look->size / 2, 0, 0};
  return run;
}

typedef VECTOR(struct glyph_run) fake_runs;

static void fake_collect(struct arena *arena, const struct paragraph_text *paragraph, uint32_t from, uint32_t to,
                         length width, fake_runs *runs) {
  uint32_t begin = 0;
  for (uint32_t s = 0; s < paragraph->span_count; begin = paragraph->spans[s].end, s++) {
    const struct text_span *span = &paragraph->spans[s];
    if (span->leader && span->end >= from && span->end <= to) {
      struct glyph_run leader = fake_run(arena, paragraph, s, from, from);
      leader.leader = true;
      leader.width = width - fake_width(paragraph, from, to);
      vector_push(arena, runs, leader);
      continue;
    }
    uint32_t at = begin > from ? begin : from, end = span->end < to ? span->end : to;
    while (at < end) {
      uint32_t stop = at + 1;
      while (stop < end && (paragraph->text.at[stop] == '@') == (paragraph->text.at[at] == '@'))
        stop++;
      vector_push(arena, runs, fake_run(arena, paragraph, s, at, stop));
      at = stop;
    }
  }
}

static struct text_line fake_line(struct arena *arena, const struct paragraph_text *paragraph, uint32_t from,
                                  uint32_t to, length width) {
  struct text_line line = {.start = from, .end = to};
  bool space = to > from && paragraph->text.at[to - 1] == ' ';
  fake_runs runs = {0};
  fake_collect(arena, paragraph, from, to, width, &runs);
  length x = 0;
  line.width = fake_width(paragraph, from, space ? to - 1 : to);
  bool reversed = paragraph->direction == DIRECTION_RIGHT_TO_LEFT;
  for (size_t i = 0; i < runs.count / 2 && reversed; i++) {
    struct glyph_run run = runs.at[i];
    runs.at[i] = runs.at[runs.count - 1 - i];
    runs.at[runs.count - 1 - i] = run;
  }
  if (reversed && space) x = -fake_advance(paragraph, to - 1);
  for (size_t i = 0; i < runs.count; i++) {
    struct glyph_run *run = &runs.at[i];
    run->x = x;
    x += run->width;
    if (run->leader) line.width = width;
    length ascent = (length)((int64_t)run->face->ascent * run->size / 1000);
    length descent = (length)((int64_t)-run->face->descent * run->size / 1000);
    if (ascent > line.ascent) line.ascent = ascent;
    if (descent > line.descent) line.descent = descent;
  }
  line.runs = runs.at;
  line.run_count = (uint32_t)runs.count;
  return line;
}

struct text_lines text_break(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                             const struct line_request *request, text_overfull overfull, void *context) {
  (void)engine;
  VECTOR(struct text_line) lines = {0};
  uint32_t from = 0;
  do {
    bool cut;
    length width = lines.count == 0 ? request->first_width : request->width;
    uint32_t to = fake_line_end(paragraph, from, width, &cut);
    if (cut && overfull != NULL) overfull(context, from, to);
    vector_push(arena, &lines, fake_line(arena, paragraph, from, to, width));
    from = to;
  } while (from < paragraph->text.length);
  lines.at[lines.count - 1].last = true;
  return (struct text_lines){lines.at, (uint32_t)lines.count};
}

void text_measure(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                  length *minimum, length *natural) {
  (void)engine, (void)arena;
  uint32_t count = (uint32_t)paragraph->text.length, from = 0;
  *natural = fake_width(paragraph, 0, count);
  *minimum = 0;
  for (uint32_t i = 0; i <= count; i++) {
    if (i < count && paragraph->text.at[i] != ' ') continue;
    length word = fake_width(paragraph, from, i);
    if (word > *minimum) *minimum = word;
    from = i + 1;
  }
}

/* "~" is the character that no font has. */
bool text_check(struct text_engine *engine, struct diagnostics *diagnostics, const struct paragraph_text *paragraph,
                text_missing missing, void *context) {
  (void)engine, (void)diagnostics;
  bool all = true;
  for (uint32_t i = 0; i < paragraph->text.length; i++) {
    if (paragraph->text.at[i] != '~') continue;
    missing(context, i, '~');
    all = false;
  }
  return all;
}

#endif
