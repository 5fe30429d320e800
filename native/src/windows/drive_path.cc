#include "drive_path.h"

#include <winioctl.h>

namespace burnish {

std::wstring ToWide(const std::string& text) {
  const int size = static_cast<int>(text.size());
  const int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text.data(), size, nullptr, 0);
  std::wstring wide(static_cast<std::size_t>(length > 0 ? length : 0), L'\0');
  if (length > 0) MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text.data(), size, wide.data(), length);
  return wide;
}

std::optional<std::wstring> DevicePath(const std::string& path) {
  const std::wstring wide = ToWide(path);
  if (wide.starts_with(L"\\\\.\\") || wide.starts_with(L"\\\\?\\")) return wide;
  const bool is_letter = wide.size() >= 2 && wide[1] == L':' &&
                         ((wide[0] >= L'A' && wide[0] <= L'Z') || (wide[0] >= L'a' && wide[0] <= L'z'));
  if (!is_letter || (wide.size() > 2 && wide.substr(2) != L"\\")) return std::nullopt;
  return L"\\\\.\\" + wide.substr(0, 2);
}

std::optional<DWORD> OpticalDriveNumber(const Handle& device) {
  STORAGE_DEVICE_NUMBER number{};
  const Controlled asked = Control(device, IOCTL_STORAGE_GET_DEVICE_NUMBER, nullptr, 0, &number, sizeof number);
  if (asked.error != ERROR_SUCCESS || asked.returned < sizeof number) return std::nullopt;
  if (number.DeviceType != FILE_DEVICE_CD_ROM && number.DeviceType != FILE_DEVICE_DVD) return std::nullopt;
  return number.DeviceNumber;
}

}  // namespace burnish
