/* The shape of a balanced tree over items 0 … n-1, for page, number and name trees (ISO 32000-1, 7.7.3, 7.9.6, 7.9.7).
 * Nodes are numbered leaves first, level by level; the root is the last one. */
#ifndef PDF_TREE_H
#define PDF_TREE_H

#include "base/buffer.h"

enum { TREE_FAN_OUT = 32, TREE_LEVELS = 8 };

struct tree {
  uint32_t item_count, node_count, level_count;
  uint32_t level_start[TREE_LEVELS + 1]; /* first node of each level */
};

struct tree_node {
  bool is_leaf, is_root;
  uint32_t parent;                 /* node; the root's is its own */
  uint32_t first_child, child_end; /* items of a leaf, else nodes */
  uint32_t first_item, item_end;
};

struct tree tree_shape(uint32_t item_count); /* one empty leaf when there are no items */
struct tree_node tree_node_at(const struct tree *tree, uint32_t node);
/* "/Kids[5 0 R 6 0 R]" of a node that is no leaf; `first_id` is that of node 0. */
void tree_append_kids(const struct tree_node *node, uint32_t first_id, struct buffer *out);

#endif
