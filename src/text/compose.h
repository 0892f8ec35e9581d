/* A paragraph as words with glue between them, the form in which lines are broken. A word is what stands between two
 * spaces or, in scripts that write without spaces, between two break opportunities; it is shaped as a whole, and where
 * else it may be broken is looked up only when a line's end comes near. */
#ifndef TEXT_COMPOSE_H
#define TEXT_COMPOSE_H

#include "text/itemize.h"

enum glue { GLUE_NONE, GLUE_SPACE, GLUE_LETTERS /* between ideographs, or these and Latin */, GLUE_LEADER };

/* The part of a word that lies in one item. */
struct piece {
  uint32_t start, end, item;
  struct shaped *shaped; /* NULL: no font */
};

struct word {
  uint32_t start, end, next; /* letters are bytes [start, end), spaces [end, next) */
  uint32_t first_piece, piece_count;
  uint32_t first_inner, inner_count; /* break opportunities inside, in `inner` */
  uint32_t first_point, point_count; /* of the pass `points_pass` */
  uint32_t leader;                   /* GLUE_LEADER: the span */
  length width;
  length gap, stretch, shrink; /* behind it, when the line goes on */
  length trim;                 /* the empty half of its last mark, which goes when the line ends behind it */
  uint8_t glue;
  uint8_t points_pass;
  bool breaks; /* a line may end behind it */
  bool forced; /* a line must end behind it */
};

/* A place inside a word where a line may end. */
struct break_point {
  uint32_t offset;
  length before, after; /* widths of the word up to here with its hyphen, and from here */
  int32_t penalty;
  bool hyphen;  /* a hyphen is drawn */
  bool flagged; /* a hyphen is seen: two lines in a row should not end so */
  bool torn;    /* inside what should not be broken at all */
};

struct composition {
  struct characters characters;
  struct text_engine *engine;
  struct arena *scratch;
  const struct paragraph_text *paragraph;
  struct str text;
  VECTOR(struct word) words;
  VECTOR(struct piece) pieces;
  VECTOR(uint32_t) inner;
  VECTOR(struct break_point) points;
};

struct composition compose(struct text_engine *engine, const struct paragraph_text *paragraph);
length item_size(const struct composition *composition, uint32_t item);
/* The item that holds a byte. */
uint32_t item_at(const struct composition *composition, uint32_t offset);

/* The part [from, to) of a piece, shaped so that it can stand alone; `torn`: as the whole has it. */
struct shaped_slice piece_slice(const struct composition *composition, const struct piece *piece, uint32_t from,
                                uint32_t to, bool torn);
length slice_width(const struct shaped_slice *slice, length size);
/* The same for a stretch of a word. */
length stretch_width(const struct composition *composition, const struct word *word, uint32_t from, uint32_t to);

/* Points inside a word in a pass (points.c); their count, the points are composition->points.at + word->first_point. */
struct point_request {
  uint8_t pass; /* a number for this set of wishes, from 1 */
  bool hyphenate, addresses, tear;
  int32_t hyphen_penalty;
};
/* Of the hyphen that would stand behind the character before `offset`. */
length hyphen_width(const struct composition *composition, uint32_t offset);
uint32_t word_points(struct composition *composition, struct word *word, const struct point_request *request);

#endif
