/* Slices of bytes. A str owns nothing: its bytes live in an arena, in a mapped file or in the program
 * text, and a NUL is a byte like any other. Text is UTF-8 unless a header says otherwise. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
  const char *at;
  size_t length;
};

/* A str of a string literal, also in constant initializers. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)                                                                                              \
  { (literal), sizeof(literal) - 1 }

/* The two arguments of "%.*s". */
#define STR_ARG(s) (int)(s).length, (s).at

static inline bool byte_is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
static inline bool byte_is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

struct str str_from(const char *c_string); /* NULL gives the empty str */
bool str_equal(struct str a, struct str b);
int str_compare(struct str a, struct str b); /* by bytes, so by code point: <0, 0, >0 */
bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);
struct str str_slice(struct str s, size_t from, size_t to); /* clamped to s */
struct str str_trim(struct str s);                          /* ASCII spaces, tabs, CR, LF at both ends */
/* The offset of the first `needle` in `s` at or after `from`; SIZE_MAX when there is none. */
size_t str_find(struct str s, struct str needle, size_t from);
uint64_t str_hash(struct str s);

struct str str_copy(struct arena *arena, struct str s); /* NUL-terminated behind its length */
struct str str_join(struct arena *arena, struct str a, struct str b);
struct str str_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Edits (insertions, deletions, substitutions, swaps of neighbours, by code point) that turn a into b; `limit` + 1
 * when there are more than `limit`. */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
