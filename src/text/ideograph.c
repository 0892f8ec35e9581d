#include "text/ideograph.h"

#include "base/utf8.h"

/* Where a mark stands at its side: Traditional Chinese has commas in the middle, Japanese has colons there. */
enum where { EVERYWHERE, NOT_TRADITIONAL, SIMPLIFIED };

struct mark {
  uint16_t code_point;
  uint8_t side, where;
};

/* In order of code point. */
static const struct mark marks[] = {
    {0x2018, MARK_OPENING, EVERYWHERE},      {0x2019, MARK_CLOSING, EVERYWHERE},
    {0x201C, MARK_OPENING, EVERYWHERE},      {0x201D, MARK_CLOSING, EVERYWHERE},
    {0x3001, MARK_CLOSING, NOT_TRADITIONAL}, {0x3002, MARK_CLOSING, NOT_TRADITIONAL},
    {0x3008, MARK_OPENING, EVERYWHERE},      {0x3009, MARK_CLOSING, EVERYWHERE},
    {0x300A, MARK_OPENING, EVERYWHERE},      {0x300B, MARK_CLOSING, EVERYWHERE},
    {0x300C, MARK_OPENING, EVERYWHERE},      {0x300D, MARK_CLOSING, EVERYWHERE},
    {0x300E, MARK_OPENING, EVERYWHERE},      {0x300F, MARK_CLOSING, EVERYWHERE},
    {0x3010, MARK_OPENING, EVERYWHERE},      {0x3011, MARK_CLOSING, EVERYWHERE},
    {0x3014, MARK_OPENING, EVERYWHERE},      {0x3015, MARK_CLOSING, EVERYWHERE},
    {0x3016, MARK_OPENING, EVERYWHERE},      {0x3017, MARK_CLOSING, EVERYWHERE},
    {0xFF01, MARK_CLOSING, SIMPLIFIED},      {0xFF08, MARK_OPENING, EVERYWHERE},
    {0xFF09, MARK_CLOSING, EVERYWHERE},      {0xFF0C, MARK_CLOSING, NOT_TRADITIONAL},
    {0xFF0E, MARK_CLOSING, NOT_TRADITIONAL}, {0xFF1A, MARK_CLOSING, SIMPLIFIED},
    {0xFF1B, MARK_CLOSING, SIMPLIFIED},      {0xFF1F, MARK_CLOSING, SIMPLIFIED},
    {0xFF3B, MARK_OPENING, EVERYWHERE},      {0xFF3D, MARK_CLOSING, EVERYWHERE},
    {0xFF5B, MARK_OPENING, EVERYWHERE},      {0xFF5D, MARK_CLOSING, EVERYWHERE},
};

static bool is_traditional(struct str language) {
  return str_starts_with(language, STR("zh-Hant")) || str_starts_with(language, STR("zh-TW")) ||
         str_starts_with(language, STR("zh-HK"));
}

static bool stands_at_side(const struct mark *mark, struct str language) {
  if (mark->where == EVERYWHERE) return true;
  if (is_traditional(language)) return false;
  return mark->where == NOT_TRADITIONAL || str_starts_with(language, STR("zh"));
}

enum mark_side mark_side(uint32_t code_point, struct str language) {
  for (size_t i = 0; i < sizeof marks / sizeof *marks && marks[i].code_point <= code_point; i++)
    if (marks[i].code_point == code_point)
      return stands_at_side(&marks[i], language) ? (enum mark_side)marks[i].side : MARK_NONE;
  return MARK_NONE;
}

bool marks_meet(enum mark_side first, enum mark_side second) {
  return (first == MARK_CLOSING && second != MARK_NONE) || (first == MARK_OPENING && second == MARK_OPENING);
}

/* The side of a glyph that is an em wide; fonts with narrower marks have done the work themselves. */
static enum mark_side glyph_side(const struct shaped *word, uint32_t glyph, struct str language) {
  size_t offset = word->glyphs[glyph].cluster;
  if (word->units[glyph].advance != word->face->face.units_per_em) return MARK_NONE;
  return mark_side(utf8_next((struct str){word->bytes, word->byte_count}, &offset), language);
}

void squeeze_marks(struct shaped *word, struct str language) {
  enum mark_side before = MARK_NONE;
  for (uint32_t i = 0; i < word->glyph_count; i++) {
    enum mark_side side = glyph_side(word, i, language);
    if (i > 0 && marks_meet(before, side)) {
      word->units[i - 1].advance -= word->face->face.units_per_em / 2;
      word->units[i].unsafe = true;
    }
    before = side;
  }
}

int32_t empty_half(const struct shaped *word, struct str language) {
  bool closing = word->glyph_count > 0 && glyph_side(word, word->glyph_count - 1, language) == MARK_CLOSING;
  return closing ? word->face->face.units_per_em / 2 : 0;
}
