/* `build` and `check`: reports one after another through compile_report. */
#ifndef CLI_BUILD_H
#define CLI_BUILD_H

#include "cli/session.h"

enum status build_reports(struct session *session);

#endif
