#include "claim.h"

#include <chrono>

#include "drive.h"

namespace burnish {
namespace {

/** A program that keeps files on the disc open makes the system ask it for a while. */
constexpr std::chrono::seconds kPatience{30};

/** 0 or the DAReturn of a dissenter. */
std::uint32_t StatusOf(DADissenterRef dissenter) {
  return dissenter == nullptr ? 0 : static_cast<std::uint32_t>(DADissenterGetStatus(dissenter));
}

DADissenterRef Refuse() { return DADissenterCreate(kCFAllocatorDefault, kDAReturnExclusiveAccess, nullptr); }

std::optional<SystemFailure> Await(std::promise<std::uint32_t>& answer, const char* operation) {
  std::future<std::uint32_t> status = answer.get_future();
  if (status.wait_for(kPatience) != std::future_status::ready) {
    return SystemFailure{static_cast<std::uint32_t>(kIOReturnBusy), operation, ""};
  }
  const std::uint32_t code = status.get();
  if (code == 0) return std::nullopt;
  return SystemFailure{code, operation, ""};
}

}  // namespace

MediumClaim::MediumClaim(std::uint64_t drive_id) : drive_id_(drive_id) {
  thread_ = std::make_unique<RunLoopThread>([this] { Begin(); }, [this] { End(); });
}

void MediumClaim::Begin() {
  session_ = CfOwner<DASessionRef>(DASessionCreate(kCFAllocatorDefault));
  if (!session_.valid()) return;
  DARegisterDiskMountApprovalCallback(session_.get(), nullptr, &MediumClaim::OnMount, this);
  DASessionScheduleWithRunLoop(session_.get(), CFRunLoopGetCurrent(), kCFRunLoopDefaultMode);
}

void MediumClaim::End() {
  if (!session_.valid()) return;
  if (is_claimed_) DADiskUnclaim(disk_.get());
  DAUnregisterCallback(session_.get(), reinterpret_cast<void*>(&MediumClaim::OnMount), this);
  DASessionUnscheduleFromRunLoop(session_.get(), CFRunLoopGetCurrent(), kCFRunLoopDefaultMode);
}

std::optional<SystemFailure> MediumClaim::Take(io_service_t drive) {
  if (!session_.valid()) return SystemFailure{static_cast<std::uint32_t>(kIOReturnNoResources), "disk-session", ""};
  const IoOwner medium = MediumIn(drive);
  if (!medium.valid()) return std::nullopt;
  disk_ = CfOwner<DADiskRef>(DADiskCreateFromIOMedia(kCFAllocatorDefault, session_.get(), medium.get()));
  if (!disk_.valid()) return std::nullopt;

  DADiskUnmount(disk_.get(), kDADiskUnmountOptionWhole, &MediumClaim::OnUnmounted, this);
  if (auto failure = Await(unmounted_, "unmount")) return failure;
  DADiskClaim(disk_.get(), kDADiskClaimOptionDefault, &MediumClaim::OnRelease, this, &MediumClaim::OnClaimed, this);
  if (auto failure = Await(claimed_, "claim")) return failure;
  is_claimed_ = true;
  return std::nullopt;
}

DADissenterRef MediumClaim::OnMount(DADiskRef disk, void* context) {
  const IoOwner medium(DADiskCopyIOMedia(disk));
  const auto* const claim = static_cast<const MediumClaim*>(context);
  return medium.valid() && IsBelow(medium.get(), claim->drive_id_) ? Refuse() : nullptr;
}

DADissenterRef MediumClaim::OnRelease(DADiskRef /*disk*/, void* /*context*/) { return Refuse(); }

void MediumClaim::OnUnmounted(DADiskRef /*disk*/, DADissenterRef dissenter, void* context) {
  static_cast<MediumClaim*>(context)->unmounted_.set_value(StatusOf(dissenter));
}

void MediumClaim::OnClaimed(DADiskRef /*disk*/, DADissenterRef dissenter, void* context) {
  static_cast<MediumClaim*>(context)->claimed_.set_value(StatusOf(dissenter));
}

}  // namespace burnish
