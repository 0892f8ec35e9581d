/* Keys: texts, each once, and `<<`. */
#include <string.h>

#include "yaml/internal.h"

/* Mappings up to this size are searched by comparing; others through a hash map. */
enum { FEW_KEYS = 16 };

static bool is_merge(const struct yaml_node *key) {
  return key->kind == YAML_SCALAR && key->style == YAML_PLAIN && str_equal(key->text.bytes, STR("<<"));
}

/* False: the pair is left out (reported). */
static bool check_key(struct reader *reader, const struct yaml_node *key) {
  if (key->kind == YAML_SCALAR && !key->absent) return true;
  if (key->kind == YAML_SEQUENCE && key->style == YAML_FLOW && yaml_report_beginning(reader, key->place.offset))
    return false;
  const char *what = key->kind == YAML_SEQUENCE  ? "a list stands where a key is expected"
                     : key->kind == YAML_MAPPING ? "a mapping stands where a key is expected"
                                                 : "nothing stands before this colon";
  struct place place = key->place;
  if (place.length == 0) place.length = 1;
  struct message *message = diagnose(reader->diagnostics, place, E_YAML_KEY_NOT_TEXT, "%s", what);
  message_hint(reader->diagnostics, message, "a key is one word; put text in quotes");
  return false;
}

struct pairs {
  struct reader *reader;
  VECTOR(struct yaml_pair) own;
  struct map by_key; /* when there are many */
  bool many;
};

static struct yaml_pair *find_pair(struct pairs *pairs, struct str key) {
  if (pairs->many) {
    uintptr_t index = (uintptr_t)map_get(&pairs->by_key, key);
    return index ? &pairs->own.at[index - 1] : NULL;
  }
  for (size_t i = 0; i < pairs->own.count; i++)
    if (str_equal(pairs->own.at[i].key->text.bytes, key)) return &pairs->own.at[i];
  return NULL;
}

static void note_pair(struct pairs *pairs, size_t index) {
  map_set(&pairs->by_key, pairs->own.at[index].key->text.bytes, (void *)(uintptr_t)(index + 1));
}

static void add_pair(struct pairs *pairs, struct yaml_pair pair) {
  vector_push(pairs->reader->arena, &pairs->own, pair);
  if (pairs->many) note_pair(pairs, pairs->own.count - 1);
  if (pairs->many || pairs->own.count <= FEW_KEYS) return;
  pairs->by_key = map_create(pairs->reader->arena);
  pairs->many = true;
  for (size_t i = 0; i < pairs->own.count; i++)
    note_pair(pairs, i);
}

static void report_duplicate(struct reader *reader, const struct yaml_node *first, const struct yaml_node *second) {
  struct str name = yaml_words(reader, second->place.offset, second->place.offset + second->place.length, 40);
  struct message *message = diagnose(reader->diagnostics, second->place, E_YAML_DUPLICATE_KEY,
                                     "the key `%.*s` stands twice in one mapping", STR_ARG(name));
  message_hint(reader->diagnostics, message, "keep one of the two");
  message_relate(reader->diagnostics, message, first->place, "it stands here first");
}

static void add_own(struct pairs *pairs, struct yaml_node *key, struct yaml_node *value) {
  const struct yaml_pair *same = find_pair(pairs, key->text.bytes);
  if (same)
    report_duplicate(pairs->reader, same->key, key);
  else
    add_pair(pairs, (struct yaml_pair){key, value});
}

static void merge_mapping(struct pairs *pairs, const struct yaml_node *mapping) {
  for (size_t i = 0; i < mapping->count; i++)
    if (!find_pair(pairs, mapping->pairs[i].key->text.bytes)) add_pair(pairs, mapping->pairs[i]);
}

static void merge(struct pairs *pairs, const struct yaml_node *key, const struct yaml_node *value) {
  bool fits = value->kind == YAML_MAPPING || (value->kind == YAML_SEQUENCE && value->count > 0);
  if (value->kind == YAML_MAPPING) merge_mapping(pairs, value);
  for (size_t i = 0; value->kind == YAML_SEQUENCE && i < value->count; i++) {
    if (value->items[i]->kind == YAML_MAPPING)
      merge_mapping(pairs, value->items[i]);
    else
      fits = false;
  }
  if (fits) return;
  struct message *message = diagnose(pairs->reader->diagnostics, key->place, E_YAML_MERGE,
                                     "`<<` takes over keys of a mapping, and what follows is none");
  message_hint(pairs->reader->diagnostics, message, "write `<<: *name` after marking a mapping with `&name`");
}

void yaml_finish_mapping(struct reader *reader, struct yaml_node *node, struct yaml_node **children, size_t count) {
  struct pairs pairs = {.reader = reader};
  pairs.own.capacity = count / 2;
  if (count > 1) pairs.own.at = arena_allocate_raw(reader->arena, base_array_size(count / 2, sizeof *pairs.own.at));
  bool merges = false;
  for (size_t i = 0; i + 1 < count; i += 2) {
    if (is_merge(children[i]))
      merges = true;
    else if (check_key(reader, children[i]))
      add_own(&pairs, children[i], children[i + 1]);
  }
  for (size_t i = 0; merges && i + 1 < count; i += 2)
    if (is_merge(children[i])) merge(&pairs, children[i], children[i + 1]);
  node->pairs = pairs.own.at;
  node->count = (uint32_t)pairs.own.count;
}
