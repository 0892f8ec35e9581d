#include "pdf/tags.h"

#include <stdlib.h>

#include "pdf/document.h"
#include "pdf/syntax.h"

#define NO_EVENT UINT32_MAX
#define NO_ELEMENT UINT32_MAX

/* Values of the attribute ListNumbering (14.8.5.5). */
enum list_numbering {
  NUMBERING_UNSEEN,
  NUMBERING_DISC,
  NUMBERING_DECIMAL,
  NUMBERING_UPPER_ROMAN,
  NUMBERING_LOWER_ROMAN,
  NUMBERING_UPPER_ALPHA,
  NUMBERING_LOWER_ALPHA
};
static const char *const numbering_names[] = {"",           "Disc",       "Decimal",   "UpperRoman",
                                              "LowerRoman", "UpperAlpha", "LowerAlpha"};

const char *const structure_names[STRUCTURE_COUNT] = {[STRUCTURE_NONE] = "NonStruct",
                                                      [STRUCTURE_DOCUMENT] = "Document",
                                                      [STRUCTURE_PART] = "Part",
                                                      [STRUCTURE_SECT] = "Sect",
                                                      [STRUCTURE_DIV] = "Div",
                                                      [STRUCTURE_H1] = "H1",
                                                      [STRUCTURE_H2] = "H2",
                                                      [STRUCTURE_H3] = "H3",
                                                      [STRUCTURE_H4] = "H4",
                                                      [STRUCTURE_H5] = "H5",
                                                      [STRUCTURE_H6] = "H6",
                                                      [STRUCTURE_P] = "P",
                                                      [STRUCTURE_L] = "L",
                                                      [STRUCTURE_LI] = "LI",
                                                      [STRUCTURE_LBL] = "Lbl",
                                                      [STRUCTURE_LBODY] = "LBody",
                                                      [STRUCTURE_BLOCKQUOTE] = "BlockQuote",
                                                      [STRUCTURE_NOTE] = "Note",
                                                      [STRUCTURE_TABLE] = "Table",
                                                      [STRUCTURE_THEAD] = "THead",
                                                      [STRUCTURE_TBODY] = "TBody",
                                                      [STRUCTURE_TR] = "TR",
                                                      [STRUCTURE_TH] = "TH",
                                                      [STRUCTURE_TD] = "TD",
                                                      [STRUCTURE_CAPTION] = "Caption",
                                                      [STRUCTURE_TOC] = "TOC",
                                                      [STRUCTURE_TOCI] = "TOCI",
                                                      [STRUCTURE_REFERENCE] = "Reference",
                                                      [STRUCTURE_LINK] = "Link",
                                                      [STRUCTURE_SPAN] = "Span",
                                                      [STRUCTURE_FIGURE] = "Figure"};

static bool is_root(const struct structure *structure, uint32_t element) {
  return structure->at[element].parent >= element; /* a parent stands before its children */
}

uint32_t tags_element(const struct structure *structure, uint32_t element) {
  while (structure->at[element].type == STRUCTURE_NONE && !is_root(structure, element))
    element = structure->at[element].parent;
  return element;
}

/* --- lists ----------------------------------------------------------------------------------------------------- */

static bool is_between(char c, char first, char last) {
  return c >= first && c <= last;
}

static bool is_ordinary(char c) {
  return is_between(c, '0', '9') || is_between(c, 'a', 'z') || is_between(c, 'A', 'Z');
}

/* By the first label alone: "i" begins roman figures, "h" does not. A mark without letter or figure is a bullet. */
static enum list_numbering classify_label(struct str text) {
  size_t at = 0;
  bool foreign = false;
  for (; at < text.length && !is_ordinary(text.at[at]); at++)
    foreign = foreign || ((unsigned char)text.at[at] >= 0xC3 && (unsigned char)text.at[at] != 0xE2);
  if (at == text.length) return foreign ? NUMBERING_DECIMAL : NUMBERING_DISC;
  char c = text.at[at];
  if (is_between(c, '0', '9')) return NUMBERING_DECIMAL;
  if (is_between(c, 'a', 'z')) return c == 'i' ? NUMBERING_LOWER_ROMAN : NUMBERING_LOWER_ALPHA;
  return c == 'I' ? NUMBERING_UPPER_ROMAN : NUMBERING_UPPER_ALPHA;
}

void tags_see_label(struct tags *tags, const struct structure *structure, uint32_t label, struct str text) {
  uint32_t item = structure->at[label].parent, list = structure->at[item].parent;
  if (structure->at[list].type != STRUCTURE_L) return;
  while (tags->list_marks.count <= list)
    heap_vector_push(&tags->list_marks, NUMBERING_UNSEEN);
  if (tags->list_marks.at[list] == NUMBERING_UNSEEN) tags->list_marks.at[list] = (uint8_t)classify_label(text);
}

/* --- the finished tree ------------------------------------------------------------------------------------------ */

static uint32_t *array(size_t count) {
  return base_allocate(base_array_size(count + 1, sizeof(uint32_t)));
}

static uint32_t *filled_array(size_t count, uint32_t value) {
  uint32_t *items = array(count);
  for (size_t i = 0; i <= count; i++)
    items[i] = value;
  return items;
}

/* Every event in order: page by page, a page's marked contents, then its links. */
static void each_event(struct pdf *pdf, void (*take)(struct tags *tags, uint32_t element, uint32_t ordinal)) {
  struct tags *tags = &pdf->tags;
  for (size_t p = 0; p < pdf->pages.count; p++) {
    const struct page_record *page = &pdf->pages.at[p];
    uint32_t ordinal = tags->page_start[p];
    for (uint32_t i = 0; i < page->tag_count; i++)
      take(tags, tags->elements.at[page->first_tag + i], ordinal++);
    for (uint32_t i = 0; i < page->link_count; i++, ordinal++) {
      uint32_t element = pdf->links.at[page->first_link + i].element;
      if (element != ELEMENT_ARTIFACT) take(tags, element, ordinal);
    }
  }
}

static void count_event(struct tags *tags, uint32_t element, uint32_t ordinal) {
  if (tags->first_event[element] == NO_EVENT) tags->first_event[element] = ordinal;
  tags->kid_start[element + 1]++;
}

/* Moves kid_start[element] on to its end, which is where the next element's begins; fill_events puts it right. */
static void store_event(struct tags *tags, uint32_t element, uint32_t ordinal) {
  tags->events[tags->kid_start[element]++] = ordinal;
}

static void find_page_starts(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  tags->page_start = array(pdf->pages.count);
  uint32_t ordinal = 0;
  for (size_t p = 0; p < pdf->pages.count; p++) {
    tags->page_start[p] = ordinal;
    ordinal += pdf->pages.at[p].tag_count + pdf->pages.at[p].link_count;
  }
  tags->page_start[pdf->pages.count] = ordinal;
}

static void fill_events(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  uint32_t count = (uint32_t)pdf->structure->count;
  tags->first_event = filled_array(count, NO_EVENT);
  tags->kid_start = filled_array(count, 0);
  each_event(pdf, count_event);
  for (uint32_t e = 0; e < count; e++)
    tags->kid_start[e + 1] += tags->kid_start[e];
  tags->events = array(tags->kid_start[count]);
  each_event(pdf, store_event);
  for (uint32_t e = count; e > 0; e--)
    tags->kid_start[e] = tags->kid_start[e - 1];
  tags->kid_start[0] = 0;
}

/* From the last element to the first, so that a parent meets its children after their own first events are known. */
static void link_children(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  const struct structure *structure = pdf->structure;
  tags->first_child = filled_array(structure->count, NO_ELEMENT);
  tags->next_sibling = filled_array(structure->count, NO_ELEMENT);
  for (uint32_t e = (uint32_t)structure->count; e-- > 0;) {
    if (is_root(structure, e) || structure->at[e].type == STRUCTURE_NONE) continue;
    uint32_t parent = tags_element(structure, structure->at[e].parent);
    tags->next_sibling[e] = tags->first_child[parent];
    tags->first_child[parent] = e;
    if (tags->first_event[e] < tags->first_event[parent]) tags->first_event[parent] = tags->first_event[e];
  }
}

/* A table's grid stays whole: its empty cells are elements too. */
static bool stays_when_empty(const struct structure *structure, uint32_t element) {
  uint8_t type = structure->at[element].type;
  return type == STRUCTURE_TR || type == STRUCTURE_TH || type == STRUCTURE_TD;
}

static void number_elements(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  const struct structure *structure = pdf->structure;
  uint32_t count = (uint32_t)structure->count;
  tags->ids = filled_array(count, 0);
  tags->notes = NULL;
  for (uint32_t e = 0; e < count; e++) {
    bool root = is_root(structure, e);
    if (structure->at[e].type == STRUCTURE_NONE && !root) continue;
    bool kept = root || tags->first_event[e] != NO_EVENT ||
                (stays_when_empty(structure, e) && tags->ids[tags_element(structure, structure->at[e].parent)] != 0);
    if (!kept) continue;
    tags->ids[e] = ++tags->count;
    if (structure->at[e].type == STRUCTURE_NOTE) tags->note_count++;
  }
}

static void list_elements(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  tags->elements_by_id = array(tags->count);
  tags->notes = array(tags->note_count);
  uint32_t note = 0;
  for (uint32_t e = 0; e < pdf->structure->count; e++) {
    if (tags->ids[e] == 0) continue;
    tags->elements_by_id[tags->ids[e] - 1] = e;
    tags->ids[e] += tags->first_id - 1;
    if (pdf->structure->at[e].type == STRUCTURE_NOTE) tags->notes[note++] = e;
  }
}

/* --- elements' bodies ------------------------------------------------------------------------------------------- */

/* Neighbouring events mostly stand on one page. */
static uint32_t find_page(struct pdf *pdf, uint32_t ordinal) {
  struct tags *tags = &pdf->tags;
  const uint32_t *start = tags->page_start;
  if (ordinal >= start[tags->event_page] && ordinal < start[tags->event_page + 1]) return tags->event_page;
  uint32_t low = 0, high = (uint32_t)pdf->pages.count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    *(start[middle] <= ordinal ? &low : &high) = middle;
  }
  return tags->event_page = low;
}

struct kid_list {
  struct pdf *pdf;
  struct buffer *out;
  uint32_t page; /* the element's Pg */
  bool begun;
};

static void separate(struct kid_list *kids) {
  if (kids->begun) buffer_append_byte(kids->out, ' ');
  kids->begun = true;
}

static void append_page_key(struct kid_list *kids, uint32_t page) {
  if (page != kids->page) syntax_append_key_reference(kids->out, "Pg", page_id(kids->pdf, page));
}

static void append_event(struct kid_list *kids, uint32_t ordinal) {
  struct pdf *pdf = kids->pdf;
  uint32_t page = find_page(pdf, ordinal), index = ordinal - pdf->tags.page_start[page];
  const struct page_record *record = &pdf->pages.at[page];
  separate(kids);
  if (index >= record->tag_count) {
    uint32_t link = record->first_link + index - record->tag_count;
    syntax_append_literal(kids->out, "<</Type/OBJR");
    append_page_key(kids, page);
    syntax_append_key_reference(kids->out, "Obj", pdf->first_link + link);
    syntax_append_literal(kids->out, ">>");
  } else if (page == kids->page) {
    syntax_append_integer(kids->out, index);
  } else {
    syntax_append_literal(kids->out, "<</Type/MCR");
    append_page_key(kids, page);
    syntax_append_literal(kids->out, "/MCID ");
    syntax_append_integer(kids->out, index);
    syntax_append_literal(kids->out, ">>");
  }
}

static void append_child(struct kid_list *kids, uint32_t element) {
  separate(kids);
  syntax_append_reference(kids->out, kids->pdf->tags.ids[element]);
}

/* The ordinal before which marked content stands before `child`: where the child itself begins; for a note, which
 * begins at the foot of a page, where the next other child does. */
static uint32_t find_limit(const struct pdf *pdf, uint32_t child) {
  const struct tags *tags = &pdf->tags;
  uint32_t next = child;
  while (next != NO_ELEMENT && (pdf->structure->at[next].type == STRUCTURE_NOTE || tags->ids[next] == 0))
    next = tags->next_sibling[next];
  return next == NO_ELEMENT ? NO_EVENT : tags->first_event[next];
}

static void append_kids(struct kid_list *kids, uint32_t element) {
  struct tags *tags = &kids->pdf->tags;
  uint32_t event = tags->kid_start[element], end = tags->kid_start[element + 1];
  for (uint32_t child = tags->first_child[element]; child != NO_ELEMENT; child = tags->next_sibling[child]) {
    if (tags->ids[child] == 0) continue;
    uint32_t limit = event < end ? find_limit(kids->pdf, child) : 0;
    while (event < end && tags->events[event] < limit)
      append_event(kids, tags->events[event++]);
    append_child(kids, child);
  }
  while (event < end)
    append_event(kids, tags->events[event++]);
}

static void append_note_name(const struct pdf *pdf, uint32_t element, struct buffer *out) {
  buffer_append_format(out, "(note-%08u)", pdf->tags.ids[element] - pdf->tags.first_id);
}

/* A header cell holds for what stands below it, up to the next one: so does a row across. */
static void append_cell_attributes(const struct structure_element *it, struct buffer *out) {
  syntax_append_literal(out, "/A<</O/Table");
  if (it->type == STRUCTURE_TH) syntax_append_literal(out, "/Scope/Column");
  if (it->columns > 1) buffer_append_format(out, "/ColSpan %u", it->columns);
  syntax_append_literal(out, ">>");
}

static void append_attributes(const struct pdf *pdf, uint32_t element, struct buffer *out) {
  const struct structure_element *it = &pdf->structure->at[element];
  if (it->words != NULL && it->words->language.length > 0) {
    syntax_append_literal(out, "/Lang");
    syntax_append_text(out, it->words->language);
  }
  if (it->words != NULL && it->words->alternative.length > 0) {
    syntax_append_literal(out, it->type == STRUCTURE_SPAN ? "/E" : "/Alt");
    syntax_append_text(out, it->words->alternative);
  }
  if (it->type == STRUCTURE_TH || it->columns > 1) append_cell_attributes(it, out);
  if (it->type == STRUCTURE_L && element < pdf->tags.list_marks.count &&
      pdf->tags.list_marks.at[element] != NUMBERING_UNSEEN)
    buffer_append_format(out, "/A<</O/List/ListNumbering/%s>>", numbering_names[pdf->tags.list_marks.at[element]]);
  if (it->type == STRUCTURE_NOTE) {
    syntax_append_literal(out, "/ID");
    append_note_name(pdf, element, out);
  }
}

static void element_body(void *context, uint32_t index, struct buffer *out) {
  struct pdf *pdf = context;
  struct tags *tags = &pdf->tags;
  uint32_t element = tags->elements_by_id[index];
  const struct structure *structure = pdf->structure;
  struct kid_list kids = {.pdf = pdf, .out = out, .page = UINT32_MAX};
  syntax_append_literal(out, "/S/");
  syntax_append_literal(out, structure_names[structure->at[element].type]);
  bool root = is_root(structure, element);
  syntax_append_key_reference(out, "P",
                              root ? tags->root_id : tags->ids[tags_element(structure, structure->at[element].parent)]);
  if (tags->kid_start[element] < tags->kid_start[element + 1]) {
    kids.page = find_page(pdf, tags->events[tags->kid_start[element]]);
    syntax_append_key_reference(out, "Pg", page_id(pdf, kids.page));
  }
  append_attributes(pdf, element, out);
  syntax_append_literal(out, "/K[");
  append_kids(&kids, element);
  buffer_append_byte(out, ']');
}

/* --- root and trees --------------------------------------------------------------------------------------------- */

static void root_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct tags *tags = &pdf->tags;
  (void)index;
  syntax_append_literal(out, "/Type/StructTreeRoot/K[");
  for (uint32_t i = 0; i < tags->count; i++) {
    if (!is_root(pdf->structure, tags->elements_by_id[i])) continue;
    if (i > 0) buffer_append_byte(out, ' ');
    syntax_append_reference(out, tags->first_id + i);
  }
  buffer_append_byte(out, ']');
  syntax_append_key_reference(out, "ParentTree", tags->first_parent_node + tags->parent_tree.node_count - 1);
  syntax_append_literal(out, "/ParentTreeNextKey ");
  syntax_append_integer(out, tags->parent_tree.item_count);
  if (tags->note_count > 0)
    syntax_append_key_reference(out, "IDTree", tags->first_note_node + tags->note_tree.node_count - 1);
}

/* Keys are the pages' indices, then the links'. */
static void append_parents(const struct pdf *pdf, uint32_t key, struct buffer *out) {
  const struct tags *tags = &pdf->tags;
  syntax_append_integer(out, key);
  if (key >= pdf->pages.count) {
    uint32_t element = pdf->links.at[key - pdf->pages.count].element;
    if (element == ELEMENT_ARTIFACT) { /* no annotation has this key; readers complain of null */
      syntax_append_literal(out, "[]");
      return;
    }
    buffer_append_byte(out, ' ');
    syntax_append_reference(out, tags->ids[element]);
    return;
  }
  const struct page_record *page = &pdf->pages.at[key];
  buffer_append_byte(out, '[');
  for (uint32_t i = 0; i < page->tag_count; i++) {
    if (i > 0) buffer_append_byte(out, ' ');
    syntax_append_reference(out, tags->ids[tags->elements.at[page->first_tag + i]]);
  }
  buffer_append_byte(out, ']');
}

static void parent_node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  struct tree_node node = tree_node_at(&pdf->tags.parent_tree, index);
  if (!node.is_root) buffer_append_format(out, "/Limits[%u %u]", node.first_item, node.item_end - 1);
  if (!node.is_leaf) {
    tree_append_kids(&node, pdf->tags.first_parent_node, out);
    return;
  }
  syntax_append_literal(out, "/Nums[");
  for (uint32_t key = node.first_item; key < node.item_end; key++) {
    if (key > node.first_item) buffer_append_byte(out, '\n');
    append_parents(pdf, key, out);
  }
  buffer_append_byte(out, ']');
}

static void note_node_body(void *context, uint32_t index, struct buffer *out) {
  const struct pdf *pdf = context;
  const struct tags *tags = &pdf->tags;
  struct tree_node node = tree_node_at(&tags->note_tree, index);
  if (!node.is_root) {
    syntax_append_literal(out, "/Limits[");
    append_note_name(pdf, tags->notes[node.first_item], out);
    append_note_name(pdf, tags->notes[node.item_end - 1], out);
    buffer_append_byte(out, ']');
  }
  if (!node.is_leaf) {
    tree_append_kids(&node, tags->first_note_node, out);
    return;
  }
  syntax_append_literal(out, "/Names[");
  for (uint32_t i = node.first_item; i < node.item_end; i++) {
    append_note_name(pdf, tags->notes[i], out);
    syntax_append_reference(out, tags->ids[tags->notes[i]]);
  }
  buffer_append_byte(out, ']');
}

static uint32_t reserve(struct pdf *pdf, uint32_t count, void (*body)(void *, uint32_t, struct buffer *)) {
  return objects_reserve(pdf->objects, count, &(struct object_writer){.body = body, .context = pdf});
}

void tags_finish(struct pdf *pdf) {
  struct tags *tags = &pdf->tags;
  find_page_starts(pdf);
  fill_events(pdf);
  link_children(pdf);
  number_elements(pdf);
  tags->parent_tree = tree_shape((uint32_t)(pdf->pages.count + pdf->links.count));
  tags->note_tree = tree_shape(tags->note_count);
  tags->root_id = reserve(pdf, 1, root_body);
  tags->first_id = reserve(pdf, tags->count, element_body);
  tags->first_parent_node = reserve(pdf, tags->parent_tree.node_count, parent_node_body);
  if (tags->note_count > 0) tags->first_note_node = reserve(pdf, tags->note_tree.node_count, note_node_body);
  list_elements(pdf);
}

void tags_free(struct tags *tags) {
  heap_vector_free(&tags->elements);
  heap_vector_free(&tags->list_marks);
  uint32_t *const arrays[] = {tags->ids,    tags->first_child, tags->next_sibling,   tags->first_event, tags->kid_start,
                              tags->events, tags->page_start,  tags->elements_by_id, tags->notes};
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
    free(arrays[i]);
  *tags = (struct tags){0};
}
