/* Shaped words. A word is shaped once for each face, script, language and direction, in font units, so that its size
 * does not matter; the glyphs at the size last asked for are kept beside. Shaped words live until words_trim. */
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H

#include "text/engine.h"

/* A stretch of a paragraph with one face, script, language, direction and span. */
struct item {
  uint32_t start, end;
  struct text_face *face; /* NULL: no font has these characters */
  hb_script_t script;
  uint32_t language;
  uint32_t span;
  uint8_t level;        /* of bidirectional embedding, odd: right to left */
  bool between_letters; /* lines may end between any two letters of this script (Unicode annex 14) */
};

struct unit_glyph {
  int32_t advance, x_offset, y_offset;
  bool unsafe; /* the text must be shaped again when broken before this glyph's cluster */
};

struct shaped {
  const struct text_face *face;
  struct unit_glyph *units;
  struct glyph *glyphs; /* at `size`, clusters from the word's start, visual order */
  uint32_t glyph_count;
  length size, width;
  uint16_t *hyphens;    /* where it may be divided, once asked for */
  int16_t hyphen_count; /* -1: not asked for yet */
  bool right_to_left, cached;
  /* the key */
  hb_script_t script;
  uint32_t language, hash, byte_count;
  const char *bytes;
};

/* A part of a shaped word. */
struct shaped_slice {
  struct shaped *shaped;
  uint32_t first, count; /* glyphs */
  uint32_t offset;       /* of the shaped text in the paragraph */
};

struct word_cache *words_create(void);
void words_destroy(struct word_cache *words);
/* Forgets all words when they hold too much; only between paragraphs. */
void words_trim(struct word_cache *words);
size_t words_used(const struct word_cache *words);

/* text[start, end) of an item; with its neighbours in view where the script joins letters and the stretch does not
 * stand between spaces (`context`). */
struct shaped *shape(struct text_engine *engine, const struct item *item, struct str text, uint32_t start, uint32_t end,
                     bool context);
/* Its width at a size; its glyphs are at that size until the next call. */
length shaped_width(struct shaped *shaped, length size);
/* Memory that lives as long as the shaped word. */
void *shaped_keep(struct text_engine *engine, const struct shaped *shaped, size_t size);

#endif
