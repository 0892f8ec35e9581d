/* A growable run of bytes on the heap, for output that outlives arenas. Zero-initialize; buffer_free when done. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/str.h"

struct buffer {
  char *at;
  size_t length, capacity;
};

void buffer_reserve(struct buffer *buffer, size_t more); /* room for `more` bytes behind length */
void buffer_append(struct buffer *buffer, struct str s);
void buffer_append_byte(struct buffer *buffer, char byte);
void buffer_append_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_append_unsigned(struct buffer *buffer, uint64_t value); /* decimal */
struct str buffer_str(const struct buffer *buffer);
void buffer_free(struct buffer *buffer);

#endif
