/* Languages, and where their words may be divided. Patterns are read when the first paragraph of a language cannot be
 * set well without hyphens. */
#include <string.h>
#include <unicode/uchar.h>

#include "base/file.h"
#include "base/utf8.h"
#include "text/engine.h"
#include "text/patterns.h"

enum { DICTIONARY_LIMIT = 16 * 1024 * 1024, DEFAULT_MINIMUM = 2 };

uint32_t language_index(struct text_engine *engine, struct str tag) {
  for (size_t i = 0; i < engine->languages.count; i++)
    if (str_equal(engine->languages.at[i].tag, tag)) return (uint32_t)i;
  struct text_language language = {.tag = str_copy(engine->arena, tag)};
  language.harfbuzz = tag.length > 0 ? hb_language_from_string(tag.at, (int)tag.length) : HB_LANGUAGE_INVALID;
  vector_push(engine->arena, &engine->languages, language);
  return (uint32_t)engine->languages.count - 1;
}

static uint8_t minimum_or_default(uint8_t minimum) {
  return minimum > 0 ? minimum : DEFAULT_MINIMUM;
}

void text_use_language(struct text_engine *engine, const struct language_pack *pack) {
  uint32_t index = language_index(engine, pack->tag);
  struct text_language *language = &engine->languages.at[index];
  language->minimum_before = minimum_or_default(pack->hyphen_minimum_before);
  language->minimum_after = minimum_or_default(pack->hyphen_minimum_after);
  if (str_equal(language->hyphenation, pack->hyphenation)) return;
  language->hyphenation = str_copy(engine->arena, pack->hyphenation);
  language->state = PATTERNS_UNKNOWN;
  language->patterns = NULL;
}

static struct str patterns_path(struct text_engine *engine, const struct text_language *language) {
  return folder_find(engine->scratch, engine->dictionaries, engine->dictionary_count, language->hyphenation, ".dic");
}

bool language_can_hyphenate(struct text_engine *engine, struct text_language *language) {
  if (language->state == PATTERNS_UNKNOWN)
    language->state = patterns_path(engine, language).length > 0 ? PATTERNS_UNREAD : PATTERNS_ABSENT;
  return language->state != PATTERNS_ABSENT;
}

static void read_patterns(struct text_engine *engine, struct text_language *language) {
  struct str bytes;
  language->state = PATTERNS_READ;
  if (file_read(engine->arena, patterns_path(engine, language), DICTIONARY_LIMIT, &bytes) == 0)
    language->patterns = patterns_read(engine->arena, bytes);
}

/* A tag without patterns of its own takes those of the shorter tag: "en-GB" those of "en". NULL when there are none. */
static struct text_language *language_with_patterns(struct text_engine *engine, struct str tag) {
  while (tag.length > 0) {
    for (size_t i = 0; i < engine->languages.count; i++) {
      struct text_language *language = &engine->languages.at[i];
      if (language->hyphenation.length > 0 && str_equal(language->tag, tag)) return language;
    }
    while (tag.length > 0 && tag.at[tag.length - 1] != '-')
      tag.length--;
    if (tag.length > 0) tag.length--;
  }
  return NULL;
}

/* Patterns are of lower-case letters. False when a letter has no lower-case form of its own size. */
static bool fold_word(struct str word, char *folded) {
  for (size_t offset = 0; offset < word.length;) {
    size_t start = offset;
    uint32_t letter = utf8_next(word, &offset);
    char bytes[4];
    if (utf8_encode((uint32_t)u_tolower((UChar32)letter), bytes) != offset - start) return false;
    memcpy(folded + start, bytes, offset - start);
  }
  return true;
}

static size_t take_points(const struct text_language *language, struct str word, const uint8_t *values,
                          uint16_t *offsets, size_t limit) {
  size_t letters = utf8_count(word), letter = 0, count = 0;
  for (size_t offset = 0; offset < word.length && count < limit; letter++) {
    bool allowed = letter >= language->minimum_before && letters - letter >= language->minimum_after;
    if (allowed && (values[offset] & 1)) offsets[count++] = (uint16_t)offset;
    utf8_next(word, &offset);
  }
  return count;
}

size_t hyphenation_points(struct text_engine *engine, struct str tag, struct str word, uint16_t *offsets,
                          size_t limit) {
  struct text_language *language = language_with_patterns(engine, tag);
  char folded[PATTERN_WORD_LIMIT];
  uint8_t values[PATTERN_WORD_LIMIT];
  if (!language || word.length > PATTERN_WORD_LIMIT || !fold_word(word, folded)) return 0;
  if (language_can_hyphenate(engine, language) && language->state == PATTERNS_UNREAD) read_patterns(engine, language);
  if (!language->patterns) return 0;
  patterns_apply(language->patterns, (struct str){folded, word.length}, values);
  return take_points(language, word, values, offsets, limit);
}
