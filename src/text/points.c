/* Where a word may be broken inside: break opportunities that leave it whole, hyphenation, addresses, and, when it is
 * wider than its line, anywhere between two grapheme clusters. */
#include <stdlib.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/compose.h"

enum {
  ADDRESS_PENALTY = 300,
  TEAR_PENALTY = 3000,
  EXACT_BYTES = 256, /* longer words can only be torn, measured in one sweep */
  HYPHEN_LIMIT = 32
};

static void add_point(struct composition *composition, const struct break_point *point) {
  vector_push(composition->scratch, &composition->points, *point);
}

/* A soft hyphen shows where its font can show it. */
static bool ends_with_soft_hyphen(const struct composition *composition, uint32_t offset) {
  struct str text = composition->text;
  const struct text_face *face = composition->characters.items.at[item_at(composition, offset - 1)].face;
  return face && face->hyphen && offset >= 2 && (uint8_t)text.at[offset - 2] == 0xC2 &&
         (uint8_t)text.at[offset - 1] == 0xAD;
}

static void add_opportunities(struct composition *composition, const struct word *word,
                              const struct point_request *request) {
  for (uint32_t i = 0; i < word->inner_count; i++) {
    uint32_t offset = composition->inner.at[word->first_inner + i];
    add_point(composition, &(struct break_point){.offset = offset,
                                                 .penalty = request->hyphen_penalty,
                                                 .hyphen = ends_with_soft_hyphen(composition, offset),
                                                 .flagged = true});
  }
}

/* The letters of a word between its punctuation, when it is a plain word: no digits, no hyphens, capitals at its start
 * only. An apostrophe ends it. Empty when it is none. */
static struct str plain_word(struct str text) {
  size_t start = 0, end = 0, letters = 0;
  bool ended = false, possessive = false;
  for (size_t offset = 0; offset < text.length;) {
    size_t here = offset;
    uint32_t code_point = utf8_next(text, &offset);
    bool letter = u_isalpha((UChar32)code_point) ||
                  (letters > 0 && !ended && u_charType((UChar32)code_point) == U_NON_SPACING_MARK);
    if (u_isdigit((UChar32)code_point) || code_point == '-' || code_point == '/' || code_point == '@' ||
        code_point == '_' || code_point == 0xAD || (letter && ended && !possessive) ||
        (letters > 0 && u_isupper((UChar32)code_point)))
      return (struct str){0};
    if (letter && letters == 0) start = here;
    if (letter && !ended) letters++, end = offset;
    if (!letter && letters > 0) {
      possessive = !ended && (code_point == '\'' || code_point == 0x2019);
      ended = true;
    }
  }
  return str_slice(text, start, end);
}

static bool letter_beside(struct str text, uint32_t start, uint32_t end, uint32_t word_start, uint32_t word_end) {
  size_t before = start, after = end;
  while (before > word_start && ((uint8_t)text.at[--before] & 0xC0) == 0x80) {
  }
  return (start > word_start && u_isalpha((UChar32)utf8_next(text, &before))) ||
         (end < word_end && u_isalpha((UChar32)utf8_next(text, &after)));
}

/* Kept with the shaped word, which knows its face, language and letters. */
static void find_hyphens(struct composition *composition, const struct piece *piece) {
  struct shaped *shaped = piece->shaped;
  struct text_engine *engine = composition->engine;
  const struct item *item = &composition->characters.items.at[piece->item];
  struct str text = {shaped->bytes, shaped->byte_count};
  struct str letters = plain_word(text);
  uint16_t found[HYPHEN_LIMIT];
  shaped->hyphen_count = 0;
  if (letters.length == 0) return;
  size_t count = hyphenation_points(engine, engine->languages.at[item->language].tag, letters, found, HYPHEN_LIMIT);
  if (count == 0) return;
  shaped->hyphens = shaped_keep(engine, shaped, count * sizeof *shaped->hyphens);
  shaped->hyphen_count = (int16_t)count;
  for (size_t i = 0; i < count; i++)
    shaped->hyphens[i] = (uint16_t)(found[i] + (letters.at - text.at));
}

static void add_hyphens(struct composition *composition, const struct word *word, const struct point_request *request) {
  for (uint32_t i = 0; i < word->piece_count; i++) {
    const struct piece *piece = &composition->pieces.at[word->first_piece + i];
    if (!piece->shaped || !piece->shaped->face->hyphen ||
        letter_beside(composition->text, piece->start, piece->end, word->start, word->end))
      continue;
    if (piece->shaped->hyphen_count < 0) find_hyphens(composition, piece);
    for (int16_t j = 0; j < piece->shaped->hyphen_count; j++)
      add_point(composition, &(struct break_point){.offset = piece->start + piece->shaped->hyphens[j],
                                                   .penalty = request->hyphen_penalty,
                                                   .hyphen = true,
                                                   .flagged = true});
  }
}

static bool is_address(struct str word) {
  bool colon = str_find(word, STR(":"), 0) != SIZE_MAX; /* asked first, since most words have none */
  return (colon && str_find(word, STR("://"), 0) != SIZE_MAX) || str_find(word, STR("@"), 0) != SIZE_MAX ||
         str_starts_with(word, STR("www."));
}

static bool parts_address(char byte) {
  return byte == '/' || byte == '.' || byte == '-' || byte == '?';
}

/* Addresses may end a line behind / . - ? but not between two of these. */
static void add_address_points(struct composition *composition, const struct word *word, bool too_wide) {
  for (uint32_t offset = word->start + 1; offset + 1 < word->end; offset++)
    if (parts_address(composition->text.at[offset - 1]) && !parts_address(composition->text.at[offset]))
      add_point(composition, &(struct break_point){.offset = offset, .penalty = ADDRESS_PENALTY, .torn = too_wide});
}

static bool continues_cluster(struct str text, uint32_t offset) {
  size_t next = offset;
  if ((uint8_t)text.at[offset] < 0xCC) return false;
  return u_getIntPropertyValue((UChar32)utf8_next(text, &next), UCHAR_GRAPHEME_CLUSTER_BREAK) != U_GCB_OTHER;
}

/* Every cluster of the shaped word, with its widths as the whole word has them. */
static void add_tears(struct composition *composition, const struct word *word) {
  length before = 0;
  for (uint32_t i = 0; i < word->piece_count; i++) {
    const struct piece *piece = &composition->pieces.at[word->first_piece + i];
    if (!piece->shaped) continue;
    shaped_width(piece->shaped, item_size(composition, piece->item));
    for (uint32_t j = 0, cluster = 0; j < piece->shaped->glyph_count; j++) {
      uint32_t index = piece->shaped->right_to_left ? piece->shaped->glyph_count - 1 - j : j;
      const struct glyph *glyph = &piece->shaped->glyphs[index];
      uint32_t offset = piece->start + glyph->cluster;
      bool starts = j == 0 || glyph->cluster != cluster;
      if (starts && offset > word->start && !continues_cluster(composition->text, offset))
        add_point(composition, &(struct break_point){.offset = offset,
                                                     .before = before,
                                                     .after = word->width - before,
                                                     .penalty = TEAR_PENALTY,
                                                     .torn = true});
      cluster = glyph->cluster;
      before += glyph->advance;
    }
  }
}

static int compare_points(const void *a, const void *b) {
  const struct break_point *left = a, *right = b;
  if (left->offset != right->offset) return left->offset < right->offset ? -1 : 1;
  if (left->penalty != right->penalty) return left->penalty < right->penalty ? -1 : 1;
  return (int)left->hyphen - (int)right->hyphen;
}

/* In order of offset, the best one of each offset. */
static void sort_points(struct composition *composition, size_t first) {
  struct break_point *points = composition->points.at + first;
  size_t count = composition->points.count - first, kept = 0;
  if (count < 2) return;
  qsort(points, count, sizeof *points, compare_points);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || points[i].offset != points[kept - 1].offset) points[kept++] = points[i];
  composition->points.count = first + kept;
}

length hyphen_width(const struct composition *composition, uint32_t offset) {
  uint32_t item = item_at(composition, offset - 1);
  const struct text_face *face = composition->characters.items.at[item].face;
  return face ? units_to_length(face->hyphen_units, item_size(composition, item), face->face.units_per_em) : 0;
}

static void measure_points(struct composition *composition, const struct word *word) {
  for (uint32_t i = 0; i < word->point_count; i++) {
    struct break_point *point = &composition->points.at[word->first_point + i];
    if (point->before == 0 && word->end - word->start <= EXACT_BYTES) {
      point->before = stretch_width(composition, word, word->start, point->offset);
      point->after = stretch_width(composition, word, point->offset, word->end);
    }
    if (point->hyphen) point->before += hyphen_width(composition, point->offset);
  }
}

uint32_t word_points(struct composition *composition, struct word *word, const struct point_request *request) {
  if (word->points_pass == request->pass) return word->point_count;
  word->points_pass = request->pass;
  word->first_point = (uint32_t)composition->points.count;
  struct str letters = str_slice(composition->text, word->start, word->end);
  bool exact = letters.length <= EXACT_BYTES, address = request->addresses && is_address(letters);
  if (exact) add_opportunities(composition, word, request);
  if (exact && request->hyphenate && !address) add_hyphens(composition, word, request);
  if (exact && address) add_address_points(composition, word, request->tear);
  if (request->tear) add_tears(composition, word);
  sort_points(composition, word->first_point);
  word->point_count = (uint32_t)composition->points.count - word->first_point;
  measure_points(composition, word);
  return word->point_count;
}
