/* Marks and ordinals. */
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "language/internal.h"

static struct str digits(struct arena *arena, uint32_t number) {
  return str_format(arena, "%u", number);
}

struct str language_letters(struct arena *arena, uint32_t number) {
  if (number == 0) return digits(arena, number);
  char letters[8];
  size_t at = sizeof letters;
  for (; number > 0; number = (number - 1) / 26)
    letters[--at] = (char)('a' + (number - 1) % 26);
  return str_copy(arena, (struct str){letters + at, sizeof letters - at});
}

struct str language_roman(struct arena *arena, uint32_t number) {
  static const struct {
    uint32_t value;
    struct str figure;
  } figures[] = {
      {1000, STR_INIT("m")}, {900, STR_INIT("cm")}, {500, STR_INIT("d")}, {400, STR_INIT("cd")}, {100, STR_INIT("c")},
      {90, STR_INIT("xc")},  {50, STR_INIT("l")},   {40, STR_INIT("xl")}, {10, STR_INIT("x")},   {9, STR_INIT("ix")},
      {5, STR_INIT("v")},    {4, STR_INIT("iv")},   {1, STR_INIT("i")},
  };
  if (number == 0 || number > 3999) return digits(arena, number);
  char roman[16]; /* mmmdccclxxxviii, 3888, is the longest */
  size_t size = 0;
  for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
    for (; number >= figures[i].value; number -= figures[i].value)
      for (size_t j = 0; j < figures[i].figure.length; j++)
        roman[size++] = figures[i].figure.at[j];
  return str_copy(arena, (struct str){roman, size});
}

enum { ORDINAL_LONGEST = 256 };

static bool format_ordinal(UNumberFormat *format, struct str rule_set, uint32_t number, char out[ORDINAL_LONGEST],
                           int32_t *size) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[64], words[ORDINAL_LONGEST];
  int32_t name_length = 0;
  u_strFromUTF8(name, 64, &name_length, rule_set.at, (int32_t)rule_set.length, &status);
  unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, name_length, &status);
  int32_t word_length = unum_formatInt64(format, (int64_t)number, words, ORDINAL_LONGEST, NULL, &status);
  u_strToUTF8(out, ORDINAL_LONGEST, size, words, word_length, &status);
  return U_SUCCESS(status);
}

/* The ordinal by one of ICU's rule sets; the empty str when ICU lacks the language or the rule set. */
static struct str spell(struct arena *arena, const struct language_pack *pack, UNumberFormatStyle style,
                        struct str rule_set, uint32_t number) {
  UErrorCode status = U_ZERO_ERROR;
  char tag[32];
  if (rule_set.length == 0 || pack->tag.length >= sizeof tag) return (struct str){"", 0};
  for (size_t i = 0; i <= pack->tag.length; i++)
    tag[i] = i < pack->tag.length ? (char)(pack->tag.at[i] == '-' ? '_' : pack->tag.at[i]) : '\0';
  UNumberFormat *format = unum_open(style, NULL, 0, tag, NULL, &status);
  if (U_FAILURE(status)) return (struct str){"", 0};
  char out[ORDINAL_LONGEST];
  int32_t size = 0;
  bool spelt = format_ordinal(format, rule_set, number, out, &size);
  unum_close(format);
  return spelt ? str_copy(arena, (struct str){out, (size_t)size}) : (struct str){"", 0};
}

static struct str ordinal_in_words(struct arena *arena, const struct language_pack *pack, uint32_t number) {
  if (!pack->ordinal_in_words) return (struct str){"", 0};
  if (pack->ordinal_words_up_to > 0 && number > pack->ordinal_words_up_to) return (struct str){"", 0};
  if (number >= 1 && number <= pack->ordinal_word_count) return pack->ordinal_words[number - 1];
  return spell(arena, pack, UNUM_SPELLOUT, pack->ordinal_rule_set, number);
}

static struct str ordinal_in_figures(struct arena *arena, const struct language_pack *pack, uint32_t number) {
  struct str ruled = spell(arena, pack, UNUM_ORDINAL, pack->ordinal_figures_rule_set, number);
  if (ruled.length > 0) return ruled;
  if (pack->ordinal_form.length == 0) return digits(arena, number);
  struct form_value values[] = {{STR("number"), digits(arena, number)}, {{NULL, 0}, {NULL, 0}}};
  return fill_values(arena, pack->ordinal_form, values);
}

struct str language_ordinal(struct arena *arena, const struct language_pack *pack, uint32_t number) {
  struct str ordinal = ordinal_in_words(arena, pack, number);
  if (ordinal.length == 0) ordinal = ordinal_in_figures(arena, pack, number);
  return pack->capital_ordinal ? language_capitalize(arena, ordinal, pack->tag) : ordinal;
}
