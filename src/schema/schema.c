#include "schema/schema.h"

#include <string.h>

#include "schema/value.h"

static bool load_item(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      void *out);

const struct schema_key *schema_find(const struct schema_record *record, struct str name) {
  for (size_t i = 0; i < record->key_count; i++)
    if (str_equal(name, str_from(record->keys[i].name))) return &record->keys[i];
  return NULL;
}

static struct str nearest_key(struct arena *arena, const struct schema_record *record, struct str name) {
  struct str *names = arena_new_array(arena, struct str, record->key_count + 1);
  for (size_t i = 0; i < record->key_count; i++)
    names[i] = str_from(record->keys[i].name);
  return diagnostics_nearest(name, names, record->key_count);
}

/* The keys that may stand in a record, for a message; lines of about 80 characters. */
static struct str list_keys(struct arena *arena, const struct schema_record *record) {
  struct buffer list = {0};
  size_t line = 0;
  for (size_t i = 0; i < record->key_count; i++) {
    const struct schema_key *key = &record->keys[i];
    if (key->unbuilt) continue;
    struct str name = str_from(key->name);
    if (list.length > 0) buffer_append(&list, line > 72 ? STR(",\n") : STR(", "));
    line = line > 72 ? name.length : line + name.length + 2;
    buffer_append(&list, name);
  }
  struct str copy = str_copy(arena, buffer_str(&list));
  buffer_free(&list);
  return copy;
}

static void report_unbuilt(const struct schema_context *context, const struct yaml_node *key) {
  struct str name = schema_excerpt(context->diagnostics->arena, key->text.bytes);
  struct message *message =
      diagnose(context->diagnostics, key->place, E_NOT_YET_BUILT, "`%.*s` is not yet built", STR_ARG(name));
  message_hint(context->diagnostics, message, "this version cannot print it; take it out for now");
}

/* The key of this record under which a record stands that knows `name`; NULL when none does. */
static const struct schema_key *find_under(const struct schema_record *record, struct str name) {
  for (size_t i = 0; i < record->key_count; i++) {
    const struct schema_key *key = &record->keys[i];
    bool single = key->type == SCHEMA_RECORD && key->shape == SCHEMA_ONE && !key->unbuilt;
    if (single && schema_find(key->record, name)) return key;
  }
  return NULL;
}

void schema_report_unknown(const struct schema_context *context, const struct schema_record *record,
                           const struct yaml_node *key) {
  struct diagnostics *diagnostics = context->diagnostics;
  struct str text = str_trim(key->text.bytes);
  const struct schema_key *known = schema_find(record, text);
  if (known && known->unbuilt) {
    report_unbuilt(context, key);
    return;
  }
  struct str name = schema_excerpt(diagnostics->arena, text), nearest = nearest_key(diagnostics->arena, record, text);
  struct message *message =
      diagnose(diagnostics, key->place, E_UNKNOWN_KEY, "unknown key `%.*s` in %s", STR_ARG(name), record->name);
  if (nearest.length > 0) {
    message_hint(diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
    if (key->style == YAML_PLAIN) message_fix(message, key->place, nearest);
    return;
  }
  const struct schema_key *under = find_under(record, text);
  if (under) {
    message_hint(diagnostics, message, "it belongs under `%s`, two spaces further in", under->name);
    return;
  }
  struct str keys = list_keys(diagnostics->arena, record);
  message_help(diagnostics, message, "here may stand: %.*s", STR_ARG(keys));
}

/* Says what was found and how a value of the key looks. */
static bool report_type(const struct schema_context *context, const struct schema_key *key,
                        const struct yaml_node *node) {
  const struct value_type *type = value_type_of(key->type);
  struct str found = schema_describe(context->diagnostics->arena, node);
  struct message *message = diagnose(context->diagnostics, node->place, E_WRONG_TYPE, "`%s` takes %s, here stands %.*s",
                                     key->name, type->expected, STR_ARG(found));
  const char *example = key->type == SCHEMA_CHOICE ? key->choices[0] : type->example;
  if (key->type == SCHEMA_RECORD)
    message_hint(context->diagnostics, message, "such as `%s: {%s: …}`", key->name, key->record->keys[0].name);
  else
    message_hint(context->diagnostics, message, "such as `%s: %s`", key->name, example);
  return false;
}

static bool report_empty_item(const struct schema_context *context, const struct schema_key *key,
                              const struct yaml_node *node) {
  struct message *message =
      diagnose(context->diagnostics, node->place, E_EMPTY_ITEM, "an item of `%s` has nothing in it", key->name);
  message_hint(context->diagnostics, message, "write it, or take it out");
  return false;
}

static const struct yaml_node *find_written(const struct yaml_node *node, struct str name) {
  for (uint32_t i = 0; i < node->count; i++)
    if (str_equal(node->pairs[i].key->text.bytes, name)) return node->pairs[i].key;
  return NULL;
}

static void report_missing(const struct schema_context *context, const struct schema_record *record,
                           const struct schema_key *key, const struct yaml_node *node) {
  struct diagnostics *diagnostics = context->diagnostics;
  const struct yaml_node *written = find_written(node, str_from(key->name));
  struct place place = {node->place.file, node->place.offset, node->place.length > 0 ? 1 : 0};
  if (written) {
    struct message *message =
        diagnose(diagnostics, written->place, E_MISSING_KEY, "`%s:` with nothing after it", key->name);
    message_hint(diagnostics, message, "write what it holds; %s is nothing without it", record->name);
  } else {
    struct message *message =
        diagnose(diagnostics, place, E_MISSING_KEY, "`%s` is missing in %s", key->name, record->name);
    message_hint(diagnostics, message, "add a line `%s: …`", key->name);
  }
}

/* Blocks without a word or an item are nothing too; of empty ids and dates their own types speak. */
static bool is_nothing(const struct schema_key *key, const struct yaml_node *value) {
  if (!value) return true;
  if (key->type != SCHEMA_NODE) return false;
  return value->kind == YAML_SCALAR ? str_trim(value->text.bytes).length == 0 : value->count == 0;
}

static void check_required(const struct schema_context *context, const struct schema_record *record,
                           const struct yaml_node *node) {
  for (size_t i = 0; i < record->key_count; i++) {
    const struct schema_key *key = &record->keys[i];
    if (key->required && is_nothing(key, yaml_get(node, str_from(key->name))))
      report_missing(context, record, key, node);
  }
}

static void load_pair(const struct schema_context *context, const struct schema_record *record,
                      const struct yaml_pair *pair, void *out) {
  const struct schema_key *key = schema_find(record, pair->key->text.bytes);
  if (!key || key->unbuilt)
    schema_report_unknown(context, record, pair->key);
  else if (!pair->value->absent)
    schema_load_value(context, key, pair->value, out);
}

static const struct schema_key *first_wanted(const struct schema_record *record) {
  for (size_t i = 0; i < record->key_count; i++)
    if (record->keys[i].required) return &record->keys[i];
  return &record->keys[0];
}

bool schema_load(const struct schema_context *context, const struct schema_record *record, const struct yaml_node *node,
                 void *out) {
  if (node->kind == YAML_SCALAR && record->shorthand) {
    const struct schema_key *key = schema_find(record, str_from(record->shorthand));
    return key && !node->absent && schema_load_value(context, key, node, out);
  }
  if (node->kind != YAML_MAPPING) {
    struct str found = schema_describe(context->diagnostics->arena, node);
    struct message *message = diagnose(context->diagnostics, node->place, E_WRONG_TYPE,
                                       "%s takes keys, here stands %.*s", record->name, STR_ARG(found));
    message_hint(context->diagnostics, message, "such as `%s: …`", first_wanted(record)->name);
    return false;
  }
  for (uint32_t i = 0; i < node->count; i++)
    load_pair(context, record, &node->pairs[i], out);
  if (context->complete) check_required(context, record, node);
  return true;
}

/* A record of a list or map, by pointer. */
static bool load_record(const struct schema_context *context, const struct schema_key *key,
                        const struct yaml_node *node, void **out) {
  void *record = arena_allocate(context->arena, key->record->size);
  if (!schema_load(context, key->record, node, record)) return false;
  *out = record;
  return true;
}

static bool load_item(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      void *out) {
  if (key->type == SCHEMA_NODE) {
    *(const struct yaml_node **)out = node;
    return true;
  }
  if (key->type == SCHEMA_RECORD) return load_record(context, key, node, out);
  if (node->kind != YAML_SCALAR) return report_type(context, key, node);
  return value_type_of(key->type)->read(context, key, node, out);
}

static bool load_list(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                      struct schema_list *list) {
  bool single = node->kind != YAML_SEQUENCE;
  size_t size = value_type_of(key->type)->size, count = single ? 1 : node->count;
  char *items = arena_allocate(context->arena, base_array_size(count, size));
  list->place = node->place;
  bool good = true;
  for (size_t i = 0; i < count; i++) {
    const struct yaml_node *item = single ? node : node->items[i];
    bool read = item->kind == YAML_SCALAR && item->absent ? report_empty_item(context, key, item)
                                                          : load_item(context, key, item, items + list->count * size);
    list->count += read;
    good = good && read;
  }
  list->items = items;
  return good;
}

static bool load_map(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                     struct schema_map *map) {
  if (node->kind != YAML_MAPPING) {
    struct str found = schema_describe(context->diagnostics->arena, node);
    struct message *message =
        diagnose(context->diagnostics, node->place, E_WRONG_TYPE,
                 "`%s` takes keys with values of their own, here stands %.*s", key->name, STR_ARG(found));
    message_hint(context->diagnostics, message, "such as `%s: {name: %s}`", key->name,
                 value_type_of(key->type)->example);
    return false;
  }
  size_t size = value_type_of(key->type)->size;
  char *items = arena_allocate(context->arena, base_array_size(node->count, size));
  map->keys = arena_new_array(context->arena, struct source_text, node->count);
  map->items = items;
  map->place = node->place;
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++) {
    if (node->pairs[i].value->absent) continue;
    bool read = load_item(context, key, node->pairs[i].value, items + map->count * size);
    const struct source_text *name = &node->pairs[i].key->text;
    if (read)
      map->keys[map->count++] =
          diagnostics_keep_text(context->diagnostics, context->arena, name, 0, name->bytes.length);
    good = good && read;
  }
  return good;
}

bool schema_load_value(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                       void *record_out) {
  void *out = (char *)record_out + key->offset;
  if (node->absent) return true;
  if (key->shape == SCHEMA_LIST) return load_list(context, key, node, out);
  if (key->shape == SCHEMA_MAP) return load_map(context, key, node, out);
  if (key->type != SCHEMA_RECORD) return load_item(context, key, node, out);
  if (node->kind != YAML_MAPPING && !(node->kind == YAML_SCALAR && key->record->shorthand))
    return report_type(context, key, node);
  return schema_load(context, key->record, node, out);
}
