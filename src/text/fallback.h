/* Which face shows a grapheme cluster. */
#ifndef TEXT_FALLBACK_H
#define TEXT_FALLBACK_H

#include "text/engine.h"

/* What is wanted where a cluster stands. */
struct face_wish {
  struct family *family;  /* NULL: the style's family does not exist */
  struct text_face *base; /* its face; NULL: not on this machine */
  bool bold, italic;
  uint32_t language;
  UScriptCode script; /* resolved; USCRIPT_COMMON where the paragraph has no other */
  bool serves;        /* the family serves this script */
};

/* NULL when no face has all of the cluster. `served_only`: only faces of families that serve the script. */
struct text_face *face_for_cluster(struct text_engine *engine, struct diagnostics *diagnostics,
                                   const struct face_wish *wish, struct str cluster);
/* The first character of the cluster that the face lacks, or the first one. */
uint32_t face_lacks(struct text_face *face, struct str cluster);

#endif
