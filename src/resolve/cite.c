/* The words and the target of each citation, when all names and numbers are known. */
#include "resolve/resolver.h"

/* ---- references by their kind ---- */

struct reference_words {
  struct resolver *resolver;
  const struct reference *reference;
};

static struct str figures(struct resolver *resolver, const struct schema_integer *number) {
  if (!number->given) return (struct str){"", 0};
  return str_format(resolver->work, "%lld", (long long)number->value);
}

static struct str symbol_field(void *context, struct str name) {
  const struct reference_words *words = context;
  const struct reference *reference = words->reference;
  if (str_equal(name, STR("symbol"))) return reference->symbol.bytes;
  if (str_equal(name, STR("revision"))) return figures(words->resolver, &reference->revision);
  if (str_equal(name, STR("addendum"))) return figures(words->resolver, &reference->addendum);
  if (str_equal(name, STR("corrigendum"))) return figures(words->resolver, &reference->corrigendum);
  return (struct str){"", 0};
}

struct str reference_symbol(struct resolver *resolver, const struct reference *reference) {
  if (reference->symbol.bytes.length == 0) return (struct str){"", 0};
  struct reference_words words = {resolver, reference};
  return language_fill(resolver->work, resolver->style->document_number_form, symbol_field, &words);
}

struct str reference_source(struct resolver *resolver, const struct reference *reference) {
  return source_list(resolver, &reference->source);
}

struct str reference_title(const struct resolver *resolver, const struct reference *reference) {
  return worded_in(&reference->title, resolver->out->language).bytes;
}

static bool is_default_issuer(const struct resolver *resolver, struct str issuer) {
  return issuer.length == 0 || str_equal(issuer, resolver->style->default_issuer);
}

/* The group as it stands in a citation; the style's default issuer is not printed. */
static struct str issuer_of(struct resolver *resolver, const struct reference *reference) {
  struct str issuer = reference->issuer.bytes;
  if (is_default_issuer(resolver, issuer)) return (struct str){"", 0};
  struct named *named = names_find(resolver, issuer);
  if (named == NULL || named->kind != NAMED_GROUP) return issuer;
  struct str words = worded_in(&named->group->citation, resolver->out->language).bytes;
  return words.length > 0 ? words : named_words(resolver, named);
}

static uint32_t year_of(const struct reference *reference) {
  if (reference->year.given) return (uint32_t)reference->year.value;
  return 0;
}

/* A city that neither report nor registry gives is that of the issuer's conference of the year. */
static struct str city_of(struct resolver *resolver, const struct reference *reference) {
  struct str language = resolver->out->language;
  if (reference->city.count > 0 || !reference->year.given) return worded_in(&reference->city, language).bytes;
  struct str issuer = reference->issuer.bytes;
  if (issuer.length == 0) issuer = resolver->style->default_issuer;
  const struct worded *city = registry_city(&resolver->registry, issuer, reference->year.value);
  return city != NULL ? worded_in(city, language).bytes : (struct str){"", 0};
}

static struct str edition_of(struct resolver *resolver, const struct reference *reference) {
  return language_edition(resolver->work, resolver->pack, reference->revised.value, city_of(resolver, reference),
                          year_of(reference), reference->amended.bytes);
}

static enum reference_kind kind_of(const struct reference *reference) {
  return reference->kind.given ? (enum reference_kind)reference->kind.value : REFERENCE_DOCUMENT;
}

static bool has_document_symbol(const struct reference *reference) {
  return kind_of(reference) == REFERENCE_DOCUMENT || kind_of(reference) == REFERENCE_LIAISON;
}

static struct str citation_field(void *context, struct str name) {
  const struct reference_words *words = context;
  const struct reference *reference = words->reference;
  if (str_equal(name, STR("symbol")))
    return has_document_symbol(reference) ? reference_symbol(words->resolver, reference) : reference->symbol.bytes;
  if (str_equal(name, STR("issuer"))) return issuer_of(words->resolver, reference);
  if (str_equal(name, STR("edition"))) return edition_of(words->resolver, reference);
  if (str_equal(name, STR("title"))) return reference_title(words->resolver, reference);
  return (struct str){"", 0};
}

static const char *const citation_labels[] = {
    [REFERENCE_DOCUMENT] = "cite.document", [REFERENCE_RESOLUTION] = "cite.resolution",
    [REFERENCE_DECISION] = "cite.decision", [REFERENCE_RECOMMENDATION] = "cite.recommendation",
    [REFERENCE_REPORT] = "cite.report",     [REFERENCE_LIAISON] = "cite.liaison",
    [REFERENCE_WEB] = "cite.web",
};

/* What names a reference that lacks what its kind's form needs. */
static struct str any_name(struct resolver *resolver, const struct named *named) {
  struct str title = reference_title(resolver, named->reference);
  if (title.length > 0) return title;
  if (named->reference->symbol.bytes.length > 0) return named->reference->symbol.bytes;
  return named->reference->url.bytes.length > 0 ? named->reference->url.bytes : named->id;
}

struct str cite_reference(struct resolver *resolver, struct named *named) {
  if (named->words.length > 0) return named->words;
  struct reference_words words = {resolver, named->reference};
  enum reference_kind kind = kind_of(named->reference);
  struct str needed = citation_field(&words, kind == REFERENCE_WEB ? STR("title") : STR("symbol"));
  struct str label = str_from(citation_labels[kind]);
  struct str text = needed.length > 0
                        ? language_fill_label(resolver->work, resolver->pack, label, citation_field, &words)
                        : any_name(resolver, named);
  named->words = keep(resolver, language_bind_spaces(resolver->work, resolver->pack, text));
  return named->words;
}

struct str reference_title_beside(struct resolver *resolver, struct named *named) {
  struct str title = reference_title(resolver, named->reference);
  struct str bound = language_bind_spaces(resolver->work, resolver->pack, title);
  return str_equal(bound, cite_reference(resolver, named)) ? (struct str){"", 0} : title;
}

/* ---- parts ---- */

/* What [[id]] and [[id.part]] may print, by what the id names. */
enum thing {
  THING_DOCUMENT,
  THING_TEXT_OF_BODY,
  THING_WEB,
  THING_SECTION,
  THING_ANNEX,
  THING_PARAGRAPH,
  THING_TABLE,
  THING_ACTION,
  THING_OTHER_BLOCK,
  THING_PERSON,
  THING_GROUP
};

static enum thing thing_of_block(const struct block *block) {
  switch (block->kind) {
  case BLOCK_SECTION:
  case BLOCK_CONTRIBUTION: return THING_SECTION;
  case BLOCK_PARAGRAPH: return THING_PARAGRAPH;
  case BLOCK_TABLE: return THING_TABLE;
  case BLOCK_ACTION:
  case BLOCK_DECISION: return THING_ACTION;
  default: return THING_OTHER_BLOCK;
  }
}

static enum thing thing_of(const struct named *named) {
  switch (named->kind) {
  case NAMED_PERSON: return THING_PERSON;
  case NAMED_GROUP: return THING_GROUP;
  case NAMED_BLOCK: return named->is_annex ? THING_ANNEX : thing_of_block(named->block);
  case NAMED_REFERENCE: break;
  }
  if (kind_of(named->reference) == REFERENCE_WEB) return THING_WEB;
  return has_document_symbol(named->reference) ? THING_DOCUMENT : THING_TEXT_OF_BODY;
}

static struct str part_symbol(struct resolver *resolver, const struct named *named) {
  if (!has_document_symbol(named->reference)) return named->reference->symbol.bytes;
  return reference_symbol(resolver, named->reference);
}
static struct str part_reference_title(struct resolver *resolver, const struct named *named) {
  return reference_title(resolver, named->reference);
}
static struct str part_source(struct resolver *resolver, const struct named *named) {
  return reference_source(resolver, named->reference);
}
static struct str part_year(struct resolver *resolver, const struct named *named) {
  return figures(resolver, &named->reference->year);
}
/* Within a sentence, a number that a style prints with a full stop stands without it. */
static struct str number_in_text(const struct named *named) {
  struct str number = named->number;
  return str_ends_with(number, STR(".")) ? str_slice(number, 0, number.length - 1) : number;
}
static struct str part_number(struct resolver *resolver, const struct named *named) {
  (void)resolver;
  return number_in_text(named);
}
static struct str part_title(struct resolver *resolver, const struct named *named) {
  return named->title != NULL ? str_trim(paragraph_words(resolver->work, named->title)) : named->short_title;
}
static struct str part_name(struct resolver *resolver, const struct named *named) {
  return named_words(resolver, named);
}
static struct str part_role(struct resolver *resolver, const struct named *named) {
  (void)resolver;
  return named->kind == NAMED_PERSON ? named->person->role.bytes : (struct str){"", 0};
}

/* A row without a function is the page, which only layout knows. */
static const struct part {
  enum thing thing;
  const char *name;
  struct str (*words)(struct resolver *, const struct named *);
} parts[] = {
    {THING_DOCUMENT, "symbol", part_symbol},
    {THING_DOCUMENT, "title", part_reference_title},
    {THING_DOCUMENT, "source", part_source},
    {THING_TEXT_OF_BODY, "symbol", part_symbol},
    {THING_TEXT_OF_BODY, "title", part_reference_title},
    {THING_TEXT_OF_BODY, "year", part_year},
    {THING_WEB, "title", part_reference_title},
    {THING_SECTION, "number", part_number},
    {THING_SECTION, "title", part_title},
    {THING_SECTION, "page", NULL},
    {THING_ANNEX, "number", part_number},
    {THING_ANNEX, "title", part_title},
    {THING_ANNEX, "page", NULL},
    {THING_PARAGRAPH, "number", part_number},
    {THING_PARAGRAPH, "page", NULL},
    {THING_TABLE, "number", part_number},
    {THING_TABLE, "title", part_title},
    {THING_TABLE, "page", NULL},
    {THING_ACTION, "number", part_number},
    {THING_ACTION, "title", part_title},
    {THING_ACTION, "page", NULL},
    {THING_OTHER_BLOCK, "page", NULL},
    {THING_PERSON, "name", part_name},
    {THING_PERSON, "role", part_role},
    {THING_GROUP, "name", part_name},
    {THING_GROUP, "role", part_role},
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

static const struct part *find_part(enum thing thing, struct str name) {
  for (size_t i = 0; i < PART_COUNT; i++)
    if (parts[i].thing == thing && str_equal(name, str_from(parts[i].name))) return &parts[i];
  return NULL;
}

/* ---- messages ---- */

static struct str list_parts(struct resolver *resolver, enum thing thing, struct str id) {
  struct str list = {"", 0};
  for (size_t i = 0; i < PART_COUNT; i++)
    if (parts[i].thing == thing)
      list = str_format(resolver->work, "%.*s%s[[%.*s.%s]]", STR_ARG(list), list.length > 0 ? ", " : "", STR_ARG(id),
                        parts[i].name);
  return list;
}

static void report_part(struct resolver *resolver, const struct citation *citation, bool known, struct str may_be) {
  struct str id = citation->id.bytes, part = citation->part.bytes;
  struct place place = source_text_place(&citation->part, 0, part.length);
  struct message *message =
      known ? diagnose(resolver->diagnostics, place, E_UNKNOWN_PART, "`%.*s` has no %.*s", STR_ARG(id), STR_ARG(part))
            : diagnose(resolver->diagnostics, place, E_UNKNOWN_PART, "`%.*s` is no part of `%.*s`", STR_ARG(part),
                       STR_ARG(id));
  if (may_be.length > 0) message_hint(resolver->diagnostics, message, "there is %.*s", STR_ARG(may_be));
}

static void report_nothing(struct resolver *resolver, const struct citation *citation, const char *why) {
  struct str id = citation->id.bytes;
  struct message *message =
      diagnose(resolver->diagnostics, citation->place, E_NOTHING_TO_CITE, "`%.*s` %s", STR_ARG(id), why);
  message_hint(resolver->diagnostics, message, "write the words yourself: [[%.*s|these words]]", STR_ARG(id));
}

/* ---- words ---- */

struct cited {
  struct str text;
  bool page;
  bool label; /* begins with a label that may take a capital */
};

static struct str fill_number(struct resolver *resolver, const char *label, struct str number) {
  return language_fill_one(resolver->work, resolver->pack, str_from(label), STR("number"), number);
}

/* A number of the author's own that begins with a word, "Rule 14", needs no other before it. */
static bool begins_with_word(struct str number) {
  size_t space = str_find(number, STR(" "), 0);
  if (space == SIZE_MAX || space < 2) return false;
  for (size_t i = 0; i < space; i++) {
    char byte = number.at[i];
    bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0x80;
    if (!letter) return false;
  }
  return true;
}

static struct str in_annex_field(void *context, struct str name) {
  const struct str *words = context;
  return str_equal(name, STR("citation")) ? words[0] : str_equal(name, STR("annex")) ? words[1] : (struct str){"", 0};
}

/* "section 1 of Annex 2", where it is not cited in that annex itself. */
static struct str say_annex(struct resolver *resolver, const struct named *named, const struct open_citation *open,
                            struct str words) {
  enum thing thing = thing_of(named);
  if (named->annex == 0 || named->annex == open->annex || (thing != THING_SECTION && thing != THING_PARAGRAPH))
    return words;
  struct str both[] = {words, annex_words(resolver, annex_number(resolver, named->annex))};
  return language_fill_label(resolver->work, resolver->pack, STR("cite.in-annex"), in_annex_field, both);
}

static struct cited numbered_words(struct resolver *resolver, const struct named *named, const char *label) {
  struct str number = number_in_text(named);
  if (named->block->kind != BLOCK_ACTION && named->block->kind != BLOCK_DECISION && begins_with_word(number))
    return (struct cited){number, false, false};
  return (struct cited){fill_number(resolver, label, number), false, true};
}

/* A section without number is cited by its title. */
static bool block_words(struct resolver *resolver, const struct named *named, const struct citation *citation,
                        struct cited *cited) {
  static const char *const labels[] = {
      [THING_SECTION] = "cite.section", [THING_PARAGRAPH] = "cite.paragraph", [THING_TABLE] = "cite.table"};
  enum thing thing = thing_of(named);
  if (thing == THING_ANNEX) {
    *cited = (struct cited){annex_words(resolver, named->number), false, true};
    return true;
  }
  if (thing == THING_OTHER_BLOCK) {
    report_nothing(resolver, citation, "has no number");
    return false;
  }
  if (named->number.length > 0) {
    bool decision = named->block->kind == BLOCK_DECISION;
    const char *label = thing != THING_ACTION ? labels[thing] : decision ? "cite.decision" : "cite.action";
    *cited = numbered_words(resolver, named, label);
    return true;
  }
  cited->text = part_title(resolver, named);
  if (cited->text.length > 0) return true;
  static const char *const why[] = {[THING_PARAGRAPH] = "is a paragraph without a number",
                                    [THING_TABLE] = "is a table without a caption, so it has no number"};
  bool known = (size_t)thing < sizeof why / sizeof *why && why[thing] != NULL;
  report_nothing(resolver, citation, known ? why[thing] : "has no number");
  return false;
}

static bool whole_words(struct resolver *resolver, struct named *named, const struct citation *citation,
                        struct cited *cited) {
  switch (named->kind) {
  case NAMED_REFERENCE: *cited = (struct cited){cite_reference(resolver, named), false, false}; return true;
  case NAMED_PERSON:
  case NAMED_GROUP: *cited = (struct cited){named_words(resolver, named), false, false}; return true;
  case NAMED_BLOCK: return block_words(resolver, named, citation, cited);
  }
  return false;
}

static bool part_words(struct resolver *resolver, struct named *named, const struct citation *citation,
                       struct cited *cited) {
  enum thing thing = thing_of(named);
  const struct part *part = find_part(thing, citation->part.bytes);
  if (part == NULL) {
    report_part(resolver, citation, false, list_parts(resolver, thing, citation->id.bytes));
    return false;
  }
  cited->page = part->words == NULL;
  if (cited->page) return true;
  cited->text = part->words(resolver, named);
  if (cited->text.length == 0) report_part(resolver, citation, true, (struct str){"", 0});
  return cited->text.length > 0;
}

/* ---- targets ---- */

static void link_run(struct resolver *resolver, struct run *run, const struct named *named) {
  struct str url = named->kind == NAMED_REFERENCE ? named->reference->url.bytes : (struct str){"", 0};
  struct anchor *anchor = named->anchor;
  if (named->kind == NAMED_REFERENCE) anchor = named->contribution != NULL ? named->contribution : named->entry;
  if (url.length == 0 && anchor == NULL) return;
  if (url.length > 0)
    run->link = url;
  else
    run->anchor = anchor;
  run->is_link = true;
  run->link_serial = ++resolver->link_serial;
}

/* ---- [[document.…]] and [[meeting.…]] ---- */

static bool own_words(struct resolver *resolver, const struct citation *citation, struct cited *cited) {
  struct str id = citation->id.bytes, part = citation->part.bytes;
  if (part.length == 0) {
    struct message *message = diagnose(resolver->diagnostics, citation->place, E_NOTHING_TO_CITE,
                                       "`%.*s` is cited without a part", STR_ARG(id));
    message_hint(resolver->diagnostics, message, "for example [[%.*s.%s]]", STR_ARG(id),
                 str_equal(id, STR("meeting")) ? "place" : "date");
    return false;
  }
  bool known;
  cited->text = own_field(resolver, id, part, &known);
  if (cited->text.length == 0)
    report_part(resolver, citation, known, known ? (struct str){"", 0} : own_parts(resolver, id));
  return cited->text.length > 0;
}

/* ---- closing ---- */

/* What could not be resolved stands as it was written; no PDF is made of it. */
static void keep_source(struct resolver *resolver, struct open_citation *open) {
  struct str source = open->citation->id.bytes;
  if (open->run->text.length == 0) open->run->text = str_format(resolver->arena, "[[%.*s]]", STR_ARG(source));
}

static void write_words(struct resolver *resolver, struct open_citation *open, struct cited cited) {
  struct run *run = open->run;
  struct str tag = resolver->out->language;
  if (open->capital && cited.label) cited.text = language_capitalize(resolver->work, cited.text, tag);
  run->text = keep(resolver, language_bind_spaces(resolver->work, resolver->pack, cited.text));
}

static void write_page(struct resolver *resolver, struct open_citation *open, const struct named *named) {
  open->run->field = FIELD_PAGE_OF;
  open->run->anchor = named->anchor;
  open->run->text = (struct str){"", 0};
  resolver->out->has_page_fields = true;
}

static void close_own(struct resolver *resolver, struct open_citation *open) {
  struct cited cited = {{"", 0}, false, false};
  if (open->run->text.length > 0) return;
  if (own_words(resolver, open->citation, &cited))
    write_words(resolver, open, cited);
  else
    keep_source(resolver, open);
}

static void close_citation(struct resolver *resolver, struct open_citation *open) {
  const struct citation *citation = open->citation;
  struct named *named = open->named != NULL ? open->named : names_need(resolver, &citation->id);
  if (named == NULL) {
    keep_source(resolver, open);
    return;
  }
  if (named->kind == NAMED_REFERENCE) names_cite(resolver, named);
  struct cited cited = {{"", 0}, false, false};
  if (open->run->text.length == 0) {
    bool part = citation->part.bytes.length > 0;
    bool found = part ? part_words(resolver, named, citation, &cited) : whole_words(resolver, named, citation, &cited);
    if (!found) {
      keep_source(resolver, open);
      return;
    }
    if (cited.label) cited.text = say_annex(resolver, named, open, cited.text);
    if (cited.page)
      write_page(resolver, open, named);
    else
      write_words(resolver, open, cited);
  }
  if (open->linked) link_run(resolver, open->run, named);
}

static bool cites_title(const struct open_citation *open) {
  return open->citation != NULL && str_equal(open->citation->part.bytes, STR("title"));
}

/* Titles are cited last, since a title may itself hold a citation. */
void citations_close(struct resolver *resolver) {
  for (int titles = 0; titles < 2; titles++)
    for (size_t i = 0; i < resolver->citations.count; i++) {
      struct open_citation *open = &resolver->citations.at[i];
      if (cites_title(open) != (titles == 1)) continue;
      if (open->citation != NULL && names_is_own(open->citation->id.bytes))
        close_own(resolver, open);
      else
        close_citation(resolver, open);
    }
}

/* Citations count as uses before the lists are made that show only what is cited. */
void citations_count(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->citations.count; i++) {
    const struct open_citation *open = &resolver->citations.at[i];
    struct named *named = open->named;
    if (named == NULL) named = names_find(resolver, open->citation->id.bytes);
    if (named != NULL && named->kind == NAMED_REFERENCE) names_cite(resolver, named);
  }
}
