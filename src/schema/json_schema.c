/* Key tables as JSON Schema (2020-12): what an editor needs to complete keys, explain them and mark what is wrong. It
 * takes whatever the loader takes: a key with nothing after it, one value for a list of one, any scalar where text
 * stands, since an editor's YAML guesses. Records, forms and types of scalars are definitions, in the order in which
 * they are first met. */
#include "schema/json.h"
#include "schema/schema.h"
#include "schema/value.h"

enum definition_kind { DEFINE_TYPE, DEFINE_RECORD, DEFINE_KIND, DEFINE_FORM };

struct definition {
  enum definition_kind kind;
  enum schema_type type;
  const struct schema_record *record;
  const struct schema_form *form;
  bool present; /* null, for an editor a key with nothing behind it, is none of its values */
};

struct writer {
  struct json json;
  struct arena *arena;
  bool shared;
  VECTOR(struct definition) definitions;
};

static void write_item(struct writer *writer, const char *name, const struct schema_key *key);

/* "a section" → "section", "`page` of a style" → "page-of-a-style". */
static struct str slug(struct arena *arena, const char *name) {
  struct str words = str_from(name);
  static const struct str articles[] = {STR_INIT("a "), STR_INIT("an "), STR_INIT("the ")};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (str_starts_with(words, articles[i])) words = str_slice(words, articles[i].length, words.length);
  char *out = arena_allocate_raw(arena, words.length + 1);
  size_t end = 0;
  for (size_t i = 0; i < words.length; i++)
    if (words.at[i] != '`') out[end++] = words.at[i] == ' ' ? '-' : words.at[i];
  return (struct str){out, end};
}

static struct str definition_name(struct arena *arena, const struct definition *definition) {
  const char *name = definition->kind == DEFINE_TYPE   ? value_type_of(definition->type)->definition
                     : definition->kind == DEFINE_FORM ? definition->form->name
                                                       : definition->record->name;
  struct str words = slug(arena, name);
  return str_format(arena, "%.*s%s", STR_ARG(words), definition->present ? "-present" : "");
}

static bool same_definition(const struct definition *a, const struct definition *b) {
  return a->kind == b->kind && a->type == b->type && a->record == b->record && a->form == b->form &&
         a->present == b->present;
}

static void write_reference(struct writer *writer, struct definition wanted) {
  size_t i = 0;
  while (i < writer->definitions.count && !same_definition(&writer->definitions.at[i], &wanted))
    i++;
  if (i == writer->definitions.count) vector_push(writer->arena, &writer->definitions, wanted);
  struct str name = definition_name(writer->arena, &wanted);
  json_text(&writer->json, "$ref", str_format(writer->arena, "#/$defs/%.*s", STR_ARG(name)));
}

static void refer_to_type(struct writer *writer, enum schema_type type, bool present) {
  write_reference(writer, (struct definition){.kind = DEFINE_TYPE, .type = type, .present = present});
}

/* Scalars */

/* `absent`: a key with nothing behind it, which an editor reads as null. */
static void write_scalar(struct writer *writer, enum schema_type type, int64_t minimum, int64_t maximum, bool absent) {
  static const struct {
    unsigned scalar;
    struct str name;
  } names[] = {{SCALAR_TEXT, STR_INIT("string")},
               {SCALAR_INTEGER, STR_INIT("integer")},
               {SCALAR_NUMBER, STR_INIT("number")},
               {SCALAR_TRUTH, STR_INIT("boolean")}};
  const struct value_type *row = value_type_of(type);
  struct json *json = &writer->json;
  json_open_flat(json, "type", '[');
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (row->scalars & names[i].scalar) json_text(json, NULL, names[i].name);
  if (absent) json_text(json, NULL, STR("null"));
  json_close(json, '[');
  if (row->scalars & SCALAR_INTEGER) {
    json_integer(json, "minimum", minimum);
    json_integer(json, "maximum", maximum);
  }
  if (row->pattern) {
    json_text(json, "pattern", str_from(row->pattern));
    /* No word of the standard, but editors show it instead of the pattern. */
    json_text(json, "patternErrorMessage", str_format(writer->arena, "%s, such as %s", row->expected, row->example));
  }
  if (row->longest > 0) json_integer(json, "maxLength", row->longest);
  if (row->format) json_text(json, "format", str_from(row->format));
}

static void write_integer(struct writer *writer, const struct schema_key *key) {
  bool limited = key->minimum != 0 || key->maximum != 0;
  write_scalar(writer, SCHEMA_INTEGER, key->minimum, limited ? key->maximum : INT32_MAX, !key->required);
}

static void write_choice(struct writer *writer, const struct schema_key *key) {
  json_open_flat(&writer->json, "enum", '[');
  for (size_t i = 0; key->choices[i]; i++)
    json_text(&writer->json, NULL, str_from(key->choices[i]));
  if (!key->required) json_null(&writer->json, NULL);
  json_close(&writer->json, '[');
}

/* Shapes. Each writes members into a schema that is open. */

static void write_type(struct writer *writer, bool absent) {
  if (!absent) {
    json_text(&writer->json, "type", STR("object"));
    return;
  }
  json_open_flat(&writer->json, "type", '[');
  json_text(&writer->json, NULL, STR("object"));
  json_text(&writer->json, NULL, STR("null"));
  json_close(&writer->json, '[');
}

static void write_map(struct writer *writer, enum schema_type names, const struct schema_key *item, bool absent) {
  struct json *json = &writer->json;
  write_type(writer, absent);
  if (names != SCHEMA_TEXT) {
    json_open_flat(json, "propertyNames", '{');
    refer_to_type(writer, names, false);
    json_close(json, '{');
  }
  write_item(writer, "additionalProperties", item);
}

static void write_one(struct writer *writer, const struct schema_key *key) {
  const struct schema_key entry = {.type = SCHEMA_RECORD, .record = key->record};
  switch (key->type) {
  case SCHEMA_CHOICE: write_choice(writer, key); break;
  case SCHEMA_INTEGER: write_integer(writer, key); break;
  case SCHEMA_RECORD:
    write_reference(writer,
                    (struct definition){.kind = DEFINE_RECORD, .record = key->record, .present = key->required});
    break;
  case SCHEMA_NODE:
    if (key->form)
      write_reference(writer, (struct definition){.kind = DEFINE_FORM, .form = key->form, .present = key->required});
    else if (key->record)
      write_map(writer, SCHEMA_NAME, &entry, !key->required);
    break;
  default: refer_to_type(writer, key->type, key->required);
  }
}

/* The same as a schema of its own. */
static void write_item(struct writer *writer, const char *name, const struct schema_key *key) {
  json_open_flat(&writer->json, name, '{');
  write_one(writer, key);
  json_close(&writer->json, '{');
}

static void write_list(struct writer *writer, const struct schema_key *key) {
  struct json *json = &writer->json;
  json_open(json, "anyOf", '[');
  write_item(writer, NULL, key);
  json_open(json, NULL, '{');
  json_text(json, "type", STR("array"));
  write_item(writer, "items", key);
  json_close(json, '{');
  json_close(json, '[');
}

static void write_shape(struct writer *writer, const struct schema_key *key) {
  switch (key->shape) {
  case SCHEMA_ONE: write_one(writer, key); break;
  case SCHEMA_LIST: write_list(writer, key); break;
  case SCHEMA_MAP: write_map(writer, key->names, key, !key->required); break;
  }
}

/* Any type but null, beside alternatives that allow it. */
static void write_presence(struct writer *writer) {
  static const struct str types[] = {STR_INIT("string"), STR_INIT("number"), STR_INIT("boolean"), STR_INIT("array"),
                                     STR_INIT("object")};
  json_open_flat(&writer->json, "type", '[');
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    json_text(&writer->json, NULL, types[i]);
  json_close(&writer->json, '[');
}

static void write_property(struct writer *writer, const struct schema_key *key) {
  struct json *json = &writer->json;
  json_open(json, key->name, '{');
  if (key->documentation) json_text(json, "description", str_from(key->documentation));
  if (key->required && key->shape == SCHEMA_LIST) write_presence(writer);
  write_shape(writer, key);
  json_close(json, '{');
}

/* Records */

static void write_required(struct writer *writer, const struct schema_record *record, bool kind) {
  bool any = kind;
  for (size_t i = 0; i < record->key_count; i++)
    any = any || record->keys[i].required;
  if (!any) return;
  json_open_flat(&writer->json, "required", '[');
  for (size_t i = 0; i < record->key_count; i++)
    if (record->keys[i].required || (kind && i == 0)) json_text(&writer->json, NULL, str_from(record->keys[i].name));
  json_close(&writer->json, '[');
}

static void write_keys(struct writer *writer, const struct schema_record *record, bool kind) {
  struct json *json = &writer->json;
  write_required(writer, record, kind);
  json_open(json, "properties", '{');
  for (size_t i = 0; i < record->key_count; i++)
    if (!record->keys[i].unbuilt) write_property(writer, &record->keys[i]);
  json_close(json, '{');
  json_truth(json, "additionalProperties", false);
}

/* A record that one scalar may stand for. */
static void write_shorthand(struct writer *writer, const struct schema_record *record, bool absent) {
  struct json *json = &writer->json;
  const struct schema_key *key = schema_find(record, str_from(record->shorthand));
  json_open(json, "anyOf", '[');
  write_item(writer, NULL, key);
  json_open(json, NULL, '{');
  write_type(writer, absent);
  write_keys(writer, record, false);
  json_close(json, '{');
  json_close(json, '[');
}

static void describe_record(struct writer *writer, const struct schema_record *record) {
  if (record->documentation) json_text(&writer->json, "description", str_from(record->documentation));
  if (!record->example) return;
  json_text(&writer->json, "markdownDescription",
            str_format(writer->arena, "%s\n\n```yaml\n%s```\n", record->documentation, record->example));
}

static void write_record(struct writer *writer, const struct schema_record *record, bool absent, bool kind) {
  describe_record(writer, record);
  if (record->shorthand && !kind) {
    write_shorthand(writer, record, absent);
    return;
  }
  write_type(writer, absent);
  write_keys(writer, record, kind);
}

/* Forms */

static void write_text(struct writer *writer, bool filled) {
  json_open_flat(&writer->json, NULL, '{');
  refer_to_type(writer, SCHEMA_TEXT, false);
  if (filled) json_text(&writer->json, "pattern", STR("\\S"));
  json_close(&writer->json, '{');
}

static void write_alternative(struct writer *writer, struct definition definition) {
  json_open_flat(&writer->json, NULL, '{');
  write_reference(writer, definition);
  json_close(&writer->json, '{');
}

static void write_kinds(struct writer *writer, const struct schema_form *form) {
  const struct schema_record *record;
  for (size_t i = 0; (record = form->record(i)); i++)
    write_alternative(writer, (struct definition){.kind = DEFINE_KIND, .record = record});
}

static void write_items(struct writer *writer, const struct schema_form *form, bool filled) {
  struct json *json = &writer->json;
  json_open(json, NULL, '{');
  json_text(json, "type", STR("array"));
  if (filled) json_integer(json, "minItems", 1);
  json_open_flat(json, "items", '{');
  write_reference(writer, (struct definition){.kind = DEFINE_FORM, .form = form->items});
  json_close(json, '{');
  json_close(json, '{');
}

static void write_form(struct writer *writer, const struct schema_form *form, bool present) {
  struct json *json = &writer->json;
  bool filled = form->filled || present;
  if (form->documentation) json_text(json, "description", str_from(form->documentation));
  if (present) write_presence(writer);
  json_open(json, "anyOf", '[');
  if (form->text) write_text(writer, filled);
  if (form->keys) write_alternative(writer, (struct definition){.kind = DEFINE_RECORD, .record = form->keys});
  if (form->record) write_kinds(writer, form);
  if (form->items) write_items(writer, form, filled);
  if (form->values && (writer->shared || !form->shared)) {
    json_open(json, NULL, '{');
    write_map(writer, form->names, form->values, true);
    json_close(json, '{');
  }
  json_close(json, '[');
}

static void write_definition(struct writer *writer, const struct definition *definition) {
  struct str name = str_copy(writer->arena, definition_name(writer->arena, definition));
  json_open(&writer->json, name.at, '{');
  switch (definition->kind) {
  case DEFINE_TYPE: write_scalar(writer, definition->type, 0, 0, !definition->present); break;
  case DEFINE_RECORD: write_record(writer, definition->record, !definition->present, false); break;
  case DEFINE_KIND: write_record(writer, definition->record, false, true); break;
  case DEFINE_FORM: write_form(writer, definition->form, definition->present); break;
  }
  json_close(&writer->json, '{');
}

static struct str title_of(struct arena *arena, const struct schema_record *record) {
  struct str name = slug(arena, record->name);
  char *title = arena_allocate_raw(arena, name.length);
  for (size_t i = 0; i < name.length; i++)
    title[i] = name.at[i] == '-' ? ' ' : name.at[i];
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = (char)(title[0] - 'a' + 'A');
  return (struct str){title, name.length};
}

void schema_write_json(struct arena *arena, const struct schema_record *record, bool shared, struct buffer *out) {
  struct writer writer = {.json = {.out = out}, .arena = arena, .shared = shared};
  struct json *json = &writer.json;
  json_open(json, NULL, '{');
  json_text(json, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
  json_text(json, "title", title_of(arena, record));
  describe_record(&writer, record);
  write_type(&writer, false);
  write_keys(&writer, record, false);
  json_open(json, "$defs", '{');
  /* A definition may name further ones, which then follow it. */
  for (size_t i = 0; i < writer.definitions.count; i++) {
    struct definition definition = writer.definitions.at[i];
    write_definition(&writer, &definition);
  }
  json_close(json, '{');
  json_close(json, '{');
  buffer_append_byte(out, '\n');
}
