#pragma once
#include <IOKit/IOKitLib.h>

extern "C" CFMutableDictionaryRef IOBSDNameMatching(mach_port_t main_port, std::uint32_t options, const char* name);
