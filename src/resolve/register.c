/* Actions and decisions: where they stand, and in their lists. */
#include <stdlib.h>

#include "resolve/resolver.h"

/* ---- where they stand ---- */

static struct str own_or_next(struct resolver *resolver, const struct block *block) {
  bool action = block->kind == BLOCK_ACTION;
  if (block->action.number.bytes.length > 0) return block->action.number.bytes;
  uint32_t number = action ? ++resolver->action_count : ++resolver->decision_count;
  struct str form = action ? resolver->style->action_number_form : resolver->style->decision_number_form;
  return number_form(resolver, form, (struct str){"", 0}, str_format(resolver->work, "%u", number));
}

static struct str owners_of(struct resolver *resolver, const struct action *action) {
  struct str *names = arena_new_array(resolver->work, struct str, action->owner_count);
  for (size_t i = 0; i < action->owner_count; i++)
    names[i] = names_owner(resolver, &action->owners[i]);
  return language_join(resolver->work, resolver->pack, names, action->owner_count);
}

static struct str due_of(struct resolver *resolver, const struct action *action) {
  if (action->due_date.given) return language_date(resolver->work, resolver->pack, &action->due_date);
  return action->due.bytes;
}

static struct register_entry register_enter(struct resolver *resolver, const struct block *block, struct named *named,
                                            struct str language) {
  struct register_entry entry = {.block = block, .language = language, .number = own_or_next(resolver, block)};
  bool action = block->kind == BLOCK_ACTION;
  entry.anchor = block_anchor(resolver, named, action ? "action" : "decision", entry.number);
  entry.owners = owners_of(resolver, &block->action);
  entry.due = due_of(resolver, &block->action);
  if (action)
    vector_push(resolver->work, &resolver->actions, entry);
  else
    vector_push(resolver->work, &resolver->decisions, entry);
  if (named == NULL) return entry;
  named->anchor = entry.anchor;
  named->number = entry.number;
  if (block->action.has_title) named->short_title = inline_words(resolver, &block->action.title);
  return entry;
}

static const char *cite_label(const struct block *block) {
  return block->kind == BLOCK_ACTION ? "cite.action" : "cite.decision";
}

/* The number leads to where it is followed up, when an address of that is given. */
static void link_to_address(struct resolver *resolver, const struct register_entry *entry, struct run *run) {
  struct str url = entry->block->action.url.bytes;
  if (url.length == 0) return;
  run->link = url;
  run->anchor = NULL;
  run->is_link = true;
  run->link_serial = ++resolver->link_serial;
}

/* "Action 3/1 – " before the words, where the style sets number, owner and date beside them. */
static void add_lead(struct resolver *resolver, const struct register_entry *entry) {
  if (resolver->style->owner != OWNER_BESIDE) return;
  struct str label = str_from(cite_label(entry->block));
  struct str words = language_fill_one(resolver->work, resolver->pack, label, STR("number"), entry->number);
  if (words.length == 0) return;
  runs_add_text(resolver, words, LOOK_BOLD);
  link_to_address(resolver, entry, &resolver->runs.at[resolver->runs.count - 1]);
  runs_add_text(resolver, STR(" – "), 0);
}

static void add_trail(struct resolver *resolver, const struct register_entry *entry) {
  bool both = entry->owners.length > 0 && entry->due.length > 0;
  if (resolver->style->owner != OWNER_BESIDE || entry->owners.length + entry->due.length == 0) return;
  struct str words =
      str_format(resolver->work, " (%.*s%s%.*s)", STR_ARG(entry->owners), both ? ", " : "", STR_ARG(entry->due));
  runs_add_text(resolver, words, 0);
}

static void build_first(struct resolver *resolver, const struct block *first, const struct register_entry *entry,
                        struct surroundings at, struct number number, enum block_style_id style) {
  struct named *named = first != NULL ? names_add_block(resolver, first) : NULL;
  struct draft draft;
  draft_open(resolver, &draft, at.language);
  draft.anchor = entry->anchor;
  add_lead(resolver, entry);
  if (first != NULL) runs_add_inline(resolver, &first->paragraph);
  add_trail(resolver, entry);
  struct node *node = draft_close(resolver, &draft, ROLE_PARAGRAPH, style);
  struct paragraph *paragraph = node->paragraph;
  paragraph->label.text = number.label;
  paragraph->label_role = at.label_role != ROLE_NONE ? at.label_role : ROLE_SPAN;
  bool labelled = number.label.length > 0;
  paragraph->indent = labelled ? at.list_start : at.text_start - resolver->style->blocks[at.style].indent_start;
  node->place = entry->block->place;
  if (named != NULL) {
    named->anchor = entry->anchor;
    named->number = number.cited;
  }
  group_push(resolver, node);
}

static void build_copy(struct resolver *resolver, const struct block *block, struct surroundings at) {
  blocks_build(resolver, &block->action.text, at);
}

void action_build(struct resolver *resolver, const struct block *block, struct surroundings at, struct number number,
                  enum block_style_id style) {
  if (at.copy) {
    build_copy(resolver, block, at);
    return;
  }
  struct named *named = names_add_block(resolver, block);
  struct register_entry entry = register_enter(resolver, block, named, at.language);
  const struct blocks *text = &block->action.text;
  bool begins_with_text = text->count > 0 && text->at[0]->kind == BLOCK_PARAGRAPH;
  build_first(resolver, begins_with_text ? text->at[0] : NULL, &entry, at, number, style);
  at.numbers = false;
  if (number.label.length == 0) {
    at.text_start = text_start_in(resolver, &at, style);
    at.style = style;
  }
  struct blocks rest = {text->at + begins_with_text, text->count - begins_with_text, text->place};
  blocks_build(resolver, &rest, at);
}

/* ---- in lists ---- */

struct rows {
  const struct register_entry **at;
  size_t count;
};

static bool wanted_status(const struct register_list *list, const struct action *action) {
  int status = action->status.given ? action->status.value : ACTION_OPEN;
  for (size_t i = 0; i < list->status_count; i++)
    if (list->statuses[i].value == status) return true;
  return list->status_count == 0;
}

static bool wanted_owner(struct resolver *resolver, const struct register_list *list, const struct action *action) {
  for (size_t i = 0; i < list->owner_count; i++)
    for (size_t k = 0; k < action->owner_count; k++)
      if (str_equal(names_owner(resolver, &list->owners[i]), names_owner(resolver, &action->owners[k]))) return true;
  return list->owner_count == 0;
}

static int64_t due_key(const struct action *action) {
  const struct schema_date *date = &action->due_date;
  if (!date->given) return INT64_MAX;
  return ((int64_t)date->year * 16 + date->month) * 32 + date->day;
}

/* Entries lie in one array in the order of the report, so their addresses break ties. */
static int compare_places(const struct register_entry *a, const struct register_entry *b) {
  return (a > b) - (a < b);
}

static int compare_owners(const void *left, const void *right) {
  const struct register_entry *a = *(const struct register_entry *const *)left;
  const struct register_entry *b = *(const struct register_entry *const *)right;
  bool a_none = a->owners.length == 0, b_none = b->owners.length == 0;
  if (a_none != b_none) return a_none - b_none;
  int order = str_compare(a->owners, b->owners);
  return order != 0 ? order : compare_places(a, b);
}

static int compare_dues(const void *left, const void *right) {
  const struct register_entry *a = *(const struct register_entry *const *)left;
  const struct register_entry *b = *(const struct register_entry *const *)right;
  int64_t a_key = due_key(&a->block->action), b_key = due_key(&b->block->action);
  return a_key != b_key ? (a_key > b_key) - (a_key < b_key) : compare_places(a, b);
}

static struct rows select_rows(struct resolver *resolver, const struct register_list *list,
                               const struct register_entry *entries, size_t count) {
  struct rows rows = {arena_new_array(resolver->work, const struct register_entry *, count), 0};
  for (size_t i = 0; i < count; i++) {
    const struct action *action = &entries[i].block->action;
    if (wanted_status(list, action) && wanted_owner(resolver, list, action)) rows.at[rows.count++] = &entries[i];
  }
  enum action_sort sort = list->sort.given ? (enum action_sort)list->sort.value : SORT_NUMBER;
  if (sort == SORT_OWNER) qsort(rows.at, rows.count, sizeof *rows.at, compare_owners);
  if (sort == SORT_DUE) qsort(rows.at, rows.count, sizeof *rows.at, compare_dues);
  return rows;
}

static struct node *number_cell(struct resolver *resolver, const struct register_entry *entry, struct surroundings at) {
  struct node *cell = table_text_cell(resolver, entry->number, entry->anchor, at);
  if (cell->child_count > 0) link_to_address(resolver, entry, &cell->children[0]->paragraph->runs[0]);
  return cell;
}

/* The short form where there is one, else the whole text. */
static struct node *text_cell(struct resolver *resolver, const struct register_entry *entry, struct surroundings at) {
  const struct action *action = &entry->block->action;
  at.language = entry->language;
  if (!action->has_title) return table_cell(resolver, &action->text, at);
  struct block title = {.kind = BLOCK_PARAGRAPH, .place = action->title.place, .paragraph = action->title};
  struct block *only = &title;
  return table_cell(resolver, &(struct blocks){&only, 1, action->title.place}, at);
}

static struct node *owner_cell(struct resolver *resolver, const struct register_entry *entry, struct surroundings at) {
  return table_text_cell(resolver, entry->owners, NULL, at);
}

static struct node *due_cell(struct resolver *resolver, const struct register_entry *entry, struct surroundings at) {
  return table_text_cell(resolver, entry->due, NULL, at);
}

static struct node *status_cell(struct resolver *resolver, const struct register_entry *entry, struct surroundings at) {
  static const char *const labels[] = {"status.open", "status.in-progress", "status.done", "status.dropped"};
  const struct schema_choice *status = &entry->block->action.status;
  struct str label = str_from(labels[status->given ? status->value : ACTION_OPEN]);
  return table_text_cell(resolver, language_label(resolver->pack, label), NULL, at);
}

static const struct {
  const char *label;
  struct node *(*cell)(struct resolver *, const struct register_entry *, struct surroundings);
} columns_table[] = {
    [COLUMN_NUMBER] = {"column.number", number_cell}, [COLUMN_TEXT] = {"column.text", text_cell},
    [COLUMN_OWNER] = {"column.owner", owner_cell},    [COLUMN_DUE] = {"column.due", due_cell},
    [COLUMN_STATUS] = {"column.status", status_cell},
};
enum { COLUMN_COUNT = sizeof columns_table / sizeof *columns_table };

static void build_rows(struct resolver *resolver, struct rows rows, const int *columns, size_t count, const char *text,
                       struct surroundings at) {
  struct node *node = table_node(resolver, count, rows.count + 1, 1);
  static const struct inline_content no_title;
  size_t cell = 0;
  for (size_t i = 0; i < count; i++) {
    const char *name = columns[i] == COLUMN_TEXT ? text : columns_table[columns[i]].label;
    struct str label = language_label(resolver->pack, str_from(name));
    node->table->cells[cell++] = table_head_cell(resolver, &no_title, label, at);
  }
  for (size_t row = 0; row < rows.count; row++)
    for (size_t i = 0; i < count; i++)
      node->table->cells[cell++] = columns_table[columns[i]].cell(resolver, rows.at[row], at);
  group_push(resolver, node);
}

static bool any_not_open(struct rows rows) {
  for (size_t i = 0; i < rows.count; i++) {
    const struct schema_choice *status = &rows.at[i]->block->action.status;
    if (status->given && status->value != ACTION_OPEN) return true;
  }
  return false;
}

static bool any_owner_or_due(struct rows rows, bool owner) {
  for (size_t i = 0; i < rows.count; i++)
    if ((owner ? rows.at[i]->owners : rows.at[i]->due).length > 0) return true;
  return false;
}

/* The author's columns, else number and text, and of the others those that say something. */
static size_t choose_columns(const struct register_list *list, struct rows rows, int columns[COLUMN_COUNT]) {
  size_t count = 0;
  for (size_t i = 0; i < list->column_count && count < COLUMN_COUNT; i++)
    columns[count++] = list->columns[i].value;
  if (count > 0) return count;
  columns[count++] = COLUMN_NUMBER;
  columns[count++] = COLUMN_TEXT;
  if (any_owner_or_due(rows, true)) columns[count++] = COLUMN_OWNER;
  if (any_owner_or_due(rows, false)) columns[count++] = COLUMN_DUE;
  if (any_not_open(rows)) columns[count++] = COLUMN_STATUS;
  return count;
}

static void report_empty(struct resolver *resolver, const struct open_list *list, const char *what) {
  if (!resolver->report->complete) return;
  struct message *message =
      diagnose(resolver->diagnostics, list->block->place, W_EMPTY_LIST, "this list has no %s to show", what);
  message_hint(resolver->diagnostics, message, "only its title is printed");
}

void actions_close(struct resolver *resolver, const struct open_list *list) {
  const struct register_list *value = &list->block->register_list;
  struct rows rows = select_rows(resolver, value, resolver->actions.at, resolver->actions.count);
  list_title(resolver, list, value, "action-list");
  if (rows.count == 0) {
    report_empty(resolver, list, resolver->actions.count > 0 ? "actions of this kind" : "actions");
    return;
  }
  int columns[COLUMN_COUNT];
  size_t count = choose_columns(value, rows, columns);
  build_rows(resolver, rows, columns, count, "column.text", list->at);
}

void decisions_close(struct resolver *resolver, const struct open_list *list) {
  static const int columns[] = {COLUMN_NUMBER, COLUMN_TEXT};
  struct rows rows = {arena_new_array(resolver->work, const struct register_entry *, resolver->decisions.count), 0};
  for (size_t i = 0; i < resolver->decisions.count; i++)
    rows.at[rows.count++] = &resolver->decisions.at[i];
  list_title(resolver, list, &list->block->register_list, "decision-list");
  if (rows.count == 0)
    report_empty(resolver, list, "decisions");
  else
    build_rows(resolver, rows, columns, 2, "decision", list->at);
}
