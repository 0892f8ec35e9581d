#include <string.h>

#include "base/utf8.h"
#include "report/load.h"
#include "report/prepare.h"

enum { SECTION_DEPTH = 6 };

typedef VECTOR(struct block *) block_vector;

static void load_item(struct loader *loader, const struct yaml_node *node, block_vector *out);

static struct blocks finish(struct loader *loader, const block_vector *vector, struct place place) {
  struct blocks blocks = {.count = vector->count, .place = place};
  blocks.at = arena_new_array(loader->context.arena, struct block *, vector->count);
  if (vector->count > 0) memcpy(blocks.at, vector->at, vector->count * sizeof(struct block *));
  return blocks;
}

static void append(struct loader *loader, block_vector *vector, const struct blocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++)
    vector_push(loader->context.arena, vector, blocks->at[i]);
}

/* Texts that mean something else */

static struct str first_line(const struct loader *loader, struct place place) {
  struct str source = schema_source(loader->context.diagnostics, place);
  const char *newline = memchr(source.at, '\n', source.length);
  return str_trim(newline ? str_slice(source, 0, (size_t)(newline - source.at)) : source);
}

/* A sentence that YAML took for a key because of the colon in it or at its end. */
static void refuse_sentence(struct loader *loader, const struct yaml_node *node) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  const struct yaml_pair *pair = &node->pairs[0];
  bool ends = pair->value->absent || pair->value->kind != YAML_SCALAR;
  struct str line = first_line(loader, node->place);
  struct message *message = diagnose(diagnostics, pair->key->place, E_TEXT_READ_AS_KEY,
                                     ends ? "the colon at the end makes YAML take this sentence for a key"
                                          : "the colon in this text makes YAML take what stands before it for a key");
  if (pair->value->kind == YAML_SCALAR && !memchr(line.at, '"', line.length) && !memchr(line.at, '\\', line.length))
    message_help(diagnostics, message, "- \"%.*s\"", STR_ARG(line));
  else
    message_help(diagnostics, message, "- |\n  %.*s", STR_ARG(line));
}

/* Keys of a report never have spaces, capitals or letters beyond ASCII. */
static bool looks_like_sentence(struct str key) {
  for (size_t i = 0; i < key.length; i++)
    if (key.at[i] == ' ' || (key.at[i] >= 'A' && key.at[i] <= 'Z') || (unsigned char)key.at[i] >= 0x80) return true;
  return false;
}

/* Kinds of blocks */

static struct str list_kinds(struct arena *arena) {
  struct str list = {"", 0};
  for (size_t i = 0; i < kind_count; i++)
    if (!kinds[i].unbuilt) list = str_format(arena, "%.*s%s%s", STR_ARG(list), i == 0 ? "" : ", ", kinds[i].name);
  return list;
}

static void refuse_without_kind(struct loader *loader, const struct yaml_node *node) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  const struct yaml_node *first = node->count > 0 ? node->pairs[0].key : node;
  for (uint32_t i = 0; i < node->count; i++) {
    const struct yaml_node *key = node->pairs[i].key;
    struct str nearest = kind_nearest(diagnostics->arena, key->text.bytes);
    if (nearest.length == 0) continue;
    struct str name = schema_excerpt(diagnostics->arena, key->text.bytes);
    struct message *message = diagnose(diagnostics, key->place, E_NO_KIND, "`%.*s` is no kind of block", STR_ARG(name));
    message_hint(diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
    if (key->style == YAML_PLAIN) message_fix(message, key->place, nearest);
    return;
  }
  if (node->count > 0 && looks_like_sentence(first->text.bytes)) {
    refuse_sentence(loader, node);
    return;
  }
  struct str kinds_known = list_kinds(diagnostics->arena);
  struct message *message;
  if (node->count == 0) {
    message = diagnose(diagnostics, node->place, E_NO_KIND, "empty braces are no block");
  } else {
    struct str name = schema_excerpt(diagnostics->arena, first->text.bytes);
    message = diagnose(diagnostics, first->place, E_NO_KIND, "`%.*s` stands here, but no kind of block", STR_ARG(name));
  }
  message_help(diagnostics, message, "a block begins with its kind: %.*s", STR_ARG(kinds_known));
}

static void refuse_second_kind(struct loader *loader, const struct yaml_node *first, const struct yaml_node *second) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  struct message *message =
      diagnose(diagnostics, second->place, E_TWO_KINDS, "`%.*s` in a block that is a `%.*s` already",
               STR_ARG(second->text.bytes), STR_ARG(first->text.bytes));
  message_hint(diagnostics, message, "is the dash before it missing? `- %.*s: …`", STR_ARG(second->text.bytes));
  message_relate(diagnostics, message, first->place, "the first kind");
}

static void refuse_unbuilt(struct loader *loader, const struct yaml_node *key) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  struct message *message =
      diagnose(diagnostics, key->place, E_NOT_YET_BUILT, "`%.*s` is not yet built", STR_ARG(key->text.bytes));
  message_hint(diagnostics, message, "this version cannot print it; take it out for now");
}

/* A key that is a kind somewhere and a plain key elsewhere (`decision` never, `note` never, but a table's `notes`) is
 * a kind only where it is not among the first kind's own keys. */
static const struct kind *find_kind(struct loader *loader, const struct yaml_node *node) {
  const struct kind *kind = NULL;
  const struct yaml_node *first = NULL;
  for (uint32_t i = 0; i < node->count; i++) {
    const struct yaml_node *key = node->pairs[i].key;
    const struct kind *found = kind_find(key->text.bytes);
    if (!found) continue;
    if (kind && !schema_find(kind->record, key->text.bytes)) {
      refuse_second_kind(loader, first, key);
      return NULL;
    }
    if (!kind) kind = found, first = key;
  }
  if (!kind) refuse_without_kind(loader, node);
  if (!kind || !kind->unbuilt) return kind;
  refuse_unbuilt(loader, first);
  return NULL;
}

/* Parts of blocks */

struct inline_content inline_load(struct loader *loader, const struct source_text *text, bool *given) {
  *given = text->file != 0 || text->bytes.length > 0;
  if (text->bytes.length == 0) return (struct inline_content){.place = schema_text_place(text)};
  return markdown_inline(loader->context.diagnostics, loader->context.arena, text);
}

static bool enter_section(struct loader *loader, const struct yaml_node *node) {
  if (loader->section_depth < SECTION_DEPTH) {
    loader->section_depth++;
    return true;
  }
  const struct yaml_node *key = node->pairs[0].key;
  struct message *message = diagnose(loader->context.diagnostics, key->place, E_SECTIONS_TOO_DEEP,
                                     "a section in a section, seven deep: the outline has %d levels", SECTION_DEPTH);
  message_hint(loader->context.diagnostics, message, "move it up, or make it paragraphs or a list");
  return false;
}

static void load_section(struct loader *loader, const struct raw_block *raw, struct section *section) {
  section->title = inline_load(loader, &raw->title, &section->has_title);
  section->paragraphs = raw->paragraphs;
  section->references = raw->references.items;
  section->reference_count = raw->references.count;
  struct str number = raw->number.bytes;
  if (str_equal(number, STR("none"))) {
    section->number = SECTION_NUMBER_NONE;
  } else if (number.length > 0 && !str_equal(number, STR("auto"))) {
    bool given;
    section->number = SECTION_NUMBER_OWN;
    section->own_number = inline_load(loader, &raw->number, &given);
  }
  section->body = blocks_load(loader, raw->body);
}

static void load_contribution(struct loader *loader, const struct raw_block *raw, struct contribution *contribution) {
  contribution->references = raw->references.items;
  contribution->reference_count = raw->references.count;
  contribution->title = inline_load(loader, &raw->title, &contribution->has_title);
  contribution->body = blocks_load(loader, raw->body);
  contribution->summary = blocks_load(loader, raw->summary);
  contribution->discussion = blocks_load(loader, raw->discussion);
  contribution->outcome = blocks_load(loader, raw->outcome);
  contribution->actions = blocks_load(loader, raw->actions);
}

/* Paragraphs of list items, quotes and notes are not numbered as a section's. */
static void mark_unnumbered(struct blocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++)
    blocks->at[i]->counts = false;
}

struct blocks blocks_load_unnumbered(struct loader *loader, const struct yaml_node *node) {
  struct blocks blocks = blocks_load(loader, node);
  mark_unnumbered(&blocks);
  return blocks;
}

static void load_list(struct loader *loader, const struct raw_block *raw, struct list *list) {
  const struct yaml_node *value = raw->value;
  list->has_marker = raw->marker.given;
  list->marker = (enum list_marker)raw->marker.value;
  list->start = raw->start;
  if (!value) return;
  bool single = value->kind != YAML_SEQUENCE;
  size_t count = single ? 1 : value->count;
  list->items = arena_new_array(loader->context.arena, struct blocks, count);
  for (size_t i = 0; i < count; i++) {
    block_vector item = {0};
    load_item(loader, single ? value : value->items[i], &item);
    if (item.count == 0) continue;
    struct blocks blocks = finish(loader, &item, single ? value->place : value->items[i]->place);
    mark_unnumbered(&blocks);
    list->items[list->count++] = blocks;
  }
}

static bool has_date_shape(struct str text) {
  if (text.length != 10) return false;
  for (size_t i = 0; i < text.length; i++) {
    bool dash = i == 4 || i == 7;
    if (dash ? text.at[i] != '-' : text.at[i] < '0' || text.at[i] > '9') return false;
  }
  return true;
}

/* A date, or any other words; what looks like a date must be one. */
static void load_due(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw,
                     struct action *action) {
  action->due = raw->due;
  if (schema_parse_date(raw->due.bytes, &action->due_date)) {
    action->due_date.place = schema_text_place(&raw->due);
    return;
  }
  static const struct schema_key due = {.name = "due", .type = SCHEMA_DATE, .shape = SCHEMA_ONE};
  const struct yaml_node *value = has_date_shape(raw->due.bytes) ? yaml_get(node, STR("due")) : NULL;
  if (value) schema_load_value(&loader->context, &due, value, &action->due_date);
}

static void load_action(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw,
                        struct action *action) {
  action->text = blocks_load_unnumbered(loader, raw->value);
  action->title = inline_load(loader, &raw->title, &action->has_title);
  action->owners = raw->owners.items;
  action->owner_count = raw->owners.count;
  action->status = raw->status;
  action->number = raw->number;
  action->url = raw->url;
  load_due(loader, node, raw, action);
}

static void load_register_list(struct loader *loader, const struct raw_block *raw, struct register_list *list) {
  list->title = inline_load(loader, &raw->title, &list->has_title);
  list->empty_title = list->has_title && raw->title.bytes.length == 0;
  list->statuses = raw->statuses.items;
  list->status_count = raw->statuses.count;
  list->owners = raw->owners.items;
  list->owner_count = raw->owners.count;
  list->sort = raw->sort;
  list->columns = raw->columns.items;
  list->column_count = raw->columns.count;
  list->kind = raw->kind;
  list->cited = raw->cited;
}

static void check_page_break(struct loader *loader, const struct raw_block *raw) {
  if (!raw->truth.given || raw->truth.value) return;
  struct message *message =
      diagnose(loader->context.diagnostics, raw->truth.place, E_BAD_VALUE, "`page-break` takes true, not `false`");
  message_hint(loader->context.diagnostics, message, "take the item out where no page is to end");
}

static void fill_block(struct loader *loader, const struct yaml_node *node, const struct raw_block *raw,
                       struct block *block) {
  switch (block->kind) {
  case BLOCK_SECTION: load_section(loader, raw, &block->section); break;
  case BLOCK_CONTRIBUTION: load_contribution(loader, raw, &block->contribution); break;
  case BLOCK_LIST: load_list(loader, raw, &block->list); break;
  case BLOCK_ACTION:
  case BLOCK_DECISION: load_action(loader, node, raw, &block->action); break;
  case BLOCK_QUOTE:
  case BLOCK_NOTE: block->quote = blocks_load_unnumbered(loader, raw->value); break;
  case BLOCK_CONTENTS: block->depth = raw->depth; break;
  case BLOCK_ACTION_LIST:
  case BLOCK_DECISION_LIST:
  case BLOCK_REFERENCE_LIST: load_register_list(loader, raw, &block->register_list); break;
  case BLOCK_PAGE_BREAK: check_page_break(loader, raw); break;
  case BLOCK_TABLE: table_load(loader, node, raw, block); break;
  case BLOCK_PARAGRAPH: break;
  }
}

static void load_block(struct loader *loader, const struct yaml_node *node, block_vector *out) {
  const struct kind *kind = find_kind(loader, node);
  if (!kind) return;
  bool deeper = kind->block == BLOCK_SECTION || kind->block == BLOCK_CONTRIBUTION;
  if (deeper && !enter_section(loader, node)) return;
  struct raw_block raw = {0};
  schema_load(&loader->context, kind->record, node, &raw);
  struct block *block = block_create(loader->context.arena, kind->block, node->place);
  block->id = raw.id;
  block->language = raw.language.bytes;
  block->counts = kind->block == BLOCK_ACTION || kind->block == BLOCK_DECISION;
  fill_block(loader, node, &raw, block);
  vector_push(loader->context.arena, out, block);
  loader->section_depth -= deeper;
}

/* Items */

static void refuse_empty(struct loader *loader, const struct yaml_node *node) {
  struct message *message =
      diagnose(loader->context.diagnostics, node->place, E_EMPTY_ITEM, "an item with nothing in it");
  message_hint(loader->context.diagnostics, message, "write its text, or take it out");
}

/* A text that is one item: its first paragraph counts, the others continue it. */
static void load_string(struct loader *loader, const struct yaml_node *node, block_vector *out) {
  if (node->absent || str_trim(node->text.bytes).length == 0) {
    refuse_empty(loader, node);
    return;
  }
  struct blocks blocks = markdown_blocks(loader->context.diagnostics, loader->context.arena, &node->text, node->style);
  append(loader, out, &blocks);
}

/* Of one item's blocks the first that counts does. */
static void count_once(const block_vector *blocks, size_t from) {
  bool counted = false;
  for (size_t i = from; i < blocks->count; i++) {
    counted = counted || blocks->at[i]->plain;
    if (counted) blocks->at[i]->counts = false;
    counted = counted || blocks->at[i]->counts;
  }
}

static void load_item(struct loader *loader, const struct yaml_node *node, block_vector *out) {
  size_t from = out->count;
  if (node->kind == YAML_SCALAR) {
    load_string(loader, node, out);
  } else if (node->kind == YAML_MAPPING) {
    load_block(loader, node, out);
  } else {
    if (node->count == 0 && loader->context.complete) refuse_empty(loader, node);
    for (uint32_t i = 0; i < node->count; i++)
      load_item(loader, node->items[i], out);
  }
  count_once(out, from);
}

struct blocks blocks_load(struct loader *loader, const struct yaml_node *node) {
  block_vector out = {0};
  if (!node || node->absent) return (struct blocks){0};
  if (node->kind == YAML_SCALAR) {
    if (str_trim(node->text.bytes).length == 0) return (struct blocks){.place = node->place};
    struct blocks blocks =
        markdown_blocks(loader->context.diagnostics, loader->context.arena, &node->text, node->style);
    blocks.place = node->place;
    return blocks;
  }
  if (node->kind == YAML_MAPPING) {
    load_block(loader, node, &out);
  } else {
    for (uint32_t i = 0; i < node->count; i++)
      load_item(loader, node->items[i], &out);
  }
  return finish(loader, &out, node->place);
}
