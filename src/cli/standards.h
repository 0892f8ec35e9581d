/* The word behind --standard: names of standards with commas between them, or `none`. */
#ifndef CLI_STANDARDS_H
#define CLI_STANDARDS_H

#include "diagnostic/diagnostic.h"

/* The set; what is wrong with it is in `diagnostics`. `place` is the option's. */
unsigned standards_read(struct diagnostics *diagnostics, struct arena *arena, struct place place, struct str word);

#endif
