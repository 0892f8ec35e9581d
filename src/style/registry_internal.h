/* References, people and groups as schema fills them: texts by language are nodes still. */
#ifndef STYLE_REGISTRY_INTERNAL_H
#define STYLE_REGISTRY_INTERNAL_H

#include "style/registry.h"

struct reference_values {
  struct reference plain;
  const struct yaml_node *title, *city;
};
struct person_values {
  struct person plain;
  const struct yaml_node *name;
};
struct group_values {
  struct group plain;
  const struct yaml_node *name, *title, *citation;
};
struct registry_values {
  const struct yaml_node *references, *people, *groups, *cities;
  struct schema_map conferences; /* of struct conference * */
};

#endif
