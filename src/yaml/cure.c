/* Lines as they should be written. */
#include <string.h>

#include "base/utf8.h"
#include "yaml/internal.h"

/* Characters of a line that `help` shows, and lines of a text. */
enum { SHOWN_CHARACTERS = 150, SHOWN_LINES = 5 };

struct str yaml_words(struct reader *reader, size_t from, size_t to, size_t limit) {
  struct buffer words = {0};
  size_t at = from, count = 0;
  while (at < to && count < limit) {
    size_t start = at;
    bool gap = yaml_is_blank(reader->bytes.at[at]) || yaml_is_break(reader->bytes.at[at]);
    while (gap && at < to && (yaml_is_blank(reader->bytes.at[at]) || yaml_is_break(reader->bytes.at[at])))
      at++;
    if (gap)
      buffer_append_byte(&words, ' ');
    else
      utf8_next(reader->bytes, &at), buffer_append(&words, str_slice(reader->bytes, start, at));
    count++;
  }
  if (at < to) buffer_append(&words, STR("…"));
  struct str copy = str_copy(reader->diagnostics->arena, buffer_str(&words));
  buffer_free(&words);
  return copy;
}

static bool has_byte(struct str text, char byte) {
  return text.length > 0 && memchr(text.at, byte, text.length) != NULL;
}

static bool has_break(struct str text) {
  return has_byte(text, '\n') || has_byte(text, '\r');
}

static void append_doubled(struct buffer *out, struct str text) {
  for (size_t i = 0; i < text.length; i++) {
    if (text.at[i] == '\'') buffer_append_byte(out, '\'');
    buffer_append_byte(out, text.at[i]);
  }
}

/* One line of text in the quotation marks that leave most of it as it is. */
static void append_quoted(struct buffer *out, struct str text) {
  char quote = has_byte(text, '"') || has_byte(text, '\\') ? '\'' : '"';
  buffer_append_byte(out, quote);
  if (quote == '"')
    buffer_append(out, text);
  else
    append_doubled(out, text);
  buffer_append_byte(out, quote);
}

/* A line with its middle left out when it is long. */
static void append_clipped(struct buffer *out, struct str line) {
  if (line.length <= SHOWN_CHARACTERS) {
    buffer_append(out, line);
    return;
  }
  size_t head = SHOWN_CHARACTERS * 2 / 3, tail = line.length - SHOWN_CHARACTERS / 3;
  while (head > 0 && ((unsigned char)line.at[head] & 0xC0) == 0x80)
    head--;
  while (tail < line.length && ((unsigned char)line.at[tail] & 0xC0) == 0x80)
    tail++;
  buffer_append(out, str_slice(line, 0, head));
  buffer_append(out, STR(" … "));
  buffer_append(out, str_slice(line, tail, line.length));
}

static struct str kept(struct reader *reader, struct buffer *buffer) {
  struct str copy = str_copy(reader->diagnostics->arena, buffer_str(buffer));
  buffer_free(buffer);
  return copy;
}

/* The line of `from` with [from, to) replaced, `to` on the same line; without its indentation. */
static struct str replaced_line(struct reader *reader, size_t from, size_t to, struct str replacement) {
  struct str bytes = reader->bytes;
  struct entry entry = yaml_read_entry(bytes, from);
  struct buffer line = {0}, shown = {0};
  buffer_append(&line, str_slice(bytes, entry.first < from ? entry.first : from, from));
  buffer_append(&line, replacement);
  buffer_append(&line, str_slice(bytes, to, yaml_text_end(bytes, to, yaml_line_end(bytes, to))));
  append_clipped(&shown, buffer_str(&line));
  buffer_free(&line);
  return kept(reader, &shown);
}

void yaml_cure_replace(struct reader *reader, struct message *message, size_t from, size_t to, struct str replacement) {
  struct str line = replaced_line(reader, from, to, replacement);
  message_help(reader->diagnostics, message, "write: %.*s", STR_ARG(line));
  message_fix(message, reader_place(reader, from, to), replacement);
}

static void append_spaces(struct buffer *out, size_t count) {
  while (count-- > 0)
    buffer_append_byte(out, ' ');
}

/* The text's lines, each at `indent`; blank lines stay. At most `limit` of them. */
static void append_lines(struct buffer *out, struct str text, size_t indent, size_t limit, bool clip) {
  for (size_t at = 0, lines = 0; at < text.length; lines++) {
    size_t end = yaml_line_end(text, at), from = yaml_skip_blanks(text, at);
    buffer_append_byte(out, '\n');
    if (lines == limit) {
      append_spaces(out, indent);
      buffer_append(out, STR("…"));
      return;
    }
    if (from < end) append_spaces(out, indent);
    struct str line = str_slice(text, from, yaml_text_end(text, from, end));
    if (clip)
      append_clipped(out, line);
    else
      buffer_append(out, line);
    at = end < text.length && yaml_is_break(text.at[end]) ? yaml_after_break(text, end) : end;
    if (at == end && end < text.length) at++;
  }
}

/* Under `|`: every line of the text stands for itself. */
static void cure_block(struct reader *reader, struct message *message, size_t from, size_t to) {
  struct str bytes = reader->bytes, text = str_slice(bytes, from, to);
  struct entry entry = yaml_read_entry(bytes, from);
  size_t first = entry.first < from ? entry.first : from;
  size_t deeper = entry.column + 2, margin = entry.first - entry.line;
  struct buffer help = {0}, fix = {0};
  buffer_append(&help, str_slice(bytes, first, from));
  buffer_append_byte(&help, '|');
  append_lines(&help, text, deeper > margin ? deeper - margin : 2, SHOWN_LINES, true);
  buffer_append_byte(&fix, '|');
  append_lines(&fix, text, deeper, SIZE_MAX, false);
  struct str shown = kept(reader, &help);
  struct buffer indented = {0};
  for (size_t i = 0; i < shown.length; i++) {
    buffer_append_byte(&indented, shown.at[i]);
    if (shown.at[i] == '\n') buffer_append(&indented, STR("  "));
  }
  struct str lines = kept(reader, &indented);
  message_help(reader->diagnostics, message, "write:\n  %.*s", STR_ARG(lines));
  message_fix(message, reader_place(reader, from, to), kept(reader, &fix));
}

static bool in_flow(const struct reader *reader) {
  return reader->frames.count > 0 && reader->frames.at[reader->frames.count - 1].node->style == YAML_FLOW;
}

void yaml_cure_text(struct reader *reader, struct message *message, size_t from, size_t to) {
  to = yaml_text_end(reader->bytes, from, to);
  struct str text = str_slice(reader->bytes, from, to);
  bool both_quotes = (has_byte(text, '"') || has_byte(text, '\\')) && has_byte(text, '\'');
  bool long_line = from - yaml_line_start(reader->bytes, from) >= LONGEST_LINE / 2 || text.length > LONGEST_LINE;
  if (long_line || text.length == 0) return;
  if (has_break(text) || (both_quotes && !in_flow(reader))) {
    cure_block(reader, message, from, to);
    return;
  }
  struct buffer quoted = {0};
  append_quoted(&quoted, text);
  yaml_cure_replace(reader, message, from, to, kept(reader, &quoted));
}
