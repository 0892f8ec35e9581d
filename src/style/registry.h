/* References, people and groups: the records that reports and registries share, and the reading of registry files
 * (YAML with `references`, `people`, `groups`). In a registry title, name and city may be a map language → text. */
#ifndef STYLE_REGISTRY_H
#define STYLE_REGISTRY_H

#include "style/style.h"

enum reference_kind {
  REFERENCE_DOCUMENT, REFERENCE_RESOLUTION, REFERENCE_DECISION, REFERENCE_RECOMMENDATION, REFERENCE_REPORT,
  REFERENCE_LIAISON, REFERENCE_WEB
};

/* A text, or a map from language to text (registries only); in a report one entry with the empty tag. */
struct worded { struct { struct str language; struct source_text text; } *at; size_t count; struct place place; };
/* The words in a language, else in English, else the first; empty when there are none. */
struct source_text worded_in(const struct worded *words, struct str language);

enum rank { RANK_STYLE, RANK_REGISTRY, RANK_REPORT };

struct reference {
  struct str id;
  struct place place;            /* of the id */
  enum rank rank;
  struct source_text symbol, url, issuer, amended;
  struct schema_integer revision, addendum, corrigendum, year;
  struct schema_choice kind;     /* enum reference_kind */
  struct worded title, city;
  struct schema_list source;     /* of struct source_text */
  struct schema_date date;
  struct schema_truth revised;
};
struct person {
  struct str id;
  struct place place;
  enum rank rank;
  struct worded name;
  struct source_text title, delegation, role, email;
};
struct group {
  struct str id;
  struct place place;
  enum rank rank;
  struct worded name, title;
};

struct registry {
  struct map references, people, groups; /* id → the struct */
};

/* Reads a list of references, people or groups (the value of the key) into `registry`; ids once only. */
void registry_load(const struct schema_context *context, const struct yaml_node *references, const struct yaml_node *people,
                   const struct yaml_node *groups, enum rank rank, struct registry *registry);
/* All registries that a style names. */
void registry_load_style(struct diagnostics *diagnostics, struct arena *arena, const struct style *style,
                         struct registry *registry);

extern const struct schema_record reference_record, person_record, group_record, registry_record;

#endif
