/* The typed model of one report: what the author wrote, checked key by key, Markdown parsed, every value with its
 * place. Nothing is numbered or looked up here. Contents and meaning only: no page, no look. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "style/registry.h"

/* A citation [[id]], [[id.part]] or [[id|other words]]. */
struct citation {
  struct source_text id, part, words; /* part and words empty when absent */
  struct place place;                 /* from "[[" to "]]" */
};

enum inline_kind { INLINE_TEXT, INLINE_CITATION, INLINE_NOTE_CALL, INLINE_BREAK /* a hard line break */ };

/* A stretch of a text with one set of marks. Soft line ends are already a space, or nothing between Han and kana; runs
 * of white space are one space. */
struct inline_item {
  enum inline_kind kind;
  bool emphasis, strong, code;
  struct str language;       /* of `[mots]{lang=fr}`; empty: the block's */
  struct str link;           /* target of a link or bare address; empty: none */
  struct source_text text;   /* INLINE_TEXT: its characters; INLINE_NOTE_CALL: the note's id */
  struct citation *citation; /* INLINE_CITATION */
  struct place place;
};
struct inline_content {
  struct inline_item *items;
  size_t count;
  struct place place;
};

enum block_kind {
  BLOCK_PARAGRAPH,
  BLOCK_SECTION,
  BLOCK_CONTRIBUTION,
  BLOCK_LIST,
  BLOCK_TABLE,
  BLOCK_ACTION,
  BLOCK_DECISION,
  BLOCK_QUOTE,
  BLOCK_NOTE,
  BLOCK_CONTENTS,
  BLOCK_ACTION_LIST,
  BLOCK_DECISION_LIST,
  BLOCK_REFERENCE_LIST,
  BLOCK_PAGE_BREAK
};

struct blocks {
  struct block **at;
  size_t count;
  struct place place;
};

enum section_number { SECTION_NUMBER_AUTO, SECTION_NUMBER_NONE, SECTION_NUMBER_OWN };
struct section {
  struct inline_content title;
  bool has_title; /* false only for `section:` with nothing after it */
  enum section_number number;
  struct inline_content own_number;
  struct schema_choice paragraphs; /* enum paragraph_numbering */
  struct source_text *references;
  size_t reference_count;
  struct blocks body;
};
struct contribution {
  struct source_text *references;
  size_t reference_count;
  struct inline_content title;
  bool has_title;
  struct blocks body, summary, discussion, outcome, actions;
};
struct list {
  bool has_marker;
  enum list_marker marker;
  struct schema_integer start;
  struct blocks *items;
  size_t count;
};
struct table_column {
  struct inline_content title;
  struct schema_length width;
  enum alignment align;
};
struct table_cell {
  struct blocks body;
};
/* A group's cells are its text and, to the row's end, nothing. */
enum table_row_kind { ROW_CELLS, ROW_GROUP, ROW_TOTAL };
struct table {
  struct inline_content caption;
  bool has_caption; /* then it has a number too */
  struct table_column *columns;
  size_t column_count;
  struct table_cell *cells;
  size_t row_count;               /* row by row */
  enum table_row_kind *row_kinds; /* NULL: all ROW_CELLS */
  struct blocks notes;
  struct source_text file;    /* its rows' file, until report_read_tables has read it */
  struct place columns_place; /* where its columns are told; file 0: nowhere */
};
enum action_status { ACTION_OPEN, ACTION_IN_PROGRESS, ACTION_DONE, ACTION_DROPPED };
struct action { /* also a decision */
  struct blocks text;
  struct inline_content title;
  bool has_title;
  struct source_text *owners;
  size_t owner_count;
  struct source_text due;
  struct schema_date due_date; /* date given when due is one */
  struct schema_choice status;
  struct source_text number, url;
};
enum action_column { COLUMN_NUMBER, COLUMN_TEXT, COLUMN_OWNER, COLUMN_DUE, COLUMN_STATUS };
enum action_sort { SORT_NUMBER, SORT_OWNER, SORT_DUE };
struct register_list { /* action-list, decision-list, reference-list */
  struct inline_content title;
  bool has_title, empty_title; /* `""`: no title */
  struct schema_choice *statuses;
  size_t status_count;
  struct source_text *owners;
  size_t owner_count;
  struct schema_choice sort;
  struct schema_choice *columns;
  size_t column_count;
  struct schema_choice kind; /* enum reference_kind, when given */
  struct schema_truth cited;
};

struct block {
  enum block_kind kind;
  struct place place;
  struct source_text id; /* empty: none */
  struct str language;   /* empty: inherits */
  bool counts; /* gets a number where its section numbers paragraphs (format.md, "paragraphs"); never in a list */
  bool plain;  /* {.plain} */
  union {
    struct inline_content paragraph;
    struct section section;
    struct contribution contribution;
    struct list list;
    struct table table;
    struct action action;        /* BLOCK_ACTION, BLOCK_DECISION */
    struct blocks quote;         /* BLOCK_QUOTE, BLOCK_NOTE */
    struct schema_integer depth; /* BLOCK_CONTENTS */
    struct register_list register_list;
  };
};

enum original_kind { ORIGINAL_ABSENT, ORIGINAL_LANGUAGES, ORIGINAL_ONLY };
enum distribution { DISTRIBUTION_GENERAL, DISTRIBUTION_LIMITED, DISTRIBUTION_RESTRICTED };
enum document_status { STATUS_FINAL, STATUS_DRAFT };
struct document {
  struct source_text symbol, url;
  struct inline_content title, subtitle;
  bool has_title, has_subtitle;
  struct schema_integer revision, addendum, corrigendum;
  struct schema_date date;
  struct schema_list original; /* of struct source_text: languages, or the one word "only" */
  struct schema_list source;   /* of struct source_text */
  struct schema_choice distribution, status;
  struct schema_list keywords; /* of struct source_text */
};
struct meeting {
  struct source_text group, name, place;
  struct schema_integer number;
  struct schema_date from, to;
};
struct footnote {
  struct source_text id;
  struct inline_content text;
  struct place place;
};

struct report {
  uint32_t file;
  struct str path, folder;
  bool complete; /* false after a YAML error */
  struct source_text style, language;
  struct document document;
  struct meeting meeting;
  struct registry registry;       /* its own references, people and groups */
  struct source_text *registries; /* paths of those that it shares with others */
  size_t registry_count;
  struct footnote *footnotes;
  size_t footnote_count;
  struct source_text *abbreviations, *expansions; /* short and long */
  size_t abbreviation_count;
  struct blocks body;
  struct blocks annexes; /* sections */
  struct block **tables; /* that name a file */
  size_t table_count;
};

extern const struct schema_record report_record;

/* The model of a parsed file, which may be dropped afterwards; NULL only when nothing of it can be read. It lies in the
 * arena but for the bytes of its texts, which live as long as the diagnostics, and so longer than it. Errors are in the
 * diagnostics. Texts are in NFC: those that are not are brought to it in the document's nodes. `meeting.to` is
 * `from` where it is absent. */
struct report *report_load(struct diagnostics *diagnostics, struct arena *arena, const struct yaml_document *document);

/* Reads the files of rows that the report's tables name: comma-separated values (RFC 4180) in UTF-8, relative to the
 * report's folder `folder` and in `tree`. Messages stand at their own places in those files. */
struct file_tree;
void report_read_tables(struct diagnostics *diagnostics, struct arena *arena, struct report *report, struct str folder,
                        const struct file_tree *tree);

/* Adds what the report's registries hold, which wins over what `registry` has of the style's, key by key. */
void report_read_registries(struct diagnostics *diagnostics, struct arena *arena, const struct report *report,
                            struct str folder, const struct file_tree *tree, struct registry *registry);

/* Markdown to blocks and to one line of inline content (titles, captions, notes). `counts` is set as for a text that is
 * a key's whole value: on each paragraph but those in lists, quotes and tables and those that end in {.plain}. Time and
 * memory are linear in the text; what md4c would make more of is refused. */
struct blocks markdown_blocks(struct diagnostics *diagnostics, struct arena *arena, const struct source_text *text,
                              enum yaml_style style);
struct inline_content markdown_inline(struct diagnostics *diagnostics, struct arena *arena,
                                      const struct source_text *text);

void report_dump(struct diagnostics *diagnostics, const struct report *report, struct buffer *out);

#endif
