#include "report/schema.h"

#include "report/examples.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KEYS(array) .keys = array, .key_count = COUNT(array)
#define AT(type, member) .offset = offsetof(struct type, member)
#define ONE(name_, type_, ...)                                                                                         \
  { .name = name_, .type = SCHEMA_##type_, .shape = SCHEMA_ONE, __VA_ARGS__ }
#define LIST(name_, type_, ...)                                                                                        \
  { .name = name_, .type = SCHEMA_##type_, .shape = SCHEMA_LIST, __VA_ARGS__ }
#define MAP(name_, type_, ...)                                                                                         \
  { .name = name_, .type = SCHEMA_##type_, .shape = SCHEMA_MAP, __VA_ARGS__ }
#define SAYS(text) .documentation = text
#define UNBUILT .unbuilt = true

enum { LAST_YEAR = 9999, SECTION_DEPTH = 6, LARGEST_NUMBER = 99999 };

/* Words of the choices, in the order of the enums in report.h and style.h. */
static const char *const distributions[] = {"general", "limited", "restricted", NULL};
static const char *const document_statuses[] = {"final", "draft", NULL};
static const char *const paragraph_numberings[] = {"plain", "numbered", "continuous", "lettered", "auto", NULL};
static const char *const orientations[] = {"portrait", "landscape", NULL};
static const char *const markers[] = {"dash", "bullet", "number", "letter", "roman", NULL};
static const char *const column_alignments[] = {"left", "center", "right", "decimal", NULL};
static const char *const action_statuses[] = {"open", "in-progress", "done", "dropped", NULL};
static const char *const action_sorts[] = {"number", "owner", "due", NULL};
static const char *const action_columns[] = {"number", "text", "owner", "due", "status", NULL};
static const char *const reference_kinds[] = {"document", "resolution", "decision", "recommendation",
                                              "report",   "liaison",    "web",      NULL};

/* What a key called blocks takes, and one item of a list of them. */

static const struct schema_record *built_kind(size_t index) {
  for (size_t i = 0; i < kind_count; i++)
    if (!kinds[i].unbuilt && index-- == 0) return kinds[i].record;
  return NULL;
}

static const struct schema_form item = {
    .name = "an item", .text = true, .filled = true, .items = &item, .record = built_kind};
static const struct schema_form blocks = {
    .name = "blocks", SAYS("A text, a block, or a list of these."), .text = true, .items = &item, .record = built_kind};
#define BLOCKS(name_, ...) ONE(name_, NODE, .form = &blocks, __VA_ARGS__)

/* Document and meeting */

static const struct schema_key document_keys[] = {
    ONE("symbol", TEXT, AT(raw_document, document.symbol),
        SAYS("The document's symbol, without revision and language: they are added.")),
    ONE("revision", INTEGER, AT(raw_document, document.revision), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("The number of the revision: 1 for the first one.")),
    ONE("addendum", INTEGER, AT(raw_document, document.addendum), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("The number of the addendum.")),
    ONE("corrigendum", INTEGER, AT(raw_document, document.corrigendum), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("The number of the corrigendum.")),
    ONE("date", DATE, AT(raw_document, document.date), SAYS("The document's date, printed in the report's language.")),
    LIST("original", TEXT, AT(raw_document, document.original),
         SAYS("The language or languages of the original, or `only` where there is no other. Absent: not printed.")),
    ONE("title", TEXT, AT(raw_document, title), SAYS("The report's title. Absent: the file's name stands in.")),
    ONE("subtitle", TEXT, AT(raw_document, subtitle), SAYS("A second line below the title.")),
    LIST("source", TEXT, AT(raw_document, document.source),
         SAYS("Who submits the report, printed as it stands. Absent: the style's own words.")),
    ONE("distribution", CHOICE, AT(raw_document, document.distribution), .choices = distributions,
        SAYS("Who may read it. Absent: `general`, which prints nothing.")),
    ONE("status", CHOICE, AT(raw_document, document.status), .choices = document_statuses,
        SAYS("`draft` prints a mark across each page. Absent: `final`.")),
    LIST("keywords", TEXT, AT(raw_document, document.keywords), SAYS("Words for catalogues, in the file's metadata.")),
    ONE("url", ADDRESS, AT(raw_document, document.url),
        SAYS("The address of the page where the report itself is published.")),
    ONE("logo", PATH, UNBUILT, SAYS("A picture for the first page's band.")),
};
static const struct schema_record document_record = {
    .name = "`document`", .size = sizeof(struct raw_document), KEYS(document_keys), SAYS("What the document is.")};

static const struct schema_key meeting_keys[] = {
    ONE("group", TEXT, AT(meeting, group), SAYS("The group's short name, such as `Board`.")),
    ONE("name", TEXT, AT(meeting, name), SAYS("The group's name in full.")),
    ONE("number", INTEGER, AT(meeting, number), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("Which meeting it is: 3 for the third. It is printed in words where the style has it so.")),
    ONE("place", TEXT, AT(meeting, place), SAYS("Where it meets, mostly a city.")),
    ONE("from", DATE, AT(meeting, from), SAYS("The first day.")),
    ONE("to", DATE, AT(meeting, to), SAYS("The last day. Absent: the first day.")),
};
static const struct schema_record meeting_record = {
    .name = "`meeting`", .size = sizeof(struct meeting), KEYS(meeting_keys), SAYS("The meeting that is reported.")};

/* Top level */

static const struct schema_key report_keys[] = {
    ONE("format", INTEGER, AT(raw_report, format), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("The version of this format: 1. It need not be said.")),
    ONE("style", PATH, AT(raw_report, style),
        SAYS("The look: a name of `rapporteur list styles`, or the path of a style file.")),
    ONE("language", LANGUAGE, AT(raw_report, language),
        SAYS("The language the report is written in: `en`, `fr`, `es`, `ru`, `ar`, `zh` or another. Absent: `en`.")),
    ONE("document", RECORD, AT(raw_report, document), .record = &document_record, SAYS("What the document is.")),
    ONE("meeting", RECORD, AT(raw_report, meeting), .record = &meeting_record, SAYS("The meeting that is reported.")),
    ONE("cover", NODE, UNBUILT, SAYS("The box on the first page.")),
    LIST("registries", PATH, AT(raw_report, registries),
         SAYS("Files with references, people and groups that several reports share.")),
    ONE("references", NODE, AT(raw_report, references), .record = &reference_record,
        SAYS("The documents that the report cites, each under its id.")),
    ONE("people", NODE, AT(raw_report, people), .record = &person_record,
        SAYS("People that the report names, each under an id.")),
    ONE("groups", NODE, AT(raw_report, groups), .record = &group_record,
        SAYS("Groups that the report names, each under an id.")),
    MAP("abbreviations", TEXT, AT(raw_report, abbreviations),
        SAYS("Short forms and what they stand for: a listener hears it, the page shows the short form.")),
    MAP("footnotes", TEXT, AT(raw_report, footnotes), .names = SCHEMA_NAME,
        SAYS("The footnotes' texts, each under its id. A text calls one as `[^id]`.")),
    ONE("previous", PATH, UNBUILT, SAYS("The previous meeting's report, whose open actions are carried over.")),
    MAP("translations", PATH, UNBUILT, .names = SCHEMA_LANGUAGE, SAYS("The report in other languages.")),
    LIST("allow", TEXT, AT(raw_report, allow),
         SAYS("Codes of warnings that are not to be told for this report, such as `W0240`.")),
    BLOCKS("body", AT(raw_report, body), .required = true, SAYS("The report itself.")),
    BLOCKS("annexes", AT(raw_report, annexes), SAYS("Sections that stand behind the report, each on a new page.")),
};
const struct schema_record report_record = {.name = "a report",
                                            .size = sizeof(struct raw_report),
                                            KEYS(report_keys),
                                            SAYS("One report."),
                                            .example = REPORT_EXAMPLE};

/* Blocks. The kind's own key stands first. */

#define LANGUAGE_KEY                                                                                                   \
  ONE("language", LANGUAGE, AT(raw_block, language),                                                                   \
      SAYS("The language of this block where it is another than the report's."))
#define ID_KEY ONE("id", NAME, AT(raw_block, id), SAYS("A short name of your own by which texts cite it, as `[[id]]`."))

static const struct schema_key section_keys[] = {
    ONE("section", TEXT, AT(raw_block, title), SAYS("The section's title. Nothing or `\"\"`: no title.")),
    ID_KEY,
    ONE("number", TEXT, AT(raw_block, number),
        SAYS("`none` for no number, or words that are printed in its place, such as `Rule 14`. Absent: the next "
             "number.")),
    ONE("paragraphs", CHOICE, AT(raw_block, paragraphs), .choices = paragraph_numberings,
        SAYS("How its paragraphs are numbered. Absent: `auto`, the style's own rule.")),
    LIST("reference", NAME, AT(raw_block, references),
         SAYS("The reference or references that are printed after the title.")),
    ONE("orientation", CHOICE, .choices = orientations, UNBUILT, SAYS("Upright or turned pages.")),
    BLOCKS("body", AT(raw_block, body), SAYS("What stands in the section.")),
    LANGUAGE_KEY,
};
static const struct schema_record section_record = {.name = "a section",
                                                    .size = sizeof(struct raw_block),
                                                    KEYS(section_keys),
                                                    SAYS("A heading and what stands under it."),
                                                    .example = SECTION_EXAMPLE};

static const struct schema_key contribution_keys[] = {
    LIST("contribution", NAME, AT(raw_block, references), .required = true,
         SAYS("The id of the reference, or of those that were taken together.")),
    ID_KEY,
    ONE("title", TEXT, AT(raw_block, title), SAYS("A title in place of the one that is made of the reference.")),
    BLOCKS("body", AT(raw_block, body), SAYS("Text before the summary, without a heading of its own.")),
    BLOCKS("summary", AT(raw_block, summary), SAYS("What the contribution says.")),
    BLOCKS("discussion", AT(raw_block, discussion), SAYS("What was said about it.")),
    BLOCKS("outcome", AT(raw_block, outcome), SAYS("How the discussion ended; it stands at the discussion's end.")),
    BLOCKS("actions", AT(raw_block, actions), SAYS("What is to be done, mostly a list of actions.")),
    LANGUAGE_KEY,
};
static const struct schema_record contribution_record = {.name = "a contribution",
                                                         .size = sizeof(struct raw_block),
                                                         KEYS(contribution_keys),
                                                         SAYS("A document that was presented, and what came of it."),
                                                         .example = CONTRIBUTION_EXAMPLE};

static const struct schema_key list_keys[] = {
    BLOCKS("list", AT(raw_block, value), .required = true, SAYS("The items, one after the other.")),
    ONE("marker", CHOICE, AT(raw_block, marker), .choices = markers,
        SAYS("What stands before each item. Absent: the style's own mark.")),
    ONE("start", INTEGER, AT(raw_block, start), .minimum = 1, .maximum = LARGEST_NUMBER,
        SAYS("The first item's number. Absent: 1.")),
    LANGUAGE_KEY,
};
static const struct schema_record list_record = {.name = "a list",
                                                 .size = sizeof(struct raw_block),
                                                 KEYS(list_keys),
                                                 SAYS("Items with marks or numbers."),
                                                 .example = LIST_EXAMPLE};

static const struct schema_key column_keys[] = {
    ONE("title", TEXT, AT(raw_column, title), SAYS("What stands in the table's head above the column.")),
    ONE("width", LENGTH, AT(raw_column, width),
        SAYS("Its width, as 40 mm or 30% of the text's; absent, it fits what stands in the column.")),
    ONE("align", CHOICE, AT(raw_column, align), .choices = column_alignments,
        SAYS("left, center, right, or decimal: the decimal signs of numbers stand one under the other.")),
};
static const struct schema_record column_record = {.name = "a column",
                                                   .size = sizeof(struct raw_column),
                                                   KEYS(column_keys),
                                                   SAYS("A column of a table."),
                                                   .shorthand = "title"};

static const struct schema_form cells = {.name = "cells", .text = true, .items = &blocks};
static const struct schema_key row_keys[] = {
    ONE("group", TEXT, AT(raw_row, group), SAYS("Words across the table, above the rows that they hold for.")),
    ONE("total", NODE, AT(raw_row, total), .form = &cells, SAYS("The cells of a row of sums.")),
};
const struct schema_record table_row_record = {
    .name = "a row", .size = sizeof(struct raw_row), KEYS(row_keys), SAYS("A row across a table, or a row of sums.")};

static const struct schema_form table_row = {
    .name = "a table row", .text = true, .filled = true, .items = &blocks, .keys = &table_row_record};
static const struct schema_form table_rows = {
    .name = "rows", .text = true, .items = &table_row, .keys = &table_row_record};

static const struct schema_key table_keys[] = {
    ONE("table", TEXT, AT(raw_block, title), SAYS("The table's caption. Without one it has no number.")),
    ID_KEY,
    LIST("columns", RECORD, AT(raw_block, table_columns), .record = &column_record,
         SAYS("The columns, each a title or keys of its own.")),
    ONE("rows", NODE, AT(raw_block, rows), .form = &table_rows,
        SAYS("The rows: each a list of cells, which are blocks; {group: words}, a row across; or {total: [cells]}.")),
    ONE("file", PATH, AT(raw_block, file), SAYS("A file of comma-separated values with the rows, instead of `rows`.")),
    BLOCKS("notes", AT(raw_block, notes), SAYS("Remarks below the table.")),
    ONE("orientation", CHOICE, .choices = orientations, UNBUILT, SAYS("Upright or turned pages.")),
    LANGUAGE_KEY,
};
static const struct schema_record table_record = {.name = "a table",
                                                  .size = sizeof(struct raw_block),
                                                  KEYS(table_keys),
                                                  SAYS("Rows and columns."),
                                                  .example = TABLE_EXAMPLE};

static const struct schema_key action_keys[] = {
    BLOCKS("action", AT(raw_block, value), .required = true, SAYS("What is to be done.")),
    ID_KEY,
    ONE("title", TEXT, AT(raw_block, title), SAYS("A short form of it for the lists.")),
    LIST("owner", TEXT, AT(raw_block, owners), SAYS("Who does it: the id of a person or group, any words, or a list.")),
    ONE("due", TEXT, AT(raw_block, due), SAYS("By when: a date, or words such as `next meeting`.")),
    ONE("status", CHOICE, AT(raw_block, status), .choices = action_statuses, SAYS("How far it is. Absent: `open`.")),
    ONE("continues", TEXT, UNBUILT, SAYS("The action of the previous report that it continues.")),
    ONE("number", TEXT, AT(raw_block, number), SAYS("A number of its own in place of the next one.")),
    ONE("url", ADDRESS, AT(raw_block, url),
        SAYS("The address of the page where it is followed up; its number is a link there.")),
    LANGUAGE_KEY,
};
static const struct schema_record action_record = {.name = "an action",
                                                   .size = sizeof(struct raw_block),
                                                   KEYS(action_keys),
                                                   SAYS("Something that is to be done."),
                                                   .example = ACTION_EXAMPLE};

static const struct schema_key decision_keys[] = {
    BLOCKS("decision", AT(raw_block, value), .required = true, SAYS("What was decided.")),
    ID_KEY,
    ONE("title", TEXT, AT(raw_block, title), SAYS("A short form of it for the lists.")),
    ONE("number", TEXT, AT(raw_block, number), SAYS("A number of its own in place of the next one.")),
    ONE("url", ADDRESS, AT(raw_block, url),
        SAYS("The address of the page where it is published; its number is a link there.")),
    LANGUAGE_KEY,
};
static const struct schema_record decision_record = {.name = "a decision",
                                                     .size = sizeof(struct raw_block),
                                                     KEYS(decision_keys),
                                                     SAYS("Something that was decided."),
                                                     .example = DECISION_EXAMPLE};

static const struct schema_key quote_keys[] = {
    BLOCKS("quote", AT(raw_block, value), .required = true, SAYS("The words quoted.")),
    LANGUAGE_KEY,
};
static const struct schema_record quote_record = {.name = "a quote",
                                                  .size = sizeof(struct raw_block),
                                                  KEYS(quote_keys),
                                                  SAYS("Words of others, set apart."),
                                                  .example = QUOTE_EXAMPLE};

static const struct schema_key note_keys[] = {
    BLOCKS("note", AT(raw_block, value), .required = true, SAYS("The note.")),
    LANGUAGE_KEY,
};
static const struct schema_record note_record = {.name = "a note",
                                                 .size = sizeof(struct raw_block),
                                                 KEYS(note_keys),
                                                 SAYS("A remark to the reader, set apart."),
                                                 .example = NOTE_EXAMPLE};

static const struct schema_key contents_keys[] = {
    ONE("contents", INTEGER, AT(raw_block, depth), .minimum = 1, .maximum = SECTION_DEPTH,
        SAYS("How many levels of sections it lists. Nothing: three.")),
    LANGUAGE_KEY,
};
static const struct schema_record contents_record = {.name = "a table of contents",
                                                     .size = sizeof(struct raw_block),
                                                     KEYS(contents_keys),
                                                     SAYS("The table of contents."),
                                                     .example = CONTENTS_EXAMPLE};

static const struct schema_key action_list_keys[] = {
    ONE("action-list", TEXT, AT(raw_block, title), SAYS("The title above it. Nothing: the style's own; `\"\"`: none.")),
    LIST("status", CHOICE, AT(raw_block, statuses), .choices = action_statuses,
         SAYS("Only actions of this state or these. Absent: all.")),
    LIST("owner", TEXT, AT(raw_block, owners), SAYS("Only actions of this owner or these. Absent: all.")),
    ONE("sort", CHOICE, AT(raw_block, sort), .choices = action_sorts,
        SAYS("The order of the rows. Absent: by number.")),
    LIST("columns", CHOICE, AT(raw_block, columns), .choices = action_columns,
         SAYS("Which columns, and in which order.")),
    LANGUAGE_KEY,
};
static const struct schema_record action_list_record = {.name = "an action list",
                                                        .size = sizeof(struct raw_block),
                                                        KEYS(action_list_keys),
                                                        SAYS("All actions of the report as a table."),
                                                        .example = ACTION_LIST_EXAMPLE};

static const struct schema_key decision_list_keys[] = {
    ONE("decision-list", TEXT, AT(raw_block, title),
        SAYS("The title above it. Nothing: the style's own; `\"\"`: none.")),
    LANGUAGE_KEY,
};
static const struct schema_record decision_list_record = {.name = "a decision list",
                                                          .size = sizeof(struct raw_block),
                                                          KEYS(decision_list_keys),
                                                          SAYS("All decisions of the report as a table."),
                                                          .example = DECISION_LIST_EXAMPLE};

static const struct schema_key reference_list_keys[] = {
    ONE("reference-list", TEXT, AT(raw_block, title),
        SAYS("The title above it. Nothing: the style's own; `\"\"`: none.")),
    ONE("kind", CHOICE, AT(raw_block, kind), .choices = reference_kinds,
        SAYS("Only references of this kind. Absent: all.")),
    ONE("cited", TRUTH, AT(raw_block, cited),
        SAYS("`true`: only what the report cites. Absent: its own references, and what it cites of others.")),
    LANGUAGE_KEY,
};
static const struct schema_record reference_list_record = {.name = "a reference list",
                                                           .size = sizeof(struct raw_block),
                                                           KEYS(reference_list_keys),
                                                           SAYS("The report's references as a list."),
                                                           .example = REFERENCE_LIST_EXAMPLE};

static const struct schema_key page_break_keys[] = {
    ONE("page-break", TRUTH, AT(raw_block, truth), SAYS("Always `true`.")),
    LANGUAGE_KEY,
};
static const struct schema_record page_break_record = {.name = "a page break",
                                                       .size = sizeof(struct raw_block),
                                                       KEYS(page_break_keys),
                                                       SAYS("A new page begins here."),
                                                       .example = PAGE_BREAK_EXAMPLE};

/* Kinds of the contract that are not yet made: known by name, so that they are refused as such. */
static const struct schema_record unbuilt_record = {.name = "a block", .size = sizeof(struct raw_block)};

const struct kind kinds[] = {
    {"section", &section_record, BLOCK_SECTION, false},
    {"contribution", &contribution_record, BLOCK_CONTRIBUTION, false},
    {"list", &list_record, BLOCK_LIST, false},
    {"table", &table_record, BLOCK_TABLE, false},
    {"action", &action_record, BLOCK_ACTION, false},
    {"decision", &decision_record, BLOCK_DECISION, false},
    {"quote", &quote_record, BLOCK_QUOTE, false},
    {"note", &note_record, BLOCK_NOTE, false},
    {"contents", &contents_record, BLOCK_CONTENTS, false},
    {"action-list", &action_list_record, BLOCK_ACTION_LIST, false},
    {"decision-list", &decision_list_record, BLOCK_DECISION_LIST, false},
    {"reference-list", &reference_list_record, BLOCK_REFERENCE_LIST, false},
    {"page-break", &page_break_record, BLOCK_PAGE_BREAK, false},
    {"figure", &unbuilt_record, BLOCK_TABLE, true},
    {"remark", &unbuilt_record, BLOCK_NOTE, true},
    {"participants", &unbuilt_record, BLOCK_LIST, true},
    {"signature", &unbuilt_record, BLOCK_PARAGRAPH, true},
    {"include", &unbuilt_record, BLOCK_SECTION, true},
};
const size_t kind_count = COUNT(kinds);

const struct kind *kind_find(struct str name) {
  for (size_t i = 0; i < kind_count; i++)
    if (str_equal(name, str_from(kinds[i].name))) return &kinds[i];
  return NULL;
}

struct str kind_nearest(struct arena *arena, struct str word) {
  struct str *names = arena_new_array(arena, struct str, kind_count);
  for (size_t i = 0; i < kind_count; i++)
    names[i] = str_from(kinds[i].name);
  return diagnostics_nearest(word, names, kind_count);
}
