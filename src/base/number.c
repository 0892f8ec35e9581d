#include "base/number.h"

static int32_t saturate(int64_t value) {
  if (value > INT32_MAX) return INT32_MAX;
  return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

int32_t multiply_divide(int32_t a, int32_t b, int32_t c) {
  int64_t product = (int64_t)a * b;
  int64_t half = c / 2;
  return saturate(product >= 0 ? (product + half) / c : (product - half) / c);
}

length length_add(length a, length b) {
  return saturate((int64_t)a + b);
}

bool number_parse(struct str s, uint64_t maximum, uint64_t *value) {
  uint64_t number = 0;
  for (size_t i = 0; i < s.length; i++) {
    if (s.at[i] < '0' || s.at[i] > '9') return false;
    if (__builtin_mul_overflow(number, 10u, &number)) return false;
    if (__builtin_add_overflow(number, (uint64_t)(s.at[i] - '0'), &number)) return false;
  }
  if (s.length == 0 || number > maximum) return false;
  *value = number;
  return true;
}
