/* What stands in a folder. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/str.h"

/* The names of the files that end in `ending`, without it; sorted, since a folder has no order. Hidden files are left
 * out. 0 when there is no such folder. */
size_t folder_names(struct arena *arena, struct str folder, struct str ending, struct str **names);

#endif
