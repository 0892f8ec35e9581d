/* Forms are read piece by piece by one reader, so that filling and checking cannot disagree. */
#include "language/internal.h"

static struct form_piece piece(struct form_reader *reader, enum form_piece_kind kind, size_t from, size_t to) {
  reader->offset = to;
  return (struct form_piece){kind, str_slice(reader->form, from, to), from};
}

static struct form_piece read_field(struct form_reader *reader, size_t at) {
  size_t close = str_find(reader->form, STR("}"), at);
  if (close == SIZE_MAX) return piece(reader, FORM_PIECE_UNCLOSED, at, reader->form.length);
  struct form_piece field = piece(reader, FORM_PIECE_FIELD, at + 1, close);
  reader->offset = close + 1;
  return field;
}

static struct form_piece read_mark(struct form_reader *reader, size_t at) {
  char mark = reader->form.at[at];
  if (at + 1 < reader->form.length && reader->form.at[at + 1] == mark) {
    struct form_piece doubled = piece(reader, FORM_PIECE_TEXT, at, at + 1);
    reader->offset = at + 2;
    return doubled;
  }
  if (mark == '{') return read_field(reader, at);
  if (mark == '[') return piece(reader, FORM_PIECE_OPEN, at, at + 1);
  if (mark == ']') return piece(reader, FORM_PIECE_CLOSE, at, at + 1);
  return piece(reader, FORM_PIECE_STRAY, at, at + 1);
}

static bool is_mark(char byte) {
  return byte == '{' || byte == '}' || byte == '[' || byte == ']';
}

struct form_piece form_next(struct form_reader *reader) {
  size_t from = reader->offset;
  if (from >= reader->form.length) return piece(reader, FORM_PIECE_END, from, from);
  if (is_mark(reader->form.at[from])) return read_mark(reader, from);
  size_t to = from;
  while (to < reader->form.length && !is_mark(reader->form.at[to]))
    to++;
  return piece(reader, FORM_PIECE_TEXT, from, to);
}

bool language_next_field(struct str form, size_t *offset, struct str *name) {
  struct form_reader reader = {form, *offset};
  for (;;) {
    struct form_piece next = form_next(&reader);
    *offset = reader.offset;
    if (next.kind == FORM_PIECE_END) return false;
    if (next.kind != FORM_PIECE_FIELD) continue;
    *name = next.text;
    return true;
  }
}

const char *language_check_form(struct str form, size_t *offset) {
  struct form_reader reader = {form, 0};
  bool open = false;
  size_t opened = 0;
  for (;;) {
    struct form_piece next = form_next(&reader);
    *offset = next.offset;
    switch (next.kind) {
    case FORM_PIECE_TEXT: break;
    case FORM_PIECE_FIELD:
      if (next.text.length == 0) return "a field without a name";
      break;
    case FORM_PIECE_OPEN:
      if (open) return "a [ inside [ ]; two of them, [[, print one";
      open = true;
      opened = next.offset;
      break;
    case FORM_PIECE_CLOSE:
      if (!open) return "a ] without its [; two of them, ]], print one";
      open = false;
      break;
    case FORM_PIECE_UNCLOSED: return "a { without its }; two of them, {{, print one";
    case FORM_PIECE_STRAY: return "a } without its {; two of them, }}, print one";
    case FORM_PIECE_END:
      if (!open) return NULL;
      *offset = opened;
      return "a [ without its ]; two of them, [[, print one";
    }
  }
}

struct str join_pieces(struct arena *arena, const struct str *pieces, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; i++)
    size += pieces[i].length;
  char *bytes = arena_allocate_raw(arena, size + 1);
  size_t at = 0;
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < pieces[i].length; j++)
      bytes[at++] = pieces[i].at[j];
  bytes[at] = '\0';
  return (struct str){bytes, at};
}

struct str language_fill(struct arena *arena, struct str form, language_field value, void *context) {
  struct form_reader reader = {form, 0};
  VECTOR(struct str) pieces = {0};
  size_t stretch = 0;
  bool empty_field = false;
  for (;;) {
    struct form_piece next = form_next(&reader);
    if (next.kind == FORM_PIECE_END) break;
    if (next.kind == FORM_PIECE_OPEN) {
      stretch = pieces.count;
      empty_field = false;
    } else if (next.kind == FORM_PIECE_CLOSE) {
      if (empty_field) pieces.count = stretch;
      empty_field = false;
    } else {
      struct str text = next.kind == FORM_PIECE_FIELD ? value(context, next.text) : next.text;
      if (text.length == 0) empty_field = true;
      heap_vector_push(&pieces, text);
    }
  }
  struct str filled = join_pieces(arena, pieces.at, pieces.count);
  heap_vector_free(&pieces);
  return filled;
}

struct str language_fill_label(struct arena *arena, const struct language_pack *pack, struct str label,
                               language_field value, void *context) {
  return language_fill(arena, language_label(pack, label), value, context);
}

static struct str named_value(void *context, struct str name) {
  const struct form_value *values = context;
  for (; values->field.at != NULL; values++)
    if (str_equal(values->field, name)) return values->value;
  return (struct str){"", 0};
}

struct str fill_values(struct arena *arena, struct str form, struct form_value *values) {
  return language_fill(arena, form, named_value, values);
}

struct str language_fill_one(struct arena *arena, const struct language_pack *pack, struct str label, struct str field,
                             struct str value) {
  struct form_value values[] = {{field, value}, {{NULL, 0}, {NULL, 0}}};
  return fill_values(arena, language_label(pack, label), values);
}
