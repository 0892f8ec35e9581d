#include "report/report.h"

/* The model as a person reads it: a line a thing, indented, with line:column. */
struct dumper {
  struct diagnostics *diagnostics;
  struct buffer *out;
  unsigned depth;
};

static void dump_blocks(struct dumper *dumper, const char *name, const struct blocks *blocks);

static void begin_line(struct dumper *dumper) {
  for (unsigned i = 0; i < dumper->depth; i++)
    buffer_append(dumper->out, STR("  "));
}

static void end_line(struct dumper *dumper, struct place place) {
  if (place.file != 0) {
    struct position at = diagnostics_position(dumper->diagnostics, place.file, place.offset);
    buffer_append_format(dumper->out, " @%u:%u", at.line, at.column);
  }
  buffer_append_byte(dumper->out, '\n');
}

static void append_quoted(struct dumper *dumper, struct str text) {
  buffer_append_byte(dumper->out, '"');
  for (size_t i = 0; i < text.length; i++) {
    char c = text.at[i];
    if (c == '"' || c == '\\') buffer_append_byte(dumper->out, '\\');
    if (c == '\n')
      buffer_append(dumper->out, STR("\\n"));
    else
      buffer_append_byte(dumper->out, c);
  }
  buffer_append_byte(dumper->out, '"');
}

static void dump_word(struct dumper *dumper, const char *name, struct str word) {
  if (word.length == 0) return;
  buffer_append_format(dumper->out, " %s=%.*s", name, STR_ARG(word));
}

/* Keys with a plain value */

static void dump_text(struct dumper *dumper, const char *name, const struct source_text *text) {
  if (text->bytes.length == 0) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "%s ", name);
  append_quoted(dumper, text->bytes);
  end_line(dumper, source_text_place(text, 0, text->bytes.length));
}

static void dump_texts(struct dumper *dumper, const char *name, const struct source_text *texts, size_t count) {
  for (size_t i = 0; i < count; i++)
    dump_text(dumper, name, &texts[i]);
}

static void dump_list(struct dumper *dumper, const char *name, const struct schema_list *list) {
  dump_texts(dumper, name, list->items, list->count);
}

static void dump_integer(struct dumper *dumper, const char *name, const struct schema_integer *integer) {
  if (!integer->given) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "%s %lld", name, (long long)integer->value);
  end_line(dumper, integer->place);
}

static void dump_date(struct dumper *dumper, const char *name, const struct schema_date *date) {
  if (!date->given) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "%s %04d-%02d-%02d", name, date->year, date->month, date->day);
  end_line(dumper, date->place);
}

static void dump_choice(struct dumper *dumper, const char *name, const struct schema_choice *choice,
                        const char *const *words) {
  if (!choice->given) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "%s %s", name, words[choice->value]);
  end_line(dumper, choice->place);
}

static void dump_choices(struct dumper *dumper, const char *name, const struct schema_choice *choices, size_t count,
                         const char *const *words) {
  for (size_t i = 0; i < count; i++)
    dump_choice(dumper, name, &choices[i], words);
}

/* Inline content */

static void dump_citation(struct dumper *dumper, const struct citation *citation) {
  buffer_append_format(dumper->out, "cite %.*s", STR_ARG(citation->id.bytes));
  if (citation->part.bytes.length > 0) buffer_append_format(dumper->out, ".%.*s", STR_ARG(citation->part.bytes));
  if (citation->words.bytes.length == 0) return;
  buffer_append_byte(dumper->out, ' ');
  append_quoted(dumper, citation->words.bytes);
}

static void dump_item(struct dumper *dumper, const struct inline_item *item) {
  begin_line(dumper);
  if (item->kind == INLINE_CITATION) {
    dump_citation(dumper, item->citation);
  } else if (item->kind == INLINE_NOTE_CALL) {
    buffer_append_format(dumper->out, "call %.*s", STR_ARG(item->text.bytes));
  } else if (item->kind == INLINE_BREAK) {
    buffer_append(dumper->out, STR("break"));
  } else {
    append_quoted(dumper, item->text.bytes);
  }
  if (item->emphasis) buffer_append(dumper->out, STR(" emphasis"));
  if (item->strong) buffer_append(dumper->out, STR(" strong"));
  if (item->code) buffer_append(dumper->out, STR(" code"));
  dump_word(dumper, "lang", item->language);
  dump_word(dumper, "link", item->link);
  end_line(dumper, item->place);
}

static void dump_items(struct dumper *dumper, const struct inline_content *content) {
  dumper->depth++;
  for (size_t i = 0; i < content->count; i++)
    dump_item(dumper, &content->items[i]);
  dumper->depth--;
}

static void dump_inline(struct dumper *dumper, const char *name, const struct inline_content *content, bool given) {
  if (!given) return;
  begin_line(dumper);
  buffer_append(dumper->out, str_from(name));
  if (content->count == 0) buffer_append(dumper->out, STR(" none"));
  end_line(dumper, content->place);
  dump_items(dumper, content);
}

/* Blocks */

static const char *const paragraph_words[] = {"plain", "numbered", "continuous", "lettered", "auto"};
static const char *const status_words[] = {"open", "in-progress", "done", "dropped"};

static void dump_section(struct dumper *dumper, const struct section *section) {
  dump_inline(dumper, "title", &section->title, section->has_title);
  if (section->number == SECTION_NUMBER_NONE) {
    begin_line(dumper);
    buffer_append(dumper->out, STR("number none\n"));
  }
  dump_inline(dumper, "number", &section->own_number, section->number == SECTION_NUMBER_OWN);
  dump_choice(dumper, "paragraphs", &section->paragraphs, paragraph_words);
  dump_texts(dumper, "reference", section->references, section->reference_count);
  dump_blocks(dumper, "body", &section->body);
}

static void dump_contribution(struct dumper *dumper, const struct contribution *contribution) {
  dump_texts(dumper, "reference", contribution->references, contribution->reference_count);
  dump_inline(dumper, "title", &contribution->title, contribution->has_title);
  dump_blocks(dumper, "body", &contribution->body);
  dump_blocks(dumper, "summary", &contribution->summary);
  dump_blocks(dumper, "discussion", &contribution->discussion);
  dump_blocks(dumper, "outcome", &contribution->outcome);
  dump_blocks(dumper, "actions", &contribution->actions);
}

static void dump_list_block(struct dumper *dumper, const struct list *list) {
  static const char *const words[] = {"dash", "bullet", "number", "letter", "roman"};
  if (list->has_marker) {
    begin_line(dumper);
    buffer_append_format(dumper->out, "marker %s\n", words[list->marker]);
  }
  dump_integer(dumper, "start", &list->start);
  for (size_t i = 0; i < list->count; i++)
    dump_blocks(dumper, "item", &list->items[i]);
}

static void dump_width(struct dumper *dumper, const struct schema_length *width) {
  static const char *const units[] = {"", "", "%/1000", "em/1000"}; /* a length is in 1/1024 pt */
  if (width->given) buffer_append_format(dumper->out, " width=%d%s", (int)width->value, units[width->unit]);
}

static void dump_table(struct dumper *dumper, const struct table *table) {
  static const char *const words[] = {"start", "end", "center", "justify", "decimal"};
  static const char *const kinds[] = {"row", "group", "total"};
  dump_inline(dumper, "caption", &table->caption, table->has_caption);
  for (size_t i = 0; i < table->column_count; i++) {
    begin_line(dumper);
    buffer_append_format(dumper->out, "column %s", words[table->columns[i].align]);
    dump_width(dumper, &table->columns[i].width);
    buffer_append_byte(dumper->out, '\n');
    dump_items(dumper, &table->columns[i].title);
  }
  for (size_t i = 0; i < table->row_count * table->column_count; i++) {
    if (i % table->column_count == 0) {
      size_t row = i / table->column_count;
      begin_line(dumper);
      buffer_append_format(dumper->out, "%s\n", kinds[table->row_kinds != NULL ? table->row_kinds[row] : ROW_CELLS]);
    }
    dumper->depth++;
    dump_blocks(dumper, "cell", &table->cells[i].body);
    dumper->depth--;
  }
  dump_blocks(dumper, "notes", &table->notes);
}

static void dump_action(struct dumper *dumper, const struct action *action) {
  dump_inline(dumper, "title", &action->title, action->has_title);
  dump_texts(dumper, "owner", action->owners, action->owner_count);
  if (action->due_date.given)
    dump_date(dumper, "due", &action->due_date);
  else
    dump_text(dumper, "due", &action->due);
  dump_choice(dumper, "status", &action->status, status_words);
  dump_text(dumper, "number", &action->number);
  dump_text(dumper, "url", &action->url);
  dump_blocks(dumper, "text", &action->text);
}

static void dump_register_list(struct dumper *dumper, const struct register_list *list) {
  static const char *const sorts[] = {"number", "owner", "due"};
  static const char *const columns[] = {"number", "text", "owner", "due", "status"};
  static const char *const kinds[] = {"document", "resolution", "decision", "recommendation",
                                      "report",   "liaison",    "web"};
  dump_inline(dumper, "title", &list->title, list->has_title);
  dump_choices(dumper, "status", list->statuses, list->status_count, status_words);
  dump_texts(dumper, "owner", list->owners, list->owner_count);
  dump_choice(dumper, "sort", &list->sort, sorts);
  dump_choices(dumper, "column", list->columns, list->column_count, columns);
  dump_choice(dumper, "kind", &list->kind, kinds);
  if (!list->cited.given) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "cited %s", list->cited.value ? "true" : "false");
  end_line(dumper, list->cited.place);
}

static void dump_contents_of(struct dumper *dumper, const struct block *block) {
  switch (block->kind) {
  case BLOCK_PARAGRAPH:
    for (size_t i = 0; i < block->paragraph.count; i++)
      dump_item(dumper, &block->paragraph.items[i]);
    break;
  case BLOCK_SECTION: dump_section(dumper, &block->section); break;
  case BLOCK_CONTRIBUTION: dump_contribution(dumper, &block->contribution); break;
  case BLOCK_LIST: dump_list_block(dumper, &block->list); break;
  case BLOCK_TABLE: dump_table(dumper, &block->table); break;
  case BLOCK_ACTION:
  case BLOCK_DECISION: dump_action(dumper, &block->action); break;
  case BLOCK_QUOTE:
  case BLOCK_NOTE: dump_blocks(dumper, "text", &block->quote); break;
  case BLOCK_CONTENTS: dump_integer(dumper, "depth", &block->depth); break;
  case BLOCK_ACTION_LIST:
  case BLOCK_DECISION_LIST:
  case BLOCK_REFERENCE_LIST: dump_register_list(dumper, &block->register_list); break;
  case BLOCK_PAGE_BREAK: break;
  }
}

static void dump_block(struct dumper *dumper, const struct block *block) {
  static const char *const names[] = {"paragraph",   "section",       "contribution",   "list",      "table",
                                      "action",      "decision",      "quote",          "note",      "contents",
                                      "action-list", "decision-list", "reference-list", "page-break"};
  begin_line(dumper);
  buffer_append(dumper->out, str_from(names[block->kind]));
  dump_word(dumper, "id", block->id.bytes);
  dump_word(dumper, "lang", block->language);
  if (block->counts) buffer_append(dumper->out, STR(" counts"));
  if (block->plain) buffer_append(dumper->out, STR(" plain"));
  end_line(dumper, block->place);
  dumper->depth++;
  dump_contents_of(dumper, block);
  dumper->depth--;
}

static void dump_blocks(struct dumper *dumper, const char *name, const struct blocks *blocks) {
  if (blocks->count == 0) return;
  begin_line(dumper);
  buffer_append_format(dumper->out, "%s\n", name);
  dumper->depth++;
  for (size_t i = 0; i < blocks->count; i++)
    dump_block(dumper, blocks->at[i]);
  dumper->depth--;
}

/* Top level */

static void dump_document(struct dumper *dumper, const struct document *document) {
  static const char *const distributions[] = {"general", "limited", "restricted"};
  static const char *const statuses[] = {"final", "draft"};
  dump_text(dumper, "document.symbol", &document->symbol);
  dump_integer(dumper, "document.revision", &document->revision);
  dump_integer(dumper, "document.addendum", &document->addendum);
  dump_integer(dumper, "document.corrigendum", &document->corrigendum);
  dump_date(dumper, "document.date", &document->date);
  dump_list(dumper, "document.original", &document->original);
  dump_inline(dumper, "document.title", &document->title, document->has_title);
  dump_inline(dumper, "document.subtitle", &document->subtitle, document->has_subtitle);
  dump_list(dumper, "document.source", &document->source);
  dump_choice(dumper, "document.distribution", &document->distribution, distributions);
  dump_choice(dumper, "document.status", &document->status, statuses);
  dump_list(dumper, "document.keywords", &document->keywords);
  dump_text(dumper, "document.url", &document->url);
}

static void dump_meeting(struct dumper *dumper, const struct meeting *meeting) {
  dump_text(dumper, "meeting.group", &meeting->group);
  dump_text(dumper, "meeting.name", &meeting->name);
  dump_integer(dumper, "meeting.number", &meeting->number);
  dump_text(dumper, "meeting.place", &meeting->place);
  dump_date(dumper, "meeting.from", &meeting->from);
  dump_date(dumper, "meeting.to", &meeting->to);
}

static void dump_worded(struct dumper *dumper, const char *name, const struct worded *words) {
  for (size_t i = 0; i < words->count; i++)
    dump_text(dumper, name, &words->at[i].text);
}

static void dump_reference(struct dumper *dumper, const struct reference *reference) {
  begin_line(dumper);
  buffer_append_format(dumper->out, "reference %.*s", STR_ARG(reference->id));
  end_line(dumper, reference->place);
  dumper->depth++;
  dump_text(dumper, "symbol", &reference->symbol);
  dump_integer(dumper, "revision", &reference->revision);
  dump_worded(dumper, "title", &reference->title);
  dump_list(dumper, "source", &reference->source);
  dump_text(dumper, "url", &reference->url);
  dumper->depth--;
}

static void dump_registry(struct dumper *dumper, const struct registry *registry) {
  for (size_t i = 0; i < registry->references.count; i++)
    dump_reference(dumper, registry->references.entries[i].value);
  for (size_t i = 0; i < registry->people.count; i++) {
    const struct person *person = registry->people.entries[i].value;
    buffer_append_format(dumper->out, "person %.*s", STR_ARG(person->id));
    end_line(dumper, person->place);
  }
  for (size_t i = 0; i < registry->groups.count; i++) {
    const struct group *group = registry->groups.entries[i].value;
    buffer_append_format(dumper->out, "group %.*s", STR_ARG(group->id));
    end_line(dumper, group->place);
  }
}

void report_dump(struct diagnostics *diagnostics, const struct report *report, struct buffer *out) {
  struct dumper dumper = {diagnostics, out, 0};
  buffer_append_format(out, "report %.*s%s\n", STR_ARG(report->path), report->complete ? "" : " incomplete");
  dump_text(&dumper, "style", &report->style);
  dump_text(&dumper, "language", &report->language);
  dump_document(&dumper, &report->document);
  dump_meeting(&dumper, &report->meeting);
  dump_texts(&dumper, "registry", report->registries, report->registry_count);
  dump_registry(&dumper, &report->registry);
  for (size_t i = 0; i < report->abbreviation_count; i++) {
    dump_text(&dumper, "abbreviation", &report->abbreviations[i]);
    dump_text(&dumper, "stands for", &report->expansions[i]);
  }
  for (size_t i = 0; i < report->footnote_count; i++) {
    buffer_append_format(out, "footnote %.*s", STR_ARG(report->footnotes[i].id.bytes));
    end_line(&dumper, report->footnotes[i].place);
    dump_items(&dumper, &report->footnotes[i].text);
  }
  dump_blocks(&dumper, "body", &report->body);
  dump_blocks(&dumper, "annexes", &report->annexes);
}
