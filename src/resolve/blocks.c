/* The walk: blocks in reading order, each kind by its row. */
#include "resolve/resolver.h"

static length text_indent(const struct block_style *style) {
  return style->indent_start + (style->hang ? style->label_width : 0);
}

/* Where text of a style with its own indent begins here. Every style has the paragraph's own indent in it. */
length text_start_in(const struct resolver *resolver, const struct surroundings *at, enum block_style_id style) {
  const struct block_style *blocks = resolver->style->blocks;
  return at->text_start + blocks[style].indent_start - blocks[STYLE_PARAGRAPH].indent_start;
}

/* "Rule 14" without its space, since names of destinations stand in addresses. In annexes numbers begin again. */
static struct str name_of_number(struct resolver *resolver, const char *kind, struct str number) {
  struct str name = resolver->annex == 0
                        ? str_format(resolver->arena, "%s.%.*s", kind, STR_ARG(number))
                        : str_format(resolver->arena, "annex.%u.%s.%.*s", resolver->annex, kind, STR_ARG(number));
  if (str_find(name, STR(" "), 0) == SIZE_MAX) return name;
  char *bytes = arena_allocate_raw(resolver->arena, name.length);
  for (size_t i = 0; i < name.length; i++)
    bytes[i] = name.at[i] == ' ' ? '-' : name.at[i];
  return (struct str){bytes, name.length};
}

/* Names that are made here hold a point, which ids have not. */
struct anchor *block_anchor(struct resolver *resolver, const struct named *named, const char *kind, struct str number) {
  struct anchor *anchor = NULL;
  if (named != NULL) anchor = anchor_make(resolver, named->id);
  if (anchor == NULL && number.length > 0) anchor = anchor_make(resolver, name_of_number(resolver, kind, number));
  while (anchor == NULL)
    anchor = anchor_make(resolver, str_format(resolver->arena, "%s.n%u", kind, ++resolver->unnumbered));
  return anchor;
}

/* ---- paragraphs ---- */

struct node *paragraph_build(struct resolver *resolver, const struct inline_content *content, struct surroundings at,
                             struct number number, enum block_style_id style, struct anchor *anchor) {
  struct draft draft;
  draft_open(resolver, &draft, at.language);
  draft.anchor = anchor;
  runs_add_text(resolver, at.lead, 0);
  if (content != NULL) runs_add_inline(resolver, content);
  struct node *node = draft_close(resolver, &draft, ROLE_PARAGRAPH, style);
  struct paragraph *paragraph = node->paragraph;
  bool labelled = number.label.length > 0;
  paragraph->label.text = number.label;
  paragraph->label_role = at.label_role != ROLE_NONE ? at.label_role : ROLE_SPAN;
  paragraph->indent = labelled ? at.list_start : at.text_start - resolver->style->blocks[style].indent_start;
  if (content != NULL) node->place = content->place;
  return node;
}

static enum block_style_id numbered_style(const struct surroundings *at, struct number number,
                                          enum block_style_id plain) {
  if (number.label.length == 0) return plain;
  return at->scope->rule == PARAGRAPHS_LETTERED ? STYLE_LETTERED_PARAGRAPH : STYLE_NUMBERED_PARAGRAPH;
}

static struct number number_here(struct resolver *resolver, const struct block *block, const struct surroundings *at) {
  struct number none = {{"", 0}, {"", 0}};
  return at->numbers && !at->copy && block_counts(block) ? number_paragraph(resolver, at->scope) : none;
}

/* An item's first paragraph bears its mark. */
static enum block_style_id item_label(struct surroundings *at, struct number *number, enum block_style_id style) {
  if (at->mark.length == 0) return style;
  number->label = at->mark;
  at->mark = (struct str){"", 0};
  return at->style;
}

static void build_paragraph(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  struct named *named = at->copy ? NULL : names_add_block(resolver, block);
  struct number number = number_here(resolver, block, at);
  enum block_style_id style = numbered_style(at, number, at->style);
  style = item_label(at, &number, style);
  struct anchor *anchor = named != NULL ? block_anchor(resolver, named, "paragraph", number.cited) : NULL;
  struct node *node = paragraph_build(resolver, &block->paragraph, *at, number, style, anchor);
  if (named != NULL) {
    named->anchor = node->anchor;
    named->number = number.cited;
  }
  group_push(resolver, node);
}

/* ---- sections ---- */

struct node *heading_close(struct resolver *resolver, struct draft *draft, struct str number, uint8_t level,
                           bool plain) {
  uint8_t index = (uint8_t)(level < 1 ? 0 : level > SECTION_LEVELS ? SECTION_LEVELS - 1 : level - 1);
  uint8_t look = index > 0 && resolver->annex > 0 ? (uint8_t)(index - 1) : index; /* the annex's own heading is above */
  enum block_style_id style = plain ? STYLE_HEADING_PLAIN : (enum block_style_id)(STYLE_HEADING_1 + look);
  struct node *node = draft_close(resolver, draft, (enum role)(ROLE_HEADING_1 + index), style);
  node->paragraph->label.text = number;
  node->paragraph->label_role = ROLE_SPAN;
  struct outline_entry entry = {.heading = node->paragraph, .anchor = node->anchor, .level = (uint8_t)(index + 1)};
  vector_push(resolver->work, &resolver->outline, entry);
  return node;
}

void section_references_add(struct resolver *resolver, const struct section *section) {
  size_t printed = 0;
  for (size_t i = 0; i < section->reference_count; i++) {
    struct named *named = names_need_reference(resolver, &section->references[i]);
    if (named == NULL) continue;
    bool first = printed++ == 0;
    struct str space = resolver->runs.count > resolver->draft->first_run ? STR(" (") : STR("(");
    runs_add_text(resolver, first ? space : STR(", "), 0);
    runs_add_citation(resolver, named, true);
  }
  if (printed > 0) runs_add_text(resolver, STR(")"), 0);
}

static void name_section(struct named *named, const struct node *heading, struct str number) {
  if (named == NULL) return;
  named->anchor = heading->anchor;
  named->number = number;
  named->title = heading->paragraph;
}

static void section_heading(struct resolver *resolver, const struct block *block, struct surroundings at,
                            struct named *named, struct str number, uint8_t level) {
  const struct section *section = &block->section;
  struct draft draft;
  draft_open(resolver, &draft, at.language);
  draft.anchor = block_anchor(resolver, named, "section", number);
  if (section->has_title) runs_add_inline(resolver, &section->title);
  section_references_add(resolver, section);
  struct node *heading = heading_close(resolver, &draft, number, level, number.length == 0);
  heading->place = section->has_title ? section->title.place : block->place;
  name_section(named, heading, number);
  group_push(resolver, heading);
}

struct surroundings section_surroundings(struct surroundings at, struct scope *scope, uint8_t level) {
  at.scope = scope;
  at.level = level;
  at.numbers = scope->rule != PARAGRAPHS_PLAIN;
  return at;
}

static void build_section(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  const struct section *section = &block->section;
  struct named *named = names_add_block(resolver, block);
  struct scope scope;
  scope_open(resolver, at->scope, &scope, section);
  uint8_t level = (uint8_t)(at->level + 1);
  scope.rule = scope_rule(resolver, at->scope, section, level, scope.number.length > 0);
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_SECTION);
  size_t from = group_open(resolver);
  bool heading = section->title.count > 0 || scope.number.length > 0 || section->reference_count > 0;
  if (heading)
    section_heading(resolver, block, *at, named, scope.number, level);
  else if (named != NULL)
    group->anchor = named->anchor = block_anchor(resolver, named, "section", scope.number);
  blocks_build(resolver, &section->body, section_surroundings(*at, &scope, level));
  group_close(resolver, from, group);
  group_push(resolver, group);
}

/* ---- lists, quotes, tables ---- */

static bool is_lone_paragraph(const struct resolver *resolver, size_t from) {
  if (resolver->nodes.count != from + 1) return false;
  const struct node *node = resolver->nodes.at[from];
  return node->kind == NODE_PARAGRAPH && node->role == ROLE_PARAGRAPH;
}

/* An item of what was pushed since `from`. A lone paragraph is the item's body itself, as most are. */
static void close_item(struct resolver *resolver, size_t from) {
  if (is_lone_paragraph(resolver, from)) {
    resolver->nodes.at[from]->role = ROLE_LIST_BODY;
  } else {
    struct node *body = node_make(resolver, NODE_GROUP, ROLE_LIST_BODY);
    group_close(resolver, from, body);
    group_push(resolver, body);
  }
  struct node *item = node_make(resolver, NODE_GROUP, ROLE_LIST_ITEM);
  group_close(resolver, from, item);
  group_push(resolver, item);
}

/* Whether the first block is a paragraph where it stands, so that the mark can stand before it. */
static bool takes_mark(const struct blocks *blocks) {
  if (blocks->count == 0) return false;
  enum block_kind kind = blocks->at[0]->kind;
  return kind == BLOCK_PARAGRAPH || kind == BLOCK_ACTION || kind == BLOCK_DECISION;
}

void item_build(struct resolver *resolver, const struct blocks *blocks, struct str mark, struct surroundings at) {
  size_t from = group_open(resolver);
  at.mark = mark;
  at.label_role = ROLE_LABEL;
  if (mark.length > 0 && !takes_mark(blocks)) {
    struct number number = {mark, {"", 0}};
    group_push(resolver, paragraph_build(resolver, NULL, at, number, at.style, NULL));
    at.mark = (struct str){"", 0};
  }
  blocks_build(resolver, blocks, at);
  close_item(resolver, from);
}

/* The item styles' indents are those of lists in lists, so only what is deeper than they reach is added. */
static struct surroundings item_surroundings(const struct resolver *resolver, struct surroundings at) {
  uint8_t index = at.list_depth < 2 ? at.list_depth : 2;
  at.style = at.in_cell ? STYLE_TABLE_ITEM : (enum block_style_id)(STYLE_ITEM_1 + index);
  const struct block_style *style = &resolver->style->blocks[at.style];
  if (at.list_depth > (at.in_cell ? 0 : 2)) at.list_start += style->label_width;
  at.text_start = at.list_start + style->indent_start + style->label_width;
  at.list_depth++;
  at.numbers = false;
  return at;
}

static void build_list(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  const struct list *list = &block->list;
  struct named *named = at->copy ? NULL : names_add_block(resolver, block);
  enum list_marker marker = resolver->style->list_markers[at->list_depth < 2 ? at->list_depth : 2];
  if (list->has_marker) marker = list->marker;
  struct surroundings inner = item_surroundings(resolver, *at);
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_LIST);
  if (named != NULL) group->anchor = named->anchor = block_anchor(resolver, named, "list", (struct str){"", 0});
  size_t from = group_open(resolver);
  uint32_t number = list->start.given ? (uint32_t)list->start.value : 1;
  for (size_t i = 0; i < list->count; i++)
    item_build(resolver, &list->items[i], number_marker(resolver, marker, number++), inner);
  group_close(resolver, from, group);
  group_push(resolver, group);
}

static struct surroundings quote_surroundings(const struct resolver *resolver, struct surroundings at,
                                              enum block_style_id style) {
  at.text_start = text_start_in(resolver, &at, style);
  at.list_start = at.text_start - resolver->style->blocks[STYLE_PARAGRAPH].indent_start;
  at.style = style;
  at.list_depth = 0;
  at.numbers = false;
  return at;
}

/* "NOTE – " before a note's first words; alone where it begins with a list or table. */
static void lead_note(struct resolver *resolver, const struct blocks *blocks, struct surroundings *at) {
  struct str label = language_label(resolver->pack, STR("note"));
  bool spaced = label.length == 0 || str_ends_with(label, STR(" "));
  at->lead = spaced ? label : str_join(resolver->work, label, STR(" – "));
  if (blocks->count == 0 || blocks->at[0]->kind == BLOCK_PARAGRAPH) return;
  struct number none = {{"", 0}, {"", 0}};
  group_push(resolver, paragraph_build(resolver, NULL, *at, none, STYLE_NOTE, NULL));
  at->lead = none.label;
}

static void build_quote(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  bool note = block->kind == BLOCK_NOTE;
  struct named *named = at->copy ? NULL : names_add_block(resolver, block);
  struct node *group = node_make(resolver, NODE_GROUP, note ? ROLE_DIVISION : ROLE_BLOCK_QUOTE);
  if (named != NULL) group->anchor = named->anchor = block_anchor(resolver, named, "quote", (struct str){"", 0});
  struct surroundings inner = quote_surroundings(resolver, *at, note ? STYLE_NOTE : STYLE_QUOTE);
  size_t from = group_open(resolver);
  if (note) lead_note(resolver, &block->quote, &inner);
  blocks_build(resolver, &block->quote, inner);
  group_close(resolver, from, group);
  group_push(resolver, group);
}

static void build_page_break(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  (void)block;
  if (!at->copy) group_push(resolver, node_make(resolver, NODE_PAGE_BREAK, ROLE_NONE));
}

/* ---- any block ---- */

static void build_contribution(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  contribution_build(resolver, block, *at);
}
static void build_table(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  table_build(resolver, block, *at);
}
static void build_action(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  struct number number = number_here(resolver, block, at);
  bool action = block->kind == BLOCK_ACTION;
  enum block_style_id style = numbered_style(at, number, action ? STYLE_ACTION : STYLE_DECISION);
  style = item_label(at, &number, style);
  action_build(resolver, block, *at, number, style);
}
static void build_open_list(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  if (!at->copy) list_open(resolver, block, *at);
}

static void (*const builders[])(struct resolver *, const struct block *, struct surroundings *) = {
    [BLOCK_PARAGRAPH] = build_paragraph,
    [BLOCK_SECTION] = build_section,
    [BLOCK_CONTRIBUTION] = build_contribution,
    [BLOCK_LIST] = build_list,
    [BLOCK_TABLE] = build_table,
    [BLOCK_ACTION] = build_action,
    [BLOCK_DECISION] = build_action,
    [BLOCK_QUOTE] = build_quote,
    [BLOCK_NOTE] = build_quote,
    [BLOCK_CONTENTS] = build_open_list,
    [BLOCK_ACTION_LIST] = build_open_list,
    [BLOCK_DECISION_LIST] = build_open_list,
    [BLOCK_REFERENCE_LIST] = build_open_list,
    [BLOCK_PAGE_BREAK] = build_page_break,
};

static bool too_deep(struct resolver *resolver, const struct block *block, const struct surroundings *at) {
  if (at->depth < BLOCK_DEPTH) return false;
  struct message *message = diagnose(resolver->diagnostics, block->place, E_BLOCKS_TOO_DEEP,
                                     "this stands in more than %d blocks, one in another", BLOCK_DEPTH);
  message_hint(resolver->diagnostics, message, "no page is wide enough; put it further out");
  return true;
}

/* One block; what it uses up of its surroundings (an item's mark, a note's label) is gone for the next. */
static void build_next(struct resolver *resolver, const struct block *block, struct surroundings *at) {
  if (too_deep(resolver, block, at)) return;
  struct surroundings here = *at;
  here.depth++;
  if (block->language.length > 0) here.language = block->language;
  size_t from = group_open(resolver);
  builders[block->kind](resolver, block, &here);
  for (size_t i = from; i < resolver->nodes.count; i++)
    node_set_language(resolver->nodes.at[i], here.language, at->language);
  at->mark = here.mark;
  at->lead = (struct str){"", 0};
}

/* Behind a numbered paragraph, what goes on without a number stands at its text, and so do the marks of a list. */
static void go_on_unnumbered(const struct resolver *resolver, struct surroundings *at, length list_start) {
  const struct block_style *blocks = resolver->style->blocks;
  bool lettered = at->scope->rule == PARAGRAPHS_LETTERED;
  enum block_style_id style = lettered ? STYLE_LETTERED_PARAGRAPH : STYLE_NUMBERED_PARAGRAPH;
  at->text_start = list_start + text_indent(&blocks[style]);
  if (lettered && at->list_depth == 0) at->list_depth = 1;
  length marks = blocks[STYLE_ITEM_1 + (at->list_depth < 2 ? at->list_depth : 2)].indent_start;
  at->list_start = at->text_start > marks ? at->text_start - marks : 0;
}

/* A lettered paragraph is an item of a list, and what stands behind it without a letter belongs to the item. */
static size_t build_lettered_item(struct resolver *resolver, const struct blocks *blocks, size_t i,
                                  struct surroundings at) {
  size_t from = group_open(resolver);
  at.label_role = ROLE_LABEL;
  build_next(resolver, blocks->at[i++], &at);
  go_on_unnumbered(resolver, &at, at.list_start);
  while (i < blocks->count && !block_counts(blocks->at[i]) && blocks->at[i]->kind != BLOCK_SECTION &&
         blocks->at[i]->kind != BLOCK_CONTRIBUTION)
    build_next(resolver, blocks->at[i++], &at);
  close_item(resolver, from);
  return i;
}

static void build_lettered(struct resolver *resolver, const struct blocks *blocks, struct surroundings at) {
  for (size_t i = 0; i < blocks->count;) {
    if (!block_counts(blocks->at[i])) {
      build_next(resolver, blocks->at[i++], &at);
      continue;
    }
    struct node *list = node_make(resolver, NODE_GROUP, ROLE_LIST);
    size_t from = group_open(resolver);
    while (i < blocks->count && block_counts(blocks->at[i]))
      i = build_lettered_item(resolver, blocks, i, at);
    group_close(resolver, from, list);
    group_push(resolver, list);
  }
}

void blocks_build(struct resolver *resolver, const struct blocks *blocks, struct surroundings at) {
  if (at.numbers && !at.copy && at.scope->rule == PARAGRAPHS_LETTERED) {
    build_lettered(resolver, blocks, at);
    return;
  }
  bool numbers = at.numbers && !at.copy;
  length list_start = at.list_start;
  for (size_t i = 0; i < blocks->count; i++) {
    bool counts = numbers && block_counts(blocks->at[i]);
    struct surroundings here = at;
    if (counts) here.list_start = list_start;
    build_next(resolver, blocks->at[i], &here);
    at.mark = here.mark;
    at.lead = here.lead;
    if (counts) go_on_unnumbered(resolver, &at, list_start);
  }
}
