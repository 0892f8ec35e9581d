/* Lists of the whole report, closed when the walk is over. */
#include "resolve/resolver.h"

void list_open(struct resolver *resolver, const struct block *block, struct surroundings at) {
  struct named *named = names_add_block(resolver, block);
  struct node *node = node_make(resolver, NODE_GROUP, ROLE_NONE);
  node->place = block->place;
  if (named != NULL) node->anchor = named->anchor = block_anchor(resolver, named, "list", (struct str){"", 0});
  at.copy = true;
  at.scope = &resolver->root; /* the section's own is gone when the list is closed */
  struct open_list list = {block, node, at, (uint32_t)resolver->outline.count};
  vector_push(resolver->work, &resolver->lists, list);
  group_push(resolver, node);
}

/* A heading one level below what is around, so that no level is left out. It has no number. */
void list_title(struct resolver *resolver, const struct open_list *list, const struct register_list *value,
                const char *label) {
  if (value->empty_title) return;
  uint8_t level = (uint8_t)(list->at.level < SECTION_LEVELS ? list->at.level : SECTION_LEVELS - 1);
  struct draft draft;
  draft_open(resolver, &draft, value->has_title ? list->at.language : resolver->out->language);
  draft.anchor = block_anchor(resolver, NULL, "list", (struct str){"", 0});
  if (value->has_title)
    runs_add_inline(resolver, &value->title);
  else
    runs_add_text(resolver, language_label(resolver->pack, str_from(label)), 0);
  struct node *node = draft_close(resolver, &draft, (enum role)(ROLE_HEADING_1 + level), STYLE_LIST_TITLE);
  node->place = list->block->place;
  node->keep_with_next = true;
  struct outline_entry entry = {
      .heading = node->paragraph, .anchor = node->anchor, .level = (uint8_t)(level + 1), .place = list->outline_at};
  vector_push(resolver->work, &resolver->list_titles, entry);
  group_push(resolver, node);
}

static void (*const closers[])(struct resolver *, const struct open_list *) = {
    [BLOCK_ACTION_LIST] = actions_close,
    [BLOCK_DECISION_LIST] = decisions_close,
    [BLOCK_REFERENCE_LIST] = references_close,
};

/* Titles of lists come among those of sections; each knows how many of these stand before it. */
static void merge_outline(struct resolver *resolver) {
  size_t count = resolver->outline.count + resolver->list_titles.count, list = 0, merged = 0;
  struct outline_entry *all = arena_new_array(resolver->work, struct outline_entry, count);
  for (size_t i = 0; i <= resolver->outline.count; i++) {
    while (list < resolver->list_titles.count && resolver->list_titles.at[list].place == i)
      all[merged++] = resolver->list_titles.at[list++];
    if (i < resolver->outline.count) all[merged++] = resolver->outline.at[i];
  }
  resolver->outline.at = all;
  resolver->outline.count = resolver->outline.capacity = merged;
}

/* Contents wait until the titles' citations have their words: contents_close. */
void lists_close(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->lists.count; i++) {
    const struct open_list list = resolver->lists.at[i];
    if (list.block->kind == BLOCK_CONTENTS) continue;
    size_t from = group_open(resolver);
    closers[list.block->kind](resolver, &list);
    group_close(resolver, from, list.node);
  }
  merge_outline(resolver);
}
