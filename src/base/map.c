#include "base/map.h"

#include <string.h>

#include "base/arena.h"

struct map map_create(struct arena *arena) {
  return (struct map){.arena = arena};
}

/* The slot of `key`, or the free one where it would stand. Linear probing; the table is never more than half full. */
static size_t map_slot(const struct map *map, struct str key) {
  size_t slot = str_hash(key) & (map->slot_count - 1);
  while (map->slots[slot] != 0 && !str_equal(map->entries[map->slots[slot] - 1].key, key))
    slot = (slot + 1) & (map->slot_count - 1);
  return slot;
}

void *map_get(const struct map *map, struct str key) {
  if (map->slot_count == 0) return NULL;
  uint32_t index = map->slots[map_slot(map, key)];
  return index == 0 ? NULL : map->entries[index - 1].value;
}

static void map_grow(struct map *map) {
  size_t capacity = map->capacity > 0 ? map->capacity * 2 : 8;
  struct map_entry *entries = arena_new_array(map->arena, struct map_entry, capacity);
  if (map->count > 0) memcpy(entries, map->entries, map->count * sizeof *entries);
  map->entries = entries;
  map->capacity = capacity;
  map->slot_count = capacity * 2;
  map->slots = arena_new_array(map->arena, uint32_t, map->slot_count);
  for (size_t i = 0; i < map->count; i++)
    map->slots[map_slot(map, entries[i].key)] = (uint32_t)i + 1;
}

void map_set(struct map *map, struct str key, void *value) {
  if (map->count == map->capacity) map_grow(map);
  size_t slot = map_slot(map, key);
  if (map->slots[slot] == 0) {
    map->entries[map->count++] = (struct map_entry){key, value};
    map->slots[slot] = (uint32_t)map->count;
  } else {
    map->entries[map->slots[slot] - 1].value = value;
  }
}
