#include "report/prepare.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
  CITATION_LENGTH = 100, /* characters */
  LOOK_AHEAD = 512,      /* bytes within which a citation, a call or attributes end */
  OPEN_BRACKETS = 64,    /* kept waiting for their end in one paragraph */
  CODE_RUNS = 33         /* md4c knows runs of up to 32 backticks */
};

struct open_bracket {
  uint32_t offset, mark;
};

struct finder {
  struct prepared *prepared;
  struct str s;
  size_t at;            /* next byte to look at */
  size_t paragraph_end; /* of the paragraph that `at` is in */
  size_t line_end;      /* of the last line that code was found on */
  size_t code_limit;    /* up to where code may reach that begins on it */
  VECTOR(struct open_bracket) open;
};

static char byte_at(const struct finder *finder, size_t offset) {
  return offset < finder->s.length ? finder->s.at[offset] : '\0';
}

/* Where the line ends, or as far ahead as anything here may reach, so that nothing is looked through twice. */
static size_t line_end(const struct finder *finder, size_t from) {
  size_t limit = finder->s.length - from > LOOK_AHEAD ? from + LOOK_AHEAD : finder->s.length;
  const char *found = memchr(finder->s.at + from, '\n', limit - from);
  return found ? (size_t)(found - finder->s.at) : limit;
}

/* Only white space, list marks and quote marks stand before it on its line. */
static bool begins_line(const struct finder *finder, size_t offset) {
  while (offset > 0 && finder->s.at[offset - 1] != '\n') {
    offset--;
    if (!memchr(" \t>-+*", finder->s.at[offset], 6)) return false;
  }
  return true;
}

static size_t add_mark(struct finder *finder, enum mark_kind kind, size_t offset, size_t count) {
  struct mark mark = {.kind = kind, .offset = (uint32_t)offset, .length = (uint32_t)count};
  heap_vector_push(&finder->prepared->marks, mark);
  return finder->prepared->marks.count - 1;
}

/* Keeps the mark's characters and hides them from Markdown. */
static void hide(struct finder *finder, size_t index) {
  struct prepared *prepared = finder->prepared;
  struct mark *mark = &prepared->marks.at[index];
  mark->saved = (uint32_t)prepared->saved.count;
  for (uint32_t i = 0; i < mark->length; i++)
    heap_vector_push(&prepared->saved, prepared->bytes[mark->offset + i]);
  memset(prepared->bytes + mark->offset, MARK_FILLER, mark->length);
}

static void hide_literal(struct finder *finder, size_t from, size_t to) {
  hide(finder, add_mark(finder, MARK_LITERAL, from, to - from));
}

static struct message *complain(const struct finder *finder, size_t from, size_t to, enum code code, const char *text) {
  return diagnose(finder->prepared->diagnostics, prepared_place(finder->prepared, from, to), code, "%s", text);
}

static struct source_text part_of(const struct finder *finder, size_t from, size_t to) {
  return source_text_slice(finder->prepared->arena, &finder->prepared->text, from, to);
}

/* Citations */

static bool refuse_citation(const struct finder *finder, size_t from, size_t to, size_t bad_from, size_t bad_to) {
  struct diagnostics *diagnostics = finder->prepared->diagnostics;
  struct str bad = str_slice(finder->s, bad_from, bad_to);
  struct message *message;
  if (bad_from >= bad_to) {
    message = complain(finder, from, to, E_BAD_CITATION, "a citation with nothing where an id or words are due");
    message_hint(diagnostics, message, "[[id]], [[id.part]] or [[id|other words]]");
    return false;
  }
  message = diagnose(diagnostics, prepared_place(finder->prepared, bad_from, bad_to), E_BAD_CITATION,
                     "`%.*s` is no id that could be cited", STR_ARG(bad));
  struct str trimmed = str_trim(bad);
  if (schema_is_name(trimmed))
    message_hint(diagnostics, message, "without spaces: `%.*s`", STR_ARG(trimmed));
  else
    message_hint(diagnostics, message, "an id has letters, digits, - and _; other words follow a bar: [[id|words]]");
  return false;
}

/* The parts of [[id.part|words]] between `from` and `to`, brackets left out. */
static bool read_citation(const struct finder *finder, size_t from, size_t to, struct citation *citation) {
  struct str inner = str_slice(finder->s, from, to);
  size_t bar = str_find(inner, STR("|"), 0), target_end = bar == SIZE_MAX ? to : from + bar;
  size_t dot = str_find(str_slice(inner, 0, target_end - from), STR("."), 0);
  size_t id_end = dot == SIZE_MAX ? target_end : from + dot;
  if (!schema_is_name(str_slice(finder->s, from, id_end)))
    return refuse_citation(finder, from - 2, to + 2, from, id_end);
  if (dot != SIZE_MAX && !schema_is_name(str_slice(finder->s, id_end + 1, target_end)))
    return refuse_citation(finder, from - 2, to + 2, id_end + 1, target_end);
  if (bar != SIZE_MAX && str_trim(str_slice(inner, bar + 1, inner.length)).length == 0)
    return refuse_citation(finder, from - 2, to + 2, to, to);
  citation->id = part_of(finder, from, id_end);
  if (dot != SIZE_MAX) citation->part = part_of(finder, id_end + 1, target_end);
  if (bar != SIZE_MAX) citation->words = part_of(finder, from + bar + 1, to);
  citation->place = prepared_place(finder->prepared, from - 2, to + 2);
  return true;
}

static void refuse_unclosed(struct finder *finder, size_t from, size_t closed) {
  size_t end = line_end(finder, from), shown = from + 2;
  while (shown < end && !strchr(" ,;:!?)", finder->s.at[shown]))
    shown++;
  struct diagnostics *diagnostics = finder->prepared->diagnostics;
  if (closed != SIZE_MAX) {
    struct message *message = complain(finder, from, shown, E_UNCLOSED_CITATION,
                                       closed < end ? "a citation of more than 100 characters"
                                                    : "a citation that goes over the end of its line");
    message_hint(diagnostics, message, closed < end ? "is a `]]` missing?" : "keep [[ and ]] on one line");
    return;
  }
  struct message *message =
      complain(finder, from, shown, E_UNCLOSED_CITATION, "`[[` begins a citation, but no `]]` ends it");
  struct str id = str_slice(finder->s, from + 2, shown);
  if (schema_is_name(id))
    message_hint(diagnostics, message, "`[[%.*s]]`? for two brackets as such write \\[[", STR_ARG(id));
  else
    message_hint(diagnostics, message, "end it with ]], or for two brackets as such write \\[[");
}

/* "[[" at `at`: a citation, or a message. */
static void take_citation(struct finder *finder) {
  size_t from = finder->at + 2, end = line_end(finder, from);
  size_t limit = finder->paragraph_end - from > LOOK_AHEAD ? from + LOOK_AHEAD : finder->paragraph_end;
  size_t close = from > limit ? SIZE_MAX : str_find(str_slice(finder->s, 0, limit), STR("]]"), from);
  size_t again = close == SIZE_MAX ? SIZE_MAX : str_find(str_slice(finder->s, 0, close), STR("[["), from);
  bool closed = close != SIZE_MAX && close < end && again == SIZE_MAX;
  if (!closed || utf8_count(str_slice(finder->s, from, close)) > CITATION_LENGTH) {
    refuse_unclosed(finder, finder->at, again == SIZE_MAX ? close : SIZE_MAX);
    hide_literal(finder, finder->at, from);
    finder->at = from;
    return;
  }
  struct citation *citation = arena_new(finder->prepared->arena, struct citation);
  bool good = read_citation(finder, from, close, citation);
  size_t mark = add_mark(finder, good ? MARK_CITATION : MARK_LITERAL, finder->at, close + 2 - finder->at);
  finder->prepared->marks.at[mark].citation = citation;
  hide(finder, mark);
  finder->at = close + 2;
}

/* Note calls */

static void refuse_definition(struct finder *finder, size_t from, size_t to, bool note) {
  struct message *message =
      complain(finder, from, to, E_MARKDOWN_DEFINITION,
               note ? "a note's text cannot stand inside the body" : "a link definition would not be printed");
  if (note) {
    struct str id = str_slice(finder->s, from + 2, to - 2);
    message_hint(finder->prepared->diagnostics, message, "write it under `footnotes:` at the top level, as `%.*s: …`",
                 STR_ARG(id));
  } else {
    message_hint(finder->prepared->diagnostics, message,
                 "write the link where it stands: [words](https://…); or \\[ for a bracket as such");
  }
}

/* "[^" at `at`. */
static void take_note_call(struct finder *finder) {
  size_t from = finder->at + 2, end = line_end(finder, from);
  size_t close = str_find(str_slice(finder->s, 0, end), STR("]"), from);
  if (close == SIZE_MAX) {
    complain(finder, finder->at, from, E_BAD_CITATION, "`[^` begins the call of a note, but no `]` ends it");
    hide_literal(finder, finder->at, from);
    finder->at = from;
    return;
  }
  size_t after = close + 1;
  bool definition = byte_at(finder, after) == ':' && begins_line(finder, finder->at);
  bool good = schema_is_name(str_slice(finder->s, from, close));
  if (definition)
    refuse_definition(finder, finder->at, after + 1, true);
  else if (!good)
    refuse_citation(finder, finder->at, after, from, close);
  size_t mark = add_mark(finder, good && !definition ? MARK_NOTE : MARK_LITERAL, finder->at, after - finder->at);
  hide(finder, mark);
  finder->at = after;
}

/* Attributes */

static void refuse_attribute(const struct finder *finder, size_t from, size_t to) {
  struct str word = str_slice(finder->s, from, to);
  struct message *message = diagnose(finder->prepared->diagnostics, prepared_place(finder->prepared, from, to),
                                     E_BAD_ATTRIBUTES, "`%.*s` is no attribute", STR_ARG(word));
  message_hint(finder->prepared->diagnostics, message,
               "{#id}, {lang=fr} and {.plain} may stand here; for a brace as such write \\{");
}

static bool read_attribute(const struct finder *finder, size_t from, size_t to, struct attributes *attributes) {
  struct str word = str_slice(finder->s, from, to);
  if (str_equal(word, STR(".plain"))) {
    attributes->plain = true;
    return true;
  }
  if (word.at[0] == '#' && schema_is_name(str_slice(word, 1, word.length))) {
    attributes->id = part_of(finder, from + 1, to);
    return true;
  }
  if (str_starts_with(word, STR("lang=")) && schema_is_language(str_slice(word, 5, word.length))) {
    attributes->language = str_copy(finder->prepared->diagnostics->arena, str_slice(word, 5, word.length));
    return true;
  }
  refuse_attribute(finder, from, to);
  return false;
}

/* What stands between the braces of [from, to). */
static bool read_attributes(const struct finder *finder, size_t from, size_t to, struct attributes *attributes) {
  bool good = true;
  for (size_t i = from + 1; i < to - 1;) {
    size_t end = i;
    while (end < to - 1 && finder->s.at[end] != ' ')
      end++;
    if (end > i) good = read_attribute(finder, i, end, attributes) && good;
    i = end + 1;
  }
  return good;
}

/* Braces that open with what only an attribute opens with. */
static bool opens_attributes(const struct finder *finder, size_t offset) {
  struct str rest = str_slice(finder->s, offset, offset + 6);
  return str_starts_with(rest, STR("{#")) || str_starts_with(rest, STR("{.")) || str_equal(rest, STR("{lang="));
}

/* The offset behind the brace that closes on the same line; SIZE_MAX when there is none. */
static size_t close_attributes(const struct finder *finder, size_t offset) {
  size_t close = str_find(str_slice(finder->s, 0, line_end(finder, offset)), STR("}"), offset);
  if (close != SIZE_MAX) return close + 1;
  struct message *message =
      complain(finder, offset, offset + 2, E_BAD_ATTRIBUTES, "a brace opens attributes, but no `}` ends them");
  message_hint(finder->prepared->diagnostics, message, "for a brace as such write \\{");
  return SIZE_MAX;
}

static void take_attributes(struct finder *finder) {
  size_t from = finder->at, to = opens_attributes(finder, from) ? close_attributes(finder, from) : SIZE_MAX;
  if (to == SIZE_MAX) {
    finder->at++;
    return;
  }
  struct attributes *attributes = arena_new(finder->prepared->arena, struct attributes);
  bool good = read_attributes(finder, from, to, attributes);
  size_t mark = add_mark(finder, good ? MARK_ATTRIBUTES : MARK_LITERAL, from, to - from);
  finder->prepared->marks.at[mark].attributes = attributes;
  hide(finder, mark);
  finder->at = to;
}

/* Brackets */

/* "]{lang=fr}" at `at` closes the span that `open` opens. */
static void take_span(struct finder *finder, struct open_bracket open) {
  size_t from = finder->at + 1, to = close_attributes(finder, from);
  finder->at = from;
  if (to == SIZE_MAX) return;
  struct attributes attributes = {0};
  bool good = read_attributes(finder, from, to, &attributes);
  if (good && (attributes.plain || attributes.id.bytes.length > 0)) {
    struct message *message = complain(finder, from, to, E_BAD_ATTRIBUTES, "words in brackets take a language only");
    message_hint(finder->prepared->diagnostics, message, "[words]{lang=fr}");
    good = false;
  }
  finder->at = to;
  if (!good) {
    hide_literal(finder, from, to);
    return;
  }
  struct mark *opening = &finder->prepared->marks.at[open.mark];
  opening->kind = MARK_SPAN_OPEN;
  opening->language = attributes.language;
  hide(finder, open.mark);
  size_t mark = add_mark(finder, MARK_SPAN_CLOSE, from - 1, to - from + 1);
  finder->prepared->marks.at[mark].partner = open.mark;
  hide(finder, mark);
}

/* "[label]:" would make md4c drop the line and, with many of them, its output explode; it never sees the colon. */
static void take_definition(struct finder *finder, bool opened, struct open_bracket open) {
  size_t colon = finder->at + 1;
  if (opened && begins_line(finder, open.offset)) refuse_definition(finder, open.offset, colon + 1, false);
  hide_literal(finder, colon, colon + 1);
  finder->at = colon + 1;
}

/* Brackets that belong to no link are text. md4c would look for each one's line from the paragraph's first. */
static void hide_brackets(struct finder *finder, struct open_bracket open) {
  finder->prepared->marks.at[open.mark].kind = MARK_LITERAL;
  hide(finder, open.mark);
  hide_literal(finder, finder->at, finder->at + 1);
  finder->at++;
}

static void take_closing(struct finder *finder) {
  bool opened = finder->open.count > 0;
  struct open_bracket open = {0};
  if (opened) open = finder->open.at[--finder->open.count];
  char next = byte_at(finder, finder->at + 1);
  if (next == ':')
    take_definition(finder, opened, open);
  else if (opened && opens_attributes(finder, finder->at + 1))
    take_span(finder, open);
  else if (opened && next != '(')
    hide_brackets(finder, open);
  else
    finder->at++;
  if (opened && open.mark + 1 == finder->prepared->marks.count &&
      finder->prepared->marks.at[open.mark].kind == MARK_NONE)
    finder->prepared->marks.count--;
}

static void take_opening(struct finder *finder) {
  char next = byte_at(finder, finder->at + 1);
  if (next == '[' && byte_at(finder, finder->at + 2) != '[') {
    take_citation(finder);
  } else if (next == '^') {
    take_note_call(finder);
  } else if (finder->open.count == OPEN_BRACKETS) {
    finder->at++;
  } else {
    size_t mark = add_mark(finder, MARK_NONE, finder->at, 1);
    heap_vector_push(&finder->open, ((struct open_bracket){(uint32_t)finder->at, (uint32_t)mark}));
    finder->at++;
  }
}

static bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static void take_escape(struct finder *finder) {
  char next = byte_at(finder, finder->at + 1);
  if (next == ']' && byte_at(finder, finder->at + 2) == ':') hide_literal(finder, finder->at + 2, finder->at + 3);
  finder->at += is_punctuation(next) ? 2 : 1;
}

static size_t run_of_backticks(const struct finder *finder, size_t offset) {
  size_t end = offset;
  while (byte_at(finder, end) == '`')
    end++;
  return end - offset;
}

/* Inline code in a table's row ends on its line: each cell is read by itself. Reckoned once a line. */
static size_t code_limit(struct finder *finder, size_t from) {
  if (from < finder->line_end) return finder->code_limit;
  size_t start = from;
  while (start > 0 && finder->s.at[start - 1] != '\n')
    start--;
  while (start < from && finder->s.at[start] == ' ')
    start++;
  const char *newline = memchr(finder->s.at + from, '\n', finder->s.length - from);
  finder->line_end = newline ? (size_t)(newline - finder->s.at) : finder->s.length;
  finder->code_limit = byte_at(finder, start) == '|' ? finder->line_end : finder->paragraph_end;
  return finder->code_limit;
}

/* Bars in code part no cells, and "]:" defines nothing. */
static void hide_in_code(struct finder *finder, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    char c = finder->s.at[i];
    if (c == '|' || (c == ':' && finder->s.at[i - 1] == ']')) hide_literal(finder, i, i + 1);
  }
}

/* Skips inline code, in which everything is literal. A run that nothing closes is text; how far each length of run has
 * been sought in vain is kept, so that each is sought once a paragraph. */
static void take_code(struct finder *finder, size_t unclosed[static CODE_RUNS]) {
  size_t count = run_of_backticks(finder, finder->at), from = finder->at + count;
  finder->at = from;
  if (count >= CODE_RUNS || from >= finder->paragraph_end) return;
  size_t limit = code_limit(finder, from);
  if (unclosed[count] == limit) return;
  for (size_t i = from; i < limit;) {
    const char *found = memchr(finder->s.at + i, '`', limit - i);
    if (!found) break;
    i = (size_t)(found - finder->s.at);
    size_t here = run_of_backticks(finder, i);
    i += here;
    if (here != count) continue;
    hide_in_code(finder, from, i);
    finder->at = i;
    return;
  }
  unclosed[count] = limit;
}

static void enter_paragraph(struct finder *finder) {
  size_t end = str_find(finder->s, STR("\n\n"), finder->at);
  finder->paragraph_end = end == SIZE_MAX ? finder->s.length : end + 1;
  finder->open.count = 0;
}

void marks_find(struct prepared *prepared) {
  static const bool special[256] = {['\\'] = true, ['`'] = true, ['['] = true, [']'] = true, ['{'] = true};
  if (!prepared->bytes) return;
  struct finder finder = {.prepared = prepared, .s = prepared->text.bytes};
  size_t unclosed[CODE_RUNS] = {0};
  while (finder.at < finder.s.length) {
    if (finder.at >= finder.paragraph_end) enter_paragraph(&finder);
    char c = finder.s.at[finder.at];
    if (!special[(unsigned char)c])
      finder.at++;
    else if (c == '\\')
      take_escape(&finder);
    else if (c == '`')
      take_code(&finder, unclosed);
    else if (c == '[')
      take_opening(&finder);
    else if (c == ']')
      take_closing(&finder);
    else
      take_attributes(&finder);
  }
  heap_vector_free(&finder.open);
}

void marks_restore(struct prepared *prepared) {
  for (size_t i = 0; i < prepared->marks.count; i++) {
    const struct mark *mark = &prepared->marks.at[i];
    if (mark->kind != MARK_NONE) memcpy(prepared->bytes + mark->offset, prepared->saved.at + mark->saved, mark->length);
  }
}
