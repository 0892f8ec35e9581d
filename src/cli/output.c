#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/session.h"

/* The output being written, for the end when memory is out: that handler is called without a context. */
static struct output *output_open_now;

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};
static const int fault_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Those that would end the program: what was ignored when it started (under nohup) stays so. */
static sigset_t ending_set(void) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < COUNT(ending_signals); i++) {
    struct sigaction action;
    if (sigaction(ending_signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
      sigaddset(&set, ending_signals[i]);
  }
  return set;
}

/* Said when nothing may be allocated or formatted any more; as --messages asks. */
enum last_words { LAST_MEMORY, LAST_FAULT };
static const struct str last_words[][2] = {
    [LAST_MEMORY] =
        {
            STR_INIT(
                "rapporteur: error[E0721]: memory is used up, so the work was stopped; an older PDF is as it was\n"),
            STR_INIT("{\"code\":\"E0721\",\"severity\":\"error\",\"message\":\"memory is used up, so the work was "
                     "stopped; an "
                     "older PDF is as it "
                     "was\",\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,"
                     "\"offset\":null,\"length\":null,\"hint\":\"\"}\n"),
        },
    [LAST_FAULT] =
        {
            STR_INIT(
                "rapporteur: error[E0713]: the program stopped at a fault of its own, not of your report; no PDF was "
                "written\n      = please send the report, the files it names, the command and this message to those "
                "who "
                "look after the program\n"),
            STR_INIT("{\"code\":\"E0713\",\"severity\":\"error\",\"message\":\"the program stopped at a fault of its "
                     "own, not of "
                     "your report; no PDF was written\",\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,"
                     "\"end_column\":null,\"offset\":null,\"length\":null,\"hint\":\"please send the report, the files "
                     "it names, "
                     "the command and this message to those who look after the program\"}\n"),
        },
};
static enum message_form last_form;

void output_set_last_form(enum message_form form) {
  last_form = form;
}

static void out_of_memory(void) {
  if (output_open_now != NULL && output_open_now->writer != NULL) file_writer_close(output_open_now->writer, false);
  (void)write_whole(STDERR_FILENO, last_words[LAST_MEMORY][last_form]);
  _exit(STATUS_IO);
}

/* Only what a signal handler may do. A temporary file that is left has a name that shows what it is. */
_Noreturn static void end_for_fault(int number) {
  (void)number;
  (void)write_whole(STDERR_FILENO, last_words[LAST_FAULT][last_form]);
  _exit(STATUS_FAULT);
}

/* A tool that watches the program (a sanitizer, a debugger) has its own handlers, which stay. The stack may be what is
 * exhausted, so the handler has one of its own. */
static void prepare_faults(void) {
  static char stack[64 * 1024];
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  for (size_t i = 0; i < COUNT(fault_signals); i++) {
    struct sigaction old;
    if (sigaction(fault_signals[i], NULL, &old) != 0 || old.sa_handler != SIG_DFL) continue;
    struct sigaction action = {.sa_handler = end_for_fault, .sa_flags = SA_ONSTACK};
    sigaction(fault_signals[i], &action, NULL);
  }
}

void output_prepare_process(void) {
  base_set_out_of_memory(out_of_memory);
  /* As errors of write these are told like a full disk. */
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  prepare_faults();
}

struct output output_create(struct arena *arena, struct str path) {
  return (struct output){.arena = arena, .path = path, .descriptor = -1};
}

/* Devices, pipes and /dev/stdout are written to, never replaced: a rename in /dev would harm the machine. */
static bool is_stream(struct arena *arena, struct str path) {
  struct stat status;
  if (str_starts_with(path, STR("/dev/")) || str_starts_with(path, STR("/proc/"))) return true;
  if (stat(str_copy(arena, path).at, &status) != 0) return false;
  return !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static int open_output(struct output *output) {
  output->opened = true;
  if (str_equal(output->path, STR("-"))) {
    output->descriptor = STDOUT_FILENO;
    return 0;
  }
  if (is_stream(output->arena, output->path)) {
    output->descriptor = open(str_copy(output->arena, output->path).at, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return output->descriptor < 0 ? errno : 0;
  }
  output->ending = ending_set();
  sigprocmask(SIG_BLOCK, &output->ending, &output->outer);
  output_open_now = output;
  int error = file_writer_open(output->arena, output->path, &output->writer);
  if (error != 0) {
    output_open_now = NULL;
    sigprocmask(SIG_SETMASK, &output->outer, NULL);
  }
  return error;
}

/* A waiting signal need not wait for the whole of a long file. */
static bool signal_waits(const struct output *output) {
  sigset_t waiting;
  if (output->writer == NULL || sigpending(&waiting) != 0) return false;
  for (size_t i = 0; i < COUNT(ending_signals); i++)
    if (sigismember(&waiting, ending_signals[i]) == 1 && sigismember(&output->ending, ending_signals[i]) == 1)
      return true;
  return false;
}

int output_append(void *context, struct str bytes) {
  struct output *output = context;
  if (output->error == 0 && !output->opened) output->error = open_output(output);
  if (output->error == 0 && signal_waits(output)) output->error = EINTR;
  if (output->error != 0) return output->error;
  if (output->writer != NULL)
    output->error = file_writer_append(output->writer, bytes);
  else
    buffer_append(&output->held, bytes);
  return output->error;
}

static void keep_first(struct output *output, int error) {
  if (output->error == 0) output->error = error;
}

int output_close(struct output *output, bool commit) {
  if (output->writer != NULL) {
    bool whole = commit && output->error == 0 && !signal_waits(output);
    keep_first(output, file_writer_close(output->writer, whole));
    output->writer = NULL;
    output_open_now = NULL;
    sigprocmask(SIG_SETMASK, &output->outer, NULL);
  } else if (output->descriptor >= 0) {
    if (commit && output->error == 0) output->error = write_whole(output->descriptor, buffer_str(&output->held));
    if (output->descriptor != STDOUT_FILENO) keep_first(output, close(output->descriptor) == 0 ? 0 : errno);
  }
  buffer_free(&output->held);
  return output->error;
}
