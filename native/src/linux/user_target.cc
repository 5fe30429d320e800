// Linux: the ring of commands that target_core_user shares with a process (Documentation/target/tcmu-design.rst,
// linux/target_core_user.h, mailbox version 2). What lies in it is bounded before use.
#include "../user_target.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

#include "file_descriptor.h"

namespace burnish {
namespace {

/** Memory that is shared with the kernel and given back at the end. */
class SharedMemory {
 public:
  SharedMemory(void* start, std::size_t length) : start_(static_cast<std::uint8_t*>(start)), length_(length) {}
  SharedMemory(SharedMemory&& other) noexcept
      : start_(std::exchange(other.start_, nullptr)), length_(std::exchange(other.length_, 0)) {}
  SharedMemory& operator=(SharedMemory&&) = delete;
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  ~SharedMemory() {
    if (start_ != nullptr) munmap(start_, length_);
  }

  std::size_t length() const { return length_; }

  /** The `length` bytes at `offset`; empty when they do not all lie inside. */
  std::span<std::uint8_t> Part(std::uint64_t offset, std::uint64_t length) const {
    if (offset > length_ || length > length_ - offset) return {};
    return {start_ + offset, static_cast<std::size_t>(length)};
  }

 private:
  std::uint8_t* start_;
  std::size_t length_;
};

template <typename Value>
Value Load(std::span<const std::uint8_t> bytes, std::size_t offset) {
  Value value{};
  if (offset + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

template <typename Value>
void Store(std::span<std::uint8_t> bytes, std::size_t offset, Value value) {
  if (offset + sizeof value <= bytes.size()) std::memcpy(bytes.data() + offset, &value, sizeof value);
}

// The layout of linux/target_core_user.h, which no C++ compiler takes; all of it is fixed by mailbox version 2.
constexpr std::uint16_t kMailboxVersion = 2;
/** The kernel takes the length of the data that was read. */
constexpr std::uint16_t kTakesReadLength = 2;
constexpr std::size_t kHead = 12;
constexpr std::size_t kTail = 64;
constexpr std::size_t kMailboxBytes = 128;

struct Mailbox {
  std::uint16_t version;
  std::uint16_t flags;
  std::uint32_t ring_start;
  std::uint32_t ring_bytes;
};

// An entry of the ring: a header of 8 bytes, then the request, which the response overwrites.
constexpr std::uint32_t kOperationMask = 7;
constexpr std::uint32_t kPad = 0;
constexpr std::uint32_t kCommand = 1;
constexpr std::size_t kFlags = 7;
constexpr std::uint8_t kUnknownOperation = 1;
constexpr std::uint8_t kReadLengthIsSet = 2;
constexpr std::size_t kVectorCount = 8;
constexpr std::size_t kCdbOffset = 24;
constexpr std::size_t kVectors = 48;
constexpr std::size_t kStatus = 8;
constexpr std::size_t kReadLength = 12;
constexpr std::size_t kSense = 16;
constexpr std::size_t kSenseBytes = 96;

class LinuxUserTarget final : public UserTarget {
 public:
  LinuxUserTarget(FileDescriptor node, SharedMemory memory, Mailbox mailbox)
      : node_(std::move(node)), memory_(std::move(memory)), flags_(mailbox.flags), ring_start_(mailbox.ring_start),
        ring_bytes_(mailbox.ring_bytes) {}

  std::optional<AskedCommand> Next(std::uint32_t timeout_ms) override {
    if (auto command = Take()) return command;
    pollfd wait{node_.number(), POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(std::min<std::uint32_t>(timeout_ms, INT32_MAX))) <= 0) return std::nullopt;
    std::uint32_t events = 0;
    if (read(node_.number(), &events, sizeof events) != sizeof events) return std::nullopt;
    return Take();
  }

  std::size_t CopyData(std::span<std::uint8_t> data) const override {
    std::size_t copied = 0;
    for (const std::span<const std::uint8_t> piece : pieces_) {
      const std::size_t length = std::min(piece.size(), data.size() - copied);
      std::copy_n(piece.begin(), length, data.begin() + copied);
      copied += length;
    }
    return copied;
  }

  void Answer(const UserAnswer& answer) override {
    if (entry_.empty()) return;
    const std::size_t copied = answer.data ? Deliver(*answer.data) : 0;
    // The answer lies where the request lay: the pieces are forgotten with it.
    pieces_.clear();
    const auto response = entry_.subspan(std::min(kStatus, entry_.size()));
    if (entry_.size() < kSense + kSenseBytes) return Finish();
    std::fill(response.begin(), response.end(), std::uint8_t{0});
    Store(entry_, kStatus, answer.status);
    const std::size_t sense = std::min({answer.sense.size(), kSenseBytes, entry_.size() - kSense});
    std::copy_n(answer.sense.begin(), sense, entry_.begin() + kSense);
    if ((flags_ & kTakesReadLength) != 0 && answer.data) {
      Store(entry_, kReadLength, static_cast<std::uint32_t>(copied));
      Store(entry_, kFlags, static_cast<std::uint8_t>(Load<std::uint8_t>(entry_, kFlags) | kReadLengthIsSet));
    }
    Finish();
  }

 private:
  std::atomic_ref<std::uint32_t> Counter(std::size_t offset) const {
    return std::atomic_ref(*reinterpret_cast<std::uint32_t*>(memory_.Part(offset, sizeof(std::uint32_t)).data()));
  }
  std::uint32_t Head() const { return Counter(kHead).load(std::memory_order_acquire); }
  std::uint32_t Tail() const { return Counter(kTail).load(std::memory_order_relaxed); }

  std::size_t Deliver(std::span<const std::uint8_t> data) {
    std::size_t copied = 0;
    for (const std::span<std::uint8_t> piece : pieces_) {
      const std::size_t length = std::min(piece.size(), data.size() - copied);
      std::copy_n(data.begin() + copied, length, piece.begin());
      copied += length;
    }
    return copied;
  }

  /** Gives the entry back to the kernel and tells it. */
  void Finish() {
    const std::uint32_t length = Load<std::uint32_t>(entry_, 0) & ~kOperationMask;
    entry_ = {};
    Counter(kTail).store((Tail() + length) % ring_bytes_, std::memory_order_release);
    const std::uint32_t told = 0;
    // A kernel that does not take it has given the drive up; Next finds nothing then.
    [[maybe_unused]] const ssize_t written = write(node_.number(), &told, sizeof told);
  }

  std::optional<AskedCommand> Take() {
    while (Tail() != Head()) {
      const auto rest = memory_.Part(ring_start_ + Tail(), ring_bytes_ - std::min(Tail(), ring_bytes_));
      const std::uint32_t header = Load<std::uint32_t>(rest, 0);
      const std::uint32_t length = header & ~kOperationMask;
      if (length == 0 || length > rest.size()) return std::nullopt;
      entry_ = rest.first(length);
      const std::uint32_t operation = header & kOperationMask;
      if (operation == kCommand && ReadPieces()) return Asked();
      if (operation != kPad) Store(entry_, kFlags, kUnknownOperation);
      Finish();
    }
    return std::nullopt;
  }

  /** Where the data of the command lies; false when that is nowhere. */
  bool ReadPieces() {
    pieces_.clear();
    const auto count = Load<std::uint32_t>(entry_, kVectorCount);
    if (entry_.size() < kVectors || count > (entry_.size() - kVectors) / sizeof(iovec)) return false;
    for (std::uint32_t index = 0; index < count; index++) {
      const auto vector = Load<iovec>(entry_, kVectors + index * sizeof(iovec));
      const auto piece = memory_.Part(reinterpret_cast<std::uintptr_t>(vector.iov_base), vector.iov_len);
      if (piece.size() != vector.iov_len) return false;
      pieces_.push_back(piece);
    }
    return true;
  }

  AskedCommand Asked() const {
    AskedCommand command;
    const auto offset = Load<std::uint64_t>(entry_, kCdbOffset);
    const auto available = memory_.length() - std::min<std::uint64_t>(offset, memory_.length());
    const auto cdb = memory_.Part(offset, std::min<std::uint64_t>(command.cdb.size(), available));
    std::copy(cdb.begin(), cdb.end(), command.cdb.begin());
    for (const auto& piece : pieces_) command.data_bytes += piece.size();
    return command;
  }

  FileDescriptor node_;
  SharedMemory memory_;
  std::uint16_t flags_;
  std::uint32_t ring_start_;
  std::uint32_t ring_bytes_;
  /** The entry that waits for its answer; empty when there is none. */
  std::span<std::uint8_t> entry_;
  std::vector<std::span<std::uint8_t>> pieces_;
};

/** Length of the shared memory as the kernel tells it; 0 when it does not. */
std::size_t MemoryBytes(const std::string& path) {
  const std::filesystem::path folder("/sys/class/uio");
  std::ifstream file(folder / std::filesystem::path(path).filename() / "maps/map0/size");
  std::size_t bytes = 0;
  file >> std::hex >> bytes;
  return file ? bytes : 0;
}

/** The largest ring and data area that we map: four times the kernel's own default. */
constexpr std::size_t kMostBytes = std::size_t{4} << 30;

}  // namespace

Result<UserTarget> OpenUserTarget(const std::string& path) {
  FileDescriptor node(open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  if (!node.valid()) return SystemFailure{errno, "open", ""};
  const std::size_t bytes = MemoryBytes(path);
  if (bytes < kMailboxBytes || bytes > kMostBytes) return SystemFailure{ENODEV, "identify", ""};
  void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, node.number(), 0);
  if (start == MAP_FAILED) return SystemFailure{errno, "map", ""};
  SharedMemory memory(start, bytes);
  const auto mailbox = Load<Mailbox>(memory.Part(0, kMailboxBytes), 0);
  const bool is_inside = memory.Part(mailbox.ring_start, mailbox.ring_bytes).size() == mailbox.ring_bytes;
  if (mailbox.version != kMailboxVersion || mailbox.ring_bytes == 0 || !is_inside) {
    return SystemFailure{EPROTO, "identify", ""};
  }
  return std::make_unique<LinuxUserTarget>(std::move(node), std::move(memory), mailbox);
}

}  // namespace burnish
