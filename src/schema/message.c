#include "schema/schema.h"

#include "base/utf8.h"

enum { EXCERPT_LENGTH = 40 };

struct str schema_excerpt(struct arena *arena, struct str text) {
  text = str_trim(text);
  size_t end = 0, count = 0;
  while (end < text.length && text.at[end] != '\n' && count < EXCERPT_LENGTH) {
    utf8_next(text, &end);
    count++;
  }
  if (end == text.length) return text;
  return str_join(arena, str_trim(str_slice(text, 0, end)), STR("…"));
}

struct str schema_describe(struct arena *arena, const struct yaml_node *node) {
  if (node->kind == YAML_SEQUENCE) return STR("a list");
  if (node->kind == YAML_MAPPING) return STR("keys with values of their own");
  if (node->absent) return STR("nothing");
  if (str_trim(node->text.bytes).length == 0) return STR("an empty text");
  struct str excerpt = schema_excerpt(arena, node->text.bytes);
  return str_format(arena, "the text `%.*s`", STR_ARG(excerpt));
}

struct str schema_source(const struct diagnostics *diagnostics, struct place place) {
  const struct source_file *file = diagnostics_file(diagnostics, place.file);
  if (!file) return (struct str){"", 0};
  return str_slice(file->bytes, place.offset, (size_t)place.offset + place.length);
}

struct place schema_text_place(const struct source_text *text) {
  return source_text_place(text, 0, text->bytes.length);
}

/* Letters cannot be told apart here without Unicode's tables, so everything beyond ASCII passes but the blocks that
 * hold no letters and that authors do type: general punctuation, the ideographic space, private and control codes. */
static bool is_name_character(uint32_t c) {
  if (c < 0x80)
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  return c != UTF8_INVALID && c >= 0xAA && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x3003) &&
         !(c >= 0x3008 && c <= 0x3020) && !(c >= 0xE000 && c <= 0xF8FF) && c != 0xFEFF && c != 0xAB && c != 0xBB &&
         !(c >= 0xFF01 && c <= 0xFF0F);
}

enum { NAME_LENGTH = 64 };

/* The byte offset of the first character that an id cannot have; the length when there is none. */
static size_t find_bad_character(struct str text) {
  size_t offset = 0;
  while (offset < text.length) {
    size_t next = offset;
    if (!is_name_character(utf8_next(text, &next))) break;
    offset = next;
  }
  return offset;
}

bool schema_is_name(struct str text) {
  return text.length > 0 && find_bad_character(text) == text.length && utf8_count(text) <= NAME_LENGTH;
}

bool schema_check_name(const struct schema_context *context, const struct source_text *text) {
  struct str bytes = text->bytes;
  if (schema_is_name(bytes)) return true;
  struct str excerpt = schema_excerpt(context->diagnostics->arena, bytes);
  struct message *message =
      diagnose(context->diagnostics, schema_text_place(text), E_BAD_ID, "`%.*s` is no id", STR_ARG(excerpt));
  size_t bad = find_bad_character(bytes), end = bad;
  struct str inner = bytes.length > 4 ? str_slice(bytes, 2, bytes.length - 2) : bytes;
  if (str_starts_with(bytes, STR("[[")) && str_ends_with(bytes, STR("]]")) && schema_is_name(inner)) {
    message_hint(context->diagnostics, message, "without brackets here: %.*s", STR_ARG(inner));
    return false;
  }
  if (bad < bytes.length) {
    utf8_next(bytes, &end);
    struct str character = str_slice(bytes, bad, end);
    bool blank = str_trim(character).length == 0;
    message_hint(context->diagnostics, message, "letters, digits, - and _ only; `%.*s` %s", STR_ARG(character),
                 blank ? "(a space) cannot stand in it" : "cannot stand in it");
  } else {
    message_hint(context->diagnostics, message, "an id has 1 to %d characters", (int)NAME_LENGTH);
  }
  return false;
}
