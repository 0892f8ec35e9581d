/* The cascade of styles: what a style of a few lines becomes, what slips in it get, and that the shipped ones are
 * whole. Run from the top folder. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "style/style.h"
#include "style/style_fields.h"

static struct arena *arena;
static struct diagnostics *diagnostics;
static char folder[64];

static void begin(void) {
  static const struct diagnostic_options options;
  arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, &options);
}

static const struct style *load_from(const char *styles_folder, const char *name) {
  return style_load(diagnostics, arena, str_from(styles_folder), STR("fonts"), str_from(name), (struct place){0});
}

static const struct style *load(const char *name) {
  return load_from("styles", name);
}

static struct str write_file(const char *name, const char *text) {
  struct str path = str_format(arena, "%s/%s", folder, name);
  FILE *file = fopen(path.at, "w");
  if (file != NULL) {
    fputs(text, file);
    fclose(file);
  }
  return path;
}

/* A style of its own in a temporary folder. */
static const struct style *load_text(const char *text) {
  return load(write_file("own.yaml", text).at);
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

static struct str dump(const struct style *style) {
  struct buffer out = {0};
  style_dump(style, &out);
  struct str text = str_copy(arena, buffer_str(&out));
  buffer_free(&out);
  return text;
}

static bool dumps(const struct style *style, const char *line) {
  return str_find(dump(style), str_from(line), 0) != SIZE_MAX;
}

static void test_a_new_look_needs_no_code(void) {
  begin();
  const struct style *style = load_text("extends: base\n"
                                        "page: {margin-start: 30 mm}\n"
                                        "blocks:\n"
                                        "  paragraph: {size: 10 pt}\n"
                                        "  heading-1: {size: 150%, color: \"#aa0000\"}\n"
                                        "lists: {dash: \"*\"}\n"
                                        "foot: {odd: [{form: \"{page} of {pages}\", weight: bold}]}\n");
  CHECK(style != NULL);
  if (style == NULL) return;
  CHECK_STR(style->name, STR("own"));
  CHECK_STR(style->file_folder, str_from(folder));
  CHECK_INT(style->margin_start, 87080); /* 30 mm */
  CHECK_INT(style->page_width, 609562);  /* base's 210 mm */
  CHECK_INT(style->blocks[STYLE_PARAGRAPH].size, POINTS(10));
  CHECK_INT(style->blocks[STYLE_PARAGRAPH].leading, POINTS(12)); /* base's 1.2 em */
  CHECK_INT(style->blocks[STYLE_HEADING_1].size, POINTS(15));
  CHECK_INT(style->blocks[STYLE_HEADING_1].leading, POINTS(18)); /* follows the size */
  CHECK_INT(style->blocks[STYLE_HEADING_2].color, 0xAA0000);     /* based on heading-1 */
  CHECK_INT(style->blocks[STYLE_HEADING_2].weight, WEIGHT_BOLD);
  CHECK_STR(style->marker_dash, STR("*"));
  CHECK_INT(style->foot_odd.count, 1);
  CHECK_STR(style->foot_odd.at[0].form, STR("{page} of {pages}"));
  CHECK_INT(style->foot_odd.at[0].weight, WEIGHT_BOLD);
  CHECK_INT(style->foot_odd.at[0].style, STYLE_RUNNING_FOOT);
  CHECK(style->foot_even.at == style->foot_odd.at);
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_a_style_without_extends_takes_all_from_base(void) {
  begin();
  const struct style *base = load("base"), *style = load_text("description: nothing new\n");
  CHECK(base != NULL && style != NULL);
  if (base == NULL || style == NULL) return;
  struct str own = dump(style), other = dump(base);
  CHECK_STR(str_slice(own, sizeof "style: own" - 1, own.length),
            str_slice(other, sizeof "style: base" - 1, other.length));
}

static void test_lists_replace_and_mappings_add(void) {
  begin();
  write_file("parent.yaml", "foot: {first: [a, b], odd: [c]}\nblocks: {quote: {slant: italic}}\n");
  const struct style *style = load_text("extends: parent.yaml\nfoot: {first: [d]}\nblocks: {quote: {size: 9 pt}}\n");
  CHECK(style != NULL);
  if (style == NULL) return;
  CHECK_INT(style->foot_first.count, 1);
  CHECK_STR(style->foot_first.at[0].form, STR("d"));
  CHECK_STR(style->foot_odd.at[0].form, STR("c"));
  CHECK_INT(style->blocks[STYLE_QUOTE].slant, SLANT_ITALIC);
  CHECK_INT(style->blocks[STYLE_QUOTE].size, POINTS(9));
}

static void test_a_key_with_nothing_after_it_is_absent(void) {
  begin();
  const struct style *style = load_text("page:\n  width:\nblocks:\n  paragraph:\n    size:\n");
  CHECK(style != NULL);
  CHECK(style != NULL && style->page_width == 609562);
}

static void test_the_default(void) {
  begin();
  const struct style *style = load("");
  CHECK(style != NULL);
  if (style == NULL) return;
  CHECK(!str_equal(style->name, STR("default")));
  CHECK_STR(style->labels_folder, STR("styles/labels"));
  CHECK_STR(style->fonts_folder, STR("fonts"));
}

static void test_shipped_styles_are_whole(void) {
  begin();
  struct style_listing *listings;
  size_t count = style_list(arena, STR("styles"), &listings);
  CHECK(count >= 4);
  for (size_t i = 0; i < count; i++) {
    const struct style *style = load(listings[i].name.at);
    CHECK(style != NULL);
    for (size_t j = 0; style != NULL && j < BLOCK_STYLE_COUNT; j++) {
      struct str family = str_format(arena, "fonts/%.*s.yaml", STR_ARG(style->blocks[j].family));
      CHECK(file_exists(family));
      CHECK(style->blocks[j].leading >= style->blocks[j].size);
      CHECK_STR(style->blocks[j].name, style_block_name((enum block_style_id)j));
    }
  }
  CHECK_STR(messages(), STR(""));
}

static void test_shipped_styles_find_their_labels(void) {
  static const char *const tags[] = {"en", "fr", "es", "ru", "ar", "zh"};
  static const char *const names[] = {"base", "neutral", ""};
  begin();
  for (size_t i = 0; i < 18; i++) {
    const struct style *style = load(names[i / 6]);
    const struct language_pack *pack =
        language_load(diagnostics, arena, STR("styles/labels"), str_from(tags[i % 6]), (struct place){0});
    CHECK(style_localize(diagnostics, arena, style, pack) == pack);
  }
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_styles_are_listed(void) {
  begin();
  struct style_listing *listings;
  size_t count = style_list(arena, STR("styles"), &listings);
  for (size_t i = 1; i < count; i++)
    CHECK(str_compare(listings[i - 1].name, listings[i].name) < 0);
  CHECK_STR(listings[0].name, STR("base"));
  CHECK(listings[0].description.length > 0);
  CHECK_INT(style_list(arena, STR("no-such-folder"), &listings), 0);
  write_file("broken.yaml", "- a list\n");
  CHECK(style_list(arena, str_from(folder), &listings) > 0);
}

static void test_first_page_parts(void) {
  begin();
  const struct style *style =
      load_text("first-page:\n"
                "  - columns: {start: \"{meeting.name}\", end: [\"{document.full}\"], start-share: 62.5%}\n"
                "  - rule: 0.5 pt\n"
                "  - rule: {thickness: 1 pt, space-before: 2 pt, space-after: 3 pt}\n"
                "  - lines: [{form: \"{document.title}\", style: title}, \"{document.date}\"]\n");
  CHECK(style != NULL && style->first_page_count == 4);
  if (style == NULL || style->first_page_count != 4) return;
  const struct first_page_part *parts = style->first_page;
  CHECK(parts[0].kind == FIRST_COLUMNS && parts[1].kind == FIRST_RULE && parts[3].kind == FIRST_LINES);
  CHECK_INT(parts[0].start_share, 625);
  CHECK_INT(parts[0].start.count, 1);
  CHECK_INT(parts[0].end.at[0].style, STYLE_FIRST_END);
  CHECK_INT(parts[1].thickness, LENGTH_POINT / 2);
  CHECK_INT(parts[2].space_after, POINTS(3));
  CHECK_INT(parts[3].lines.at[0].style, STYLE_TITLE);
  CHECK_INT(parts[3].lines.at[1].style, STYLE_PARAGRAPH);
  CHECK(dumps(style, "first-page rule: 0.500 pt\n"));
  CHECK(dumps(style, "first-page: title \"{document.title}\"\n"));
}

static void test_registries_stand_beside_the_file_that_names_them(void) {
  begin();
  char below[128];
  snprintf(below, sizeof below, "%s/below", folder);
  mkdir(below, 0700);
  write_file("below/parent.yaml", "registries: [facts.yaml, /abroad/other.yaml]\n");
  const struct style *style = load_text("extends: below/parent.yaml\n");
  CHECK(style != NULL && style->registries.count == 2);
  if (style == NULL) return;
  CHECK_STR(style->registries.at[0], str_format(arena, "%s/below/facts.yaml", folder));
  CHECK_STR(style->registries.at[1], STR("/abroad/other.yaml"));
  CHECK_INT(style->registries.places[0].length, sizeof "facts.yaml" - 1);
}

static void test_none_is_no_name(void) {
  begin();
  const struct style *style = load_text("citations: {default-issuer: board}\n");
  CHECK(style != NULL);
  CHECK_STR(style->default_issuer, STR("board"));
  CHECK_STR(style->default_source_label, STR(""));
}

static void test_wording_of_a_style(void) {
  begin();
  const struct style *style = load_text("labels:\n"
                                        "  any: {cite.document: \"{symbol}\", motto: Ad astra}\n"
                                        "  en: {summary: Abstract, motto: To the stars}\n"
                                        "foot: {odd: [\"{label.motto}\"]}\n");
  const struct language_pack *en =
      language_load(diagnostics, arena, STR("styles/labels"), STR("en"), (struct place){0});
  const struct language_pack *fr =
      language_load(diagnostics, arena, STR("styles/labels"), STR("fr"), (struct place){0});
  CHECK(style != NULL && en != NULL && fr != NULL);
  if (style == NULL) return;
  struct language_pack regional = *en;
  regional.tag = STR("en-GB");
  const struct language_pack *british = style_localize(diagnostics, arena, style, &regional);
  const struct language_pack *french = style_localize(diagnostics, arena, style, fr);
  CHECK_STR(language_label(british, STR("summary")), STR("Abstract"));
  CHECK_STR(language_label(british, STR("motto")), STR("To the stars"));
  CHECK_STR(language_label(british, STR("cite.document")), STR("{symbol}"));
  CHECK_STR(language_label(french, STR("summary")), STR("Résumé"));
  CHECK_STR(language_label(french, STR("motto")), STR("Ad astra"));
  CHECK_STR(language_label(en, STR("summary")), STR("Summary"));
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_labels_that_nobody_has(void) {
  begin();
  const struct style *style = load_text("foot: {odd: [\"{label.motto}, {label.page}\"]}\n"
                                        "tables: {caption: \"{label.motto} {label.tabel} {number}\"}\n"
                                        "citations: {default-source-label: by-the-board}\n");
  const struct language_pack *en =
      language_load(diagnostics, arena, STR("styles/labels"), STR("en"), (struct place){0});
  CHECK(style != NULL && style_localize(diagnostics, arena, style, en) == en);
  CHECK(says("warning[W0322]"));
  CHECK(says("that there are not in the language `en`: `motto`, `tabel`, `by-the-board`"));
}

static void test_unknown_styles(void) {
  begin();
  CHECK(load("neutrall") == NULL);
  CHECK(says("error[E0301]: there is no style named `neutrall`"));
  CHECK(says("did you mean `neutral`?"));
  CHECK(load("nowhere/style.yaml") == NULL);
  CHECK(says("error[E0302]: the style nowhere/style.yaml cannot be read: there is no such file"));
  CHECK(load_text("extends: gone.yaml\n") == NULL);
  CHECK(says("gone.yaml cannot be read"));
  CHECK(load_text("") == NULL);
  CHECK(says("this style file has no keys"));
  CHECK(load_text("- a\n") == NULL);
  CHECK(load_text("page: {width: \"210 mm\n") == NULL);
}

static void test_circles(void) {
  begin();
  write_file("a.yaml", "extends: b.yaml\n");
  write_file("b.yaml", "extends: c.yaml\n");
  CHECK(load(write_file("c.yaml", "extends: b.yaml\n").at) == NULL);
  CHECK(says("error[E0303]"));
  CHECK(says("c → b → c"));
  begin();
  CHECK(load(str_format(arena, "%s/a.yaml", folder).at) == NULL);
  CHECK(says("b → c → b"));
}

static void test_a_chain_too_long(void) {
  begin();
  for (int i = 0; i < 20; i++) {
    char name[32], text[64];
    snprintf(name, sizeof name, "link%d.yaml", i);
    snprintf(text, sizeof text, "extends: link%d.yaml\n", i + 1);
    write_file(name, text);
  }
  CHECK(load(str_format(arena, "%s/link0.yaml", folder).at) == NULL);
  CHECK(says("more than 16 styles extend one another"));
}

static void test_slips_in_blocks(void) {
  begin();
  CHECK(load_text("blocks:\n"
                  "  headin-1: {size: 14 pt}\n"
                  "  title: {based-on: subtitel}\n"
                  "  quote: {size: 0 pt}\n"
                  "  note: {leading: 0 pt}\n"
                  "  source: {size: 2000 pt}\n") == NULL);
  CHECK(says("there is no block style named `headin-1`"));
  CHECK(says("did you mean `heading-1`?"));
  CHECK(says("did you mean `subtitle`?"));
  CHECK(says("no text can be set with this `size` of `quote`"));
  CHECK(says("no text can be set with this `size` of `source`"));
  CHECK(says("`leading` of `note`"));
  begin();
  CHECK(load_text("blocks: {title: {based-on: subtitle}, subtitle: {based-on: title}}\n") == NULL);
  CHECK(says("error[E0309]: `subtitle` is based on itself in the end"));
  begin();
  CHECK(load_text("blocks: {paragraph: {based-on: title}}\n") == NULL);
  CHECK(says("error[E0309]: `paragraph` is based on itself in the end"));
}

static void test_slips_in_forms(void) {
  begin();
  CHECK(load_text("foot: {odd: [\"{pag}\", \"{page\", \"{weather}\"]}\n"
                  "lists: {letter: \"{page}\"}\n"
                  "numbering: {document: \"{suffix}{n}\"}\n"
                  "wanted: [document.date, document.colour]\n") == NULL);
  CHECK(says("error[E0305]: there is no field {pag} here"));
  CHECK(says("did you mean {page}?"));
  CHECK(says("error[E0306]: this form has a { without its }"));
  CHECK(says("there is no field {weather} here"));
  CHECK(says("fields: {document.symbol}, {document.number}"));
  CHECK(says("there is no field {page} here"));
  CHECK(says("there is no field {n} here"));
  CHECK(says("there is no field {document.colour} here"));
  CHECK_INT(diagnostics->error_count, 6);
}

static void test_slips_in_values(void) {
  begin();
  CHECK(load_text("page: {margin-top: 2 em, width: 20 mm}\n"
                  "first-page:\n"
                  "  - columns: {start: [a], start-share: 3 mm}\n"
                  "  - rule: 10%\n"
                  "numbering: {sections: [\"{1}\"]}\n") == NULL);
  CHECK(says("`page.margin-top` takes a length of its own"));
  CHECK(says("`start-share` is a part of the width"));
  CHECK(says("`thickness` takes a length of its own"));
  CHECK(says("`numbering.sections` has 1 forms, not six"));
  begin();
  CHECK(load_text("page: {width: 50 mm, height: 40 mm}\n") == NULL);
  CHECK(says("the margins leave no height for text"));
}

static void test_slips_on_the_first_page(void) {
  begin();
  CHECK(load_text("first-page:\n  - rule: 1 pt\n    lines: [a]\n") == NULL);
  CHECK(says("error[E0308]: a part of the first page is two things at once"));
  begin();
  CHECK(load_text("first-page:\n  - columns: {start-share: 50%}\n") == NULL);
  CHECK(says("a part of the first page says nothing"));
}

static void test_slips_in_labels(void) {
  begin();
  CHECK(load_text("labels:\n  en: {note: \"{n}\", action: [a]}\n  fr: x\n") == NULL);
  CHECK(says("error[E0321]: the label `note` has no field {n}"));
  CHECK(says("the label `action` is not one text"));
  CHECK(says("under a language stand labels by name"));
}

static void test_all_slips_come_at_once(void) {
  begin();
  CHECK(load_text("pages: 3\nblocks: {paragraph: {alignment: justfy}}\nfoot: {odd: [\"{pag}\"]}\n") == NULL);
  CHECK(says("unknown key `pages`"));
  CHECK(says("did you mean `justify`?"));
  CHECK(says("did you mean {page}?"));
  CHECK_INT(diagnostics->error_count, 3);
}

/* A styles folder whose base says too little. */
static void test_a_base_that_leaves_values_unset(void) {
  begin();
  write_file("base.yaml", "page: {width: 210 mm}\n");
  CHECK(load_from(folder, "base") == NULL);
  CHECK(says("error[E0302]: no style sets `page.height`"));
  CHECK(says("`blocks.paragraph.family`"));
  CHECK(says("`lists.markers`"));
}

static void test_block_names_go_both_ways(void) {
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++) {
    enum block_style_id id;
    CHECK(style_find_block(style_block_name((enum block_style_id)i), &id) && id == i);
  }
  enum block_style_id id;
  CHECK(!style_find_block(STR("heading"), &id));
}

static void test_fields_by_place(void) {
  CHECK(style_field_known(FORM_PAGE, STR("meeting.session")));
  CHECK(style_field_known(FORM_NUMBER, STR("meeting.number")));
  CHECK(!style_field_known(FORM_NUMBER, STR("page")));
  CHECK(style_field_known(FORM_TITLE, STR("label.table")));
  CHECK(!style_field_known(FORM_TITLE, STR("label.")));
}

/* The reference page for authors of styles names every key, block style, field and label. */
static void check_listed(struct str page, struct str name) {
  struct str cell = str_format(arena, "`%.*s`", STR_ARG(name));
  if (str_find(page, cell, 0) == SIZE_MAX) CHECK_STR(STR("not listed"), cell);
}

static void check_keys(struct str page, const struct schema_record *record) {
  for (size_t i = 0; i < record->key_count; i++) {
    check_listed(page, str_from(record->keys[i].name));
    if (record->keys[i].type == SCHEMA_RECORD) check_keys(page, record->keys[i].record);
  }
}

static void test_readme_lists_every_key(void) {
  begin();
  struct str page;
  CHECK_INT(file_read(arena, STR("styles/README.md"), 1 << 20, &page), 0);
  check_keys(page, &style_record);
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++)
    check_listed(page, style_block_name((enum block_style_id)i));
  for (size_t i = 0; i < FORM_PLACE_COUNT; i++) {
    const struct style_field *fields;
    size_t count = style_fields((enum form_place)i, &fields);
    for (size_t j = 0; j < count; j++)
      check_listed(page, fields[j].name);
  }
}

static void test_labels_readme_lists_every_label(void) {
  begin();
  struct str page;
  CHECK_INT(file_read(arena, STR("styles/labels/README.md"), 1 << 20, &page), 0);
  check_keys(page, &language_record);
  const struct language_pack *en =
      language_load(diagnostics, arena, STR("styles/labels"), STR("en"), (struct place){0});
  for (size_t i = 0; en != NULL && i < en->labels.count; i++)
    if (!str_starts_with(en->labels.entries[i].key, STR("language.")) &&
        !str_starts_with(en->labels.entries[i].key, STR("only.")))
      check_listed(page, en->labels.entries[i].key);
}

int main(void) {
  strcpy(folder, "/tmp/test-style-XXXXXX");
  if (mkdtemp(folder) == NULL) return 1;
  RUN(test_a_new_look_needs_no_code);
  RUN(test_a_style_without_extends_takes_all_from_base);
  RUN(test_lists_replace_and_mappings_add);
  RUN(test_a_key_with_nothing_after_it_is_absent);
  RUN(test_the_default);
  RUN(test_shipped_styles_are_whole);
  RUN(test_shipped_styles_find_their_labels);
  RUN(test_styles_are_listed);
  RUN(test_first_page_parts);
  RUN(test_registries_stand_beside_the_file_that_names_them);
  RUN(test_none_is_no_name);
  RUN(test_wording_of_a_style);
  RUN(test_labels_that_nobody_has);
  RUN(test_unknown_styles);
  RUN(test_circles);
  RUN(test_a_chain_too_long);
  RUN(test_slips_in_blocks);
  RUN(test_slips_in_forms);
  RUN(test_slips_in_values);
  RUN(test_slips_on_the_first_page);
  RUN(test_slips_in_labels);
  RUN(test_all_slips_come_at_once);
  RUN(test_a_base_that_leaves_values_unset);
  RUN(test_block_names_go_both_ways);
  RUN(test_fields_by_place);
  RUN(test_readme_lists_every_key);
  RUN(test_labels_readme_lists_every_label);
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  if (system(command) != 0) return 1;
  arena_destroy(arena);
  return check_report();
}
