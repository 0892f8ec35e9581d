/* The key tables of references, people, groups and registries. Texts that a registry may give by language are left as
 * nodes here and read by registry.c. */
#include <stddef.h>

#include "style/registry_internal.h"

static const char *const kind_words[] = {"document", "resolution", "decision", "recommendation",
                                         "report",   "liaison",    "web",      NULL};

#define RECORD(values, called, table, about)                                                                           \
  {                                                                                                                    \
    .name = (called), .size = sizeof(struct values), .keys = (table), .key_count = sizeof(table) / sizeof(table)[0],   \
    .documentation = (about)                                                                                           \
  }

/* One text, or in a registry one for each language. */
static const struct schema_key word_key = {.name = "words", .type = SCHEMA_TEXT};
static const struct schema_form worded = {
    .name = "words", .text = true, .values = &word_key, .names = SCHEMA_LANGUAGE, .shared = true};

#define REFERENCE(key, kind, member, about)                                                                            \
  {                                                                                                                    \
    .name = (key), .type = SCHEMA_##kind, .offset = offsetof(struct reference_values, member),                         \
    .documentation = (about)                                                                                           \
  }

static const struct schema_key reference_keys[] = {
    REFERENCE("symbol", TEXT, plain.symbol, "Its symbol, without revision and language: they are added."),
    {.name = "revision",
     .type = SCHEMA_INTEGER,
     .minimum = 1,
     .maximum = 9999,
     .offset = offsetof(struct reference_values, plain.revision),
     .documentation = "The number of the revision."},
    {.name = "addendum",
     .type = SCHEMA_INTEGER,
     .minimum = 1,
     .maximum = 9999,
     .offset = offsetof(struct reference_values, plain.addendum),
     .documentation = "The number of the addendum."},
    {.name = "corrigendum",
     .type = SCHEMA_INTEGER,
     .minimum = 1,
     .maximum = 9999,
     .offset = offsetof(struct reference_values, plain.corrigendum),
     .documentation = "The number of the corrigendum."},
    {.name = "kind",
     .type = SCHEMA_CHOICE,
     .choices = kind_words,
     .offset = offsetof(struct reference_values, plain.kind),
     .documentation = "What it is. Absent: `document`."},
    {.name = "title",
     .type = SCHEMA_NODE,
     .form = &worded,
     .offset = offsetof(struct reference_values, title),
     .documentation = "Its title. A registry may give one for each language."},
    {.name = "source",
     .type = SCHEMA_TEXT,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct reference_values, plain.source),
     .documentation = "Who submitted it, as it is to be printed."},
    REFERENCE("url", ADDRESS, plain.url, "The address where it can be read; citations link to it."),
    REFERENCE("date", DATE, plain.date, "Its date."),
    REFERENCE("issuer", NAME, plain.issuer,
              "The id of the group that issued it. Absent: the style's usual one, which is not printed."),
    {.name = "city",
     .type = SCHEMA_NODE,
     .form = &worded,
     .offset = offsetof(struct reference_values, city),
     .documentation = "The city where a resolution was adopted or revised. A registry may give it for each language."},
    {.name = "year",
     .type = SCHEMA_INTEGER,
     .minimum = 1,
     .maximum = 9999,
     .offset = offsetof(struct reference_values, plain.year),
     .documentation = "The year when a resolution was adopted or revised."},
    REFERENCE("revised", TRUTH, plain.revised,
              "Whether a resolution was revised there and then: `true` prints \"Rev.\" before the city."),
    REFERENCE("amended", TEXT, plain.amended, "Where or when it was last amended, as it is to be printed."),
};
const struct schema_record reference_record =
    RECORD(reference_values, "a reference", reference_keys, "A document, resolution or page that a report cites.");

#define PERSON(key, kind, member, about)                                                                               \
  { .name = (key), .type = SCHEMA_##kind, .offset = offsetof(struct person_values, member), .documentation = (about) }

static const struct schema_key person_keys[] = {
    {.name = "name",
     .type = SCHEMA_NODE,
     .form = &worded,
     .offset = offsetof(struct person_values, name),
     .documentation = "The name. A registry may give one for each language."},
    PERSON("title", TEXT, plain.title, "What stands before the name, such as `Ms` or `Dr`."),
    PERSON("delegation", TEXT, plain.delegation, "Whom the person speaks for: a country, a company."),
    PERSON("role", TEXT, plain.role, "What the person does there, such as `Chair`."),
    PERSON("email", TEXT, plain.email, "The person's address for mail."),
};
const struct schema_record person_record =
    RECORD(person_values, "a person", person_keys, "Someone whom a report names.");

#define GROUP(key, member, about)                                                                                      \
  {                                                                                                                    \
    .name = (key), .type = SCHEMA_NODE, .form = &worded, .offset = offsetof(struct group_values, member),              \
    .documentation = (about)                                                                                           \
  }

static const struct schema_key group_keys[] = {
    GROUP("name", name, "The short name. A registry may give one for each language."),
    GROUP("title", title, "The name in full. A registry may give one for each language."),
    GROUP("citation", citation,
          "The name as it stands in a citation of its resolutions, if another. A registry may give one for each "
          "language."),
};
const struct schema_record group_record = RECORD(group_values, "a group", group_keys, "A body that a report names.");

static const struct schema_key conference_keys[] = {
    {.name = "group",
     .type = SCHEMA_NAME,
     .offset = offsetof(struct conference, group),
     .required = true,
     .documentation = "The id of the group that met."},
    {.name = "year",
     .type = SCHEMA_INTEGER,
     .minimum = 1,
     .maximum = 9999,
     .offset = offsetof(struct conference, year),
     .required = true,
     .documentation = "The year that its texts name."},
    {.name = "city",
     .type = SCHEMA_NAME,
     .offset = offsetof(struct conference, city),
     .required = true,
     .documentation = "The id of the city."},
};
const struct schema_record conference_record =
    RECORD(conference, "a conference", conference_keys, "A meeting that is known by city and year.");

static const struct schema_key city_key = {.name = "city", .type = SCHEMA_NODE, .form = &worded};
static const struct schema_form cities = {.name = "cities", .values = &city_key, .names = SCHEMA_NAME};

#define ENTRIES(key, member, of, about)                                                                                \
  {                                                                                                                    \
    .name = (key), .type = SCHEMA_NODE, of, .offset = offsetof(struct registry_values, member),                        \
    .documentation = (about)                                                                                           \
  }

static const struct schema_key registry_keys[] = {
    ENTRIES("references", references, .record = &reference_record, "References by id."),
    ENTRIES("people", people, .record = &person_record, "People by id."),
    ENTRIES("groups", groups, .record = &group_record, "Groups by id."),
    ENTRIES("cities", cities, .form = &cities, "Names of cities by id, one text or one for each language."),
    {.name = "conferences",
     .type = SCHEMA_RECORD,
     .shape = SCHEMA_MAP,
     .names = SCHEMA_NAME,
     .record = &conference_record,
     .offset = offsetof(struct registry_values, conferences),
     .documentation = "Conferences by id."},
};
const struct schema_record registry_record =
    RECORD(registry_values, "a registry", registry_keys, "References, people and groups that several reports share.");
