/* The one table of commands and options. Help, parsing and messages come from it. */
#include "cli/options.h"

_Static_assert(DUMP_YAML == 1 && DUMP_TEXT == 5, "the words of --dump stand in the order of enum dump");
_Static_assert(FILE_REPORT == 0 && FILE_LABELS == 3, "the words of --of stand in the order of enum file_kind");
_Static_assert(MESSAGES_TEXT == 0 && MESSAGES_JSON == 1,
               "the words of --messages stand in the order of enum message_form");

const struct command_row command_table[COMMAND_COUNT] = {
    [COMMAND_BUILD] =
        {"build", "REPORT…", "the name of a report", 1, ANY_NUMBER, true, "make PDFs of reports",
         "Makes a PDF of each REPORT, a YAML file. The PDF gets the report's name and is put beside it: report.yaml "
         "becomes report.pdf. When something is wrong in the report you are told where, and how to mend it; no PDF is "
         "written then, and an older one stays as it was.\n"
         "A single - stands for standard input; its PDF goes to standard output.",
         "rapporteur build report.yaml\n"
         "rapporteur build report.yaml -o \"Final report.pdf\"\n"
         "rapporteur build january.yaml february.yaml -o finished/\n"},
    [COMMAND_CHECK] =
        {"check", "REPORT…", "the name of a report", 1, ANY_NUMBER, true, "look for mistakes without making a PDF",
         "Does everything that build does, except for the PDF: reads each REPORT, follows its references, lays out its "
         "pages, and tells you what is wrong and how to mend it. Nothing is written.",
         "rapporteur check report.yaml\n"
         "rapporteur check *.yaml --strict\n"},
    [COMMAND_LIST] =
        {"list", "styles|fonts|languages|codes", "one of the words styles, fonts, languages and codes", 1, 1, true,
         "show what there is to choose from",
         "Shows the styles that a report may name, the fonts they use and whether these are installed, the languages "
         "that labels exist in, or the codes of all messages.",
         "rapporteur list styles\n"
         "rapporteur list codes\n"},
    [COMMAND_EXPLAIN] = {"explain", "CODE", "a code, such as E0203", 1, 1, true,
                         "what a message means, with an example and its cure",
                         "Every message carries a code, such as E0203 (an error) or W0301 (a warning). This explains "
                         "one: what it means, "
                         "a report that gets it, and the same report mended.",
                         "rapporteur explain E0203\n"},
    [COMMAND_WATCH] = {.name = "watch"},
    [COMMAND_ACTIONS] = {.name = "actions"},
    [COMMAND_REFERENCES] = {.name = "references"},
    [COMMAND_COMPARE] = {.name = "compare"},
    [COMMAND_READ] = {.name = "read"},
    [COMMAND_PRINT] = {.name = "print"},
    [COMMAND_MANIFEST] = {.name = "manifest"},
    [COMMAND_INIT] = {.name = "init"},
    [COMMAND_SCHEMA] = {"schema", "", "nothing", 0, 0, true, "describe the report format to an editor (JSON Schema)",
                        "Prints the JSON Schema of the report format. An editor that has it completes keys as you "
                        "type, explains each, "
                        "and marks what is wrong. Save it once, and write as the first line of a report:\n"
                        "# yaml-language-server: $schema=report.schema.json",
                        "rapporteur schema > report.schema.json\n"
                        "rapporteur schema --of style > style.schema.json\n"},
};

static const char *const message_words[] = {"text", "json", NULL};
static const char *const later_message_words[] = {"sarif", NULL};
static const char *const color_words[] = {"auto", "always", "never", NULL};
static const char *const file_words[] = {"report", "style", "registry", "labels", NULL};
static const char *const later_file_words[] = {"distribution", "manifest", NULL};
static const char *const dump_words[] = {"yaml", "model", "resolved", "pages", "text", NULL};

#define AT(field) offsetof(struct arguments, field)
#define LATER(name, letter, value, commands)                                                                           \
  { name, letter, OPTION_LATER, value, NULL, NULL, NULL, 0, commands, NULL }
#define READS_REPORTS (ON(COMMAND_BUILD) | ON(COMMAND_CHECK))
#define REGISTERS (ON(COMMAND_ACTIONS) | ON(COMMAND_REFERENCES))

const struct option_row option_table[] = {
    {"-o", 'o', OPTION_TEXT, "FILE", "a file or a folder", NULL, NULL, AT(output), ON(COMMAND_BUILD),
     "Where the PDF goes: a file, or a folder with a slash at its end (-o finished/), which is made when it is not "
     "there. Several reports need a folder."},
    {"--style", 0, OPTION_TEXT, "STYLE", "the name of a style", NULL, NULL, AT(style), READS_REPORTS,
     "The look to use, whatever the report itself names: one of `rapporteur list styles`, or a style file of your "
     "own."},
    {"--standard", 0, OPTION_STANDARDS, "STANDARDS", "the name of a standard", NULL, NULL, AT(standards), READS_REPORTS,
     "The standards that the PDF meets, and says that it meets: ua-1 (PDF/UA-1, for readers who listen) and one of "
     "a-2a, a-2u and a-2b (PDF/A-2, for archives), with commas between them; or none. Without this option: "
     "ua-1,a-2a."},
    {"--keep-going", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(keep_going), ON(COMMAND_BUILD),
     "Go on with the other reports when one is refused."},
    {"--dump", 0, OPTION_CHOICE, "STAGE", "the name of a stage", dump_words, NULL, AT(dump), ON(COMMAND_BUILD),
     "Instead of a PDF, print what one stage of the work hands to the next: yaml, model, resolved, pages, or the bare "
     "text."},
    {"--time", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(time), ON(COMMAND_BUILD), "Tell how long each stage took."},
    {"--of", 0, OPTION_CHOICE, "KIND", "a kind of file", file_words, later_file_words, AT(file), ON(COMMAND_SCHEMA),
     "Which files to describe: report (the default), style, registry (references, people and groups that several "
     "reports "
     "share) or labels (the words of a language)."},
    LATER("-j", 'j', "N", ON(COMMAND_BUILD)),
    LATER("--language", 0, "LANGUAGE", ON(COMMAND_BUILD) | ON(COMMAND_INIT)),
    LATER("--attach-source", 0, NULL, ON(COMMAND_BUILD)),
    LATER("--no-cache", 0, NULL, ON(COMMAND_BUILD)),
    LATER("--cache", 0, "DIR", ON(COMMAND_BUILD)),
    LATER("--shard", 0, "K/N", ON(COMMAND_BUILD)),
    LATER("--deps", 0, "FILE", ON(COMMAND_BUILD)),
    LATER("--manifest", 0, "FILE", ON(COMMAND_BUILD)),
    LATER("--events", 0, NULL, ON(COMMAND_BUILD)),
    LATER("--fix", 0, NULL, ON(COMMAND_CHECK)),
    LATER("--format", 0, "FORMAT", REGISTERS),
    LATER("--owner", 0, "OWNER", REGISTERS),
    LATER("--status", 0, "STATUS", REGISTERS),
    LATER("--overdue", 0, NULL, REGISTERS),
    LATER("--layout", 0, "LAYOUT", ON(COMMAND_PRINT)),
    LATER("--paper", 0, "PAPER", ON(COMMAND_PRINT)),
    LATER("--duplex", 0, "EDGE", ON(COMMAND_PRINT)),
    LATER("--marks", 0, NULL, ON(COMMAND_PRINT)),
    LATER("--bleed", 0, NULL, ON(COMMAND_PRINT)),
    LATER("--scale", 0, "SCALE", ON(COMMAND_PRINT)),
    LATER("--ink", 0, "INK", ON(COMMAND_PRINT)),
    LATER("--profile", 0, "FILE", ON(COMMAND_PRINT)),
    LATER("--distribution", 0, "FILE", ON(COMMAND_PRINT)),
    LATER("--printer", 0, "URI", ON(COMMAND_PRINT)),
    LATER("--style", 0, "STYLE", ON(COMMAND_SCHEMA)),
    LATER("--sandbox", 0, "MODE", ON_EVERY),
    {"--strict", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(diagnostics.strict), ON_EVERY,
     "Treat every warning as an error."},
    {"--allow", 0, OPTION_ALLOW, "CODE", "a code, such as W0301", NULL, NULL, 0, ON_EVERY,
     "Keep silent about a warning, such as W0301; how many were silenced is told at the end."},
    {"--deny", 0, OPTION_DENY, "CODE", "a code, such as W0301", NULL, NULL, 0, ON_EVERY,
     "Treat this one warning as an error."},
    {"--max-errors", 0, OPTION_NUMBER, "N", "a number", NULL, NULL, AT(diagnostics.max_errors), ON_EVERY,
     "Show at most N errors of a report (50); 0 shows all."},
    {"--allow-path", 0, OPTION_TEXTS, "DIR", "a folder", NULL, NULL, AT(allow_paths), ON_EVERY,
     "Reports may name files in this folder too, beside those in their own."},
    {"--messages", 0, OPTION_CHOICE, "FORM", "the word text or json", message_words, later_message_words, AT(messages),
     ON_EVERY, "How messages are written: text for people, json for programs (one object a line)."},
    {"--color", 0, OPTION_CHOICE, "WHEN", "the word auto, always or never", color_words, NULL, AT(color), ON_EVERY,
     "Colour in messages: auto (on a terminal), always or never."},
    {"--quiet", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(quiet), ON_EVERY, "Print nothing but messages and results."},
    {"--verbose", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(verbose), ON_EVERY, "Tell more about what is done."},
    {"--version", 0, OPTION_FLAG, NULL, NULL, NULL, NULL, AT(version), ON_EVERY, "Print the program's version."},
    {"--help", 'h', OPTION_FLAG, NULL, NULL, NULL, NULL, AT(help), ON_EVERY, "Print this help."},
};
const size_t option_count = sizeof option_table / sizeof *option_table;
