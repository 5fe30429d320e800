#include "device_calls.h"

#include <chrono>
#include <memory>
#include <utility>

#include "arguments.h"
#include "handle.h"
#include "scsi.h"

namespace burnish {
namespace {

constexpr napi_type_tag kHandleTag = {0x6275726e6973680aULL, 0x9c1de55a7f0e4b21ULL};

Napi::Value Undefined(Napi::Env env) { return env.Undefined(); }

Held<Device>* ReadDriveHandle(Napi::Value value) { return ReadHandle<Device>(value, kHandleTag, "a drive"); }

Device* ReadOpenDevice(Napi::Value value) {
  return ReadOpen<Device>(value, kHandleTag, "a drive", "the drive is closed");
}

Napi::Value Open(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto path = ReadPath(info[0], "path");
  const auto exclusive = path ? ReadBoolean(info[1], "exclusive") : std::nullopt;
  if (!exclusive) return Undefined(env);

  Result<Device> opened = OpenDevice(*path, *exclusive);
  Napi::Object answer = Napi::Object::New(env);
  if (const SystemFailure* failure = std::get_if<SystemFailure>(&opened)) {
    answer.Set("systemError", static_cast<double>(failure->system_error));
    answer.Set("operation", failure->operation);
    answer.Set("holder", failure->holder);
    return answer;
  }
  answer.Set("handle", WrapHandle(env, kHandleTag, std::get<std::unique_ptr<Device>>(std::move(opened))));
  return answer;
}

/** The data of a command: none for kNone, else at least a byte. */
std::optional<std::span<std::uint8_t>> ReadData(Napi::Value value, Direction direction) {
  if (direction != Direction::kNone) return ReadBytes(value, "data");
  if (!value.IsUndefined()) return RefuseType(value.Env(), "a command without a direction takes no data");
  return std::span<std::uint8_t>();
}

Napi::Value ReportOutcome(Napi::Env env, const Outcome& outcome, double duration_ms) {
  Napi::Object answer = Napi::Object::New(env);
  answer.Set("systemError", static_cast<double>(outcome.system_error));
  answer.Set("status", static_cast<std::uint32_t>(outcome.status));
  answer.Set("hostStatus", outcome.host_status);
  answer.Set("driverStatus", outcome.driver_status);
  answer.Set("residual", static_cast<double>(outcome.residual));
  answer.Set("durationMs", duration_ms);
  if (outcome.sense_length > 0) {
    Napi::Uint8Array sense = Napi::Uint8Array::New(env, outcome.sense_length);
    std::copy_n(outcome.sense.begin(), outcome.sense_length, sense.Data());
    answer.Set("sense", sense);
  }
  return answer;
}

Napi::Value Execute(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto cdb = ReadCdb(info[1]);
  const auto direction = cdb ? ReadDirection(info[2]) : std::nullopt;
  const auto data = direction ? ReadData(info[3], *direction) : std::nullopt;
  const auto timeout_ms = data ? ReadTimeout(info[4]) : std::nullopt;
  Device* device = timeout_ms ? ReadOpenDevice(info[0]) : nullptr;
  if (device == nullptr) return Undefined(env);
  if (data->size() > device->max_transfer_bytes()) {
    RefuseRange(env, "data must not exceed " + std::to_string(device->max_transfer_bytes()) + " bytes");
    return Undefined(env);
  }

  Outcome outcome;
  const auto start = std::chrono::steady_clock::now();
  device->Execute({.cdb = *cdb, .direction = *direction, .data = *data, .timeout_ms = *timeout_ms}, outcome);
  const std::chrono::duration<double, std::milli> duration = std::chrono::steady_clock::now() - start;
  return ReportOutcome(env, outcome, duration.count());
}

Napi::Value MaxTransferBytes(const Napi::CallbackInfo& info) {
  const Device* device = ReadOpenDevice(info[0]);
  if (device == nullptr) return Undefined(info.Env());
  return Napi::Number::New(info.Env(), static_cast<double>(device->max_transfer_bytes()));
}

Napi::Value Close(const Napi::CallbackInfo& info) {
  Held<Device>* drive = ReadDriveHandle(info[0]);
  if (drive != nullptr) drive->thing.reset();
  return Undefined(info.Env());
}

Napi::Value List(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::string sysfs = "/sys";
  if (!info[0].IsUndefined()) {
    const auto given = ReadPath(info[0], "sysfs");
    if (!given) return Undefined(env);
    sysfs = *given;
  }
  Napi::Array answer = Napi::Array::New(env);
  std::uint32_t index = 0;
  for (const DeviceNode& node : ListDevices(sysfs)) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("path", node.path);
    entry.Set("vendor", node.vendor);
    entry.Set("product", node.product);
    entry.Set("revision", node.revision);
    entry.Set("bus", node.bus);
    entry.Set("genericPath", node.generic_path);
    answer.Set(index++, entry);
  }
  return answer;
}

}  // namespace

void AddDeviceCalls(Napi::Env env, Napi::Object exports) {
  exports.Set("open", Napi::Function::New(env, Open, "open"));
  exports.Set("execute", Napi::Function::New(env, Execute, "execute"));
  exports.Set("maxTransferBytes", Napi::Function::New(env, MaxTransferBytes, "maxTransferBytes"));
  exports.Set("close", Napi::Function::New(env, Close, "close"));
  exports.Set("list", Napi::Function::New(env, List, "list"));
}

}  // namespace burnish
