#include "base/vector.h"

#include <string.h>

enum { FIRST_CAPACITY = 4 };

void *vector_grow(struct arena *arena, void *old, size_t *capacity, size_t count, size_t item_size) {
  size_t grown = *capacity > 0 ? base_array_size(*capacity, 2) : FIRST_CAPACITY;
  void *items = arena_allocate_raw(arena, base_array_size(grown, item_size));
  if (count > 0) memcpy(items, old, count * item_size);
  *capacity = grown;
  return items;
}

void *heap_vector_grow(void *old, size_t *capacity, size_t item_size) {
  size_t grown = *capacity > 0 ? base_array_size(*capacity, 2) : FIRST_CAPACITY;
  void *items = base_reallocate(old, base_array_size(grown, item_size));
  *capacity = grown;
  return items;
}
