#include "diagnostic/lines.h"

#include <string.h>

#include "base/utf8.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The offset after the line end at or behind `offset`; the file's length when there is none. */
static size_t next_line(struct str bytes, size_t offset) {
  while (offset < bytes.length && bytes.at[offset] != '\n' && bytes.at[offset] != '\r')
    offset++;
  if (offset == bytes.length) return offset;
  bool pair = bytes.at[offset] == '\r' && offset + 1 < bytes.length && bytes.at[offset + 1] == '\n';
  return offset + (pair ? 2 : 1);
}

static bool ends_line(struct str bytes, size_t end) {
  return end > 0 && (bytes.at[end - 1] == '\n' || bytes.at[end - 1] == '\r');
}

static void find_lines(struct arena *arena, struct source_file *file) {
  VECTOR(uint32_t) starts = {0};
  vector_push(arena, &starts, (uint32_t)(str_starts_with(file->bytes, STR(BYTE_ORDER_MARK)) ? 3 : 0));
  for (size_t end = next_line(file->bytes, 0); ends_line(file->bytes, end); end = next_line(file->bytes, end)) {
    vector_push(arena, &starts, (uint32_t)end);
    if (end == file->bytes.length) break;
  }
  file->line_starts = starts.at;
  file->line_count = (uint32_t)starts.count;
}

static struct source_file *file_with_lines(struct diagnostics *diagnostics, uint32_t file) {
  struct source_file *source = &diagnostics->files.at[file - 1];
  if (!source->line_starts) find_lines(diagnostics->arena, source);
  return source;
}

static uint32_t line_in(const struct source_file *source, uint32_t offset) {
  uint32_t low = 0, high = source->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->line_starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low + 1;
}

uint32_t line_of(struct diagnostics *diagnostics, uint32_t file, uint32_t offset) {
  return line_in(file_with_lines(diagnostics, file), offset);
}

struct str line_bytes(struct diagnostics *diagnostics, uint32_t file, uint32_t line, uint32_t *start) {
  const struct source_file *source = file_with_lines(diagnostics, file);
  *start = source->line_starts[line - 1];
  size_t end = line < source->line_count ? source->line_starts[line] : source->bytes.length;
  while (end > *start && ends_line(source->bytes, end))
    end--;
  return str_slice(source->bytes, *start, end);
}

struct position diagnostics_position(struct diagnostics *diagnostics, uint32_t file, uint32_t offset) {
  if (!diagnostics_file(diagnostics, file)) return (struct position){0, 0};
  struct source_file *source = file_with_lines(diagnostics, file);
  if (offset > source->bytes.length) offset = (uint32_t)source->bytes.length;
  uint32_t line = line_in(source, offset), from = source->line_starts[line - 1], column = 1;
  if (source->latest.line == line && source->latest.offset <= offset) {
    from = source->latest.offset;
    column = source->latest.column;
  }
  column += (uint32_t)utf8_count(str_slice(source->bytes, from, offset));
  source->latest.offset = offset < from ? from : offset;
  source->latest.line = line;
  source->latest.column = column;
  return (struct position){line, column};
}

struct place place_without_tail(const struct diagnostics *diagnostics, struct place place) {
  const struct source_file *source = diagnostics_file(diagnostics, place.file);
  if (!source) return place;
  while (place.length > 1) {
    size_t last = (size_t)place.offset + place.length - 1;
    if (last < source->bytes.length && !memchr("\r\n\t ", source->bytes.at[last], 4)) break;
    place.length--;
  }
  return place;
}
