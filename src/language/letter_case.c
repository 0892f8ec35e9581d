/* Letters' case by language. */
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "language/internal.h"

/* Languages whose case mapping differs even for ASCII letters or by context (SpecialCasing.txt). */
static bool has_own_casing(struct str tag) {
  static const struct str own[] = {STR_INIT("tr"), STR_INIT("az"), STR_INIT("lt"), STR_INIT("el"), STR_INIT("nl")};
  for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
    if (str_equal(str_slice(tag, 0, 2), own[i])) return true;
  return false;
}

static bool is_ascii(struct str text) {
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.at[i] >= 0x80) return false;
  return true;
}

static struct str upper_ascii(struct arena *arena, struct str text) {
  char *bytes = arena_allocate_raw(arena, text.length + 1);
  for (size_t i = 0; i < text.length; i++)
    bytes[i] = text.at[i] >= 'a' && text.at[i] <= 'z' ? (char)(text.at[i] - 'a' + 'A') : text.at[i];
  bytes[text.length] = '\0';
  return (struct str){bytes, text.length};
}

static UCaseMap *open_case_map(struct str tag) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[16] = "";
  for (size_t i = 0; i < tag.length && i + 1 < sizeof locale; i++)
    locale[i] = (char)(tag.at[i] == '-' ? '_' : tag.at[i]);
  UCaseMap *map = ucasemap_open(locale, 0, &status);
  return U_SUCCESS(status) ? map : NULL;
}

struct str language_upper(struct arena *arena, struct str text, struct str tag) {
  if (is_ascii(text) && !has_own_casing(tag)) return upper_ascii(arena, text);
  UCaseMap *map = open_case_map(tag);
  if (map == NULL) return text;
  UErrorCode status = U_ZERO_ERROR;
  size_t capacity = base_array_size(text.length, 3) + 1; /* no character's upper case is longer than thrice its bytes */
  char *bytes = arena_allocate_raw(arena, capacity);
  int32_t size = ucasemap_utf8ToUpper(map, bytes, (int32_t)capacity, text.at, (int32_t)text.length, &status);
  ucasemap_close(map);
  return U_SUCCESS(status) ? (struct str){bytes, (size_t)size} : text;
}

static uint32_t title_letter(uint32_t letter, struct str tag) {
  if (letter == 'i' && (str_starts_with(tag, STR("tr")) || str_starts_with(tag, STR("az")))) return 0x130;
  return (uint32_t)u_totitle((UChar32)letter);
}

struct str language_capitalize(struct arena *arena, struct str text, struct str tag) {
  if (text.length == 0) return text;
  size_t rest = 0;
  uint32_t letter = utf8_next(text, &rest);
  if (letter == UTF8_INVALID) return text;
  uint32_t capital = title_letter(letter, tag);
  if (capital == letter) return text;
  char bytes[4];
  size_t size = utf8_encode(capital, bytes);
  return str_join(arena, (struct str){bytes, size}, str_slice(text, rest, text.length));
}
