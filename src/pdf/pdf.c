#include "pdf/pdf.h"

#include <errno.h>

#include "pdf/document.h"

enum {
  PAGE_LEVEL = 6,
  MANY_PAGES = 50, /* from here on speed counts for more than a tenth of the size */
  MANY_PAGES_LEVEL = 1,
};

struct pdf *pdf_create(struct arena *arena, pdf_write write, void *context) {
  struct pdf *pdf = arena_new(arena, struct pdf);
  pdf->arena = arena;
  pdf->objects = objects_open(arena, &pdf->deflater);
  pdf->fonts = (struct fonts){.arena = arena, .objects = pdf->objects, .deflater = &pdf->deflater};
  objects_begin(pdf->objects, write, context);
  return pdf;
}

static struct page_record *page_record(struct pdf *pdf, uint32_t number) {
  while (pdf->pages.count < number)
    heap_vector_push(&pdf->pages, (struct page_record){0});
  return &pdf->pages.at[number - 1];
}

/* Labels that are plain numbers need no text and make ranges. */
static int32_t label_number(struct str label) {
  uint64_t value;
  bool plain = label.length > 0 && label.at[0] != '0' && number_parse(label, INT32_MAX - 1, &value);
  return plain ? (int32_t)value : -1;
}

static void write_contents(struct pdf *pdf, struct page_record *record, uint32_t number) {
  int level = number > MANY_PAGES ? MANY_PAGES_LEVEL : PAGE_LEVEL;
  pdf->packed.length = 0;
  if (!deflate_append(&pdf->deflater, level, buffer_str(&pdf->raw), &pdf->packed)) objects_fail(pdf->objects, ENOMEM);
  record->contents = pages_write_contents(pdf);
}

static void take_page(void *context, const struct page *page, const struct structure *structure) {
  struct pdf *pdf = context;
  if (page->number == 0 || (page->number <= pdf->pages.count && pdf->pages.at[page->number - 1].contents != 0)) {
    objects_fail(pdf->objects, PDF_FAULT);
    return;
  }
  struct page_record *record = page_record(pdf, page->number);
  *record = (struct page_record){.width = page->width,
                                 .height = page->height,
                                 .first_tag = (uint32_t)pdf->tags.elements.count,
                                 .first_link = (uint32_t)pdf->links.count,
                                 .link_count = (uint32_t)page->link_count,
                                 .label_number = label_number(page->label)};
  if (record->label_number < 0) record->label_text = str_copy(pdf->arena, page->label);
  pdf->raw.length = 0;
  contents_make(pdf, page, structure, &pdf->raw);
  record->tag_count = (uint32_t)pdf->tags.elements.count - record->first_tag;
  links_take(pdf, page, structure);
  write_contents(pdf, record, page->number);
}

struct page_sink pdf_sink(struct pdf *pdf) {
  return (struct page_sink){.page = take_page, .context = pdf};
}

static bool all_pages_came(const struct pdf *pdf) {
  for (size_t i = 0; i < pdf->pages.count; i++)
    if (pdf->pages.at[i].contents == 0) return false;
  return pdf->pages.count > 0;
}

/* Ids first, bodies last. */
static void write_all(struct pdf *pdf) {
  if (!fonts_prepare(&pdf->fonts)) objects_fail(pdf->objects, PDF_FAULT);
  pages_finish(pdf);
  links_finish(pdf);
  navigation_finish(pdf);
  tags_finish(pdf);
  metadata_finish(pdf);
  objects_write_rest(pdf->objects);
}

int pdf_finish(struct pdf *pdf, const struct structure *structure, const struct destination *destinations,
               size_t destination_count, const struct pdf_bookmark *bookmarks, size_t bookmark_count,
               const struct pdf_metadata *metadata) {
  pdf->structure = structure;
  pdf->destinations = destinations;
  pdf->destination_count = destination_count;
  pdf->bookmarks = bookmarks;
  pdf->bookmark_count = bookmark_count;
  pdf->metadata = metadata;
  if (!all_pages_came(pdf)) objects_fail(pdf->objects, PDF_FAULT);
  if (objects_error(pdf->objects) == 0) write_all(pdf);
  return objects_error(pdf->objects);
}

struct str pdf_identity(const struct pdf *pdf) {
  return objects_identity(pdf->objects);
}

void pdf_destroy(struct pdf *pdf) {
  if (pdf == NULL) return;
  objects_close(pdf->objects);
  fonts_free(&pdf->fonts);
  tags_free(&pdf->tags);
  heap_vector_free(&pdf->pages);
  heap_vector_free(&pdf->links);
  buffer_free(&pdf->link_texts);
  buffer_free(&pdf->raw);
  buffer_free(&pdf->packed);
  buffer_free(&pdf->xmp);
  buffer_free(&pdf->profile);
  deflate_free(&pdf->deflater);
}
