#include "base/folder.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/vector.h"

static int compare_names(const void *a, const void *b) {
  return str_compare(*(const struct str *)a, *(const struct str *)b);
}

size_t folder_names(struct arena *arena, struct str folder, struct str ending, struct str **names) {
  VECTOR(struct str) found = {0};
  DIR *directory = opendir(str_copy(arena, folder).at);
  for (const struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
    struct str name = str_from(entry->d_name);
    if (name.at[0] == '.' || !str_ends_with(name, ending)) continue;
    vector_push(arena, &found, str_copy(arena, str_slice(name, 0, name.length - ending.length)));
  }
  if (directory != NULL) closedir(directory);
  if (found.count > 1) qsort(found.at, found.count, sizeof *found.at, compare_names);
  *names = found.at;
  return found.count;
}
