// What sysfs tells of a SCSI device and its queue.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace burnish {

/** The first line of an attribute without blanks at its end; empty where it cannot be read. */
std::string ReadAttribute(const std::filesystem::path& file);

/** An attribute as a number; nullopt where it is none. */
std::optional<std::size_t> ReadNumber(const std::filesystem::path& file);

/** The folder of a block or character device by its numbers: /sys/dev/block/11:0. */
std::filesystem::path DeviceFolder(const std::filesystem::path& sysfs, bool is_block, dev_t number);

/** The first entry of a folder ("sg3" of .../device/scsi_generic); empty where there is none. */
std::string OnlyEntry(const std::filesystem::path& folder);

/**
 * The longest transfer of one SG_IO, in bytes, by the limits of the queue: max_hw_sectors_kb, and a page for each of
 * max_segments, since the pages of a buffer may lie apart. 32 KiB where sysfs says nothing, never above 1 MiB.
 */
std::size_t TransferLimit(const std::filesystem::path& queue);

}  // namespace burnish
