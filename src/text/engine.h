/* What the parts of `text` share: the engine, its families and faces, the languages it serves. Nothing here is for
 * other folders. */
#ifndef TEXT_ENGINE_H
#define TEXT_ENGINE_H

#include <freetype/freetype.h>
#include <hb.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>

#include "base/map.h"
#include "text/text.h"

enum { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_COUNT };
enum face_state { FACE_ABSENT, FACE_UNOPENED, FACE_READY, FACE_MISSING, FACE_BROKEN, FACE_RESTRICTED };

/* A face as this module uses it; `face` stands first, so that one pointer serves both. */
struct text_face {
  struct face face;
  FT_Face freetype;
  hb_font_t *harfbuzz_font;          /* scaled to font units */
  uint32_t *coverage[0x1100];        /* by code point / 256: 8 words of bits, made when first asked */
  uint16_t space, hyphen, full_stop; /* glyphs; 0 where the font lacks them */
  int32_t space_units, hyphen_units, full_stop_units;
};

struct face_slot {
  struct str path; /* as the manifest has it */
  uint32_t index;
  enum face_state state;
  struct text_face *face;
};

struct family_instead {
  struct str language;
  struct str family;
};

struct family {
  struct str name; /* of the manifest */
  struct str title, package, licence;
  int32_t ascent, descent; /* thousandths of the size, both positive; 0: the font's own */
  bool known;              /* false: no manifest has this name */
  UScriptCode *scripts;
  size_t script_count;
  struct str *fallback;
  size_t fallback_count;
  struct family_instead *instead;
  size_t instead_count;
  struct face_slot slots[FACE_COUNT];
};

struct font_file {
  struct str path;
  const void *bytes;
  size_t length;
};

struct patterns;
enum patterns_state { PATTERNS_UNKNOWN, PATTERNS_ABSENT, PATTERNS_UNREAD, PATTERNS_READ };

/* A language of spans or packs; entries are never removed, so their index is a key. */
struct text_language {
  struct str tag;
  hb_language_t harfbuzz;
  struct str hyphenation; /* name of the patterns; empty: none */
  uint8_t minimum_before, minimum_after;
  enum patterns_state state;
  struct patterns *patterns;
};

enum { FALLBACK_CACHE_SIZE = 1024 };
struct fallback_entry {
  const struct family *base;
  uint32_t code_point;
  uint32_t style; /* slot, script and language */
  struct text_face *face;
};

struct word_cache;

struct text_engine {
  struct arena *arena;   /* as long as the engine */
  struct arena *scratch; /* one paragraph */
  struct str fonts_folder;
  bool folder_read;
  struct str *folders, *dictionaries, *order;
  size_t folder_count, dictionary_count, order_count;
  struct map families; /* name → struct family * */
  VECTOR(struct font_file) files;
  VECTOR(struct text_face *) faces;
  VECTOR(struct text_language) languages;
  FT_Library freetype;
  hb_buffer_t *buffer;
  UBreakIterator *line_breaks, *line_breaks_ideographic, *clusters;
  UBiDi *bidi;
  struct word_cache *words;
  struct fallback_entry *fallbacks;
};

/* Manifests (manifest.c). NULL when there is none of this name (reported); a manifest with faults is reported too and
 * gives what could be read. `diagnostics` may be NULL: nothing is reported. */
struct family *family_load(struct text_engine *engine, struct diagnostics *diagnostics, struct str name);
bool fonts_folder_load(struct text_engine *engine, struct diagnostics *diagnostics);
bool family_serves(const struct family *family, UScriptCode script);
/* The family that stands for this one in a language, mostly itself. */
struct family *family_in_language(struct text_engine *engine, struct diagnostics *diagnostics, struct family *family,
                                  struct str language);
/* The first of the folders that has `name`, as a path in `arena`; empty when none has. */
struct str folder_find(struct arena *arena, const struct str *folders, size_t count, struct str name,
                       const char *ending);

/* Faces (face.c). The slot that stands for bold and italic in this family, opened; NULL when it cannot be. */
struct text_face *family_face(struct text_engine *engine, struct family *family, bool bold, bool italic);
struct face_slot *family_slot(struct family *family, bool bold, bool italic);
/* 256 bits for code points from page * 256 on. */
const uint32_t *face_coverage(struct text_face *face, uint32_t page);
void faces_close(struct text_engine *engine);
/* Says why a slot could not be opened; nothing when it could. */
void face_report(struct diagnostics *diagnostics, const struct family *family, const struct face_slot *slot);

/* Languages (hyphenation.c). */
uint32_t language_index(struct text_engine *engine, struct str tag);
/* Are a language's patterns on this machine? Looked up once. */
bool language_can_hyphenate(struct text_engine *engine, struct text_language *language);
/* Offsets in `word` (letters only) where it may be divided, at most `limit`; returns how many. */
size_t hyphenation_points(struct text_engine *engine, struct str tag, struct str word, uint16_t *offsets, size_t limit);

static inline const uint32_t *face_coverage_of(struct text_face *face, uint32_t page) {
  const uint32_t *bits = face->coverage[page];
  return bits ? bits : face_coverage(face, page);
}

static inline bool face_has(struct text_face *face, uint32_t code_point) {
  if (code_point > 0x10FFFF) return false;
  const uint32_t *bits = face_coverage_of(face, code_point >> 8);
  return bits[(code_point & 0xFF) / 32] >> (code_point % 32) & 1;
}

static inline length units_to_length(int64_t units, length size, uint16_t units_per_em) {
  int64_t scaled = units * size, half = units_per_em / 2;
  return (length)((scaled >= 0 ? scaled + half : scaled - half) / units_per_em);
}

#endif
