/* What a picture says of itself, and the records of pages of what is printed on them. */
#pragma once

#include "library/pictures.h"

/* Adds the figures that are printed on a picture (SalPrinted) as the array "printed". has_parts: with what each is the sum
 * of. */
void sal_printed_add_json(SalJson *json, const GPtrArray *printed, gboolean has_parts);

/* Adds what a picture prints besides the figures of its change: of several periods the figures of each and their means, and with
 * a rate that of the net. */
void sal_picture_add_run_json(SalJson *json, const SalientPages *pages, const SalPicture *picture);

/* Adds the figures of a comparison. */
void sal_picture_add_compared_json(SalJson *json, const SalChange *state);

/* What the picture rests on and which figures it prints, as JSON on one line for the metadata of its file: what is needed to
 * understand it where it is seen alone. Files are named without their folders, and nothing in it depends on what comes after the
 * picture's period. Owned by the caller. */
char *
sal_picture_make_record(const SalientPages *pages, const SalPicture *picture, const SalDrawing *drawing);
