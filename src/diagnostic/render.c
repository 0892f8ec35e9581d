#include "diagnostic/render.h"

#include <stdlib.h>

/* Full tie-break: no two messages compare equal. */
static int compare_messages(const void *left, const void *right) {
  const struct message *a = *(struct message *const *)left, *b = *(struct message *const *)right;
  if (a->place.file != b->place.file) return a->place.file < b->place.file ? -1 : 1;
  if (a->place.offset != b->place.offset) return a->place.offset < b->place.offset ? -1 : 1;
  if (a->place.length != b->place.length) return a->place.length < b->place.length ? -1 : 1;
  return a->serial < b->serial ? -1 : 1;
}

static const struct message **sorted_messages(const struct diagnostics *diagnostics) {
  size_t count = diagnostics->messages.count;
  const struct message **sorted = arena_new_array(diagnostics->arena, const struct message *, count + 1);
  for (size_t i = 0; i < count; i++)
    sorted[i] = diagnostics->messages.at[i];
  if (count > 0) qsort(sorted, count, sizeof *sorted, compare_messages);
  return sorted;
}

struct output {
  struct diagnostics *diagnostics;
  enum message_form form;
  bool color;
  struct buffer *out;
};

static void render_message(const struct output *output, const struct message *message) {
  if (output->form == MESSAGES_JSON)
    render_json(output->diagnostics, message, output->out);
  else
    render_text(output->diagnostics, message, output->color, output->out);
}

static void render_note(const struct output *output, struct str text) {
  if (output->form == MESSAGES_JSON)
    render_json_note(text, output->out);
  else
    render_text_note(text, output->out);
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void render_left_out(const struct output *output, size_t errors, size_t warnings) {
  struct arena *arena = output->diagnostics->arena;
  struct str text = {"", 0};
  if (errors > 0) text = str_format(arena, "%zu further error%s", errors, plural(errors));
  if (errors > 0 && warnings > 0) text = str_join(arena, text, STR(" and "));
  if (warnings > 0)
    text = str_join(arena, text, str_format(arena, "%zu further warning%s", warnings, plural(warnings)));
  if (text.length == 0) return;
  render_note(output, str_join(arena, text, STR(" not shown (--max-errors 0 shows all)")));
}

void diagnostics_render(struct diagnostics *diagnostics, enum message_form form, bool color, struct buffer *out) {
  const struct output output = {diagnostics, form, color, out};
  const struct message **sorted = sorted_messages(diagnostics);
  size_t limit = diagnostics->options.max_errors ? diagnostics->options.max_errors : SIZE_MAX;
  size_t shown[2] = {0, 0}, left_out[2] = {0, 0}, silenced = 0;
  for (size_t i = 0; i < diagnostics->messages.count; i++) {
    const struct message *message = sorted[i];
    if (message->silenced)
      silenced++;
    else if (shown[message->error] == limit)
      left_out[message->error]++;
    else
      shown[message->error]++, render_message(&output, message);
  }
  render_left_out(&output, left_out[true], left_out[false]);
  if (silenced > 0)
    render_note(&output, str_format(diagnostics->arena, "%zu warning%s silenced by allow", silenced, plural(silenced)));
}
