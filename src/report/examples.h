/* A small whole report for each kind of block, and one for the format: the reference page and editors show them, a test
 * builds each. Internal to src/report/schema.c. */
#ifndef REPORT_EXAMPLES_H
#define REPORT_EXAMPLES_H

#define REPORT_EXAMPLE                                                                                                 \
  "style: neutral\n"                                                                                                   \
  "document: {title: Report of the first meeting, date: 2026-03-02}\n"                                                 \
  "meeting: {name: Reading Circle, place: Geneva, from: 2026-03-02}\n"                                                 \
  "footnotes:\n"                                                                                                       \
  "  room: On the second floor.\n"                                                                                     \
  "body:\n"                                                                                                            \
  "  - section: Opening\n"                                                                                             \
  "    body: |\n"                                                                                                      \
  "      The Chair opened the meeting in the new room.[^room]\n"                                                       \
  "\n"                                                                                                                 \
  "      All members were there.\n"

#define SECTION_EXAMPLE                                                                                                \
  "body:\n"                                                                                                            \
  "  - section: Opening\n"                                                                                             \
  "    body:\n"                                                                                                        \
  "      - The Chair opened the meeting.\n"                                                                            \
  "      - section: Agenda\n"                                                                                          \
  "        id: agenda\n"                                                                                               \
  "        body: The agenda was adopted.\n"                                                                            \
  "  - section: Closure\n"                                                                                             \
  "    body: Nothing was added to the agenda in [[agenda]].\n"

#define CONTRIBUTION_EXAMPLE                                                                                           \
  "references:\n"                                                                                                      \
  "  plan: {symbol: LIB-3, source: Reading Circle, title: Plan for next year}\n"                                       \
  "body:\n"                                                                                                            \
  "  - contribution: plan\n"                                                                                           \
  "    summary: It proposes one book a month.\n"                                                                       \
  "    discussion:\n"                                                                                                  \
  "      - Members welcomed it.\n"                                                                                     \
  "      - One member asked for shorter books.\n"                                                                      \
  "    outcome: The plan was agreed.\n"

#define LIST_EXAMPLE                                                                                                   \
  "body:\n"                                                                                                            \
  "  - \"The Chair named three books:\"\n"                                                                             \
  "  - list: [The first one, The second one, The third one]\n"                                                         \
  "    marker: number\n"

#define TABLE_EXAMPLE                                                                                                  \
  "body:\n"                                                                                                            \
  "  - table: Books and what they cost\n"                                                                              \
  "    columns: [Book, {title: Price, align: decimal}]\n"                                                              \
  "    rows:\n"                                                                                                        \
  "      - [The first one, 12.50]\n"                                                                                   \
  "      - [The second one, 8]\n"                                                                                      \
  "      - {total: [Both, 20.50]}\n"                                                                                   \
  "    notes: Prices of the bookshop.\n"

#define ACTION_EXAMPLE                                                                                                 \
  "body:\n"                                                                                                            \
  "  - action: Order the books for April.\n"                                                                           \
  "    id: order\n"                                                                                                    \
  "    owner: Secretary\n"                                                                                             \
  "    due: 2026-03-15\n"                                                                                              \
  "  - The list in [[order]] is on the table.\n"

#define DECISION_EXAMPLE                                                                                               \
  "body:\n"                                                                                                            \
  "  - decision: The circle reads one book a month.\n"                                                                 \
  "    id: monthly\n"                                                                                                  \
  "  - \"[[monthly]] holds from April.\"\n"

#define QUOTE_EXAMPLE                                                                                                  \
  "body:\n"                                                                                                            \
  "  - \"The rules say:\"\n"                                                                                           \
  "  - quote: Members bring their own chairs.\n"

#define NOTE_EXAMPLE                                                                                                   \
  "body:\n"                                                                                                            \
  "  - The next meeting is in April.\n"                                                                                \
  "  - note: The room is on the second floor.\n"

#define CONTENTS_EXAMPLE                                                                                               \
  "body:\n"                                                                                                            \
  "  - contents: 1\n"                                                                                                  \
  "  - section: Opening\n"                                                                                             \
  "    body: The Chair opened the meeting.\n"                                                                          \
  "  - section: Closure\n"                                                                                             \
  "    body: The meeting ended at noon.\n"

#define ACTION_LIST_EXAMPLE                                                                                            \
  "body:\n"                                                                                                            \
  "  - action: Order the books for April.\n"                                                                           \
  "    owner: Secretary\n"                                                                                             \
  "    due: 2026-03-15\n"                                                                                              \
  "  - action: Find a larger room.\n"                                                                                  \
  "    owner: Chair\n"                                                                                                 \
  "  - action-list: Who does what\n"                                                                                   \
  "    columns: [number, text, owner, due]\n"

#define DECISION_LIST_EXAMPLE                                                                                          \
  "body:\n"                                                                                                            \
  "  - decision: The circle reads one book a month.\n"                                                                 \
  "  - decision: Members bring their own chairs.\n"                                                                    \
  "  - decision-list: What was decided\n"

#define REFERENCE_LIST_EXAMPLE                                                                                         \
  "references:\n"                                                                                                      \
  "  plan: {symbol: LIB-3, source: Reading Circle, title: Plan for next year}\n"                                       \
  "  rules: {symbol: LIB-1, title: Rules of the circle}\n"                                                             \
  "body:\n"                                                                                                            \
  "  - The plan in [[plan]] follows [[rules]].\n"                                                                      \
  "  - reference-list: Papers\n"

#define PAGE_BREAK_EXAMPLE                                                                                             \
  "body:\n"                                                                                                            \
  "  - This stands on the first page.\n"                                                                               \
  "  - page-break: true\n"                                                                                             \
  "  - This stands on the second one.\n"

#endif
