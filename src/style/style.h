/* Computed styles. A style is a YAML file with `extends`; this module reads the chain, merges it key by key and gives
 * one struct in which every value is set. It names no organization; what is an organization's stands in styles/.
 * Lengths are in 1/1024 pt. start and end, not left and right. */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "language/language.h"

enum alignment {
  ALIGN_START,
  ALIGN_END,
  ALIGN_CENTER,
  ALIGN_JUSTIFY,
  ALIGN_DECIMAL /* columns of tables only: decimal signs stand one under the other */
};
enum letter_case { CASE_AS_WRITTEN, CASE_CAPITALS };
enum slant { SLANT_UPRIGHT, SLANT_ITALIC };
enum font_weight { WEIGHT_REGULAR, WEIGHT_BOLD };

/* The look of one kind of block. Inherited key by key from the style named in `based-on` ("paragraph" if none). */
struct block_style {
  struct str name;      /* "paragraph", "heading-1" … */
  struct str family;    /* a manifest's name in fonts/ */
  length size, leading; /* leading: baseline to baseline */
  enum font_weight weight;
  enum slant slant;
  enum letter_case letter_case;
  uint32_t color; /* 0xRRGGBB */
  enum alignment alignment;
  length space_before, space_after; /* the greater of two neighbours' counts */
  length indent_start, indent_end;  /* of all lines, from the frame */
  length first_indent;              /* of the first line beyond indent_start */
  length label_width;               /* where the text begins behind a number or mark, from indent_start */
  bool hang;                        /* turned lines stand at label_width; false: they come back to indent_start */
  enum alignment label_alignment;   /* of the number or mark within label_width */
  enum font_weight label_weight;
  bool hyphenate;
  bool keep_together;
  uint8_t keep_with_next;         /* lines of the next block that must stand on the same page; 0 none */
  uint8_t widow, orphan;          /* least lines at the top and foot of a page */
  length rule_before, rule_after; /* thickness of a rule above and below; 0 none */
  length rule_gap;
};

/* Every block style that resolve and layout ask for; names in files are these in lower case with hyphens. */
enum block_style_id {
  STYLE_PARAGRAPH,
  STYLE_NUMBERED_PARAGRAPH,
  STYLE_LETTERED_PARAGRAPH,
  STYLE_HEADING_1,
  STYLE_HEADING_2,
  STYLE_HEADING_3,
  STYLE_HEADING_4,
  STYLE_HEADING_5,
  STYLE_HEADING_6,
  STYLE_HEADING_PLAIN, /* a section with number: none */
  STYLE_ITEM_1,
  STYLE_ITEM_2,
  STYLE_ITEM_3, /* list items; deeper ones are ITEM_3 */
  STYLE_QUOTE,
  STYLE_NOTE,
  STYLE_ACTION,
  STYLE_DECISION,
  STYLE_TABLE_CAPTION,
  STYLE_TABLE_HEAD,
  STYLE_TABLE_CELL,
  STYLE_TABLE_GROUP,     /* a row across */
  STYLE_TABLE_TOTAL,     /* a row of sums */
  STYLE_TABLE_ITEM,      /* a list item in a cell */
  STYLE_TABLE_NOTE,      /* below a table */
  STYLE_TABLE_CONTINUED, /* above the head on a table's further pages */
  STYLE_ANNEX_LABEL,     /* "ANNEX 1" */
  STYLE_ANNEX_TITLE,     /* beneath it */
  STYLE_FOOTNOTE,
  STYLE_CONTENTS_TITLE,
  STYLE_CONTENTS_1,
  STYLE_CONTENTS_2,
  STYLE_CONTENTS_3,
  STYLE_LIST_TITLE, /* of action-list, decision-list, reference-list */
  STYLE_REFERENCE_ENTRY,
  STYLE_FIRST_START,
  STYLE_FIRST_END,
  STYLE_SOURCE,
  STYLE_TITLE,
  STYLE_SUBTITLE, /* first page */
  STYLE_RUNNING_HEAD,
  STYLE_RUNNING_FOOT,
  STYLE_WATERMARK,
  BLOCK_STYLE_COUNT
};

/* One line of the first page or of a running head: a form (see language.h) and how it looks. Fields are those of
 * style_fields.h's table: {document.symbol} with revision and suffix, {document.date}, {document.original},
 * {meeting.name} …, {page}, {pages}, {label.NAME}. A line all of whose fields are empty is not printed. */
struct form_line {
  struct str form;
  enum block_style_id style;
  enum font_weight weight; /* bold for "Document …" */
};
struct form_lines {
  struct form_line *at;
  size_t count;
};

/* What stands on the first page, from the top down. */
enum first_page_kind { FIRST_COLUMNS /* start and end side by side */, FIRST_RULE, FIRST_LINES, FIRST_LOGO };
struct first_page_part {
  enum first_page_kind kind;
  struct form_lines start, end;                /* FIRST_COLUMNS */
  struct form_lines lines;                     /* FIRST_LINES */
  length start_share;                          /* thousandths of the width for the start column */
  length thickness, space_before, space_after; /* FIRST_RULE */
};

enum paragraph_numbering {
  PARAGRAPHS_PLAIN,
  PARAGRAPHS_NUMBERED,
  PARAGRAPHS_CONTINUOUS,
  PARAGRAPHS_LETTERED,
  PARAGRAPHS_AUTO
};
enum list_marker { MARKER_DASH, MARKER_BULLET, MARKER_NUMBER, MARKER_LETTER, MARKER_ROMAN };
enum numerals { NUMERALS_FIGURES, NUMERALS_LETTERS, NUMERALS_ROMAN };
enum place_of_owner { OWNER_IN_LIST, OWNER_BESIDE };

struct style {
  struct str name;
  struct str file_folder; /* of the style's file: its registries and logo are relative to it */
  struct str labels_folder, fonts_folder;
  length page_width, page_height, margin_top, margin_bottom, margin_start, margin_end, head_distance, foot_distance;
  struct block_style blocks[BLOCK_STYLE_COUNT];
  struct str code_family; /* for inline code */
  uint32_t link_color;

  struct first_page_part *first_page;
  size_t first_page_count;
  struct form_lines head_first, head_odd, head_even, foot_first, foot_odd, foot_even;
  bool closing_rule;
  length closing_rule_width, closing_rule_thickness, closing_rule_space_before;
  bool draft_watermark;

  /* numbering */
  enum paragraph_numbering paragraphs;   /* the style's rule; AUTO as format.md describes for a first-level section */
  enum paragraph_numbering discussion;   /* LETTERED: discussion with its outcome, two or more */
  uint8_t numbered_levels;               /* section levels that carry a number, 6 */
  struct str section_number_form[6];     /* "{1}", "{1}.{2}" … */
  struct str paragraph_number_form;      /* "{section}.{n}" */
  struct str letter_form;                /* "{n})" */
  enum list_marker list_markers[3];      /* by nesting */
  struct str marker_dash, marker_bullet; /* "–", "•" */
  struct str marker_number_form, marker_letter_form, marker_roman_form; /* "{n})" */
  struct str action_number_form, decision_number_form;                  /* "{meeting.number}/{n}" */
  struct str document_number_form; /* "{symbol}[(Rev.{revision})][(Add.{addendum})][(Corr.{corrigendum})]" */
  struct str document_full_form;   /* the same with "-{suffix}", for first page and heads */
  enum place_of_owner owner;
  length footnote_rule_width, footnote_rule_thickness, footnote_rule_space;

  /* tables */
  length table_rule, table_head_rule, cell_padding_block, cell_padding_inline;
  struct str table_caption_form;   /* "{label.table} {number} – {title}" */
  struct str table_continued_form; /* "{label.table} {number} {label.table-continued}"; empty: no such line */

  struct str table_number_form; /* "[{annex}.]{n}" */

  /* annexes */
  enum numerals annex_numerals;                   /* 1, 2 … or A, B … or I, II … */
  struct str annex_heading_form, annex_lone_form; /* "{label.annex} {number}"; of the only one */
  struct str annex_entry_form;                    /* in contents and bookmarks: "{number}[ – {title}]" */
  bool annex_restart_tables;                      /* tables count anew in each annex */

  /* citations: kind → form by label pack "cite.document", "cite.resolution" …; issuer printed unless it is this group
   */
  struct str default_issuer;
  struct str contribution_title_form; /* "{citation} ({source}) – {title}" */
  struct str default_source_label;    /* "report-by-chair": the label printed when document.source is absent */
  struct str reference_list_form;     /* "{citation}[ – {title}][, {source}]" */

  /* pages, in badness points (TeX's scale: 100 = as loose as allowed) */
  int32_t widow_penalty, orphan_penalty, hyphen_penalty, consecutive_hyphen_penalty, split_penalty;
  int32_t tolerance; /* of lines, as TeX's */

  struct {
    struct str *at;
    size_t count;
    struct place *places;
  } registries; /* paths, joined to the folder of the file that names them */
  struct {
    struct str *at;
    size_t count;
  } wanted; /* fields whose lack is a warning: "document.symbol" … */

  /* The style's own wording: language tag, or "any", → struct map * of label name → struct source_text *. */
  struct map labels;
  uint32_t file; /* of the style, for messages */
};

/* `name`: a style in styles_folder ("neutral") or a path with "/" or ".yaml"; empty: what default.yaml extends. NULL
 * after errors (cycle, unknown key, missing file), with messages at `place` (of the report's `style:`) or in the style.
 */
const struct style *style_load(struct diagnostics *diagnostics, struct arena *arena, struct str styles_folder,
                               struct str fonts_folder, struct str name, struct place place);

/* Whether a `style:` is the path of a file rather than a name in the styles folder; then the caller joins it to the
 * folder of the file that names it before style_load. */
bool style_is_path(struct str name);

/* The pack with the style's own wording in it; the very pack when there is none. A label that the style's forms name
 * and that neither has is a warning at `place` (of the report's `style:` or of the style). Called once a report, before
 * resolve. */
const struct language_pack *style_localize(struct diagnostics *diagnostics, struct arena *arena,
                                           const struct style *style, const struct language_pack *pack);

/* A block style's name in files ("heading-1"), and the way back; false when there is none of that name. */
struct str style_block_name(enum block_style_id id);
bool style_find_block(struct str name, enum block_style_id *id);

/* The keys of a style file. */
extern const struct schema_record style_record;

/* Names of all styles in a folder, sorted, for `list styles`, with the description line of each. */
struct style_listing {
  struct str name, description;
};
size_t style_list(struct arena *arena, struct str styles_folder, struct style_listing **listings);

void style_dump(const struct style *style, struct buffer *out);

#endif
