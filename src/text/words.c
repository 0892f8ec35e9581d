/* The cache of shaped words: a hash table with open addressing over entries in an arena. */
#include <stdlib.h>
#include <string.h>

#include "text/words.h"

enum { FIRST_SLOTS = 4096, MEMORY_LIMIT = 12 * 1024 * 1024 };

struct word_cache {
  struct arena *arena;
  struct shaped **slots;
  size_t slot_count, count;
};

struct word_cache *words_create(void) {
  struct word_cache *words = base_allocate(sizeof *words);
  *words = (struct word_cache){.arena = arena_create()};
  return words;
}

void words_destroy(struct word_cache *words) {
  arena_destroy(words->arena);
  free(words->slots);
  free(words);
}

void words_trim(struct word_cache *words) {
  if (arena_used(words->arena) <= MEMORY_LIMIT) return;
  arena_destroy(words->arena);
  words->arena = arena_create();
  words->count = 0;
  memset(words->slots, 0, words->slot_count * sizeof *words->slots);
}

size_t words_used(const struct word_cache *words) {
  return words->count;
}

struct arena *words_arena(struct word_cache *words) {
  return words->arena;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 32;
}

uint32_t word_hash(const struct word_key *key) {
  uint64_t hash =
      mix(((uint64_t)key->face->face.number << 32) ^ key->script, (uint64_t)key->language << 1 | key->right_to_left);
  const char *at = key->bytes.at;
  size_t left = key->bytes.length;
  for (uint64_t chunk; left >= sizeof chunk; at += sizeof chunk, left -= sizeof chunk) {
    memcpy(&chunk, at, sizeof chunk);
    hash = mix(hash, chunk);
  }
  uint64_t rest = left;
  for (size_t i = 0; i < left; i++)
    rest = rest << 8 | (uint8_t)at[i];
  return (uint32_t)mix(hash, rest);
}

static bool is_word(const struct shaped *word, const struct word_key *key, uint32_t hash) {
  return word->hash == hash && word->byte_count == key->bytes.length && word->face == key->face &&
         word->script == key->script && word->language == key->language && word->right_to_left == key->right_to_left &&
         memcmp(word->bytes, key->bytes.at, key->bytes.length) == 0;
}

struct shaped *words_find(const struct word_cache *words, const struct word_key *key, uint32_t hash) {
  if (words->slot_count == 0) return NULL;
  for (size_t slot = hash & (words->slot_count - 1);; slot = (slot + 1) & (words->slot_count - 1)) {
    struct shaped *word = words->slots[slot];
    if (!word || is_word(word, key, hash)) return word;
  }
}

static void place(struct word_cache *words, struct shaped *word) {
  size_t slot = word->hash & (words->slot_count - 1);
  while (words->slots[slot])
    slot = (slot + 1) & (words->slot_count - 1);
  words->slots[slot] = word;
}

static void grow(struct word_cache *words) {
  struct shaped **old = words->slots;
  size_t old_count = words->slot_count;
  words->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
  size_t bytes = base_array_size(words->slot_count, sizeof *words->slots);
  words->slots = memset(base_allocate(bytes), 0, bytes);
  for (size_t i = 0; i < old_count; i++)
    if (old[i]) place(words, old[i]);
  free(old);
}

void words_add(struct word_cache *words, struct shaped *word) {
  if ((words->count + 1) * 2 > words->slot_count) grow(words);
  words->count++;
  place(words, word);
}
