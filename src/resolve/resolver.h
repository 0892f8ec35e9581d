/* What the files of this folder share: one resolver for one report, and the small contracts between them. The report is
 * walked once, in reading order (blocks.c): numbers are given, nodes are made, names are entered. What needs the whole
 * report is left open on the way and closed afterwards, in this order: lists of actions, decisions and references, then
 * citations, then contents and bookmarks, capitals last. Nothing here leaves the folder. */
#ifndef RESOLVE_RESOLVER_H
#define RESOLVE_RESOLVER_H

#include "resolve/resolved.h"

enum {
  SECTION_LEVELS = 6,
  BLOCK_DEPTH = 32, /* blocks in blocks: sections, lists, quotes … */
  NOTE_DEPTH = 16,  /* a note called in a note …; deeper ones are made after the paragraph */
  NAME_HINTS = 50   /* "did you mean" looks at all names, so only the first messages have it */
};

/* ---- names: what [[id]] can mean ---- */

enum named_kind { NAMED_REFERENCE, NAMED_PERSON, NAMED_GROUP, NAMED_BLOCK };

struct named {
  enum named_kind kind;
  struct str id;
  struct place place; /* of its definition */
  enum rank rank;
  const struct reference *reference;
  const struct person *person;
  const struct group *group;
  /* NAMED_BLOCK */
  const struct block *block;
  struct anchor *anchor;         /* where it begins */
  struct str number;             /* as a citation prints it: "4.1", "4.1.2 a)"; empty: none */
  const struct paragraph *title; /* the paragraph that prints its title */
  struct str short_title;        /* of an action or decision */
  uint32_t annex;                /* in which it stands, from 1; 0: in the body */
  bool is_annex;                 /* it is that annex itself */
  /* NAMED_REFERENCE */
  struct str words; /* of its citation, when first asked for */
  struct anchor *contribution, *entry;
  bool cited, listed;
};

struct names {
  struct map by_id;                         /* id → struct named * */
  struct map editions;                      /* "res-101" → struct editions *, its years */
  VECTOR(struct named *) references, cited; /* in order of definition; in order of first citation */
  struct str *for_hints;                    /* made when a name is first not found */
  size_t hint_count, hints_given;
};

/* ---- numbering ---- */

struct scope {
  struct scope *counts_in;             /* itself, or the one whose numbers go on here */
  struct str number;                   /* as printed before the title; empty: none */
  struct str ordinals[SECTION_LEVELS]; /* for the forms' {1} … {6} */
  uint8_t depth;                       /* numbers in `ordinals` */
  uint32_t count;                      /* of subsections, and of paragraphs where they share the counter */
  uint32_t paragraphs;                 /* of those outside any numbered section */
  uint32_t letters;
  enum paragraph_numbering rule; /* never AUTO */
};

struct number {
  struct str label; /* as it stands before the text; empty: none */
  struct str cited; /* as a citation prints it */
};

/* ---- the walk ---- */

/* What a block inherits from where it stands. Passed by value downwards. */
struct surroundings {
  struct scope *scope;
  struct str language;
  uint8_t level;             /* of the section around it, 0 outside */
  uint8_t list_depth;        /* lists around it, lettered paragraphs included */
  uint8_t depth;             /* blocks around it */
  enum block_style_id style; /* of paragraphs without a number */
  length text_start;         /* where the text of what is around begins: absolute, from the frame */
  length list_start;         /* added to the item styles' own indents (lists in quotes, very deep lists) */
  struct str mark;           /* of the list item that begins here, for its first paragraph */
  struct str lead;           /* words before those of the first paragraph ("NOTE – ") */
  enum role label_role;      /* ROLE_LABEL in list items; ROLE_NONE: the usual one */
  bool numbers;              /* paragraphs that count get a number here */
  bool in_cell;              /* of a table, whose lists are narrower */
  bool copy;                 /* a second print of something: no names, numbers, anchors or notes */
};

/* A paragraph being made: its runs lie on the resolver's stack from `first_run` on. Drafts nest (a note is made in the
 * middle of the paragraph that calls it). */
struct draft {
  struct draft *outer;
  size_t first_run, first_citation;
  struct anchor *anchor; /* of the node that will hold it; made at the first note call at the latest */
  struct str language;
};

/* A citation whose run stands already and gets its words when all names are known. */
struct open_citation {
  const struct citation *citation;
  struct named *named; /* given: cites it by its default words, without looking up */
  struct run *run;
  size_t stack_index;
  uint32_t annex; /* in which it stands; 0: in the body */
  bool capital;   /* a label begins with a capital here */
  bool linked;    /* the run may become a link */
};

struct register_entry {
  const struct block *block;
  struct str number;
  struct anchor *anchor;
  struct str language;
  struct str owners; /* printed names, joined */
  struct str due;
};

struct open_list {
  const struct block *block;
  struct node *node; /* a group that gets the children */
  struct surroundings at;
  uint32_t outline_at; /* headings before it */
};

struct outline_entry {
  struct paragraph *heading;
  struct anchor *anchor;
  uint8_t level;
  uint32_t place;        /* of a list's title: headings before it */
  struct str lead, tail; /* of an annex: what stands around its title in contents and bookmarks */
};

struct footnote_entry {
  const struct footnote *footnote;
  struct note *note;   /* NULL until called */
  struct anchor *call; /* of the paragraph that calls it, while it waits */
};

struct other_pack {
  const struct language_pack *pack; /* NULL: there is none */
};

/* By the first word of each, so that a text is looked through once. */
struct abbreviations {
  struct map by_word; /* word → struct abbreviation *, the longest first */
  size_t count;
};
struct abbreviation {
  struct str text;
  uint32_t index;
  bool used;
  struct abbreviation *next;
};

struct resolver {
  struct diagnostics *diagnostics;
  struct arena *arena; /* of what is handed over */
  struct arena *work;  /* of what is forgotten when the report is resolved */
  const struct report *report;
  bool refused; /* some of its values are left out, with a message */
  const struct style *style;
  const struct language_pack *pack;
  struct map packs;         /* other language → struct other_pack * */
  struct registry registry; /* of all ranks */
  struct resolved *out;

  struct names names;
  struct abbreviations abbreviations;
  struct map footnotes; /* id → struct footnote_entry * */
  struct map anchor_names;
  VECTOR(struct anchor *) anchors;
  VECTOR(struct note *) notes;
  VECTOR(struct footnote_entry *) waiting_notes; /* called too deep; made when the paragraph is done */

  struct draft *draft;
  VECTOR(struct run) runs;                /* stack */
  VECTOR(struct node *) nodes;            /* stack */
  VECTOR(struct open_citation) citations; /* heap */
  VECTOR(struct open_list) lists;
  VECTOR(struct outline_entry) outline, list_titles; /* sections and contributions; titles of lists */
  VECTOR(struct register_entry) actions, decisions;
  VECTOR(struct paragraph *) capitals;

  struct scope root;
  uint32_t annex;            /* that is being walked, from 1; 0: the body */
  struct str annex_number;   /* as printed; empty: none */
  struct str *annex_numbers; /* of all */
  uint32_t link_serial, unnumbered, continuous, action_count, decision_count, table_count, note_depth;
};

/* ---- tree.c: nodes, paragraphs, anchors ---- */

/* A text of the work arena, to be handed over. */
struct str keep(struct resolver *resolver, struct str text);
struct anchor *anchor_make(struct resolver *resolver, struct str name); /* NULL when the name is taken */
struct node *node_make(struct resolver *resolver, enum node_kind kind, enum role role);
/* Children are pushed on the stack between open and close. */
size_t group_open(const struct resolver *resolver);
void group_push(struct resolver *resolver, struct node *node);
void group_close(struct resolver *resolver, size_t from, struct node *group);
/* `draft` lives in the caller until draft_close. */
void draft_open(struct resolver *resolver, struct draft *draft, struct str language);
/* The paragraph as a node; without runs and label too. `style` gives indents and letter case. */
struct node *draft_close(struct resolver *resolver, struct draft *draft, enum role role, enum block_style_id style);
void node_set_language(struct node *node, struct str language, struct str around);
enum script_direction direction_of(const struct resolver *resolver, struct str language);

/* ---- inline.c: inline content to runs ---- */

struct run run_made(const struct resolver *resolver, struct str text); /* a text of the program's own */
void runs_add(struct resolver *resolver, struct run run);
void runs_add_text(struct resolver *resolver, struct str text, uint8_t looks);
/* The packs of other languages go with the tree. */
void packs_close(struct resolver *resolver);
void runs_add_inline(struct resolver *resolver, const struct inline_content *content);
/* A reference's citation whose words are known only later. */
void runs_add_citation(struct resolver *resolver, struct named *named, bool linked);
/* All words of a paragraph without its label and note calls. */
struct str paragraph_words(struct arena *arena, const struct paragraph *paragraph);
/* The same of content that stands in no paragraph yet; citations of numbers are left out. */
struct str inline_words(struct resolver *resolver, const struct inline_content *content);
bool run_is_note_call(const struct run *run);

/* ---- names.c ---- */

void names_collect(struct resolver *resolver);
/* Enters a block's id; NULL when it has none, is a copy, or the name is taken. */
struct named *names_add_block(struct resolver *resolver, const struct block *block);
/* The thing of a name; a resolution without its year is the one in force on the document's date. NULL: none. */
struct named *names_find(struct resolver *resolver, struct str id);
bool names_is_own(struct str id); /* `document` and `meeting`, which name the report itself */
/* The same with a message. */
struct named *names_need(struct resolver *resolver, const struct source_text *id);
/* What a key such as `reference` or `contribution` names: a reference, or NULL and a message. It counts as cited. */
struct named *names_need_reference(struct resolver *resolver, const struct source_text *id);
void names_cite(struct resolver *resolver, struct named *named);
/* Printed name of a person or group by id, else the text itself. */
struct str names_owner(struct resolver *resolver, const struct source_text *owner);
struct named *names_person_or_group(struct resolver *resolver, struct str id);
/* A person or group by its name. */
struct str named_words(const struct resolver *resolver, const struct named *named);

/* ---- number.c ---- */

void scope_open(struct resolver *resolver, struct scope *around, struct scope *scope, const struct section *section);
enum paragraph_numbering scope_rule(const struct resolver *resolver, const struct scope *around,
                                    const struct section *section, uint8_t level, bool numbered);
struct number number_paragraph(struct resolver *resolver, struct scope *scope);
struct str number_form(struct resolver *resolver, struct str form, struct str section, struct str n);
struct str number_marker(struct resolver *resolver, enum list_marker marker, uint32_t number);
/* Paragraphs, actions and decisions that get a number where paragraphs are numbered. */
size_t count_numbered(const struct blocks *blocks);
bool block_counts(const struct block *block);

/* ---- blocks.c, contribution.c, registers.c … : kinds of blocks ---- */

void blocks_build(struct resolver *resolver, const struct blocks *blocks, struct surroundings at);
length text_start_in(const struct resolver *resolver, const struct surroundings *at, enum block_style_id style);
struct surroundings section_surroundings(struct surroundings at, struct scope *scope, uint8_t level);
void contribution_build(struct resolver *resolver, const struct block *block, struct surroundings at);
/* annex.c: all of them, behind the body. */
void annexes_build(struct resolver *resolver, struct surroundings at);
/* How a citation calls an annex: "Annex 1". */
struct str annex_number(const struct resolver *resolver, uint32_t annex);
struct str annex_words(struct resolver *resolver, struct str number);
/* " (Document X-4/1, Document X-4/2)" behind a section's title. */
void section_references_add(struct resolver *resolver, const struct section *section);
void table_build(struct resolver *resolver, const struct block *block, struct surroundings at);
void action_build(struct resolver *resolver, const struct block *block, struct surroundings at, struct number number,
                  enum block_style_id style);
/* A list of the whole report: a group that is filled when the walk is over. */
void list_open(struct resolver *resolver, const struct block *block, struct surroundings at);
/* A paragraph with its number or mark; `content` may be NULL. */
struct node *paragraph_build(struct resolver *resolver, const struct inline_content *content, struct surroundings at,
                             struct number number, enum block_style_id style, struct anchor *anchor);
/* An item of a list: its blocks behind a mark, which may be empty. */
void item_build(struct resolver *resolver, const struct blocks *blocks, struct str mark, struct surroundings at);
/* Ends a heading, gives it its number and enters it into the outline. `plain`: the look of one without a number. */
struct node *heading_close(struct resolver *resolver, struct draft *draft, struct str number, uint8_t level,
                           bool plain);
/* A destination named by the id, else "section.4.1", else "section.n7". Never NULL. */
struct anchor *block_anchor(struct resolver *resolver, const struct named *named, const char *kind, struct str number);

/* ---- abbreviations.c ---- */

void abbreviations_collect(struct resolver *resolver);
/* Adds a text's run, parted where abbreviations stand in it. */
void runs_add_spoken(struct resolver *resolver, struct run run);
void abbreviations_check(struct resolver *resolver); /* those that are never used */

/* ---- notes.c ---- */

void notes_collect(struct resolver *resolver);
void note_call(struct resolver *resolver, const struct inline_item *item);
void notes_make_waiting(struct resolver *resolver);

/* ---- cite.c, contents.c, references.c: what is closed after the walk ---- */

void lists_close(struct resolver *resolver);
void actions_close(struct resolver *resolver, const struct open_list *list);
void decisions_close(struct resolver *resolver, const struct open_list *list);
void references_close(struct resolver *resolver, const struct open_list *list);
/* Marks what the walk has cited. */
void citations_count(struct resolver *resolver);
void citations_close(struct resolver *resolver);
void contents_close(struct resolver *resolver);
void bookmarks_close(struct resolver *resolver);
void capitals_close(struct resolver *resolver);
/* The words of [[id]] for a reference: "Document X-4/3(Rev.1)". */
struct str cite_reference(struct resolver *resolver, struct named *named);
struct str reference_symbol(struct resolver *resolver, const struct reference *reference);
struct str reference_source(struct resolver *resolver, const struct reference *reference);
struct str reference_title(const struct resolver *resolver, const struct reference *reference);
/* The title that stands beside the citation: empty where the citation is the title itself. */
struct str reference_title_beside(struct resolver *resolver, struct named *named);
/* The heading of a list: the author's, else the label, or none. Pushes it. */
void list_title(struct resolver *resolver, const struct open_list *list, const struct register_list *value,
                const char *label);

/* ---- table.c: tables for the lists too ---- */

struct node *table_node(struct resolver *resolver, size_t columns, size_t rows, size_t head_rows);
/* A head cell of an author's title or of a label. */
struct node *table_head_cell(struct resolver *resolver, const struct inline_content *content, struct str label,
                             struct surroundings at);
struct node *table_cell(struct resolver *resolver, const struct blocks *blocks, struct surroundings at);
/* A cell of one text, a link to `target` unless that is NULL. */
struct node *table_text_cell(struct resolver *resolver, struct str text, struct anchor *target, struct surroundings at);

/* ---- fields.c, first_page.c ---- */

/* A field of a form by its name ("document.symbol", "label.summary"); empty: nothing there. */
struct str field_value(struct resolver *resolver, struct str name);
/* [[document.part]], [[meeting.part]]; `known`: there is such a part. */
struct str own_field(struct resolver *resolver, struct str id, struct str part, bool *known);
struct str own_parts(struct resolver *resolver, struct str id); /* "group, name, …": the parts there are, for a hint */
struct str source_list(struct resolver *resolver, const struct schema_list *list);
void first_page_build(struct resolver *resolver);
void furniture_build(struct resolver *resolver);
void closing_build(struct resolver *resolver);
void metadata_build(struct resolver *resolver);

/* ---- check.c, count.c ---- */

void checks_run(struct resolver *resolver);
size_t clusters_of(const struct resolved *resolved);

#endif
