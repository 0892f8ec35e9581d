/* Link annotations (ISO 32000-1, 12.5.6.5), each tied to its Link element both ways. */
#include "pdf/document.h"
#include "pdf/syntax.h"

static uint32_t keep_text(struct pdf *pdf, struct str text) {
  uint32_t at = (uint32_t)pdf->link_texts.length;
  buffer_append(&pdf->link_texts, text);
  return at;
}

void links_take(struct pdf *pdf, const struct page *page, const struct structure *structure) {
  for (size_t i = 0; i < page->link_count; i++) {
    const struct page_link *link = &page->links[i];
    struct link_record record = {.x = link->x,
                                 .y = link->y,
                                 .width = link->width,
                                 .height = link->height,
                                 .page = page->number - 1,
                                 .element = ELEMENT_ARTIFACT,
                                 .anchor = link->anchor,
                                 .address_length = (uint32_t)link->address.length,
                                 .words_length = (uint32_t)link->contents.length};
    if (link->element < structure->count) record.element = tags_element(structure, link->element);
    record.address = keep_text(pdf, link->address);
    record.words = keep_text(pdf, link->contents);
    heap_vector_push(&pdf->links, record);
  }
}

static void append_rectangle(const struct pdf *pdf, const struct link_record *link, struct buffer *out) {
  length top = pdf->pages.at[link->page].height - link->y;
  const length sides[4] = {link->x, top - link->height, link->x + link->width, top};
  syntax_append_literal(out, "/Rect[");
  for (int i = 0; i < 4; i++) {
    if (i > 0) buffer_append_byte(out, ' ');
    syntax_append_length(out, sides[i]);
  }
  buffer_append_byte(out, ']');
}

static void append_target(const struct pdf *pdf, const struct link_record *link, struct buffer *out) {
  struct str address = link_address(pdf, link), name = navigation_name(pdf, link->anchor);
  if (address.length > 0) {
    syntax_append_literal(out, "/A<</S/URI/URI");
    syntax_append_byte_string(out, address);
    syntax_append_literal(out, ">>");
  } else if (name.length > 0) {
    syntax_append_literal(out, "/Dest");
    syntax_append_byte_string(out, name);
  }
}

enum { FLAG_PRINT = 4 };

static void link_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct link_record *link = &pdf->links.at[index];
  syntax_append_literal(out, "/Type/Annot/Subtype/Link");
  append_rectangle(pdf, link, out);
  buffer_append_format(out, "/Border[0 0 0]/F %d", FLAG_PRINT);
  syntax_append_key_reference(out, "P", page_id(pdf, link->page));
  append_target(pdf, link, out);
  struct str words = link_words(pdf, link);
  syntax_append_literal(out, "/Contents");
  syntax_append_text(out, words.length > 0 ? words : link_address(pdf, link));
  if (link->element == ELEMENT_ARTIFACT) return;
  buffer_append_format(out, "/StructParent %zu", pdf->pages.count + index);
}

void links_finish(struct pdf *pdf) {
  pdf->first_link = objects_reserve(pdf->objects, (uint32_t)pdf->links.count,
                                    &(struct object_writer){.body = link_body, .context = pdf});
}
