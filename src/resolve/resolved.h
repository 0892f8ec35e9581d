/* The numbered, linked report: a tree that layout walks in reading order without knowing what a report is. Numbers,
 * labels, citations and lists are text here; what only pages know (page numbers) stands as fields. Every node has a
 * standard structure role (ISO 32000-1, 14.8.4) for the tagged PDF. The characters here are exactly those that a reader
 * of the PDF's structure gets. Capitals that a style asks for are made here already.
 *
 * Headings: a section of level n is ROLE_HEADING_n. The document's title is a ROLE_PARAGRAPH: it heads no part of the
 * text but names the whole (it is the title in the metadata, which PDF/UA has readers announce), so that no level is
 * left out and six levels of sections fit in the six that PDF 1.7 has. Titles of contents and lists are headings too,
 * one level below what they stand in.
 *
 * Lists: ROLE_LIST groups hold ROLE_LIST_ITEM groups, each with one ROLE_LIST_BODY, a group or a paragraph. A label of
 * ROLE_LABEL is an element of its own in the nearest item, contents line or note around it, before that one's other
 * content; a label of ROLE_SPAN is the first thing in its paragraph's own element.
 *
 * Notes: a note's content belongs behind the paragraph that calls it first, in the structure and in resolved_text. */
#ifndef RESOLVE_RESOLVED_H
#define RESOLVE_RESOLVED_H

#include "report/report.h"

enum role {
  ROLE_NONE, /* no element of its own: its children belong to the parent's */
  ROLE_DOCUMENT,
  ROLE_PART,
  ROLE_SECTION,
  ROLE_DIVISION,
  ROLE_HEADING_1,
  ROLE_HEADING_2,
  ROLE_HEADING_3,
  ROLE_HEADING_4,
  ROLE_HEADING_5,
  ROLE_HEADING_6,
  ROLE_PARAGRAPH,
  ROLE_LIST,
  ROLE_LIST_ITEM,
  ROLE_LABEL,
  ROLE_LIST_BODY,
  ROLE_BLOCK_QUOTE,
  ROLE_NOTE,
  ROLE_TABLE,
  ROLE_TABLE_HEAD,
  ROLE_TABLE_BODY,
  ROLE_TABLE_ROW,
  ROLE_HEADER_CELL,
  ROLE_DATA_CELL,
  ROLE_CAPTION,
  ROLE_CONTENTS,
  ROLE_CONTENTS_ITEM,
  ROLE_REFERENCE,
  ROLE_LINK,
  ROLE_SPAN,
  ROLE_FIGURE,
  ROLE_COUNT
} __attribute__((packed)); /* a byte: nodes are many */

enum { LOOK_BOLD = 1, LOOK_ITALIC = 2, LOOK_CODE = 4, LOOK_SUPERSCRIPT = 8 };

/* Something that links and page fields point at: a node that begins on some page. */
struct anchor {
  struct str name; /* of the named destination: the id, else "section.4.1" …; unique */
  uint32_t index;  /* dense, from 0: layout keeps page and height by it */
};

enum field {
  FIELD_NONE,
  FIELD_PAGE_OF /* page number of `anchor` */,
  FIELD_PAGE,
  FIELD_PAGE_COUNT,
  FIELD_BREAK,
  FIELD_LEADER
} __attribute__((packed));

struct note;
/* A stretch of one paragraph's text with one look and meaning. Texts are slices, mostly of the source. */
struct run {
  struct str text;       /* NFC, no line ends; empty for fields */
  struct str language;   /* empty: the paragraph's */
  struct str link;       /* outer address, else empty */
  struct anchor *anchor; /* FIELD_PAGE_OF, and the target of an inner link */
  struct note *note;     /* the first call of this note; text is its number. Further calls are links only */
  struct place place;
  uint32_t link_serial; /* runs of one link share it; 0 none */
  uint32_t expansion;   /* index + 1 into the resolved report's expansions; 0: no abbreviation */
  uint8_t looks;        /* LOOK_… */
  enum field field;
  bool is_link; /* with `anchor` or `link` */
};

struct paragraph {
  struct run *runs;
  struct run label; /* number or mark; text empty: none */
  struct str language;
  uint32_t run_count;
  length indent;        /* added to the style's indent_start (lists in lists, quotes) */
  enum role label_role; /* ROLE_LABEL in lists, ROLE_SPAN in numbered paragraphs and headings … */
  enum block_style_id style : 8;
  enum font_weight weight : 8; /* WEIGHT_BOLD over the style's (form lines) */
  enum script_direction direction : 8;
};

struct note {
  uint32_t number;      /* from 1, in order of call */
  struct str label;     /* as printed */
  struct node *content; /* ROLE_NOTE group of paragraphs in STYLE_FOOTNOTE */
  struct anchor *anchor;
  bool called;
};

enum node_kind {
  NODE_GROUP,
  NODE_PARAGRAPH,
  NODE_COLUMNS,
  NODE_RULE,
  NODE_TABLE,
  NODE_PAGE_BREAK
} __attribute__((packed));

struct table_layout {
  size_t column_count, row_count;
  struct schema_length *widths; /* not given: fits the content */
  enum alignment *alignments;
  struct str decimal_sign; /* ALIGN_DECIMAL: where digits are aligned */
  size_t head_rows;        /* repeated on each page, as artifacts but the first time */
  /* of all rows; NULL: all ROW_CELLS. A group's first cell reaches across its row */
  enum table_row_kind *row_kinds;
  struct paragraph *continued; /* above the head on each further page, an artifact; NULL: nothing */
  /* Groups, row by row, of ROLE_HEADER_CELL or ROLE_DATA_CELL; NULL: a cell that one before it reaches across. The
   * caption, where there is one, is the node's only child. */
  struct node **cells;
};

struct node {
  enum node_kind kind;
  enum role role;
  bool keep_together;
  bool keep_with_next;  /* its last line stays with the next node's first lines */
  uint32_t child_count; /* GROUP; COLUMNS: one group a column */
  struct node **children;
  struct str language;   /* set where it differs from the parent's */
  struct anchor *anchor; /* NULL: nothing points here; groups have anchors too (notes, lists, tables) */
  union {
    struct paragraph *paragraph;
    struct table_layout *table;
    struct {
      length thickness, width, space_before, space_after;
      enum alignment alignment;
    } rule;                /* width 0: full; an artifact */
    length *column_widths; /* COLUMNS: thousandths of the frame */
  };
  struct place place;
};

struct bookmark {
  struct str title;
  uint8_t level; /* from 1 */
  struct anchor *anchor;
};

/* A line of a running head or foot; artifacts. */
struct furniture {
  struct paragraph *lines;
  size_t count;
};

struct resolved {
  struct str language;
  enum script_direction direction;
  struct node *root; /* ROLE_DOCUMENT */
  struct anchor **anchors;
  size_t anchor_count;
  struct note **notes;
  size_t note_count;
  struct bookmark *bookmarks;
  size_t bookmark_count;
  struct furniture head_first, head_odd, head_even, foot_first, foot_odd, foot_even;
  struct str watermark;               /* empty: none */
  const struct language_pack **packs; /* of the other languages that stand in the text, as far as there are packs */
  size_t pack_count;
  /* metadata */
  struct str title, author, subject, keywords;
  struct schema_date date;
  struct str *expansions; /* what abbreviations stand for: spoken, never on the page */
  size_t expansion_count;
  bool has_page_fields; /* [[x.page]] in running text, which needs layout again */
  size_t cluster_count; /* grapheme clusters but white space, all of the tree and called notes */
};

/* Numbers, links and words. Errors (unknown ids, parts) in the diagnostics; always returns what could be resolved. */
struct resolved *resolve_report(struct diagnostics *diagnostics, struct arena *arena, const struct report *report,
                                const struct style *style, const struct language_pack *language,
                                const struct registry *registry);

void resolved_dump(const struct resolved *resolved, struct buffer *out);
/* The text that a reader of the structure must get: one line a paragraph, label and text parted by a space. */
void resolved_text(const struct resolved *resolved, struct buffer *out);

#endif
