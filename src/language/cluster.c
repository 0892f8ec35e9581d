/* Grapheme clusters by the rules GB1 to GB13 of Unicode annex 29 (version 15), on ICU's character properties. A counter
 * of our own rather than ICU's iterator: it needs no object, and plain text runs through its first branch. */
#include <string.h>
#include <unicode/uchar.h>

#include "language/internal.h"

bool language_is_space(uint32_t code_point) {
  if (code_point <= 0x20) return code_point == 0x20 || (code_point >= 0x09 && code_point <= 0x0D);
  if (code_point < 0x1680) return code_point == 0x85 || code_point == 0xA0;
  if (code_point > 0x3000) return false;
  return code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
         code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

bool language_is_word(uint32_t code_point) {
  if (code_point < 0x80) {
    uint32_t lower = code_point | 0x20;
    return (lower >= 'a' && lower <= 'z') || (code_point >= '0' && code_point <= '9');
  }
  if (code_point == UTF8_INVALID) return false;
  UChar32 c = (UChar32)code_point;
  if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) == 0) return false;
  int32_t breaking = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
  bool unspaced = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || breaking == U_WB_KATAKANA;
  return !unspaced && breaking != U_WB_OTHER;
}

/* What the rules must know of the characters before a place. */
struct cluster_state {
  int32_t before;              /* Grapheme_Cluster_Break of the last character */
  bool odd_regional_indicator; /* an odd number of them stands before (GB12, GB13) */
  bool pictograph;             /* Extended_Pictographic Extend* stands before (GB11) */
  bool joined_pictograph;      /* … and then a zero width joiner */
};

static int32_t break_class(uint32_t code_point) {
  if (code_point == UTF8_INVALID) return U_GCB_OTHER;
  return u_getIntPropertyValue((UChar32)code_point, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

static bool is_control(int32_t class) {
  return class == U_GCB_CONTROL || class == U_GCB_CR || class == U_GCB_LF;
}

static bool joins_hangul(int32_t before, int32_t after) {
  switch (before) {
  case U_GCB_L: return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
  case U_GCB_LV:
  case U_GCB_V: return after == U_GCB_V || after == U_GCB_T;
  case U_GCB_LVT:
  case U_GCB_T: return after == U_GCB_T;
  default: return false;
  }
}

static bool joins(const struct cluster_state *state, int32_t after, bool pictograph) {
  if (state->before == U_GCB_CR && after == U_GCB_LF) return true;                             /* GB3 */
  if (is_control(state->before) || is_control(after)) return false;                            /* GB4, GB5 */
  if (joins_hangul(state->before, after)) return true;                                         /* GB6 to GB8 */
  if (after == U_GCB_EXTEND || after == U_GCB_ZWJ || after == U_GCB_SPACING_MARK) return true; /* GB9, GB9a */
  if (state->before == U_GCB_PREPEND) return true;                                             /* GB9b */
  if (state->joined_pictograph && pictograph) return true;                                     /* GB11 */
  return after == U_GCB_REGIONAL_INDICATOR && state->odd_regional_indicator;                   /* GB12, GB13 */
}

static void step(struct cluster_state *state, int32_t class, bool pictograph) {
  state->odd_regional_indicator = class == U_GCB_REGIONAL_INDICATOR && !state->odd_regional_indicator;
  state->joined_pictograph = class == U_GCB_ZWJ && state->pictograph;
  state->pictograph = pictograph || (class == U_GCB_EXTEND && state->pictograph);
  state->before = class;
}

/* Passes printable ASCII, eight bytes at a time, and returns how many of them are no space: each is a cluster, unless
 * something before or behind the stretch joins it. */
static size_t count_printable(struct str text, size_t *offset) {
  const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
  size_t count = 0;
  for (uint64_t bytes; text.length - *offset >= sizeof bytes; *offset += sizeof bytes) {
    memcpy(&bytes, text.at + *offset, sizeof bytes);
    if (bytes & tops) break;
    uint64_t above = (bytes | tops) - ones * ' '; /* a byte's top bit stays where it is a space or more */
    uint64_t deleted = (bytes + ones) & tops;     /* 0x7F */
    if ((above & tops) != tops || deleted) break;
    uint64_t inked = ((above & ~tops) + ones * 0x7F) & tops;
    count += (inked >> 7) * ones >> 56;
  }
  return count;
}

size_t language_count_clusters(struct str text) {
  struct cluster_state state = {.before = U_GCB_CONTROL};
  size_t count = 0;
  bool counted = true; /* the cluster that the last character belongs to */
  for (size_t at = 0; at < text.length;) {
    size_t from = at;
    if (state.before != U_GCB_PREPEND) count += count_printable(text, &at);
    if (at > from) {
      counted = text.at[at - 1] != ' ';
      state = (struct cluster_state){.before = U_GCB_OTHER};
      continue;
    }
    uint32_t code_point = utf8_next(text, &at);
    if (code_point >= 0x20 && code_point < 0x7F) { /* Other, and no pictograph: joins a Prepend alone */
      bool begins = state.before != U_GCB_PREPEND;
      counted = begins ? code_point != 0x20 : counted || code_point != 0x20;
      count += begins && counted;
      state = (struct cluster_state){.before = U_GCB_OTHER};
      continue;
    }
    int32_t class = break_class(code_point);
    bool pictograph =
        code_point != UTF8_INVALID && u_hasBinaryProperty((UChar32)code_point, UCHAR_EXTENDED_PICTOGRAPHIC);
    bool space = language_is_space(code_point);
    if (!joins(&state, class, pictograph)) {
      counted = !space;
      count += counted;
    } else if (!counted && !space) {
      counted = true; /* a mark on a space shows */
      count++;
    }
    step(&state, class, pictograph);
  }
  return count;
}
