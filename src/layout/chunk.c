/* The galley's memory. Slugs are set into the open chunk; each slug in the galley or on a page that is not out yet
 * holds a reference. When the last is released, the chunk's arena is reset and used for what comes next, so that the
 * memory in use is that of the look-ahead, however long the report. */
#include "layout/internal.h"

void chunk_open(struct layout *layout) {
  struct chunk *chunk = layout->free_chunks;
  if (chunk != NULL) {
    layout->free_chunks = chunk->next_free;
  } else {
    chunk = arena_new(layout->pass_arena, struct chunk);
    chunk->arena = arena_create();
    chunk->next = layout->chunks;
    layout->chunks = chunk;
  }
  chunk->open = true;
  chunk->next_free = NULL;
  layout->chunk = chunk;
  layout->chunk_slugs = 0;
}

static void recycle(struct layout *layout, struct chunk *chunk) {
  arena_reset(chunk->arena);
  chunk->next_free = layout->free_chunks;
  layout->free_chunks = chunk;
}

void chunk_turn(struct layout *layout) {
  if (layout->chunk_slugs < CHUNK_SLUGS || layout->galley.marks != NULL) return; /* marks live with their piece */
  struct chunk *full = layout->chunk;
  full->open = false;
  if (full->references == 0) recycle(layout, full);
  chunk_open(layout);
}

void chunk_hold(struct chunk *chunk) {
  chunk->references++;
}

void chunk_release(struct layout *layout, struct chunk *chunk) {
  chunk->references--;
  if (chunk->references == 0 && !chunk->open) recycle(layout, chunk);
}

void chunks_destroy(struct layout *layout) {
  for (struct chunk *chunk = layout->chunks; chunk != NULL; chunk = chunk->next)
    arena_destroy(chunk->arena);
  layout->chunks = layout->free_chunks = layout->chunk = NULL;
}
