/* Annexes: each begins a page, with its number above its title; sections in it count from 1. */
#include "resolve/resolver.h"

struct str annex_number(const struct resolver *resolver, uint32_t annex) {
  return resolver->annex_numbers[annex - 1];
}

struct str annex_words(struct resolver *resolver, struct str number) {
  return language_fill_one(resolver->work, resolver->pack, STR("cite.annex"), STR("number"), number);
}

static struct str numeral(struct resolver *resolver, uint32_t number) {
  switch (resolver->style->annex_numerals) {
  case NUMERALS_LETTERS: return language_upper(resolver->work, language_letters(resolver->work, number), STR("en"));
  case NUMERALS_ROMAN: return language_upper(resolver->work, language_roman(resolver->work, number), STR("en"));
  case NUMERALS_FIGURES: break;
  }
  return str_format(resolver->work, "%u", number);
}

/* The only annex has no number. A number of its own stands beside the count. */
static void number_all(struct resolver *resolver) {
  const struct blocks *annexes = &resolver->report->annexes;
  resolver->annex_numbers = arena_new_array(resolver->work, struct str, annexes->count);
  uint32_t count = 0;
  for (size_t i = 0; i < annexes->count; i++) {
    const struct section *section = &annexes->at[i]->section;
    struct str *number = &resolver->annex_numbers[i];
    if (section->number == SECTION_NUMBER_OWN)
      *number = keep(resolver, inline_words(resolver, &section->own_number));
    else if (section->number == SECTION_NUMBER_AUTO && annexes->count > 1)
      *number = keep(resolver, numeral(resolver, ++count));
  }
}

struct heading_words {
  struct resolver *resolver;
  struct str number, title;
};

static struct str heading_field(void *context, struct str name) {
  const struct heading_words *words = context;
  if (str_equal(name, STR("number"))) return words->number;
  if (str_equal(name, STR("title"))) return words->title;
  return field_value(words->resolver, name);
}

/* "Annex 1"; nothing for an annex that is not to have a number. */
static struct str heading_words(struct resolver *resolver, const struct section *section) {
  if (section->number == SECTION_NUMBER_NONE) return (struct str){"", 0};
  struct heading_words words = {resolver, resolver->annex_number, {"", 0}};
  bool lone = words.number.length == 0;
  struct str form = lone ? resolver->style->annex_lone_form : resolver->style->annex_heading_form;
  return language_fill(resolver->work, form, heading_field, &words);
}

/* What stands before and behind the title in contents and bookmarks. */
static void split_entry(struct resolver *resolver, struct str heading, bool titled, struct outline_entry *entry) {
  static const struct str mark = STR_INIT("\x03");
  if (heading.length == 0) return;
  struct heading_words words = {resolver, heading, titled ? mark : (struct str){"", 0}};
  struct str text = language_fill(resolver->work, resolver->style->annex_entry_form, heading_field, &words);
  size_t title = titled ? str_find(text, mark, 0) : SIZE_MAX;
  entry->lead = keep(resolver, str_slice(text, 0, title));
  if (title != SIZE_MAX) entry->tail = keep(resolver, str_slice(text, title + mark.length, text.length));
}

/* The heading is one element with two lines in it, each with its own look. The space between them is for those who hear
 * or copy the text. */
static struct node *heading_line(struct resolver *resolver, struct draft *draft, enum block_style_id style) {
  struct node *node = draft_close(resolver, draft, ROLE_NONE, style);
  node->keep_with_next = true;
  group_push(resolver, node);
  return node;
}

static void push_label(struct resolver *resolver, struct str words, bool titled) {
  struct draft draft;
  if (words.length == 0) return;
  draft_open(resolver, &draft, resolver->out->language);
  runs_add_text(resolver, words, 0);
  if (titled) runs_add(resolver, (struct run){.text = STR(" ")});
  heading_line(resolver, &draft, STYLE_ANNEX_LABEL);
}

/* "annex.2", whatever the annex is numbered with. */
static struct anchor *annex_anchor(struct resolver *resolver, const struct named *named) {
  struct anchor *anchor = named != NULL ? anchor_make(resolver, named->id) : NULL;
  if (anchor == NULL) anchor = anchor_make(resolver, str_format(resolver->arena, "annex.%u", resolver->annex));
  return anchor;
}

static void build_heading(struct resolver *resolver, const struct block *block, struct named *named,
                          struct str language) {
  const struct section *section = &block->section;
  bool titled = section->title.count > 0 || section->reference_count > 0;
  struct str label = heading_words(resolver, section);
  struct node *heading = node_make(resolver, NODE_GROUP, ROLE_HEADING_1);
  heading->place = section->has_title ? section->title.place : block->place;
  heading->anchor = annex_anchor(resolver, named);
  size_t from = group_open(resolver);
  push_label(resolver, label, titled);
  struct draft draft;
  draft_open(resolver, &draft, language);
  runs_add_inline(resolver, &section->title);
  section_references_add(resolver, section);
  struct node *title = titled ? heading_line(resolver, &draft, STYLE_ANNEX_TITLE)
                              : draft_close(resolver, &draft, ROLE_NONE, STYLE_ANNEX_TITLE);
  group_close(resolver, from, heading);
  if (heading->child_count > 0) group_push(resolver, heading);
  struct outline_entry entry = {.heading = title->paragraph, .anchor = heading->anchor, .level = 1};
  split_entry(resolver, label, titled, &entry);
  if (heading->child_count > 0) vector_push(resolver->work, &resolver->outline, entry);
  if (named == NULL) return;
  named->anchor = heading->anchor;
  named->title = title->paragraph;
}

static void build_annex(struct resolver *resolver, const struct block *block, struct surroundings at) {
  const struct section *section = &block->section;
  if (block->language.length > 0) at.language = block->language;
  struct named *named = names_add_block(resolver, block);
  if (named != NULL) {
    named->is_annex = true;
    named->number = resolver->annex_number;
  }
  struct scope scope = {.counts_in = NULL};
  scope.counts_in = &scope;
  scope.rule = scope_rule(resolver, at.scope, section, 1, false);
  group_push(resolver, node_make(resolver, NODE_PAGE_BREAK, ROLE_NONE));
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_SECTION);
  node_set_language(group, at.language, resolver->out->language);
  size_t from = group_open(resolver);
  build_heading(resolver, block, named, at.language);
  blocks_build(resolver, &section->body, section_surroundings(at, &scope, 1));
  group_close(resolver, from, group);
  group_push(resolver, group);
}

void annexes_build(struct resolver *resolver, struct surroundings at) {
  const struct blocks *annexes = &resolver->report->annexes;
  number_all(resolver);
  for (size_t i = 0; i < annexes->count; i++) {
    resolver->annex = (uint32_t)i + 1;
    resolver->annex_number = resolver->annex_numbers[i];
    resolver->continuous = 0;
    if (resolver->style->annex_restart_tables) resolver->table_count = 0;
    build_annex(resolver, annexes->at[i], at);
  }
  resolver->annex = 0;
  resolver->annex_number = (struct str){"", 0};
}
