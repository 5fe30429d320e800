// A Windows handle that closes itself, and one DeviceIoControl with its lengths.
#pragma once

#include <windows.h>

#include <utility>

namespace burnish {

class Handle {
 public:
  Handle() = default;
  explicit Handle(HANDLE value) : value_(value) {}
  Handle(Handle&& other) noexcept : value_(std::exchange(other.value_, INVALID_HANDLE_VALUE)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (valid()) CloseHandle(value_);
  }

  bool valid() const { return value_ != INVALID_HANDLE_VALUE; }
  HANDLE value() const { return value_; }

 private:
  HANDLE value_ = INVALID_HANDLE_VALUE;
};

/** What one control call gave: an error code (ERROR_SUCCESS when it went well) and the bytes it returned. */
struct Controlled {
  DWORD error = ERROR_SUCCESS;
  DWORD returned = 0;
};

/** One synchronous DeviceIoControl. */
inline Controlled Control(const Handle& device, DWORD code, void* in, std::size_t in_size, void* out,
                          std::size_t out_size) {
  Controlled result;
  const BOOL good = DeviceIoControl(device.value(), code, in, static_cast<DWORD>(in_size), out,
                                    static_cast<DWORD>(out_size), &result.returned, nullptr);
  if (!good) result.error = GetLastError();
  return result;
}

}  // namespace burnish
