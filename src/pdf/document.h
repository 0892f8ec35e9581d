/* One PDF while it is made: what each page leaves behind, in the order in which pages came. */
#ifndef PDF_DOCUMENT_H
#define PDF_DOCUMENT_H

#include "base/vector.h"
#include "pdf/fonts.h"
#include "pdf/objects.h"
#include "pdf/tags.h"

struct page_record {
  uint32_t contents; /* id of its stream, which is in the file already; 0: the page has not come */
  length width, height;
  uint32_t first_tag, tag_count;   /* in tags.elements */
  uint32_t first_link, link_count; /* in links */
  int32_t label_number;            /* -1: label_text */
  struct str label_text;
};

struct link_record {
  length x, y, width, height; /* from the page's top left corner, as the page has it */
  uint32_t page;              /* index */
  uint32_t element;
  uint32_t anchor;
  uint32_t address, address_length; /* in link_texts; empty: anchor */
  uint32_t words, words_length;
};

/* Outline, named destinations and page labels, while finishing. */
struct outline_item;
struct navigation {
  struct outline_item *items;
  uint32_t outline, first_item;     /* ids */
  const struct destination **names; /* placed ones, sorted by name */
  uint32_t name_count, first_name_node;
  struct tree name_tree;
  uint32_t *label_starts, label_count; /* pages at which a range of labels begins */
  uint32_t first_label_node;
  struct tree label_tree;
};

struct pdf {
  struct arena *arena;
  struct objects *objects;
  struct deflater deflater;
  struct fonts fonts;
  struct tags tags;
  VECTOR(struct page_record) pages; /* heap, by number */
  VECTOR(struct link_record) links; /* heap, in the order in which pages came */
  struct buffer link_texts;
  struct buffer raw, packed; /* contents of the page being made */

  /* While finishing. */
  const struct structure *structure;
  const struct destination *destinations;
  size_t destination_count;
  const struct pdf_bookmark *bookmarks;
  size_t bookmark_count;
  const struct pdf_metadata *metadata;
  uint32_t first_page, first_link, resources, metadata_stream; /* ids */
  uint32_t root_page_node, first_page_node;
  struct tree page_tree;
  length common_width, common_height; /* MediaBox of the tree's root */
  struct navigation navigation;
  struct buffer xmp, profile; /* the profile deflated */
  uint32_t profile_stream;    /* id */
};

static inline struct str link_address(const struct pdf *pdf, const struct link_record *link) {
  return (struct str){buffer_str(&pdf->link_texts).at + link->address, link->address_length};
}
static inline struct str link_words(const struct pdf *pdf, const struct link_record *link) {
  return (struct str){buffer_str(&pdf->link_texts).at + link->words, link->words_length};
}
static inline uint32_t page_id(const struct pdf *pdf, uint32_t index) {
  return pdf->first_page + index;
}

/* contents.c: a page's operators, appended to `out`; its tags go to pdf->tags. */
void contents_make(struct pdf *pdf, const struct page *page, const struct structure *structure, struct buffer *out);

/* pages.c: contents go into the file as they come, the page tree at the end. */
uint32_t pages_write_contents(struct pdf *pdf); /* what stands in pdf->packed; returns the id */
void pages_finish(struct pdf *pdf);
/* "12 0 R/XYZ 70.9 800.1 0" */
void page_append_target(const struct pdf *pdf, const struct destination *destination, struct buffer *out);

/* navigation.c */
void navigation_finish(struct pdf *pdf);
void navigation_append_catalog(const struct pdf *pdf, struct buffer *out);
/* The named destination of an anchor; empty when it was not placed. */
struct str navigation_name(const struct pdf *pdf, uint32_t anchor);

/* links.c: annotations */
void links_take(struct pdf *pdf, const struct page *page, const struct structure *structure);
void links_finish(struct pdf *pdf);

/* metadata.c: catalog, information, XMP and output intent */
void metadata_finish(struct pdf *pdf);

#endif
