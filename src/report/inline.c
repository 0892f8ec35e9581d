#include "report/inline.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

static struct draft new_draft(const struct inline_builder *builder, enum inline_kind kind, uint32_t from, uint32_t to) {
  return (struct draft){.kind = kind,
                        .emphasis = builder->emphasis > 0,
                        .strong = builder->strong > 0,
                        .code = builder->code > 0,
                        .language = builder->language,
                        .link = builder->link,
                        .from = from,
                        .to = to};
}

static bool same_marks(const struct draft *a, const struct draft *b) {
  return a->kind == b->kind && a->emphasis == b->emphasis && a->strong == b->strong && a->code == b->code &&
         a->link.at == b->link.at && a->language.at == b->language.at;
}

static void add_draft(struct inline_builder *builder, struct draft draft) {
  if (builder->drafts.count > 0 && draft.kind == INLINE_TEXT && draft.made.length == 0) {
    struct draft *last = &builder->drafts.at[builder->drafts.count - 1];
    if (last->to == draft.from && last->made.length == 0 && same_marks(last, &draft)) {
      last->to = draft.to;
      return;
    }
  }
  heap_vector_push(&builder->drafts, draft);
}

/* Line ends */

/* Scripts that are written without spaces between words; their full-width punctuation too. Hangul has spaces. */
static bool is_spaceless(uint32_t c) {
  if (c < 0x2E80) return false;
  int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
  if (width != U_EA_WIDE && width != U_EA_FULLWIDTH) return false;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript((UChar32)c, &status) != USCRIPT_HANGUL;
}

static bool spaceless_before(const struct inline_builder *builder) {
  struct str s = builder->prepared->text.bytes;
  size_t from = builder->last;
  if (from == 0) return false;
  do
    from--;
  while (from > 0 && ((unsigned char)s.at[from] & 0xC0) == 0x80);
  size_t at = from;
  return is_spaceless(utf8_next(s, &at));
}

static bool spaceless_after(const struct inline_builder *builder, uint32_t from) {
  size_t at = from;
  struct str s = builder->prepared->text.bytes;
  return at < s.length && is_spaceless(utf8_next(s, &at));
}

static bool is_hidden(const struct inline_builder *builder, uint32_t offset) {
  return offset < builder->prepared->text.bytes.length && builder->prepared->text.bytes.at[offset] == MARK_FILLER;
}

/* A line end is a space, between Han or kana nothing; a citation beside one of them counts as one. */
static bool wants_space(const struct inline_builder *builder, uint32_t from) {
  if (builder->spaced) return true;
  bool before = spaceless_before(builder), after = spaceless_after(builder, from);
  bool cited_before = builder->last > 0 && is_hidden(builder, builder->last - 1),
       cited_after = is_hidden(builder, from);
  return !((before && after) || (before && cited_after) || (cited_before && after));
}

/* What follows a line end begins at `from`; the byte before it belongs to no item and becomes the space. */
static void settle_line_end(struct inline_builder *builder, uint32_t from) {
  if (!builder->soft_break) return;
  builder->soft_break = false;
  if (builder->drafts.count == 0 || from == 0 || from <= builder->last || !wants_space(builder, from)) return;
  heap_vector_push(&builder->spaces, from - 1);
  builder->line_end.from = from - 1;
  builder->line_end.to = from;
  add_draft(builder, builder->line_end);
}

void inline_add_line_end(struct inline_builder *builder, bool in_code) {
  builder->soft_break = true;
  builder->spaced = in_code;
  builder->line_end = new_draft(builder, INLINE_TEXT, 0, 0);
}

/* Texts and marks */

static void report_misplaced(struct inline_builder *builder, uint32_t index) {
  const struct mark *mark = &builder->prepared->marks.at[index];
  struct message *message = diagnose(builder->prepared->diagnostics,
                                     prepared_place(builder->prepared, mark->offset, mark->offset + mark->length),
                                     E_BAD_ATTRIBUTES, "attributes in the middle of a paragraph");
  message_hint(builder->prepared->diagnostics, message,
               "they stand at a paragraph's end; leave a blank line behind them, or write \\{ for a brace as such");
}

/* Something follows the attributes that seemed to end the paragraph. */
static void end_attributes(struct inline_builder *builder) {
  if (builder->attributes) report_misplaced(builder, builder->attributes_mark);
  builder->attributes = NULL;
}

static void add_stretch(struct inline_builder *builder, uint32_t from, uint32_t to) {
  if (from == to) return;
  settle_line_end(builder, from);
  end_attributes(builder);
  add_draft(builder, new_draft(builder, INLINE_TEXT, from, to));
  builder->last = to;
}

static void add_object(struct inline_builder *builder, enum inline_kind kind, uint32_t index) {
  const struct mark *mark = &builder->prepared->marks.at[index];
  settle_line_end(builder, mark->offset);
  end_attributes(builder);
  struct draft draft = new_draft(builder, kind, mark->offset, mark->offset + mark->length);
  draft.mark = index;
  heap_vector_push(&builder->drafts, draft);
  builder->last = draft.to;
}

static void add_mark(struct inline_builder *builder, uint32_t index) {
  struct mark *marks = builder->prepared->marks.at, *mark = &marks[index];
  mark->emitted = true;
  if (builder->link_ends_at_mark) builder->link = (struct str){"", 0};
  switch (mark->kind) {
  case MARK_CITATION: add_object(builder, INLINE_CITATION, index); break;
  case MARK_NOTE: add_object(builder, INLINE_NOTE_CALL, index); break;
  case MARK_ATTRIBUTES:
    builder->attributes = mark->attributes;
    builder->attributes_mark = index;
    break;
  case MARK_SPAN_OPEN:
    settle_line_end(builder, mark->offset);
    mark->outer = builder->language;
    builder->language = mark->language;
    builder->last = mark->offset + mark->length;
    break;
  case MARK_SPAN_CLOSE:
    builder->language = marks[mark->partner].outer;
    builder->last = mark->offset + mark->length;
    break;
  case MARK_NONE:
  case MARK_LITERAL: add_stretch(builder, mark->offset, mark->offset + mark->length); break;
  }
}

/* Code shows every character as it stands. */
static void add_code(struct inline_builder *builder, uint32_t from, uint32_t to) {
  while (builder->next_mark < builder->prepared->marks.count &&
         builder->prepared->marks.at[builder->next_mark].offset < to)
    builder->prepared->marks.at[builder->next_mark++].emitted = true;
  add_stretch(builder, from, to);
}

void inline_add_text(struct inline_builder *builder, uint32_t from, uint32_t to) {
  const struct mark *marks = builder->prepared->marks.at;
  inline_report_lost(builder, from);
  if (builder->code > 0) {
    add_code(builder, from, to);
    return;
  }
  while (builder->next_mark < builder->prepared->marks.count && marks[builder->next_mark].offset < to) {
    const struct mark *mark = &marks[builder->next_mark];
    if (mark->kind != MARK_NONE) {
      add_stretch(builder, from, mark->offset);
      add_mark(builder, builder->next_mark);
      from = mark->offset + mark->length;
    }
    builder->next_mark++;
  }
  add_stretch(builder, from, to);
}

void inline_add_made(struct inline_builder *builder, uint32_t from, uint32_t to, struct str made) {
  settle_line_end(builder, from);
  end_attributes(builder);
  struct draft draft = new_draft(builder, INLINE_TEXT, from, to);
  draft.made = made;
  add_draft(builder, draft);
  builder->last = to;
}

/* A space before a forced line end is none. */
static void drop_last_space(struct inline_builder *builder) {
  if (builder->drafts.count == 0) return;
  struct draft *last = &builder->drafts.at[builder->drafts.count - 1];
  bool text = last->kind == INLINE_TEXT && last->made.length == 0 && last->to > last->from;
  if (text && builder->prepared->text.bytes.at[last->to - 1] == ' ') last->to--;
}

void inline_add_break(struct inline_builder *builder) {
  builder->soft_break = false;
  drop_last_space(builder);
  end_attributes(builder);
  heap_vector_push(&builder->drafts, new_draft(builder, INLINE_BREAK, builder->last, builder->last + 1));
}

void inline_report_lost(struct inline_builder *builder, uint32_t until) {
  struct prepared *prepared = builder->prepared;
  for (; builder->next_mark < prepared->marks.count; builder->next_mark++) {
    const struct mark *mark = &prepared->marks.at[builder->next_mark];
    if (mark->offset >= until) return;
    if (mark->emitted || mark->kind == MARK_NONE || mark->kind == MARK_LITERAL) continue;
    struct message *message =
        diagnose(prepared->diagnostics, prepared_place(prepared, mark->offset, mark->offset + mark->length),
                 E_BAD_CITATION, "a citation, note call or attributes where they would not be printed");
    message_hint(prepared->diagnostics, message, "it cannot stand inside an address");
  }
}

/* Finished paragraphs */

/* The space before attributes at the end. */
static void trim_end(struct inline_builder *builder) {
  while (builder->drafts.count > 0) {
    struct draft *last = &builder->drafts.at[builder->drafts.count - 1];
    if (last->kind != INLINE_TEXT || last->made.length > 0 || last->code) return;
    const char *at = builder->prepared->text.bytes.at;
    while (last->to > last->from && (at[last->to - 1] == ' ' || at[last->to - 1] == '\n'))
      last->to--;
    if (last->to > last->from) return;
    builder->drafts.count--;
  }
}

static struct source_text draft_text(const struct prepared *prepared, const struct draft *draft) {
  if (draft->made.length == 0) return source_text_slice(prepared->arena, &prepared->text, draft->from, draft->to);
  struct place place = prepared_place(prepared, draft->from, draft->to);
  struct text_segment *segment = arena_new(prepared->arena, struct text_segment);
  segment->source = place.offset;
  return (struct source_text){draft->made, segment, 1, place.file, place.offset + place.length};
}

static struct inline_item finish_item(const struct prepared *prepared, const struct draft *draft) {
  struct inline_item item = {.kind = draft->kind,
                             .emphasis = draft->emphasis,
                             .strong = draft->strong,
                             .code = draft->code,
                             .language = draft->language,
                             .link = draft->link,
                             .place = prepared_place(prepared, draft->from, draft->to)};
  if (draft->kind == INLINE_TEXT) item.text = draft_text(prepared, draft);
  if (draft->kind == INLINE_CITATION) item.citation = prepared->marks.at[draft->mark].citation;
  if (draft->kind == INLINE_NOTE_CALL)
    item.text = source_text_slice(prepared->arena, &prepared->text, draft->from + 2, draft->to - 1);
  return item;
}

struct inline_content inline_finish(struct inline_builder *builder, struct attributes **attributes) {
  const struct prepared *prepared = builder->prepared;
  struct inline_content content = {0};
  trim_end(builder);
  content.count = builder->drafts.count;
  content.items = arena_new_array(prepared->arena, struct inline_item, content.count);
  for (size_t i = 0; i < content.count; i++)
    content.items[i] = finish_item(prepared, &builder->drafts.at[i]);
  if (content.count > 0)
    content.place = prepared_place(prepared, builder->drafts.at[0].from, builder->drafts.at[content.count - 1].to);
  else
    content.place = prepared_place(prepared, builder->last, builder->last);
  *attributes = builder->attributes;
  builder->attributes = NULL;
  builder->soft_break = false;
  builder->drafts.count = 0;
  return content;
}

struct block *block_create(struct arena *arena, enum block_kind kind, struct place place) {
#define SIZE_TO(member) (offsetof(struct block, member) + sizeof((struct block *)0)->member)
  static const uint16_t sizes[] = {[BLOCK_PARAGRAPH] = SIZE_TO(paragraph),
                                   [BLOCK_SECTION] = SIZE_TO(section),
                                   [BLOCK_CONTRIBUTION] = SIZE_TO(contribution),
                                   [BLOCK_LIST] = SIZE_TO(list),
                                   [BLOCK_TABLE] = SIZE_TO(table),
                                   [BLOCK_ACTION] = SIZE_TO(action),
                                   [BLOCK_DECISION] = SIZE_TO(action),
                                   [BLOCK_QUOTE] = SIZE_TO(quote),
                                   [BLOCK_NOTE] = SIZE_TO(quote),
                                   [BLOCK_CONTENTS] = SIZE_TO(depth),
                                   [BLOCK_ACTION_LIST] = SIZE_TO(register_list),
                                   [BLOCK_DECISION_LIST] = SIZE_TO(register_list),
                                   [BLOCK_REFERENCE_LIST] = SIZE_TO(register_list),
                                   [BLOCK_PAGE_BREAK] = SIZE_TO(quote)};
#undef SIZE_TO
  struct block *block = arena_allocate(arena, sizes[kind]);
  block->kind = kind;
  block->place = place;
  return block;
}

void inline_write_spaces(struct inline_builder *builder) {
  for (size_t i = 0; i < builder->spaces.count; i++)
    builder->prepared->bytes[builder->spaces.at[i]] = ' ';
}

void inline_free(struct inline_builder *builder) {
  heap_vector_free(&builder->drafts);
  heap_vector_free(&builder->spaces);
}
