/* Numbers of sections, paragraphs and items by the style's forms. */
#include "resolve/resolver.h"

struct number_fields {
  struct resolver *resolver;
  const struct scope *scope;
  struct str section, n;
};

/* {n}, {section}, {1} … {6}; other fields are those of the first page. */
static struct str number_field(void *context, struct str name) {
  const struct number_fields *fields = context;
  if (str_equal(name, STR("n"))) return fields->n;
  if (str_equal(name, STR("section"))) return fields->section;
  if (str_equal(name, STR("annex"))) return fields->resolver->annex_number;
  if (name.length == 1 && name.at[0] >= '1' && name.at[0] <= '0' + SECTION_LEVELS)
    return fields->scope != NULL ? fields->scope->ordinals[name.at[0] - '1'] : (struct str){"", 0};
  return field_value(fields->resolver, name);
}

static struct str fill(struct resolver *resolver, struct str form, struct number_fields fields) {
  fields.resolver = resolver;
  return keep(resolver, language_fill(resolver->work, form, number_field, &fields));
}

struct str number_form(struct resolver *resolver, struct str form, struct str section, struct str n) {
  return fill(resolver, form, (struct number_fields){.section = section, .n = n});
}

static struct str decimal(struct resolver *resolver, uint32_t number) {
  return str_format(resolver->work, "%u", number);
}

static void number_section(const struct scope *counts_in, struct scope *scope, struct str ordinal) {
  for (uint8_t i = 0; i < counts_in->depth; i++)
    scope->ordinals[i] = counts_in->ordinals[i];
  scope->depth = (uint8_t)(counts_in->depth + 1);
  scope->ordinals[scope->depth - 1] = ordinal;
  scope->counts_in = scope;
}

/* A section without number is seen through: what stands in it goes on with the numbers around it. A number of its own
 * stands beside the count, so that 4, 4bis, 5 comes out right. */
void scope_open(struct resolver *resolver, struct scope *around, struct scope *scope, const struct section *section) {
  struct scope *counts_in = around->counts_in;
  *scope = (struct scope){.counts_in = counts_in};
  enum section_number number = section != NULL ? section->number : SECTION_NUMBER_AUTO;
  uint8_t levels = resolver->style->numbered_levels;
  bool too_deep = counts_in->depth >= SECTION_LEVELS || counts_in->depth >= levels;
  if (number == SECTION_NUMBER_NONE || (too_deep && number == SECTION_NUMBER_AUTO)) return;
  if (number == SECTION_NUMBER_OWN) {
    scope->number = keep(resolver, inline_words(resolver, &section->own_number));
    if (counts_in->depth < SECTION_LEVELS) number_section(counts_in, scope, scope->number);
    return;
  }
  number_section(counts_in, scope, decimal(resolver, ++counts_in->count));
  struct str form = resolver->style->section_number_form[scope->depth - 1];
  scope->number = fill(resolver, form, (struct number_fields){.scope = scope, .n = scope->ordinals[scope->depth - 1]});
}

bool block_counts(const struct block *block) {
  return block->counts && !block->plain;
}

size_t count_numbered(const struct blocks *blocks) {
  size_t count = 0;
  for (size_t i = 0; i < blocks->count; i++)
    count += block_counts(blocks->at[i]);
  return count;
}

static bool holds_sections(const struct blocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->at[i]->kind == BLOCK_SECTION || blocks->at[i]->kind == BLOCK_CONTRIBUTION) return true;
  return false;
}

/* format.md, "paragraphs: auto": the style's rule, and where that is auto too, numbers for a first-level section with
 * two paragraphs or more and no section or contribution in it. */
enum paragraph_numbering scope_rule(const struct resolver *resolver, const struct scope *around,
                                    const struct section *section, uint8_t level, bool numbered) {
  if (section->paragraphs.given && section->paragraphs.value != PARAGRAPHS_AUTO)
    return (enum paragraph_numbering)section->paragraphs.value;
  if (section->number == SECTION_NUMBER_NONE && around->rule == PARAGRAPHS_NUMBERED) return PARAGRAPHS_NUMBERED;
  if (resolver->style->paragraphs != PARAGRAPHS_AUTO) return resolver->style->paragraphs;
  uint8_t first = resolver->annex > 0 ? 2 : 1; /* an annex is a level of its own */
  bool applies = level == first && numbered && count_numbered(&section->body) >= 2 && !holds_sections(&section->body);
  return applies ? PARAGRAPHS_NUMBERED : PARAGRAPHS_PLAIN;
}

static struct number next_numbered(struct resolver *resolver, struct scope *scope) {
  struct scope *counts_in = scope->counts_in;
  bool outside = counts_in->number.length == 0;
  struct str n = decimal(resolver, outside ? ++counts_in->paragraphs : ++counts_in->count);
  struct str form = resolver->style->paragraph_number_form;
  struct str label =
      fill(resolver, form, (struct number_fields){.scope = counts_in, .section = counts_in->number, .n = n});
  return (struct number){label, label};
}

static struct number next_continuous(struct resolver *resolver, struct scope *scope) {
  (void)scope;
  struct str n = decimal(resolver, ++resolver->continuous);
  struct str label = fill(resolver, resolver->style->paragraph_number_form, (struct number_fields){.n = n});
  return (struct number){label, label};
}

static struct number next_lettered(struct resolver *resolver, struct scope *scope) {
  struct str letter = language_letters(resolver->work, ++scope->letters);
  struct str label = number_form(resolver, resolver->style->letter_form, scope->number, letter);
  struct str cited = label;
  if (scope->number.length > 0) cited = str_format(resolver->work, "%.*s %.*s", STR_ARG(scope->number), STR_ARG(label));
  return (struct number){label, cited};
}

static struct number next_plain(struct resolver *resolver, struct scope *scope) {
  (void)resolver, (void)scope;
  return (struct number){{"", 0}, {"", 0}};
}

struct number number_paragraph(struct resolver *resolver, struct scope *scope) {
  static struct number (*const next[])(struct resolver *, struct scope *) = {
      [PARAGRAPHS_PLAIN] = next_plain,
      [PARAGRAPHS_NUMBERED] = next_numbered,
      [PARAGRAPHS_CONTINUOUS] = next_continuous,
      [PARAGRAPHS_LETTERED] = next_lettered,
      [PARAGRAPHS_AUTO] = next_plain,
  };
  return next[scope->rule](resolver, scope);
}

struct str number_marker(struct resolver *resolver, enum list_marker marker, uint32_t number) {
  const struct style *style = resolver->style;
  struct str none = {"", 0};
  switch (marker) {
  case MARKER_DASH: return style->marker_dash;
  case MARKER_BULLET: return style->marker_bullet;
  case MARKER_NUMBER: return number_form(resolver, style->marker_number_form, none, decimal(resolver, number));
  case MARKER_LETTER:
    return number_form(resolver, style->marker_letter_form, none, language_letters(resolver->work, number));
  case MARKER_ROMAN:
    return number_form(resolver, style->marker_roman_form, none, language_roman(resolver->work, number));
  }
  return none;
}
