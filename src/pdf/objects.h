/* The file's objects, and their way out through libharu. An object is an id and a function that writes its dictionary
 * when its turn comes, so that millions of small ones need no memory of their own: one libharu dictionary stands in all
 * their places in its cross-reference table. Ids are known as soon as they are reserved, long before the bodies.
 * Dictionaries without a stream go into object streams (ISO 32000-1, 7.5.7), the table into a cross-reference stream.
 * The first error stays and ends all work: an errno, or PDF_TOO_LARGE or PDF_FAULT of pdf.h. */
#ifndef PDF_OBJECTS_H
#define PDF_OBJECTS_H

#include "pdf/deflate.h"
#include "pdf/pdf.h"

struct objects;

struct object_writer {
  /* Appends what stands between << and >>; of a stream all but Length. */
  void (*body)(void *context, uint32_t index, struct buffer *out);
  struct str (*stream)(void *context, uint32_t index); /* NULL: not a stream. The bytes as they stand in the file */
  void *context;
};

struct objects *objects_open(struct arena *arena, struct deflater *deflater);
void objects_close(struct objects *objects);
int objects_error(const struct objects *objects);
void objects_fail(struct objects *objects, int error); /* unless there is an error already */

/* The objects that libharu makes itself. Their bodies are ours too. */
enum object_own { OBJECT_CATALOG, OBJECT_PAGES, OBJECT_INFO, OBJECT_OWN_COUNT };
uint32_t objects_own(struct objects *objects, enum object_own which, const struct object_writer *writer);
/* `count` consecutive ids; returns the first. `index` of the writer's functions counts from it, or from the first id of
 * the reservation before when that had the same body and context. */
uint32_t objects_reserve(struct objects *objects, uint32_t count, const struct object_writer *writer);

/* In this order: begin, any number of streams written early, in the order of their ids, then all the rest. */
void objects_begin(struct objects *objects, pdf_write write, void *context);
void objects_write_stream(struct objects *objects, uint32_t id);
void objects_write_rest(struct objects *objects);
/* Of all bytes, in hex; after objects_write_rest. */
struct str objects_identity(const struct objects *objects);

#endif
