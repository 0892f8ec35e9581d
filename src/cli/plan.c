#include "cli/plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"

static const struct str standard_stream = STR_INIT("-");

static bool is_standard_stream(struct str path) {
  return str_equal(path, standard_stream);
}

static struct place operand_place(size_t operand) {
  return (struct place){.offset = (uint32_t)operand};
}

/* "reports/may.yaml" → "reports/may.pdf" */
static struct str pdf_name(struct arena *arena, struct str report) {
  static const struct str endings[] = {STR_INIT(".yaml"), STR_INIT(".yml")};
  for (size_t i = 0; i < 2; i++)
    if (str_ends_with(path_base(report), endings[i]) && path_base(report).length > endings[i].length)
      return str_format(arena, "%.*s.pdf", STR_ARG(str_slice(report, 0, report.length - endings[i].length)));
  return str_format(arena, "%.*s.pdf", STR_ARG(report));
}

static bool names_folder(struct str output) {
  return str_ends_with(output, STR("/")) || file_is_folder(output);
}

static struct str choose_output(struct session *session, struct str report, size_t operand) {
  const struct arguments *arguments = &session->arguments;
  struct str output = arguments->output;
  if (arguments->command == COMMAND_CHECK || arguments->dump >= 0) return STR("");
  if (output.length == 0) return is_standard_stream(report) ? report : pdf_name(session->arena, report);
  if (!names_folder(output)) return output;
  if (!is_standard_stream(report))
    return path_join(session->arena, output, path_base(pdf_name(session->arena, report)));
  struct message *message = diagnose(session->diagnostics, operand_place(operand), E_OUTPUT_FOR_SEVERAL,
                                     "a report from standard input has no name for a PDF in `%.*s`", STR_ARG(output));
  message_help(session->diagnostics, message, "name the file: -o %.*s%sreport.pdf", STR_ARG(output),
               str_ends_with(output, STR("/")) ? "" : "/");
  return STR("");
}

static struct str real_path(struct arena *arena, struct str path) {
  char *found = realpath(str_copy(arena, path).at, NULL);
  struct str real = str_copy(arena, str_from(found));
  free(found);
  return real;
}

/* One name for one file however its path is written; where the folder is not there yet, the path as typed. */
static struct str file_key(struct arena *arena, struct str path) {
  struct str folder = real_path(arena, path_folder(arena, path));
  if (folder.length == 0) folder = path_folder(arena, path);
  return path_join(arena, folder, path_base(path));
}

static void check_output_for_several(struct session *session, size_t count) {
  struct str output = session->arguments.output;
  if (count < 2 || output.length == 0 || names_folder(output)) return;
  struct message *message = diagnose(session->diagnostics, operand_place(0), E_OUTPUT_FOR_SEVERAL,
                                     "%zu reports cannot all become the one file `%.*s`", count, STR_ARG(output));
  message_help(session->diagnostics, message, "to put their PDFs into a folder, end its name with a slash: -o %.*s/",
               STR_ARG(output));
}

static void check_twice(struct session *session, const struct plan *plan) {
  struct map seen = map_create(session->arena);
  for (size_t i = 0; i < plan->count; i++) {
    const struct job *job = &plan->jobs[i], *before;
    if (job->output.length == 0) continue;
    struct str key = file_key(session->arena, job->output);
    if ((before = map_get(&seen, key)) == NULL) {
      map_set(&seen, key, &plan->jobs[i]);
    } else if (str_equal(before->report, job->report)) {
      diagnose(session->diagnostics, operand_place(i), E_OUTPUT_TWICE, "`%.*s` is named twice", STR_ARG(job->report));
    } else {
      diagnose(session->diagnostics, operand_place(i), E_OUTPUT_TWICE, "`%.*s` and `%.*s` would both become `%.*s`",
               STR_ARG(before->report), STR_ARG(job->report), STR_ARG(job->output));
    }
  }
}

static void check_reports_safe(struct session *session, const struct plan *plan) {
  struct map reports = map_create(session->arena);
  for (size_t i = 0; i < plan->count; i++)
    if (!is_standard_stream(plan->jobs[i].report))
      map_set(&reports, file_key(session->arena, plan->jobs[i].report), &plan->jobs[i]);
  for (size_t i = 0; i < plan->count; i++) {
    struct str output = plan->jobs[i].output;
    if (output.length == 0 || is_standard_stream(output)) continue;
    if (map_get(&reports, file_key(session->arena, output)) != NULL)
      diagnose(session->diagnostics, operand_place(i), E_OUTPUT_IS_REPORT,
               "the PDF would replace the report `%.*s` itself", STR_ARG(output));
  }
}

static void check_standard_input(struct session *session, const struct plan *plan) {
  size_t uses = 0;
  for (size_t i = 0; i < plan->count; i++)
    if (is_standard_stream(plan->jobs[i].report) && ++uses == 2)
      diagnose(session->diagnostics, operand_place(i), E_OUTPUT_TWICE, "`-`, standard input, can be read only once");
}

static void check_terminal(struct session *session, const struct plan *plan) {
  for (size_t i = 0; i < plan->count; i++) {
    if (!is_standard_stream(plan->jobs[i].output) || !isatty(STDOUT_FILENO)) continue;
    struct message *message = diagnose(session->diagnostics, operand_place(i), E_OUTPUT_IS_TERMINAL,
                                       "the PDF would be shown in this terminal as odd characters");
    message_help(session->diagnostics, message, "name a file for it: -o report.pdf");
  }
}

/* Folders and lists of reports are in the contract, not built yet. */
static void check_kind(struct session *session, struct str report, size_t operand) {
  bool folder = !is_standard_stream(report) && file_is_folder(report);
  if (!folder && !str_starts_with(report, STR("@"))) return;
  struct message *message =
      diagnose(session->diagnostics, operand_place(operand), E_NOT_BUILT_YET,
               folder ? "`%.*s` is a folder; to build all reports of a folder is not built yet in this version"
                      : "`%.*s` would be a list of reports, which is not built yet in this version",
               STR_ARG(report));
  if (folder)
    message_help(session->diagnostics, message, "name its reports: rapporteur %s %.*s%s*.yaml",
                 command_table[session->arguments.command].name, STR_ARG(report),
                 str_ends_with(report, STR("/")) ? "" : "/");
}

struct plan plan_make(struct session *session) {
  const struct words *operands = &session->arguments.operands;
  struct plan plan = {arena_new_array(session->arena, struct job, operands->list.count), operands->list.count};
  check_output_for_several(session, plan.count);
  for (size_t i = 0; i < plan.count; i++) {
    struct str report = operands->list.at[i];
    check_kind(session, report, i);
    plan.jobs[i] = (struct job){report, choose_output(session, report, i)};
  }
  check_standard_input(session, &plan);
  if (session->diagnostics->error_count > 0) return plan;
  check_twice(session, &plan);
  check_reports_safe(session, &plan);
  check_terminal(session, &plan);
  return plan;
}

int plan_make_folder(struct arena *arena, struct str path) {
  char *name = (char *)str_copy(arena, path).at;
  for (size_t i = 1; i <= path.length; i++) {
    if (i < path.length && name[i] != '/') continue;
    name[i] = '\0';
    if (mkdir(name, 0777) != 0 && errno != EEXIST) return errno;
    if (i < path.length) name[i] = '/';
  }
  return file_is_folder(path) ? 0 : ENOTDIR;
}
