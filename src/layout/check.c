/* Every paragraph's fonts, before layout: a character that none has is told with its place. */
#include "layout/internal.h"

struct check {
  struct layout *layout;
  const struct paragraph *paragraph;
  const struct paragraph_text *text;
};

static void report_missing(void *context, uint32_t offset, uint32_t code_point) {
  const struct check *check = context;
  char bytes[4];
  uint32_t size = (uint32_t)utf8_encode(code_point, bytes);
  struct place place = spans_place(check->layout->diagnostics, check->paragraph, check->text, offset, size);
  struct message *message = diagnose(check->layout->diagnostics, place, E_MISSING_CHARACTER,
                                     "no font has the character \"%.*s\" (U+%04X)", (int)size, bytes, code_point);
  message_hint(check->layout->diagnostics, message, "write it with other characters");
}

static void check_text(struct layout *layout, const struct paragraph *paragraph, const struct paragraph_text *text) {
  struct check check = {layout, paragraph, text};
  text_check(layout->engine, layout->diagnostics, text, report_missing, &check);
  arena_reset(layout->scratch);
}

/* A label's only run is its own; the paragraph seen by the report of a place is one with that run. */
static void check_label(struct layout *layout, const struct paragraph *paragraph) {
  struct run run = paragraph->label;
  struct paragraph alone = *paragraph;
  alone.runs = &run;
  alone.run_count = 1;
  struct paragraph_text text = spans_of_label(layout, layout->scratch, paragraph);
  check_text(layout, &alone, &text);
}

static void check_paragraph(struct layout *layout, const struct paragraph *paragraph) {
  struct paragraph_text text = spans_of_paragraph(layout, layout->scratch, paragraph);
  check_text(layout, paragraph, &text);
  if (paragraph->label.text.length > 0) check_label(layout, paragraph);
}

static void check_node(struct layout *layout, const struct node *node) {
  if (node->kind == NODE_PARAGRAPH) check_paragraph(layout, node->paragraph);
  for (uint32_t i = 0; i < node->child_count; i++)
    check_node(layout, node->children[i]);
  if (node->kind != NODE_TABLE) return;
  if (node->table->continued != NULL) check_paragraph(layout, node->table->continued);
  for (size_t i = 0; i < node->table->row_count * node->table->column_count; i++) {
    if (node->table->cells[i] != NULL) check_node(layout, node->table->cells[i]);
  }
}

static void check_furniture(struct layout *layout, const struct furniture *furniture) {
  for (size_t i = 0; i < furniture->count; i++)
    check_paragraph(layout, &furniture->lines[i]);
}

static void check_watermark(struct layout *layout) {
  if (layout->resolved->watermark.length == 0) return;
  struct run run = {.text = layout->resolved->watermark};
  struct paragraph paragraph = {.runs = &run, .run_count = 1, .style = STYLE_WATERMARK};
  paragraph.direction = layout->resolved->direction;
  check_paragraph(layout, &paragraph);
}

void layout_check_text(struct diagnostics *diagnostics, struct text_engine *engine, const struct resolved *resolved,
                       const struct style *style) {
  struct layout layout = {.diagnostics = diagnostics,
                          .engine = engine,
                          .resolved = resolved,
                          .style = style,
                          .expected_digits = 1,
                          .scratch = arena_create()};
  const struct furniture *all[] = {&resolved->head_first, &resolved->head_odd, &resolved->head_even,
                                   &resolved->foot_first, &resolved->foot_odd, &resolved->foot_even};
  check_node(&layout, resolved->root);
  for (size_t i = 0; i < resolved->note_count; i++) {
    if (resolved->notes[i]->content != NULL) check_node(&layout, resolved->notes[i]->content);
  }
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    check_furniture(&layout, all[i]);
  check_watermark(&layout);
  arena_destroy(layout.scratch);
}
