/* Abbreviations: a listener hears what they stand for. Each text is looked through once, word by word. */
#include "base/utf8.h"
#include "resolve/resolver.h"

/* The end of the word at `at`, or of the one character there that is part of none. */
static size_t word_end(struct str text, size_t at) {
  size_t end = at;
  bool word = language_is_word(utf8_next(text, &end));
  while (word && end < text.length) {
    size_t next = end;
    if (!language_is_word(utf8_next(text, &next))) break;
    end = next;
  }
  return end;
}

static void insert_sorted(struct abbreviation **list, struct abbreviation *one) {
  while (*list != NULL && (*list)->text.length >= one->text.length)
    list = &(*list)->next;
  one->next = *list;
  *list = one;
}

void abbreviations_collect(struct resolver *resolver) {
  const struct report *report = resolver->report;
  struct abbreviations *all = &resolver->abbreviations;
  all->by_word = map_create(resolver->work);
  resolver->out->expansions = arena_new_array(resolver->arena, struct str, report->abbreviation_count);
  for (size_t i = 0; i < report->abbreviation_count; i++) {
    struct abbreviation *one = arena_new(resolver->work, struct abbreviation);
    *one = (struct abbreviation){.text = report->abbreviations[i].bytes, .index = (uint32_t)++all->count};
    resolver->out->expansions[i] = report->expansions[i].bytes;
    if (one->text.length == 0) continue;
    struct str word = str_slice(one->text, 0, word_end(one->text, 0));
    struct abbreviation *first = map_get(&all->by_word, word);
    insert_sorted(&first, one);
    map_set(&all->by_word, word, first);
  }
  resolver->out->expansion_count = all->count;
}

/* How many bytes of the text at `at` are this abbreviation; its spaces may have become no-break ones. */
static size_t matched(struct str text, size_t at, struct str abbreviation) {
  static const struct str no_break = STR_INIT("\xC2\xA0");
  size_t end = at;
  for (size_t i = 0; i < abbreviation.length; i++) {
    struct str rest = str_slice(text, end, text.length);
    if (abbreviation.at[i] == ' ' && str_starts_with(rest, no_break))
      end += no_break.length;
    else if (rest.length > 0 && rest.at[0] == abbreviation.at[i])
      end++;
    else
      return 0;
  }
  return end - at;
}

static bool goes_on_as_word(struct str text, size_t end, struct str abbreviation) {
  if (end == text.length) return false;
  size_t last = abbreviation.length - 1, next = end;
  while (last > 0 && ((unsigned char)abbreviation.at[last] & 0xC0) == 0x80)
    last--;
  return language_is_word(utf8_next(abbreviation, &last)) && language_is_word(utf8_next(text, &next));
}

static struct abbreviation *find(const struct resolver *resolver, struct str text, size_t at, size_t end,
                                 size_t *length_out) {
  struct abbreviation *one = map_get(&resolver->abbreviations.by_word, str_slice(text, at, end));
  for (; one != NULL; one = one->next) {
    *length_out = matched(text, at, one->text);
    if (*length_out > 0 && !goes_on_as_word(text, at + *length_out, one->text)) return one;
  }
  return NULL;
}

static void add_part(struct resolver *resolver, struct run run, size_t from, size_t to, uint32_t expansion) {
  if (from == to) return;
  run.text = str_slice(run.text, from, to);
  run.expansion = expansion;
  runs_add(resolver, run);
}

/* What they stand for is in the report's language, so they are looked for in texts of that language alone. */
static bool may_hold_any(const struct resolver *resolver, const struct run *run) {
  struct str language = run->language.length > 0 ? run->language : resolver->draft->language;
  return resolver->abbreviations.count > 0 && (run->looks & LOOK_CODE) == 0 &&
         str_equal(language, resolver->out->language);
}

void runs_add_spoken(struct resolver *resolver, struct run run) {
  if (!may_hold_any(resolver, &run)) {
    runs_add(resolver, run);
    return;
  }
  size_t from = 0;
  for (size_t at = 0; at < run.text.length;) {
    size_t end = word_end(run.text, at), size = 0;
    struct abbreviation *one = find(resolver, run.text, at, end, &size);
    if (one != NULL) {
      one->used = true;
      add_part(resolver, run, from, at, 0);
      add_part(resolver, run, at, at + size, one->index);
      from = end = at + size;
    }
    at = end;
  }
  add_part(resolver, run, from, run.text.length, 0);
}

void abbreviations_check(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->abbreviations.by_word.count; i++) {
    const struct abbreviation *one = resolver->abbreviations.by_word.entries[i].value;
    for (; one != NULL; one = one->next) {
      if (one->used) continue;
      const struct source_text *text = &resolver->report->abbreviations[one->index - 1];
      struct message *message =
          diagnose(resolver->diagnostics, source_text_place(text, 0, text->bytes.length), W_UNUSED_ABBREVIATION,
                   "the abbreviation `%.*s` is never used", STR_ARG(text->bytes));
      message_hint(resolver->diagnostics, message, "is it written otherwise in the text? Else take it out");
    }
  }
}
