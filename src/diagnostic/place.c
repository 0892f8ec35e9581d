#include "diagnostic/place.h"

#include "base/arena.h"

/* How many segments begin before text offset `offset`, or at it when `inclusive`. */
static uint32_t segments_until(const struct source_text *text, size_t offset, bool inclusive) {
  uint32_t low = 0, high = text->segment_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    size_t begin = text->segments[middle].text;
    if (begin < offset || (inclusive && begin == offset))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The source offset of text offset `offset`, reckoned in segment `index` and not past the segment's own source. */
static uint32_t source_within(const struct source_text *text, uint32_t index, size_t offset) {
  const struct text_segment *segment = &text->segments[index];
  uint32_t limit = index + 1 < text->segment_count ? text->segments[index + 1].source : text->end;
  size_t source = segment->source + (offset - segment->text);
  return source < limit ? (uint32_t)source : limit;
}

static uint32_t source_of(const struct source_text *text, size_t offset) {
  return source_within(text, segments_until(text, offset, true) - 1, offset);
}

/* The source offset just after the character that ends before text offset `end`, which is not 0. */
static uint32_t source_after(const struct source_text *text, size_t end) {
  if (end >= text->bytes.length) return text->end;
  uint32_t next = segments_until(text, end, false);
  if (next < text->segment_count && text->segments[next].text == end) return text->segments[next].source;
  return source_within(text, next - 1, end);
}

static bool has_place(const struct source_text *text) {
  return text->file != 0 && text->segment_count > 0;
}

struct place source_text_place(const struct source_text *text, size_t offset, size_t length) {
  if (!has_place(text)) return (struct place){text->file, text->end, 0};
  size_t size = text->bytes.length;
  if (offset >= size) return (struct place){text->file, text->end, 0};
  uint32_t from = source_of(text, offset);
  if (length == 0) return (struct place){text->file, from, 0};
  uint32_t to = source_after(text, length > size - offset ? size : offset + length);
  return (struct place){text->file, from, to > from ? to - from : 0};
}

struct source_text source_text_slice(struct arena *arena, const struct source_text *text, size_t from, size_t to) {
  struct source_text part = {.bytes = str_slice(text->bytes, from, to), .file = text->file, .end = text->end};
  if (!has_place(text)) return part;
  if (from > text->bytes.length) from = text->bytes.length;
  to = from + part.bytes.length;
  uint32_t first = segments_until(text, from, true), last = segments_until(text, to, false);
  uint32_t inner = last > first ? last - first : 0;
  struct text_segment *segments = arena_new_array(arena, struct text_segment, inner + 1);
  segments[0] = (struct text_segment){0, from < text->bytes.length ? source_of(text, from) : text->end};
  for (uint32_t i = 0; i < inner; i++) {
    const struct text_segment *segment = &text->segments[first + i];
    segments[i + 1] = (struct text_segment){segment->text - (uint32_t)from, segment->source};
  }
  part.segments = segments;
  part.segment_count = inner + 1;
  part.end = to > from ? source_after(text, to) : segments[0].source;
  return part;
}

struct source_text source_text_made(struct str bytes) {
  return (struct source_text){.bytes = bytes};
}
