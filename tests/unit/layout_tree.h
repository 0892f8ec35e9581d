/* Resolved trees by hand, a style with round numbers, and a sink that keeps what came out, for the tests of layout. The
 * page is 220 by 400 points with margins of 10, so the frame is 200 by 380: 38 lines of 10 points, 40 letters a line.
 */
#ifndef TESTS_UNIT_LAYOUT_TREE_H
#define TESTS_UNIT_LAYOUT_TREE_H

#include <string.h>

#include "fake_text.h"
#include "layout/layout.h"

struct bed {
  struct arena *arena;
  struct diagnostics *diagnostics;
  struct style style;
  struct resolved resolved;
  VECTOR(struct node *) stack[8]; /* children of the groups that are open */
  size_t depth;
  VECTOR(struct anchor *) anchors;
  VECTOR(struct note *) notes;
  uint32_t link_serial;
  struct buffer dump;
  struct page_sink sink;
  struct layout_result result;
  bool good;
};

static inline void bed_style(struct style *style) {
  style->page_width = POINTS(220);
  style->page_height = POINTS(400);
  style->margin_top = style->margin_bottom = style->margin_start = style->margin_end = POINTS(10);
  style->head_distance = style->foot_distance = POINTS(2);
  style->code_family = STR("code");
  style->link_color = 0x0000ff;
  style->widow_penalty = style->orphan_penalty = style->split_penalty = 100;
  style->footnote_rule_width = POINTS(50);
  style->footnote_rule_thickness = POINTS(1);
  style->footnote_rule_space = POINTS(2);
  style->table_rule = POINTS(1);
  style->cell_padding_block = style->cell_padding_inline = POINTS(5);
  for (int i = 0; i < BLOCK_STYLE_COUNT; i++) {
    style->blocks[i] =
        (struct block_style){.family = STR("main"), .size = POINTS(10), .leading = POINTS(10), .widow = 2, .orphan = 2};
  }
  for (int i = STYLE_HEADING_1; i <= STYLE_HEADING_PLAIN; i++)
    style->blocks[i].keep_with_next = 2;
  style->blocks[STYLE_FOOTNOTE].label_width = POINTS(10);
}

static inline struct bed bed_make(void) {
  struct bed bed = {.arena = arena_create()};
  struct diagnostic_options options = {.max_errors = 0};
  bed.diagnostics = diagnostics_create(bed.arena, &options);
  bed_style(&bed.style);
  bed.resolved.language = STR("en");
  return bed;
}

static inline void bed_free(struct bed *bed) {
  buffer_free(&bed->dump);
  arena_destroy(bed->arena);
}

static inline struct node *bed_add(struct bed *bed, enum node_kind kind, enum role role) {
  struct node *node = arena_new(bed->arena, struct node);
  node->kind = kind;
  node->role = role;
  vector_push(bed->arena, &bed->stack[bed->depth], node);
  return node;
}

static inline struct node *bed_open(struct bed *bed, enum node_kind kind, enum role role) {
  struct node *node = bed_add(bed, kind, role);
  bed->depth++;
  bed->stack[bed->depth].at = NULL;
  bed->stack[bed->depth].count = bed->stack[bed->depth].capacity = 0;
  return node;
}

static inline void bed_close(struct bed *bed) {
  struct node **children = bed->stack[bed->depth].at;
  size_t count = bed->stack[bed->depth].count;
  bed->depth--;
  struct node *node = bed->stack[bed->depth].at[bed->stack[bed->depth].count - 1];
  node->children = children;
  node->child_count = (uint32_t)count;
}

static inline struct anchor *bed_anchor(struct bed *bed, const char *name) {
  struct anchor *anchor = arena_new(bed->arena, struct anchor);
  *anchor = (struct anchor){str_from(name), (uint32_t)bed->anchors.count};
  vector_push(bed->arena, &bed->anchors, anchor);
  return anchor;
}

/* A paragraph of one run; the node's paragraph can be changed by the test. */
static inline struct node *bed_paragraph(struct bed *bed, enum role role, enum block_style_id style, const char *text) {
  struct node *node = bed_add(bed, NODE_PARAGRAPH, role);
  struct paragraph *paragraph = node->paragraph = arena_new(bed->arena, struct paragraph);
  paragraph->runs = arena_new_array(bed->arena, struct run, 8);
  paragraph->runs[0] = (struct run){.text = str_from(text)};
  paragraph->run_count = 1;
  paragraph->style = style;
  paragraph->direction = bed->resolved.direction;
  return node;
}

static inline struct run *bed_run(struct node *node, const char *text) {
  struct run *run = &node->paragraph->runs[node->paragraph->run_count++];
  *run = (struct run){.text = str_from(text)};
  return run;
}

/* Text of so many full lines of four words of nine letters. */
static inline const char *bed_lines(struct bed *bed, int lines) {
  struct buffer text = {0};
  for (int i = 0; i < lines * 4; i++)
    buffer_append_format(&text, "%sabcdefgh%c", i > 0 ? " " : "", 'a' + i % 26);
  struct str copy = str_copy(bed->arena, buffer_str(&text));
  buffer_free(&text);
  return copy.at;
}

static inline struct node *bed_text(struct bed *bed, int lines) {
  return bed_paragraph(bed, ROLE_PARAGRAPH, STYLE_PARAGRAPH, bed_lines(bed, lines));
}

static inline struct node *bed_heading(struct bed *bed, const char *title) {
  return bed_paragraph(bed, ROLE_HEADING_1, STYLE_HEADING_1, title);
}

/* A note of so many lines, called in the last run of `node`. */
static inline struct note *bed_note(struct bed *bed, struct node *node, int lines) {
  struct note *note = arena_new(bed->arena, struct note);
  vector_push(bed->arena, &bed->notes, note);
  note->number = (uint32_t)bed->notes.count;
  note->label = str_format(bed->arena, "%u", note->number);
  note->anchor = bed_anchor(bed, str_format(bed->arena, "note.%u", note->number).at);
  note->called = true;
  bed->depth = 7;
  bed->stack[7].at = NULL;
  bed->stack[7].count = bed->stack[7].capacity = 0;
  struct node *content = arena_new(bed->arena, struct node);
  content->role = ROLE_NOTE;
  struct node *paragraph =
      bed_paragraph(bed, ROLE_PARAGRAPH, STYLE_FOOTNOTE,
                    str_format(bed->arena, "note%u %s", note->number, lines > 1 ? bed_lines(bed, lines - 1) : "x").at);
  if (lines > 1) paragraph->paragraph->runs[0].text.length -= 1;
  content->children = bed->stack[7].at;
  content->child_count = 1;
  note->content = content;
  bed->depth = 0;
  struct run *call = bed_run(node, "");
  call->text = note->label;
  call->looks = LOOK_SUPERSCRIPT;
  call->note = note;
  return note;
}

static inline void bed_sink(void *context, const struct page *page, const struct structure *structure) {
  struct bed *bed = context;
  page_dump(page, structure, &bed->dump);
}

static inline size_t bed_count(const struct node *node) {
  size_t count = 0;
  if (node->kind == NODE_PARAGRAPH) {
    const struct paragraph *paragraph = node->paragraph;
    count += language_count_clusters(paragraph->label.text);
    for (uint32_t i = 0; i < paragraph->run_count; i++) {
      count += language_count_clusters(paragraph->runs[i].text);
      if (paragraph->runs[i].note != NULL) count += bed_count(paragraph->runs[i].note->content);
    }
  }
  for (uint32_t i = 0; i < node->child_count; i++)
    count += bed_count(node->children[i]);
  if (node->kind == NODE_TABLE) {
    for (size_t i = 0; i < node->table->row_count * node->table->column_count; i++) {
      if (node->table->cells[i] != NULL) count += bed_count(node->table->cells[i]);
    }
  }
  return count;
}

/* Lays out all that was added. */
static inline void bed_run_layout(struct bed *bed) {
  struct node *root = arena_new(bed->arena, struct node);
  root->role = ROLE_DOCUMENT;
  root->children = bed->stack[0].at;
  root->child_count = (uint32_t)bed->stack[0].count;
  bed->resolved.root = root;
  bed->resolved.anchors = bed->anchors.at;
  bed->resolved.anchor_count = bed->anchors.count;
  bed->resolved.notes = bed->notes.at;
  bed->resolved.note_count = bed->notes.count;
  bed->dump.length = 0;
  struct page_sink sink = bed->sink.page != NULL ? bed->sink : (struct page_sink){bed_sink, bed};
  bed->good = layout_report(bed->diagnostics, bed->arena, NULL, &bed->resolved, &bed->style, &sink, &bed->result);
}

/* The text of one page's dump; empty when there is no such page. */
static inline struct str bed_page(const struct bed *bed, uint32_t number) {
  struct str all = buffer_str(&bed->dump);
  char head[32];
  size_t size = (size_t)snprintf(head, sizeof head, "page %u \"", number);
  size_t from = str_find(all, (struct str){head, size}, 0);
  if (from == SIZE_MAX) return (struct str){"", 0};
  size_t to = str_find(all, STR("\npage "), from + 1);
  return str_slice(all, from, to == SIZE_MAX ? all.length : to + 1);
}

static inline bool bed_has(struct str text, const char *words) {
  return str_find(text, str_from(words), 0) != SIZE_MAX;
}

static inline int bed_occurrences(struct str text, const char *words) {
  int count = 0;
  for (size_t at = 0; (at = str_find(text, str_from(words), at)) != SIZE_MAX; at++)
    count++;
  return count;
}

/* The page on which the words stand; 0 when none. */
static inline uint32_t bed_page_of(const struct bed *bed, const char *words) {
  for (uint32_t page = 1; page <= bed->result.page_count; page++) {
    if (bed_has(bed_page(bed, page), words)) return page;
  }
  return 0;
}

#endif
