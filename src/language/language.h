/* Label packs (styles/labels/<language>.yaml), dates, ordinals and a language's typographic habits. Knows no style and no
 * report. Forms are texts with fields: "Document {symbol}", "[Rev. {revision} to ]{symbol}": a stretch in [ ] is left out
 * when a field in it is empty; [[, ]], {{ and }} print one. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "schema/schema.h"

enum script_direction { DIRECTION_LEFT_TO_RIGHT, DIRECTION_RIGHT_TO_LEFT };

/* A pack: labels by name ("summary", "discussion", "actions", "document", "original", "revision-to", "language.fr" …),
 * plus the few facts that code needs. Names are listed in styles/labels/README.md. */
struct language_pack {
  struct str tag;                  /* "en" */
  struct str suffix;               /* "E" */
  enum script_direction direction;
  struct str hyphenation;          /* dictionary name, "hyph_en_GB"; empty: none */
  uint8_t hyphen_minimum_before, hyphen_minimum_after;
  struct map labels;               /* name → struct str * */
  struct str date_form;            /* "{day} {month} {year}" */
  struct str range_form_same_month, range_form_same_year, range_form; /* with {day} {to-day} {month} {to-month} {year} … */
  struct str first_day;            /* "1er"; empty: "1" */
  struct str months[12];
  bool ordinal_in_words;
  struct str ordinal_rule_set;     /* ICU rule set, "%spellout-ordinal-masculine" */
  struct str ordinal_form;         /* "{number}th" where not in words: "{number}-е" */
  bool capital_ordinal;
  struct str space_before;         /* punctuation that takes a no-break space before it (French: ":;!?»"), may be empty */
  struct str space_after;          /* ("«") */
  struct str keep_before;          /* words that a no-break space binds to the number or word before ("г.") */
  struct str keep_after;           /* words bound to what follows ("No.", "Mr", "Ms") */
};

/* The pack for a tag ("fr", "pt-BR" → "pt-BR", "pt"); NULL and a message at `place` when styles/labels has none. */
const struct language_pack *language_load(struct diagnostics *diagnostics, struct arena *arena, struct str labels_folder,
                                          struct str tag, struct place place);

/* A label; NULL never: the empty str when the pack lacks it and `diagnostics` gets a warning. */
struct str language_label(const struct language_pack *pack, struct str name);
bool language_has_label(const struct language_pack *pack, struct str name);

struct str language_date(struct arena *arena, const struct language_pack *pack, const struct schema_date *date);
struct str language_date_range(struct arena *arena, const struct language_pack *pack, const struct schema_date *from,
                               const struct schema_date *to);
struct str language_ordinal(struct arena *arena, const struct language_pack *pack, uint32_t number);
struct str language_upper(struct arena *arena, struct str text, struct str tag);      /* full case mapping, ICU */
struct str language_capitalize(struct arena *arena, struct str text, struct str tag); /* first letter only */
/* Numbers as marks: 1 → a, 27 → aa; i, ii, iii. */
struct str language_letters(struct arena *arena, uint32_t number);
struct str language_roman(struct arena *arena, uint32_t number);

/* Fills a form; `value` gives a field's text by name (empty str: nothing). Unknown fields are the caller's affair. */
typedef struct str (*language_field)(void *context, struct str name);
struct str language_fill(struct arena *arena, struct str form, language_field value, void *context);

/* Grapheme clusters (Unicode annex 29) that are not white space; additive over stretches that do not cut a cluster. */
size_t language_count_clusters(struct str text);
bool language_is_space(uint32_t code_point); /* Unicode White_Space */

#endif
