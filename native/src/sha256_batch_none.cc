// Processors for which there is no batch: the caller hashes with what it has.
#include "sha256_batch.h"

namespace burnish {

bool HasSha256Batch() { return false; }

void Sha256Batch(std::uint8_t, const std::uint8_t*, std::size_t, std::size_t, std::uint8_t*) {}

}  // namespace burnish
