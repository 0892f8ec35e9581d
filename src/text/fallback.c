/* The search for a face: the family itself where it serves the script, then its own substitutes, then the common order.
 */
#include "text/fallback.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

/* Fixed spaces and hyphens come from a font's space and hyphen, controls need no glyph. */
static bool needs_no_glyph(struct text_face *face, uint32_t code_point) {
  if (code_point < 0x20 || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200A) ||
      code_point == 0x202F || code_point == 0x205F || code_point == 0x3000)
    return face->space != 0;
  if (code_point == 0x2010 || code_point == 0x2011) return face->hyphen != 0;
  return code_point >= 0xAD && u_hasBinaryProperty((UChar32)code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* HarfBuzz takes a letter apart where the font has only its parts. */
static bool has_parts(struct text_face *face, uint32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  UChar units[32];
  char parts[96];
  int32_t count = unorm2_getDecomposition(unorm2_getNFDInstance(&status), (UChar32)code_point, units, 32, &status),
          size = 0;
  if (U_FAILURE(status) || count <= 0) return false;
  u_strToUTF8(parts, sizeof parts, &size, units, count, &status);
  for (size_t offset = 0; U_SUCCESS(status) && offset < (size_t)size;)
    if (!face_has(face, utf8_next((struct str){parts, (size_t)size}, &offset))) return false;
  return U_SUCCESS(status);
}

static bool shows(struct text_face *face, uint32_t code_point) {
  return face_has(face, code_point) || needs_no_glyph(face, code_point) || has_parts(face, code_point);
}

static bool covers(struct text_face *face, struct str cluster) {
  for (size_t offset = 0; offset < cluster.length;)
    if (!shows(face, utf8_next(cluster, &offset))) return false;
  return true;
}

uint32_t face_lacks(struct text_face *face, struct str cluster) {
  for (size_t offset = 0; face && offset < cluster.length;) {
    uint32_t code_point = utf8_next(cluster, &offset);
    if (!shows(face, code_point)) return code_point;
  }
  size_t start = 0;
  return utf8_next(cluster, &start);
}

/* Which families a step of the search looks at. */
enum reach { SERVING, SYMBOLS, ANY };

static bool in_reach(const struct family *family, const struct face_wish *wish, enum reach reach) {
  if (reach == SERVING) return family_serves(family, wish->script);
  if (reach == SYMBOLS)
    return family_serves(family, USCRIPT_SYMBOLS) || family_serves(family, USCRIPT_MATHEMATICAL_NOTATION);
  return true;
}

struct search {
  struct text_engine *engine;
  struct diagnostics *diagnostics;
  const struct face_wish *wish;
  struct str cluster;
  struct family *missing; /* one that serves the script, but whose file is not here */
};

static struct text_face *try_family(struct search *search, struct str name, enum reach reach) {
  struct family *family = family_load(search->engine, search->diagnostics, name);
  if (!family || !in_reach(family, search->wish, reach)) return NULL;
  struct str language = search->engine->languages.at[search->wish->language].tag;
  family = family_in_language(search->engine, search->diagnostics, family, language);
  struct text_face *face = family_face(search->engine, family, search->wish->bold, search->wish->italic);
  if (!face && !search->missing && reach == SERVING) search->missing = family;
  return face && covers(face, search->cluster) ? face : NULL;
}

static struct text_face *try_all(struct search *search, enum reach reach) {
  const struct family *base = search->wish->family;
  struct text_face *face = NULL;
  for (size_t i = 0; base && !face && i < base->fallback_count; i++)
    face = try_family(search, base->fallback[i], reach);
  for (size_t i = 0; !face && i < search->engine->order_count; i++)
    face = try_family(search, search->engine->order[i], reach);
  return face;
}

static bool base_covers(const struct search *search) {
  return search->wish->base && covers(search->wish->base, search->cluster);
}

static struct text_face *search_face(struct search *search) {
  const struct face_wish *wish = search->wish;
  struct text_face *face = NULL;
  if (wish->serves && base_covers(search)) return wish->base;
  if (wish->script != USCRIPT_COMMON) face = try_all(search, SERVING);
  if (!face && base_covers(search)) face = wish->base;
  if (!face) face = try_all(search, SYMBOLS);
  if (!face) face = try_all(search, ANY);
  if (!face && search->missing && search->diagnostics)
    face_report(search->diagnostics, search->missing, family_slot(search->missing, wish->bold, wish->italic));
  return face;
}

static struct fallback_entry *cache_slot(struct text_engine *engine, const struct face_wish *wish, uint32_t code_point,
                                         uint32_t style) {
  if (!engine->fallbacks)
    engine->fallbacks = arena_new_array(engine->arena, struct fallback_entry, FALLBACK_CACHE_SIZE);
  uint32_t hash = (code_point * 0x9E3779B1u) ^ (style * 0x85EBCA77u) ^ (uint32_t)((uintptr_t)wish->family >> 4);
  return &engine->fallbacks[(hash ^ hash >> 15) % FALLBACK_CACHE_SIZE];
}

struct text_face *face_for_cluster(struct text_engine *engine, struct diagnostics *diagnostics,
                                   const struct face_wish *wish, struct str cluster) {
  size_t offset = 0;
  uint32_t first = utf8_next(cluster, &offset);
  uint32_t style = (uint32_t)wish->script << 12 | wish->language << 2 | (uint32_t)wish->bold << 1 | wish->italic;
  struct fallback_entry *entry = cache_slot(engine, wish, first, style);
  if (entry->face && entry->base == wish->family && entry->code_point == first && entry->style == style &&
      (offset == cluster.length || covers(entry->face, cluster)))
    return entry->face;
  struct search search = {.engine = engine, .diagnostics = diagnostics, .wish = wish, .cluster = cluster};
  struct text_face *face = search_face(&search);
  *entry = (struct fallback_entry){.base = wish->family, .code_point = first, .style = style, .face = face};
  return face;
}
