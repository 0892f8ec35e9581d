/* From a character of a run back to its place in the source. A run knows the stretch of source that it comes from,
 * whose bytes need not be its own: lines end in it, escapes and marks stand in it. The two are walked side by side;
 * where they do not agree any more, the whole stretch is the answer. */
#include "layout/internal.h"

enum { MARKS = 12 /* bytes of source that may have no character: "**](…", an escape's digits */ };

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Bytes of an escape of a double-quoted scalar that stands for one character; 0 when it is none. */
static size_t escape_length(struct str source, size_t at) {
  if (at + 1 >= source.length || source.at[at] != '\\') return 0;
  switch (source.at[at + 1]) {
  case 'x': return 4;
  case 'u': return 6;
  case 'U': return 10;
  default: return 0;
  }
}

static size_t character_length(struct str text, size_t at) {
  size_t end = at;
  utf8_next(text, &end);
  return end - at;
}

static size_t skip_blanks(struct str source, size_t at) {
  while (at < source.length && is_blank(source.at[at]))
    at++;
  return at;
}

/* Where in the source the character at `text[i]` begins, looked for from `at` on; SIZE_MAX when it is not near. */
static size_t find_character(struct str source, size_t at, struct str text, size_t i) {
  size_t size = character_length(text, i);
  for (size_t limit = at + MARKS; at < source.length && at <= limit; at++) {
    if (str_equal(str_slice(source, at, at + size), str_slice(text, i, i + size))) return at;
    if (text.at[i] == ' ' && is_blank(source.at[at])) return at;
    if ((uint8_t)text.at[i] >= 0x80 && escape_length(source, at) > 0) return at;
  }
  return SIZE_MAX;
}

static size_t source_character_length(struct str source, size_t at, struct str text, size_t i) {
  size_t escape = (uint8_t)text.at[i] >= 0x80 ? escape_length(source, at) : 0;
  if (escape > 0) return escape;
  if (text.at[i] == ' ') return skip_blanks(source, at) - at;
  return character_length(text, i);
}

struct place place_in_run(const struct diagnostics *diagnostics, const struct run *run, size_t from, size_t to) {
  struct place place = run->place;
  if (place.file == 0 || place.file > diagnostics->files.count || place.length == 0) return place;
  struct str bytes = diagnostics_file(diagnostics, place.file)->bytes;
  struct str source = str_slice(bytes, place.offset, (size_t)place.offset + place.length);
  size_t at = 0, begin = SIZE_MAX;
  for (size_t i = 0; i < to && i < run->text.length; i += character_length(run->text, i)) {
    at = find_character(source, at, run->text, i);
    if (at == SIZE_MAX) return place;
    if (i >= from && begin == SIZE_MAX) begin = at;
    at += source_character_length(source, at, run->text, i);
  }
  if (begin == SIZE_MAX) return place;
  return (struct place){place.file, place.offset + (uint32_t)begin, (uint32_t)(at - begin)};
}
