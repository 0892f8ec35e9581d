/* Lines of source files, for positions and for showing them. */
#ifndef DIAGNOSTIC_LINES_H
#define DIAGNOSTIC_LINES_H

#include "diagnostic/diagnostic.h"

/* The number of the line (from 1) that holds `offset`; an offset past the end is in the last line. */
uint32_t line_of(struct diagnostics *diagnostics, uint32_t file, uint32_t offset);
/* A line's bytes without its end, and where it begins in the file. */
struct str line_bytes(struct diagnostics *diagnostics, uint32_t file, uint32_t line, uint32_t *start);
/* `place` without line ends and spaces at its end, so that its end is a position in its last line of text. */
struct place place_without_tail(const struct diagnostics *diagnostics, struct place place);

#endif
