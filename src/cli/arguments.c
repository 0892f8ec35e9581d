#include "cli/options.h"

#include "base/number.h"
#include "cli/standards.h"
#include "pdf/standard.h"

enum { LARGEST_NUMBER = 1000000000 };

/* One reading of the words, left to right. Options are set as they come; whether the command has them is known only at
 * the end, since it may stand behind them. */
struct reader {
  struct diagnostics *diagnostics;
  struct arena *arena;
  const struct str *words;
  size_t count, at;
  struct arguments *arguments;
  struct words names; /* every word that is no option: the command, then its operands */
  VECTOR(struct {
    const struct option_row *row;
    size_t word;
  })
  used;
  VECTOR(size_t) name_words;
};

/* Messages of one code stay apart, and in order, by the number of the word. */
static struct place word_place(size_t word) {
  return (struct place){.offset = (uint32_t)word};
}

static const struct option_row *find_option(struct str name) {
  for (size_t i = 0; i < option_count; i++)
    if (str_equal(name, str_from(option_table[i].name))) return &option_table[i];
  return NULL;
}

static const struct option_row *find_letter(char letter) {
  for (size_t i = 0; i < option_count; i++)
    if (option_table[i].letter == letter) return &option_table[i];
  return NULL;
}

/* Every name of the table that one could have meant. */
static struct str nearest_option(struct reader *reader, struct str word) {
  struct str *names = arena_new_array(reader->arena, struct str, option_count);
  size_t count = 0;
  for (size_t i = 0; i < option_count; i++)
    if (option_table[i].kind != OPTION_LATER) names[count++] = str_from(option_table[i].name);
  return diagnostics_nearest(word, names, count);
}

static void report_unknown_option(struct reader *reader, struct str word) {
  struct message *message =
      diagnose(reader->diagnostics, word_place(reader->at), E_UNKNOWN_OPTION, "unknown option `%.*s`", STR_ARG(word));
  /* One letter is near to every other. */
  struct str nearest = word.length > 2 ? nearest_option(reader, word) : STR("");
  if (nearest.length > 0)
    message_hint(reader->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_help(reader->diagnostics, message,
                 "`rapporteur --help` shows the options; a file whose name begins with a dash "
                 "is written `./%.*s`",
                 STR_ARG(word));
}

static void report_later(struct reader *reader, size_t word, struct str what) {
  diagnose(reader->diagnostics, word_place(word), E_NOT_BUILT_YET, "`%.*s` is not built yet in this version",
           STR_ARG(what));
}

/* "text, json or sarif" */
static struct str choice_text(struct arena *arena, const char *const *choices) {
  struct str text = str_from(choices[0]);
  for (size_t i = 1; choices[i] != NULL; i++)
    text = str_format(arena, "%.*s%s%s", STR_ARG(text), choices[i + 1] == NULL ? " or " : ", ", choices[i]);
  return text;
}

static int find_choice(const char *const *choices, struct str word) {
  for (int i = 0; choices != NULL && choices[i] != NULL; i++)
    if (str_equal(word, str_from(choices[i]))) return i;
  return -1;
}

static void set_choice(struct reader *reader, const struct option_row *row, struct str value, void *field) {
  int choice = find_choice(row->choices, value);
  if (choice >= 0) {
    *(int *)field = choice;
  } else if (find_choice(row->later, value) >= 0) {
    report_later(reader, reader->at, str_format(reader->arena, "%s %.*s", row->name, STR_ARG(value)));
  } else {
    struct str choices = choice_text(reader->arena, row->choices);
    diagnose(reader->diagnostics, word_place(reader->at), E_OPTION_VALUE_WRONG, "`%s` takes %.*s, not `%.*s`",
             row->name, STR_ARG(choices), STR_ARG(value));
  }
}

static void set_number(struct reader *reader, const struct option_row *row, struct str value, void *field) {
  uint64_t number;
  if (number_parse(value, LARGEST_NUMBER, &number))
    *(size_t *)field = (size_t)number;
  else
    diagnose(reader->diagnostics, word_place(reader->at), E_OPTION_VALUE_WRONG, "`%s` takes a whole number, not `%.*s`",
             row->name, STR_ARG(value));
}

static struct str upper_code(struct arena *arena, struct str word) {
  char *copy = arena_allocate_raw(arena, word.length + 1);
  for (size_t i = 0; i < word.length; i++)
    copy[i] = word.at[i] >= 'a' && word.at[i] <= 'z' ? (char)(word.at[i] - 'a' + 'A') : word.at[i];
  return (struct str){copy, word.length};
}

static void set_code(struct reader *reader, const struct option_row *row, struct str value) {
  struct diagnostic_options *options = &reader->arguments->diagnostics;
  enum code code;
  if (!code_find(upper_code(reader->arena, value), &code)) {
    struct message *message = diagnose(reader->diagnostics, word_place(reader->at), E_UNKNOWN_CODE,
                                       "no message has the code `%.*s`", STR_ARG(value));
    message_help(reader->diagnostics, message, "`rapporteur list codes` shows all codes");
  } else if (row->kind == OPTION_DENY) {
    options->denied[code] = true;
  } else if (code_is_warning(code)) {
    options->allowed[code] = true;
  } else {
    diagnose(reader->diagnostics, word_place(reader->at), E_WARNING_CODE_ONLY,
             "`%.*s` is an error and cannot be allowed", STR_ARG(value));
  }
}

static void set_option(struct reader *reader, const struct option_row *row, struct str value) {
  void *field = (char *)reader->arguments + row->offset;
  switch (row->kind) {
  case OPTION_FLAG: *(bool *)field = true; break;
  case OPTION_TEXT: *(struct str *)field = value; break;
  case OPTION_TEXTS: vector_push(reader->arena, &((struct words *)field)->list, value); break;
  case OPTION_CHOICE: set_choice(reader, row, value, field); break;
  case OPTION_NUMBER: set_number(reader, row, value, field); break;
  case OPTION_STANDARDS:
    *(unsigned *)field = standards_read(reader->diagnostics, reader->arena, word_place(reader->at), value);
    break;
  case OPTION_ALLOW:
  case OPTION_DENY: set_code(reader, row, value); break;
  case OPTION_LATER: break;
  }
}

/* "-" alone is a report, so it may be a value too. */
static bool looks_like_option(struct str word) {
  return word.length > 1 && word.at[0] == '-';
}

/* The word that belongs to an option: behind "=" or in the next word. */
static bool take_value(struct reader *reader, const struct option_row *row, struct str attached, struct str *value) {
  if (attached.at != NULL && attached.length > 0) {
    *value = attached;
    return true;
  }
  size_t next = reader->at + 1;
  bool there = attached.at == NULL && next < reader->count && !looks_like_option(reader->words[next]);
  if (there && reader->words[next].length > 0) {
    *value = reader->words[next];
    reader->at = next;
    return true;
  }
  if (row->kind != OPTION_LATER)
    diagnose(reader->diagnostics, word_place(reader->at), E_OPTION_NEEDS_VALUE, "`%s` needs %s after it", row->name,
             row->needs);
  return false;
}

/* `attached`: what stands behind "=" or behind the letter; at is NULL when nothing does. */
static void use_option(struct reader *reader, const struct option_row *row, struct str attached) {
  size_t word = reader->at;
  struct str value = {0};
  vector_push(reader->arena, &reader->used, (__typeof__(*reader->used.at)){row, word});
  if (row->value == NULL && attached.at != NULL) {
    diagnose(reader->diagnostics, word_place(word), E_OPTION_VALUE_WRONG,
             "`%s` takes nothing after it, but `%.*s` stands there", row->name, STR_ARG(attached));
    return;
  }
  if (row->value != NULL && !take_value(reader, row, attached, &value)) return;
  set_option(reader, row, value);
}

static void read_long_option(struct reader *reader, struct str word) {
  size_t equals = str_find(word, STR("="), 0);
  struct str name = str_slice(word, 0, equals), attached = {0};
  if (equals != SIZE_MAX) attached = str_slice(word, equals + 1, word.length);
  const struct option_row *row = find_option(name);
  if (row == NULL)
    report_unknown_option(reader, name);
  else
    use_option(reader, row, attached);
}

static void read_short_option(struct reader *reader, struct str word) {
  const struct option_row *row = find_letter(word.at[1]);
  struct str attached = {0};
  if (word.length > 2) attached = str_slice(word, word.at[2] == '=' ? 3 : 2, word.length);
  if (row == NULL || (row->value == NULL && word.length > 2))
    report_unknown_option(reader, word);
  else
    use_option(reader, row, attached);
}

static void read_name(struct reader *reader, struct str word) {
  vector_push(reader->arena, &reader->names.list, word);
  vector_push(reader->arena, &reader->name_words, reader->at);
}

static void read_words(struct reader *reader) {
  bool options_over = false;
  for (reader->at = 0; reader->at < reader->count; reader->at++) {
    struct str word = reader->words[reader->at];
    if (options_over || !looks_like_option(word))
      read_name(reader, word);
    else if (str_equal(word, STR("--")))
      options_over = true;
    else if (str_starts_with(word, STR("--")))
      read_long_option(reader, word);
    else
      read_short_option(reader, word);
  }
}

static bool is_report_name(struct str word) {
  return str_ends_with(word, STR(".yaml")) || str_ends_with(word, STR(".yml"));
}

static void report_unknown_command(struct reader *reader, struct str word) {
  struct str names[COMMAND_COUNT + 2];
  size_t count = 0;
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (command_table[i].built) names[count++] = str_from(command_table[i].name);
  names[count++] = STR("--help");
  names[count++] = STR("--version");
  struct message *message = diagnose(reader->diagnostics, word_place(reader->name_words.at[0]), E_UNKNOWN_COMMAND,
                                     "unknown command `%.*s`", STR_ARG(word));
  struct str nearest = diagnostics_nearest(word, names, count);
  if (is_report_name(word))
    message_help(reader->diagnostics, message, "to make a PDF of it: rapporteur build %.*s", STR_ARG(word));
  else if (nearest.length > 0)
    message_hint(reader->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_help(reader->diagnostics, message, "`rapporteur --help` shows the commands");
}

static void read_command(struct reader *reader) {
  struct str word = reader->names.list.at[0];
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (!str_equal(word, str_from(command_table[i].name))) continue;
    reader->arguments->has_command = true;
    reader->arguments->command = (enum command)i;
    if (!command_table[i].built) report_later(reader, reader->name_words.at[0], word);
    return;
  }
  report_unknown_command(reader, word);
}

/* Whether the command will have the option, by another row of its name. */
static bool comes_later(const struct option_row *row, enum command command) {
  for (size_t i = 0; i < option_count; i++)
    if (option_table[i].kind == OPTION_LATER && (option_table[i].commands & ON(command)) != 0 &&
        str_equal(str_from(option_table[i].name), str_from(row->name)))
      return true;
  return false;
}

static void report_elsewhere(struct reader *reader, const struct option_row *row, size_t word) {
  struct message *message =
      diagnose(reader->diagnostics, word_place(word), E_OPTION_ELSEWHERE, "`%s` has no option `%s`",
               command_table[reader->arguments->command].name, row->name);
  for (int i = 0; i < COMMAND_COUNT; i++)
    if ((row->commands & ON(i)) != 0 && command_table[i].built)
      message_help(reader->diagnostics, message, "it belongs to `rapporteur %s`", command_table[i].name);
}

static void check_option(struct reader *reader, const struct option_row *row, size_t word) {
  const struct arguments *arguments = reader->arguments;
  if (row->kind == OPTION_LATER) report_later(reader, word, str_from(row->name));
  if (!arguments->has_command || (row->commands & ON(arguments->command)) != 0 || row->kind == OPTION_LATER) return;
  if (comes_later(row, arguments->command))
    report_later(reader, word, str_from(row->name));
  else
    report_elsewhere(reader, row, word);
}

static void check_operands(struct reader *reader) {
  const struct arguments *arguments = reader->arguments;
  const struct command_row *row = &command_table[arguments->command];
  size_t count = arguments->operands.list.count;
  if (!row->built || arguments->help || arguments->version) return;
  if (count < row->minimum) {
    struct message *message = diagnose(reader->diagnostics, word_place(reader->count), E_ARGUMENT_MISSING,
                                       "`%s` needs %s after it", row->name, row->needs);
    struct str example = str_from(row->examples);
    message_help(reader->diagnostics, message, "for example: %.*s",
                 STR_ARG(str_slice(example, 0, str_find(example, STR("\n"), 0))));
  }
  if (count > row->maximum) {
    struct message *message = diagnose(reader->diagnostics, word_place(reader->count), E_ARGUMENT_EXTRA,
                                       row->maximum > 0 ? "`%s` takes only one word, so `%.*s` is too many"
                                                        : "`%s` takes no word, so `%.*s` is too many",
                                       row->name, STR_ARG(arguments->operands.list.at[row->maximum]));
    if (row->maximum == 0)
      message_help(reader->diagnostics, message, "`rapporteur %s --help` shows its options", row->name);
  }
}

void arguments_read(struct diagnostics *diagnostics, struct arena *arena, const struct str *words, size_t count,
                    struct arguments *arguments) {
  *arguments = (struct arguments){.dump = -1, .standards = PDF_STANDARDS_DEFAULT, .diagnostics = {.max_errors = 50}};
  struct reader reader = {
      .diagnostics = diagnostics, .arena = arena, .words = words, .count = count, .arguments = arguments};
  read_words(&reader);
  if (reader.names.list.count > 0) read_command(&reader);
  for (size_t i = 0; i < reader.used.count; i++)
    check_option(&reader, reader.used.at[i].row, reader.used.at[i].word);
  if (reader.names.list.count == 0 || !arguments->has_command) return;
  arguments->operands.list.at = reader.names.list.at + 1;
  arguments->operands.list.count = reader.names.list.count - 1;
  check_operands(&reader);
}
