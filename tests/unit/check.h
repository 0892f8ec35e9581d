/* The smallest test harness: TEST names a function, CHECK a fact; each test prints one line, PASS, FAIL or SKIP, that
 * tests/run counts. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

static int check_failures_here, check_failed_tests;

#define CHECK(condition)                                                                                               \
  ((condition) ? (void)0                                                                                               \
               : (void)(check_failures_here++, printf("  %s:%d: not so: %s\n", __FILE__, __LINE__, #condition)))
#define CHECK_STR(got, want) check_str((got), (want), __FILE__, __LINE__)
#define CHECK_INT(got, want) check_int((long long)(got), (long long)(want), __FILE__, __LINE__)
#define RUN(test) check_run(#test, test)

static inline void check_str(struct str got, struct str want, const char *file, int line) {
  if (str_equal(got, want)) return;
  check_failures_here++;
  printf("  %s:%d: got \"%.*s\", want \"%.*s\"\n", file, line, STR_ARG(got), STR_ARG(want));
}
static inline void check_int(long long got, long long want, const char *file, int line) {
  if (got == want) return;
  check_failures_here++;
  printf("  %s:%d: got %lld, want %lld\n", file, line, got, want);
}
static inline void check_run(const char *name, void (*test)(void)) {
  check_failures_here = 0;
  test();
  if (check_failures_here > 0) check_failed_tests++;
  printf("%s %s\n", check_failures_here > 0 ? "FAIL" : "PASS", name);
}
static inline int check_report(void) {
  return check_failed_tests > 0;
}

#endif
