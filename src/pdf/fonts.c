#include "pdf/fonts.h"

#include "pdf/syntax.h"
#include <hb.h>

enum { CODE_LIMIT = 0xFFFF };

/* Whether a CFF table's top dictionary begins with ROS (12 30), as that of a CID-keyed font must (Adobe Technical Note
 * 5176, 18). Offsets are small and every read is checked: the table may be anything. */
static bool cff_has_cids(const unsigned char *cff, size_t size) {
  if (size < 4) return false;
  size_t at = cff[2];
  for (int index = 0; index < 2; index++) { /* names, then top dictionaries */
    if (at + 3 > size) return false;
    size_t count = (size_t)cff[at] << 8 | cff[at + 1], width = cff[at + 2];
    if (count == 0 || width < 1 || width > 4 || at + 3 + (count + 1) * width > size) return false;
    size_t last = index == 0 ? count : 1, end = 0;
    for (size_t i = 0; i < width; i++)
      end = end << 8 | cff[at + 3 + last * width + i];
    size_t data = at + 2 + (count + 1) * width;
    if (index == 0) {
      at = data + end;
      continue;
    }
    if (data + end > size) return false;
    for (size_t i = data + 1; i + 1 < data + end; i++)
      if (cff[i] == 12 && cff[i + 1] == 30) return true;
  }
  return false;
}

static bool face_names_glyphs(const struct face *face) {
  hb_blob_t *blob = hb_face_reference_table(face->harfbuzz_face, HB_TAG('C', 'F', 'F', ' '));
  unsigned size = 0;
  const char *data = hb_blob_get_data(blob, &size);
  bool named = !cff_has_cids((const unsigned char *)data, size);
  hb_blob_destroy(blob);
  return named;
}

/* A string's byte, escaped where it would end the string or be read as another one (ISO 32000-1, 7.3.4.2). */
static void spell_byte(struct font_code *code, unsigned byte) {
  char value = (char)byte;
  if (value == '(' || value == ')' || value == '\\' || value == '\r') code->bytes[code->byte_count++] = '\\';
  code->bytes[code->byte_count++] = value == '\r' ? 'r' : value;
}

static void add_code(struct font *font, uint16_t glyph, struct str text) {
  hb_position_t advance = hb_font_get_glyph_h_advance(font->measure, glyph);
  uint32_t per_em = font->face->units_per_em > 0 ? font->face->units_per_em : 1000;
  uint64_t width = ((uint64_t)(advance > 0 ? advance : 0) * 1000 + per_em / 2) / per_em;
  uint32_t index = (uint32_t)font->codes.count;
  struct font_code code = {.text = str_copy(font->fonts->arena, text),
                           .key = font_text_key(text.at, text.length),
                           .next = font->first_code[glyph],
                           .glyph = glyph,
                           .code = font->codes_are_glyphs ? glyph : (uint16_t)(index + 1),
                           .width = (uint16_t)(width < UINT16_MAX ? width : UINT16_MAX)};
  spell_byte(&code, code.code >> 8u);
  spell_byte(&code, code.code & 0xFFu);
  vector_push(font->fonts->arena, &font->codes, code);
  font->first_code[glyph] = index + 1;
}

/* With one text a glyph, the commoner one has to be it, whichever comes first. */
static void add_common_texts(struct font *font) {
  static const char *const common[] = {" ", "-"};
  for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(font->measure, (hb_codepoint_t)common[i][0], &glyph)) continue;
    if (glyph < font->face->glyph_count && font->first_code[glyph] == 0)
      add_code(font, (uint16_t)glyph, str_from(common[i]));
  }
}

static struct font *create_font(struct fonts *fonts, const struct face *face) {
  struct font *font = arena_new(fonts->arena, struct font);
  *font = (struct font){.face = face,
                        .index = (uint32_t)fonts->all.count,
                        .codes_are_glyphs = face->is_cff,
                        .names_glyphs = face->is_cff && face_names_glyphs(face),
                        .measure = hb_font_create(face->harfbuzz_face),
                        .first_code = arena_new_array(fonts->arena, uint32_t, (size_t)face->glyph_count + 1),
                        .fonts = fonts};
  if (font->codes_are_glyphs) add_common_texts(font);
  vector_push(fonts->arena, &fonts->all, font);
  return font;
}

struct font *fonts_use(struct fonts *fonts, const struct face *face) {
  while (fonts->by_face.count <= face->number)
    vector_push(fonts->arena, &fonts->by_face, NULL);
  struct font **font = &fonts->by_face.at[face->number];
  if (*font == NULL) *font = create_font(fonts, face);
  return *font;
}

static const struct font_code no_code = {.text = {"", 0}, .byte_count = 2};

/* What font_use did not find: a new pair, a long text, or a glyph that the font does not have. */
const struct font_code *font_add(struct font *font, uint16_t glyph, struct str text, bool *exact) {
  *exact = true;
  if (glyph >= font->face->glyph_count) return &no_code;
  for (uint32_t next = font->first_code[glyph]; next > 0; next = font->codes.at[next - 1].next)
    if (str_equal(font->codes.at[next - 1].text, text)) return &font->codes.at[next - 1];
  bool full = font->codes_are_glyphs ? font->first_code[glyph] > 0 : font->codes.count >= CODE_LIMIT;
  if (!full) add_code(font, glyph, text);
  *exact = !full;
  return font->first_code[glyph] > 0 ? &font->codes.at[font->first_code[glyph] - 1] : &no_code;
}

bool fonts_prepare(struct fonts *fonts) {
  for (size_t i = 0; i < fonts->all.count; i++)
    if (!font_file_prepare(fonts->all.at[i])) return false;
  return true;
}

void fonts_append_resources(const struct fonts *fonts, struct buffer *out) {
  for (size_t i = 0; i < fonts->all.count; i++) {
    syntax_append_literal(out, "/F");
    syntax_append_integer(out, fonts->all.at[i]->index);
    buffer_append_byte(out, ' ');
    syntax_append_reference(out, fonts->all.at[i]->dictionaries);
  }
}

void fonts_free(struct fonts *fonts) {
  for (size_t i = 0; i < fonts->all.count; i++) {
    struct font *font = fonts->all.at[i];
    hb_font_destroy(font->measure);
    buffer_free(&font->file);
    buffer_free(&font->to_unicode);
    buffer_free(&font->glyph_map);
  }
  fonts->all.count = fonts->by_face.count = 0;
}
