/* A style's own wording over the language's. */
#include "style/internal.h"

struct localization {
  struct diagnostics *diagnostics;
  struct arena *arena;
  const struct style *style;
  const struct language_pack *pack;
  struct str missing;
  size_t missing_count;
};

static struct map copy_labels(struct arena *arena, const struct map *labels) {
  struct map copy = map_create(arena);
  for (size_t i = 0; i < labels->count; i++)
    map_set(&copy, labels->entries[i].key, labels->entries[i].value);
  return copy;
}

static void override_labels(struct arena *arena, struct map *labels, const struct map *words) {
  for (size_t i = 0; words != NULL && i < words->count; i++) {
    struct str *label = arena_new(arena, struct str);
    *label = str_trim(((const struct source_text *)words->entries[i].value)->bytes);
    map_set(labels, words->entries[i].key, label);
  }
}

static void miss_label(struct localization *work, struct str name) {
  if (language_has_label(work->pack, name)) return;
  struct str quoted = str_format(work->arena, "`%.*s`", STR_ARG(name));
  if (str_find(work->missing, quoted, 0) != SIZE_MAX) return;
  work->missing = str_format(work->arena, "%.*s%s%.*s", STR_ARG(work->missing), work->missing_count++ == 0 ? "" : ", ",
                             STR_ARG(quoted));
}

static void miss_form(struct localization *work, struct str form) {
  size_t at = 0;
  for (struct str field; language_next_field(form, &at, &field);)
    if (str_starts_with(field, STR("label."))) miss_label(work, str_slice(field, sizeof "label." - 1, field.length));
}

static void miss_lines(struct localization *work, const struct form_lines *lines) {
  for (size_t i = 0; i < lines->count; i++)
    miss_form(work, lines->at[i].form);
}

static void miss_settings(struct localization *work) {
  for (size_t i = 0; i < style_setting_count; i++)
    if (style_settings[i].type == SETTING_FORM)
      miss_form(work, *(const struct str *)((const char *)work->style + style_settings[i].to));
}

static void miss_first_page(struct localization *work) {
  for (size_t i = 0; i < work->style->first_page_count; i++) {
    const struct first_page_part *part = &work->style->first_page[i];
    miss_lines(work, &part->start);
    miss_lines(work, &part->end);
    miss_lines(work, &part->lines);
  }
}

static void check_labels(struct localization *work) {
  const struct style *style = work->style;
  const struct form_lines *furniture[] = {&style->head_first, &style->head_odd, &style->head_even,
                                          &style->foot_first, &style->foot_odd, &style->foot_even};
  miss_first_page(work);
  for (size_t i = 0; i < sizeof furniture / sizeof furniture[0]; i++)
    miss_lines(work, furniture[i]);
  miss_settings(work);
  if (style->default_source_label.length > 0) miss_label(work, style->default_source_label);
  if (work->missing_count == 0) return;
  struct message *message = diagnose(work->diagnostics, (struct place){style->file, 0, 0}, W_LABEL_MISSING,
                                     "the style `%.*s` prints labels that there are not in the language `%.*s`: %.*s",
                                     STR_ARG(style->name), STR_ARG(work->pack->tag), STR_ARG(work->missing));
  message_help(work->diagnostics, message, "add them to styles/labels/%.*s.yaml, or under `labels` of the style",
               STR_ARG(work->pack->tag));
}

/* "pt-BR" and "pt" of a style's words both serve a pack for "pt-BR". */
static const struct map *words_for(const struct style *style, struct str tag) {
  for (struct str wanted = tag; wanted.length > 0;) {
    const struct map *words = map_get(&style->labels, wanted);
    if (words != NULL) return words;
    size_t end = wanted.length;
    while (end > 0 && wanted.at[end - 1] != '-')
      end--;
    wanted = str_slice(wanted, 0, end > 0 ? end - 1 : 0);
  }
  return NULL;
}

const struct language_pack *style_localize(struct diagnostics *diagnostics, struct arena *arena,
                                           const struct style *style, const struct language_pack *pack) {
  const struct map *any = map_get(&style->labels, STR("any")), *own = words_for(style, pack->tag);
  struct localization work = {diagnostics, arena, style, pack, {"", 0}, 0};
  if (any != NULL || own != NULL) {
    struct language_pack *localized = arena_new(arena, struct language_pack);
    *localized = *pack;
    localized->labels = copy_labels(arena, &pack->labels);
    override_labels(arena, &localized->labels, any);
    override_labels(arena, &localized->labels, own);
    work.pack = localized;
  }
  check_labels(&work);
  return work.pack;
}
