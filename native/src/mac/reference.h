// Core Foundation and IOKit objects that release themselves.
#pragma once

#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/IOKitLib.h>

#include <utility>

namespace burnish {

/** Owns one Core Foundation object of the type `Ref` (CFStringRef, DASessionRef, ...). */
template <typename Ref>
class CfOwner {
 public:
  CfOwner() = default;
  explicit CfOwner(Ref value) : value_(value) {}
  CfOwner(CfOwner&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  CfOwner& operator=(CfOwner&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  CfOwner(const CfOwner&) = delete;
  CfOwner& operator=(const CfOwner&) = delete;
  ~CfOwner() {
    if (value_ != nullptr) CFRelease(value_);
  }

  bool valid() const { return value_ != nullptr; }
  Ref get() const { return value_; }

 private:
  Ref value_ = nullptr;
};

/** Owns one IOKit object: a service, an iterator. */
class IoOwner {
 public:
  IoOwner() = default;
  explicit IoOwner(io_object_t value) : value_(value) {}
  IoOwner(IoOwner&& other) noexcept : value_(std::exchange(other.value_, IO_OBJECT_NULL)) {}
  IoOwner& operator=(IoOwner&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  IoOwner(const IoOwner&) = delete;
  IoOwner& operator=(const IoOwner&) = delete;
  ~IoOwner() {
    if (value_ != IO_OBJECT_NULL) IOObjectRelease(value_);
  }

  bool valid() const { return value_ != IO_OBJECT_NULL; }
  io_object_t get() const { return value_; }
  /** Where a call of IOKit puts an object. */
  io_object_t* out() { return &value_; }

 private:
  io_object_t value_ = IO_OBJECT_NULL;
};

}  // namespace burnish
