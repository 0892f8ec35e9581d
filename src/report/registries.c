/* The registries that a report names: files of references, people and groups which it shares with other reports. */
#include "base/file.h"
#include "base/tree.h"
#include "report/load.h"

bool report_may_read(struct diagnostics *diagnostics, const struct file_tree *tree, struct str path,
                     struct place place) {
  if (file_tree_holds(tree, path)) return true;
  struct message *message =
      diagnose(diagnostics, place, E_OUTSIDE_TREE, "the file `%.*s` lies outside the report's folder", STR_ARG(path));
  message_hint(diagnostics, message, "move it there, or allow its folder with --allow-path");
  return false;
}

static void read_registry(struct diagnostics *diagnostics, struct arena *arena, struct str path, struct place place,
                          struct registry *registry) {
  struct str bytes = {"", 0};
  int error = file_read(diagnostics->arena, path, yaml_default_limits.file_size, &bytes);
  if (error != 0) {
    struct message *message = diagnose(diagnostics, place, E_REGISTRY_FILE, "the registry `%.*s` cannot be read: %s",
                                       STR_ARG(path), file_error_text(error));
    message_hint(diagnostics, message, "its path is relative to the report");
    return;
  }
  uint32_t file = diagnostics_add_file(diagnostics, path, bytes);
  struct arena *nodes = arena_create();
  struct yaml_document document = yaml_parse(diagnostics, nodes, file, &yaml_default_limits);
  struct schema_context context = {diagnostics, arena, document.complete};
  if (document.root != NULL) {
    normalize_nodes(nodes, document.root);
    registry_load_document(&context, document.root, RANK_REGISTRY, registry);
  } else if (document.complete) {
    diagnose(diagnostics, place, E_REGISTRY_FILE, "the registry `%.*s` is empty", STR_ARG(path));
  }
  arena_destroy(nodes);
}

void report_read_registries(struct diagnostics *diagnostics, struct arena *arena, const struct report *report,
                            struct str folder, const struct file_tree *tree, struct registry *registry) {
  struct registry own = registry_create(arena);
  struct map seen = map_create(arena);
  for (size_t i = 0; i < report->registry_count; i++) {
    const struct source_text *name = &report->registries[i];
    struct str path = path_join(diagnostics->arena, folder, name->bytes);
    struct place place = source_text_place(name, 0, name->bytes.length);
    if (map_get(&seen, path) != NULL || !report_may_read(diagnostics, tree, path, place)) continue;
    map_set(&seen, path, &own);
    read_registry(diagnostics, arena, path, place, &own);
  }
  *registry = registry_merge(arena, &own, registry);
}
