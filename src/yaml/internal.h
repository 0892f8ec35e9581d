/* What the files of this folder share: the state of one reading, and the small questions they ask of the source bytes.
 * Offsets are bytes of the file. `bytes` is what libyaml reads: the file's own, or a copy of the same length in which
 * forbidden characters (reported) are `_`, so that the rest can be read. */
#ifndef YAML_INTERNAL_H
#define YAML_INTERNAL_H

#include "base/map.h"
#include "yaml/yaml.h"

#include <yaml.h>

/* A node that may be repeated with `*name`. */
struct anchor {
  struct str name;
  struct yaml_node *node;
  struct place place;
  uint64_t weight; /* bytes that one repetition adds */
  uint32_t height; /* levels of collections in it */
  bool open;       /* its end is not read yet */
  bool used;
};

/* A collection whose end is not read yet. */
struct frame {
  struct yaml_node *node;
  struct anchor *anchor; /* NULL: none */
  size_t first_child;    /* its children stand on the stack of nodes from here */
  size_t column;         /* from 0, of its keys or dashes; SIZE_MAX when not known */
  uint32_t height;
  uint64_t weight_before;
  size_t child_start; /* of the item or key that is being read */
};

/* A `# allow CODE` comment on its way to the item or key below it. */
struct allowance {
  enum code code;
  size_t depth; /* frames around the item or key */
  size_t start;
  bool placed; /* false: the item or key has not begun */
};

struct decoder {
  struct str source;
  struct buffer text;
  VECTOR(struct text_segment) segments; /* on the heap */
  size_t next;                          /* source offset after what was put last */
  bool renewed;                         /* what was put last was not byte for byte */
};

struct reader {
  struct diagnostics *diagnostics;
  struct arena *arena;
  uint32_t file;
  const struct yaml_limits *limits;
  struct str bytes;
  size_t start; /* behind a byte-order mark */
  bool ascii;
  yaml_parser_t parser;
  struct {
    size_t index, offset; /* a character's number for libyaml, and where it stands */
  } cursor;
  VECTOR(struct frame) frames;         /* on the heap */
  VECTOR(struct yaml_node *) nodes;    /* on the heap: children of open frames */
  VECTOR(struct allowance) allowances; /* on the heap: innermost last */
  struct map anchors;
  VECTOR(struct anchor *) anchor_list;
  uint64_t weight, alias_weight;
  size_t gap;                /* up to here comments are read */
  bool gap_in_line;          /* something stands before `gap` on its line */
  size_t last_scalar;        /* where the scalar began that ended at the gap's start; SIZE_MAX: none, or not plain */
  size_t quoted, quoted_end; /* the last quoted scalar */
  size_t question;           /* the last `?` of an explicit key; SIZE_MAX: none */
  struct decoder decoder;
  struct yaml_document document;
  bool stopped;
};

struct place reader_place(const struct reader *reader, size_t from, size_t to);

/* bytes.c: reports what a file may not hold. Sets bytes, start and ascii; false when there is nothing to read. */
bool yaml_check_bytes(struct reader *reader);

/* scalar.c: characters with their way back. `from` and `to` enclose the scalar with its quotes or header; `value` is
 * what libyaml made of it. */
struct source_text yaml_decode(struct reader *reader, enum yaml_style style, size_t from, size_t to, struct str value);
/* Plain text over any stretch, folded as YAML would: for what was not meant as a mapping. */
struct source_text yaml_decode_plain(struct reader *reader, size_t from, size_t to);

/* comments.c: reads what stands between two tokens. */
void yaml_read_gap(struct reader *reader, size_t to);
/* An item of a sequence or a key begins at `start`, in the innermost frame, or ends. */
void yaml_allow_begin(struct reader *reader, size_t start);
void yaml_allow_end(struct reader *reader, size_t end);

/* build.c */
void yaml_build(struct reader *reader);
size_t yaml_offset(struct reader *reader, const yaml_mark_t *mark);
size_t yaml_node_end(const struct yaml_node *node); /* behind its last character */
struct yaml_node *yaml_new_node(struct reader *reader, enum yaml_kind kind, enum yaml_style style, struct place place);
struct yaml_node *yaml_text_node(struct reader *reader, struct source_text text, struct place place);

/* mapping.c: pairs from children, keys checked. */
void yaml_finish_mapping(struct reader *reader, struct yaml_node *node, struct yaml_node **children, size_t count);

/* traps.c: what libyaml accepts against the author's intent. The node that stands for what was meant. */
void yaml_check_scalar(struct reader *reader, const struct yaml_node *node);
struct yaml_node *yaml_check_collection(struct reader *reader, struct yaml_node *node);

/* entry.c: what stands on a line: dashes, a key, a value. */
struct entry {
  size_t line, first, end; /* of the line; its first character; before its line end */
  size_t dashes;
  size_t column;       /* from 0, of the last dash or the key */
  size_t key, key_end; /* equal when there is none */
  size_t value;        /* where the text begins; `end` when nothing follows */
};
struct entry yaml_read_entry(struct str bytes, size_t at);
/* Where the text that begins at `from` ends, further lines that are indented deeper included. */
size_t yaml_text_extent(struct str bytes, size_t from);
/* Behind the bracket or quotation mark that closes the one at `at`; SIZE_MAX when none does before `limit`. */
size_t yaml_find_close(struct str bytes, size_t at, size_t limit);

/* traps.c: `-word` at `at`, which begins a line. */
bool yaml_is_glued_dash(struct str bytes, size_t at);
void yaml_report_glued_dash(struct reader *reader, size_t at);

/* beginnings.c: text that begins with a character that YAML takes for its own. NULL when the one at `at` is none. */
struct message *yaml_report_beginning(struct reader *reader, size_t at);

/* folding.c: texts and lists in brackets of several lines. */
void yaml_check_lines(struct reader *reader, const struct yaml_node *node, bool in_flow);
void yaml_check_continuation(struct reader *reader, const struct yaml_node *node);

/* explain_lines.c: a line that begins with `%` and may not stand in a report. */
void yaml_report_directive(struct reader *reader, size_t at);

/* explain.c: a message for the place where libyaml stopped; returns where the fault begins. */
size_t yaml_explain(struct reader *reader);

/* cure.c: the line as it should be written, with the text [from, to) quoted or under `|`, as help and as fix. */
void yaml_cure_text(struct reader *reader, struct message *message, size_t from, size_t to);
/* The line of `from` with [from, to) replaced. */
void yaml_cure_replace(struct reader *reader, struct message *message, size_t from, size_t to, struct str replacement);
/* At most `limit` characters of the author's words, on one line. */
struct str yaml_words(struct reader *reader, size_t from, size_t to, size_t limit);

/* lines.c: questions about the source; lines are looked at up to LONGEST_LINE bytes around the offset. */
enum { LONGEST_LINE = 8192 };
bool yaml_is_blank(char c);
bool yaml_is_break(char c);
bool yaml_ends_word(struct str bytes, size_t at); /* blank, line end or end of file */
size_t yaml_line_start(struct str bytes, size_t at);
size_t yaml_line_end(struct str bytes, size_t at); /* before its line end */
size_t yaml_after_break(struct str bytes, size_t at);
size_t yaml_skip_blanks(struct str bytes, size_t at);
size_t yaml_digits_end(struct str bytes, size_t at);
size_t yaml_next_line(struct str bytes, size_t at);
/* Without blanks at its end. */
size_t yaml_text_end(struct str bytes, size_t from, size_t to);

#endif
