/* Lists of references. */
#include "resolve/resolver.h"

static bool wanted_kind(const struct register_list *list, const struct reference *reference) {
  if (!list->kind.given) return true;
  int kind = reference->kind.given ? reference->kind.value : REFERENCE_DOCUMENT;
  return kind == list->kind.value;
}

struct chosen {
  struct named **at;
  size_t count;
};

/* The report's own in the order of their definition (with `cited`, only the cited ones), then those of registries in
 * the order of their first citation. */
static struct chosen choose(struct resolver *resolver, const struct register_list *list) {
  struct names *names = &resolver->names;
  bool only_cited = list->cited.given && list->cited.value;
  struct chosen chosen = {arena_new_array(resolver->work, struct named *, names->references.count + names->cited.count),
                          0};
  for (size_t i = 0; i < names->references.count; i++) {
    struct named *named = names->references.at[i];
    if ((named->cited || !only_cited) && wanted_kind(list, named->reference)) chosen.at[chosen.count++] = named;
  }
  for (size_t i = 0; i < names->cited.count; i++) {
    struct named *named = names->cited.at[i];
    if (named->rank < RANK_REPORT && wanted_kind(list, named->reference)) chosen.at[chosen.count++] = named;
  }
  return chosen;
}

struct entry_words {
  struct resolver *resolver;
  struct named *named;
  struct str citation;
};

static struct str entry_field(void *context, struct str name) {
  const struct entry_words *words = context;
  struct resolver *resolver = words->resolver;
  const struct reference *reference = words->named->reference;
  if (str_equal(name, STR("citation"))) return words->citation;
  if (str_equal(name, STR("source"))) return reference_source(resolver, reference);
  if (str_equal(name, STR("url"))) return reference->url.bytes;
  if (str_equal(name, STR("date")))
    return reference->date.given ? language_date(resolver->work, resolver->pack, &reference->date)
                                 : (struct str){"", 0};
  return str_equal(name, STR("title")) ? reference_title_beside(resolver, words->named) : field_value(resolver, name);
}

static void add_entry(struct resolver *resolver, struct named *named) {
  struct str citation = cite_reference(resolver, named);
  struct entry_words words = {resolver, named, citation};
  struct str text = language_fill(resolver->work, resolver->style->reference_list_form, entry_field, &words);
  size_t at = citation.length > 0 ? str_find(text, citation, 0) : SIZE_MAX;
  if (at == SIZE_MAX) {
    runs_add_text(resolver, text, 0);
    return;
  }
  bool leads_away = named->reference->url.bytes.length > 0 || named->contribution != NULL;
  runs_add_text(resolver, str_slice(text, 0, at), 0);
  runs_add_citation(resolver, named, leads_away);
  runs_add_text(resolver, str_slice(text, at + citation.length, text.length), 0);
}

/* The first list that shows a reference is where citations lead. */
static struct anchor *entry_anchor(struct resolver *resolver, struct named *named) {
  if (named->entry != NULL) return NULL;
  named->entry = anchor_make(resolver, named->id);
  if (named->entry == NULL)
    named->entry = anchor_make(resolver, str_format(resolver->arena, "reference.%.*s", STR_ARG(named->id)));
  return named->entry;
}

static void build_entry(struct resolver *resolver, struct named *named) {
  struct node *item = node_make(resolver, NODE_GROUP, ROLE_LIST_ITEM);
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  draft.anchor = entry_anchor(resolver, named);
  add_entry(resolver, named);
  struct node *node = draft_close(resolver, &draft, ROLE_LIST_BODY, STYLE_REFERENCE_ENTRY);
  node->place = named->place;
  named->listed = true;
  size_t from = group_open(resolver);
  group_push(resolver, node);
  group_close(resolver, from, item);
  group_push(resolver, item);
}

void references_close(struct resolver *resolver, const struct open_list *list) {
  const struct register_list *value = &list->block->register_list;
  struct chosen chosen = choose(resolver, value);
  list_title(resolver, list, value, "reference-list");
  if (chosen.count == 0) {
    if (resolver->report->complete)
      diagnose(resolver->diagnostics, list->block->place, W_EMPTY_LIST, "this list has no references to show");
    return;
  }
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_LIST);
  size_t from = group_open(resolver);
  for (size_t i = 0; i < chosen.count; i++)
    build_entry(resolver, chosen.at[i]);
  group_close(resolver, from, group);
  group_push(resolver, group);
}
