/* Reading bodies. Internal to src/report. */
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H

#include "report/schema.h"

struct loader {
  struct schema_context context;
  unsigned section_depth; /* sections and contributions around */
};

/* The value of a key that takes blocks. NULL or nothing: no blocks. */
struct blocks blocks_load(struct loader *loader, const struct yaml_node *node);

/* Texts of all nodes below `node` that are not in NFC (Unicode annex 15) are brought to it, with their places. */
void normalize_nodes(struct arena *arena, struct yaml_node *node);

#endif
