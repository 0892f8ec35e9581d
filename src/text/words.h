/* The table behind shape(): finds a word by what its shape depends on. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text/shape.h"

struct word_key {
  const struct text_face *face;
  hb_script_t script;
  uint32_t language;
  bool right_to_left;
  struct str bytes;
};

uint32_t word_hash(const struct word_key *key);
/* NULL when it is not there. */
struct shaped *words_find(const struct word_cache *words, const struct word_key *key, uint32_t hash);
void words_add(struct word_cache *words, struct shaped *word);
struct arena *words_arena(struct word_cache *words);

#endif
