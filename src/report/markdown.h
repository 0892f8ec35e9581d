/* The reading of one text by md4c: its state, and what links and entities do to it. Internal to src/report. */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include <md4c.h>

#include "report/inline.h"

enum {
  FRAME_DEPTH = 64, /* lists, items and quotes open at once: far more than lines_check lets through */
  OUTPUT_FACTOR = 4 /* md4c may hand out this many times its input */
};

/* A block that is open: its finished children. */
struct frame {
  MD_BLOCKTYPE type;
  VECTOR(struct block *) blocks; /* DOC, QUOTE, LI */
  VECTOR(struct blocks) items;   /* UL, OL */
  struct table *table;
  size_t cells; /* TABLE: of its body so far, and of its head */
  size_t titles;
  uint32_t from, to; /* TABLE: its text */
};

struct reader {
  struct prepared prepared;
  struct inline_builder builder;
  struct frame frames[FRAME_DEPTH];
  unsigned depth, listed, quoted;
  bool in_paragraph, skipping, attributes_allowed, refused;
  bool list_start;   /* a numbered list that does not begin with 1 waits for its first text */
  bool html_said;    /* of the HTML block that is open */
  bool bare_address; /* the link may be one that md4c completed */
  size_t emitted;
};

struct place markdown_whole_place(const struct reader *reader);
struct message *markdown_complain(const struct reader *reader, struct place place, enum code code, const char *text);
/* Whether md4c's bytes are the prepared ones, and where. */
bool markdown_offset_of(const struct reader *reader, const char *at, uint32_t *offset);

/* links.c: a link's address is checked and completed, an image refused. */
void markdown_enter_link(struct reader *reader, const MD_SPAN_A_DETAIL *detail);
void markdown_leave_link(struct reader *reader);
/* md4c completes "www.…" with http://; here it is https://. `text`: the first of the link. */
void markdown_complete_address(struct reader *reader, struct str text);
void markdown_refuse_image(struct reader *reader);

/* entities.c: "&#233;" is é; a name that is not known here is refused. */
void markdown_add_entity(struct reader *reader, struct str entity);
/* The characters that an entity stands for; empty for one that is not read here. */
struct str entity_decode(struct arena *arena, struct str entity);

#endif
