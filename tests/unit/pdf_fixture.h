/* Hand-made pages for the PDF tests: real fonts shaped by HarfBuzz, a structure, and other people's tools to read the
 * result. Every tool must stay silent on standard error. */
#ifndef TESTS_UNIT_PDF_FIXTURE_H
#define TESTS_UNIT_PDF_FIXTURE_H

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/vector.h"
#include "check.h"
#include "pdf/pdf.h"

#define CARLITO "/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf"
#define CARLITO_BOLD "/usr/share/fonts/truetype/crosextra/Carlito-Bold.ttf"
#define CARLITO_ITALIC "/usr/share/fonts/truetype/crosextra/Carlito-Italic.ttf"
#define NASKH "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"
#define CJK "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"

enum { PAGE_WIDTH = 595 * 1024, PAGE_HEIGHT = 842 * 1024 };

struct fixture {
  struct arena *arena;
  struct pdf *pdf;
  struct structure structure;
  VECTOR(struct page_item) items;
  VECTOR(struct page_link) links;
  VECTOR(struct destination) destinations;
  VECTOR(struct pdf_bookmark) bookmarks;
  struct pdf_metadata metadata;
  VECTOR(struct face *) faces;
  struct buffer bytes; /* of the file */
  size_t largest_piece;
  char folder[64], path[96];
};

static inline struct face *fixture_face(struct fixture *f, const char *path, unsigned index, bool is_cff) {
  if (access(path, R_OK) != 0) return NULL;
  hb_blob_t *blob = hb_blob_create_from_file(path);
  hb_face_t *face = hb_face_create(blob, index);
  hb_blob_destroy(blob);
  hb_font_t *font = hb_font_create(face);
  hb_font_extents_t extents;
  hb_font_get_h_extents(font, &extents);
  char name[128];
  unsigned length_of_name = sizeof name;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length_of_name, name);
  struct face *made = arena_new(f->arena, struct face);
  *made = (struct face){.path = str_from(path),
                        .index = index,
                        .postscript_name = str_copy(f->arena, str_from(name)),
                        .is_cff = is_cff,
                        .units_per_em = (uint16_t)hb_face_get_upem(face),
                        .ascent = (int16_t)extents.ascender,
                        .descent = (int16_t)extents.descender,
                        .cap_height = 1300,
                        .x_height = 900,
                        .stem_v = 160,
                        .bounding_box = {-500, -500, 2000, 2000},
                        .glyph_count = hb_face_get_glyph_count(face),
                        .number = (uint32_t)f->faces.count,
                        .harfbuzz_face = face};
  hb_font_destroy(font);
  vector_push(f->arena, &f->faces, made);
  return made;
}

static inline int fixture_take(void *context, struct str bytes) {
  struct fixture *f = context;
  if (bytes.length > f->largest_piece) f->largest_piece = bytes.length;
  buffer_append(&f->bytes, bytes);
  return 0;
}

static inline struct fixture *fixture_create(void) {
  struct arena *arena = arena_create();
  struct fixture *f = arena_new(arena, struct fixture);
  f->arena = arena;
  f->pdf = pdf_create(arena, fixture_take, f);
  f->metadata = (struct pdf_metadata){.title = STR("A report – with a title"),
                                      .author = STR("The Secretariat"),
                                      .language = STR("en"),
                                      .producer = STR("rapporteur")};
  strcpy(f->folder, "/tmp/test-pdf-XXXXXX");
  if (mkdtemp(f->folder) == NULL) f->folder[0] = 0;
  snprintf(f->path, sizeof f->path, "%s/out.pdf", f->folder);
  return f;
}

static inline void fixture_destroy(struct fixture *f) {
  if (getenv("KEEP_PDF") == NULL) {
    unlink(f->path);
    rmdir(f->folder);
  } else {
    printf("  kept %s\n", f->path);
  }
  pdf_destroy(f->pdf);
  for (size_t i = 0; i < f->faces.count; i++)
    hb_face_destroy(f->faces.at[i]->harfbuzz_face);
  buffer_free(&f->bytes);
  arena_destroy(f->arena);
}

static inline uint32_t fixture_element(struct fixture *f, enum structure_type type, uint32_t parent) {
  VECTOR(struct structure_element) v = {f->structure.at, f->structure.count, f->structure.capacity};
  vector_push(f->arena, &v, (struct structure_element){.parent = parent, .type = (uint8_t)type});
  f->structure = (struct structure){v.at, v.count, v.capacity};
  return (uint32_t)v.count - 1;
}

/* Shapes a stretch of one direction. `text` is a slice of the caller's paragraph. */
static inline struct glyph_run *fixture_shape(struct fixture *f, const struct face *face, length size, struct str text,
                                              bool right_to_left) {
  hb_font_t *font = hb_font_create(face->harfbuzz_face);
  hb_font_set_scale(font, size, size);
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text.at, (int)text.length, 0, (int)text.length);
  hb_buffer_set_direction(buffer, right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(font, buffer, NULL, 0);
  unsigned count;
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
  struct glyph_run *run = arena_new(f->arena, struct glyph_run);
  *run = (struct glyph_run){.face = face,
                            .size = size,
                            .glyphs = arena_new_array(f->arena, struct glyph, count + 1),
                            .glyph_count = count,
                            .text = text,
                            .right_to_left = right_to_left};
  for (unsigned i = 0; i < count; i++) {
    run->glyphs[i] = (struct glyph){.id = (uint16_t)infos[i].codepoint,
                                    .cluster = infos[i].cluster,
                                    .advance = positions[i].x_advance,
                                    .x_offset = positions[i].x_offset,
                                    .y_offset = positions[i].y_offset};
    run->width += positions[i].x_advance;
  }
  hb_buffer_destroy(buffer);
  hb_font_destroy(font);
  return run;
}

static inline struct page_item *fixture_run(struct fixture *f, uint32_t element, length x, length y,
                                            struct glyph_run *run) {
  vector_push(f->arena, &f->items,
              (struct page_item){.kind = ITEM_GLYPHS, .element = element, .x = x, .y = y, .glyphs = {run, 0}});
  return &f->items.at[f->items.count - 1];
}

/* Returns where the text ends. Points. */
static inline length fixture_text(struct fixture *f, uint32_t element, length x, length y, const struct face *face,
                                  length size, const char *text) {
  struct glyph_run *run = fixture_shape(f, face, size, str_copy(f->arena, str_from(text)), false);
  fixture_run(f, element, x, y, run);
  return x + run->width;
}

static inline void fixture_page(struct fixture *f, uint32_t number, const char *label) {
  struct page page = {.number = number,
                      .label = str_from(label),
                      .width = PAGE_WIDTH,
                      .height = PAGE_HEIGHT,
                      .items = f->items.at,
                      .item_count = f->items.count,
                      .links = f->links.at,
                      .link_count = f->links.count};
  struct page_sink sink = pdf_sink(f->pdf);
  sink.page(sink.context, &page, &f->structure);
  f->items.count = f->links.count = 0;
}

static inline int fixture_finish(struct fixture *f) {
  int result = pdf_finish(f->pdf, &f->structure, f->destinations.at, f->destinations.count, f->bookmarks.at,
                          f->bookmarks.count, &f->metadata);
  FILE *file = fopen(f->path, "wb");
  if (file == NULL) return -1;
  if (f->bytes.length > 0) fwrite(f->bytes.at, 1, f->bytes.length, file);
  fclose(file);
  return result;
}

static inline bool fixture_has_tool(const char *tool) {
  char command[128];
  snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", tool);
  if (system(command) == 0) return true;
  printf("SKIP %s is not installed\n", tool);
  return false;
}

/* What a tool prints about the file ("%s" in `command`); its standard error is a failure. */
static inline struct str fixture_tool(struct fixture *f, const char *command) {
  char line[512], whole[640];
  snprintf(line, sizeof line, command, f->path);
  snprintf(whole, sizeof whole, "%s 2>%s/errors", line, f->folder);
  struct buffer out = {0};
  FILE *pipe = popen(whole, "r");
  char piece[4096];
  for (size_t got; pipe != NULL && (got = fread(piece, 1, sizeof piece, pipe)) > 0;)
    buffer_append(&out, (struct str){piece, got});
  int status = pipe == NULL ? -1 : pclose(pipe);
  snprintf(whole, sizeof whole, "%s/errors", f->folder);
  FILE *errors = fopen(whole, "rb");
  size_t got = errors == NULL ? 0 : fread(piece, 1, sizeof piece - 1, errors);
  if (errors != NULL) fclose(errors);
  unlink(whole);
  piece[got] = 0;
  /* Debian's build says this of every file. */
  static const char always[] = "warning: ICC support is not available\n";
  if (strcmp(piece, always) == 0) got = 0;
  if (got > 0 || status != 0) printf("  %s: status %d, %s\n", line, status, piece);
  CHECK(got == 0 && status == 0);
  struct str kept = str_copy(f->arena, buffer_str(&out));
  buffer_free(&out);
  return kept;
}

/* Every object in plain text, keys in order. */
static inline struct str fixture_plain(struct fixture *f) {
  return fixture_tool(f, "qpdf --qdf --object-streams=disable --no-original-object-ids %s -");
}

static inline bool contains(struct str text, const char *wanted) {
  return str_find(text, str_from(wanted), 0) != SIZE_MAX;
}
#define CHECK_CONTAINS(text, wanted)                                                                                   \
  (contains((text), (wanted))                                                                                          \
       ? (void)0                                                                                                       \
       : (void)(check_failures_here++, printf("  %s:%d: no \"%s\" in it\n", __FILE__, __LINE__, (wanted))))

static inline size_t count_of(struct str text, const char *wanted) {
  size_t count = 0;
  for (size_t at = 0; (at = str_find(text, str_from(wanted), at)) != SIZE_MAX; at++)
    count++;
  return count;
}

/* The quoted lines of `pdfinfo -struct-text`, joined: what a reader of the structure gets. */
static inline struct str fixture_structure_text(struct fixture *f) {
  struct str lines = fixture_tool(f, "pdfinfo -struct-text %s");
  struct buffer out = {0};
  for (size_t at = 0; at < lines.length;) {
    size_t end = str_find(lines, STR("\n"), at);
    if (end == SIZE_MAX) end = lines.length;
    struct str line = str_trim(str_slice(lines, at, end));
    if (str_starts_with(line, STR("\""))) buffer_append(&out, str_slice(line, 1, line.length - 1));
    at = end + 1;
  }
  struct str kept = str_copy(f->arena, buffer_str(&out));
  buffer_free(&out);
  return kept;
}

#endif
