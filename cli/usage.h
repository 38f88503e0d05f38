/* All verbs and options as JSON, for programs: man pages and completions of shells are made from it. */
#pragma once

/* An object: program, version, and verbs, each with name, summary, usage, examples (lines), notes and options, each of
 * these with name, letter, value, kind, choices, is_list, group and help. What an option does not have is null. Owned by
 * the caller. */
char *usage_format_json(void);
