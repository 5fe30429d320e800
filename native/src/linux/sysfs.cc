#include "sysfs.h"

#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>

namespace burnish {
namespace {

constexpr std::size_t kKibibyte = 1024;
/** What every adapter can do; the chunk of the recipes. */
constexpr std::size_t kTransferIfUnknown = 32 * kKibibyte;
/** One bio holds 256 pages; longer requests are not worth the risk. */
constexpr std::size_t kLongestTransfer = 1024 * kKibibyte;

}  // namespace

std::string ReadAttribute(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  line.erase(line.find_last_not_of(" \t\r\n") + 1);
  return line;
}

std::optional<std::size_t> ReadNumber(const std::filesystem::path& file) {
  const std::string text = ReadAttribute(file);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::filesystem::path DeviceFolder(const std::filesystem::path& sysfs, bool is_block, dev_t number) {
  return sysfs / "dev" / (is_block ? "block" : "char") /
         (std::to_string(major(number)) + ":" + std::to_string(minor(number)));
}

std::string OnlyEntry(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::directory_iterator entries(folder, error);
  if (error || entries == std::filesystem::directory_iterator()) return "";
  return entries->path().filename().string();
}

std::size_t TransferLimit(const std::filesystem::path& queue) {
  const auto hardware_kib = ReadNumber(queue / "max_hw_sectors_kb");
  const auto sectors_kib = hardware_kib ? hardware_kib : ReadNumber(queue / "max_sectors_kb");
  std::size_t limit = sectors_kib.value_or(0) == 0 ? kTransferIfUnknown : std::min(*sectors_kib, kKibibyte) * kKibibyte;
  const auto segments = ReadNumber(queue / "max_segments");
  // One segment less than there are: a buffer that does not start on a page touches one page more.
  if (segments && *segments > 1) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    limit = std::min(limit, std::min(*segments - 1, kKibibyte) * page);
  }
  return std::min(limit, kLongestTransfer);
}

}  // namespace burnish
