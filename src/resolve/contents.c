/* The table of contents and the bookmarks, when all titles have their words. */
#include "resolve/resolver.h"

enum { CONTENTS_DEPTH = 3 }; /* where the author gives none */

/* What the program adds to a title, as part of the link. */
static void add_link_text(struct resolver *resolver, const struct outline_entry *entry, struct str text,
                          uint32_t serial) {
  if (text.length == 0) return;
  struct run run = run_made(resolver, text);
  run.anchor = entry->anchor;
  run.is_link = true;
  run.link_serial = serial;
  runs_add(resolver, run);
}

static void add_title_runs(struct resolver *resolver, const struct outline_entry *entry) {
  uint32_t serial = ++resolver->link_serial;
  add_link_text(resolver, entry, entry->lead, serial);
  for (uint32_t i = 0; i < entry->heading->run_count; i++) {
    struct run run = entry->heading->runs[i];
    if (run_is_note_call(&run)) continue;
    if (run.field == FIELD_BREAK) continue;
    run.link = (struct str){"", 0};
    run.note = NULL;
    if (run.field == FIELD_NONE) run.anchor = entry->anchor;
    run.is_link = true;
    run.link_serial = serial;
    runs_add(resolver, run);
  }
  add_link_text(resolver, entry, entry->tail, serial);
  runs_add(resolver, (struct run){.field = FIELD_LEADER});
  runs_add(resolver, (struct run){.field = FIELD_PAGE_OF,
                                  .anchor = entry->anchor,
                                  .is_link = true,
                                  .link_serial = ++resolver->link_serial});
}

static void build_line(struct resolver *resolver, const struct outline_entry *entry) {
  uint8_t level = entry->level < 3 ? entry->level : 3;
  struct draft draft;
  draft_open(resolver, &draft, entry->heading->language);
  add_title_runs(resolver, entry);
  enum block_style_id style = (enum block_style_id)(STYLE_CONTENTS_1 + level - 1);
  struct node *node = draft_close(resolver, &draft, ROLE_CONTENTS_ITEM, style);
  node->paragraph->label.text = entry->heading->label.text;
  node->paragraph->label_role = ROLE_LABEL;
  node_set_language(node, entry->heading->language, resolver->out->language);
  group_push(resolver, node);
}

static void build_contents_title(struct resolver *resolver, const struct open_list *list) {
  uint8_t level = (uint8_t)(list->at.level < SECTION_LEVELS ? list->at.level : SECTION_LEVELS - 1);
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  draft.anchor = block_anchor(resolver, NULL, "list", (struct str){"", 0});
  runs_add_text(resolver, language_label(resolver->pack, STR("contents")), 0);
  struct node *node = draft_close(resolver, &draft, (enum role)(ROLE_HEADING_1 + level), STYLE_CONTENTS_TITLE);
  node->keep_with_next = true;
  node->place = list->block->place;
  group_push(resolver, node);
}

static void build_contents(struct resolver *resolver, const struct open_list *list) {
  const struct schema_integer *given = &list->block->depth;
  int64_t depth = given->given ? given->value : CONTENTS_DEPTH;
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_CONTENTS);
  build_contents_title(resolver, list);
  size_t from = group_open(resolver);
  for (size_t i = 0; i < resolver->outline.count; i++)
    if (resolver->outline.at[i].level <= depth) build_line(resolver, &resolver->outline.at[i]);
  group_close(resolver, from, group);
  if (group->child_count > 0) group_push(resolver, group);
}

void contents_close(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->lists.count; i++) {
    const struct open_list list = resolver->lists.at[i];
    if (list.block->kind != BLOCK_CONTENTS) continue;
    size_t from = group_open(resolver);
    build_contents(resolver, &list);
    group_close(resolver, from, list.node);
  }
}

static void add_bookmark(struct resolver *resolver, const struct outline_entry *entry, uint8_t *last_level) {
  struct str words = str_trim(paragraph_words(resolver->work, entry->heading));
  struct str number = entry->heading->label.text;
  if (entry->lead.length + entry->tail.length > 0)
    words = str_format(resolver->work, "%.*s%.*s%.*s", STR_ARG(entry->lead), STR_ARG(words), STR_ARG(entry->tail));
  struct bookmark *bookmark = &resolver->out->bookmarks[resolver->out->bookmark_count++];
  if (number.length > 0) words = str_trim(str_format(resolver->work, "%.*s %.*s", STR_ARG(number), STR_ARG(words)));
  bookmark->title = keep(resolver, words);
  bookmark->level = entry->level > *last_level + 1 ? (uint8_t)(*last_level + 1) : entry->level;
  bookmark->anchor = entry->anchor;
  *last_level = bookmark->level;
}

void bookmarks_close(struct resolver *resolver) {
  resolver->out->bookmarks = arena_new_array(resolver->arena, struct bookmark, resolver->outline.count);
  uint8_t last_level = 0;
  for (size_t i = 0; i < resolver->outline.count; i++)
    add_bookmark(resolver, &resolver->outline.at[i], &last_level);
}
