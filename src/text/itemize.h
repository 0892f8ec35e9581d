/* A paragraph parted into items: stretches of one span, face, script, language and bidi level. */
#ifndef TEXT_ITEMIZE_H
#define TEXT_ITEMIZE_H

#include "text/shape.h"

struct level_run {
  int32_t end; /* UTF-16 unit */
  uint8_t level;
};

/* The paragraph as characters; lives in the engine's scratch arena. */
struct characters {
  struct text_engine *engine;
  struct diagnostics *diagnostics; /* NULL while lines are made: all was reported before */
  const struct paragraph_text *paragraph;
  struct str text;
  UChar *units;
  uint32_t *unit_offsets; /* bytes, one more than units; NULL when all is ASCII: unit n is byte n */
  int32_t unit_count;
  uint8_t base_level;
  bool mixed; /* some level is not 0 */
  const struct level_run *levels;
  bool clusters_set; /* the engine's cluster iterator is on this text */
  VECTOR(struct item) items;
  text_missing missing;
  void *missing_context;
  bool complete; /* every character has a font and every font wanted is there */
};

struct characters itemize(struct text_engine *engine, struct diagnostics *diagnostics,
                          const struct paragraph_text *paragraph, text_missing missing, void *context);
/* True when itemize would find every font and character, told without it: text in Latin letters that the spans' own
 * faces have, which is most text. False tells nothing. */
bool is_plainly_complete(struct text_engine *engine, const struct paragraph_text *paragraph);
uint32_t unit_offset(const struct characters *characters, int32_t unit);
/* Levels by Unicode annex 9; made here for tests too. Fills levels and base_level. */
void find_levels(struct characters *characters);
/* Units of a text and whether any of them asks for bidi. */
bool decode_units(struct characters *characters);

#endif
