#include "yaml/yaml.h"

#include <stdlib.h>

#include "yaml/internal.h"

const struct yaml_limits yaml_default_limits = {
    .depth = 64,
    .file_size = (size_t)64 << 20,
    .alias_factor = 10,
    .alias_bytes = 10000000,
};

static void free_reader(struct reader *reader) {
  yaml_parser_delete(&reader->parser);
  heap_vector_free(&reader->frames);
  heap_vector_free(&reader->nodes);
  heap_vector_free(&reader->allowances);
  heap_vector_free(&reader->decoder.segments);
  buffer_free(&reader->decoder.text);
}

struct yaml_document yaml_parse(struct diagnostics *diagnostics, struct arena *arena, uint32_t file,
                                const struct yaml_limits *limits) {
  struct reader reader = {
      .diagnostics = diagnostics,
      .arena = arena,
      .file = file,
      .limits = limits ? limits : &yaml_default_limits,
      .document = {.file = file, .complete = true},
      .last_scalar = SIZE_MAX,
      .question = SIZE_MAX,
  };
  if (!yaml_check_bytes(&reader)) {
    reader.document.complete = false;
    return reader.document;
  }
  reader.gap = reader.cursor.offset = reader.start;
  reader.anchors = map_create(arena);
  if (yaml_parser_initialize(&reader.parser))
    yaml_build(&reader);
  else
    base_out_of_memory();
  free_reader(&reader);
  return reader.document;
}

const struct yaml_node *yaml_get(const struct yaml_node *mapping, struct str key) {
  if (!mapping || mapping->kind != YAML_MAPPING) return NULL;
  for (size_t i = 0; i < mapping->count; i++) {
    const struct yaml_pair *pair = &mapping->pairs[i];
    if (str_equal(pair->key->text.bytes, key)) return pair->value->absent ? NULL : pair->value;
  }
  return NULL;
}
