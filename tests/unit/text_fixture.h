/* What the tests of `text` share: an engine on the project's own fonts, and paragraphs of one span. */
#ifndef TESTS_UNIT_TEXT_FIXTURE_H
#define TESTS_UNIT_TEXT_FIXTURE_H

#include <string.h>

#include "check.h"
#include "diagnostic/diagnostic.h"
#include "text/text.h"

struct text_fixture {
  struct arena *arena;
  struct diagnostics *diagnostics;
  struct text_engine *engine;
};

static const struct language_pack english_pack = {.tag = STR_INIT("en"),
                                                  .hyphenation = STR_INIT("hyph_en_GB"),
                                                  .hyphen_minimum_before = 2,
                                                  .hyphen_minimum_after = 3};
static const struct language_pack russian_pack = {.tag = STR_INIT("ru"),
                                                  .hyphenation = STR_INIT("hyph_ru_RU"),
                                                  .hyphen_minimum_before = 2,
                                                  .hyphen_minimum_after = 2};

static inline struct text_fixture fixture_open_in(struct str fonts_folder) {
  struct text_fixture fixture = {.arena = arena_create()};
  fixture.diagnostics = diagnostics_create(fixture.arena, &(struct diagnostic_options){0});
  fixture.engine = text_open(fixture.diagnostics, fixture.arena, fonts_folder);
  text_use_language(fixture.engine, &english_pack);
  text_use_language(fixture.engine, &russian_pack);
  return fixture;
}
static inline struct text_fixture fixture_open(void) {
  return fixture_open_in(STR("fonts"));
}
static inline void fixture_close(struct text_fixture *fixture) {
  text_close(fixture->engine);
  arena_destroy(fixture->arena);
}

/* A paragraph of one span in Carlito, 12 pt. The span lives in the fixture's arena. */
static inline struct paragraph_text plain(struct text_fixture *fixture, const char *text, const char *language) {
  struct text_span *span = arena_new(fixture->arena, struct text_span);
  *span = (struct text_span){
      .end = (uint32_t)strlen(text), .family = STR("carlito"), .language = str_from(language), .size = POINTS(12)};
  return (struct paragraph_text){.text = str_from(text),
                                 .spans = span,
                                 .span_count = 1,
                                 .direction =
                                     strcmp(language, "ar") == 0 ? DIRECTION_RIGHT_TO_LEFT : DIRECTION_LEFT_TO_RIGHT,
                                 .language = str_from(language)};
}

static inline struct line_request justified(length width) {
  return (struct line_request){.width = width,
                               .first_width = width,
                               .alignment = LINES_JUSTIFY,
                               .hyphenate = true,
                               .tolerance = 200,
                               .hyphen_penalty = 50,
                               .consecutive_hyphen_penalty = 100};
}

static inline struct text_lines break_lines(struct text_fixture *fixture, const struct paragraph_text *paragraph,
                                            struct line_request request) {
  return text_break(fixture->engine, fixture->arena, paragraph, &request, NULL, NULL);
}

/* The lines' texts, "|" between them and "-" where a hyphen was made. */
static inline struct str show_lines(struct text_fixture *fixture, const struct paragraph_text *paragraph,
                                    struct text_lines lines) {
  struct str shown = STR("");
  for (uint32_t i = 0; i < lines.count; i++) {
    const struct text_line *line = &lines.at[i];
    if (i > 0) shown = str_join(fixture->arena, shown, STR("|"));
    shown = str_join(fixture->arena, shown, str_slice(paragraph->text, line->start, line->end));
    for (uint32_t j = 0; j < line->run_count; j++)
      if (line->runs[j].break_hyphen) shown = str_join(fixture->arena, shown, STR("-"));
  }
  return shown;
}

static inline bool contains(struct str text, struct str part) {
  return str_find(text, part, 0) != SIZE_MAX;
}

/* Glyph by glyph. */
static inline bool same_lines(struct text_lines a, struct text_lines b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; i++) {
    if (a.at[i].width != b.at[i].width || a.at[i].end != b.at[i].end || a.at[i].run_count != b.at[i].run_count)
      return false;
    for (uint32_t j = 0; j < a.at[i].run_count; j++) {
      const struct glyph_run *left = &a.at[i].runs[j], *right = &b.at[i].runs[j];
      if (left->x != right->x || left->glyph_count != right->glyph_count) return false;
      for (uint32_t k = 0; k < left->glyph_count; k++) {
        const struct glyph *p = &left->glyphs[k], *q = &right->glyphs[k];
        if (p->id != q->id || p->cluster != q->cluster || p->advance != q->advance || p->x_offset != q->x_offset ||
            p->y_offset != q->y_offset)
          return false;
      }
    }
  }
  return true;
}

/* Every byte of the paragraph in exactly one run, clusters in order within their runs. */
static inline bool tiles(const struct paragraph_text *paragraph, struct text_lines lines) {
  unsigned char *seen = calloc(paragraph->text.length + 1, 1);
  bool whole = true;
  for (uint32_t i = 0; i < lines.count; i++)
    for (uint32_t j = 0; j < lines.at[i].run_count; j++) {
      const struct glyph_run *run = &lines.at[i].runs[j];
      size_t start = (size_t)(run->text.at - paragraph->text.at);
      length width = 0;
      for (size_t k = 0; k < run->text.length; k++)
        seen[start + k]++;
      if (run->text.length > 0 && (start < lines.at[i].start || start + run->text.length > lines.at[i].end))
        whole = false;
      for (uint32_t k = 0; k < run->glyph_count; k++) {
        const struct glyph *glyph = &run->glyphs[k];
        width += glyph->advance;
        if (glyph->id == 0 || (run->text.length > 0 && glyph->cluster >= run->text.length)) whole = false;
        if (k > 0 && !run->leader && !run->right_to_left && glyph->cluster < glyph[-1].cluster) whole = false;
        if (k > 0 && !run->leader && run->right_to_left && glyph->cluster > glyph[-1].cluster) whole = false;
      }
      if (width != run->width) whole = false;
    }
  for (size_t k = 0; k < paragraph->text.length; k++)
    if (seen[k] != 1) whole = false;
  free(seen);
  return whole;
}

#endif
