/* A style's files: each is read, and what it does not say is taken from the one that it extends, key by key. */
#include <stdlib.h>

#include "base/tree.h"
#include "style/internal.h"

enum { CHAIN_LONGEST = 16 };

/* The files of one chain, the style asked for first. */
struct walk {
  const struct style_loader *loader;
  struct {
    struct str path;
    const struct yaml_node *root;
    uint32_t file;
  } links[CHAIN_LONGEST];
  size_t count;
};

bool style_is_path(struct str name) {
  return str_find(name, STR("/"), 0) != SIZE_MAX || str_ends_with(name, STR(".yaml")) ||
         str_ends_with(name, STR(".yml"));
}

static struct str named_path(const struct style_loader *loader, struct str name) {
  return path_join(loader->arena, loader->styles_folder, str_format(loader->arena, "%.*s.yaml", STR_ARG(name)));
}

/* A file's name without folder and ending. */
static struct str style_name(struct str path) {
  struct str base = path_base(path);
  for (size_t i = base.length; i > 1; i--)
    if (base.at[i - 1] == '.') return str_slice(base, 0, i - 1);
  return base;
}

static struct str list_names(struct arena *arena, const struct style_listing *listings, size_t count) {
  struct str *pieces = arena_new_array(arena, struct str, count + 1);
  for (size_t i = 0; i < count; i++)
    pieces[i] = listings[i].name;
  struct str listed = count > 0 ? pieces[0] : (struct str){"", 0};
  for (size_t i = 1; i < count; i++)
    listed = str_format(arena, "%.*s, %.*s", STR_ARG(listed), STR_ARG(pieces[i]));
  return listed;
}

static void report_unknown(const struct style_loader *loader, struct str name, struct place place) {
  struct style_listing *listings;
  size_t count = style_list(loader->arena, loader->styles_folder, &listings);
  struct str *names = arena_new_array(loader->arena, struct str, count + 1);
  for (size_t i = 0; i < count; i++)
    names[i] = listings[i].name;
  struct message *message =
      diagnose(loader->diagnostics, place, E_UNKNOWN_STYLE, "there is no style named `%.*s`", STR_ARG(name));
  struct str nearest = diagnostics_nearest(name, names, count);
  if (nearest.length > 0) message_hint(loader->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  if (count > 0)
    message_help(loader->diagnostics, message, "styles: %.*s; the path of a style file has a / in it or ends in .yaml",
                 STR_ARG(list_names(loader->arena, listings, count)));
}

static void report_file(const struct style_loader *loader, struct str path, int error, struct place place) {
  diagnose(loader->diagnostics, place, E_STYLE_FILE, "the style %.*s cannot be read: %s", STR_ARG(path),
           file_error_text(error));
}

static void report_cycle(const struct walk *walk, struct str path, struct place place) {
  struct arena *arena = walk->loader->arena;
  struct str chain = style_name(path);
  for (size_t i = walk->count; i-- > 0;) {
    chain = str_format(arena, "%.*s → %.*s", STR_ARG(style_name(walk->links[i].path)), STR_ARG(chain));
    if (str_equal(walk->links[i].path, path)) break;
  }
  struct message *message =
      diagnose(walk->loader->diagnostics, place, E_STYLE_CYCLE, "these styles extend each other in a circle");
  message_hint(walk->loader->diagnostics, message, "%.*s", STR_ARG(chain));
}

/* Whether a further file may join the chain. */
static bool may_follow(const struct walk *walk, struct str path, struct place place) {
  for (size_t i = 0; i < walk->count; i++) {
    if (!str_equal(walk->links[i].path, path)) continue;
    report_cycle(walk, path, place);
    return false;
  }
  if (walk->count < CHAIN_LONGEST) return true;
  diagnose(walk->loader->diagnostics, place, E_STYLE_CYCLE, "more than %d styles extend one another", CHAIN_LONGEST);
  return false;
}

bool style_holds_file(struct diagnostics *diagnostics, struct arena *arena, struct str style_folder,
                      struct str styles_folder, struct str path, struct place place) {
  struct file_tree tree = file_tree_create(arena, style_folder, &styles_folder, 1);
  if (file_tree_holds(&tree, path)) return true;
  struct message *message =
      diagnose(diagnostics, place, E_OUTSIDE_TREE, "the file `%.*s` lies outside the style's folder", STR_ARG(path));
  message_hint(diagnostics, message, "move it there");
  return false;
}

static bool read_link(struct walk *walk, struct str path, struct place place) {
  const struct style_loader *loader = walk->loader;
  struct str bytes;
  int error = file_read(loader->arena, path, yaml_default_limits.file_size, &bytes);
  if (error != 0) {
    report_file(loader, path, error, place);
    return false;
  }
  uint32_t file = diagnostics_add_file(loader->diagnostics, path, bytes);
  struct yaml_document document = yaml_parse(loader->diagnostics, loader->arena, file, &yaml_default_limits);
  if (!document.complete) return false;
  if (document.root == NULL || document.root->kind != YAML_MAPPING) {
    struct place start = document.root != NULL ? document.root->place : (struct place){file, 0, 0};
    struct message *message = diagnose(loader->diagnostics, start, E_STYLE_FILE, "this style file has no keys");
    message_hint(loader->diagnostics, message, "such as `extends: neutral`");
    return false;
  }
  walk->links[walk->count].path = path;
  walk->links[walk->count].root = document.root;
  walk->links[walk->count].file = file;
  walk->count++;
  return true;
}

/* Where the name in an `extends` or of a report leads: a path is relative to the file that names it. */
static struct str find_path(const struct walk *walk, struct str name) {
  const struct style_loader *loader = walk->loader;
  if (!style_is_path(name)) return named_path(loader, name);
  if (walk->count == 0) return name;
  return path_join(loader->arena, path_folder(loader->arena, walk->links[walk->count - 1].path), name);
}

static bool add_link(struct walk *walk, struct str name, struct place place) {
  struct str path = find_path(walk, name);
  if (!may_follow(walk, path, place)) return false;
  if (!style_is_path(name) && !file_exists(path)) {
    report_unknown(walk->loader, name, place);
    return false;
  }
  const struct style_loader *loader = walk->loader;
  bool own = walk->count == 0 ||
             style_holds_file(loader->diagnostics, loader->arena, path_folder(loader->arena, walk->links[0].path),
                              loader->styles_folder, path, place);
  return own && read_link(walk, path, place);
}

/* What the last link of the chain extends; false when it is the end. */
static bool next_name(const struct walk *walk, struct str *name, struct place *place) {
  const struct yaml_node *extends = yaml_get(walk->links[walk->count - 1].root, STR("extends"));
  bool is_base = str_equal(walk->links[walk->count - 1].path, named_path(walk->loader, STR("base")));
  *place = (struct place){walk->links[walk->count - 1].file, 0, 0};
  *name = STR("base");
  if (extends == NULL || extends->kind != YAML_SCALAR) return !is_base;
  *name = str_trim(extends->text.bytes);
  *place = extends->place;
  return true;
}

static const struct yaml_node *merge(struct arena *arena, const struct yaml_node *weak, const struct yaml_node *strong);

static struct map index_pairs(struct arena *arena, const struct yaml_node *mapping) {
  struct map index = map_create(arena);
  for (uint32_t i = 0; i < mapping->count; i++)
    map_set(&index, mapping->pairs[i].key->text.bytes, &mapping->pairs[i]);
  return index;
}

/* All pairs of the weaker mapping, with the stronger one's words for keys that both have, and then its other pairs. */
static const struct yaml_node *merge_mappings(struct arena *arena, const struct yaml_node *weak,
                                              const struct yaml_node *strong) {
  struct map weak_pairs = index_pairs(arena, weak), strong_pairs = index_pairs(arena, strong);
  struct yaml_node *merged = arena_new(arena, struct yaml_node);
  *merged = *strong;
  merged->pairs = arena_new_array(arena, struct yaml_pair, (size_t)weak->count + strong->count);
  merged->count = 0;
  for (uint32_t i = 0; i < weak->count; i++) {
    struct yaml_pair pair = weak->pairs[i];
    const struct yaml_pair *own = map_get(&strong_pairs, pair.key->text.bytes);
    if (own != NULL && !own->value->absent) {
      pair.key = own->key;
      pair.value = (struct yaml_node *)merge(arena, pair.value, own->value);
    }
    merged->pairs[merged->count++] = pair;
  }
  for (uint32_t i = 0; i < strong->count; i++)
    if (map_get(&weak_pairs, strong->pairs[i].key->text.bytes) == NULL)
      merged->pairs[merged->count++] = strong->pairs[i];
  return merged;
}

static const struct yaml_node *merge(struct arena *arena, const struct yaml_node *weak,
                                     const struct yaml_node *strong) {
  bool both = weak->kind == YAML_MAPPING && strong->kind == YAML_MAPPING;
  return both ? merge_mappings(arena, weak, strong) : strong;
}

/* `default.yaml` only says which style is the default: the style is then called by that one's name. */
static struct str chain_name(const struct walk *walk, struct str asked) {
  bool by_default = asked.length == 0 && walk->count > 1;
  return style_name(walk->links[by_default ? 1 : 0].path);
}

bool chain_load(const struct style_loader *loader, struct str name, struct style_chain *chain) {
  struct walk walk = {.loader = loader};
  struct str next = name.length > 0 ? name : STR("default");
  struct place place = loader->asked;
  do {
    if (!add_link(&walk, next, place)) return false;
  } while (next_name(&walk, &next, &place));
  const struct yaml_node *root = walk.links[walk.count - 1].root;
  for (size_t i = walk.count - 1; i-- > 0;)
    root = merge(loader->arena, root, walk.links[i].root);
  *chain = (struct style_chain){root, walk.links[0].file, chain_name(&walk, name), walk.links[0].path};
  return true;
}
