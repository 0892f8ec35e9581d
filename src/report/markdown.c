#include "report/markdown.h"

#include <stdlib.h>
#include <string.h>

static struct frame *top(struct reader *reader) {
  return &reader->frames[reader->depth - 1];
}

struct place markdown_whole_place(const struct reader *reader) {
  return prepared_place(&reader->prepared, 0, reader->prepared.text.bytes.length);
}

struct message *markdown_complain(const struct reader *reader, struct place place, enum code code, const char *text) {
  return diagnose(reader->prepared.diagnostics, place, code, "%s", text);
}

bool markdown_offset_of(const struct reader *reader, const char *at, uint32_t *offset) {
  const struct str *s = &reader->prepared.text.bytes;
  if ((uintptr_t)at < (uintptr_t)s->at || (uintptr_t)at > (uintptr_t)s->at + s->length) return false;
  *offset = (uint32_t)(at - s->at);
  return true;
}

/* Blocks */

static struct blocks take_blocks(struct reader *reader, struct frame *frame) {
  struct blocks blocks = {.count = frame->blocks.count};
  blocks.at = arena_new_array(reader->prepared.arena, struct block *, blocks.count);
  for (size_t i = 0; i < blocks.count; i++)
    blocks.at[i] = frame->blocks.at[i];
  if (blocks.count > 0) {
    struct place last = blocks.at[blocks.count - 1]->place;
    blocks.place = blocks.at[0]->place;
    blocks.place.length = last.offset + last.length - blocks.place.offset;
  } else {
    blocks.place = markdown_whole_place(reader);
  }
  heap_vector_free(&frame->blocks);
  return blocks;
}

static struct block *add_block(struct reader *reader, enum block_kind kind, struct place place) {
  struct block *block = block_create(reader->prepared.arena, kind, place);
  heap_vector_push(&top(reader)->blocks, block);
  return block;
}

static void apply_attributes(struct reader *reader, struct block *block, const struct attributes *attributes) {
  if (!reader->attributes_allowed) {
    struct message *message =
        markdown_complain(reader, block->place, E_BAD_ATTRIBUTES, "attributes where they mean nothing");
    message_hint(reader->prepared.diagnostics, message,
                 "a title, note or cell has no id of its own; a block's id is its key `id`");
    return;
  }
  block->id = attributes->id;
  block->language = attributes->language;
  block->plain = attributes->plain;
}

static void close_paragraph(struct reader *reader) {
  if (!reader->in_paragraph) return;
  reader->in_paragraph = false;
  struct attributes *attributes;
  struct inline_content content = inline_finish(&reader->builder, &attributes);
  if (content.count == 0 && attributes) {
    struct message *message =
        markdown_complain(reader, content.place, E_BAD_ATTRIBUTES, "attributes without a paragraph");
    message_hint(reader->prepared.diagnostics, message, "they stand at the end of the paragraph that they belong to");
  }
  if (content.count == 0) return;
  struct block *block = add_block(reader, BLOCK_PARAGRAPH, content.place);
  block->paragraph = content;
  if (attributes) apply_attributes(reader, block, attributes);
  block->counts = reader->listed == 0 && reader->quoted == 0 && !block->plain;
}

static int push(struct reader *reader, MD_BLOCKTYPE type) {
  close_paragraph(reader);
  if (reader->depth == FRAME_DEPTH) {
    markdown_complain(reader, markdown_whole_place(reader), E_TEXT_TOO_DEEP,
                      "lists or quotes stand too deep in one another");
    return 1;
  }
  reader->frames[reader->depth++] = (struct frame){.type = type};
  reader->listed += type == MD_BLOCK_LI;
  reader->quoted += type == MD_BLOCK_QUOTE;
  return 0;
}

static struct frame pop(struct reader *reader) {
  close_paragraph(reader);
  struct frame frame = reader->frames[--reader->depth];
  reader->listed -= frame.type == MD_BLOCK_LI;
  reader->quoted -= frame.type == MD_BLOCK_QUOTE;
  return frame;
}

static void leave_quote(struct reader *reader) {
  struct frame frame = pop(reader);
  struct blocks blocks = take_blocks(reader, &frame);
  if (blocks.count > 0) add_block(reader, BLOCK_QUOTE, blocks.place)->quote = blocks;
}

static void leave_item(struct reader *reader) {
  struct frame frame = pop(reader);
  struct blocks blocks = take_blocks(reader, &frame);
  if (blocks.count > 0)
    heap_vector_push(&top(reader)->items, blocks);
  else if (!reader->refused)
    markdown_complain(reader, blocks.place, E_EMPTY_ITEM, "a list with an item that has nothing in it");
}

static void leave_list(struct reader *reader) {
  struct frame frame = pop(reader);
  size_t count = frame.items.count;
  if (reader->list_start)
    markdown_complain(reader, markdown_whole_place(reader), E_LIST_START, "a list that does not begin with 1");
  reader->list_start = false;
  if (count > 0) {
    struct place place = frame.items.at[0].place, last = frame.items.at[count - 1].place;
    place.length = last.offset + last.length - place.offset;
    struct block *block = add_block(reader, BLOCK_LIST, place);
    block->list.has_marker = frame.type == MD_BLOCK_OL;
    block->list.marker = frame.type == MD_BLOCK_OL ? MARKER_NUMBER : MARKER_DASH;
    block->list.items = arena_new_array(reader->prepared.arena, struct blocks, count);
    block->list.count = count;
    memcpy(block->list.items, frame.items.at, count * sizeof(struct blocks));
  }
  heap_vector_free(&frame.items);
}

/* Tables */

static int enter_table(struct reader *reader, const MD_BLOCK_TABLE_DETAIL *detail) {
  size_t cells = (size_t)detail->col_count * (detail->body_row_count + 1);
  if (cells > OUTPUT_FACTOR * reader->prepared.text.bytes.length) {
    if (!reader->refused)
      markdown_complain(reader, markdown_whole_place(reader), E_TEXT_NOT_READ, "a table with far more cells than text");
    return 1;
  }
  if (push(reader, MD_BLOCK_TABLE) != 0) return 1;
  struct table *table = arena_new(reader->prepared.arena, struct table);
  table->column_count = detail->col_count;
  table->row_count = detail->body_row_count;
  table->columns = arena_new_array(reader->prepared.arena, struct table_column, table->column_count);
  table->cells = arena_new_array(reader->prepared.arena, struct table_cell, table->column_count * table->row_count);
  top(reader)->table = table;
  top(reader)->from = UINT32_MAX;
  return 0;
}

static enum alignment alignment_of(MD_ALIGN align) {
  return align == MD_ALIGN_CENTER ? ALIGN_CENTER : align == MD_ALIGN_RIGHT ? ALIGN_END : ALIGN_START;
}

/* The paragraph that the cell's text made, out of the table's frame. */
static struct blocks take_cell(struct reader *reader) {
  close_paragraph(reader);
  struct frame *frame = top(reader);
  for (size_t i = 0; i < frame->blocks.count; i++)
    frame->blocks.at[i]->counts = false;
  return take_blocks(reader, frame);
}

static void leave_cell(struct reader *reader, MD_BLOCKTYPE type, const MD_BLOCK_TD_DETAIL *detail) {
  struct frame *frame = top(reader);
  struct table *table = frame->table;
  struct blocks cell = take_cell(reader);
  if (type == MD_BLOCK_TD) {
    if (frame->cells < table->column_count * table->row_count) table->cells[frame->cells++].body = cell;
    return;
  }
  if (frame->titles == table->column_count) return;
  struct table_column *column = &table->columns[frame->titles++];
  column->align = alignment_of(detail->align);
  if (cell.count > 0) column->title = cell.at[0]->paragraph;
}

static void leave_table(struct reader *reader) {
  struct frame frame = pop(reader);
  if (frame.from > frame.to) frame.from = frame.to = 0;
  struct block *block = add_block(reader, BLOCK_TABLE, prepared_place(&reader->prepared, frame.from, frame.to));
  block->table = *frame.table;
}

/* md4c's blocks */

/* A block that lines_check has refused already, or should have. */
static void refuse_block(struct reader *reader, enum code code, const char *text) {
  if (!reader->refused) markdown_complain(reader, markdown_whole_place(reader), code, text);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context) {
  struct reader *reader = context;
  bool cell = type == MD_BLOCK_TH || type == MD_BLOCK_TD;
  if (cell || type == MD_BLOCK_P || type == MD_BLOCK_H) {
    close_paragraph(reader);
    reader->in_paragraph = true;
    if (type == MD_BLOCK_H) refuse_block(reader, E_MARKDOWN_HEADING, "a heading cannot stand inside a text");
    return 0;
  }
  if (type == MD_BLOCK_TABLE) return enter_table(reader, detail);
  if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML || type == MD_BLOCK_HR) {
    close_paragraph(reader);
    reader->skipping = true;
    if (type == MD_BLOCK_CODE)
      refuse_block(reader, E_MARKDOWN_CODE, "a block of program text cannot stand in a report");
    if (type == MD_BLOCK_HR) refuse_block(reader, E_MARKDOWN_RULE, "a line across the page cannot stand in a text");
    return 0;
  }
  if (type == MD_BLOCK_OL && ((MD_BLOCK_OL_DETAIL *)detail)->start != 1) reader->list_start = true;
  bool container = type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL || type == MD_BLOCK_LI;
  return container ? push(reader, type) : 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context) {
  struct reader *reader = context;
  switch (type) {
  case MD_BLOCK_P:
  case MD_BLOCK_H: close_paragraph(reader); break;
  case MD_BLOCK_TH:
  case MD_BLOCK_TD: leave_cell(reader, type, detail); break;
  case MD_BLOCK_TABLE: leave_table(reader); break;
  case MD_BLOCK_QUOTE: leave_quote(reader); break;
  case MD_BLOCK_LI: leave_item(reader); break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL: leave_list(reader); break;
  case MD_BLOCK_CODE:
  case MD_BLOCK_HTML:
  case MD_BLOCK_HR: reader->skipping = false; break;
  case MD_BLOCK_DOC: close_paragraph(reader); break;
  case MD_BLOCK_THEAD:
  case MD_BLOCK_TBODY:
  case MD_BLOCK_TR: break;
  }
  return 0;
}

/* md4c's spans and texts */

/* A tight list hands its items' text out without a paragraph around it. */
static void open_paragraph(struct reader *reader) {
  reader->in_paragraph = true;
}

static int change_span(struct reader *reader, MD_SPANTYPE type, unsigned change) {
  open_paragraph(reader);
  if (type == MD_SPAN_EM) reader->builder.emphasis += change;
  if (type == MD_SPAN_STRONG) reader->builder.strong += change;
  if (type == MD_SPAN_CODE) reader->builder.code += change;
  return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context) {
  struct reader *reader = context;
  if (type == MD_SPAN_A) markdown_enter_link(reader, detail);
  if (type == MD_SPAN_IMG) markdown_refuse_image(reader);
  return change_span(reader, type, 1);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context) {
  (void)detail;
  struct reader *reader = context;
  if (type == MD_SPAN_A) markdown_leave_link(reader);
  return change_span(reader, type, (unsigned)-1);
}

/* The numbered list whose first text begins at `offset` does not begin with 1. */
static void refuse_list_start(struct reader *reader, uint32_t offset) {
  const struct prepared *prepared = &reader->prepared;
  struct str s = prepared->text.bytes;
  size_t to = offset, from;
  while (to > 0 && s.at[to - 1] == ' ')
    to--;
  from = to > 0 ? to - 1 : 0;
  while (from > 0 && s.at[from - 1] >= '0' && s.at[from - 1] <= '9')
    from--;
  struct str mark = str_slice(s, from, to), number = str_slice(mark, 0, mark.length > 0 ? mark.length - 1 : 0);
  struct message *message =
      diagnose(prepared->diagnostics, prepared_place(prepared, from, to), E_LIST_START,
               "`%.*s` at the beginning of a line begins a numbered list, and lists begin with 1", STR_ARG(mark));
  const char *line = s.at + offset;
  size_t rest = s.length - offset;
  const char *newline = memchr(line, '\n', rest);
  struct str words =
      schema_excerpt(prepared->diagnostics->arena, (struct str){line, newline ? (size_t)(newline - line) : rest});
  message_hint(prepared->diagnostics, message, "for a sentence write %.*s\\%s", STR_ARG(number),
               mark.length > 0 && mark.at[mark.length - 1] == ')' ? ")" : ".");
  if (!memchr(words.at, MARK_FILLER, words.length))
    message_help(prepared->diagnostics, message, "%.*s\\%.*s %.*s", STR_ARG(number), (int)(mark.length - number.length),
                 mark.at + number.length, STR_ARG(words));
}

/* md4c hands out a line's indentation by itself; it has no place. */
static void refuse_html(struct reader *reader, struct str html) {
  uint32_t from;
  if (reader->html_said || !markdown_offset_of(reader, html.at, &from)) return;
  reader->html_said = reader->skipping;
  struct str tag = schema_excerpt(reader->prepared.diagnostics->arena, html);
  struct message *message =
      diagnose(reader->prepared.diagnostics, prepared_place(&reader->prepared, from, from + html.length),
               E_MARKDOWN_HTML, "`%.*s` is HTML, which a report does not have", STR_ARG(tag));
  message_hint(reader->prepared.diagnostics, message, "for the bracket itself write \\<; *emphasis*, **strong**");
}

static void add_text(struct reader *reader, MD_TEXTTYPE type, struct str text) {
  uint32_t from;
  if (!markdown_offset_of(reader, text.at, &from)) {
    inline_add_line_end(&reader->builder, type == MD_TEXT_CODE);
    return;
  }
  uint32_t to = from + (uint32_t)text.length;
  if (reader->list_start) refuse_list_start(reader, from);
  reader->list_start = false;
  if (reader->bare_address) markdown_complete_address(reader, text);
  struct frame *frame = top(reader);
  if (from < frame->from) frame->from = from;
  if (to > frame->to) frame->to = to;
  inline_add_text(&reader->builder, from, to);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *context) {
  struct reader *reader = context;
  struct str text = {at, size};
  reader->emitted += size;
  if (reader->emitted > OUTPUT_FACTOR * reader->prepared.text.bytes.length + 4096) {
    markdown_complain(reader, markdown_whole_place(reader), E_TEXT_NOT_READ,
                      "Markdown makes far more of this text than was written");
    return 1;
  }
  if (type == MD_TEXT_HTML) refuse_html(reader, text);
  if (type == MD_TEXT_HTML || reader->skipping) return 0;
  open_paragraph(reader);
  if (type == MD_TEXT_BR)
    inline_add_break(&reader->builder);
  else if (type == MD_TEXT_SOFTBR)
    inline_add_line_end(&reader->builder, false);
  else if (type == MD_TEXT_ENTITY)
    markdown_add_entity(reader, text);
  else
    add_text(reader, type, text);
  return 0;
}

/* Texts */

/* Prose in which Markdown could find nothing: one line without any of its signs. */
static bool is_prose(struct str s) {
  static const bool special[256] = {
      ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,        ['['] = true, [']'] = true,
      ['<'] = true,  ['>'] = true, ['&'] = true, ['|'] = true,        ['@'] = true, ['~'] = true,
      ['\n'] = true, ['{'] = true, ['!'] = true, [MARK_FILLER] = true};
  if (s.length == 0 || memchr(" \t-+#=0123456789", s.at[0], 16)) return false;
  for (size_t i = 0; i < s.length; i++) {
    if (special[(unsigned char)s.at[i]]) return false;
    if (s.at[i] == ':' && i + 1 < s.length && s.at[i + 1] == '/') return false;
  }
  return str_find(s, STR("www."), 0) == SIZE_MAX;
}

static void read_prose(struct reader *reader) {
  inline_add_text(&reader->builder, 0, (uint32_t)reader->prepared.text.bytes.length);
  reader->in_paragraph = true;
  close_paragraph(reader);
}

static void read_markdown(struct reader *reader) {
  static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOINDENTEDCODEBLOCKS,
                                   .enter_block = enter_block,
                                   .leave_block = leave_block,
                                   .enter_span = enter_span,
                                   .leave_span = leave_span,
                                   .text = take_text};
  struct str s = reader->prepared.text.bytes;
  int status = md_parse(s.at, (MD_SIZE)s.length, &parser, reader);
  if (status < 0)
    markdown_complain(reader, markdown_whole_place(reader), E_TEXT_NOT_READ,
                      "Markdown has no memory left for this text");
  if (status == 0) inline_report_lost(&reader->builder, UINT32_MAX);
}

/* All blocks of a text. After an error the blocks that are still open are closed, so that nothing read is lost. */
static struct blocks read_text(struct reader *reader) {
  size_t messages = reader->prepared.diagnostics->messages.count;
  marks_find(&reader->prepared);
  lines_check(&reader->prepared);
  reader->refused = reader->prepared.diagnostics->messages.count > messages;
  reader->builder.prepared = &reader->prepared;
  push(reader, MD_BLOCK_DOC);
  if (is_prose(reader->prepared.text.bytes))
    read_prose(reader);
  else if (!reader->prepared.unreadable)
    read_markdown(reader);
  while (reader->depth > 1) {
    struct frame frame = pop(reader);
    heap_vector_free(&frame.blocks);
    heap_vector_free(&frame.items);
  }
  close_paragraph(reader);
  struct blocks blocks = take_blocks(reader, top(reader));
  if (reader->prepared.bytes) {
    marks_restore(&reader->prepared);
    inline_write_spaces(&reader->builder);
  }
  inline_free(&reader->builder);
  prepare_free(&reader->prepared);
  return blocks;
}

struct blocks markdown_blocks(struct diagnostics *diagnostics, struct arena *arena, const struct source_text *text,
                              enum yaml_style style) {
  struct reader reader = {.attributes_allowed = true};
  prepare_text(&reader.prepared, diagnostics, arena, text, style);
  return read_text(&reader);
}

static void refuse_second(struct diagnostics *diagnostics, const struct block *block) {
  struct message *message =
      diagnose(diagnostics, block->place, E_BLOCK_IN_LINE,
               block->kind == BLOCK_PARAGRAPH ? "a second paragraph where one line of text stands"
                                              : "a list, quote or table where one line of text stands");
  message_hint(diagnostics, message,
               block->kind == BLOCK_LIST
                   ? "numbers are made by the style; a sign that is meant gets a backslash: 1\\. or \\-"
                   : "one paragraph of words; a sign that is meant gets a backslash before it");
}

struct inline_content markdown_inline(struct diagnostics *diagnostics, struct arena *arena,
                                      const struct source_text *text) {
  struct reader reader = {0};
  prepare_text(&reader.prepared, diagnostics, arena, text, YAML_PLAIN);
  size_t messages = diagnostics->messages.count;
  struct blocks blocks = read_text(&reader);
  struct inline_content content = {.place = schema_text_place(text)};
  bool quiet = diagnostics->messages.count > messages;
  for (size_t i = blocks.count; i-- > 0;) {
    bool first = i == 0 && blocks.at[i]->kind == BLOCK_PARAGRAPH;
    if (first) content = blocks.at[i]->paragraph;
    if (!first && !quiet) refuse_second(diagnostics, blocks.at[i]);
  }
  return content;
}
