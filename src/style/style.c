/* From merged values to a computed style. */
#include "style/style.h"

#include <string.h>

#include "base/folder.h"
#include "style/internal.h"

static void report_field(const struct style_loader *loader, struct place place, enum form_place form_place,
                         struct str name) {
  const struct style_field *fields;
  size_t count = style_fields(form_place, &fields);
  struct str *names = arena_new_array(loader->arena, struct str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = fields[i].name;
  struct message *message =
      diagnose(loader->diagnostics, place, E_STYLE_UNKNOWN_FIELD, "there is no field {%.*s} here", STR_ARG(name));
  struct str nearest = diagnostics_nearest(name, names, count);
  if (nearest.length > 0) {
    message_hint(loader->diagnostics, message, "did you mean {%.*s}?", STR_ARG(nearest));
    return;
  }
  struct str listed = {"", 0};
  for (size_t i = 0; i < count; i++)
    listed = str_format(loader->arena, "%.*s%s{%.*s}", STR_ARG(listed),
                        i == 0       ? ""
                        : i % 5 == 0 ? ",\n"
                                     : ", ",
                        STR_ARG(names[i]));
  message_help(loader->diagnostics, message, "fields: %.*s,\nand {label.NAME} for a label", STR_ARG(listed));
}

void check_form(const struct style_loader *loader, const struct source_text *form, enum form_place place) {
  size_t at = 0;
  const char *wrong = language_check_form(form->bytes, &at);
  if (wrong != NULL) {
    diagnose(loader->diagnostics, source_text_place(form, at, 1), E_STYLE_FORM, "this form has %s", wrong);
    return;
  }
  at = 0;
  for (struct str field; language_next_field(form->bytes, &at, &field);)
    if (!style_field_known(place, field))
      report_field(loader, source_text_place(form, (size_t)(field.at - form->bytes.at), field.length), place, field);
}

void check_family(const struct style_loader *loader, const struct source_text *name) {
  struct arena *arena = loader->arena;
  if (map_get(loader->families, name->bytes) != NULL) return;
  map_set(loader->families, name->bytes, loader->families);
  struct str path = path_join(arena, loader->fonts_folder, str_join(arena, name->bytes, STR(".yaml")));
  if (file_exists(path)) return;
  struct str *names;
  size_t count = folder_names(arena, loader->fonts_folder, STR(".yaml"), &names);
  struct message *message =
      diagnose(loader->diagnostics, source_text_place(name, 0, name->bytes.length), E_UNKNOWN_FAMILY,
               "there is no family of fonts named `%.*s`", STR_ARG(name->bytes));
  struct str nearest = diagnostics_nearest(name->bytes, names, count);
  if (nearest.length > 0)
    message_hint(loader->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_hint(loader->diagnostics, message, "`rapporteur list fonts` shows the families");
}

struct computation {
  struct style_loader loader;
  const struct style_values *values;
  uint32_t file;
  struct style *style;
};

void note_unset(const struct style_loader *loader, const char *of, struct str name) {
  *loader->unset = str_format(loader->arena, "%.*s%s`%s%.*s`", STR_ARG(*loader->unset),
                              loader->unset->length == 0 ? "" : ", ", of, STR_ARG(name));
}

/* Where something was refused, what is not there may have been meant to be. */
static void report_unset(struct computation *computation) {
  struct str unset = *computation->loader.unset;
  if (unset.length == 0 || !computation->loader.whole) return;
  struct message *message = diagnose(computation->loader.diagnostics, (struct place){computation->file, 0, 0},
                                     E_STYLE_FILE, "no style sets %.*s", STR_ARG(unset));
  message_help(computation->loader.diagnostics, message, "`base` must have a value for each key");
}

static void compute_settings(struct computation *computation) {
  for (size_t i = 0; i < style_setting_count; i++) {
    const struct setting *setting = &style_settings[i];
    if (setting_given(setting, computation->values)) {
      compute_setting(&computation->loader, setting, computation->values, 0, computation->style);
      continue;
    }
    note_unset(&computation->loader, "", str_from(setting->key));
  }
}

static void compute_section_numbers(struct computation *computation) {
  const struct schema_list *sections = &computation->values->numbering.sections;
  const struct source_text *forms = sections->items;
  if (sections->count != 6) {
    if (!computation->loader.whole) return;
    struct place place = sections->place.file != 0 ? sections->place : (struct place){computation->file, 0, 0};
    struct message *message = diagnose(computation->loader.diagnostics, place, E_STYLE_VALUE,
                                       "`numbering.sections` has %zu forms, not six", sections->count);
    message_hint(computation->loader.diagnostics, message, "one for each level of sections");
    return;
  }
  for (size_t i = 0; i < 6; i++) {
    check_form(&computation->loader, &forms[i], FORM_NUMBER);
    computation->style->section_number_form[i] = forms[i].bytes;
  }
}

static void compute_markers(struct computation *computation) {
  const struct schema_list *markers = &computation->values->lists.markers;
  const struct schema_choice *choices = markers->items;
  if (markers->count == 0) {
    note_unset(&computation->loader, "", STR("lists.markers"));
    return;
  }
  for (size_t i = 0; i < 3; i++) /* deeper levels than are named have the last mark */
    computation->style->list_markers[i] = (enum list_marker)choices[i < markers->count ? i : markers->count - 1].value;
}

static struct form_lines compute_lines(struct computation *computation, const struct schema_list *list,
                                       enum block_style_id usual) {
  struct form_line_values *const *lines = list->items;
  struct form_lines result = {arena_new_array(computation->loader.arena, struct form_line, list->count), 0};
  for (size_t i = 0; i < list->count; i++) {
    struct form_line line = {.form = lines[i]->form.bytes, .style = usual};
    check_form(&computation->loader, &lines[i]->form, FORM_PAGE);
    if (lines[i]->style.file != 0) find_block(&computation->loader, &lines[i]->style, &line.style);
    if (lines[i]->weight.given) line.weight = (enum font_weight)lines[i]->weight.value;
    result.at[result.count++] = line;
  }
  return result;
}

/* In thousandths of the width; half of it where nothing is said. */
static length compute_share(struct computation *computation, const struct schema_length *share) {
  if (!share->given) return 500;
  if (share->unit == UNIT_PERCENT && share->value > 0 && share->value < 100000) return share->value / 100;
  struct message *message =
      diagnose(computation->loader.diagnostics, share->place, E_STYLE_VALUE, "`start-share` is a part of the width");
  message_hint(computation->loader.diagnostics, message, "in %%, more than 0%% and less than 100%%");
  return 500;
}

static void compute_columns(struct computation *computation, const struct column_values *columns,
                            struct first_page_part *part) {
  part->kind = FIRST_COLUMNS;
  part->start = compute_lines(computation, &columns->start, STYLE_FIRST_START);
  part->end = compute_lines(computation, &columns->end, STYLE_FIRST_END);
  part->start_share = compute_share(computation, &columns->start_share);
}

static void compute_rule(struct computation *computation, const struct rule_values *rule,
                         struct first_page_part *part) {
  const struct style_loader *loader = &computation->loader;
  part->kind = FIRST_RULE;
  part->thickness = compute_length(loader, "thickness", &rule->thickness, 0, false);
  part->space_before = compute_length(loader, "space-before", &rule->space_before, 0, false);
  part->space_after = compute_length(loader, "space-after", &rule->space_after, 0, false);
}

static void compute_part(struct computation *computation, const struct first_page_values *values,
                         struct first_page_part *part) {
  bool columns = values->columns.start.place.file != 0 || values->columns.end.place.file != 0;
  bool lines = values->lines.place.file != 0, rule = values->rule.thickness.given;
  if (columns + lines + rule != 1) {
    if (!computation->loader.whole) return;
    const struct schema_list *whole = &computation->values->first_page;
    struct place place = lines ? values->lines.place : rule ? values->rule.thickness.place : whole->place;
    struct message *message = diagnose(computation->loader.diagnostics, place, E_STYLE_FIRST_PAGE,
                                       columns + lines + rule == 0 ? "a part of the first page says nothing"
                                                                   : "a part of the first page is two things at once");
    message_hint(computation->loader.diagnostics, message, "one of `columns`, `lines` and `rule` behind each dash");
    return;
  }
  if (columns) compute_columns(computation, &values->columns, part);
  if (rule) compute_rule(computation, &values->rule, part);
  if (lines) {
    part->kind = FIRST_LINES;
    part->lines = compute_lines(computation, &values->lines, STYLE_PARAGRAPH);
  }
}

static void compute_first_page(struct computation *computation) {
  const struct schema_list *parts = &computation->values->first_page;
  struct first_page_values *const *values = parts->items;
  struct style *style = computation->style;
  style->first_page = arena_new_array(computation->loader.arena, struct first_page_part, parts->count);
  for (size_t i = 0; i < parts->count; i++)
    compute_part(computation, values[i], &style->first_page[style->first_page_count++]);
}

static void compute_furniture(struct computation *computation) {
  const struct furniture_values *head = &computation->values->head, *foot = &computation->values->foot;
  struct style *style = computation->style;
  style->head_first = compute_lines(computation, &head->first, STYLE_RUNNING_HEAD);
  style->head_odd = compute_lines(computation, &head->odd, STYLE_RUNNING_HEAD);
  style->head_even =
      head->even.place.file != 0 ? compute_lines(computation, &head->even, STYLE_RUNNING_HEAD) : style->head_odd;
  style->foot_first = compute_lines(computation, &foot->first, STYLE_RUNNING_FOOT);
  style->foot_odd = compute_lines(computation, &foot->odd, STYLE_RUNNING_FOOT);
  style->foot_even =
      foot->even.place.file != 0 ? compute_lines(computation, &foot->even, STYLE_RUNNING_FOOT) : style->foot_odd;
}

/* A registry's path is relative to the file that names it, which may be a style that this one extends. */
static void compute_registries(struct computation *computation) {
  const struct schema_list *registries = &computation->values->registries;
  const struct source_text *paths = registries->items;
  struct arena *arena = computation->loader.arena;
  struct style *style = computation->style;
  style->registries.at = arena_new_array(arena, struct str, registries->count);
  style->registries.places = arena_new_array(arena, struct place, registries->count);
  for (size_t i = 0; i < registries->count; i++) {
    const struct source_file *file = diagnostics_file(computation->loader.diagnostics, paths[i].file);
    struct str folder = path_folder(arena, file->path);
    style->registries.places[i] = source_text_place(&paths[i], 0, paths[i].bytes.length);
    style->registries.at[style->registries.count++] = path_join(arena, folder, paths[i].bytes);
  }
}

static void compute_wanted(struct computation *computation) {
  const struct schema_list *wanted = &computation->values->wanted;
  const struct source_text *names = wanted->items;
  struct style *style = computation->style;
  style->wanted.at = arena_new_array(computation->loader.arena, struct str, wanted->count);
  for (size_t i = 0; i < wanted->count; i++) {
    if (style_field_known(FORM_PAGE, names[i].bytes))
      style->wanted.at[style->wanted.count++] = names[i].bytes;
    else
      report_field(&computation->loader, source_text_place(&names[i], 0, names[i].bytes.length), FORM_PAGE,
                   names[i].bytes);
  }
}

static void check_text_area(struct computation *computation, const struct schema_length *extent, length before,
                            length after, const char *which) {
  if ((int64_t)before + after < extent->value) return;
  struct message *message = diagnose(computation->loader.diagnostics, extent->place, E_STYLE_VALUE,
                                     "the margins leave no %s for text", which);
  message_hint(computation->loader.diagnostics, message, "the two margins together must be less");
}

static void check_page(struct computation *computation) {
  const struct page_values *page = &computation->values->page;
  const struct style *style = computation->style;
  check_text_area(computation, &page->page_width, style->margin_start, style->margin_end, "width");
  check_text_area(computation, &page->page_height, style->margin_top, style->margin_bottom, "height");
}

static void compute_label(struct computation *computation, struct map *words, const struct yaml_pair *pair) {
  struct diagnostics *diagnostics = computation->loader.diagnostics;
  if (pair->value->kind != YAML_SCALAR) {
    diagnose(diagnostics, pair->value->place, E_LABEL_FORM, "the label `%.*s` is not one text",
             STR_ARG(pair->key->text.bytes));
    return;
  }
  language_check_label(diagnostics, pair->key->text.bytes, &pair->value->text);
  map_set(words, pair->key->text.bytes, &pair->value->text);
}

static void compute_labels(struct computation *computation) {
  const struct schema_map *labels = &computation->values->labels;
  const struct yaml_node *const *nodes = labels->items;
  struct arena *arena = computation->loader.arena;
  computation->style->labels = map_create(arena);
  for (size_t i = 0; i < labels->count; i++) {
    if (nodes[i]->kind != YAML_MAPPING) {
      struct message *message = diagnose(computation->loader.diagnostics, nodes[i]->place, E_LABEL_FORM,
                                         "under a language stand labels by name");
      message_hint(computation->loader.diagnostics, message, "such as `en: {summary: Abstract}`");
      continue;
    }
    struct map *words = arena_new(arena, struct map);
    *words = map_create(arena);
    for (uint32_t j = 0; j < nodes[i]->count; j++)
      compute_label(computation, words, &nodes[i]->pairs[j]);
    map_set(&computation->style->labels, labels->keys[i].bytes, words);
  }
}

static void compute_style(struct computation *computation) {
  compute_settings(computation);
  compute_section_numbers(computation);
  compute_markers(computation);
  compute_blocks(&computation->loader, &computation->values->blocks, computation->style);
  compute_first_page(computation);
  compute_furniture(computation);
  compute_registries(computation);
  compute_wanted(computation);
  compute_labels(computation);
  report_unset(computation);
}

const struct style *style_load(struct diagnostics *diagnostics, struct arena *arena, struct str styles_folder,
                               struct str fonts_folder, struct str name, struct place place) {
  struct str unset = {"", 0};
  struct map families = map_create(arena);
  struct computation computation = {
      .loader = {diagnostics, arena, styles_folder, fonts_folder, place, true, &unset, &families}};
  struct style_chain chain;
  if (!chain_load(&computation.loader, name, &chain)) return NULL;
  size_t errors = diagnostics->error_count;
  struct schema_context context = {diagnostics, arena, true};
  struct style_values *values = arena_new(arena, struct style_values);
  schema_load(&context, &style_record, chain.root, values);
  computation.values = values;
  computation.file = chain.file;
  computation.style = arena_new(arena, struct style);
  *computation.style = (struct style){
      .name = chain.name,
      .file = chain.file,
      .file_folder = path_folder(arena, chain.path),
      .labels_folder = path_join(arena, styles_folder, STR("labels")),
      .fonts_folder = fonts_folder,
  };
  computation.loader.whole = diagnostics->error_count == errors;
  compute_style(&computation);
  if (diagnostics->error_count == errors) check_page(&computation);
  return diagnostics->error_count == errors ? computation.style : NULL;
}

static struct str read_description(struct arena *arena, struct str path) {
  struct diagnostic_options options = {0};
  struct diagnostics *diagnostics = diagnostics_create(arena, &options);
  struct str bytes;
  if (file_read(arena, path, yaml_default_limits.file_size, &bytes) != 0) return (struct str){"", 0};
  uint32_t file = diagnostics_add_file(diagnostics, path, bytes);
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  if (document.root == NULL || document.root->kind != YAML_MAPPING) return (struct str){"", 0};
  const struct yaml_node *description = yaml_get(document.root, STR("description"));
  return description != NULL && description->kind == YAML_SCALAR ? str_trim(description->text.bytes)
                                                                 : (struct str){"", 0};
}

size_t style_list(struct arena *arena, struct str styles_folder, struct style_listing **listings) {
  struct str *names;
  size_t count = folder_names(arena, styles_folder, STR(".yaml"), &names);
  *listings = arena_new_array(arena, struct style_listing, count);
  for (size_t i = 0; i < count; i++) {
    struct str path = path_join(arena, styles_folder, str_join(arena, names[i], STR(".yaml")));
    (*listings)[i] = (struct style_listing){names[i], read_description(arena, path)};
  }
  return count;
}
