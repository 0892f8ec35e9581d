#include "report/prepare.h"

#include <string.h>

/* How deep lists and quotes of a text may stand in one another. md4c looks through all open ones at each line. */
enum { CONTAINER_DEPTH = 16 };
/* Lines of one paragraph: md4c looks for each link's line from the paragraph's first. */
enum { PARAGRAPH_LINES = 10000 };
enum { RELATED_PLACES = 8 };

/* A numbered list that is open, by the column of its numbers. */
struct open_list {
  size_t column;
  uint32_t number; /* its last item's */
  bool ones;       /* all of them are 1, which leaves the counting to the style */
};

struct checker {
  struct prepared *prepared;
  struct open_list lists[CONTAINER_DEPTH];
  size_t list_count;
  struct str s;
  bool in_paragraph;      /* the hard line before was one of a paragraph */
  bool contained;         /* it began behind a list or quote mark, so nothing at the margin underlines it */
  size_t paragraph_lines; /* of the paragraph that this line continues */
  bool barred;            /* its first line begins with a bar, as a table's head does */
  size_t own_numbers;     /* lines of it that begin with a number of their own */
  struct place own_place; /* the first of them */
  struct message *own_message;
  bool after_blank; /* the hard line before was blank */
  bool in_code;     /* between two fences */
  size_t columns;   /* of the table that the line before belongs to; 0: none */
};

struct line_view {
  size_t line, content, end; /* content: behind list and quote marks */
  unsigned containers;
  bool listed; /* a list mark stands on it */
};

static size_t skip_blanks(struct str s, size_t at, size_t end) {
  while (at < end && byte_is_blank(s.at[at]))
    at++;
  return at;
}

/* The bytes of a list mark at `at`: "-", "*", "+" or up to nine digits with "." or ")", a space or the line's end
 * behind it; 0 for none. */
static size_t list_mark(struct str s, size_t at, size_t end) {
  size_t i = at;
  if (i < end && memchr("-*+", s.at[i], 3)) {
    i++;
  } else {
    while (i < end && i - at < 9 && s.at[i] >= '0' && s.at[i] <= '9')
      i++;
    if (i == at || i == end || (s.at[i] != '.' && s.at[i] != ')')) return 0;
    i++;
  }
  return i == end || byte_is_blank(s.at[i]) ? i - at : 0;
}

/* Three or more of one of - * _ and nothing else but spaces. */
static bool is_rule(struct str s, size_t at, size_t end) {
  size_t count = 0;
  char mark = at < end ? s.at[at] : '\0';
  if (mark == '\0' || !memchr("-*_", mark, 3)) return false;
  for (; at < end; at++) {
    if (s.at[at] == mark)
      count++;
    else if (!byte_is_blank(s.at[at]))
      return false;
  }
  return count >= 3;
}

static bool is_run_of(struct str s, size_t at, size_t end, char mark) {
  size_t i = at;
  while (i < end && s.at[i] == mark)
    i++;
  return i > at && i == end;
}

static struct line_view view_line(const struct checker *checker, size_t index) {
  const struct text_line *line = &checker->prepared->lines.at[index];
  struct line_view view = {.line = index, .end = line->end};
  size_t at = skip_blanks(checker->s, line->start, line->end);
  while (at < view.end && !is_rule(checker->s, at, view.end)) {
    size_t mark = checker->s.at[at] == '>' ? 1 : list_mark(checker->s, at, view.end);
    if (mark == 0) break;
    view.listed = view.listed || checker->s.at[at] != '>';
    at = skip_blanks(checker->s, at + mark, view.end);
    if (++view.containers > CONTAINER_DEPTH) break;
  }
  view.content = at;
  return view;
}

static struct message *complain(const struct checker *checker, size_t from, size_t to, enum code code,
                                const char *text) {
  return diagnose(checker->prepared->diagnostics, prepared_place(checker->prepared, from, to), code, "%s", text);
}

/* Headings, rules, program text */

static bool is_heading(const struct checker *checker, const struct line_view *view) {
  size_t i = view->content;
  while (i < view->end && checker->s.at[i] == '#')
    i++;
  size_t count = i - view->content;
  return count >= 1 && count <= 6 && (i == view->end || byte_is_blank(checker->s.at[i]));
}

static void refuse_heading(const struct checker *checker, const struct line_view *view) {
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message =
      complain(checker, view->content, view->end, E_MARKDOWN_HEADING, "a heading cannot stand inside a text");
  size_t i = view->content;
  while (i < view->end && (checker->s.at[i] == '#' || byte_is_blank(checker->s.at[i])))
    i++;
  struct str title = schema_excerpt(diagnostics->arena, str_slice(checker->s, i, view->end));
  message_hint(diagnostics, message, "write a section");
  message_help(diagnostics, message, "- section: %.*s", STR_ARG(title));
}

static void refuse_underline(const struct checker *checker, const struct line_view *view) {
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message = complain(checker, view->content, view->end, E_MARKDOWN_HEADING,
                                     "this line would make the text above it a heading");
  message_hint(diagnostics, message, "a heading is written as `- section: …`; a blank line parts paragraphs");
}

static void refuse_rule(const struct checker *checker, const struct line_view *view) {
  struct message *message = complain(checker, view->content, view->end, E_MARKDOWN_RULE,
                                     "a line across the page cannot stand in a text: rules are the style's");
  message_hint(checker->prepared->diagnostics, message, "for a new page write `- page-break: true`");
}

static bool is_fence(const struct checker *checker, const struct line_view *view) {
  struct str line = str_slice(checker->s, view->content, view->end);
  if (str_starts_with(line, STR("~~~"))) return true;
  if (!str_starts_with(line, STR("```"))) return false;
  size_t i = 0;
  while (i < line.length && line.at[i] == '`')
    i++;
  return !memchr(line.at + i, '`', line.length - i);
}

static void take_fence(struct checker *checker, const struct line_view *view) {
  checker->in_code = !checker->in_code;
  if (!checker->in_code) return;
  struct message *message =
      complain(checker, view->content, view->end, E_MARKDOWN_CODE, "a block of program text cannot stand in a report");
  message_hint(checker->prepared->diagnostics, message, "within a line, `words in backticks` are set as code");
}

/* Tables */

/* A line of | - : and spaces with a bar and a dash, as below a table's head. */
static bool is_delimiter_row(const struct checker *checker, const struct line_view *view) {
  bool bar = false, dash = false;
  for (size_t i = view->content; i < view->end; i++) {
    char c = checker->s.at[i];
    if (!memchr("|-: \t", c, 5)) return false;
    bar = bar || c == '|';
    dash = dash || c == '-';
  }
  return bar && dash;
}

/* Cells of a row: parts between bars that are not escaped (those in code are hidden); bars at the ends do not count. */
static size_t count_cells(const struct checker *checker, const struct line_view *view) {
  struct str row = str_trim(str_slice(checker->s, view->content, view->end));
  if (row.length > 0 && row.at[0] == '|') row = str_slice(row, 1, row.length);
  size_t cells = 1;
  bool last_is_bar = false;
  for (size_t i = 0; i < row.length; i++) {
    last_is_bar = false;
    if (row.at[i] == '\\' && i + 1 < row.length) {
      i++;
    } else if (row.at[i] == '|') {
      cells++;
      last_is_bar = true;
    }
  }
  return cells - last_is_bar;
}

static void refuse_row(const struct checker *checker, const struct line_view *row, size_t cells, size_t columns) {
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message = diagnose(diagnostics, prepared_place(checker->prepared, row->content, row->end),
                                     E_TABLE_ROW, "a row of %zu cell%s in a table of %zu column%s", cells,
                                     cells == 1 ? "" : "s", columns, columns == 1 ? "" : "s");
  message_hint(diagnostics, message,
               cells < columns ? "an empty cell is written | |" : "a bar that is part of the text is written \\|");
}

static void check_row(const struct checker *checker, const struct line_view *row) {
  size_t cells = count_cells(checker, row);
  if (cells != checker->columns) refuse_row(checker, row, cells, checker->columns);
}

enum { DELIMITER = 3 /* dashes and colons that each column has below its title, at least */ };

static bool has_short_column(const struct checker *checker, const struct line_view *view) {
  size_t marks = 0, bars = 0;
  for (size_t i = view->content; i < view->end; i++) {
    if (checker->s.at[i] != '|') {
      marks += !byte_is_blank(checker->s.at[i]);
      continue;
    }
    if (marks < DELIMITER && (bars > 0 || marks > 0)) return true;
    marks = 0;
    bars++;
  }
  return marks > 0 && marks < DELIMITER;
}

/* "|---|---|" for a head's columns, as far as a message has room. */
static struct str delimiter_row(struct arena *arena, size_t columns) {
  enum { SHOWN = 12 };
  struct str row = {"|", 1};
  for (size_t i = 0; i < columns && i < SHOWN; i++)
    row = str_join(arena, row, STR("---|"));
  return columns > SHOWN ? str_join(arena, row, STR(" …")) : row;
}

static void refuse_short_delimiter(const struct checker *checker, const struct line_view *view) {
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message = complain(checker, view->content, view->end, E_TABLE_ROW,
                                     "below a table's head each column has three dashes or more");
  struct str row = delimiter_row(diagnostics->arena, count_cells(checker, view));
  message_hint(diagnostics, message, "write %.*s", STR_ARG(row));
}

static bool begins_with_bar(const struct checker *checker, const struct line_view *view) {
  return view->content < view->end && checker->s.at[view->content] == '|';
}

/* The second line of what would be a table if its head had a delimiter row below it. */
static void check_second_row(struct checker *checker, const struct line_view *view) {
  bool second = checker->barred && checker->paragraph_lines == 1 && begins_with_bar(checker, view);
  checker->barred = checker->paragraph_lines == 0 && begins_with_bar(checker, view);
  size_t columns = second ? count_cells(checker, view) : 0;
  if (columns < 2) return;
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message = complain(checker, view->content, view->end, E_TABLE_ROW,
                                     "above this row of a table the line of dashes is missing that ends its head");
  message_hint(diagnostics, message, "write %.*s between the two", STR_ARG(delimiter_row(diagnostics->arena, columns)));
}

/* The line above a delimiter row is the table's head; rows follow up to a blank line. */
static void take_delimiter_row(struct checker *checker, const struct line_view *view) {
  if (has_short_column(checker, view)) {
    refuse_short_delimiter(checker, view);
    return;
  }
  if (checker->paragraph_lines == 1) {
    size_t above = view->line - 1;
    while (above > 0 && !checker->prepared->lines.at[above].hard)
      above--;
    struct line_view head = view_line(checker, above);
    checker->columns = count_cells(checker, view);
    check_row(checker, &head);
    return;
  }
  struct message *message =
      complain(checker, view->content, view->end, E_TABLE_ROW,
               checker->paragraph_lines == 0 ? "a table without a head above this line"
                                             : "a table's head follows text without a blank line");
  message_hint(checker->prepared->diagnostics, message,
               checker->paragraph_lines == 0 ? "write the columns' titles above it, between bars"
                                             : "leave a blank line before the head");
}

/* Numbers of the author's own */

static bool is_space_after(const struct checker *checker, size_t at, size_t end) {
  return at < end && checker->s.at[at] == ' ';
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "1.1 ", "4.1.2. ": but not "1.5 million", where a small letter follows. */
static size_t dotted_number(const struct checker *checker, size_t at, size_t end) {
  size_t i = at, dots = 0;
  while (i < end && ((checker->s.at[i] >= '0' && checker->s.at[i] <= '9') || (checker->s.at[i] == '.' && i > at))) {
    dots += checker->s.at[i] == '.';
    i++;
  }
  if (dots == 0 || i == at || !is_space_after(checker, i, end) || i + 1 == end) return 0;
  char next = checker->s.at[i + 1];
  if (dots == 1 && checker->s.at[i - 1] == '.') return 0;
  return next >= 'a' && next <= 'z' ? 0 : i - at;
}

/* "a) ", "(a) ", "iv) ", "(12) ", "1) ". */
static size_t lettered(const struct checker *checker, size_t at, size_t end) {
  size_t i = at + (checker->s.at[at] == '('), from = i;
  bool digits = i < end && checker->s.at[i] >= '0' && checker->s.at[i] <= '9';
  while (i < end && (digits ? checker->s.at[i] >= '0' && checker->s.at[i] <= '9' : is_letter(checker->s.at[i])))
    i++;
  size_t count = i - from;
  if (count == 0 || i >= end || checker->s.at[i] != ')' || !is_space_after(checker, i + 1, end)) return 0;
  for (size_t k = from; !digits && count > 1 && k < i; k++)
    if (!memchr("ivxIVX", checker->s.at[k], 6)) return 0;
  return count <= 4 ? i + 1 - at : 0;
}

static size_t dash(const struct checker *checker, size_t at, size_t end) {
  static const struct str dashes[] = {STR_INIT("–"), STR_INIT("—"), STR_INIT("•"), STR_INIT("·"), STR_INIT("▪")};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
    if (str_starts_with(str_slice(checker->s, at, end), dashes[i]) &&
        is_space_after(checker, at + dashes[i].length, end))
      return dashes[i].length;
  return 0;
}

static size_t own_number(const struct checker *checker, size_t at, size_t end) {
  if (at >= end) return 0;
  size_t found = dotted_number(checker, at, end);
  if (found == 0) found = lettered(checker, at, end);
  return found > 0 ? found : dash(checker, at, end);
}

/* One line of a paragraph that brings its own number is suspicious, two are a list that would be run together. */
static void check_own_number(struct checker *checker, size_t at, size_t end) {
  size_t found = own_number(checker, at, end);
  if (found == 0) return;
  if (++checker->own_numbers == 1)
    checker->own_place = prepared_place(checker->prepared, at, at + found);
  else if (checker->own_message && checker->own_numbers <= RELATED_PLACES)
    message_relate(checker->prepared->diagnostics, checker->own_message,
                   prepared_place(checker->prepared, at, at + found), "and here");
  if (checker->own_numbers != 2) return;
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  checker->own_message = diagnose(diagnostics, checker->own_place, E_OWN_NUMBERS,
                                  "lines that begin with numbers or dashes of their own would run together");
  message_hint(diagnostics, checker->own_message, "numbers are made by the style");
  message_help(diagnostics, checker->own_message, "write each as an item:\n- first\n- second");
  message_relate(diagnostics, checker->own_message, prepared_place(checker->prepared, at, at + found), "and here");
}

static void end_paragraph(struct checker *checker) {
  if (checker->own_numbers == 1) {
    struct diagnostics *diagnostics = checker->prepared->diagnostics;
    struct message *message =
        diagnose(diagnostics, checker->own_place, W_OWN_NUMBER, "a text that begins with a number or dash of its own");
    message_hint(diagnostics, message, "numbers are made by the style");
  }
  checker->in_paragraph = false;
  checker->paragraph_lines = checker->own_numbers = 0;
  checker->own_message = NULL;
}

/* Numbers of list items */

static void refuse_number(const struct checker *checker, size_t at, size_t end, uint32_t number, uint32_t printed) {
  struct diagnostics *diagnostics = checker->prepared->diagnostics;
  struct message *message = diagnose(diagnostics, prepared_place(checker->prepared, at, end), W_LIST_NUMBERS,
                                     "the item is written with %u and will be printed with %u", number, printed);
  message_hint(diagnostics, message, "items are numbered in their order");
}

/* Items are counted anew whatever their numbers are; numbers that differ from the count are an author's slip. */
static void check_list_number(struct checker *checker, size_t line_start, size_t at, size_t mark, bool after_blank) {
  size_t column = at - line_start;
  while (checker->list_count > 0 && checker->lists[checker->list_count - 1].column > column)
    checker->list_count--;
  struct open_list *open = checker->list_count > 0 ? &checker->lists[checker->list_count - 1] : NULL;
  bool same = open && open->column == column;
  uint64_t number = 0;
  if (mark == 0 || !number_parse(str_slice(checker->s, at, at + mark - 1), UINT32_MAX, &number)) {
    if (same && (mark > 0 || after_blank)) checker->list_count--;
    return;
  }
  if (!same) {
    if (checker->in_paragraph && number != 1) return; /* such a line goes on with the paragraph */
    if (checker->list_count < CONTAINER_DEPTH)
      checker->lists[checker->list_count++] = (struct open_list){column, (uint32_t)number, number == 1};
    return;
  }
  open->number++;
  open->ones = open->ones && number == 1;
  if (!open->ones && number != open->number) refuse_number(checker, at, at + mark - 1, (uint32_t)number, open->number);
}

static void take_numbers(struct checker *checker, const struct line_view *view, bool after_blank) {
  size_t start = checker->prepared->lines.at[view->line].start, at = skip_blanks(checker->s, start, view->end);
  check_list_number(checker, start, at, list_mark(checker->s, at, view->end), after_blank);
}

/* Lines */

static void take_content(struct checker *checker, const struct line_view *view) {
  struct str s = checker->s;
  bool continues = checker->in_paragraph && view->containers == 0;
  if (is_fence(checker, view)) {
    take_fence(checker, view);
  } else if (continues &&
             (is_run_of(s, view->content, view->end, '-') || is_run_of(s, view->content, view->end, '='))) {
    refuse_underline(checker, view);
  } else if (is_rule(s, view->content, view->end)) {
    refuse_rule(checker, view);
  } else if (is_heading(checker, view)) {
    refuse_heading(checker, view);
  } else if (is_delimiter_row(checker, view)) {
    take_delimiter_row(checker, view);
  } else {
    if (!continues) {
      end_paragraph(checker);
      checker->contained = view->containers > 0;
    }
    checker->in_paragraph = true;
    check_second_row(checker, view);
    if (++checker->paragraph_lines == PARAGRAPH_LINES) {
      complain(checker, view->content, view->end, E_TEXT_NOT_READ, "a paragraph of more than 10,000 lines");
      checker->prepared->unreadable = true;
    }
    check_own_number(checker, view->content, view->end);
    return;
  }
  end_paragraph(checker);
}

static void refuse_depth(const struct checker *checker, const struct line_view *view) {
  checker->prepared->unreadable = true;
  struct message *message =
      complain(checker, view->content, view->end, E_TEXT_TOO_DEEP, "lists or quotes more than 16 deep");
  message_hint(checker->prepared->diagnostics, message, "for the character itself write a backslash before it");
}

/* A mark with nothing behind it, and nothing further in on the next line. */
static void take_empty_item(struct checker *checker, const struct line_view *view) {
  const struct text_line *lines = checker->prepared->lines.at;
  if (checker->in_paragraph && !checker->contained && is_run_of(checker->s, lines[view->line].start, view->end, '-')) {
    refuse_underline(checker, view);
    return;
  }
  size_t next = view->line + 1;
  if (next < checker->prepared->lines.count && !lines[next].blank && byte_is_blank(checker->s.at[lines[next].start]))
    return;
  struct message *message = complain(checker, view->end - 1, view->end, E_EMPTY_ITEM, "an item with nothing in it");
  message_hint(checker->prepared->diagnostics, message, "write its text, or take it out");
}

static void check_line(struct checker *checker, size_t index) {
  const struct text_line *line = &checker->prepared->lines.at[index];
  if (!line->hard) {
    check_own_number(checker, line->start, checker->s.length);
    return;
  }
  struct line_view view = view_line(checker, index);
  if (checker->in_code && !is_fence(checker, &view)) return;
  if (view.listed || view.content >= view.end) checker->columns = 0;
  if (!line->blank) take_numbers(checker, &view, checker->after_blank);
  checker->after_blank = line->blank;
  if (view.content >= view.end) {
    if (view.listed) take_empty_item(checker, &view);
    end_paragraph(checker);
    return;
  }
  if (checker->columns > 0) {
    check_row(checker, &view);
    return;
  }
  if (view.containers > CONTAINER_DEPTH)
    refuse_depth(checker, &view);
  else
    take_content(checker, &view);
}

void lines_check(struct prepared *prepared) {
  struct checker checker = {.prepared = prepared, .s = prepared->text.bytes};
  for (size_t i = 0; i < prepared->lines.count; i++)
    check_line(&checker, i);
  end_paragraph(&checker);
}
