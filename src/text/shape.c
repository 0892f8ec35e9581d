/* HarfBuzz's part: characters of one item to glyphs in font units. */
#include "text/shape.h"

#include <string.h>

#include "text/ideograph.h"
#include "text/words.h"

/* Longer stretches (addresses, pasted data) seldom come twice. */
enum { CACHED_BYTES = 64 };

/* Scripts whose letters change by their neighbours, so that a stretch cut out of a word needs them in view. */
static bool script_joins(hb_script_t script) {
  static const hb_script_t joining[] = {HB_SCRIPT_ARABIC,     HB_SCRIPT_SYRIAC,         HB_SCRIPT_MONGOLIAN,
                                        HB_SCRIPT_NKO,        HB_SCRIPT_ADLAM,          HB_SCRIPT_MANDAIC,
                                        HB_SCRIPT_MANICHAEAN, HB_SCRIPT_PHAGS_PA,       HB_SCRIPT_HANIFI_ROHINGYA,
                                        HB_SCRIPT_SOGDIAN,    HB_SCRIPT_PSALTER_PAHLAVI};
  for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
    if (joining[i] == script) return true;
  return false;
}

/* Characters that a font may lack and that another one of its glyphs shows as well. HarfBuzz does it for spaces. */
static uint32_t stand_in(struct text_face *face, uint32_t code_point) {
  if (code_point == 0x2011 && !face_has(face, 0x2011)) code_point = 0x2010;
  if (code_point == 0x2010 && !face_has(face, 0x2010)) code_point = '-';
  return code_point == '\t' || code_point == '\n' || code_point == '\r' ? ' ' : code_point;
}

static void fill_buffer(hb_buffer_t *buffer, const struct item *item, struct text_engine *engine, struct str text,
                        uint32_t start, uint32_t end) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text.at, (int)text.length, start, (int)(end - start));
  hb_buffer_set_direction(buffer, item->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, item->script);
  hb_buffer_set_language(buffer, engine->languages.at[item->language].harfbuzz);
  unsigned count;
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  for (unsigned i = 0; i < count; i++)
    if (infos[i].codepoint >= 0x2010 || infos[i].codepoint < ' ')
      infos[i].codepoint = stand_in(item->face, infos[i].codepoint);
}

static void take_glyphs(struct arena *arena, struct shaped *word, hb_buffer_t *buffer, uint32_t start) {
  unsigned count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
  word->glyph_count = count;
  word->units = arena_new_array(arena, struct unit_glyph, count);
  word->glyphs = arena_new_array(arena, struct glyph, count);
  for (unsigned i = 0; i < count; i++) {
    bool drawn = infos[i].codepoint != 0; /* a character without a glyph cannot get here; if it did, nothing is drawn */
    word->units[i] =
        (struct unit_glyph){.advance = drawn ? positions[i].x_advance : 0,
                            .x_offset = positions[i].x_offset,
                            .y_offset = positions[i].y_offset,
                            .unsafe = hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK};
    word->glyphs[i].id = drawn ? (uint16_t)infos[i].codepoint : word->face->space;
    word->glyphs[i].cluster = infos[i].cluster - start;
  }
}

static struct shaped *shape_new(struct text_engine *engine, struct arena *arena, const struct item *item,
                                struct str text, uint32_t start, uint32_t end) {
  struct shaped *word = arena_new(arena, struct shaped);
  *word = (struct shaped){.face = item->face,
                          .script = item->script,
                          .language = item->language,
                          .right_to_left = item->level & 1,
                          .byte_count = end - start,
                          .bytes = text.at + start,
                          .hyphen_count = -1};
  fill_buffer(engine->buffer, item, engine, text, start, end);
  hb_shape(item->face->harfbuzz_font, engine->buffer, NULL, 0);
  take_glyphs(arena, word, engine->buffer, start);
  if (item->between_letters && !word->right_to_left) squeeze_marks(word, engine->languages.at[item->language].tag);
  return word;
}

struct shaped *shape(struct text_engine *engine, const struct item *item, struct str text, uint32_t start, uint32_t end,
                     bool context) {
  if (end - start > CACHED_BYTES || (context && script_joins(item->script)))
    return shape_new(engine, engine->scratch, item, text, start, end);
  struct word_key key = {.face = item->face,
                         .script = item->script,
                         .language = item->language,
                         .right_to_left = item->level & 1,
                         .bytes = {text.at + start, end - start}};
  uint32_t hash = word_hash(&key);
  struct shaped *word = words_find(engine->words, &key, hash);
  if (word) return word;
  struct arena *arena = words_arena(engine->words);
  word = shape_new(engine, arena, item, key.bytes, 0, end - start);
  word->bytes = str_copy(arena, key.bytes).at;
  word->hash = hash;
  word->cached = true;
  words_add(engine->words, word);
  return word;
}

length shaped_width(struct shaped *word, length size) {
  if (word->size == size) return word->width;
  uint16_t units_per_em = word->face->face.units_per_em;
  length width = 0;
  for (uint32_t i = 0; i < word->glyph_count; i++) {
    const struct unit_glyph *units = &word->units[i];
    struct glyph *glyph = &word->glyphs[i];
    glyph->advance = units_to_length(units->advance, size, units_per_em);
    glyph->x_offset = units_to_length(units->x_offset, size, units_per_em);
    glyph->y_offset = units_to_length(units->y_offset, size, units_per_em);
    width += glyph->advance;
  }
  word->size = size;
  return word->width = width;
}

void *shaped_keep(struct text_engine *engine, const struct shaped *word, size_t size) {
  return arena_allocate_raw(word->cached ? words_arena(engine->words) : engine->scratch, size);
}
