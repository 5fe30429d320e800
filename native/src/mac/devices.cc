// macOS: the optical drives by the I/O Registry.
#include "../scsi.h"

#include <algorithm>

#include "drive.h"
#include "reference.h"

namespace burnish {
namespace {

DeviceNode DescribeDrive(io_service_t drive) {
  const CFStringRef device = CFSTR("Device Characteristics");
  return {
      .path = DrivePath(drive),
      .vendor = DescriptionText(drive, device, CFSTR("Vendor Name")),
      .product = DescriptionText(drive, device, CFSTR("Product Name")),
      .revision = DescriptionText(drive, device, CFSTR("Product Revision Level")),
      .bus = DescriptionText(drive, CFSTR("Protocol Characteristics"), CFSTR("Physical Interconnect")),
      .generic_path = "",
  };
}

}  // namespace

std::vector<DeviceNode> ListDevices(const std::string& /*sysfs*/) {
  std::vector<DeviceNode> nodes;
  IoOwner drives;
  if (IOServiceGetMatchingServices(MACH_PORT_NULL, MatchDrives(), drives.out()) != KERN_SUCCESS) return nodes;
  for (IoOwner drive(IOIteratorNext(drives.get())); drive.valid(); drive = IoOwner(IOIteratorNext(drives.get()))) {
    nodes.push_back(DescribeDrive(drive.get()));
  }
  std::sort(nodes.begin(), nodes.end(),
            [](const DeviceNode& left, const DeviceNode& right) { return left.path < right.path; });
  return nodes;
}

}  // namespace burnish
