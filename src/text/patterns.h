/* Hyphenation by patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983), read from the .dic files that
 * Debian's hyphen- packages bring for libhyphen. A file is indexed in one sweep, in a fifth of a millisecond where
 * libhyphen takes five to build its automaton; the unit tests hold both against each other. Lines that change a word's
 * spelling
 * ("f1f/ff=f,1,2") are left out. */
#ifndef TEXT_PATTERNS_H
#define TEXT_PATTERNS_H

#include "base/arena.h"
#include "base/str.h"

struct patterns;

enum { PATTERN_WORD_LIMIT = 90 }; /* bytes; longer words have no points */

/* The patterns in the bytes of a .dic file, which must live as long; NULL when it is none. */
struct patterns *patterns_read(struct arena *arena, struct str bytes);
/* Fills values[i] for each byte i of a lower-case word: odd where the word may be divided before this byte. */
void patterns_apply(const struct patterns *patterns, struct str word, uint8_t values[PATTERN_WORD_LIMIT]);

#endif
