/* Blocks to lines to pages: page breaks by least badness (widows, orphans, headings, tables, notes), running heads,
 * tables, contents. Repeats until page numbers stand still, at most five times, then a diagnostic. Lengths in 1/1024
 * pt. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "layout/page.h"
#include "resolve/resolved.h"

struct layout_result {
  uint32_t page_count;
  struct structure structure; /* in the arena */
  struct destination *destinations;
  size_t destination_count; /* by anchor index */
  size_t cluster_count;     /* placed in tagged runs, white space and break hyphens apart */
  uint32_t passes;
};

/* Itemizes every paragraph: fonts chosen, missing characters and font files reported. Called before layout, also when
 * there are errors already. */
void layout_check_text(struct diagnostics *diagnostics, struct text_engine *engine, const struct resolved *resolved,
                       const struct style *style);

/* False when there were errors. */
bool layout_report(struct diagnostics *diagnostics, struct arena *arena, struct text_engine *engine,
                   const struct resolved *resolved, const struct style *style, const struct page_sink *sink,
                   struct layout_result *result);

/* A page as text, for --dump pages: one line a run with x, y, face, size, element and characters. */
void page_dump(const struct page *page, const struct structure *structure, struct buffer *out);

#endif
