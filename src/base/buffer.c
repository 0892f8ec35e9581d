#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void buffer_reserve(struct buffer *buffer, size_t more) {
  if (more <= buffer->capacity - buffer->length) return;
  size_t needed = buffer->length + more, doubled = buffer->capacity * 2;
  buffer->capacity = needed > doubled ? needed : doubled;
  if (buffer->capacity < 256) buffer->capacity = 256;
  buffer->at = base_reallocate(buffer->at, buffer->capacity);
}

void buffer_append(struct buffer *buffer, struct str s) {
  if (s.length == 0) return;
  buffer_reserve(buffer, s.length);
  memcpy(buffer->at + buffer->length, s.at, s.length);
  buffer->length += s.length;
}

void buffer_append_byte(struct buffer *buffer, char byte) {
  buffer_reserve(buffer, 1);
  buffer->at[buffer->length++] = byte;
}

void buffer_append_format(struct buffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int needed = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (needed > 0) {
    buffer_reserve(buffer, (size_t)needed + 1);
    vsnprintf(buffer->at + buffer->length, (size_t)needed + 1, format, again);
    buffer->length += (size_t)needed;
  }
  va_end(again);
}

void buffer_append_unsigned(struct buffer *buffer, uint64_t value) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  buffer_append(buffer, (struct str){digits + at, sizeof digits - at});
}

struct str buffer_str(const struct buffer *buffer) {
  return (struct str){buffer->at == NULL ? "" : buffer->at, buffer->length};
}

void buffer_free(struct buffer *buffer) {
  free(buffer->at);
  *buffer = (struct buffer){0};
}
