// Windows: a CDB through IOCTL_SCSI_PASS_THROUGH_DIRECT (ntddscsi.h).
#include "../scsi.h"

#include <windows.h>
#include <winioctl.h>
#include <ntddscsi.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "drive_path.h"
#include "exclusive.h"
#include "handle.h"

namespace burnish {
namespace {

constexpr std::size_t kPage = 4096;
/** What every adapter can do; the chunk of the recipes. */
constexpr std::size_t kTransferIfUnknown = 32 * 1024;
constexpr std::size_t kLongestTransfer = 1024 * 1024;
constexpr std::size_t kSenseBytes = 64;
constexpr UCHAR kCheckCondition = 0x02;

/** What the host adapter allows. */
struct AdapterLimits {
  std::size_t max_transfer_bytes = kTransferIfUnknown;
  /** Bits of the buffer's address that must be zero. */
  std::size_t alignment_mask = 0;
};

AdapterLimits LimitsOf(ULONG max_transfer_length, ULONG max_physical_pages, ULONG alignment_mask) {
  std::size_t limit = max_transfer_length == 0 ? kTransferIfUnknown : max_transfer_length;
  // One page less than there are: a buffer that does not start on a page touches one page more.
  if (max_physical_pages > 1) limit = std::min(limit, (static_cast<std::size_t>(max_physical_pages) - 1) * kPage);
  return {std::min(limit, kLongestTransfer), std::min<std::size_t>(alignment_mask, kPage - 1)};
}

AdapterLimits AskLimits(const Handle& device) {
  IO_SCSI_CAPABILITIES capabilities{};
  const Controlled asked =
      Control(device, IOCTL_SCSI_GET_CAPABILITIES, nullptr, 0, &capabilities, sizeof capabilities);
  if (asked.error == ERROR_SUCCESS && asked.returned >= sizeof capabilities) {
    return LimitsOf(capabilities.MaximumTransferLength, capabilities.MaximumPhysicalPages, capabilities.AlignmentMask);
  }
  // Adapters that are no SCSI ports answer the general question.
  STORAGE_PROPERTY_QUERY query{};
  query.PropertyId = StorageAdapterProperty;
  query.QueryType = PropertyStandardQuery;
  STORAGE_ADAPTER_DESCRIPTOR adapter{};
  const Controlled general =
      Control(device, IOCTL_STORAGE_QUERY_PROPERTY, &query, sizeof query, &adapter, sizeof adapter);
  if (general.error != ERROR_SUCCESS || general.returned < offsetof(STORAGE_ADAPTER_DESCRIPTOR, AdapterUsesPio)) return {};
  return LimitsOf(adapter.MaximumTransferLength, adapter.MaximumPhysicalPages, adapter.AlignmentMask);
}

/** The request with room for sense data behind it, as the interface wants it. */
struct Request {
  SCSI_PASS_THROUGH_DIRECT pass_through;
  std::array<std::uint8_t, kSenseBytes> sense;
};

class WindowsDevice final : public Device {
 public:
  WindowsDevice(Handle handle, AdapterLimits limits) : handle_(std::move(handle)), limits_(limits) {}

  void Execute(const Command& command, Outcome& outcome) override;
  std::size_t max_transfer_bytes() const override { return limits_.max_transfer_bytes; }

 private:
  bool IsAligned(const void* address) const {
    return (reinterpret_cast<std::uintptr_t>(address) & limits_.alignment_mask) == 0;
  }
  /** Memory of our own with the alignment that the adapter wants; made at the first need and kept. */
  std::uint8_t* Bounce();

  Handle handle_;
  AdapterLimits limits_;
  std::vector<std::uint8_t> bounce_;
};

std::uint8_t* WindowsDevice::Bounce() {
  if (bounce_.empty()) bounce_.resize(limits_.max_transfer_bytes + limits_.alignment_mask);
  const auto address = reinterpret_cast<std::uintptr_t>(bounce_.data());
  return bounce_.data() + ((~address + 1) & limits_.alignment_mask);
}

UCHAR TransferDirection(Direction direction) {
  switch (direction) {
    case Direction::kIn:
      return SCSI_IOCTL_DATA_IN;
    case Direction::kOut:
      return SCSI_IOCTL_DATA_OUT;
    case Direction::kNone:
      return SCSI_IOCTL_DATA_UNSPECIFIED;
  }
  return SCSI_IOCTL_DATA_UNSPECIFIED;
}

void WindowsDevice::Execute(const Command& command, Outcome& outcome) {
  const bool bounces = !command.data.empty() && !IsAligned(command.data.data());
  std::uint8_t* const buffer = bounces ? Bounce() : command.data.data();
  if (bounces && command.direction == Direction::kOut) std::copy(command.data.begin(), command.data.end(), buffer);

  Request request{};
  SCSI_PASS_THROUGH_DIRECT& pass = request.pass_through;
  pass.Length = sizeof pass;
  pass.CdbLength = static_cast<UCHAR>(command.cdb.size());
  std::copy(command.cdb.begin(), command.cdb.end(), pass.Cdb);
  pass.DataIn = TransferDirection(command.direction);
  pass.DataTransferLength = static_cast<ULONG>(command.data.size());
  pass.DataBuffer = command.data.empty() ? nullptr : buffer;
  pass.TimeOutValue = (command.timeout_ms + 999) / 1000;
  pass.SenseInfoLength = static_cast<UCHAR>(request.sense.size());
  pass.SenseInfoOffset = offsetof(Request, sense);

  const Controlled sent =
      Control(handle_, IOCTL_SCSI_PASS_THROUGH_DIRECT, &request, sizeof request, &request, sizeof request);
  if (sent.error != ERROR_SUCCESS) {
    outcome.system_error = sent.error;
    outcome.residual = command.data.size();
    return;
  }
  const std::size_t transferred = std::min<std::size_t>(pass.DataTransferLength, command.data.size());
  if (bounces && command.direction == Direction::kIn) std::copy_n(buffer, transferred, command.data.begin());
  outcome.status = pass.ScsiStatus;
  outcome.residual = command.data.size() - transferred;
  // The length that comes back means something only where there is sense.
  if (pass.ScsiStatus != kCheckCondition) return;
  outcome.sense_length = std::min<std::size_t>(pass.SenseInfoLength, request.sense.size());
  std::copy_n(request.sense.begin(), outcome.sense_length, outcome.sense.begin());
}

}  // namespace

Result<Device> OpenDevice(const std::string& path, bool exclusive) {
  const auto name = DevicePath(path);
  if (!name) return SystemFailure{ERROR_NOT_SUPPORTED, "identify", ""};
  // The pass-through wants both rights even for reading commands.
  Handle device(CreateFileW(name->c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                            OPEN_EXISTING, 0, nullptr));
  if (!device.valid()) return SystemFailure{GetLastError(), "open", ""};
  // Commands go to optical drives only: nothing here may ever reach a disk.
  if (!OpticalDriveNumber(device)) return SystemFailure{ERROR_NOT_SUPPORTED, "identify", ""};
  if (exclusive) {
    if (auto failure = TakeExclusively(device)) return std::move(*failure);
  }
  const AdapterLimits limits = AskLimits(device);
  return std::make_unique<WindowsDevice>(std::move(device), limits);
}

}  // namespace burnish
