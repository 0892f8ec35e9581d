/* Texts of several lines: what YAML's folding makes of Markdown, lines that begin too far to the left, and what stands
 * behind the sign of a block. */
#include <stdio.h>
#include <string.h>

#include "yaml/internal.h"

static const struct frame *innermost_block(const struct reader *reader) {
  for (size_t i = reader->frames.count; i > 0; i--)
    if (reader->frames.at[i - 1].node->style == YAML_BLOCK) return &reader->frames.at[i - 1];
  return NULL;
}

static size_t node_end(const struct yaml_node *node) {
  return (size_t)node->place.offset + node->place.length;
}

/* The text is the file's own bytes, so it stands on one line. */
static bool is_verbatim(const struct reader *reader, const struct yaml_node *node) {
  uintptr_t at = (uintptr_t)node->text.bytes.at, from = (uintptr_t)reader->bytes.at;
  return node->text.bytes.length == 0 || (at >= from && at < from + reader->bytes.length);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t digits_end(struct str bytes, size_t at) {
  while (at < bytes.length && is_digit(bytes.at[at]))
    at++;
  return at;
}

/* ---- Markdown that folding destroys ---- */

static size_t number_mark(struct str bytes, size_t at, bool *one) {
  size_t end = digits_end(bytes, at);
  *one = end == at + 1 && bytes.at[at] == '1';
  if (end == at || end - at > 9 || end >= bytes.length) return at;
  return (bytes.at[end] == '.' || bytes.at[end] == ')') && yaml_ends_word(bytes, end + 1) ? end + 1 : at;
}

static bool is_table_rule(struct str line) {
  bool dash = false, bar = false;
  for (size_t i = 0; i < line.length; i++) {
    char c = line.at[i];
    if (c == '-')
      dash = true;
    else if (c == '|')
      bar = true;
    else if (c != ':' && !yaml_is_blank(c))
      return false;
  }
  return dash && bar;
}

/* Digits that number an item; a year that begins a line is none. */
enum { LONGEST_NUMBER = 3 };

/* What a line begins in Markdown, as words for the message, or NULL. A number other than 1 begins a list only below a
 * blank line or another item. */
static const char *markdown_beginning(struct str line, bool after_item) {
  if (line.length == 0) return NULL;
  if (memchr("-*+", line.at[0], 3) && yaml_ends_word(line, 1) && line.length > 1) return "an item of a list";
  if (line.at[0] == '>') return "a quotation";
  if (line.at[0] == '|' || is_table_rule(line)) return "a row of a table";
  bool one = false;
  size_t mark = number_mark(line, 0, &one);
  if (mark > LONGEST_NUMBER + 1) return NULL;
  return mark > 0 && mark < line.length && (one || after_item) ? "an item of a list" : NULL;
}

/* The lines of a text that YAML folds, one after another. */
struct folded {
  struct reader *reader;
  const struct yaml_node *node;
  size_t from, to; /* the raw text, without quotation marks or header */
  size_t indent;   /* of the first line of `>`; lines with more are not folded */
  bool after_item; /* below a blank line or an item */
  bool reported;
};

static void report_folded(struct folded *folded, enum code code, size_t from, size_t to, const char *what) {
  struct reader *reader = folded->reader;
  folded->reported = true;
  const char *how = folded->node->style == YAML_FOLDED  ? "under `>`"
                    : folded->node->style == YAML_PLAIN ? "in text without `|`"
                                                        : "between quotation marks";
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), code,
                                     "%s, but %s YAML makes one line of all lines", what, how);
  bool item = folded->node->style == YAML_PLAIN && code == E_YAML_FOLDED_MARKDOWN;
  message_hint(reader->diagnostics, message, "put the text under `|`%s",
               item ? "; a line that is an item of its own begins in the column of the item above" : "");
  if (folded->node->style == YAML_FOLDED) {
    size_t sign = folded->node->place.offset;
    yaml_cure_replace(reader, message, sign, sign + 1, STR("|"));
  } else if (folded->node->style == YAML_PLAIN) {
    yaml_cure_text(reader, message, folded->from, folded->to);
  }
}

static void check_folded_line(struct folded *folded, size_t from, size_t to) {
  struct str line = str_slice(folded->reader->bytes, from, to);
  if (folded->node->style == YAML_PLAIN && from > folded->from && yaml_is_glued_dash(folded->reader->bytes, from)) {
    folded->reported = true;
    yaml_report_glued_dash(folded->reader, from);
    return;
  }
  const char *begins = markdown_beginning(line, folded->after_item);
  folded->after_item = begins != NULL;
  if (begins) {
    size_t mark = from;
    while (mark < to && !yaml_is_blank(folded->reader->bytes.at[mark]))
      mark++;
    char what[64];
    snprintf(what, sizeof what, "this line begins %s", begins);
    report_folded(folded, E_YAML_FOLDED_MARKDOWN, from, mark, what);
  }
  bool escaped = folded->node->style == YAML_DOUBLE_QUOTED;
  size_t backslashes = 0;
  while (backslashes < line.length && line.at[line.length - 1 - backslashes] == '\\')
    backslashes++;
  bool breaks = escaped ? backslashes % 2 == 1 || backslashes == 2 : backslashes == 1;
  if (breaks && !begins && to < folded->to)
    report_folded(folded, E_YAML_FOLDED_BREAK, to - 1, to, "`\\` at the end of a line asks for a new line");
}

static void check_folded(struct folded *folded) {
  struct str bytes = folded->reader->bytes;
  for (size_t at = folded->from; at < folded->to && !folded->reported;) {
    size_t from = yaml_skip_blanks(bytes, at), end = from;
    while (end < folded->to && !yaml_is_break(bytes.at[end]))
      end++;
    if (from >= end)
      folded->after_item = true;
    else if (folded->indent == SIZE_MAX || from - at <= folded->indent)
      check_folded_line(folded, from, yaml_text_end(bytes, from, end));
    else
      folded->after_item = false;
    at = end < folded->to ? yaml_after_break(bytes, end) : folded->to;
  }
}

static size_t count_text_lines(struct str bytes, size_t at, size_t to) {
  size_t count = 0;
  while (at < to) {
    size_t end = yaml_skip_blanks(bytes, at);
    if (end < to && !yaml_is_break(bytes.at[end])) count++;
    while (end < to && !yaml_is_break(bytes.at[end]))
      end++;
    at = end < to ? yaml_after_break(bytes, end) : to;
  }
  return count;
}

static size_t after_header(struct str bytes, size_t at, size_t to) {
  while (at < to && !yaml_is_break(bytes.at[at]))
    at++;
  return at < to ? yaml_after_break(bytes, at) : to;
}

/* Whether what follows the closing mark shows that the quotation closes where it should. */
static bool ends_well(const struct reader *reader, size_t end) {
  size_t at = yaml_skip_blanks(reader->bytes, end);
  return at >= reader->bytes.length || memchr("\r\n,]}:#", reader->bytes.at[at], 8) != NULL;
}

static void check_folding(struct reader *reader, const struct yaml_node *node) {
  size_t quoted = node->style == YAML_SINGLE_QUOTED || node->style == YAML_DOUBLE_QUOTED;
  struct folded folded = {.reader = reader, .node = node, .indent = SIZE_MAX};
  folded.from = node->place.offset + quoted;
  folded.to = node_end(node) - quoted;
  if (node->style == YAML_FOLDED) {
    folded.from = after_header(reader->bytes, folded.from, folded.to);
    size_t first = folded.from;
    while (first < folded.to && yaml_is_break(reader->bytes.at[yaml_skip_blanks(reader->bytes, first)]))
      first = yaml_after_break(reader->bytes, yaml_skip_blanks(reader->bytes, first));
    folded.indent = yaml_skip_blanks(reader->bytes, first) - first;
  }
  if (folded.from < folded.to && count_text_lines(reader->bytes, folded.from, folded.to) > 1) check_folded(&folded);
}

/* ---- `| #6`: a text that begins behind the sign of a block ---- */

/* Blank lines that are wider than the first line of text below them: where the text begins is not clear. */
static void check_leading_blanks(struct reader *reader, const struct yaml_node *node) {
  struct str bytes = reader->bytes;
  const struct frame *parent = innermost_block(reader);
  size_t at = after_header(bytes, node->place.offset, bytes.length), widest = 0, wide = at;
  if (node->text.bytes.length > 0 && node->text.bytes.at[0] != '\n') return;
  while (at < bytes.length) {
    size_t text = at;
    while (text < bytes.length && bytes.at[text] == ' ')
      text++;
    if (text >= bytes.length) return;
    size_t spaces = text - at;
    if (!yaml_is_break(bytes.at[text])) {
      bool inside = !parent || spaces > parent->column;
      if (inside && spaces < widest)
        diagnose(reader->diagnostics, reader_place(reader, wide, wide + widest), E_YAML_INDENTATION,
                 "this blank line has more spaces than the text that begins below it");
      return;
    }
    if (spaces > widest) widest = spaces, wide = at;
    at = yaml_after_break(bytes, text);
  }
}

static void check_header(struct reader *reader, const struct yaml_node *node) {
  struct str bytes = reader->bytes;
  size_t at = node->place.offset, end = yaml_line_end(bytes, at);
  const char *sign = memchr(bytes.at + at, '#', end - at);
  check_leading_blanks(reader, node);
  if (!sign) return;
  size_t hash = (size_t)(sign - bytes.at), after = hash;
  while (after < end && bytes.at[after] == '#')
    after++;
  bool glued = !yaml_is_blank(bytes.at[hash - 1]);
  if (yaml_ends_word(bytes, after) && !glued) return;
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, hash, yaml_text_end(bytes, hash, end)), E_YAML_HASH_IN_TEXT,
               "the text is cut off here: YAML takes the rest of the line as a comment");
  message_hint(reader->diagnostics, message, "write it on the next line, indented");
}

/* ---- lines of quoted text and of lists in brackets that begin too far to the left ---- */

/* The first line after `from` that has fewer spaces before its text than `needed`; a bracket that closes may stand
 * alone in the column of its key. SIZE_MAX: all is well. */
static size_t find_shallow_line(struct str bytes, size_t from, size_t to, size_t needed) {
  for (size_t at = from; at < to;) {
    while (at < to && !yaml_is_break(bytes.at[at]))
      at++;
    if (at >= to) return SIZE_MAX;
    at = yaml_after_break(bytes, at);
    size_t text = at, end = yaml_skip_blanks(bytes, at);
    while (text < to && bytes.at[text] == ' ')
      text++;
    bool blank = end >= to || yaml_is_break(bytes.at[end]);
    if (!blank && text - at < needed && !memchr("]}#", bytes.at[end], 3)) return at;
  }
  return SIZE_MAX;
}

void yaml_check_continuation(struct reader *reader, const struct yaml_node *node) {
  struct str bytes = reader->bytes;
  const struct frame *parent = innermost_block(reader);
  if (!parent || parent->column == SIZE_MAX) return;
  size_t line = find_shallow_line(bytes, node->place.offset, node_end(node), parent->column + 1);
  if (line == SIZE_MAX) return;
  size_t text = yaml_skip_blanks(bytes, line), end = text;
  while (!yaml_ends_word(bytes, end))
    end++;
  bool tab = memchr(bytes.at + line, '\t', text - line) != NULL;
  struct message *message = tab ? diagnose(reader->diagnostics, reader_place(reader, line, text), E_YAML_TAB,
                                           "a tab stands in the indentation, where YAML takes spaces only")
                                : diagnose(reader->diagnostics, reader_place(reader, text, end), E_YAML_INDENTATION,
                                           "this line begins too far to the left to belong to the line above it");
  message_hint(reader->diagnostics, message, "begin it in column %zu or further right", parent->column + 3);
  message_fix(message, reader_place(reader, line, text),
              str_format(reader->diagnostics->arena, "%*s", (int)parent->column + 2, ""));
}

void yaml_check_lines(struct reader *reader, const struct yaml_node *node, bool in_flow) {
  if (node->style >= YAML_LITERAL) check_header(reader, node);
  if (node->style == YAML_LITERAL || is_verbatim(reader, node)) return;
  bool quoted = node->style == YAML_SINGLE_QUOTED || node->style == YAML_DOUBLE_QUOTED;
  if (quoted && !ends_well(reader, node_end(node))) return;
  if (node->style != YAML_FOLDED && !in_flow) yaml_check_continuation(reader, node);
  check_folding(reader, node);
}
