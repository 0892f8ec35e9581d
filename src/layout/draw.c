/* A made page as a display list. Items stand in the order in which a reader takes them, a line's runs in that of their
 * characters, whatever side they are read from. */
#include <stdlib.h>

#include "layout/internal.h"

static void push_item(struct layout *layout, struct page_item item) {
  vector_push(layout->page_arena, &layout->items, item);
}

void draw_rule(struct layout *layout, length x, length y, length width, length height) {
  struct page_item item = {.kind = ITEM_RULE, .element = ELEMENT_ARTIFACT, .x = x, .y = y};
  item.rule.width = width;
  item.rule.height = height;
  push_item(layout, item);
}

static void draw_run(struct layout *layout, const struct glyph_run *run, const struct set_run *look, length x,
                     length baseline, bool artifact) {
  struct page_item item = {
      .kind = ITEM_GLYPHS, .element = look->element, .color = look->color, .x = x + run->x, .y = baseline};
  if (artifact || run->leader) item.element = ELEMENT_ARTIFACT;
  item.glyphs.run = run;
  push_item(layout, item);
  if (item.element != ELEMENT_ARTIFACT && !look->page_only && !run->break_hyphen) {
    layout->cluster_count += language_count_clusters(run->text);
  }
}

static bool mixed(const struct text_line *line) {
  for (uint32_t i = 0; i < line->run_count; i++) {
    if (line->runs[i].right_to_left) return true;
  }
  return false;
}

/* Runs by the place of their characters; a hyphen made by the line's end has none and comes last. */
static int by_text(const void *left, const void *right) {
  const struct glyph_run *a = *(const struct glyph_run *const *)left;
  const struct glyph_run *b = *(const struct glyph_run *const *)right;
  if (a->break_hyphen != b->break_hyphen) return a->break_hyphen ? 1 : -1;
  if (a->span != b->span) return a->span < b->span ? -1 : 1;
  if (a->text.at != b->text.at) return a->text.at < b->text.at ? -1 : 1;
  return a < b ? -1 : a > b;
}

static const struct glyph_run **logical_order(struct layout *layout, const struct text_line *line) {
  const struct glyph_run **runs = arena_new_array(layout->page_arena, const struct glyph_run *, line->run_count);
  for (uint32_t i = 0; i < line->run_count; i++)
    runs[i] = &line->runs[i];
  qsort(runs, line->run_count, sizeof *runs, by_text);
  return runs;
}

static void open_link(struct layout *layout, const struct set_link *target, const struct text_line *line,
                      const struct glyph_run *run, length x, length baseline) {
  struct page_link link = {.x = x + run->x, .y = baseline - line->ascent, .width = run->width};
  link.height = line->ascent + line->descent;
  link.element = target->element;
  link.address = target->address;
  link.anchor = target->anchor;
  link.contents = target->contents.length > 0 ? target->contents : run->text; /* a page number's only word */
  vector_push(layout->page_arena, &layout->links, link);
}

/* One rectangle for each unbroken stretch of a link in the line; `all` is the look of a label's runs. */
static void draw_links(struct layout *layout, const struct text_line *line, const struct set_paragraph *set,
                       const struct set_run *all, length x, length baseline) {
  uint32_t open = 0;
  for (uint32_t i = 0; i < line->run_count; i++) {
    const struct glyph_run *run = &line->runs[i];
    uint32_t serial = all != NULL ? all->link : set->runs[run->tag].link;
    if (serial != 0 && serial == open) {
      struct page_link *link = &layout->links.at[layout->links.count - 1];
      link->width = x + run->x + run->width - link->x;
    } else if (serial != 0) {
      open_link(layout, &set->links[serial - 1], line, run, x, baseline);
    }
    open = serial;
  }
}

void draw_text_line(struct layout *layout, const struct text_line *line, const struct set_run *runs,
                    const struct set_run *all, length x, length baseline, bool artifact) {
  if (!mixed(line)) {
    for (uint32_t i = 0; i < line->run_count; i++) {
      const struct glyph_run *run = &line->runs[i];
      draw_run(layout, run, all != NULL ? all : &runs[run->tag], x, baseline, artifact);
    }
    return;
  }
  const struct glyph_run **ordered = logical_order(layout, line);
  for (uint32_t i = 0; i < line->run_count; i++) {
    draw_run(layout, ordered[i], all != NULL ? all : &runs[ordered[i]->tag], x, baseline, artifact);
  }
}

static void draw_line(struct layout *layout, const struct piece *piece, length left, length y, bool artifact) {
  const struct set_paragraph *set = piece->paragraph;
  length baseline = y + piece->top + piece->baseline;
  if (piece->line == 0 && set->label.count > 0) {
    length x = left + paragraph_label_left(set);
    draw_text_line(layout, &set->label.at[0], NULL, &set->label_run, x, baseline, artifact);
    if (set->label_run.link != 0 && !artifact) {
      draw_links(layout, &set->label.at[0], set, &set->label_run, x, baseline);
    }
  }
  if (piece->line >= set->lines.count) return;
  const struct text_line *line = &set->lines.at[piece->line];
  length x = left + paragraph_line_left(set, piece->line);
  draw_text_line(layout, line, set->runs, NULL, x, baseline, artifact);
  if (set->links != NULL && !artifact) draw_links(layout, line, set, NULL, x, baseline);
}

void draw_slug(struct layout *layout, const struct slug *slug, length left, length y, bool artifact, bool top_of_page) {
  for (uint32_t i = 0; i < slug->piece_count; i++) {
    const struct piece *piece = &slug->pieces[i];
    if (piece->kind == PIECE_LINE)
      draw_line(layout, piece, left, y, artifact);
    else if (piece->kind == PIECE_RULE || top_of_page)
      draw_rule(layout, left + piece->left, y + piece->top, piece->width, piece->height);
  }
}

static void draw_notes(struct layout *layout, const struct made_page *made, length left) {
  if (made->note_count == 0) return;
  const struct style *style = layout->style;
  if (style->footnote_rule_thickness > 0) {
    length width = style->footnote_rule_width;
    length x = layout_right_to_left(layout) ? left + layout_frame_width(layout) - width : left;
    draw_rule(layout, x, made->note_rule_y, width, style->footnote_rule_thickness);
  }
  for (uint32_t i = 0; i < made->note_count; i++) {
    const struct note_part *part = &made->notes[i];
    for (uint32_t k = part->from; k < part->to; k++) {
      draw_slug(layout, &part->block->lines[k], left, part->block->lines[k].y, false, k == part->from);
    }
  }
}

static void draw_repeated_head(struct layout *layout, const struct repeated_head *head, length left) {
  length y = layout->style->margin_top;
  for (uint32_t i = 0; i < head->row_count; i++) {
    draw_slug(layout, &head->rows[i], left, y, true, i == 0);
    y += head->rows[i].height;
  }
}

void draw_page(struct layout *layout, const struct made_page *made) {
  length left = layout_frame_left(layout);
  layout->items.at = NULL;
  layout->items.count = layout->items.capacity = 0;
  layout->links.at = NULL;
  layout->links.count = layout->links.capacity = 0;
  furniture_draw_under(layout);
  furniture_draw(layout, true);
  if (made->repeat != NULL) draw_repeated_head(layout, made->repeat, left);
  for (uint32_t i = 0; i < made->slug_count; i++) {
    draw_slug(layout, &made->slugs[i], left, made->slugs[i].y, false,
              i == 0 && (made->repeat == NULL || !made->repeat->ruled));
  }
  draw_notes(layout, made, left);
  furniture_draw(layout, false);
  struct page page = {.number = made->number,
                      .label = str_format(layout->page_arena, "%u", made->number),
                      .width = layout->style->page_width,
                      .height = layout->style->page_height,
                      .items = layout->items.at,
                      .item_count = layout->items.count,
                      .links = layout->links.at,
                      .link_count = layout->links.count};
  layout->sink->page(layout->sink->context, &page, &layout->structure);
}
