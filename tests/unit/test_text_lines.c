/* Lines: where they break, how they are filled, and what must hold for any text at any width. */
#include <inttypes.h>

#include "text/total_fit.h"
#include "text_fixture.h"

static const char english[] =
    "While expressing appreciation to the secretariat for presenting the document and the work reflected in this "
    "report, one "
    "member highlighted that multiple Internet-related resolutions have been modified at the meeting, including on "
    "aspects "
    "such as capacity building and technical assistance. It was suggested that subsequent activities reports further "
    "highlight progress in these areas (see https://www.example.org/reports/2026/internet-activities?page=12.pdf), and "
    "that "
    "the representation of communities be considered.";
static const char russian[] =
    "Двадцать третье собрание Рабочей группы по вопросам международной государственной политики, касающимся интернета, "
    "состоялось 20 января 2026 года. Председатель поблагодарил администрации за сотрудничество и представил документ.";
static const char arabic[] = "عقد الفريق اجتماعه الثالث والعشرين في جنيف (سويسرا) في 20 يناير 2026، ورحب الرئيس "
                             "بالمشاركين وشكر الأمانة على الوثيقة "
                             "CWG-Internet-23/4(Rev.1) التي قدمتها «المملكة العربية السعودية» والمغرب.";
static const char chinese[] = "国际互联网相关公共政策问题理事会工作组（CWG-"
                              "Internet）第23次会议于2026年1月20日在日内瓦召开。主席感谢电信标准化局主任出席"
                              "会议，并“感谢”各成员在过去三年中对工作组的持续支持和承诺。请参阅第101号决议（2022年，布"
                              "加勒斯特，修订版）、《建议书》。";
static const char mixed[] = "The word “اجتماع” (meeting), in Chinese 会议 and in Russian собрание, Hebrew שלום 123 "
                            "עולם, Thai ประเทศไทยน่าอยู่, é and "
                            "क्षत्रिय in one line.";

static const struct {
  const char *text, *language;
} samples[] = {{english, "en"}, {russian, "ru"}, {arabic, "ar"}, {chinese, "zh"},
               {mixed, "en"},   {mixed, "ar"},   {english, "ar"}};
enum { SAMPLE_COUNT = sizeof samples / sizeof *samples };

static uint64_t random_state = 20260120;
static uint32_t random_below(uint32_t limit) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(random_state >> 33) % limit;
}

struct overfull_list {
  uint32_t count, start, end;
};
static void note_overfull(void *context, uint32_t start, uint32_t end) {
  struct overfull_list *list = context;
  if (list->count++ == 0) list->start = start, list->end = end;
}

static bool lines_are_whole(const struct paragraph_text *paragraph, struct text_lines lines) {
  uint32_t end = 0;
  for (uint32_t i = 0; i < lines.count; i++) {
    if (lines.at[i].start != end || lines.at[i].ascent <= 0 || lines.at[i].descent <= 0) return false;
    end = lines.at[i].end;
  }
  return end == paragraph->text.length && lines.at[lines.count - 1].last && tiles(paragraph, lines);
}

static bool line_has_space(const struct paragraph_text *paragraph, const struct text_line *line) {
  struct str text = str_trim(str_slice(paragraph->text, line->start, line->end));
  return contains(text, STR(" "));
}

/* In justified text every line but a last one fills its width, unless it has no space to stretch; none is wider, unless
 * that was reported. */
static bool lines_fill_width(const struct paragraph_text *paragraph, struct text_lines lines, length width,
                             const struct overfull_list *overfull) {
  for (uint32_t i = 0; i < lines.count; i++) {
    const struct text_line *line = &lines.at[i];
    if (line->width > width && overfull->count == 0) return false;
    if (!line->last && line->width < width && line_has_space(paragraph, line)) return false;
  }
  return true;
}

static void any_text_at_any_width(void) {
  printf("  seed %" PRIu64 "\n", random_state);
  struct text_fixture fixture = fixture_open();
  for (unsigned round = 0; round < 400; round++) {
    unsigned sample = round % SAMPLE_COUNT;
    struct paragraph_text paragraph = plain(&fixture, samples[sample].text, samples[sample].language);
    length width = POINTS(8) + (length)random_below((round % 2 ? 120 : 560) * LENGTH_POINT);
    struct line_request request = justified(width);
    request.first_width = random_below(3) ? width : width * 3 / 4;
    request.alignment = random_below(4) ? LINES_JUSTIFY : LINES_START;
    request.hyphenate = random_below(4) > 0;
    struct overfull_list overfull = {0};
    struct text_lines lines = text_break(fixture.engine, fixture.arena, &paragraph, &request, note_overfull, &overfull);
    CHECK(lines_are_whole(&paragraph, lines));
    if (request.alignment == LINES_JUSTIFY && request.first_width == width)
      CHECK(lines_fill_width(&paragraph, lines, width, &overfull));
    for (uint32_t i = 0; i < lines.count && overfull.count == 0; i++)
      CHECK(lines.at[i].width <= (i == 0 ? request.first_width : width));
  }
  fixture_close(&fixture);
}

/* Spans cut anywhere between characters change looks, never the text. */
static void any_spans(void) {
  printf("  seed %" PRIu64 "\n", random_state);
  static const char *const families[] = {"carlito", "liberation-serif", "noto-naskh-arabic"};
  struct text_fixture fixture = fixture_open();
  for (unsigned round = 0; round < 200; round++) {
    unsigned sample = round % SAMPLE_COUNT;
    struct paragraph_text paragraph = plain(&fixture, samples[sample].text, samples[sample].language);
    struct text_span *spans = arena_new_array(fixture.arena, struct text_span, paragraph.text.length + 1);
    uint32_t count = 0, end = 0;
    while (end < paragraph.text.length) {
      end += random_below(30);
      while (end < paragraph.text.length && ((uint8_t)paragraph.text.at[end] & 0xC0) == 0x80)
        end++;
      if (end > paragraph.text.length) end = (uint32_t)paragraph.text.length;
      spans[count] = paragraph.spans[0];
      spans[count].family = str_from(families[random_below(3)]);
      spans[count].bold = random_below(2);
      spans[count].size = POINTS(8 + random_below(6));
      spans[count].tag = count;
      spans[count++].end = end;
    }
    paragraph.spans = spans;
    paragraph.span_count = count;
    struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(60 + random_below(400))));
    CHECK(lines_are_whole(&paragraph, lines));
    for (uint32_t i = 0; i < lines.count; i++)
      for (uint32_t j = 0; j < lines.at[i].run_count; j++) {
        const struct glyph_run *run = &lines.at[i].runs[j];
        CHECK(run->size == spans[run->span].size && run->tag == spans[run->span].tag);
      }
  }
  fixture_close(&fixture);
}

/* What was set before leaves no trace. */
static void the_same_each_time(void) {
  struct text_fixture used = fixture_open(), fresh = fixture_open();
  for (unsigned i = 0; i < SAMPLE_COUNT; i++) {
    struct paragraph_text narrow =
        plain(&used, samples[SAMPLE_COUNT - 1 - i].text, samples[SAMPLE_COUNT - 1 - i].language);
    break_lines(&used, &narrow, justified(POINTS(90)));
    struct paragraph_text first = plain(&used, samples[i].text, samples[i].language);
    struct paragraph_text second = plain(&fresh, samples[i].text, samples[i].language);
    struct line_request request = justified(POINTS(231));
    CHECK(same_lines(break_lines(&used, &first, request), break_lines(&fresh, &second, request)));
  }
  fixture_close(&used);
  fixture_close(&fresh);
}

static void chinese_marks_keep_their_side(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, chinese, "zh");
  static const char *const not_first[] = {"。", "，", "）", "、", "》", "”"}, *const not_last[] = {"（", "《", "“"};
  for (length width = POINTS(60); width < POINTS(400); width += POINTS(7)) {
    struct text_lines lines = break_lines(&fixture, &paragraph, justified(width));
    for (uint32_t i = 0; i < lines.count; i++) {
      struct str line = str_slice(paragraph.text, lines.at[i].start, lines.at[i].end);
      for (size_t j = 0; j < sizeof not_first / sizeof *not_first; j++)
        CHECK(!str_starts_with(line, str_from(not_first[j])));
      for (size_t j = 0; j < sizeof not_last / sizeof *not_last; j++)
        CHECK(!str_ends_with(line, str_from(not_last[j])));
      for (uint32_t j = 0; j < lines.at[i].run_count; j++)
        CHECK(!lines.at[i].runs[j].break_hyphen || contains(line, STR("CWG")) || contains(line, STR("Internet")));
    }
  }
  fixture_close(&fixture);
}

static void a_quarter_em_between_han_and_latin(void) {
  struct text_fixture fixture = fixture_open();
  struct line_request request = justified(POINTS(500));
  struct paragraph_text joined = plain(&fixture, "会A", "zh"), han = plain(&fixture, "会", "zh"),
                        latin = plain(&fixture, "A", "zh");
  length whole = break_lines(&fixture, &joined, request).at[0].width;
  length parts = break_lines(&fixture, &han, request).at[0].width + break_lines(&fixture, &latin, request).at[0].width;
  CHECK_INT(whole - parts, POINTS(3));
  struct paragraph_text mark = plain(&fixture, "，A", "zh"), comma = plain(&fixture, "，", "zh");
  CHECK_INT(break_lines(&fixture, &mark, request).at[0].width,
            break_lines(&fixture, &comma, request).at[0].width + break_lines(&fixture, &latin, request).at[0].width);
  fixture_close(&fixture);
}

static length width_of(struct text_fixture *fixture, const char *text, const char *language) {
  struct paragraph_text paragraph = plain(fixture, text, language);
  return break_lines(fixture, &paragraph, justified(POINTS(900))).at[0].width;
}

/* Marks fill half an em: what is empty goes where two meet, in a word or between two, and at a line's end. */
static void chinese_marks_are_squeezed(void) {
  struct text_fixture fixture = fixture_open();
  length em = POINTS(12);
  CHECK_INT(width_of(&fixture, "会。会", "zh"), 3 * em);
  CHECK_INT(width_of(&fixture, "会。", "zh"), 3 * em / 2);
  CHECK_INT(width_of(&fixture, "会）。会", "zh"), 7 * em / 2);
  CHECK_INT(width_of(&fixture, "会。（会", "zh"), 7 * em / 2);
  CHECK_INT(width_of(&fixture, "会：“会", "zh"), 7 * em / 2);
  CHECK_INT(width_of(&fixture, "会：「会", "ja"), 4 * em);
  CHECK_INT(width_of(&fixture, "會。會", "zh-TW"), 3 * em);
  CHECK_INT(width_of(&fixture, "會。", "zh-TW"), 2 * em);
  CHECK_INT(width_of(&fixture, "會「「會", "zh-TW"), 7 * em / 2);
  fixture_close(&fixture);
}

static void words_are_hyphenated_where_patterns_say(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text word = plain(&fixture, "The representation", "en");
  struct text_lines lines = break_lines(&fixture, &word, justified(POINTS(62)));
  CHECK_STR(show_lines(&fixture, &word, lines), STR("The repres-|entation"));
  const struct glyph_run *hyphen = &lines.at[0].runs[lines.at[0].run_count - 1];
  CHECK(hyphen->break_hyphen && hyphen->text.length == 0 && hyphen->glyph_count == 1);
  struct line_request whole = justified(POINTS(62));
  whole.hyphenate = false;
  CHECK(!contains(show_lines(&fixture, &word, break_lines(&fixture, &word, whole)), STR("-|")));
  static const char *const never[] = {"WORD REPRESENTATIONS", "word representations2026", "word McRepresentation"};
  for (size_t i = 0; i < 3; i++) {
    struct paragraph_text paragraph = plain(&fixture, never[i], "en");
    CHECK(!contains(show_lines(&fixture, &paragraph, break_lines(&fixture, &paragraph, justified(POINTS(140)))),
                    STR("-|")));
  }
  struct paragraph_text quoted = plain(&fixture, "“Representation’s", "en");
  CHECK(contains(show_lines(&fixture, &quoted, break_lines(&fixture, &quoted, justified(POINTS(70)))), STR("-|")));
  struct paragraph_text cyrillic = plain(&fixture, "собрание государственной", "ru");
  CHECK(contains(show_lines(&fixture, &cyrillic, break_lines(&fixture, &cyrillic, justified(POINTS(90)))), STR("-|")));
  struct paragraph_text unknown = plain(&fixture, "The representation", "xx");
  CHECK(!contains(show_lines(&fixture, &unknown, break_lines(&fixture, &unknown, justified(POINTS(90)))), STR("-|")));
  fixture_close(&fixture);
}

/* Of the dictionary's points those too near a word's ends are left out. */
static void minima_are_kept(void) {
  struct text_fixture fixture = fixture_open();
  struct language_pack far = english_pack;
  far.tag = STR("en-x-far");
  far.hyphen_minimum_before = 6;
  far.hyphen_minimum_after = 5;
  text_use_language(fixture.engine, &far);
  uint16_t offsets[8];
  size_t count = hyphenation_points(fixture.engine, STR("en-x-far"), STR("representation"), offsets, 8);
  for (size_t i = 0; i < count; i++)
    CHECK(offsets[i] >= 6 && offsets[i] <= 9);
  CHECK(hyphenation_points(fixture.engine, STR("en"), STR("representation"), offsets, 8) > count);
  CHECK_INT(hyphenation_points(fixture.engine, STR("en-GB"), STR("representation"), offsets, 1), 1);
  CHECK_INT(hyphenation_points(fixture.engine, STR("ru"), STR("собрание"), offsets, 8) > 0, 1);
  CHECK_INT(hyphenation_points(fixture.engine, STR("en"), STR("it"), offsets, 8), 0);
  fixture_close(&fixture);
}

static void soft_hyphens_show_at_a_line_end_only(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "xxxx nn\xC2\xADnnnnnn", "en");
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(56)));
  CHECK_STR(show_lines(&fixture, &paragraph, lines), STR("xxxx nn\xC2\xAD-|nnnnnn"));
  lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  CHECK_INT(lines.count, 1);
  CHECK_INT(lines.at[0].run_count, 1);
  struct paragraph_text without = plain(&fixture, "xxxx nnnnnnnn", "en");
  CHECK_INT(lines.at[0].width, break_lines(&fixture, &without, justified(POINTS(300))).at[0].width);
  fixture_close(&fixture);
}

static void hyphens_of_the_author_may_end_lines(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, "an Internet-related", "en");
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(68)));
  CHECK_STR(show_lines(&fixture, &paragraph, lines), STR("an Internet-|related"));
  struct paragraph_text firm = plain(&fixture,
                                     "an\xC2\xA0"
                                     "ab\xE2\x80\x91"
                                     "cd ef",
                                     "en");
  lines = break_lines(&fixture, &firm, justified(POINTS(50)));
  CHECK_STR(show_lines(&fixture, &firm, lines), STR("an\xC2\xA0"
                                                    "ab\xE2\x80\x91"
                                                    "cd |ef"));
  fixture_close(&fixture);
}

static void addresses_break_behind_their_marks(void) {
  struct text_fixture fixture = fixture_open();
  struct overfull_list overfull = {0};
  struct paragraph_text paragraph = plain(&fixture, "https://www.example.org/abc.defghij/klmnopq", "en");
  struct line_request request = justified(POINTS(110));
  struct text_lines lines = text_break(fixture.engine, fixture.arena, &paragraph, &request, note_overfull, &overfull);
  CHECK(lines.count >= 2);
  for (uint32_t i = 0; i + 1 < lines.count; i++) {
    char last = paragraph.text.at[lines.at[i].end - 1];
    CHECK(last == '/' || last == '.' || last == '-' || last == '?');
    CHECK(!lines.at[i].runs[lines.at[i].run_count - 1].break_hyphen);
    CHECK(paragraph.text.at[lines.at[i].end] != '/');
  }
  fixture_close(&fixture);
}

static void a_word_wider_than_its_line_is_torn_and_told(void) {
  struct text_fixture fixture = fixture_open();
  struct overfull_list overfull = {0};
  struct paragraph_text paragraph = plain(&fixture, "see QWERTYUIOPASDFGHJKLZXCVBNM e\xCC\x81 now", "en");
  struct line_request request = justified(POINTS(60));
  struct text_lines lines = text_break(fixture.engine, fixture.arena, &paragraph, &request, note_overfull, &overfull);
  CHECK_INT(overfull.count, 1);
  CHECK_INT(overfull.start, 4);
  CHECK_INT(overfull.end, 30);
  CHECK(lines_are_whole(&paragraph, lines));
  for (uint32_t i = 0; i < lines.count; i++)
    CHECK(lines.at[i].width <= POINTS(60));
  /* Not between a letter and its mark, and never without end. */
  request.width = request.first_width = POINTS(1);
  struct paragraph_text marks = plain(&fixture, "e\xCC\xA3\xCC\x81x\xCC\xA3\xCC\x81", "en");
  lines = text_break(fixture.engine, fixture.arena, &marks, &request, note_overfull, &overfull);
  CHECK_INT(lines.count, 2);
  CHECK(lines_are_whole(&marks, lines));
  /* Arabic letters keep the shapes they have in the whole word. */
  struct paragraph_text word = plain(&fixture, "بسمللهالرحمن", "ar");
  request.width = request.first_width = POINTS(30);
  lines = text_break(fixture.engine, fixture.arena, &word, &request, note_overfull, &overfull);
  CHECK(lines.count > 1);
  CHECK(lines_are_whole(&word, lines));
  fixture_close(&fixture);
}

static void one_long_word_stays_linear(void) {
  struct text_fixture fixture = fixture_open();
  enum { COUNT = 60000 };
  char *text = arena_allocate(fixture.arena, COUNT + 1);
  for (size_t i = 0; i < COUNT; i++)
    text[i] = "abcdefghij.klmno/"[i % 17];
  memcpy(text, "http://", 7);
  struct paragraph_text paragraph = plain(&fixture, text, "en");
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(400)));
  CHECK(lines_are_whole(&paragraph, lines));
  for (size_t i = 0; i < COUNT; i++)
    text[i] = 'x';
  lines = break_lines(&fixture, &paragraph, justified(POINTS(400)));
  CHECK(lines_are_whole(&paragraph, lines));
  CHECK(lines.count < COUNT / 50);
  fixture_close(&fixture);
}

static void spaces_at_line_ends_hang(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, english, "en");
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  for (uint32_t i = 0; i + 1 < lines.count; i++) {
    const struct glyph_run *run = &lines.at[i].runs[lines.at[i].run_count - 1];
    if (run->break_hyphen || paragraph.text.at[lines.at[i].end - 1] != ' ') continue;
    CHECK_INT(run->glyphs[run->glyph_count - 1].cluster, run->text.length - 1);
    CHECK_INT(run->x + run->width - run->glyphs[run->glyph_count - 1].advance, POINTS(300));
  }
  struct paragraph_text turned = plain(&fixture, arabic, "ar");
  lines = break_lines(&fixture, &turned, justified(POINTS(200)));
  for (uint32_t i = 0; i + 1 < lines.count; i++) {
    const struct glyph_run *first = &lines.at[i].runs[0], *last = &lines.at[i].runs[lines.at[i].run_count - 1];
    if (turned.text.at[lines.at[i].end - 1] == ' ') CHECK(first->x < 0 && first->x + first->glyphs[0].advance == 0);
    CHECK_INT(last->x + last->width, POINTS(200));
  }
  fixture_close(&fixture);
}

static struct paragraph_text with_event(struct text_fixture *fixture, const char *before, const char *after,
                                        bool leader) {
  struct paragraph_text paragraph =
      plain(fixture, str_join(fixture->arena, str_from(before), str_from(after)).at, "en");
  paragraph.text = str_join(fixture->arena, str_from(before), str_from(after));
  struct text_span *spans = arena_new_array(fixture->arena, struct text_span, 3);
  spans[0] = spans[1] = spans[2] = paragraph.spans[0];
  spans[0].end = spans[1].end = (uint32_t)strlen(before);
  spans[1].leader = leader;
  spans[1].hard_break = !leader;
  spans[1].tag = 9;
  spans[2].end = (uint32_t)paragraph.text.length;
  paragraph.spans = spans;
  paragraph.span_count = 3;
  return paragraph;
}

static void hard_breaks_end_lines(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = with_event(&fixture, "one two ", "three", false);
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  CHECK_STR(show_lines(&fixture, &paragraph, lines), STR("one two |three"));
  CHECK(lines.at[0].last && lines.at[1].last && lines.at[0].width < POINTS(60));
  CHECK(lines_are_whole(&paragraph, lines));
  paragraph = with_event(&fixture, "", "after", false);
  lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  CHECK_INT(lines.count, 2);
  CHECK(lines.at[0].run_count == 0 && lines.at[0].ascent > 0);
  paragraph = with_event(&fixture, "before", "", false);
  CHECK_INT(break_lines(&fixture, &paragraph, justified(POINTS(300))).count, 1);
  paragraph = plain(&fixture, "", "en");
  lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  CHECK(lines.count == 1 && lines.at[0].run_count == 0 && lines.at[0].ascent > 0 && lines.at[0].last);
  fixture_close(&fixture);
}

static const struct glyph_run *leader_of(struct text_lines lines) {
  for (uint32_t i = 0; i < lines.count; i++)
    for (uint32_t j = 0; j < lines.at[i].run_count; j++)
      if (lines.at[i].runs[j].leader) return &lines.at[i].runs[j];
  return NULL;
}

/* Where its last dot begins, from the line's end. */
static length last_dot(const struct glyph_run *leader, length line_end) {
  length x = leader->x;
  for (uint32_t i = 0; i + 1 < leader->glyph_count; i++)
    x += leader->glyphs[i].advance;
  return line_end - x;
}

static void leaders_fill_lines_on_a_grid(void) {
  struct text_fixture fixture = fixture_open();
  static const char *const titles[] = {"Opening", "Agenda of the meeting", "Any other business"};
  length pitch = 0, first = 0;
  for (size_t i = 0; i < 3; i++) {
    struct paragraph_text paragraph = with_event(&fixture, titles[i], "17", true);
    struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(400)));
    CHECK_INT(lines.count, 1);
    CHECK_INT(lines.at[0].width, POINTS(400));
    const struct glyph_run *leader = leader_of(lines);
    CHECK(leader && leader->text.length == 0 && leader->glyph_count > 20 && leader->tag == 9);
    if (!leader) continue;
    pitch = leader->glyphs[1].advance + leader->glyphs[2].advance;
    if (i == 0) first = last_dot(leader, POINTS(400));
    CHECK_INT((last_dot(leader, POINTS(400)) - first) % pitch, 0);
    CHECK(tiles(&paragraph, lines));
  }
  struct paragraph_text title =
      with_event(&fixture, "A very long title that does not fit into one line of this width", "5", true);
  struct text_lines lines = break_lines(&fixture, &title, justified(POINTS(120)));
  CHECK(lines.count > 2);
  CHECK(leader_of(lines) != NULL &&
        contains(str_slice(title.text, lines.at[lines.count - 1].start, title.text.length), STR("5")));
  title.direction = DIRECTION_RIGHT_TO_LEFT;
  lines = break_lines(&fixture, &title, justified(POINTS(400)));
  CHECK(leader_of(lines) != NULL && lines.at[0].width == POINTS(400));
  fixture_close(&fixture);
}

/* Dots and hyphens come from a font that has them, whatever the text's own lacks. */
static void leaders_need_a_font_with_dots(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = with_event(&fixture, "عقد الفريق", "5", true);
  struct text_span *spans = (struct text_span *)(uintptr_t)paragraph.spans;
  for (size_t i = 0; i < 3; i++)
    spans[i].family = STR("noto-naskh-arabic");
  paragraph.direction = DIRECTION_RIGHT_TO_LEFT;
  struct text_lines lines = break_lines(&fixture, &paragraph, justified(POINTS(300)));
  CHECK(tiles(&paragraph, lines));
  CHECK(leader_of(lines) != NULL && lines.at[0].width == POINTS(300));
  struct paragraph_text alone = with_event(&fixture, "", "", true);
  lines = break_lines(&fixture, &alone, justified(POINTS(300)));
  CHECK(lines.count == 1 && leader_of(lines) != NULL && lines.at[0].width == POINTS(300));
  fixture_close(&fixture);
}

static void ragged_lines_are_natural(void) {
  struct text_fixture fixture = fixture_open();
  struct paragraph_text paragraph = plain(&fixture, english, "en"), blank = plain(&fixture, "a b", "en");
  length space = break_lines(&fixture, &blank, justified(POINTS(250))).at[0].runs[0].glyphs[1].advance;
  for (unsigned alignment = LINES_START; alignment <= LINES_CENTER; alignment++) {
    struct line_request request = justified(POINTS(250));
    request.alignment = alignment;
    struct text_lines lines = break_lines(&fixture, &paragraph, request);
    CHECK(lines_are_whole(&paragraph, lines));
    CHECK(!contains(show_lines(&fixture, &paragraph, lines), STR("-|")) ||
          contains(show_lines(&fixture, &paragraph, lines), STR("Internet-|")));
    for (uint32_t i = 0; i < lines.count; i++) {
      const struct glyph_run *run = &lines.at[i].runs[0];
      for (uint32_t j = 0; j < run->glyph_count; j++)
        if (run->text.at[run->glyphs[j].cluster] == ' ') CHECK_INT(run->glyphs[j].advance, space);
    }
  }
  fixture_close(&fixture);
}

static void measures_agree_with_lines(void) {
  struct text_fixture fixture = fixture_open();
  for (unsigned i = 0; i < SAMPLE_COUNT; i++) {
    struct paragraph_text paragraph = plain(&fixture, samples[i].text, samples[i].language);
    length minimum, natural;
    text_measure(fixture.engine, fixture.arena, &paragraph, &minimum, &natural);
    struct line_request request = justified(natural);
    request.alignment = LINES_START;
    struct text_lines lines = break_lines(&fixture, &paragraph, request);
    CHECK_INT(lines.count, 1);
    CHECK_INT(lines.at[0].width, natural);
    request.width = request.first_width = minimum;
    request.hyphenate = false;
    struct overfull_list overfull = {0};
    lines = text_break(fixture.engine, fixture.arena, &paragraph, &request, note_overfull, &overfull);
    CHECK_INT(overfull.count, 0);
    CHECK(minimum < natural);
  }
  struct paragraph_text two = with_event(&fixture, "wide line here", "x", false);
  length minimum, natural;
  text_measure(fixture.engine, fixture.arena, &two, &minimum, &natural);
  struct paragraph_text wide = plain(&fixture, "wide line here", "en");
  CHECK_INT(natural, break_lines(&fixture, &wide, justified(POINTS(900))).at[0].width);
  fixture_close(&fixture);
}

/* The same choice by trying every pair of line ends, without an active list: no hyphens, no inner points. */
enum { CLASSES = 4 };
struct past {
  int64_t demerits[CLASSES];
};

static int fitness_of(int32_t bad, bool tight) {
  if (tight) return bad > 12 ? 0 : 1;
  return bad > 99 ? 3 : bad > 12 ? 2 : 1;
}

static void extend(const struct composition *composition, size_t from, size_t to, length width, int32_t tolerance,
                   const struct past *before, struct past *after) {
  int64_t natural = 0, stretch = 0, shrink = 0;
  for (size_t i = from; i < to; i++) {
    const struct word *word = &composition->words.at[i];
    natural += word->width;
    if (i + 1 < to) natural += word->gap, stretch += word->stretch, shrink += word->shrink;
  }
  bool last = to == composition->words.count;
  int64_t shortfall = width - natural;
  if (shortfall < -shrink) return;
  int32_t bad = shortfall < 0 ? badness(-shortfall, shrink) : last ? 0 : badness(shortfall, stretch);
  if (bad > tolerance) return;
  int fitness = shortfall < 0 ? fitness_of(bad, true) : fitness_of(bad, false);
  for (int class = 0; class < CLASSES; class ++) {
    if (before->demerits[class] < 0) continue;
    int64_t demerits = before->demerits[class] + (10 + bad) * (int64_t)(10 + bad);
    if (fitness - class > 1 || class - fitness > 1) demerits += 10000;
    if (last && from > 0 && to - from == 1 && natural * 10 < width) demerits += 22500;
    if (after->demerits[fitness] < 0 || demerits < after->demerits[fitness]) after->demerits[fitness] = demerits;
  }
}

static int64_t least_demerits(const struct composition *composition, length width, int32_t tolerance) {
  size_t count = composition->words.count;
  struct past *past = calloc(count + 1, sizeof *past);
  for (size_t to = 0; to <= count; to++)
    for (int class = 0; class < CLASSES; class ++)
      past[to].demerits[class] = to == 0 && class == 1 ? 0 : -1;
  for (size_t to = 1; to <= count; to++)
    for (size_t from = 0; from < to; from++)
      extend(composition, from, to, width, tolerance, &past[from], &past[to]);
  int64_t least = -1;
  for (int class = 0; class < CLASSES; class ++)
    if (past[count].demerits[class] >= 0 && (least < 0 || past[count].demerits[class] < least))
      least = past[count].demerits[class];
  free(past);
  return least;
}

/* Each line as full as it can be. */
static int64_t first_fit_demerits(const struct composition *composition, length width) {
  struct past past = {{-1, 0, -1, -1}};
  for (size_t from = 0, to; from < composition->words.count; from = to) {
    struct past next = {{-1, -1, -1, -1}}, reached = next;
    for (to = from + 1; to <= composition->words.count; to++) {
      struct past longer = {{-1, -1, -1, -1}};
      extend(composition, from, to, width, 10000, &past, &longer);
      bool possible = false;
      for (int class = 0; class < CLASSES; class ++)
        possible |= longer.demerits[class] >= 0;
      if (!possible) break;
      reached = longer;
    }
    to--;
    if (to == from) return INT64_MAX;
    past = reached;
  }
  int64_t least = INT64_MAX;
  for (int class = 0; class < CLASSES; class ++)
    if (past.demerits[class] >= 0 && past.demerits[class] < least) least = past.demerits[class];
  return least;
}

static void total_fit_is_best(void) {
  struct text_fixture fixture = fixture_open();
  static const char prose[] = "The Chair thanked the Director for his presence and support for the meeting. He thanked "
                              "members for their continued "
                              "support and commitment over the past three years. The Chair invited members to engage "
                              "in the discussions of the final "
                              "meeting with a continued spirit of consensus and collaboration, and to share "
                              "reflections on the work and activities "
                              "of the Group over this last term.";
  unsigned compared = 0, better = 0;
  for (length width = POINTS(180); width < POINTS(500); width += POINTS(2)) {
    struct paragraph_text paragraph = plain(&fixture, prose, "en");
    struct line_request request = justified(width);
    request.hyphenate = false;
    arena_reset(fixture.engine->scratch);
    struct composition composition = compose(fixture.engine, &paragraph);
    struct fit fit = total_fit(&composition, &request);
    if (fit.pass > 1) continue;
    CHECK_INT(fit.demerits, least_demerits(&composition, width, fit.pass == 0 ? 100 : 200));
    int64_t first = first_fit_demerits(&composition, width);
    CHECK(fit.demerits <= first);
    compared++;
    better += fit.demerits < first;
  }
  printf("  better than first fit at %u of %u widths\n", better, compared);
  CHECK(compared > 40 && better > 10);
  fixture_close(&fixture);
}

static void badness_is_a_cube(void) {
  CHECK_INT(badness(0, 5), 0);
  CHECK_INT(badness(10, 10), 100);
  CHECK_INT(badness(20, 10), 800);
  CHECK_INT(badness(5, 10), 13);
  CHECK_INT(badness(1, 0), 10000);
  CHECK_INT(badness(1000, 1), 10000);
  CHECK_INT(badness(INT32_MAX, INT32_MAX), 100);
}

static void a_short_last_word_is_avoided(void) {
  struct text_fixture fixture = fixture_open();
  unsigned lonely = 0;
  for (length width = POINTS(200); width < POINTS(480); width += POINTS(4)) {
    struct paragraph_text paragraph = plain(&fixture, english, "en");
    struct text_lines lines = break_lines(&fixture, &paragraph, justified(width));
    lonely += lines.at[lines.count - 1].width * 10 < width;
  }
  CHECK(lonely <= 3);
  fixture_close(&fixture);
}

int main(void) {
  RUN(any_text_at_any_width);
  RUN(any_spans);
  RUN(the_same_each_time);
  RUN(chinese_marks_keep_their_side);
  RUN(a_quarter_em_between_han_and_latin);
  RUN(chinese_marks_are_squeezed);
  RUN(words_are_hyphenated_where_patterns_say);
  RUN(minima_are_kept);
  RUN(soft_hyphens_show_at_a_line_end_only);
  RUN(hyphens_of_the_author_may_end_lines);
  RUN(addresses_break_behind_their_marks);
  RUN(a_word_wider_than_its_line_is_torn_and_told);
  RUN(one_long_word_stays_linear);
  RUN(spaces_at_line_ends_hang);
  RUN(hard_breaks_end_lines);
  RUN(leaders_fill_lines_on_a_grid);
  RUN(leaders_need_a_font_with_dots);
  RUN(ragged_lines_are_natural);
  RUN(measures_agree_with_lines);
  RUN(total_fit_is_best);
  RUN(badness_is_a_cube);
  RUN(a_short_last_word_is_avoided);
  return check_report();
}
