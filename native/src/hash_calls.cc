#include "hash_calls.h"

#include <cstdint>

#include "arguments.h"
#include "sha256_batch.h"

namespace burnish {
namespace {

constexpr double kLongestMessage = 1 << 30;

Napi::Value HashBatch(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto prefix = ReadInteger(info[0], "prefix", 0, 255);
  if (!prefix) return env.Undefined();
  const auto messages = ReadBytes(info[1], "messages");
  if (!messages) return env.Undefined();
  const auto length = ReadInteger(info[2], "messageBytes", 1, kLongestMessage);
  if (!length) return env.Undefined();
  const auto digests = ReadBytes(info[3], "digests");
  if (!digests) return env.Undefined();

  const std::size_t count = messages->size() / *length;
  if (messages->size() % *length != 0 || digests->size() != count * kDigestBytes) {
    RefuseRange(env, "messages, messageBytes and digests do not fit together");
    return env.Undefined();
  }
  // Digests may overwrite messages that are read already, so only from the same start and never faster than they are.
  const std::uint8_t* messages_end = messages->data() + messages->size();
  const std::uint8_t* digests_end = digests->data() + digests->size();
  const bool apart = digests_end <= messages->data() || messages_end <= digests->data();
  if (!apart && (digests->data() != messages->data() || *length < kDigestBytes)) {
    RefuseRange(env, "digests overlaps messages");
    return env.Undefined();
  }
  static const bool has_batch = HasSha256Batch();
  if (has_batch) {
    Sha256Batch(static_cast<std::uint8_t>(*prefix), messages->data(), *length, count, digests->data());
  }
  return Napi::Boolean::New(env, has_batch);
}

}  // namespace

void AddHashCalls(Napi::Env env, Napi::Object exports) {
  exports.Set("sha256Batch", Napi::Function::New(env, HashBatch, "sha256Batch"));
}

}  // namespace burnish
