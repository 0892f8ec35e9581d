/* `list` and `explain`: what there is to choose from, and what a code means. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "cli/session.h"

enum status list_things(struct session *session);
enum status explain_code(struct session *session);

#endif
