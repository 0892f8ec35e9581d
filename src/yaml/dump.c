/* One node a line: indentation, line:column, style, quoted text. */
#include "yaml/internal.h"

static const char *const style_names[] = {"plain", "single", "double", "literal", "folded", "flow", "block"};

static void append_text(struct buffer *out, struct str text) {
  buffer_append_byte(out, '"');
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (c == '\n')
      buffer_append(out, STR("\\n"));
    else if ((unsigned char)c < 0x20)
      buffer_append_format(out, "\\x%02X", (unsigned)(unsigned char)c);
    else {
      if (c == '"' || c == '\\') buffer_append_byte(out, '\\');
      buffer_append_byte(out, c);
    }
  }
  buffer_append_byte(out, '"');
}

static void dump_node(struct diagnostics *diagnostics, const struct yaml_node *node, unsigned depth,
                      struct buffer *out) {
  struct position at = diagnostics_position(diagnostics, node->place.file, node->place.offset);
  buffer_append_format(out, "%*s%u:%u %s", (int)depth * 2, "", at.line, at.column, style_names[node->style]);
  if (node->kind == YAML_SCALAR) {
    buffer_append_byte(out, ' ');
    if (node->absent)
      buffer_append(out, STR("absent"));
    else
      append_text(out, node->text.bytes);
    buffer_append_byte(out, '\n');
    return;
  }
  buffer_append_format(out, " %s of %u\n", node->kind == YAML_MAPPING ? "mapping" : "sequence", node->count);
  for (uint32_t i = 0; i < node->count; i++) {
    if (node->kind == YAML_MAPPING) dump_node(diagnostics, node->pairs[i].key, depth + 1, out);
    dump_node(diagnostics, node->kind == YAML_MAPPING ? node->pairs[i].value : node->items[i],
              depth + (node->kind == YAML_MAPPING ? 2 : 1), out);
  }
}

void yaml_dump(struct diagnostics *diagnostics, const struct yaml_document *document, struct buffer *out) {
  if (document->root) dump_node(diagnostics, document->root, 0, out);
  if (!document->complete) buffer_append(out, STR("incomplete\n"));
}
