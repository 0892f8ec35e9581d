/* The face of the module: what text.h promises, by the parts beside it. */
#include "text/engine.h"

#include "text/lines.h"

struct text_engine *text_open(struct diagnostics *diagnostics, struct arena *arena, struct str fonts_folder) {
  struct text_engine *engine = arena_new(arena, struct text_engine);
  engine->arena = arena;
  engine->scratch = arena_create();
  engine->fonts_folder = str_copy(arena, fonts_folder);
  engine->families = map_create(arena);
  engine->words = words_create();
  engine->buffer = hb_buffer_create();
  fonts_folder_load(engine, diagnostics);
  return engine;
}

void text_close(struct text_engine *engine) {
  faces_close(engine);
  hb_buffer_destroy(engine->buffer);
  if (engine->bidi) ubidi_close(engine->bidi);
  if (engine->line_breaks) ubrk_close(engine->line_breaks);
  if (engine->line_breaks_ideographic) ubrk_close(engine->line_breaks_ideographic);
  if (engine->clusters) ubrk_close(engine->clusters);
  words_destroy(engine->words);
  arena_destroy(engine->scratch);
}

/* A language whose pack names patterns that are not on this machine is told once a report. */
static void check_hyphenation(struct text_engine *engine, struct diagnostics *diagnostics) {
  for (size_t i = 0; i < engine->languages.count; i++) {
    struct text_language *language = &engine->languages.at[i];
    if (language->hyphenation.length == 0 || language_can_hyphenate(engine, language)) continue;
    struct message *message =
        diagnose(diagnostics, (struct place){0}, W_HYPHENATION_MISSING,
                 "the hyphenation patterns %.*s.dic for the language `%.*s` are not on this machine",
                 STR_ARG(language->hyphenation), STR_ARG(language->tag));
    message_help(diagnostics, message, "apt-cache search hyphen- shows the packages of patterns");
  }
}

bool text_check(struct text_engine *engine, struct diagnostics *diagnostics, const struct paragraph_text *paragraph,
                text_missing missing, void *context) {
  arena_reset(engine->scratch);
  check_hyphenation(engine, diagnostics);
  if (is_plainly_complete(engine, paragraph)) return true;
  return itemize(engine, diagnostics, paragraph, missing, context).complete;
}

struct text_lines text_break(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                             const struct line_request *request, text_overfull overfull, void *context) {
  arena_reset(engine->scratch);
  words_trim(engine->words);
  struct composition composition = compose(engine, paragraph);
  struct fit fit = total_fit(&composition, request);
  return make_lines(&composition, arena, request, &fit, overfull, context);
}

/* The widest part of a word between two places where a line may end without a hyphen. */
static length widest_part(struct composition *composition, struct word *word) {
  if (word->inner_count == 0) return word->width;
  struct point_request opportunities = {.pass = 1};
  uint32_t count = word_points(composition, word, &opportunities), from = word->start;
  length widest = 0;
  for (uint32_t i = 0; i <= count; i++) {
    uint32_t to = i < count ? composition->points.at[word->first_point + i].offset : word->end;
    length part = stretch_width(composition, word, from, to);
    if (part > widest) widest = part;
    from = to;
  }
  return widest;
}

void text_measure(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                  length *minimum, length *natural) {
  (void)arena;
  arena_reset(engine->scratch);
  words_trim(engine->words);
  struct composition composition = compose(engine, paragraph);
  length line = 0, kept = 0; /* on this line so far, and since the last place where it may end */
  *minimum = *natural = 0;
  for (size_t i = 0; i < composition.words.count; i++) {
    struct word *word = &composition.words.at[i];
    bool alone = kept == 0 && word->breaks;
    kept += alone ? widest_part(&composition, word) : word->width;
    line += word->width;
    if (kept - word->trim > *minimum) *minimum = kept - word->trim;
    if (line - word->trim > *natural) *natural = line - word->trim;
    kept = word->breaks || word->forced ? 0 : kept + word->gap;
    line = word->forced ? 0 : line + word->gap;
  }
}
