#include "pdf/syntax.h"

#include <string.h>

#include "base/utf8.h"

static const char hex_digits[] = "0123456789ABCDEF";

static char *write_unsigned(char *out, uint64_t value) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  memcpy(out, digits + at, sizeof digits - at);
  return out + (sizeof digits - at);
}

static uint64_t magnitude(int64_t value) {
  return value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
}

char *syntax_write_integer(char *out, int64_t value) {
  if (value < 0) *out++ = '-';
  return write_unsigned(out, magnitude(value));
}

char *syntax_write_thousandths(char *out, int64_t value) {
  if (value < 0) *out++ = '-';
  uint64_t whole = magnitude(value) / 1000, part = magnitude(value) % 1000;
  if (whole > 0 || part == 0) out = write_unsigned(out, whole);
  if (part == 0) return out;
  *out++ = '.';
  for (; part > 0; part = part * 10 % 1000)
    *out++ = (char)('0' + part / 100);
  return out;
}

void syntax_append_integer(struct buffer *out, int64_t value) {
  buffer_reserve(out, SYNTAX_NUMBER_ROOM);
  out->length = (size_t)(syntax_write_integer(out->at + out->length, value) - out->at);
}

void syntax_append_thousandths(struct buffer *out, int64_t value) {
  buffer_reserve(out, SYNTAX_NUMBER_ROOM);
  out->length = (size_t)(syntax_write_thousandths(out->at + out->length, value) - out->at);
}

int64_t syntax_milli_points(length value) {
  int64_t scaled = (int64_t)value * 1000;
  return (scaled + (scaled < 0 ? -LENGTH_POINT / 2 : LENGTH_POINT / 2)) / LENGTH_POINT;
}

void syntax_append_length(struct buffer *out, length value) {
  syntax_append_thousandths(out, syntax_milli_points(value));
}

void syntax_append_literal(struct buffer *out, const char *text) {
  buffer_append(out, str_from(text));
}

void syntax_append_reference(struct buffer *out, uint32_t id) {
  buffer_append_unsigned(out, id);
  buffer_append(out, STR(" 0 R"));
}

void syntax_append_key_reference(struct buffer *out, const char *key, uint32_t id) {
  buffer_append_byte(out, '/');
  syntax_append_literal(out, key);
  buffer_append_byte(out, ' ');
  syntax_append_reference(out, id);
}

static void append_hex_byte(struct buffer *out, unsigned byte) {
  buffer_append_byte(out, hex_digits[byte >> 4 & 15]);
  buffer_append_byte(out, hex_digits[byte & 15]);
}

static bool is_regular(unsigned char c) {
  return c > 0x20 && c < 0x7F && strchr("()<>[]{}/%#", c) == NULL;
}

void syntax_append_name(struct buffer *out, struct str name) {
  buffer_append_byte(out, '/');
  for (size_t i = 0; i < name.length; i++) {
    unsigned char c = (unsigned char)name.at[i];
    if (c == 0) continue; /* no name may hold it, escaped or not */
    if (is_regular(c)) {
      buffer_append_byte(out, (char)c);
    } else {
      buffer_append_byte(out, '#');
      append_hex_byte(out, c);
    }
  }
}

/* A string's byte, escaped where it would end the string or be read as another one (ISO 32000-1, 7.3.4.2); `out` has
 * room for two. */
static char *write_string_byte(char *out, char byte) {
  bool special = byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
  if (special) *out++ = '\\';
  *out++ = byte == '\r' ? 'r' : byte;
  return out;
}

void syntax_append_byte_string(struct buffer *out, struct str bytes) {
  buffer_reserve(out, 2 * bytes.length + 2);
  char *end = out->at + out->length;
  *end++ = '(';
  for (size_t i = 0; i < bytes.length; i++)
    end = write_string_byte(end, bytes.at[i]);
  *end++ = ')';
  out->length = (size_t)(end - out->at);
}

static bool is_printable_ascii(struct str text) {
  for (size_t i = 0; i < text.length; i++)
    if (text.at[i] < 0x20 || text.at[i] > 0x7E) return false;
  return true;
}

/* UTF-16 code units of the character at *at, which moves past it; returns how many. */
static unsigned next_code_units(struct str text, size_t *at, uint32_t units[2]) {
  uint32_t code_point = utf8_next(text, at);
  if (code_point == UTF8_INVALID) code_point = 0xFFFD;
  units[0] = code_point;
  if (code_point < 0x10000) return 1;
  units[0] = 0xD800 + ((code_point - 0x10000) >> 10);
  units[1] = 0xDC00 + ((code_point - 0x10000) & 0x3FF);
  return 2;
}

void syntax_append_utf16_hex(struct buffer *out, struct str text) {
  for (size_t at = 0; at < text.length;) {
    uint32_t units[2];
    unsigned count = next_code_units(text, &at, units);
    for (unsigned i = 0; i < count; i++) {
      append_hex_byte(out, units[i] >> 8 & 0xFF);
      append_hex_byte(out, units[i] & 0xFF);
    }
  }
}

/* No string of a PDF/A has more bytes (ISO 19005-2, 6.1.13); two of UTF-16's are its byte-order mark. */
enum { LONGEST_STRING = 32767, LONGEST_UNITS = LONGEST_STRING / 2 - 1 };

/* The end of the longest beginning that has at most so many code units in UTF-16. */
static size_t beginning_end(struct str text, size_t units) {
  size_t end = 0;
  while (end < text.length) {
    size_t next = end;
    size_t needed = utf8_next(text, &next) < 0x10000 ? 1 : 2;
    if (needed > units) break;
    units -= needed;
    end = next;
  }
  return end;
}

/* Code units as the bytes of a string in parentheses. */
static void append_utf16(struct buffer *out, struct str text) {
  enum { MOST_BYTES = 4 /* for one of UTF-8 */ };
  buffer_reserve(out, text.length * MOST_BYTES);
  char *end = out->at + out->length;
  for (size_t at = 0; at < text.length;) {
    uint32_t units[2];
    unsigned count = next_code_units(text, &at, units);
    for (unsigned i = 0; i < count; i++)
      end = write_string_byte(write_string_byte(end, (char)(units[i] >> 8)), (char)(units[i] & 0xFF));
  }
  out->length = (size_t)(end - out->at);
}

/* All such texts stand in the file once more, on pages or in XMP, so where one is too long its beginning will do. */
void syntax_append_text(struct buffer *out, struct str text) {
  if (text.length <= LONGEST_STRING && is_printable_ascii(text)) {
    syntax_append_byte_string(out, text);
    return;
  }
  bool whole = text.length <= LONGEST_UNITS || beginning_end(text, LONGEST_UNITS) == text.length;
  buffer_append(out, STR("(\xFE\xFF"));
  append_utf16(out, whole ? text : str_slice(text, 0, beginning_end(text, LONGEST_UNITS - 1)));
  if (!whole) append_utf16(out, STR("…"));
  buffer_append_byte(out, ')');
}
