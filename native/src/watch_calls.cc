#include "watch_calls.h"

#include <utility>

#include "arguments.h"

namespace burnish {
namespace {

const char* NameOf(DeviceNotice::Kind kind) {
  switch (kind) {
    case DeviceNotice::Kind::kArrived:
      return "arrived";
    case DeviceNotice::Kind::kLeft:
      return "left";
    case DeviceNotice::Kind::kMedium:
      return "medium";
    case DeviceNotice::Kind::kUnknown:
      return "unknown";
  }
  return "unknown";
}

/** Runs on the thread of JavaScript; `env` is null when the environment is going down. */
void Deliver(Napi::Env env, Napi::Function callback, std::nullptr_t*, DeviceNotice* raw) {
  const std::unique_ptr<DeviceNotice> notice(raw);
  if (env == nullptr || callback == nullptr) return;
  Napi::Object entry = Napi::Object::New(env);
  entry.Set("kind", NameOf(notice->kind));
  entry.Set("path", notice->path);
  callback.Call({entry});
}

using Messenger = Napi::TypedThreadSafeFunction<std::nullptr_t, DeviceNotice, Deliver>;

/** Notices that JavaScript has not taken yet; beyond, one more adds nothing, since any of them means "look again". */
constexpr std::size_t kMostWaiting = 256;

}  // namespace

/** One running watch and the way of its notices into JavaScript. */
class WatchCalls::Watch {
 public:
  Watch(Napi::Env env, Napi::Function callback)
      : env_(env), messenger_(Messenger::New(env, callback, "burnish watch", kMostWaiting, 1)) {
    messenger_.Unref(env);
    // Made after the messenger's own hook and so run before it: the thread has ended before its messenger goes.
    napi_add_env_cleanup_hook(env, &Watch::AtEnvironmentEnd, this);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    if (ended_) return;
    napi_remove_env_cleanup_hook(env_, &Watch::AtEnvironmentEnd, this);
    End();
  }

  /** What the system said where the watch could not be started. */
  std::unique_ptr<SystemFailure> Start() {
    Result<Watcher> started = StartWatcher([messenger = messenger_](DeviceNotice notice) mutable {
      auto message = std::make_unique<DeviceNotice>(std::move(notice));
      if (messenger.NonBlockingCall(message.get()) == napi_ok) message.release();
    });
    if (SystemFailure* failure = std::get_if<SystemFailure>(&started)) {
      return std::make_unique<SystemFailure>(std::move(*failure));
    }
    watcher_ = std::get<std::unique_ptr<Watcher>>(std::move(started));
    return nullptr;
  }

 private:
  static void AtEnvironmentEnd(void* watch) { static_cast<Watch*>(watch)->End(); }

  void End() {
    watcher_.reset();
    messenger_.Release();
    ended_ = true;
  }

  Napi::Env env_;
  Messenger messenger_;
  std::unique_ptr<Watcher> watcher_;
  bool ended_ = false;
};

WatchCalls::WatchCalls(Napi::Env env, Napi::Object exports) {
  exports.Set("watch", Napi::Function::New(env, [this](const Napi::CallbackInfo& info) { return Start(info); }, "watch"));
  exports.Set("unwatch", Napi::Function::New(env, [this](const Napi::CallbackInfo& info) { return Stop(info); }, "unwatch"));
}

WatchCalls::~WatchCalls() = default;

Napi::Value WatchCalls::Start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Napi::Object answer = Napi::Object::New(env);
  if (!info[0].IsFunction()) {
    RefuseType(env, "watch takes a function");
    return env.Undefined();
  }
  auto watch = std::make_unique<Watch>(env, info[0].As<Napi::Function>());
  if (const auto failure = watch->Start()) {
    answer.Set("systemError", static_cast<double>(failure->system_error));
    answer.Set("operation", failure->operation);
    answer.Set("holder", failure->holder);
    return answer;
  }
  const std::uint32_t id = next_id_++;
  watches_.emplace(id, std::move(watch));
  answer.Set("id", id);
  return answer;
}

Napi::Value WatchCalls::Stop(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsNumber()) {
    RefuseType(env, "unwatch takes the id of a watch");
    return env.Undefined();
  }
  const double id = info[0].As<Napi::Number>().DoubleValue();
  for (auto entry = watches_.begin(); entry != watches_.end(); ++entry) {
    if (static_cast<double>(entry->first) != id) continue;
    watches_.erase(entry);
    return Napi::Boolean::New(env, true);
  }
  return Napi::Boolean::New(env, false);
}

}  // namespace burnish
