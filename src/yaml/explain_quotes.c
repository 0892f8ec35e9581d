/* Slips with quotation marks. */
#include <string.h>

#include "base/utf8.h"
#include "yaml/fault.h"

static bool is_quote(char c) {
  return c == '"' || c == '\'';
}

static bool is_hexadecimal_sign(char c) {
  return c == 'x' || c == 'u' || c == 'U';
}

bool find_bad_escape(struct fault *fault) {
  if (fault->context == SIZE_MAX || fault_byte(fault, fault->context) != '"') return false;
  size_t at = fault->at;
  if (at >= fault->context + 3 && fault->bytes.at[at - 2] == '\\' && is_hexadecimal_sign(fault->bytes.at[at - 1]))
    at -= 2;
  if (at <= fault->context || fault_byte(fault, at) != '\\' || at + 1 >= fault->bytes.length) return false;
  size_t end = at + 1;
  utf8_next(fault->bytes, &end);
  struct str words = yaml_words(fault->reader, at, end, 4);
  struct message *message = diagnose(
      fault->reader->diagnostics, reader_place(fault->reader, at, end), E_YAML_ESCAPE,
      "between double quotation marks `\\` changes the character behind it, and `%.*s` means nothing", STR_ARG(words));
  fault_hint(fault, message, "write `\\\\` for one `\\`");
  yaml_cure_replace(fault->reader, message, at, at + 1, STR("\\\\"));
  fault->from = fault->context;
  return true;
}

static bool at_marker_line(const struct fault *fault) {
  struct str line = str_slice(fault->bytes, fault->entry.line, fault->entry.end);
  return str_starts_with(line, STR("---")) || str_starts_with(line, STR("..."));
}

bool find_unclosed_quote(struct fault *fault) {
  size_t open = fault->context;
  if (open == SIZE_MAX || !is_quote(fault_byte(fault, open))) return false;
  if (!fault->at_end && !at_marker_line(fault)) return false;
  struct message *message =
      fault_report(fault, E_YAML_UNCLOSED_QUOTE, open, open + 1, "this quotation mark is opened and never closed");
  fault_hint(fault, message, "close it at the end of the text");
  size_t end = yaml_text_end(fault->bytes, open + 1, yaml_line_end(fault->bytes, open));
  if (end > open + 1) yaml_cure_replace(fault->reader, message, end, end, str_slice(fault->bytes, open, open + 1));
  return true;
}

/* A quoted text of several lines that ends on the line of the fault, with more text behind it. */
static bool closes_late(const struct fault *fault, size_t open, size_t close) {
  if (close > fault->at + 1 || yaml_line_start(fault->bytes, close - 1) != fault->entry.line) return false;
  return open < fault->entry.line && yaml_skip_blanks(fault->bytes, close) < fault->entry.end;
}

/* The opening mark when libyaml has not handed the text over yet: it begins a line's value below the last token. */
static size_t pending_quote(const struct fault *fault, size_t *close) {
  size_t at = fault->reader->gap < fault->bytes.length ? fault->reader->gap : fault->at;
  while (at < fault->entry.line) {
    struct entry entry = yaml_read_entry(fault->bytes, at);
    if (entry.value < entry.end && is_quote(fault->bytes.at[entry.value])) {
      *close = yaml_find_close(fault->bytes, entry.value, fault->at + 1);
      if (*close == SIZE_MAX) return SIZE_MAX;
      if (closes_late(fault, entry.value, *close)) return entry.value;
      at = *close;
    }
    at = yaml_next_line(fault->bytes, at);
  }
  return SIZE_MAX;
}

bool find_late_quote(struct fault *fault) {
  size_t open = fault->reader->quoted, close = fault->reader->quoted_end;
  if (close == 0 || !closes_late(fault, open, close)) open = pending_quote(fault, &close);
  if (open == SIZE_MAX) return false;
  struct message *message =
      diagnose(fault->reader->diagnostics, reader_place(fault->reader, open, open + 1), E_YAML_UNCLOSED_QUOTE,
               "this quotation mark is closed only in line %u, where more text follows it",
               (unsigned)fault_line(fault, close - 1));
  fault_hint(fault, message, "close it at the end of the text");
  size_t end = yaml_text_end(fault->bytes, open + 1, yaml_line_end(fault->bytes, open));
  yaml_cure_replace(fault->reader, message, end, end, str_slice(fault->bytes, open, open + 1));
  message->fix.given = false;
  message_relate(fault->reader->diagnostics, message, reader_place(fault->reader, close - 1, close), "closed here");
  fault->from = open;
  return true;
}
