/* Fonts, fallback, items and shapes. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "text/engine.h"
#include "text/words.h"
#include "text_fixture.h"

struct missing_list {
  uint32_t count, offset, code_point;
};

static void note_missing(void *context, uint32_t offset, uint32_t code_point) {
  struct missing_list *list = context;
  if (list->count++ > 0) return;
  list->offset = offset;
  list->code_point = code_point;
}

static bool check_text(struct text_fixture *fixture, const struct paragraph_text *paragraph,
                       struct missing_list *list) {
  *list = (struct missing_list){0};
  return text_check(fixture->engine, fixture->diagnostics, paragraph, note_missing, list);
}

static const struct glyph_run *run_with(struct text_lines lines, struct str part) {
  for (uint32_t i = 0; i < lines.count; i++)
    for (uint32_t j = 0; j < lines.at[i].run_count; j++)
      if (contains(lines.at[i].runs[j].text, part)) return &lines.at[i].runs[j];
  return NULL;
}

static struct text_lines one_line(struct text_fixture *fixture, const struct paragraph_text *paragraph) {
  struct line_request request = justified(POINTS(5000));
  request.alignment = LINES_START;
  return break_lines(fixture, paragraph, request);
}

static bool has_message(const struct text_fixture *fixture, enum code code, struct str part) {
  for (size_t i = 0; i < fixture->diagnostics->messages.count; i++) {
    const struct message *message = fixture->diagnostics->messages.at[i];
    if (message->code == code && (contains(message->text, part) || contains(message->help, part))) return true;
  }
  return false;
}

static void each_script_has_its_family(void) {
  static const struct {
    const char *text, *part, *family, *language;
  } cases[] = {
      {"Latin text", "Latin", "carlito", "en"},        {"Русский текст", "Русский", "carlito", "ru"},
      {"بسم الله", "الله", "noto-naskh-arabic", "ar"}, {"理事会工作组", "理事会", "noto-sans-cjk-sc", "zh"},
      {"作業部会", "作業", "noto-sans-cjk-jp", "ja"},  {"理事會", "理事會", "noto-sans-cjk-tc", "zh-TW"},
      {"שלום", "שלום", "noto-sans-hebrew", "en"},      {"ประเทศไทย", "ประเทศไทย", "noto-sans-thai", "en"},
      {"भारत", "भारत", "noto-sans-devanagari", "en"},  {"box ☑ done", "☑", "noto-sans-symbols2", "en"},
  };
  struct text_fixture fixture = fixture_open();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct paragraph_text paragraph = plain(&fixture, cases[i].text, cases[i].language);
    struct missing_list list;
    CHECK(check_text(&fixture, &paragraph, &list));
    struct text_lines lines = one_line(&fixture, &paragraph);
    const struct glyph_run *run = run_with(lines, str_from(cases[i].part));
    CHECK(run != NULL);
    if (run) CHECK_STR(run->face->family, str_from(cases[i].family));
    CHECK(tiles(&paragraph, lines));
  }
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  fixture_close(&fixture);
}

static void bold_and_italic_have_faces(void) {
  struct text_fixture fixture = fixture_open();
  const char *text = "abcd";
  struct text_span spans[4];
  for (uint32_t i = 0; i < 4; i++)
    spans[i] = (struct text_span){.end = i + 1,
                                  .family = STR("liberation-serif"),
                                  .language = STR("en"),
                                  .size = POINTS(10),
                                  .bold = i & 1,
                                  .italic = i & 2,
                                  .tag = i + 7};
  struct paragraph_text paragraph = {.text = str_from(text), .spans = spans, .span_count = 4, .language = STR("en")};
  struct text_lines lines = one_line(&fixture, &paragraph);
  CHECK_INT(lines.at[0].run_count, 4);
  for (uint32_t i = 0; i < lines.at[0].run_count; i++) {
    const struct glyph_run *run = &lines.at[0].runs[i];
    CHECK_INT(run->face->bold, i & 1);
    CHECK_INT(run->face->italic, (i & 2) != 0);
    CHECK_INT(run->tag, i + 7);
    CHECK_INT(run->span, i);
  }
  CHECK(tiles(&paragraph, lines));
  fixture_close(&fixture);
}

static void chinese_emphasis_is_by_weight(void) {
  struct text_fixture fixture = fixture_open();
  struct text_span span = {
      .end = 6, .family = STR("noto-sans-cjk-sc"), .language = STR("zh"), .size = POINTS(12), .italic = true};
  struct paragraph_text paragraph = {.text = STR("会议"), .spans = &span, .span_count = 1, .language = STR("zh")};
  struct text_lines lines = one_line(&fixture, &paragraph);
  CHECK(contains(lines.at[0].runs[0].face->path, STR("Bold")));
  CHECK(lines.at[0].runs[0].face->is_cff);
  CHECK_INT(lines.at[0].runs[0].face->index, 2);
  fixture_close(&fixture);
}

static void metrics_come_from_the_file(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "x", "en");
  const struct face *face = one_line(&fixture, &paragraph).at[0].runs[0].face;
  CHECK_INT(face->units_per_em, 2048);
  CHECK_STR(face->postscript_name, STR("Carlito"));
  CHECK(face->ascent > 1000 && face->descent < 0 && face->cap_height > face->x_height && face->x_height > 500);
  CHECK(face->bounding_box[0] < 0 && face->bounding_box[2] > 2048 && face->stem_v > 0 && face->italic_angle == 0);
  CHECK(!face->is_cff && !face->bold && !face->italic && face->glyph_count > 1000 && face->harfbuzz_face != NULL);
  fixture_close(&fixture);
}

/* A letter with its marks stays in one font, even when the first font has the letter alone. */
static void a_cluster_stays_in_one_font(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture,
                                          "ab\xCD\x9D"
                                          "c",
                                          "en"); /* U+035D */
  struct missing_list list;
  check_text(&fixture, &paragraph, &list);
  struct text_lines lines = one_line(&fixture, &paragraph);
  const struct glyph_run *run = run_with(lines, STR("b"));
  CHECK(run && contains(run->text, STR("b\xCD\x9D")));
  CHECK(tiles(&paragraph, lines));
  fixture_close(&fixture);
}

static void a_character_without_font_is_reported(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "ab\xF0\x92\x80\x80 and \xF0\x92\x80\x81.", "en"); /* cuneiform */
  struct missing_list list;
  CHECK(!check_text(&fixture, &paragraph, &list));
  CHECK_INT(list.count, 2);
  CHECK_INT(list.offset, 2);
  CHECK_INT(list.code_point, 0x12000);
  struct text_lines lines = one_line(&fixture, &paragraph); /* must not crash, must not draw a box */
  for (uint32_t i = 0; i < lines.at[0].run_count; i++)
    for (uint32_t j = 0; j < lines.at[0].runs[i].glyph_count; j++)
      CHECK(lines.at[0].runs[i].glyphs[j].id != 0);
  fixture_close(&fixture);
}

/* Fixed spaces, hyphens and controls print from what the font has. */
static void spaces_and_controls_need_no_glyph(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture,
                                          "a\xC2\xA0"
                                          "b\xE2\x80\xAF"
                                          "c\xE2\x80\x89"
                                          "d\xE2\x80\x91"
                                          "e\xE2\x81\xA0"
                                          "f\xE2\x80\x8B"
                                          "g\xC2\xAD"
                                          "h\xE2\x80\x8E"
                                          "i",
                                          "en");
  struct missing_list list;
  CHECK(check_text(&fixture, &paragraph, &list));
  struct text_lines lines = one_line(&fixture, &paragraph);
  CHECK_INT(lines.at[0].run_count, 1);
  CHECK(tiles(&paragraph, lines));
  const struct glyph_run *run = &lines.at[0].runs[0];
  for (uint32_t i = 0; i < run->glyph_count; i++) {
    bool control = run->glyphs[i].cluster >= 17 && (uint8_t)run->text.at[run->glyphs[i].cluster] >= 0x80;
    if (control) CHECK_INT(run->glyphs[i].advance, 0);
  }
  fixture_close(&fixture);
}

static void an_unknown_family_is_an_error(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "text", "en");
  struct text_span span = paragraph.spans[0];
  span.family = STR("no-such-family");
  paragraph.spans = &span;
  struct missing_list list;
  CHECK(!check_text(&fixture, &paragraph, &list));
  CHECK(has_message(&fixture, E_UNKNOWN_FAMILY, STR("no-such-family")));
  CHECK(one_line(&fixture, &paragraph).count == 1);
  span.family = STR("../fonts/carlito");
  CHECK(!check_text(&fixture, &paragraph, &list));
  span.family = STR("fallback");
  CHECK(!check_text(&fixture, &paragraph, &list));
  fixture_close(&fixture);
}

static void write_file(const char *folder, const char *name, struct str bytes) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (!file) return;
  fwrite(bytes.at, 1, bytes.length, file);
  fclose(file);
}

/* A folder of fonts of its own: a missing file, a broken one, and one whose licence forbids embedding. */
static void bad_font_files_are_told_apart(void) {
  char folder[] = "/tmp/rapporteur-fonts-XXXXXX";
  if (!mkdtemp(folder)) return;
  struct arena *arena = arena_create();
  struct str font;
  CHECK_INT(file_read(arena, STR("/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf"), 1 << 24, &font), 0);
  char *copy = memcpy(arena_allocate(arena, font.length), font.at, font.length);
  for (size_t i = 0; i < (uint8_t)font.at[5]; i++) /* the table directory: find OS/2, set fsType to 2 */
    if (memcmp(font.at + 12 + 16 * i, "OS/2", 4) == 0) {
      const uint8_t *entry = (const uint8_t *)font.at + 12 + 16 * i + 8;
      uint32_t at = (uint32_t)entry[0] << 24 | (uint32_t)entry[1] << 16 | (uint32_t)entry[2] << 8 | entry[3];
      copy[at + 8] = 0, copy[at + 9] = 2;
    }
  write_file(folder, "locked.ttf", (struct str){copy, font.length});
  write_file(folder, "torn.ttf", str_slice(font, 0, 300));
  write_file(folder, "fallback.yaml",
             str_format(arena, "folders: [%s, /usr/share/fonts]\ndictionaries: [%s]\norder: [good]\n", folder, folder));
  write_file(folder, "good.yaml",
             STR("name: Good\npackage: p-good\nfaces: {regular: truetype/crosextra/Carlito-Regular.ttf}\n"));
  static const char *const names[] = {"locked", "torn", "gone"};
  for (size_t i = 0; i < 3; i++)
    write_file(folder, str_format(arena, "%s.yaml", names[i]).at,
               str_format(arena, "name: Family %s\npackage: fonts-%s\nscripts: [Latn]\nfaces: {regular: %s.ttf}\n",
                          names[i], names[i], names[i]));
  struct text_fixture fixture = fixture_open_in(str_from(folder));
  struct paragraph_text paragraph = plain(&fixture, "text", "en");
  struct text_span span = paragraph.spans[0];
  paragraph.spans = &span;
  struct missing_list list;
  static const enum code codes[] = {E_FONT_RESTRICTED, E_FONT_UNREADABLE, E_FONT_FILE_MISSING};
  for (size_t i = 0; i < 3; i++) {
    span.family = str_from(names[i]);
    CHECK(!check_text(&fixture, &paragraph, &list));
    CHECK(has_message(&fixture, codes[i], str_from(names[i])));
  }
  CHECK(has_message(&fixture, E_FONT_FILE_MISSING, STR("apt-get install fonts-gone")));
  CHECK(has_message(&fixture, W_HYPHENATION_MISSING, STR("hyph_en_GB")));
  span.family = STR("good");
  CHECK(check_text(&fixture, &paragraph, &list));
  struct font_listing *fonts;
  CHECK_INT(text_list_fonts(fixture.arena, str_from(folder), &fonts), 4);
  CHECK_STR(fonts[0].family, STR("gone"));
  CHECK(!fonts[0].installed && fonts[1].installed);
  CHECK_STR(fonts[0].package, STR("fonts-gone"));
  fixture_close(&fixture);
  struct text_fixture empty = fixture_open_in(STR("/nonexistent"));
  CHECK(has_message(&empty, E_FONT_FOLDER_BROKEN, STR("fallback.yaml")));
  struct paragraph_text unset = plain(&empty, "text", "en");
  CHECK_INT(one_line(&empty, &unset).count, 1);
  fixture_close(&empty);
  arena_destroy(arena);
  char command[300];
  snprintf(command, sizeof command, "rm -r %s", folder);
  CHECK_INT(system(command), 0);
}

static void every_manifest_is_sound(void) {
  struct text_fixture fixture = fixture_open();
  struct font_listing *fonts;
  size_t count = text_list_fonts(fixture.arena, STR("fonts"), &fonts);
  CHECK(count > 40);
  for (size_t i = 0; i < count; i++) {
    CHECK(fonts[i].installed);
    CHECK(fonts[i].licence.length > 0 && fonts[i].package.length > 0);
    struct family *family = family_load(fixture.engine, fixture.diagnostics, fonts[i].family);
    CHECK(family != NULL && family->script_count > 0);
    for (size_t j = 0; family && j < family->script_count; j++)
      CHECK(family->scripts[j] >= 0);
    for (size_t j = 0; family && j < family->fallback_count; j++)
      CHECK(family_load(fixture.engine, fixture.diagnostics, family->fallback[j]) != NULL);
    for (size_t j = 0; family && j < FACE_COUNT; j++)
      CHECK(family_face(fixture.engine, family, j & 1, j & 2) != NULL);
  }
  for (size_t i = 0; i < fixture.engine->order_count; i++)
    CHECK(family_load(fixture.engine, fixture.diagnostics, fixture.engine->order[i]) != NULL);
  CHECK_INT(fixture.diagnostics->messages.count, 0);
  fixture_close(&fixture);
}

static void latin_has_kerning_and_ligatures(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "office", "en");
  const struct glyph_run *run = &one_line(&fixture, &paragraph).at[0].runs[0];
  CHECK(run->glyph_count < 6);
  struct paragraph_text together = plain(&fixture, "AVAVAV", "en"), apart = plain(&fixture, "AAAVVV", "en");
  CHECK(one_line(&fixture, &together).at[0].width < one_line(&fixture, &apart).at[0].width);
  fixture_close(&fixture);
}

/* Letters of one word have other glyphs than the same letters alone, stand from right to left, and stay joined when the
 * look changes within the word. */
static void arabic_is_joined_and_turned(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text word = plain(&fixture, "بيت", "ar");
  struct text_lines lines = one_line(&fixture, &word);
  const struct glyph_run *run = &lines.at[0].runs[0];
  CHECK(run->right_to_left);
  CHECK_INT(run->glyphs[run->glyph_count - 1].cluster, 0);
  for (size_t i = 0; i < 6; i += 2) {
    char letter[3] = {word.text.at[i], word.text.at[i + 1], 0};
    struct paragraph_text alone = plain(&fixture, letter, "ar");
    uint16_t id = one_line(&fixture, &alone).at[0].runs[0].glyphs[0].id;
    for (uint32_t j = 0; j < run->glyph_count; j++)
      if (run->glyphs[j].cluster == i) CHECK(run->glyphs[j].id != id);
  }
  struct text_span halves[2] = {word.spans[0], word.spans[0]};
  halves[0].end = 2;
  halves[1].tag = 1;
  struct paragraph_text parted = word;
  parted.spans = halves;
  parted.span_count = 2;
  struct text_lines two = one_line(&fixture, &parted);
  CHECK_INT(two.at[0].run_count, 2);
  CHECK_INT(two.at[0].runs[0].span, 1); /* the word's end is on the left */
  CHECK_INT(two.at[0].runs[1].glyphs[0].id, run->glyphs[run->glyph_count - two.at[0].runs[1].glyph_count].id);
  CHECK_INT(two.at[0].width, lines.at[0].width);
  fixture_close(&fixture);
}

static void mixed_directions_are_ordered(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph =
      plain(&fixture, "one \xD7\x90\xD7\x91 12 \xD7\x92 two", "en"); /* alef bet 12 gimel */
  struct text_lines lines = one_line(&fixture, &paragraph);
  length last = -1;
  struct str order = STR("");
  for (uint32_t i = 0; i < lines.at[0].run_count; i++) {
    CHECK(lines.at[0].runs[i].x > last);
    last = lines.at[0].runs[i].x;
    order = str_join(fixture.arena, order, str_trim(lines.at[0].runs[i].text));
  }
  size_t gimel = str_find(order, STR("\xD7\x92"), 0), number = str_find(order, STR("12"), 0);
  size_t alef = str_find(order, STR("\xD7\x90"), 0), two = str_find(order, STR("two"), 0);
  CHECK(gimel < number && number < alef && alef < two);
  CHECK(tiles(&paragraph, lines));
  struct paragraph_text brackets = plain(&fixture, "(\xD8\xA7)", "ar");
  struct paragraph_text latin = plain(&fixture, "(a)", "en");
  const struct text_line *turned = one_line(&fixture, &brackets).at, *straight = one_line(&fixture, &latin).at;
  const struct glyph_run *first = &turned->runs[0];
  CHECK_INT(first->glyphs[0].id, straight->runs[0].glyphs[0].id); /* the closing bracket, mirrored, stands first */
  fixture_close(&fixture);
}

/* The space between two ends of a quotation belongs to the sentence around it. */
static void a_sentence_goes_on_in_its_own_font(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "The word “اجتماع” (meeting)", "en");
  struct text_lines lines = one_line(&fixture, &paragraph);
  const struct glyph_run *run = run_with(lines, STR(" (meeting)"));
  CHECK(run != NULL);
  if (run) CHECK_STR(run->face->family, STR("carlito"));
  struct paragraph_text arabic = plain(&fixture, "الوثيقة CWG التي", "ar");
  run = run_with(one_line(&fixture, &arabic), STR(" التي"));
  CHECK(run != NULL);
  if (run) CHECK_STR(run->face->family, STR("noto-naskh-arabic"));
  fixture_close(&fixture);
}

static void a_word_is_shaped_once(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "again and again and again", "en");
  struct text_lines first = one_line(&fixture, &paragraph);
  size_t words = words_used(fixture.engine->words);
  CHECK_INT(words, 2);
  struct text_lines second = one_line(&fixture, &paragraph);
  CHECK_INT(words_used(fixture.engine->words), words);
  CHECK(same_lines(first, second));
  fixture_close(&fixture);
}

/* Words are forgotten when they take too much room, and come back the same. */
static void the_cache_is_bounded(void) {
  struct text_fixture fixture = fixture_open();
  struct arena *lines_arena = arena_create();
  length width = 0;
  size_t most = 0;
  for (unsigned i = 0; i < 30000; i++) {
    char text[64];
    snprintf(text, sizeof text, "constant w%uxyzw%uabcdefgh", i * 7919, i);
    struct paragraph_text paragraph = plain(&fixture, text, "en");
    struct line_request request = justified(POINTS(600));
    struct text_lines lines = text_break(fixture.engine, lines_arena, &paragraph, &request, NULL, NULL);
    length here = 0;
    for (uint32_t j = 0; j < 8; j++)
      here += lines.at[0].runs[0].glyphs[j].advance;
    if (i == 0) width = here;
    if (here != width) CHECK(here == width);
    if (words_used(fixture.engine->words) > most) most = words_used(fixture.engine->words);
    arena_reset(lines_arena);
  }
  CHECK(most < 30000);
  arena_destroy(lines_arena);
  fixture_close(&fixture);
}

/* Two sizes of one word, and one size through another: widths are rounded a glyph from font units, always alike. */
static void advances_are_exact(void) {
  struct text_fixture fixture = fixture_open();
  struct text_span spans[2] = {
      {.end = 5, .family = STR("carlito"), .language = STR("en"), .size = POINTS(12)},
      {.end = 10, .family = STR("carlito"), .language = STR("en"), .size = POINTS(7)},
  };
  struct paragraph_text paragraph = {.text = STR("noticnotic"), .spans = spans, .span_count = 2, .language = STR("en")};
  struct text_lines lines = one_line(&fixture, &paragraph);
  CHECK_INT(lines.at[0].run_count, 2);
  for (uint32_t i = 0; i < lines.at[0].run_count; i++) {
    const struct glyph_run *run = &lines.at[0].runs[i];
    hb_font_t *font = ((const struct text_face *)run->face)->harfbuzz_font;
    for (uint32_t j = 0; j < run->glyph_count; j++) {
      int64_t units = hb_font_get_glyph_h_advance(font, run->glyphs[j].id);
      length natural = (length)((units * run->size * 2 + 2048) / 4096);
      CHECK(abs(run->glyphs[j].advance - natural) < run->size / 8); /* but for kerning */
    }
    CHECK_INT(run->glyphs[0].advance,
              units_to_length(hb_font_get_glyph_h_advance(font, run->glyphs[0].id), run->size, 2048));
  }
  CHECK_INT(units_to_length(-1, 1024, 2048), -1);
  CHECK_INT(units_to_length(1, 1024, 2048), 1);
  CHECK_INT(units_to_length(1, 1023, 2048), 0);
  fixture_close(&fixture);
}

int main(void) {
  RUN(each_script_has_its_family);
  RUN(bold_and_italic_have_faces);
  RUN(chinese_emphasis_is_by_weight);
  RUN(metrics_come_from_the_file);
  RUN(a_cluster_stays_in_one_font);
  RUN(a_character_without_font_is_reported);
  RUN(spaces_and_controls_need_no_glyph);
  RUN(an_unknown_family_is_an_error);
  RUN(bad_font_files_are_told_apart);
  RUN(every_manifest_is_sound);
  RUN(latin_has_kerning_and_ligatures);
  RUN(arabic_is_joined_and_turned);
  RUN(mixed_directions_are_ordered);
  RUN(a_sentence_goes_on_in_its_own_font);
  RUN(a_word_is_shaped_once);
  RUN(the_cache_is_bounded);
  RUN(advances_are_exact);
  return check_report();
}
