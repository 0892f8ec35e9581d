/* How many columns of a terminal a character takes, without asking the locale. */
#ifndef DIAGNOSTIC_WIDTH_H
#define DIAGNOSTIC_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

/* 0 for marks that sit on the character before, 2 for wide East Asian characters, else 1. */
unsigned character_width(uint32_t code_point);
/* Controls, line separators, bidirectional controls, invalid bytes: what must not reach a terminal as it is. */
bool character_is_hidden(uint32_t code_point);

#endif
