/* Label packs (styles/labels/<language>.yaml), dates, ordinals and a language's typographic habits. Knows no style and
 * no report. Forms are texts with fields: "Document {symbol}", "[Rev. {revision} to ]{symbol}": a stretch in [ ] is
 * left out when a field in it is empty; [[, ]], {{ and }} print one. Stretches do not nest. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "schema/schema.h"

enum script_direction { DIRECTION_LEFT_TO_RIGHT, DIRECTION_RIGHT_TO_LEFT };

struct language_spaces; /* what language_bind_spaces looks up, made when the pack is loaded */

/* A pack: labels by name ("summary", "discussion", "actions", "document", "original", "revision-to", "language.fr" …),
 * plus the few facts that code needs. Names are listed in styles/labels/README.md. */
struct language_pack {
  struct str tag;    /* "en" */
  struct str suffix; /* "E" */
  enum script_direction direction;
  struct str hyphenation; /* dictionary name, "hyph_en_GB"; empty: none */
  uint8_t hyphen_minimum_before, hyphen_minimum_after;
  struct map labels;    /* name → struct str * */
  struct str date_form; /* "{day} {month} {year}" */
  struct str range_form_same_month, range_form_same_year,
      range_form;       /* with {day} {to-day} {month} {to-month} {year} … */
  struct str first_day; /* "1er"; empty: "1" */
  struct str months[12];
  bool ordinal_in_words;
  struct str ordinal_rule_set; /* ICU rule set, "%spellout-ordinal-masculine" */
  struct str ordinal_form;     /* "{number}th" where not in words: "{number}-е" */
  bool capital_ordinal;
  struct str space_before; /* punctuation that takes a no-break space before it (French: ":;!?»"), may be empty */
  struct str space_after;  /* ("«") */
  struct str keep_before;  /* words that a no-break space binds to the number or word before ("г.") */
  struct str keep_after;   /* words bound to what follows ("No.", "Mr", "Ms") */

  struct str narrow_space_before;  /* punctuation that takes U+202F instead of U+00A0 before it */
  struct str units;                /* words bound to a number before them ("mm", "GHz"), beside the months */
  struct str number_words;         /* words bound to a number behind them ("section", "Table") */
  const struct str *ordinal_words; /* first, second …, where the rule set does not have the usual ones */
  size_t ordinal_word_count;
  uint32_t ordinal_words_up_to;        /* greater numbers stand in figures; 0: no limit */
  struct str ordinal_figures_rule_set; /* ICU rule set for those, "%digits-ordinal"; empty: ordinal_form */
  const struct language_spaces *spaces;
  uint32_t file; /* of the pack, for messages */
};

/* The pack for a tag ("fr", "pt-BR" → "pt-BR", "pt"); NULL and a message at `place` when styles/labels has none. Caches
 * nothing: all memory is the arena's. A label that every pack has and this one lacks is a warning in the pack's file.
 */
const struct language_pack *language_load(struct diagnostics *diagnostics, struct arena *arena,
                                          struct str labels_folder, struct str tag, struct place place);
/* Whether language_load would find a pack. */
bool language_is_known(struct arena *arena, struct str labels_folder, struct str tag);
/* Tags of the packs in a folder, sorted, for `list languages` and messages. */
size_t language_list(struct arena *arena, struct str labels_folder, struct str **tags);

/* The keys of a pack. */
extern const struct schema_record language_record;

/* Messages about a label's text that names other fields than the label has. */
void language_check_label(struct diagnostics *diagnostics, struct str name, const struct source_text *text);

/* A label; NULL never: the empty str when the pack lacks it (language_load has warned). */
struct str language_label(const struct language_pack *pack, struct str name);
bool language_has_label(const struct language_pack *pack, struct str name);

struct str language_date(struct arena *arena, const struct language_pack *pack, const struct schema_date *date);
struct str language_date_range(struct arena *arena, const struct language_pack *pack, const struct schema_date *from,
                               const struct schema_date *to);
/* "Twenty-third", "32nd", "23-е". A number that ICU has no words for stands in figures. */
struct str language_ordinal(struct arena *arena, const struct language_pack *pack, uint32_t number);
struct str language_upper(struct arena *arena, struct str text, struct str tag);      /* full case mapping, ICU */
struct str language_capitalize(struct arena *arena, struct str text, struct str tag); /* first letter only */
/* Numbers as marks: 1 → a, 27 → aa; i, ii, iii. 0, and for letters and figures what has none, stand in digits. */
struct str language_letters(struct arena *arena, uint32_t number);
struct str language_roman(struct arena *arena, uint32_t number);

/* Fills a form; `value` gives a field's text by name (empty str: nothing). Unknown fields are the caller's affair. A
 * form that language_check_form refuses is filled as far as it makes sense. */
typedef struct str (*language_field)(void *context, struct str name);
struct str language_fill(struct arena *arena, struct str form, language_field value, void *context);
/* language_fill of a label. */
struct str language_fill_label(struct arena *arena, const struct language_pack *pack, struct str label,
                               language_field value, void *context);
/* A label whose form has one field. */
struct str language_fill_one(struct arena *arena, const struct language_pack *pack, struct str label, struct str field,
                             struct str value);

/* A form's next field at or after byte *offset, which moves past it; false when there are no more. */
bool language_next_field(struct str form, size_t *offset, struct str *name);
/* NULL when a form is well made, else what is wrong with it, in words, and the byte where. */
const char *language_check_form(struct str form, size_t *offset);

/* "a", "a and b", "a, b and c", with the pack's separators. */
struct str language_join(struct arena *arena, const struct language_pack *pack, const struct str *items, size_t count);
/* The line about a document's languages: "Original: English and French"; `only`: "English only". A tag that the pack
 * has no word for stands as it is. */
struct str language_original(struct arena *arena, const struct language_pack *pack, const struct str *tags,
                             size_t count, bool only);
/* What stands in brackets behind a resolution's number: "Rev. Bucharest, 2022", "Dubai, 2018", "2016", "last amended
 * C16", "Busan, 2014, last amended C16"; empty when all is. For the field {edition} of the labels cite.resolution,
 * cite.decision, cite.recommendation and cite.report. `year` 0: none. */
struct str language_edition(struct arena *arena, const struct language_pack *pack, bool revised, struct str city,
                            uint32_t year, struct str amended);
/* Place and dates as one line, in the language's order; either may be empty. */
struct str language_venue(struct arena *arena, const struct language_pack *pack, struct str place, struct str dates);

/* Typed spaces that must not break become U+00A0 (U+202F before narrow_space_before): before and after the pack's
 * punctuation, after "No." and "Mr", between number and unit, between "section" and its number. Nothing is inserted and
 * nothing removed: each code point answers to the one of the same index in `text`, so its characters keep their order
 * and number and only bytes move (a space of one byte becomes one of two or three). Returns the very slice when nothing
 * changes. A space at either end is judged by the side that is there. Not for code and addresses. */
struct str language_bind_spaces(struct arena *arena, const struct language_pack *pack, struct str text);

/* Grapheme clusters (Unicode annex 29) that are not white space; additive over stretches that do not cut a cluster. */
size_t language_count_clusters(struct str text);
bool language_is_space(uint32_t code_point); /* Unicode White_Space */
/* Letters, digits and marks of scripts that part words by spaces or signs; not those of Han, kana and the like. */
bool language_is_word(uint32_t code_point);

#endif
