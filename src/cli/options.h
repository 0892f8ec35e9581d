/* The command line as data. One table (options.c) holds every command and option; words are read by it, and all slips
 * of a command line are reported together, as diagnostics of no file whose place is the word's number. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "compile.h"
#include "diagnostic/diagnostic.h"

/* In the table's order, which is the help's. */
enum command {
  COMMAND_BUILD,
  COMMAND_CHECK,
  COMMAND_LIST,
  COMMAND_EXPLAIN,
  COMMAND_WATCH,
  COMMAND_ACTIONS,
  COMMAND_REFERENCES,
  COMMAND_COMPARE,
  COMMAND_READ,
  COMMAND_PRINT,
  COMMAND_MANIFEST,
  COMMAND_INIT,
  COMMAND_SCHEMA,
  COMMAND_COUNT
};

enum { ANY_NUMBER = 1000000000 }; /* of operands */

struct command_row {
  const char *name;
  const char *operands;      /* as usage lines show them: "REPORT…" */
  const char *needs;         /* the same in words: "the name of a report" */
  unsigned minimum, maximum; /* operands */
  bool built;
  const char *summary; /* one line */
  const char *text;    /* the help's paragraphs */
  const char *examples;
};
extern const struct command_row command_table[COMMAND_COUNT];

/* How an option's word is kept, at its row's offset in struct arguments. */
enum option_kind {
  OPTION_FLAG,      /* bool */
  OPTION_TEXT,      /* struct str */
  OPTION_TEXTS,     /* struct words; may be given several times */
  OPTION_CHOICE,    /* int, index into choices */
  OPTION_NUMBER,    /* size_t */
  OPTION_STANDARDS, /* unsigned: a set of enum pdf_standard */
  OPTION_ALLOW,     /* a warning's code */
  OPTION_DENY,      /* any code */
  OPTION_LATER      /* not built yet: refused */
};

struct option_row {
  const char *name; /* with its dashes: "--style"; "-o" is the name of an option that has no long one */
  char letter;      /* short form, 0: none */
  enum option_kind kind;
  const char *value;          /* as help shows it: "FILE"; NULL: takes none */
  const char *needs;          /* the same in words: "a file or a folder" */
  const char *const *choices; /* OPTION_CHOICE, NULL-terminated */
  const char *const *later;   /* further choices of the contract, not built yet */
  size_t offset;
  unsigned commands; /* bit set of enum command */
  const char *text;
};
/* A name may stand twice: built for some commands, and in a later row as not yet built for others. */
extern const struct option_row option_table[];
extern const size_t option_count;

#define ON(command) (1u << (command))
#define ON_EVERY (ON(COMMAND_COUNT) - 1)

/* What `schema` describes. */
enum file_kind { FILE_REPORT, FILE_STYLE, FILE_REGISTRY, FILE_LABELS };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct words {
  VECTOR(struct str) list;
};

struct arguments {
  bool has_command;
  enum command command;
  struct words operands;
  /* of every command */
  int messages; /* enum message_form */
  int color;    /* enum color_choice */
  struct diagnostic_options diagnostics;
  struct words allow_paths;
  bool quiet, verbose, help, version;
  /* of build */
  struct str output; /* -o; empty: none */
  struct str style;
  unsigned standards; /* --standard, a set of enum pdf_standard */
  bool keep_going, time;
  int file; /* of schema: enum file_kind */
  int dump; /* enum dump - 1: an index into the table's choices; -1 where it was not given */
};

/* Reads the words behind the program's name. What is wrong is in `diagnostics`; the arguments then hold the rest. */
void arguments_read(struct diagnostics *diagnostics, struct arena *arena, const struct str *words, size_t count,
                    struct arguments *arguments);

#endif
