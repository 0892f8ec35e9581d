#include "pdf/fingerprint.h"

#include <string.h>

/* Two lanes, each folding a full 64 × 64 bit product into itself. The lanes take the block's halves crosswise, so that
 * no half can cancel in both. The constants are odd with as many ones as zeros; nothing else is asked of them. */
static const uint64_t seeds[2] = {0x9A3B57C1E46D82F5u, 0x63C5A8F01D97B24Du};
static const uint64_t factors[2] = {0xB5297A4D3C6E81D3u, 0x5A96E31BC7D40E7Bu};

static uint64_t load(const unsigned char *at) {
  return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
         (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

static uint64_t fold_product(uint64_t a, uint64_t b) {
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t rotate(uint64_t value, unsigned by) {
  return value << by | value >> (64 - by);
}

static void add_block(struct fingerprint *f, const unsigned char *block) {
  uint64_t first = load(block), second = load(block + 8);
  /* The bare sum beside the product keeps the lane's old value alive when a factor is zero. */
  f->lane[0] = rotate(f->lane[0], 29) + fold_product(f->lane[0] ^ first, factors[0] ^ second) + second;
  f->lane[1] = rotate(f->lane[1], 37) + fold_product(f->lane[1] ^ second, factors[1] ^ first) + first;
}

struct fingerprint fingerprint_begin(void) {
  return (struct fingerprint){.lane = {seeds[0], seeds[1]}};
}

void fingerprint_add(struct fingerprint *f, struct str bytes) {
  const unsigned char *at = (const unsigned char *)bytes.at;
  size_t left = bytes.length, held = f->length % FINGERPRINT_BLOCK;
  f->length += bytes.length;
  if (held > 0) {
    size_t taken = FINGERPRINT_BLOCK - held < left ? FINGERPRINT_BLOCK - held : left;
    memcpy(f->pending + held, at, taken);
    if (held + taken < FINGERPRINT_BLOCK) return;
    add_block(f, f->pending);
    at += taken;
    left -= taken;
  }
  for (; left >= FINGERPRINT_BLOCK; at += FINGERPRINT_BLOCK, left -= FINGERPRINT_BLOCK)
    add_block(f, at);
  if (left > 0) memcpy(f->pending, at, left);
}

void fingerprint_end(const struct fingerprint *fingerprint, unsigned char out[16]) {
  struct fingerprint f = *fingerprint;
  size_t held = f.length % FINGERPRINT_BLOCK;
  memset(f.pending + held, 0, FINGERPRINT_BLOCK - held);
  add_block(&f, f.pending);
  unsigned char tail[FINGERPRINT_BLOCK] = {0};
  for (unsigned i = 0; i < 8; i++)
    tail[i] = (unsigned char)(f.length >> 8 * i);
  for (int round = 0; round < 3; round++) {
    uint64_t crossed = f.lane[0] ^ rotate(f.lane[1], 17);
    add_block(&f, tail);
    f.lane[1] ^= fold_product(crossed, factors[1]);
  }
  for (unsigned i = 0; i < 16; i++)
    out[i] = (unsigned char)(f.lane[i / 8] >> 8 * (i % 8));
}
