/* UTF-8 as Unicode 15 chapter 3.9 (table 3-7) defines it: no overlong forms, no surrogates. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

#define UTF8_INVALID 0xFFFFFFFFu

/* The code point at *offset, which moves past it. At an invalid byte: UTF8_INVALID, and *offset moves one byte.
 * *offset must be less than s.length. */
static inline uint32_t utf8_next(struct str s, size_t *offset);
/* Writes up to 4 bytes, returns how many. */
size_t utf8_encode(uint32_t code_point, char out[4]);
/* The offset of the first byte that is not part of valid UTF-8; SIZE_MAX when all is well. */
size_t utf8_find_invalid(struct str s);
size_t utf8_count(struct str s); /* code points; an invalid byte counts as one */

/* utf8_next where a character has several bytes, or should. */
uint32_t utf8_next_long(struct str s, size_t *offset);

static inline uint32_t utf8_next(struct str s, size_t *offset) {
  unsigned char first = (unsigned char)s.at[*offset];
  if (first >= 0x80) return utf8_next_long(s, offset);
  ++*offset;
  return first;
}

#endif
