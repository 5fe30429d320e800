#include "drive.h"

#include <IOKit/IOBSD.h>
#include <IOKit/scsi/SCSITaskLib.h>
#include <IOKit/storage/IOMedia.h>

#include <array>
#include <charconv>
#include <string_view>

namespace burnish {
namespace {

constexpr std::string_view kPrefix = "ioreg:";
constexpr int kHexadecimal = 16;
constexpr IOOptionBits kUpwards = kIORegistryIterateRecursively | kIORegistryIterateParents;

IoOwner ParentOf(io_registry_entry_t entry) {
  IoOwner parent;
  IORegistryEntryGetParentEntry(entry, kIOServicePlane, parent.out());
  return parent;
}

bool TakesTasks(io_registry_entry_t entry) {
  const CfOwner<CFTypeRef> category(
      IORegistryEntryCreateCFProperty(entry, CFSTR(kIOPropertySCSITaskDeviceCategory), kCFAllocatorDefault, 0));
  return category.valid();
}

/** From the medium upwards to the drive that it lies in. */
IoOwner DriveOfMedium(const std::string& bsd_name) {
  IoOwner entry(IOServiceGetMatchingService(MACH_PORT_NULL, IOBSDNameMatching(MACH_PORT_NULL, 0, bsd_name.c_str())));
  while (entry.valid() && !TakesTasks(entry.get())) entry = ParentOf(entry.get());
  return entry;
}

CfOwner<CFTypeRef> PropertyUpwards(io_service_t drive, CFStringRef key) {
  return CfOwner<CFTypeRef>(IORegistryEntrySearchCFProperty(drive, kIOServicePlane, key, kCFAllocatorDefault, kUpwards));
}

std::string TextOf(CFTypeRef value) {
  if (value == nullptr || CFGetTypeID(value) != CFStringGetTypeID()) return "";
  std::array<char, 256> buffer{};
  if (!CFStringGetCString(static_cast<CFStringRef>(value), buffer.data(), buffer.size(), kCFStringEncodingUTF8)) return "";
  std::string text = buffer.data();
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::uint64_t EntryId(io_registry_entry_t entry) {
  std::uint64_t id = 0;
  return IORegistryEntryGetRegistryEntryID(entry, &id) == KERN_SUCCESS ? id : 0;
}

std::string DrivePath(io_service_t drive) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), EntryId(drive), kHexadecimal).ptr;
  return std::string(kPrefix) + std::string(digits.data(), end);
}

IoOwner FindDrive(const std::string& path) {
  for (const std::string_view device : {"/dev/rdisk", "/dev/disk"}) {
    if (path.starts_with(device)) return DriveOfMedium("disk" + path.substr(device.size()));
  }
  if (!path.starts_with(kPrefix)) return {};
  std::uint64_t id = 0;
  const char* const last = path.data() + path.size();
  const auto [end, error] = std::from_chars(path.data() + kPrefix.size(), last, id, kHexadecimal);
  if (error != std::errc() || end != last) return {};
  IoOwner entry(IOServiceGetMatchingService(MACH_PORT_NULL, IORegistryEntryIDMatching(id)));
  return entry.valid() && TakesTasks(entry.get()) ? std::move(entry) : IoOwner();
}

CFMutableDictionaryRef MatchDrives() {
  const auto make = [] {
    return CFDictionaryCreateMutable(kCFAllocatorDefault, 0, &kCFTypeDictionaryKeyCallBacks,
                                     &kCFTypeDictionaryValueCallBacks);
  };
  CFMutableDictionaryRef match = make();
  const CfOwner<CFMutableDictionaryRef> property(make());
  CFDictionarySetValue(property.get(), CFSTR(kIOPropertySCSITaskDeviceCategory),
                       CFSTR(kIOPropertySCSITaskAuthoringDevice));
  CFDictionarySetValue(match, CFSTR(kIOPropertyMatchKey), property.get());
  return match;
}

IoOwner MediumIn(io_service_t drive) {
  IoOwner below;
  if (IORegistryEntryCreateIterator(drive, kIOServicePlane, kIORegistryIterateRecursively, below.out()) != KERN_SUCCESS) {
    return {};
  }
  while (true) {
    IoOwner entry(IOIteratorNext(below.get()));
    if (!entry.valid()) return {};
    if (!IOObjectConformsTo(entry.get(), kIOMediaClass)) continue;
    const CfOwner<CFTypeRef> whole(
        IORegistryEntryCreateCFProperty(entry.get(), CFSTR(kIOMediaWholeKey), kCFAllocatorDefault, 0));
    if (whole.get() == kCFBooleanTrue) return entry;
  }
}

bool IsBelow(io_registry_entry_t entry, std::uint64_t drive_id) {
  if (EntryId(entry) == drive_id) return true;
  for (IoOwner parent = ParentOf(entry); parent.valid(); parent = ParentOf(parent.get())) {
    if (EntryId(parent.get()) == drive_id) return true;
  }
  return false;
}

std::string DescriptionText(io_service_t drive, CFStringRef dictionary, CFStringRef key) {
  const CfOwner<CFTypeRef> found = PropertyUpwards(drive, dictionary);
  if (!found.valid() || CFGetTypeID(found.get()) != CFDictionaryGetTypeID()) return "";
  return TextOf(CFDictionaryGetValue(static_cast<CFDictionaryRef>(found.get()), key));
}

std::optional<std::uint64_t> PropertyNumber(io_service_t drive, CFStringRef key) {
  const CfOwner<CFTypeRef> found = PropertyUpwards(drive, key);
  std::int64_t number = 0;
  if (!found.valid() || CFGetTypeID(found.get()) != CFNumberGetTypeID() ||
      !CFNumberGetValue(static_cast<CFNumberRef>(found.get()), kCFNumberSInt64Type, &number) || number < 0) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(number);
}

}  // namespace burnish
