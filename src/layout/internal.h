/* What the files of layout share. Matter flows from the tree into columns of slugs (flow.c, paragraph.c, table.c); the
 * galley is the one column that has no end, and pages are cut from its head (breaker.c, makeup.c) and drawn (draw.c,
 * furniture.c). All of it is private to this folder. Lengths in 1/1024 pt; `left` and `top` are from the left and top
 * of what holds the thing, start and end are turned into left where a line's frame is known. */
#ifndef LAYOUT_INTERNAL_H
#define LAYOUT_INTERNAL_H

#include "base/utf8.h"
#include "layout/layout.h"

enum {
  PENALTY_FORCED = INT32_MIN, /* a page ends here */
  PENALTY_TORN = 100000,      /* a break that tears what should stay together */
  PENALTY_BARRED = 1000000,   /* a break that only a page without any other may take */
  LOOK_AHEAD_PAGES = 3,
  DRY_PASSES = 5,
  PAGE_LIMIT = 100000,
  CHUNK_SLUGS = 48
};

/* Memory of a stretch of the galley. It is used again when no slug, note or page points into it. */
struct chunk {
  struct arena *arena;
  uint32_t references;
  bool open; /* the galley still sets into it */
  struct chunk *next_free;
  struct chunk *next; /* of all chunks of the pass */
};

/* An anchor that stands at the top of a piece. */
struct mark {
  uint32_t anchor;
  struct mark *next;
};

struct set_link {
  uint32_t element;
  uint32_t anchor;
  struct str address, contents;
};

/* What a paragraph's run becomes on the page; by the run's index, which is the span's tag. */
struct set_run {
  uint32_t element;
  uint32_t color;
  uint32_t link;  /* index + 1 into links */
  bool page_only; /* a page number: not counted */
};

/* A paragraph broken into lines, with what is needed to draw them and to break them again. */
struct set_paragraph {
  const struct paragraph *source;
  const struct block_style *style;
  enum alignment alignment;
  struct str language;
  bool right_to_left;
  length left, width;                             /* of the frame that it stands in */
  length label_indent, first_indent, line_indent; /* from the frame's start side */
  length first_width, line_width;
  struct text_lines lines, label;
  struct set_run *runs;
  struct set_run label_run;
  struct set_link *links;
  bool late;            /* set again with its page numbers, page by page, when the held pages go out */
  uint32_t filled_page; /* late: the page that its lines were set for last */
};

enum piece_kind { PIECE_LINE, PIECE_RULE, PIECE_TOP_RULE /* drawn at the top of a page only */ };

/* A line of text or a rule, placed in its slug. */
struct piece {
  enum piece_kind kind;
  uint32_t line; /* PIECE_LINE: of `paragraph`, whose label stands in the first */
  struct set_paragraph *paragraph;
  length top;           /* from the slug's top */
  length left;          /* PIECE_RULE: from the frame's left */
  length width, height; /* PIECE_LINE: height alone */
  length baseline;      /* from the piece's top */
  struct mark *marks;
};

struct slug;

/* A note, set; its lines may be parted between two pages. */
struct note_block {
  struct slug *lines;
  uint32_t line_count;
  length height;           /* with the space above it */
  struct chunk *chunk;     /* held from the call in the galley to the page with the last line */
  struct note_block *next; /* called later in the same slug */
};

/* A place in the sequence of all notes. The bottom outlives the block, which dies with the page of its last line. */
struct queued_note {
  struct note_block *block;
  int64_t bottom; /* of the notes up to this one, one under the other */
};

/* A line in the sequence of all notes: the next to be placed. */
struct note_point {
  uint32_t note, line;
};

/* The rows that a table repeats at the top of each page. */
struct repeated_head {
  bool ruled; /* it ends in a rule, below which the first row needs none */
  struct slug *rows;
  uint32_t row_count;
  length height;
  struct chunk *chunk;
};

/* The unit of page making: a line of text, a row, a band. A page ends between two slugs, never in one. */
struct slug {
  struct piece *pieces;
  uint32_t piece_count;
  length height;
  length slack;                     /* the part of height that may stand below the frame: leading under the last line */
  length space_before, space_after; /* wanted; the greater of two neighbours' counts */
  length gap;                       /* what came of it; none at the top of a page */
  int32_t penalty;                  /* of a page break before this slug */
  uint8_t lines;                    /* counts as so many lines where a heading wants some after it */
  bool heading;                     /* wants lines after it */
  bool late;                        /* holds page numbers that are not known yet */
  struct note_block *notes;
  struct repeated_head *repeat;
  struct chunk *chunk;
  length y; /* of the top, on its page */
  /* in the galley, measured from its beginning */
  int64_t top, notes_bottom;
  uint32_t note_from, note_to; /* its calls in the sequence of all notes */
};

typedef VECTOR(struct slug) slug_vector;

/* Slugs one under the other in a frame. The galley is one, and so is each cell, each note, each part of a band. */
struct column {
  slug_vector slugs;
  length left, width;
  struct arena *arena;  /* NULL: the galley, whose slugs are on the heap */
  struct mark *marks;   /* wait for the next piece */
  uint32_t keep_lines;  /* so many lines that follow stay with what stands here */
  bool kept_open;       /* none of them came yet */
  uint32_t together;    /* depth of nodes that are not torn */
  bool together_begins; /* the next slug is the first of these */
  bool page_break;      /* before the next slug */
  bool aligned;         /* `alignment` over the styles' own (table columns) */
  enum alignment alignment;
};

struct note_part {
  struct note_block *block;
  uint32_t from, to;
  length y;
};

/* A page whose matter is chosen. */
struct made_page {
  uint32_t number;
  struct slug *slugs;
  uint32_t slug_count;
  struct repeated_head *repeat;
  struct note_part *notes;
  uint32_t note_count;
  length note_rule_y;
  struct made_page *next;
};

/* A paragraph whose page numbers were guessed, kept to see whether the right ones change its lines. */
struct guess {
  struct set_paragraph paragraph;
  uint64_t shape; /* of its lines, which are gone by then */
};

/* One run over the tree. */
struct layout {
  struct diagnostics *diagnostics;
  struct arena *arena; /* the report's */
  struct text_engine *engine;
  const struct resolved *resolved;
  const struct style *style;
  const struct page_sink *sink;
  bool emitting;           /* pages go to the sink, else only their numbers are wanted */
  bool hold_all;           /* all pages wait for the end of the pass */
  bool stopped;            /* the page limit was reached */
  bool furniture_cut;      /* said once */
  const uint32_t *numbers; /* page by anchor; NULL while unknown */
  uint32_t total_pages;    /* 0 while unknown */
  size_t expected_pages;
  uint32_t expected_digits;

  struct structure structure;
  const struct element_words *last_words;
  struct destination *destinations;
  bool *notes_set;

  struct arena *pass_arena, *page_arena, *scratch;
  struct arena *guess_arena; /* lines of one paragraph that will be set again */
  struct chunk *chunk, *chunks, *free_chunks;
  uint32_t chunk_slugs;

  struct column galley;
  size_t first;                     /* slug of the galley that the next page begins with */
  bool ended;                       /* nothing more comes */
  VECTOR(struct queued_note) notes; /* all that the galley has called */
  struct note_point note_point;     /* the first line of a note that no page has */
  length frame_height;
  struct {
    length ascent, descent;
  } metrics[BLOCK_STYLE_COUNT]; /* of each style's own font, when asked for */

  VECTOR(struct guess) guesses;
  struct made_page *held, *held_last;

  VECTOR(struct page_item) items;
  VECTOR(struct page_link) links;
  struct text_lines watermark;
  uint32_t page; /* being made, then drawn */
  size_t cluster_count;
};

/* layout.c */
bool layout_right_to_left(const struct layout *layout);
length layout_frame_width(const struct layout *layout);
length layout_frame_left(const struct layout *layout);

/* chunk.c: the memory of the galley. */
void chunk_open(struct layout *layout);
void chunk_turn(struct layout *layout); /* a new one when the open one holds enough */
void chunk_hold(struct chunk *chunk);
void chunk_release(struct layout *layout, struct chunk *chunk);
void chunks_destroy(struct layout *layout); /* all of them, at the end of a pass */

/* spans.c: the text of a paragraph as the text engine takes it; tags are run indexes. */
struct paragraph_text spans_of_paragraph(const struct layout *layout, struct arena *arena,
                                         const struct paragraph *paragraph);
/* The number or mark with the space that parts it from the text. */
struct paragraph_text spans_of_label(const struct layout *layout, struct arena *arena,
                                     const struct paragraph *paragraph);
struct paragraph_text spans_of_text(const struct layout *layout, struct arena *arena, struct str text,
                                    enum block_style_id style);
/* Where the bytes [offset, offset + size) of a paragraph's text stand in the source. */
struct place spans_place(const struct diagnostics *diagnostics, const struct paragraph *paragraph,
                         const struct paragraph_text *text, uint32_t offset, uint32_t size);

/* place.c: where the bytes [from, to) of a run's text stand in the source; the run's place when that cannot be told. */
struct place place_in_run(const struct diagnostics *diagnostics, const struct run *run, size_t from, size_t to);

/* fields.c: what only pages know. */
struct str fields_text(const struct layout *layout, struct arena *arena, const struct run *run);
bool fields_in_paragraph(const struct paragraph *paragraph);
bool fields_need_numbers(const struct resolved *resolved); /* before anything can be drawn */
void fields_guess(struct layout *layout, struct set_paragraph *paragraph);
/* Makes `numbers` the known ones, from the destinations. True when a pass with them would give them again. */
bool fields_stand_still(struct layout *layout, uint32_t *numbers);
/* Whether the lines of a paragraph that goes into the galley need not be kept: its page waits for numbers, and it is
 * set again with them. */
bool fields_wait(const struct layout *layout, const struct paragraph *paragraph);
void fields_know(struct layout *layout); /* the numbers are those of the pass that ends */
/* Sets the paragraphs of a held page again, with the numbers that are known; in the page's arena. */
void fields_fill(struct layout *layout, const struct made_page *made);
/* An error when anchors stand on other pages than `before` says. */
void fields_report_unrest(struct layout *layout, const uint32_t *before);

/* structure.c */
size_t structure_bound(const struct resolved *resolved, size_t *text_length);
uint32_t structure_add(struct layout *layout, uint32_t parent, enum structure_type type, struct str language);
/* The element of a node, or its parent's where it has no role. */
uint32_t structure_open(struct layout *layout, const struct node *node, uint32_t parent, uint32_t *label_element);
void structure_runs(struct layout *layout, struct set_paragraph *set, struct arena *arena, uint32_t element,
                    uint32_t label_element);

/* paragraph.c */
/* Sets a paragraph into a column's frame; its slugs, in `arena`. `element` is the paragraph's, ELEMENT_ARTIFACT for
 * furniture; `label_element` is UINT32_MAX when the label has none yet. */
struct slug *paragraph_set(struct layout *layout, struct arena *arena, const struct column *column,
                           const struct paragraph *paragraph, uint32_t element, uint32_t label_element,
                           uint32_t *count);
void paragraph_break(struct layout *layout, struct arena *arena, struct set_paragraph *set, bool report);
length paragraph_line_left(const struct set_paragraph *set, uint32_t line);
length paragraph_label_left(const struct set_paragraph *set);
/* Ascent and descent of a style's own font. */
void paragraph_metrics(struct layout *layout, enum block_style_id style, length *ascent, length *descent);

/* column.c */
struct column column_create(struct arena *arena, length left, length width);
void column_append(struct layout *layout, struct column *column, struct slug slug);
void column_mark(struct layout *layout, struct column *column, const struct anchor *anchor);
void column_keep(struct column *column, uint32_t lines); /* so many lines stay with what was appended last */
length column_height(const struct column *column);
/* All pieces of slugs [from, to), moved by `left` and `top`, as parts of a greater slug that has room for `capacity`.
 */
void column_flatten(const struct column *column, size_t from, size_t to, length left, length top, struct slug *into,
                    uint32_t capacity);

/* flow.c */
void flow_node(struct layout *layout, struct column *column, const struct node *node, uint32_t parent);

/* table.c, widths.c */
void table_flow(struct layout *layout, struct column *column, const struct node *node, uint32_t element);
/* How far the numbers of a column reach to both sides of the point where their decimals begin. */
struct decimals {
  length before, after;
};
/* The widths of a table's columns, and of those whose decimal signs are aligned the room for it. */
length *widths_of_table(struct layout *layout, struct arena *arena, const struct node *node, length available,
                        struct decimals *decimals);

/* decimal.c: of one cell. False when it is not one lone paragraph. */
bool decimals_of_cell(struct layout *layout, const struct table_layout *table, const struct node *cell,
                      struct decimals *decimals);

/* breaker.c: where the page that begins at the galley's first slug ends: the slug after its last. */
size_t breaker_choose(struct layout *layout);
/* How a page of slugs [first, end) takes the notes from `point` on; `rest` is the first line that goes to the next. */
enum fit { FIT_NOT, FIT_SPLIT, FIT_WHOLE };
enum fit breaker_fit(const struct layout *layout, size_t first, size_t end, struct note_point point, length *filled,
                     struct note_point *rest);
/* The point behind the note lines from `point` on, up to note `end`, that `room` holds, and their height. */
struct note_point breaker_fill_notes(const struct layout *layout, struct note_point point, uint32_t end, int64_t room,
                                     int64_t *height);
length breaker_note_overhead(const struct layout *layout); /* the rule above them */

/* makeup.c */
void makeup_advance(struct layout *layout); /* pages while enough lies ahead */
void makeup_finish(struct layout *layout);
void makeup_emit_held(struct layout *layout);

/* draw.c */
void draw_page(struct layout *layout, const struct made_page *made);
void draw_slug(struct layout *layout, const struct slug *slug, length left, length y, bool artifact, bool top_of_page);
void draw_rule(struct layout *layout, length x, length y, length width, length height);
void draw_text_line(struct layout *layout, const struct text_line *line, const struct set_run *runs,
                    const struct set_run *all, length x, length baseline, bool artifact);

/* furniture.c */
void furniture_draw_under(struct layout *layout); /* the watermark */
void furniture_draw(struct layout *layout, bool head);

#endif
