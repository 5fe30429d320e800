// Linux: a CDB through SG_IO (sg driver, interface version 3; Documentation/scsi/scsi-generic) on the sr node.
#include "../scsi.h"

#include <fcntl.h>
#include <scsi/sg.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "file_descriptor.h"
#include "sysfs.h"

namespace burnish {
namespace {

const std::filesystem::path kSysfs = "/sys";
/** Peripheral device type of CD, DVD and BD drives (SPC-4 table "Peripheral device type"). */
constexpr std::size_t kTypeMultimedia = 5;

class LinuxDevice final : public Device {
 public:
  LinuxDevice(FileDescriptor node, FileDescriptor generic, std::size_t max_transfer_bytes)
      : node_(std::move(node)), generic_(std::move(generic)), max_transfer_bytes_(max_transfer_bytes) {}

  void Execute(const Command& command, Outcome& outcome) override;
  std::size_t max_transfer_bytes() const override { return max_transfer_bytes_; }

 private:
  FileDescriptor node_;
  /** Never used for commands: held so that nobody opens it while a job runs. */
  FileDescriptor generic_;
  std::size_t max_transfer_bytes_;
};

int TransferDirection(Direction direction) {
  switch (direction) {
    case Direction::kIn:
      return SG_DXFER_FROM_DEV;
    case Direction::kOut:
      return SG_DXFER_TO_DEV;
    case Direction::kNone:
      return SG_DXFER_NONE;
  }
  return SG_DXFER_NONE;
}

void LinuxDevice::Execute(const Command& command, Outcome& outcome) {
  // The interface wants writable memory for the CDB.
  std::array<std::uint8_t, 16> cdb{};
  std::copy(command.cdb.begin(), command.cdb.end(), cdb.begin());

  sg_io_hdr_t header{};
  header.interface_id = 'S';
  header.dxfer_direction = TransferDirection(command.direction);
  header.cmd_len = static_cast<unsigned char>(command.cdb.size());
  header.cmdp = cdb.data();
  header.dxfer_len = static_cast<unsigned int>(command.data.size());
  header.dxferp = command.data.empty() ? nullptr : command.data.data();
  header.mx_sb_len = static_cast<unsigned char>(outcome.sense.size());
  header.sbp = outcome.sense.data();
  header.timeout = command.timeout_ms;

  if (ioctl(node_.number(), SG_IO, &header) != 0) {
    outcome.system_error = errno;
    outcome.residual = command.data.size();
    return;
  }
  outcome.status = header.status;
  outcome.host_status = header.host_status;
  outcome.driver_status = header.driver_status;
  outcome.sense_length = std::min<std::size_t>(header.sb_len_wr, outcome.sense.size());
  outcome.residual = static_cast<std::size_t>(std::clamp<std::int64_t>(header.resid, 0, header.dxfer_len));
}

/** A node that can be a drive, by what the system knows of it. */
struct NodeIdentity {
  bool is_block = false;
  std::filesystem::path folder;
};

std::variant<NodeIdentity, SystemFailure> Identify(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return SystemFailure{errno, "open", ""};
  if (!S_ISBLK(status.st_mode) && !S_ISCHR(status.st_mode)) return SystemFailure{ENOTBLK, "identify", ""};
  const NodeIdentity node{S_ISBLK(status.st_mode), DeviceFolder(kSysfs, S_ISBLK(status.st_mode), status.st_rdev)};
  // Commands go to optical drives only: nothing here may ever reach a disk.
  if (ReadNumber(node.folder / "device" / "type") != kTypeMultimedia) return SystemFailure{ENOTBLK, "identify", ""};
  return node;
}

FileDescriptor OpenNode(const std::string& path, int flags) {
  return FileDescriptor(open(path.c_str(), flags | O_NONBLOCK | O_CLOEXEC));
}

/** For looking: read-write when allowed, since the kernel passes fewer commands to a reader. */
FileDescriptor OpenShared(const std::string& path) {
  FileDescriptor node = OpenNode(path, O_RDWR);
  if (node.valid() || (errno != EACCES && errno != EPERM && errno != EROFS)) return node;
  return OpenNode(path, O_RDONLY);
}

/** The other node of the same drive: sg3 of sr0, sr0 of sg3. Empty where there is none. */
std::string SiblingOf(const NodeIdentity& node) {
  const std::string name = OnlyEntry(node.folder / "device" / (node.is_block ? "scsi_generic" : "block"));
  return name.empty() ? "" : "/dev/" + name;
}

}  // namespace

Result<Device> OpenDevice(const std::string& path, bool exclusive) {
  auto identified = Identify(path);
  if (SystemFailure* failure = std::get_if<SystemFailure>(&identified)) return std::move(*failure);
  const NodeIdentity& identity = std::get<NodeIdentity>(identified);

  // O_EXCL on a block device is refused while a file system on it is mounted, and stops the kernel's media polling.
  FileDescriptor node = exclusive ? OpenNode(path, O_RDWR | O_EXCL) : OpenShared(path);
  if (!node.valid()) return SystemFailure{errno, "open", ""};

  const std::string sibling = SiblingOf(identity);
  FileDescriptor held;
  if (exclusive && !sibling.empty()) {
    held = OpenNode(sibling, O_RDWR | O_EXCL);
    // Whoever may not open the sibling, or has none, burns without that lock.
    if (!held.valid() && errno == EBUSY) return SystemFailure{EBUSY, "lock-generic", sibling};
  }

  const std::filesystem::path device = identity.folder / "device";
  const auto queue = identity.is_block ? identity.folder / "queue" : device / "block" / OnlyEntry(device / "block") / "queue";
  return std::make_unique<LinuxDevice>(std::move(node), std::move(held), TransferLimit(queue));
}

}  // namespace burnish
