#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "report/load.h"

enum {
  FIRST_LEAD_BYTE = 0xCC, /* of U+0300; characters before it are in NFC and stay so */
  LONGEST_STRETCH = 1024  /* bytes: ordering a stretch of combining marks takes its length squared */
};

/* Whether every character is one that NFC leaves alone and that no neighbour changes. */
static bool is_surely_normal(struct str s) {
  for (size_t i = 0; i < s.length;) {
    if ((unsigned char)s.at[i] < FIRST_LEAD_BYTE) {
      i++;
      continue;
    }
    UChar32 c = (UChar32)utf8_next(s, &i);
    if (u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES || u_getCombiningClass(c) != 0) return false;
  }
  return true;
}

/* The end of the stretch from `from` that NFC treats as a whole: up to the next character with a boundary before it. */
static size_t stretch_end(const UNormalizer2 *normalizer, struct str s, size_t from) {
  size_t end = from;
  utf8_next(s, &end);
  while (end < s.length && end - from < LONGEST_STRETCH) {
    size_t next = end;
    uint32_t c = utf8_next(s, &next);
    if (c == UTF8_INVALID || unorm2_hasBoundaryBefore(normalizer, (UChar32)c)) break;
    end = next;
  }
  return end;
}

/* NFC of one stretch, appended; nothing when ICU refuses. */
static bool append_normalized(const UNormalizer2 *normalizer, struct str stretch, struct buffer *out) {
  size_t room = stretch.length * 4 + 8;
  UChar *wide = base_allocate(base_array_size(2 * room, sizeof(UChar))), *normal = wide + room;
  UErrorCode status = U_ZERO_ERROR;
  int32_t wide_length = 0, normal_length, length_out = 0;
  u_strFromUTF8(wide, (int32_t)room, &wide_length, stretch.at, (int32_t)stretch.length, &status);
  normal_length = unorm2_normalize(normalizer, wide, wide_length, normal, (int32_t)room, &status);
  buffer_reserve(out, 3 * room);
  u_strToUTF8(out->at + out->length, (int32_t)(3 * room), &length_out, normal, normal_length, &status);
  if (U_SUCCESS(status)) out->length += (size_t)length_out;
  free(wide);
  return U_SUCCESS(status);
}

struct segments {
  VECTOR(struct text_segment) list;
};

static void add_segment(struct segments *segments, size_t text, uint32_t source) {
  if (segments->list.count > 0) {
    const struct text_segment *last = &segments->list.at[segments->list.count - 1];
    if (last->source + (text - last->text) == source) return;
  }
  heap_vector_push(&segments->list, ((struct text_segment){(uint32_t)text, source}));
}

/* Stretch by stretch, so that each character that stays keeps its place. */
static struct source_text normalize_text(struct arena *arena, const UNormalizer2 *normalizer,
                                         const struct source_text *text) {
  struct buffer out = {0};
  struct segments segments = {0};
  bool good = true;
  for (size_t from = 0; good && from < text->bytes.length;) {
    size_t end = stretch_end(normalizer, text->bytes, from), before = out.length;
    struct str stretch = str_slice(text->bytes, from, end);
    if (is_surely_normal(stretch))
      buffer_append(&out, stretch);
    else
      good = append_normalized(normalizer, stretch, &out);
    add_segment(&segments, before, source_text_place(text, from, 1).offset);
    from = end;
  }
  struct source_text normal = *text;
  if (good) {
    normal.bytes = str_copy(arena, buffer_str(&out));
    struct text_segment *copy = arena_new_array(arena, struct text_segment, segments.list.count);
    if (segments.list.count > 0) memcpy(copy, segments.list.at, segments.list.count * sizeof *copy);
    normal.segments = copy;
    normal.segment_count = text->segment_count > 0 ? (uint32_t)segments.list.count : 0;
  }
  heap_vector_free(&segments.list);
  buffer_free(&out);
  return normal;
}

void normalize_source_text(struct arena *arena, struct source_text *text) {
  if (is_surely_normal(text->bytes)) return;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
  if (U_SUCCESS(status)) *text = normalize_text(arena, normalizer, text);
}

void normalize_nodes(struct arena *arena, struct yaml_node *node) {
  if (node->kind == YAML_SCALAR) {
    normalize_source_text(arena, &node->text);
    return;
  }
  for (uint32_t i = 0; i < node->count; i++) {
    if (node->kind == YAML_MAPPING) normalize_nodes(arena, node->pairs[i].key);
    normalize_nodes(arena, node->kind == YAML_MAPPING ? node->pairs[i].value : node->items[i]);
  }
}
