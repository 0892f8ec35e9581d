/* What stands between two tokens: comments. One that begins in the middle of a line without a space after its `#` is
 * the rest of a text that YAML cuts off without a word; `# allow CODE` silences a warning. */
#include <stdlib.h>
#include <string.h>

#include "yaml/internal.h"

static bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Where the word at `at` ends: at a blank, a comma or the line's end. */
static size_t word_end(struct str line, size_t at) {
  while (at < line.length && !yaml_is_blank(line.at[at]) && line.at[at] != ',')
    at++;
  return at;
}

static bool looks_like_code(struct str word) {
  if (word.length < 2 || !is_letter(word.at[0])) return false;
  for (size_t i = 1; i < word.length; i++)
    if (!byte_is_digit(word.at[i])) return false;
  return true;
}

static void read_allowed_code(struct reader *reader, size_t from, size_t to) {
  struct str name = str_slice(reader->bytes, from, to);
  enum code code;
  if (!code_find(name, &code)) {
    struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_ALLOW,
                                       "no message has the code `%.*s`", STR_ARG(name));
    message_hint(reader->diagnostics, message, "`rapporteur list codes` shows them all");
  } else if (!code_is_warning(code)) {
    struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_ALLOW,
                                       "`%.*s` is an error and cannot be allowed", STR_ARG(name));
    message_hint(reader->diagnostics, message, "only warnings, whose codes begin with W, can");
  } else {
    heap_vector_push(&reader->allowances, (struct allowance){.code = code});
  }
}

static void read_allow(struct reader *reader, size_t at, size_t end) {
  struct str line = str_slice(reader->bytes, 0, end);
  for (;;) {
    while (at < end && (yaml_is_blank(line.at[at]) || line.at[at] == ','))
      at++;
    size_t to = word_end(line, at);
    if (to == at || !looks_like_code(str_slice(line, at, to))) return;
    read_allowed_code(reader, at, to);
    at = to;
  }
}

static void report_cut(struct reader *reader, size_t at, size_t end) {
  size_t from = reader->last_scalar == SIZE_MAX ? at : reader->last_scalar;
  size_t to = yaml_text_end(reader->bytes, at, end);
  size_t word = at;
  while (word < to && !yaml_ends_word(reader->bytes, word))
    word++;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, word), E_YAML_HASH_IN_TEXT,
                                     "the text is cut off before `%.*s`: YAML takes the rest of the line as a comment",
                                     STR_ARG(yaml_words(reader, at, word, 24)));
  message_hint(reader->diagnostics, message, "put the text in quotes");
  yaml_cure_text(reader, message, from, to);
}

/* A comment line that seems to go on with the unquoted text before it. */
static bool continues_text(const struct reader *reader, size_t at) {
  if (reader->last_scalar == SIZE_MAX || reader->frames.count == 0) return false;
  size_t column = reader->frames.at[reader->frames.count - 1].column;
  return column != SIZE_MAX && at - yaml_line_start(reader->bytes, at) > column;
}

static size_t read_comment(struct reader *reader, size_t at) {
  struct str bytes = reader->bytes;
  size_t text = at, end = at;
  while (text < bytes.length && bytes.at[text] == '#')
    text++;
  while (end < bytes.length && !yaml_is_break(bytes.at[end]))
    end++;
  bool spaced = yaml_ends_word(bytes, text);
  bool glued = at > reader->start && !yaml_ends_word(bytes, at - 1);
  if (!spaced && !glued && (reader->gap_in_line || continues_text(reader, at))) report_cut(reader, at, end);
  size_t word = yaml_skip_blanks(bytes, text);
  if (!reader->gap_in_line && text == at + 1 && str_starts_with(str_slice(bytes, word, end), STR("allow ")))
    read_allow(reader, word + strlen("allow "), end);
  return end;
}

/* Past `&name` or `!tag`, whose characters mean nothing else. */
static size_t skip_word(struct str bytes, size_t at, size_t to) {
  while (at < to && !yaml_ends_word(bytes, at))
    at++;
  return at;
}

/* A line that begins with `%`: `%YAML 1.1` or `%YAML 1.2` and nothing else but a comment. Returns its end. */
static size_t read_directive(struct reader *reader, size_t at) {
  struct str bytes = reader->bytes;
  size_t end = at;
  while (end < bytes.length && !yaml_is_break(bytes.at[end]))
    end++;
  struct str line = str_slice(bytes, at, end);
  size_t version = yaml_skip_blanks(line, strlen("%YAML") < line.length ? strlen("%YAML") : line.length);
  struct str rest = str_slice(line, version, line.length);
  bool known = str_starts_with(line, STR("%YAML")) && version > strlen("%YAML") &&
               (str_starts_with(rest, STR("1.1")) || str_starts_with(rest, STR("1.2"))) && yaml_ends_word(rest, 3);
  size_t comment = yaml_skip_blanks(rest, rest.length < 3 ? rest.length : 3);
  if (known && (comment >= rest.length || rest.at[comment] == '#')) return end;
  yaml_report_directive(reader, at);
  return end;
}

/* What is neither blank nor comment between two tokens: dashes, colons, commas, brackets, marks and tags. */
static size_t read_sign(struct reader *reader, size_t at, size_t to) {
  struct str bytes = reader->bytes;
  char c = bytes.at[at];
  bool line_begins = !reader->gap_in_line && (at == reader->start || yaml_is_break(bytes.at[at - 1]));
  if (c == '%' && line_begins) return read_directive(reader, at);
  reader->gap_in_line = true;
  reader->last_scalar = SIZE_MAX;
  if (c == '?') reader->question = at;
  return c == '&' || c == '!' ? skip_word(bytes, at, to) : at + 1;
}

static void report_glued_comment(struct reader *reader, size_t at) {
  size_t from = yaml_line_start(reader->bytes, at), end = yaml_line_end(reader->bytes, at);
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, at + 1), E_YAML_HASH_IN_TEXT,
                                     "a `#` stands here without a space before it");
  message_hint(reader->diagnostics, message, "put a space before a comment; put text in quotes");
  if (end - from < LONGEST_LINE) yaml_cure_replace(reader, message, at, at, STR(" "));
}

void yaml_read_gap(struct reader *reader, size_t to) {
  struct str bytes = reader->bytes;
  size_t at = reader->gap;
  while (at < to) {
    char c = bytes.at[at];
    if (c == '#') {
      if (at > reader->start && !yaml_ends_word(bytes, at - 1)) report_glued_comment(reader, at);
      at = read_comment(reader, at);
      reader->last_scalar = SIZE_MAX;
    } else if (yaml_is_blank(c) || yaml_is_break(c)) {
      if (yaml_is_break(c)) reader->gap_in_line = false;
      at++;
    } else {
      at = read_sign(reader, at, to);
    }
  }
  if (at > reader->gap) reader->gap = at;
}

void yaml_allow_begin(struct reader *reader, size_t start) {
  for (size_t i = reader->allowances.count; i > 0 && !reader->allowances.at[i - 1].placed; i--) {
    struct allowance *allowance = &reader->allowances.at[i - 1];
    allowance->placed = true;
    allowance->depth = reader->frames.count;
    allowance->start = start;
  }
}

void yaml_allow_end(struct reader *reader, size_t end) {
  while (reader->allowances.count > 0) {
    const struct allowance *allowance = &reader->allowances.at[reader->allowances.count - 1];
    if (!allowance->placed || allowance->depth < reader->frames.count) return;
    diagnostics_allow(reader->diagnostics, allowance->code, reader_place(reader, allowance->start, end));
    reader->allowances.count--;
  }
}
