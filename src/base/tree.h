/* The folders in which all that a file names must lie: the tree of the file, and those that are allowed besides. The
 * tree is that under the nearest folder upwards that holds a file `.rapporteur`, else the file's own folder. */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/str.h"

struct file_tree {
  struct str *roots; /* without symbolic links; those that are not there are left out */
  size_t count;
};

struct file_tree file_tree_create(struct arena *arena, struct str folder, const struct str *allowed,
                                  size_t allowed_count);
/* Symbolic links are followed before it is judged. True for a file that is not there: its reader says so. */
bool file_tree_holds(const struct file_tree *tree, struct str path);

#endif
