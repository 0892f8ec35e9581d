/* The labels that every pack should have, and what is put together from several of them. */
#include "language/internal.h"

#define LABEL(name, fields, documentation)                                                                             \
  { STR_INIT(name), fields, documentation }

const struct label_entry label_table[] = {
    LABEL("document", "", "Before a symbol on the first page."),
    LABEL("original", "languages", "The line about the original's languages."),
    LABEL("original-only", "language",
          "The same where there is no translation, for a language without its own line in `only`."),
    LABEL("revision-to", "revision", "Above the symbol of a revision."),
    LABEL("addendum-to", "addendum", "Above the symbol of an addendum."),
    LABEL("corrigendum-to", "corrigendum", "Above the symbol of a corrigendum."),
    LABEL("agenda-item", "", "Before an agenda item's number."),
    LABEL("meeting", "ordinal", "A meeting by its ordinal."),
    LABEL("place-date", "place dates", "Place and dates of a meeting on one line."),
    LABEL("summary", "", "Heading of a contribution's summary."),
    LABEL("discussion", "", "Heading of a contribution's discussion."),
    LABEL("actions", "", "Heading of a contribution's actions."),
    LABEL("action", "", "An action."),
    LABEL("decision", "", "A decision."),
    LABEL("action-list", "", "Heading of a list of actions."),
    LABEL("decision-list", "", "Heading of a list of decisions."),
    LABEL("reference-list", "", "Heading of a list of references."),
    LABEL("contents", "", "Heading of the table of contents."),
    LABEL("page", "", "The word for a page."),
    LABEL("section", "", "The word for a section."),
    LABEL("paragraph", "", "The word for a paragraph."),
    LABEL("annex", "", "Heading of an annex."),
    LABEL("table", "", "Before a table's number in its caption."),
    LABEL("table-continued", "", "Behind a table's number where it goes on on another page."),
    LABEL("decimal-sign", "", "The sign before the decimals of a number, at which columns of figures are aligned."),
    LABEL("figure", "", "Before a figure's number in its caption."),
    LABEL("note", "", "Before the text of a note."),
    LABEL("report-by-chair", "", "Who submits a report, where it does not say."),
    LABEL("draft", "", "Across the pages of a draft."),
    LABEL("distribution-limited", "", "Said of a document of limited distribution."),
    LABEL("distribution-restricted", "", "Said of a document of restricted distribution."),
    LABEL("list-more", "first next",
          "Two neighbours in a list; what stands between the fields parts all items but the last two."),
    LABEL("list-last", "first last", "The last two of a list; what stands between the fields parts them."),
    LABEL("revised", "", "The word for a revised resolution, as in \"Rev.\"."),
    LABEL("edition", "city year", "City and year of a resolution."),
    LABEL("edition-revised", "city year", "City and year of a revised resolution."),
    LABEL("edition-year", "year", "Year of a resolution without a city."),
    LABEL("edition-year-revised", "year", "Year of a revised resolution without a city."),
    LABEL("cite.document", "symbol", "A document cited."),
    LABEL("cite.resolution", "symbol issuer edition", "A resolution cited."),
    LABEL("cite.decision", "symbol issuer edition number",
          "A decision cited: a body's by its symbol, this report's by its number."),
    LABEL("cite.recommendation", "symbol issuer edition", "A recommendation cited."),
    LABEL("cite.report", "symbol issuer edition", "A report of a body cited."),
    LABEL("cite.liaison", "symbol", "A liaison statement cited."),
    LABEL("cite.web", "title", "A web page cited."),
    LABEL("cite.section", "number", "A section of this report cited."),
    LABEL("cite.paragraph", "number", "A paragraph of this report cited."),
    LABEL("cite.table", "number", "A table of this report cited."),
    LABEL("cite.figure", "number", "A figure of this report cited."),
    LABEL("cite.annex", "number", "An annex of this report cited."),
    LABEL("cite.in-annex", "citation annex", "A section or paragraph of an annex cited from outside it."),
    LABEL("cite.action", "number", "An action of this report cited."),
    LABEL("column.number", "", "Title of a register's column of numbers."),
    LABEL("column.text", "", "Title of its column of texts."),
    LABEL("column.owner", "", "Title of its column of owners."),
    LABEL("column.due", "", "Title of its column of due dates."),
    LABEL("column.status", "", "Title of its column of states."),
    LABEL("status.open", "", "State of an action not begun."),
    LABEL("status.in-progress", "", "State of an action begun."),
    LABEL("status.done", "", "State of an action done."),
    LABEL("status.dropped", "", "State of an action given up."),
};
const size_t label_count = sizeof label_table / sizeof label_table[0];

static bool names_field(const char *fields, struct str name) {
  for (struct str rest = str_from(fields); rest.length > 0;) {
    size_t end = str_find(rest, STR(" "), 0);
    if (end == SIZE_MAX) end = rest.length;
    if (str_equal(str_slice(rest, 0, end), name)) return true;
    rest = str_slice(rest, end + 1, rest.length);
  }
  return false;
}

void check_fields(struct diagnostics *diagnostics, struct str name, const struct source_text *form,
                  const char *fields) {
  size_t at = 0;
  const char *wrong = language_check_form(form->bytes, &at);
  if (wrong != NULL) {
    diagnose(diagnostics, source_text_place(form, at, 1), E_LABEL_FORM, "the label `%.*s` has %s", STR_ARG(name),
             wrong);
    return;
  }
  at = 0;
  for (struct str field; language_next_field(form->bytes, &at, &field);) {
    if (names_field(fields, field)) continue;
    struct place place = source_text_place(form, (size_t)(field.at - form->bytes.at), field.length);
    struct message *message = diagnose(diagnostics, place, E_LABEL_FORM, "the label `%.*s` has no field {%.*s}",
                                       STR_ARG(name), STR_ARG(field));
    if (fields[0] != '\0')
      message_help(diagnostics, message, "its fields are: %s", fields);
    else
      message_hint(diagnostics, message, "this label has no fields");
  }
}

static const struct label_entry *find_entry(struct str name) {
  for (size_t i = 0; i < label_count; i++)
    if (str_equal(label_table[i].name, name)) return &label_table[i];
  return NULL;
}

/* A label of a style's own may hold any text; what its fields are is the style's affair. */
void language_check_label(struct diagnostics *diagnostics, struct str name, const struct source_text *text) {
  const struct label_entry *entry = find_entry(name);
  if (entry != NULL) check_fields(diagnostics, name, text, entry->fields);
}

struct str language_label(const struct language_pack *pack, struct str name) {
  const struct str *label = map_get(&pack->labels, name);
  return label != NULL ? *label : (struct str){"", 0};
}

bool language_has_label(const struct language_pack *pack, struct str name) {
  return map_get(&pack->labels, name) != NULL;
}

/* What a label of two fields has between them. */
static struct str between_fields(const struct language_pack *pack, struct str name) {
  struct str form = language_label(pack, name);
  size_t from = str_find(form, STR("}"), 0);
  if (from == SIZE_MAX) return STR(", ");
  size_t to = str_find(form, STR("{"), from);
  return str_slice(form, from + 1, to == SIZE_MAX ? form.length : to);
}

struct str language_join(struct arena *arena, const struct language_pack *pack, const struct str *items, size_t count) {
  if (count == 0) return (struct str){"", 0};
  struct str more = between_fields(pack, STR("list-more")), last = between_fields(pack, STR("list-last"));
  struct str *pieces = arena_new_array(arena, struct str, count * 2);
  size_t made = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) pieces[made++] = i + 1 == count ? last : more;
    pieces[made++] = items[i];
  }
  return join_pieces(arena, pieces, made);
}

static struct str language_name(struct arena *arena, const struct language_pack *pack, const char *group,
                                struct str tag) {
  return language_label(pack, str_format(arena, "%s.%.*s", group, STR_ARG(tag)));
}

struct str language_original(struct arena *arena, const struct language_pack *pack, const struct str *tags,
                             size_t count, bool only) {
  if (count == 0) return (struct str){"", 0};
  struct str whole = only ? language_name(arena, pack, "only", tags[0]) : (struct str){"", 0};
  if (whole.length > 0) return whole;
  struct str *names = arena_new_array(arena, struct str, count);
  for (size_t i = 0; i < count; i++) {
    names[i] = language_name(arena, pack, "language", tags[i]);
    if (names[i].length == 0) names[i] = tags[i];
  }
  if (only) return language_fill_one(arena, pack, STR("original-only"), STR("language"), names[0]);
  return language_fill_one(arena, pack, STR("original"), STR("languages"), language_join(arena, pack, names, count));
}

static struct str edition_label(bool revised, bool city) {
  if (city) return revised ? STR("edition-revised") : STR("edition");
  return revised ? STR("edition-year-revised") : STR("edition-year");
}

struct str language_edition(struct arena *arena, const struct language_pack *pack, bool revised, struct str city,
                            uint32_t year, struct str amended) {
  struct str parts[2];
  size_t count = 0;
  if (year > 0) {
    struct form_value values[] = {
        {STR("city"), city}, {STR("year"), str_format(arena, "%u", year)}, {{NULL, 0}, {NULL, 0}}};
    parts[count++] = fill_values(arena, language_label(pack, edition_label(revised, city.length > 0)), values);
  } else if (city.length > 0) {
    parts[count++] = city;
  } else if (revised) {
    parts[count++] = language_label(pack, STR("revised"));
  }
  if (amended.length > 0) parts[count++] = amended;
  if (count < 2) return count == 1 ? parts[0] : (struct str){"", 0};
  return join_pieces(arena, (struct str[]){parts[0], between_fields(pack, STR("list-more")), parts[1]}, 3);
}

struct str language_venue(struct arena *arena, const struct language_pack *pack, struct str place, struct str dates) {
  if (place.length == 0) return dates;
  if (dates.length == 0) return place;
  struct form_value values[] = {{STR("place"), place}, {STR("dates"), dates}, {{NULL, 0}, {NULL, 0}}};
  return fill_values(arena, language_label(pack, STR("place-date")), values);
}
