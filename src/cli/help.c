#include "cli/help.h"

#include "base/utf8.h"

enum { HELP_WIDTH = 80, NAME_COLUMN = 20 };

static void pad(struct buffer *out, size_t spaces) {
  while (spaces-- > 0)
    buffer_append_byte(out, ' ');
}

/* Words of `text` in lines that begin at `indent`; the pen already stands at column `column`. */
static void append_wrapped(struct buffer *out, struct str text, size_t indent, size_t column) {
  bool line_is_empty = true;
  while (text.length > 0) {
    size_t space = str_find(text, STR(" "), 0);
    struct str word = str_slice(text, 0, space);
    text = space == SIZE_MAX ? STR("") : str_slice(text, space + 1, text.length);
    size_t width = utf8_count(word);
    if (!line_is_empty && column + 1 + width > HELP_WIDTH) {
      buffer_append_byte(out, '\n');
      column = 0;
      line_is_empty = true;
    }
    size_t gap = line_is_empty ? (column < indent ? indent - column : 0) : 1;
    pad(out, gap);
    buffer_append(out, word);
    column += gap + width;
    line_is_empty = false;
  }
  buffer_append_byte(out, '\n');
}

/* A name and what it means, in two columns; a long name has its line to itself. */
static void append_entry(struct buffer *out, struct str name, const char *text) {
  size_t width = 2 + utf8_count(name);
  pad(out, 2);
  buffer_append(out, name);
  if (width + 2 > NAME_COLUMN) {
    buffer_append_byte(out, '\n');
    width = 0;
  }
  append_wrapped(out, str_from(text), NAME_COLUMN, width);
}

static void append_lines(struct buffer *out, const char *text, size_t indent) {
  struct str rest = str_from(text);
  while (rest.length > 0) {
    size_t end = str_find(rest, STR("\n"), 0);
    pad(out, indent);
    buffer_append(out, str_slice(rest, 0, end));
    buffer_append_byte(out, '\n');
    rest = end == SIZE_MAX ? STR("") : str_slice(rest, end + 1, rest.length);
  }
}

void help_append_paragraphs(struct buffer *out, const char *text) {
  struct str rest = str_from(text);
  while (rest.length > 0) {
    size_t end = str_find(rest, STR("\n"), 0);
    append_wrapped(out, str_slice(rest, 0, end), 0, 0);
    rest = end == SIZE_MAX ? STR("") : str_slice(rest, end + 1, rest.length);
  }
}

static void append_option(struct buffer *out, const struct option_row *row) {
  struct buffer name = {0};
  if (row->letter != 0 && row->name[2] != '\0') buffer_append_format(&name, "-%c, ", row->letter);
  buffer_append(&name, str_from(row->name));
  if (row->value != NULL) buffer_append_format(&name, " %s", row->value);
  append_entry(out, buffer_str(&name), row->text);
  buffer_free(&name);
}

/* The command's own options, or those that every command has. */
static void append_options(struct buffer *out, unsigned commands, bool of_every) {
  for (size_t i = 0; i < option_count; i++) {
    const struct option_row *row = &option_table[i];
    bool every = row->commands == ON_EVERY;
    if (row->kind != OPTION_LATER && every == of_every && (row->commands & commands) != 0) append_option(out, row);
  }
}

static bool has_own_options(enum command command) {
  for (size_t i = 0; i < option_count; i++)
    if (option_table[i].kind != OPTION_LATER && option_table[i].commands != ON_EVERY &&
        (option_table[i].commands & ON(command)) != 0)
      return true;
  return false;
}

void help_program(struct buffer *out) {
  help_append_paragraphs(
      out, "rapporteur makes official-looking PDFs of reports that are written as plain text (YAML files).");
  help_append_paragraphs(out, "\nUsage: rapporteur COMMAND NAME… [OPTIONS]\n\nCommands:");
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (command_table[i].built) append_entry(out, str_from(command_table[i].name), command_table[i].summary);
  help_append_paragraphs(out, "\nFor example, to make report.pdf of the report in report.yaml:\n");
  append_lines(out, "rapporteur build report.yaml\n", 4);
  help_append_paragraphs(out, "\nOptions of every command:");
  append_options(out, ON_EVERY, true);
  help_append_paragraphs(out, "\nMore about one command, with examples: rapporteur COMMAND --help");
}

void help_command(enum command command, struct buffer *out) {
  const struct command_row *row = &command_table[command];
  buffer_append_format(out, "rapporteur %s – %s\n\n", row->name, row->summary);
  const char *gap = row->operands[0] != '\0' ? " " : "";
  buffer_append_format(out, "Usage: rapporteur %s%s%s [OPTIONS]\n\n", row->name, gap, row->operands);
  help_append_paragraphs(out, row->text);
  help_append_paragraphs(out, "\nExamples:");
  append_lines(out, row->examples, 4);
  if (has_own_options(command)) {
    buffer_append_format(out, "\nOptions of %s:\n", row->name);
    append_options(out, ON(command), false);
  }
  help_append_paragraphs(out, "\nOptions of every command:");
  append_options(out, ON_EVERY, true);
}
