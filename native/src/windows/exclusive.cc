#include "exclusive.h"

#include <winioctl.h>

#include <algorithm>
#include <string_view>

namespace burnish {
namespace {

// IOCTL_CDROM_EXCLUSIVE_ACCESS and its structures, as documented for ntddcdrm.h, which not every SDK carries whole.
constexpr DWORD kExclusiveAccess = CTL_CODE(FILE_DEVICE_CD_ROM, 0x0017, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS);
constexpr ULONG kQueryState = 0;
constexpr ULONG kLockDevice = 1;
/** Where no volume is mounted there is none to lock first. */
constexpr ULONG kIgnoreVolume = 1;
constexpr std::size_t kCallerNameLength = 64;

struct ExclusiveAccess {
  ULONG request_type = kQueryState;
  ULONG flags = 0;
};

struct ExclusiveLock {
  ExclusiveAccess access;
  std::array<char, kCallerNameLength> caller_name{};
};

struct ExclusiveLockState {
  BOOLEAN is_locked = FALSE;
  std::array<char, kCallerNameLength> caller_name{};
};

constexpr std::string_view kCallerName = "Burnish";

/** Errors of FSCTL_LOCK_VOLUME that mean: no volume is there, because there is no disc or nothing readable on it. */
constexpr std::array<DWORD, 5> kNoVolume = {ERROR_INVALID_FUNCTION, ERROR_NOT_READY, ERROR_NO_MEDIA_IN_DRIVE,
                                            ERROR_UNRECOGNIZED_VOLUME, ERROR_UNRECOGNIZED_MEDIA};

bool IsAmong(DWORD error, const std::array<DWORD, 5>& errors) {
  return std::find(errors.begin(), errors.end(), error) != errors.end();
}

std::string HolderOf(const Handle& device) {
  ExclusiveAccess query;
  ExclusiveLockState state;
  const Controlled asked = Control(device, kExclusiveAccess, &query, sizeof query, &state, sizeof state);
  if (asked.error != ERROR_SUCCESS || asked.returned < sizeof state || !state.is_locked) return "";
  const auto end = std::find(state.caller_name.begin(), state.caller_name.end(), '\0');
  return std::string(state.caller_name.begin(), end);
}

}  // namespace

std::optional<SystemFailure> TakeExclusively(const Handle& device) {
  const DWORD lock_error = Control(device, FSCTL_LOCK_VOLUME, nullptr, 0, nullptr, 0).error;
  const bool has_volume = !IsAmong(lock_error, kNoVolume);
  if (has_volume && lock_error != ERROR_SUCCESS) return SystemFailure{lock_error, "lock-volume", HolderOf(device)};
  if (has_volume) {
    const DWORD error = Control(device, FSCTL_DISMOUNT_VOLUME, nullptr, 0, nullptr, 0).error;
    if (error != ERROR_SUCCESS) return SystemFailure{error, "dismount-volume", ""};
  }

  ExclusiveLock lock;
  lock.access = {kLockDevice, has_volume ? 0 : kIgnoreVolume};
  std::copy(kCallerName.begin(), kCallerName.end(), lock.caller_name.begin());
  const DWORD error = Control(device, kExclusiveAccess, &lock, sizeof lock, nullptr, 0).error;
  // Class drivers of other makers may not know the call; then the locked volume is the lock.
  const bool is_unknown = error == ERROR_INVALID_FUNCTION || error == ERROR_NOT_SUPPORTED;
  if (error == ERROR_SUCCESS || (is_unknown && has_volume)) return std::nullopt;
  return SystemFailure{error, "exclusive-access", HolderOf(device)};
}

}  // namespace burnish
