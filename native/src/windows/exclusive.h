// Taking a drive for oneself: lock and dismount the volume, then exclusive access of the CD-ROM class driver.
#pragma once

#include <optional>

#include "../scsi.h"
#include "handle.h"

namespace burnish {

/** Takes the drive; it is given back when the handle closes. Says what failed, and who holds the drive. */
std::optional<SystemFailure> TakeExclusively(const Handle& device);

}  // namespace burnish
