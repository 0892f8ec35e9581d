/* YAML files as nodes with places. Scalars keep their characters: nothing is typed here. Strict: tags but the core
 * ones, directives but %YAML, duplicate keys, several documents, undefined or cyclic aliases, control characters and
 * invalid UTF-8 are errors, and what YAML makes of an author's text against the author's intent (": ", " #", a leading
 * citation or quotation mark …) is recognised in the source bytes and answered with the line as it should be written.
 * No word of libyaml's reaches a message. After a syntax error the nodes read so far are returned and `complete` is
 * false. */
#ifndef YAML_YAML_H
#define YAML_YAML_H

#include "diagnostic/diagnostic.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };
enum yaml_style {
  YAML_PLAIN,
  YAML_SINGLE_QUOTED,
  YAML_DOUBLE_QUOTED,
  YAML_LITERAL,
  YAML_FOLDED,
  YAML_FLOW,
  YAML_BLOCK
};

struct yaml_pair {
  struct yaml_node *key, *value; /* key is a scalar */
};

struct yaml_node {
  enum yaml_kind kind;
  enum yaml_style style;
  bool absent;             /* a plain scalar without a character: "key:" with nothing behind it */
  struct place place;      /* of the scalar with its quotes, of a collection from first to last character */
  struct source_text text; /* YAML_SCALAR */
  uint32_t count;
  union {
    struct yaml_node **items; /* YAML_SEQUENCE */
    struct yaml_pair *pairs;  /* YAML_MAPPING, in source order, "<<" already merged */
  };
};

struct yaml_limits {
  size_t depth;        /* 64 */
  size_t file_size;    /* 64 MiB */
  size_t alias_factor; /* 10: aliases may expand to this many times the file … */
  size_t alias_bytes;  /* … or to 10 MB, whichever is more */
};
extern const struct yaml_limits yaml_default_limits;

struct yaml_document {
  struct yaml_node *root; /* NULL when nothing could be read or the file is empty */
  uint32_t file;
  bool complete;
  size_t coarse; /* scalars whose characters could not be followed back one by one: none is known; tests count them */
};

/* Parses the bytes of a file that diagnostics_add_file knows. `# allow CODE` comments on a line of their own become
 * diagnostics_allow of the item or key below them. */
struct yaml_document yaml_parse(struct diagnostics *diagnostics, struct arena *arena, uint32_t file,
                                const struct yaml_limits *limits);

/* The value of a key, or NULL when it is not there or has nothing after it. */
const struct yaml_node *yaml_get(const struct yaml_node *mapping, struct str key);

/* For tests and --dump: one node a line, indented, with line:column and quoted text. */
void yaml_dump(struct diagnostics *diagnostics, const struct yaml_document *document, struct buffer *out);

#endif
