/* Decodes a scalar's source bytes beside libyaml, to know where each character stands. The result must equal libyaml's
 * own; where it would not, the text is libyaml's and all of it points at the scalar's start. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "yaml/internal.h"

static void push_segment(struct decoder *decoder, size_t source) {
  size_t text = decoder->text.length, count = decoder->segments.count;
  if (count > 0) {
    const struct text_segment *last = &decoder->segments.at[count - 1];
    if (last->text == text && last->source == source) return;
  }
  heap_vector_push(&decoder->segments, (struct text_segment){(uint32_t)text, (uint32_t)source});
}

static void begin_at(struct decoder *decoder, size_t from, bool verbatim) {
  if (decoder->segments.count > 0) {
    bool gap = from != decoder->next;
    if (!gap && !decoder->renewed && verbatim) return;
    if (decoder->renewed || gap) push_segment(decoder, decoder->next);
  }
  push_segment(decoder, from);
}

/* Text that stands for source bytes [from, to). */
static void put(struct decoder *decoder, struct str text, size_t from, size_t to) {
  bool verbatim = text.length == to - from;
  if (text.length == 0) return;
  begin_at(decoder, from, verbatim);
  buffer_append(&decoder->text, text);
  decoder->next = to;
  decoder->renewed = !verbatim;
}

static void put_source(struct decoder *decoder, size_t from, size_t to) {
  put(decoder, str_slice(decoder->source, from, to), from, to);
}

/* A line end in flowing text, at `at`: one is a space, each blank line after it a line end. Returns where the text goes
 * on, at most `to`. */
static size_t fold(struct decoder *decoder, size_t at, size_t to, bool escaped) {
  struct str source = decoder->source;
  size_t first = at, after = yaml_after_break(source, at);
  bool blank_lines = false;
  for (at = yaml_skip_blanks(source, after); at < to && yaml_is_break(source.at[at]);) {
    size_t end = yaml_after_break(source, at);
    put(decoder, STR("\n"), at, end);
    blank_lines = true;
    at = yaml_skip_blanks(source, end);
  }
  if (!blank_lines && !escaped) put(decoder, STR(" "), first, after);
  return at < to ? at : to;
}

struct escape {
  char sign;
  uint32_t code_point;
};

static const struct escape escapes[] = {
    {'0', 0},  {'a', 7},   {'b', 8},   {'t', 9},   {'\t', 9},    {'n', 10},   {'v', 11},   {'f', 12},     {'r', 13},
    {'e', 27}, {' ', ' '}, {'"', '"'}, {'/', '/'}, {'\\', '\\'}, {'N', 0x85}, {'_', 0xA0}, {'L', 0x2028}, {'P', 0x2029},
};

static size_t hexadecimal_digits(char sign) {
  return sign == 'x' ? 2 : sign == 'u' ? 4 : sign == 'U' ? 8 : 0;
}

static uint32_t hexadecimal(struct str digits) {
  uint32_t value = 0;
  for (size_t i = 0; i < digits.length; i++) {
    char c = digits.at[i];
    value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  }
  return value;
}

/* The escape whose backslash is at `at`; returns the offset behind it. */
static size_t put_escape(struct decoder *decoder, size_t at, size_t to) {
  if (at + 1 >= to) return to;
  char sign = decoder->source.at[at + 1];
  if (yaml_is_break(sign)) return fold(decoder, at + 1, to, true);
  size_t digits = hexadecimal_digits(sign), end = at + 2 + digits;
  uint32_t code_point = hexadecimal(str_slice(decoder->source, at + 2, end));
  for (size_t i = 0; digits == 0 && i < sizeof escapes / sizeof *escapes; i++)
    if (escapes[i].sign == sign) code_point = escapes[i].code_point;
  char bytes[4];
  put(decoder, (struct str){bytes, utf8_encode(code_point, bytes)}, at, end);
  return end;
}

/* Plain and quoted text between its quotes. `quote` is 0, ' or ". */
static void decode_flowing(struct decoder *decoder, size_t at, size_t to, char quote) {
  struct str source = decoder->source;
  size_t run = at;
  while (at < to) {
    char c = source.at[at];
    size_t behind = yaml_is_blank(c) ? yaml_skip_blanks(source, at) : at;
    if (behind < to && yaml_is_break(source.at[behind])) {
      put_source(decoder, run, at);
      run = at = fold(decoder, behind, to, false);
    } else if (quote == '\'' && c == '\'') {
      put_source(decoder, run, at);
      put(decoder, STR("'"), at, at + 2);
      run = at += 2;
    } else if (quote == '"' && c == '\\') {
      put_source(decoder, run, at);
      run = at = put_escape(decoder, at, to);
    } else {
      at = behind > at ? behind : at + 1;
    }
  }
  put_source(decoder, run, to);
}

/* A block scalar's header: where its lines begin, and what it asks for. */
struct block_header {
  size_t body;
  char chomping; /* '+', '-' or 0 */
  size_t increment;
};

static struct block_header read_header(struct str source, size_t at, size_t to) {
  struct block_header header = {0};
  for (at++; at < to; at++) {
    char c = source.at[at];
    if (c == '+' || c == '-')
      header.chomping = c;
    else if (c >= '1' && c <= '9')
      header.increment = (size_t)(c - '0');
    else
      break;
  }
  while (at < to && !yaml_is_break(source.at[at]))
    at++;
  header.body = at < to ? yaml_after_break(source, at) : to;
  return header;
}

static size_t count_spaces(struct str text, size_t at) {
  size_t from = at;
  while (at < text.length && text.at[at] == ' ')
    at++;
  return at - from;
}

/* The number of spaces that a block scalar's lines lose: what its first line of text has more than libyaml's value, or,
 * where nothing but blank lines stands, the widest of them. */
static size_t block_indent(struct str source, const struct block_header *header, size_t to, struct str value) {
  size_t widest = 0, kept = 0, skipped = 0;
  while (skipped < value.length && value.at[skipped] == '\n')
    skipped++;
  kept = count_spaces(value, skipped);
  for (size_t at = header->body; at < to;) {
    size_t spaces = count_spaces(source, at), text = at + spaces;
    if (spaces > widest) widest = spaces;
    if (text < to && !yaml_is_break(source.at[text])) {
      return spaces >= kept ? spaces - kept : 0;
    }
    at = text < to ? yaml_after_break(source, text) : to;
  }
  return header->increment > 0 && widest >= kept ? widest - kept : widest;
}

struct block_line {
  size_t from, to; /* without indentation and line end; empty for a blank line */
  size_t after;
};

static struct block_line next_block_line(struct str source, size_t at, size_t to, size_t indent) {
  size_t spaces = count_spaces(source, at);
  struct block_line line = {.from = at + (spaces < indent ? spaces : indent)};
  line.to = line.from;
  while (line.to < to && !yaml_is_break(source.at[line.to]))
    line.to++;
  line.after = line.to < to ? yaml_after_break(source, line.to) : to;
  return line;
}

/* Puts the line ends of blank lines in [at, to), the first of them only when `first` says so. */
static void put_breaks(struct decoder *decoder, size_t at, size_t to, bool first) {
  while (at < to) {
    while (at < to && !yaml_is_break(decoder->source.at[at]))
      at++;
    if (at >= to) return;
    size_t end = yaml_after_break(decoder->source, at);
    if (first) put(decoder, STR("\n"), at, end);
    first = true;
    at = end;
  }
}

static size_t count_breaks(struct str source, size_t at, size_t to) {
  size_t count = 0;
  for (; at < to; at++)
    if (yaml_is_break(source.at[at])) at = yaml_after_break(source, at) - 1, count++;
  return count;
}

/* The line ends between two lines of text. */
static void join_lines(struct decoder *decoder, size_t from, size_t to, bool folds) {
  if (!folds)
    put_breaks(decoder, from, to, true);
  else if (count_breaks(decoder->source, from, to) == 1)
    put(decoder, STR(" "), from, yaml_after_break(decoder->source, from));
  else
    put_breaks(decoder, from, to, false);
}

static void decode_block(struct decoder *decoder, size_t from, size_t to, bool folded, struct str value) {
  struct str source = decoder->source;
  struct block_header header = read_header(source, from, to);
  size_t indent = block_indent(source, &header, to, value), pending = header.body;
  bool any = false, blank_before = true;
  decoder->next = header.body;
  for (size_t at = header.body; at < to;) {
    struct block_line line = next_block_line(source, at, to, indent);
    at = line.after;
    if (line.from == line.to) continue;
    bool blank = yaml_is_blank(source.at[line.from]);
    join_lines(decoder, pending, line.from, any && folded && !blank && !blank_before);
    put_source(decoder, line.from, line.to);
    pending = line.to;
    blank_before = blank;
    any = true;
  }
  size_t one = any && pending < to ? yaml_after_break(source, pending) : pending;
  if (header.chomping == '+')
    put_breaks(decoder, pending, to, true);
  else if (header.chomping == 0)
    put_breaks(decoder, pending, one, true);
}

static struct source_text made_text(struct reader *reader, size_t source, struct str bytes, size_t end) {
  struct text_segment *segment = arena_allocate_raw(reader->arena, sizeof *segment);
  *segment = (struct text_segment){0, (uint32_t)source};
  return (struct source_text){bytes, segment, 1, reader->file, (uint32_t)end};
}

static struct source_text kept_text(struct reader *reader, struct decoder *decoder, size_t from) {
  size_t count = decoder->segments.count;
  if (count == 0) return made_text(reader, from, STR(""), from);
  if (count == 1)
    return made_text(reader, decoder->segments.at[0].source, str_copy(reader->arena, buffer_str(&decoder->text)),
                     decoder->next);
  struct text_segment *segments = arena_allocate_raw(reader->arena, base_array_size(count, sizeof *segments));
  memcpy(segments, decoder->segments.at, count * sizeof *segments);
  return (struct source_text){str_copy(reader->arena, buffer_str(&decoder->text)), segments, (uint32_t)count,
                              reader->file, (uint32_t)decoder->next};
}

static struct decoder *start_decoder(struct reader *reader, size_t from) {
  struct decoder *decoder = &reader->decoder;
  decoder->source = reader->bytes;
  decoder->text.length = 0;
  decoder->segments.count = 0;
  decoder->next = from;
  decoder->renewed = false;
  return decoder;
}

static void decode(struct decoder *decoder, enum yaml_style style, size_t from, size_t to, struct str value) {
  switch (style) {
  case YAML_SINGLE_QUOTED: decode_flowing(decoder, from + 1, to - 1, '\''); break;
  case YAML_DOUBLE_QUOTED: decode_flowing(decoder, from + 1, to - 1, '"'); break;
  case YAML_LITERAL: decode_block(decoder, from, to, false, value); break;
  case YAML_FOLDED: decode_block(decoder, from, to, true, value); break;
  default: decode_flowing(decoder, from, to, 0); break;
  }
}

struct source_text yaml_decode(struct reader *reader, enum yaml_style style, size_t from, size_t to, struct str value) {
  size_t quote = style == YAML_SINGLE_QUOTED || style == YAML_DOUBLE_QUOTED;
  struct str inner = to - from >= 2 * quote ? str_slice(reader->bytes, from + quote, to - quote) : STR("");
  if (style < YAML_LITERAL && str_equal(inner, value)) return made_text(reader, from + quote, inner, to - quote);
  struct decoder *decoder = start_decoder(reader, from + quote);
  decode(decoder, style, from, to, value);
  if (str_equal(buffer_str(&decoder->text), value)) return kept_text(reader, decoder, decoder->next);
  reader->document.coarse++;
  return made_text(reader, from, str_copy(reader->arena, value), from);
}

struct source_text yaml_decode_plain(struct reader *reader, size_t from, size_t to) {
  struct decoder *decoder = start_decoder(reader, from);
  decode_flowing(decoder, from, to, 0);
  return kept_text(reader, decoder, from);
}
