#include "style/style_fields.h"

#define FIELD(name, documentation)                                                                                     \
  { STR_INIT(name), documentation }
#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static const struct style_field page_fields[] = {
    FIELD("document.symbol", "The symbol as the report gives it, without revision and language."),
    FIELD("document.number", "The symbol as citations print it, by document-number: with its revision."),
    FIELD("document.full", "The symbol by document-full: with revision and language suffix."),
    FIELD("document.revision", "The revision in figures."),
    FIELD("document.addendum", "The addendum in figures."),
    FIELD("document.corrigendum", "The corrigendum in figures."),
    FIELD("document.revision-to", "The line above the symbol, by the label pack: \"Revision 1 to\"."),
    FIELD("document.addendum-to", "The same for an addendum: \"Addendum 1 to\"."),
    FIELD("document.corrigendum-to", "The same for a corrigendum: \"Corrigendum 1 to\"."),
    FIELD("document.date", "The date in the report's language."),
    FIELD("document.original", "The whole line: \"Original: English\" or \"English only\"."),
    FIELD("document.title", "The title."),
    FIELD("document.subtitle", "The subtitle."),
    FIELD("document.source", "Who submits it: the report's own words, else the style's default-source-label."),
    FIELD("document.distribution", "The label of a limited or restricted distribution; empty for a general one."),
    FIELD("document.status", "The label of a draft; empty for a final document."),
    FIELD("document.keywords", "The keywords, joined by commas."),
    FIELD("document.url", "The address of the document."),
    FIELD("meeting.group", "The group's short name."),
    FIELD("meeting.name", "The group's full name."),
    FIELD("meeting.number", "The meeting's number in figures."),
    FIELD("meeting.ordinal", "The meeting's number as an ordinal: \"Twenty-third\"."),
    FIELD("meeting.session", "The label \"meeting\" with the ordinal in it: \"Twenty-third meeting\"."),
    FIELD("meeting.place", "Where it met."),
    FIELD("meeting.from", "Its first day."),
    FIELD("meeting.to", "Its last day."),
    FIELD("meeting.dates", "When it met: one day or a range."),
    FIELD("meeting.venue", "Place and dates in the order of the language: \"Geneva, 20 January 2026\"."),
    FIELD("page", "The number of the page."),
    FIELD("pages", "How many pages there are."),
};

static const struct style_field number_fields[] = {
    FIELD("n", "The number itself: 1, 2, 3 or a, b, c or i, ii, iii."),
    FIELD("section", "The number of the section that a paragraph stands in."),
    FIELD("annex", "The number of the annex that it stands in; empty outside, and in the only annex."),
    FIELD("1", "The number of the section at level 1."),
    FIELD("2", "The number of the section at level 2."),
    FIELD("3", "The number of the section at level 3."),
    FIELD("4", "The number of the section at level 4."),
    FIELD("5", "The number of the section at level 5."),
    FIELD("6", "The number of the section at level 6."),
    FIELD("meeting.number", "The meeting's number in figures."),
    FIELD("meeting.group", "The group's short name."),
    FIELD("document.symbol", "The report's symbol."),
};

static const struct style_field symbol_fields[] = {
    FIELD("symbol", "The symbol as the report or the reference gives it."),
    FIELD("revision", "The revision in figures."),
    FIELD("addendum", "The addendum in figures."),
    FIELD("corrigendum", "The corrigendum in figures."),
    FIELD("suffix", "The letter of the report's language."),
};

static const struct style_field title_fields[] = {
    FIELD("citation", "The reference as a citation prints it: \"Document X-4/3\"."),
    FIELD("title", "The title of the reference, table, figure or annex."),
    FIELD("source", "Who submitted it, joined by commas."),
    FIELD("number", "The number of the table, figure, annex, action or decision."),
    FIELD("date", "The date of the reference."),
    FIELD("url", "The address of the reference."),
};

static const struct {
  const struct style_field *fields;
  size_t count;
} tables[FORM_PLACE_COUNT] = {
    [FORM_PAGE] = {page_fields, COUNT(page_fields)},
    [FORM_NUMBER] = {number_fields, COUNT(number_fields)},
    [FORM_SYMBOL] = {symbol_fields, COUNT(symbol_fields)},
    [FORM_TITLE] = {title_fields, COUNT(title_fields)},
};

size_t style_fields(enum form_place place, const struct style_field **fields) {
  *fields = tables[place].fields;
  return tables[place].count;
}

bool style_field_known(enum form_place place, struct str name) {
  if (str_starts_with(name, STR("label.")) && name.length > sizeof "label." - 1) return true;
  for (size_t i = 0; i < tables[place].count; i++)
    if (str_equal(tables[place].fields[i].name, name)) return true;
  return false;
}
