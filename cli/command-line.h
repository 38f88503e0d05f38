/* A command line: turns the words after the verb into options of its task. */
#pragma once

#include "salient.h"

typedef struct {
  SalientOptions *options;
  GPtrArray *operands; /* then NULL: those of `style`; those of other verbs are the option `sources` */
  guint n_words;       /* how many different options were given; the operands count as one */
  int *status;         /* what the program ends with if the verb does not fail; lent */
} CommandLine;

/* Reads words (NULL-terminated) into options of the task, then loads the project and the preset that they name.
 * A word that is no option is an operand. Options may stand anywhere among the operands; after `--` all words
 * are operands. Errors: USAGE, with the option as the place, for an unknown option (with the nearest known
 * one), an option of another verb, a missing or unwanted value, or an option with one value that is given
 * twice; any error of setting and loading options. */
gboolean command_line_parse(SalientTask task, char **words, CommandLine *line, GError **error);
void command_line_clear(CommandLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandLine, command_line_clear)

/* Whether a flag is set, by the command line or by a project. */
gboolean options_have(const SalientOptions *options, const char *name);
