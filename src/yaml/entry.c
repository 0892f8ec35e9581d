/* Lines of YAML as an author sees them, read without libyaml where it gave up. */
#include <string.h>

#include "yaml/internal.h"

static bool is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || (unsigned char)c >= 0x80;
}

/* Where a key of one word that begins at `at` ends; `at` when a colon and a blank do not follow. In an item only words
 * without capitals are keys: others are the beginning of a text. */
static size_t key_end(struct str bytes, size_t at, bool item) {
  size_t end = at;
  while (end < bytes.length && is_key_byte(bytes.at[end])) {
    char c = bytes.at[end++];
    if (item && ((c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80)) return at;
  }
  return end < bytes.length && bytes.at[end] == ':' && yaml_ends_word(bytes, end + 1) ? end : at;
}

struct entry yaml_read_entry(struct str bytes, size_t at) {
  struct entry entry = {.line = yaml_line_start(bytes, at), .end = yaml_line_end(bytes, at)};
  entry.first = yaml_skip_blanks(bytes, entry.line);
  if (entry.first > entry.end) entry.first = entry.end;
  size_t value = entry.first;
  entry.column = value - entry.line;
  while (value < entry.end && bytes.at[value] == '-' && yaml_ends_word(bytes, value + 1)) {
    entry.dashes++;
    entry.column = value - entry.line;
    value = yaml_skip_blanks(bytes, value + 1);
  }
  entry.key = entry.key_end = value;
  if (value < entry.end) entry.key_end = key_end(bytes, value, entry.dashes > 0);
  if (entry.key_end > entry.key) {
    entry.column = value - entry.line;
    value = yaml_skip_blanks(bytes, entry.key_end + 1);
  }
  entry.value = value < entry.end ? value : entry.end;
  return entry;
}

size_t yaml_text_extent(struct str bytes, size_t from) {
  enum { MANY_LINES = 200 };
  struct entry entry = yaml_read_entry(bytes, from);
  bool bare = entry.dashes == 0 && entry.key == entry.key_end;
  size_t end = entry.end;
  for (unsigned lines = 0; lines < MANY_LINES; lines++) {
    size_t next = yaml_next_line(bytes, end);
    if (next >= bytes.length) break;
    struct entry line = yaml_read_entry(bytes, next);
    size_t column = line.first - line.line;
    if (line.first == line.end || column < entry.column || (column == entry.column && !bare)) break;
    if (column == entry.column && (line.dashes > 0 || line.key_end > line.key)) break;
    end = line.end;
  }
  return yaml_text_end(bytes, from, end);
}

static size_t quote_end(struct str bytes, size_t at, size_t limit) {
  char quote = bytes.at[at];
  for (at++; at < limit; at++) {
    if (quote == '"' && bytes.at[at] == '\\')
      at++;
    else if (bytes.at[at] != quote)
      continue;
    else if (quote == '\'' && at + 1 < limit && bytes.at[at + 1] == quote)
      at++;
    else
      return at + 1;
  }
  return SIZE_MAX;
}

size_t yaml_find_close(struct str bytes, size_t at, size_t limit) {
  if (limit > bytes.length) limit = bytes.length;
  if (bytes.at[at] == '"' || bytes.at[at] == '\'') return quote_end(bytes, at, limit);
  size_t depth = 0;
  for (; at < limit; at++) {
    char c = bytes.at[at];
    if (c == '[' || c == '{')
      depth++;
    else if ((c == ']' || c == '}') && --depth == 0)
      return at + 1;
  }
  return SIZE_MAX;
}
