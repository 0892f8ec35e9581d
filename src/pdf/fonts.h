/* The fonts of one PDF: which glyphs stand for which text, and the subset that holds them. A page's contents are final
 * before the subset is made, so their codes cannot depend on it. With TrueType outlines a code is the number of a pair
 * (glyph, text) in order of first use, and CIDToGIDMap leads to the glyph: the space of U+0020 and that of U+00A0, the
 * hyphen and the break hyphen are different codes, and every reader gets the right text from ToUnicode alone. With CFF
 * outlines the code is the original glyph id, since the subset keeps it as its CID; there a glyph with a second text
 * needs ActualText around it. */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "base/vector.h"
#include "pdf/objects.h"

struct font_code {
  struct str text; /* what ToUnicode says */
  uint64_t key;    /* font_text_key(text) */
  uint32_t next;   /* further pair of the same glyph: index + 1, 0 none */
  uint16_t glyph;
  uint16_t code;
  uint16_t width; /* thousandths of the size, exactly as W has it */
  char bytes[4];  /* the code as it stands in a string of the page's contents */
  uint8_t byte_count;
};

struct font {
  const struct face *face;
  uint32_t index;        /* "F<index>" in the resources */
  bool codes_are_glyphs; /* CFF */
  bool names_glyphs;     /* CFF without CIDs of its own: the subset has to keep the glyph ids */
  void *measure;         /* hb_font_t * */
  uint32_t *first_code;  /* by glyph: index + 1 into codes, 0 none */
  VECTOR(struct font_code) codes;

  struct fonts *fonts;
  uint32_t dictionaries, streams; /* ids, see font_file.c */
  char tag[7];
  size_t file_length;
  struct buffer file, to_unicode, glyph_map; /* deflated */
};

struct fonts {
  struct arena *arena;
  struct objects *objects;
  struct deflater *deflater;
  VECTOR(struct font *) all;     /* in order of first use */
  VECTOR(struct font *) by_face; /* by the face's number; NULL: not used */
};

struct font *fonts_use(struct fonts *fonts, const struct face *face);
/* Texts of up to seven bytes as one number, which no two of them share; longer ones have 0. */
static inline uint64_t font_text_key(const char *at, size_t size) {
  uint64_t key = size + 1;
  if (size == 1) return key << 8 | (unsigned char)*at; /* nearly all */
  if (size > 7) return 0;
  for (size_t i = 0; i < size; i++)
    key = key << 8 | (unsigned char)at[i];
  return key;
}

const struct font_code *font_add(struct font *font, uint16_t glyph, struct str text, bool *exact);

/* Where codes are looked up; good until the next is added. */
struct font_index {
  const uint32_t *first_code;
  const struct font_code *codes;
  uint32_t glyph_count;
};
static inline struct font_index font_index(const struct font *font) {
  return (struct font_index){font->first_code, font->codes.at, font->face->glyph_count};
}

/* The code for a pair that has been met before, by its text's key; else NULL. */
static inline const struct font_code *font_find(const struct font_index *index, uint16_t glyph, uint64_t key) {
  if (glyph >= index->glyph_count) return NULL;
  for (uint32_t next = index->first_code[glyph]; next > 0; next = index->codes[next - 1].next)
    if (index->codes[next - 1].key == key) return key != 0 ? &index->codes[next - 1] : NULL;
  return NULL;
}

/* The code that draws `glyph` and reads `text`; when `*exact` comes out false it reads something else and ActualText
 * has to say it. */
static inline const struct font_code *font_use(struct font *font, uint16_t glyph, struct str text, bool *exact) {
  const struct font_index index = font_index(font);
  const struct font_code *code = font_find(&index, glyph, font_text_key(text.at, text.length));
  *exact = true;
  return code != NULL ? code : font_add(font, glyph, text, exact);
}

/* Subsets, and reserves the objects; false when a font cannot be subset or memory is out. */
bool fonts_prepare(struct fonts *fonts);
/* "/F0 5 0 R/F1 9 0 R" for the resources. */
void fonts_append_resources(const struct fonts *fonts, struct buffer *out);
void fonts_free(struct fonts *fonts);

/* font_file.c */
bool font_file_prepare(struct font *font);

#endif
