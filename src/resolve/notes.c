/* Footnotes: numbered in the order of their calls, each made when it is first called. */
#include "resolve/resolver.h"

void notes_collect(struct resolver *resolver) {
  const struct report *report = resolver->report;
  for (size_t i = 0; i < report->footnote_count; i++) {
    const struct footnote *footnote = &report->footnotes[i];
    const struct footnote_entry *first = map_get(&resolver->footnotes, footnote->id.bytes);
    if (first != NULL) {
      struct message *message = diagnose(resolver->diagnostics, footnote->place, E_DEFINED_TWICE,
                                         "the footnote `%.*s` is defined twice", STR_ARG(footnote->id.bytes));
      message_relate(resolver->diagnostics, message, first->footnote->place, "first defined here");
      continue;
    }
    struct footnote_entry *entry = arena_new(resolver->work, struct footnote_entry);
    entry->footnote = footnote;
    map_set(&resolver->footnotes, footnote->id.bytes, entry);
  }
}

static struct str nearest_note(struct resolver *resolver, struct str id) {
  size_t count = resolver->footnotes.count;
  struct str *names = arena_new_array(resolver->work, struct str, count);
  for (size_t i = 0; i < count; i++)
    names[i] = resolver->footnotes.entries[i].key;
  return diagnostics_nearest(id, names, count);
}

static void report_unknown(struct resolver *resolver, const struct source_text *id) {
  if (!resolver->report->complete) return;
  struct place place = source_text_place(id, 0, id->bytes.length);
  struct message *message =
      diagnose(resolver->diagnostics, place, E_UNKNOWN_NOTE, "no footnote named `%.*s`", STR_ARG(id->bytes));
  if (names_find(resolver, id->bytes) != NULL) {
    message_hint(resolver->diagnostics, message, "`%.*s` is cited as [[%.*s]]", STR_ARG(id->bytes), STR_ARG(id->bytes));
    return;
  }
  if (resolver->names.hints_given++ >= NAME_HINTS) return;
  struct str nearest = nearest_note(resolver, id->bytes);
  if (nearest.length > 0)
    message_hint(resolver->diagnostics, message, "did you mean `%.*s`?", STR_ARG(nearest));
  else
    message_help(resolver->diagnostics, message, "footnotes:\n  %.*s: The words of the note.", STR_ARG(id->bytes));
}

static void note_make(struct resolver *resolver, struct footnote_entry *entry, struct anchor *call) {
  struct note *note = entry->note;
  size_t from = group_open(resolver);
  struct draft draft;
  draft_open(resolver, &draft, resolver->out->language);
  resolver->note_depth++;
  runs_add_inline(resolver, &entry->footnote->text);
  resolver->note_depth--;
  struct node *node = draft_close(resolver, &draft, ROLE_PARAGRAPH, STYLE_FOOTNOTE);
  struct paragraph *paragraph = node->paragraph;
  paragraph->label =
      (struct run){.text = note->label, .anchor = call, .is_link = true, .link_serial = ++resolver->link_serial};
  paragraph->label_role = ROLE_LABEL;
  node->place = entry->footnote->place;
  group_push(resolver, node);
  group_close(resolver, from, note->content);
}

static struct anchor *call_anchor(struct resolver *resolver, uint32_t number) {
  struct draft *draft = resolver->draft;
  if (draft->anchor == NULL) draft->anchor = anchor_make(resolver, str_format(resolver->arena, "note-call.%u", number));
  return draft->anchor;
}

static void note_begin(struct resolver *resolver, struct footnote_entry *entry) {
  struct note *note = entry->note = arena_new(resolver->arena, struct note);
  vector_push(resolver->work, &resolver->notes, note);
  note->number = (uint32_t)resolver->notes.count;
  note->label = str_format(resolver->arena, "%u", note->number);
  note->anchor = anchor_make(resolver, str_format(resolver->arena, "note.%u", note->number));
  note->called = true;
  note->content = node_make(resolver, NODE_GROUP, ROLE_NOTE);
  note->content->anchor = note->anchor;
  struct anchor *call = call_anchor(resolver, note->number);
  if (resolver->note_depth < NOTE_DEPTH) {
    note_make(resolver, entry, call);
    return;
  }
  entry->call = call;
  vector_push(resolver->work, &resolver->waiting_notes, entry);
}

void notes_make_waiting(struct resolver *resolver) {
  for (size_t i = 0; i < resolver->waiting_notes.count; i++) {
    struct footnote_entry *entry = resolver->waiting_notes.at[i];
    note_make(resolver, entry, entry->call);
  }
  resolver->waiting_notes.count = 0;
}

/* A note may be called again: further calls show its number and lead to it, and it stands on the page of the first. */
void note_call(struct resolver *resolver, const struct inline_item *item) {
  struct footnote_entry *entry = map_get(&resolver->footnotes, item->text.bytes);
  if (entry == NULL) {
    report_unknown(resolver, &item->text);
    return;
  }
  bool first = entry->note == NULL;
  size_t at = resolver->runs.count;
  runs_add(resolver, (struct run){.looks = LOOK_SUPERSCRIPT, .place = item->place});
  if (first) note_begin(resolver, entry);
  struct run *run = &resolver->runs.at[at];
  run->text = entry->note->label;
  run->anchor = entry->note->anchor;
  run->is_link = true;
  run->link_serial = ++resolver->link_serial;
  if (first) run->note = entry->note;
}
