/* Single scalars to typed values, one reader a type. Internal to src/schema. */
#ifndef SCHEMA_VALUE_H
#define SCHEMA_VALUE_H

#include "schema/schema.h"

/* Reads a scalar that is not absent into `out` (the type's struct). False after a message. */
typedef bool (*value_reader)(const struct schema_context *context, const struct schema_key *key,
                             const struct yaml_node *node, void *out);

struct value_type {
  const char *expected; /* "a date" */
  const char *example;  /* "2026-01-20" */
  size_t size;          /* of one value in a list */
  value_reader read;    /* NULL: records and nodes, which schema.c takes */
};
const struct value_type *value_type_of(enum schema_type type);

#endif
