/* Families of fonts as their manifests tell them (fonts/README.md has the keys). Each is read when first named. */
#include <string.h>
#include <unicode/uchar.h>

#include "base/file.h"
#include "base/folder.h"
#include "text/engine.h"

enum { MANIFEST_LIMIT = 1024 * 1024 };

struct face_record {
  struct source_text file;
  struct schema_integer index;
};

struct faces_record {
  struct face_record faces[FACE_COUNT];
};

struct manifest_record {
  struct source_text name, package, licence;
  struct schema_decimal ascent, descent;
  struct schema_list scripts, fallback;
  struct schema_map instead;
  struct faces_record faces;
};

struct fallback_record {
  struct schema_list folders, dictionaries, order;
};

static const struct schema_key face_keys[] = {
    {.name = "file",
     .type = SCHEMA_PATH,
     .offset = offsetof(struct face_record, file),
     .required = true,
     .documentation = "The font file, below one of the font folders."},
    {.name = "index",
     .type = SCHEMA_INTEGER,
     .offset = offsetof(struct face_record, index),
     .maximum = 255,
     .documentation = "The face's place in a collection, from 0."},
};
static const struct schema_record face_schema = {.name = "a face",
                                                 .size = sizeof(struct face_record),
                                                 .keys = face_keys,
                                                 .key_count = sizeof face_keys / sizeof *face_keys,
                                                 .documentation = "Where the letters of one weight and slant are.",
                                                 .shorthand = "file"};

#define FACE_KEY(words, position)                                                                                      \
  {                                                                                                                    \
    .name = words, .type = SCHEMA_RECORD, .offset = offsetof(struct faces_record, faces[position]),                    \
    .record = &face_schema, .documentation = "The " words " face."                                                     \
  }
static const struct schema_key faces_keys[] = {
    FACE_KEY("regular", FACE_REGULAR),
    FACE_KEY("bold", FACE_BOLD),
    FACE_KEY("italic", FACE_ITALIC),
    FACE_KEY("bold-italic", FACE_BOLD_ITALIC),
};
static const struct schema_record faces_schema = {.name = "faces",
                                                  .size = sizeof(struct faces_record),
                                                  .keys = faces_keys,
                                                  .key_count = sizeof faces_keys / sizeof *faces_keys,
                                                  .documentation = "The faces of a family."};

#define MANIFEST_KEY(words, kind, many, field, text)                                                                   \
  {                                                                                                                    \
    .name = words, .type = kind, .shape = many, .offset = offsetof(struct manifest_record, field),                     \
    .documentation = text                                                                                              \
  }
static const struct schema_key manifest_keys[] = {
    MANIFEST_KEY("name", SCHEMA_TEXT, SCHEMA_ONE, name, "The family's own name."),
    MANIFEST_KEY("package", SCHEMA_TEXT, SCHEMA_ONE, package, "The Debian package that has the files."),
    MANIFEST_KEY("licence", SCHEMA_TEXT, SCHEMA_ONE, licence, "SPDX name of the licence."),
    MANIFEST_KEY("ascent", SCHEMA_NUMBER, SCHEMA_ONE, ascent, "What a line leaves above the baseline, in sizes."),
    MANIFEST_KEY("descent", SCHEMA_NUMBER, SCHEMA_ONE, descent, "What a line leaves below the baseline, in sizes."),
    MANIFEST_KEY("scripts", SCHEMA_TEXT, SCHEMA_LIST, scripts, "ISO 15924 codes of the scripts it serves."),
    MANIFEST_KEY("fallback", SCHEMA_NAME, SCHEMA_LIST, fallback, "Families that lend it characters, best first."),
    MANIFEST_KEY("instead", SCHEMA_NAME, SCHEMA_MAP, instead, "Language → family that stands for it there."),
    {.name = "faces",
     .type = SCHEMA_RECORD,
     .offset = offsetof(struct manifest_record, faces),
     .record = &faces_schema,
     .required = true,
     .documentation = "The faces of the family."},
};
static const struct schema_record manifest_schema = {.name = "a family of fonts",
                                                     .size = sizeof(struct manifest_record),
                                                     .keys = manifest_keys,
                                                     .key_count = sizeof manifest_keys / sizeof *manifest_keys,
                                                     .documentation = "One family of fonts."};

static const struct schema_key fallback_keys[] = {
    {.name = "folders",
     .type = SCHEMA_PATH,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct fallback_record, folders),
     .documentation = "Folders that font files are looked for in."},
    {.name = "dictionaries",
     .type = SCHEMA_PATH,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct fallback_record, dictionaries),
     .documentation = "Folders that hyphenation patterns are looked for in."},
    {.name = "order",
     .type = SCHEMA_NAME,
     .shape = SCHEMA_LIST,
     .offset = offsetof(struct fallback_record, order),
     .documentation = "Families that stand in for all others, best first."},
};
static const struct schema_record fallback_schema = {.name = "the order of fonts",
                                                     .size = sizeof(struct fallback_record),
                                                     .keys = fallback_keys,
                                                     .key_count = sizeof fallback_keys / sizeof *fallback_keys,
                                                     .documentation = "Folders and substitutes."};

static struct str *copy_texts(struct arena *arena, const struct schema_list *list, size_t *count) {
  const struct source_text *items = list->items;
  struct str *copies = arena_new_array(arena, struct str, list->count + 1);
  for (size_t i = 0; i < list->count; i++)
    copies[i] = str_copy(arena, items[i].bytes);
  *count = list->count;
  return copies;
}

/* Reads one YAML file of the fonts folder by a table. An errno where the file itself cannot be read. */
static int load_record(struct text_engine *engine, struct diagnostics *diagnostics, struct str path,
                       const struct schema_record *record, void *out) {
  struct str bytes;
  int error = file_read(diagnostics->arena, path, MANIFEST_LIMIT, &bytes);
  if (error) return error;
  uint32_t file = diagnostics_add_file(diagnostics, str_copy(diagnostics->arena, path), bytes);
  struct yaml_document document = yaml_parse(diagnostics, engine->scratch, file, &yaml_default_limits);
  struct schema_context context = {.diagnostics = diagnostics, .arena = engine->scratch, .complete = document.complete};
  if (document.root) schema_load(&context, record, document.root, out);
  return 0;
}

static UScriptCode script_code(struct arena *arena, struct str name) {
  struct str copy = str_copy(arena, name);
  return (UScriptCode)u_getPropertyValueEnum(UCHAR_SCRIPT, copy.at);
}

static void take_scripts(struct text_engine *engine, struct family *family, const struct schema_list *list) {
  const struct source_text *items = list->items;
  family->scripts = arena_new_array(engine->arena, UScriptCode, list->count + 1);
  family->script_count = list->count;
  for (size_t i = 0; i < list->count; i++)
    family->scripts[i] = script_code(engine->scratch, items[i].bytes);
}

static void take_instead(struct text_engine *engine, struct family *family, const struct schema_map *map) {
  const struct source_text *items = map->items;
  family->instead = arena_new_array(engine->arena, struct family_instead, map->count + 1);
  family->instead_count = map->count;
  for (size_t i = 0; i < map->count; i++)
    family->instead[i] = (struct family_instead){.language = str_copy(engine->arena, map->keys[i].bytes),
                                                 .family = str_copy(engine->arena, items[i].bytes)};
}

static void take_faces(struct text_engine *engine, struct family *family, const struct faces_record *faces) {
  for (size_t i = 0; i < FACE_COUNT; i++) {
    if (faces->faces[i].file.bytes.length == 0) continue;
    family->slots[i] = (struct face_slot){.path = str_copy(engine->arena, faces->faces[i].file.bytes),
                                          .index = (uint32_t)faces->faces[i].index.value,
                                          .state = FACE_UNOPENED};
  }
}

static void take_manifest(struct text_engine *engine, struct family *family, const struct manifest_record *manifest) {
  family->title = str_copy(engine->arena, manifest->name.bytes);
  family->package = str_copy(engine->arena, manifest->package.bytes);
  family->licence = str_copy(engine->arena, manifest->licence.bytes);
  family->ascent = manifest->ascent.thousandths;
  family->descent = manifest->descent.thousandths;
  family->fallback = copy_texts(engine->arena, &manifest->fallback, &family->fallback_count);
  take_scripts(engine, family, &manifest->scripts);
  take_instead(engine, family, &manifest->instead);
  take_faces(engine, family, &manifest->faces);
}

static struct family *read_family(struct text_engine *engine, struct diagnostics *diagnostics, struct str name) {
  struct family *family = arena_new(engine->arena, struct family);
  family->name = str_copy(engine->arena, name);
  struct str path = str_format(engine->scratch, "%.*s/%.*s.yaml", STR_ARG(engine->fonts_folder), STR_ARG(name));
  struct manifest_record manifest = {0};
  family->known = schema_is_name(name) && !str_equal(name, STR("fallback")) &&
                  load_record(engine, diagnostics, path, &manifest_schema, &manifest) == 0;
  if (family->known) take_manifest(engine, family, &manifest);
  map_set(&engine->families, family->name, family);
  return family;
}

struct family *family_load(struct text_engine *engine, struct diagnostics *diagnostics, struct str name) {
  struct family *family = map_get(&engine->families, name);
  if (!family) {
    struct diagnostics *listener =
        diagnostics ? diagnostics : diagnostics_create(engine->scratch, &(struct diagnostic_options){0});
    family = read_family(engine, listener, name);
  }
  if (family->known) return family;
  if (diagnostics)
    diagnose(diagnostics, (struct place){0}, E_UNKNOWN_FAMILY, "there is no family of fonts named `%.*s`",
             STR_ARG(name));
  return NULL;
}

bool fonts_folder_load(struct text_engine *engine, struct diagnostics *diagnostics) {
  if (engine->folder_read) return engine->folder_count > 0;
  engine->folder_read = true;
  struct str path = path_join(engine->scratch, engine->fonts_folder, STR("fallback.yaml"));
  struct fallback_record record = {0};
  int error = load_record(engine, diagnostics, path, &fallback_schema, &record);
  if (error)
    diagnose(diagnostics, (struct place){0}, E_FONT_FOLDER_BROKEN, "%.*s: %s", STR_ARG(path), file_error_text(error));
  engine->folders = copy_texts(engine->arena, &record.folders, &engine->folder_count);
  engine->dictionaries = copy_texts(engine->arena, &record.dictionaries, &engine->dictionary_count);
  engine->order = copy_texts(engine->arena, &record.order, &engine->order_count);
  return engine->folder_count > 0;
}

bool family_serves(const struct family *family, UScriptCode script) {
  for (size_t i = 0; i < family->script_count; i++)
    if (family->scripts[i] == script) return true;
  return false;
}

/* "zh" fits "zh" and "zh-Hant", "zh-Hant" fits itself and "zh-Hant-TW". */
static bool language_fits(struct str wanted, struct str language) {
  return str_starts_with(language, wanted) && (language.length == wanted.length || language.at[wanted.length] == '-');
}

struct family *family_in_language(struct text_engine *engine, struct diagnostics *diagnostics, struct family *family,
                                  struct str language) {
  for (size_t i = 0; i < family->instead_count; i++) {
    if (!language_fits(family->instead[i].language, language)) continue;
    struct family *other = family_load(engine, diagnostics, family->instead[i].family);
    if (other) return other;
  }
  return family;
}

struct str folder_find(struct arena *arena, const struct str *folders, size_t count, struct str name,
                       const char *ending) {
  for (size_t i = 0; i < count; i++) {
    struct str path = str_format(arena, "%.*s/%.*s%s", STR_ARG(folders[i]), STR_ARG(name), ending);
    if (file_exists(path)) return path;
  }
  return (struct str){0};
}

static size_t manifest_names(struct arena *arena, struct str folder, struct str **names) {
  size_t kept = 0, count = folder_names(arena, folder, STR(".yaml"), names);
  for (size_t i = 0; i < count; i++)
    if (!str_equal((*names)[i], STR("fallback"))) (*names)[kept++] = (*names)[i];
  return kept;
}

static bool is_installed(struct text_engine *engine, const struct family *family) {
  for (size_t i = 0; i < FACE_COUNT; i++)
    if (family->slots[i].state != FACE_ABSENT &&
        folder_find(engine->scratch, engine->folders, engine->folder_count, family->slots[i].path, "").length == 0)
      return false;
  return true;
}

size_t text_list_fonts(struct arena *arena, struct str fonts_folder, struct font_listing **fonts) {
  struct diagnostics *unheard = diagnostics_create(arena, &(struct diagnostic_options){0});
  struct text_engine *engine = text_open(unheard, arena, fonts_folder);
  fonts_folder_load(engine, unheard);
  struct str *names;
  size_t count = manifest_names(arena, fonts_folder, &names);
  *fonts = arena_new_array(arena, struct font_listing, count + 1);
  for (size_t i = 0; i < count; i++) {
    const struct family *family = family_load(engine, unheard, names[i]);
    (*fonts)[i] = (struct font_listing){.family = names[i]};
    if (!family) continue;
    (*fonts)[i].licence = family->licence;
    (*fonts)[i].package = family->package;
    (*fonts)[i].installed = is_installed(engine, family);
  }
  text_close(engine);
  return count;
}
