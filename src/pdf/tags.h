/* The structure tree (ISO 32000-1, 14.7 and 14.8) from what pages leave behind: for each marked-content sequence its
 * element, nothing more. A finished tree knows each element's kids in reading order: marked content by page and number,
 * child elements in the structure's order where their first content stands, a note behind the text that
 * calls it. */
#ifndef PDF_TAGS_H
#define PDF_TAGS_H

#include "base/vector.h"
#include "pdf/objects.h"
#include "pdf/tree.h"

struct pdf;

struct tags {
  VECTOR(uint32_t) elements;  /* heap: by page and marked-content number, in the order in which pages came */
  VECTOR(uint8_t) list_marks; /* heap, by element: enum list_numbering of lists whose first label has been seen */

  /* While finishing; all on the heap, by element unless said otherwise. */
  uint32_t *ids; /* 0: without contents, left out */
  uint32_t *first_child, *next_sibling, *first_event;
  uint32_t *kid_start;      /* into events; one more than there are elements */
  uint32_t *events;         /* ordinals, below */
  uint32_t *page_start;     /* by page: ordinal of its first event: its marked contents, then its links */
  uint32_t *elements_by_id; /* by id - first_id */
  uint32_t first_id, count;
  uint32_t event_page;         /* where the last event was found */
  uint32_t note_count, *notes; /* elements, in order */
  uint32_t root_id, first_parent_node, first_note_node;
  struct tree parent_tree, note_tree;
};

extern const char *const structure_names[STRUCTURE_COUNT];

/* The element, or the nearest above it that stands in the PDF. */
uint32_t tags_element(const struct structure *structure, uint32_t element);
/* Notes how a list is numbered, from the text of a label in it. */
void tags_see_label(struct tags *tags, const struct structure *structure, uint32_t label, struct str text);

/* Orders kids and reserves objects; afterwards the root's id stands in root_id. */
void tags_finish(struct pdf *pdf);
void tags_free(struct tags *tags);

#endif
