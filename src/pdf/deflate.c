#include "pdf/deflate.h"

#include <libdeflate.h>

bool deflate_append(struct deflater *deflater, int level, struct str bytes, struct buffer *out) {
  if (deflater->compressors[level] == NULL) deflater->compressors[level] = libdeflate_alloc_compressor(level);
  struct libdeflate_compressor *compressor = deflater->compressors[level];
  if (compressor == NULL) return false;
  size_t room = libdeflate_zlib_compress_bound(compressor, bytes.length);
  buffer_reserve(out, room);
  out->length += libdeflate_zlib_compress(compressor, bytes.at, bytes.length, out->at + out->length, room);
  return true;
}

void deflate_free(struct deflater *deflater) {
  for (int level = 0; level < DEFLATE_LEVELS; level++)
    if (deflater->compressors[level] != NULL) libdeflate_free_compressor(deflater->compressors[level]);
  *deflater = (struct deflater){0};
}
