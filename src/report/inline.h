/* One paragraph's items as Markdown gives them, piece by piece. Internal to src/report. */
#ifndef REPORT_INLINE_H
#define REPORT_INLINE_H

#include "report/prepare.h"

/* An item while its paragraph is being read: offsets into the prepared text. */
struct draft {
  enum inline_kind kind;
  bool emphasis, strong, code;
  struct str language, link;
  uint32_t from, to;
  uint32_t mark;   /* INLINE_CITATION, INLINE_NOTE_CALL: index */
  struct str made; /* INLINE_TEXT that does not stand in the source as it is: a decoded entity */
};

struct inline_builder {
  struct prepared *prepared;
  VECTOR(struct draft) drafts;
  VECTOR(uint32_t) spaces; /* bytes that become a space once Markdown is done */
  uint32_t next_mark;
  unsigned emphasis, strong, code;
  struct str language, link;
  bool link_ends_at_mark;        /* a bare address: what was hidden behind it is no part of it */
  bool soft_break;               /* a line end waits for what follows */
  bool spaced;                   /* it is one within code: always a space */
  struct draft line_end;         /* with the marks that held there */
  uint32_t last;                 /* offset behind what was added last */
  struct attributes *attributes; /* that ended the paragraph so far */
  uint32_t attributes_mark;
};

/* Plain or code characters [from, to), marks among them taken as what they are. */
void inline_add_text(struct inline_builder *builder, uint32_t from, uint32_t to);
/* Characters that [from, to) stands for. */
void inline_add_made(struct inline_builder *builder, uint32_t from, uint32_t to, struct str made);
void inline_add_break(struct inline_builder *builder);
void inline_add_line_end(struct inline_builder *builder, bool in_code);
/* The paragraph's items, in memory of their exact size, its attributes (NULL: none), and an empty builder. */
struct inline_content inline_finish(struct inline_builder *builder, struct attributes **attributes);
/* What was hidden where nothing is printed (an address) would be lost: reported. */
void inline_report_lost(struct inline_builder *builder, uint32_t until);
/* Line ends that are spaces now. Call when Markdown is done with the bytes. */
void inline_write_spaces(struct inline_builder *builder);
void inline_free(struct inline_builder *builder);

#endif
