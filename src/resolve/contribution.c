/* A contribution is a section whose title is built from what it takes, and whose summary, discussion and actions are
 * its subsections. */
#include <string.h>

#include "resolve/resolver.h"

struct title_words {
  struct resolver *resolver;
  struct str citation, source, title;
};

static struct str title_field(void *context, struct str name) {
  const struct title_words *words = context;
  if (str_equal(name, STR("citation"))) return words->citation;
  if (str_equal(name, STR("source"))) return words->source;
  if (str_equal(name, STR("title"))) return words->title;
  return field_value(words->resolver, name);
}

/* Those of several references that are taken together stand once each. */
static struct str join_once(struct resolver *resolver, struct str *words, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    bool again = words[i].length == 0;
    for (size_t k = 0; k < kept && !again; k++)
      again = str_equal(words[k], words[i]);
    if (!again) words[kept++] = words[i];
  }
  return language_join(resolver->work, resolver->pack, words, kept);
}

static struct str title_by_form(struct resolver *resolver, struct named **named, size_t count, struct str citation) {
  struct str *words = arena_new_array(resolver->work, struct str, count);
  struct title_words title = {.resolver = resolver, .citation = citation};
  for (size_t i = 0; i < count; i++)
    words[i] = reference_source(resolver, named[i]->reference);
  title.source = join_once(resolver, words, count);
  for (size_t i = 0; i < count; i++)
    words[i] = reference_title_beside(resolver, named[i]);
  title.title = join_once(resolver, words, count);
  return language_fill(resolver->work, resolver->style->contribution_title_form, title_field, &title);
}

/* Each citation in the text becomes a run of its own, so that it can be a link. */
static void add_with_citations(struct resolver *resolver, struct str text, struct named **named, size_t count) {
  size_t done = 0;
  for (size_t i = 0; i < count; i++) {
    struct str citation = cite_reference(resolver, named[i]);
    size_t at = citation.length > 0 ? str_find(text, citation, done) : SIZE_MAX;
    if (at == SIZE_MAX) continue;
    runs_add_text(resolver, str_slice(text, done, at), 0);
    runs_add_citation(resolver, named[i], named[i]->reference->url.bytes.length > 0);
    done = at + citation.length;
  }
  runs_add_text(resolver, str_slice(text, done, text.length), 0);
}

static size_t find_references(struct resolver *resolver, const struct contribution *contribution,
                              struct named **named) {
  size_t count = 0;
  for (size_t i = 0; i < contribution->reference_count; i++) {
    struct named *found = names_need_reference(resolver, &contribution->references[i]);
    if (found != NULL) named[count++] = found;
  }
  return count;
}

static void add_built_title(struct resolver *resolver, struct named **named, size_t count) {
  struct str *citations = arena_new_array(resolver->work, struct str, count);
  for (size_t i = 0; i < count; i++)
    citations[i] = cite_reference(resolver, named[i]);
  struct str citation = language_join(resolver->work, resolver->pack, citations, count);
  add_with_citations(resolver, title_by_form(resolver, named, count, citation), named, count);
}

static void contribution_heading(struct resolver *resolver, const struct block *block, struct surroundings at,
                                 struct str number) {
  const struct contribution *contribution = &block->contribution;
  struct named *own = names_add_block(resolver, block);
  struct named **named = arena_new_array(resolver->work, struct named *, contribution->reference_count);
  size_t count = find_references(resolver, contribution, named);
  struct draft draft;
  draft_open(resolver, &draft, contribution->has_title ? at.language : resolver->out->language);
  draft.anchor = block_anchor(resolver, own, "section", number);
  if (contribution->has_title)
    runs_add_inline(resolver, &contribution->title);
  else
    add_built_title(resolver, named, count);
  struct node *heading = heading_close(resolver, &draft, number, (uint8_t)(at.level + 1), number.length == 0);
  heading->place = block->place;
  for (size_t i = 0; i < count; i++)
    if (named[i]->contribution == NULL) named[i]->contribution = heading->anchor;
  if (own != NULL) {
    own->anchor = heading->anchor;
    own->number = number;
    own->title = heading->paragraph;
  }
  group_push(resolver, heading);
}

/* A subsection under a label ("Summary"). */
static void build_part(struct resolver *resolver, const char *label, const struct blocks *blocks,
                       enum paragraph_numbering rule, struct surroundings at) {
  struct scope scope;
  scope_open(resolver, at.scope, &scope, NULL);
  scope.rule = rule;
  uint8_t level = (uint8_t)(at.level + 1);
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_SECTION);
  size_t from = group_open(resolver);
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  draft.anchor = block_anchor(resolver, NULL, "section", scope.number);
  runs_add_text(resolver, language_label(resolver->pack, str_from(label)), 0);
  group_push(resolver, heading_close(resolver, &draft, scope.number, level, scope.number.length == 0));
  blocks_build(resolver, blocks, section_surroundings(at, &scope, level));
  group_close(resolver, from, group);
  group_push(resolver, group);
}

static struct blocks discussion_with_outcome(struct resolver *resolver, const struct contribution *contribution) {
  struct blocks all = {.place = contribution->discussion.place,
                       .count = contribution->discussion.count + contribution->outcome.count};
  all.at = arena_new_array(resolver->work, struct block *, all.count);
  if (contribution->discussion.count > 0)
    memcpy(all.at, contribution->discussion.at, contribution->discussion.count * sizeof *all.at);
  if (contribution->outcome.count > 0)
    memcpy(all.at + contribution->discussion.count, contribution->outcome.at,
           contribution->outcome.count * sizeof *all.at);
  return all;
}

static enum paragraph_numbering discussion_rule(const struct resolver *resolver, const struct blocks *blocks) {
  enum paragraph_numbering rule = resolver->style->discussion;
  if (rule == PARAGRAPHS_LETTERED && count_numbered(blocks) < 2) return PARAGRAPHS_PLAIN;
  return rule == PARAGRAPHS_AUTO ? PARAGRAPHS_PLAIN : rule;
}

/* Parts have the style's rule where it numbers every paragraph, else none: "all else is plain". */
static enum paragraph_numbering plain_rule(const struct resolver *resolver) {
  enum paragraph_numbering rule = resolver->style->paragraphs;
  return rule == PARAGRAPHS_AUTO ? PARAGRAPHS_PLAIN : rule;
}

void contribution_build(struct resolver *resolver, const struct block *block, struct surroundings at) {
  const struct contribution *contribution = &block->contribution;
  struct scope scope;
  scope_open(resolver, at.scope, &scope, NULL);
  scope.rule = plain_rule(resolver);
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_SECTION);
  size_t from = group_open(resolver);
  contribution_heading(resolver, block, at, scope.number);
  struct surroundings inner = section_surroundings(at, &scope, (uint8_t)(at.level + 1));
  blocks_build(resolver, &contribution->body, inner);
  if (contribution->summary.count > 0)
    build_part(resolver, "summary", &contribution->summary, plain_rule(resolver), inner);
  struct blocks discussion = discussion_with_outcome(resolver, contribution);
  if (discussion.count > 0)
    build_part(resolver, "discussion", &discussion, discussion_rule(resolver, &discussion), inner);
  if (contribution->actions.count > 0)
    build_part(resolver, "actions", &contribution->actions, plain_rule(resolver), inner);
  group_close(resolver, from, group);
  group_push(resolver, group);
}
