#include "arguments.h"

#include <cmath>

namespace burnish {
namespace {

constexpr std::size_t kLongestPath = 4096;

}  // namespace

std::nullopt_t RefuseType(Napi::Env env, const std::string& message) {
  if (!env.IsExceptionPending()) Napi::TypeError::New(env, message).ThrowAsJavaScriptException();
  return std::nullopt;
}

std::nullopt_t RefuseRange(Napi::Env env, const std::string& message) {
  if (!env.IsExceptionPending()) Napi::RangeError::New(env, message).ThrowAsJavaScriptException();
  return std::nullopt;
}

std::optional<std::string> ReadPath(Napi::Value value, const char* name) {
  if (!value.IsString()) return RefuseType(value.Env(), std::string(name) + " must be a string");
  std::string path = value.As<Napi::String>().Utf8Value();
  if (path.empty() || path.size() > kLongestPath) {
    return RefuseRange(value.Env(), std::string(name) + " must have 1 to 4096 bytes");
  }
  if (path.find('\0') != std::string::npos) return RefuseType(value.Env(), std::string(name) + " must not contain NUL");
  return path;
}

std::optional<bool> ReadBoolean(Napi::Value value, const char* name) {
  if (!value.IsBoolean()) return RefuseType(value.Env(), std::string(name) + " must be a boolean");
  return value.As<Napi::Boolean>().Value();
}

std::optional<std::span<std::uint8_t>> ReadBytes(Napi::Value value, const char* name) {
  napi_typedarray_type type = napi_int8_array;
  std::size_t length = 0;
  void* bytes = nullptr;
  if (!value.IsTypedArray() ||
      napi_get_typedarray_info(value.Env(), value, &type, &length, &bytes, nullptr, nullptr) != napi_ok ||
      type != napi_uint8_array) {
    return RefuseType(value.Env(), std::string(name) + " must be a Uint8Array");
  }
  // A detached buffer has no memory and no length.
  if (length == 0 || bytes == nullptr) return RefuseRange(value.Env(), std::string(name) + " is empty or detached");
  return std::span(static_cast<std::uint8_t*>(bytes), length);
}

std::optional<std::span<std::uint8_t>> ReadCdb(Napi::Value value) {
  const auto cdb = ReadBytes(value, "cdb");
  if (!cdb) return std::nullopt;
  const std::size_t length = cdb->size();
  if (length != 6 && length != 10 && length != 12 && length != 16) {
    return RefuseRange(value.Env(), "cdb must have 6, 10, 12 or 16 bytes");
  }
  return cdb;
}

std::optional<Direction> ReadDirection(Napi::Value value) {
  if (!value.IsString()) return RefuseType(value.Env(), "direction must be a string");
  const std::string text = value.As<Napi::String>().Utf8Value();
  if (text == "none") return Direction::kNone;
  if (text == "in") return Direction::kIn;
  if (text == "out") return Direction::kOut;
  return RefuseType(value.Env(), "direction must be 'none', 'in' or 'out'");
}

std::optional<std::uint32_t> ReadInteger(Napi::Value value, const char* name, double least, double most) {
  if (!value.IsNumber()) return RefuseType(value.Env(), std::string(name) + " must be a number");
  const double number = value.As<Napi::Number>().DoubleValue();
  // Written so that NaN is refused.
  if (!(number >= least && number <= most) || std::floor(number) != number) {
    return RefuseRange(value.Env(), std::string(name) + " is out of range");
  }
  return static_cast<std::uint32_t>(number);
}

std::optional<std::uint32_t> ReadTimeout(Napi::Value value) {
  if (!value.IsNumber()) return RefuseType(value.Env(), "timeoutMs must be a number");
  const double number = value.As<Napi::Number>().DoubleValue();
  // Written so that NaN is refused.
  if (!(number >= 1 && number <= kLongestTimeoutMs) || std::floor(number) != number) {
    return RefuseRange(value.Env(), "timeoutMs must be an integer of 1 to " + std::to_string(kLongestTimeoutMs));
  }
  return static_cast<std::uint32_t>(number);
}

}  // namespace burnish
