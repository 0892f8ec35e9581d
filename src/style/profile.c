#include "style/profile.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "schema/schema.h"

enum { MANIFEST_LIMIT = 64 * 1024, PROFILE_LIMIT = 4 * 1024 * 1024 };

struct profile_record {
  struct source_text name, condition, package, licence, file;
  struct schema_list folders;
};

#define PROFILE_KEY(words, kind, many, needed, field, text)                                                            \
  {                                                                                                                    \
    .name = words, .type = kind, .shape = many, .required = needed, .offset = offsetof(struct profile_record, field),  \
    .documentation = text                                                                                              \
  }
static const struct schema_key profile_keys[] = {
    PROFILE_KEY("name", SCHEMA_TEXT, SCHEMA_ONE, true, name, "What it is called."),
    PROFILE_KEY("condition", SCHEMA_TEXT, SCHEMA_ONE, true, condition,
                "What it describes, as the PDF's output intent names it."),
    PROFILE_KEY("package", SCHEMA_TEXT, SCHEMA_ONE, true, package, "The Debian package that has the file."),
    PROFILE_KEY("licence", SCHEMA_TEXT, SCHEMA_ONE, false, licence, "SPDX name of the licence."),
    PROFILE_KEY("file", SCHEMA_PATH, SCHEMA_ONE, true, file, "The file, below one of the folders."),
    PROFILE_KEY("folders", SCHEMA_PATH, SCHEMA_LIST, true, folders, "Where Debian keeps profiles."),
};
static const struct schema_record profile_schema = {.name = "a colour profile",
                                                    .size = sizeof(struct profile_record),
                                                    .keys = profile_keys,
                                                    .key_count = sizeof profile_keys / sizeof *profile_keys,
                                                    .documentation = "What the colours of a PDF mean."};

/* --- the file itself (ICC.1:2010, 7.2 and 7.3) ------------------------------------------------------------------- */

enum {
  AT_SIZE = 0,
  AT_VERSION = 8,
  AT_CLASS = 12,
  AT_SPACE = 16,
  AT_SIGNATURE = 36,
  AT_TAG_COUNT = 128,
  AT_TAGS = 132,
  TAG_SIZE = 12,
};

static uint32_t number_at(struct str bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; i++)
    number = number << 8 | (unsigned char)bytes.at[at + i];
  return number;
}

static bool word_at(struct str bytes, size_t at, const char *word) {
  return memcmp(bytes.at + at, word, 4) == 0;
}

static bool tags_lie_within(struct str bytes) {
  uint32_t count = number_at(bytes, AT_TAG_COUNT);
  if (count == 0 || count > (bytes.length - AT_TAGS) / TAG_SIZE) return false;
  for (uint32_t i = 0; i < count; i++) {
    size_t row = AT_TAGS + (size_t)i * TAG_SIZE;
    uint64_t end = (uint64_t)number_at(bytes, row + 4) + number_at(bytes, row + 8);
    if (end > bytes.length) return false;
  }
  return true;
}

bool profile_check(struct str bytes, const char **why) {
  *why = NULL;
  if (bytes.length < AT_TAGS || !word_at(bytes, AT_SIGNATURE, "acsp"))
    *why = "it is no colour profile";
  else if (number_at(bytes, AT_SIZE) != bytes.length || !tags_lie_within(bytes))
    *why = "it is damaged";
  else if (bytes.at[AT_VERSION] != 2 && bytes.at[AT_VERSION] != 4)
    *why = "it is of a version that archives do not know";
  else if (!word_at(bytes, AT_SPACE, "RGB "))
    *why = "it is not for RGB colours";
  else if (!word_at(bytes, AT_CLASS, "mntr") && !word_at(bytes, AT_CLASS, "prtr"))
    *why = "it is of no screen or printer";
  return *why == NULL;
}

/* --- finding it ------------------------------------------------------------------------------------------------ */

static bool read_record(struct diagnostics *diagnostics, struct str path, struct profile_record *record) {
  struct str bytes;
  int error = file_read(diagnostics->arena, path, MANIFEST_LIMIT, &bytes);
  if (error != 0) {
    struct message *message = diagnose(diagnostics, (struct place){0}, E_DATA_NOT_FOUND, "%.*s cannot be read: %s",
                                       STR_ARG(path), file_error_text(error));
    message_help(diagnostics, message, "install the program again");
    return false;
  }
  size_t errors = diagnostics->error_count;
  uint32_t file = diagnostics_add_file(diagnostics, path, bytes);
  struct yaml_document document = yaml_parse(diagnostics, diagnostics->arena, file, &yaml_default_limits);
  struct schema_context context = {diagnostics, diagnostics->arena, document.complete};
  if (document.root != NULL) schema_load(&context, &profile_schema, document.root, record);
  return diagnostics->error_count == errors && document.root != NULL;
}

/* From the first folder that has the file. */
static int read_file(struct arena *arena, const struct profile_record *record, struct str *bytes) {
  const struct source_text *folders = record->folders.items;
  int error = ENOENT;
  for (size_t i = 0; i < record->folders.count && error == ENOENT; i++)
    error = file_read(arena, path_join(arena, folders[i].bytes, record->file.bytes), PROFILE_LIMIT, bytes);
  return error;
}

static const char without_one[] = "or, for a PDF that is not for archives, add --standard ua-1";

static void report_missing(struct diagnostics *diagnostics, const struct profile_record *record) {
  struct message *message = diagnose(diagnostics, (struct place){0}, E_PROFILE_MISSING,
                                     "the colour profile %.*s, which an archive asks for, is not on this machine",
                                     STR_ARG(record->file.bytes));
  message_help(diagnostics, message, "sudo apt-get install %.*s\n%s", STR_ARG(record->package.bytes), without_one);
}

static void report_unusable(struct diagnostics *diagnostics, const struct profile_record *record, const char *why) {
  struct message *message = diagnose(diagnostics, (struct place){0}, E_PROFILE_UNUSABLE,
                                     "the colour profile %.*s cannot be used: %s", STR_ARG(record->file.bytes), why);
  message_help(diagnostics, message, "sudo apt-get install --reinstall %.*s\n%s", STR_ARG(record->package.bytes),
               without_one);
}

const struct color_profile *profile_load(struct diagnostics *diagnostics, struct arena *arena, struct str styles_folder,
                                         struct str name) {
  struct profile_record record = {0};
  struct str path = str_format(diagnostics->arena, "%.*s/profiles/%.*s.yaml", STR_ARG(styles_folder), STR_ARG(name));
  if (!read_record(diagnostics, path, &record)) return NULL;
  struct str bytes;
  const char *why;
  int error = read_file(arena, &record, &bytes);
  if (error == ENOENT) {
    report_missing(diagnostics, &record);
    return NULL;
  }
  if (error != 0) {
    report_unusable(diagnostics, &record, file_error_text(error));
    return NULL;
  }
  if (!profile_check(bytes, &why)) {
    report_unusable(diagnostics, &record, why);
    return NULL;
  }
  struct color_profile *profile = arena_new(arena, struct color_profile);
  *profile = (struct color_profile){str_copy(arena, record.name.bytes), str_copy(arena, record.condition.bytes), bytes};
  return profile;
}
