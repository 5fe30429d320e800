// Windows: the optical drives by their device interface (SetupAPI, GUID_DEVINTERFACE_CDROM).
#include "../scsi.h"

#include <windows.h>
#include <initguid.h>
#include <winioctl.h>
#include <setupapi.h>

#include <algorithm>
#include <optional>

#include "drive_path.h"
#include "handle.h"

namespace burnish {
namespace {

/** The information set of SetupAPI, freed at its end. */
class DeviceSet {
 public:
  DeviceSet()
      : value_(SetupDiGetClassDevsW(&GUID_DEVINTERFACE_CDROM, nullptr, nullptr, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE)) {}
  DeviceSet(const DeviceSet&) = delete;
  DeviceSet& operator=(const DeviceSet&) = delete;
  ~DeviceSet() {
    if (value_ != INVALID_HANDLE_VALUE) SetupDiDestroyDeviceInfoList(value_);
  }

  /** The path of the interface at `index`; nullopt past the last. */
  std::optional<std::wstring> PathAt(DWORD index) const {
    SP_DEVICE_INTERFACE_DATA device{};
    device.cbSize = sizeof device;
    if (value_ == INVALID_HANDLE_VALUE ||
        !SetupDiEnumDeviceInterfaces(value_, nullptr, &GUID_DEVINTERFACE_CDROM, index, &device)) {
      return std::nullopt;
    }
    DWORD size = 0;
    SetupDiGetDeviceInterfaceDetailW(value_, &device, nullptr, 0, &size, nullptr);
    if (size < sizeof(SP_DEVICE_INTERFACE_DETAIL_DATA_W)) return std::wstring();
    std::vector<std::max_align_t> memory(size / sizeof(std::max_align_t) + 1);
    auto* const detail = reinterpret_cast<SP_DEVICE_INTERFACE_DETAIL_DATA_W*>(memory.data());
    detail->cbSize = sizeof *detail;
    if (!SetupDiGetDeviceInterfaceDetailW(value_, &device, detail, size, nullptr, nullptr)) return std::wstring();
    return std::wstring(detail->DevicePath);
  }

 private:
  HDEVINFO value_;
};

/** The text at `offset` of a descriptor of `length` bytes, without blanks at its end; empty where there is none. */
std::string TextAt(const std::vector<char>& descriptor, DWORD offset) {
  if (offset == 0 || offset >= descriptor.size()) return "";
  const auto begin = descriptor.begin() + offset;
  std::string text(begin, std::find(begin, descriptor.end(), '\0'));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

const char* BusName(STORAGE_BUS_TYPE bus) {
  switch (bus) {
    case BusTypeUsb:
      return "USB";
    case BusTypeSata:
    case BusTypeAta:
    case BusTypeAtapi:
      return "ATA";
    case BusType1394:
      return "FireWire";
    case BusTypeiScsi:
      return "iSCSI";
    case BusTypeVirtual:
    case BusTypeFileBackedVirtual:
      return "virtual";
    default:
      return "SCSI";
  }
}

std::optional<DeviceNode> DescribeDrive(const std::wstring& interface_path) {
  // No rights are needed to ask, so a drive in use is listed too.
  const Handle device(CreateFileW(interface_path.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                  0, nullptr));
  if (!device.valid()) return std::nullopt;
  const auto number = OpticalDriveNumber(device);
  if (!number) return std::nullopt;

  DeviceNode node;
  node.path = "\\\\.\\CdRom" + std::to_string(*number);
  STORAGE_PROPERTY_QUERY query{};
  query.PropertyId = StorageDeviceProperty;
  query.QueryType = PropertyStandardQuery;
  std::vector<char> answer(1024);
  const Controlled asked =
      Control(device, IOCTL_STORAGE_QUERY_PROPERTY, &query, sizeof query, answer.data(), answer.size());
  STORAGE_DEVICE_DESCRIPTOR descriptor{};
  if (asked.error != ERROR_SUCCESS || asked.returned < sizeof descriptor) return node;
  answer.resize(std::min<std::size_t>(asked.returned, answer.size()));
  std::copy_n(answer.data(), sizeof descriptor, reinterpret_cast<char*>(&descriptor));
  node.vendor = TextAt(answer, descriptor.VendorIdOffset);
  node.product = TextAt(answer, descriptor.ProductIdOffset);
  node.revision = TextAt(answer, descriptor.ProductRevisionOffset);
  node.bus = BusName(descriptor.BusType);
  return node;
}

bool ComesBefore(const DeviceNode& left, const DeviceNode& right) {
  return std::pair(left.path.size(), left.path) < std::pair(right.path.size(), right.path);
}

}  // namespace

std::vector<DeviceNode> ListDevices(const std::string& /*sysfs*/) {
  std::vector<DeviceNode> nodes;
  const DeviceSet devices;
  for (DWORD index = 0; const auto path = devices.PathAt(index); index++) {
    if (const auto node = DescribeDrive(*path)) nodes.push_back(*node);
  }
  std::sort(nodes.begin(), nodes.end(), ComesBefore);
  return nodes;
}

}  // namespace burnish
