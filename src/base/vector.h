/* Growable arrays in an arena or on the heap. VECTOR(type) declares an anonymous struct; copy it freely, but push to
 * one copy only. */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include <stdlib.h>

#include "base/arena.h"

#define VECTOR(type)                                                                                                   \
  struct {                                                                                                             \
    type *at;                                                                                                          \
    size_t count, capacity;                                                                                            \
  }

/* Room for one more in an arena vector, then the value. */
#define vector_push(arena, vector, ...)                                                                                \
  ((void)((vector)->count == (vector)->capacity                                                                        \
              ? ((vector)->at =                                                                                        \
                     vector_grow((arena), (vector)->at, &(vector)->capacity, (vector)->count, sizeof *(vector)->at))   \
              : NULL),                                                                                                 \
   (void)((vector)->at[(vector)->count++] = (__VA_ARGS__)))

/* The same on the heap; heap_vector_free when done. */
#define heap_vector_push(vector, ...)                                                                                  \
  ((void)((vector)->count == (vector)->capacity                                                                        \
              ? ((vector)->at = heap_vector_grow((vector)->at, &(vector)->capacity, sizeof *(vector)->at))             \
              : NULL),                                                                                                 \
   (void)((vector)->at[(vector)->count++] = (__VA_ARGS__)))
#define heap_vector_free(vector) (free((vector)->at), (vector)->at = NULL, (vector)->count = (vector)->capacity = 0)

void *vector_grow(struct arena *arena, void *old, size_t *capacity, size_t count, size_t item_size)
    __attribute__((returns_nonnull));
void *heap_vector_grow(void *old, size_t *capacity, size_t item_size) __attribute__((returns_nonnull));

#endif
