#include <string.h>

#include "resolve/resolver.h"

static struct resolver resolver_for(struct diagnostics *diagnostics, struct arena *arena, const struct report *report,
                                    const struct style *style, const struct language_pack *language,
                                    const struct registry *registry) {
  struct arena *work = arena_create();
  struct resolver resolver = {.diagnostics = diagnostics,
                              .arena = arena,
                              .work = work,
                              .report = report,
                              .style = style,
                              .pack = language,
                              .packs = map_create(work),
                              .refused = diagnostics->error_count > 0,
                              .registry = registry_merge(work, &report->registry, registry),
                              .out = arena_new(arena, struct resolved),
                              .footnotes = map_create(work),
                              .anchor_names = map_create(work)};
  struct str own = report->language.bytes;
  resolver.out->language = own.length > 0 ? own : language->tag;
  resolver.out->direction = language->direction;
  return resolver;
}

/* What stands at the top of the body. */
static struct surroundings body_surroundings(struct resolver *resolver) {
  enum paragraph_numbering rule = resolver->style->paragraphs;
  resolver->root.counts_in = &resolver->root;
  resolver->root.rule = rule == PARAGRAPHS_AUTO || rule == PARAGRAPHS_NUMBERED ? PARAGRAPHS_PLAIN : rule;
  return (struct surroundings){.scope = &resolver->root,
                               .language = resolver->out->language,
                               .style = STYLE_PARAGRAPH,
                               .text_start = resolver->style->blocks[STYLE_PARAGRAPH].indent_start,
                               .numbers = resolver->root.rule != PARAGRAPHS_PLAIN};
}

static void walk(struct resolver *resolver) {
  struct node *root = node_make(resolver, NODE_GROUP, ROLE_DOCUMENT);
  root->language = resolver->out->language;
  resolver->out->root = root;
  size_t from = group_open(resolver);
  first_page_build(resolver);
  blocks_build(resolver, &resolver->report->body, body_surroundings(resolver));
  annexes_build(resolver, body_surroundings(resolver));
  closing_build(resolver);
  group_close(resolver, from, root);
}

static void upper_run(struct resolver *resolver, const struct paragraph *paragraph, struct run *run) {
  if ((run->looks & LOOK_CODE) != 0 || run_is_note_call(run)) return;
  struct str language = run->language.length > 0 ? run->language : paragraph->language;
  run->text = language_upper(resolver->arena, run->text, language);
}

/* Last of all, so that contents and bookmarks have the titles as they were written. */
void capitals_close(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->capitals.count; i++) {
    struct paragraph *paragraph = resolver->capitals.at[i];
    for (uint32_t k = 0; k < paragraph->run_count; k++)
      upper_run(resolver, paragraph, &paragraph->runs[k]);
  }
}

static void *copy_pointers(struct resolver *resolver, const void *pointers, size_t count) {
  void **copy = arena_new_array(resolver->arena, void *, count);
  if (count > 0) memcpy(copy, pointers, count * sizeof *copy);
  return copy;
}

static void hand_over(struct resolver *resolver) {
  struct resolved *out = resolver->out;
  out->anchor_count = resolver->anchors.count;
  out->anchors = copy_pointers(resolver, resolver->anchors.at, out->anchor_count);
  out->note_count = resolver->notes.count;
  out->notes = copy_pointers(resolver, resolver->notes.at, out->note_count);
  out->cluster_count = clusters_of(out);
  heap_vector_free(&resolver->citations);
  arena_destroy(resolver->work);
}

struct resolved *resolve_report(struct diagnostics *diagnostics, struct arena *arena, const struct report *report,
                                const struct style *style, const struct language_pack *language,
                                const struct registry *registry) {
  struct resolver resolver = resolver_for(diagnostics, arena, report, style, language, registry);
  names_collect(&resolver);
  notes_collect(&resolver);
  abbreviations_collect(&resolver);
  walk(&resolver);
  notes_make_waiting(&resolver);
  citations_count(&resolver);
  lists_close(&resolver);
  notes_make_waiting(&resolver);
  citations_close(&resolver);
  contents_close(&resolver);
  bookmarks_close(&resolver);
  furniture_build(&resolver);
  metadata_build(&resolver);
  checks_run(&resolver);
  capitals_close(&resolver);
  packs_close(&resolver);
  hand_over(&resolver);
  return resolver.out;
}
