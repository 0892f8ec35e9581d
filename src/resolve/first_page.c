/* The first page, running heads and feet by the style's forms; the closing rule, the watermark and what describes the
 * document as a whole. */
#include "base/file.h"
#include "resolve/resolver.h"

/* What stands in a filled form where runs of their own come. */
enum { MARK_PAGE = 1, MARK_PAGES, MARK_TITLE, MARK_SUBTITLE };

struct line_fields {
  struct resolver *resolver;
  bool with_marks;      /* title and subtitle keep their emphasis and notes */
  bool any, any_filled; /* fields but labels */
};

static struct str mark(int value) {
  static const char marks[] = {MARK_PAGE, MARK_PAGES, MARK_TITLE, MARK_SUBTITLE};
  return (struct str){&marks[value - 1], 1};
}

static struct str marked_field(const struct line_fields *fields, struct str name) {
  const struct document *document = &fields->resolver->report->document;
  if (str_equal(name, STR("page"))) return mark(MARK_PAGE);
  if (str_equal(name, STR("pages"))) return mark(MARK_PAGES);
  if (fields->with_marks && document->has_title && str_equal(name, STR("document.title"))) return mark(MARK_TITLE);
  if (fields->with_marks && document->has_subtitle && str_equal(name, STR("document.subtitle")))
    return mark(MARK_SUBTITLE);
  return (struct str){"", 0};
}

static struct str line_field(void *context, struct str name) {
  struct line_fields *fields = context;
  struct str value = marked_field(fields, name);
  if (value.length == 0) value = field_value(fields->resolver, name);
  if (str_starts_with(name, STR("label."))) return value;
  fields->any = true;
  fields->any_filled = fields->any_filled || value.length > 0;
  return value;
}

static void add_mark(struct resolver *resolver, char value) {
  const struct document *document = &resolver->report->document;
  switch (value) {
  case MARK_PAGE: runs_add(resolver, (struct run){.field = FIELD_PAGE}); break;
  case MARK_PAGES: runs_add(resolver, (struct run){.field = FIELD_PAGE_COUNT}); break;
  case MARK_TITLE: runs_add_inline(resolver, &document->title); break;
  case MARK_SUBTITLE: runs_add_inline(resolver, &document->subtitle); break;
  default: break;
  }
}

static void add_filled(struct resolver *resolver, struct str text) {
  size_t done = 0;
  for (size_t at = 0; at < text.length; at++) {
    if (text.at[at] < MARK_PAGE || text.at[at] > MARK_SUBTITLE) continue;
    runs_add_text(resolver, str_slice(text, done, at), 0);
    add_mark(resolver, text.at[at]);
    done = at + 1;
  }
  runs_add_text(resolver, str_slice(text, done, text.length), 0);
}

/* NULL for a line all of whose fields are empty. */
static struct node *build_line(struct resolver *resolver, const struct form_line *line, bool with_marks) {
  struct line_fields fields = {.resolver = resolver, .with_marks = with_marks};
  struct str text = str_trim(language_fill(resolver->work, line->form, line_field, &fields));
  if (text.length == 0 || (fields.any && !fields.any_filled)) return NULL;
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  add_filled(resolver, text);
  struct node *node = draft_close(resolver, &draft, ROLE_PARAGRAPH, line->style);
  node->paragraph->weight = line->weight;
  return node;
}

static void push_lines(struct resolver *resolver, const struct form_lines *lines) {
  for (size_t i = 0; i < lines->count; i++) {
    struct node *node = build_line(resolver, &lines->at[i], true);
    if (node != NULL) group_push(resolver, node);
  }
}

static struct node *column_of(struct resolver *resolver, const struct form_lines *lines) {
  struct node *column = node_make(resolver, NODE_GROUP, ROLE_NONE);
  size_t from = group_open(resolver);
  push_lines(resolver, lines);
  group_close(resolver, from, column);
  return column;
}

static void push_columns(struct resolver *resolver, const struct first_page_part *part) {
  struct node *columns = node_make(resolver, NODE_COLUMNS, ROLE_NONE);
  size_t from = group_open(resolver);
  struct node *start = column_of(resolver, &part->start), *end = column_of(resolver, &part->end);
  if (start->child_count + end->child_count == 0) return;
  group_push(resolver, start);
  group_push(resolver, end);
  group_close(resolver, from, columns);
  columns->column_widths = arena_new_array(resolver->arena, length, 2);
  columns->column_widths[0] = part->start_share;
  columns->column_widths[1] = 1000 - part->start_share;
  group_push(resolver, columns);
}

static void push_rule(struct resolver *resolver, const struct first_page_part *part) {
  struct node *rule = node_make(resolver, NODE_RULE, ROLE_NONE);
  rule->rule.thickness = part->thickness;
  rule->rule.space_before = part->space_before;
  rule->rule.space_after = part->space_after;
  rule->rule.alignment = ALIGN_START;
  group_push(resolver, rule);
}

static void push_part_lines(struct resolver *resolver, const struct first_page_part *part) {
  push_lines(resolver, &part->lines);
}

static void push_logo(struct resolver *resolver, const struct first_page_part *part) {
  (void)resolver, (void)part; /* a report cannot name a logo yet */
}

/* Fields that are made of a key of another name. */
static struct str key_of_field(struct str field) {
  static const char *const made[][2] = {{"document.full", "symbol"},   {"document.number", "symbol"},
                                        {"meeting.dates", "from"},     {"meeting.venue", "place"},
                                        {"meeting.ordinal", "number"}, {"meeting.session", "number"}};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++)
    if (str_equal(field, str_from(made[i][0]))) return str_from(made[i][1]);
  size_t dot = str_find(field, STR("."), 0);
  return str_slice(field, dot + 1, field.length);
}

/* "symbol and date of the document" — what the style's first page counts on and the report does not say. */
static struct str missing_keys(struct resolver *resolver, struct str record) {
  const struct style *style = resolver->style;
  struct str *keys = arena_new_array(resolver->work, struct str, style->wanted.count);
  size_t count = 0;
  for (size_t i = 0; i < style->wanted.count; i++) {
    struct str name = style->wanted.at[i];
    size_t dot = str_find(name, STR("."), 0);
    if (dot == SIZE_MAX || !str_equal(str_slice(name, 0, dot), record)) continue;
    if (field_value(resolver, name).length > 0) continue;
    keys[count++] = str_format(resolver->work, "`%.*s`", STR_ARG(key_of_field(name)));
  }
  struct str joined = count > 0 ? keys[0] : (struct str){"", 0};
  for (size_t i = 1; i < count; i++)
    joined =
        str_format(resolver->work, "%.*s%s%.*s", STR_ARG(joined), i + 1 < count ? ", " : " and ", STR_ARG(keys[i]));
  return joined;
}

/* The first line of the file that is no comment: where what is missing would stand. */
static struct place first_line(const struct resolver *resolver) {
  struct str bytes = diagnostics_file(resolver->diagnostics, resolver->report->file)->bytes;
  size_t at = str_starts_with(bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
  while (at < bytes.length) {
    size_t end = str_find(bytes, STR("\n"), at);
    if (end == SIZE_MAX) end = bytes.length;
    struct str line = str_trim(str_slice(bytes, at, end));
    if (line.length > 0 && line.at[0] != '#')
      return (struct place){resolver->report->file, (uint32_t)(line.at - bytes.at), (uint32_t)line.length};
    at = end + 1;
  }
  return (struct place){resolver->report->file, 0, 0};
}

/* Their places stay empty, and the author is told once. What stands there with an error does not lack. */
static void check_wanted(struct resolver *resolver) {
  if (!resolver->report->complete || resolver->refused) return;
  struct str document = missing_keys(resolver, STR("document")), meeting = missing_keys(resolver, STR("meeting"));
  bool both = document.length > 0 && meeting.length > 0;
  if (document.length + meeting.length == 0) return;
  struct message *message =
      diagnose(resolver->diagnostics, first_line(resolver), W_FIRST_PAGE_LACKS, "the first page lacks %.*s%s%s%.*s%s",
               STR_ARG(document), document.length > 0 ? " of the document" : "", both ? ", and " : "", STR_ARG(meeting),
               meeting.length > 0 ? " of the meeting" : "");
  message_hint(resolver->diagnostics, message, "their places stay empty");
}

void first_page_build(struct resolver *resolver) {
  static void (*const pushers[])(struct resolver *, const struct first_page_part *) = {[FIRST_COLUMNS] = push_columns,
                                                                                       [FIRST_RULE] = push_rule,
                                                                                       [FIRST_LINES] = push_part_lines,
                                                                                       [FIRST_LOGO] = push_logo};
  check_wanted(resolver);
  struct node *group = node_make(resolver, NODE_GROUP, ROLE_DIVISION);
  size_t from = group_open(resolver);
  for (size_t i = 0; i < resolver->style->first_page_count; i++)
    pushers[resolver->style->first_page[i].kind](resolver, &resolver->style->first_page[i]);
  group_close(resolver, from, group);
  if (group->child_count > 0) group_push(resolver, group);
}

static struct furniture build_furniture(struct resolver *resolver, const struct form_lines *lines) {
  struct furniture furniture = {arena_new_array(resolver->arena, struct paragraph, lines->count), 0};
  for (size_t i = 0; i < lines->count; i++) {
    struct node *node = build_line(resolver, &lines->at[i], false);
    if (node != NULL) furniture.lines[furniture.count++] = *node->paragraph;
  }
  return furniture;
}

void furniture_build(struct resolver *resolver) {
  const struct style *style = resolver->style;
  struct resolved *out = resolver->out;
  out->head_first = build_furniture(resolver, &style->head_first);
  out->head_odd = build_furniture(resolver, &style->head_odd);
  out->head_even = build_furniture(resolver, &style->head_even);
  out->foot_first = build_furniture(resolver, &style->foot_first);
  out->foot_odd = build_furniture(resolver, &style->foot_odd);
  out->foot_even = build_furniture(resolver, &style->foot_even);
  const struct schema_choice *status = &resolver->report->document.status;
  bool draft = status->given && status->value == STATUS_DRAFT;
  if (draft && style->draft_watermark) out->watermark = language_label(resolver->pack, STR("draft"));
}

void closing_build(struct resolver *resolver) {
  const struct style *style = resolver->style;
  if (!style->closing_rule) return;
  struct node *rule = node_make(resolver, NODE_RULE, ROLE_NONE);
  rule->rule.thickness = style->closing_rule_thickness;
  rule->rule.width = style->closing_rule_width;
  rule->rule.space_before = style->closing_rule_space_before;
  rule->rule.alignment = ALIGN_CENTER;
  group_push(resolver, rule);
}

/* The file's name without its ending. */
static struct str file_title(const struct report *report) {
  struct str name = path_base(report->path);
  if (str_ends_with(name, STR(".yaml"))) return str_slice(name, 0, name.length - 5);
  if (str_ends_with(name, STR(".yml"))) return str_slice(name, 0, name.length - 4);
  return name;
}

void metadata_build(struct resolver *resolver) {
  struct resolved *out = resolver->out;
  out->title = keep(resolver, field_value(resolver, STR("document.title")));
  if (out->title.length == 0) out->title = file_title(resolver->report);
  out->author = keep(resolver, field_value(resolver, STR("document.source")));
  out->subject = keep(resolver, field_value(resolver, STR("meeting.name")));
  out->keywords = keep(resolver, field_value(resolver, STR("document.keywords")));
  out->date = resolver->report->document.date;
}
