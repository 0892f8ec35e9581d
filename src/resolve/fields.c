/* What the report says of itself, by the names that forms and citations use. */
#include "base/buffer.h"
#include "resolve/resolver.h"

static const struct str none = STR_INIT("");

static struct str figures(struct resolver *resolver, const struct schema_integer *number) {
  return number->given ? str_format(resolver->work, "%lld", (long long)number->value) : none;
}

static struct str date_words(struct resolver *resolver, const struct schema_date *date) {
  return date->given ? language_date(resolver->work, resolver->pack, date) : none;
}

/* What stands between two names: what the label `list-more` leaves when its fields are empty. */
static struct str separator(struct resolver *resolver) {
  struct str words = language_fill_one(resolver->work, resolver->pack, STR("list-more"), STR(""), none);
  return words.length > 0 ? words : STR(", ");
}

/* Names one behind the other, as they were given. */
struct str source_list(struct resolver *resolver, const struct schema_list *list) {
  const struct source_text *items = list->items;
  if (list->count == 0) return none;
  if (list->count == 1) return items[0].bytes;
  struct buffer joined = {0};
  struct str between = separator(resolver);
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) buffer_append(&joined, between);
    buffer_append(&joined, items[i].bytes);
  }
  struct str copy = str_copy(resolver->work, buffer_str(&joined));
  buffer_free(&joined);
  return copy;
}

/* ---- document ---- */

static struct str own_symbol_field(void *context, struct str name) {
  struct resolver *resolver = context;
  const struct document *document = &resolver->report->document;
  if (str_equal(name, STR("symbol"))) return document->symbol.bytes;
  if (str_equal(name, STR("revision"))) return figures(resolver, &document->revision);
  if (str_equal(name, STR("addendum"))) return figures(resolver, &document->addendum);
  if (str_equal(name, STR("corrigendum"))) return figures(resolver, &document->corrigendum);
  if (str_equal(name, STR("suffix"))) return resolver->pack->suffix;
  return none;
}

static struct str own_symbol(struct resolver *resolver, struct str form) {
  if (resolver->report->document.symbol.bytes.length == 0) return none;
  return language_fill(resolver->work, form, own_symbol_field, resolver);
}

static struct str document_symbol(struct resolver *resolver) {
  return resolver->report->document.symbol.bytes;
}
static struct str document_number(struct resolver *resolver) {
  return own_symbol(resolver, resolver->style->document_number_form);
}
static struct str document_full(struct resolver *resolver) {
  return own_symbol(resolver, resolver->style->document_full_form);
}
static struct str document_revision(struct resolver *resolver) {
  return figures(resolver, &resolver->report->document.revision);
}
static struct str document_addendum(struct resolver *resolver) {
  return figures(resolver, &resolver->report->document.addendum);
}
static struct str document_corrigendum(struct resolver *resolver) {
  return figures(resolver, &resolver->report->document.corrigendum);
}

static struct str change_to(struct resolver *resolver, const char *label, const char *field, struct str number) {
  if (number.length == 0) return none;
  return language_fill_one(resolver->work, resolver->pack, str_from(label), str_from(field), number);
}
static struct str document_revision_to(struct resolver *resolver) {
  return change_to(resolver, "revision-to", "revision", document_revision(resolver));
}
static struct str document_addendum_to(struct resolver *resolver) {
  return change_to(resolver, "addendum-to", "addendum", document_addendum(resolver));
}
static struct str document_corrigendum_to(struct resolver *resolver) {
  return change_to(resolver, "corrigendum-to", "corrigendum", document_corrigendum(resolver));
}

static struct str document_date(struct resolver *resolver) {
  return date_words(resolver, &resolver->report->document.date);
}

static struct str document_original(struct resolver *resolver) {
  const struct schema_list *list = &resolver->report->document.original;
  const struct source_text *items = list->items;
  if (list->count == 0) return none;
  bool only = list->count == 1 && str_equal(items[0].bytes, STR("only"));
  if (only) return language_original(resolver->work, resolver->pack, &resolver->out->language, 1, true);
  struct str *tags = arena_new_array(resolver->work, struct str, list->count);
  for (size_t i = 0; i < list->count; i++)
    tags[i] = items[i].bytes;
  return language_original(resolver->work, resolver->pack, tags, list->count, false);
}

static struct str document_title(struct resolver *resolver) {
  const struct document *document = &resolver->report->document;
  return document->has_title ? inline_words(resolver, &document->title) : none;
}
static struct str document_subtitle(struct resolver *resolver) {
  const struct document *document = &resolver->report->document;
  return document->has_subtitle ? inline_words(resolver, &document->subtitle) : none;
}
static struct str document_source(struct resolver *resolver) {
  struct str own = source_list(resolver, &resolver->report->document.source);
  if (own.length > 0) return own;
  return language_label(resolver->pack, resolver->style->default_source_label);
}

static struct str document_distribution(struct resolver *resolver) {
  static const char *const labels[] = {
      [DISTRIBUTION_GENERAL] = "",
      [DISTRIBUTION_LIMITED] = "distribution-limited",
      [DISTRIBUTION_RESTRICTED] = "distribution-restricted",
  };
  const struct schema_choice *choice = &resolver->report->document.distribution;
  return language_label(resolver->pack, str_from(labels[choice->given ? choice->value : DISTRIBUTION_GENERAL]));
}
static struct str document_status(struct resolver *resolver) {
  const struct schema_choice *choice = &resolver->report->document.status;
  return choice->given && choice->value == STATUS_DRAFT ? language_label(resolver->pack, STR("draft")) : none;
}
static struct str document_keywords(struct resolver *resolver) {
  return source_list(resolver, &resolver->report->document.keywords);
}
static struct str document_url(struct resolver *resolver) {
  return resolver->report->document.url.bytes;
}

/* ---- meeting ---- */

static struct str meeting_group(struct resolver *resolver) {
  return resolver->report->meeting.group.bytes;
}
static struct str meeting_name(struct resolver *resolver) {
  return resolver->report->meeting.name.bytes;
}
static struct str meeting_number(struct resolver *resolver) {
  return figures(resolver, &resolver->report->meeting.number);
}
static struct str meeting_ordinal(struct resolver *resolver) {
  const struct schema_integer *number = &resolver->report->meeting.number;
  return number->given ? language_ordinal(resolver->work, resolver->pack, (uint32_t)number->value) : none;
}
static struct str meeting_session(struct resolver *resolver) {
  struct str ordinal = meeting_ordinal(resolver);
  if (ordinal.length == 0) return none;
  return language_fill_one(resolver->work, resolver->pack, STR("meeting"), STR("ordinal"), ordinal);
}
static struct str meeting_place(struct resolver *resolver) {
  return resolver->report->meeting.place.bytes;
}
static const struct schema_date *last_day(const struct meeting *meeting) {
  return meeting->to.given ? &meeting->to : &meeting->from;
}
static struct str meeting_from(struct resolver *resolver) {
  return date_words(resolver, &resolver->report->meeting.from);
}
static struct str meeting_to(struct resolver *resolver) {
  return date_words(resolver, last_day(&resolver->report->meeting));
}
static struct str meeting_dates(struct resolver *resolver) {
  const struct meeting *meeting = &resolver->report->meeting;
  if (!meeting->from.given) return meeting_to(resolver);
  return language_date_range(resolver->work, resolver->pack, &meeting->from, last_day(meeting));
}
static struct str meeting_venue(struct resolver *resolver) {
  return language_venue(resolver->work, resolver->pack, meeting_place(resolver), meeting_dates(resolver));
}

/* ---- by name ---- */

/* `own`: what [[document.part]] and [[meeting.part]] print, each key as the first page does; NULL where forms alone
 * have the field. */
static const struct field_row {
  const char *name;
  struct str (*words)(struct resolver *);
  struct str (*own)(struct resolver *);
} fields[] = {
    {"document.symbol", document_symbol, document_full},
    {"document.number", document_number, NULL},
    {"document.full", document_full, NULL},
    {"document.revision", document_revision, document_revision},
    {"document.addendum", document_addendum, document_addendum},
    {"document.corrigendum", document_corrigendum, document_corrigendum},
    {"document.revision-to", document_revision_to, NULL},
    {"document.addendum-to", document_addendum_to, NULL},
    {"document.corrigendum-to", document_corrigendum_to, NULL},
    {"document.date", document_date, document_date},
    {"document.original", document_original, document_original},
    {"document.title", document_title, document_title},
    {"document.subtitle", document_subtitle, document_subtitle},
    {"document.source", document_source, document_source},
    {"document.distribution", document_distribution, document_distribution},
    {"document.status", document_status, document_status},
    {"document.keywords", document_keywords, document_keywords},
    {"document.url", document_url, document_url},
    {"meeting.group", meeting_group, meeting_group},
    {"meeting.name", meeting_name, meeting_name},
    {"meeting.number", meeting_number, meeting_number},
    {"meeting.ordinal", meeting_ordinal, NULL},
    {"meeting.session", meeting_session, NULL},
    {"meeting.place", meeting_place, meeting_place},
    {"meeting.from", meeting_from, meeting_from},
    {"meeting.to", meeting_to, meeting_to},
    {"meeting.dates", meeting_dates, NULL},
    {"meeting.venue", meeting_venue, NULL},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const struct field_row *find_field(struct str name) {
  for (size_t i = 0; i < FIELD_COUNT; i++)
    if (str_equal(name, str_from(fields[i].name))) return &fields[i];
  return NULL;
}

struct str field_value(struct resolver *resolver, struct str name) {
  if (str_starts_with(name, STR("label.")))
    return language_label(resolver->pack, str_slice(name, sizeof "label." - 1, name.length));
  const struct field_row *row = find_field(name);
  return row != NULL ? row->words(resolver) : none;
}

struct str own_field(struct resolver *resolver, struct str id, struct str part, bool *known) {
  struct str name = str_format(resolver->work, "%.*s.%.*s", STR_ARG(id), STR_ARG(part));
  const struct field_row *row = find_field(name);
  *known = row != NULL && row->own != NULL;
  return *known ? row->own(resolver) : none;
}

struct str own_parts(struct resolver *resolver, struct str id) {
  struct str list = none;
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    struct str name = str_from(fields[i].name);
    if (fields[i].own == NULL || !str_starts_with(name, id)) continue;
    list = str_format(resolver->work, "%.*s%s%.*s", STR_ARG(list), list.length > 0 ? ", " : "",
                      STR_ARG(str_slice(name, id.length + 1, name.length)));
  }
  return list;
}
