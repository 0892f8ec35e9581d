/* A scalar's text made ready for Markdown: white space, lines and the marks that are the report format's own. Internal
 * to src/report. Offsets are bytes of `text`. */
#ifndef REPORT_PREPARE_H
#define REPORT_PREPARE_H

#include "report/report.h"

/* A line as Markdown sees it (hard), or one that YAML joined to the line before. */
struct text_line {
  uint32_t start, end;
  bool hard, blank;
};

enum mark_kind {
  MARK_NONE, /* an opening bracket that stayed one */
  MARK_CITATION,
  MARK_NOTE,       /* [^id] */
  MARK_ATTRIBUTES, /* {#id lang=fr .plain} */
  MARK_SPAN_OPEN,  /* the [ of [mots]{lang=fr} */
  MARK_SPAN_CLOSE, /* its ]{lang=fr} */
  MARK_LITERAL     /* characters that Markdown must not see, printed as they stand */
};

struct attributes {
  struct source_text id;
  struct str language;
  bool plain;
};

struct mark {
  enum mark_kind kind;
  bool emitted;
  uint32_t offset, length;
  uint32_t saved;   /* where its characters wait in `saved` */
  uint32_t partner; /* of SPAN_CLOSE: index of its SPAN_OPEN */
  struct str language, outer;
  union {
    struct citation *citation;
    struct attributes *attributes;
  };
};

struct prepared {
  struct diagnostics *diagnostics;
  struct arena *arena;
  struct source_text text;
  char *bytes; /* text.bytes where they may be changed; NULL: they are the file's own, and there are no marks */
  VECTOR(struct text_line) lines;
  VECTOR(struct mark) marks; /* by offset */
  VECTOR(char) saved;
  bool unreadable; /* lines_check found what would cost Markdown too much */
};

/* Trailing spaces go, runs of white space become one space, a blank line of a folded or quoted scalar becomes one here
 * too. Nothing but the file's own bytes is shared with `text`. */
void prepare_text(struct prepared *prepared, struct diagnostics *diagnostics, struct arena *arena,
                  const struct source_text *text, enum yaml_style style);
/* A block with memory for what its kind holds, not for the largest kind: most are paragraphs. So it is never copied. */
struct block *block_create(struct arena *arena, enum block_kind kind, struct place place);
void prepare_free(struct prepared *prepared);
/* The place of bytes [from, to). */
struct place prepared_place(const struct prepared *prepared, size_t from, size_t to);

/* Finds citations, note calls and attributes and hides them from Markdown behind control characters of the same number
 * of bytes; marks_restore brings the characters back. */
void marks_find(struct prepared *prepared);
void marks_restore(struct prepared *prepared);
#define MARK_FILLER '\001'

/* Refuses what Markdown would make of lines against the format: headings, rules, program text, lines with their own
 * numbers, rows of another length than the table's head. Lists in folded text are src/yaml's to refuse. */
void lines_check(struct prepared *prepared);

#endif
