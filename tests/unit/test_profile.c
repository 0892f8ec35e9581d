/* Colour profiles: which bytes pass for one, and the messages where one cannot be had. Run from the top folder. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "style/profile.h"

#define SRGB "/usr/share/color/icc/sRGB.icc"

enum { SMALL = 132 + 12 + 8 };

static struct arena *arena;
static struct diagnostics *diagnostics;

static void begin(void) {
  static const struct diagnostic_options options;
  arena_destroy(arena);
  arena = arena_create();
  diagnostics = diagnostics_create(arena, &options);
}

static struct str messages(void) {
  struct buffer out = {0};
  diagnostics_render(diagnostics, MESSAGES_TEXT, false, &out);
  struct str text = str_copy(arena, buffer_str(&out));
  buffer_free(&out);
  return text;
}

static bool says(const char *words) {
  return str_find(messages(), str_from(words), 0) != SIZE_MAX;
}

/* The least that passes: a header and one tag of eight bytes. */
static void make_small(char bytes[SMALL]) {
  memset(bytes, 0, SMALL);
  bytes[3] = (char)SMALL;
  bytes[8] = 2;
  memcpy(bytes + 12, "mntrRGB XYZ ", 12);
  memcpy(bytes + 36, "acsp", 4);
  bytes[131] = 1;
  memcpy(bytes + 132, "wtpt", 4);
  bytes[139] = (char)(SMALL - 8);
  bytes[143] = 8;
}

static const char *trouble(const char *bytes, size_t length) {
  const char *why;
  bool fine = profile_check((struct str){bytes, length}, &why);
  CHECK(fine == (why == NULL));
  return fine ? "" : why;
}

static void check_changed(size_t at, const char *word, size_t length, const char *why) {
  char bytes[SMALL];
  make_small(bytes);
  memcpy(bytes + at, word, length);
  CHECK_STR(str_from(trouble(bytes, SMALL)), str_from(why));
}

static void test_what_passes(void) {
  check_changed(8, "\x02", 1, "");
  check_changed(8, "\x04", 1, "");
  check_changed(12, "prtr", 4, "");
}

static void test_what_does_not(void) {
  static const char damaged[] = "it is damaged";
  char bytes[SMALL];
  make_small(bytes);
  CHECK_STR(str_from(trouble("", 0)), STR("it is no colour profile"));
  CHECK_STR(str_from(trouble(bytes, 131)), STR("it is no colour profile"));
  CHECK_STR(str_from(trouble(bytes, SMALL - 1)), str_from(damaged));
  check_changed(36, "ascp", 4, "it is no colour profile");
  check_changed(3, "\x80", 1, damaged);
  check_changed(131, "\x00", 1, damaged);
  check_changed(131, "\x02", 1, damaged);
  check_changed(128, "\xff\xff\xff\xff", 4, damaged);
  check_changed(136, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, damaged);
  check_changed(143, "\x09", 1, damaged);
  check_changed(8, "\x05", 1, "it is of a version that archives do not know");
  check_changed(16, "CMYK", 4, "it is not for RGB colours");
  check_changed(16, "GRAY", 4, "it is not for RGB colours");
  check_changed(12, "abst", 4, "it is of no screen or printer");
}

/* Cut anywhere, it is refused and nothing beyond its end is looked at. */
static void test_cut_anywhere(void) {
  char whole[SMALL];
  make_small(whole);
  for (size_t length = 0; length < SMALL; length++) {
    char *part = malloc(length + 1);
    memcpy(part, whole, length);
    CHECK(trouble(part, length)[0] != 0);
    free(part);
  }
}

static void test_own_profile(void) {
  if (access(SRGB, R_OK) != 0) {
    printf("SKIP own profile: %s is not installed\n", SRGB);
    return;
  }
  begin();
  const struct color_profile *profile = profile_load(diagnostics, arena, STR("styles"), STR("srgb"));
  CHECK_STR(messages(), STR(""));
  CHECK(profile != NULL);
  if (profile == NULL) return;
  CHECK_STR(profile->name, STR("sRGB"));
  CHECK_STR(profile->condition, STR("sRGB IEC61966-2.1"));
  struct str bytes = {0};
  CHECK_INT(file_read(arena, STR(SRGB), 1 << 20, &bytes), 0);
  CHECK(str_equal(profile->bytes, bytes));
}

static void test_unknown_profile(void) {
  begin();
  CHECK(profile_load(diagnostics, arena, STR("styles"), STR("no-such-one")) == NULL);
  CHECK(says("E0716") && says("no-such-one.yaml") && says("no such file"));
}

static void write_file(struct str path, const char *text, size_t length) {
  FILE *file = fopen(str_copy(arena, path).at, "wb");
  CHECK(file != NULL);
  if (file == NULL) return;
  fwrite(text, 1, length, file);
  fclose(file);
}

/* A styles folder of its own; `profile` NULL: the file is not there. */
static const struct color_profile *load_from(const char *manifest, const char *profile, size_t length) {
  char folder[] = "/tmp/test-profile-XXXXXX";
  begin();
  CHECK(mkdtemp(folder) != NULL);
  struct str named = str_format(arena, "%s/profiles", folder);
  struct str command = str_format(arena, "mkdir %.*s", STR_ARG(named));
  CHECK_INT(system(command.at), 0);
  struct str text = str_format(arena, manifest, folder);
  write_file(str_format(arena, "%s/profiles/a.yaml", folder), text.at, text.length);
  if (profile != NULL) write_file(str_format(arena, "%s/a.icc", folder), profile, length);
  const struct color_profile *loaded = profile_load(diagnostics, arena, str_from(folder), STR("a"));
  CHECK_INT(system(str_format(arena, "rm -r %s", folder).at), 0);
  return loaded;
}

#define MANIFEST "name: A\ncondition: B\npackage: some-package\nfile: a.icc\nfolders: [/nowhere, %s]\n"

static void test_messages(void) {
  char bytes[SMALL];
  make_small(bytes);
  const struct color_profile *profile = load_from(MANIFEST, bytes, SMALL);
  CHECK(profile != NULL && profile->bytes.length == SMALL);
  CHECK_STR(messages(), STR(""));
  CHECK(load_from(MANIFEST, NULL, 0) == NULL);
  CHECK(says("E0602") && says("a.icc") && says("sudo apt-get install some-package") && says("--standard ua-1"));
  CHECK(load_from(MANIFEST, bytes, SMALL - 1) == NULL);
  CHECK(says("E0603") && says("it is damaged") && says("--reinstall some-package"));
  CHECK(load_from("name: A\nfile: %s/a.icc\n", bytes, SMALL) == NULL);
  CHECK(says("`condition`") && says("a.yaml:1"));
}

int main(void) {
  RUN(test_what_passes);
  RUN(test_what_does_not);
  RUN(test_cut_anywhere);
  RUN(test_own_profile);
  RUN(test_unknown_profile);
  RUN(test_messages);
  arena_destroy(arena);
  return check_report();
}
