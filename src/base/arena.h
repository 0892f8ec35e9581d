/* Memory that lives and dies together. Everything one compilation makes lies in its arena; nothing is freed
 * singly. When memory is out, the handler set by base_set_out_of_memory is called and must not return, so no
 * caller checks for NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *arena); /* NULL is allowed */
void arena_reset(struct arena *arena);   /* all of its memory may be used again */

/* `size` zeroed bytes, aligned for any type. */
void *arena_allocate(struct arena *arena, size_t size) __attribute__((returns_nonnull));
/* `size` bytes as they come. */
void *arena_allocate_raw(struct arena *arena, size_t size) __attribute__((returns_nonnull));
size_t arena_used(const struct arena *arena); /* bytes held, for --time and tests */

#define arena_new(arena, type) ((type *)arena_allocate((arena), sizeof(type)))
#define arena_new_array(arena, type, count) ((type *)arena_allocate((arena), base_array_size((count), sizeof(type))))

/* count * size, or the out-of-memory handler. */
size_t base_array_size(size_t count, size_t size);

/* malloc and realloc that never return NULL (see above). */
void *base_allocate(size_t size) __attribute__((returns_nonnull));
void *base_reallocate(void *old, size_t size) __attribute__((returns_nonnull));

/* For memory that is not ours: a mapping that failed, a library that says so. Does not return. */
void base_out_of_memory(void);

/* Called once when memory is out; must not return. The default prints nothing and traps. Set by src/cli. */
void base_set_out_of_memory(void (*handler)(void));

#endif
