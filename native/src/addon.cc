// The Node-API entry of the addon. One set of data per environment (thread), no globals.
#include <napi.h>

#include <memory>

#include "device_calls.h"
#include "hash_calls.h"
#include "user_target_calls.h"
#include "watch_calls.h"

namespace burnish {
namespace {

struct AddonData {
  std::unique_ptr<WatchCalls> watch;
};

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto data = std::make_unique<AddonData>();
  data->watch = std::make_unique<WatchCalls>(env, exports);
  env.SetInstanceData<AddonData>(data.release());
  AddDeviceCalls(env, exports);
  AddHashCalls(env, exports);
  AddUserTargetCalls(env, exports);
  return exports;
}

NODE_API_MODULE(burnish, Init)

}  // namespace
}  // namespace burnish
