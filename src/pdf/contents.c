/* A page's operators (ISO 32000-1, 9.4). Text is set by TJ: the pen that a reader computes from W and TJ numbers is
 * kept beside the ideal one, and a number is written when they part by more than can be seen, so that nothing drifts.
 * Items come in reading order; the glyphs of a right-to-left run are written in theirs too, each placed to the left of
 * the one before, for readers of the structure. */
#include <string.h>

#include "base/utf8.h"
#include "pdf/document.h"
#include "pdf/syntax.h"

#define NOTHING_OPEN (ELEMENT_ARTIFACT - 1)

enum {
  TOLERANCE = LENGTH_POINT / 32, /* 0.03 pt, a quarter of a dot at 600 dots an inch */
  LARGEST_ADJUSTMENT = 30000,    /* thousandths in TJ; readers need take no more than 32767 */
  SCALE_BITS = 24,
  GLYPH_ROOM = 64, /* most bytes of a glyph with its adjustment */
};

struct contents {
  struct pdf *pdf;
  const struct page *page;
  const struct structure *structure;
  struct buffer *out;
  uint32_t first_tag;
  uint32_t open_element; /* of the marked-content sequence, ELEMENT_ARTIFACT, or NOTHING_OPEN */
  uint32_t element;      /* of the item being drawn, or ELEMENT_ARTIFACT */
  bool in_text;

  /* What the operators so far have set. */
  uint32_t color;
  const struct font *font;
  length size, rise;
  bool rotated;
  int64_t line_x, line_y; /* thousandths of a point, y upwards: where the text line matrix stands */

  /* The line being shown. */
  bool placed, showing, in_string;
  int64_t origin_x, baseline; /* 1/1024 pt: where `pen` is 0 */
  int64_t pen;                /* thousandths of the size */
  int64_t scale;              /* thousandths of the size in 1/1024 pt, times 2^SCALE_BITS */
  int64_t tolerance;
};

/* --- bytes ----------------------------------------------------------------------------------------------------- */

static void put(struct contents *c, const char *text) {
  syntax_append_literal(c->out, text);
}

/* Room for all that one glyph writes; the functions that follow do not look again. */
static inline void need_room(struct contents *c) {
  if (c->out->capacity - c->out->length < GLYPH_ROOM) buffer_reserve(c->out, GLYPH_ROOM);
}

static inline void put_byte(struct contents *c, char byte) {
  c->out->at[c->out->length++] = byte;
}

/* Most are of one or two digits. */
static inline char *write_adjustment(char *out, int64_t value) {
  if (value < 0) {
    *out++ = '-';
    value = -value;
  }
  if (value >= 100) return syntax_write_integer(out, value);
  if (value >= 10) *out++ = (char)('0' + value / 10);
  *out++ = (char)('0' + value % 10);
  return out;
}

static inline void put_adjustment(struct contents *c, int64_t value) {
  c->out->length = (size_t)(write_adjustment(c->out->at + c->out->length, value) - c->out->at);
}

/* --- marked content -------------------------------------------------------------------------------------------- */

static inline void end_string(struct contents *c) {
  if (c->in_string) put_byte(c, ')');
  c->in_string = false;
}

static void end_showing(struct contents *c) {
  need_room(c);
  end_string(c);
  if (c->showing) put(c, "]TJ\n");
  c->showing = false;
}

static inline void begin_showing(struct contents *c) {
  if (!c->showing) put_byte(c, '[');
  c->showing = true;
}

static void close_element(struct contents *c) {
  end_showing(c);
  if (c->open_element != NOTHING_OPEN) put(c, "EMC\n");
  c->open_element = NOTHING_OPEN;
}

/* `actual_text`, where not empty, is what all of the sequence reads; some readers look for it in a Span only. */
static void begin_sequence(struct contents *c, uint32_t element, struct str actual_text) {
  struct tags *tags = &c->pdf->tags;
  close_element(c);
  c->open_element = element;
  buffer_append_byte(c->out, '/');
  put(c, structure_names[actual_text.length > 0 ? STRUCTURE_SPAN : c->structure->at[element].type]);
  put(c, "<</MCID ");
  buffer_append_unsigned(c->out, tags->elements.count - c->first_tag);
  if (actual_text.length > 0) {
    put(c, "/ActualText<FEFF");
    syntax_append_utf16_hex(c->out, actual_text);
    buffer_append_byte(c->out, '>');
  }
  put(c, ">>BDC\n");
  heap_vector_push(&tags->elements, element);
}

static void open_element(struct contents *c, uint32_t element) {
  if (c->open_element == element) return;
  if (element != ELEMENT_ARTIFACT) {
    begin_sequence(c, element, STR(""));
    return;
  }
  close_element(c);
  c->open_element = ELEMENT_ARTIFACT;
  put(c, "/Artifact BMC\n");
}

static void begin_text(struct contents *c) {
  if (c->in_text) return;
  put(c, "BT\n");
  c->in_text = true;
  c->placed = c->rotated = false;
  c->line_x = c->line_y = 0;
}

static void end_text(struct contents *c) {
  close_element(c);
  if (c->in_text) put(c, "ET\n");
  c->in_text = false;
}

/* --- graphics state -------------------------------------------------------------------------------------------- */

static void append_component(struct contents *c, uint32_t component) {
  syntax_append_thousandths(c->out, (component * 1000 + 127) / 255);
  buffer_append_byte(c->out, ' ');
}

static void set_color(struct contents *c, uint32_t color) {
  color &= 0xFFFFFF;
  if (color == c->color) return;
  end_showing(c);
  c->color = color;
  uint32_t red = color >> 16, green = color >> 8 & 0xFF, blue = color & 0xFF;
  append_component(c, red);
  if (red == green && green == blue) {
    put(c, "g\n");
    return;
  }
  append_component(c, green);
  append_component(c, blue);
  put(c, "rg\n");
}

static void set_font(struct contents *c, const struct font *font, length size) {
  if (size < 1) size = 1;
  if (c->font != NULL && c->font->index == font->index && c->size == size) return;
  end_showing(c);
  if (c->size != size) {
    c->placed = false; /* the pen counts in thousandths of the size */
    c->scale = (((int64_t)1000 << SCALE_BITS) + size / 2) / size;
    c->tolerance = (int64_t)TOLERANCE * 1000 / size;
  }
  c->font = font;
  c->size = size;
  put(c, "/F");
  buffer_append_unsigned(c->out, font->index);
  buffer_append_byte(c->out, ' ');
  syntax_append_length(c->out, size);
  put(c, " Tf\n");
}

static void set_rise(struct contents *c, length rise) {
  end_showing(c);
  c->rise = rise;
  syntax_append_length(c->out, rise);
  put(c, " Ts\n");
}

/* --- the pen --------------------------------------------------------------------------------------------------- */

static int64_t milli(int64_t value) {
  return (value * 1000 + (value < 0 ? -LENGTH_POINT / 2 : LENGTH_POINT / 2)) / LENGTH_POINT;
}

static void append_pair(struct contents *c, int64_t x, int64_t y) {
  syntax_append_thousandths(c->out, x);
  buffer_append_byte(c->out, ' ');
  syntax_append_thousandths(c->out, y);
}

/* The line starts at (x, baseline). Differences of rounded places, so that their sum stays rounded once. */
static void place(struct contents *c, int64_t x, int64_t baseline) {
  end_showing(c);
  int64_t to_x = milli(x), to_y = milli(baseline);
  if (c->rotated) {
    put(c, "1 0 0 1 ");
    append_pair(c, to_x, to_y);
    put(c, " Tm\n");
  } else if (to_x != c->line_x || to_y != c->line_y) {
    append_pair(c, to_x - c->line_x, to_y - c->line_y);
    put(c, " Td\n");
  } else if (c->pen != 0) {
    put(c, "0 0 Td\n");
  }
  c->rotated = false;
  c->placed = true;
  c->line_x = to_x;
  c->line_y = to_y;
  c->origin_x = x;
  c->baseline = baseline;
  c->pen = 0;
}

/* Sines of whole degrees in hundred-thousandths. */
static int32_t sine(int32_t degrees) {
  static const int32_t quarter[91] = {
      0,     1745,  3490,  5234,  6976,  8716,  10453, 12187, 13917, 15643, 17365, 19081, 20791, 22495, 24192, 25882,
      27564, 29237, 30902, 32557, 34202, 35837, 37461, 39073, 40674, 42262, 43837, 45399, 46947, 48481, 50000, 51504,
      52992, 54464, 55919, 57358, 58779, 60182, 61566, 62932, 64279, 65606, 66913, 68200, 69466, 70711, 71934, 73135,
      74314, 75471, 76604, 77715, 78801, 79864, 80902, 81915, 82904, 83867, 84805, 85717, 86603, 87462, 88295, 89101,
      89879, 90631, 91355, 92050, 92718, 93358, 93969, 94552, 95106, 95630, 96126, 96593, 97030, 97437, 97815, 98163,
      98481, 98769, 99027, 99255, 99452, 99619, 99756, 99863, 99939, 99985, 100000};
  int32_t turn = degrees % 360;
  if (turn < 0) turn += 360;
  int32_t sign = turn < 180 ? 1 : -1, half = turn % 180;
  return sign * quarter[half <= 90 ? half : 180 - half];
}

static void append_hundred_thousandths(struct contents *c, int32_t value) {
  if (value < 0) buffer_append_byte(c->out, '-');
  int32_t size = value < 0 ? -value : value;
  buffer_append_format(c->out, "%d.%05d ", size / 100000, size % 100000);
}

static void place_rotated(struct contents *c, int64_t x, int64_t baseline, int32_t degrees) {
  end_showing(c);
  int32_t across = sine(degrees + 90), up = sine(degrees); /* the cosine first */
  append_hundred_thousandths(c, across);
  append_hundred_thousandths(c, up);
  append_hundred_thousandths(c, -up);
  append_hundred_thousandths(c, across);
  append_pair(c, milli(x), milli(baseline));
  put(c, " Tm\n");
  c->rotated = c->placed = true;
  c->origin_x = x;
  c->baseline = baseline;
  c->pen = 0;
}

/* Where the pen would stand at x. */
static inline int64_t pen_at(int64_t x, int64_t origin, int64_t scale) {
  return ((x - origin) * scale + ((int64_t)1 << (SCALE_BITS - 1))) >> SCALE_BITS;
}

/* Brings the pen to x, where it is not near enough already. */
static inline void move_pen(struct contents *c, int64_t x) {
  int64_t wanted = pen_at(x, c->origin_x, c->scale);
  int64_t off = wanted - c->pen;
  if (off <= c->tolerance && off >= -c->tolerance) return;
  if ((off > LARGEST_ADJUSTMENT || off < -LARGEST_ADJUSTMENT) && !c->rotated) {
    place(c, x, c->baseline);
    return;
  }
  end_string(c);
  begin_showing(c);
  put_adjustment(c, -off);
  c->pen = wanted;
}

/* --- glyphs ---------------------------------------------------------------------------------------------------- */

static inline void show_code(struct contents *c, const struct font_code *code) {
  if (!c->in_string) {
    begin_showing(c);
    put_byte(c, '(');
    c->in_string = true;
  }
  memcpy(c->out->at + c->out->length, code->bytes, sizeof code->bytes);
  c->out->length += code->byte_count;
  c->pen += code->width;
}

/* A sequence of its own, since readers lose the rest of one in which another has stood. Artifacts have no text. */
static void begin_actual_text(struct contents *c, struct str text) {
  if (c->element != ELEMENT_ARTIFACT) begin_sequence(c, c->element, text);
}

static void end_actual_text(struct contents *c) {
  if (c->element != ELEMENT_ARTIFACT) close_element(c);
}

struct run_walk {
  struct font *font;
  const struct glyph_run *run;
  uint32_t at; /* glyphs done, in logical order */
  int64_t x;   /* left end of the glyphs done (right to left) or right end */
};

static inline const struct glyph *walk_glyph(const struct run_walk *walk, uint32_t position) {
  uint32_t last = walk->run->glyph_count - 1;
  return &walk->run->glyphs[walk->run->right_to_left ? last - position : position];
}

static inline void show_glyph(struct contents *c, struct run_walk *walk, struct str text, bool in_actual_text) {
  const struct glyph *glyph = walk_glyph(walk, walk->at++);
  length rise = glyph->y_offset == 0 ? walk->run->rise : length_add(walk->run->rise, glyph->y_offset);
  bool exact;
  const struct font_code *code = font_use(walk->font, glyph->id, text, &exact);
  if (walk->run->right_to_left) walk->x -= glyph->advance;
  if (c->rise != rise) set_rise(c, rise);
  bool own_sequence = !exact && !in_actual_text;
  if (own_sequence)
    begin_actual_text(c, text);
  else
    open_element(c, c->element);
  need_room(c);
  move_pen(c, walk->x + glyph->x_offset);
  need_room(c);
  show_code(c, code);
  if (own_sequence) end_actual_text(c);
  if (!walk->run->right_to_left) walk->x += glyph->advance;
}

/* How many glyphs from walk->at on draw the same characters, and which these are: up to where those of the next glyph
 * begin. The first ones begin where the run does. */
static inline uint32_t find_cluster(const struct run_walk *walk, struct str *text) {
  const struct glyph_run *run = walk->run;
  uint32_t cluster = walk_glyph(walk, walk->at)->cluster, end = walk->at + 1;
  while (end < run->glyph_count && walk_glyph(walk, end)->cluster == cluster)
    end++;
  size_t from = walk->at == 0 ? 0 : cluster;
  size_t next = end < run->glyph_count ? walk_glyph(walk, end)->cluster : run->text.length;
  *text = next > from && next <= run->text.length ? (struct str){run->text.at + from, next - from} : STR("");
  return end - walk->at;
}

/* Glyphs of left-to-right text with characters of their own and nothing about them that has not been met before: what
 * show_glyph would do, for the most of all text in one sweep. Stops before the first that is not so. */
static void show_plain_glyphs(struct contents *c, struct run_walk *walk) {
  const struct glyph_run *run = walk->run;
  uint32_t count = run->glyph_count, at = walk->at;
  if (run->right_to_left || !c->in_string || c->rise != run->rise || c->open_element != c->element) return;
  buffer_reserve(c->out, (size_t)(count - at) * GLYPH_ROOM);
  /* What the loop needs stands in variables of its own: bytes written through `out` might be any other's. */
  char *out = c->out->at + c->out->length;
  const struct str text = run->text;
  const struct glyph *glyphs = run->glyphs;
  const struct font_index codes = font_index(walk->font);
  const int64_t scale = c->scale, origin = c->origin_x, tolerance = c->tolerance;
  int64_t x = walk->x, pen = c->pen;
  for (; at < count; at++) {
    const struct glyph *glyph = &glyphs[at];
    size_t from = glyph->cluster, next = at + 1 < count ? glyph[1].cluster : text.length;
    if (glyph->y_offset != 0 || next <= from || next > text.length) break;
    const struct font_code *code = font_find(&codes, glyph->id, font_text_key(text.at + from, next - from));
    if (code == NULL) break;
    int64_t wanted = pen_at(x + glyph->x_offset, origin, scale), off = wanted - pen;
    if (off > LARGEST_ADJUSTMENT || off < -LARGEST_ADJUSTMENT) break;
    if (off > tolerance || off < -tolerance) {
      *out++ = ')';
      out = write_adjustment(out, -off);
      *out++ = '(';
      pen = wanted;
    }
    memcpy(out, code->bytes, sizeof code->bytes);
    out += code->byte_count;
    pen += code->width;
    x += glyph->advance;
  }
  c->out->length = (size_t)(out - c->out->at);
  c->pen = pen;
  walk->x = x;
  walk->at = at;
}

/* One code point to each glyph, what is left to the last; glyphs beyond the text get none. */
static void show_shared_cluster(struct contents *c, struct run_walk *walk, uint32_t count, struct str text) {
  bool short_of_text = utf8_count(text) < count;
  if (short_of_text) begin_actual_text(c, text);
  size_t at = 0;
  for (uint32_t i = 0; i < count; i++) {
    size_t from = at;
    if (at < text.length) utf8_next(text, &at);
    if (i + 1 == count) at = text.length;
    show_glyph(c, walk, str_slice(text, from, at), short_of_text);
  }
  if (short_of_text) end_actual_text(c);
}

/* Glyphs that stand for no characters of the text: dots, and the hyphen that a line's end made. */
static void show_made_glyphs(struct contents *c, struct run_walk *walk) {
  while (walk->at < walk->run->glyph_count)
    show_glyph(c, walk, walk->run->leader ? STR(".") : walk->at == 0 ? STR("\xC2\xAD") : STR(""), false);
}

static void show_run(struct contents *c, const struct glyph_run *run, int64_t x) {
  struct run_walk walk = {.font = fonts_use(&c->pdf->fonts, run->face), .run = run, .x = x};
  for (uint32_t i = 0; run->right_to_left && i < run->glyph_count; i++)
    walk.x += run->glyphs[i].advance;
  if (run->leader || run->break_hyphen) show_made_glyphs(c, &walk);
  while (walk.at < run->glyph_count) {
    struct str text;
    uint32_t count = find_cluster(&walk, &text);
    if (count == 1)
      show_glyph(c, &walk, text, false);
    else
      show_shared_cluster(c, &walk, count, text);
    show_plain_glyphs(c, &walk);
  }
}

/* --- items ----------------------------------------------------------------------------------------------------- */

static uint32_t item_element(const struct contents *c, const struct page_item *item) {
  if (item->kind == ITEM_RULE || item->element >= c->structure->count) return ELEMENT_ARTIFACT;
  if (item->glyphs.run->leader) return ELEMENT_ARTIFACT;
  return tags_element(c->structure, item->element);
}

static void draw_glyphs(struct contents *c, const struct page_item *item) {
  const struct glyph_run *run = item->glyphs.run;
  if (run->glyph_count == 0) return;
  int64_t baseline = (int64_t)c->page->height - item->y;
  c->element = item_element(c, item);
  if (c->open_element != c->element) close_element(c);
  begin_text(c);
  if (c->element != ELEMENT_ARTIFACT && c->structure->at[c->element].type == STRUCTURE_LBL)
    tags_see_label(&c->pdf->tags, c->structure, c->element, run->text);
  set_color(c, item->color);
  set_font(c, fonts_use(&c->pdf->fonts, run->face), run->size);
  if (item->glyphs.rotation != 0)
    place_rotated(c, item->x, baseline, item->glyphs.rotation);
  else if (!c->placed || c->rotated || c->baseline != baseline)
    place(c, item->x, baseline);
  show_run(c, run, item->x);
}

static void draw_rule(struct contents *c, const struct page_item *item) {
  end_text(c);
  open_element(c, ELEMENT_ARTIFACT);
  set_color(c, item->color);
  append_pair(c, milli(item->x), milli((int64_t)c->page->height - item->y - item->rule.height));
  buffer_append_byte(c->out, ' ');
  append_pair(c, milli(item->rule.width), milli(item->rule.height));
  put(c, " re f\n");
  close_element(c);
}

void contents_make(struct pdf *pdf, const struct page *page, const struct structure *structure, struct buffer *out) {
  struct contents c = {.pdf = pdf,
                       .page = page,
                       .structure = structure,
                       .out = out,
                       .first_tag = (uint32_t)pdf->tags.elements.count,
                       .open_element = NOTHING_OPEN};
  for (size_t i = 0; i < page->item_count; i++) {
    const struct page_item *item = &page->items[i];
    if (item->kind == ITEM_RULE)
      draw_rule(&c, item);
    else
      draw_glyphs(&c, item);
  }
  end_text(&c);
}
