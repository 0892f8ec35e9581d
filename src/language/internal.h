/* What the files of this folder share. */
#ifndef LANGUAGE_INTERNAL_H
#define LANGUAGE_INTERNAL_H

#include "base/utf8.h"
#include "base/vector.h"
#include "language/language.h"

enum form_piece_kind {
  FORM_PIECE_TEXT,
  FORM_PIECE_FIELD, /* its text is the name */
  FORM_PIECE_OPEN,
  FORM_PIECE_CLOSE,
  FORM_PIECE_UNCLOSED, /* { without } */
  FORM_PIECE_STRAY,    /* } without { */
  FORM_PIECE_END
};
struct form_piece {
  enum form_piece_kind kind;
  struct str text;
  size_t offset;
};
struct form_reader {
  struct str form;
  size_t offset;
};
struct form_piece form_next(struct form_reader *reader);

/* A field's value; a list of them ends with a field whose `at` is NULL. */
struct form_value {
  struct str field, value;
};
struct str fill_values(struct arena *arena, struct str form, struct form_value *values);

struct str join_pieces(struct arena *arena, const struct str *pieces, size_t count);

/* A label that every pack should have. */
struct label_entry {
  struct str name;
  const char *fields; /* which its form may name, parted by spaces; "" none */
  const char *documentation;
};
extern const struct label_entry label_table[];
extern const size_t label_count;

/* The pack as the file has it. */
struct pack_dates {
  struct source_text form, range_same_month, range_same_year, range, first_day;
  struct schema_list months; /* of struct source_text */
};
struct pack_ordinals {
  struct schema_truth in_words, capital;
  struct source_text rule_set, figures_rule_set, form;
  struct schema_integer up_to;
  struct schema_list words; /* of struct source_text */
};
struct pack_spaces {
  struct source_text before, narrow_before, after;
  struct schema_list keep_before, keep_after, units, number_words; /* of struct source_text */
};
struct pack_hyphenation {
  struct source_text dictionary;
  struct schema_integer before, after;
};
struct pack_file {
  struct source_text name, suffix;
  struct schema_choice direction;
  struct pack_hyphenation hyphenation;
  struct pack_dates dates;
  struct pack_ordinals ordinals;
  struct pack_spaces spaces;
  struct schema_map labels, languages, only, citations, columns, statuses; /* of struct source_text */
};

/* Messages about a form that names other fields than these. */
void check_fields(struct diagnostics *diagnostics, struct str name, const struct source_text *form, const char *fields);

const struct language_spaces *spaces_prepare(struct arena *arena, const struct language_pack *pack);

#endif
