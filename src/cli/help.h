/* Help texts, made from the table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/buffer.h"
#include "cli/options.h"

void help_program(struct buffer *out);
void help_command(enum command command, struct buffer *out);
/* Text in lines of at most 80 characters; each line end in it ends a paragraph. */
void help_append_paragraphs(struct buffer *out, const char *text);

#endif
