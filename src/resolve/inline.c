#include "base/buffer.h"
#include "resolve/resolver.h"

bool run_is_note_call(const struct run *run) {
  return (run->looks & LOOK_SUPERSCRIPT) != 0;
}

struct run run_made(const struct resolver *resolver, struct str text) {
  struct str language = resolver->out->language;
  bool foreign = resolver->draft != NULL && !str_equal(resolver->draft->language, language);
  return (struct run){.text = text, .language = foreign ? language : (struct str){"", 0}};
}

void runs_add(struct resolver *resolver, struct run run) {
  vector_push(resolver->work, &resolver->runs, run);
}

void runs_add_text(struct resolver *resolver, struct str text, uint8_t looks) {
  if (text.length == 0) return;
  text = language_bind_spaces(resolver->work, resolver->pack, text);
  struct run run = run_made(resolver, keep(resolver, text));
  run.looks = looks;
  runs_add(resolver, run);
}

/* The last characters before the run that comes next, at most two, note calls left out. */
static struct str tail_of(const struct resolver *resolver, char bytes[2]) {
  size_t kept = 0;
  for (size_t i = resolver->runs.count; i > resolver->draft->first_run && kept < 2; i--) {
    const struct run *run = &resolver->runs.at[i - 1];
    if (run_is_note_call(run)) continue;
    if (run->field != FIELD_NONE) break;
    for (size_t at = run->text.length; at > 0 && kept < 2; at--)
      bytes[1 - kept++] = run->text.at[at - 1];
  }
  return (struct str){bytes + 2 - kept, kept};
}

/* A label begins with a capital at the start of a paragraph and after ". ". */
static bool wants_capital(const struct resolver *resolver) {
  char bytes[2];
  if (resolver->runs.count == resolver->draft->first_run) return true;
  return str_equal(tail_of(resolver, bytes), STR(". "));
}

static uint8_t looks_of(const struct inline_item *item) {
  return (uint8_t)((item->strong ? LOOK_BOLD : 0) | (item->emphasis ? LOOK_ITALIC : 0) | (item->code ? LOOK_CODE : 0));
}

static bool continues_link(const struct resolver *resolver, struct str link) {
  if (resolver->runs.count == resolver->draft->first_run) return false;
  const struct run *last = &resolver->runs.at[resolver->runs.count - 1];
  return last->link.length > 0 && str_equal(last->link, link);
}

static struct run run_of_item(struct resolver *resolver, const struct inline_item *item) {
  struct run run = {.looks = looks_of(item), .language = item->language, .place = item->place};
  if (str_equal(run.language, resolver->draft->language)) run.language = (struct str){"", 0};
  if (item->link.length == 0) return run;
  run.link = item->link;
  run.is_link = true;
  run.link_serial = continues_link(resolver, item->link) ? resolver->link_serial : ++resolver->link_serial;
  return run;
}

static const struct language_pack *load_other(struct resolver *resolver, struct str language) {
  struct str folder = resolver->style->labels_folder;
  if (!language_is_known(resolver->work, folder, language)) return NULL;
  return language_load(resolver->diagnostics, resolver->arena, folder, language, (struct place){0});
}

/* The habits of the language that a text is in; NULL where they are not known. */
static const struct language_pack *pack_of(struct resolver *resolver, struct str language) {
  if (str_equal(language, resolver->out->language)) return resolver->pack;
  struct other_pack *other = map_get(&resolver->packs, language);
  if (other == NULL) {
    other = arena_new(resolver->work, struct other_pack);
    other->pack = load_other(resolver, language);
    map_set(&resolver->packs, language, other);
  }
  return other->pack;
}

void packs_close(struct resolver *resolver) {
  struct resolved *out = resolver->out;
  out->packs = arena_new_array(resolver->arena, const struct language_pack *, resolver->packs.count);
  for (size_t i = 0; i < resolver->packs.count; i++) {
    const struct other_pack *other = resolver->packs.entries[i].value;
    if (other->pack != NULL) out->packs[out->pack_count++] = other->pack;
  }
}

/* Spaces are bound by the habits of the text's own language. */
static struct str bound(struct resolver *resolver, const struct run *run, struct str text) {
  if ((run->looks & LOOK_CODE) != 0) return text;
  const struct language_pack *pack =
      pack_of(resolver, run->language.length > 0 ? run->language : resolver->draft->language);
  if (pack == NULL) return text;
  struct str kept = language_bind_spaces(resolver->work, pack, text);
  return kept.at == text.at ? text : keep(resolver, kept);
}

static void add_text(struct resolver *resolver, const struct inline_item *item) {
  struct run run = run_of_item(resolver, item);
  run.text = bound(resolver, &run, item->text.bytes);
  if (run.text.length > 0) runs_add_spoken(resolver, run);
}

static void add_citation(struct resolver *resolver, const struct inline_item *item) {
  struct run run = run_of_item(resolver, item);
  run.text = bound(resolver, &run, item->citation->words.bytes);
  if (run.text.length == 0) run.language = run_made(resolver, run.text).language;
  struct open_citation open = {.citation = item->citation,
                               .stack_index = resolver->runs.count,
                               .annex = resolver->annex,
                               .capital = wants_capital(resolver),
                               .linked = !run.is_link};
  heap_vector_push(&resolver->citations, open);
  runs_add(resolver, run);
}

/* The space is for those who hear or copy the text: on the page it hangs at the line's end. */
static void add_break(struct resolver *resolver, const struct inline_item *item) {
  runs_add(resolver, (struct run){.text = STR(" ")});
  runs_add(resolver, (struct run){.field = FIELD_BREAK, .place = item->place});
}

void runs_add_inline(struct resolver *resolver, const struct inline_content *content) {
  static void (*const adders[])(struct resolver *, const struct inline_item *) = {
      [INLINE_TEXT] = add_text,
      [INLINE_CITATION] = add_citation,
      [INLINE_NOTE_CALL] = note_call,
      [INLINE_BREAK] = add_break,
  };
  for (size_t i = 0; i < content->count; i++)
    adders[content->items[i].kind](resolver, &content->items[i]);
}

void runs_add_citation(struct resolver *resolver, struct named *named, bool linked) {
  struct open_citation open = {.named = named, .stack_index = resolver->runs.count, .linked = linked};
  heap_vector_push(&resolver->citations, open);
  runs_add(resolver, run_made(resolver, cite_reference(resolver, named)));
}

static struct str join_words(struct arena *arena, const struct str *words, size_t count) {
  if (count == 1) return words[0];
  struct buffer joined = {0};
  for (size_t i = 0; i < count; i++)
    buffer_append(&joined, words[i]);
  struct str copy = str_copy(arena, buffer_str(&joined));
  buffer_free(&joined);
  return copy;
}

struct str paragraph_words(struct arena *arena, const struct paragraph *paragraph) {
  struct str *words = arena_new_array(arena, struct str, paragraph->run_count);
  size_t count = 0;
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    const struct run *run = &paragraph->runs[i];
    if (run->field == FIELD_NONE && !run_is_note_call(run)) words[count++] = run->text;
  }
  return join_words(arena, words, count);
}

/* What a citation will print, as far as that is known before numbers are. */
static struct str citation_words(struct resolver *resolver, const struct citation *citation) {
  struct str none = {"", 0};
  if (citation->words.bytes.length > 0) return citation->words.bytes;
  struct named *named = citation->part.bytes.length == 0 ? names_find(resolver, citation->id.bytes) : NULL;
  if (named == NULL || named->kind == NAMED_BLOCK) return none;
  return named->kind == NAMED_REFERENCE ? cite_reference(resolver, named) : named_words(resolver, named);
}

struct str inline_words(struct resolver *resolver, const struct inline_content *content) {
  struct str *words = arena_new_array(resolver->work, struct str, content->count);
  size_t count = 0;
  for (size_t i = 0; i < content->count; i++) {
    const struct inline_item *item = &content->items[i];
    if (item->kind == INLINE_TEXT) words[count++] = item->text.bytes;
    if (item->kind == INLINE_CITATION) words[count++] = citation_words(resolver, item->citation);
    if (item->kind == INLINE_BREAK) words[count++] = STR(" ");
  }
  return join_words(resolver->work, words, count);
}
