/* What the files of this folder share: a style as its files say it, before lengths are computed. */
#ifndef STYLE_INTERNAL_H
#define STYLE_INTERNAL_H

#include "base/file.h"
#include "style/style.h"
#include "style/style_fields.h"

/* The C type that schema fills for each type of settings.def. */
#define VALUE_LENGTH struct schema_length
#define VALUE_OFFSET struct schema_length
#define VALUE_TRUTH struct schema_truth
#define VALUE_COLOR struct schema_color
#define VALUE_COUNT struct schema_integer
#define VALUE_CHOICE struct schema_choice
#define VALUE_NAME struct source_text
#define VALUE_FAMILY struct source_text
#define VALUE_FORM struct source_text
#define MEMBER(type, member, ...) VALUE_##type member;

struct page_values {
#define PAGE MEMBER
#include "style/settings.def"
};
struct text_values {
#define TEXT MEMBER
#include "style/settings.def"
};
struct closing_values {
#define CLOSING MEMBER
#include "style/settings.def"
};
struct numbering_values {
#define NUMBERING MEMBER
#include "style/settings.def"
  struct schema_list sections; /* of struct source_text */
};
struct list_values {
#define LISTS MEMBER
#include "style/settings.def"
  struct schema_list markers; /* of struct schema_choice */
};
struct footnote_values {
#define FOOTNOTES MEMBER
#include "style/settings.def"
};
struct table_values {
#define TABLES MEMBER
#include "style/settings.def"
};
struct annex_values {
#define ANNEXES MEMBER
#include "style/settings.def"
};
struct citation_values {
#define CITATIONS MEMBER
#include "style/settings.def"
};
struct breaking_values {
#define BREAKING MEMBER
#include "style/settings.def"
};
struct block_values {
#define BLOCK MEMBER
#include "style/settings.def"
  struct source_text based_on;
};

struct form_line_values {
  struct source_text form, style;
  struct schema_choice weight;
};
struct rule_values {
  struct schema_length thickness, space_before, space_after;
};
struct column_values {
  struct schema_list start, end; /* of struct form_line_values * */
  struct schema_length start_share;
};
struct first_page_values {
  struct column_values columns;
  struct schema_list lines; /* of struct form_line_values * */
  struct rule_values rule;
};
struct furniture_values {
  struct schema_list first, odd, even; /* of struct form_line_values * */
};

struct style_values {
  struct source_text description, extends;
  struct page_values page;
  struct text_values text;
  struct closing_values closing;
  struct numbering_values numbering;
  struct list_values lists;
  struct footnote_values footnotes;
  struct table_values tables;
  struct annex_values annexes;
  struct citation_values citations;
  struct breaking_values breaking;
  struct schema_map blocks;      /* of struct block_values * */
  struct schema_list first_page; /* of struct first_page_values * */
  struct furniture_values head, foot;
  struct schema_list registries, wanted; /* of struct source_text */
  struct schema_map labels;              /* of const struct yaml_node * */
};

/* How one value of a file becomes a member of a computed struct. */
enum setting_type {
  SETTING_LENGTH,
  SETTING_OFFSET,
  SETTING_TRUTH,
  SETTING_COLOR,
  SETTING_COUNT,
  SETTING_CHOICE,
  SETTING_NAME,
  SETTING_FAMILY,
  SETTING_FORM
};
struct setting {
  enum setting_type type;
  const char *key; /* "page.width"; for block styles without the block's name */
  size_t from, to; /* offsets in the values and in the computed struct */
  size_t from_size, to_size;
  enum form_place form_place; /* SETTING_FORM */
};
extern const struct setting style_settings[];
extern const size_t style_setting_count;
extern const struct setting block_settings[];
extern const size_t block_setting_count;
/* Whether the value is there. */
bool setting_given(const struct setting *setting, const void *values);

/* What a load hands down. */
struct style_loader {
  struct diagnostics *diagnostics;
  struct arena *arena;
  struct str styles_folder, fonts_folder;
  struct place asked;   /* of the report's `style:` */
  bool whole;           /* nothing was refused so far, so what is not there was never set */
  struct str *unset;    /* names of values that no file sets, joined by commas */
  struct map *families; /* of fonts that were looked for */
};

/* Files to one tree (chain.c). NULL after errors. */
struct style_chain {
  const struct yaml_node *root; /* merged key by key, the first file's words winning */
  uint32_t file;                /* of the style asked for */
  struct str name, path;
};
bool chain_load(const struct style_loader *loader, struct str name, struct style_chain *chain);

/* Checks a form at its place; messages. */
void check_form(const struct style_loader *loader, const struct source_text *form, enum form_place place);
/* Whether the fonts' folder has a manifest of that name; a message, once for a name, when it has none. */
void check_family(const struct style_loader *loader, const struct source_text *name);
/* Remembers a value that no file sets. */
void note_unset(const struct style_loader *loader, const char *of, struct str name);
/* A block style by name, with a message when there is none. */
bool find_block(const struct style_loader *loader, const struct source_text *name, enum block_style_id *id);

/* Values to computed blocks (block.c). */
void compute_blocks(const struct style_loader *loader, const struct schema_map *blocks, struct style *style);
/* A length in units of its own, or a part of `size`, which is refused when `size` is 0; so is one that no page has. */
length compute_length(const struct style_loader *loader, const char *key, const struct schema_length *value,
                      length size, bool may_be_negative);
/* Stores one value; lengths relative to `size`, or refused when `size` is 0. */
void compute_setting(const struct style_loader *loader, const struct setting *setting, const void *values, length size,
                     void *out);

/* Whether a style's own file or registry at `path` lies in the tree of the style in `style_folder` or among the
 * program's own styles; an error at `place` when not. */
bool style_holds_file(struct diagnostics *diagnostics, struct arena *arena, struct str style_folder,
                      struct str styles_folder, struct str path, struct place place);

#endif
