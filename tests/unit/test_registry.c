/* Registries: texts by language, ranks, conflicts, cities of conferences. Run from the top folder. */
#include <stdio.h>

#include "check.h"
#include "style/registry.h"

static struct arena *arena;
static struct diagnostics *diagnostics;

static void begin(void) {
  static const struct diagnostic_options options;
  arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, &options);
}

static struct str messages(void) {
  struct buffer out = {0};
  diagnostics_render(diagnostics, MESSAGES_TEXT, false, &out);
  struct str text = str_copy(arena, buffer_str(&out));
  buffer_free(&out);
  return text;
}

static bool says(const char *words) {
  return str_find(messages(), str_from(words), 0) != SIZE_MAX;
}

/* Adds what a text defines to a registry. */
static void add(struct registry *registry, enum rank rank, const char *text) {
  uint32_t file = diagnostics_add_file(diagnostics, STR("r.yaml"), str_from(text));
  struct yaml_document document = yaml_parse(diagnostics, arena, file, &yaml_default_limits);
  struct schema_context context = {diagnostics, arena, document.complete};
  CHECK(document.root != NULL);
  if (document.root == NULL) return;
  registry_load(&context, yaml_get(document.root, STR("references")), yaml_get(document.root, STR("people")),
                yaml_get(document.root, STR("groups")), rank, registry);
}

static const struct reference *reference(const struct registry *registry, const char *id) {
  return map_get(&registry->references, str_from(id));
}

static struct str words(const struct worded *worded, const char *language) {
  return worded_in(worded, str_from(language)).bytes;
}

static void test_records_of_every_kind(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_REPORT,
      "references:\n"
      "  plan: {symbol: X/3, revision: 2, addendum: 1, corrigendum: 4, source: [Kenya, Ghana], title: Work plan, date: "
      "2026-01-02}\n"
      "  rule: {kind: resolution, symbol: 12, issuer: board, city: Geneva, year: 2020, revised: true, amended: last "
      "amended 2021}\n"
      "  page: {kind: web, url: \"https://example.org\", title: A page}\n"
      "people: {chair: {name: A. Chair, title: Ms, delegation: Kenya, role: Chair, email: a@example.org}}\n"
      "groups: {board: {name: Board, title: Board of directors}}\n");
  const struct reference *plan = reference(&registry, "plan"), *rule = reference(&registry, "rule");
  CHECK_STR(plan->id, STR("plan"));
  CHECK_STR(plan->symbol.bytes, STR("X/3"));
  CHECK_INT(plan->revision.value, 2);
  CHECK_INT(plan->addendum.value, 1);
  CHECK_INT(plan->corrigendum.value, 4);
  CHECK_INT(plan->source.count, 2);
  CHECK_STR(((const struct source_text *)plan->source.items)[1].bytes, STR("Ghana"));
  CHECK_INT(plan->date.month, 1);
  CHECK_INT(plan->place.length, 4);
  CHECK_INT(plan->rank, RANK_REPORT);
  CHECK_INT(rule->kind.value, REFERENCE_RESOLUTION);
  CHECK_STR(words(&rule->city, "fr"), STR("Geneva"));
  CHECK(rule->revised.value);
  CHECK_STR(rule->amended.bytes, STR("last amended 2021"));
  CHECK_INT(reference(&registry, "page")->kind.value, REFERENCE_WEB);
  const struct person *chair = map_get(&registry.people, STR("chair"));
  CHECK_STR(words(&chair->name, "en"), STR("A. Chair"));
  CHECK_STR(chair->delegation.bytes, STR("Kenya"));
  const struct group *board = map_get(&registry.groups, STR("board"));
  CHECK_STR(words(&board->title, "en"), STR("Board of directors"));
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_texts_by_language(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_STYLE,
      "groups:\n"
      "  a: {name: {en: Board, fr: Conseil}}\n"
      "  b: {name: {fr: Conseil, es: Consejo}}\n"
      "  c: {title: No name}\n");
  const struct group *a = map_get(&registry.groups, STR("a")), *b = map_get(&registry.groups, STR("b"));
  const struct group *c = map_get(&registry.groups, STR("c"));
  CHECK_STR(words(&a->name, "fr"), STR("Conseil"));
  CHECK_STR(words(&a->name, "zh"), STR("Board"));
  CHECK_STR(words(&b->name, "zh"), STR("Conseil"));
  CHECK_STR(words(&c->name, "en"), STR(""));
  CHECK_INT(worded_in(&a->name, STR("fr")).file, 1);
}

static void test_a_report_has_one_language(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_REPORT, "references: {a: {title: {en: Plan, fr: Plan}}}\n");
  CHECK(says("`title` takes a text, here stands keys with values of their own"));
  CHECK_INT(reference(&registry, "a")->title.count, 0);
}

static void test_slips(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_STYLE,
      "references:\n"
      "  a b: {symbol: X/1}\n"
      "  c: {symbl: X/2}\n"
      "  d: {kind: resolutoin}\n"
      "  e: {title: [a, b]}\n"
      "  f: {title: {en: {a: b}}}\n"
      "  g:\n");
  CHECK(says("`a b` is no id"));
  CHECK(says("did you mean `symbol`?"));
  CHECK(says("did you mean `resolution`?"));
  CHECK(says("error[E0332]: `title` takes a text, or a text for each language"));
  CHECK_INT(diagnostics->error_count, 5);
  CHECK(reference(&registry, "a b") == NULL);
  CHECK(reference(&registry, "g") == NULL);
  begin();
  registry = (struct registry){0};
  add(&registry, RANK_STYLE, "references: [a]\n");
  CHECK(says("`references` takes keys with values of their own"));
}

static void test_one_rank_must_agree(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_STYLE,
      "references: {a: {symbol: X/1, source: [K, G]}, b: {symbol: X/2}}\n"
      "people: {p: {name: P}, q: {name: {en: Q}}}\n"
      "groups: {g: {name: G}, h: {name: H}}\n");
  add(&registry, RANK_STYLE,
      "references: {a: {symbol: X/1, source: [K, G]}, b: {symbol: X/3}}\n"
      "people: {p: {name: P}, q: {name: {fr: Q}}}\n"
      "groups: {g: {name: G}, h: {name: H, title: I}}\n");
  CHECK_INT(diagnostics->error_count, 3);
  CHECK(says("error[E0331]: `b` is defined twice, and differently"));
  CHECK(says("first defined here"));
  CHECK(says("`q` is defined twice"));
  CHECK(says("`h` is defined twice"));
  CHECK_STR(reference(&registry, "b")->symbol.bytes, STR("X/2"));
}

static void check_ranks(const struct registry *registry) {
  const struct reference *a = reference(registry, "a");
  CHECK_STR(a->symbol.bytes, STR("X/9"));
  CHECK_STR(words(&a->title, "en"), STR("Old title"));
  CHECK_INT(a->year.value, 2020);
  CHECK_INT(a->rank, RANK_REPORT);
  const struct person *p = map_get(&registry->people, STR("p"));
  CHECK_STR(words(&p->name, "en"), STR("Own"));
  CHECK_STR(p->role.bytes, STR("Chair"));
  const struct group *g = map_get(&registry->groups, STR("g"));
  CHECK_STR(words(&g->name, "en"), STR("G"));
  CHECK_STR(words(&g->title, "en"), STR("Group"));
  CHECK(reference(registry, "b") != NULL && reference(registry, "c") != NULL);
}

static const char weak_text[] = "references: {a: {symbol: X/1, title: Old title, year: 2020}, b: {symbol: X/2}}\n"
                                "people: {p: {name: Old, role: Chair}}\n"
                                "groups: {g: {title: Group}}\n";
static const char strong_text[] = "references: {a: {symbol: X/9}, c: {symbol: X/3}}\n"
                                  "people: {p: {name: Own}}\n"
                                  "groups: {g: {name: G}}\n";

static void test_the_stronger_rank_wins_key_by_key(void) {
  begin();
  struct registry registry = {0};
  add(&registry, RANK_STYLE, weak_text);
  add(&registry, RANK_REPORT, strong_text);
  check_ranks(&registry);
  registry = (struct registry){0};
  add(&registry, RANK_REPORT, strong_text);
  add(&registry, RANK_STYLE, weak_text);
  check_ranks(&registry);
  CHECK_INT(diagnostics->messages.count, 0);
}

static void test_two_registries_merge(void) {
  begin();
  struct registry weak = registry_create(arena), strong = registry_create(arena);
  add(&weak, RANK_STYLE, weak_text);
  add(&strong, RANK_REPORT, strong_text);
  struct registry merged = registry_merge(arena, &strong, &weak);
  check_ranks(&merged);
  CHECK_INT(merged.references.count, 3);
  CHECK_STR(merged.references.entries[0].key, STR("a"));
}

static const struct style *default_style(void) {
  return style_load(diagnostics, arena, STR("styles"), STR("fonts"), (struct str){"", 0}, (struct place){0});
}

static void test_the_registries_of_the_default_style(void) {
  begin();
  struct registry registry;
  const struct style *style = default_style();
  registry_load_style(diagnostics, arena, style, &registry);
  CHECK_STR(messages(), STR(""));
  const struct reference *revised = reference(&registry, "res-101-2022");
  CHECK(revised != NULL);
  if (revised == NULL) return;
  CHECK(revised->revised.value);
  CHECK_STR(words(&revised->city, "en"), STR("Bucharest"));
  CHECK_STR(words(&revised->city, "zh"), STR("布加勒斯特"));
  const struct reference *first = reference(&registry, "res-206-2018");
  CHECK(!first->revised.value);
  CHECK_STR(words(&first->city, "fr"), STR("Dubaï"));
  CHECK_INT(reference(&registry, "council-res-1305")->city.count, 0);
  const struct group *issuer = map_get(&registry.groups, reference(&registry, "council-res-1305")->issuer.bytes);
  CHECK(issuer != NULL && str_equal(words(&issuer->citation, "fr"), STR("du Conseil")));
}

static void test_cities_are_known_in_six_languages(void) {
  static const char *const tags[] = {"en", "fr", "es", "ru", "ar", "zh"};
  begin();
  struct registry registry;
  registry_load_style(diagnostics, arena, default_style(), &registry);
  CHECK(registry.cities.count > 20);
  for (size_t i = 0; i < registry.cities.count; i++) {
    const struct worded *city = registry.cities.entries[i].value;
    CHECK_INT(city->count, 6);
    for (size_t j = 0; j < 6; j++)
      CHECK(words(city, tags[j]).length > 0);
  }
}

static void test_conferences(void) {
  begin();
  struct registry registry;
  registry_load_style(diagnostics, arena, default_style(), &registry);
  const struct worded *city = registry_city(&registry, STR("wtsa"), 2016);
  CHECK(city != NULL && str_equal(words(city, "en"), STR("Hammamet")));
  CHECK(registry_city(&registry, STR("wtsa"), 2017) == NULL);
  CHECK(registry_city(&registry, STR("a-very-long-name-that-no-id-may-have-since-it-has-more-than-64-letters"), 1) ==
        NULL);
}

static void test_a_registry_that_is_not_there(void) {
  begin();
  struct style style = {0};
  struct str paths[] = {STR("no-such-registry.yaml"), STR("styles")};
  struct place places[] = {{0}, {0}};
  style.registries.at = paths;
  style.registries.places = places;
  style.registries.count = 2;
  struct registry registry;
  registry_load_style(diagnostics, arena, &style, &registry);
  CHECK(says("error[E0330]: the registry no-such-registry.yaml cannot be read: there is no such file"));
  CHECK_INT(registry.references.count, 0);
}

int main(void) {
  RUN(test_records_of_every_kind);
  RUN(test_texts_by_language);
  RUN(test_a_report_has_one_language);
  RUN(test_slips);
  RUN(test_one_rank_must_agree);
  RUN(test_the_stronger_rank_wins_key_by_key);
  RUN(test_two_registries_merge);
  RUN(test_the_registries_of_the_default_style);
  RUN(test_cities_are_known_in_six_languages);
  RUN(test_conferences);
  RUN(test_a_registry_that_is_not_there);
  arena_destroy(arena);
  return check_report();
}
