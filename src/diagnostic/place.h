/* Places in source files, and text that remembers where each of its characters stands. */
#ifndef DIAGNOSTIC_PLACE_H
#define DIAGNOSTIC_PLACE_H

#include "base/str.h"

/* A stretch of bytes of a file. File 0 is no file; others come from diagnostics_add_file. */
struct place {
  uint32_t file, offset, length;
};

/* From text offset `text` on, characters come from source offset `source` on, byte for byte, up to the next segment.
 * What was not written byte for byte (an escape, a line end that became a space) is a segment of its own, up to the
 * next one's source. Where source bytes stand for no text (indentation, a mark of Markdown) two segments have one text
 * offset: the first ends what is before, the second begins what follows. */
struct text_segment {
  uint32_t text, source;
};

/* Text of a scalar as decoded, with its way back. Segments are sorted by `text`, the first has text 0; a text that
 * stands in the source as it is has one. Bytes often are the file's own. */
struct source_text {
  struct str bytes;
  const struct text_segment *segments;
  uint32_t segment_count;
  uint32_t file; /* 0: made by the program, has no place */
  uint32_t end;  /* source offset just after the last character */
};

/* The place of bytes [offset, offset + length) of a text. Offsets past the end give its end. */
struct place source_text_place(const struct source_text *text, size_t offset, size_t length);
/* A part of a text, with its way back; shares bytes. Offsets past the end give its end. */
struct source_text source_text_slice(struct arena *arena, const struct source_text *text, size_t from, size_t to);
/* A text of the program's own, without a place. */
struct source_text source_text_made(struct str bytes);

#endif
