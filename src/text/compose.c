/* Characters to words: spaces and ICU's break opportunities (Unicode annex 14) part them, empty spans force lines to
 * end or hold leaders. */
#include "text/compose.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/ideograph.h"
#include "text/opportunities.h"

enum { LONG_WORD = 120 };

struct event {
  uint32_t offset, span;
};

struct builder {
  struct composition *composition;
  UBreakIterator *iterator; /* NULL: none could be opened, spaces alone count */
  bool iterator_set;        /* it is on this text */
  uint32_t boundary;        /* the first break opportunity after what was looked at */
  int32_t boundary_unit;
  uint32_t item;
  VECTOR(struct event) events;
  size_t event;
};

length item_size(const struct composition *composition, uint32_t item) {
  return composition->paragraph->spans[composition->characters.items.at[item].span].size;
}

uint32_t item_at(const struct composition *composition, uint32_t offset) {
  uint32_t low = 0, high = (uint32_t)composition->characters.items.count;
  while (low + 1 < high) {
    uint32_t middle = low + (high - low) / 2;
    if (composition->characters.items.at[middle].start <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Chinese and Japanese have rules of their own for small kana and marks; all others share the root's. */
static UBreakIterator *line_iterator(struct text_engine *engine, struct str language) {
  bool ideographic = str_starts_with(language, STR("zh")) || str_starts_with(language, STR("ja"));
  UBreakIterator **iterator = ideographic ? &engine->line_breaks_ideographic : &engine->line_breaks;
  UErrorCode status = U_ZERO_ERROR;
  if (!*iterator)
    *iterator = ubrk_open(UBRK_LINE, ideographic ? (language.at[0] == 'z' ? "zh" : "ja") : "en", NULL, 0, &status);
  return U_SUCCESS(status) ? *iterator : NULL;
}

static void ask_iterator(struct builder *builder) {
  const struct characters *characters = &builder->composition->characters;
  UErrorCode status = U_ZERO_ERROR;
  if (!builder->iterator_set) ubrk_setText(builder->iterator, characters->units, characters->unit_count, &status);
  builder->iterator_set = true;
  int32_t unit = U_SUCCESS(status) ? ubrk_following(builder->iterator, builder->boundary_unit) : UBRK_DONE;
  builder->boundary = unit == UBRK_DONE ? UINT32_MAX : unit_offset(characters, unit);
  builder->boundary_unit = unit;
}

static void advance_boundary(struct builder *builder) {
  struct str text = builder->composition->text;
  if (!builder->iterator || builder->boundary >= text.length) {
    builder->boundary = UINT32_MAX;
    return;
  }
  bool root_rules = builder->iterator == builder->composition->engine->line_breaks;
  uint32_t plain = root_rules ? plain_opportunity(text, builder->boundary, &builder->boundary_unit) : 0;
  if (plain > 0)
    builder->boundary = plain;
  else
    ask_iterator(builder);
}

/* Bytes of the space at `offset`, 0 where none is. The no-break space stretches like the others. */
static uint32_t space_bytes(struct str text, uint32_t offset) {
  uint8_t byte = (uint8_t)text.at[offset];
  if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') return 1;
  return byte == 0xC2 && offset + 1 < text.length && (uint8_t)text.at[offset + 1] == 0xA0 ? 2 : 0;
}

static uint32_t skip_letters(struct str text, uint32_t offset, uint32_t limit) {
  while (offset < limit &&
         ((uint8_t)text.at[offset] > ' ' ? (uint8_t)text.at[offset] != 0xC2 || !space_bytes(text, offset)
                                         : !space_bytes(text, offset)))
    offset++;
  return offset;
}

static uint32_t skip_spaces(struct str text, uint32_t offset, uint32_t limit) {
  for (uint32_t size; offset < limit && (size = space_bytes(text, offset)) > 0;)
    offset += size;
  return offset;
}

static const struct item *builder_item(struct builder *builder, uint32_t offset) {
  const struct characters *characters = &builder->composition->characters;
  while (builder->item + 1 < characters->items.count && characters->items.at[builder->item].end <= offset)
    builder->item++;
  return &characters->items.at[builder->item];
}

/* Words of scripts with spaces stay whole at a break opportunity, so that they are kerned across it. */
static bool parts_word(const struct composition *composition, uint32_t start, uint32_t boundary) {
  if (boundary - start > LONG_WORD) return true;
  uint32_t after = item_at(composition, boundary), before = item_at(composition, boundary - 1);
  return composition->characters.items.at[after].between_letters ||
         composition->characters.items.at[before].between_letters;
}

static uint32_t find_word_end(struct builder *builder, struct word *word, uint32_t limit) {
  struct composition *composition = builder->composition;
  uint32_t end = skip_letters(composition->text, word->start, limit);
  word->first_inner = (uint32_t)composition->inner.count;
  while (builder->boundary <= word->start)
    advance_boundary(builder);
  for (; builder->boundary < end; advance_boundary(builder)) {
    if (parts_word(composition, word->start, builder->boundary)) {
      end = builder->boundary;
      break;
    }
    vector_push(composition->scratch, &composition->inner, builder->boundary);
  }
  word->inner_count = (uint32_t)composition->inner.count - word->first_inner;
  return end;
}

static void shape_pieces(struct builder *builder, struct word *word) {
  struct composition *composition = builder->composition;
  word->first_piece = (uint32_t)composition->pieces.count;
  for (uint32_t start = word->start; start < word->end;) {
    const struct item *item = builder_item(builder, start);
    uint32_t end = item->end < word->end ? item->end : word->end;
    struct piece piece = {.start = start, .end = end, .item = builder->item};
    bool context = start != word->start || end != word->end;
    if (item->face) {
      piece.shaped = shape(composition->engine, item, composition->text, start, end, context);
      word->width += shaped_width(piece.shaped, item_size(composition, piece.item));
    }
    vector_push(composition->scratch, &composition->pieces, piece);
    start = end;
  }
  word->piece_count = (uint32_t)composition->pieces.count - word->first_piece;
}

/* Stretch and shrink of a space as in Knuth's own fonts: a half and a third of it. */
static void measure_spaces(struct builder *builder, struct word *word) {
  struct composition *composition = builder->composition;
  word->glue = GLUE_SPACE;
  for (uint32_t offset = word->end; offset < word->next; offset += space_bytes(composition->text, offset)) {
    const struct item *item = builder_item(builder, offset);
    if (item->face)
      word->gap += units_to_length(item->face->space_units, item_size(composition, builder->item),
                                   item->face->face.units_per_em);
  }
  word->stretch = word->gap / 2;
  word->shrink = word->gap / 3;
}

static uint32_t code_point_before(struct str text, uint32_t offset) {
  size_t start = offset;
  while (start > 0 && ((uint8_t)text.at[--start] & 0xC0) == 0x80) {
  }
  return utf8_next(text, &start);
}

/* Thai, Lao, Khmer, Burmese … have break opportunities between letters, but no room there. */
static bool is_complex(const struct item *item) {
  return item->script != HB_SCRIPT_HAN && item->script != HB_SCRIPT_HIRAGANA && item->script != HB_SCRIPT_KATAKANA &&
         item->script != HB_SCRIPT_BOPOMOFO && item->script != HB_SCRIPT_HANGUL && item->script != HB_SCRIPT_YI;
}

enum letter_kind { LETTER_OTHER, LETTER_IDEOGRAPH, LETTER_EUROPEAN };

static enum letter_kind letter_kind(uint32_t code_point) {
  if (code_point - '0' < 10) return LETTER_EUROPEAN;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript((UChar32)code_point, &status)) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_BOPOMOFO: return LETTER_IDEOGRAPH;
  case USCRIPT_LATIN:
  case USCRIPT_GREEK:
  case USCRIPT_CYRILLIC: return LETTER_EUROPEAN;
  default: return LETTER_OTHER;
  }
}

/* Chinese and Japanese lines stretch between all letters; a few ideographs in another text hardly do. */
static length ideograph_stretch(struct str language, length size) {
  return str_starts_with(language, STR("zh")) || str_starts_with(language, STR("ja")) ? size / 10 : size / 50;
}

/* Between ideographs and Latin letters stands a quarter of an em (JLREQ 3.2.2, CLREQ 3.2.2); where two marks meet, half
 * an em goes. */
static void measure_letter_gap(struct builder *builder, struct word *word) {
  struct composition *composition = builder->composition;
  const struct item *item = builder_item(builder, word->end - 1);
  struct str language = composition->engine->languages.at[item->language].tag;
  length size = item_size(composition, builder->item);
  size_t next = word->end;
  uint32_t last = code_point_before(composition->text, word->end), first = utf8_next(composition->text, &next);
  enum letter_kind before = letter_kind(last), after = letter_kind(first);
  word->glue = GLUE_LETTERS;
  if (before != after && before != LETTER_OTHER && after != LETTER_OTHER)
    word->gap = size / 4, word->stretch = size / 8, word->shrink = size / 8;
  else if (item->between_letters && (before != LETTER_EUROPEAN || after != LETTER_EUROPEAN) && !is_complex(item))
    word->stretch = ideograph_stretch(language, size);
  if (word->trim > 0 && marks_meet(MARK_CLOSING, mark_side(first, language))) word->gap = -word->trim;
}

static void measure_trim(struct builder *builder, struct word *word) {
  const struct composition *composition = builder->composition;
  if (word->piece_count == 0) return;
  const struct piece *last = &composition->pieces.at[word->first_piece + word->piece_count - 1];
  const struct item *item = &composition->characters.items.at[last->item];
  if (!last->shaped || !item->between_letters || item->level != 0) return;
  int32_t half = empty_half(last->shaped, composition->engine->languages.at[item->language].tag);
  word->trim = units_to_length(half, item_size(composition, last->item), item->face->face.units_per_em);
}

static bool boundary_at(struct builder *builder, uint32_t offset) {
  while (builder->boundary < offset)
    advance_boundary(builder);
  return builder->boundary == offset || !builder->iterator;
}

/* A line may end between a space and a no-break space: then these are two words. */
static uint32_t find_space_end(struct builder *builder, const struct word *word, uint32_t limit) {
  uint32_t next = skip_spaces(builder->composition->text, word->end, limit);
  if (next - word->end < 2) return next;
  while (builder->boundary <= word->end)
    advance_boundary(builder);
  return builder->boundary < next ? builder->boundary : next;
}

static void push_word(struct builder *builder, uint32_t start, uint32_t limit) {
  struct composition *composition = builder->composition;
  struct word word = {.start = start};
  word.end = find_word_end(builder, &word, limit);
  word.next = find_space_end(builder, &word, limit);
  shape_pieces(builder, &word);
  word.breaks = boundary_at(builder, word.next);
  measure_trim(builder, &word);
  if (word.next > word.end)
    measure_spaces(builder, &word);
  else if (word.next < composition->text.length && word.breaks)
    measure_letter_gap(builder, &word);
  vector_push(composition->scratch, &composition->words, word);
}

/* A forced line end or a leader belongs to the word before it, or to an empty one. */
static void take_event(struct builder *builder, const struct event *event) {
  struct composition *composition = builder->composition;
  const struct text_span *span = &composition->paragraph->spans[event->span];
  struct word *last = composition->words.count > 0 ? &composition->words.at[composition->words.count - 1] : NULL;
  if (!last || last->forced || last->glue == GLUE_LEADER) {
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a vector with room has its array. */
    vector_push(composition->scratch, &composition->words,
                (struct word){.start = event->offset, .end = event->offset, .next = event->offset});
    last = &composition->words.at[composition->words.count - 1];
  }
  if (span->hard_break) {
    last->forced = true;
    return;
  }
  last->glue = GLUE_LEADER;
  last->leader = event->span;
  last->breaks = false;
  last->gap += 2 * span->size;
  last->stretch = last->shrink = 0;
}

static void find_events(struct builder *builder) {
  const struct paragraph_text *paragraph = builder->composition->paragraph;
  for (uint32_t i = 0, start = 0; i < paragraph->span_count; start = paragraph->spans[i++].end)
    if (paragraph->spans[i].end <= start && (paragraph->spans[i].hard_break || paragraph->spans[i].leader))
      vector_push(builder->composition->scratch, &builder->events, (struct event){.offset = start, .span = i});
}

static uint32_t next_event(const struct builder *builder, uint32_t text_end) {
  return builder->event < builder->events.count ? builder->events.at[builder->event].offset : text_end;
}

static void build_words(struct builder *builder) {
  uint32_t text_end = (uint32_t)builder->composition->text.length, offset = 0;
  for (;;) {
    while (next_event(builder, text_end) <= offset && builder->event < builder->events.count)
      take_event(builder, &builder->events.at[builder->event++]);
    if (offset >= text_end) return;
    uint32_t limit = next_event(builder, text_end);
    push_word(builder, offset, limit < text_end ? limit : text_end);
    offset = builder->composition->words.at[builder->composition->words.count - 1].next;
  }
}

struct composition compose(struct text_engine *engine, const struct paragraph_text *paragraph) {
  struct composition composition = {.engine = engine,
                                    .scratch = engine->scratch,
                                    .paragraph = paragraph,
                                    .text = paragraph->text,
                                    .characters = itemize(engine, NULL, paragraph, NULL, NULL)};
  if (composition.characters.items.count == 0) composition.text.length = 0;
  struct builder builder = {.composition = &composition, .iterator = line_iterator(engine, paragraph->language)};
  find_events(&builder);
  build_words(&builder);
  return composition;
}

/* Glyphs whose characters start before `offset` of the shaped text. */
static uint32_t glyphs_before(const struct shaped *shaped, uint32_t offset) {
  uint32_t low = 0, high = shaped->glyph_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t logical = shaped->right_to_left ? shaped->glyph_count - 1 - middle : middle;
    if (shaped->glyphs[logical].cluster < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

enum cut { CUT_CLEAN, CUT_UNSAFE, CUT_WITHIN_CLUSTER };

/* May the shaped text be cut before this many of its glyphs, in logical order? */
static enum cut cut_at(const struct shaped *shaped, uint32_t before, uint32_t offset) {
  if (before == shaped->glyph_count) return offset == shaped->byte_count ? CUT_CLEAN : CUT_WITHIN_CLUSTER;
  uint32_t glyph = shaped->right_to_left ? shaped->glyph_count - 1 - before : before;
  if (shaped->glyphs[glyph].cluster != offset) return CUT_WITHIN_CLUSTER;
  return offset > 0 && shaped->units[glyph].unsafe ? CUT_UNSAFE : CUT_CLEAN;
}

struct shaped_slice piece_slice(const struct composition *composition, const struct piece *piece, uint32_t from,
                                uint32_t to, bool torn) {
  struct shaped *shaped = piece->shaped;
  uint32_t low = from - piece->start, high = to - piece->start;
  struct shaped_slice slice = {.shaped = shaped, .count = shaped->glyph_count, .offset = piece->start};
  if (low == 0 && high == shaped->byte_count) return slice;
  uint32_t first = glyphs_before(shaped, low), last = glyphs_before(shaped, high);
  enum cut start = cut_at(shaped, first, low), end = cut_at(shaped, last, high);
  enum cut worst = start > end ? start : end;
  if (worst == CUT_CLEAN || (torn && worst == CUT_UNSAFE)) {
    slice.count = last - first;
    slice.first = shaped->right_to_left ? shaped->glyph_count - last : first;
    return slice;
  }
  const struct item *item = &composition->characters.items.at[piece->item];
  shaped = shape(composition->engine, item, composition->text, from, to, true);
  return (struct shaped_slice){.shaped = shaped, .count = shaped->glyph_count, .offset = from};
}

length slice_width(const struct shaped_slice *slice, length size) {
  length whole = shaped_width(slice->shaped, size), width = 0;
  if (slice->count == slice->shaped->glyph_count) return whole;
  for (uint32_t i = 0; i < slice->count; i++)
    width += slice->shaped->glyphs[slice->first + i].advance;
  return width;
}

length stretch_width(const struct composition *composition, const struct word *word, uint32_t from, uint32_t to) {
  length width = 0;
  for (uint32_t i = 0; i < word->piece_count; i++) {
    const struct piece *piece = &composition->pieces.at[word->first_piece + i];
    uint32_t start = piece->start > from ? piece->start : from, end = piece->end < to ? piece->end : to;
    if (start >= end || !piece->shaped) continue;
    struct shaped_slice slice = piece_slice(composition, piece, start, end, false);
    width += slice_width(&slice, item_size(composition, piece->item));
  }
  return width;
}
