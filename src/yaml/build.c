/* libyaml's events to nodes. Collections are built when they end: their children wait on a stack. */
#include <stdlib.h>
#include <string.h>

#include "yaml/internal.h"

struct place reader_place(const struct reader *reader, size_t from, size_t to) {
  return (struct place){reader->file, (uint32_t)from, (uint32_t)(to > from ? to - from : 0)};
}

static bool is_continuation(struct str bytes, size_t at) {
  return at < bytes.length && ((unsigned char)bytes.at[at] & 0xC0) == 0x80;
}

/* Goes on by about `count` characters, never more, eight bytes at a time. Returns how many it passed. */
static size_t pass_characters(struct str bytes, size_t *offset, size_t count) {
  const uint64_t ones = 0x0101010101010101u;
  size_t passed = 0;
  while (count - passed >= sizeof(uint64_t) && bytes.length - *offset >= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, bytes.at + *offset, sizeof word);
    uint64_t continuations = (word >> 7) & ~(word >> 6) & ones;
    passed += sizeof word - (size_t)(continuations * ones >> 56);
    *offset += sizeof word;
  }
  while (is_continuation(bytes, *offset))
    ++*offset;
  return passed;
}

/* libyaml's marks count characters. They hardly ever go back, so that all of them cost one walk over the file. */
size_t yaml_offset(struct reader *reader, const yaml_mark_t *mark) {
  if (reader->ascii) return reader->start + mark->index;
  struct str bytes = reader->bytes;
  size_t index = reader->cursor.index, offset = reader->cursor.offset;
  if (index < mark->index) index += pass_characters(bytes, &offset, mark->index - index);
  while (index < mark->index && offset < bytes.length) {
    do
      offset++;
    while (is_continuation(bytes, offset));
    index++;
  }
  while (index > mark->index && offset > reader->start) {
    do
      offset--;
    while (offset > reader->start && is_continuation(bytes, offset));
    index--;
  }
  reader->cursor.index = index;
  reader->cursor.offset = offset;
  return offset;
}

struct yaml_node *yaml_new_node(struct reader *reader, enum yaml_kind kind, enum yaml_style style, struct place place) {
  struct yaml_node *node = arena_new(reader->arena, struct yaml_node);
  node->kind = kind;
  node->style = style;
  node->place = place;
  return node;
}

struct yaml_node *yaml_text_node(struct reader *reader, struct source_text text, struct place place) {
  struct yaml_node *node = yaml_new_node(reader, YAML_SCALAR, YAML_PLAIN, place);
  node->text = text;
  return node;
}

static struct str name_of(const yaml_char_t *name) {
  return str_from((const char *)name);
}

static struct frame *innermost(struct reader *reader) {
  return reader->frames.count > 0 ? &reader->frames.at[reader->frames.count - 1] : NULL;
}

static bool begins_item(const struct reader *reader, const struct frame *frame) {
  if (!frame) return false;
  return frame->node->kind == YAML_SEQUENCE || (reader->nodes.count - frame->first_child) % 2 == 0;
}

/* Called before a node is read: comments above it, and `# allow` for an item or a key. */
static void begin_node(struct reader *reader, size_t start) {
  yaml_read_gap(reader, start);
  if (reader->question != SIZE_MAX) yaml_report_beginning(reader, reader->question);
  reader->question = SIZE_MAX;
  struct frame *frame = innermost(reader);
  if (!begins_item(reader, frame)) return;
  frame->child_start = start;
  yaml_allow_begin(reader, start);
}

size_t yaml_node_end(const struct yaml_node *node) {
  return (size_t)node->place.offset + node->place.length;
}

/* A finished node goes to its collection, or becomes the root. `end` is where it ends in the source, which for an alias
 * is not where the node itself does. */
static void end_node(struct reader *reader, struct yaml_node *node, size_t end, uint32_t height) {
  struct frame *frame = innermost(reader);
  if (!frame) {
    reader->document.root = node;
    return;
  }
  if (height > frame->height) frame->height = height;
  heap_vector_push(&reader->nodes, node);
  size_t children = reader->nodes.count - frame->first_child;
  size_t reach = (size_t)frame->node->place.offset;
  if (end > reach + frame->node->place.length) frame->node->place.length = (uint32_t)(end - reach);
  if (frame->node->kind == YAML_SEQUENCE || children % 2 == 0) yaml_allow_end(reader, end);
}

static struct anchor *define_anchor(struct reader *reader, const yaml_char_t *name, size_t at) {
  if (!name) return NULL;
  struct anchor *anchor = arena_new(reader->arena, struct anchor);
  anchor->name = str_copy(reader->arena, name_of(name));
  while (at < reader->bytes.length && reader->bytes.at[at] != '&')
    at++;
  anchor->place = reader_place(reader, at, at + 1 + anchor->name.length);
  map_set(&reader->anchors, anchor->name, anchor);
  vector_push(reader->arena, &reader->anchor_list, anchor);
  return anchor;
}

static const char *const core_tags[] = {"!",
                                        "tag:yaml.org,2002:str",
                                        "tag:yaml.org,2002:int",
                                        "tag:yaml.org,2002:float",
                                        "tag:yaml.org,2002:bool",
                                        "tag:yaml.org,2002:null",
                                        "tag:yaml.org,2002:seq",
                                        "tag:yaml.org,2002:map"};

static bool is_core_tag(struct str tag) {
  for (size_t i = 0; i < sizeof core_tags / sizeof *core_tags; i++)
    if (str_equal(tag, str_from(core_tags[i]))) return true;
  return false;
}

/* Tags other than the core ones, and any that stands before unquoted text: there the author means an exclamation mark.
 */
static void check_tag(struct reader *reader, const yaml_char_t *tag, size_t at, size_t content, size_t end,
                      bool plain) {
  if (!tag) return;
  bool core = is_core_tag(name_of(tag));
  if (core && !(plain && name_of(tag).length == 1)) return;
  while (at < content && reader->bytes.at[at] != '!')
    at++;
  size_t to = at;
  while (!yaml_ends_word(reader->bytes, to))
    to++;
  struct str words = yaml_words(reader, at, to, 40);
  struct message *message = diagnose(reader->diagnostics, reader_place(reader, at, to), E_YAML_TAG,
                                     "`%.*s` is a tag for YAML, which takes it away from what follows", STR_ARG(words));
  message_hint(reader->diagnostics, message, plain ? "put text that begins with `!` in quotes" : "delete the tag");
  if (plain) yaml_cure_text(reader, message, at, end > to ? end : to);
}

static size_t skip_anchor(struct str bytes, size_t at, size_t end) {
  while (at < end && (bytes.at[at] == '-' || bytes.at[at] == '_' || (bytes.at[at] >= '0' && bytes.at[at] <= '9') ||
                      ((bytes.at[at] | 32) >= 'a' && (bytes.at[at] | 32) <= 'z')))
    at++;
  return at;
}

/* Past `&name`, `!tag` and what stands between them and the content. */
static size_t skip_properties(struct str bytes, size_t at, size_t end) {
  while (at < end) {
    char c = bytes.at[at];
    if (yaml_is_blank(c) || yaml_is_break(c))
      at++;
    else if (c == '#')
      while (at < end && !yaml_is_break(bytes.at[at]))
        at++;
    else if (c == '&')
      at = skip_anchor(bytes, at + 1, end);
    else if (c == '!')
      while (at < end && !yaml_ends_word(bytes, at))
        at++;
    else
      break;
  }
  return at;
}

static enum yaml_style style_of(yaml_scalar_style_t style) {
  switch (style) {
  case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YAML_SINGLE_QUOTED;
  case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YAML_DOUBLE_QUOTED;
  case YAML_LITERAL_SCALAR_STYLE: return YAML_LITERAL;
  case YAML_FOLDED_SCALAR_STYLE: return YAML_FOLDED;
  default: return YAML_PLAIN;
  }
}

/* Comments are read from here on; the last token was a scalar [from, to). */
static void leave_scalar(struct reader *reader, const struct yaml_node *node, size_t from, size_t to) {
  reader->gap = to;
  reader->gap_in_line = node->style != YAML_LITERAL && node->style != YAML_FOLDED;
  reader->last_scalar = node->style == YAML_PLAIN && !node->absent ? from : SIZE_MAX;
  if (node->style == YAML_SINGLE_QUOTED || node->style == YAML_DOUBLE_QUOTED) {
    reader->quoted = from;
    reader->quoted_end = to;
  }
}

/* `- #6 was opened`: nothing for YAML. The text is handed on, so that nobody calls it missing; the comment gets its
 * message where it is read. */
static void take_cut_text(struct reader *reader, struct yaml_node *node) {
  struct str bytes = reader->bytes;
  size_t from = yaml_skip_blanks(bytes, node->place.offset), after = from;
  while (after < bytes.length && bytes.at[after] == '#')
    after++;
  if (after == from || yaml_ends_word(bytes, after)) return;
  size_t to = yaml_text_end(bytes, from, yaml_line_end(bytes, from));
  node->absent = false;
  node->place = reader_place(reader, from, to);
  node->text = yaml_decode(reader, YAML_PLAIN, from, to, str_slice(bytes, from, to));
}

static void read_scalar(struct reader *reader, const yaml_event_t *event) {
  size_t start = yaml_offset(reader, &event->start_mark), end = yaml_offset(reader, &event->end_mark), from = start;
  begin_node(reader, start);
  if (event->data.scalar.anchor || event->data.scalar.tag) from = skip_properties(reader->bytes, start, end);
  enum yaml_style style = style_of(event->data.scalar.style);
  const struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
  size_t last = style >= YAML_LITERAL ? yaml_text_end(reader->bytes, from, end) : end;
  struct yaml_node *node = yaml_new_node(reader, YAML_SCALAR, style, reader_place(reader, from, last));
  node->text = yaml_decode(reader, style, from, end, value);
  node->absent = style == YAML_PLAIN && value.length == 0;
  uint64_t weight_before = reader->weight;
  reader->weight += value.length + 16;
  struct anchor *anchor = define_anchor(reader, event->data.scalar.anchor, start);
  if (anchor) anchor->node = node, anchor->weight = reader->weight - weight_before;
  check_tag(reader, event->data.scalar.tag, start, from, last, style == YAML_PLAIN);
  leave_scalar(reader, node, from, end);
  yaml_check_scalar(reader, node);
  if (node->absent) take_cut_text(reader, node);
  end_node(reader, node, last, 0);
}

static struct yaml_node *literal_alias(struct reader *reader, size_t start, size_t end) {
  return yaml_text_node(reader, yaml_decode_plain(reader, start, end), reader_place(reader, start, end));
}

/* The node that `*name` repeats; what is written when there is none. */
static struct yaml_node *alias_node(struct reader *reader, const struct anchor *anchor, struct str name, size_t start,
                                    size_t end) {
  struct place place = reader_place(reader, start, end);
  if (anchor && !anchor->open) return anchor->node;
  struct message *message;
  if (anchor) {
    message = diagnose(reader->diagnostics, place, E_YAML_ALIAS_CYCLE,
                       "`*%.*s` would repeat what it stands in, without end", STR_ARG(name));
    message_relate(reader->diagnostics, message, anchor->place, "`&%.*s` begins here", STR_ARG(name));
  } else {
    message = diagnose(reader->diagnostics, place, E_YAML_ALIAS_UNKNOWN,
                       "YAML takes `*%.*s` as a repetition of something marked `&%.*s`, and nothing is", STR_ARG(name),
                       STR_ARG(name));
    message_hint(reader->diagnostics, message, "put text that begins with `*` in quotes");
    yaml_cure_text(reader, message, start, end);
  }
  return literal_alias(reader, start, end);
}

static void stop_at(struct reader *reader) {
  reader->stopped = true;
  reader->document.complete = false;
}

static void check_alias_size(struct reader *reader, const struct anchor *anchor, struct place place) {
  reader->weight += anchor->weight;
  reader->alias_weight += anchor->weight;
  uint64_t limit = reader->limits->alias_factor * (uint64_t)reader->bytes.length;
  if (limit < reader->limits->alias_bytes) limit = reader->limits->alias_bytes;
  if (reader->alias_weight <= limit) return;
  diagnose(reader->diagnostics, place, E_YAML_ALIAS_SIZE,
           "the repetitions (`*%.*s` and others) would make more than %llu bytes", STR_ARG(anchor->name),
           (unsigned long long)limit);
  stop_at(reader);
}

static void report_depth(struct reader *reader, size_t at) {
  diagnose(reader->diagnostics, reader_place(reader, at, at + 1), E_YAML_DEPTH,
           "lists and mappings stand more than %zu deep in each other", reader->limits->depth);
  stop_at(reader);
}

static void read_alias(struct reader *reader, const yaml_event_t *event) {
  size_t start = yaml_offset(reader, &event->start_mark), end = yaml_offset(reader, &event->end_mark);
  begin_node(reader, start);
  struct str name = name_of(event->data.alias.anchor);
  struct anchor *anchor = map_get(&reader->anchors, name);
  struct yaml_node *node = alias_node(reader, anchor, str_copy(reader->arena, name), start, end);
  uint32_t height = 0;
  if (anchor && !anchor->open) {
    anchor->used = true;
    height = anchor->height;
    check_alias_size(reader, anchor, reader_place(reader, start, end));
    if (reader->frames.count + height > reader->limits->depth) report_depth(reader, start);
  }
  reader->gap = end;
  reader->gap_in_line = true;
  reader->last_scalar = SIZE_MAX;
  end_node(reader, node, end, height);
}

static void open_collection(struct reader *reader, const yaml_event_t *event, enum yaml_kind kind, bool flow,
                            const yaml_char_t *anchor, const yaml_char_t *tag) {
  size_t start = yaml_offset(reader, &event->start_mark), end = yaml_offset(reader, &event->end_mark), from = start;
  begin_node(reader, start);
  if (anchor || tag) from = skip_properties(reader->bytes, start, reader->bytes.length);
  check_tag(reader, tag, start, from, end, false);
  if (reader->frames.count >= reader->limits->depth) {
    report_depth(reader, from);
    return;
  }
  struct frame frame = {.first_child = reader->nodes.count, .column = flow ? SIZE_MAX : event->start_mark.column};
  if (from != start && !flow) frame.column = from - yaml_line_start(reader->bytes, from);
  frame.node = yaml_new_node(reader, kind, flow ? YAML_FLOW : YAML_BLOCK, reader_place(reader, from, from));
  frame.anchor = define_anchor(reader, anchor, start);
  if (frame.anchor) frame.anchor->node = frame.node, frame.anchor->open = true;
  frame.weight_before = reader->weight;
  frame.child_start = from;
  reader->weight += 16;
  heap_vector_push(&reader->frames, frame);
}

static void take_children(struct reader *reader, struct yaml_node *node, struct yaml_node **children, size_t count) {
  if (node->kind == YAML_MAPPING) {
    yaml_finish_mapping(reader, node, children, count);
    return;
  }
  node->items = arena_allocate_raw(reader->arena, base_array_size(count + 1, sizeof *node->items));
  if (count > 0) memcpy(node->items, children, count * sizeof *node->items);
  node->count = (uint32_t)count;
}

static void close_collection(struct reader *reader, size_t end) {
  const struct frame frame = *innermost(reader);
  struct yaml_node *node = frame.node;
  if (node->style == YAML_FLOW && end > node->place.offset) node->place.length = (uint32_t)end - node->place.offset;
  take_children(reader, node, reader->nodes.at + frame.first_child, reader->nodes.count - frame.first_child);
  reader->nodes.count = frame.first_child;
  reader->frames.count--;
  if (frame.anchor) {
    frame.anchor->open = false;
    frame.anchor->weight = reader->weight - frame.weight_before;
    frame.anchor->height = frame.height + 1;
  }
  end = yaml_node_end(node);
  if (!reader->stopped) node = yaml_check_collection(reader, node);
  if (frame.anchor) frame.anchor->node = node;
  end_node(reader, node, end, frame.height + 1);
}

static void read_collection_end(struct reader *reader, const yaml_event_t *event) {
  size_t end = yaml_offset(reader, &event->end_mark);
  yaml_read_gap(reader, end);
  if (innermost(reader)->node->style == YAML_FLOW) reader->gap_in_line = true;
  close_collection(reader, end);
}

static void read_document(struct reader *reader, const yaml_event_t *event) {
  size_t start = yaml_offset(reader, &event->start_mark), end = yaml_offset(reader, &event->end_mark);
  if (reader->document.root) {
    struct message *message = diagnose(reader->diagnostics, reader_place(reader, start, end), E_YAML_SEVERAL_DOCUMENTS,
                                       "a second document begins here, and a report is one");
    message_hint(reader->diagnostics, message, "delete this line");
    stop_at(reader);
  }
}

static void read_event(struct reader *reader, const yaml_event_t *event) {
  switch (event->type) {
  case YAML_SCALAR_EVENT: read_scalar(reader, event); break;
  case YAML_ALIAS_EVENT: read_alias(reader, event); break;
  case YAML_SEQUENCE_START_EVENT:
    open_collection(reader, event, YAML_SEQUENCE, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                    event->data.sequence_start.anchor, event->data.sequence_start.tag);
    break;
  case YAML_MAPPING_START_EVENT:
    open_collection(reader, event, YAML_MAPPING, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                    event->data.mapping_start.anchor, event->data.mapping_start.tag);
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: read_collection_end(reader, event); break;
  case YAML_DOCUMENT_START_EVENT: read_document(reader, event); break;
  case YAML_STREAM_END_EVENT:
    yaml_read_gap(reader, reader->bytes.length);
    reader->stopped = true;
    break;
  default: break;
  }
}

/* After a fault: what is open is closed, without the last value where the fault is in it. */
static void close_all(struct reader *reader, size_t fault) {
  while (reader->frames.count > 0) {
    struct frame *frame = innermost(reader);
    size_t count = reader->nodes.count - frame->first_child;
    if (count > 0 && reader->nodes.at[reader->nodes.count - 1]->place.offset >= fault) reader->nodes.count--, count--;
    if (frame->node->kind == YAML_MAPPING && count % 2 == 1) {
      size_t end = yaml_node_end(reader->nodes.at[reader->nodes.count - 1]);
      struct yaml_node *absent = yaml_text_node(reader, source_text_made(STR("")), reader_place(reader, end, end));
      absent->absent = true;
      heap_vector_push(&reader->nodes, absent);
    }
    close_collection(reader, yaml_node_end(frame->node));
  }
}

static void check_anchors(struct reader *reader) {
  for (size_t i = 0; i < reader->anchor_list.count; i++) {
    const struct anchor *anchor = reader->anchor_list.at[i];
    const struct yaml_node *node = anchor->node;
    if (anchor->used || node->kind != YAML_SCALAR || node->style != YAML_PLAIN) continue;
    struct message *message =
        diagnose(reader->diagnostics, anchor->place, E_YAML_ANCHOR_UNUSED,
                 "YAML takes `&%.*s` as a mark for repetition and leaves it out of the text", STR_ARG(anchor->name));
    message_hint(reader->diagnostics, message, "put text that begins with `&` in quotes");
    yaml_cure_text(reader, message, anchor->place.offset, yaml_node_end(node));
  }
}

static void fault(struct reader *reader) {
  if (reader->parser.error == YAML_MEMORY_ERROR) base_out_of_memory();
  size_t at = yaml_explain(reader);
  stop_at(reader);
  close_all(reader, at);
}

void yaml_build(struct reader *reader) {
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, (const unsigned char *)reader->bytes.at + reader->start,
                               reader->bytes.length - reader->start);
  while (!reader->stopped) {
    yaml_event_t event;
    if (!yaml_parser_parse(&reader->parser, &event)) {
      fault(reader);
      break;
    }
    read_event(reader, &event);
    yaml_event_delete(&event);
  }
  close_all(reader, SIZE_MAX);
  if (reader->document.complete) check_anchors(reader);
}
