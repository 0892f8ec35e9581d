#include "cli/list.h"
#include "language/language.h"
#include "report/report.h"
#include "style/registry.h"
#include "style/style.h"

/* By enum file_kind. */
static const struct {
  const struct schema_record *record;
  bool shared;
} files[] = {{&report_record, false}, {&style_record, true}, {&registry_record, true}, {&language_record, true}};

enum status print_schema(struct session *session) {
  struct buffer out = {0};
  int file = session->arguments.file;
  schema_write_json(session->arena, files[file].record, files[file].shared, &out);
  enum status status = session_print(session, buffer_str(&out));
  buffer_free(&out);
  return status;
}
