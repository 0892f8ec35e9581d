/* Reading bodies. Internal to src/report. */
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H

#include "report/schema.h"

struct loader {
  struct schema_context context;
  unsigned section_depth;        /* sections and contributions around */
  VECTOR(struct block *) tables; /* that name a file */
};

/* The value of a key that takes blocks. NULL or nothing: no blocks. */
struct blocks blocks_load(struct loader *loader, const struct yaml_node *node);

/* The same for what numbered paragraphs do not count: cells, quotes, notes. */
struct blocks blocks_load_unnumbered(struct loader *loader, const struct yaml_node *node);
/* A title or caption; `given`: there is one, which may be empty. */
struct inline_content inline_load(struct loader *loader, const struct source_text *text, bool *given);
/* table.c: rows and columns of a `table`. */
void table_load(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw, struct block *block);
/* A cell of one paragraph. */
struct blocks table_text_blocks(struct arena *arena, struct inline_content content);

/* registries.c: whether a file lies where a report's files may; a message when not. */
struct file_tree;
bool report_may_read(struct diagnostics *diagnostics, const struct file_tree *tree, struct str path,
                     struct place place);

/* A text that is not in NFC, and texts of all nodes below `node` that are not in NFC (Unicode annex 15) are brought to
 * it, with their places. */
void normalize_source_text(struct arena *arena, struct source_text *text);
void normalize_nodes(struct arena *arena, struct yaml_node *node);

#endif
