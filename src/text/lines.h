/* From line ends to glyphs in their places. */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "text/total_fit.h"

struct text_lines make_lines(struct composition *composition, struct arena *arena, const struct line_request *request,
                             const struct fit *fit, text_overfull overfull, void *context);

#endif
