// Names of drives on Windows, and what kind of device is behind an open handle.
#pragma once

#include <optional>
#include <string>

#include "handle.h"

namespace burnish {

/** UTF-8 to UTF-16; empty for text that is not UTF-8. */
std::wstring ToWide(const std::string& text);

/** "E:" and "E:\" as "\\.\E:"; device paths ("\\.\...", "\\?\...") as they are; nullopt for anything else. */
std::optional<std::wstring> DevicePath(const std::string& path);

/** The number N of \\.\CdRomN; nullopt where the handle is not an optical drive. */
std::optional<DWORD> OpticalDriveNumber(const Handle& device);

}  // namespace burnish
