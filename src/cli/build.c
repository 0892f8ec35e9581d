#include "cli/build.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "pdf/pdf.h"
#include "text/text.h"
#include "yaml/yaml.h"

/* One report on its way. */
struct work {
  struct session *session;
  const struct job *job;
  struct arena *arena;
  struct diagnostics *diagnostics;
  struct output output;
  struct compile_result result;
};

static bool is_standard_input(struct str path) {
  return str_equal(path, STR("-"));
}

static int read_report(struct work *work, struct str *bytes) {
  size_t limit = yaml_default_limits.file_size;
  if (is_standard_input(work->job->report)) return file_read_descriptor(work->arena, STDIN_FILENO, limit, bytes);
  return file_read(work->arena, work->job->report, limit, bytes);
}

static enum status refuse_unreadable(struct work *work, int error) {
  struct message *message =
      diagnose(work->diagnostics, (struct place){0}, E_REPORT_UNREADABLE, "cannot open the report `%.*s`: %s",
               STR_ARG(work->job->report), file_error_text(error));
  struct str with_ending = str_format(work->arena, "%.*s.yaml", STR_ARG(work->job->report));
  if (file_exists(with_ending)) message_hint(work->diagnostics, message, "did you mean `%.*s`?", STR_ARG(with_ending));
  return STATUS_IO;
}

static const char *output_error_text(int error) {
  if (error == PDF_TOO_LARGE) return "it would be larger than a PDF can be";
  return error == ENOENT ? "its folder is not there" : file_error_text(error);
}

static enum status refuse_output(struct work *work, int error) {
  struct str path = work->job->output;
  if (is_standard_input(path)) path = STR("standard output");
  diagnose(work->diagnostics, (struct place){0}, E_OUTPUT_UNWRITABLE, "cannot write `%.*s`: %s", STR_ARG(path),
           output_error_text(error));
  return STATUS_IO;
}

static enum status refuse_fault(struct work *work) {
  const struct compile_result *result = &work->result;
  struct message *message =
      diagnose(work->diagnostics, (struct place){0}, E_PROGRAM_FAULT,
               "the program is at fault, not `%.*s`; no PDF was written", STR_ARG(work->job->report));
  if (result->clusters_resolved != result->clusters_placed)
    message_help(work->diagnostics, message, "%zu characters of text were to be placed, and %zu were",
                 result->clusters_resolved, result->clusters_placed);
  message_help(work->diagnostics, message,
               "please send the report, the files it names, the command and this message to "
               "those who look after the program");
  return STATUS_FAULT;
}

static enum status finish(struct work *work) {
  int error = output_close(&work->output, work->result.status == COMPILE_DONE);
  switch (work->result.status) {
  case COMPILE_REFUSED: return STATUS_REFUSED;
  case COMPILE_FAULT: return refuse_fault(work);
  case COMPILE_OUTPUT_FAILED: return refuse_output(work, work->result.error);
  case COMPILE_DONE: break;
  }
  return error == 0 ? STATUS_DONE : refuse_output(work, error);
}

static enum status compile(struct work *work, struct compiler *compiler) {
  const struct session *session = work->session;
  const struct arguments *arguments = &session->arguments;
  struct str report = work->job->report, bytes = {0};
  int error = read_report(work, &bytes);
  if (error != 0) return refuse_unreadable(work, error);
  struct compile_options options = {
      .path = report,
      .folder = is_standard_input(report) ? STR(".") : path_folder(work->arena, report),
      .bytes = bytes,
      .allowed_folders = arguments->allow_paths.list.at,
      .allowed_folder_count = arguments->allow_paths.list.count,
      .style = arguments->style,
      .standards = arguments->standards,
      .check_only = arguments->command == COMMAND_CHECK,
      .dump = (enum dump)(arguments->dump + 1),
      .has_epoch = session->has_epoch,
      .epoch = session->epoch,
  };
  compile_report(compiler, work->diagnostics, work->arena, &options, output_append, &work->output, &work->result);
  return finish(work);
}

/* Lines for people only; a program that reads JSON gets nothing but objects. */
static bool speaks_to_people(const struct session *session) {
  return session->arguments.messages == MESSAGES_TEXT;
}

static void append_times(const struct work *work, struct buffer *out) {
  int64_t total = 0;
  buffer_append_format(out, "%.*s:", STR_ARG(work->job->report));
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    int64_t spent = work->result.nanoseconds[stage];
    size_t kilobytes = work->result.arena_bytes[stage] / 1024;
    buffer_append_format(out, " %s %.2f ms (%zu KB),", stage_names[stage], (double)spent / 1e6, kilobytes);
    total += spent;
  }
  buffer_append_format(out, " together %.2f ms\n", (double)total / 1e6);
}

static void append_done(const struct work *work, struct buffer *out) {
  uint32_t pages = work->result.pages;
  buffer_append_format(out, "%.*s: %u page%s\n", STR_ARG(work->job->output), (unsigned)pages, pages == 1 ? "" : "s");
}

static void append_details(const struct work *work, struct buffer *out) {
  const struct compile_result *result = &work->result;
  buffer_append_format(out, "%.*s: %zu characters on %u pages, %zu KB of memory\n", STR_ARG(work->job->report),
                       result->clusters_placed, (unsigned)result->pages, arena_used(work->arena) / 1024);
}

/* Everything about one report reaches standard error in one write, so that lines of several programs do not mix. */
static void show(struct work *work, enum status status) {
  const struct session *session = work->session;
  const struct arguments *arguments = &session->arguments;
  struct buffer out = {0};
  diagnostics_render(work->diagnostics, (enum message_form)arguments->messages, session_color(session), &out);
  if (speaks_to_people(session) && arguments->time) append_times(work, &out);
  if (speaks_to_people(session) && arguments->verbose) append_details(work, &out);
  bool made = status == STATUS_DONE && work->job->output.length > 0;
  if (made && speaks_to_people(session) && !arguments->quiet) append_done(work, &out);
  (void)write_whole(STDERR_FILENO, buffer_str(&out));
  buffer_free(&out);
}

static enum status print_dump(struct work *work, enum status status) {
  struct buffer *dump = &work->result.dump;
  int error = 0;
  if (work->session->arguments.output.length > 0) {
    struct output output = output_create(work->arena, work->session->arguments.output);
    (void)output_append(&output, buffer_str(dump));
    error = output_close(&output, true);
  } else {
    error = write_whole(STDOUT_FILENO, buffer_str(dump));
  }
  buffer_free(dump);
  if (error == 0) return status;
  diagnose(work->diagnostics, (struct place){0}, E_OUTPUT_UNWRITABLE, "cannot write what --dump asks for: %s",
           file_error_text(error));
  return STATUS_IO;
}

static enum status build_one(struct session *session, struct compiler *compiler, const struct job *job) {
  struct arena *arena = arena_create();
  struct work work = {session,
                      job,
                      arena,
                      diagnostics_create(arena, &session->arguments.diagnostics),
                      output_create(arena, job->output),
                      {0}};
  enum status status = compile(&work, compiler);
  if (session->arguments.dump >= 0) status = print_dump(&work, status);
  show(&work, status);
  buffer_free(&work.result.dump);
  arena_destroy(arena);
  return status;
}

/* What a refusal kept from being begun is named, so that nobody believes it done. */
static void name_not_begun(struct session *session, const struct plan *plan, size_t first) {
  struct str names = {0};
  if (first == plan->count) return;
  for (size_t i = first; i < plan->count; i++)
    names = str_format(session->arena, "%.*s%s`%.*s`", STR_ARG(names), i > first ? ", " : "",
                       STR_ARG(plan->jobs[i].report));
  struct message *message = diagnose(session->diagnostics, (struct place){0}, W_NOT_BEGUN,
                                     "not begun, since a report before was refused: %.*s", STR_ARG(names));
  message_help(session->diagnostics, message, "--keep-going goes on to the end");
}

static enum status build_all(struct session *session, struct compiler *compiler, const struct plan *plan) {
  bool goes_on = session->arguments.keep_going || session->arguments.command == COMMAND_CHECK;
  enum status highest = STATUS_DONE;
  for (size_t i = 0; i < plan->count; i++) {
    enum status status = build_one(session, compiler, &plan->jobs[i]);
    if (status > highest) highest = status;
    if (status == STATUS_DONE || goes_on) continue;
    name_not_begun(session, plan, i + 1);
    break;
  }
  return highest;
}

static bool make_output_folder(struct session *session) {
  struct str output = session->arguments.output;
  if (!str_ends_with(output, STR("/")) || session->arguments.dump >= 0) return true;
  int error = plan_make_folder(session->arena, output);
  if (error == 0) return true;
  diagnose(session->diagnostics, (struct place){0}, E_OUTPUT_UNWRITABLE, "cannot make the folder `%.*s`: %s",
           STR_ARG(output), file_error_text(error));
  return false;
}

static void tell_folders(const struct session *session) {
  struct buffer out = {0};
  if (!session->arguments.verbose || !speaks_to_people(session)) return;
  buffer_append_format(&out, "rapporteur: styles from %.*s, fonts from %.*s\n", STR_ARG(session->styles_folder),
                       STR_ARG(session->fonts_folder));
  (void)write_whole(STDERR_FILENO, buffer_str(&out));
  buffer_free(&out);
}

enum status build_reports(struct session *session) {
  struct plan plan = plan_make(session);
  (void)session_read_epoch(session);
  if (session->diagnostics->error_count > 0) return STATUS_WRONG_USE;
  if (!session_find_data(session) || !make_output_folder(session)) return STATUS_IO;
  tell_folders(session);
  struct compiler compiler = {session->styles_folder, session->fonts_folder, session->arena, NULL, NULL};
  compiler.text = text_open(session->diagnostics, session->arena, session->fonts_folder);
  enum status status = session->diagnostics->error_count > 0 ? STATUS_IO : build_all(session, &compiler, &plan);
  if (compiler.text != NULL) text_close(compiler.text);
  return status;
}
