#include "text/opportunities.h"

/* Classes of annex 14, table 1, as far as this file knows their characters. */
enum kind {
  KIND_OTHER,
  KIND_LETTER,    /* AL, signs like & among them */
  KIND_DIGIT,     /* NU */
  KIND_SPACE,     /* SP */
  KIND_INFIX,     /* IS */
  KIND_OPENING,   /* OP */
  KIND_CLOSING,   /* CP */
  KIND_QUOTATION, /* QU */
  KIND_HYPHEN,    /* HY */
  KIND_SLASH,     /* SY behind a digit */
  KIND_BAR,       /* SY behind a letter */
  KIND_SIGN,      /* PR: + */
  KIND_GLUE,      /* GL */
  KIND_DASH,      /* BA */
  KIND_END,
  KIND_COUNT
};
#define BIT(kind) (1u << (kind))

/* What may stand before a kind with no opportunity between them (LB12a, LB13, LB19, LB21, LB23, LB25, LB28 to LB30), or
 * with one that this file does not look for; at an opportunity nothing stands before (KIND_END). */
static const uint16_t clings_to[KIND_COUNT] = {
    [KIND_LETTER] = BIT(KIND_END) | BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_OPENING) |
                    BIT(KIND_CLOSING) | BIT(KIND_QUOTATION) | BIT(KIND_GLUE) | BIT(KIND_SIGN),
    [KIND_DIGIT] = BIT(KIND_END) | BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_OPENING) |
                   BIT(KIND_CLOSING) | BIT(KIND_QUOTATION) | BIT(KIND_GLUE) | BIT(KIND_HYPHEN) | BIT(KIND_SLASH) |
                   BIT(KIND_SIGN),
    [KIND_INFIX] = BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_CLOSING) | BIT(KIND_QUOTATION),
    [KIND_OPENING] = BIT(KIND_END) | BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_QUOTATION) | BIT(KIND_GLUE),
    [KIND_CLOSING] = BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_CLOSING) | BIT(KIND_QUOTATION),
    [KIND_QUOTATION] = BIT(KIND_END) | BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_OPENING) |
                       BIT(KIND_CLOSING) | BIT(KIND_QUOTATION) | BIT(KIND_GLUE),
    [KIND_HYPHEN] = BIT(KIND_LETTER) | BIT(KIND_DIGIT),
    [KIND_SLASH] = BIT(KIND_DIGIT),
    [KIND_BAR] = BIT(KIND_LETTER),
    [KIND_SIGN] = BIT(KIND_LETTER) | BIT(KIND_DIGIT),
    [KIND_GLUE] = BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_CLOSING) | BIT(KIND_QUOTATION),
    [KIND_DASH] = BIT(KIND_END) | BIT(KIND_GLUE),
    [KIND_SPACE] = BIT(KIND_END) | BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_INFIX) | BIT(KIND_CLOSING) |
                   BIT(KIND_QUOTATION) | BIT(KIND_DASH) | BIT(KIND_SIGN),
};

/* What an opportunity stands behind, by what follows (LB13, LB21, LB25). */
static const uint16_t parted_from[KIND_COUNT] = {
    [KIND_LETTER] = BIT(KIND_HYPHEN) | BIT(KIND_SLASH) | BIT(KIND_BAR),
    [KIND_DIGIT] = BIT(KIND_BAR),
};

/* What may stand behind spaces with an opportunity between; an opening mark behind a quotation mark is not so (LB15).
 */
static const uint16_t follows_spaces =
    BIT(KIND_LETTER) | BIT(KIND_DIGIT) | BIT(KIND_OPENING) | BIT(KIND_QUOTATION) | BIT(KIND_DASH);

/* Latin letters with marks (U+00C0 to U+00FF), no-break space and hyphen, U+2013, U+2019, U+201C and U+201D. */
static enum kind kind_of_long(struct str text, uint32_t offset, uint32_t *size) {
  size_t left = text.length - offset;
  const unsigned char *at = (const unsigned char *)text.at + offset;
  *size = at[0] < 0xE0 ? 2 : 3;
  if (left >= 2 && at[0] == 0xC3 && at[1] != 0x97 && at[1] != 0xB7) return KIND_LETTER;
  if (left >= 2 && at[0] == 0xC2 && at[1] == 0xA0) return KIND_GLUE;
  if (left < 3 || at[0] != 0xE2 || at[1] != 0x80) return KIND_OTHER;
  if (at[2] == 0x91) return KIND_GLUE;
  if (at[2] == 0x93) return KIND_DASH;
  return at[2] == 0x99 || at[2] == 0x9C || at[2] == 0x9D ? KIND_QUOTATION : KIND_OTHER;
}

static bool is_letter(unsigned char byte) {
  return (unsigned char)((byte | 0x20) - 'a') < 26;
}

static enum kind kind_at(struct str text, uint32_t offset, uint32_t *size) {
  static const uint8_t kinds[128] = {
      ['#'] = KIND_LETTER,  ['&'] = KIND_LETTER,  ['*'] = KIND_LETTER, ['='] = KIND_LETTER,    ['@'] = KIND_LETTER,
      ['_'] = KIND_LETTER,  ['+'] = KIND_SIGN,    [' '] = KIND_SPACE,  ['"'] = KIND_QUOTATION, ['\''] = KIND_QUOTATION,
      ['('] = KIND_OPENING, [')'] = KIND_CLOSING, [','] = KIND_INFIX,  ['-'] = KIND_HYPHEN,    ['.'] = KIND_INFIX,
      ['/'] = KIND_SLASH,   [':'] = KIND_INFIX,   [';'] = KIND_INFIX,  ['0'] = KIND_DIGIT,     ['1'] = KIND_DIGIT,
      ['2'] = KIND_DIGIT,   ['3'] = KIND_DIGIT,   ['4'] = KIND_DIGIT,  ['5'] = KIND_DIGIT,     ['6'] = KIND_DIGIT,
      ['7'] = KIND_DIGIT,   ['8'] = KIND_DIGIT,   ['9'] = KIND_DIGIT,
  };
  *size = 1;
  if (offset == text.length) return KIND_END;
  unsigned char byte = (unsigned char)text.at[offset];
  if (byte >= 0x80) return kind_of_long(text, offset, size);
  return is_letter(byte) ? KIND_LETTER : (enum kind)kinds[byte];
}

uint32_t plain_opportunity(struct str text, uint32_t offset, int32_t *unit) {
  enum kind before = KIND_END, kind;
  int32_t units = 0;
  for (uint32_t size; (kind = kind_at(text, offset, &size)) != KIND_SPACE && kind != KIND_END; units++) {
    if (kind == KIND_SLASH && before == KIND_LETTER) kind = KIND_BAR;
    if (parted_from[kind] & BIT(before)) break;
    if (!(clings_to[kind] & BIT(before))) return 0;
    before = kind;
    offset += size;
    if (kind != KIND_LETTER) continue;
    while (offset < text.length && is_letter((unsigned char)text.at[offset]))
      offset++, units++;
  }
  if (kind == KIND_SPACE) {
    if (!(clings_to[KIND_SPACE] & BIT(before))) return 0;
    while (offset < text.length && text.at[offset] == ' ')
      offset++, units++;
    uint32_t size;
    kind = kind_at(text, offset, &size);
    if (kind != KIND_END && !(follows_spaces & BIT(kind))) return 0;
    if (kind == KIND_OPENING && before == KIND_QUOTATION) return 0;
  }
  *unit += units;
  return offset;
}
