#include "base/utf8.h"

/* Length and the second byte's range by first byte, after Unicode 15 table 3-7. */
static unsigned sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

static bool second_fits(unsigned char first, unsigned char second) {
  unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  return second >= low && second <= high;
}

uint32_t utf8_next_long(struct str s, size_t *offset) {
  const unsigned char *at = (const unsigned char *)s.at + *offset;
  size_t left = s.length - *offset;
  unsigned length = sequence_length(*at);
  if (length == 0 || length > left || !second_fits(at[0], at[1])) return ++*offset, UTF8_INVALID;
  uint32_t code_point = at[0] & (0x7Fu >> length);
  for (unsigned i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) return ++*offset, UTF8_INVALID;
    code_point = code_point << 6 | (at[i] & 0x3Fu);
  }
  *offset += length;
  return code_point;
}

size_t utf8_encode(uint32_t code_point, char out[4]) {
  if (code_point < 0x80) {
    out[0] = (char)code_point;
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = (char)(0xC0 | code_point >> 6);
    out[1] = (char)(0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = (char)(0xE0 | code_point >> 12);
    out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code_point & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code_point >> 18);
  out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code_point & 0x3F));
  return 4;
}

size_t utf8_find_invalid(struct str s) {
  for (size_t at = 0; at < s.length;) {
    size_t before = at;
    if (utf8_next(s, &at) == UTF8_INVALID) return before;
  }
  return SIZE_MAX;
}

size_t utf8_count(struct str s) {
  size_t count = 0;
  for (size_t at = 0; at < s.length; count++)
    utf8_next(s, &at);
  return count;
}
