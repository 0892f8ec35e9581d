#include "report/load.h"

#include "base/file.h"

static void check_format(struct loader *loader, const struct schema_integer *format) {
  if (!format->given || format->value == 1) return;
  struct message *message = diagnose(loader->context.diagnostics, format->place, E_FORMAT_VERSION,
                                     "the report is written for version %lld of the format", (long long)format->value);
  message_hint(loader->context.diagnostics, message, "this program knows version 1; a newer one is needed");
}

static void refuse_allow(struct loader *loader, const struct source_text *code, bool known) {
  struct diagnostics *diagnostics = loader->context.diagnostics;
  struct str text = schema_excerpt(diagnostics->arena, code->bytes);
  struct message *message = diagnose(
      diagnostics, schema_text_place(code), E_BAD_ALLOW,
      known ? "`%.*s` is an error, which cannot be silenced" : "`%.*s` is no code of a warning", STR_ARG(text));
  message_hint(diagnostics, message,
               known ? "warnings can: their codes begin with W" : "such as W0240; `rapporteur list codes` shows them");
}

static void load_allow(struct loader *loader, const struct schema_list *allow) {
  const struct source_text *codes = allow->items;
  for (size_t i = 0; i < allow->count; i++) {
    enum code code;
    bool known = code_find(codes[i].bytes, &code);
    if (known && code_is_warning(code))
      diagnostics_allow(loader->context.diagnostics, code, (struct place){0});
    else
      refuse_allow(loader, &codes[i], known);
  }
}

/* Document and meeting */

static size_t find_suffix(struct str symbol) {
  static const struct str suffixes[] = {STR_INIT("(Rev"),  STR_INIT("(REV"),  STR_INIT("(rev"),
                                        STR_INIT("(Add"),  STR_INIT("(ADD"),  STR_INIT("(add"),
                                        STR_INIT("(Corr"), STR_INIT("(CORR"), STR_INIT("(corr")};
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    size_t found = str_find(symbol, suffixes[i], 0);
    if (found != SIZE_MAX) return found;
  }
  size_t end = symbol.length;
  bool letter = end > 3 && symbol.at[end - 2] == '-' && symbol.at[end - 1] >= 'A' && symbol.at[end - 1] <= 'Z';
  bool digit = letter && ((symbol.at[end - 3] >= '0' && symbol.at[end - 3] <= '9') || symbol.at[end - 3] == ')');
  return digit ? end - 2 : SIZE_MAX;
}

/* The number in "(Rev.2)…"; 1 when there is none. */
static unsigned suffix_number(struct str suffix) {
  unsigned number = 0;
  for (size_t i = 0; i < suffix.length && suffix.at[i] != ')' && number < 1000; i++)
    if (suffix.at[i] >= '0' && suffix.at[i] <= '9') number = number * 10 + (unsigned)(suffix.at[i] - '0');
  return number == 0 ? 1 : number;
}

static void check_symbol(struct loader *loader, const struct source_text *symbol) {
  size_t at = find_suffix(symbol->bytes);
  if (at == SIZE_MAX) return;
  struct diagnostics *diagnostics = loader->context.diagnostics;
  struct str suffix = str_slice(symbol->bytes, at, symbol->bytes.length), bare = str_slice(symbol->bytes, 0, at);
  struct message *message = diagnose(diagnostics, source_text_place(symbol, at, suffix.length), E_SYMBOL_SUFFIX,
                                     "`%.*s` does not belong in a symbol", STR_ARG(suffix));
  if (suffix.at[0] == '-') {
    message_hint(diagnostics, message, "the language's letter is added for each language");
    message_help(diagnostics, message, "symbol: %.*s", STR_ARG(bare));
    return;
  }
  char first = suffix.length > 1 ? (char)(suffix.at[1] | 0x20) : 'r';
  const char *key = first == 'a' ? "addendum" : first == 'c' ? "corrigendum" : "revision";
  message_hint(diagnostics, message, "it has a key of its own, `%s`", key);
  message_help(diagnostics, message, "symbol: %.*s\n%s: %u", STR_ARG(bare), key, suffix_number(suffix));
}

/* Languages, or the one word `only`. */
static void check_original(struct loader *loader, const struct schema_list *original) {
  const struct source_text *words = original->items;
  for (size_t i = 0; i < original->count; i++) {
    bool only = str_equal(words[i].bytes, STR("only"));
    if (only ? original->count == 1 : schema_is_language(words[i].bytes)) continue;
    struct diagnostics *diagnostics = loader->context.diagnostics;
    struct str text = schema_excerpt(diagnostics->arena, words[i].bytes);
    struct message *message =
        diagnose(diagnostics, schema_text_place(&words[i]), E_BAD_LANGUAGE,
                 only ? "`%.*s` stands beside languages" : "`%.*s` is no language's short tag", STR_ARG(text));
    message_hint(diagnostics, message, "`original: en`, `original: [en, fr]` or `original: only`");
  }
}

static struct inline_content load_title(struct loader *loader, const struct source_text *text, bool *given) {
  *given = text->bytes.length > 0;
  if (!*given) return (struct inline_content){0};
  return markdown_inline(loader->context.diagnostics, loader->context.arena, text);
}

static void load_document(struct loader *loader, struct raw_document *raw, struct document *document) {
  *document = raw->document;
  document->title = load_title(loader, &raw->title, &document->has_title);
  document->subtitle = load_title(loader, &raw->subtitle, &document->has_subtitle);
  check_original(loader, &document->original);
  if (document->symbol.bytes.length > 0) check_symbol(loader, &document->symbol);
}

static int64_t day_number(const struct schema_date *date) {
  return date->year * 400 + date->month * 32 + date->day;
}

static void load_meeting(struct loader *loader, const struct meeting *raw, struct meeting *meeting) {
  *meeting = *raw;
  if (!meeting->to.given) {
    meeting->to = meeting->from;
    return;
  }
  if (!meeting->from.given || day_number(&meeting->to) >= day_number(&meeting->from)) return;
  struct message *message =
      diagnose(loader->context.diagnostics, meeting->to.place, E_DATE_ORDER, "the meeting ends before it begins");
  message_relate(loader->context.diagnostics, message, meeting->from.place, "it begins here");
  message_hint(loader->context.diagnostics, message, "`from` is the first day, `to` the last");
}

static void refuse_empty_note(struct loader *loader, const struct footnote *note) {
  struct message *message = diagnose(loader->context.diagnostics, note->place, E_EMPTY_VALUE,
                                     "the footnote `%.*s` has no words", STR_ARG(note->id.bytes));
  message_hint(loader->context.diagnostics, message, "write its words, or take it out");
}

static void load_footnotes(struct loader *loader, const struct schema_map *raw, struct report *report) {
  const struct source_text *texts = raw->items;
  report->footnotes = arena_new_array(loader->context.arena, struct footnote, raw->count);
  for (size_t i = 0; i < raw->count; i++) {
    if (!schema_check_name(&loader->context, &raw->keys[i])) continue;
    struct footnote *note = &report->footnotes[report->footnote_count++];
    note->id = raw->keys[i];
    note->place = schema_text_place(&raw->keys[i]);
    if (texts[i].bytes.length > 0)
      note->text = markdown_inline(loader->context.diagnostics, loader->context.arena, &texts[i]);
    else
      refuse_empty_note(loader, note);
  }
}

static void refuse_annex(struct loader *loader, const struct block *block) {
  struct message *message =
      diagnose(loader->context.diagnostics, block->place, E_ANNEX_KIND, "each annex is a section, and this is none");
  message_help(loader->context.diagnostics, message, "annexes:\n  - section: Title of the annex\n    body: Its text.");
}

static struct blocks load_annexes(struct loader *loader, const struct yaml_node *node) {
  struct blocks annexes = blocks_load(loader, node);
  size_t kept = 0;
  for (size_t i = 0; i < annexes.count; i++) {
    if (annexes.at[i]->kind == BLOCK_SECTION)
      annexes.at[kept++] = annexes.at[i];
    else
      refuse_annex(loader, annexes.at[i]);
  }
  annexes.count = kept;
  return annexes;
}

static void load_top(struct loader *loader, struct raw_report *raw, struct report *report) {
  report->style = raw->style;
  report->language = raw->language;
  check_format(loader, &raw->format);
  load_allow(loader, &raw->allow);
  load_document(loader, &raw->document, &report->document);
  load_meeting(loader, &raw->meeting, &report->meeting);
  registry_load(&loader->context, raw->references, raw->people, raw->groups, RANK_REPORT, &report->registry);
  report->registries = raw->registries.items;
  report->registry_count = raw->registries.count;
  load_footnotes(loader, &raw->footnotes, report);
  report->abbreviations = raw->abbreviations.keys;
  report->expansions = raw->abbreviations.items;
  report->abbreviation_count = raw->abbreviations.count;
  report->body = blocks_load(loader, raw->body);
  report->annexes = load_annexes(loader, raw->annexes);
  report->tables = loader->tables.at;
  report->table_count = loader->tables.count;
}

/* An empty file, or one of which YAML read nothing. */
static struct report *report_nothing(struct diagnostics *diagnostics, const struct yaml_document *document) {
  if (!document->complete) return NULL;
  struct message *message =
      diagnose(diagnostics, (struct place){document->file, 0, 0}, E_MISSING_KEY, "the file holds no report");
  message_hint(diagnostics, message, "the shortest report is a line `body: Some words.`");
  return NULL;
}

static void check_body(struct loader *loader, const struct yaml_node *root, const struct report *report) {
  const struct yaml_node *body = yaml_get(root, STR("body"));
  if (!body || report->body.count > 0 || loader->context.diagnostics->error_count > 0) return;
  struct message *message =
      diagnose(loader->context.diagnostics, body->place, E_EMPTY_VALUE, "the report's `body` has no words");
  message_hint(loader->context.diagnostics, message, "write the report's text");
}

struct report *report_load(struct diagnostics *diagnostics, struct arena *arena, const struct yaml_document *document) {
  if (!document->root) return report_nothing(diagnostics, document);
  const struct source_file *file = diagnostics_file(diagnostics, document->file);
  struct loader loader = {.context = {diagnostics, arena, document->complete}};
  struct report *report = arena_new(arena, struct report);
  report->file = document->file;
  report->complete = document->complete;
  report->path = file ? file->path : (struct str){"", 0};
  report->folder = path_folder(arena, report->path);
  report->registry = registry_create(arena);
  normalize_nodes(arena, document->root);
  struct raw_report *raw = arena_new(arena, struct raw_report);
  if (!schema_load(&loader.context, &report_record, document->root, raw)) return NULL;
  load_top(&loader, raw, report);
  check_body(&loader, document->root, report);
  return report;
}
