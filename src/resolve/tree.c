#include <string.h>

#include "resolve/resolver.h"

struct str keep(struct resolver *resolver, struct str text) {
  return text.length > 0 ? str_copy(resolver->arena, text) : text;
}

struct anchor *anchor_make(struct resolver *resolver, struct str name) {
  if (map_get(&resolver->anchor_names, name) != NULL) return NULL;
  struct anchor *anchor = arena_new(resolver->arena, struct anchor);
  *anchor = (struct anchor){name, (uint32_t)resolver->anchors.count};
  map_set(&resolver->anchor_names, anchor->name, anchor);
  vector_push(resolver->work, &resolver->anchors, anchor);
  return anchor;
}

struct node *node_make(struct resolver *resolver, enum node_kind kind, enum role role) {
  struct node *node = arena_new(resolver->arena, struct node);
  node->kind = kind;
  node->role = role;
  return node;
}

void node_set_language(struct node *node, struct str language, struct str around) {
  if (!str_equal(language, around)) node->language = language;
}

size_t group_open(const struct resolver *resolver) {
  return resolver->nodes.count;
}

void group_push(struct resolver *resolver, struct node *node) {
  vector_push(resolver->work, &resolver->nodes, node);
}

void group_close(struct resolver *resolver, size_t from, struct node *group) {
  size_t count = resolver->nodes.count - from;
  group->children = arena_new_array(resolver->arena, struct node *, count);
  group->child_count = (uint32_t)count;
  if (count > 0) memcpy(group->children, resolver->nodes.at + from, count * sizeof *group->children);
  resolver->nodes.count = from;
}

/* Primary tags of the languages whose usual script runs from right to left. Other packs are not read for one word. */
static const char *const right_to_left[] = {"ar", "arc", "ckb", "dv", "fa", "he", "ks",
                                            "ps", "sd",  "syr", "ug", "ur", "yi"};

static struct str primary_tag(struct str tag) {
  size_t hyphen = str_find(tag, STR("-"), 0);
  return hyphen == SIZE_MAX ? tag : str_slice(tag, 0, hyphen);
}

enum script_direction direction_of(const struct resolver *resolver, struct str language) {
  if (str_equal(language, resolver->out->language)) return resolver->pack->direction;
  struct str primary = primary_tag(language);
  for (size_t i = 0; i < sizeof right_to_left / sizeof *right_to_left; i++)
    if (str_equal(primary, str_from(right_to_left[i]))) return DIRECTION_RIGHT_TO_LEFT;
  return DIRECTION_LEFT_TO_RIGHT;
}

void draft_open(struct resolver *resolver, struct draft *draft, struct str language) {
  *draft = (struct draft){.outer = resolver->draft,
                          .first_run = resolver->runs.count,
                          .first_citation = resolver->citations.count,
                          .language = language};
  resolver->draft = draft;
}

/* Citations of this draft get the runs' last place. Those of a draft inside have theirs already. */
static void place_citations(struct resolver *resolver, const struct draft *draft, struct run *runs) {
  for (size_t i = draft->first_citation; i < resolver->citations.count; i++) {
    struct open_citation *open = &resolver->citations.at[i];
    if (open->run == NULL) open->run = &runs[open->stack_index - draft->first_run];
  }
}

static struct run *take_runs(struct resolver *resolver, const struct draft *draft, uint32_t *count) {
  *count = (uint32_t)(resolver->runs.count - draft->first_run);
  struct run *runs = arena_new_array(resolver->arena, struct run, *count);
  if (*count > 0) memcpy(runs, resolver->runs.at + draft->first_run, *count * sizeof *runs);
  place_citations(resolver, draft, runs);
  resolver->runs.count = draft->first_run;
  return runs;
}

struct node *draft_close(struct resolver *resolver, struct draft *draft, enum role role, enum block_style_id style) {
  struct node *node = node_make(resolver, NODE_PARAGRAPH, role);
  struct paragraph *paragraph = arena_new(resolver->arena, struct paragraph);
  paragraph->runs = take_runs(resolver, draft, &paragraph->run_count);
  paragraph->style = style;
  paragraph->language = draft->language;
  paragraph->direction = direction_of(resolver, draft->language);
  node->paragraph = paragraph;
  node->anchor = draft->anchor;
  resolver->draft = draft->outer;
  if (resolver->style->blocks[style].letter_case == CASE_CAPITALS)
    vector_push(resolver->work, &resolver->capitals, paragraph);
  return node;
}
