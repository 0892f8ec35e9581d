/* The one table of a report's keys: top level, document, meeting, and every kind of block. Loading, messages, the
 * JSON Schema and the reference page come from it. Internal to src/report but for report_record. */
#ifndef REPORT_SCHEMA_H
#define REPORT_SCHEMA_H

#include "report/report.h"

/* What the tables fill; texts that are Markdown, and blocks, are read from here afterwards. */
struct raw_document {
  struct document document;
  struct source_text title, subtitle;
};
struct raw_report {
  struct schema_integer format;
  struct source_text style, language;
  struct raw_document document;
  struct meeting meeting;
  const struct yaml_node *references, *people, *groups, *body, *annexes;
  struct schema_map footnotes;          /* of struct source_text */
  struct schema_map abbreviations;      /* of struct source_text */
  struct schema_list allow, registries; /* of struct source_text */
};

/* One block with keys: a kind uses of these what its record names. */
struct raw_block {
  struct source_text id, language, title, number, url, due;
  const struct yaml_node *value; /* of the kind's own key, where that is blocks */
  const struct yaml_node *body, *summary, *discussion, *outcome, *actions, *rows, *notes;
  struct schema_list references, owners, statuses, columns;
  struct schema_list table_columns; /* of struct raw_column * */
  struct source_text file;
  struct schema_choice paragraphs, marker, status, sort, kind;
  struct schema_integer start, depth;
  struct schema_truth truth, cited;
};

/* A column of a table, and a row that is no list of cells. */
struct raw_column {
  struct source_text title;
  struct schema_length width;
  struct schema_choice align; /* index into column_alignments' words */
};
struct raw_row {
  struct source_text group;
  const struct yaml_node *total;
};
extern const struct schema_record table_row_record;

struct kind {
  const char *name; /* the kind's key, also the first of its record */
  const struct schema_record *record;
  enum block_kind block;
  bool unbuilt;
};
extern const struct kind kinds[];
extern const size_t kind_count;

const struct kind *kind_find(struct str name);
/* The known kind's name nearest to a word; empty when none is near. */
struct str kind_nearest(struct arena *arena, struct str word);

#endif
