/* A paragraph in its frame: lines, number or mark, and the slugs that pages are made of. */
#include "layout/internal.h"

enum { NO_LIMIT = INT32_MAX / 4, LABEL_SPACE = 250 /* thousandths of the size, behind a label that fills its place */ };

void paragraph_metrics(struct layout *layout, enum block_style_id style, length *ascent, length *descent) {
  if (layout->metrics[style].ascent == 0) {
    struct paragraph_text text = spans_of_text(layout, layout->scratch, STR("x"), style);
    struct line_request request = {.width = NO_LIMIT, .first_width = NO_LIMIT, .alignment = LINES_START};
    struct text_lines lines = text_break(layout->engine, layout->scratch, &text, &request, NULL, NULL);
    length size = layout->style->blocks[style].size;
    layout->metrics[style].ascent = lines.at[0].ascent > 0 ? lines.at[0].ascent : size;
    layout->metrics[style].descent = lines.at[0].descent;
    arena_reset(layout->scratch);
  }
  *ascent = layout->metrics[style].ascent;
  *descent = layout->metrics[style].descent;
}

struct overfull {
  struct layout *layout;
  const struct paragraph *paragraph;
  const struct paragraph_text *text;
};

static void report_overfull(void *context, uint32_t start, uint32_t end) {
  const struct overfull *overfull = context;
  struct str words = str_slice(overfull->text->text, start, end);
  struct place place =
      spans_place(overfull->layout->diagnostics, overfull->paragraph, overfull->text, start, end - start);
  struct diagnostics *diagnostics = overfull->layout->diagnostics;
  struct message *message =
      diagnose(diagnostics, place, W_WORD_TOO_WIDE, "\"%.*s\" is wider than its line and was parted", STR_ARG(words));
  message_hint(diagnostics, message, "make it shorter, or put a space where it may be parted");
}

static unsigned request_alignment(enum alignment alignment) {
  static const unsigned alignments[] = {[ALIGN_START] = LINES_START,
                                        [ALIGN_END] = LINES_END,
                                        [ALIGN_CENTER] = LINES_CENTER,
                                        [ALIGN_JUSTIFY] = LINES_JUSTIFY};
  return alignments[alignment];
}

static void note_overfull(void *context, uint32_t start, uint32_t end) {
  (void)start, (void)end;
  *(bool *)context = true;
}

/* Centred lines are as even as their number allows: they get the narrowest measure that takes no more of them and parts
 * no word. */
static void even_out(struct layout *layout, struct arena *arena, const struct paragraph_text *text,
                     struct line_request request, struct text_lines *lines) {
  enum { STEPS = 6 };
  length widest = request.width, narrowest = (length)((int64_t)widest * (lines->count - 1) / lines->count);
  for (unsigned i = 0; i < STEPS; i++) {
    bool overfull = false;
    length middle = narrowest + (widest - narrowest) / 2;
    request.width = request.first_width = middle;
    struct text_lines tried = text_break(layout->engine, arena, text, &request, note_overfull, &overfull);
    if (overfull || tried.count > lines->count) {
      narrowest = middle;
    } else {
      widest = middle;
      *lines = tried;
    }
  }
}

void paragraph_break(struct layout *layout, struct arena *arena, struct set_paragraph *set, bool report) {
  struct paragraph_text text = spans_of_paragraph(layout, arena, set->source);
  struct overfull overfull = {layout, set->source, &text};
  struct line_request request = {.width = set->line_width,
                                 .first_width = set->first_width,
                                 .hyphenate = set->style->hyphenate,
                                 .tolerance = layout->style->tolerance,
                                 .hyphen_penalty = layout->style->hyphen_penalty,
                                 .consecutive_hyphen_penalty = layout->style->consecutive_hyphen_penalty};
  request.alignment = request_alignment(set->alignment);
  set->lines = text_break(layout->engine, arena, &text, &request, report ? report_overfull : NULL, &overfull);
  bool even = request.alignment == LINES_CENTER && request.first_width == request.width && set->lines.count > 1;
  if (even) even_out(layout, arena, &text, request, &set->lines);
}

static length at_least(length value, length minimum) {
  return value < minimum ? minimum : value;
}

/* The label's own line, and how far behind indent_start the text of the first line begins. */
static length set_label(struct layout *layout, struct arena *arena, struct set_paragraph *set) {
  const struct block_style *style = set->style;
  struct paragraph_text text = spans_of_label(layout, arena, set->source);
  struct line_request request = {.width = NO_LIMIT, .first_width = NO_LIMIT, .alignment = LINES_START};
  set->label = text_break(layout->engine, arena, &text, &request, NULL, NULL);
  length width = set->label.at[0].width + multiply_divide(style->size, LABEL_SPACE, 1000);
  length free_width = at_least(style->label_width - width, 0);
  if (style->label_alignment == ALIGN_END) set->label_indent += free_width;
  if (style->label_alignment == ALIGN_CENTER) set->label_indent += free_width / 2;
  return at_least(style->label_width, width);
}

/* Where the lines begin, from the frame's start, and how wide they are. A paragraph without a label in a style whose
 * lines hang stands under the text of the one before it, which it continues; a heading never does. */
static void set_geometry(struct layout *layout, struct arena *arena, struct set_paragraph *set) {
  const struct paragraph *paragraph = set->source;
  const struct block_style *style = set->style;
  length indent = style->indent_start + paragraph->indent;
  set->line_indent = indent;
  set->first_indent = indent + style->first_indent;
  set->label_indent = set->first_indent;
  if (paragraph->label.text.length > 0) {
    set->first_indent += set_label(layout, arena, set);
    if (style->hang) set->line_indent += style->label_width;
  }
  length minimum = style->size / 4; /* a frame too narrow for its indents still takes a narrow letter */
  set->line_width = at_least(set->width - set->line_indent - style->indent_end, minimum);
  set->first_width = at_least(set->width - set->first_indent - style->indent_end, minimum);
}

static struct set_paragraph *create(struct layout *layout, struct arena *arena, const struct column *column,
                                    const struct paragraph *paragraph) {
  struct set_paragraph *set = arena_new(arena, struct set_paragraph);
  set->source = paragraph;
  set->style = &layout->style->blocks[paragraph->style];
  set->alignment = column->aligned ? column->alignment : set->style->alignment;
  set->language = paragraph->language.length > 0 ? paragraph->language : layout->resolved->language;
  set->right_to_left = paragraph->direction == DIRECTION_RIGHT_TO_LEFT;
  set->left = column->left;
  set->width = column->width;
  set_geometry(layout, arena, set);
  return set;
}

static length aligned(const struct set_paragraph *set, length from_start, length width, length room) {
  length rest = room - width;
  if (set->alignment == ALIGN_END) from_start += rest;
  if (set->alignment == ALIGN_CENTER) from_start += rest / 2;
  return set->left + (set->right_to_left ? set->width - from_start - width : from_start);
}

length paragraph_line_left(const struct set_paragraph *set, uint32_t line) {
  length width = set->lines.at[line].width;
  if (line == 0) return aligned(set, set->first_indent, width, set->first_width);
  return aligned(set, set->line_indent, width, set->line_width);
}

length paragraph_label_left(const struct set_paragraph *set) {
  length width = set->label.at[0].width;
  return set->left + (set->right_to_left ? set->width - set->label_indent - width : set->label_indent);
}

/* Height and baseline of a line. Baselines are one leading apart whatever fonts stand in the line, unless its fonts
 * would run into the line before: then the line grows. */
static void measure_line(const struct block_style *style, const struct text_line *line, const struct text_line *label,
                         length ascent, length descent, struct piece *piece, length *slack) {
  length over = line->ascent, under = line->descent;
  if (label != NULL) {
    over = at_least(over, label->ascent);
    under = at_least(under, label->descent);
  }
  length below = at_least(style->leading - ascent, 0);
  length natural = at_least(style->leading, ascent + descent);
  length top = ascent;
  if (over + under > natural) {
    top = at_least(top, over);
    below = at_least(below, under);
  }
  piece->baseline = top;
  piece->height = top + below;
  *slack = at_least(below - at_least(descent, under), 0);
}

/* What a page break before line `line` of `count` costs. Fewer lines than the style's least are barred; the fewer lines
 * are parted from the rest, the dearer. */
static int32_t line_penalty(const struct layout *layout, const struct block_style *style, uint32_t line,
                            uint32_t count) {
  if (line == 0) return 0;
  uint32_t above = line, below = count - line;
  if (style->keep_with_next > 0) return PENALTY_BARRED;
  if (above < style->orphan || below < style->widow) return PENALTY_BARRED;
  if (style->keep_together) return PENALTY_TORN;
  int32_t penalty = 0;
  if (above < 4) penalty += layout->style->orphan_penalty / (int32_t)(above * above);
  if (below < 4) penalty += layout->style->widow_penalty / (int32_t)(below * below);
  return penalty;
}

static bool ends_in_hyphen(const struct text_line *line) {
  for (uint32_t i = 0; i < line->run_count; i++) {
    if (line->runs[i].break_hyphen) return true;
  }
  return false;
}

static struct piece rule_piece(const struct column *column, length thickness, length top) {
  return (struct piece){
      .kind = PIECE_RULE, .left = column->left, .width = column->width, .height = thickness, .top = top};
}

/* Rules above and below belong to the first and the last line's slugs. */
static void add_rules(const struct column *column, const struct block_style *style, struct slug *slugs, uint32_t count,
                      struct piece *pieces) {
  if (style->rule_before > 0) {
    length room = style->rule_before + style->rule_gap;
    pieces[0] = rule_piece(column, style->rule_before, 0);
    slugs[0].pieces = pieces;
    slugs[0].piece_count++;
    slugs[0].height += room;
    pieces[1].top += room;
  }
  struct slug *last = &slugs[count - 1];
  if (style->rule_after > 0) {
    last->pieces[last->piece_count++] = rule_piece(column, style->rule_after, last->height + style->rule_gap);
    last->height += style->rule_gap + style->rule_after;
    last->slack = 0;
  }
}

static struct slug *make_slugs(struct layout *layout, struct arena *arena, const struct column *column,
                               struct set_paragraph *set, uint32_t *count) {
  const struct block_style *style = set->style;
  uint32_t lines = set->lines.count;
  struct piece *pieces = arena_new_array(arena, struct piece, lines + 2);
  struct slug *slugs = arena_new_array(arena, struct slug, lines);
  length ascent, descent;
  paragraph_metrics(layout, set->source->style, &ascent, &descent);
  for (uint32_t i = 0; i < lines; i++) {
    struct piece *piece = &pieces[i + 1];
    const struct text_line *label = i == 0 && set->label.count > 0 ? &set->label.at[0] : NULL;
    *piece = (struct piece){.kind = PIECE_LINE, .line = i, .paragraph = set};
    slugs[i] = (struct slug){.pieces = piece, .piece_count = 1, .lines = 1, .heading = style->keep_with_next > 0};
    measure_line(style, &set->lines.at[i], label, ascent, descent, piece, &slugs[i].slack);
    slugs[i].height = piece->height;
    slugs[i].penalty = line_penalty(layout, style, i, lines);
    if (i > 0 && slugs[i].penalty < PENALTY_TORN && ends_in_hyphen(&set->lines.at[i - 1])) {
      slugs[i].penalty += layout->style->hyphen_penalty;
    }
  }
  slugs[0].space_before = style->space_before;
  slugs[lines - 1].space_after = style->space_after;
  add_rules(column, style, slugs, lines, pieces);
  *count = lines;
  return slugs;
}

struct slug *paragraph_set(struct layout *layout, struct arena *arena, const struct column *column,
                           const struct paragraph *paragraph, uint32_t element, uint32_t label_element,
                           uint32_t *count) {
  struct set_paragraph *set = create(layout, arena, column, paragraph);
  bool waits = column->arena == NULL && element != ELEMENT_ARTIFACT && fields_wait(layout, paragraph);
  structure_runs(layout, set, arena, element, label_element);
  paragraph_break(layout, waits ? layout->guess_arena : arena, set, true);
  struct slug *slugs = make_slugs(layout, arena, column, set, count);
  if (element != ELEMENT_ARTIFACT && fields_in_paragraph(paragraph)) {
    fields_guess(layout, set);
    for (uint32_t i = 0; i < *count; i++)
      slugs[i].late = layout->numbers == NULL;
  }
  if (waits) {
    set->lines.at = NULL; /* their count stays */
    arena_reset(layout->guess_arena);
  }
  return slugs;
}
