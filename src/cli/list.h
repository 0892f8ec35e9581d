/* `list`, `explain` and `schema`: what there is to choose from, what a code means, what the files may hold. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "cli/session.h"

enum status list_things(struct session *session);
enum status explain_code(struct session *session);
enum status print_schema(struct session *session);

#endif
