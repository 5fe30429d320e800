// Looking at a drive that others may use too. Without exclusive access macOS takes no CDB, only the calls of its
// MMCDeviceInterface, so the commands that it has are mapped to them and all others are refused.
#pragma once

#include <IOKit/scsi/SCSITaskLib.h>

#include "../scsi.h"

namespace burnish {

/** Executes a reading command. kIOReturnUnsupported for one that macOS has no call for. */
IOReturn Look(MMCDeviceInterface** mmc, const Command& command, SCSITaskStatus* status, SCSI_Sense_Data* sense);

}  // namespace burnish
