#include "pdf/tree.h"

#include "pdf/syntax.h"

struct tree tree_shape(uint32_t item_count) {
  struct tree tree = {.item_count = item_count};
  uint32_t below = item_count;
  do {
    uint32_t nodes = below == 0 ? 1 : (below - 1) / TREE_FAN_OUT + 1;
    tree.node_count += nodes;
    tree.level_start[++tree.level_count] = tree.node_count;
    below = nodes;
  } while (below > 1);
  return tree;
}

static uint32_t smaller(uint64_t a, uint32_t b) {
  return a < b ? (uint32_t)a : b;
}

struct tree_node tree_node_at(const struct tree *tree, uint32_t node) {
  uint32_t level = 0;
  while (node >= tree->level_start[level + 1])
    level++;
  uint32_t position = node - tree->level_start[level];
  uint32_t children_start = level == 0 ? 0 : tree->level_start[level - 1];
  uint32_t children_end = level == 0 ? tree->item_count : tree->level_start[level];
  uint64_t span = TREE_FAN_OUT;
  for (uint32_t i = 0; i < level; i++)
    span *= TREE_FAN_OUT;
  bool is_root = node + 1 == tree->node_count;
  return (struct tree_node){
      .is_leaf = level == 0,
      .is_root = is_root,
      .parent = is_root ? node : tree->level_start[level + 1] + position / TREE_FAN_OUT,
      .first_child = children_start + position * TREE_FAN_OUT,
      .child_end = smaller((uint64_t)children_start + (uint64_t)(position + 1) * TREE_FAN_OUT, children_end),
      .first_item = smaller(position * span, tree->item_count),
      .item_end = smaller((position + 1) * span, tree->item_count),
  };
}

void tree_append_kids(const struct tree_node *node, uint32_t first_id, struct buffer *out) {
  syntax_append_literal(out, "/Kids[");
  for (uint32_t child = node->first_child; child < node->child_end; child++) {
    if (child > node->first_child) buffer_append_byte(out, ' ');
    syntax_append_reference(out, first_id + child);
  }
  buffer_append_byte(out, ']');
}
