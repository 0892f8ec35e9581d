/* Label packs, forms, dates, ordinals, marks, letters' case, no-break spaces and grapheme clusters. Run from the top
 * folder: the packs are those of styles/labels. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include "base/utf8.h"
#include "check.h"
#include "language/language.h"

static struct arena *arena;
static struct diagnostics *diagnostics;

static void begin(void) {
  static const struct diagnostic_options options;
  arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, &options);
}

static const struct language_pack *load(const char *tag) {
  return language_load(diagnostics, arena, STR("styles/labels"), str_from(tag), (struct place){0});
}

static struct str messages(void) {
  struct buffer out = {0};
  diagnostics_render(diagnostics, MESSAGES_TEXT, false, &out);
  struct str text = str_copy(arena, buffer_str(&out));
  buffer_free(&out);
  return text;
}

static bool says(const char *words) {
  return str_find(messages(), str_from(words), 0) != SIZE_MAX;
}

/* A pack of a few lines in a folder of its own. */
static const struct language_pack *load_text(const char *text) {
  char folder[] = "/tmp/test-language-XXXXXX";
  if (mkdtemp(folder) == NULL) return NULL;
  struct str path = str_format(arena, "%s/xx.yaml", folder);
  FILE *file = fopen(path.at, "w");
  if (file != NULL) {
    fputs(text, file);
    fclose(file);
  }
  const struct language_pack *pack = language_load(diagnostics, arena, str_from(folder), STR("xx"), (struct place){0});
  unlink(path.at);
  rmdir(folder);
  return pack;
}

static struct str field_value(void *context, struct str name) {
  (void)context;
  if (str_equal(name, STR("symbol"))) return STR("X/1");
  if (str_equal(name, STR("revision"))) return STR("2");
  return (struct str){"", 0};
}

static struct str fill(const char *form) {
  return language_fill(arena, str_from(form), field_value, NULL);
}

static void test_forms_are_filled(void) {
  begin();
  CHECK_STR(fill("Document {symbol}"), STR("Document X/1"));
  CHECK_STR(fill("{symbol}[(Rev.{revision})][(Add.{addendum})]"), STR("X/1(Rev.2)"));
  CHECK_STR(fill("[{addendum} of ][{symbol}]"), STR("X/1"));
  CHECK_STR(fill("[no field]"), STR("no field"));
  CHECK_STR(fill("[[{symbol}]] {{x}}"), STR("[X/1] {x}"));
  CHECK_STR(fill("[{symbol}{addendum}]."), STR("."));
  CHECK_STR(fill(""), STR(""));
}

static void test_forms_with_slips_are_filled_as_far_as_possible(void) {
  begin();
  CHECK_STR(fill("a [{symbol}"), STR("a X/1"));
  CHECK_STR(fill("a {symbol"), STR("a {symbol"));
  CHECK_STR(fill("a } b"), STR("a } b"));
}

static bool refused(const char *form, size_t where, const char *words) {
  size_t at = SIZE_MAX;
  const char *wrong = language_check_form(str_from(form), &at);
  return wrong != NULL && at == where && strstr(wrong, words) != NULL;
}

static void test_forms_are_checked(void) {
  size_t at;
  CHECK(language_check_form(STR("a {b} [c {d}] [[ ]] {{ }}"), &at) == NULL);
  CHECK(refused("ab {c", 3, "{ without"));
  CHECK(refused("ab c}", 4, "} without"));
  CHECK(refused("ab [c", 3, "[ without"));
  CHECK(refused("ab c]", 4, "] without"));
  CHECK(refused("a [b [c] d]", 5, "[ inside"));
  CHECK(refused("a {}", 3, "without a name"));
}

static void test_fields_are_found(void) {
  size_t at = 0;
  struct str name;
  struct str form = STR("{a} [{b-c}] {{d}}");
  CHECK(language_next_field(form, &at, &name));
  CHECK_STR(name, STR("a"));
  CHECK(language_next_field(form, &at, &name));
  CHECK_STR(name, STR("b-c"));
  CHECK(!language_next_field(form, &at, &name));
}

static void test_every_pack_is_complete(void) {
  static const char *const tags[] = {"en", "fr", "es", "ru", "ar", "zh"};
  begin();
  for (size_t i = 0; i < 6; i++) {
    const struct language_pack *pack = load(tags[i]);
    CHECK(pack != NULL);
    if (pack == NULL) continue;
    CHECK_STR(pack->tag, str_from(tags[i]));
    CHECK_STR(pack->suffix, str_slice(STR("EFSRAC"), i, i + 1));
    CHECK(pack->direction == (i == 4 ? DIRECTION_RIGHT_TO_LEFT : DIRECTION_LEFT_TO_RIGHT));
  }
  CHECK_STR(messages(), STR(""));
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_labels_by_name(void) {
  begin();
  const struct language_pack *pack = load("fr");
  CHECK_STR(language_label(pack, STR("summary")), STR("Résumé"));
  CHECK_STR(language_label(pack, STR("language.en")), STR("anglais"));
  CHECK_STR(language_label(pack, STR("cite.section")), STR("section {number}"));
  CHECK_STR(language_label(pack, STR("no-such-label")), STR(""));
  CHECK(language_has_label(pack, STR("column.due")));
  CHECK(!language_has_label(pack, STR("due")));
}

static void test_a_region_falls_back(void) {
  begin();
  CHECK_STR(load("en-GB")->tag, STR("en"));
  CHECK_STR(load("zh-Hans-CN")->tag, STR("zh"));
  CHECK(load("tlh") == NULL);
  CHECK(says("there are no labels for the language `tlh`"));
  CHECK(says("`ar`, `en`, `es`, `fr`, `ru`, `zh`"));
  CHECK(load("../labels/en") == NULL);
}

static void test_packs_are_listed(void) {
  begin();
  struct str *tags;
  CHECK_INT(language_list(arena, STR("styles/labels"), &tags), 6);
  CHECK_STR(tags[0], STR("ar"));
  CHECK_STR(tags[5], STR("zh"));
  CHECK_INT(language_list(arena, STR("styles/no-such-folder"), &tags), 0);
}

static void test_a_pack_that_lacks_labels(void) {
  begin();
  const struct language_pack *pack = load_text("labels: {summary: Sum}\n");
  CHECK(pack != NULL);
  CHECK_STR(language_label(pack, STR("summary")), STR("Sum"));
  CHECK(says("warning[W0322]: the labels for `xx` lack `document`, `original`"));
  CHECK(!says("`summary`"));
  struct schema_date date = {.given = true, .year = 2026, .month = 1, .day = 20};
  CHECK_STR(language_date(arena, pack, &date), STR("2026-01-20"));
  CHECK_STR(language_ordinal(arena, pack, 3), STR("3"));
}

static void test_slips_in_a_pack(void) {
  begin();
  CHECK(load_text(
            "labels: {revision-to: \"Revision {n} to\", note: \"{\"}\ndates: {months: [January], form: \"{dy}\"}\n") ==
        NULL);
  CHECK(says("the label `revision-to` has no field {n}"));
  CHECK(says("its fields are: revision"));
  CHECK(says("the label `note` has a { without its }"));
  CHECK(says("`months` has 1 names, not twelve"));
  CHECK(says("the label `dates` has no field {dy}"));
  CHECK(load_text("") == NULL);
  CHECK(says("is empty"));
  CHECK(load_text("sufix: X\n") == NULL);
  CHECK(says("did you mean `suffix`?"));
}

static struct str date_in(const char *tag, int year, int month, int day) {
  struct schema_date date = {.given = true, .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
  return language_date(arena, load(tag), &date);
}

static void test_dates(void) {
  begin();
  CHECK_STR(date_in("en", 2026, 1, 20), STR("20 January 2026"));
  CHECK_STR(date_in("fr", 2026, 1, 20), STR("20 janvier 2026"));
  CHECK_STR(date_in("fr", 2026, 8, 1), STR("1er août 2026"));
  CHECK_STR(date_in("es", 2026, 1, 20), STR("20 de enero de 2026"));
  CHECK_STR(date_in("ru", 2026, 1, 20), STR("20 января 2026 года"));
  CHECK_STR(date_in("ar", 2026, 1, 20), STR("20 يناير 2026"));
  CHECK_STR(date_in("zh", 2026, 1, 20), STR("2026年1月20日"));
  struct schema_date none = {0};
  CHECK_STR(language_date(arena, load("en"), &none), STR(""));
}

static struct str range_in(const char *tag, struct schema_date from, struct schema_date to) {
  return language_date_range(arena, load(tag), &from, &to);
}

static void test_date_ranges(void) {
  begin();
  struct schema_date from = {.given = true, .year = 2018, .month = 4, .day = 17};
  struct schema_date same_month = from, same_year = from, other_year = from, none = {0};
  same_month.day = 27;
  same_year.month = 5;
  other_year.year = 2019;
  CHECK_STR(range_in("en", from, same_month), STR("17–27 April 2018"));
  CHECK_STR(range_in("en", from, same_year), STR("17 April – 17 May 2018"));
  CHECK_STR(range_in("en", from, other_year), STR("17 April 2018 – 17 April 2019"));
  CHECK_STR(range_in("en", from, from), STR("17 April 2018"));
  CHECK_STR(range_in("en", from, none), STR("17 April 2018"));
  CHECK_STR(range_in("en", none, from), STR("17 April 2018"));
  CHECK_STR(range_in("fr", from, same_month), STR("17-27 avril 2018"));
  CHECK_STR(range_in("ru", from, same_month), STR("17–27 апреля 2018 года"));
  CHECK_STR(range_in("zh", from, same_month), STR("2018年4月17-27日"));
  CHECK_STR(range_in("ar", from, same_month), STR("27-17 أبريل 2018"));
}

static struct str ordinal_in(const char *tag, uint32_t number) {
  return language_ordinal(arena, load(tag), number);
}

static void test_ordinals(void) {
  begin();
  CHECK_STR(ordinal_in("en", 23), STR("Twenty-third"));
  CHECK_STR(ordinal_in("en", 1), STR("First"));
  CHECK_STR(ordinal_in("en", 32), STR("32nd"));
  CHECK_STR(ordinal_in("en", 111), STR("111th"));
  CHECK_STR(ordinal_in("fr", 1), STR("Première"));
  CHECK_STR(ordinal_in("fr", 23), STR("Vingt-troisième"));
  CHECK_STR(ordinal_in("fr", 40), STR("40e"));
  CHECK_STR(ordinal_in("es", 23), STR("Vigesimotercera"));
  CHECK_STR(ordinal_in("es", 10), STR("Décima"));
  CHECK_STR(ordinal_in("ru", 23), STR("23-е"));
  CHECK_STR(ordinal_in("ar", 23), STR("الثالث والعشرون"));
  CHECK_STR(ordinal_in("zh", 23), STR("第23次"));
}

static void test_letters_and_roman_figures(void) {
  begin();
  CHECK_STR(language_letters(arena, 1), STR("a"));
  CHECK_STR(language_letters(arena, 26), STR("z"));
  CHECK_STR(language_letters(arena, 27), STR("aa"));
  CHECK_STR(language_letters(arena, 702), STR("zz"));
  CHECK_STR(language_letters(arena, 703), STR("aaa"));
  CHECK_STR(language_letters(arena, UINT32_MAX), STR("mwlqkwu"));
  CHECK_STR(language_letters(arena, 0), STR("0"));
  CHECK_STR(language_roman(arena, 4), STR("iv"));
  CHECK_STR(language_roman(arena, 1994), STR("mcmxciv"));
  CHECK_STR(language_roman(arena, 3888), STR("mmmdccclxxxviii"));
  CHECK_STR(language_roman(arena, 4000), STR("4000"));
  CHECK_STR(language_roman(arena, 0), STR("0"));
}

static void test_letter_case(void) {
  begin();
  CHECK_STR(language_upper(arena, STR("Report of the 23rd"), STR("en")), STR("REPORT OF THE 23RD"));
  CHECK_STR(language_upper(arena, STR("Réunion à l'été"), STR("fr")), STR("RÉUNION À L'ÉTÉ"));
  CHECK_STR(language_upper(arena, STR("Straße"), STR("de")), STR("STRASSE"));
  CHECK_STR(language_upper(arena, STR("istanbul"), STR("tr")), STR("İSTANBUL"));
  CHECK_STR(language_upper(arena, STR("\u0390"), STR("en")), STR("\u0399\u0308\u0301"));
  CHECK_STR(language_upper(arena, STR(""), STR("en")), STR(""));
  CHECK_STR(language_capitalize(arena, STR("section 4"), STR("en")), STR("Section 4"));
  CHECK_STR(language_capitalize(arena, STR("état"), STR("fr")), STR("État"));
  CHECK_STR(language_capitalize(arena, STR("раздел"), STR("ru")), STR("Раздел"));
  CHECK_STR(language_capitalize(arena, STR("ilgili"), STR("tr")), STR("İlgili"));
  CHECK_STR(language_capitalize(arena, STR("4 sections"), STR("en")), STR("4 sections"));
  CHECK_STR(language_capitalize(arena, STR("القسم"), STR("ar")), STR("القسم"));
  CHECK_STR(language_capitalize(arena, STR("\xFF"), STR("en")), STR("\xFF"));
  CHECK_STR(language_capitalize(arena, STR(""), STR("en")), STR(""));
}

static struct str bind(const char *tag, const char *text) {
  return language_bind_spaces(arena, load(tag), str_from(text));
}

/* "~" stands for U+00A0 in what is wanted. */
static void check_bound(const char *tag, const char *text, const char *wanted) {
  struct str got = bind(tag, text);
  struct buffer shown = {0};
  for (size_t at = 0; at < got.length;) {
    size_t from = at;
    uint32_t code_point = utf8_next(got, &at);
    buffer_append(&shown, code_point == 0xA0 ? STR("~") : str_slice(got, from, at));
  }
  CHECK_STR(buffer_str(&shown), str_from(wanted));
  CHECK_INT(utf8_count(got), utf8_count(str_from(text)));
  buffer_free(&shown);
}

static void test_spaces_that_do_not_break(void) {
  begin();
  check_bound("en", "in section 4.1 of No. 5", "in section~4.1 of No.~5");
  check_bound("en", "Section 4 and Mr Onoe (Ms Bogdan)", "Section~4 and Mr~Onoe (Ms~Bogdan)");
  check_bound("en", "20 January 2026, 5 GHz, 3 persons", "20~January 2026, 5~GHz, 3 persons");
  check_bound("en", "intersection 4 and 5 GHzed", "intersection 4 and 5 GHzed");
  check_bound("en", "this section sets out", "this section sets out");
  check_bound("en", "text : with ; signs !", "text : with ; signs !");
  check_bound("fr", "Il dit : « oui » ; vraiment ?", "Il dit~: «~oui~»~; vraiment~?");
  check_bound("fr", "Il dit: oui!", "Il dit: oui!");
  check_bound("fr", "M. Onoe, 1er août, à 20 h", "M.~Onoe, 1er~août, à 20 h");
  check_bound("ru", "Бухарест, 2022 г. В разделе 4", "Бухарест, 2022~г. В разделе~4");
  check_bound("zh", "使用 5 GHz 频段", "使用 5~GHz 频段");
}

static void test_spaces_at_the_ends_of_a_text(void) {
  begin();
  check_bound("fr", " : suite", "~: suite");
  check_bound("fr", "« ", "«~");
  check_bound("en", "Mr ", "Mr~");
  check_bound("en", " ", " ");
}

static void test_unchanged_text_is_the_same_slice(void) {
  begin();
  struct str text = STR("The Chair opened the meeting.");
  CHECK(language_bind_spaces(arena, load("en"), text).at == text.at);
}

static void test_narrow_spaces(void) {
  begin();
  const struct language_pack *pack = load_text("spaces: {before: \":\", narrow-before: \";!\"}\n");
  CHECK(pack != NULL);
  CHECK_STR(language_bind_spaces(arena, pack, STR("a : b ; c")), STR("a\xC2\xA0: b\xE2\x80\xAF; c"));
}

static void test_lists(void) {
  begin();
  struct str items[] = {STR("a"), STR("b"), STR("c"), STR("d")};
  const struct language_pack *en = load("en");
  CHECK_STR(language_join(arena, en, items, 0), STR(""));
  CHECK_STR(language_join(arena, en, items, 1), STR("a"));
  CHECK_STR(language_join(arena, en, items, 2), STR("a and b"));
  CHECK_STR(language_join(arena, en, items, 4), STR("a, b, c and d"));
  CHECK_STR(language_join(arena, load("zh"), items, 3), STR("a、b和c"));
}

static void test_original_languages(void) {
  begin();
  struct str tags[] = {STR("en"), STR("fr"), STR("pt")};
  const struct language_pack *en = load("en"), *fr = load("fr");
  CHECK_STR(language_original(arena, en, tags, 1, false), STR("Original: English"));
  CHECK_STR(language_original(arena, en, tags, 2, false), STR("Original: English and French"));
  CHECK_STR(language_original(arena, en, tags, 1, true), STR("English only"));
  CHECK_STR(language_original(arena, en, &tags[2], 1, true), STR("pt only"));
  CHECK_STR(language_original(arena, fr, tags, 1, false), STR("Original: anglais"));
  CHECK_STR(language_original(arena, load("ru"), tags, 1, true), STR("Только на английском языке"));
  CHECK_STR(language_original(arena, load("zh"), tags, 1, false), STR("原文：英文"));
  CHECK_STR(language_original(arena, en, tags, 0, false), STR(""));
}

struct resolution {
  struct str symbol, issuer, edition;
};

static struct str resolution_field(void *context, struct str name) {
  const struct resolution *resolution = context;
  if (str_equal(name, STR("symbol"))) return resolution->symbol;
  if (str_equal(name, STR("issuer"))) return resolution->issuer;
  return str_equal(name, STR("edition")) ? resolution->edition : (struct str){"", 0};
}

static struct str cite(const char *tag, struct str symbol, const char *issuer, bool revised, const char *city,
                       uint32_t year, const char *amended) {
  const struct language_pack *pack = load(tag);
  struct str edition = language_edition(arena, pack, revised, str_from(city), year, str_from(amended));
  struct resolution resolution = {symbol, str_from(issuer), edition};
  return language_fill_label(arena, pack, STR("cite.resolution"), resolution_field, &resolution);
}

static void test_resolutions(void) {
  begin();
  CHECK_STR(cite("en", STR("180"), "", true, "Bucharest", 2022, ""), STR("Resolution 180 (Rev. Bucharest, 2022)"));
  CHECK_STR(cite("en", STR("206"), "", false, "Dubai", 2018, ""), STR("Resolution 206 (Dubai, 2018)"));
  CHECK_STR(cite("en", STR("1305"), "Council", false, "", 0, ""), STR("Council Resolution 1305"));
  CHECK_STR(cite("en", STR("1333"), "", false, "", 0, "last amended C16"), STR("Resolution 1333 (last amended C16)"));
  CHECK_STR(cite("en", STR("925"), "", false, "", 1985, "last amended C19"),
            STR("Resolution 925 (1985, last amended C19)"));
  CHECK_STR(cite("en", STR("1"), "", true, "", 0, ""), STR("Resolution 1 (Rev.)"));
  CHECK_STR(cite("en", STR("1"), "", false, "Geneva", 0, ""), STR("Resolution 1 (Geneva)"));
  CHECK_STR(cite("en", STR("1"), "", true, "", 2020, ""), STR("Resolution 1 (Rev. 2020)"));
  CHECK_STR(cite("fr", STR("101"), "", true, "Bucarest", 2022, ""), STR("Résolution 101 (Rév. Bucarest, 2022)"));
  CHECK_STR(cite("fr", STR("1305"), "du Conseil", false, "", 0, ""), STR("Résolution 1305 du Conseil"));
  CHECK_STR(cite("es", STR("101"), "", true, "Bucarest", 2022, ""), STR("Resolución 101 (Rev. Bucarest, 2022)"));
  CHECK_STR(cite("ru", STR("101"), "", true, "Бухарест", 2022, ""), STR("Резолюция 101 (Пересм. Бухарест, 2022 г.)"));
  CHECK_STR(cite("ru", STR("563"), "Совета", false, "", 0, ""), STR("Резолюция 563 Совета"));
  CHECK_STR(cite("ar", STR("101"), "", true, "بوخارست", 2022, ""), STR("القرار 101 (المراجَع في بوخارست، 2022)"));
  CHECK_STR(cite("ar", STR("163"), "", false, "غوادالاخارا", 2010, ""), STR("القرار 163 (غوادالاخارا، 2010)"));
  CHECK_STR(cite("zh", STR("101"), "", true, "布加勒斯特", 2022, ""), STR("第101号决议（2022年，布加勒斯特，修订版）"));
  CHECK_STR(cite("zh", STR("1305"), "理事会", false, "", 0, ""), STR("理事会第1305号决议"));
}

static void test_numbers_inside_labels(void) {
  begin();
  CHECK_STR(language_fill_one(arena, load("zh"), STR("cite.section"), STR("number"), STR("4.1")), STR("第4.1节"));
  CHECK_STR(language_fill_one(arena, load("en"), STR("cite.annex"), STR("number"), STR("")), STR("Annex"));
  CHECK_STR(language_fill_one(arena, load("es"), STR("cite.decision"), STR("number"), STR("23/1")),
            STR("Decisión 23/1"));
  CHECK_STR(language_fill_one(arena, load("es"), STR("cite.decision"), STR("symbol"), STR("563")), STR("Acuerdo 563"));
}

static void test_venue(void) {
  begin();
  const struct language_pack *en = load("en");
  CHECK_STR(language_venue(arena, en, STR("Geneva"), STR("20 January 2026")), STR("Geneva, 20 January 2026"));
  CHECK_STR(language_venue(arena, en, STR(""), STR("20 January 2026")), STR("20 January 2026"));
  CHECK_STR(language_venue(arena, en, STR("Geneva"), STR("")), STR("Geneva"));
  CHECK_STR(language_venue(arena, load("zh"), STR("日内瓦"), STR("2018年4月17-27日")), STR("2018年4月17-27日，日内瓦"));
}

static void test_clusters(void) {
  CHECK_INT(language_count_clusters(STR("")), 0);
  CHECK_INT(language_count_clusters(STR("a b\tc\r\nd")), 4);
  CHECK_INT(language_count_clusters(STR("e\xCC\x81")), 1); /* e and a combining accent */
  CHECK_INT(language_count_clusters(STR(" \xCC\x81")), 1); /* a space that carries an accent */
  CHECK_INT(language_count_clusters(STR("각")), 1);
  CHECK_INT(language_count_clusters(STR("\u1100\u1161\u11A8")), 1); /* jamo */
  CHECK_INT(language_count_clusters(STR("🇨🇭🇫🇷")), 2);
  CHECK_INT(language_count_clusters(STR("👩‍👩‍👧")), 1);
  CHECK_INT(language_count_clusters(STR("नि")), 1);
  CHECK_INT(language_count_clusters(STR("日内瓦　。")), 4);
  CHECK_INT(language_count_clusters(STR("\xFF\xFE")), 2);
  CHECK_INT(language_count_clusters(STR("\u0600"
                                        "1")),
            1); /* a prepended mark and a digit */
}

/* What ICU's own iterator makes of a text, a cluster of white space alone not counted. */
static size_t count_by_icu(UBreakIterator *iterator, const UChar32 *text, int32_t count) {
  UChar units[128];
  int32_t starts[65], size = 0;
  for (int32_t i = 0; i < count; i++) {
    starts[i] = size;
    UBool error = false;
    U16_APPEND(units, size, 128, text[i], error);
    if (error) return SIZE_MAX;
  }
  starts[count] = size;
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator, units, size, &status);
  size_t clusters = 0;
  int32_t at = 0;
  for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
    bool visible = false;
    for (; starts[at] < end; at++)
      visible = visible || !u_isUWhiteSpace(text[at]);
    clusters += visible;
  }
  return clusters;
}

/* No virama among the letters: this ICU joins Indic conjuncts, which annex 29 does from its next version on. */
static void test_clusters_as_icu_counts_them(void) {
  static const UChar32 alphabet[] = {'a',     ' ',    '\r',   '\n',   0x300,  0xA9,   0xAD,  0x200D, 0x1F469, 0x1F3FB,
                                     0x1F1E8, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x600, 0x903,  0x915,   0x200E,
                                     0x3000,  0x4E00, 0xFE0F, 0x261D, 0xE33,  0x628,  0x64E, 0x1F466};
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &status);
  CHECK(U_SUCCESS(status));
  uint32_t seed = 20260120;
  size_t differing = 0;
  for (size_t round = 0; round < 20000; round++) {
    UChar32 text[16];
    char bytes[64];
    size_t size = 0;
    for (size_t i = 0; i < 16; i++) {
      seed = seed * 1664525 + 1013904223;
      text[i] = alphabet[(seed >> 16) % (sizeof alphabet / sizeof alphabet[0])];
      size += utf8_encode((uint32_t)text[i], bytes + size);
    }
    differing += count_by_icu(iterator, text, 16) != language_count_clusters((struct str){bytes, size});
  }
  CHECK_INT(differing, 0);
  ubrk_close(iterator);
}

static void test_white_space(void) {
  for (uint32_t c = 0; c < 0x110000; c++)
    if (language_is_space(c) != (bool)u_isUWhiteSpace((UChar32)c)) CHECK_INT(c, -1);
  CHECK(language_is_space(0xA0));
}

int main(void) {
  RUN(test_forms_are_filled);
  RUN(test_forms_with_slips_are_filled_as_far_as_possible);
  RUN(test_forms_are_checked);
  RUN(test_fields_are_found);
  RUN(test_every_pack_is_complete);
  RUN(test_labels_by_name);
  RUN(test_a_region_falls_back);
  RUN(test_packs_are_listed);
  RUN(test_a_pack_that_lacks_labels);
  RUN(test_slips_in_a_pack);
  RUN(test_dates);
  RUN(test_date_ranges);
  RUN(test_ordinals);
  RUN(test_letters_and_roman_figures);
  RUN(test_letter_case);
  RUN(test_spaces_that_do_not_break);
  RUN(test_spaces_at_the_ends_of_a_text);
  RUN(test_unchanged_text_is_the_same_slice);
  RUN(test_narrow_spaces);
  RUN(test_lists);
  RUN(test_original_languages);
  RUN(test_resolutions);
  RUN(test_numbers_inside_labels);
  RUN(test_venue);
  RUN(test_clusters);
  RUN(test_clusters_as_icu_counts_them);
  RUN(test_white_space);
  arena_destroy(arena);
  return check_report();
}
