/* Characters to items. One walk over the paragraph resolves scripts (Unicode annex 24: common and inherited characters
 * take the script before them, closing brackets that of their opening one), asks for a face a cluster, and starts a new
 * item where anything changes. */
#include "text/itemize.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/fallback.h"

enum { BRACKET_LIMIT = 16, LEVEL_COUNT = UBIDI_MAX_EXPLICIT_LEVEL + 3 };

struct bracket {
  UChar32 closing;
  UScriptCode script;
};

struct walk {
  struct characters *characters;
  uint32_t offset;
  int32_t unit;
  uint32_t span, span_end;
  const struct level_run *level;
  UScriptCode script; /* of the item's last character, resolved */
  UScriptCode
      level_scripts[LEVEL_COUNT]; /* of the last character at each level: a sentence goes on after a quotation */
  struct bracket brackets[BRACKET_LIMIT];
  size_t bracket_count;
  struct face_wish wish;
  UScriptCode wish_script; /* for which wish.serves holds */
  struct item *item;
};

/* True for a character that alone can bring in another level than 0: right-to-left letters, Arabic numbers, explicit
 * controls (Unicode annex 9, classes R, AL, AN, LRE … PDI). */
static bool asks_for_bidi(uint32_t code_point) {
  if (code_point < 0x590) return false;
  return code_point <= 0x8FF || (code_point >= 0x200E && code_point <= 0x200F) ||
         (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069) ||
         (code_point >= 0xFB1D && code_point <= 0xFDFF) || (code_point >= 0xFE70 && code_point <= 0xFEFF) ||
         (code_point >= 0x10800 && code_point <= 0x10FFF) || (code_point >= 0x1E800 && code_point <= 0x1EFFF);
}

static size_t ascii_prefix(struct str text, UChar *units) {
  size_t i = 0;
  for (uint64_t bytes; text.length - i >= sizeof bytes; i += sizeof bytes) {
    memcpy(&bytes, text.at + i, sizeof bytes);
    if (bytes & 0x8080808080808080u) break;
    for (size_t k = 0; k < sizeof bytes; k++)
      units[i + k] = (UChar)text.at[i + k];
  }
  for (; i < text.length && (uint8_t)text.at[i] < 0x80; i++)
    units[i] = (UChar)text.at[i];
  return i;
}

static bool decode_rest(struct characters *characters, size_t offset) {
  struct str text = characters->text;
  uint32_t *offsets = arena_allocate_raw(characters->engine->scratch, (text.length + 1) * sizeof *offsets);
  int32_t unit = 0;
  bool bidi = false;
  for (; (size_t)unit < offset; unit++)
    offsets[unit] = (uint32_t)unit;
  while (offset < text.length) {
    uint32_t start = (uint32_t)offset, code_point = utf8_next(text, &offset);
    if (code_point == UTF8_INVALID) code_point = 0xFFFD;
    bidi |= asks_for_bidi(code_point);
    if (code_point > 0xFFFF) {
      offsets[unit] = start;
      characters->units[unit++] = U16_LEAD(code_point);
      code_point = U16_TRAIL(code_point);
    }
    offsets[unit] = start;
    characters->units[unit++] = (UChar)code_point;
  }
  offsets[unit] = (uint32_t)text.length;
  characters->unit_offsets = offsets;
  characters->unit_count = unit;
  return bidi;
}

bool decode_units(struct characters *characters) {
  struct str text = characters->text;
  characters->units = arena_allocate_raw(characters->engine->scratch, (text.length + 1) * sizeof(UChar));
  size_t plain = ascii_prefix(text, characters->units);
  characters->unit_count = (int32_t)plain;
  return plain < text.length && decode_rest(characters, plain);
}

uint32_t unit_offset(const struct characters *characters, int32_t unit) {
  return characters->unit_offsets ? characters->unit_offsets[unit] : (uint32_t)unit;
}

static void single_level(struct characters *characters, uint8_t level) {
  struct level_run *run = arena_new(characters->engine->scratch, struct level_run);
  *run = (struct level_run){.end = characters->unit_count, .level = level};
  characters->levels = run;
  characters->mixed = level != 0;
}

void find_levels(struct characters *characters) {
  struct text_engine *engine = characters->engine;
  UErrorCode status = U_ZERO_ERROR;
  if (!engine->bidi) engine->bidi = ubidi_open();
  ubidi_setPara(engine->bidi, characters->units, characters->unit_count, characters->base_level, NULL, &status);
  int32_t count = U_SUCCESS(status) ? ubidi_countRuns(engine->bidi, &status) : 0;
  if (U_FAILURE(status) || count <= 0) {
    single_level(characters, characters->base_level);
    return;
  }
  VECTOR(struct level_run) runs = {0};
  for (int32_t unit = 0; unit < characters->unit_count;) {
    UBiDiLevel level;
    ubidi_getLogicalRun(engine->bidi, unit, &unit, &level);
    vector_push(engine->scratch, &runs, (struct level_run){.end = unit, .level = level});
    characters->mixed |= level != 0;
  }
  characters->levels = runs.at;
}

static UScriptCode script_of(uint32_t code_point) {
  if (code_point < 0x80) return (code_point | 0x20) - 'a' < 26 ? USCRIPT_LATIN : USCRIPT_COMMON;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript((UChar32)code_point, &status);
}

static bool is_real(UScriptCode script) {
  return script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

static UScriptCode first_script(struct str text) {
  for (size_t offset = 0; offset < text.length;) {
    UScriptCode script = script_of(utf8_next(text, &offset));
    if (is_real(script)) return script;
  }
  return USCRIPT_COMMON;
}

static UScriptCode closing_script(struct walk *walk, UChar32 bracket) {
  for (size_t i = walk->bracket_count; i-- > 0;)
    if (walk->brackets[i].closing == bracket) {
      walk->bracket_count = i;
      return walk->brackets[i].script;
    }
  return walk->level_scripts[walk->level->level];
}

static UScriptCode resolve_script(struct walk *walk, uint32_t code_point) {
  UScriptCode script = script_of(code_point), carried = walk->level_scripts[walk->level->level];
  if (is_real(script)) return script;
  int32_t type = code_point < 0x80 && code_point != '(' && code_point != ')' && code_point != '[' && code_point != ']'
                     ? U_BPT_NONE
                     : u_getIntPropertyValue((UChar32)code_point, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
  if (type == U_BPT_CLOSE) return closing_script(walk, (UChar32)code_point);
  if (type == U_BPT_OPEN && walk->bracket_count < BRACKET_LIMIT)
    walk->brackets[walk->bracket_count++] =
        (struct bracket){.closing = u_getBidiPairedBracket((UChar32)code_point), .script = carried};
  return carried;
}

/* Bytes of the grapheme cluster (Unicode annex 29) that starts with a code point of `size` bytes. */
static size_t cluster_size(struct walk *walk, size_t size) {
  struct characters *characters = walk->characters;
  size_t next = walk->offset + size;
  if (next >= walk->span_end || (uint8_t)characters->text.at[next] < 0xCC) return size; /* below U+0300 */
  uint32_t code_point = utf8_next(characters->text, &next);
  int32_t kind = u_getIntPropertyValue((UChar32)code_point, UCHAR_GRAPHEME_CLUSTER_BREAK);
  if (kind == U_GCB_OTHER || kind == U_GCB_CONTROL) return size;
  UErrorCode status = U_ZERO_ERROR;
  struct text_engine *engine = characters->engine;
  if (!engine->clusters) engine->clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
  if (!characters->clusters_set && U_SUCCESS(status))
    ubrk_setText(engine->clusters, characters->units, characters->unit_count, &status);
  characters->clusters_set = true;
  int32_t end = U_SUCCESS(status) ? ubrk_following(engine->clusters, walk->unit) : UBRK_DONE;
  if (end == UBRK_DONE) return size;
  uint32_t end_offset = unit_offset(characters, end);
  return (end_offset < walk->span_end ? end_offset : walk->span_end) - walk->offset;
}

static void report_family(struct characters *characters, struct family *family, bool bold, bool italic) {
  const struct face_slot *slot = family ? family_slot(family, bold, italic) : NULL;
  characters->complete = false;
  if (slot && characters->diagnostics) face_report(characters->diagnostics, family, slot);
}

/* On to the span that holds the next character; empty spans hold none. */
static void next_span(struct walk *walk) {
  struct characters *characters = walk->characters;
  const struct paragraph_text *paragraph = characters->paragraph;
  while (walk->span + 1 < paragraph->span_count && paragraph->spans[walk->span].end <= walk->offset)
    walk->span++;
  const struct text_span *span = &paragraph->spans[walk->span];
  struct text_engine *engine = characters->engine;
  struct str language = span->language.length > 0 ? span->language : paragraph->language;
  struct family *family = family_load(engine, characters->diagnostics, span->family);
  if (family) family = family_in_language(engine, characters->diagnostics, family, language);
  struct text_face *base = family ? family_face(engine, family, span->bold, span->italic) : NULL;
  if (!base) report_family(characters, family, span->bold, span->italic);
  walk->span_end = span->end < characters->text.length ? span->end : (uint32_t)characters->text.length;
  if (walk->span + 1 == paragraph->span_count) walk->span_end = (uint32_t)characters->text.length;
  walk->wish = (struct face_wish){.family = family,
                                  .base = base,
                                  .bold = span->bold,
                                  .italic = span->italic,
                                  .language = language_index(engine, language)};
  walk->wish_script = USCRIPT_INVALID_CODE;
  walk->item = NULL;
}

static bool family_wanted_for(const struct family *family, UScriptCode script) {
  return script == USCRIPT_COMMON || (family && family_serves(family, script));
}

static void wish_for_script(struct walk *walk, UScriptCode script) {
  if (walk->wish_script == script) return;
  walk->wish_script = walk->wish.script = script;
  walk->wish.serves = family_wanted_for(walk->wish.family, script);
}

/* Digits stand in the style's own family also beside scripts that it does not serve, but for the European ones. */
static bool is_foreign_digit(uint32_t code_point, UScriptCode script) {
  return code_point - '0' < 10 && script != USCRIPT_LATIN && script != USCRIPT_GREEK && script != USCRIPT_CYRILLIC;
}

static struct text_face *choose_face(struct walk *walk, uint32_t code_point, size_t size, size_t code_point_size) {
  const struct face_wish *wish = &walk->wish;
  bool own = wish->base && (wish->serves || is_foreign_digit(code_point, wish->script));
  if (own && size == code_point_size && face_has(wish->base, code_point)) return wish->base;
  struct characters *characters = walk->characters;
  struct str cluster = str_slice(characters->text, walk->offset, walk->offset + size);
  struct text_face *face = face_for_cluster(characters->engine, characters->diagnostics, wish, cluster);
  if (face) return face;
  if (characters->missing && (wish->base || characters->complete))
    characters->missing(characters->missing_context, walk->offset, face_lacks(wish->base, cluster));
  characters->complete = false;
  return NULL;
}

static void add_to_item(struct walk *walk, struct text_face *face, UScriptCode script, size_t size) {
  struct characters *characters = walk->characters;
  struct item *item = walk->item;
  if (!item || item->face != face || item->level != walk->level->level || walk->script != script) {
    const char *name = script == USCRIPT_LATIN ? NULL : uscript_getShortName(script);
    hb_script_t harfbuzz_script = script == USCRIPT_LATIN ? HB_SCRIPT_LATIN
                                  : name                  ? hb_script_from_string(name, -1)
                                                          : HB_SCRIPT_COMMON;
    vector_push(characters->engine->scratch, &characters->items,
                (struct item){.start = walk->offset,
                              .face = face,
                              .script = harfbuzz_script,
                              .language = walk->wish.language,
                              .span = walk->span,
                              .level = walk->level->level,
                              .between_letters = uscript_breaksBetweenLetters(script)});
    walk->item = item = &characters->items.at[characters->items.count - 1];
  }
  item->end = walk->offset + (uint32_t)size;
}

static void step(struct walk *walk) {
  struct characters *characters = walk->characters;
  size_t offset = walk->offset;
  uint32_t code_point = utf8_next(characters->text, &offset);
  size_t code_point_size = offset - walk->offset, size = cluster_size(walk, code_point_size);
  UScriptCode script = resolve_script(walk, code_point);
  wish_for_script(walk, script);
  struct text_face *face = choose_face(walk, code_point, size, code_point_size);
  add_to_item(walk, face, script, size);
  walk->script = walk->level_scripts[walk->level->level] = script;
  uint32_t end = walk->offset + (uint32_t)size;
  if (!characters->unit_offsets)
    walk->unit += (int32_t)size;
  else
    while (walk->unit < characters->unit_count && characters->unit_offsets[walk->unit] < end)
      walk->unit++;
  walk->offset = end;
}

/* Printable ASCII but brackets, whose partner may stand in another script. */
static bool is_plain(uint8_t byte) {
  static const uint32_t plain[8] = {0, 0xFFFFFCFFu, 0xD7FFFFFFu, 0x57FFFFFFu};
  return plain[byte / 32] >> (byte % 32) & 1;
}

/* Latin letters, digits, spaces and plain marks that go on with the item as it is: the same as a step each, in one
 * sweep. The last one is left to a step, since a combining mark may follow it. */
static void step_plain(struct walk *walk) {
  const struct characters *characters = walk->characters;
  const struct face_wish *wish = &walk->wish;
  const struct item *item = walk->item;
  if (!item || !wish->serves || item->face != wish->base || walk->script != USCRIPT_LATIN ||
      wish->script != USCRIPT_LATIN || item->level != walk->level->level ||
      walk->level_scripts[item->level] != USCRIPT_LATIN)
    return;
  size_t room = (size_t)(walk->level->end - walk->unit), left = walk->span_end - walk->offset, count = 0;
  const char *at = characters->text.at + walk->offset;
  const uint32_t *covered = face_coverage_of(wish->base, 0);
  for (size_t limit = room < left ? room : left; count < limit; count++) {
    uint8_t byte = (uint8_t)at[count];
    if (!is_plain(byte) || !(covered[byte / 32] >> (byte % 32) & 1)) break;
  }
  if (count < 2) return;
  walk->item->end = walk->offset += (uint32_t)count - 1;
  walk->unit += (int32_t)count - 1;
}

static void walk_characters(struct characters *characters) {
  struct walk walk = {.characters = characters, .level = characters->levels};
  UScriptCode first = first_script(characters->text);
  for (size_t i = 0; i < LEVEL_COUNT; i++)
    walk.level_scripts[i] = first;
  next_span(&walk);
  while (walk.offset < characters->text.length) {
    if (walk.offset >= walk.span_end) next_span(&walk);
    while (walk.unit >= walk.level->end && walk.level->end < characters->unit_count)
      walk.level++;
    step_plain(&walk);
    step(&walk);
  }
}

/* Latin letters of the first blocks, with signs that stand in the script around them; none joins the one before it. */
static bool is_latin_or_common(uint32_t code_point) {
  return (code_point >= ' ' && code_point < 0x7F) || (code_point >= 0xA0 && code_point < 0x250) ||
         (code_point >= 0x2010 && code_point < 0x2028) || code_point == 0x202F;
}

static bool span_is_covered(struct text_face *face, struct str text, size_t from, size_t to) {
  const uint32_t *covered = face_coverage_of(face, 0);
  for (size_t at = from; at < to;) {
    uint8_t byte = (uint8_t)text.at[at];
    if (byte >= ' ' && byte < 0x7F) {
      if (!(covered[byte / 32] >> (byte % 32) & 1)) return false;
      at++;
      continue;
    }
    uint32_t code_point = utf8_next(text, &at);
    if (!is_latin_or_common(code_point) || !face_has(face, code_point)) return false;
  }
  return true;
}

bool is_plainly_complete(struct text_engine *engine, const struct paragraph_text *paragraph) {
  for (uint32_t i = 0, from = 0; i < paragraph->span_count; from = paragraph->spans[i++].end) {
    const struct text_span *span = &paragraph->spans[i];
    if (span->end <= from) continue;
    struct str language = span->language.length > 0 ? span->language : paragraph->language;
    struct family *family = family_load(engine, NULL, span->family);
    if (family) family = family_in_language(engine, NULL, family, language);
    struct text_face *face = family ? family_face(engine, family, span->bold, span->italic) : NULL;
    if (!face || !family_serves(family, USCRIPT_LATIN) || span->end > paragraph->text.length ||
        !span_is_covered(face, paragraph->text, from, span->end))
      return false;
  }
  return paragraph->span_count > 0 && paragraph->spans[paragraph->span_count - 1].end == paragraph->text.length;
}

struct characters itemize(struct text_engine *engine, struct diagnostics *diagnostics,
                          const struct paragraph_text *paragraph, text_missing missing, void *context) {
  struct characters characters = {.engine = engine,
                                  .diagnostics = diagnostics,
                                  .paragraph = paragraph,
                                  .text = paragraph->text,
                                  .base_level = paragraph->direction == DIRECTION_RIGHT_TO_LEFT,
                                  .missing = missing,
                                  .missing_context = context,
                                  .complete = true};
  bool bidi = decode_units(&characters);
  if (bidi || characters.base_level != 0)
    find_levels(&characters);
  else
    single_level(&characters, 0);
  if (paragraph->span_count > 0) walk_characters(&characters);
  return characters;
}
