// Optical drives in the I/O Registry. A drive is named by its registry entry ("ioreg:100000abc"), for a BSD name belongs
// to the medium: a drive that is empty or holds a blank disc has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reference.h"

namespace burnish {

/** The number of a registry entry; it does not change as long as the drive is connected. 0 where there is none. */
std::uint64_t EntryId(io_registry_entry_t entry);

/** "ioreg:100000abc". */
std::string DrivePath(io_service_t drive);

/** The drive of a path of ours, or of the medium "/dev/disk4"; invalid where there is none. */
IoOwner FindDrive(const std::string& path);

/** Matches all drives that take SCSI tasks. The caller owns it; most calls of IOKit take it over. */
CFMutableDictionaryRef MatchDrives();

/** The whole medium in a drive; invalid where it is empty or blank. */
IoOwner MediumIn(io_service_t drive);

/** Whether `entry` is the drive itself or hangs below it. */
bool IsBelow(io_registry_entry_t entry, std::uint64_t drive_id);

/** A text in one of the dictionaries of the drive or of what it hangs on; empty where there is none. */
std::string DescriptionText(io_service_t drive, CFStringRef dictionary, CFStringRef key);

/** A number among the properties of the drive or of what it hangs on. */
std::optional<std::uint64_t> PropertyNumber(io_service_t drive, CFStringRef key);

}  // namespace burnish
