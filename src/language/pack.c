/* Reading a label pack: its key table, and what is made of the values. */
#include "base/file.h"
#include "base/folder.h"
#include "language/internal.h"

struct loader {
  struct schema_context schema;
  struct language_pack *pack;
  struct place file_start;
};

static struct str words_joined(struct arena *arena, const struct schema_list *list) {
  const struct source_text *words = list->items;
  struct str joined = {"", 0};
  for (size_t i = 0; i < list->count; i++)
    joined = i == 0 ? words[0].bytes : str_format(arena, "%.*s %.*s", STR_ARG(joined), STR_ARG(words[i].bytes));
  return joined;
}

static void add_labels(struct loader *loader, const char *group, const struct schema_map *map) {
  struct arena *arena = loader->schema.arena;
  const struct source_text *texts = map->items;
  for (size_t i = 0; i < map->count; i++) {
    struct str name = str_format(arena, "%s%.*s", group, STR_ARG(map->keys[i].bytes));
    struct str *label = arena_new(arena, struct str);
    *label = texts[i].bytes;
    map_set(&loader->pack->labels, name, label);
    language_check_label(loader->schema.diagnostics, name, &texts[i]);
  }
}

static void check_missing(struct loader *loader) {
  struct arena *arena = loader->schema.arena;
  struct str missing = {"", 0};
  size_t count = 0;
  for (size_t i = 0; i < label_count; i++) {
    if (language_has_label(loader->pack, label_table[i].name)) continue;
    missing =
        str_format(arena, "%.*s%s`%.*s`", STR_ARG(missing), count++ == 0 ? "" : ", ", STR_ARG(label_table[i].name));
  }
  if (count == 0) return;
  struct message *message = diagnose(loader->schema.diagnostics, loader->file_start, W_LABEL_MISSING,
                                     "the labels for `%.*s` lack %.*s", STR_ARG(loader->pack->tag), STR_ARG(missing));
  message_help(loader->schema.diagnostics, message,
               "where a report needs one of them, nothing is printed; styles/labels/README.md says what each is for");
}

static void fill_dates(struct loader *loader, const struct pack_file *file) {
  static const char days[] = "day month year to-day to-month to-year";
  struct language_pack *pack = loader->pack;
  const struct source_text *forms[] = {&file->dates.form, &file->dates.range_same_month, &file->dates.range_same_year,
                                       &file->dates.range};
  for (size_t i = 0; i < 4; i++)
    check_fields(loader->schema.diagnostics, STR("dates"), forms[i], days);
  pack->date_form = file->dates.form.bytes.length > 0 ? file->dates.form.bytes : STR("{year}-{month}-{day}");
  pack->range_form = file->dates.range.bytes.length > 0 ? file->dates.range.bytes
                                                        : STR("{day} {month} {year} – {to-day} {to-month} {to-year}");
  pack->range_form_same_year =
      file->dates.range_same_year.bytes.length > 0 ? file->dates.range_same_year.bytes : pack->range_form;
  pack->range_form_same_month =
      file->dates.range_same_month.bytes.length > 0 ? file->dates.range_same_month.bytes : pack->range_form_same_year;
  pack->first_day = file->dates.first_day.bytes;
}

static void fill_months(struct loader *loader, const struct schema_list *months) {
  const struct source_text *names = months->items;
  if (months->count != 0 && months->count != 12) {
    struct message *message = diagnose(loader->schema.diagnostics, months->place, E_LABEL_FORM,
                                       "`months` has %zu names, not twelve", months->count);
    message_hint(loader->schema.diagnostics, message, "one for each month, January first");
  }
  for (size_t i = 0; i < 12; i++)
    loader->pack->months[i] = months->count == 12 ? names[i].bytes : str_format(loader->schema.arena, "%02zu", i + 1);
}

static void fill_ordinals(struct loader *loader, const struct pack_ordinals *ordinals) {
  struct language_pack *pack = loader->pack;
  const struct source_text *words = ordinals->words.items;
  struct str *copies = arena_new_array(loader->schema.arena, struct str, ordinals->words.count);
  for (size_t i = 0; i < ordinals->words.count; i++)
    copies[i] = words[i].bytes;
  pack->ordinal_words = copies;
  pack->ordinal_word_count = ordinals->words.count;
  pack->ordinal_in_words = ordinals->in_words.value;
  pack->ordinal_rule_set = ordinals->rule_set.bytes;
  pack->ordinal_figures_rule_set = ordinals->figures_rule_set.bytes;
  pack->ordinal_words_up_to = ordinals->up_to.given ? (uint32_t)ordinals->up_to.value : 0;
  pack->ordinal_form = ordinals->form.bytes;
  pack->capital_ordinal = ordinals->capital.value;
  check_fields(loader->schema.diagnostics, STR("ordinals"), &ordinals->form, "number");
}

static void fill_habits(struct loader *loader, const struct pack_file *file) {
  struct language_pack *pack = loader->pack;
  struct arena *arena = loader->schema.arena;
  pack->hyphenation = file->hyphenation.dictionary.bytes;
  pack->hyphen_minimum_before = file->hyphenation.before.given ? (uint8_t)file->hyphenation.before.value : 2;
  pack->hyphen_minimum_after = file->hyphenation.after.given ? (uint8_t)file->hyphenation.after.value : 3;
  pack->space_before = file->spaces.before.bytes;
  pack->narrow_space_before = file->spaces.narrow_before.bytes;
  pack->space_after = file->spaces.after.bytes;
  pack->keep_before = words_joined(arena, &file->spaces.keep_before);
  pack->keep_after = words_joined(arena, &file->spaces.keep_after);
  pack->units = words_joined(arena, &file->spaces.units);
  pack->number_words = words_joined(arena, &file->spaces.number_words);
}

/* The suffix is a label too, so that a style's forms can name it. */
static void add_suffix(struct loader *loader) {
  if (loader->pack->suffix.length > 0) map_set(&loader->pack->labels, STR("suffix"), &loader->pack->suffix);
}

static void fill_pack(struct loader *loader, const struct pack_file *file) {
  struct language_pack *pack = loader->pack;
  pack->suffix = file->suffix.bytes;
  pack->direction = file->direction.given ? (enum script_direction)file->direction.value : DIRECTION_LEFT_TO_RIGHT;
  add_labels(loader, "", &file->labels);
  add_labels(loader, "language.", &file->languages);
  add_labels(loader, "only.", &file->only);
  add_labels(loader, "cite.", &file->citations);
  add_labels(loader, "column.", &file->columns);
  add_labels(loader, "status.", &file->statuses);
  add_suffix(loader);
  fill_dates(loader, file);
  fill_months(loader, &file->dates.months);
  fill_ordinals(loader, &file->ordinals);
  fill_habits(loader, file);
  pack->spaces = spaces_prepare(loader->schema.arena, pack);
  if (loader->schema.complete) check_missing(loader);
}

static bool is_tag(struct str tag) {
  for (size_t i = 0; i < tag.length; i++) {
    char letter = tag.at[i];
    bool fits = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                (letter >= '0' && letter <= '9') || (letter == '-' && i > 0);
    if (!fits) return false;
  }
  return tag.length > 0 && tag.length <= 35;
}

/* The tag without its last subtag; the empty str when there is but one. */
static struct str shorter_tag(struct str tag) {
  for (size_t i = tag.length; i > 0; i--)
    if (tag.at[i - 1] == '-') return str_slice(tag, 0, i - 1);
  return (struct str){"", 0};
}

static struct str pack_path(struct arena *arena, struct str folder, struct str tag) {
  return path_join(arena, folder, str_format(arena, "%.*s.yaml", STR_ARG(tag)));
}

size_t language_list(struct arena *arena, struct str labels_folder, struct str **tags) {
  size_t kept = 0, count = folder_names(arena, labels_folder, STR(".yaml"), tags);
  for (size_t i = 0; i < count; i++)
    if (is_tag((*tags)[i])) (*tags)[kept++] = (*tags)[i];
  return kept;
}

static void report_unknown(struct diagnostics *diagnostics, struct arena *arena, struct str labels_folder,
                           struct str tag, struct place place) {
  struct str *tags;
  size_t count = language_list(arena, labels_folder, &tags);
  struct message *message =
      diagnose(diagnostics, place, E_UNKNOWN_LANGUAGE, "there are no labels for the language `%.*s`", STR_ARG(tag));
  struct str listed = {"", 0};
  for (size_t i = 0; i < count; i++)
    listed = str_format(arena, "%.*s%s`%.*s`", STR_ARG(listed), i == 0 ? "" : ", ", STR_ARG(tags[i]));
  if (count > 0)
    message_help(diagnostics, message, "languages with labels: %.*s; another one needs a file styles/labels/%.*s.yaml",
                 STR_ARG(listed), STR_ARG(tag));
}

static const struct language_pack *load_file(struct diagnostics *diagnostics, struct arena *arena, struct str path,
                                             struct str tag, struct place place) {
  struct str bytes;
  int error = file_read(arena, path, yaml_default_limits.file_size, &bytes);
  if (error != 0) {
    diagnose(diagnostics, place, E_UNKNOWN_LANGUAGE, "the labels in %.*s cannot be read: %s", STR_ARG(path),
             file_error_text(error));
    return NULL;
  }
  size_t errors = diagnostics->error_count;
  uint32_t number = diagnostics_add_file(diagnostics, path, bytes);
  struct yaml_document document = yaml_parse(diagnostics, arena, number, &yaml_default_limits);
  struct loader loader = {
      {diagnostics, arena, document.complete}, arena_new(arena, struct language_pack), {number, 0, 0}};
  loader.pack->tag = str_copy(arena, tag);
  loader.pack->file = number;
  loader.pack->labels = map_create(arena);
  struct pack_file *file = arena_new(arena, struct pack_file);
  if (document.root == NULL && document.complete)
    diagnose(diagnostics, loader.file_start, E_UNKNOWN_LANGUAGE, "this file of labels is empty");
  if (document.root == NULL || !schema_load(&loader.schema, &language_record, document.root, file)) return NULL;
  fill_pack(&loader, file);
  return diagnostics->error_count == errors ? loader.pack : NULL;
}

/* The tag, or the longest of its shorter ones, that has a pack; the empty str when none has. */
static struct str tag_of_pack(struct arena *arena, struct str labels_folder, struct str tag) {
  for (struct str wanted = is_tag(tag) ? tag : (struct str){"", 0}; wanted.length > 0; wanted = shorter_tag(wanted))
    if (file_exists(pack_path(arena, labels_folder, wanted))) return wanted;
  return (struct str){"", 0};
}

bool language_is_known(struct arena *arena, struct str labels_folder, struct str tag) {
  return tag_of_pack(arena, labels_folder, tag).length > 0;
}

const struct language_pack *language_load(struct diagnostics *diagnostics, struct arena *arena,
                                          struct str labels_folder, struct str tag, struct place place) {
  struct str found = tag_of_pack(arena, labels_folder, tag);
  if (found.length > 0) return load_file(diagnostics, arena, pack_path(arena, labels_folder, found), found, place);
  report_unknown(diagnostics, arena, labels_folder, tag, place);
  return NULL;
}
