/* FlateDecode (RFC 1950) through libdeflate, with one compressor kept for each level asked for. */
#ifndef PDF_DEFLATE_H
#define PDF_DEFLATE_H

#include "base/buffer.h"

enum { DEFLATE_LEVELS = 13 };
struct deflater {
  void *compressors[DEFLATE_LEVELS];
};

/* Appends the compressed bytes; false when memory is out. */
bool deflate_append(struct deflater *deflater, int level, struct str bytes, struct buffer *out);
void deflate_free(struct deflater *deflater);

#endif
