/* A command line: words after the verb, as options of its task. */
#pragma once

#include "salient.h"

typedef struct {
  SalientOptions *options;
  GPtrArray *operands; /* utf8, then NULL: of `style`; those of other verbs are the option `sources` */
  guint n_words;       /* how many options and operands were given */
} CommandLine;

/* Reads words (NULL-terminated) into options of the task; what is no option is an operand. Options may stand
 * anywhere among the operands, `--` ends them. Then loads the project and the preset that they name. Errors
 * (USAGE), with the option as place: unknown option with the nearest known one, one of another verb, missing or
 * unwanted value, a single-valued option given twice; whatever setting and loading can give. */
gboolean command_line_parse(SalientTask task, char **words, CommandLine *line, GError **error);
void command_line_clear(CommandLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandLine, command_line_clear)

/* Whether a flag was given or set by a project. */
gboolean options_have(const SalientOptions *options, const char *name);
