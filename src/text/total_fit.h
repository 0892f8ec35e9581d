/* Which line ends make the whole paragraph look best (Knuth and Plass, "Breaking paragraphs into lines", 1981). All in
 * integers: the same everywhere. */
#ifndef TEXT_TOTAL_FIT_H
#define TEXT_TOTAL_FIT_H

#include "text/compose.h"

/* Where a line ends: behind a word, or inside it at `point`. */
struct line_end {
  uint32_t word;
  bool inside;
  bool forced; /* the last line of the paragraph, or before a hard break */
  struct break_point point;
};

struct fit {
  struct line_end *ends;
  size_t count;
  int64_t demerits;
  int pass; /* from 0: without hyphens, with, with looser lines, whatever it takes */
};

struct fit total_fit(struct composition *composition, const struct line_request *request);

/* 100 times the cube of shortfall / stretch, at most 10,000 (The TeXbook, chapter 14). */
int32_t badness(int64_t shortfall, int64_t stretch);

#endif
