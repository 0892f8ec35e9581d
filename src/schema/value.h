/* Single scalars to typed values, one reader a type. Internal to src/schema. */
#ifndef SCHEMA_VALUE_H
#define SCHEMA_VALUE_H

#include "schema/schema.h"

/* Reads a scalar that is not absent into `out` (the type's struct). False after a message. */
typedef bool (*value_reader)(const struct schema_context *context, const struct schema_key *key,
                             const struct yaml_node *node, void *out);

/* What a scalar may be for a YAML reader that guesses types, as editors have; bits. */
enum { SCALAR_TEXT = 1, SCALAR_INTEGER = 2, SCALAR_NUMBER = 4, SCALAR_TRUTH = 8, SCALAR_ANY = 13 };

struct value_type {
  const char *expected; /* "a date" */
  const char *example;  /* "2026-01-20" */
  size_t size;          /* of one value in a list */
  value_reader read;    /* NULL: records and nodes, which schema.c takes */
  /* The same for the JSON Schema. */
  const char *definition; /* its name there; NULL: written in place */
  unsigned scalars;
  const char *pattern, *format; /* of texts; ECMA 262's regular expression, or NULL */
  int longest;                  /* characters of a text, 0 no limit */
};
const struct value_type *value_type_of(enum schema_type type);

#endif
