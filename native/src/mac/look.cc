#include "look.h"

#include <limits>

namespace burnish {
namespace {

std::uint16_t Word(const Command& command, std::size_t offset) {
  return static_cast<std::uint16_t>(command.cdb[offset] << 8 | command.cdb[offset + 1]);
}

std::uint32_t Long(const Command& command, std::size_t offset) {
  return static_cast<std::uint32_t>(Word(command, offset)) << 16 | Word(command, offset + 2);
}

/** The field of `width` bits that starts at bit `shift` of byte `offset`. */
std::uint8_t Bits(const Command& command, std::size_t offset, int shift, int width) {
  return static_cast<std::uint8_t>(command.cdb[offset] >> shift & ((1 << width) - 1));
}

/** INQUIRY and TEST UNIT READY, which have 6 bytes. */
IOReturn LookWithSix(MMCDeviceInterface** mmc, const Command& command, SCSITaskStatus* status, SCSI_Sense_Data* sense) {
  if (command.cdb[0] == 0x00 && command.direction == Direction::kNone) return (*mmc)->TestUnitReady(mmc, status, sense);
  const bool is_standard = command.cdb[0] == 0x12 && Bits(command, 1, 0, 1) == 0;
  if (!is_standard || command.direction != Direction::kIn || command.data.size() > sizeof(SCSICmd_INQUIRY_StandardData)) {
    return kIOReturnUnsupported;
  }
  auto* const inquiry = reinterpret_cast<SCSICmd_INQUIRY_StandardData*>(command.data.data());
  return (*mmc)->Inquiry(mmc, inquiry, static_cast<UInt32>(command.data.size()), status, sense);
}

}  // namespace

IOReturn Look(MMCDeviceInterface** mmc, const Command& command, SCSITaskStatus* status, SCSI_Sense_Data* sense) {
  if (command.cdb.size() < 10) return LookWithSix(mmc, command, status, sense);
  if (command.direction != Direction::kIn || command.data.size() > std::numeric_limits<std::uint16_t>::max()) {
    return kIOReturnUnsupported;
  }
  void* const data = command.data.data();
  const auto size = static_cast<std::uint16_t>(command.data.size());
  switch (command.cdb[0]) {
    case 0x23:  // READ FORMAT CAPACITIES
      return (*mmc)->ReadFormatCapacities(mmc, data, size, status, sense);
    case 0x43:  // READ TOC/PMA/ATIP
      return (*mmc)->ReadTableOfContents(mmc, Bits(command, 1, 1, 1), Bits(command, 2, 0, 4), command.cdb[6], data, size,
                                         status, sense);
    case 0x46:  // GET CONFIGURATION
      return (*mmc)->GetConfiguration(mmc, Bits(command, 1, 0, 2), Word(command, 2), data, size, status, sense);
    case 0x51:  // READ DISC INFORMATION
      return (*mmc)->ReadDiscInformationV2(mmc, Bits(command, 1, 0, 3), data, size, status, sense);
    case 0x52:  // READ TRACK INFORMATION
      return (*mmc)->ReadTrackInformationV2(mmc, Bits(command, 1, 2, 1), Bits(command, 1, 0, 2), Long(command, 2), data,
                                            size, status, sense);
    case 0x5a:  // MODE SENSE (10)
      return (*mmc)->ModeSense10(mmc, Bits(command, 1, 4, 1), Bits(command, 1, 3, 1), Bits(command, 2, 6, 2),
                                 Bits(command, 2, 0, 6), data, size, status, sense);
    case 0xac:  // GET PERFORMANCE, 12 bytes
      if (command.cdb.size() < 12) return kIOReturnUnsupported;
      return (*mmc)->GetPerformanceV2(mmc, Bits(command, 1, 0, 5), Long(command, 2), Word(command, 8), command.cdb[10],
                                      data, size, status, sense);
    case 0xad:  // READ DISC STRUCTURE
      return (*mmc)->ReadDiscStructure(mmc, Bits(command, 1, 0, 4), Long(command, 2), command.cdb[6], command.cdb[7],
                                       data, size, status, sense);
    default:
      return kIOReturnUnsupported;
  }
}

}  // namespace burnish
