/* References, people and groups: the records that reports and registries share, and the reading of registry files
 * (YAML with `references`, `people`, `groups`). In a registry title, name and city may be a map language → text. */
#ifndef STYLE_REGISTRY_H
#define STYLE_REGISTRY_H

#include "style/style.h"

enum reference_kind {
  REFERENCE_DOCUMENT,
  REFERENCE_RESOLUTION,
  REFERENCE_DECISION,
  REFERENCE_RECOMMENDATION,
  REFERENCE_REPORT,
  REFERENCE_LIAISON,
  REFERENCE_WEB
};

/* A text, or a map from language to text (registries only); in a report one entry with the empty tag. */
struct worded {
  struct {
    struct str language;
    struct source_text text;
  } * at;
  size_t count;
  struct place place;
};
/* The words in a language, else in English, else the first; empty when there are none. */
struct source_text worded_in(const struct worded *words, struct str language);

enum rank { RANK_STYLE, RANK_REGISTRY, RANK_REPORT };

struct reference {
  struct str id;
  struct place place; /* of the id */
  enum rank rank;
  struct source_text symbol, url, issuer, amended;
  struct schema_integer revision, addendum, corrigendum, year;
  struct schema_choice kind; /* enum reference_kind */
  struct worded title, city;
  struct schema_list source; /* of struct source_text */
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
  struct worded citation; /* as it stands in a citation, "du Conseil"; absent: the name */
};
/* A meeting of a group that is known by city and year: "Resolution 101 (Rev. Bucharest, 2022)". Registries only. */
struct conference {
  struct str id;
  struct place place;
  struct source_text group; /* a group's id */
  struct schema_integer year;
  struct source_text city; /* an id of `cities` */
};

struct registry {
  struct map references, people, groups; /* id → the struct */
  struct map cities;                     /* id → struct worded *; registries only */
  struct map conferences;                /* "group/year" → struct conference * */
};
/* No entries; the maps grow in `arena`. */
struct registry registry_create(struct arena *arena);

/* Reads references, people and groups (the values of the keys; each may be NULL) into `registry`. An id that it has
 * already at the same rank must say the same, else the message shows both; at another rank the stronger one's words
 * win, key by key. */
void registry_load(const struct schema_context *context, const struct yaml_node *references,
                   const struct yaml_node *people, const struct yaml_node *groups, enum rank rank,
                   struct registry *registry);
/* A whole registry file, as registry_load. */
void registry_load_document(const struct schema_context *context, const struct yaml_node *root, enum rank rank,
                            struct registry *registry);
/* All registries that a style names. A resolution without a city takes that of its group's conference of that year (the
 * style's default-issuer where it names no issuer). */
void registry_load_style(struct diagnostics *diagnostics, struct arena *arena, const struct style *style,
                         struct registry *registry);

/* The city of a group's conference in a year; NULL when the registry knows none. */
const struct worded *registry_city(const struct registry *registry, struct str group, int64_t year);
/* Everything of two registries, `strong` winning key by key. Entries may be shared with them. */
struct registry registry_merge(struct arena *arena, const struct registry *strong, const struct registry *weak);

extern const struct schema_record reference_record, person_record, group_record, registry_record;

#endif
