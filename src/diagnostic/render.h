/* The two forms of messages; what is shown, and in which order, is decided by diagnostics_render. */
#ifndef DIAGNOSTIC_RENDER_H
#define DIAGNOSTIC_RENDER_H

#include "diagnostic/diagnostic.h"

void render_text(struct diagnostics *diagnostics, const struct message *message, bool color, struct buffer *out);
void render_json(struct diagnostics *diagnostics, const struct message *message, struct buffer *out);
/* A line about the messages themselves. */
void render_text_note(struct str text, struct buffer *out);
void render_json_note(struct str text, struct buffer *out);

#endif
