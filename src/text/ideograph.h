/* Chinese and Japanese marks. They are as wide as an ideograph but fill half of it; where two meet, and at a line's
 * end, the empty half goes (CLREQ 3.1.6, JLREQ 3.1.4). */
#ifndef TEXT_IDEOGRAPH_H
#define TEXT_IDEOGRAPH_H

#include "text/shape.h"

enum mark_side {
  MARK_NONE,
  MARK_CLOSING, /* ink on the left, the right half is empty */
  MARK_OPENING  /* ink on the right */
};

/* `language` matters: Traditional Chinese and Japanese have some of the marks in the middle. */
enum mark_side mark_side(uint32_t code_point, struct str language);
/* Does the half em between these two go? */
bool marks_meet(enum mark_side first, enum mark_side second);
/* Takes the empty halves out of a shaped word. */
void squeeze_marks(struct shaped *word, struct str language);
/* The empty half at the right of a shaped word, in font units; 0 when its last glyph has none. */
int32_t empty_half(const struct shaped *word, struct str language);

#endif
