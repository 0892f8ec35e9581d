/* Slips of whole lines: tabs, indentation, keys and dashes. */
#include <string.h>

#include "yaml/fault.h"

static size_t find_byte(struct str bytes, size_t from, size_t to, char byte) {
  const char *at = to > from ? memchr(bytes.at + from, byte, to - from) : NULL;
  return at ? (size_t)(at - bytes.at) : SIZE_MAX;
}

static struct str untabbed(struct reader *reader, size_t from, size_t to) {
  struct buffer line = {0};
  for (size_t at = from; at < to; at++)
    if (reader->bytes.at[at] == '\t')
      buffer_append(&line, STR("  "));
    else
      buffer_append_byte(&line, reader->bytes.at[at]);
  struct str copy = str_copy(reader->diagnostics->arena, buffer_str(&line));
  buffer_free(&line);
  return copy;
}

static size_t tabs_end(struct str bytes, size_t at) {
  while (at < bytes.length && bytes.at[at] == '\t')
    at++;
  return at;
}

bool find_tab(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  if (fault->at > entry->value) return false;
  size_t tab = find_byte(fault->bytes, entry->line, entry->first, '\t');
  if (tab != SIZE_MAX) {
    struct message *message = fault_report(fault, E_YAML_TAB, tab, tabs_end(fault->bytes, tab),
                                           "a tab stands in the indentation, where YAML takes spaces only");
    fault_hint(fault, message, "put spaces in its place, as many as the lines beside it have");
    struct str spaces = untabbed(fault->reader, entry->line, entry->first);
    struct str rest = yaml_words(fault->reader, entry->first, entry->end, 90);
    message_help(fault->reader->diagnostics, message, "write:\n  %.*s%.*s", STR_ARG(spaces), STR_ARG(rest));
    return true;
  }
  tab = find_byte(fault->bytes, entry->first, entry->value, '\t');
  if (tab == SIZE_MAX) return false;
  size_t end = tabs_end(fault->bytes, tab);
  struct message *message = fault_report(fault, E_YAML_TAB, tab, end, "the text begins with a tab");
  fault_hint(fault, message, "delete it");
  bool after_space = fault->bytes.at[tab - 1] == ' ';
  yaml_cure_replace(fault->reader, message, tab, end, after_space ? STR("") : STR(" "));
  return true;
}

static bool is_marker(struct str line) {
  return (str_starts_with(line, STR("---")) || str_starts_with(line, STR("..."))) && yaml_ends_word(line, 3);
}

bool find_second_document(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  size_t end = yaml_text_end(fault->bytes, entry->first, entry->end);
  if (entry->first == entry->line && is_marker(str_slice(fault->bytes, entry->line, end))) {
    struct message *message = fault_report(fault, E_YAML_SEVERAL_DOCUMENTS, entry->first, entry->first + 3,
                                           "this line ends or begins a document, and a report is one");
    fault_hint(fault, message, "delete this line");
    return true;
  }
  if (fault->reader->frames.count > 0 || !fault->reader->document.root) return false;
  struct message *message = fault_report(fault, E_YAML_SEVERAL_DOCUMENTS, entry->first, end,
                                         "the report has ended above, and this line belongs to nothing");
  fault_hint(fault, message, "is its indentation right, or is a dash or a key missing?");
  return true;
}

void yaml_report_directive(struct reader *reader, size_t at) {
  size_t end = yaml_text_end(reader->bytes, at, yaml_line_end(reader->bytes, at));
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, end), E_YAML_DIRECTIVE,
                                     "a line that begins with `%%` is an order to the YAML reader, and a report may "
                                     "give none but `%%YAML 1.2`");
  message_hint(reader->diagnostics, message, "delete the line; if it is text, put it in quotes");
}

bool find_directive(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  if (entry->first != entry->line || fault_byte(fault, entry->first) != '%') return false;
  yaml_report_directive(fault->reader, entry->first);
  fault->from = entry->first;
  return true;
}

/* A key that stands deeper than the key above it, which has text already. */
bool find_deep_key(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  struct entry above;
  if (entry->key_end != fault->at || entry->key == entry->key_end || entry->dashes > 0) return false;
  if (!fault_line_above(fault, entry->line, &above) || above.key == above.key_end) return false;
  if (above.value == above.end || entry->column <= above.column) return false;
  struct reader *reader = fault->reader;
  struct str key = yaml_words(reader, entry->key, entry->key_end, 40),
             other = yaml_words(reader, above.key, above.key_end, 40);
  struct message *message = diagnose(
      reader->diagnostics, reader_place(reader, entry->key, entry->key_end), E_YAML_INDENTATION,
      "`%.*s` is indented deeper than `%.*s` above it, which has its text already", STR_ARG(key), STR_ARG(other));
  message_hint(reader->diagnostics, message, "begin it in column %zu; if it is text, put all of it under `|`",
               above.column + 1);
  message_help(reader->diagnostics, message, "write:\n  %.*s\n  %*s%.*s",
               STR_ARG(yaml_words(reader, above.first, above.end, 90)),
               (int)(above.column - (above.first - above.line)), "",
               STR_ARG(yaml_words(reader, entry->first, entry->end, 90)));
  message_fix(message, reader_place(reader, entry->line, entry->first),
              str_format(reader->diagnostics->arena, "%*s", (int)above.column, ""));
  fault->from = above.value;
  return true;
}

static bool is_small_word(struct str word) {
  for (size_t i = 0; i < word.length; i++)
    if (!(word.at[i] >= 'a' && word.at[i] <= 'z') && word.at[i] != '-') return false;
  return word.length > 0;
}

static size_t first_word_end(struct str bytes, size_t at) {
  while (!yaml_ends_word(bytes, at) && bytes.at[at] != ':')
    at++;
  return at;
}

static size_t count_blanks(struct str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += text.at[i] == ' ';
  return count;
}

/* A line that more likely goes on with a text than begins with a key. */
static bool is_sentence(struct str text) {
  enum { WORDS_AFTER_A_KEY = 4 };
  return count_blanks(text) > WORDS_AFTER_A_KEY || str_ends_with(text, STR("."));
}

static void cure_continuation(struct fault *fault, struct message *message, const struct entry *line) {
  struct entry above;
  if (!fault_line_above(fault, line->line, &above)) return;
  struct reader *reader = fault->reader;
  size_t margin = above.first - above.line, deeper = above.column + 2;
  if (above.dashes == 0 && above.key == above.key_end) deeper = above.column;
  message_help(reader->diagnostics, message, "write:\n  %.*s\n  %*s%.*s",
               STR_ARG(yaml_words(reader, above.first, above.end, 90)), (int)(deeper - margin), "",
               STR_ARG(yaml_words(reader, line->first, line->end, 90)));
  message_fix(message, reader_place(reader, line->line, line->first),
              str_format(reader->diagnostics->arena, "%*s", (int)deeper, ""));
}

void report_bare_line(struct fault *fault, const struct entry *line) {
  struct reader *reader = fault->reader;
  size_t word = first_word_end(fault->bytes, line->first), end = yaml_text_end(fault->bytes, line->first, line->end);
  bool sentence = is_sentence(str_slice(fault->bytes, line->first, end));
  bool key = is_small_word(str_slice(fault->bytes, line->first, word)) && !sentence;
  struct str words = yaml_words(reader, line->first, key ? word : end, 40);
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, line->first, key ? word : end), E_YAML_KEY_WITHOUT_COLON,
               "a key is expected here, and `%.*s` has no colon", STR_ARG(words));
  fault->from = line->first;
  fault_hint(fault, message,
             sentence ? "indent deeper what goes on with the text above"
                      : "put a colon and a space behind a key; indent deeper what goes on with the text above");
  if (key)
    yaml_cure_replace(reader, message, word, word, STR(":"));
  else if (sentence)
    cure_continuation(fault, message, line);
}

/* `summary:Text` among keys. */
static void report_glued_key(struct fault *fault, const struct entry *line, size_t colon) {
  struct reader *reader = fault->reader;
  struct str words = yaml_words(reader, line->first, colon, 40);
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, line->first, colon + 1),
                                     E_YAML_KIND_WITHOUT_SPACE, "after `%.*s:` a space is missing", STR_ARG(words));
  fault_hint(fault, message, "put a space behind the colon");
  yaml_cure_replace(reader, message, colon + 1, colon + 1, STR(" "));
  fault->from = line->first;
}

bool find_key_without_colon(struct fault *fault) {
  if (fault->context == SIZE_MAX || fault->context >= fault->at) return false;
  struct entry entry = yaml_read_entry(fault->bytes, fault->context);
  if (entry.first != fault->context || entry.dashes > 0 || entry.key_end > entry.key) return false;
  if (!fault_frame_at(fault, YAML_MAPPING, entry.column)) return false;
  size_t word = first_word_end(fault->bytes, entry.first);
  bool colon = fault_byte(fault, word) == ':';
  if (colon && yaml_ends_word(fault->bytes, word + 1)) return false;
  if (colon)
    report_glued_key(fault, &entry, word);
  else
    report_bare_line(fault, &entry);
  return true;
}

/* `-text` on the line of the fault or among the lines of text above it. */
bool find_glued_dash(struct fault *fault) {
  enum { MANY_LINES = 50 };
  struct entry line = fault->entry;
  for (unsigned lines = 0; lines < MANY_LINES; lines++) {
    if (yaml_is_glued_dash(fault->bytes, line.first)) {
      yaml_report_glued_dash(fault->reader, line.first);
      fault->from = line.first;
      return true;
    }
    bool own = line.line == fault->entry.line;
    if (!own && (line.dashes > 0 || line.key_end > line.key)) return false;
    if (!fault_line_above(fault, line.line, &line)) return false;
  }
  return false;
}

static const struct str bullets[] = {STR_INIT("•"), STR_INIT("–"), STR_INIT("—"), STR_INIT("*")};

static size_t bullet_end(struct str bytes, size_t at) {
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (str_starts_with(str_slice(bytes, at, bytes.length), bullets[i])) return at + bullets[i].length;
  return at;
}

static bool is_bare(const struct entry *line) {
  return line->dashes == 0 && line->key == line->key_end;
}

/* The line without a dash in the column of a list's dashes at which libyaml stopped, or which begins a text that goes
 * on up to there. */
static bool find_undashed_line(const struct fault *fault, struct entry *line) {
  *line = fault->entry;
  if (line->dashes == 0 && fault->at == line->first) return true;
  if (fault->context != SIZE_MAX) *line = yaml_read_entry(fault->bytes, fault->context);
  if (line->dashes == 0 && fault->context == line->first) return true;
  struct entry above;
  bool found = false;
  size_t column = fault->entry.first - fault->entry.line;
  for (size_t at = fault->entry.line; fault_line_above(fault, at, &above) && is_bare(&above); at = above.line) {
    if (above.column < column) break;
    if (above.column == column) *line = above, found = true;
  }
  return found;
}

bool find_missing_dash(struct fault *fault) {
  struct entry line, *entry = &line;
  if (!find_undashed_line(fault, &line)) return false;
  if (!fault_frame_at(fault, YAML_SEQUENCE, entry->first - entry->line)) return false;
  size_t word = entry->first;
  while (!yaml_ends_word(fault->bytes, word))
    word++;
  struct message *message = fault_report(fault, E_YAML_DASH_MISSING, entry->first, word,
                                         "this line stands among the items of a list and has no dash");
  fault_hint(fault, message, "begin it with `- `, or indent it deeper if it belongs to the item above");
  size_t bullet = bullet_end(fault->bytes, entry->first), text = yaml_skip_blanks(fault->bytes, bullet);
  yaml_cure_replace(fault->reader, message, entry->first, bullet > entry->first ? text : bullet, STR("- "));
  message->fix.given = bullet > entry->first;
  return true;
}

bool find_item_for_key(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  size_t column = entry->first - entry->line;
  if (fault->at != entry->first || entry->dashes == 0 || !fault_frame_at(fault, YAML_MAPPING, column)) return false;
  if (fault_frame_at(fault, YAML_SEQUENCE, column)) return false;
  struct message *message = fault_report(fault, E_YAML_INDENTATION, entry->first, entry->first + 1,
                                         "an item of a list stands in the column of keys");
  fault_hint(fault, message, "indent it deeper than the key that it belongs to");
  return true;
}

/* The column that is nearest to the line's own among those of open lists and mappings. */
static size_t nearest_column(const struct fault *fault, size_t column) {
  size_t nearest = SIZE_MAX, distance = SIZE_MAX;
  for (size_t i = 0; i < fault->reader->frames.count; i++) {
    size_t other = fault->reader->frames.at[i].column;
    if (other == SIZE_MAX) continue;
    size_t apart = other > column ? other - column : column - other;
    if (apart <= distance) distance = apart, nearest = other;
  }
  return nearest;
}

/* A line without dash and key that stands further to the left than the text it goes on with. */
static void report_continuation(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  struct message *message =
      fault_report(fault, E_YAML_INDENTATION, entry->first, yaml_text_end(fault->bytes, entry->first, entry->end),
                   "this line begins too far to the left to go on with the text above it");
  fault_hint(fault, message, "indent it deeper");
  cure_continuation(fault, message, entry);
}

bool find_indentation(struct fault *fault) {
  const struct entry *entry = &fault->entry;
  size_t column = entry->first - entry->line, nearest = nearest_column(fault, column);
  bool begins = fault->at == entry->first || fault->context == entry->first;
  if (!begins || nearest == SIZE_MAX || nearest == column) return false;
  if (entry->dashes == 0 && entry->key == entry->key_end) {
    report_continuation(fault);
    return true;
  }
  size_t word = entry->first;
  while (!yaml_ends_word(fault->bytes, word))
    word++;
  struct reader *reader = fault->reader;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, entry->first, word), E_YAML_INDENTATION,
                                     "this line begins in column %zu, where nothing above it begins", column + 1);
  message_hint(reader->diagnostics, message, "begin it in column %zu", nearest + 1);
  message_help(reader->diagnostics, message, "write:\n  %*s%.*s", (int)(nearest < 40 ? nearest : 40), "",
               STR_ARG(yaml_words(reader, entry->first, entry->end, 90)));
  fault->from = entry->first;
  return true;
}
