/* Text that begins with a character that YAML takes for its own. */
#include <string.h>

#include "yaml/internal.h"

/* What YAML makes of a character at a text's start. `whole` says how the message calls it. */
struct beginning {
  char sign;
  enum code code;
  const char *meaning;
};

static const struct beginning beginnings[] = {
    {'"', E_YAML_TEXT_BEGINS_WITH_QUOTE, "the text ends at the second quotation mark"},
    {'\'', E_YAML_TEXT_BEGINS_WITH_QUOTE, "the text ends at the second quotation mark"},
    {'[', E_YAML_TEXT_BEGINS_WITH_SIGN, "a list begins here"},
    {'{', E_YAML_TEXT_BEGINS_WITH_SIGN, "a mapping begins here"},
    {']', E_YAML_TEXT_BEGINS_WITH_SIGN, "a list ends here"},
    {'}', E_YAML_TEXT_BEGINS_WITH_SIGN, "a mapping ends here"},
    {',', E_YAML_TEXT_BEGINS_WITH_SIGN, "a comma parts the items of a list"},
    {'*', E_YAML_TEXT_BEGINS_WITH_SIGN, "something marked with `&` is repeated here"},
    {'&', E_YAML_TEXT_BEGINS_WITH_SIGN, "a mark for repetition stands here"},
    {'!', E_YAML_TEXT_BEGINS_WITH_SIGN, "a tag stands here"},
    {'?', E_YAML_TEXT_BEGINS_WITH_SIGN, "a key of several lines begins here"},
    {'>', E_YAML_TEXT_BEGINS_WITH_SIGN, "a folded text begins on the next line"},
    {'|', E_YAML_TEXT_BEGINS_WITH_SIGN, "a text of several lines begins on the next line"},
    {'@', E_YAML_TEXT_BEGINS_WITH_SIGN, "this character is reserved"},
    {'`', E_YAML_TEXT_BEGINS_WITH_SIGN, "this character is reserved"},
    {'%', E_YAML_TEXT_BEGINS_WITH_SIGN, "a line for the YAML reader stands here"},
    {'-', E_YAML_TEXT_BEGINS_WITH_SIGN, "an item of a list begins here"},
};

static bool is_pair(char sign) {
  return sign != '\0' && memchr("[{\"'", sign, 4) != NULL;
}

static bool is_citation(struct str bytes, size_t at) {
  return at + 1 < bytes.length && bytes.at[at] == '[' && bytes.at[at + 1] == '[';
}

/* `[words](`, with `close` behind the bracket. */
static bool is_link(struct str bytes, size_t at, size_t close) {
  return bytes.at[at] == '[' && close < bytes.length && bytes.at[close] == '(';
}

static bool is_marked_link(struct str bytes, size_t end) {
  return bytes.at[end - 1] == ')';
}

/* How much of the text is marked: the pair of brackets or quotation marks, or the sign alone. */
static size_t marked_end(struct str bytes, size_t at) {
  if (!is_pair(bytes.at[at])) return at + 1;
  size_t line_end = yaml_line_end(bytes, at), close = yaml_find_close(bytes, at, line_end);
  if (close == SIZE_MAX) return at + 1;
  if (!is_link(bytes, at, close)) return close;
  while (close < line_end && bytes.at[close] != ')')
    close++;
  return close < line_end ? close + 1 : close;
}

static struct message *report(struct reader *reader, size_t at, size_t end, enum code code, const char *meaning) {
  struct str words = yaml_words(reader, at, end, 40);
  if (reader->bytes.at[at] == '`')
    return diagnose(reader->diagnostics, reader_place(reader, at, end), code,
                    "a text cannot begin with a backquote unless it is in quotes: for YAML %s", meaning);
  if (code == E_YAML_TEXT_BEGINS_WITH_QUOTE)
    return diagnose(reader->diagnostics, reader_place(reader, at, end), code,
                    "the text goes on behind `%.*s`, but for YAML it ends at the second quotation mark",
                    STR_ARG(words));
  return diagnose(reader->diagnostics, reader_place(reader, at, end), code,
                  "a text cannot begin with `%.*s` unless it is in quotes: for YAML %s", STR_ARG(words), meaning);
}

static const struct beginning *find_beginning(char sign) {
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (beginnings[i].sign == sign) return &beginnings[i];
  return NULL;
}

/* Inside brackets that begin before `at`. */
static bool in_flow(const struct reader *reader, size_t at) {
  if (reader->frames.count == 0) return false;
  const struct yaml_node *node = reader->frames.at[reader->frames.count - 1].node;
  return node->style == YAML_FLOW && node->place.offset < at;
}

/* Where an item between brackets ends. */
static size_t item_end(struct str bytes, size_t at) {
  while (at < bytes.length && !memchr(",]}\r\n", bytes.at[at], 5)) {
    if (bytes.at[at] == ':' && yaml_ends_word(bytes, at + 1)) break;
    at++;
  }
  return at;
}

struct message *yaml_report_beginning(struct reader *reader, size_t at) {
  struct str bytes = reader->bytes;
  const struct beginning *beginning = at < bytes.length ? find_beginning(bytes.at[at]) : NULL;
  if (!beginning) return NULL;
  size_t end = marked_end(bytes, at);
  enum code code = beginning->code;
  if (is_citation(bytes, at))
    code = E_YAML_TEXT_BEGINS_WITH_CITATION;
  else if (is_marked_link(bytes, end))
    code = E_YAML_TEXT_BEGINS_WITH_LINK;
  struct message *message = report(reader, at, end, code, beginning->meaning);
  bool quoted = code == E_YAML_TEXT_BEGINS_WITH_QUOTE;
  message_hint(reader->diagnostics, message, "put the%s text in %squotes, or under `|`", quoted ? " whole" : "",
               quoted ? "other " : "");
  yaml_cure_text(reader, message, at, in_flow(reader, at) ? item_end(bytes, end) : yaml_text_extent(bytes, at));
  return message;
}
