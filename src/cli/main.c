/* From the words typed to the exit status. */
#include <malloc.h>
#include <unistd.h>

#include "cli/build.h"
#include "cli/help.h"
#include "cli/list.h"
#include "cli/output.h"

static enum status print_version(struct session *session) {
  return session_print(session, STR("rapporteur " RAPPORTEUR_VERSION "\n"));
}

static enum status print_help(struct session *session) {
  const struct arguments *arguments = &session->arguments;
  struct buffer out = {0};
  if (arguments->has_command)
    help_command(arguments->command, &out);
  else
    help_program(&out);
  enum status status = session_print(session, buffer_str(&out));
  buffer_free(&out);
  return status;
}

/* Nothing was asked for: the help, but as an answer to wrong use. */
static enum status show_help_for_nothing(void) {
  struct buffer out = {0};
  help_program(&out);
  (void)write_whole(STDERR_FILENO, buffer_str(&out));
  buffer_free(&out);
  return STATUS_WRONG_USE;
}

static enum status run_command(struct session *session) {
  switch (session->arguments.command) {
  case COMMAND_BUILD:
  case COMMAND_CHECK: return build_reports(session);
  case COMMAND_LIST: return list_things(session);
  case COMMAND_EXPLAIN: return explain_code(session);
  case COMMAND_SCHEMA: return print_schema(session);
  default: return STATUS_WRONG_USE; /* not built yet: refused before */
  }
}

static enum status run(struct session *session) {
  const struct arguments *arguments = &session->arguments;
  if (session->diagnostics->error_count > 0) return STATUS_WRONG_USE;
  if (arguments->help) return print_help(session);
  if (arguments->version) return print_version(session);
  if (!arguments->has_command) return show_help_for_nothing();
  return run_command(session);
}

/* What one stage has freed the next one takes: memory that has gone back to the system comes again page by page. Large
 * pieces do go back, since what is next rarely fits into them: a long report's nodes and model are made of these. */
static void prepare_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
}

int main(int count, char **words) {
  prepare_memory();
  output_prepare_process();
  struct session session = {.arena = arena_create()};
  struct str *arguments = arena_new_array(session.arena, struct str, (size_t)count);
  for (int i = 1; i < count; i++)
    arguments[i - 1] = str_from(words[i]);
  struct diagnostic_options options = {0};
  session.diagnostics = diagnostics_create(session.arena, &options);
  arguments_read(session.diagnostics, session.arena, arguments, count > 0 ? (size_t)count - 1 : 0, &session.arguments);
  output_set_last_form((enum message_form)session.arguments.messages);
  enum status status = run(&session);
  session_show(&session, session.diagnostics);
  arena_destroy(session.arena);
  return (int)status;
}
