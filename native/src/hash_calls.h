// The verb of the addon on bytes: many SHA-256 at once.
#pragma once

#include <napi.h>

namespace burnish {

/**
 * sha256Batch(prefix, messages, messageBytes, digests): boolean
 * The length of `messages` must be a multiple of `messageBytes`, and `digests` must have 32 bytes for each message.
 */
void AddHashCalls(Napi::Env env, Napi::Object exports);

}  // namespace burnish
