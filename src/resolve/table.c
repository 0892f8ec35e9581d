#include "resolve/resolver.h"

static struct surroundings cell_surroundings(const struct resolver *resolver, struct surroundings at,
                                             enum block_style_id style) {
  at.style = style;
  at.text_start = resolver->style->blocks[style].indent_start;
  at.list_start = 0;
  at.list_depth = 0;
  at.in_cell = true;
  at.numbers = false;
  at.mark = at.lead = (struct str){"", 0};
  at.label_role = ROLE_NONE;
  return at;
}

struct node *table_node(struct resolver *resolver, size_t columns, size_t rows, size_t head_rows) {
  struct node *node = node_make(resolver, NODE_TABLE, ROLE_TABLE);
  struct table_layout *table = node->table = arena_new(resolver->arena, struct table_layout);
  table->column_count = columns;
  table->row_count = rows;
  table->head_rows = head_rows;
  table->widths = arena_new_array(resolver->arena, struct schema_length, columns);
  table->alignments = arena_new_array(resolver->arena, enum alignment, columns);
  table->cells = arena_new_array(resolver->arena, struct node *, base_array_size(columns, rows));
  return node;
}

struct node *table_head_cell(struct resolver *resolver, const struct inline_content *content, struct str label,
                             struct surroundings at) {
  at = cell_surroundings(resolver, at, STYLE_TABLE_HEAD);
  at.lead = label;
  if (label.length > 0) at.language = resolver->out->language;
  struct node *cell = node_make(resolver, NODE_GROUP, ROLE_HEADER_CELL);
  size_t from = group_open(resolver);
  struct number none = {{"", 0}, {"", 0}};
  bool empty = label.length == 0 && content->count == 0;
  if (!empty) group_push(resolver, paragraph_build(resolver, content, at, none, STYLE_TABLE_HEAD, NULL));
  group_close(resolver, from, cell);
  return cell;
}

static struct node *build_cell(struct resolver *resolver, const struct blocks *blocks, struct surroundings at,
                               enum role role, enum block_style_id style) {
  struct node *cell = node_make(resolver, NODE_GROUP, role);
  cell->place = blocks->place;
  size_t from = group_open(resolver);
  blocks_build(resolver, blocks, cell_surroundings(resolver, at, style));
  group_close(resolver, from, cell);
  return cell;
}

struct node *table_cell(struct resolver *resolver, const struct blocks *blocks, struct surroundings at) {
  return build_cell(resolver, blocks, at, ROLE_DATA_CELL, STYLE_TABLE_CELL);
}

struct node *table_text_cell(struct resolver *resolver, struct str text, struct anchor *target,
                             struct surroundings at) {
  at = cell_surroundings(resolver, at, STYLE_TABLE_CELL);
  at.language = resolver->out->language;
  struct node *cell = node_make(resolver, NODE_GROUP, ROLE_DATA_CELL);
  if (text.length == 0) return cell;
  size_t from = group_open(resolver);
  at.lead = text;
  struct number none = {{"", 0}, {"", 0}};
  struct node *node = paragraph_build(resolver, NULL, at, none, STYLE_TABLE_CELL, NULL);
  struct run *run = &node->paragraph->runs[0];
  if (target != NULL) {
    run->anchor = target;
    run->is_link = true;
    run->link_serial = ++resolver->link_serial;
  }
  group_push(resolver, node);
  group_close(resolver, from, cell);
  return cell;
}

static bool has_titles(const struct table *table) {
  for (size_t i = 0; i < table->column_count; i++)
    if (table->columns[i].title.count > 0) return true;
  return false;
}

struct caption_words {
  struct resolver *resolver;
  struct str number, title;
};

static struct str caption_field(void *context, struct str name) {
  const struct caption_words *words = context;
  if (str_equal(name, STR("number"))) return words->number;
  if (str_equal(name, STR("title"))) return words->title;
  return field_value(words->resolver, name);
}

/* The part of the caption that is the title alone, for those who cite it. */
static const struct paragraph *title_of(struct resolver *resolver, const struct paragraph *caption, size_t from,
                                        size_t to) {
  struct paragraph *title = arena_new(resolver->work, struct paragraph);
  *title = *caption;
  title->runs += from;
  title->run_count = (uint32_t)(to - from);
  return title;
}

/* The caption's words stand in the form where the title is, with all their marks. */
static void build_caption(struct resolver *resolver, const struct table *table, struct caption_words *words,
                          struct named *named, struct node *node, struct surroundings at) {
  struct str text = language_fill(resolver->work, resolver->style->table_caption_form, caption_field, words);
  size_t title = str_find(text, words->title, 0);
  struct draft draft;
  draft_open(resolver, &draft, at.language);
  runs_add_text(resolver, str_slice(text, 0, title), 0);
  size_t from = resolver->runs.count - draft.first_run, to = from;
  if (title != SIZE_MAX) {
    runs_add_inline(resolver, &table->caption);
    to = resolver->runs.count - draft.first_run;
    runs_add_text(resolver, str_slice(text, title + words->title.length, text.length), 0);
  }
  struct node *caption = draft_close(resolver, &draft, ROLE_CAPTION, STYLE_TABLE_CAPTION);
  caption->keep_with_next = true;
  caption->place = table->caption.place;
  node->children = arena_new(resolver->arena, struct node *);
  node->children[0] = caption;
  node->child_count = 1;
  if (named == NULL) return;
  named->number = words->number;
  named->title = title_of(resolver, caption->paragraph, from, to);
}

static struct paragraph *build_continued(struct resolver *resolver, struct caption_words *words) {
  struct str text = language_fill(resolver->work, resolver->style->table_continued_form, caption_field, words);
  if (text.length == 0) return NULL;
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  runs_add_text(resolver, text, 0);
  return draft_close(resolver, &draft, ROLE_NONE, STYLE_TABLE_CONTINUED)->paragraph;
}

static void name_table(struct resolver *resolver, const struct table *table, struct named *named, struct node *node,
                       struct surroundings at) {
  struct str count = str_format(resolver->work, "%u", ++resolver->table_count), none = {"", 0};
  struct str number = number_form(resolver, resolver->style->table_number_form, none, count);
  struct caption_words words = {resolver, number, STR("\x03")};
  build_caption(resolver, table, &words, named, node, at);
  words.title = (struct str){"", 0};
  node->table->continued = build_continued(resolver, &words);
}

static struct node *row_cell(struct resolver *resolver, const struct blocks *blocks, enum table_row_kind kind,
                             bool first, struct surroundings at) {
  if (kind == ROW_GROUP) return first ? build_cell(resolver, blocks, at, ROLE_HEADER_CELL, STYLE_TABLE_GROUP) : NULL;
  return build_cell(resolver, blocks, at, ROLE_DATA_CELL, kind == ROW_TOTAL ? STYLE_TABLE_TOTAL : STYLE_TABLE_CELL);
}

static void fill_head(struct resolver *resolver, const struct table *table, struct table_layout *layout,
                      struct surroundings at) {
  for (size_t i = 0; i < table->column_count; i++) {
    layout->widths[i] = table->columns[i].width;
    layout->alignments[i] = table->columns[i].align;
    if (layout->head_rows == 0) continue;
    layout->cells[i] = table_head_cell(resolver, &table->columns[i].title, (struct str){"", 0}, at);
  }
}

static void fill_rows(struct resolver *resolver, const struct table *table, struct table_layout *layout,
                      struct surroundings at) {
  size_t columns = table->column_count, cell = columns * layout->head_rows;
  if (table->row_kinds != NULL)
    layout->row_kinds = arena_new_array(resolver->arena, enum table_row_kind, layout->row_count);
  for (size_t row = 0; row < table->row_count; row++) {
    enum table_row_kind kind = table->row_kinds != NULL ? table->row_kinds[row] : ROW_CELLS;
    if (layout->row_kinds != NULL) layout->row_kinds[layout->head_rows + row] = kind;
    for (size_t i = 0; i < columns; i++)
      layout->cells[cell++] = row_cell(resolver, &table->cells[row * columns + i].body, kind, i == 0, at);
  }
}

/* Remarks below the table, which stay with its last row. */
static void build_notes(struct resolver *resolver, const struct table *table, struct surroundings at) {
  at.style = STYLE_TABLE_NOTE;
  at.text_start = text_start_in(resolver, &at, STYLE_TABLE_NOTE);
  at.numbers = false;
  at.mark = at.lead = (struct str){"", 0};
  blocks_build(resolver, &table->notes, at);
}

void table_build(struct resolver *resolver, const struct block *block, struct surroundings at) {
  const struct table *table = &block->table;
  struct named *named = at.copy ? NULL : names_add_block(resolver, block);
  size_t head_rows = has_titles(table) ? 1 : 0;
  struct node *node = table_node(resolver, table->column_count, table->row_count + head_rows, head_rows);
  node->place = block->place;
  node->table->decimal_sign = language_label(resolver->pack, STR("decimal-sign"));
  if (named != NULL) node->anchor = named->anchor = block_anchor(resolver, named, "table", (struct str){"", 0});
  if (table->has_caption && !at.copy) name_table(resolver, table, named, node, at);
  fill_head(resolver, table, node->table, at);
  fill_rows(resolver, table, node->table, at);
  group_push(resolver, node);
  if (table->notes.count == 0) return;
  node->keep_with_next = true;
  build_notes(resolver, table, at);
}
