/* Bookmarks (ISO 32000-1, 12.3.3), named destinations (12.3.2.3) and page labels (12.4.2). */
#include <stdlib.h>

#include "pdf/document.h"
#include "pdf/syntax.h"

#define NO_ITEM UINT32_MAX

enum { OPEN_OUTLINE = 64 }; /* an outline of more items shows its first level only */

struct outline_item {
  uint32_t parent, previous, next, first, last; /* bookmarks, or NO_ITEM */
  uint32_t descendants;
};

/* --- outline --------------------------------------------------------------------------------------------------- */

static struct outline_item *outline_root(const struct pdf *pdf) {
  return &pdf->navigation.items[pdf->bookmark_count];
}

/* A bookmark belongs to the nearest one before it of a lower level; levels may be left out. */
static void nest_bookmarks(struct pdf *pdf) {
  uint32_t count = (uint32_t)pdf->bookmark_count, open = count;
  struct outline_item *items = arena_new_array(pdf->arena, struct outline_item, pdf->bookmark_count + 1);
  pdf->navigation.items = items;
  items[count] = (struct outline_item){NO_ITEM, NO_ITEM, NO_ITEM, NO_ITEM, NO_ITEM, 0};
  for (uint32_t i = 0; i < count; i++) {
    while (open != count && pdf->bookmarks[open].level >= pdf->bookmarks[i].level)
      open = items[open].parent;
    struct outline_item *parent = &items[open];
    items[i] = (struct outline_item){open, parent->last, NO_ITEM, NO_ITEM, NO_ITEM, 0};
    if (parent->last != NO_ITEM)
      items[parent->last].next = i;
    else
      parent->first = i;
    parent->last = i;
    open = i;
  }
  for (uint32_t i = count; i-- > 0;)
    items[items[i].parent].descendants += items[i].descendants + 1;
}

static void append_item_key(const struct pdf *pdf, const char *key, uint32_t item, struct buffer *out) {
  if (item == NO_ITEM) return;
  bool is_outline = item == pdf->bookmark_count;
  syntax_append_key_reference(out, key, is_outline ? pdf->navigation.outline : pdf->navigation.first_item + item);
}

static bool outline_is_open(const struct pdf *pdf) {
  return pdf->bookmark_count <= OPEN_OUTLINE;
}

static uint32_t top_level_count(const struct pdf *pdf) {
  uint32_t count = 0;
  for (uint32_t i = outline_root(pdf)->first; i != NO_ITEM; i = pdf->navigation.items[i].next)
    count++;
  return count;
}

static void outline_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  (void)index;
  const struct outline_item *root = outline_root(pdf);
  syntax_append_literal(out, "/Type/Outlines");
  append_item_key(pdf, "First", root->first, out);
  append_item_key(pdf, "Last", root->last, out);
  buffer_append_format(out, "/Count %u", outline_is_open(pdf) ? root->descendants : top_level_count(pdf));
}

static const struct destination *find_destination(const struct pdf *pdf, uint32_t anchor) {
  if (anchor >= pdf->destination_count || !pdf->destinations[anchor].placed) return NULL;
  return &pdf->destinations[anchor];
}

static void item_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct outline_item *item = &pdf->navigation.items[index];
  const struct destination *destination = find_destination(pdf, pdf->bookmarks[index].destination);
  syntax_append_literal(out, "/Title");
  syntax_append_text(out, pdf->bookmarks[index].title);
  append_item_key(pdf, "Parent", item->parent, out);
  append_item_key(pdf, "Prev", item->previous, out);
  append_item_key(pdf, "Next", item->next, out);
  append_item_key(pdf, "First", item->first, out);
  append_item_key(pdf, "Last", item->last, out);
  if (item->descendants > 0)
    buffer_append_format(out, "/Count %s%u", outline_is_open(pdf) ? "" : "-", item->descendants);
  syntax_append_literal(out, "/Dest[");
  page_append_target(pdf, destination != NULL ? destination : &(struct destination){.page = 1}, out);
  buffer_append_byte(out, ']');
}

/* --- named destinations ----------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b) {
  const struct destination *first = *(const struct destination *const *)a;
  const struct destination *second = *(const struct destination *const *)b;
  int order = str_compare(first->name, second->name);
  if (order != 0) return order;
  return first < second ? -1 : first > second; /* both in one array */
}

/* Of one name the first counts; a tree may hold it once only. */
static void sort_names(struct pdf *pdf) {
  struct navigation *n = &pdf->navigation;
  n->names = arena_new_array(pdf->arena, const struct destination *, pdf->destination_count);
  uint32_t count = 0;
  for (size_t i = 0; i < pdf->destination_count; i++)
    if (pdf->destinations[i].placed && pdf->destinations[i].name.length > 0) n->names[count++] = &pdf->destinations[i];
  if (count > 0) qsort(n->names, count, sizeof(const struct destination *), compare_names);
  for (uint32_t i = 0; i < count; i++)
    if (i == 0 || !str_equal(n->names[n->name_count - 1]->name, n->names[i]->name))
      n->names[n->name_count++] = n->names[i];
}

struct str navigation_name(const struct pdf *pdf, uint32_t anchor) {
  const struct destination *destination = find_destination(pdf, anchor);
  return destination == NULL ? STR("") : destination->name;
}

static void name_node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct navigation *n = &pdf->navigation;
  struct tree_node node = tree_node_at(&n->name_tree, index);
  if (!node.is_root) {
    syntax_append_literal(out, "/Limits[");
    syntax_append_byte_string(out, n->names[node.first_item]->name);
    syntax_append_byte_string(out, n->names[node.item_end - 1]->name);
    buffer_append_byte(out, ']');
  }
  if (!node.is_leaf) {
    tree_append_kids(&node, n->first_name_node, out);
    return;
  }
  syntax_append_literal(out, "/Names[");
  for (uint32_t i = node.first_item; i < node.item_end; i++) {
    syntax_append_byte_string(out, n->names[i]->name);
    buffer_append_byte(out, '[');
    page_append_target(pdf, n->names[i], out);
    syntax_append_literal(out, "]\n");
  }
  buffer_append_byte(out, ']');
}

/* --- page labels ------------------------------------------------------------------------------------------------ */

static bool continues_labels(const struct page_record *before, const struct page_record *page) {
  return page->label_number > 0 && before->label_number > 0 && page->label_number == before->label_number + 1;
}

static void find_label_ranges(struct pdf *pdf) {
  struct navigation *n = &pdf->navigation;
  n->label_starts = arena_new_array(pdf->arena, uint32_t, pdf->pages.count);
  for (uint32_t p = 0; p < pdf->pages.count; p++)
    if (p == 0 || !continues_labels(&pdf->pages.at[p - 1], &pdf->pages.at[p])) n->label_starts[n->label_count++] = p;
}

static void append_label(const struct pdf *pdf, uint32_t page, struct buffer *out) {
  const struct page_record *record = &pdf->pages.at[page];
  buffer_append_format(out, "%u<<", page);
  if (record->label_number > 0) {
    buffer_append_format(out, "/S/D/St %d", record->label_number);
  } else if (record->label_text.length > 0) {
    syntax_append_literal(out, "/P");
    syntax_append_text(out, record->label_text);
  }
  syntax_append_literal(out, ">>");
}

static void label_node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct navigation *n = &pdf->navigation;
  struct tree_node node = tree_node_at(&n->label_tree, index);
  if (!node.is_root)
    buffer_append_format(out, "/Limits[%u %u]", n->label_starts[node.first_item], n->label_starts[node.item_end - 1]);
  if (!node.is_leaf) {
    tree_append_kids(&node, n->first_label_node, out);
    return;
  }
  syntax_append_literal(out, "/Nums[");
  for (uint32_t i = node.first_item; i < node.item_end; i++)
    append_label(pdf, n->label_starts[i], out);
  buffer_append_byte(out, ']');
}

/* --- all ------------------------------------------------------------------------------------------------------- */

static uint32_t reserve(struct pdf *pdf, size_t count, void (*body)(void *, uint32_t, struct buffer *)) {
  return objects_reserve(pdf->objects, (uint32_t)count, &(struct object_writer){.body = body, .context = pdf});
}

void navigation_finish(struct pdf *pdf) {
  struct navigation *n = &pdf->navigation;
  sort_names(pdf);
  if (n->name_count > 0) {
    n->name_tree = tree_shape(n->name_count);
    n->first_name_node = reserve(pdf, n->name_tree.node_count, name_node_body);
  }
  find_label_ranges(pdf);
  n->label_tree = tree_shape(n->label_count);
  n->first_label_node = reserve(pdf, n->label_tree.node_count, label_node_body);
  if (pdf->bookmark_count == 0) return;
  nest_bookmarks(pdf);
  n->outline = reserve(pdf, 1, outline_body);
  n->first_item = reserve(pdf, pdf->bookmark_count, item_body);
}

void navigation_append_catalog(const struct pdf *pdf, struct buffer *out) {
  const struct navigation *n = &pdf->navigation;
  if (pdf->bookmark_count > 0) syntax_append_key_reference(out, "Outlines", n->outline);
  syntax_append_key_reference(out, "PageLabels", n->first_label_node + n->label_tree.node_count - 1);
  if (n->name_count == 0) return;
  syntax_append_literal(out, "/Names<<");
  syntax_append_key_reference(out, "Dests", n->first_name_node + n->name_tree.node_count - 1);
  syntax_append_literal(out, ">>");
}
