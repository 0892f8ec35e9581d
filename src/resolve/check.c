/* The editor's checks that are sure. All are warnings; none looks at grammar. */
#include "resolve/resolver.h"

/* ---- defined and never used ---- */

static void check_references(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->names.references.count; i++) {
    const struct named *named = resolver->names.references.at[i];
    if (named->cited || named->listed) continue;
    struct message *message = diagnose(resolver->diagnostics, named->place, W_UNUSED_REFERENCE,
                                       "the reference `%.*s` is never cited", STR_ARG(named->id));
    message_hint(resolver->diagnostics, message, "cite it as [[%.*s]], or take it out", STR_ARG(named->id));
  }
}

static void check_footnotes(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->footnotes.count; i++) {
    const struct footnote_entry *entry = resolver->footnotes.entries[i].value;
    const struct source_text *id = &entry->footnote->id;
    if (entry->note != NULL) continue;
    struct message *message =
        diagnose(resolver->diagnostics, source_text_place(id, 0, id->bytes.length), W_NOTE_NOT_CALLED,
                 "the footnote `%.*s` is never called, so it is not printed", STR_ARG(id->bytes));
    message_hint(resolver->diagnostics, message, "call it in the text: [^%.*s]", STR_ARG(id->bytes));
  }
}

/* ---- owners that are nearly an id ---- */

struct owner_check {
  struct resolver *resolver;
  struct str *ids;
  size_t id_count;
  struct map seen; /* owner text → its nearest id, a struct str; each text is compared once */
};

static struct owner_check prepare_owners(struct resolver *resolver) {
  struct owner_check check = {.resolver = resolver, .seen = map_create(resolver->work)};
  const struct map *names = &resolver->names.by_id;
  check.ids = arena_new_array(resolver->work, struct str, names->count);
  for (size_t i = 0; i < names->count; i++) {
    const struct named *named = names->entries[i].value;
    if (named->kind == NAMED_PERSON || named->kind == NAMED_GROUP) check.ids[check.id_count++] = named->id;
  }
  return check;
}

static struct str nearest_id(struct owner_check *check, struct str text) {
  const struct str *known = map_get(&check->seen, text);
  if (known != NULL) return *known;
  struct str *nearest = arena_new(check->resolver->work, struct str);
  *nearest = diagnostics_nearest(text, check->ids, check->id_count);
  map_set(&check->seen, text, nearest);
  return *nearest;
}

static void check_owner(struct owner_check *check, const struct source_text *owner) {
  struct resolver *resolver = check->resolver;
  if (names_person_or_group(resolver, owner->bytes) != NULL) return;
  struct str nearest = nearest_id(check, owner->bytes);
  if (nearest.length == 0) return;
  struct place place = source_text_place(owner, 0, owner->bytes.length);
  struct message *message =
      diagnose(resolver->diagnostics, place, W_NEAR_OWNER,
               "`%.*s` is printed as it stands, but is nearly the id `%.*s`", STR_ARG(owner->bytes), STR_ARG(nearest));
  message_hint(resolver->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
}

static void check_owners(struct resolver *resolver) {
  struct owner_check check = prepare_owners(resolver);
  for (size_t i = 0; i < resolver->actions.count; i++) {
    const struct action *action = &resolver->actions.at[i].block->action;
    for (size_t k = 0; k < action->owner_count; k++)
      check_owner(&check, &action->owners[k]);
  }
  for (size_t i = 0; i < resolver->lists.count; i++) {
    const struct block *block = resolver->lists.at[i].block;
    if (block->kind != BLOCK_ACTION_LIST) continue;
    for (size_t k = 0; k < block->register_list.owner_count; k++)
      check_owner(&check, &block->register_list.owners[k]);
  }
}

/* The use may stand in what was not read after a YAML error, or in a value that was refused. */
void checks_run(struct resolver *resolver) {
  if (!resolver->report->complete) return;
  check_owners(resolver);
  if (resolver->refused) return;
  check_references(resolver);
  check_footnotes(resolver);
  abbreviations_check(resolver);
}
