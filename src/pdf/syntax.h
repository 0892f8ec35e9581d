/* PDF's own spelling of numbers, names and strings (ISO 32000-1, 7.3). All numbers are made from integers, so there is
 * no exponent, no NaN and no locale in them. */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/buffer.h"
#include "base/number.h"

/* Writes at `out` and returns the end; `out` has room for SYNTAX_NUMBER_ROOM bytes. */
enum { SYNTAX_NUMBER_ROOM = 24 };
char *syntax_write_integer(char *out, int64_t value);
/* value / 1000, without trailing zeros: 12500 is "12.5". */
char *syntax_write_thousandths(char *out, int64_t value);

void syntax_append_integer(struct buffer *out, int64_t value);
void syntax_append_thousandths(struct buffer *out, int64_t value);
/* A length in thousandths of a point, rounded to nearest. */
int64_t syntax_milli_points(length value);
void syntax_append_length(struct buffer *out, length value);

void syntax_append_literal(struct buffer *out, const char *text);
/* "12 0 R" */
void syntax_append_reference(struct buffer *out, uint32_t id);
/* "/Key 12 0 R" */
void syntax_append_key_reference(struct buffer *out, const char *key, uint32_t id);
void syntax_append_name(struct buffer *out, struct str name);
/* Bytes as they are, in parentheses. */
void syntax_append_byte_string(struct buffer *out, struct str bytes);
/* Text in UTF-8 as a text string (7.9.2.2): ASCII as it is, all else as UTF-16; cut with an ellipsis where it is longer
 * than any string may be. */
void syntax_append_text(struct buffer *out, struct str text);
/* The UTF-16BE code units of a text in hex, without brackets. */
void syntax_append_utf16_hex(struct buffer *out, struct str text);

#endif
