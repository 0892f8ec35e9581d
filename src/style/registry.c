/* Registries: reading, ranks, and what one entry takes from another. */
#include "style/registry.h"

#include <stddef.h>
#include <stdio.h>

#include "base/file.h"
#include "style/internal.h"
#include "style/registry_internal.h"

struct registry registry_create(struct arena *arena) {
  return (struct registry){map_create(arena), map_create(arena), map_create(arena), map_create(arena),
                           map_create(arena)};
}

struct source_text worded_in(const struct worded *words, struct str language) {
  const struct source_text *english = NULL;
  for (size_t i = 0; i < words->count; i++) {
    if (str_equal(words->at[i].language, language) || words->at[i].language.length == 0) return words->at[i].text;
    if (str_equal(words->at[i].language, STR("en"))) english = &words->at[i].text;
  }
  if (english != NULL) return *english;
  return words->count > 0 ? words->at[0].text : (struct source_text){0};
}

static void report_words(const struct schema_context *context, struct place place, const char *key) {
  struct message *message =
      diagnose(context->diagnostics, place, E_REGISTRY_WORDS, "`%s` takes a text, or a text for each language", key);
  message_hint(context->diagnostics, message, "such as `%s: {en: …, fr: …}`", key);
}

static void add_words(const struct schema_context *context, struct worded *words, struct str language,
                      const struct yaml_node *node, const char *name, size_t *capacity) {
  const struct schema_key key = {.name = name, .type = SCHEMA_TEXT};
  struct source_text text = {0};
  if (node->absent || !schema_load_value(context, &key, node, &text)) return;
  if (words->count == *capacity)
    words->at = vector_grow(context->arena, words->at, capacity, words->count, sizeof *words->at);
  words->at[words->count].language = language;
  words->at[words->count++].text = text;
}

static struct worded read_words(const struct schema_context *context, const struct yaml_node *node, const char *key,
                                enum rank rank) {
  struct worded words = {0};
  size_t capacity = 0;
  if (node == NULL) return words;
  words.place = node->place;
  if (node->kind == YAML_SCALAR || rank == RANK_REPORT) {
    add_words(context, &words, (struct str){"", 0}, node, key, &capacity);
    return words;
  }
  if (node->kind != YAML_MAPPING) report_words(context, node->place, key);
  for (uint32_t i = 0; node->kind == YAML_MAPPING && i < node->count; i++) {
    const struct yaml_node *text = node->pairs[i].value;
    if (text->kind != YAML_SCALAR)
      report_words(context, text->place, key);
    else
      add_words(context, &words, node->pairs[i].key->text.bytes, text, key, &capacity);
  }
  return words;
}

/* Reads one kind of entry. The map's values are of `record`; `finish` turns nodes to words and gives what is kept. */
struct entry_kind {
  const struct schema_record *record;
  const char *key;
  void *(*finish)(const struct schema_context *context, void *values, enum rank rank);
  size_t id_offset, place_offset, rank_offset; /* in what finish gives */
  bool (*same)(const void *a, const void *b);
  void *(*merge)(struct arena *arena, const void *strong, const void *weak);
};

static void *finish_reference(const struct schema_context *context, void *values, enum rank rank) {
  struct reference_values *reference = values;
  reference->plain.title = read_words(context, reference->title, "title", rank);
  reference->plain.city = read_words(context, reference->city, "city", rank);
  return &reference->plain;
}

static void *finish_person(const struct schema_context *context, void *values, enum rank rank) {
  struct person_values *person = values;
  person->plain.name = read_words(context, person->name, "name", rank);
  return &person->plain;
}

static void *finish_group(const struct schema_context *context, void *values, enum rank rank) {
  struct group_values *group = values;
  group->plain.name = read_words(context, group->name, "name", rank);
  group->plain.title = read_words(context, group->title, "title", rank);
  group->plain.citation = read_words(context, group->citation, "citation", rank);
  return &group->plain;
}

static bool same_words(const struct worded *a, const struct worded *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (!str_equal(a->at[i].language, b->at[i].language) || !str_equal(a->at[i].text.bytes, b->at[i].text.bytes))
      return false;
  return true;
}

static bool same_text(const struct source_text *a, const struct source_text *b) {
  return str_equal(a->bytes, b->bytes);
}

static bool same_integer(const struct schema_integer *a, const struct schema_integer *b) {
  return a->given == b->given && a->value == b->value;
}

static bool same_list(const struct schema_list *a, const struct schema_list *b) {
  const struct source_text *left = a->items, *right = b->items;
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (!same_text(&left[i], &right[i])) return false;
  return true;
}

static bool same_reference(const void *a, const void *b) {
  const struct reference *left = a, *right = b;
  return same_text(&left->symbol, &right->symbol) && same_text(&left->url, &right->url) &&
         same_text(&left->issuer, &right->issuer) && same_text(&left->amended, &right->amended) &&
         same_integer(&left->revision, &right->revision) && same_integer(&left->addendum, &right->addendum) &&
         same_integer(&left->corrigendum, &right->corrigendum) && same_integer(&left->year, &right->year) &&
         left->kind.value == right->kind.value && same_words(&left->title, &right->title) &&
         same_words(&left->city, &right->city) && same_list(&left->source, &right->source) &&
         left->date.year == right->date.year && left->date.month == right->date.month &&
         left->date.day == right->date.day && left->revised.value == right->revised.value;
}

static bool same_person(const void *a, const void *b) {
  const struct person *left = a, *right = b;
  return same_words(&left->name, &right->name) && same_text(&left->title, &right->title) &&
         same_text(&left->delegation, &right->delegation) && same_text(&left->role, &right->role) &&
         same_text(&left->email, &right->email);
}

static bool same_group(const void *a, const void *b) {
  const struct group *left = a, *right = b;
  return same_words(&left->name, &right->name) && same_words(&left->title, &right->title) &&
         same_words(&left->citation, &right->citation);
}

#define TAKE_TEXT(member)                                                                                              \
  if (merged->member.bytes.at == NULL) merged->member = other->member
#define TAKE_GIVEN(member)                                                                                             \
  if (!merged->member.given) merged->member = other->member
#define TAKE_COUNTED(member)                                                                                           \
  if (merged->member.count == 0) merged->member = other->member

static void *merge_reference(struct arena *arena, const void *strong, const void *weak) {
  struct reference *merged = arena_new(arena, struct reference);
  const struct reference *other = weak;
  *merged = *(const struct reference *)strong;
  TAKE_TEXT(symbol);
  TAKE_TEXT(url);
  TAKE_TEXT(issuer);
  TAKE_TEXT(amended);
  TAKE_GIVEN(revision);
  TAKE_GIVEN(addendum);
  TAKE_GIVEN(corrigendum);
  TAKE_GIVEN(year);
  TAKE_GIVEN(kind);
  TAKE_GIVEN(date);
  TAKE_GIVEN(revised);
  TAKE_COUNTED(title);
  TAKE_COUNTED(city);
  TAKE_COUNTED(source);
  return merged;
}

static void *merge_person(struct arena *arena, const void *strong, const void *weak) {
  struct person *merged = arena_new(arena, struct person);
  const struct person *other = weak;
  *merged = *(const struct person *)strong;
  TAKE_COUNTED(name);
  TAKE_TEXT(title);
  TAKE_TEXT(delegation);
  TAKE_TEXT(role);
  TAKE_TEXT(email);
  return merged;
}

static void *merge_group(struct arena *arena, const void *strong, const void *weak) {
  struct group *merged = arena_new(arena, struct group);
  const struct group *other = weak;
  *merged = *(const struct group *)strong;
  TAKE_COUNTED(name);
  TAKE_COUNTED(title);
  TAKE_COUNTED(citation);
  return merged;
}

#define KIND(type, key)                                                                                                \
  {                                                                                                                    \
    &type##_record, key, finish_##type, offsetof(struct type, id), offsetof(struct type, place),                       \
        offsetof(struct type, rank), same_##type, merge_##type                                                         \
  }

static const struct entry_kind reference_kind = KIND(reference, "references");
static const struct entry_kind person_kind = KIND(person, "people");
static const struct entry_kind group_kind = KIND(group, "groups");

static struct place *place_of(const struct entry_kind *kind, void *entry) {
  return (struct place *)((char *)entry + kind->place_offset);
}

static enum rank *rank_of(const struct entry_kind *kind, void *entry) {
  return (enum rank *)((char *)entry + kind->rank_offset);
}

static void report_conflict(const struct schema_context *context, const struct entry_kind *kind, struct str id,
                            void *first, void *second) {
  struct message *message = diagnose(context->diagnostics, *place_of(kind, second), E_REGISTRY_CONFLICT,
                                     "`%.*s` is defined twice, and differently", STR_ARG(id));
  message_relate(context->diagnostics, message, *place_of(kind, first), "first defined here");
}

/* Puts an entry beside one of the same id that is there already. */
static void add_entry(const struct schema_context *context, const struct entry_kind *kind, struct map *map,
                      struct str id, void *entry) {
  void *older = map_get(map, id);
  if (older == NULL) {
    map_set(map, id, entry);
  } else if (*rank_of(kind, older) == *rank_of(kind, entry)) {
    if (!kind->same(older, entry)) report_conflict(context, kind, id, older, entry);
  } else {
    bool wins = *rank_of(kind, entry) > *rank_of(kind, older);
    map_set(map, id, wins ? kind->merge(context->arena, entry, older) : kind->merge(context->arena, older, entry));
  }
}

static void read_entry(const struct schema_context *context, const struct entry_kind *kind,
                       const struct yaml_pair *pair, enum rank rank, struct map *map) {
  static const struct schema_key id_key = {.name = "id", .type = SCHEMA_NAME};
  struct source_text id = {0};
  if (!schema_load_value(context, &id_key, pair->key, &id)) return;
  void *values = arena_allocate(context->arena, kind->record->size);
  if (pair->value->absent || !schema_load(context, kind->record, pair->value, values)) return;
  void *entry = kind->finish(context, values, rank);
  *(struct str *)((char *)entry + kind->id_offset) = id.bytes;
  *place_of(kind, entry) = pair->key->place;
  *rank_of(kind, entry) = rank;
  add_entry(context, kind, map, id.bytes, entry);
}

static void read_entries(const struct schema_context *context, const struct entry_kind *kind,
                         const struct yaml_node *node, enum rank rank, struct map *map) {
  if (node == NULL) return;
  const struct schema_key key = {.name = kind->key, .type = SCHEMA_NODE, .shape = SCHEMA_MAP};
  struct schema_map checked = {0};
  if (!schema_load_value(context, &key, node, &checked)) return;
  for (uint32_t i = 0; i < node->count; i++)
    read_entry(context, kind, &node->pairs[i], rank, map);
}

void registry_load(const struct schema_context *context, const struct yaml_node *references,
                   const struct yaml_node *people, const struct yaml_node *groups, enum rank rank,
                   struct registry *registry) {
  if (registry->references.arena == NULL) *registry = registry_create(context->arena);
  read_entries(context, &reference_kind, references, rank, &registry->references);
  read_entries(context, &person_kind, people, rank, &registry->people);
  read_entries(context, &group_kind, groups, rank, &registry->groups);
}

static void read_cities(const struct schema_context *context, const struct yaml_node *node, struct registry *registry) {
  if (node == NULL) return;
  const struct schema_key key = {.name = "cities", .type = SCHEMA_NODE, .shape = SCHEMA_MAP};
  struct schema_map cities = {0};
  schema_load_value(context, &key, node, &cities);
  const struct yaml_node *const *names = cities.items;
  for (size_t i = 0; i < cities.count; i++) {
    struct worded *words = arena_new(context->arena, struct worded);
    *words = read_words(context, names[i], "city", RANK_STYLE);
    map_set(&registry->cities, cities.keys[i].bytes, words);
  }
}

static void read_conferences(const struct schema_context *context, const struct schema_map *conferences,
                             struct registry *registry) {
  struct conference *const *items = conferences->items;
  for (size_t i = 0; i < conferences->count; i++) {
    const struct source_text *key = &conferences->keys[i];
    items[i]->id = key->bytes;
    items[i]->place = source_text_place(key, 0, key->bytes.length);
    struct str held =
        str_format(context->arena, "%.*s/%lld", STR_ARG(items[i]->group.bytes), (long long)items[i]->year.value);
    map_set(&registry->conferences, held, items[i]);
    if (items[i]->city.file != 0 && map_get(&registry->cities, items[i]->city.bytes) == NULL)
      diagnose(context->diagnostics, source_text_place(&items[i]->city, 0, items[i]->city.bytes.length),
               E_REGISTRY_WORDS, "no city `%.*s` is defined", STR_ARG(items[i]->city.bytes));
  }
}

void registry_load_document(const struct schema_context *context, const struct yaml_node *root, enum rank rank,
                            struct registry *registry) {
  struct registry_values values = {0};
  if (!schema_load(context, &registry_record, root, &values)) return;
  registry_load(context, values.references, values.people, values.groups, rank, registry);
  read_cities(context, values.cities, registry);
  read_conferences(context, &values.conferences, registry);
}

static void read_file(struct diagnostics *diagnostics, struct arena *arena, struct str path, struct place place,
                      struct registry *registry) {
  struct str bytes;
  int error = file_read(arena, path, yaml_default_limits.file_size, &bytes);
  if (error != 0) {
    diagnose(diagnostics, place, E_REGISTRY_FILE, "the registry %.*s cannot be read: %s", STR_ARG(path),
             file_error_text(error));
    return;
  }
  uint32_t file = diagnostics_add_file(diagnostics, path, bytes);
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  struct schema_context context = {diagnostics, arena, document.complete};
  if (document.root != NULL) registry_load_document(&context, document.root, RANK_STYLE, registry);
}

const struct worded *registry_city(const struct registry *registry, struct str group, int64_t year) {
  char held[96];
  if (group.length > 64) return NULL; /* no id is longer */
  int size = snprintf(held, sizeof held, "%.*s/%lld", STR_ARG(group), (long long)year);
  const struct conference *conference = map_get(&registry->conferences, (struct str){held, (size_t)size});
  return conference != NULL ? map_get(&registry->cities, conference->city.bytes) : NULL;
}

static void complete_cities(struct registry *registry, struct str default_issuer) {
  for (size_t i = 0; i < registry->references.count; i++) {
    struct reference *reference = registry->references.entries[i].value;
    if (reference->city.count > 0 || !reference->year.given) continue;
    struct str issuer = reference->issuer.bytes.length > 0 ? reference->issuer.bytes : default_issuer;
    const struct worded *city = registry_city(registry, issuer, reference->year.value);
    if (city != NULL) reference->city = *city;
  }
}

void registry_load_style(struct diagnostics *diagnostics, struct arena *arena, const struct style *style,
                         struct registry *registry) {
  *registry = registry_create(arena);
  struct str styles_folder = path_folder(arena, style->labels_folder);
  for (size_t i = 0; i < style->registries.count; i++) {
    struct str path = style->registries.at[i];
    struct place place = style->registries.places[i];
    if (style_holds_file(diagnostics, arena, style->file_folder, styles_folder, path, place))
      read_file(diagnostics, arena, path, place, registry);
  }
  complete_cities(registry, style->default_issuer);
}

static struct map merge_maps(struct arena *arena, const struct entry_kind *kind, const struct map *strong,
                             const struct map *weak) {
  struct map merged = map_create(arena);
  for (size_t i = 0; i < strong->count; i++)
    map_set(&merged, strong->entries[i].key, strong->entries[i].value);
  for (size_t i = 0; i < weak->count; i++) {
    struct str id = weak->entries[i].key;
    void *winner = map_get(&merged, id);
    map_set(&merged, id, winner != NULL ? kind->merge(arena, winner, weak->entries[i].value) : weak->entries[i].value);
  }
  return merged;
}

static struct map merge_names(struct arena *arena, const struct map *strong, const struct map *weak) {
  struct map merged = map_create(arena);
  for (size_t i = 0; i < weak->count; i++)
    map_set(&merged, weak->entries[i].key, weak->entries[i].value);
  for (size_t i = 0; i < strong->count; i++)
    map_set(&merged, strong->entries[i].key, strong->entries[i].value);
  return merged;
}

struct registry registry_merge(struct arena *arena, const struct registry *strong, const struct registry *weak) {
  return (struct registry){
      .references = merge_maps(arena, &reference_kind, &strong->references, &weak->references),
      .people = merge_maps(arena, &person_kind, &strong->people, &weak->people),
      .groups = merge_maps(arena, &group_kind, &strong->groups, &weak->groups),
      .cities = merge_names(arena, &strong->cities, &weak->cities),
      .conferences = merge_names(arena, &strong->conferences, &weak->conferences),
  };
}
