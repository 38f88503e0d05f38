/* Secrets in the names of sources: passwords of databases and servers, and the tokens of signed URLs. */
#pragma once

#include <glib.h>

/* A source's name, or a message that holds some, with "***" in place of
 *
 * - what stands before the "@" of a URL's host, even if a password with "@", "/" or "?" is not encoded,
 * - the value of each key of a URL's query and fragment, and of a query behind "?" elsewhere, but for a few
 *   that say what is asked for (secrets.c lists them), and
 * - the values of password, sslpassword, passwd and pwd in the keys and values of a database.
 *
 * Takes any bytes; what has no secret comes back as it is. Owned by the caller. */
char *sal_secrets_mask(const char *text);

/* The same for a library's message about a source, which may repeat a part of the password alone: a server's
 * name that it took out of an unencoded URL. Owned by the caller. */
char *sal_secrets_mask_message(const char *message, const char *source);
