// The verbs of the addon on the watch: watch(callback) -> id, unwatch(id) -> whether it was running.
#pragma once

#include <napi.h>

#include <cstdint>
#include <map>
#include <memory>

#include "scsi.h"

namespace burnish {

/**
 * The watches of one environment. A watch does not keep the process alive. It ends with unwatch or with its
 * environment, whichever comes first; both wait for its thread.
 */
class WatchCalls {
 public:
  WatchCalls(Napi::Env env, Napi::Object exports);
  WatchCalls(const WatchCalls&) = delete;
  WatchCalls& operator=(const WatchCalls&) = delete;
  ~WatchCalls();

 private:
  class Watch;

  Napi::Value Start(const Napi::CallbackInfo& info);
  Napi::Value Stop(const Napi::CallbackInfo& info);

  std::map<std::uint32_t, std::unique_ptr<Watch>> watches_;
  std::uint32_t next_id_ = 1;
};

}  // namespace burnish
