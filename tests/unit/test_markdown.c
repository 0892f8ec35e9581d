#include "check.h"
#include "report/report.h"

#include <string.h>

#include "base/arena.h"

/* Texts as they stand in a literal block, read as blocks; the model as report_dump shows it. */
static struct arena *arena;
static struct diagnostics *diagnostics;
static struct blocks blocks;
static struct buffer dump;

static struct source_text source(const char *text) {
  static struct text_segment start = {0, 0};
  if (arena) arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, NULL);
  uint32_t file = diagnostics_add_file(diagnostics, STR("t"), str_from(text));
  return (struct source_text){str_from(text), &start, 1, file, (uint32_t)strlen(text)};
}

static struct str read_text(const char *text) {
  struct source_text whole = source(text);
  blocks = markdown_blocks(diagnostics, arena, &whole, YAML_LITERAL);
  struct report report = {.complete = true, .body = blocks};
  dump.length = 0;
  report_dump(diagnostics, &report, &dump);
  struct str all = buffer_str(&dump);
  size_t body = str_find(all, STR("body\n"), 0);
  return body == SIZE_MAX ? STR("") : str_slice(all, body + 5, all.length);
}

/* The plain text of the first block, a paragraph, with marks around items: *emphasis* **strong** `code` <link> [cite].
 */
static struct str flat(const char *text) {
  static char out[4096];
  size_t at = 0;
  read_text(text);
  if (blocks.count == 0 || blocks.at[0]->kind != BLOCK_PARAGRAPH) return STR("(none)");
  const struct inline_content *content = &blocks.at[0]->paragraph;
  for (size_t i = 0; i < content->count && at < sizeof out - 512; i++) {
    const struct inline_item *item = &content->items[i];
    const char *mark = item->code ? "`" : item->strong ? "**" : item->emphasis ? "*" : "";
    int added = 0;
    if (item->kind == INLINE_TEXT)
      added = snprintf(out + at, 512, "%s%.*s%s", mark, STR_ARG(item->text.bytes), mark);
    else if (item->kind == INLINE_CITATION)
      added = snprintf(out + at, 512, "[%.*s]", STR_ARG(item->citation->id.bytes));
    else if (item->kind == INLINE_NOTE_CALL)
      added = snprintf(out + at, 512, "^%.*s", STR_ARG(item->text.bytes));
    else
      added = snprintf(out + at, 512, "/");
    at += (size_t)added;
    if (item->link.length > 0) at += (size_t)snprintf(out + at, 512, "<%.*s>", STR_ARG(item->link));
  }
  return (struct str){out, at};
}

static int code_of(const char *text) {
  read_text(text);
  return diagnostics->messages.count == 0 ? -1 : (int)diagnostics->messages.at[0]->code;
}

static bool has_code(enum code code) {
  for (size_t i = 0; i < diagnostics->messages.count; i++)
    if (diagnostics->messages.at[i]->code == code) return true;
  return false;
}

/* White space */

static void test_white_space(void) {
  CHECK_STR(flat("one   two\tthree  \nfour"), STR("one two three four"));
  CHECK_STR(flat("a\xC2\xA0 b"), STR("a\xC2\xA0 b"));
  CHECK_STR(flat("  \n\n   indented\n       more"), STR("indented more"));
  CHECK_STR(flat("        deep is no code"), STR("deep is no code"));
  CHECK_STR(flat("plain prose"), STR("plain prose"));
  CHECK_INT(blocks.at[0]->paragraph.count, 1);
  read_text("");
  CHECK_INT(blocks.count, 0);
  read_text(" \n\t\n");
  CHECK_INT(blocks.count, 0);
}

static void test_line_ends(void) {
  CHECK_STR(flat("主席宣布\n会议开始，\n随后"), STR("主席宣布会议开始，随后"));
  CHECK_STR(flat("ひら\nカナ"), STR("ひらカナ"));
  CHECK_STR(flat("한국\n어"), STR("한국 어"));
  CHECK_STR(flat("中文\nLatin"), STR("中文 Latin"));
  CHECK_STR(flat("见\n[[plan]]\n的"), STR("见[plan]的"));
  CHECK_STR(flat("see\n[[plan]]\nnow"), STR("see [plan] now"));
  CHECK_STR(flat("a *b*\n*c* d"), STR("a *b* *c* d"));
  CHECK_STR(flat("one\\\ntwo"), STR("one/two"));
  CHECK_STR(flat("one  \ntwo"), STR("one two"));
  CHECK_STR(flat("`a\nb`"), STR("`a b`"));
}

/* Places: each item points at its very characters. */
static void test_places(void) {
  const char *text = "one *two*\n  three [[plan]] &amp; `x`";
  read_text(text);
  const struct inline_content *content = &blocks.at[0]->paragraph;
  CHECK_INT(content->count, 8);
  for (size_t i = 0; i < content->count; i++) {
    const struct inline_item *item = &content->items[i];
    CHECK_INT(item->place.file, 1);
    CHECK(item->place.offset + item->place.length <= strlen(text));
  }
  CHECK_INT(content->items[1].place.offset, 5);
  CHECK_INT(content->items[3].place.offset, 18);
  CHECK_INT(content->items[3].place.length, 8);
  CHECK_INT(content->items[3].citation->id.bytes.length, 4);
  CHECK_INT(source_text_place(&content->items[3].citation->id, 0, 4).offset, 20);
  CHECK_STR(content->items[5].text.bytes, STR("&"));
  CHECK_INT(content->items[5].place.length, 5);
}

static void test_zero_copy(void) {
  struct source_text whole = source("Prose that needs no change at all.");
  struct blocks read = markdown_blocks(diagnostics, arena, &whole, YAML_PLAIN);
  CHECK(read.at[0]->paragraph.items[0].text.bytes.at == whole.bytes.at);
}

/* Inline */

static void test_emphasis_and_links(void) {
  CHECK_STR(flat("*a* **b** ***c*** `d`"), STR("*a* **b** **c** `d`"));
  CHECK_STR(flat("[it](https://x.org/a_b_c)"), STR("it<https://x.org/a_b_c>"));
  CHECK_STR(flat("see www.x.org."), STR("see www.x.org<https://www.x.org>."));
  CHECK_STR(flat("see http://x.org/a, now"), STR("see http://x.org/a<http://x.org/a>, now"));
  CHECK_STR(flat("write to a@x.org"), STR("write to a@x.org<mailto:a@x.org>"));
  CHECK_STR(flat("<https://x.org>"), STR("https://x.org<https://x.org>"));
  CHECK_STR(flat("[a](HTTPS://X.org?a=1&amp;b=2)"), STR("a<HTTPS://X.org?a=1&b=2>"));
  CHECK_STR(flat("https://x.org[^n] and www.x.org[[a]]"),
            STR("https://x.org<https://x.org>^n and www.x.org<https://www.x.org>[a]"));
  CHECK_STR(flat("\\*no\\* \\[x\\]"), STR("*no* [x]"));
  CHECK_STR(flat("a [b] c] d ["), STR("a [b] c] d ["));
}

static void test_citations(void) {
  CHECK_STR(flat("a [[b]], *[[c]]* and [x [[d]]](https://x.org)"),
            STR("a [b], [c] and x <https://x.org>[d]<https://x.org>"));
  read_text("[[id.part]] [[id|other *words*]] [[id.part|w]]");
  const struct inline_item *items = blocks.at[0]->paragraph.items;
  CHECK_STR(items[0].citation->part.bytes, STR("part"));
  CHECK_STR(items[2].citation->words.bytes, STR("other *words*"));
  CHECK_STR(items[4].citation->part.bytes, STR("part"));
  CHECK_INT(items[2].citation->place.length, 20);
  CHECK_STR(flat("\\[[a]] and `[[b]]`"), STR("[[a]] and `[[b]]`"));
  CHECK_STR(flat("[[[a]]]"), STR("[[a]]"));
  CHECK_STR(flat("[[a_b_c]] _[[d]]_"), STR("[a_b_c] [d]"));
  CHECK_STR(flat("a[^b] c[^d]"), STR("a^b c^d"));
}

static void test_citations_gone_wrong(void) {
  CHECK_INT(code_of("a [[b"), E_UNCLOSED_CITATION);
  CHECK_INT(code_of("a [[b\nc]]"), E_UNCLOSED_CITATION);
  CHECK_INT(code_of("a [[b [[c]]"), E_UNCLOSED_CITATION);
  CHECK_INT(code_of("a [[b c]]"), E_BAD_CITATION);
  CHECK_INT(code_of("a [[]]"), E_BAD_CITATION);
  CHECK_INT(code_of("a [[b.]]"), E_BAD_CITATION);
  CHECK_INT(code_of("a [[b|  ]]"), E_BAD_CITATION);
  CHECK_INT(code_of("a [^b c]"), E_BAD_CITATION);
  CHECK_INT(code_of("a [^b"), E_BAD_CITATION);
  CHECK_INT(code_of("[a](https://x.org/[[b]])"), E_BAD_CITATION);
  /* What was read wrongly still stands in the text, so that later stages see all of it. */
  CHECK_STR(flat("a [[b c]] d"), STR("a [[b c]] d"));
}

static void test_attributes(void) {
  read_text("Text. {#id lang=fr .plain}");
  CHECK_STR(blocks.at[0]->id.bytes, STR("id"));
  CHECK_STR(blocks.at[0]->language, STR("fr"));
  CHECK(blocks.at[0]->plain && !blocks.at[0]->counts);
  CHECK_STR(blocks.at[0]->paragraph.items[0].text.bytes, STR("Text."));
  CHECK_STR(flat("a [mots *en* x]{lang=fr} b"), STR("a mots *en* x b"));
  CHECK_STR(blocks.at[0]->paragraph.items[1].language, STR("fr"));
  CHECK_STR(blocks.at[0]->paragraph.items[2].language, STR("fr"));
  CHECK_INT(blocks.at[0]->paragraph.items[4].language.length, 0);
  CHECK_STR(flat("a {b, c} \\{#d}"), STR("a {b, c} {#d}"));
  read_text("- item {#x}\n- next");
  CHECK_STR(blocks.at[0]->list.items[0].at[0]->id.bytes, STR("x"));
  CHECK_INT(code_of("{#a}"), E_BAD_ATTRIBUTES);
  CHECK_INT(code_of("a {#b} c"), E_BAD_ATTRIBUTES);
  CHECK_INT(code_of("a {#b c}"), E_BAD_ATTRIBUTES);
  CHECK_INT(code_of("a {lang=}"), E_BAD_ATTRIBUTES);
  CHECK_INT(code_of("a {.plain"), E_BAD_ATTRIBUTES);
  CHECK_INT(code_of("[a]{.plain} b"), E_BAD_ATTRIBUTES);
}

static void test_entities(void) {
  CHECK_STR(flat("Caf&#233; &amp; &#xE9;&nbsp;x"), STR("Café & é\xC2\xA0x"));
  CHECK_STR(flat("AT&T and R&D"), STR("AT&T and R&D"));
  CHECK_INT(code_of("&eacute;"), E_ENTITY);
  CHECK_INT(code_of("&#0;"), E_ENTITY);
  CHECK_INT(code_of("&#xD800;"), E_ENTITY);
  CHECK_INT(code_of("&#9999999;"), E_ENTITY);
}

/* Blocks */

static void test_lists(void) {
  CHECK_STR(read_text("- a\n- b\n\n  more\n- > q\n"), STR("  list @1:3\n"
                                                          "    item\n"
                                                          "      paragraph @1:3\n"
                                                          "        \"a\" @1:3\n"
                                                          "    item\n"
                                                          "      paragraph @2:3\n"
                                                          "        \"b\" @2:3\n"
                                                          "      paragraph @4:3\n"
                                                          "        \"more\" @4:3\n"
                                                          "    item\n"
                                                          "      quote @5:5\n"
                                                          "        text\n"
                                                          "          paragraph @5:5\n"
                                                          "            \"q\" @5:5\n"));
  read_text("1. a\n2. b");
  CHECK(blocks.at[0]->list.has_marker && blocks.at[0]->list.marker == MARKER_NUMBER);
  CHECK_INT(code_of("2. b\n3. c"), E_LIST_START);
  CHECK_INT(code_of("- a\n-\n- c"), E_EMPTY_ITEM);
  CHECK_INT(code_of("2026\\. The year"), -1);
}

static void test_list_numbers(void) {
  CHECK_INT(code_of("1. a\n2. b\n3. c"), -1);
  CHECK_INT(code_of("1. a\n1. b\n1. c"), -1);
  CHECK_INT(code_of("1. a\n3. b"), W_LIST_NUMBERS);
  CHECK_INT(code_of("1. a\n\n   more\n\n2. b"), -1);
  CHECK_INT(code_of("1. a\n   1. x\n   2. y\n2. b\n   1. z"), -1);
  CHECK_INT(code_of("1. a\n   - x\n2. b"), -1);
  CHECK_INT(code_of("1. a\n\nText.\n\n1. b"), -1);
  CHECK_INT(code_of("1. a\n2. b\n- c\n\n1. d"), -1);
  CHECK_INT(code_of("in\n2026. The year\n\n1. a"), -1);
}

static void test_counting(void) {
  read_text("one\n\ntwo {.plain}\n\n- item\n\n> quoted\n\nthree");
  CHECK_INT(blocks.count, 5);
  CHECK(blocks.at[0]->counts);
  CHECK(!blocks.at[1]->counts);
  CHECK(!blocks.at[2]->counts && !blocks.at[2]->list.items[0].at[0]->counts);
  CHECK(!blocks.at[3]->quote.at[0]->counts);
  CHECK(blocks.at[4]->counts);
}

static void test_tables(void) {
  read_text("| a | b |\n|:-:|--:|\n| *x* | [[y|z]] |\n| | \\| `|` |\n");
  CHECK_INT(diagnostics->messages.count, 0);
  const struct table *table = &blocks.at[0]->table;
  CHECK_INT(table->column_count, 2);
  CHECK_INT(table->row_count, 2);
  CHECK_INT(table->columns[0].align, ALIGN_CENTER);
  CHECK_INT(table->columns[1].align, ALIGN_END);
  CHECK_STR(table->columns[1].title.items[0].text.bytes, STR("b"));
  CHECK_INT(table->cells[1].body.at[0]->paragraph.items[0].kind, INLINE_CITATION);
  CHECK_INT(table->cells[2].body.count, 0);
  CHECK(!table->cells[0].body.at[0]->counts);
  CHECK_INT(code_of("| a | b |\n|---|---|\n| 1 |"), E_TABLE_ROW);
  CHECK_INT(code_of("| a | b |\n|---|---|\n| 1 | 2 | 3 |"), E_TABLE_ROW);
  CHECK_INT(code_of("text\n| a |\n|---|"), E_TABLE_ROW);
  CHECK_INT(code_of("|---|"), E_TABLE_ROW);
}

static void test_what_is_refused(void) {
  CHECK_INT(code_of("# Title"), E_MARKDOWN_HEADING);
  CHECK_INT(code_of("a\n==="), E_MARKDOWN_HEADING);
  CHECK_INT(code_of("a\n-"), E_MARKDOWN_HEADING);
  CHECK_INT(code_of("- # a"), E_MARKDOWN_HEADING);
  CHECK_INT(code_of("> # a"), E_MARKDOWN_HEADING);
  CHECK_INT(code_of("#6 is none"), -1);
  CHECK_INT(code_of("\\# none"), -1);
  CHECK_INT(code_of("* * *"), E_MARKDOWN_RULE);
  CHECK_INT(code_of("```\na\n```"), E_MARKDOWN_CODE);
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK_INT(code_of("~~~"), E_MARKDOWN_CODE);
  CHECK_INT(code_of("a <b>c"), E_MARKDOWN_HTML);
  CHECK_INT(code_of("<div>\na\n</div>"), E_MARKDOWN_HTML);
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK_INT(code_of("a\n   <div>b"), E_MARKDOWN_HTML);
  CHECK_INT(code_of("a < b"), -1);
  CHECK_INT(code_of("![a](https://x.org)"), E_MARKDOWN_IMAGE);
  CHECK_INT(code_of("[a](b.pdf)"), E_LINK_TARGET);
  CHECK_INT(code_of("[a](https://x.org \"t\")"), E_LINK_TITLE);
  CHECK_INT(code_of("[a]: https://x.org"), E_MARKDOWN_DEFINITION);
  CHECK_INT(code_of("[^a]: note"), E_MARKDOWN_DEFINITION);
  CHECK_INT(code_of("[a\nb]: https://x.org"), E_MARKDOWN_DEFINITION);
  CHECK_INT(code_of("> > > > > > > > > > > > > > > > > a"), E_TEXT_TOO_DEEP);
}

static void test_own_numbers(void) {
  CHECK_INT(code_of("a) one\nb) two\nc) three"), E_OWN_NUMBERS);
  CHECK_INT(diagnostics->messages.count, 1);
  CHECK_INT(diagnostics->messages.at[0]->related.count, 2);
  CHECK_INT(code_of("a) one"), W_OWN_NUMBER);
  CHECK_INT(code_of("a) one\n\nb) two"), W_OWN_NUMBER);
  CHECK_INT(code_of("1.1 One"), W_OWN_NUMBER);
  CHECK_INT(code_of("(iv) four"), W_OWN_NUMBER);
  CHECK_INT(code_of("– dash"), W_OWN_NUMBER);
  CHECK_INT(code_of("1.5 million"), -1);
  CHECK_INT(code_of("20 January"), -1);
  CHECK_INT(code_of("word) then"), -1);
  CHECK_INT(code_of("A. Smith"), -1);
}

/* A definition would otherwise vanish, and many of them would make gigabytes. */
static void test_definitions_never_reach_markdown(void) {
  CHECK_STR(flat("[a]: b"), STR("[a]: b"));
  CHECK_STR(flat("x [a]: b"), STR("x [a]: b"));
  CHECK_INT(code_of("x [a]: b"), -1);
  CHECK_STR(flat("`x]: y`"), STR("`x]: y`"));
  CHECK_STR(flat("[a\\]: b"), STR("[a]: b"));
}

static void test_inline_only(void) {
  struct source_text text = source("A *title*[^n]");
  struct inline_content content = markdown_inline(diagnostics, arena, &text);
  CHECK_INT(content.count, 3);
  CHECK_INT(diagnostics->messages.count, 0);
  text = source("One\n\nTwo");
  content = markdown_inline(diagnostics, arena, &text);
  CHECK(has_code(E_BLOCK_IN_LINE));
  CHECK_STR(content.items[0].text.bytes, STR("One"));
  text = source("- One");
  content = markdown_inline(diagnostics, arena, &text);
  CHECK(has_code(E_BLOCK_IN_LINE));
  CHECK_INT(content.count, 0);
  text = source("2026. One");
  markdown_inline(diagnostics, arena, &text);
  CHECK(has_code(E_LIST_START) && !has_code(E_BLOCK_IN_LINE));
  text = source("One {#a}");
  markdown_inline(diagnostics, arena, &text);
  CHECK(has_code(E_BAD_ATTRIBUTES));
}

/* Inputs that have slowed Markdown readers down; each must end at once and lose nothing. */
static void test_pathological(void) {
  static const char *const pieces[] = {"[",  "[[",       "[^",  "](",  "![",   "`a ", "*a ", "_a_",  "> ",
                                       "- ", "{#",       "&#",  "<",   "|",    "|-",  "a@b", "www.", "[a](",
                                       "\\", "[a]: b\n", "1. ", "** ", "``` ", "~~",  "]:",  "|\n",  "<!--"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t piece_size = strlen(pieces[i]), count = 40000 / piece_size;
    char *text = malloc(count * piece_size + 1);
    for (size_t k = 0; k < count; k++)
      memcpy(text + k * piece_size, pieces[i], piece_size);
    text[count * piece_size] = '\0';
    read_text(text);
    CHECK(arena_used(arena) < 64u << 20);
    free(text);
  }
}

int main(void) {
  RUN(test_white_space);
  RUN(test_line_ends);
  RUN(test_places);
  RUN(test_zero_copy);
  RUN(test_emphasis_and_links);
  RUN(test_citations);
  RUN(test_citations_gone_wrong);
  RUN(test_attributes);
  RUN(test_entities);
  RUN(test_lists);
  RUN(test_list_numbers);
  RUN(test_counting);
  RUN(test_tables);
  RUN(test_what_is_refused);
  RUN(test_own_numbers);
  RUN(test_definitions_never_reach_markdown);
  RUN(test_inline_only);
  RUN(test_pathological);
  buffer_free(&dump);
  if (arena) arena_destroy(arena);
  return check_report();
}
