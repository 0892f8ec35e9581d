/* Runs of the resolved report as spans of one text. */
#include <string.h>

#include "layout/internal.h"

enum { SUPERSCRIPT_SIZE = 650, SUPERSCRIPT_RISE = 350 }; /* thousandths of the paragraph's size */

static struct text_span span_of_run(const struct layout *layout, const struct paragraph *paragraph,
                                    const struct run *run, enum font_weight weight) {
  const struct block_style *style = &layout->style->blocks[paragraph->style];
  bool code = (run->looks & LOOK_CODE) != 0 && layout->style->code_family.length > 0;
  struct text_span span = {
      .family = code ? layout->style->code_family : style->family,
      .language = run->language.length > 0 ? run->language : paragraph->language,
      .size = style->size,
      .bold = weight == WEIGHT_BOLD || (run->looks & LOOK_BOLD) != 0,
      .italic = (style->slant == SLANT_ITALIC) != ((run->looks & LOOK_ITALIC) != 0),
      .hard_break = run->field == FIELD_BREAK,
      .leader = run->field == FIELD_LEADER,
  };
  if (run->looks & LOOK_SUPERSCRIPT) {
    span.rise = multiply_divide(style->size, SUPERSCRIPT_RISE, 1000);
    span.size = multiply_divide(style->size, SUPERSCRIPT_SIZE, 1000);
  }
  if (span.language.length == 0) span.language = layout->resolved->language;
  return span;
}

static struct str run_text(const struct layout *layout, struct arena *arena, const struct run *run) {
  return run->field == FIELD_NONE ? run->text : fields_text(layout, arena, run);
}

static enum font_weight weight_of(const struct layout *layout, const struct paragraph *paragraph) {
  return paragraph->weight == WEIGHT_BOLD ? WEIGHT_BOLD : layout->style->blocks[paragraph->style].weight;
}

static struct str language_of(const struct layout *layout, const struct paragraph *paragraph) {
  return paragraph->language.length > 0 ? paragraph->language : layout->resolved->language;
}

struct paragraph_text spans_of_paragraph(const struct layout *layout, struct arena *arena,
                                         const struct paragraph *paragraph) {
  struct text_span *spans = arena_new_array(arena, struct text_span, paragraph->run_count + 1);
  struct str *texts = arena_new_array(arena, struct str, paragraph->run_count + 1);
  enum font_weight weight = weight_of(layout, paragraph);
  size_t total = 0;
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    spans[i] = span_of_run(layout, paragraph, &paragraph->runs[i], weight);
    texts[i] = run_text(layout, arena, &paragraph->runs[i]);
    total += texts[i].length;
    spans[i].end = (uint32_t)total;
    spans[i].tag = i;
  }
  struct str text = texts[0];
  if (paragraph->run_count != 1) {
    char *bytes = arena_allocate_raw(arena, total + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < paragraph->run_count; i++) {
      if (texts[i].length > 0) memcpy(bytes + at, texts[i].at, texts[i].length);
      at += texts[i].length;
    }
    text = (struct str){bytes, total};
  }
  return (struct paragraph_text){.text = text,
                                 .spans = spans,
                                 .span_count = paragraph->run_count,
                                 .direction = paragraph->direction,
                                 .language = language_of(layout, paragraph)};
}

struct paragraph_text spans_of_label(const struct layout *layout, struct arena *arena,
                                     const struct paragraph *paragraph) {
  struct text_span *span = arena_new(arena, struct text_span);
  enum font_weight weight = layout->style->blocks[paragraph->style].label_weight;
  if (paragraph->weight == WEIGHT_BOLD) weight = WEIGHT_BOLD;
  *span = span_of_run(layout, paragraph, &paragraph->label, weight);
  struct str text = str_join(arena, paragraph->label.text, STR(" "));
  span->end = (uint32_t)text.length;
  return (struct paragraph_text){.text = text,
                                 .spans = span,
                                 .span_count = 1,
                                 .direction = paragraph->direction,
                                 .language = language_of(layout, paragraph)};
}

struct paragraph_text spans_of_text(const struct layout *layout, struct arena *arena, struct str text,
                                    enum block_style_id style) {
  struct run run = {.text = text};
  struct paragraph paragraph = {.style = style};
  struct text_span *span = arena_new(arena, struct text_span);
  *span = span_of_run(layout, &paragraph, &run, layout->style->blocks[style].weight);
  span->end = (uint32_t)text.length;
  return (struct paragraph_text){.text = text,
                                 .spans = span,
                                 .span_count = 1,
                                 .direction = layout->resolved->direction,
                                 .language = layout->resolved->language};
}

struct place spans_place(const struct diagnostics *diagnostics, const struct paragraph *paragraph,
                         const struct paragraph_text *text, uint32_t offset, uint32_t size) {
  uint32_t start = 0;
  for (uint32_t i = 0; i < text->span_count; i++) {
    uint32_t end = text->spans[i].end;
    if (offset < end) {
      return place_in_run(diagnostics, &paragraph->runs[text->spans[i].tag], offset - start, offset - start + size);
    }
    start = end;
  }
  return paragraph->run_count > 0 ? paragraph->runs[0].place : (struct place){0, 0, 0};
}
