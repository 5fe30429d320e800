#include "device_calls.h"

#include <chrono>
#include <memory>
#include <utility>

#include "arguments.h"
#include "scsi.h"

namespace burnish {
namespace {

// Marks our handles, so that another addon's object or a plain one is told from them.
constexpr napi_type_tag kHandleTag = {0x6275726e6973680aULL, 0x9c1de55a7f0e4b21ULL};

/** What a handle object wraps: the drive, or nothing once closed. */
struct OpenDrive {
  std::unique_ptr<Device> device;
};

Napi::Value Undefined(Napi::Env env) { return env.Undefined(); }

OpenDrive* ReadHandle(Napi::Value value) {
  const Napi::Env env = value.Env();
  bool is_handle = false;
  void* wrapped = nullptr;
  if (!value.IsObject() || napi_check_object_type_tag(env, value, &kHandleTag, &is_handle) != napi_ok || !is_handle ||
      napi_unwrap(env, value, &wrapped) != napi_ok) {
    RefuseType(env, "this is not the handle of a drive");
    return nullptr;
  }
  return static_cast<OpenDrive*>(wrapped);
}

Device* ReadOpenDevice(Napi::Value value) {
  OpenDrive* drive = ReadHandle(value);
  if (drive == nullptr) return nullptr;
  if (drive->device == nullptr) RefuseType(value.Env(), "the drive is closed");
  return drive->device.get();
}

Napi::Value WrapDevice(Napi::Env env, std::unique_ptr<Device> device) {
  Napi::Object handle = Napi::Object::New(env);
  auto drive = std::make_unique<OpenDrive>();
  drive->device = std::move(device);
  const napi_finalize finalize = [](napi_env, void* data, void*) {
    std::unique_ptr<OpenDrive> ended(static_cast<OpenDrive*>(data));
  };
  if (napi_wrap(env, handle, drive.get(), finalize, nullptr, nullptr) != napi_ok) {
    Napi::Error::New(env, "a handle could not be made").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  drive.release();  // the object owns it now
  if (napi_type_tag_object(env, handle, &kHandleTag) != napi_ok) {
    Napi::Error::New(env, "a handle could not be marked").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return handle;
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
  answer.Set("handle", WrapDevice(env, std::get<std::unique_ptr<Device>>(std::move(opened))));
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
  OpenDrive* drive = ReadHandle(info[0]);
  if (drive != nullptr) drive->device.reset();
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
