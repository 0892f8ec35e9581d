/* The key tables of style files, made from settings.def and the few keys that hold lists and parts. */
#include <stddef.h>

#include "style/internal.h"

static const char *const alignment_words[] = {"start", "end", "center", "justify", NULL};
static const char *const weight_words[] = {"regular", "bold", NULL};
static const char *const slant_words[] = {"upright", "italic", NULL};
static const char *const case_words[] = {"as-written", "capitals", NULL};
static const char *const numbering_words[] = {"plain", "numbered", "continuous", "lettered", "auto", NULL};
static const char *const marker_words[] = {"dash", "bullet", "number", "letter", "roman", NULL};
static const char *const numeral_words[] = {"figures", "letters", "roman", NULL};
static const char *const owner_words[] = {"in-list", "beside", NULL};

#define KEY_LENGTH(detail) .type = SCHEMA_LENGTH
#define KEY_OFFSET(detail) .type = SCHEMA_LENGTH
#define KEY_TRUTH(detail) .type = SCHEMA_TRUTH
#define KEY_COLOR(detail) .type = SCHEMA_COLOR
#define KEY_NAME(detail) .type = SCHEMA_NAME
#define KEY_FAMILY(detail) .type = SCHEMA_NAME
#define KEY_FORM(detail) .type = SCHEMA_TEXT
#define KEY_COUNT(detail) .type = SCHEMA_INTEGER, .maximum = (detail)
#define KEY_CHOICE(detail) .type = SCHEMA_CHOICE, .choices = (detail)

#define KEY(values, kind, member, key, detail, about)                                                                  \
  {.name = (key), KEY_##kind(detail), .offset = offsetof(struct values, member), .documentation = (about)},
#define RECORD(values, called, table, about)                                                                           \
  {                                                                                                                    \
    .name = (called), .size = sizeof(struct values), .keys = (table), .key_count = sizeof(table) / sizeof(table)[0],   \
    .documentation = (about)                                                                                           \
  }

static const struct schema_key page_keys[] = {
#define PAGE(...) KEY(page_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record page_record =
    RECORD(page_values, "`page` of a style", page_keys, "Paper and margins.");

static const struct schema_key text_keys[] = {
#define TEXT(...) KEY(text_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record text_record =
    RECORD(text_values, "`text` of a style", text_keys, "What holds for all text.");

static const struct schema_key closing_keys[] = {
#define CLOSING(...) KEY(closing_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record closing_record =
    RECORD(closing_values, "`closing-rule` of a style", closing_keys, "The short rule that closes a report.");

static const struct schema_key numbering_keys[] = {
#define NUMBERING(...) KEY(numbering_values, __VA_ARGS__)
#include "style/settings.def"
    {.name = "sections",
     .type = SCHEMA_TEXT,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct numbering_values, sections),
     .documentation = "The number of a section, one form a level, six of them."},
};
static const struct schema_record numbering_record =
    RECORD(numbering_values, "`numbering` of a style", numbering_keys, "Numbers and symbols.");

static const struct schema_key list_keys[] = {
#define LISTS(...) KEY(list_values, __VA_ARGS__)
#include "style/settings.def"
    {.name = "markers",
     .type = SCHEMA_CHOICE,
     .shape = SCHEMA_LIST,
     .choices = marker_words,
     .offset = offsetof(struct list_values, markers),
     .documentation = "The marks of lists that name none, for the first, second and third level."},
};
static const struct schema_record list_record =
    RECORD(list_values, "`lists` of a style", list_keys, "Marks of list items.");

static const struct schema_key footnote_keys[] = {
#define FOOTNOTES(...) KEY(footnote_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record footnote_record =
    RECORD(footnote_values, "`footnotes` of a style", footnote_keys, "Notes at the foot of a page.");

static const struct schema_key table_keys[] = {
#define TABLES(...) KEY(table_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record table_record = RECORD(table_values, "`tables` of a style", table_keys, "Tables.");

static const struct schema_key annex_keys[] = {
#define ANNEXES(...) KEY(annex_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record annex_record = RECORD(annex_values, "`annexes` of a style", annex_keys, "Annexes.");

static const struct schema_key citation_keys[] = {
#define CITATIONS(...) KEY(citation_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record citation_record =
    RECORD(citation_values, "`citations` of a style", citation_keys, "References and contributions.");

static const struct schema_key breaking_keys[] = {
#define BREAKING(...) KEY(breaking_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record breaking_record =
    RECORD(breaking_values, "`breaking` of a style", breaking_keys, "What lines and pages are chosen by.");

static const struct schema_key block_keys[] = {
    {.name = "based-on",
     .type = SCHEMA_NAME,
     .offset = offsetof(struct block_values, based_on),
     .documentation = "The block style that gives what is not said here; `paragraph` when absent."},
#define BLOCK(...) KEY(block_values, __VA_ARGS__)
#include "style/settings.def"
};
static const struct schema_record block_record =
    RECORD(block_values, "a block style", block_keys, "The look of one kind of text.");

static const struct schema_key form_line_keys[] = {
    {.name = "form",
     .type = SCHEMA_TEXT,
     .offset = offsetof(struct form_line_values, form),
     .required = true,
     .documentation = "What is printed, with fields in curly brackets."},
    {.name = "style",
     .type = SCHEMA_NAME,
     .offset = offsetof(struct form_line_values, style),
     .documentation = "The block style of the line."},
    {.name = "weight",
     .type = SCHEMA_CHOICE,
     .choices = weight_words,
     .offset = offsetof(struct form_line_values, weight),
     .documentation = "Bold, where the block style is not."},
};
static const struct schema_record form_line_record = {
    .name = "a line",
    .size = sizeof(struct form_line_values),
    .keys = form_line_keys,
    .key_count = sizeof form_line_keys / sizeof form_line_keys[0],
    .documentation = "One line of the first page or of a running head or foot.",
    .shorthand = "form",
};

static const struct schema_key column_keys[] = {
    {.name = "start",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct column_values, start),
     .documentation = "Lines of the column where lines begin."},
    {.name = "end",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct column_values, end),
     .documentation = "Lines of the other column."},
    {.name = "start-share",
     .type = SCHEMA_LENGTH,
     .offset = offsetof(struct column_values, start_share),
     .documentation = "The first column's part of the width, in %; half of it when absent."},
};
static const struct schema_record column_record =
    RECORD(column_values, "`columns` of the first page", column_keys, "Two columns side by side.");

static const struct schema_key rule_keys[] = {
    {.name = "thickness",
     .type = SCHEMA_LENGTH,
     .offset = offsetof(struct rule_values, thickness),
     .required = true,
     .documentation = "Its thickness."},
    {.name = "space-before",
     .type = SCHEMA_LENGTH,
     .offset = offsetof(struct rule_values, space_before),
     .documentation = "The space above it."},
    {.name = "space-after",
     .type = SCHEMA_LENGTH,
     .offset = offsetof(struct rule_values, space_after),
     .documentation = "The space below it."},
};
static const struct schema_record rule_record = {
    .name = "`rule` of the first page",
    .size = sizeof(struct rule_values),
    .keys = rule_keys,
    .key_count = sizeof rule_keys / sizeof rule_keys[0],
    .documentation = "A rule over the whole width.",
    .shorthand = "thickness",
};

static const struct schema_key first_page_keys[] = {
    {.name = "columns",
     .type = SCHEMA_RECORD,
     .record = &column_record,
     .offset = offsetof(struct first_page_values, columns),
     .documentation = "Two columns side by side."},
    {.name = "lines",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct first_page_values, lines),
     .documentation = "Lines one below the other."},
    {.name = "rule",
     .type = SCHEMA_RECORD,
     .record = &rule_record,
     .offset = offsetof(struct first_page_values, rule),
     .documentation = "A rule over the whole width."},
    {.name = "logo", .type = SCHEMA_NODE, .unbuilt = true, .documentation = "Where `document.logo` stands."},
};
static const struct schema_record first_page_record =
    RECORD(first_page_values, "a part of the first page", first_page_keys, "One part, from the top down.");

static const struct schema_key furniture_keys[] = {
    {.name = "first",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct furniture_values, first),
     .documentation = "Lines on the first page."},
    {.name = "odd",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct furniture_values, odd),
     .documentation = "Lines on odd pages."},
    {.name = "even",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &form_line_record,
     .offset = offsetof(struct furniture_values, even),
     .documentation = "Lines on even pages; those of odd ones when absent."},
};
static const struct schema_record furniture_record =
    RECORD(furniture_values, "a running head or foot", furniture_keys, "Lines that stand on every page.");

/* Labels by name, under a language or `any`. */
static const struct schema_key label_key = {.name = "label", .type = SCHEMA_TEXT};
static const struct schema_form label_words = {.name = "labels", .values = &label_key};

#define GROUP(key, member, group_record, about)                                                                        \
  {                                                                                                                    \
    .name = (key), .type = SCHEMA_RECORD, .record = &(group_record), .offset = offsetof(struct style_values, member),  \
    .documentation = (about)                                                                                           \
  }

static const struct schema_key style_keys[] = {
    {.name = "description",
     .type = SCHEMA_TEXT,
     .offset = offsetof(struct style_values, description),
     .documentation = "One line for `list styles`."},
    {.name = "extends",
     .type = SCHEMA_PATH,
     .offset = offsetof(struct style_values, extends),
     .documentation = "The style, or the path of one, that gives what is not said here; `base` when absent."},
    GROUP("page", page, page_record, "Paper and margins."),
    GROUP("text", text, text_record, "What holds for all text."),
    {.name = "blocks",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_MAP,
     .record = &block_record,
     .offset = offsetof(struct style_values, blocks),
     .documentation = "The looks of all kinds of text, by name."},
    {.name = "first-page",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_LIST,
     .record = &first_page_record,
     .offset = offsetof(struct style_values, first_page),
     .documentation = "What stands on the first page, from the top down."},
    GROUP("head", head, furniture_record, "Running heads."),
    GROUP("foot", foot, furniture_record, "Running feet."),
    GROUP("closing-rule", closing, closing_record, "The short rule that closes a report."),
    GROUP("numbering", numbering, numbering_record, "Numbers and symbols."),
    GROUP("lists", lists, list_record, "Marks of list items."),
    GROUP("footnotes", footnotes, footnote_record, "Notes at the foot of a page."),
    GROUP("tables", tables, table_record, "Tables."),
    GROUP("annexes", annexes, annex_record, "Annexes."),
    GROUP("citations", citations, citation_record, "References and contributions."),
    GROUP("breaking", breaking, breaking_record, "What lines and pages are chosen by."),
    {.name = "registries",
     .type = SCHEMA_PATH,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct style_values, registries),
     .documentation = "Files of references, people and groups, relative to the style."},
    {.name = "wanted",
     .type = SCHEMA_TEXT,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct style_values, wanted),
     .documentation = "Fields of the report whose lack is a warning."},
    {.name = "labels",
     .type = SCHEMA_NODE,
     .shape = SCHEMA_MAP,
     .names = SCHEMA_LANGUAGE,
     .form = &label_words,
     .offset = offsetof(struct style_values, labels),
     .documentation = "The style's own wording: a language, or `any`, and its labels by name."},
};
const struct schema_record style_record = RECORD(style_values, "a style", style_keys, "How reports look.");

#define PLACE_LENGTH(detail) 0
#define PLACE_OFFSET(detail) 0
#define PLACE_TRUTH(detail) 0
#define PLACE_COLOR(detail) 0
#define PLACE_NAME(detail) 0
#define PLACE_FAMILY(detail) 0
#define PLACE_COUNT(detail) 0
#define PLACE_CHOICE(detail) 0
#define PLACE_FORM(detail) (detail)
#define SIZE(record, member) sizeof(((struct record *)NULL)->member)

#define SETTING(group, prefix, kind, member, called, detail, about)                                                    \
  {.type = SETTING_##kind,                                                                                             \
   .key = prefix called,                                                                                               \
   .from = offsetof(struct style_values, group.member),                                                                \
   .to = offsetof(struct style, member),                                                                               \
   .from_size = sizeof(VALUE_##kind),                                                                                  \
   .to_size = SIZE(style, member),                                                                                     \
   .form_place = PLACE_##kind(detail)},
#define BLOCK_SETTING(kind, member, name, detail, about)                                                               \
  {.type = SETTING_##kind,                                                                                             \
   .key = (name),                                                                                                      \
   .from = offsetof(struct block_values, member),                                                                      \
   .to = offsetof(struct block_style, member),                                                                         \
   .from_size = sizeof(VALUE_##kind),                                                                                  \
   .to_size = SIZE(block_style, member)},

const struct setting style_settings[] = {
#define PAGE(...) SETTING(page, "page.", __VA_ARGS__)
#define TEXT(...) SETTING(text, "text.", __VA_ARGS__)
#define CLOSING(...) SETTING(closing, "closing-rule.", __VA_ARGS__)
#define NUMBERING(...) SETTING(numbering, "numbering.", __VA_ARGS__)
#define LISTS(...) SETTING(lists, "lists.", __VA_ARGS__)
#define FOOTNOTES(...) SETTING(footnotes, "footnotes.", __VA_ARGS__)
#define TABLES(...) SETTING(tables, "tables.", __VA_ARGS__)
#define ANNEXES(...) SETTING(annexes, "annexes.", __VA_ARGS__)
#define CITATIONS(...) SETTING(citations, "citations.", __VA_ARGS__)
#define BREAKING(...) SETTING(breaking, "breaking.", __VA_ARGS__)
#include "style/settings.def"
};
const size_t style_setting_count = sizeof style_settings / sizeof style_settings[0];

const struct setting block_settings[] = {
#define BLOCK BLOCK_SETTING
#include "style/settings.def"
};
const size_t block_setting_count = sizeof block_settings / sizeof block_settings[0];
