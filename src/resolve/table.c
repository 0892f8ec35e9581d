#include "resolve/resolver.h"

static struct surroundings cell_surroundings(const struct resolver *resolver, struct surroundings at,
                                             enum block_style_id style) {
  at.style = style;
  at.text_start = resolver->style->blocks[style].indent_start;
  at.list_start = 0;
  at.list_depth = 0;
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

struct node *table_cell(struct resolver *resolver, const struct blocks *blocks, struct surroundings at) {
  struct node *cell = node_make(resolver, NODE_GROUP, ROLE_DATA_CELL);
  size_t from = group_open(resolver);
  blocks_build(resolver, blocks, cell_surroundings(resolver, at, STYLE_TABLE_CELL));
  group_close(resolver, from, cell);
  return cell;
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

/* The caption's words stand in the form where the title is, with all their marks. */
static void build_caption(struct resolver *resolver, const struct table *table, struct named *named, struct node *node,
                          struct surroundings at) {
  struct str number = str_format(resolver->work, "%u", ++resolver->table_count);
  struct caption_words words = {resolver, number, STR("\x03")};
  struct str text = language_fill(resolver->work, resolver->style->table_caption_form, caption_field, &words);
  size_t title = str_find(text, words.title, 0);
  struct draft draft;
  draft_open(resolver, &draft, at.language);
  runs_add_text(resolver, str_slice(text, 0, title), 0);
  if (title != SIZE_MAX) {
    runs_add_inline(resolver, &table->caption);
    runs_add_text(resolver, str_slice(text, title + 1, text.length), 0);
  }
  struct node *caption = draft_close(resolver, &draft, ROLE_CAPTION, STYLE_TABLE_CAPTION);
  caption->keep_with_next = true;
  caption->place = table->caption.place;
  group_push(resolver, caption);
  if (named == NULL) return;
  named->number = number;
  named->title = caption->paragraph;
  node->anchor = named->anchor;
}

static void fill_table(struct resolver *resolver, const struct table *table, struct node *node,
                       struct surroundings at) {
  struct table_layout *layout = node->table;
  size_t columns = table->column_count, cell = 0;
  for (size_t i = 0; i < columns; i++) {
    layout->widths[i] = table->columns[i].width;
    layout->alignments[i] = table->columns[i].align;
    if (layout->head_rows > 0)
      layout->cells[cell++] = table_head_cell(resolver, &table->columns[i].title, (struct str){"", 0}, at);
  }
  for (size_t i = 0; i < base_array_size(columns, table->row_count); i++)
    layout->cells[cell++] = table_cell(resolver, &table->cells[i].body, at);
}

void table_build(struct resolver *resolver, const struct block *block, struct surroundings at) {
  const struct table *table = &block->table;
  struct named *named = at.copy ? NULL : names_add_block(resolver, block);
  size_t head_rows = has_titles(table) ? 1 : 0;
  struct node *node = table_node(resolver, table->column_count, table->row_count + head_rows, head_rows);
  node->place = block->place;
  if (named != NULL) node->anchor = named->anchor = block_anchor(resolver, named, "table", (struct str){"", 0});
  if (table->has_caption) build_caption(resolver, table, named, node, at);
  fill_table(resolver, table, node, at);
  group_push(resolver, node);
}
