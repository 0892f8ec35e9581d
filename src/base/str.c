#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

struct str str_from(const char *c_string) {
  return c_string == NULL ? (struct str){"", 0} : (struct str){c_string, strlen(c_string)};
}

bool str_equal(struct str a, struct str b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

int str_compare(struct str a, struct str b) {
  size_t shorter = a.length < b.length ? a.length : b.length;
  int order = shorter > 0 ? memcmp(a.at, b.at, shorter) : 0;
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

bool str_starts_with(struct str s, struct str prefix) {
  return s.length >= prefix.length && str_equal(str_slice(s, 0, prefix.length), prefix);
}

bool str_ends_with(struct str s, struct str suffix) {
  return s.length >= suffix.length && str_equal(str_slice(s, s.length - suffix.length, s.length), suffix);
}

struct str str_slice(struct str s, size_t from, size_t to) {
  if (to > s.length) to = s.length;
  if (from > to) from = to;
  return s.at == NULL ? s : (struct str){s.at + from, to - from};
}

static bool is_trimmed(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str str_trim(struct str s) {
  size_t from = 0, to = s.length;
  while (from < to && is_trimmed(s.at[from]))
    from++;
  while (to > from && is_trimmed(s.at[to - 1]))
    to--;
  return str_slice(s, from, to);
}

size_t str_find(struct str s, struct str needle, size_t from) {
  if (from > s.length || needle.length > s.length - from) return SIZE_MAX;
  if (needle.length == 0) return from;
  const char *found = needle.length == 1 ? memchr(s.at + from, (unsigned char)needle.at[0], s.length - from)
                                         : memmem(s.at + from, s.length - from, needle.at, needle.length);
  return found == NULL ? SIZE_MAX : (size_t)(found - s.at);
}

/* FNV-1a, 64 bits. */
uint64_t str_hash(struct str s) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < s.length; i++)
    hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
  return hash;
}

struct str str_copy(struct arena *arena, struct str s) {
  char *copy = arena_allocate_raw(arena, s.length + 1);
  if (s.length > 0) memcpy(copy, s.at, s.length);
  copy[s.length] = '\0';
  return (struct str){copy, s.length};
}

struct str str_join(struct arena *arena, struct str a, struct str b) {
  char *joined = arena_allocate_raw(arena, a.length + b.length + 1);
  if (a.length > 0) memcpy(joined, a.at, a.length);
  if (b.length > 0) memcpy(joined + a.length, b.at, b.length);
  joined[a.length + b.length] = '\0';
  return (struct str){joined, a.length + b.length};
}

struct str str_format(struct arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int needed = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  size_t length = needed > 0 ? (size_t)needed : 0;
  char *text = arena_allocate_raw(arena, length + 1);
  vsnprintf(text, length + 1, format, again);
  va_end(again);
  return (struct str){text, length};
}

enum { LONGEST_COMPARED = 64 };

static size_t code_points(struct str s, uint32_t out[LONGEST_COMPARED]) {
  size_t count = 0;
  for (size_t at = 0; at < s.length && count < LONGEST_COMPARED;)
    out[count++] = utf8_next(s, &at);
  return count;
}

static unsigned smaller(unsigned a, unsigned b) {
  return a < b ? a : b;
}

/* Optimal string alignment over three rows; names longer than LONGEST_COMPARED are compared by their beginning. */
unsigned str_distance(struct str a, struct str b, unsigned limit) {
  uint32_t left[LONGEST_COMPARED], right[LONGEST_COMPARED];
  size_t m = code_points(a, left), n = code_points(b, right);
  if ((m > n ? m - n : n - m) > limit) return limit + 1;
  unsigned rows[3][LONGEST_COMPARED + 1];
  for (size_t j = 0; j <= n; j++)
    rows[0][j] = (unsigned)j;
  for (size_t i = 1; i <= m; i++) {
    unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= n; j++) {
      unsigned changed = above[j - 1] + (left[i - 1] != right[j - 1]);
      row[j] = smaller(changed, smaller(above[j], row[j - 1]) + 1);
      bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = smaller(row[j], second[j - 2] + 1);
    }
  }
  return smaller(rows[m % 3][n], limit + 1);
}
