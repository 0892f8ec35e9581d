/* Unicode's own tests, where Debian's unicode-data is installed; and the patterns against libhyphen. */
#include <hyphen.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "text/compose.h"
#include "text/opportunities.h"
#include "text/patterns.h"
#include "text_fixture.h"

#ifndef UNICODE_FOLDER
#define UNICODE_FOLDER "/usr/share/unicode"
#endif

static bool read_data(struct arena *arena, const char *path, struct str *bytes) {
  return file_read(arena, str_from(path), 64 * 1024 * 1024, bytes) == 0;
}

static struct str take_line(struct str *rest) {
  size_t end = str_find(*rest, STR("\n"), 0);
  struct str line = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end == SIZE_MAX ? rest->length : end + 1, rest->length);
  return line;
}

static struct str take_field(struct str *line) {
  size_t end = str_find(*line, STR(";"), 0);
  struct str field = str_slice(*line, 0, end);
  *line = str_slice(*line, end == SIZE_MAX ? line->length : end + 1, line->length);
  return field;
}

/* The next word of a field, empty at its end. */
static struct str take_word(struct str *field) {
  *field = str_trim(*field);
  size_t end = str_find(*field, STR(" "), 0);
  struct str word = str_slice(*field, 0, end);
  *field = str_slice(*field, word.length, field->length);
  return word;
}

/* Code points in hexadecimal as UTF-8. */
static struct str decode_points(struct arena *arena, struct str field) {
  char *bytes = arena_allocate(arena, field.length * 4 + 4);
  size_t size = 0;
  for (struct str word; (word = take_word(&field)).length > 0;)
    size += utf8_encode((uint32_t)strtoul(str_copy(arena, word).at, NULL, 16), bytes + size);
  return (struct str){bytes, size};
}

static uint8_t level_at(const struct characters *characters, size_t offset) {
  const struct level_run *run = characters->levels;
  while (unit_offset(characters, run->end) <= offset && run->end < characters->unit_count)
    run++;
  return run->level;
}

static bool has_levels(struct text_fixture *fixture, struct str text, uint8_t base, struct str levels) {
  struct characters characters = {.engine = fixture->engine, .text = text, .base_level = base};
  bool bidi = decode_units(&characters);
  if (bidi || base > 0) find_levels(&characters);
  for (size_t offset = 0; offset < text.length;) {
    struct str level = take_word(&levels);
    uint8_t found = characters.levels ? level_at(&characters, offset) : 0;
    if (!str_equal(level, STR("x")) && strtoul(str_copy(fixture->arena, level).at, NULL, 10) != found) return false;
    utf8_next(text, &offset);
  }
  return true;
}

static void levels_are_those_of_unicode(struct text_fixture *fixture, struct str data) {
  size_t tried = 0, wrong = 0;
  while (data.length > 0) {
    struct str line = take_line(&data);
    if (line.length == 0 || line.at[0] == '#') continue;
    struct str text = decode_points(fixture->arena, take_field(&line)), direction = take_field(&line);
    take_field(&line);
    struct str levels = take_field(&line);
    if (str_equal(direction, STR("2"))) continue;
    arena_reset(fixture->engine->scratch);
    tried++;
    wrong += !has_levels(fixture, text, str_equal(direction, STR("1")), levels);
  }
  printf("  %zu lines, %zu wrong\n", tried, wrong);
  CHECK(tried > 50000);
  CHECK(wrong <= 13); /* ICU 72 leaves a mark behind a bracket at the paragraph's level, against rule N0 */
}

static bool is_opportunity(const struct composition *composition, uint32_t offset) {
  for (size_t i = 0; i < composition->words.count; i++)
    if (composition->words.at[i].next == offset && composition->words.at[i].breaks) return true;
  for (size_t i = 0; i < composition->inner.count; i++)
    if (composition->inner.at[i] == offset) return true;
  return false;
}

/* "× 0023 ÷ 0020 ÷": a sign, a character, a sign … */
static bool breaks_as_told(struct text_fixture *fixture, struct str line) {
  char *bytes = arena_allocate(fixture->arena, line.length + 4);
  bool *may_end = arena_allocate(fixture->arena, line.length + 4);
  size_t size = 0;
  for (struct str word; (word = take_word(&line)).length > 0;) {
    if (str_equal(word, STR("÷")) || str_equal(word, STR("×")))
      may_end[size] = str_equal(word, STR("÷"));
    else
      size += utf8_encode((uint32_t)strtoul(str_copy(fixture->arena, word).at, NULL, 16), bytes + size);
  }
  bytes[size] = 0;
  struct paragraph_text paragraph = plain(fixture, bytes, "en");
  paragraph.text.length = size;
  ((struct text_span *)(uintptr_t)paragraph.spans)->end = (uint32_t)size;
  arena_reset(fixture->engine->scratch);
  struct composition composition = compose(fixture->engine, &paragraph);
  for (uint32_t offset = 1; offset < size; offset++) {
    if (((uint8_t)bytes[offset] & 0xC0) == 0x80) continue;
    if (is_opportunity(&composition, offset) != may_end[offset]) return false;
  }
  return true;
}

/* Line ends are no characters of a paragraph: lines with them are left out. */
static bool has_line_ends(struct str line) {
  static const char *const ends[] = {"000A", "000B", "000C", "000D", "0085", "2028", "2029"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (contains(line, str_from(ends[i]))) return true;
  return false;
}

static void lines_break_as_unicode_says(struct text_fixture *fixture, struct str data) {
  size_t tried = 0, wrong = 0;
  while (data.length > 0) {
    struct str line = take_line(&data);
    line = str_slice(line, 0, str_find(line, STR("#"), 0));
    if (str_trim(line).length == 0 || has_line_ends(line)) continue;
    tried++;
    wrong += !breaks_as_told(fixture, line);
  }
  printf("  %zu lines, %zu wrong\n", tried, wrong);
  CHECK(tried > 4000);
  /* 22 are ICU's documented tailoring of numbers; in 7 a line would begin with a tab or a no-break space. */
  CHECK(wrong <= 29);
}

static void (*conformance_test)(struct text_fixture *fixture, struct str data);
static struct str conformance_data;

static void run_conformance(void) {
  struct text_fixture fixture = fixture_open();
  conformance_test(&fixture, conformance_data);
  fixture_close(&fixture);
}

static void run_with_data(const char *name, const char *path, void (*test)(struct text_fixture *, struct str)) {
  struct arena *arena = arena_create();
  conformance_test = test;
  if (read_data(arena, path, &conformance_data))
    check_run(name, run_conformance);
  else
    printf("SKIP %s Debian's unicode-data is not installed\n", name);
  arena_destroy(arena);
}

/* libhyphen's points and ours, but those that its own minima leave out. */
static bool same_points(HyphenDict *dictionary, const struct patterns *patterns, struct str word, size_t after) {
  char marks[PATTERN_WORD_LIMIT * 2] = {0};
  uint8_t values[PATTERN_WORD_LIMIT];
  char **replacements = NULL;
  int *positions = NULL, *cuts = NULL;
  hnj_hyphen_hyphenate2(dictionary, word.at, (int)word.length, marks, NULL, &replacements, &positions, &cuts);
  patterns_apply(patterns, word, values);
  size_t letters = utf8_count(word), letter = 0;
  bool same = true;
  for (size_t offset = 0; offset < word.length; letter++) {
    if (letter >= 2 && letters - letter >= after && ((marks[letter - 1] ^ values[offset]) & 1)) same = false;
    utf8_next(word, &offset);
  }
  free(replacements);
  free(positions);
  free(cuts);
  return same;
}

static void patterns_agree_with_libhyphen(void) {
  static const struct {
    const char *path;
    size_t after;
  } dictionaries[] = {{"/usr/share/hyphen/hyph_en_GB.dic", 3},
                      {"/usr/share/hyphen/hyph_en_US.dic", 3},
                      {"/usr/share/hyphen/hyph_es_ES.dic", 2}};
  struct arena *arena = arena_create();
  struct str text, bytes;
  CHECK(read_data(arena, "README.md", &text) || read_data(arena, "src/README.md", &text));
  for (size_t i = 0; i < sizeof dictionaries / sizeof *dictionaries; i++) {
    if (!read_data(arena, dictionaries[i].path, &bytes)) continue;
    HyphenDict *dictionary = hnj_hyphen_load(dictionaries[i].path);
    struct patterns *patterns = patterns_read(arena, bytes);
    CHECK(dictionary != NULL && patterns != NULL);
    char word[PATTERN_WORD_LIMIT];
    size_t letters = 0, words = 0;
    for (size_t at = 0; at < text.length && dictionary && patterns; at++) {
      char lower = (char)(text.at[at] | 0x20);
      if (lower >= 'a' && lower <= 'z' && letters < sizeof word - 1) {
        word[letters++] = lower;
        continue;
      }
      if (letters > 3) CHECK(same_points(dictionary, patterns, (struct str){word, letters}, dictionaries[i].after));
      words += letters > 3;
      letters = 0;
    }
    CHECK(words > 50);
    if (dictionary) hnj_hyphen_free(dictionary);
  }
  arena_destroy(arena);
}

static void patterns_refuse_what_is_none(void) {
  struct arena *arena = arena_create();
  CHECK(patterns_read(arena, STR("")) == NULL);
  CHECK(patterns_read(arena, STR("UTF-8")) == NULL);
  CHECK(patterns_read(arena, STR("NO-SUCH-ENCODING\na1b\n")) == NULL);
  struct patterns *patterns =
      patterns_read(arena, STR("UTF-8\nLEFTHYPHENMIN 2\n% remark\na1b\r\n1b/x=,1,1\n.c3\nd4.\nab5c"));
  uint8_t values[PATTERN_WORD_LIMIT];
  patterns_apply(patterns, STR("abcd"), values);
  CHECK_INT(values[1], 1);
  CHECK_INT(values[2], 5);
  CHECK_INT(values[3], 0);
  patterns_apply(patterns, STR("cab"), values);
  CHECK_INT(values[1], 3);
  char wide[PATTERN_WORD_LIMIT + 10];
  memset(wide, 'a', sizeof wide);
  patterns_apply(patterns, (struct str){wide, sizeof wide}, values);
  CHECK_INT(values[1], 0);
  patterns_apply(patterns, (struct str){wide, PATTERN_WORD_LIMIT}, values);
  struct patterns *latin = patterns_read(arena, STR("ISO8859-1\n\xE9"
                                                    "1a\n"));
  patterns_apply(latin, STR("éa"), values);
  CHECK_INT(values[2], 1);
  arena_destroy(arena);
}

/* Compares plain_opportunity with ICU over one text; returns how many opportunities it told without it. */
static size_t compare_opportunities(UBreakIterator *iterator, struct str text) {
  UChar units[256];
  uint32_t offsets[257];
  int32_t count = 0;
  for (size_t at = 0; at < text.length; count++) {
    offsets[count] = (uint32_t)at;
    units[count] = (UChar)utf8_next(text, &at);
  }
  offsets[count] = (uint32_t)text.length;
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator, units, count, &status);
  size_t told = 0;
  for (int32_t unit = 0, next; (next = ubrk_next(iterator)) != UBRK_DONE; unit = next) {
    int32_t moved = unit;
    uint32_t found = plain_opportunity(text, offsets[unit], &moved);
    if (found == 0) continue;
    told++;
    if (found == offsets[next] && moved == next) continue;
    printf("  \"%.*s\" behind byte %u: %u, by ICU %u\n", STR_ARG(text), offsets[unit], found, offsets[next]);
    CHECK(false);
  }
  return told;
}

static void plain_opportunities_are_icu_s(void) {
  static const char *const pieces[] = {"a", "b",      "Z", "0",  "9", " ", " ",      ",", ".", "-", "(", ")", "’",
                                       "/", "\u00A0", "–", "\"", "'", ":", ";",      "“", "”", "%", "!", "[", "]",
                                       "&", "#",      "@", "_",  "=", "*", "\u2011", "é", "À", "$", "?", "+"};
  enum { PIECES = sizeof pieces / sizeof *pieces, COMMON = 7, TEXTS = 40000 };
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_LINE, "en", NULL, 0, &status);
  CHECK(U_SUCCESS(status));
  uint64_t random = 20260120;
  size_t told = 0;
  for (int i = 0; i < TEXTS; i++) {
    struct buffer text = {0};
    for (int k = 0; k < 2 + i % 13; k++) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      unsigned drawn = (unsigned)(random >> 33);
      buffer_append(&text, str_from(pieces[drawn % 3 > 0 ? drawn / 3 % COMMON : drawn / 3 % PIECES]));
    }
    told += compare_opportunities(iterator, buffer_str(&text));
    buffer_free(&text);
  }
  CHECK(told > TEXTS);
  ubrk_close(iterator);
}

int main(void) {
  RUN(plain_opportunities_are_icu_s);
  run_with_data("levels_are_those_of_unicode", UNICODE_FOLDER "/BidiCharacterTest.txt", levels_are_those_of_unicode);
  run_with_data("lines_break_as_unicode_says", UNICODE_FOLDER "/auxiliary/LineBreakTest.txt",
                lines_break_as_unicode_says);
  RUN(patterns_agree_with_libhyphen);
  RUN(patterns_refuse_what_is_none);
  return check_report();
}
