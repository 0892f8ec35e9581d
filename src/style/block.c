/* Block styles: each takes from the one that it is based on what it does not say itself, still in the author's units,
 * so that a leading of 1.2 em follows the size; then lengths are computed. */
#include <string.h>

#include "style/internal.h"

static const struct str block_names[BLOCK_STYLE_COUNT] = {
    [STYLE_PARAGRAPH] = STR_INIT("paragraph"),
    [STYLE_NUMBERED_PARAGRAPH] = STR_INIT("numbered-paragraph"),
    [STYLE_LETTERED_PARAGRAPH] = STR_INIT("lettered-paragraph"),
    [STYLE_HEADING_1] = STR_INIT("heading-1"),
    [STYLE_HEADING_2] = STR_INIT("heading-2"),
    [STYLE_HEADING_3] = STR_INIT("heading-3"),
    [STYLE_HEADING_4] = STR_INIT("heading-4"),
    [STYLE_HEADING_5] = STR_INIT("heading-5"),
    [STYLE_HEADING_6] = STR_INIT("heading-6"),
    [STYLE_HEADING_PLAIN] = STR_INIT("heading-plain"),
    [STYLE_ITEM_1] = STR_INIT("item-1"),
    [STYLE_ITEM_2] = STR_INIT("item-2"),
    [STYLE_ITEM_3] = STR_INIT("item-3"),
    [STYLE_QUOTE] = STR_INIT("quote"),
    [STYLE_NOTE] = STR_INIT("note"),
    [STYLE_ACTION] = STR_INIT("action"),
    [STYLE_DECISION] = STR_INIT("decision"),
    [STYLE_TABLE_CAPTION] = STR_INIT("table-caption"),
    [STYLE_TABLE_HEAD] = STR_INIT("table-head"),
    [STYLE_TABLE_CELL] = STR_INIT("table-cell"),
    [STYLE_TABLE_GROUP] = STR_INIT("table-group"),
    [STYLE_TABLE_TOTAL] = STR_INIT("table-total"),
    [STYLE_TABLE_ITEM] = STR_INIT("table-item"),
    [STYLE_TABLE_NOTE] = STR_INIT("table-note"),
    [STYLE_TABLE_CONTINUED] = STR_INIT("table-continued"),
    [STYLE_ANNEX_LABEL] = STR_INIT("annex-label"),
    [STYLE_ANNEX_TITLE] = STR_INIT("annex-title"),
    [STYLE_FOOTNOTE] = STR_INIT("footnote"),
    [STYLE_CONTENTS_TITLE] = STR_INIT("contents-title"),
    [STYLE_CONTENTS_1] = STR_INIT("contents-1"),
    [STYLE_CONTENTS_2] = STR_INIT("contents-2"),
    [STYLE_CONTENTS_3] = STR_INIT("contents-3"),
    [STYLE_LIST_TITLE] = STR_INIT("list-title"),
    [STYLE_REFERENCE_ENTRY] = STR_INIT("reference-entry"),
    [STYLE_FIRST_START] = STR_INIT("first-start"),
    [STYLE_FIRST_END] = STR_INIT("first-end"),
    [STYLE_SOURCE] = STR_INIT("source"),
    [STYLE_TITLE] = STR_INIT("title"),
    [STYLE_SUBTITLE] = STR_INIT("subtitle"),
    [STYLE_RUNNING_HEAD] = STR_INIT("running-head"),
    [STYLE_RUNNING_FOOT] = STR_INIT("running-foot"),
    [STYLE_WATERMARK] = STR_INIT("watermark"),
};

struct str style_block_name(enum block_style_id id) {
  return block_names[id];
}

bool style_find_block(struct str name, enum block_style_id *id) {
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++) {
    if (!str_equal(block_names[i], name)) continue;
    *id = (enum block_style_id)i;
    return true;
  }
  return false;
}

bool find_block(const struct style_loader *loader, const struct source_text *name, enum block_style_id *id) {
  if (style_find_block(name->bytes, id)) return true;
  struct place place = source_text_place(name, 0, name->bytes.length);
  struct message *message = diagnose(loader->diagnostics, place, E_STYLE_UNKNOWN_BLOCK,
                                     "there is no block style named `%.*s`", STR_ARG(name->bytes));
  struct str nearest = diagnostics_nearest(name->bytes, block_names, BLOCK_STYLE_COUNT);
  if (nearest.length > 0)
    message_hint(loader->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_hint(loader->diagnostics, message, "styles/README.md lists them");
  return false;
}

bool setting_given(const struct setting *setting, const void *values) {
  const char *at = (const char *)values + setting->from;
  if (setting->type == SETTING_NAME || setting->type == SETTING_FAMILY || setting->type == SETTING_FORM)
    return ((const struct source_text *)at)->file != 0;
  return *(const bool *)at; /* every other value begins with `given` */
}

static void store_integer(int64_t value, size_t size, void *out) {
  uint8_t byte = (uint8_t)value;
  int32_t word = (int32_t)value;
  memcpy(out, size == 1 ? (const void *)&byte : (const void *)&word, size);
}

/* The side of the greatest page that a PDF may have; no length in a style is more. */
#define GREATEST_LENGTH POINTS(14400)

static length refuse_length(const struct style_loader *loader, const struct schema_length *value, const char *key,
                            const char *what, const char *cure) {
  struct message *message = diagnose(loader->diagnostics, value->place, E_STYLE_VALUE, "`%s` %s", key, what);
  message_hint(loader->diagnostics, message, "%s", cure);
  return 0;
}

length compute_length(const struct style_loader *loader, const char *key, const struct schema_length *value,
                      length size, bool may_be_negative) {
  bool relative = value->unit == UNIT_EM || value->unit == UNIT_PERCENT;
  if (relative && size == 0)
    return refuse_length(loader, value, key, "takes a length of its own, not a part of another", "in pt, mm, cm or in");
  length computed = value->value;
  if (relative) computed = multiply_divide(computed, size, value->unit == UNIT_EM ? 1000 : 100000);
  if (computed < 0 && !may_be_negative)
    return refuse_length(loader, value, key, "cannot be less than nothing", "0 or more");
  if (computed > GREATEST_LENGTH || computed < -GREATEST_LENGTH)
    return refuse_length(loader, value, key, "is longer than any page", "at most 5080 mm");
  return computed;
}

/* A name cannot be empty in a file, so `none` says that there is none. */
static struct str name_or_none(const struct source_text *name) {
  return str_equal(name->bytes, STR("none")) ? (struct str){"", 0} : name->bytes;
}

void compute_setting(const struct style_loader *loader, const struct setting *setting, const void *values, length size,
                     void *out) {
  const void *from = (const char *)values + setting->from;
  void *to = (char *)out + setting->to;
  switch (setting->type) {
  case SETTING_LENGTH: *(length *)to = compute_length(loader, setting->key, from, size, false); break;
  case SETTING_OFFSET: *(length *)to = compute_length(loader, setting->key, from, size, true); break;
  case SETTING_TRUTH: *(bool *)to = ((const struct schema_truth *)from)->value; break;
  case SETTING_COLOR: *(uint32_t *)to = ((const struct schema_color *)from)->rgb; break;
  case SETTING_COUNT: store_integer(((const struct schema_integer *)from)->value, setting->to_size, to); break;
  case SETTING_CHOICE: store_integer(((const struct schema_choice *)from)->value, setting->to_size, to); break;
  case SETTING_NAME: *(struct str *)to = name_or_none(from); break;
  case SETTING_FAMILY:
    check_family(loader, from);
    *(struct str *)to = ((const struct source_text *)from)->bytes;
    break;
  case SETTING_FORM:
    check_form(loader, from, setting->form_place);
    *(struct str *)to = ((const struct source_text *)from)->bytes;
    break;
  }
}

enum block_state { BLOCK_UNTOUCHED, BLOCK_BEGUN, BLOCK_DONE };
struct block_work {
  const struct style_loader *loader;
  const struct block_values *own[BLOCK_STYLE_COUNT]; /* as the files say it; NULL: nothing */
  struct block_values whole[BLOCK_STYLE_COUNT];      /* with what it is based on */
  enum block_state states[BLOCK_STYLE_COUNT];
};

static void collect_blocks(struct block_work *work, const struct schema_map *blocks) {
  struct block_values *const *items = blocks->items;
  for (size_t i = 0; i < blocks->count; i++) {
    enum block_style_id id = STYLE_PARAGRAPH;
    if (find_block(work->loader, &blocks->keys[i], &id)) work->own[id] = items[i];
  }
}

static void report_block_cycle(struct block_work *work, enum block_style_id id) {
  const struct source_text *based_on = &work->own[id]->based_on;
  struct message *message =
      diagnose(work->loader->diagnostics, source_text_place(based_on, 0, based_on->bytes.length), E_STYLE_BLOCK_CYCLE,
               "`%.*s` is based on itself in the end", STR_ARG(block_names[id]));
  message_hint(work->loader->diagnostics, message, "take out one `based-on` of the circle");
}

/* The block style that gives what this one does not say; false for `paragraph`, the root. After a slip it is
 * `paragraph`, so that one slip gives one message. */
static bool find_parent(struct block_work *work, enum block_style_id id, enum block_style_id *parent) {
  const struct block_values *own = work->own[id];
  bool named = own != NULL && own->based_on.file != 0;
  *parent = STYLE_PARAGRAPH;
  if (id == STYLE_PARAGRAPH) {
    if (named) report_block_cycle(work, id);
    return false;
  }
  if (named && !find_block(work->loader, &own->based_on, parent)) *parent = STYLE_PARAGRAPH;
  return true;
}

static void overlay(struct block_values *whole, const struct block_values *own) {
  for (size_t i = 0; i < block_setting_count; i++) {
    const struct setting *setting = &block_settings[i];
    if (setting_given(setting, own))
      memcpy((char *)whole + setting->from, (const char *)own + setting->from, setting->from_size);
  }
}

/* A size in em or percent is of the parent's size, which is absolute by now. One that no text can have becomes a usual
 * one once it is reported, for what is computed from it. */
static void settle_size(struct block_work *work, enum block_style_id id, length parent_size) {
  struct schema_length *size = &work->whole[id].size;
  if (size->unit != UNIT_ABSOLUTE && size->unit != UNIT_NONE)
    size->value = multiply_divide(size->value, parent_size, size->unit == UNIT_EM ? 1000 : 100000);
  size->unit = UNIT_ABSOLUTE;
  if (size->value >= LENGTH_POINT && size->value <= POINTS(1000)) return;
  if (size->given) {
    struct message *message = diagnose(work->loader->diagnostics, size->place, E_STYLE_VALUE,
                                       "no text can be set with this `size` of `%.*s`", STR_ARG(block_names[id]));
    message_hint(work->loader->diagnostics, message, "from 1 pt to 1000 pt");
  }
  size->value = POINTS(10);
}

/* Recursion is as deep as the chain of based-on, at most one step for each block style. */
static void inherit(struct block_work *work, enum block_style_id id) {
  if (work->states[id] != BLOCK_UNTOUCHED) return;
  work->states[id] = BLOCK_BEGUN;
  enum block_style_id parent;
  length parent_size = 0;
  if (find_parent(work, id, &parent)) {
    inherit(work, parent);
    if (work->states[parent] == BLOCK_BEGUN) {
      report_block_cycle(work, id);
      parent = STYLE_PARAGRAPH;
      inherit(work, parent);
    }
    work->whole[id] = work->whole[parent];
    parent_size = work->whole[parent].size.value;
  }
  if (work->own[id] != NULL) overlay(&work->whole[id], work->own[id]);
  settle_size(work, id, parent_size);
  work->states[id] = BLOCK_DONE;
}

static void check_leading(struct block_work *work, const struct block_style *block, const struct block_values *values) {
  if (block->leading > 0 || !values->leading.given) return;
  diagnose(work->loader->diagnostics, values->leading.place, E_STYLE_VALUE,
           "`leading` of `%.*s` must be more than nothing, else all lines stand on each other", STR_ARG(block->name));
}

static void compute_block(struct block_work *work, enum block_style_id id, struct block_style *block) {
  const struct block_values *values = &work->whole[id];
  block->name = block_names[id];
  for (size_t i = 0; i < block_setting_count; i++) {
    if (setting_given(&block_settings[i], values))
      compute_setting(work->loader, &block_settings[i], values, values->size.value, block);
    else if (id == STYLE_PARAGRAPH) /* all others have it from there */
      note_unset(work->loader, "blocks.paragraph.", str_from(block_settings[i].key));
  }
  check_leading(work, block, values);
}

void compute_blocks(const struct style_loader *loader, const struct schema_map *blocks, struct style *style) {
  struct block_work *work = arena_new(loader->arena, struct block_work);
  work->loader = loader;
  collect_blocks(work, blocks);
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++)
    inherit(work, (enum block_style_id)i);
  for (size_t i = 0; i < BLOCK_STYLE_COUNT; i++)
    compute_block(work, (enum block_style_id)i, &style->blocks[i]);
}
