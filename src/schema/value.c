#include "schema/value.h"

#include <string.h>

#include "base/utf8.h"

/* Digits with at most `decimals` places behind a point, in units of 10^-decimals. False for anything else. */
static bool parse_fixed(struct str text, unsigned decimals, int64_t *value) {
  int64_t result = 0;
  unsigned places = 0;
  bool digits = false, point = false;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (c == '.' && digits && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || result > INT32_MAX || (point && places == decimals)) return false;
    result = result * 10 + (c - '0');
    digits = true;
    places += point;
  }
  if (!digits || (point && places == 0)) return false;
  for (; places < decimals; places++)
    result *= 10;
  *value = result;
  return true;
}

/* The same with an optional minus; 32 bits. */
static bool parse_thousandths(struct str text, int32_t *value) {
  bool negative = text.length > 0 && text.at[0] == '-';
  int64_t result;
  if (!parse_fixed(str_slice(text, negative, text.length), 3, &result) || result > INT32_MAX) return false;
  *value = (int32_t)(negative ? -result : result);
  return true;
}

static struct str scalar_text(const struct yaml_node *node) {
  return str_trim(node->text.bytes);
}

static struct message *refuse(const struct schema_context *context, const struct yaml_node *node, enum code code,
                              const struct schema_key *key, const char *expected) {
  struct str found = schema_excerpt(context->diagnostics->arena, node->text.bytes);
  return diagnose(context->diagnostics, node->place, code, "`%s` takes %s, not `%.*s`", key->name, expected,
                  STR_ARG(found));
}

static bool refuse_empty(const struct schema_context *context, const struct schema_key *key,
                         const struct yaml_node *node) {
  struct message *message =
      diagnose(context->diagnostics, node->place, E_EMPTY_VALUE, "`%s` has a text without words", key->name);
  message_hint(context->diagnostics, message, "write the words, or take the line out");
  return false;
}

/* A text without the line end that a literal block leaves behind it. */
static bool read_text(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      void *out) {
  (void)key;
  struct str bytes = node->text.bytes;
  size_t end = bytes.length, begin = 0;
  while (end > 0 && strchr(" \t\n", bytes.at[end - 1]))
    end--;
  while (begin < end && strchr(" \t\n", bytes.at[begin]))
    begin++;
  struct source_text *text = out;
  *text = diagnostics_keep_text(context->diagnostics, context->arena, &node->text, begin, end);
  return true;
}

static bool read_words(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                       void *out) {
  read_text(context, key, node, out);
  return ((struct source_text *)out)->bytes.length > 0 || refuse_empty(context, key, node);
}

static bool read_name(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      void *out) {
  struct source_text *text = out;
  if (!read_words(context, key, node, out)) return false;
  /* [[id]] without quotation marks is a list for YAML, and src/yaml has said so. */
  bool reported = node->style == YAML_PLAIN && str_starts_with(text->bytes, STR("[["));
  if (!reported && schema_check_name(context, text)) return true;
  *text = (struct source_text){0};
  return false;
}

/* RFC 5646, 2.1, without grandfathered tags: a language of two or three letters, then parts of up to eight. */
bool schema_is_language(struct str tag) {
  size_t part = 0, letters = 0;
  for (size_t i = 0; i <= tag.length; i++) {
    if (i == tag.length || tag.at[i] == '-') {
      if (letters == 0 || letters > (part == 0 ? 3u : 8u) || (part == 0 && letters < 2)) return false;
      part++, letters = 0;
      continue;
    }
    char c = tag.at[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && (part == 0 || c < '0' || c > '9')) return false;
    letters++;
  }
  return tag.length <= 35;
}

static bool read_language(const struct schema_context *context, const struct schema_key *key,
                          const struct yaml_node *node, void *out) {
  struct source_text *text = out;
  if (!read_words(context, key, node, out)) return false;
  if (schema_is_language(text->bytes)) return true;
  struct message *message = refuse(context, node, E_BAD_LANGUAGE, key, "a language's short tag");
  message_hint(context->diagnostics, message, "such as en, fr, es, ru, ar, zh or pt-BR");
  *text = (struct source_text){0};
  return false;
}

static bool begins_with(struct str s, struct str lower) {
  if (s.length <= lower.length) return false;
  for (size_t i = 0; i < lower.length; i++)
    if ((s.at[i] | (s.at[i] >= 'A' && s.at[i] <= 'Z' ? 0x20 : 0)) != lower.at[i]) return false;
  return true;
}

/* No longer than a string of a PDF may be, less a little; browsers take far less. */
enum { LONGEST_ADDRESS = 32000 };

bool schema_is_address(struct str text) {
  if (text.length > LONGEST_ADDRESS) return false;
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.at[i] <= ' ') return false;
  return begins_with(text, STR("https://")) || begins_with(text, STR("http://")) || begins_with(text, STR("mailto:"));
}

void schema_refuse_address(struct diagnostics *diagnostics, struct place place, struct str text) {
  struct str shown = schema_excerpt(diagnostics->arena, text);
  struct message *message = diagnose(diagnostics, place, E_LINK_TARGET,
                                     "a link leads to `%.*s`, which is no web or mail address", STR_ARG(shown));
  if (text.length > LONGEST_ADDRESS)
    message_hint(diagnostics, message, "an address has at most %d characters", LONGEST_ADDRESS);
  else if (str_starts_with(text, STR("www.")))
    message_hint(diagnostics, message, "write https://%.*s", STR_ARG(shown));
  else if (memchr(text.at, '@', text.length) && !memchr(text.at, ':', text.length))
    message_hint(diagnostics, message, "write mailto:%.*s", STR_ARG(shown));
  else
    message_hint(diagnostics, message, "https://…, http://… or mailto:…; a place of this report is cited as [[id]]");
}

static bool read_address(const struct schema_context *context, const struct schema_key *key,
                         const struct yaml_node *node, void *out) {
  struct source_text *text = out;
  if (!read_words(context, key, node, out)) return false;
  if (schema_is_address(text->bytes)) return true;
  schema_refuse_address(context->diagnostics, schema_text_place(text), text->bytes);
  *text = (struct source_text){0};
  return false;
}

static bool read_truth(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                       void *out) {
  struct str text = scalar_text(node);
  bool yes = str_equal(text, STR("true"));
  if (!yes && !str_equal(text, STR("false"))) {
    struct message *message = refuse(context, node, E_BAD_VALUE, key, "true or false");
    message_hint(context->diagnostics, message, "write `%s: true` or `%s: false`", key->name, key->name);
    return false;
  }
  *(struct schema_truth *)out = (struct schema_truth){true, yes, node->place};
  return true;
}

static bool read_integer(const struct schema_context *context, const struct schema_key *key,
                         const struct yaml_node *node, void *out) {
  bool limited = key->minimum != 0 || key->maximum != 0;
  int64_t maximum = limited ? key->maximum : INT32_MAX;
  uint64_t value = 0;
  if (number_parse(scalar_text(node), (uint64_t)maximum, &value) && (int64_t)value >= key->minimum) {
    *(struct schema_integer *)out = (struct schema_integer){true, (int64_t)value, node->place};
    return true;
  }
  struct message *message = refuse(context, node, E_BAD_NUMBER, key, "a whole number in digits");
  if (limited)
    message_hint(context->diagnostics, message, "from %lld to %lld", (long long)key->minimum, (long long)key->maximum);
  else
    message_hint(context->diagnostics, message, "digits only, no sign, no decimals: `%s: 2`", key->name);
  return false;
}

static bool read_number(const struct schema_context *context, const struct schema_key *key,
                        const struct yaml_node *node, void *out) {
  int32_t thousandths;
  if (parse_thousandths(scalar_text(node), &thousandths)) {
    *(struct schema_decimal *)out = (struct schema_decimal){true, thousandths, node->place};
    return true;
  }
  struct message *message = refuse(context, node, E_BAD_NUMBER, key, "a number");
  message_hint(context->diagnostics, message, "such as 1.25: a decimal point, at most three decimals");
  return false;
}

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* YYYY-MM-DD as digits, whether or not there is such a day. */
static bool has_date_shape(struct str text, int *year, int *month, int *day) {
  if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') return false;
  uint64_t parts[3];
  if (!number_parse(str_slice(text, 0, 4), 9999, &parts[0]) || !number_parse(str_slice(text, 5, 7), 99, &parts[1]) ||
      !number_parse(str_slice(text, 8, 10), 99, &parts[2]))
    return false;
  *year = (int)parts[0], *month = (int)parts[1], *day = (int)parts[2];
  return true;
}

bool schema_parse_date(struct str text, struct schema_date *date) {
  int year, month, day;
  if (!has_date_shape(text, &year, &month, &day)) return false;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_of(year, month)) return false;
  date->given = true;
  date->year = (int16_t)year, date->month = (uint8_t)month, date->day = (uint8_t)day;
  return true;
}

static void explain_day(const struct schema_context *context, struct message *message, int year, int month) {
  if (month < 1 || month > 12)
    message_hint(context->diagnostics, message, "months go from 01 to 12; the month stands in the middle");
  else if (year >= 1)
    message_hint(context->diagnostics, message, "%04d-%02d has %d days", year, month, days_of(year, month));
}

static bool read_date(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      void *out) {
  struct schema_date *date = out;
  struct str text = scalar_text(node);
  int year, month, day;
  if (schema_parse_date(text, date)) {
    date->place = node->place;
    return true;
  }
  if (has_date_shape(text, &year, &month, &day)) {
    struct message *message = diagnose(context->diagnostics, node->place, E_BAD_DATE,
                                       "`%s: %.*s` is no day of the calendar", key->name, STR_ARG(text));
    explain_day(context, message, year, month);
  } else {
    struct message *message = refuse(context, node, E_BAD_DATE, key, "a date");
    message_hint(context->diagnostics, message, "year, month, day: `%s: 2026-01-20`", key->name);
  }
  return false;
}

static const struct {
  struct str name;
  enum schema_unit unit;
  int64_t numerator, denominator; /* from thousandths of the unit to the value */
} units[] = {
    {STR_INIT("pt"), UNIT_ABSOLUTE, LENGTH_POINT, 1000},
    {STR_INIT("mm"), UNIT_ABSOLUTE, LENGTH_POINT * 720, 254000},
    {STR_INIT("cm"), UNIT_ABSOLUTE, LENGTH_POINT * 7200, 254000},
    {STR_INIT("in"), UNIT_ABSOLUTE, LENGTH_POINT * 72, 1000},
    {STR_INIT("%"), UNIT_PERCENT, 1, 1},
    {STR_INIT("em"), UNIT_EM, 1, 1},
};

static size_t find_unit(struct str text) {
  size_t index = 0;
  while (index < sizeof units / sizeof *units && !str_ends_with(text, units[index].name))
    index++;
  return index;
}

static bool parse_length(struct str text, struct schema_length *length_out) {
  if (str_equal(text, STR("0"))) {
    length_out->unit = UNIT_ABSOLUTE;
    return true;
  }
  size_t index = find_unit(text);
  int32_t thousandths;
  if (index == sizeof units / sizeof *units) return false;
  struct str number = str_trim(str_slice(text, 0, text.length - units[index].name.length));
  if (!parse_thousandths(number, &thousandths)) return false;
  int64_t scaled = thousandths * units[index].numerator, half = units[index].denominator / 2;
  int64_t value = (scaled + (scaled < 0 ? -half : half)) / units[index].denominator;
  if (value > INT32_MAX || value < INT32_MIN) return false;
  length_out->unit = units[index].unit;
  length_out->value = (int32_t)value;
  return true;
}

static bool read_length(const struct schema_context *context, const struct schema_key *key,
                        const struct yaml_node *node, void *out) {
  struct schema_length *result = out;
  struct str text = scalar_text(node);
  if (parse_length(text, result)) {
    result->given = true, result->place = node->place;
    return true;
  }
  int32_t number;
  struct message *message = refuse(context, node, E_BAD_LENGTH, key, "a length");
  if (parse_thousandths(text, &number))
    message_hint(context->diagnostics, message, "the unit is missing: %.*s pt, %.*s mm or %.*s%%?", STR_ARG(text),
                 STR_ARG(text), STR_ARG(text));
  else
    message_hint(context->diagnostics, message, "a number and pt, mm, cm, in, em or %%: 12.5 mm");
  return false;
}

static bool parse_color(struct str text, uint32_t *rgb) {
  *rgb = str_equal(text, STR("white")) ? 0xFFFFFF : 0;
  if (*rgb != 0 || str_equal(text, STR("black"))) return true;
  if (text.length != 7 || text.at[0] != '#') return false;
  for (size_t i = 1; i < 7; i++) {
    static const char digits[] = "0123456789abcdef";
    char c = text.at[i] >= 'A' && text.at[i] <= 'F' ? (char)(text.at[i] + 32) : text.at[i];
    const char *digit = memchr(digits, c, 16);
    if (!digit) return false;
    *rgb = *rgb << 4 | (uint32_t)(digit - digits);
  }
  return true;
}

static bool read_color(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                       void *out) {
  struct schema_color *color = out;
  if (parse_color(scalar_text(node), &color->rgb)) {
    color->given = true, color->place = node->place;
    return true;
  }
  color->rgb = 0;
  struct message *message = refuse(context, node, E_BAD_VALUE, key, "a colour");
  message_hint(context->diagnostics, message, "in quotation marks: \"#1a5fb4\", or black, white");
  return false;
}

static struct str list_words(struct arena *arena, const char *const *words) {
  struct str list = {"", 0};
  for (size_t i = 0; words[i]; i++) {
    const char *joint = i == 0 ? "" : words[i + 1] ? ", " : " or ";
    list = str_format(arena, "%.*s%s%s", STR_ARG(list), joint, words[i]);
  }
  return list;
}

static struct str nearest_choice(struct arena *arena, const char *const *choices, struct str text) {
  size_t count = 0;
  while (choices[count])
    count++;
  struct str *names = arena_new_array(arena, struct str, count + 1);
  for (size_t i = 0; i < count; i++)
    names[i] = str_from(choices[i]);
  return diagnostics_nearest(text, names, count);
}

static bool read_choice(const struct schema_context *context, const struct schema_key *key,
                        const struct yaml_node *node, void *out) {
  struct str text = scalar_text(node);
  for (int i = 0; key->choices[i]; i++) {
    if (!str_equal(text, str_from(key->choices[i]))) continue;
    *(struct schema_choice *)out = (struct schema_choice){true, i, node->place};
    return true;
  }
  struct arena *arena = context->diagnostics->arena;
  struct str words = list_words(arena, key->choices), nearest = nearest_choice(arena, key->choices, text);
  struct message *message = refuse(context, node, E_BAD_CHOICE, key,
                                   str_format(arena, key->choices[1] ? "one of %.*s" : "%.*s", STR_ARG(words)).at);
  if (nearest.length > 0) {
    message_hint(context->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
    if (node->style == YAML_PLAIN) message_fix(message, node->place, nearest);
  }
  return false;
}

/* The characters of message.c's is_name_character, as what is not among them. */
#define NAME_PATTERN                                                                                                   \
  "^[^\\u0000-,./"                                                                                                     \
  ":-@\\[-\\^`{-\\u00a9\\u00ab\\u00bb\\u2000-\\u206f\\u3000-\\u3003\\u3008-\\u3020\\ue000-\\uf8ff\\ufeff"              \
  "\\uff01-\\uff0f]+$"

const struct value_type *value_type_of(enum schema_type type) {
  static const struct value_type types[] = {
      [SCHEMA_TEXT] = {"a text", "some words", sizeof(struct source_text), read_text, "text", SCALAR_ANY, NULL, NULL,
                       0},
      [SCHEMA_NAME] = {"an id", "agenda", sizeof(struct source_text), read_name, "id", SCALAR_ANY, NAME_PATTERN, NULL,
                       64},
      [SCHEMA_PATH] = {"the name of a file", "file.yaml", sizeof(struct source_text), read_words, "file", SCALAR_ANY,
                       "\\S", NULL, 0},
      [SCHEMA_LANGUAGE] = {"a language", "en", sizeof(struct source_text), read_language, "language",
                           SCALAR_TEXT | SCALAR_TRUTH, "^[A-Za-z]{2,3}(-[0-9A-Za-z]{1,8})*$", NULL, 35},
      [SCHEMA_ADDRESS] = {"an address", "https://example.org", sizeof(struct source_text), read_address, "address",
                          SCALAR_TEXT, "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\\u0000- ]+$", NULL, 0},
      [SCHEMA_TRUTH] = {"true or false", "true", sizeof(struct schema_truth), read_truth, "truth",
                        SCALAR_TRUTH | SCALAR_TEXT, "^(true|false)$", NULL, 0},
      [SCHEMA_INTEGER] = {"a whole number", "2", sizeof(struct schema_integer), read_integer, NULL,
                          SCALAR_INTEGER | SCALAR_TEXT, "^[0-9]+$", NULL, 0},
      [SCHEMA_NUMBER] = {"a number", "1.25", sizeof(struct schema_decimal), read_number, "number",
                         SCALAR_NUMBER | SCALAR_TEXT, "^-?[0-9]+(\\.[0-9]{1,3})?$", NULL, 0},
      [SCHEMA_DATE] = {"a date", "2026-01-20", sizeof(struct schema_date), read_date, "date", SCALAR_TEXT,
                       "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "date", 0},
      /* The one number that is a length without a unit is 0. */
      [SCHEMA_LENGTH] = {"a length", "12 pt", sizeof(struct schema_length), read_length, "length",
                         SCALAR_TEXT | SCALAR_INTEGER, "^(0|-?[0-9]+(\\.[0-9]{1,3})?\\s*(pt|mm|cm|in|%|em))$", NULL, 0},
      [SCHEMA_COLOR] = {"a colour", "\"#1a5fb4\"", sizeof(struct schema_color), read_color, "colour", SCALAR_TEXT,
                        "^(#[0-9A-Fa-f]{6}|black|white)$", NULL, 0},
      [SCHEMA_CHOICE] = {"a word", "word", sizeof(struct schema_choice), read_choice, NULL, SCALAR_TEXT, NULL, NULL, 0},
      [SCHEMA_RECORD] = {"keys with values of their own", "{…}", sizeof(void *), NULL, NULL, 0, NULL, NULL, 0},
      [SCHEMA_NODE] = {"a value", "…", sizeof(const struct yaml_node *), NULL, NULL, 0, NULL, NULL, 0},
  };
  return &types[type];
}
