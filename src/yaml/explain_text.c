/* Text that YAML reads otherwise: a character at its start, brackets, a colon in the middle. */
#include <string.h>

#include "yaml/fault.h"

/* Something other than a comment stands behind `close` on its line. */
static bool text_follows(const struct fault *fault, size_t close) {
  size_t behind = yaml_skip_blanks(fault->bytes, close);
  return behind < fault->bytes.length && !yaml_is_break(fault->bytes.at[behind]) && fault->bytes.at[behind] != '#';
}

/* A pair that closes on its line, with text behind it. */
static bool pair_with_text(const struct fault *fault, size_t at) {
  size_t close = yaml_find_close(fault->bytes, at, fault->entry.end);
  if (close == SIZE_MAX || fault->at < close || !text_follows(fault, close)) return false;
  return fault_byte(fault, yaml_skip_blanks(fault->bytes, close)) != ':' || fault_byte(fault, at) == '[';
}

/* Something besides the signs of a block's header behind `|` or `>`. */
static bool header_with_text(const struct fault *fault, size_t at) {
  at++;
  while (at < fault->entry.end && memchr("+-0123456789", fault->bytes.at[at], 12))
    at++;
  at = yaml_skip_blanks(fault->bytes, at);
  return at < fault->entry.end && fault->bytes.at[at] != '#';
}

static bool begins_text(const struct fault *fault, size_t at) {
  switch (fault_byte(fault, at)) {
  case '[':
  case '{':
  case '"':
  case '\'': return pair_with_text(fault, at);
  case '|':
  case '>': return header_with_text(fault, at);
  case '-': return fault->entry.key_end > fault->entry.key && yaml_ends_word(fault->bytes, at + 1);
  case '?': return yaml_ends_word(fault->bytes, at + 1);
  case '&':
  case '*':
  case '!': return true;
  default: return fault->at == at;
  }
}

bool find_beginning(struct fault *fault) {
  size_t at = fault->entry.value;
  if (fault->at < at || at >= fault->entry.end || !begins_text(fault, at)) return false;
  if (!yaml_report_beginning(fault->reader, at)) return false;
  fault->from = at;
  return true;
}

static const struct frame *innermost_flow(const struct fault *fault) {
  size_t count = fault->reader->frames.count;
  if (count == 0 || fault->reader->frames.at[count - 1].node->style != YAML_FLOW) return NULL;
  return &fault->reader->frames.at[count - 1];
}

/* A bracket that begins a line's value below the last token that libyaml handed over, and is not closed before the
 * fault. */
static size_t pending_bracket(const struct fault *fault) {
  size_t at = fault->reader->gap < fault->at ? fault->reader->gap : fault->at;
  for (at = yaml_line_start(fault->bytes, at); at < fault->entry.line; at = yaml_next_line(fault->bytes, at)) {
    struct entry entry = yaml_read_entry(fault->bytes, at);
    char c = fault_byte(fault, entry.value);
    if (entry.value == entry.end || (c != '[' && c != '{')) continue;
    if (yaml_find_close(fault->bytes, entry.value, fault->at) == SIZE_MAX) return entry.value;
  }
  return SIZE_MAX;
}

/* The bracket that is open where libyaml stopped; SIZE_MAX when none is. */
static size_t open_bracket(const struct fault *fault) {
  const struct frame *flow = innermost_flow(fault);
  if (flow) return flow->node->place.offset;
  char context = fault->context == SIZE_MAX ? '\0' : fault_byte(fault, fault->context);
  if (context == '[' || context == '{') return fault->context;
  size_t at = fault->entry.value;
  bool begins = at <= fault->at && (fault_byte(fault, at) == '[' || fault_byte(fault, at) == '{');
  return begins ? at : pending_bracket(fault);
}

/* The item of a list in brackets that holds `at`. */
static void find_item(const struct fault *fault, size_t open, size_t *from, size_t *to) {
  size_t at = fault->at;
  while (at > open + 1 && !memchr(",[{", fault->bytes.at[at - 1], 3) &&
         !(yaml_is_blank(fault->bytes.at[at - 1]) && at > 1 && fault->bytes.at[at - 2] == ':'))
    at--;
  while (at < fault->at && (yaml_is_blank(fault->bytes.at[at]) || yaml_is_break(fault->bytes.at[at])))
    at++;
  *from = at;
  at = fault->at;
  while (at < fault->bytes.length && !memchr(",]}\r\n", fault->bytes.at[at], 5))
    at++;
  *to = yaml_text_end(fault->bytes, fault->at, at);
}

static struct message *report_colon(struct fault *fault, size_t from) {
  if (from == fault->at) {
    struct message *alone =
        fault_report(fault, E_YAML_KEY_NOT_TEXT, from, from + 1, "nothing stands before this colon");
    fault_hint(fault, alone, "a key is one word; put text in quotes");
    return alone;
  }
  struct str words = yaml_words(fault->reader, from, yaml_text_end(fault->bytes, from, fault->at), 50);
  struct message *message =
      diagnose(fault->reader->diagnostics, reader_place(fault->reader, fault->at, fault->at + 1), E_YAML_COLON_IN_TEXT,
               "a colon and a space follow `%.*s`, and YAML takes it as the name of what follows", STR_ARG(words));
  fault_hint(fault, message, "put the text in quotes");
  fault->from = from;
  return message;
}

static bool is_colon(const struct fault *fault) {
  return fault_byte(fault, fault->at) == ':' && yaml_ends_word(fault->bytes, fault->at + 1);
}

bool find_bracket(struct fault *fault) {
  size_t open = open_bracket(fault);
  if (open == SIZE_MAX) return false;
  const char *list =
      fault->bytes.at[open] == '[' ? "this `[` is opened and never closed" : "this `{` is opened and never closed";
  size_t close = yaml_find_close(fault->bytes, open, fault->bytes.length);
  if (close < yaml_line_end(fault->bytes, open) && fault->at >= close && text_follows(fault, close)) {
    yaml_report_beginning(fault->reader, open);
    fault->from = open;
    return true;
  }
  if (close == SIZE_MAX || fault->at_end) {
    struct message *message = fault_report(fault, E_YAML_UNCLOSED_BRACKET, open, open + 1, list);
    fault_hint(fault, message, "close it, or put text that begins so in quotes");
    size_t end = yaml_text_end(fault->bytes, open + 1, yaml_line_end(fault->bytes, open));
    yaml_cure_replace(fault->reader, message, end, end, fault->bytes.at[open] == '[' ? STR("]") : STR("}"));
    message->fix.given = false;
    return true;
  }
  if (fault->at >= close) return false;
  size_t from, to;
  find_item(fault, open, &from, &to);
  if (is_colon(fault)) {
    yaml_cure_text(fault->reader, report_colon(fault, from), from, to);
    return true;
  }
  struct message *message = fault_report(fault, E_YAML_LIST_SYNTAX, fault->at, fault->at + 1,
                                         "between brackets YAML expects items parted by commas, and this is none");
  fault_hint(fault, message, "is a comma missing before it, or are quotes missing around the text?");
  fault->from = open;
  return true;
}

/* A key's line below a line in the same column that is neither key nor item: that one lacks its colon. */
static bool below_bare_line(const struct fault *fault, struct entry *above) {
  if (fault->entry.key_end != fault->at || fault->entry.dashes > 0) return false;
  if (!fault_line_above(fault, fault->entry.line, above)) return false;
  return above->dashes == 0 && above->key == above->key_end && above->column == fault->entry.column;
}

/* Where the text that holds `at` begins, on its line or some lines above. */
static size_t text_start(const struct fault *fault) {
  struct entry entry = fault->entry;
  bool own_key = entry.key_end == fault->at;
  while (entry.dashes == 0 && (entry.key == entry.key_end || own_key)) {
    struct entry above;
    own_key = false;
    if (entry.line == 0 || !fault_line_above(fault, entry.line, &above)) return entry.first;
    if (yaml_next_line(fault->bytes, above.end) != entry.line || above.value == above.end) return entry.first;
    entry = above;
  }
  return entry.value <= fault->at ? entry.value : entry.first;
}

/* `- section:Opening` with keys below it, which was said when the text was read. */
static bool is_glued_kind(const struct fault *fault, size_t from) {
  const struct diagnostics *diagnostics = fault->reader->diagnostics;
  if (diagnostics->messages.count == 0) return false;
  const struct message *last = diagnostics->messages.at[diagnostics->messages.count - 1];
  return last->code == E_YAML_KIND_WITHOUT_SPACE && last->place.file == fault->reader->file &&
         last->place.offset == from;
}

bool find_colon_in_text(struct fault *fault) {
  struct entry above;
  if (!is_colon(fault)) return false;
  if (below_bare_line(fault, &above)) {
    report_bare_line(fault, &above);
    return true;
  }
  size_t from = text_start(fault);
  if (is_glued_kind(fault, from)) {
    fault->from = from;
    return true;
  }
  struct message *message = report_colon(fault, from);
  size_t to = yaml_text_extent(fault->bytes, from);
  if (to <= fault->at) to = yaml_text_end(fault->bytes, fault->at, fault->entry.end);
  yaml_cure_text(fault->reader, message, from, to);
  return true;
}

/* `- The Chair said: "welcome" to all`: libyaml stops behind the quotation, and the slip is the colon before it. */
bool find_earlier_colon(struct fault *fault) {
  size_t from = fault->entry.value;
  if (from >= fault->at || memchr("[{\"'|>&*!", fault_byte(fault, from), 10)) return false;
  for (size_t at = from + 1; at < fault->at; at++) {
    if (fault->bytes.at[at] != ':' || !yaml_is_blank(fault_byte(fault, at + 1))) continue;
    fault->at = at;
    return find_colon_in_text(fault);
  }
  return false;
}
