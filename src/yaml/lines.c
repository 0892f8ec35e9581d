#include "yaml/internal.h"

bool yaml_is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool yaml_is_break(char c) {
  return c == '\n' || c == '\r';
}

bool yaml_ends_word(struct str bytes, size_t at) {
  return at >= bytes.length || yaml_is_blank(bytes.at[at]) || yaml_is_break(bytes.at[at]);
}

size_t yaml_line_start(struct str bytes, size_t at) {
  size_t limit = at > LONGEST_LINE ? at - LONGEST_LINE : 0;
  while (at > limit && !yaml_is_break(bytes.at[at - 1]))
    at--;
  return at;
}

size_t yaml_line_end(struct str bytes, size_t at) {
  size_t limit = bytes.length - at > LONGEST_LINE ? at + LONGEST_LINE : bytes.length;
  while (at < limit && !yaml_is_break(bytes.at[at]))
    at++;
  return at;
}

size_t yaml_after_break(struct str bytes, size_t at) {
  if (at >= bytes.length) return at;
  return at + (bytes.at[at] == '\r' && at + 1 < bytes.length && bytes.at[at + 1] == '\n' ? 2 : 1);
}

size_t yaml_skip_blanks(struct str bytes, size_t at) {
  while (at < bytes.length && yaml_is_blank(bytes.at[at]))
    at++;
  return at;
}

size_t yaml_next_line(struct str bytes, size_t at) {
  size_t end = yaml_line_end(bytes, at);
  return end < bytes.length && yaml_is_break(bytes.at[end]) ? yaml_after_break(bytes, end) : bytes.length;
}

size_t yaml_text_end(struct str bytes, size_t from, size_t to) {
  while (to > from && (yaml_is_blank(bytes.at[to - 1]) || yaml_is_break(bytes.at[to - 1])))
    to--;
  return to;
}

size_t yaml_digits_end(struct str bytes, size_t at) {
  while (at < bytes.length && byte_is_digit(bytes.at[at]))
    at++;
  return at;
}
