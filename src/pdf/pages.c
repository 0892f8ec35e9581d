/* Pages and their tree (ISO 32000-1, 7.7.3). Most pages have the root's size; all share one resource
 * dictionary, which each names itself: PDF/A does not take an inherited one. */
#include "pdf/document.h"
#include "pdf/syntax.h"

/* --- contents -------------------------------------------------------------------------------------------------- */

static void contents_body(void *context, uint32_t index, struct buffer *out) {
  (void)context, (void)index;
  syntax_append_literal(out, "/Filter/FlateDecode");
}

static struct str contents_bytes(void *context, uint32_t index) {
  (void)index;
  return buffer_str(&((const struct pdf *)context)->packed);
}

uint32_t pages_write_contents(struct pdf *pdf) {
  uint32_t id = objects_reserve(
      pdf->objects, 1, &(struct object_writer){.body = contents_body, .stream = contents_bytes, .context = pdf});
  objects_write_stream(pdf->objects, id);
  return id;
}

/* --- pages ----------------------------------------------------------------------------------------------------- */

static void append_media_box(length width, length height, struct buffer *out) {
  syntax_append_literal(out, "/MediaBox[0 0 ");
  syntax_append_length(out, width);
  buffer_append_byte(out, ' ');
  syntax_append_length(out, height);
  buffer_append_byte(out, ']');
}

static uint32_t node_id(const struct pdf *pdf, uint32_t node) {
  return node + 1 == pdf->page_tree.node_count ? pdf->root_page_node : pdf->first_page_node + node;
}

/* Annotations are reached by Tab in the order of the structure, as PDF/UA asks. */
static void append_annotations(const struct pdf *pdf, const struct page_record *page, struct buffer *out) {
  if (page->link_count == 0) return;
  syntax_append_literal(out, "/Tabs/S/Annots[");
  for (uint32_t i = 0; i < page->link_count; i++) {
    if (i > 0) buffer_append_byte(out, ' ');
    syntax_append_reference(out, pdf->first_link + page->first_link + i);
  }
  buffer_append_byte(out, ']');
}

static void page_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct page_record *page = &pdf->pages.at[index];
  syntax_append_literal(out, "/Type/Page");
  syntax_append_key_reference(out, "Parent", node_id(pdf, index / TREE_FAN_OUT));
  if (page->width != pdf->common_width || page->height != pdf->common_height)
    append_media_box(page->width, page->height, out);
  syntax_append_key_reference(out, "Contents", page->contents);
  syntax_append_literal(out, "/StructParents ");
  syntax_append_integer(out, index);
  syntax_append_key_reference(out, "Resources", pdf->resources);
  append_annotations(pdf, page, out);
}

static void append_page_kids(const struct pdf *pdf, const struct tree_node *node, struct buffer *out) {
  syntax_append_literal(out, "/Kids[");
  for (uint32_t page = node->first_item; page < node->item_end; page++) {
    if (page > node->first_item) buffer_append_byte(out, ' ');
    syntax_append_reference(out, page_id(pdf, page));
  }
  buffer_append_byte(out, ']');
}

static void append_node(const struct pdf *pdf, const struct tree_node *node, struct buffer *out) {
  buffer_append_format(out, "/Count %u", node->item_end - node->first_item);
  if (node->is_leaf)
    append_page_kids(pdf, node, out);
  else
    tree_append_kids(node, pdf->first_page_node, out);
}

static void node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  struct tree_node node = tree_node_at(&pdf->page_tree, index);
  syntax_append_literal(out, "/Type/Pages");
  syntax_append_key_reference(out, "Parent", node_id(pdf, node.parent));
  append_node(pdf, &node, out);
}

/* libharu writes the Type of its own node. */
static void root_node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  (void)index;
  struct tree_node node = tree_node_at(&pdf->page_tree, pdf->page_tree.node_count - 1);
  append_media_box(pdf->common_width, pdf->common_height, out);
  append_node(pdf, &node, out);
}

static void resources_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  (void)index;
  syntax_append_literal(out, "/Font<<");
  fonts_append_resources(&pdf->fonts, out);
  syntax_append_literal(out, ">>");
}

void page_append_target(const struct pdf *pdf, const struct destination *destination, struct buffer *out) {
  uint32_t page = destination->page > 0 ? destination->page - 1 : 0;
  if (page >= pdf->pages.count) page = (uint32_t)pdf->pages.count - 1;
  syntax_append_reference(out, page_id(pdf, page));
  syntax_append_literal(out, "/XYZ ");
  syntax_append_length(out, destination->x);
  buffer_append_byte(out, ' ');
  syntax_append_length(out, pdf->pages.at[page].height - destination->y);
  syntax_append_literal(out, " 0"); /* the zoom stays as it is */
}

void pages_finish(struct pdf *pdf) {
  pdf->common_width = pdf->pages.at[0].width;
  pdf->common_height = pdf->pages.at[0].height;
  pdf->page_tree = tree_shape((uint32_t)pdf->pages.count);
  pdf->root_page_node =
      objects_own(pdf->objects, OBJECT_PAGES, &(struct object_writer){.body = root_node_body, .context = pdf});
  pdf->first_page_node = objects_reserve(pdf->objects, pdf->page_tree.node_count - 1,
                                         &(struct object_writer){.body = node_body, .context = pdf});
  pdf->first_page = objects_reserve(pdf->objects, (uint32_t)pdf->pages.count,
                                    &(struct object_writer){.body = page_body, .context = pdf});
  pdf->resources = objects_reserve(pdf->objects, 1, &(struct object_writer){.body = resources_body, .context = pdf});
}
