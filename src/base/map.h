/* A hash map from str to pointer that keeps the order of insertion. Keys are not copied: they must outlive the map. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map_entry {
  struct str key;
  void *value;
};

struct map {
  struct map_entry *entries; /* in order of insertion, `count` of them */
  size_t count;
  size_t capacity;
  uint32_t *slots; /* index + 1 into entries, 0 free */
  size_t slot_count;
  struct arena *arena;
};

struct map map_create(struct arena *arena);
void *map_get(const struct map *map, struct str key);       /* NULL when absent */
void map_set(struct map *map, struct str key, void *value); /* replaces an older value in its place */

#endif
