// The port to drives inside the addon: what each operating system implements (src/linux, src/windows, src/mac).
// It carries bytes and bounds them; it knows no command, retries nothing and decides nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace burnish {

/** Where the data goes, seen from the host. */
enum class Direction : std::uint8_t { kNone, kIn, kOut };

/** The longest time-out of one command: 5 hours, for a BLANK without Immed. */
inline constexpr std::uint32_t kLongestTimeoutMs = 5 * 60 * 60 * 1000;

/** One command. `data` is the whole transfer and empty exactly when the direction is kNone. */
struct Command {
  std::span<const std::uint8_t> cdb;
  Direction direction = Direction::kNone;
  std::span<std::uint8_t> data;
  std::uint32_t timeout_ms = 1;
};

/** Room for sense data; what Linux itself keeps at most. */
inline constexpr std::size_t kSenseCapacity = 96;

/** What the system said, unjudged. Zero means "nothing to report" in every field. */
struct Outcome {
  /** errno, GetLastError() or IOReturn of the call that should have carried the command. */
  std::int64_t system_error = 0;
  /** SAM status byte. */
  std::uint8_t status = 0;
  /** Linux: DID_xxx of the host adapter. macOS: SCSIServiceResponse. Windows: 0. */
  std::uint32_t host_status = 0;
  /** Linux: driver byte. */
  std::uint32_t driver_status = 0;
  /** Bytes asked for and not transferred; never more than the length of the data. */
  std::size_t residual = 0;
  std::array<std::uint8_t, kSenseCapacity> sense{};
  std::size_t sense_length = 0;
};

/** A call of the system that failed. */
struct SystemFailure {
  /** errno, GetLastError() or IOReturn. */
  std::int64_t system_error = 0;
  /** What was being done: "open", "lock-generic", "lock-volume", "exclusive-access", ... */
  std::string operation;
  /** Who holds the drive, as far as the system tells; else empty. */
  std::string holder;
};

/** An open drive. Its destructor closes it. */
class Device {
 public:
  Device() = default;
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  virtual ~Device() = default;

  /** Executes one command and waits for its end or its time-out. */
  virtual void Execute(const Command& command, Outcome& outcome) = 0;
  /** The longest transfer of one command in bytes. */
  virtual std::size_t max_transfer_bytes() const = 0;
};

/** An optical drive of this machine. */
struct DeviceNode {
  /** What OpenDevice takes. */
  std::string path;
  std::string vendor;
  std::string product;
  std::string revision;
  std::string bus;
  /** Linux: the sg node of the same drive. */
  std::string generic_path;
};

/** That something happened to the drives of this machine. */
struct DeviceNotice {
  enum class Kind : std::uint8_t { kArrived, kLeft, kMedium, kUnknown };
  Kind kind = Kind::kUnknown;
  /** The path of the drive where the system tells it. */
  std::string path;
};

/** A running watch. Its destructor ends it and joins its thread; no notice comes after. */
class Watcher {
 public:
  Watcher() = default;
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  virtual ~Watcher() = default;
};

template <typename Value>
using Result = std::variant<std::unique_ptr<Value>, SystemFailure>;

/** Opens an optical drive, for a job (exclusive) or for looking. */
Result<Device> OpenDevice(const std::string& path, bool exclusive);

/** Lists the optical drives. `sysfs` is the root of Linux' sysfs and ignored elsewhere. */
std::vector<DeviceNode> ListDevices(const std::string& sysfs);

/** Calls `notify` on a thread of its own whenever a drive comes or goes or its medium changes. */
Result<Watcher> StartWatcher(std::function<void(DeviceNotice)> notify);

}  // namespace burnish
