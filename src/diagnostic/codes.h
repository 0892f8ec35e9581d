/* The one table of codes. Each stage's rows stand in codes/<stage>.def as
 *   CODE(E, 0203, UNKNOWN_REFERENCE, "one line for lists", "explanation", "example", "cure")
 * Letter E is an error, W a warning. "example" is a report that gets the message, "cure" the same one mended; both
 * are built by a test. A number is never used again. Ranges: 01 YAML, 02 report and schema, 03 style, labels and
 * registries, 04 text and fonts, 05 layout, 06 files and PDF, 07 command line, 08 the editor's checks. */
#ifndef DIAGNOSTIC_CODES_H
#define DIAGNOSTIC_CODES_H

#include "base/str.h"

#define CODE(letter, number, name, title, explanation, example, cure) letter##_##name,
enum code {
#include "diagnostic/codes/all.def"
  CODE_COUNT
};
#undef CODE

struct code_entry {
  const char *code; /* "E0203" */
  const char *title;
  const char *explanation;
  const char *example; /* "" where a report alone cannot show it */
  const char *cure;
};

extern const struct code_entry code_table[CODE_COUNT];

bool code_is_warning(enum code code);
/* By its printed name, "E0203"; false when there is none. */
bool code_find(struct str name, enum code *code);

#endif
