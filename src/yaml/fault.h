/* A place where libyaml stopped, and the recognisers that look at it. Each knows one slip; it reports and returns true,
 * or leaves the fault to the next. */
#ifndef YAML_FAULT_H
#define YAML_FAULT_H

#include "yaml/internal.h"

struct fault {
  struct reader *reader;
  struct str bytes;
  size_t at; /* where libyaml stopped; the last character when that was the end of the file */
  bool at_end;
  size_t context;     /* where what it was reading began; SIZE_MAX: not known */
  struct entry entry; /* of the line of `at` */
  size_t from;        /* where the fault begins, set by the recogniser */
};

/* Reports [from, to) and notes it as the fault's beginning. */
struct message *fault_report(struct fault *fault, enum code code, size_t from, size_t to, const char *text);
void fault_hint(const struct fault *fault, struct message *message, const char *text);
/* The byte at an offset, NUL behind the end. */
char fault_byte(const struct fault *fault, size_t at);
uint32_t fault_line(const struct fault *fault, size_t at);
/* The last line above that of `at` that is not blank; false when there is none. */
bool fault_line_above(const struct fault *fault, size_t at, struct entry *above);
/* The innermost open block collection of a kind whose keys or dashes stand in a column; NULL when none does. */
const struct frame *fault_frame_at(const struct fault *fault, enum yaml_kind kind, size_t column);

/* A line among keys that has no colon. */
void report_bare_line(struct fault *fault, const struct entry *line);

/* explain_quotes.c */
bool find_bad_escape(struct fault *fault);
bool find_unclosed_quote(struct fault *fault);
bool find_late_quote(struct fault *fault);
/* explain_text.c */
bool find_beginning(struct fault *fault);
bool find_bracket(struct fault *fault);
bool find_earlier_colon(struct fault *fault);
bool find_colon_in_text(struct fault *fault);
/* explain_lines.c */
bool find_tab(struct fault *fault);
bool find_second_document(struct fault *fault);
bool find_directive(struct fault *fault);
bool find_deep_key(struct fault *fault);
bool find_key_without_colon(struct fault *fault);
bool find_glued_dash(struct fault *fault);
bool find_missing_dash(struct fault *fault);
bool find_item_for_key(struct fault *fault);
bool find_indentation(struct fault *fault);

#endif
