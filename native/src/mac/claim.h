// Keeping the medium of one drive to ourselves (DiskArbitration): unmount it, claim it, and refuse every mount while
// the claim lasts, also of a medium that comes later.
#pragma once

#include <DiskArbitration/DiskArbitration.h>

#include <cstdint>
#include <future>
#include <memory>
#include <optional>

#include "../scsi.h"
#include "reference.h"
#include "run_loop_thread.h"

namespace burnish {

class MediumClaim {
 public:
  explicit MediumClaim(std::uint64_t drive_id);
  MediumClaim(const MediumClaim&) = delete;
  MediumClaim& operator=(const MediumClaim&) = delete;
  ~MediumClaim() = default;

  /** Unmounts and claims the medium, where there is one. Says what failed. Called once. */
  std::optional<SystemFailure> Take(io_service_t drive);

 private:
  static DADissenterRef OnMount(DADiskRef disk, void* context);
  static DADissenterRef OnRelease(DADiskRef disk, void* context);
  static void OnUnmounted(DADiskRef disk, DADissenterRef dissenter, void* context);
  static void OnClaimed(DADiskRef disk, DADissenterRef dissenter, void* context);

  void Begin();
  void End();

  const std::uint64_t drive_id_;
  CfOwner<DASessionRef> session_;
  CfOwner<DADiskRef> disk_;
  bool is_claimed_ = false;
  std::promise<std::uint32_t> unmounted_;
  std::promise<std::uint32_t> claimed_;
  /** The last member: its thread uses all others, and ends first. */
  std::unique_ptr<RunLoopThread> thread_;
};

}  // namespace burnish
