/* Which report becomes which PDF. Everything that can be wrong with that is found here, before work starts. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/session.h"

struct job {
  struct str report; /* as typed; "-": standard input */
  struct str output; /* "-": standard output; empty: none wanted */
};

struct plan {
  struct job *jobs;
  size_t count;
};

/* The jobs of `build` or `check`, in the order typed; wrong use is in the session's diagnostics. */
struct plan plan_make(struct session *session);
/* Makes the folder named by -o when it is not there, with those above it. 0 or an errno. */
int plan_make_folder(struct arena *arena, struct str path);

#endif
