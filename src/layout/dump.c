/* Pages as text for tests and for people. Whole numbers only, printed as points with two decimals. */
#include "layout/layout.h"

static const char *const type_names[STRUCTURE_COUNT] = {
    "-",  "Document", "Part",    "Sect", "Div",   "H1",         "H2",   "H3",    "H4",    "H5",    "H6",
    "P",  "L",        "LI",      "Lbl",  "LBody", "BlockQuote", "Note", "Table", "THead", "TBody", "TR",
    "TH", "TD",       "Caption", "TOC",  "TOCI",  "Reference",  "Link", "Span",  "Figure"};

/* Hundredths of a point, rounded to nearest, halves away from zero. */
static void append_points(struct buffer *out, length value) {
  int64_t hundredths = ((int64_t)(value < 0 ? -(int64_t)value : value) * 200 + LENGTH_POINT) / (2 * LENGTH_POINT);
  buffer_append_format(out, "%s%lld.%02lld", value < 0 && hundredths > 0 ? "-" : "", (long long)(hundredths / 100),
                       (long long)(hundredths % 100));
}

static void append_pair(struct buffer *out, length x, length y) {
  append_points(out, x);
  buffer_append_byte(out, ' ');
  append_points(out, y);
}

static void append_quoted(struct buffer *out, struct str text) {
  buffer_append_byte(out, '"');
  for (size_t i = 0; i < text.length; i++) {
    if (text.at[i] == '"' || text.at[i] == '\\') buffer_append_byte(out, '\\');
    buffer_append_byte(out, text.at[i]);
  }
  buffer_append_byte(out, '"');
}

static void append_element(struct buffer *out, const struct structure *structure, uint32_t element) {
  if (element == ELEMENT_ARTIFACT) {
    buffer_append(out, STR("artifact"));
    return;
  }
  const struct structure_element *found = &structure->at[element];
  buffer_append_format(out, "%s#%u", type_names[found->type], element);
  if (found->words != NULL && found->words->language.length > 0)
    buffer_append_format(out, "[%.*s]", STR_ARG(found->words->language));
}

static void append_color(struct buffer *out, uint32_t color) {
  if (color != 0) buffer_append_format(out, " #%06x", color);
}

static void append_glyphs(struct buffer *out, const struct page_item *item, const struct structure *structure) {
  const struct glyph_run *run = item->glyphs.run;
  buffer_append(out, STR("  text "));
  append_pair(out, item->x, item->y);
  buffer_append(out, STR(" width "));
  append_points(out, run->width);
  buffer_append_format(out, " %.*s ", STR_ARG(run->face->postscript_name));
  append_points(out, run->size);
  if (run->rise != 0) {
    buffer_append(out, STR(" rise "));
    append_points(out, run->rise);
  }
  if (item->glyphs.rotation != 0) buffer_append_format(out, " rotated %d", item->glyphs.rotation);
  append_color(out, item->color);
  buffer_append_byte(out, ' ');
  append_element(out, structure, item->element);
  if (run->right_to_left) buffer_append(out, STR(" rtl"));
  buffer_append_byte(out, ' ');
  if (run->break_hyphen)
    buffer_append(out, STR("hyphen"));
  else if (run->leader)
    buffer_append(out, STR("leader"));
  else
    append_quoted(out, run->text);
  buffer_append_byte(out, '\n');
}

static void append_rule(struct buffer *out, const struct page_item *item, const struct structure *structure) {
  buffer_append(out, STR("  rule "));
  append_pair(out, item->x, item->y);
  buffer_append(out, STR(" size "));
  append_pair(out, item->rule.width, item->rule.height);
  append_color(out, item->color);
  buffer_append_byte(out, ' ');
  append_element(out, structure, item->element);
  buffer_append_byte(out, '\n');
}

static void append_link(struct buffer *out, const struct page_link *link, const struct structure *structure) {
  buffer_append(out, STR("  link "));
  append_pair(out, link->x, link->y);
  buffer_append(out, STR(" size "));
  append_pair(out, link->width, link->height);
  buffer_append_byte(out, ' ');
  append_element(out, structure, link->element);
  if (link->address.length > 0)
    buffer_append_format(out, " to %.*s ", STR_ARG(link->address));
  else
    buffer_append_format(out, " to anchor %u ", link->anchor);
  append_quoted(out, link->contents);
  buffer_append_byte(out, '\n');
}

void page_dump(const struct page *page, const struct structure *structure, struct buffer *out) {
  buffer_append_format(out, "page %u \"%.*s\" ", page->number, STR_ARG(page->label));
  append_pair(out, page->width, page->height);
  buffer_append_byte(out, '\n');
  for (size_t i = 0; i < page->item_count; i++) {
    if (page->items[i].kind == ITEM_GLYPHS)
      append_glyphs(out, &page->items[i], structure);
    else
      append_rule(out, &page->items[i], structure);
  }
  for (size_t i = 0; i < page->link_count; i++)
    append_link(out, &page->links[i], structure);
}
