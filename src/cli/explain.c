#include "cli/help.h"
#include "cli/list.h"

#include <ctype.h>

#include "base/number.h"

static void append_example(struct buffer *out, const char *introduction, const char *report) {
  struct str rest = str_from(report);
  if (rest.length == 0) return;
  buffer_append_format(out, "\n%s\n\n", introduction);
  while (rest.length > 0) {
    size_t end = str_find(rest, STR("\n"), 0);
    struct str line = str_slice(rest, 0, end);
    if (line.length > 0) buffer_append_format(out, "    %.*s", STR_ARG(line));
    buffer_append_byte(out, '\n');
    rest = end == SIZE_MAX ? STR("") : str_slice(rest, end + 1, rest.length);
  }
}

/* A code as typed, "e203", as the table has it, "E0203". */
static struct str table_code(struct arena *arena, struct str word) {
  uint64_t number;
  if (word.length < 2 || !number_parse(str_slice(word, 1, word.length), 9999, &number)) return word;
  return str_format(arena, "%c%04u", toupper((unsigned char)word.at[0]), (unsigned)number);
}

static enum status refuse_code(struct session *session, struct str word, struct str code) {
  struct message *message = diagnose(session->diagnostics, (struct place){0}, E_UNKNOWN_CODE,
                                     "no message has the code `%.*s`", STR_ARG(word));
  struct str other = str_format(session->arena, "%c%.*s", code.length > 0 && code.at[0] == 'E' ? 'W' : 'E',
                                STR_ARG(str_slice(code, 1, code.length)));
  enum code ignored;
  if (code_find(other, &ignored))
    message_hint(session->diagnostics, message, "did you mean `%.*s`?", STR_ARG(other));
  else
    message_help(session->diagnostics, message, "`rapporteur list codes` shows all codes");
  return STATUS_WRONG_USE;
}

enum status explain_code(struct session *session) {
  struct str word = session->arguments.operands.list.at[0];
  struct str name = table_code(session->arena, word);
  enum code code;
  if (!code_find(name, &code)) return refuse_code(session, word, name);
  const struct code_entry *entry = &code_table[code];
  struct buffer out = {0};
  buffer_append_format(&out, "%s (%s): %s\n\n", entry->code, code_is_warning(code) ? "a warning" : "an error",
                       entry->title);
  help_append_paragraphs(&out, entry->explanation);
  append_example(&out, "For example, this report gets it:", entry->example);
  append_example(&out, "This one does not:", entry->cure);
  enum status status = session_print(session, buffer_str(&out));
  buffer_free(&out);
  return status;
}
