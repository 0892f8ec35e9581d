/* The page seam: pages as display lists, and the structure tree they belong to. No PDF and no report words here; other
 * outputs start from this header. Lengths in 1/1024 pt, the origin is the page's top left corner, y grows downwards. */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include "text/text.h"

/* Standard structure types, as in resolve's roles, with the same values. */
enum structure_type {
  STRUCTURE_NONE,
  STRUCTURE_DOCUMENT,
  STRUCTURE_PART,
  STRUCTURE_SECT,
  STRUCTURE_DIV,
  STRUCTURE_H1,
  STRUCTURE_H2,
  STRUCTURE_H3,
  STRUCTURE_H4,
  STRUCTURE_H5,
  STRUCTURE_H6,
  STRUCTURE_P,
  STRUCTURE_L,
  STRUCTURE_LI,
  STRUCTURE_LBL,
  STRUCTURE_LBODY,
  STRUCTURE_BLOCKQUOTE,
  STRUCTURE_NOTE,
  STRUCTURE_TABLE,
  STRUCTURE_THEAD,
  STRUCTURE_TBODY,
  STRUCTURE_TR,
  STRUCTURE_TH,
  STRUCTURE_TD,
  STRUCTURE_CAPTION,
  STRUCTURE_TOC,
  STRUCTURE_TOCI,
  STRUCTURE_REFERENCE,
  STRUCTURE_LINK,
  STRUCTURE_SPAN,
  STRUCTURE_FIGURE,
  STRUCTURE_COUNT
};

#define ELEMENT_ARTIFACT UINT32_MAX

/* Elements in reading order: a parent stands before its children. */
struct structure_element {
  uint32_t parent;                   /* index; the root's is its own */
  uint8_t type;                      /* enum structure_type */
  uint16_t columns;                  /* STRUCTURE_TH, STRUCTURE_TD: how many it reaches across; 0 and 1: one */
  const struct element_words *words; /* NULL, as for most of them: none */
};
struct element_words {
  struct str language;    /* empty: the parent's */
  struct str alternative; /* what a listener gets instead: of a span the expansion of its abbreviation (E), else Alt */
};
struct structure {
  struct structure_element *at;
  size_t count, capacity;
};

enum page_item_kind { ITEM_GLYPHS, ITEM_RULE };
struct page_item {
  enum page_item_kind kind;
  uint32_t element; /* index into structure, or ELEMENT_ARTIFACT */
  uint32_t color;   /* 0xRRGGBB */
  length x, y;      /* ITEM_GLYPHS: left end and baseline; ITEM_RULE: top left */
  union {
    struct {
      const struct glyph_run *run;
      int32_t rotation; /* degrees, counter-clockwise (watermarks) */
    } glyphs;
    struct {
      length width, height;
    } rule;
  };
};

struct page_link {
  length x, y, width, height;
  uint32_t element;    /* of type STRUCTURE_LINK */
  struct str address;  /* outer; empty: anchor */
  uint32_t anchor;     /* index into the destinations */
  struct str contents; /* what a listener hears: the link's words */
};

struct page {
  uint32_t number;  /* from 1 */
  struct str label; /* as printed */
  length width, height;
  struct page_item *items;
  size_t item_count;
  struct page_link *links;
  size_t link_count;
};

/* Where an anchor came to stand. */
struct destination {
  struct str name;
  uint32_t page;
  length x, y;
  bool placed;
};

/* Receives each page once, when it is final; pages may come out of order (contents are filled last). The page and all
 * it points at die when the call returns. */
struct page_sink {
  void (*page)(void *context, const struct page *page, const struct structure *structure);
  void *context;
};

#endif
