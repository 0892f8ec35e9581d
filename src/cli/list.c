#include "cli/list.h"

#include <errno.h>

#include "base/file.h"
#include "base/utf8.h"
#include "style/style.h"
#include "text/text.h"

/* A name and its meaning in two columns. */
static void append_row(struct buffer *out, struct str name, size_t width, struct str text) {
  buffer_append(out, name);
  for (size_t column = utf8_count(name); text.length > 0 && column < width + 2; column++)
    buffer_append_byte(out, ' ');
  buffer_append(out, text);
  buffer_append_byte(out, '\n');
}

static void list_styles(struct session *session, struct buffer *out) {
  struct style_listing *styles;
  size_t width = 0, count = style_list(session->arena, session->styles_folder, &styles);
  for (size_t i = 0; i < count; i++)
    if (utf8_count(styles[i].name) > width) width = utf8_count(styles[i].name);
  for (size_t i = 0; i < count; i++)
    append_row(out, styles[i].name, width, styles[i].description);
}

static void list_fonts(struct session *session, struct buffer *out) {
  struct font_listing *fonts;
  size_t width = 0, count = text_list_fonts(session->arena, session->fonts_folder, &fonts);
  for (size_t i = 0; i < count; i++)
    if (utf8_count(fonts[i].family) > width) width = utf8_count(fonts[i].family);
  for (size_t i = 0; i < count; i++) {
    struct str state = fonts[i].installed ? STR("installed") : STR("missing: install the Debian package");
    struct str text =
        str_format(session->arena, "%.*s%s%.*s; licence %.*s", STR_ARG(state), fonts[i].installed ? " from " : " ",
                   STR_ARG(fonts[i].package), STR_ARG(fonts[i].licence));
    append_row(out, fonts[i].family, width, text);
  }
}

static void list_languages(struct session *session, struct buffer *out) {
  struct str labels = path_join(session->arena, session->styles_folder, STR("labels"));
  const struct language_pack *english =
      language_load(session->diagnostics, session->arena, labels, STR("en"), (struct place){0});
  struct str *tags;
  size_t width = 0, count = language_list(session->arena, labels, &tags);
  for (size_t i = 0; i < count; i++)
    if (tags[i].length > width) width = tags[i].length;
  for (size_t i = 0; i < count; i++) {
    struct str label = str_format(session->arena, "language.%.*s", STR_ARG(tags[i]));
    bool known = english != NULL && language_has_label(english, label);
    append_row(out, tags[i], width, known ? language_label(english, label) : STR(""));
  }
}

static void list_codes(struct session *session, struct buffer *out) {
  (void)session;
  for (size_t i = 0; i < CODE_COUNT; i++)
    append_row(out, str_from(code_table[i].code), 5, str_from(code_table[i].title));
}

static const struct {
  const char *name;
  void (*list)(struct session *session, struct buffer *out); /* NULL: not built yet */
  bool reads_data;
} lists[] = {
    {"styles", list_styles, true}, {"fonts", list_fonts, true}, {"languages", list_languages, true},
    {"codes", list_codes, false},  {"printers", NULL, false},
};
enum { LIST_COUNT = sizeof lists / sizeof *lists };

static enum status refuse_list(struct session *session, struct str word) {
  struct str names[LIST_COUNT];
  size_t count = 0;
  for (size_t i = 0; i < LIST_COUNT; i++)
    if (lists[i].list != NULL) names[count++] = str_from(lists[i].name);
  struct message *message = diagnose(session->diagnostics, (struct place){0}, E_OPTION_VALUE_WRONG,
                                     "`list` can show styles, fonts, languages or codes, not `%.*s`", STR_ARG(word));
  struct str nearest = diagnostics_nearest(word, names, count);
  if (nearest.length > 0) message_hint(session->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  return STATUS_WRONG_USE;
}

static enum status print_list(struct session *session, size_t list) {
  struct buffer out = {0};
  if (lists[list].reads_data && !session_find_data(session)) return STATUS_IO;
  lists[list].list(session, &out);
  enum status status = session_print(session, buffer_str(&out));
  buffer_free(&out);
  if (status == STATUS_DONE && session->diagnostics->error_count > 0) return STATUS_REFUSED;
  return status;
}

enum status list_things(struct session *session) {
  struct str word = session->arguments.operands.list.at[0];
  for (size_t i = 0; i < LIST_COUNT; i++) {
    if (!str_equal(word, str_from(lists[i].name))) continue;
    if (lists[i].list != NULL) return print_list(session, i);
    diagnose(session->diagnostics, (struct place){0}, E_NOT_BUILT_YET, "`list %.*s` is not built yet in this version",
             STR_ARG(word));
    return STATUS_WRONG_USE;
  }
  return refuse_list(session, word);
}
