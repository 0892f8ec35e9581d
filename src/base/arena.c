#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

struct chunk {
  struct chunk *next;
  size_t size, used;
  alignas(max_align_t) char bytes[];
};

struct arena {
  struct chunk *first; /* all chunks, those after `current` are empty */
  struct chunk *current;
  size_t next_size;
};

static void trap(void) {
  __builtin_trap();
}

/* Set once at start by the command line, before any thread or arena is made. */
static void (*out_of_memory)(void) = trap;

void base_set_out_of_memory(void (*handler)(void)) {
  out_of_memory = handler;
}

void base_out_of_memory(void) {
  out_of_memory();
}

void *base_allocate(size_t size) {
  void *memory = malloc(size > 0 ? size : 1);
  if (memory == NULL) out_of_memory();
  return memory;
}

void *base_reallocate(void *old, size_t size) {
  void *memory = realloc(old, size > 0 ? size : 1);
  if (memory == NULL) out_of_memory();
  return memory;
}

size_t base_array_size(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) out_of_memory();
  return bytes;
}

static struct chunk *chunk_create(size_t size) {
  struct chunk *chunk = base_allocate(sizeof *chunk + size);
  chunk->next = NULL;
  chunk->size = size;
  chunk->used = 0;
  return chunk;
}

struct arena *arena_create(void) {
  struct arena *arena = base_allocate(sizeof *arena);
  *arena = (struct arena){.next_size = FIRST_CHUNK};
  return arena;
}

void arena_destroy(struct arena *arena) {
  if (arena == NULL) return;
  for (struct chunk *chunk = arena->first, *next; chunk != NULL; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(arena);
}

void arena_reset(struct arena *arena) {
  for (struct chunk *chunk = arena->first; chunk != NULL; chunk = chunk->next)
    chunk->used = 0;
  arena->current = arena->first;
}

static size_t next_chunk_size(struct arena *arena, size_t size) {
  size_t chunk_size = arena->next_size;
  if (arena->next_size < LARGEST_CHUNK) arena->next_size *= 2;
  return chunk_size < size ? size : chunk_size;
}

/* The chunk after `current` when it is large enough, else a new one put in between. */
static struct chunk *arena_advance(struct arena *arena, size_t size) {
  struct chunk *current = arena->current;
  struct chunk *next = current == NULL ? arena->first : current->next;
  if (next == NULL || next->size < size) {
    struct chunk *made = chunk_create(next_chunk_size(arena, size));
    made->next = next;
    if (current == NULL) {
      arena->first = made;
    } else {
      current->next = made;
    }
    next = made;
  }
  arena->current = next;
  return next;
}

void *arena_allocate_raw(struct arena *arena, size_t size) {
  const size_t alignment = alignof(max_align_t);
  if (size > SIZE_MAX / 2) out_of_memory();
  size_t rounded = (size + alignment - 1) & ~(alignment - 1);
  struct chunk *chunk = arena->current;
  if (chunk == NULL || chunk->size - chunk->used < rounded) chunk = arena_advance(arena, rounded);
  void *memory = chunk->bytes + chunk->used;
  chunk->used += rounded;
  return memory;
}

void *arena_allocate(struct arena *arena, size_t size) {
  return memset(arena_allocate_raw(arena, size), 0, size);
}

size_t arena_used(const struct arena *arena) {
  size_t used = 0;
  for (const struct chunk *chunk = arena->first; chunk != NULL; chunk = chunk->next)
    used += chunk->size;
  return used;
}
