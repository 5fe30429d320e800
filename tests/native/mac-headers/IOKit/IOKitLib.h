#pragma once
#include <CoreFoundation/CoreFoundation.h>

#include <cstddef>
#include <cstdint>

using mach_port_t = unsigned int;
using kern_return_t = int;
using boolean_t = unsigned int;
using io_object_t = mach_port_t;
using io_service_t = io_object_t;
using io_iterator_t = io_object_t;
using io_registry_entry_t = io_object_t;
using io_name_t = char[128];
using IOReturn = kern_return_t;
using IOOptionBits = UInt32;
using IONotificationPortRef = struct IONotificationPort*;
using IOServiceMatchingCallback = void (*)(void* context, io_iterator_t iterator);
struct IOAddressRange {
  std::uint64_t address;
  std::uint64_t length;
};

constexpr mach_port_t MACH_PORT_NULL = 0;
constexpr io_object_t IO_OBJECT_NULL = 0;
constexpr kern_return_t KERN_SUCCESS = 0;
constexpr IOReturn kIOReturnSuccess = 0;
constexpr IOReturn kIOReturnNoResources = static_cast<IOReturn>(0xe00002be);
constexpr IOReturn kIOReturnNoDevice = static_cast<IOReturn>(0xe00002c0);
constexpr IOReturn kIOReturnUnsupported = static_cast<IOReturn>(0xe00002c7);
constexpr IOReturn kIOReturnBusy = static_cast<IOReturn>(0xe00002d5);
enum { kIORegistryIterateRecursively = 1, kIORegistryIterateParents = 2 };

#define kIOServicePlane "IOService"
#define kIOPropertyMatchKey "IOPropertyMatch"
#define kIOFirstMatchNotification "IOServiceFirstMatch"
#define kIOTerminatedNotification "IOServiceTerminate"

extern "C" {
kern_return_t IOObjectRelease(io_object_t object);
boolean_t IOObjectConformsTo(io_object_t object, const io_name_t name);
io_object_t IOIteratorNext(io_iterator_t iterator);
kern_return_t IORegistryEntryGetParentEntry(io_registry_entry_t entry, const io_name_t plane, io_registry_entry_t* parent);
kern_return_t IORegistryEntryGetRegistryEntryID(io_registry_entry_t entry, std::uint64_t* id);
kern_return_t IORegistryEntryCreateIterator(io_registry_entry_t entry, const io_name_t plane, IOOptionBits options,
                                            io_iterator_t* iterator);
CFTypeRef IORegistryEntryCreateCFProperty(io_registry_entry_t entry, CFStringRef key, CFAllocatorRef allocator,
                                          IOOptionBits options);
CFTypeRef IORegistryEntrySearchCFProperty(io_registry_entry_t entry, const io_name_t plane, CFStringRef key,
                                          CFAllocatorRef allocator, IOOptionBits options);
CFMutableDictionaryRef IORegistryEntryIDMatching(std::uint64_t id);
CFMutableDictionaryRef IOServiceMatching(const char* name);
io_service_t IOServiceGetMatchingService(mach_port_t main_port, CFDictionaryRef matching);
kern_return_t IOServiceGetMatchingServices(mach_port_t main_port, CFDictionaryRef matching, io_iterator_t* existing);
kern_return_t IOServiceAddMatchingNotification(IONotificationPortRef port, const io_name_t type, CFDictionaryRef matching,
                                               IOServiceMatchingCallback callback, void* context,
                                               io_iterator_t* notification);
IONotificationPortRef IONotificationPortCreate(mach_port_t main_port);
void IONotificationPortDestroy(IONotificationPortRef port);
CFRunLoopSourceRef IONotificationPortGetRunLoopSource(IONotificationPortRef port);
}
