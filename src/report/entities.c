#include "base/utf8.h"
#include "report/markdown.h"

static const struct {
  struct str name;
  const char *character;
} entities[] = {{STR_INIT("&nbsp;"), "\xC2\xA0"}, {STR_INIT("&amp;"), "&"},   {STR_INIT("&lt;"), "<"},
                {STR_INIT("&gt;"), ">"},          {STR_INIT("&quot;"), "\""}, {STR_INIT("&apos;"), "'"},
                {STR_INIT("&shy;"), "\xC2\xAD"}};

static bool is_printable(uint64_t c) {
  return c >= 0x20 && c != 0x7F && (c < 0x80 || c > 0x9F) && (c < 0xD800 || c > 0xDFFF) && c <= 0x10FFFF &&
         (c & 0xFFFE) != 0xFFFE && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
}

/* "&#233;" or "&#xE9;" to its code point; 0 when there is none. */
static uint32_t numeric_entity(struct str entity) {
  bool hexadecimal = entity.length > 3 && (entity.at[2] | 0x20) == 'x';
  uint64_t value = 0;
  for (size_t i = hexadecimal ? 3 : 2; i + 1 < entity.length; i++) {
    char c = (char)(entity.at[i] | 0x20);
    unsigned digit = c >= 'a' ? (unsigned)(c - 'a') + 10 : (unsigned)(entity.at[i] - '0');
    value = value * (hexadecimal ? 16 : 10) + digit;
    if (value > 0x10FFFF) return 0;
  }
  return is_printable(value) ? (uint32_t)value : 0;
}

struct str entity_decode(struct arena *arena, struct str entity) {
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
    if (str_equal(entity, entities[i].name)) return str_from(entities[i].character);
  char bytes[4];
  uint32_t c = entity.length > 2 && entity.at[1] == '#' ? numeric_entity(entity) : 0;
  if (c == 0) return (struct str){"", 0};
  return str_copy(arena, (struct str){bytes, utf8_encode(c, bytes)});
}

void markdown_add_entity(struct reader *reader, struct str entity) {
  uint32_t from;
  if (!markdown_offset_of(reader, entity.at, &from)) return;
  uint32_t to = from + (uint32_t)entity.length;
  struct str made = entity_decode(reader->prepared.diagnostics->arena, entity);
  if (made.length > 0) {
    inline_report_lost(&reader->builder, from);
    inline_add_made(&reader->builder, from, to, made);
    return;
  }
  struct diagnostics *diagnostics = reader->prepared.diagnostics;
  struct message *message = diagnose(diagnostics, prepared_place(&reader->prepared, from, to), E_ENTITY,
                                     "`%.*s` is read as the name of a character", STR_ARG(entity));
  message_hint(diagnostics, message, "write the character itself; if these characters are meant, write \\%.*s",
               STR_ARG(entity));
}
