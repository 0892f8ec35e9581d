/* A message for the place where libyaml stopped, found in the source bytes: recognisers, each of which knows one slip,
 * in an order in which the surer ones come first. */
#include "yaml/fault.h"

struct message *fault_report(struct fault *fault, enum code code, size_t from, size_t to, const char *text) {
  fault->from = from;
  return diagnose(fault->reader->diagnostics, reader_place(fault->reader, from, to), code, "%s", text);
}

void fault_hint(const struct fault *fault, struct message *message, const char *text) {
  message_hint(fault->reader->diagnostics, message, "%s", text);
}

char fault_byte(const struct fault *fault, size_t at) {
  return at < fault->bytes.length ? fault->bytes.at[at] : '\0';
}

uint32_t fault_line(const struct fault *fault, size_t at) {
  return diagnostics_position(fault->reader->diagnostics, fault->reader->file, (uint32_t)at).line;
}

bool fault_line_above(const struct fault *fault, size_t at, struct entry *above) {
  size_t line = yaml_line_start(fault->bytes, at);
  while (line > fault->reader->start) {
    size_t end = line - 1;
    if (end > fault->reader->start && fault->bytes.at[end] == '\n' && fault->bytes.at[end - 1] == '\r') end--;
    *above = yaml_read_entry(fault->bytes, end);
    if (above->first < above->end && fault->bytes.at[above->first] != '#') return true;
    if (above->line >= line) return false;
    line = above->line;
  }
  return false;
}

const struct frame *fault_frame_at(const struct fault *fault, enum yaml_kind kind, size_t column) {
  for (size_t i = fault->reader->frames.count; i > 0; i--) {
    const struct frame *frame = &fault->reader->frames.at[i - 1];
    if (frame->node->kind == kind && frame->node->style == YAML_BLOCK && frame->column == column) return frame;
  }
  return NULL;
}

static bool (*const recognisers[])(struct fault *fault) = {
    find_bad_escape,        find_unclosed_quote, find_late_quote,    find_tab,
    find_directive,         find_glued_dash,     find_beginning,     find_earlier_colon,
    find_bracket,           find_deep_key,       find_colon_in_text, find_second_document,
    find_key_without_colon, find_missing_dash,   find_item_for_key,  find_indentation,
};

static void report_unknown(struct fault *fault) {
  size_t end = fault->at;
  while (!yaml_ends_word(fault->bytes, end))
    end++;
  struct message *message = fault_report(fault, E_YAML_SYNTAX, fault->at, end > fault->at ? end : fault->at + 1,
                                         "YAML cannot read on from here");
  fault_hint(fault, message, "look for quotation marks, colons and indentation here and on the line before");
}

/* A `#` on the line before, which has its message, took away what libyaml misses here. */
static bool is_cut_off(const struct fault *fault) {
  const struct diagnostics *diagnostics = fault->reader->diagnostics;
  if (diagnostics->messages.count == 0) return false;
  const struct message *last = diagnostics->messages.at[diagnostics->messages.count - 1];
  return last->code == E_YAML_HASH_IN_TEXT && last->place.file == fault->reader->file &&
         fault_line(fault, last->place.offset) + 1 >= fault_line(fault, fault->at);
}

static struct fault read_fault(struct reader *reader) {
  struct fault fault = {.reader = reader, .bytes = reader->bytes, .context = SIZE_MAX};
  if (reader->parser.context) fault.context = yaml_offset(reader, &reader->parser.context_mark);
  fault.at = yaml_offset(reader, &reader->parser.problem_mark);
  size_t last = yaml_text_end(fault.bytes, reader->start, fault.bytes.length);
  fault.at_end = fault.at >= last;
  if (fault.at_end) fault.at = last > reader->start ? last - 1 : reader->start;
  while (fault.at > reader->start && ((unsigned char)fault_byte(&fault, fault.at) & 0xC0) == 0x80)
    fault.at--;
  fault.from = fault.at;
  fault.entry = yaml_read_entry(fault.bytes, fault.at);
  return fault;
}

size_t yaml_explain(struct reader *reader) {
  struct fault fault = read_fault(reader);
  yaml_read_gap(reader, fault.entry.line);
  for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++)
    if (recognisers[i](&fault)) return fault.from;
  if (!is_cut_off(&fault)) report_unknown(&fault);
  return fault.from;
}
