/* What stands on every page and belongs to none: running heads and feet, the watermark. All of it artifacts. */
#include "layout/internal.h"

/* The watermark's slope, 45 degrees, and its sine and cosine in 1/1024. */
enum { WATERMARK_ANGLE = 45, WATERMARK_SINE = 724 };

static const struct furniture *head_of_page(const struct layout *layout) {
  const struct resolved *resolved = layout->resolved;
  if (layout->page == 1) return &resolved->head_first;
  return layout->page % 2 == 1 ? &resolved->head_odd : &resolved->head_even;
}

static const struct furniture *foot_of_page(const struct layout *layout) {
  const struct resolved *resolved = layout->resolved;
  if (layout->page == 1) return &resolved->foot_first;
  return layout->page % 2 == 1 ? &resolved->foot_odd : &resolved->foot_even;
}

static struct column set_lines(struct layout *layout, const struct furniture *furniture) {
  struct column column = column_create(layout->page_arena, 0, layout_frame_width(layout));
  for (size_t i = 0; i < furniture->count; i++) {
    uint32_t count = 0;
    struct slug *slugs =
        paragraph_set(layout, layout->page_arena, &column, &furniture->lines[i], ELEMENT_ARTIFACT, UINT32_MAX, &count);
    for (uint32_t k = 0; k < count; k++)
      column_append(layout, &column, slugs[k]);
  }
  return column;
}

static void draw_column(struct layout *layout, const struct column *column, length y) {
  for (size_t i = 0; i < column->slugs.count; i++) {
    y += column->slugs.at[i].gap;
    draw_slug(layout, &column->slugs.at[i], layout_frame_left(layout), y, true, true);
    y += column->slugs.at[i].height;
  }
}

static void report_cut(struct layout *layout, bool head) {
  if (layout->furniture_cut || !layout->emitting) return;
  layout->furniture_cut = true;
  struct message *message = diagnose(
      layout->diagnostics, (struct place){0}, W_HEAD_TOO_HIGH,
      "the running %s has more lines than its margin holds, and the last of them are left out", head ? "head" : "foot");
  message_hint(layout->diagnostics, message, "shorten the title or what else stands there");
}

/* Lines that would come nearer to the text than half of their leading are left out. One line stands wherever the style
 * puts it. */
static void cut_to_margin(struct layout *layout, struct column *column, bool head) {
  const struct style *style = layout->style;
  length room = head ? style->margin_top - style->head_distance : style->margin_bottom - style->foot_distance;
  room -= style->blocks[head ? STYLE_RUNNING_HEAD : STYLE_RUNNING_FOOT].leading / 2;
  while (column->slugs.count > 1) {
    if (column_height(column) - column->slugs.at[column->slugs.count - 1].slack <= room) return;
    column->slugs.count--;
    report_cut(layout, head);
  }
}

void furniture_draw(struct layout *layout, bool head) {
  const struct furniture *furniture = head ? head_of_page(layout) : foot_of_page(layout);
  if (furniture->count == 0) return;
  const struct style *style = layout->style;
  struct column column = set_lines(layout, furniture);
  cut_to_margin(layout, &column, head);
  length y = style->head_distance;
  if (!head) y = style->page_height - style->foot_distance - column_height(&column);
  draw_column(layout, &column, y);
}

/* The text's middle stands in the middle of the page: from there half its width back along the slope, and half the
 * height of its letters down across it. */
void furniture_draw_under(struct layout *layout) {
  struct str words = layout->resolved->watermark;
  if (words.length == 0) return;
  if (layout->watermark.count == 0) {
    struct paragraph_text text = spans_of_text(layout, layout->pass_arena, words, STYLE_WATERMARK);
    struct line_request request = {.width = INT32_MAX / 4, .first_width = INT32_MAX / 4, .alignment = LINES_START};
    layout->watermark = text_break(layout->engine, layout->pass_arena, &text, &request, NULL, NULL);
  }
  const struct text_line *line = &layout->watermark.at[0];
  const struct block_style *style = &layout->style->blocks[STYLE_WATERMARK];
  length back = multiply_divide(line->width / 2, WATERMARK_SINE, 1024);
  length down = multiply_divide(style->size / 3, WATERMARK_SINE, 1024);
  for (uint32_t i = 0; i < line->run_count; i++) {
    length along = multiply_divide(line->runs[i].x, WATERMARK_SINE, 1024);
    struct page_item item = {.kind = ITEM_GLYPHS, .element = ELEMENT_ARTIFACT, .color = style->color};
    item.x = layout->style->page_width / 2 - back + down + along;
    item.y = layout->style->page_height / 2 + back + down - along;
    item.glyphs.run = &line->runs[i];
    item.glyphs.rotation = WATERMARK_ANGLE;
    vector_push(layout->page_arena, &layout->items, item);
  }
}
