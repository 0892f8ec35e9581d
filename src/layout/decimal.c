/* Numbers of a column with their decimal signs one under the other: where a cell's text is parted for it, and how far
 * it reaches to both sides. */
#include <string.h>

#include "layout/internal.h"

static bool is_digit(struct str text, size_t at) {
  return at < text.length && text.at[at] >= '0' && text.at[at] <= '9';
}

/* The length of what may stand between the digits of a number: a space of any width, an apostrophe, a comma, a point.
 */
static size_t separator_length(struct str text, size_t at) {
  static const struct str separators[] = {STR_INIT(" "),
                                          STR_INIT("\xC2\xA0"),
                                          STR_INIT("\xE2\x80\xAF"),
                                          STR_INIT("\xE2\x80\x89"),
                                          STR_INIT("\xE2\x80\x87"),
                                          STR_INIT("\xE2\x80\x99"),
                                          STR_INIT("'"),
                                          STR_INIT(","),
                                          STR_INIT(".")};
  struct str rest = str_slice(text, at, text.length);
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
    if (str_starts_with(rest, separators[i])) return separators[i].length;
  return 0;
}

/* Where the decimals of the first number of a text begin, with their sign; without decimals, where the number ends;
 * without a number, where the text does. */
static size_t find_decimals(struct str text, struct str sign) {
  size_t at = 0;
  while (at < text.length && !is_digit(text, at))
    at++;
  while (is_digit(text, at)) {
    at++;
    if (is_digit(text, at)) continue;
    struct str rest = str_slice(text, at, text.length);
    if (sign.length > 0 && str_starts_with(rest, sign) && is_digit(text, at + sign.length)) return at;
    size_t between = separator_length(text, at);
    if (between > 0 && is_digit(text, at + between)) at += between;
  }
  return at;
}

/* The text from byte `from` on. */
static struct paragraph_text tail_of(struct arena *arena, const struct paragraph_text *text, size_t from) {
  struct text_span *spans = arena_new_array(arena, struct text_span, text->span_count + 1);
  struct paragraph_text tail = *text;
  tail.text = str_slice(text->text, from, text->text.length);
  tail.spans = spans;
  tail.span_count = 0;
  for (uint32_t i = 0; i < text->span_count; i++) {
    if (text->spans[i].end <= from) continue;
    spans[tail.span_count] = text->spans[i];
    spans[tail.span_count++].end -= (uint32_t)from;
  }
  return tail;
}

static length width_of(struct layout *layout, const struct paragraph_text *text) {
  length minimum = 0, natural = 0;
  if (text->text.length > 0) text_measure(layout->engine, layout->scratch, text, &minimum, &natural);
  return natural;
}

bool decimals_of_cell(struct layout *layout, const struct table_layout *table, const struct node *cell,
                      struct decimals *decimals) {
  if (cell->child_count != 1 || cell->children[0]->kind != NODE_PARAGRAPH) return false;
  const struct paragraph *paragraph = cell->children[0]->paragraph;
  if (paragraph->label.text.length > 0 || fields_in_paragraph(paragraph)) return false;
  struct paragraph_text text = spans_of_paragraph(layout, layout->scratch, paragraph);
  for (uint32_t i = 0; i < text.span_count; i++)
    if (text.spans[i].hard_break) return false;
  struct paragraph_text tail = tail_of(layout->scratch, &text, find_decimals(text.text, table->decimal_sign));
  length whole = width_of(layout, &text), after = width_of(layout, &tail);
  *decimals = (struct decimals){whole - after, after + 1};
  return true;
}
