// macOS: a CDB as a SCSITask (IOKit/scsi/SCSITaskLib.h) with exclusive access, or a call of the MMCDeviceInterface
// without.
#include "../scsi.h"

#include <IOKit/IOCFPlugIn.h>
#include <IOKit/scsi/SCSITaskLib.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "claim.h"
#include "drive.h"
#include "look.h"
#include "reference.h"

namespace burnish {
namespace {

constexpr std::size_t kTransferIfUnknown = 32 * 1024;
constexpr std::size_t kLongestTransfer = 1024 * 1024;

std::int64_t ErrorCode(IOReturn code) { return static_cast<std::uint32_t>(code); }

/** Owns a reference to a COM-like interface of a plug-in. */
template <typename Interface>
class ComOwner {
 public:
  ComOwner() = default;
  explicit ComOwner(Interface** value) : value_(value) {}
  ComOwner(ComOwner&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  ComOwner& operator=(ComOwner&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ComOwner(const ComOwner&) = delete;
  ComOwner& operator=(const ComOwner&) = delete;
  ~ComOwner() {
    if (value_ != nullptr) (*value_)->Release(value_);
  }

  bool valid() const { return value_ != nullptr; }
  Interface** get() const { return value_; }

 private:
  Interface** value_ = nullptr;
};

/** The plug-in through which a drive is reached; destroyed after all its interfaces. */
class PlugIn {
 public:
  explicit PlugIn(io_service_t drive) {
    SInt32 score = 0;
    error_ = IOCreatePlugInInterfaceForService(drive, kIOMMCDeviceUserClientTypeID, kIOCFPlugInInterfaceID, &value_, &score);
  }
  PlugIn(const PlugIn&) = delete;
  PlugIn& operator=(const PlugIn&) = delete;
  ~PlugIn() {
    if (value_ != nullptr) IODestroyPlugInInterface(value_);
  }

  kern_return_t error() const { return error_; }
  ComOwner<MMCDeviceInterface> Mmc() const {
    void* interface = nullptr;
    const HRESULT result = (*value_)->QueryInterface(value_, CFUUIDGetUUIDBytes(kIOMMCDeviceInterfaceID), &interface);
    return ComOwner(result == S_OK ? static_cast<MMCDeviceInterface**>(interface) : nullptr);
  }

 private:
  IOCFPlugInInterface** value_ = nullptr;
  kern_return_t error_ = KERN_SUCCESS;
};

/** Exclusive access to a drive: the medium claimed, the kernel's driver put to rest, one task to reuse. */
class Exclusive {
 public:
  explicit Exclusive(std::uint64_t drive_id) : claim_(drive_id) {}
  Exclusive(const Exclusive&) = delete;
  Exclusive& operator=(const Exclusive&) = delete;
  ~Exclusive() {
    task_ = {};
    if (has_access_) (*device_.get())->ReleaseExclusiveAccess(device_.get());
  }

  std::optional<SystemFailure> Take(io_service_t drive, MMCDeviceInterface** mmc);
  SCSITaskInterface** task() const { return task_.get(); }

 private:
  MediumClaim claim_;
  ComOwner<SCSITaskDeviceInterface> device_;
  bool has_access_ = false;
  ComOwner<SCSITaskInterface> task_;
};

std::optional<SystemFailure> Exclusive::Take(io_service_t drive, MMCDeviceInterface** mmc) {
  if (auto failure = claim_.Take(drive)) return failure;
  device_ = ComOwner((*mmc)->GetSCSITaskDeviceInterface(mmc));
  if (!device_.valid()) return SystemFailure{ErrorCode(kIOReturnNoResources), "task-device", ""};
  const IOReturn error = (*device_.get())->ObtainExclusiveAccess(device_.get());
  if (error != kIOReturnSuccess) return SystemFailure{ErrorCode(error), "exclusive-access", ""};
  has_access_ = true;
  task_ = ComOwner((*device_.get())->CreateSCSITask(device_.get()));
  if (!task_.valid()) return SystemFailure{ErrorCode(kIOReturnNoResources), "create-task", ""};
  return std::nullopt;
}

class MacDevice final : public Device {
 public:
  MacDevice(std::unique_ptr<PlugIn> plug_in, ComOwner<MMCDeviceInterface> mmc, std::unique_ptr<Exclusive> exclusive,
            std::size_t max_transfer_bytes)
      : plug_in_(std::move(plug_in)),
        mmc_(std::move(mmc)),
        exclusive_(std::move(exclusive)),
        max_transfer_bytes_(max_transfer_bytes) {}

  void Execute(const Command& command, Outcome& outcome) override;
  std::size_t max_transfer_bytes() const override { return max_transfer_bytes_; }

 private:
  // In this order, so that they end in the reverse of it.
  std::unique_ptr<PlugIn> plug_in_;
  ComOwner<MMCDeviceInterface> mmc_;
  std::unique_ptr<Exclusive> exclusive_;
  std::size_t max_transfer_bytes_;
};

UInt8 TransferDirection(Direction direction) {
  switch (direction) {
    case Direction::kIn:
      return kSCSIDataTransfer_FromTargetToInitiator;
    case Direction::kOut:
      return kSCSIDataTransfer_FromInitiatorToTarget;
    case Direction::kNone:
      return kSCSIDataTransfer_NoDataTransfer;
  }
  return kSCSIDataTransfer_NoDataTransfer;
}

/** Puts a command into a task; the first error of the system, if any. */
IOReturn Prepare(SCSITaskInterface** task, const Command& command) {
  std::array<UInt8, 16> cdb{};
  std::copy(command.cdb.begin(), command.cdb.end(), cdb.begin());
  IOReturn error = (*task)->ResetForNewTask(task);
  if (error == kIOReturnSuccess) {
    error = (*task)->SetCommandDescriptorBlock(task, cdb.data(), static_cast<UInt8>(command.cdb.size()));
  }
  if (error == kIOReturnSuccess && !command.data.empty()) {
    SCSITaskSGElement range{};
    range.address = reinterpret_cast<std::uintptr_t>(command.data.data());
    range.length = command.data.size();
    error = (*task)->SetScatterGatherEntries(task, &range, 1, command.data.size(), TransferDirection(command.direction));
  }
  if (error == kIOReturnSuccess) error = (*task)->SetTimeoutDuration(task, command.timeout_ms);
  return error;
}

void MacDevice::Execute(const Command& command, Outcome& outcome) {
  SCSITaskStatus status = kSCSITaskStatus_No_Status;
  SCSIServiceResponse response = kSCSIServiceResponse_TASK_COMPLETE;
  UInt64 transferred = command.data.size();
  static_assert(sizeof(SCSI_Sense_Data) <= kSenseCapacity);
  auto* const sense = reinterpret_cast<SCSI_Sense_Data*>(outcome.sense.data());

  IOReturn error = kIOReturnSuccess;
  if (exclusive_ != nullptr) {
    SCSITaskInterface** const task = exclusive_->task();
    error = Prepare(task, command);
    if (error == kIOReturnSuccess) error = (*task)->ExecuteTaskSync(task, sense, &status, &transferred);
    if (error == kIOReturnSuccess) error = (*task)->GetSCSIServiceResponse(task, &response);
  } else {
    error = Look(mmc_.get(), command, &status, sense);
  }
  if (error != kIOReturnSuccess) {
    outcome.system_error = ErrorCode(error);
    outcome.residual = command.data.size();
    return;
  }
  outcome.status = static_cast<std::uint8_t>(status);
  outcome.host_status = static_cast<std::uint32_t>(response);
  outcome.residual = command.data.size() - std::min<std::size_t>(transferred, command.data.size());
  if (status == kSCSITaskStatus_CHECK_CONDITION) outcome.sense_length = sizeof(SCSI_Sense_Data);
}

std::size_t TransferLimit(io_service_t drive) {
  std::size_t limit = kLongestTransfer;
  bool is_known = false;
  for (const CFStringRef key : {CFSTR("IOMaximumByteCountRead"), CFSTR("IOMaximumByteCountWrite")}) {
    const auto bytes = PropertyNumber(drive, key);
    if (!bytes || *bytes == 0) continue;
    limit = std::min<std::size_t>(limit, *bytes);
    is_known = true;
  }
  return is_known ? limit : kTransferIfUnknown;
}

}  // namespace

Result<Device> OpenDevice(const std::string& path, bool exclusive) {
  const IoOwner drive = FindDrive(path);
  if (!drive.valid()) return SystemFailure{ErrorCode(kIOReturnNoDevice), "open", ""};
  auto plug_in = std::make_unique<PlugIn>(drive.get());
  if (plug_in->error() != KERN_SUCCESS) return SystemFailure{ErrorCode(plug_in->error()), "open", ""};
  ComOwner<MMCDeviceInterface> mmc = plug_in->Mmc();
  if (!mmc.valid()) return SystemFailure{ErrorCode(kIOReturnUnsupported), "identify", ""};

  std::unique_ptr<Exclusive> taken;
  if (exclusive) {
    taken = std::make_unique<Exclusive>(EntryId(drive.get()));
    if (auto failure = taken->Take(drive.get(), mmc.get())) return std::move(*failure);
  }
  return std::make_unique<MacDevice>(std::move(plug_in), std::move(mmc), std::move(taken), TransferLimit(drive.get()));
}

}  // namespace burnish
