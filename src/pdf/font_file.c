/* What a PDF says of a font: a Type 0 font with Identity-H, its CIDFont with widths, a descriptor, the subset made by
 * HarfBuzz, the text of each code, and the way from codes to glyphs (ISO 32000-1, 9.7 to 9.10). */
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/fingerprint.h"
#include "pdf/fonts.h"
#include "pdf/syntax.h"

enum { FONT_TYPE0, FONT_DESCENDANT, FONT_DESCRIPTOR, FONT_DICTIONARIES };
enum { FONT_FILE, FONT_TO_UNICODE, FONT_GLYPH_MAP, FONT_STREAMS };

enum {
  FONT_LEVEL = 6,
  LARGE_FONT = 256 * 1024, /* CFF of this size hardly shrinks: a quick level does */
  LARGE_FONT_LEVEL = 1,
  DEFAULT_WIDTH = 1000,
  LONGEST_LIST = 100, /* of bfchar entries */
  FLAG_SYMBOLIC = 4,
  FLAG_ITALIC = 64,
};

/* Glyphs are named by id, none is looked up or put in place by the subset's reader. */
static const hb_tag_t unused_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M'),
};

static hb_subset_input_t *subset_request(const struct font *font) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (input == NULL) return NULL;
  hb_set_t *glyphs = hb_subset_input_glyph_set(input);
  for (size_t i = 0; i < font->codes.count; i++)
    hb_set_add(glyphs, font->codes.at[i].glyph);
  hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (size_t i = 0; i < sizeof unused_tables / sizeof *unused_tables; i++)
    hb_set_add(dropped, unused_tables[i]);
  unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
  if (!hb_set_allocation_successful(glyphs) || !hb_set_allocation_successful(dropped)) {
    hb_subset_input_destroy(input);
    return NULL;
  }
  hb_subset_input_set_flags(input, font->names_glyphs ? flags | HB_SUBSET_FLAGS_RETAIN_GIDS : flags);
  return input;
}

static bool pack(struct font *font, int level, struct str bytes, struct buffer *out) {
  return deflate_append(font->fonts->deflater, level, bytes, out);
}

static bool pack_font_file(struct font *font, hb_face_t *subset) {
  hb_blob_t *blob =
      font->face->is_cff ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(subset);
  unsigned size = 0;
  const char *data = hb_blob_get_data(blob, &size);
  font->file_length = size;
  bool packed =
      size > 0 && pack(font, size > LARGE_FONT ? LARGE_FONT_LEVEL : FONT_LEVEL, (struct str){data, size}, &font->file);
  hb_blob_destroy(blob);
  return packed;
}

static bool pack_glyph_map(struct font *font, const hb_map_t *new_glyphs) {
  struct buffer map = {0};
  buffer_append(&map, (struct str){"\0", 2});
  for (size_t i = 0; i < font->codes.count; i++) {
    hb_codepoint_t glyph = hb_map_get(new_glyphs, font->codes.at[i].glyph);
    buffer_append_byte(&map, (char)(glyph >> 8));
    buffer_append_byte(&map, (char)(glyph & 0xFF));
  }
  bool packed = pack(font, FONT_LEVEL, buffer_str(&map), &font->glyph_map);
  buffer_free(&map);
  return packed;
}

/* When memory fails while a table is made HarfBuzz leaves it out, or a part of it, and says nothing; so each glyph's
 * box is compared with that of the original. */
static bool draws_the_same(const struct font *font, const hb_map_t *new_glyphs, hb_face_t *subset) {
  hb_font_t *drawn = hb_font_create(subset);
  bool same = hb_map_allocation_successful(new_glyphs);
  for (size_t i = 0; i < font->codes.count && same; i++) {
    hb_codepoint_t old_glyph = font->codes.at[i].glyph, glyph = hb_map_get(new_glyphs, old_glyph);
    hb_glyph_extents_t before = {0}, after = {0};
    bool known = hb_font_get_glyph_extents(font->measure, old_glyph, &before);
    same = glyph <= UINT16_MAX && known == (bool)hb_font_get_glyph_extents(drawn, glyph, &after) &&
           before.x_bearing == after.x_bearing && before.y_bearing == after.y_bearing && before.width == after.width &&
           before.height == after.height &&
           hb_font_get_glyph_h_advance(font->measure, old_glyph) == hb_font_get_glyph_h_advance(drawn, glyph);
  }
  hb_font_destroy(drawn);
  return same;
}

static bool make_subset(struct font *font) {
  hb_subset_input_t *input = subset_request(font);
  hb_subset_plan_t *plan = input == NULL ? NULL : hb_subset_plan_create_or_fail(font->face->harfbuzz_face, input);
  const hb_map_t *new_glyphs = plan == NULL ? NULL : hb_subset_plan_old_to_new_glyph_mapping(plan);
  hb_face_t *subset = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
  bool made = subset != NULL && draws_the_same(font, new_glyphs, subset) && pack_font_file(font, subset) &&
              (font->codes_are_glyphs || pack_glyph_map(font, new_glyphs));
  hb_face_destroy(subset);
  hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(input);
  return made;
}

static int compare_codes(const void *a, const void *b) {
  uint16_t first = ((const struct font_code *)a)->code, second = ((const struct font_code *)b)->code;
  return (first > second) - (first < second);
}

/* From here on codes stand in ascending order and first_code is of no more use. Codes made in order of use are in order
 * already; no two are equal. */
static void sort_codes(struct font *font) {
  if (font->codes_are_glyphs && font->codes.count > 0)
    qsort(font->codes.at, font->codes.count, sizeof *font->codes.at, compare_codes);
}

static bool has_text(const struct font_code *code) {
  return code->text.length > 0;
}

static void append_code_hex(struct buffer *out, uint16_t code) {
  buffer_append_format(out, "<%04X>", code);
}

/* A glyph without text of its own (the second of one character's two) reads as a zero-width non-joiner would: as
 * nothing that is seen. ToUnicode must have every code, and may not say U+0000. */
static const struct str no_text = STR_INIT("\xE2\x80\x8B");

static void append_text_list(struct font *font, size_t from, size_t to, struct buffer *out) {
  buffer_append_format(out, "%zu beginbfchar\n", to - from);
  for (size_t i = from; i < to; i++) {
    const struct font_code *code = &font->codes.at[i];
    append_code_hex(out, code->code);
    buffer_append_byte(out, '<');
    syntax_append_utf16_hex(out, has_text(code) ? code->text : no_text);
    buffer_append(out, STR(">\n"));
  }
  buffer_append(out, STR("endbfchar\n"));
}

static bool pack_to_unicode(struct font *font) {
  struct buffer map = {0};
  syntax_append_literal(&map, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                              "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                              "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                              "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
  for (size_t from = 0; from < font->codes.count; from += LONGEST_LIST) {
    size_t to = from + LONGEST_LIST < font->codes.count ? from + LONGEST_LIST : font->codes.count;
    append_text_list(font, from, to, &map);
  }
  syntax_append_literal(&map, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
  bool packed = pack(font, FONT_LEVEL, buffer_str(&map), &font->to_unicode);
  buffer_free(&map);
  return packed;
}

/* Six capitals (9.6.4), the same for the same glyphs of the same font. */
static void make_tag(struct font *font) {
  struct fingerprint fingerprint = fingerprint_begin();
  unsigned char bytes[16];
  fingerprint_add(&fingerprint, font->face->postscript_name);
  for (size_t i = 0; i < font->codes.count; i++) {
    const char glyph[2] = {(char)(font->codes.at[i].glyph >> 8), (char)(font->codes.at[i].glyph & 0xFF)};
    fingerprint_add(&fingerprint, (struct str){glyph, 2});
  }
  fingerprint_end(&fingerprint, bytes);
  for (int i = 0; i < 6; i++)
    font->tag[i] = (char)('A' + (bytes[2 * i] << 8 | bytes[2 * i + 1]) % 26);
}

static void append_font_name(const struct font *font, const char *key, struct buffer *out) {
  enum { LONGEST_NAME = 100 };
  struct buffer name = {0};
  struct str own = font->face->postscript_name.length > 0 ? font->face->postscript_name : STR("Font");
  buffer_append_format(&name, "%s+", font->tag);
  buffer_append(&name, str_slice(own, 0, LONGEST_NAME));
  syntax_append_literal(out, key);
  syntax_append_name(out, buffer_str(&name));
  buffer_free(&name);
}

static void append_type0(const struct font *font, struct buffer *out) {
  syntax_append_literal(out, "/Type/Font/Subtype/Type0");
  append_font_name(font, "/BaseFont", out);
  syntax_append_literal(out, "/Encoding/Identity-H/DescendantFonts[");
  syntax_append_reference(out, font->dictionaries + FONT_DESCENDANT);
  syntax_append_literal(out, "]");
  syntax_append_key_reference(out, "ToUnicode", font->streams + FONT_TO_UNICODE);
}

/* Runs of neighbouring codes; those of the default width are left out. */
static void append_widths(const struct font *font, struct buffer *out) {
  syntax_append_literal(out, "/W[");
  bool open = false;
  for (size_t i = 0; i < font->codes.count; i++) {
    const struct font_code *code = &font->codes.at[i];
    bool follows = open && code->code == font->codes.at[i - 1].code + 1;
    if (open && (!follows || code->width == DEFAULT_WIDTH)) {
      syntax_append_literal(out, "]");
      open = false;
    }
    if (code->width == DEFAULT_WIDTH) continue;
    if (open)
      buffer_append_byte(out, ' ');
    else
      buffer_append_format(out, "%u[", code->code);
    open = true;
    syntax_append_integer(out, code->width);
  }
  syntax_append_literal(out, open ? "]]" : "]");
}

static void append_descendant(const struct font *font, struct buffer *out) {
  syntax_append_literal(out, "/Type/Font/Subtype");
  syntax_append_literal(out, font->face->is_cff ? "/CIDFontType0" : "/CIDFontType2");
  append_font_name(font, "/BaseFont", out);
  syntax_append_literal(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
  syntax_append_key_reference(out, "FontDescriptor", font->dictionaries + FONT_DESCRIPTOR);
  if (!font->codes_are_glyphs) syntax_append_key_reference(out, "CIDToGIDMap", font->streams + FONT_GLYPH_MAP);
  syntax_append_literal(out, "/DW ");
  syntax_append_integer(out, DEFAULT_WIDTH);
  append_widths(font, out);
}

static void append_measure(const struct font *font, const char *key, int value, struct buffer *out) {
  int per_em = font->face->units_per_em > 0 ? font->face->units_per_em : 1000;
  int scaled = value * 1000;
  syntax_append_literal(out, key);
  buffer_append_byte(out, ' ');
  syntax_append_integer(out, (scaled + (scaled < 0 ? -per_em / 2 : per_em / 2)) / per_em);
}

static void append_descriptor(const struct font *font, struct buffer *out) {
  const struct face *face = font->face;
  syntax_append_literal(out, "/Type/FontDescriptor");
  append_font_name(font, "/FontName", out);
  syntax_append_literal(out, "/Flags ");
  syntax_append_integer(out, face->italic || face->italic_angle != 0 ? FLAG_SYMBOLIC | FLAG_ITALIC : FLAG_SYMBOLIC);
  syntax_append_literal(out, "/FontBBox[");
  for (int i = 0; i < 4; i++)
    append_measure(font, "", face->bounding_box[i], out);
  syntax_append_literal(out, "]/ItalicAngle ");
  syntax_append_integer(out, face->italic_angle);
  append_measure(font, "/Ascent", face->ascent, out);
  append_measure(font, "/Descent", face->descent, out);
  append_measure(font, "/CapHeight", face->cap_height, out);
  if (face->x_height > 0) append_measure(font, "/XHeight", face->x_height, out);
  append_measure(font, "/StemV", face->stem_v, out);
  syntax_append_key_reference(out, face->is_cff ? "FontFile3" : "FontFile2", font->streams + FONT_FILE);
}

static void font_dictionary(void *context, uint32_t index, struct buffer *out) {
  static void (*const parts[FONT_DICTIONARIES])(const struct font *, struct buffer *) = {
      [FONT_TYPE0] = append_type0, [FONT_DESCENDANT] = append_descendant, [FONT_DESCRIPTOR] = append_descriptor};
  parts[index](context, out);
}

static void font_stream_dictionary(void *context, uint32_t index, struct buffer *out) {
  const struct font *font = context;
  syntax_append_literal(out, "/Filter/FlateDecode");
  if (index != FONT_FILE) return;
  if (font->face->is_cff)
    syntax_append_literal(out, "/Subtype/CIDFontType0C");
  else
    buffer_append_format(out, "/Length1 %zu", font->file_length);
}

static struct str font_stream(void *context, uint32_t index) {
  const struct font *font = context;
  const struct buffer *const parts[FONT_STREAMS] = {
      [FONT_FILE] = &font->file, [FONT_TO_UNICODE] = &font->to_unicode, [FONT_GLYPH_MAP] = &font->glyph_map};
  return buffer_str(parts[index]);
}

bool font_file_prepare(struct font *font) {
  sort_codes(font);
  make_tag(font);
  if (!make_subset(font) || !pack_to_unicode(font)) return false;
  struct objects *objects = font->fonts->objects;
  font->dictionaries =
      objects_reserve(objects, FONT_DICTIONARIES, &(struct object_writer){.body = font_dictionary, .context = font});
  font->streams =
      objects_reserve(objects, font->codes_are_glyphs ? FONT_GLYPH_MAP : FONT_STREAMS,
                      &(struct object_writer){.body = font_stream_dictionary, .stream = font_stream, .context = font});
  return true;
}
