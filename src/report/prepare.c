#include "report/prepare.h"

#include <stdlib.h>
#include <string.h>

/* What of the source text is being copied where. */
struct copier {
  const struct source_text *from;
  const struct source_file *file; /* NULL: a text of the program's own */
  uint32_t cursor;                /* segment of `from` that the last piece ended in */
  char *at;
  size_t length;
  VECTOR(struct text_segment) segments;
};

/* Nothing to hide, to part or to take out: the file's own bytes will do. */
static bool can_share(struct str s) {
  static const bool special[256] = {['\n'] = true, ['\t'] = true, ['['] = true, ['{'] = true, [']'] = true};
  if (s.length == 0) return true;
  if (byte_is_blank(s.at[0]) || byte_is_blank(s.at[s.length - 1])) return false;
  for (size_t i = 0; i < s.length; i++)
    if (special[(unsigned char)s.at[i]] || (s.at[i] == ' ' && s.at[i + 1] == ' ')) return false;
  return true;
}

/* A new segment, unless the last one leads there anyway. */
static void add_segment(struct copier *copier, size_t text, size_t source) {
  if (copier->segments.count > 0) {
    const struct text_segment *last = &copier->segments.at[copier->segments.count - 1];
    if (last->source + (text - last->text) == source) return;
  }
  heap_vector_push(&copier->segments, ((struct text_segment){(uint32_t)text, (uint32_t)source}));
}

/* Bytes [from, to) of the source text, with their places; pieces come in order. */
static void copy_piece(struct copier *copier, size_t from, size_t to) {
  const struct source_text *text = copier->from;
  if (from == to) return;
  if (text->segment_count > 0) {
    const struct text_segment *segments = text->segments;
    while (copier->cursor + 1 < text->segment_count && segments[copier->cursor + 1].text <= from)
      copier->cursor++;
    add_segment(copier, copier->length, segments[copier->cursor].source + (from - segments[copier->cursor].text));
    while (copier->cursor + 1 < text->segment_count && segments[copier->cursor + 1].text < to) {
      copier->cursor++;
      add_segment(copier, copier->length + segments[copier->cursor].text - from, segments[copier->cursor].source);
    }
  }
  memcpy(copier->at + copier->length, text->bytes.at + from, to - from);
  copier->length += to - from;
}

/* The line [from, to) without spaces at its end, inner runs of white space as one; its indentation stays. */
static void copy_line(struct copier *copier, size_t from, size_t to) {
  const char *at = copier->from->bytes.at;
  while (to > from && byte_is_blank(at[to - 1]))
    to--;
  size_t i = from;
  while (i < to && byte_is_blank(at[i]))
    i++;
  size_t piece = from;
  for (; i < to; i++) {
    if (!byte_is_blank(at[i]) || (at[i] == ' ' && !byte_is_blank(at[i + 1]))) continue;
    copy_piece(copier, piece, i + 1);
    copier->at[copier->length - 1] = ' ';
    while (byte_is_blank(at[i + 1]))
      i++;
    piece = i + 1;
  }
  copy_piece(copier, piece, to);
}

/* Whether the author left a blank line where a folded or quoted text has one or more line ends from `from` to `to`. A
 * line end that was written as an escape, or kept before a further indented line, is no blank line. */
static bool is_paragraph_break(const struct copier *copier, size_t from, size_t to) {
  if (!copier->file || to >= copier->from->bytes.length) return false;
  struct place before = source_text_place(copier->from, from, 0), after = source_text_place(copier->from, to, 0);
  if (from > 0) before = source_text_place(copier->from, from - 1, 1);
  struct str between = str_slice(copier->file->bytes, before.offset, after.offset);
  size_t first = str_find(between, STR("\n"), 0);
  return first != SIZE_MAX && str_find(between, STR("\n"), first + 1) != SIZE_MAX;
}

static void copy_text(struct copier *copier, bool folded) {
  struct str s = copier->from->bytes;
  for (size_t i = 0; i < s.length;) {
    size_t end = i;
    while (end < s.length && s.at[end] != '\n')
      end++;
    copy_line(copier, i, end);
    size_t next = end;
    while (next < s.length && s.at[next] == '\n')
      next++;
    if (next == s.length) break;
    copy_piece(copier, end, next);
    if (folded && next - end == 1 && is_paragraph_break(copier, end, next)) {
      add_segment(copier, copier->length, source_text_place(copier->from, end, 1).offset);
      copier->at[copier->length++] = '\n';
    }
    i = next;
  }
}

/* A text in which YAML joined lines holds its lines' places in its segments: one begins after each line end. */
static void find_joined_lines(struct prepared *prepared, const struct source_file *file) {
  const struct source_text *text = &prepared->text;
  struct str s = text->bytes;
  for (uint32_t i = 1; i < text->segment_count; i++) {
    const struct text_segment *last = &text->segments[i - 1], *segment = &text->segments[i];
    uint32_t reached = last->source + (segment->text - last->text);
    uint32_t from = reached > last->source ? reached - 1 : reached;
    if (reached > segment->source || str_find(str_slice(file->bytes, from, segment->source), STR("\n"), 0) == SIZE_MAX)
      continue;
    size_t start = segment->text;
    while (start < s.length && s.at[start] == ' ')
      start++;
    size_t before = start;
    while (before > 0 && s.at[before - 1] == ' ')
      before--;
    if (start == s.length || before == 0 || s.at[start] == '\n' || s.at[before - 1] == '\n') continue;
    struct text_line line = {.start = (uint32_t)start, .end = (uint32_t)s.length};
    heap_vector_push(&prepared->lines, line);
  }
}

static int compare_lines(const void *a, const void *b) {
  const struct text_line *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (int)y->hard - (int)x->hard;
}

static void find_hard_lines(struct prepared *prepared) {
  struct str s = prepared->text.bytes;
  for (size_t i = 0; i < s.length;) {
    const char *found = memchr(s.at + i, '\n', s.length - i);
    size_t end = found ? (size_t)(found - s.at) : s.length;
    struct text_line line = {.start = (uint32_t)i, .end = (uint32_t)end, .hard = true, .blank = i == end};
    heap_vector_push(&prepared->lines, line);
    i = end + 1;
  }
}

static void find_lines(struct prepared *prepared, bool folded, const struct source_file *file) {
  find_hard_lines(prepared);
  size_t hard = prepared->lines.count;
  if (folded && file) find_joined_lines(prepared, file);
  if (prepared->lines.count > hard)
    qsort(prepared->lines.at, prepared->lines.count, sizeof *prepared->lines.at, compare_lines);
}

/* At most one further line end for each line end. */
static size_t copied_size(struct str s, bool folded) {
  size_t size = s.length + 1;
  for (size_t i = 0; folded && i < s.length; i++)
    size += s.at[i] == '\n';
  return size;
}

void prepare_text(struct prepared *prepared, struct diagnostics *diagnostics, struct arena *arena,
                  const struct source_text *text, enum yaml_style style) {
  *prepared = (struct prepared){.diagnostics = diagnostics, .arena = arena, .text = *text};
  const struct source_file *file = diagnostics_file(diagnostics, text->file);
  bool folded = style != YAML_LITERAL;
  if (!can_share(text->bytes)) {
    struct copier copier = {.from = text, .file = file};
    copier.at = prepared->bytes = arena_allocate_raw(diagnostics->arena, copied_size(text->bytes, folded));
    copy_text(&copier, folded);
    struct text_segment *segments = arena_new_array(arena, struct text_segment, copier.segments.count);
    if (copier.segments.count > 0) memcpy(segments, copier.segments.at, copier.segments.count * sizeof *segments);
    prepared->text.bytes = (struct str){copier.at, copier.length};
    prepared->text.segments = segments;
    prepared->text.segment_count = (uint32_t)copier.segments.count;
    heap_vector_free(&copier.segments);
  } else {
    prepared->text = diagnostics_keep_text(diagnostics, arena, text, 0, text->bytes.length);
  }
  find_lines(prepared, folded, file);
}

void prepare_free(struct prepared *prepared) {
  heap_vector_free(&prepared->lines);
  heap_vector_free(&prepared->marks);
  heap_vector_free(&prepared->saved);
}

struct place prepared_place(const struct prepared *prepared, size_t from, size_t to) {
  return source_text_place(&prepared->text, from, to - from);
}
