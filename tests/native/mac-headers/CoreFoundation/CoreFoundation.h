#pragma once
#include <cstdint>

using UInt8 = std::uint8_t;
using UInt16 = std::uint16_t;
using UInt32 = std::uint32_t;
using UInt64 = unsigned long long;
using SInt32 = std::int32_t;
using Boolean = unsigned char;
using CFIndex = long;
using CFTypeID = unsigned long;
using CFOptionFlags = unsigned long;
using CFStringEncoding = UInt32;
using CFNumberType = CFIndex;
using HRESULT = SInt32;
using ULONG = UInt32;
using LPVOID = void*;

using CFTypeRef = const void*;
using CFAllocatorRef = const struct __CFAllocator*;
using CFStringRef = const struct __CFString*;
using CFBooleanRef = const struct __CFBoolean*;
using CFNumberRef = const struct __CFNumber*;
using CFDictionaryRef = const struct __CFDictionary*;
using CFMutableDictionaryRef = struct __CFDictionary*;
using CFRunLoopRef = struct __CFRunLoop*;
using CFRunLoopSourceRef = struct __CFRunLoopSource*;
using CFRunLoopMode = CFStringRef;
using CFUUIDRef = const struct __CFUUID*;

struct CFUUIDBytes {
  UInt8 byte0, byte1, byte2, byte3, byte4, byte5, byte6, byte7;
  UInt8 byte8, byte9, byte10, byte11, byte12, byte13, byte14, byte15;
};
struct CFDictionaryKeyCallBacks {};
struct CFDictionaryValueCallBacks {};
struct CFRunLoopSourceContext {
  CFIndex version;
  void* info;
  const void* (*retain)(const void*);
  void (*release)(const void*);
  CFStringRef (*copyDescription)(const void*);
  Boolean (*equal)(const void*, const void*);
  unsigned long (*hash)(const void*);
  void (*schedule)(void*, CFRunLoopRef, CFRunLoopMode);
  void (*cancel)(void*, CFRunLoopRef, CFRunLoopMode);
  void (*perform)(void*);
};

constexpr HRESULT S_OK = 0;
constexpr CFStringEncoding kCFStringEncodingUTF8 = 0x08000100;
constexpr CFNumberType kCFNumberSInt64Type = 4;

extern "C" {
extern const CFAllocatorRef kCFAllocatorDefault;
extern const CFBooleanRef kCFBooleanTrue;
extern const CFRunLoopMode kCFRunLoopDefaultMode;
extern const CFDictionaryKeyCallBacks kCFTypeDictionaryKeyCallBacks;
extern const CFDictionaryValueCallBacks kCFTypeDictionaryValueCallBacks;
CFStringRef __CFStringMakeConstantString(const char* text);
void CFRelease(CFTypeRef value);
CFTypeID CFGetTypeID(CFTypeRef value);
CFTypeID CFStringGetTypeID();
CFTypeID CFNumberGetTypeID();
CFTypeID CFDictionaryGetTypeID();
Boolean CFStringGetCString(CFStringRef text, char* buffer, CFIndex size, CFStringEncoding encoding);
Boolean CFNumberGetValue(CFNumberRef number, CFNumberType type, void* value);
CFMutableDictionaryRef CFDictionaryCreateMutable(CFAllocatorRef allocator, CFIndex capacity,
                                                 const CFDictionaryKeyCallBacks* keys,
                                                 const CFDictionaryValueCallBacks* values);
void CFDictionarySetValue(CFMutableDictionaryRef dictionary, const void* key, const void* value);
const void* CFDictionaryGetValue(CFDictionaryRef dictionary, const void* key);
CFUUIDRef CFUUIDGetConstantUUIDWithBytes(CFAllocatorRef allocator, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8,
                                         UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8);
CFUUIDBytes CFUUIDGetUUIDBytes(CFUUIDRef uuid);
CFRunLoopRef CFRunLoopGetCurrent();
void CFRunLoopRun();
void CFRunLoopStop(CFRunLoopRef loop);
void CFRunLoopWakeUp(CFRunLoopRef loop);
CFRunLoopSourceRef CFRunLoopSourceCreate(CFAllocatorRef allocator, CFIndex order, CFRunLoopSourceContext* context);
void CFRunLoopSourceSignal(CFRunLoopSourceRef source);
void CFRunLoopAddSource(CFRunLoopRef loop, CFRunLoopSourceRef source, CFRunLoopMode mode);
}

#define CFSTR(text) __CFStringMakeConstantString("" text "")
#define IUNKNOWN_C_GUTS                                                         \
  void* _reserved;                                                              \
  HRESULT (*QueryInterface)(void* self, CFUUIDBytes identity, LPVOID* interface); \
  ULONG (*AddRef)(void* self);                                                  \
  ULONG (*Release)(void* self)
