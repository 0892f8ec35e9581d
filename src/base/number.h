/* Fixed-point lengths and checked arithmetic. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

/* A length on paper in 1/1024 point (1 point = 1/72 inch). Holds up to about 740 m. */
typedef int32_t length;

#define LENGTH_POINT 1024
#define POINTS(n) ((length)((n)*LENGTH_POINT))

/* a * b / c, rounded to nearest, halves away from zero; c > 0. The result saturates at INT32_MIN and INT32_MAX. */
int32_t multiply_divide(int32_t a, int32_t b, int32_t c);
length length_add(length a, length b); /* saturating */
static inline length length_greater(length a, length b) {
  return a > b ? a : b;
}

/* Digits only, no sign; false when empty, when other characters stand there or when it is over `maximum`. */
bool number_parse(struct str s, uint64_t maximum, uint64_t *value);

#endif
