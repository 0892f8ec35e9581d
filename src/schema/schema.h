/* The engine that turns YAML nodes into typed values by a table. It knows no key: report, style, language and text each
 * have their own tables. From the same table come the messages (unknown key with the nearest known ones, wrong type
 * with what was expected), the JSON Schema and the reference page. Scalars are typed by the table, never by YAML: any
 * scalar is a text as written; only true and false are truth values, only digits are integers; one value where a list
 * may stand is a list of one; a key with nothing after it is absent. */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/number.h"
#include "yaml/yaml.h"

/* The C type that a key's value is stored as, at its offset in the record. */
enum schema_type {
  SCHEMA_TEXT,     /* struct source_text, as written (plain text) */
  SCHEMA_NAME,     /* struct source_text: an id: letters, digits, - and _, at most 64 */
  SCHEMA_PATH,     /* struct source_text */
  SCHEMA_LANGUAGE, /* struct source_text: a BCP 47 tag */
  SCHEMA_ADDRESS,  /* struct source_text: of a web page or mailbox */
  SCHEMA_TRUTH,    /* struct schema_truth */
  SCHEMA_INTEGER,  /* struct schema_integer, minimum and maximum from the row */
  SCHEMA_NUMBER,   /* struct schema_decimal: 1.25, -3 (style factors) */
  SCHEMA_DATE,     /* struct schema_date, YYYY-MM-DD, a real day */
  SCHEMA_LENGTH,   /* struct schema_length: "12 pt", "25 mm", "2 cm", "30%", "1.2 em" */
  SCHEMA_COLOR,    /* struct schema_color: "#rrggbb" or black, white */
  SCHEMA_CHOICE,   /* struct schema_choice: one of the row's words */
  SCHEMA_RECORD,   /* the nested record itself, or a pointer to it in lists and maps */
  SCHEMA_NODE      /* const struct yaml_node *, left to the caller (blocks) */
};

/* How many: one value, a list (one value alone is a list of one), or a map from names to values. */
enum schema_shape { SCHEMA_ONE, SCHEMA_LIST, SCHEMA_MAP };

struct schema_truth {
  bool given, value;
  struct place place;
};
struct schema_integer {
  bool given;
  int64_t value;
  struct place place;
};
struct schema_decimal {
  bool given;
  int32_t thousandths;
  struct place place;
};
struct schema_date {
  bool given;
  int16_t year;
  uint8_t month, day;
  struct place place;
};
enum schema_unit { UNIT_NONE, UNIT_ABSOLUTE, UNIT_PERCENT, UNIT_EM }; /* percent and em in thousandths */
struct schema_length {
  bool given;
  enum schema_unit unit;
  int32_t value;
  struct place place;
};
struct schema_color {
  bool given;
  uint32_t rgb;
  struct place place;
};
struct schema_choice {
  bool given;
  int value;
  struct place place;
}; /* index into the row's words */

/* What SCHEMA_LIST stores: `items` is an array of the type above (of pointers for SCHEMA_RECORD). */
struct schema_list {
  void *items;
  size_t count;
  struct place place;
};
/* What SCHEMA_MAP stores, in source order: keys and an array of values as in a list. */
struct schema_map {
  struct source_text *keys;
  void *items;
  size_t count;
  struct place place;
};

struct schema_record;
struct schema_form;
struct schema_key {
  const char *name;
  enum schema_type type;
  enum schema_shape shape;
  size_t offset;
  const struct schema_record *record; /* SCHEMA_RECORD; of a SCHEMA_NODE: a map from ids to such records */
  const struct schema_form *form;     /* SCHEMA_NODE: what the caller reads there */
  enum schema_type names;             /* SCHEMA_MAP: what its keys are, SCHEMA_TEXT for any */
  const char *const *choices;         /* SCHEMA_CHOICE, NULL-terminated */
  int64_t minimum, maximum;           /* SCHEMA_INTEGER */
  bool required;                      /* it must be there, with something behind it */
  bool unbuilt;                       /* in the contract, not yet made: refused as such */
  const char *documentation;          /* one or two sentences for authors */
};

struct schema_record {
  const char *name; /* as messages call it: "a section", "document" */
  size_t size;
  const struct schema_key *keys;
  size_t key_count;
  const char *documentation;
  const char *shorthand; /* a key that a lone scalar stands for ("title"), or NULL */
  const char *example;   /* a whole small file that shows it, or NULL */
};

/* What may stand where the caller reads the nodes itself: any of the parts that are given. It is there for the JSON
 * Schema and the reference page. */
struct schema_form {
  const char *name;                 /* "blocks" */
  const char *documentation;        /* one or two sentences, or NULL */
  bool text;                        /* a scalar */
  bool filled;                      /* neither text nor list may be empty */
  const struct schema_form *items;  /* a list of these; it may be the form itself */
  const struct schema_record *keys; /* a mapping of this record */
  /* A mapping that is of one of several kinds, known by the first key of its record: the record of kind `index`, NULL
   * behind the last. */
  const struct schema_record *(*record)(size_t index);
  const struct schema_key *values; /* a map with values as this key takes them */
  enum schema_type names;          /* what the map's keys are */
  bool shared;                     /* the map only in files that several reports share */
};

struct schema_context {
  struct diagnostics *diagnostics;
  struct arena *arena;
  bool complete; /* false: the file was cut by a YAML error, so nothing is called missing */
};

/* What is stored shares nothing with the nodes but a file's own bytes, so that they may be dropped.
 *
 * Fills `out` (zeroed, record->size bytes) from a mapping. Wrong values are reported and left absent; the rest is
 * loaded. False when the node is no mapping (reported). */
bool schema_load(const struct schema_context *context, const struct schema_record *record, const struct yaml_node *node,
                 void *out);

/* One value, as for the row; for keys whose mapping the caller walks itself (block kinds). */
bool schema_load_value(const struct schema_context *context, const struct schema_key *key, const struct yaml_node *node,
                       void *record_out);
const struct schema_key *schema_find(const struct schema_record *record, struct str name);
/* "unknown key `x` in a section", with the nearest known ones; or "not yet built". */
void schema_report_unknown(const struct schema_context *context, const struct schema_record *record,
                           const struct yaml_node *key);

/* The table of a file as JSON Schema (2020-12), without what is not yet built. `shared`: several reports share the
 * file. */
void schema_write_json(struct arena *arena, const struct schema_record *record, bool shared, struct buffer *out);

/* Also for callers: the rules of some types. */
bool schema_parse_date(struct str text, struct schema_date *date);
bool schema_is_name(struct str text);
bool schema_is_language(struct str text); /* by its shape, RFC 5646, 2.1 */
bool schema_is_address(
    struct str text); /* https://, http:// or mailto:, no blank or control byte in it, not too long */
void schema_refuse_address(struct diagnostics *diagnostics, struct place place, struct str text);
/* The same with a message ("not an id"); an empty text passes no id either. For keys of maps and for block ids. */
bool schema_check_name(const struct schema_context *context, const struct source_text *text);

/* The author's words for a message: one line, at most 40 characters, "…" where cut; in the context's arena. */
struct str schema_excerpt(struct arena *arena, struct str text);
/* What a node is in words: "a list", "the text `x`", "keys with values of their own", "nothing". */
struct str schema_describe(struct arena *arena, const struct yaml_node *node);
/* The bytes of the file at a place. */
struct str schema_source(const struct diagnostics *diagnostics, struct place place);
/* The value's place without the key: of a text, its characters; of an empty text, where it would stand. */
struct place schema_text_place(const struct source_text *text);

#endif
