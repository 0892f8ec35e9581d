#include "base/utf8.h"
#include "diagnostic/lines.h"
#include "diagnostic/render.h"
#include "diagnostic/width.h"

/* Columns of a source line that are shown, how many of them stand before the marks of a line that is cut, and how far
 * tabs go. */
enum { SHOWN_WIDTH = 100, WIDTH_BEFORE_MARKS = 40, TAB_WIDTH = 4 };

#define BOLD "\x1b[1m"
#define RED "\x1b[1;31m"
#define YELLOW "\x1b[1;33m"
#define BLUE "\x1b[1;34m"
#define GREEN "\x1b[32m"
#define PLAIN "\x1b[0m"

static void paint(struct buffer *out, bool color, const char *how, struct str text) {
  if (color) buffer_append(out, str_from(how));
  buffer_append(out, text);
  if (color) buffer_append(out, STR(PLAIN));
}

static void append_spaces(struct buffer *out, size_t count) {
  while (count-- > 0)
    buffer_append_byte(out, ' ');
}

/* One character as it may stand on a terminal that is at `column` of the shown line; returns the columns it took. */
static unsigned append_shown(struct buffer *out, uint32_t code_point, unsigned column) {
  if (code_point == '\t') {
    unsigned width = TAB_WIDTH - column % TAB_WIDTH;
    append_spaces(out, width);
    return width;
  }
  char bytes[4];
  bool hidden = character_is_hidden(code_point);
  buffer_append(out, (struct str){bytes, utf8_encode(hidden ? 0xFFFD : code_point, bytes)});
  return hidden ? 1 : character_width(code_point);
}

/* Author's words in a message may hold anything; a line end stays a line end for `help`. */
static void append_safe(struct buffer *out, struct str text) {
  for (size_t at = 0; at < text.length;) {
    uint32_t code_point = utf8_next(text, &at);
    append_shown(out, code_point, 0);
  }
}

static struct str safe(struct arena *arena, struct str text) {
  struct buffer shown = {0};
  append_safe(&shown, text);
  struct str copy = str_copy(arena, buffer_str(&shown));
  buffer_free(&shown);
  return copy;
}

static size_t previous_character(struct str line, size_t at) {
  do
    at--;
  while (at > 0 && ((unsigned char)line.at[at] & 0xC0) == 0x80);
  return at;
}

/* Where the shown part of a line begins: at its start unless the marks are too far to the right. */
static size_t window_start(struct str line, size_t mark) {
  size_t at = mark, cut = 0;
  for (unsigned width = 0; at > 0 && width < SHOWN_WIDTH - 20; width++) {
    at = previous_character(line, at);
    if (width == WIDTH_BEFORE_MARKS) cut = at;
  }
  return at == 0 ? 0 : cut;
}

/* A source line with marks: which columns of the shown text the marks take. */
struct snippet {
  struct buffer text;
  unsigned mark_start, mark_width;
};

static struct snippet take_snippet(struct str line, size_t mark, size_t mark_end) {
  struct snippet snippet = {0};
  unsigned column = 0;
  bool started = false;
  size_t at = window_start(line, mark);
  if (at > 0) buffer_append(&snippet.text, STR("…")), column++;
  while (at < line.length && column < SHOWN_WIDTH) {
    if (at >= mark && !started) started = true, snippet.mark_start = column;
    bool marked = at >= mark && at < mark_end;
    column += append_shown(&snippet.text, utf8_next(line, &at), column);
    if (marked) snippet.mark_width = column - snippet.mark_start;
  }
  if (!started) snippet.mark_start = column;
  if (at < line.length) buffer_append(&snippet.text, STR("…"));
  if (snippet.mark_width == 0) snippet.mark_width = 1;
  return snippet;
}

static void append_marks(struct buffer *out, bool color, const char *how, const struct snippet *snippet) {
  append_spaces(out, snippet->mark_start);
  if (color) buffer_append(out, str_from(how));
  for (unsigned i = 0; i < snippet->mark_width; i++)
    buffer_append_byte(out, '^');
  if (color) buffer_append(out, STR(PLAIN));
}

static void append_gutter(struct buffer *out, bool color, struct str number, size_t width) {
  append_spaces(out, width - number.length);
  paint(out, color, BLUE, str_equal(number, STR("")) ? STR(" | ") : number);
  if (number.length > 0) paint(out, color, BLUE, STR(" | "));
}

/* The source line, marks under the place's characters (those of its first line), and the hint behind them. */
static size_t append_source(struct diagnostics *diagnostics, struct place place, struct str hint, bool color,
                            const char *how, struct buffer *out) {
  struct place text = place_without_tail(diagnostics, place);
  uint32_t line_start, line = line_of(diagnostics, text.file, text.offset);
  struct str bytes = line_bytes(diagnostics, text.file, line, &line_start);
  size_t mark = text.offset > line_start ? text.offset - line_start : 0;
  if (mark > bytes.length) mark = bytes.length;
  struct snippet snippet = take_snippet(bytes, mark, mark + text.length);
  struct str number = str_format(diagnostics->arena, "%u", line);
  size_t width = number.length > 5 ? number.length : 5;
  append_gutter(out, color, number, width);
  buffer_append(out, buffer_str(&snippet.text));
  buffer_append_byte(out, '\n');
  append_gutter(out, color, STR(""), width);
  append_marks(out, color, how, &snippet);
  if (hint.length > 0) buffer_append_byte(out, ' '), append_safe(out, hint);
  buffer_append_byte(out, '\n');
  buffer_free(&snippet.text);
  return width;
}

static void append_help(struct str help, size_t indent, bool color, struct buffer *out) {
  bool first = true;
  for (size_t at = 0; at < help.length; first = false) {
    size_t end = str_find(help, STR("\n"), at);
    if (end > help.length) end = help.length;
    if (at < end || first) append_spaces(out, indent + 1);
    if (first)
      paint(out, color, BLUE, STR("= "));
    else if (at < end)
      buffer_append(out, STR("  "));
    append_safe(out, str_slice(help, at, end));
    buffer_append_byte(out, '\n');
    at = end + 1;
  }
}

static void append_head(struct diagnostics *diagnostics, struct place place, bool color, struct buffer *out) {
  const struct source_file *file = diagnostics_file(diagnostics, place.file);
  struct str head = STR("rapporteur: ");
  if (file) {
    struct position position = diagnostics_position(diagnostics, place.file, place.offset);
    struct str path = safe(diagnostics->arena, file->path);
    head = str_format(diagnostics->arena, "%.*s:%u:%u: ", STR_ARG(path), position.line, position.column);
  }
  paint(out, color, BOLD, head);
}

static bool can_show_source(const struct diagnostics *diagnostics, struct place place) {
  const struct source_file *file = diagnostics_file(diagnostics, place.file);
  return file && file->bytes.length > 0;
}

static void append_related(struct diagnostics *diagnostics, const struct related_place *related, bool color,
                           struct buffer *out) {
  append_head(diagnostics, related->place, color, out);
  paint(out, color, GREEN, STR("note: "));
  append_safe(out, related->note);
  buffer_append_byte(out, '\n');
  if (can_show_source(diagnostics, related->place))
    append_source(diagnostics, related->place, STR(""), color, GREEN, out);
}

void render_text(struct diagnostics *diagnostics, const struct message *message, bool color, struct buffer *out) {
  const char *how = message->error ? RED : YELLOW;
  bool source = can_show_source(diagnostics, message->place);
  size_t indent = 5;
  append_head(diagnostics, message->place, color, out);
  paint(
      out, color, how,
      str_format(diagnostics->arena, "%s[%s]: ", message->error ? "error" : "warning", code_table[message->code].code));
  append_safe(out, message->text);
  if (!source && message->hint.length > 0) buffer_append(out, STR(" – ")), append_safe(out, message->hint);
  buffer_append_byte(out, '\n');
  if (source) indent = append_source(diagnostics, message->place, message->hint, color, how, out);
  append_help(message->help, indent, color, out);
  for (size_t i = 0; i < message->related.count; i++)
    append_related(diagnostics, &message->related.at[i], color, out);
}

void render_text_note(struct str text, struct buffer *out) {
  buffer_append(out, STR("rapporteur: "));
  append_safe(out, text);
  buffer_append_byte(out, '\n');
}
