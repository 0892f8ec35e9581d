/* The resolved report as text: the whole tree for a person, and what a reader of the structure gets. */
#include "resolve/resolver.h"

/* ---- the tree ---- */

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "none",
    [ROLE_DOCUMENT] = "document",
    [ROLE_PART] = "part",
    [ROLE_SECTION] = "section",
    [ROLE_DIVISION] = "division",
    [ROLE_HEADING_1] = "heading-1",
    [ROLE_HEADING_2] = "heading-2",
    [ROLE_HEADING_3] = "heading-3",
    [ROLE_HEADING_4] = "heading-4",
    [ROLE_HEADING_5] = "heading-5",
    [ROLE_HEADING_6] = "heading-6",
    [ROLE_PARAGRAPH] = "paragraph",
    [ROLE_LIST] = "list",
    [ROLE_LIST_ITEM] = "item",
    [ROLE_LABEL] = "label",
    [ROLE_LIST_BODY] = "item-body",
    [ROLE_BLOCK_QUOTE] = "quote",
    [ROLE_NOTE] = "footnote",
    [ROLE_TABLE] = "table",
    [ROLE_TABLE_HEAD] = "table-head",
    [ROLE_TABLE_BODY] = "table-body",
    [ROLE_TABLE_ROW] = "row",
    [ROLE_HEADER_CELL] = "header-cell",
    [ROLE_DATA_CELL] = "cell",
    [ROLE_CAPTION] = "caption",
    [ROLE_CONTENTS] = "contents",
    [ROLE_CONTENTS_ITEM] = "contents-line",
    [ROLE_REFERENCE] = "reference",
    [ROLE_LINK] = "link",
    [ROLE_SPAN] = "span",
    [ROLE_FIGURE] = "figure",
};

static const char *const style_names[BLOCK_STYLE_COUNT] = {
    [STYLE_PARAGRAPH] = "paragraph",
    [STYLE_NUMBERED_PARAGRAPH] = "numbered-paragraph",
    [STYLE_LETTERED_PARAGRAPH] = "lettered-paragraph",
    [STYLE_HEADING_1] = "heading-1",
    [STYLE_HEADING_2] = "heading-2",
    [STYLE_HEADING_3] = "heading-3",
    [STYLE_HEADING_4] = "heading-4",
    [STYLE_HEADING_5] = "heading-5",
    [STYLE_HEADING_6] = "heading-6",
    [STYLE_HEADING_PLAIN] = "heading-plain",
    [STYLE_ITEM_1] = "item-1",
    [STYLE_ITEM_2] = "item-2",
    [STYLE_ITEM_3] = "item-3",
    [STYLE_QUOTE] = "quote",
    [STYLE_NOTE] = "note",
    [STYLE_ACTION] = "action",
    [STYLE_DECISION] = "decision",
    [STYLE_TABLE_CAPTION] = "table-caption",
    [STYLE_TABLE_HEAD] = "table-head",
    [STYLE_TABLE_CELL] = "table-cell",
    [STYLE_TABLE_GROUP] = "table-group",
    [STYLE_TABLE_TOTAL] = "table-total",
    [STYLE_TABLE_ITEM] = "table-item",
    [STYLE_TABLE_NOTE] = "table-note",
    [STYLE_TABLE_CONTINUED] = "table-continued",
    [STYLE_ANNEX_LABEL] = "annex-label",
    [STYLE_ANNEX_TITLE] = "annex-title",
    [STYLE_FOOTNOTE] = "footnote",
    [STYLE_CONTENTS_TITLE] = "contents-title",
    [STYLE_CONTENTS_1] = "contents-1",
    [STYLE_CONTENTS_2] = "contents-2",
    [STYLE_CONTENTS_3] = "contents-3",
    [STYLE_LIST_TITLE] = "list-title",
    [STYLE_REFERENCE_ENTRY] = "reference-entry",
    [STYLE_FIRST_START] = "first-start",
    [STYLE_FIRST_END] = "first-end",
    [STYLE_SOURCE] = "source",
    [STYLE_TITLE] = "title",
    [STYLE_SUBTITLE] = "subtitle",
    [STYLE_RUNNING_HEAD] = "running-head",
    [STYLE_RUNNING_FOOT] = "running-foot",
    [STYLE_WATERMARK] = "watermark",
};

static void indent(struct buffer *out, unsigned depth) {
  for (unsigned i = 0; i < depth; i++)
    buffer_append(out, STR("  "));
}

static void dump_looks(uint8_t looks, struct buffer *out) {
  static const char marks[] = "bic^";
  for (unsigned i = 0; i < 4; i++)
    if ((looks & (1u << i)) != 0) buffer_append_byte(out, marks[i]);
}

static void dump_field(const struct run *run, struct buffer *out) {
  static const char *const names[] = {
      [FIELD_NONE] = "",       [FIELD_PAGE_OF] = "page-of", [FIELD_PAGE] = "page", [FIELD_PAGE_COUNT] = "pages",
      [FIELD_BREAK] = "break", [FIELD_LEADER] = "leader"};
  if (run->field != FIELD_NONE) buffer_append_format(out, "<%s>", names[run->field]);
}

/* "text" with what is not plain behind it: "word"{b → #agenda}. */
static void dump_run(const struct run *run, struct buffer *out) {
  dump_field(run, out);
  if (run->field == FIELD_NONE) buffer_append_format(out, "\"%.*s\"", STR_ARG(run->text));
  bool plain = run->looks == 0 && run->language.length == 0 && !run->is_link && run->expansion == 0;
  if (plain) return;
  buffer_append_byte(out, '{');
  dump_looks(run->looks, out);
  if (run->language.length > 0) buffer_append_format(out, " lang=%.*s", STR_ARG(run->language));
  if (run->expansion > 0) buffer_append_format(out, " expansion=%u", run->expansion);
  if (run->is_link && run->link.length > 0) buffer_append_format(out, " -> %.*s", STR_ARG(run->link));
  if (run->is_link && run->link.length == 0) buffer_append_format(out, " -> #%.*s", STR_ARG(run->anchor->name));
  buffer_append_byte(out, '}');
}

static void dump_paragraph(const struct paragraph *paragraph, struct buffer *out) {
  buffer_append_format(out, " %s", style_names[paragraph->style]);
  if (paragraph->weight == WEIGHT_BOLD) buffer_append(out, STR(" bold"));
  if (paragraph->indent != 0) buffer_append_format(out, " indent=%d", (int)paragraph->indent);
  if (paragraph->direction == DIRECTION_RIGHT_TO_LEFT) buffer_append(out, STR(" right-to-left"));
  if (paragraph->label.text.length > 0) {
    buffer_append(out, STR(" ["));
    dump_run(&paragraph->label, out);
    buffer_append(out, STR("]"));
  }
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    buffer_append_byte(out, ' ');
    dump_run(&paragraph->runs[i], out);
  }
}

static void dump_node(const struct node *node, unsigned depth, struct buffer *out);

/* Columns and rows that are not as most are. */
static void dump_table_forms(const struct table_layout *table, unsigned depth, struct buffer *out) {
  static const char *const alignments[] = {"start", "end", "center", "justify", "decimal"};
  static const char *const rows[] = {"cells", "group", "total"};
  for (size_t i = 0; i < table->column_count; i++) {
    if (table->alignments[i] == ALIGN_START && !table->widths[i].given) continue;
    indent(out, depth + 1);
    buffer_append_format(out, "column %zu %s", i + 1, alignments[table->alignments[i]]);
    if (table->widths[i].given) buffer_append_format(out, " %d", (int)table->widths[i].value);
    buffer_append_byte(out, '\n');
  }
  for (size_t i = 0; table->row_kinds != NULL && i < table->row_count; i++) {
    if (table->row_kinds[i] == ROW_CELLS) continue;
    indent(out, depth + 1);
    buffer_append_format(out, "row %zu %s\n", i + 1, rows[table->row_kinds[i]]);
  }
}

static void dump_table(const struct node *node, unsigned depth, struct buffer *out) {
  const struct table_layout *table = node->table;
  buffer_append_format(out, " %zu x %zu, head %zu\n", table->row_count, table->column_count, table->head_rows);
  dump_table_forms(table, depth, out);
  if (table->continued != NULL) {
    indent(out, depth + 1);
    buffer_append(out, STR("continued"));
    dump_paragraph(table->continued, out);
    buffer_append_byte(out, '\n');
  }
  for (uint32_t i = 0; i < node->child_count; i++)
    dump_node(node->children[i], depth + 1, out);
  for (size_t i = 0; i < table->column_count * table->row_count; i++)
    if (table->cells[i] != NULL) dump_node(table->cells[i], depth + 1, out);
}

static void dump_node(const struct node *node, unsigned depth, struct buffer *out) {
  static const char *const kinds[] = {[NODE_GROUP] = "",     [NODE_PARAGRAPH] = "", [NODE_COLUMNS] = "columns ",
                                      [NODE_RULE] = "rule ", [NODE_TABLE] = "",     [NODE_PAGE_BREAK] = "page-break "};
  indent(out, depth);
  buffer_append_format(out, "%s%s", kinds[node->kind], role_names[node->role]);
  if (node->anchor != NULL) buffer_append_format(out, " #%.*s", STR_ARG(node->anchor->name));
  if (node->language.length > 0) buffer_append_format(out, " lang=%.*s", STR_ARG(node->language));
  if (node->keep_with_next) buffer_append(out, STR(" keep"));
  if (node->kind == NODE_TABLE) {
    dump_table(node, depth, out);
    return;
  }
  if (node->kind == NODE_PARAGRAPH) dump_paragraph(node->paragraph, out);
  buffer_append_byte(out, '\n');
  for (uint32_t i = 0; i < node->child_count; i++)
    dump_node(node->children[i], depth + 1, out);
}

static void dump_furniture(const char *name, const struct furniture *furniture, struct buffer *out) {
  for (size_t i = 0; i < furniture->count; i++) {
    buffer_append_format(out, "%s", name);
    dump_paragraph(&furniture->lines[i], out);
    buffer_append_byte(out, '\n');
  }
}

static void dump_metadata(const struct resolved *resolved, struct buffer *out) {
  buffer_append_format(out, "language %.*s\ntitle %.*s\nauthor %.*s\nsubject %.*s\nkeywords %.*s\n",
                       STR_ARG(resolved->language), STR_ARG(resolved->title), STR_ARG(resolved->author),
                       STR_ARG(resolved->subject), STR_ARG(resolved->keywords));
  if (resolved->date.given)
    buffer_append_format(out, "date %04d-%02u-%02u\n", resolved->date.year, resolved->date.month, resolved->date.day);
  if (resolved->watermark.length > 0) buffer_append_format(out, "watermark %.*s\n", STR_ARG(resolved->watermark));
}

void resolved_dump(const struct resolved *resolved, struct buffer *out) {
  dump_metadata(resolved, out);
  dump_furniture("head-first", &resolved->head_first, out);
  dump_furniture("head-odd", &resolved->head_odd, out);
  dump_furniture("head-even", &resolved->head_even, out);
  dump_furniture("foot-first", &resolved->foot_first, out);
  dump_furniture("foot-odd", &resolved->foot_odd, out);
  dump_furniture("foot-even", &resolved->foot_even, out);
  dump_node(resolved->root, 0, out);
  for (size_t i = 0; i < resolved->note_count; i++)
    dump_node(resolved->notes[i]->content, 0, out);
  for (size_t i = 0; i < resolved->expansion_count; i++)
    buffer_append_format(out, "expansion %zu %.*s\n", i + 1, STR_ARG(resolved->expansions[i]));
  for (size_t i = 0; i < resolved->bookmark_count; i++) {
    const struct bookmark *bookmark = &resolved->bookmarks[i];
    buffer_append_format(out, "bookmark %u %.*s -> #%.*s\n", bookmark->level, STR_ARG(bookmark->title),
                         STR_ARG(bookmark->anchor->name));
  }
  buffer_append_format(out, "clusters %zu\n", resolved->cluster_count);
}

/* ---- the text ---- */

static void text_node(const struct node *node, struct buffer *out);

static void text_paragraph(const struct paragraph *paragraph, struct buffer *out) {
  size_t before = out->length;
  if (paragraph->label.text.length > 0) buffer_append(out, paragraph->label.text);
  bool label = out->length > before && paragraph->run_count > 0;
  if (label) buffer_append_byte(out, ' ');
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    const struct run *run = &paragraph->runs[i];
    buffer_append(out, run->text);
  }
  if (out->length > before) buffer_append_byte(out, '\n');
  for (uint32_t i = 0; i < paragraph->run_count; i++)
    if (paragraph->runs[i].note != NULL) text_node(paragraph->runs[i].note->content, out);
}

/* A note stands behind the block that calls it first. */
static void text_node(const struct node *node, struct buffer *out) {
  if (node->kind == NODE_PARAGRAPH) text_paragraph(node->paragraph, out);
  for (uint32_t i = 0; i < node->child_count; i++) /* a table's caption among them */
    text_node(node->children[i], out);
  if (node->kind != NODE_TABLE) return;
  for (size_t i = 0; i < node->table->column_count * node->table->row_count; i++)
    if (node->table->cells[i] != NULL) text_node(node->table->cells[i], out);
}

void resolved_text(const struct resolved *resolved, struct buffer *out) {
  text_node(resolved->root, out);
}
