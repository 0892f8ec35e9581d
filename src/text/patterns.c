#include "text/patterns.h"

#include <string.h>
#include <unicode/ucnv.h>

struct slot {
  uint32_t hash;
  uint32_t line; /* offset of the pattern, NO_LINE: free */
};

enum { PAIR_COUNT = 1024, HASH_START = 0x40C8F2E3 };

struct patterns {
  struct str bytes; /* UTF-8 */
  struct slot *slots;
  size_t slot_count;           /* a power of two, at most half full */
  uint8_t longest[PAIR_COUNT]; /* bytes of the longest pattern that begins with a pair of bytes */
};

#define NO_LINE UINT32_MAX

static uint32_t hash_byte(uint32_t hash, char byte) {
  return (hash ^ (uint8_t)byte) * 0x01000193u;
}

/* Multiplication alone leaves the low bits poor. */
static uint32_t hash_end(uint32_t hash) {
  return hash ^ hash >> 15;
}

static size_t pair_index(char first, char second) {
  return ((size_t)(uint8_t)first * 37 + (uint8_t)second) % PAIR_COUNT;
}

/* Keywords are in capitals, comments begin with % or #. */
static bool begins_pattern(char byte) {
  return (uint8_t)byte > ' ' && !(byte >= 'A' && byte <= 'Z') && byte != '%' && byte != '#';
}

static void add_pattern(struct patterns *patterns, size_t start, uint32_t hash) {
  size_t slot = hash & (patterns->slot_count - 1);
  while (patterns->slots[slot].line != NO_LINE)
    slot = (slot + 1) & (patterns->slot_count - 1);
  patterns->slots[slot] = (struct slot){.hash = hash, .line = (uint32_t)start};
}

/* Indexes the line at `start`; returns where the next one starts. */
static size_t read_line(struct patterns *patterns, size_t start) {
  const char *at = patterns->bytes.at;
  size_t end = start, letters = 0;
  uint32_t hash = HASH_START;
  char pair[2] = {0};
  bool changes_spelling = false;
  for (; end < patterns->bytes.length && (uint8_t)at[end] > ' '; end++) {
    changes_spelling |= at[end] == '/';
    if (byte_is_digit(at[end])) continue;
    if (letters < 2) pair[letters] = at[end];
    hash = hash_byte(hash, at[end]);
    letters++;
  }
  if (letters > 0 && letters <= UINT8_MAX && begins_pattern(at[start]) && !changes_spelling) {
    uint8_t *longest = &patterns->longest[pair_index(pair[0], pair[1])];
    if (letters > *longest) *longest = (uint8_t)letters;
    add_pattern(patterns, start, hash_end(hash));
  }
  while (end < patterns->bytes.length && at[end] != '\n')
    end++;
  return end + 1;
}

static size_t count_lines(struct str bytes) {
  size_t count = 1;
  for (const char *at = bytes.at; (at = memchr(at, '\n', bytes.length - (size_t)(at - bytes.at))); at++)
    count++;
  return count;
}

/* The file's letters as UTF-8; its first line names the encoding. */
static bool to_utf8(struct arena *arena, struct str name, struct str *bytes) {
  if (str_equal(name, STR("UTF-8"))) return true;
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(str_copy(arena, name).at, &status);
  if (U_FAILURE(status)) return false;
  int32_t capacity = (int32_t)bytes->length * 3;
  char *converted = arena_allocate_raw(arena, (size_t)capacity + 1);
  int32_t size =
      ucnv_toAlgorithmic(UCNV_UTF8, converter, converted, capacity, bytes->at, (int32_t)bytes->length, &status);
  ucnv_close(converter);
  *bytes = (struct str){converted, (size_t)size};
  return U_SUCCESS(status);
}

struct patterns *patterns_read(struct arena *arena, struct str bytes) {
  size_t line_end = str_find(bytes, STR("\n"), 0);
  struct str encoding = str_trim(str_slice(bytes, 0, line_end));
  if (line_end == SIZE_MAX || encoding.length == 0 || bytes.length > INT32_MAX / 4) return NULL;
  bytes = str_slice(bytes, line_end + 1, bytes.length);
  if (!to_utf8(arena, encoding, &bytes)) return NULL;
  struct patterns *patterns = arena_new(arena, struct patterns);
  patterns->bytes = bytes;
  patterns->slot_count = 64;
  for (size_t needed = 2 * count_lines(bytes); patterns->slot_count < needed;)
    patterns->slot_count *= 2;
  size_t size = base_array_size(patterns->slot_count, sizeof *patterns->slots);
  patterns->slots = memset(arena_allocate_raw(arena, size), 0xFF, size);
  for (size_t start = 0; start < bytes.length;)
    start = read_line(patterns, start);
  return patterns;
}

/* Raises the values by one pattern when its letters are those of `stretch`; values[0] stands before its first letter.
 */
static void apply_line(const struct patterns *patterns, uint32_t line, struct str stretch, uint8_t *values) {
  const char *at = patterns->bytes.at + line, *end = patterns->bytes.at + patterns->bytes.length;
  uint8_t found[PATTERN_WORD_LIMIT + 4] = {0};
  size_t letter = 0;
  for (; at < end && (uint8_t)*at > ' '; at++) {
    if (byte_is_digit(*at))
      found[letter] = (uint8_t)(*at - '0');
    else if (letter == stretch.length || stretch.at[letter++] != *at)
      return;
  }
  if (letter != stretch.length) return;
  for (size_t i = 0; i <= letter; i++)
    if (found[i] > values[i]) values[i] = found[i];
}

static void apply_at(const struct patterns *patterns, struct str dotted, size_t start, uint8_t *values) {
  uint32_t hash = HASH_START;
  /* A pattern of one byte is looked for everywhere, longer ones where one begins with these two bytes. */
  size_t longest =
      start + 1 < dotted.length ? patterns->longest[pair_index(dotted.at[start], dotted.at[start + 1])] : 1;
  for (size_t end = start; end < dotted.length && (end == start || end - start < longest); end++) {
    hash = hash_byte(hash, dotted.at[end]);
    uint32_t wanted = hash_end(hash);
    size_t slot = wanted & (patterns->slot_count - 1);
    for (; patterns->slots[slot].line != NO_LINE; slot = (slot + 1) & (patterns->slot_count - 1))
      if (patterns->slots[slot].hash == wanted)
        apply_line(patterns, patterns->slots[slot].line, str_slice(dotted, start, end + 1), values + start);
  }
}

void patterns_apply(const struct patterns *patterns, struct str word, uint8_t values[PATTERN_WORD_LIMIT]) {
  char dotted[PATTERN_WORD_LIMIT + 2];
  uint8_t raised[PATTERN_WORD_LIMIT + 4] = {0};
  memset(values, 0, PATTERN_WORD_LIMIT);
  if (word.length > PATTERN_WORD_LIMIT) return;
  dotted[0] = dotted[word.length + 1] = '.';
  memcpy(dotted + 1, word.at, word.length);
  for (size_t start = 0; start < word.length + 2; start++)
    apply_at(patterns, (struct str){dotted, word.length + 2}, start, raised);
  memcpy(values, raised + 1, word.length);
}
