/* No-break spaces. Most spaces bind nothing and are told from the bytes at their two sides alone. */
#include <string.h>
#include <unicode/uchar.h>

#include "language/internal.h"

enum { LONGEST_SPACE = 3 }; /* bytes */

struct word_list {
  struct str *at;
  size_t count;
  uint64_t endings[256]; /* by a word's last byte: bits of the byte before it, modulo 64; all where there is none */
};
struct language_spaces {
  const struct language_pack *pack;
  struct word_list before, after, units, number_words;
  bool binds_to_left[256];  /* by the byte behind a space: a word, unit or punctuation of the lists begins so */
  bool binds_to_right[256]; /* by the byte before a space: a word or punctuation of the lists ends so */
};

static void list_add(struct arena *arena, struct word_list *list, size_t *capacity, struct str word) {
  unsigned char last = (unsigned char)word.at[word.length - 1];
  list->endings[last] |= word.length > 1 ? UINT64_C(1) << ((unsigned char)word.at[word.length - 2] & 63) : UINT64_MAX;
  if (list->count == *capacity) list->at = vector_grow(arena, list->at, capacity, list->count, sizeof *list->at);
  list->at[list->count++] = word;
}

/* The words of a text, parted by spaces, and their capitalized forms where those are wanted. */
static struct word_list split_words(struct arena *arena, const struct language_pack *pack, struct str text,
                                    bool capitals) {
  struct word_list list = {0};
  size_t capacity = 0;
  for (size_t at = 0; at < text.length;) {
    size_t end = str_find(text, STR(" "), at);
    if (end == SIZE_MAX) end = text.length;
    struct str word = str_slice(text, at, end);
    at = end + 1;
    if (word.length == 0) continue;
    list_add(arena, &list, &capacity, word);
    struct str capital = capitals ? language_capitalize(arena, word, pack->tag) : word;
    if (!str_equal(word, capital)) list_add(arena, &list, &capacity, capital);
  }
  return list;
}

static void mark_first_bytes(bool bytes[256], const struct word_list *list) {
  for (size_t i = 0; i < list->count; i++)
    bytes[(unsigned char)list->at[i].at[0]] = true;
}

static void mark_last_bytes(bool bytes[256], const struct word_list *list) {
  for (size_t i = 0; i < list->count; i++)
    bytes[(unsigned char)list->at[i].at[list->at[i].length - 1]] = true;
}

static void mark_characters(bool bytes[256], struct str characters, bool last_byte) {
  for (size_t at = 0; at < characters.length;) {
    size_t from = at;
    utf8_next(characters, &at);
    bytes[(unsigned char)characters.at[last_byte ? at - 1 : from]] = true;
  }
}

static void add_months(struct arena *arena, struct word_list *units, const struct language_pack *pack) {
  size_t capacity = units->count;
  for (size_t i = 0; i < 12; i++)
    if (pack->months[i].length > 0 && (unsigned char)pack->months[i].at[0] > '9')
      list_add(arena, units, &capacity, pack->months[i]);
}

const struct language_spaces *spaces_prepare(struct arena *arena, const struct language_pack *pack) {
  struct language_spaces *spaces = arena_new(arena, struct language_spaces);
  spaces->pack = pack;
  spaces->before = split_words(arena, pack, pack->keep_before, false);
  spaces->after = split_words(arena, pack, pack->keep_after, false);
  spaces->units = split_words(arena, pack, pack->units, false);
  spaces->number_words = split_words(arena, pack, pack->number_words, true);
  add_months(arena, &spaces->units, pack);
  mark_first_bytes(spaces->binds_to_left, &spaces->before);
  mark_first_bytes(spaces->binds_to_left, &spaces->units);
  mark_characters(spaces->binds_to_left, pack->space_before, false);
  mark_characters(spaces->binds_to_left, pack->narrow_space_before, false);
  mark_last_bytes(spaces->binds_to_right, &spaces->after);
  mark_last_bytes(spaces->binds_to_right, &spaces->number_words);
  mark_characters(spaces->binds_to_right, pack->space_after, true);
  return spaces;
}

static bool begins_with_character(struct str characters, struct str text) {
  for (size_t at = 0; at < characters.length;) {
    size_t from = at;
    utf8_next(characters, &at);
    if (str_starts_with(text, str_slice(characters, from, at))) return true;
  }
  return false;
}

static bool ends_with_character(struct str characters, struct str text) {
  for (size_t at = 0; at < characters.length;) {
    size_t from = at;
    utf8_next(characters, &at);
    if (str_ends_with(text, str_slice(characters, from, at))) return true;
  }
  return false;
}

static bool continues_word(uint32_t code_point) {
  return code_point != UTF8_INVALID && u_isalnum((UChar32)code_point);
}

/* Whether a word of the list begins `text` and ends there. A word that ends in a point ends anywhere. */
static bool begins_with_word(const struct word_list *list, struct str text) {
  for (size_t i = 0; i < list->count; i++) {
    if (!str_starts_with(text, list->at[i])) continue;
    size_t end = list->at[i].length;
    if (end == text.length || list->at[i].at[end - 1] == '.' || !continues_word(utf8_next(text, &end))) return true;
  }
  return false;
}

/* Tells most texts that end with no word of the list by their last two bytes. */
static bool may_end_with_word(const struct word_list *list, struct str text) {
  uint64_t endings = text.length > 0 ? list->endings[(unsigned char)text.at[text.length - 1]] : 0;
  return text.length > 1 ? endings >> ((unsigned char)text.at[text.length - 2] & 63) & 1 : endings != 0;
}

static bool ends_with_word(const struct word_list *list, struct str text) {
  if (!may_end_with_word(list, text)) return false;
  for (size_t i = 0; i < list->count; i++) {
    if (!str_ends_with(text, list->at[i])) continue;
    size_t from = text.length - list->at[i].length;
    if (from == 0) return true;
    size_t before = from - 1;
    while (before > 0 && ((unsigned char)text.at[before] & 0xC0) == 0x80)
      before--;
    if (!continues_word(utf8_next(text, &before))) return true;
  }
  return false;
}

/* The first of a month is a number in words, "1er", which units and months follow as they follow figures. */
static bool ends_with_number(const struct language_pack *pack, struct str text) {
  if (text.length > 0 && byte_is_digit(text.at[text.length - 1])) return true;
  return pack->first_day.length > 0 && str_ends_with(text, pack->first_day);
}

static bool binds(const struct language_spaces *spaces, struct str left, struct str right) {
  const struct language_pack *pack = spaces->pack;
  if (right.length > 0 && spaces->binds_to_left[(unsigned char)right.at[0]]) {
    if (begins_with_character(pack->space_before, right)) return true;
    if (begins_with_word(&spaces->before, right)) return true;
    if (ends_with_number(pack, left) && begins_with_word(&spaces->units, right)) return true;
  }
  if (left.length > 0 && spaces->binds_to_right[(unsigned char)left.at[left.length - 1]]) {
    if (ends_with_character(pack->space_after, left)) return true;
    if (ends_with_word(&spaces->after, left)) return true;
    if (right.length > 0 && byte_is_digit(right.at[0]) && ends_with_word(&spaces->number_words, left)) return true;
  }
  return false;
}

/* What the space at `at` becomes; the empty str when it stays. */
static struct str bound_space(const struct language_spaces *spaces, struct str text, size_t at) {
  struct str left = str_slice(text, 0, at), right = str_slice(text, at + 1, text.length);
  bool narrow = right.length > 0 && spaces->binds_to_left[(unsigned char)right.at[0]] &&
                begins_with_character(spaces->pack->narrow_space_before, right);
  if (narrow) return STR("\xE2\x80\xAF");
  return binds(spaces, left, right) ? STR("\xC2\xA0") : (struct str){"", 0};
}

static size_t count_spaces(struct str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += text.at[i] == ' ';
  return count;
}

struct str language_bind_spaces(struct arena *arena, const struct language_pack *pack, struct str text) {
  const struct language_spaces *spaces = pack->spaces;
  if (spaces == NULL) return text;
  char *bound = NULL;
  size_t copied = 0, filled = 0;
  for (size_t at = str_find(text, STR(" "), 0); at != SIZE_MAX; at = str_find(text, STR(" "), at + 1)) {
    struct str space = bound_space(spaces, text, at);
    if (space.length == 0) continue;
    if (bound == NULL) bound = arena_allocate_raw(arena, text.length + count_spaces(text) * (LONGEST_SPACE - 1));
    memcpy(bound + filled, text.at + copied, at - copied);
    filled += at - copied;
    memcpy(bound + filled, space.at, space.length);
    filled += space.length;
    copied = at + 1;
  }
  if (copied == 0) return text;
  memcpy(bound + filled, text.at + copied, text.length - copied);
  return (struct str){bound, filled + text.length - copied};
}
