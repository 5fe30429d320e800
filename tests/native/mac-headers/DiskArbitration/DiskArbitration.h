#pragma once
#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/IOKitLib.h>

using DASessionRef = struct __DASession*;
using DADiskRef = struct __DADisk*;
using DADissenterRef = struct __DADissenter*;
using DAReturn = int;
using DADiskUnmountOptions = UInt32;
using DADiskClaimOptions = UInt32;
using DADiskMountApprovalCallback = DADissenterRef (*)(DADiskRef disk, void* context);
using DADiskUnmountCallback = void (*)(DADiskRef disk, DADissenterRef dissenter, void* context);
using DADiskClaimCallback = void (*)(DADiskRef disk, DADissenterRef dissenter, void* context);
using DADiskClaimReleaseCallback = DADissenterRef (*)(DADiskRef disk, void* context);

enum { kDADiskUnmountOptionWhole = 0x00000001 };
enum { kDADiskClaimOptionDefault = 0x00000000 };
constexpr DAReturn kDAReturnExclusiveAccess = static_cast<DAReturn>(0xF8DA0004);

extern "C" {
DASessionRef DASessionCreate(CFAllocatorRef allocator);
void DASessionScheduleWithRunLoop(DASessionRef session, CFRunLoopRef loop, CFStringRef mode);
void DASessionUnscheduleFromRunLoop(DASessionRef session, CFRunLoopRef loop, CFStringRef mode);
void DARegisterDiskMountApprovalCallback(DASessionRef session, CFDictionaryRef match, DADiskMountApprovalCallback callback,
                                         void* context);
void DAUnregisterCallback(DASessionRef session, void* callback, void* context);
DADiskRef DADiskCreateFromIOMedia(CFAllocatorRef allocator, DASessionRef session, io_service_t media);
io_service_t DADiskCopyIOMedia(DADiskRef disk);
void DADiskUnmount(DADiskRef disk, DADiskUnmountOptions options, DADiskUnmountCallback callback, void* context);
void DADiskClaim(DADiskRef disk, DADiskClaimOptions options, DADiskClaimReleaseCallback release, void* release_context,
                 DADiskClaimCallback callback, void* callback_context);
void DADiskUnclaim(DADiskRef disk);
DADissenterRef DADissenterCreate(CFAllocatorRef allocator, DAReturn status, CFStringRef text);
DAReturn DADissenterGetStatus(DADissenterRef dissenter);
}
