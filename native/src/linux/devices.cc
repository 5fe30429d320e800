// Linux: the optical drives by sysfs (Documentation/ABI/testing/sysfs-class and sysfs-block): class block, sr*.
#include "../scsi.h"

#include <algorithm>
#include <filesystem>

#include "sysfs.h"

namespace burnish {
namespace {

/** The bus by the way from the root to the device: ".../usb1/1-2/.../block/sr0". */
std::string BusOf(const std::filesystem::path& device) {
  std::error_code error;
  const std::string way = std::filesystem::canonical(device, error).string();
  if (error) return "";
  const auto passes = [&way](const char* part) { return way.find(part) != std::string::npos; };
  if (passes("/usb")) return "USB";
  if (passes("/fw")) return "FireWire";
  if (passes("/session")) return "iSCSI";
  if (passes("/ata")) return "ATA";
  if (passes("/virtio")) return "virtio";
  return "SCSI";
}

DeviceNode DescribeDrive(const std::filesystem::path& block) {
  const std::filesystem::path device = block / "device";
  const std::string generic = OnlyEntry(device / "scsi_generic");
  return {
      .path = "/dev/" + block.filename().string(),
      .vendor = ReadAttribute(device / "vendor"),
      .product = ReadAttribute(device / "model"),
      .revision = ReadAttribute(device / "rev"),
      .bus = BusOf(device),
      .generic_path = generic.empty() ? "" : "/dev/" + generic,
  };
}

/** sr2 before sr10. */
bool ComesBefore(const DeviceNode& left, const DeviceNode& right) {
  return std::pair(left.path.size(), left.path) < std::pair(right.path.size(), right.path);
}

}  // namespace

std::vector<DeviceNode> ListDevices(const std::string& sysfs) {
  std::vector<DeviceNode> nodes;
  std::error_code error;
  std::filesystem::directory_iterator entries(std::filesystem::path(sysfs) / "class" / "block", error);
  while (!error && entries != std::filesystem::directory_iterator()) {
    if (entries->path().filename().string().starts_with("sr")) nodes.push_back(DescribeDrive(entries->path()));
    entries.increment(error);
  }
  std::sort(nodes.begin(), nodes.end(), ComesBefore);
  return nodes;
}

}  // namespace burnish
