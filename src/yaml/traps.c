/* What libyaml accepts without a word though it is not what the author meant. */
#include <string.h>

#include "yaml/internal.h"

static const struct frame *parent_of(const struct reader *reader) {
  return reader->frames.count > 0 ? &reader->frames.at[reader->frames.count - 1] : NULL;
}

static bool is_item(const struct frame *parent, enum yaml_style style) {
  return parent && parent->node->kind == YAML_SEQUENCE && parent->node->style == style;
}

static bool has_space(struct str text) {
  return text.length > 0 && memchr(text.at, ' ', text.length) != NULL;
}

/* ---- a kind without its space: `section:Opening` ---- */

static const struct str address_words[] = {STR_INIT("mailto"), STR_INIT("tel"), STR_INIT("urn"), STR_INIT("doi")};

static bool is_address_word(struct str word) {
  for (size_t i = 0; i < sizeof address_words / sizeof *address_words; i++)
    if (str_equal(word, address_words[i])) return true;
  return false;
}

/* The offset of the colon in `word:more`; 0 when the text does not begin so, or may be an address. */
static size_t glued_colon(struct str text) {
  size_t at = 0;
  while (at < text.length && ((text.at[at] >= 'a' && text.at[at] <= 'z') || (at > 0 && text.at[at] == '-')))
    at++;
  if (at == 0 || at + 1 >= text.length || text.at[at] != ':') return 0;
  if (yaml_ends_word(text, at + 1) || text.at[at + 1] == '/' || text.at[at + 1] == ':') return 0;
  return is_address_word(str_slice(text, 0, at)) ? 0 : at;
}

static void check_glued_kind(struct reader *reader, const struct yaml_node *node) {
  size_t colon = glued_colon(node->text.bytes);
  if (colon == 0 || !is_item(parent_of(reader), YAML_BLOCK)) return;
  size_t at = node->place.offset, after = at + colon + 1;
  struct str word = yaml_words(reader, at, at + colon, 40);
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, after), E_YAML_KIND_WITHOUT_SPACE,
                                     "after `%.*s:` a space is missing, so YAML reads the line as text", STR_ARG(word));
  message_hint(reader->diagnostics, message, "put a space behind the colon; if it is text, put it in quotes");
  yaml_cure_replace(reader, message, after, after, STR(" "));
}

/* ---- an item without the space behind its dash ---- */

bool yaml_is_glued_dash(struct str bytes, size_t at) {
  if (at + 1 >= bytes.length || bytes.at[at] != '-' || yaml_ends_word(bytes, at + 1)) return false;
  char c = bytes.at[at + 1];
  return c != '-' && !byte_is_digit(c) && yaml_skip_blanks(bytes, yaml_line_start(bytes, at)) == at;
}

void yaml_report_glued_dash(struct reader *reader, size_t at) {
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, at + 1), E_YAML_DASH_WITHOUT_SPACE,
                                     "a space is missing behind this dash, so YAML takes it as part of a text");
  message_hint(reader->diagnostics, message, "put a space there; if the dash belongs to the text, put it in quotes");
  yaml_cure_replace(reader, message, at + 1, at + 1, STR(" "));
}

/* ---- 1,200 in a list in brackets ---- */

static void check_parted_number(struct reader *reader, const struct yaml_node *node) {
  struct str bytes = reader->bytes, text = node->text.bytes;
  size_t from = node->place.offset, end = yaml_node_end(node);
  size_t lead = text.length;
  while (lead > 0 && byte_is_digit(text.at[lead - 1]))
    lead--;
  bool short_group = text.length - lead >= 1 && text.length - lead <= 3 && !has_space(text);
  bool goes_on = from > 1 && bytes.at[from - 1] == ',' && byte_is_digit(bytes.at[from - 2]);
  if (!short_group || goes_on || lead > 4) return;
  size_t to = end;
  while (to < bytes.length && bytes.at[to] == ',' && yaml_digits_end(bytes, to + 1) == to + 4)
    to += 4;
  if (to == end) return;
  struct str words = yaml_words(reader, from, to, 40);
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_COMMA_IN_LIST,
               "between [ and ] a comma parts items, so `%.*s` is several of them", STR_ARG(words));
  message_hint(reader->diagnostics, message, "put it in quotes; if several are meant, put a space behind the comma");
  yaml_cure_text(reader, message, from, to);
}

/* ---- `Korea, Republic of` in a list in brackets ---- */

static void check_parted_name(struct reader *reader, const struct yaml_node *node) {
  const struct frame *parent = parent_of(reader);
  size_t count = reader->nodes.count - parent->first_child;
  if (count == 0 || !str_ends_with(node->text.bytes, STR(" of"))) return;
  const struct yaml_node *before = reader->nodes.at[reader->nodes.count - 1];
  if (before->kind != YAML_SCALAR || before->style != YAML_PLAIN) return;
  size_t from = before->place.offset, to = yaml_node_end(node);
  struct str words = yaml_words(reader, from, to, 60);
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, from, to), E_YAML_COMMA_IN_LIST,
                                     "between [ and ] a comma parts items, so `%.*s` is two of them", STR_ARG(words));
  message_hint(reader->diagnostics, message, "put a name with a comma in quotes");
  yaml_cure_text(reader, message, from, to);
}

/* `-` alone between brackets, which YAML forbids and libyaml lets pass. */
static void check_lone_dash(struct reader *reader, const struct yaml_node *node) {
  if (!str_equal(node->text.bytes, STR("-"))) return;
  size_t at = node->place.offset;
  struct message *message = diagnose(reader->diagnostics, node->place, E_YAML_TEXT_BEGINS_WITH_SIGN,
                                     "a dash alone is no text between brackets");
  message_hint(reader->diagnostics, message, "put it in quotes");
  yaml_cure_text(reader, message, at, at + 1);
}

/* Written as `\uFEFF`; as itself it has been refused with the bytes. No PDF may say that a glyph means it. */
static void check_escaped_mark(struct reader *reader, const struct yaml_node *node) {
  if (node->style != YAML_DOUBLE_QUOTED) return;
  size_t at = str_find(node->text.bytes, STR("\xEF\xBB\xBF"), 0);
  if (at == SIZE_MAX) return;
  struct message *message = diagnose(reader->diagnostics, source_text_place(&node->text, at, 3), E_YAML_BYTE_ORDER_MARK,
                                     "an invisible byte-order mark (U+FEFF) stands in the text");
  message_hint(reader->diagnostics, message, "delete it");
}

void yaml_check_scalar(struct reader *reader, const struct yaml_node *node) {
  check_escaped_mark(reader, node);
  const struct frame *parent = parent_of(reader);
  bool in_flow = parent && parent->node->style == YAML_FLOW;
  yaml_check_lines(reader, node, in_flow);
  if (node->style != YAML_PLAIN || node->absent) return;
  if (in_flow)
    check_lone_dash(reader, node);
  else if (yaml_is_glued_dash(reader->bytes, node->place.offset))
    yaml_report_glued_dash(reader, node->place.offset);
  check_glued_kind(reader, node);
  if (!is_item(parent, YAML_FLOW)) return;
  check_parted_number(reader, node);
  check_parted_name(reader, node);
}

/* ---- `[[id]]` that became a list in a list ---- */

static bool may_be_citation(struct str text) {
  if (text.length == 0 || text.length > 100) return false;
  if (memchr(text.at, '|', text.length)) return true;
  return !has_space(text);
}

static struct yaml_node *check_citation(struct reader *reader, struct yaml_node *node) {
  struct str bytes = reader->bytes;
  size_t from = node->place.offset, to = yaml_node_end(node);
  if (node->count != 1 || node->items[0]->kind != YAML_SEQUENCE || node->items[0]->style != YAML_FLOW) return node;
  const struct yaml_node *inner = node->items[0];
  if (inner->count != 1 || inner->items[0]->kind != YAML_SCALAR || inner->items[0]->style != YAML_PLAIN) return node;
  if (inner->place.offset != from + 1 || yaml_node_end(inner) + 1 != to) return node;
  if (!may_be_citation(inner->items[0]->text.bytes) || bytes.at[from] != '[') return node;
  size_t behind = yaml_skip_blanks(bytes, to);
  bool ends = behind >= bytes.length || memchr("\r\n,]}#:", bytes.at[behind], 7) != NULL;
  if (!ends) return node;
  yaml_report_beginning(reader, from);
  return yaml_text_node(reader, yaml_decode_plain(reader, from, to), node->place);
}

/* ---- `[Africa, 9, ]`: the cell after the last comma is gone ---- */

static void check_last_comma(struct reader *reader, const struct yaml_node *node) {
  struct str bytes = reader->bytes;
  size_t at = yaml_node_end(node) - 1;
  if (node->place.length < 2 || bytes.at[at] != ']') return;
  size_t close = at;
  while (at > node->place.offset && yaml_is_blank(bytes.at[at - 1]))
    at--;
  if (bytes.at[at - 1] != ',' || node->count == 0) return;
  const struct message *same;
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at - 1, at), E_YAML_LAST_COMMA,
                                     "nothing stands between the last comma and `]`, and YAML leaves it out");
  same = message;
  message_hint(reader->diagnostics, message, "write \"\" for an empty cell, or delete the comma");
  if (same->help.length == 0) {
    struct str cell = at < close ? STR("\"\"") : STR(" \"\"");
    yaml_cure_replace(reader, message, close, close, cell);
    message->fix.given = false;
  }
}

/* ---- `- - text` ---- */

static void check_double_dash(struct reader *reader, const struct yaml_node *node) {
  if (node->count != 1 || !is_item(parent_of(reader), YAML_BLOCK)) return;
  const struct yaml_node *item = node->items[0];
  if (item->kind != YAML_SCALAR || item->style != YAML_PLAIN || item->absent || !has_space(item->text.bytes)) return;
  struct str bytes = reader->bytes;
  size_t dash = node->place.offset;
  struct entry entry = yaml_read_entry(bytes, dash);
  if (entry.dashes < 2 || bytes.at[dash] != '-') return;
  struct message *message =
      diagnose(reader->diagnostics, reader_place(reader, dash, dash + 1), E_YAML_TEXT_BEGINS_WITH_SIGN,
               "a second `-` begins a list in the list: it is no part of the text");
  message_hint(reader->diagnostics, message, "delete it; if it belongs to the text, put the text in quotes");
  yaml_cure_replace(reader, message, dash, item->place.offset, STR(""));
}

/* ---- a text with a colon that became a key ---- */

enum { WORDS_OF_A_SENTENCE = 5 };

static size_t count_words(struct str text) {
  size_t words = 1;
  for (size_t i = 0; i < text.length; i++)
    words += text.at[i] == ' ';
  return words;
}

static bool begins_with_capital(struct str text) {
  return text.length > 0 && ((text.at[0] >= 'A' && text.at[0] <= 'Z') || (unsigned char)text.at[0] >= 0x80);
}

/* A key that is the beginning of a sentence. The kinds and keys of items are words in small letters; elsewhere, where
 * ids and abbreviations may be keys, it takes a good part of a sentence. */
static bool is_prose(const struct yaml_node *key, bool item) {
  if (key->kind != YAML_SCALAR || key->absent || key->style >= YAML_LITERAL) return false;
  struct str text = key->text.bytes;
  if (item) return has_space(text) || (begins_with_capital(text) && key->style == YAML_PLAIN);
  return key->style == YAML_PLAIN && count_words(text) >= WORDS_OF_A_SENTENCE && begins_with_capital(text);
}

static size_t colon_after(const struct reader *reader, const struct yaml_node *key) {
  size_t at = yaml_node_end(key);
  while (at < reader->bytes.length && reader->bytes.at[at] != ':' && !yaml_is_break(reader->bytes.at[at]))
    at++;
  return at;
}

static bool is_line_text(const struct yaml_node *value) {
  return value->kind == YAML_SCALAR && value->style < YAML_LITERAL;
}

/* `- The following were proposed:` and the list below it, as they stand under `|`. */
static void cure_with_list(struct reader *reader, struct message *message, const struct yaml_node *key,
                           const struct yaml_node *value) {
  enum { SHOWN_ITEMS = 3 };
  struct str bytes = reader->bytes;
  size_t from = key->place.offset, colon = colon_after(reader, key);
  struct entry entry = yaml_read_entry(bytes, from);
  struct buffer help = {0};
  buffer_append(&help, str_slice(bytes, entry.first, from));
  buffer_append_format(&help, "|\n    %.*s\n", STR_ARG(yaml_words(reader, from, colon + 1, 90)));
  size_t at = value->place.offset;
  for (size_t i = 0; at < yaml_node_end(value) && i < SHOWN_ITEMS; i++) {
    size_t first = yaml_skip_blanks(bytes, at), end = yaml_line_end(bytes, first);
    if (first < end) buffer_append_format(&help, "\n    %.*s", STR_ARG(yaml_words(reader, first, end, 90)));
    at = yaml_next_line(bytes, end);
  }
  if (at < yaml_node_end(value)) buffer_append(&help, STR("\n    …"));
  message_help(reader->diagnostics, message, "write:\n  %.*s", STR_ARG(buffer_str(&help)));
  buffer_free(&help);
}

static void report_prose(struct reader *reader, const struct yaml_node *key, const struct yaml_node *value,
                         bool first) {
  size_t from = key->place.offset, colon = colon_after(reader, key);
  struct str words = yaml_words(reader, from, yaml_text_end(reader->bytes, from, colon), 50);
  bool at_end = value->absent || !is_line_text(value);
  struct message *message =
      at_end ? diagnose(reader->diagnostics, reader_place(reader, colon, colon + 1), E_YAML_COLON_AT_END,
                        "`%.*s` ends in a colon, and YAML takes it as the name of what follows", STR_ARG(words))
             : diagnose(reader->diagnostics, reader_place(reader, colon, colon + 1), E_YAML_COLON_IN_TEXT,
                        "a colon and a space follow `%.*s`, and YAML takes it as the name of what follows",
                        STR_ARG(words));
  if (!first) {
    message_hint(reader->diagnostics, message, "put the text in quotes behind a key, such as `body`");
    return;
  }
  message_hint(reader->diagnostics, message,
               at_end && !value->absent ? "put the text under `|`" : "put the text in quotes");
  if (value->absent)
    yaml_cure_text(reader, message, from, colon + 1);
  else if (is_line_text(value))
    yaml_cure_text(reader, message, from, yaml_node_end(value));
  else if (value->kind == YAML_SEQUENCE)
    cure_with_list(reader, message, key, value);
  else
    yaml_cure_text(reader, message, from, colon + 1);
}

static bool all_line_text(const struct yaml_node *mapping) {
  for (size_t i = 0; i < mapping->count; i++)
    if (!is_line_text(mapping->pairs[i].value)) return false;
  return true;
}

/* What the author meant: the text, and what stands below it as further blocks of the same item. */
static struct yaml_node *as_text(struct reader *reader, struct yaml_node *mapping) {
  size_t from = mapping->place.offset, to = yaml_node_end(mapping), colon = colon_after(reader, mapping->pairs[0].key);
  if (to <= colon && colon < reader->bytes.length && reader->bytes.at[colon] == ':') to = colon + 1;
  if (all_line_text(mapping))
    return yaml_text_node(reader, yaml_decode_plain(reader, from, to), reader_place(reader, from, to));
  struct yaml_node *value = mapping->pairs[0].value;
  size_t further = value->kind == YAML_SEQUENCE ? value->count : 1;
  struct yaml_node *list = yaml_new_node(reader, YAML_SEQUENCE, YAML_BLOCK, mapping->place);
  list->items = arena_allocate_raw(reader->arena, base_array_size(further + 1, sizeof *list->items));
  list->items[0] =
      yaml_text_node(reader, yaml_decode_plain(reader, from, colon + 1), reader_place(reader, from, colon + 1));
  memcpy(list->items + 1, value->kind == YAML_SEQUENCE ? value->items : &value, further * sizeof *list->items);
  list->count = (uint32_t)further + 1;
  return list;
}

/* A key behind `?`, which has its message. */
static bool is_explicit(const struct reader *reader, const struct yaml_node *key) {
  size_t at = key->place.offset;
  while (at > reader->start && yaml_is_blank(reader->bytes.at[at - 1]))
    at--;
  return at > reader->start && reader->bytes.at[at - 1] == '?';
}

static struct yaml_node *check_prose(struct reader *reader, struct yaml_node *mapping) {
  bool item = is_item(parent_of(reader), YAML_BLOCK), whole = false;
  if (mapping->count > 0 && is_explicit(reader, mapping->pairs[0].key)) return as_text(reader, mapping);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < mapping->count; i++) {
    const struct yaml_pair pair = mapping->pairs[i];
    bool prose = is_prose(pair.key, item) && pair.key->place.offset >= mapping->place.offset;
    if (prose) report_prose(reader, pair.key, pair.value, i == 0);
    if (prose && i == 0) whole = true;
    if (!prose || whole) mapping->pairs[kept++] = pair;
  }
  mapping->count = kept;
  return whole ? as_text(reader, mapping) : mapping;
}

struct yaml_node *yaml_check_collection(struct reader *reader, struct yaml_node *node) {
  const struct frame *parent = parent_of(reader);
  if (node->style == YAML_FLOW && parent && parent->node->style == YAML_BLOCK) yaml_check_continuation(reader, node);
  if (node->kind == YAML_MAPPING) return node->style == YAML_BLOCK ? check_prose(reader, node) : node;
  if (node->style == YAML_BLOCK) {
    check_double_dash(reader, node);
    return node;
  }
  check_last_comma(reader, node);
  return check_citation(reader, node);
}
