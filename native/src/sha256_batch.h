// SHA-256 (FIPS 180-4) of many messages of one length at once, for the hash tree. One port, one file per processor.
#pragma once

#include <cstddef>
#include <cstdint>

namespace burnish {

inline constexpr std::size_t kDigestBytes = 32;

/** True when this processor has what Sha256Batch needs. */
bool HasSha256Batch();

/**
 * Hashes `count` messages: `prefix`, then `length` bytes at `messages + i * length`. Writes the digests one after the
 * other to `digests`, which may be `messages` when length is at least a digest. Only where HasSha256Batch().
 */
void Sha256Batch(std::uint8_t prefix, const std::uint8_t* messages, std::size_t length, std::size_t count,
                 std::uint8_t* digests);

}  // namespace burnish
