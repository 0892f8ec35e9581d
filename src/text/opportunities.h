/* Break opportunities of plain text without ICU, which asks a table for every character: most words of most texts are
 * letters, digits and a few marks, for which the rules of Unicode annex 14 come down to a few cases. */
#ifndef TEXT_OPPORTUNITIES_H
#define TEXT_OPPORTUNITIES_H

#include "base/str.h"

/* The next opportunity after `offset`, which is one or the text's start; `*unit` is its number in UTF-16 and moves with
 * it. 0, with `*unit` as it was, where it takes all of the rules to tell. */
uint32_t plain_opportunity(struct str text, uint32_t offset, int32_t *unit);

#endif
