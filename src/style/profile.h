/* Colour profiles (ICC.1), which say what a PDF's colours mean. Each is named by a file in styles/profiles/ and comes
 * from a Debian package. What is returned has been checked: a whole profile of a screen or printer, for RGB. */
#ifndef STYLE_PROFILE_H
#define STYLE_PROFILE_H

#include "diagnostic/diagnostic.h"

struct color_profile {
  struct str name, condition; /* "sRGB", "sRGB IEC61966-2.1" */
  struct str bytes;           /* the file */
};

/* NULL after a message. The profile lives in `arena`. */
const struct color_profile *profile_load(struct diagnostics *diagnostics, struct arena *arena, struct str styles_folder,
                                         struct str name);

/* Whether the bytes are a profile as above; else `why` says what is the matter. */
bool profile_check(struct str bytes, const char **why);

#endif
