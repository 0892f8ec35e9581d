#include "base/tree.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"

static struct str real_path(struct arena *arena, struct str path) {
  char *real = realpath(str_copy(arena, path).at, NULL);
  struct str copy = real == NULL ? (struct str){0} : str_copy(arena, str_from(real));
  free(real);
  return copy;
}

/* The nearest folder upwards that is marked, else `folder` itself; both without symbolic links. */
static struct str marked_folder(struct arena *arena, struct str folder) {
  for (struct str at = folder; at.length > 1; at = path_folder(arena, at))
    if (file_exists(path_join(arena, at, STR(".rapporteur")))) return at;
  return folder;
}

static void add_root(struct file_tree *tree, struct str root) {
  if (root.length > 0) tree->roots[tree->count++] = root;
}

struct file_tree file_tree_create(struct arena *arena, struct str folder, const struct str *allowed,
                                  size_t allowed_count) {
  struct file_tree tree = {.roots = arena_new_array(arena, struct str, allowed_count + 1)};
  struct str own = real_path(arena, folder);
  add_root(&tree, own.length > 0 ? marked_folder(arena, own) : own);
  for (size_t i = 0; i < allowed_count; i++)
    add_root(&tree, real_path(arena, allowed[i]));
  return tree;
}

static bool lies_in(struct str path, struct str root) {
  if (!str_starts_with(path, root)) return false;
  return root.length == 1 || path.length == root.length || path.at[root.length] == '/';
}

bool file_tree_holds(const struct file_tree *tree, struct str path) {
  struct arena *arena = arena_create();
  struct str real = real_path(arena, path);
  bool held = real.length == 0;
  for (size_t i = 0; i < tree->count && !held; i++)
    held = lies_in(real, tree->roots[i]);
  arena_destroy(arena);
  return held;
}
