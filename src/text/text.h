/* From characters to lines of glyphs. Fonts come from manifests (fonts/<family>.yaml) and are chosen for each grapheme
 * cluster; ICU parts scripts, bidi levels and break opportunities; HarfBuzz shapes; lines are broken by total fit
 * (Knuth and Plass, 1981) with hyphenation patterns. A word shaped once is not shaped again. The engine is long-lived
 * and may serve many reports one after another, in one thread; paragraphs live in the caller's arena. Call text_check
 * for a paragraph before the others: only it reports, they leave out what has no font. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "language/language.h"

struct text_engine;

/* A font file's face as the PDF needs it. Lives as long as the engine. */
struct face {
  struct str path; /* of the file, mapped */
  uint32_t index;  /* in a collection */
  struct str postscript_name;
  struct str family;
  bool bold, italic;
  bool is_cff; /* CFF outlines: CIDFontType0C, else CIDFontType2 */
  uint16_t units_per_em;
  int16_t ascent, descent, cap_height, x_height, italic_angle, stem_v; /* font units; descent negative */
  int16_t line_ascent, line_descent; /* the room that a line of running text leaves for it, as its manifest says */
  int16_t bounding_box[4];
  uint32_t glyph_count;
  uint32_t number;     /* dense, from 0, in order of first use by the engine */
  void *harfbuzz_face; /* hb_face_t *, for subsetting */
};

/* A glyph where it is drawn. Advances and offsets are in 1/1024 pt at the run's size. */
struct glyph {
  uint16_t id;               /* of the original font; never 0 */
  uint32_t cluster;          /* byte offset in the run's text where its characters start */
  length advance;            /* pen movement, with kerning and justification in it */
  length x_offset, y_offset; /* y up */
};

/* Characters with one look; spans tile the paragraph's text. */
struct text_span {
  uint32_t end; /* byte offset after its last character; begins where the one before ends */
  struct str family;
  struct str language;
  length size;
  length rise; /* baseline shift upwards (superscripts) */
  bool bold, italic;
  bool hard_break; /* a line ends behind this (empty) span */
  bool leader;     /* this (empty) span stretches as dots to the line's end */
  uint32_t tag;    /* the caller's, returned in runs */
};

struct paragraph_text {
  struct str text; /* UTF-8, NFC */
  const struct text_span *spans;
  uint32_t span_count;
  enum script_direction direction;
  struct str language;
};

/* Glyphs of one face, span, and direction, in visual order from the line's left end. Spaces are glyphs too, so the
 * texts of a paragraph's runs, taken in logical order, are the paragraph's text: the space at which a line ends is the
 * line's last glyph (at the end its direction has) and hangs outside the line's width. */
struct glyph_run {
  const struct face *face;
  length size, rise;
  length x;     /* from the line's left end; below 0 where spaces hang there (right-to-left text) */
  length width; /* the sum of its advances, hanging spaces too */
  struct glyph *glyphs;
  uint32_t glyph_count;
  struct str text; /* its characters, in logical order, a slice of the paragraph's text */
  uint32_t span;   /* index into spans */
  uint32_t tag;
  bool right_to_left;
  bool break_hyphen; /* a hyphen that only this line end made: U+00AD to readers; text is empty */
  bool leader;       /* dots: an artifact */
};

struct text_line {
  struct glyph_run *runs;
  uint32_t run_count;
  length width;           /* natural end of the text, without trailing space */
  length ascent, descent; /* of the fonts in it, above and below the baseline, positive */
  uint32_t start, end;    /* bytes of the paragraph's text */
  bool last;              /* of the paragraph or before a hard break */
};

struct line_request {
  length width; /* of all lines but the first */
  length first_width;
  enum {
    LINES_START,
    LINES_END,
    LINES_CENTER,
    LINES_JUSTIFY
  } alignment; /* only JUSTIFY stretches; x of runs is from the line's own left end */
  bool hyphenate;
  int32_t tolerance; /* TeX's badness, 200 by default */
  /* In badness points, whose square counts against a line: 50 is TeX's \hyphenpenalty; and for each further hyphen in a
   * row, where 100 stands for its \doublehyphendemerits. */
  int32_t hyphen_penalty, consecutive_hyphen_penalty;
};

struct text_engine *text_open(struct diagnostics *diagnostics, struct arena *arena, struct str fonts_folder);
void text_close(struct text_engine *engine);

/* The packs whose hyphenation and habits texts in these languages take. */
void text_use_language(struct text_engine *engine, const struct language_pack *pack);

/* Chooses a font for each cluster. A character that no font has is reported through `missing` (byte offset, code point)
 * and makes the result false. A family or font file that is missing is a message of its own. */
typedef void (*text_missing)(void *context, uint32_t offset, uint32_t code_point);
bool text_check(struct text_engine *engine, struct diagnostics *diagnostics, const struct paragraph_text *paragraph,
                text_missing missing, void *context);

/* Breaks a paragraph into lines, in `arena`. `overfull`, when given, gets the byte range of what had to be broken
 * because it was wider than its line. At least one line. */
struct text_lines {
  struct text_line *at;
  uint32_t count;
};
typedef void (*text_overfull)(void *context, uint32_t start, uint32_t end);
struct text_lines text_break(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                             const struct line_request *request, text_overfull overfull, void *context);

/* Widest unbreakable piece and whole width on one line, for table columns. */
void text_measure(struct text_engine *engine, struct arena *arena, const struct paragraph_text *paragraph,
                  length *minimum, length *natural);

/* For list fonts. */
struct font_listing {
  struct str family, licence, package;
  bool installed;
};
size_t text_list_fonts(struct arena *arena, struct str fonts_folder, struct font_listing **fonts);

#endif
