#include "user_target_calls.h"

#include <utility>

#include "arguments.h"
#include "handle.h"
#include "user_target.h"

namespace burnish {
namespace {

constexpr napi_type_tag kTargetTag = {0x6275726e69736874ULL, 0x51c7a9e03b6d4f8eULL};

UserTarget* ReadOpenTarget(Napi::Value value) {
  return ReadOpen<UserTarget>(value, kTargetTag, "a target", "the target is closed");
}

Napi::Value Open(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto path = ReadPath(info[0], "path");
  if (!path) return env.Undefined();
  Result<UserTarget> opened = OpenUserTarget(*path);
  Napi::Object answer = Napi::Object::New(env);
  if (const SystemFailure* failure = std::get_if<SystemFailure>(&opened)) {
    answer.Set("systemError", static_cast<double>(failure->system_error));
    answer.Set("operation", failure->operation);
    answer.Set("holder", failure->holder);
    return answer;
  }
  answer.Set("handle", WrapHandle(env, kTargetTag, std::get<std::unique_ptr<UserTarget>>(std::move(opened))));
  return answer;
}

Napi::Value Next(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto data = ReadBytes(info[1], "data");
  const auto timeout_ms = data ? ReadTimeout(info[2]) : std::nullopt;
  UserTarget* target = timeout_ms ? ReadOpenTarget(info[0]) : nullptr;
  if (target == nullptr) return env.Undefined();
  const auto command = target->Next(*timeout_ms);
  if (!command) return env.Undefined();
  target->CopyData(*data);
  Napi::Object answer = Napi::Object::New(env);
  Napi::Uint8Array cdb = Napi::Uint8Array::New(env, command->cdb.size());
  std::copy(command->cdb.begin(), command->cdb.end(), cdb.Data());
  answer.Set("cdb", cdb);
  answer.Set("dataBytes", static_cast<double>(command->data_bytes));
  return answer;
}

Napi::Value Answer(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto status = ReadInteger(info[1], "status", 0, 255);
  if (!status) return env.Undefined();
  UserAnswer answer{.status = static_cast<std::uint8_t>(*status), .sense = {}, .data = std::nullopt};
  if (!info[2].IsUndefined()) {
    const auto sense = ReadBytes(info[2], "sense");
    if (!sense) return env.Undefined();
    answer.sense = *sense;
  }
  if (!info[3].IsUndefined()) {
    const auto data = ReadBytes(info[3], "data");
    const auto length = data ? ReadInteger(info[4], "dataBytes", 0, static_cast<double>(data->size())) : std::nullopt;
    if (!length) return env.Undefined();
    answer.data = data->first(*length);
  }
  UserTarget* target = ReadOpenTarget(info[0]);
  if (target != nullptr) target->Answer(answer);
  return env.Undefined();
}

Napi::Value Close(const Napi::CallbackInfo& info) {
  Held<UserTarget>* held = ReadHandle<UserTarget>(info[0], kTargetTag, "a target");
  if (held != nullptr) held->thing.reset();
  return info.Env().Undefined();
}

}  // namespace

void AddUserTargetCalls(Napi::Env env, Napi::Object exports) {
  exports.Set("openTarget", Napi::Function::New(env, Open, "openTarget"));
  exports.Set("nextCommand", Napi::Function::New(env, Next, "nextCommand"));
  exports.Set("answerCommand", Napi::Function::New(env, Answer, "answerCommand"));
  exports.Set("closeTarget", Napi::Function::New(env, Close, "closeTarget"));
}

}  // namespace burnish
