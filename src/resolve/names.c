/* What [[id]] can mean: references, people and groups of all ranks, and blocks with an id, in one map. */
#include "resolve/resolver.h"

struct editions {
  VECTOR(struct named *) at;
};

static const char *const kind_words[] = {"a reference", "a person", "a group", "a block"};

/* ---- entering names ---- */

bool names_is_own(struct str id) {
  return str_equal(id, STR("document")) || str_equal(id, STR("meeting"));
}

static bool report_reserved(struct resolver *resolver, struct str id, struct place place) {
  if (!names_is_own(id)) return false;
  struct message *message =
      diagnose(resolver->diagnostics, place, E_RESERVED_NAME, "`%.*s` cannot be an id of your own", STR_ARG(id));
  message_hint(resolver->diagnostics, message, "[[%.*s.…]] cites what the report says of itself", STR_ARG(id));
  return true;
}

static void report_twice(struct resolver *resolver, const struct named *first, enum named_kind kind, struct str id,
                         struct place place) {
  struct message *message =
      first->kind == kind
          ? diagnose(resolver->diagnostics, place, E_DEFINED_TWICE, "the id `%.*s` is defined twice", STR_ARG(id))
          : diagnose(resolver->diagnostics, place, E_DEFINED_TWICE, "the id `%.*s` is %s here and %s elsewhere",
                     STR_ARG(id), kind_words[kind], kind_words[first->kind]);
  message_relate(resolver->diagnostics, message, first->place, "first defined here");
  message_hint(resolver->diagnostics, message, "give one of the two another id");
}

/* NULL when the name is not free. */
static struct named *add_name(struct resolver *resolver, enum named_kind kind, struct str id, struct place place) {
  if (report_reserved(resolver, id, place)) return NULL;
  const struct named *first = map_get(&resolver->names.by_id, id);
  if (first != NULL) {
    report_twice(resolver, first, kind, id, place);
    return NULL;
  }
  struct named *named = arena_new(resolver->work, struct named);
  named->kind = kind;
  named->id = id;
  named->place = place;
  map_set(&resolver->names.by_id, id, named);
  return named;
}

/* The registry of all ranks, in which the report's own words win, key by key. */
static void collect_references(struct resolver *resolver, const struct map *references) {
  for (size_t i = 0; i < references->count; i++) {
    const struct reference *reference = references->entries[i].value;
    struct named *named = add_name(resolver, NAMED_REFERENCE, reference->id, reference->place);
    if (named == NULL) continue;
    named->rank = reference->rank;
    named->reference = reference;
    if (reference->rank == RANK_REPORT) vector_push(resolver->work, &resolver->names.references, named);
  }
}

static void collect_people(struct resolver *resolver, const struct map *people) {
  for (size_t i = 0; i < people->count; i++) {
    const struct person *person = people->entries[i].value;
    struct named *named = add_name(resolver, NAMED_PERSON, person->id, person->place);
    if (named != NULL) named->person = person;
  }
}

static void collect_groups(struct resolver *resolver, const struct map *groups) {
  for (size_t i = 0; i < groups->count; i++) {
    const struct group *group = groups->entries[i].value;
    struct named *named = add_name(resolver, NAMED_GROUP, group->id, group->place);
    if (named != NULL) named->group = group;
  }
}

/* ---- a resolution without its year ---- */

/* "res-101" of "res-101-2022"; empty when the id does not end in a year. */
static struct str stem_of(struct str id) {
  uint64_t year;
  if (id.length < 6 || id.at[id.length - 5] != '-') return (struct str){"", 0};
  if (!number_parse(str_slice(id, id.length - 4, id.length), 9999, &year)) return (struct str){"", 0};
  return str_slice(id, 0, id.length - 5);
}

static void collect_editions(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->names.by_id.count; i++) {
    struct named *named = resolver->names.by_id.entries[i].value;
    struct str stem = named->kind == NAMED_REFERENCE ? stem_of(named->id) : (struct str){"", 0};
    if (stem.length == 0) continue;
    struct editions *editions = map_get(&resolver->names.editions, stem);
    if (editions == NULL) {
      editions = arena_new(resolver->work, struct editions);
      map_set(&resolver->names.editions, stem, editions);
    }
    vector_push(resolver->work, &editions->at, named);
  }
}

static int64_t day_number(const struct schema_date *date) {
  return ((int64_t)date->year * 16 + date->month) * 32 + date->day;
}

/* The day from which an edition holds: its date, else the beginning of its year. */
static int64_t holds_from(const struct named *named) {
  const struct reference *reference = named->reference;
  if (reference->date.given) return day_number(&reference->date);
  uint64_t year = 0;
  number_parse(str_slice(named->id, named->id.length - 4, named->id.length), 9999, &year);
  if (reference->year.given) year = (uint64_t)reference->year.value;
  return (int64_t)year * 16 * 32;
}

static struct named *edition_in_force(const struct resolver *resolver, const struct editions *editions) {
  const struct schema_date *date = &resolver->report->document.date;
  struct named *best = NULL;
  for (size_t i = 0; i < editions->at.count; i++) {
    struct named *named = editions->at.at[i];
    if (date->given && holds_from(named) > day_number(date)) continue;
    if (best == NULL || holds_from(named) > holds_from(best)) best = named;
  }
  return best;
}

/* ---- finding ---- */

static struct named *report_unknown(struct resolver *resolver, const struct source_text *id, const char *what);

/* Who issued a reference of the report's own is a group; in registries that was checked when they were read. */
static void check_issuers(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->names.references.count; i++) {
    const struct source_text *issuer = &resolver->names.references.at[i]->reference->issuer;
    if (issuer->bytes.length == 0 || str_equal(issuer->bytes, resolver->style->default_issuer)) continue;
    const struct named *named = names_find(resolver, issuer->bytes);
    if (named == NULL || named->kind != NAMED_GROUP) report_unknown(resolver, issuer, "group");
  }
}

void names_collect(struct resolver *resolver) {
  resolver->names.by_id = map_create(resolver->work);
  resolver->names.editions = map_create(resolver->work);
  struct registry *registry = &resolver->registry;
  collect_references(resolver, &registry->references);
  collect_people(resolver, &registry->people);
  collect_groups(resolver, &registry->groups);
  collect_editions(resolver);
  check_issuers(resolver);
}

struct named *names_add_block(struct resolver *resolver, const struct block *block) {
  if (block->id.bytes.length == 0) return NULL;
  struct place place = source_text_place(&block->id, 0, block->id.bytes.length);
  struct named *named = add_name(resolver, NAMED_BLOCK, block->id.bytes, place);
  if (named == NULL) return NULL;
  named->rank = RANK_REPORT;
  named->block = block;
  named->annex = resolver->annex;
  return named;
}

struct named *names_find(struct resolver *resolver, struct str id) {
  struct named *named = map_get(&resolver->names.by_id, id);
  if (named != NULL) return named;
  const struct editions *editions = map_get(&resolver->names.editions, id);
  return editions != NULL ? edition_in_force(resolver, editions) : NULL;
}

static void prepare_hints(struct resolver *resolver) {
  struct names *names = &resolver->names;
  if (names->for_hints != NULL) return;
  names->hint_count = names->by_id.count + names->editions.count;
  names->for_hints = arena_new_array(resolver->work, struct str, names->hint_count + 1);
  size_t count = 0;
  for (size_t i = 0; i < names->by_id.count; i++)
    names->for_hints[count++] = names->by_id.entries[i].key;
  for (size_t i = 0; i < names->editions.count; i++)
    names->for_hints[count++] = names->editions.entries[i].key;
}

static void add_hint(struct resolver *resolver, struct message *message, struct str id) {
  struct names *names = &resolver->names;
  if (map_get(&resolver->footnotes, id) != NULL) {
    message_hint(resolver->diagnostics, message, "there is a footnote of that name; it is called as [^%.*s]",
                 STR_ARG(id));
    return;
  }
  if (names->hints_given++ >= NAME_HINTS) return;
  prepare_hints(resolver);
  struct str nearest = diagnostics_nearest(id, names->for_hints, names->hint_count);
  if (nearest.length > 0)
    message_hint(resolver->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_help(resolver->diagnostics, message,
                 "Define it at the top level, with what is known of it:\nreferences:\n  %.*s: {title: …}", STR_ARG(id));
}

/* After a YAML error the definition may stand in what was not read. */
static struct named *report_unknown(struct resolver *resolver, const struct source_text *id, const char *what) {
  if (!resolver->report->complete) return NULL;
  struct place place = source_text_place(id, 0, id->bytes.length);
  struct message *message =
      diagnose(resolver->diagnostics, place, E_UNKNOWN_REFERENCE, "no %s named `%.*s`", what, STR_ARG(id->bytes));
  const struct editions *editions = map_get(&resolver->names.editions, id->bytes);
  if (editions != NULL && editions->at.count > 0)
    message_hint(resolver->diagnostics, message, "none is in force on the document's date; the first is `%.*s`",
                 STR_ARG(editions->at.at[0]->id));
  else
    add_hint(resolver, message, id->bytes);
  return NULL;
}

struct named *names_need(struct resolver *resolver, const struct source_text *id) {
  struct named *named = names_find(resolver, id->bytes);
  return named != NULL ? named : report_unknown(resolver, id, "reference");
}

struct named *names_need_reference(struct resolver *resolver, const struct source_text *id) {
  struct named *named = names_find(resolver, id->bytes);
  if (named == NULL) return report_unknown(resolver, id, "reference");
  if (named->kind == NAMED_REFERENCE) {
    names_cite(resolver, named);
    return named;
  }
  struct place place = source_text_place(id, 0, id->bytes.length);
  struct message *message = diagnose(resolver->diagnostics, place, E_NOT_A_REFERENCE, "`%.*s` is %s, not a reference",
                                     STR_ARG(id->bytes), kind_words[named->kind]);
  message_relate(resolver->diagnostics, message, named->place, "defined here");
  message_hint(resolver->diagnostics, message, "an id from `references:` stands here");
  return NULL;
}

void names_cite(struct resolver *resolver, struct named *named) {
  if (named->cited) return;
  named->cited = true;
  vector_push(resolver->work, &resolver->names.cited, named);
}

struct named *names_person_or_group(struct resolver *resolver, struct str id) {
  struct named *named = names_find(resolver, id);
  return named != NULL && (named->kind == NAMED_PERSON || named->kind == NAMED_GROUP) ? named : NULL;
}

struct str named_words(const struct resolver *resolver, const struct named *named) {
  const struct worded *name = named->kind == NAMED_PERSON ? &named->person->name : &named->group->name;
  struct str words = worded_in(name, resolver->out->language).bytes;
  return words.length > 0 ? words : named->id;
}

struct str names_owner(struct resolver *resolver, const struct source_text *owner) {
  struct named *named = names_person_or_group(resolver, owner->bytes);
  return named != NULL ? named_words(resolver, named) : owner->bytes;
}
