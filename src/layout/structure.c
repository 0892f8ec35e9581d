/* Structure elements, made in the order in which the tree is read: an element stands before its children, a note behind
 * the paragraph that calls it. */
#include <string.h>

#include "layout/internal.h"

_Static_assert((int)ROLE_COUNT == (int)STRUCTURE_COUNT, "roles and structure types have the same values");
_Static_assert((int)ROLE_HEADING_1 == (int)STRUCTURE_H1, "roles and structure types have the same values");
_Static_assert((int)ROLE_LABEL == (int)STRUCTURE_LBL, "roles and structure types have the same values");
_Static_assert((int)ROLE_TABLE_HEAD == (int)STRUCTURE_THEAD, "roles and structure types have the same values");
_Static_assert((int)ROLE_FIGURE == (int)STRUCTURE_FIGURE, "roles and structure types have the same values");

/* What the report will need, so that the array is allocated once: an array that doubles in an arena would leave its
 * halves behind. */
struct census {
  size_t elements, bytes;
};

static void count_node(const struct node *node, struct census *census);

static void count_paragraph(const struct paragraph *paragraph, struct census *census) {
  if (paragraph->label.text.length > 0) census->elements += 2;
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    const struct run *run = &paragraph->runs[i];
    census->bytes += run->text.length;
    census->elements += (size_t)run->is_link + (run->language.length > 0 || run->expansion > 0);
  }
  census->bytes += 60; /* its last line is half empty, and space stands before it */
}

static void count_table(const struct table_layout *table, struct census *census) {
  census->elements += 2 + table->row_count;
  for (size_t i = 0; i < table->row_count * table->column_count; i++) {
    if (table->cells[i] != NULL) count_node(table->cells[i], census);
  }
}

static void count_node(const struct node *node, struct census *census) {
  if (node->role != ROLE_NONE) census->elements++;
  if (node->kind == NODE_PARAGRAPH) count_paragraph(node->paragraph, census);
  if (node->kind == NODE_TABLE) count_table(node->table, census);
  if (node->kind == NODE_PAGE_BREAK) census->bytes += 1500;
  for (uint32_t i = 0; i < node->child_count; i++)
    count_node(node->children[i], census);
}

size_t structure_bound(const struct resolved *resolved, size_t *text_length) {
  struct census census = {1, 0};
  count_node(resolved->root, &census);
  for (size_t i = 0; i < resolved->note_count; i++) {
    if (resolved->notes[i]->content != NULL) count_node(resolved->notes[i]->content, &census);
  }
  *text_length = census.bytes;
  return census.elements;
}

/* Neighbours mostly share a language. */
static const struct element_words *words_in(struct layout *layout, struct str language) {
  const struct element_words *last = layout->last_words;
  if (last != NULL && last->language.at == language.at && last->language.length == language.length) return last;
  struct element_words *words = arena_new(layout->arena, struct element_words);
  words->language = language;
  layout->last_words = words;
  return words;
}

uint32_t structure_add(struct layout *layout, uint32_t parent, enum structure_type type, struct str language) {
  struct structure *structure = &layout->structure;
  if (structure->count == structure->capacity) {
    structure->at =
        vector_grow(layout->arena, structure->at, &structure->capacity, structure->count, sizeof *structure->at);
  }
  const struct element_words *words = language.length > 0 ? words_in(layout, language) : NULL;
  uint32_t index = (uint32_t)structure->count++;
  structure->at[index] = (struct structure_element){
      .parent = parent == ELEMENT_ARTIFACT ? index : parent, .type = (uint8_t)type, .words = words};
  return index;
}

/* The paragraph with which a node begins, if it does begin with one. */
static const struct paragraph *first_paragraph(const struct node *node) {
  while (node->kind == NODE_GROUP && node->child_count > 0)
    node = node->children[0];
  return node->kind == NODE_PARAGRAPH ? node->paragraph : NULL;
}

/* Elements whose label is a child of their own, beside the body that it labels. */
static bool holds_label(uint8_t type) {
  return type == STRUCTURE_LI || type == STRUCTURE_NOTE;
}

static uint32_t add_label(struct layout *layout, uint32_t parent, const struct paragraph *paragraph) {
  return structure_add(layout, parent, (enum structure_type)paragraph->label_role, paragraph->label.language);
}

uint32_t structure_open(struct layout *layout, const struct node *node, uint32_t parent, uint32_t *label_element) {
  if (parent == ELEMENT_ARTIFACT && layout->structure.count > 0) return ELEMENT_ARTIFACT;
  const struct paragraph *first = first_paragraph(node);
  bool labelled = node->role != ROLE_NOTE && first != NULL && first->label.text.length > 0 &&
                  first->label_role == ROLE_LABEL; /* a note called in an item or a note has its own inside */
  if (labelled && *label_element == UINT32_MAX && layout->structure.count > 0 &&
      holds_label(layout->structure.at[parent].type)) {
    *label_element = add_label(layout, parent, first);
  }
  if (node->role == ROLE_NONE) return parent;
  return structure_add(layout, parent, (enum structure_type)node->role, node->language);
}

/* An element of its own for words of another language and for abbreviations. */
static uint32_t span_element(struct layout *layout, uint32_t parent, const struct run *run, struct str around) {
  if (run->expansion > 0) {
    uint32_t element = structure_add(layout, parent, STRUCTURE_SPAN, (struct str){NULL, 0});
    struct element_words *words = arena_new(layout->arena, struct element_words);
    *words = (struct element_words){run->language, layout->resolved->expansions[run->expansion - 1]};
    layout->structure.at[element].words = words;
    return element;
  }
  if (run->language.length == 0 || str_equal(run->language, around)) return parent;
  return structure_add(layout, parent, STRUCTURE_SPAN, run->language);
}

static struct str link_words(const struct paragraph *paragraph, uint32_t from, uint32_t serial, struct arena *arena) {
  size_t total = 0;
  uint32_t to = from;
  for (; to < paragraph->run_count && paragraph->runs[to].link_serial == serial; to++) {
    total += paragraph->runs[to].text.length;
  }
  if (to == from + 1) return paragraph->runs[from].text;
  char *bytes = arena_allocate_raw(arena, total + 1);
  size_t at = 0;
  for (uint32_t i = from; i < to; i++) {
    struct str text = paragraph->runs[i].text;
    if (text.length > 0) memcpy(bytes + at, text.at, text.length);
    at += text.length;
  }
  return (struct str){bytes, total};
}

static uint32_t add_link(struct layout *layout, struct set_paragraph *set, uint32_t element, const struct run *run,
                         struct str words, uint32_t *link_count) {
  struct set_link *link = &set->links[(*link_count)++];
  link->element = structure_add(layout, element, STRUCTURE_LINK, (struct str){NULL, 0});
  link->anchor = run->anchor != NULL ? run->anchor->index : UINT32_MAX;
  link->address = run->link;
  link->contents = words;
  return *link_count;
}

/* The link that run `i` belongs to; a new one when the run before it belongs to another. */
static uint32_t link_of_run(struct layout *layout, struct set_paragraph *set, struct arena *arena, uint32_t element,
                            uint32_t i, uint32_t *link_count) {
  const struct run *run = &set->source->runs[i];
  if (!run->is_link || set->links == NULL) return 0;
  const struct run *before = i > 0 ? &set->source->runs[i - 1] : NULL;
  if (before != NULL && before->is_link && run->link_serial != 0 && before->link_serial == run->link_serial) {
    return set->runs[i - 1].link;
  }
  struct str words = run->link_serial != 0 ? link_words(set->source, i, run->link_serial, arena) : run->text;
  return add_link(layout, set, element, run, words, link_count);
}

static uint32_t count_links(const struct paragraph *paragraph) {
  uint32_t count = paragraph->label.is_link;
  for (uint32_t i = 0; i < paragraph->run_count; i++)
    count += paragraph->runs[i].is_link;
  return count;
}

static uint32_t run_color(const struct layout *layout, const struct set_paragraph *set, const struct run *run) {
  return run->is_link && run->link.length > 0 ? layout->style->link_color : set->style->color;
}

static void set_artifact(const struct layout *layout, struct set_paragraph *set) {
  for (uint32_t i = 0; i < set->source->run_count; i++) {
    set->runs[i] =
        (struct set_run){.element = ELEMENT_ARTIFACT, .color = run_color(layout, set, &set->source->runs[i])};
  }
  set->label_run = (struct set_run){.element = ELEMENT_ARTIFACT, .color = set->style->color};
}

/* The label's element: the one that an outer node made for it, its own in the paragraph's, or the paragraph's; and in
 * it a link, where the label leads somewhere (a note's, back to its call). */
static void set_label(struct layout *layout, struct set_paragraph *set, uint32_t element, uint32_t label_element,
                      uint32_t *link_count) {
  const struct paragraph *paragraph = set->source;
  set->label_run = (struct set_run){.element = element, .color = run_color(layout, set, &paragraph->label)};
  if (paragraph->label.text.length == 0) return;
  if (label_element != UINT32_MAX)
    set->label_run.element = label_element;
  else if (paragraph->label_role != ROLE_NONE)
    set->label_run.element = add_label(layout, element, paragraph);
  if (!paragraph->label.is_link || set->links == NULL) return;
  set->label_run.link =
      add_link(layout, set, set->label_run.element, &paragraph->label, paragraph->label.text, link_count);
  set->label_run.element = set->links[set->label_run.link - 1].element;
}

void structure_runs(struct layout *layout, struct set_paragraph *set, struct arena *arena, uint32_t element,
                    uint32_t label_element) {
  const struct paragraph *paragraph = set->source;
  set->runs = arena_new_array(arena, struct set_run, paragraph->run_count + 1);
  if (element == ELEMENT_ARTIFACT) {
    set_artifact(layout, set);
    return;
  }
  uint32_t links = count_links(paragraph), link_count = 0;
  set->links = links > 0 ? arena_new_array(arena, struct set_link, links) : NULL;
  set_label(layout, set, element, label_element, &link_count);
  for (uint32_t i = 0; i < paragraph->run_count; i++) {
    const struct run *run = &paragraph->runs[i];
    struct set_run *made = &set->runs[i];
    made->color = run_color(layout, set, run);
    made->page_only = run->field != FIELD_NONE;
    made->link = link_of_run(layout, set, arena, element, i, &link_count);
    uint32_t parent = made->link > 0 ? set->links[made->link - 1].element : element;
    bool goes_on = i > 0 && set->runs[i - 1].link == made->link && run->language.length > 0 &&
                   str_equal(paragraph->runs[i - 1].language, run->language) &&
                   run->expansion + paragraph->runs[i - 1].expansion == 0;
    made->element = goes_on ? set->runs[i - 1].element : span_element(layout, parent, run, set->language);
  }
}
