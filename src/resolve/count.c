#include "resolve/resolver.h"

static size_t count_paragraph(const struct paragraph *paragraph) {
  size_t count = language_count_clusters(paragraph->label.text);
  for (uint32_t i = 0; i < paragraph->run_count; i++)
    count += language_count_clusters(paragraph->runs[i].text);
  return count;
}

static size_t count_node(const struct node *node) {
  size_t count = 0;
  if (node->kind == NODE_PARAGRAPH) count = count_paragraph(node->paragraph);
  if (node->kind == NODE_TABLE) {
    size_t cells = node->table->column_count * node->table->row_count;
    for (size_t i = 0; i < cells; i++)
      if (node->table->cells[i] != NULL) count += count_node(node->table->cells[i]);
  }
  for (uint32_t i = 0; i < node->child_count; i++)
    count += count_node(node->children[i]);
  return count;
}

size_t clusters_of(const struct resolved *resolved) {
  size_t count = count_node(resolved->root);
  for (size_t i = 0; i < resolved->note_count; i++)
    if (resolved->notes[i]->called) count += count_node(resolved->notes[i]->content);
  return count;
}
