/* Font files: mapped, opened and measured by FreeType, handed to HarfBuzz. A face is opened when first needed: opening
 * costs about half a millisecond. */
#include <errno.h>
#include <fcntl.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/engine.h"
#include <freetype/tttables.h>
#include <freetype/tttags.h>

enum { FONT_FILE_LIMIT = 64 * 1024 * 1024 };

/* Which slots may stand for the one asked for, best first: weight matters more than slant. */
static const uint8_t substitutes[FACE_COUNT][FACE_COUNT] = {
    [FACE_REGULAR] = {FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC},
    [FACE_BOLD] = {FACE_BOLD, FACE_BOLD_ITALIC, FACE_REGULAR, FACE_ITALIC},
    [FACE_ITALIC] = {FACE_ITALIC, FACE_REGULAR, FACE_BOLD_ITALIC, FACE_BOLD},
    [FACE_BOLD_ITALIC] = {FACE_BOLD_ITALIC, FACE_BOLD, FACE_ITALIC, FACE_REGULAR},
};

static const struct font_file *map_file(struct text_engine *engine, struct str path) {
  for (size_t i = 0; i < engine->files.count; i++)
    if (str_equal(engine->files.at[i].path, path)) return &engine->files.at[i];
  int descriptor = open(path.at, O_RDONLY | O_CLOEXEC);
  struct stat status;
  void *bytes = MAP_FAILED;
  if (descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
      status.st_size <= FONT_FILE_LIMIT) {
    bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED && errno == ENOMEM) base_out_of_memory();
  }
  if (descriptor >= 0) close(descriptor);
  if (bytes == MAP_FAILED) return NULL;
  vector_push(
      engine->arena, &engine->files,
      (struct font_file){.path = str_copy(engine->arena, path), .bytes = bytes, .length = (size_t)status.st_size});
  return &engine->files.at[engine->files.count - 1];
}

static uint16_t glyph_of(struct text_face *face, uint32_t code_point) {
  return (uint16_t)FT_Get_Char_Index(face->freetype, code_point);
}

static int32_t glyph_units(struct text_face *face, uint16_t glyph) {
  return glyph ? hb_font_get_glyph_h_advance(face->harfbuzz_font, glyph) : 0;
}

static int16_t tag_weight_stem(uint16_t weight) {
  /* The usual estimate: stems grow with the weight class, 80 or so at 400 and 150 at 700 in 1/1000 em. */
  return (int16_t)(10 + 180 * (weight > 50 ? weight - 50 : 0) / 900);
}

static void measure(struct text_face *face) {
  FT_Face font = face->freetype;
  struct face *out = &face->face;
  out->units_per_em = font->units_per_EM;
  out->ascent = font->ascender;
  out->descent = font->descender;
  out->bounding_box[0] = (int16_t)font->bbox.xMin;
  out->bounding_box[1] = (int16_t)font->bbox.yMin;
  out->bounding_box[2] = (int16_t)font->bbox.xMax;
  out->bounding_box[3] = (int16_t)font->bbox.yMax;
  out->glyph_count = (uint32_t)font->num_glyphs;
  const TT_OS2 *os2 = FT_Get_Sfnt_Table(font, FT_SFNT_OS2);
  const TT_Postscript *post = FT_Get_Sfnt_Table(font, FT_SFNT_POST);
  bool has_heights = os2 && os2->version >= 2 && os2->version != 0xFFFF;
  int cap_height = has_heights ? os2->sCapHeight : font->units_per_EM * 7 / 10;
  int x_height = has_heights ? os2->sxHeight : font->units_per_EM / 2;
  out->cap_height = (int16_t)cap_height;
  out->x_height = (int16_t)x_height;
  out->italic_angle = post ? (int16_t)(post->italicAngle / 65536) : 0;
  out->stem_v = (int16_t)(tag_weight_stem(os2 ? os2->usWeightClass : 400) * font->units_per_EM / 1000);
}

/* Many fonts ask for more room than their letters need, so that no stack of marks is ever cut on a screen; a manifest
 * says what running text needs. */
static void measure_line(struct face *face, const struct family *family) {
  int ascent = family->ascent * face->units_per_em / 1000, descent = family->descent * face->units_per_em / 1000;
  face->line_ascent = family->ascent > 0 ? (int16_t)ascent : face->ascent;
  face->line_descent = family->descent > 0 ? (int16_t)-descent : face->descent;
}

static void find_common_glyphs(struct text_face *face) {
  face->space = glyph_of(face, ' ');
  face->hyphen = glyph_of(face, 0x2010);
  if (!face->hyphen) face->hyphen = glyph_of(face, '-');
  face->full_stop = glyph_of(face, '.');
  face->space_units = glyph_units(face, face->space);
  face->hyphen_units = glyph_units(face, face->hyphen);
  face->full_stop_units = glyph_units(face, face->full_stop);
}

/* PDF files carry a part of the font, so both the whole and parts must be allowed; glyphs must be outlines. */
static enum face_state judge(FT_Face font) {
  if (!FT_IS_SFNT(font) || !FT_IS_SCALABLE(font) || font->units_per_EM < 16 || font->num_glyphs > 65536)
    return FACE_BROKEN;
  const TT_OS2 *os2 = FT_Get_Sfnt_Table(font, FT_SFNT_OS2);
  if (!os2) return FACE_READY;
  bool restricted = (os2->fsType & 0x000F) == 0x0002;
  bool whole_only = os2->fsType & 0x0100, bitmaps_only = os2->fsType & 0x0200;
  return restricted || whole_only || bitmaps_only ? FACE_RESTRICTED : FACE_READY;
}

static hb_font_t *open_harfbuzz(const struct font_file *file, uint32_t index, void **harfbuzz_face) {
  hb_blob_t *blob = hb_blob_create(file->bytes, (unsigned)file->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *face = hb_face_create(blob, index);
  hb_blob_destroy(blob);
  hb_font_t *font = hb_font_create(face);
  hb_ot_font_set_funcs(font);
  *harfbuzz_face = face;
  return font;
}

static struct text_face *describe(struct text_engine *engine, const struct family *family, struct face_slot *slot,
                                  const struct font_file *file, FT_Face font) {
  struct text_face *face = arena_new(engine->arena, struct text_face);
  size_t position = (size_t)(slot - family->slots);
  FT_ULong table_size = 0;
  face->freetype = font;
  face->face.path = file->path;
  face->face.index = slot->index;
  face->face.family = family->name;
  face->face.postscript_name = str_copy(engine->arena, str_from(FT_Get_Postscript_Name(font)));
  face->face.bold = position == FACE_BOLD || position == FACE_BOLD_ITALIC;
  face->face.italic = position == FACE_ITALIC || position == FACE_BOLD_ITALIC;
  face->face.is_cff = FT_Load_Sfnt_Table(font, TTAG_CFF, 0, NULL, &table_size) == 0;
  face->face.number = (uint32_t)engine->faces.count;
  face->harfbuzz_font = open_harfbuzz(file, slot->index, &face->face.harfbuzz_face);
  measure(face);
  measure_line(&face->face, family);
  find_common_glyphs(face);
  vector_push(engine->arena, &engine->faces, face);
  return face;
}

static enum face_state open_slot(struct text_engine *engine, const struct family *family, struct face_slot *slot) {
  struct str path = folder_find(engine->scratch, engine->folders, engine->folder_count, slot->path, "");
  if (path.length == 0) return FACE_MISSING;
  const struct font_file *file = map_file(engine, path);
  FT_Face font;
  if (!file) return FACE_BROKEN;
  if (!engine->freetype && FT_Init_FreeType(&engine->freetype) != 0) return FACE_BROKEN;
  FT_Error error =
      FT_New_Memory_Face(engine->freetype, file->bytes, (FT_Long)file->length, (FT_Long)slot->index, &font);
  if (error == FT_Err_Out_Of_Memory) base_out_of_memory();
  if (error != 0) return FACE_BROKEN;
  enum face_state state = FT_Select_Charmap(font, FT_ENCODING_UNICODE) == 0 ? judge(font) : FACE_BROKEN;
  if (state == FACE_READY)
    slot->face = describe(engine, family, slot, file, font);
  else
    FT_Done_Face(font);
  return state;
}

struct face_slot *family_slot(struct family *family, bool bold, bool italic) {
  const uint8_t *order = substitutes[(bold ? FACE_BOLD : 0) + (italic ? FACE_ITALIC : 0)];
  for (size_t i = 0; i < FACE_COUNT; i++)
    if (family->slots[order[i]].state != FACE_ABSENT) return &family->slots[order[i]];
  return NULL;
}

struct text_face *family_face(struct text_engine *engine, struct family *family, bool bold, bool italic) {
  struct face_slot *slot = family_slot(family, bold, italic);
  if (!slot) return NULL;
  if (slot->state == FACE_UNOPENED) slot->state = open_slot(engine, family, slot);
  return slot->face;
}

void face_report(struct diagnostics *diagnostics, const struct family *family, const struct face_slot *slot) {
  struct place nowhere = {0};
  struct message *message = NULL;
  if (slot->state == FACE_MISSING)
    message = diagnose(diagnostics, nowhere, E_FONT_FILE_MISSING, "the font file %.*s of %.*s is not on this machine",
                       STR_ARG(slot->path), STR_ARG(family->title));
  if (slot->state == FACE_BROKEN)
    message = diagnose(diagnostics, nowhere, E_FONT_UNREADABLE, "the font file %.*s of %.*s cannot be used",
                       STR_ARG(slot->path), STR_ARG(family->title));
  if (slot->state == FACE_RESTRICTED)
    diagnose(diagnostics, nowhere, E_FONT_RESTRICTED,
             "the licence in the font file %.*s of %.*s forbids its use in a PDF", STR_ARG(slot->path),
             STR_ARG(family->title));
  if (message)
    message_help(diagnostics, message, "sudo apt-get install%s %.*s", slot->state == FACE_BROKEN ? " --reinstall" : "",
                 STR_ARG(family->package));
}

const uint32_t *face_coverage(struct text_face *face, uint32_t page) {
  uint32_t *bits = base_allocate(8 * sizeof *bits);
  memset(bits, 0, 8 * sizeof *bits);
  for (uint32_t i = 0; i < 256; i++)
    if (FT_Get_Char_Index(face->freetype, page << 8 | i) != 0) bits[i / 32] |= 1u << (i % 32);
  return face->coverage[page] = bits;
}

void faces_close(struct text_engine *engine) {
  for (size_t i = 0; i < engine->faces.count; i++) {
    struct text_face *face = engine->faces.at[i];
    for (size_t page = 0; page < sizeof face->coverage / sizeof *face->coverage; page++)
      free(face->coverage[page]);
    hb_font_destroy(face->harfbuzz_font);
    hb_face_destroy(face->face.harfbuzz_face);
    FT_Done_Face(face->freetype);
  }
  if (engine->freetype) FT_Done_FreeType(engine->freetype);
  for (size_t i = 0; i < engine->files.count; i++)
    munmap((void *)(uintptr_t)engine->files.at[i].bytes, engine->files.at[i].length);
}
