// Linux: notices from the kernel's uevents (netlink(7), NETLINK_KOBJECT_UEVENT, multicast group 1).
#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "../scsi.h"
#include "file_descriptor.h"

namespace burnish {
namespace {

/** The multicast group in which the kernel itself speaks; udev repeats in group 2. */
constexpr std::uint32_t kKernelGroup = 1;
/** The kernel's own limit for a uevent (UEVENT_BUFFER_SIZE) with room for the header. */
constexpr std::size_t kMessageBytes = 4096;

/** The value of KEY in "add@/devices/...\0KEY=value\0KEY=value\0". */
std::string_view FieldOf(std::string_view message, std::string_view key) {
  while (!message.empty()) {
    const std::string_view field = message.substr(0, message.find('\0'));
    if (field.size() > key.size() && field.starts_with(key) && field[key.size()] == '=') {
      return field.substr(key.size() + 1);
    }
    message.remove_prefix(std::min(message.size(), field.size() + 1));
  }
  return {};
}

std::optional<DeviceNotice> NoticeOf(std::string_view message) {
  const std::string_view name = FieldOf(message, "DEVNAME");
  if (FieldOf(message, "SUBSYSTEM") != "block" || !name.starts_with("sr")) return std::nullopt;
  const std::string_view action = FieldOf(message, "ACTION");
  const std::string path = "/dev/" + std::string(name);
  if (action == "add") return DeviceNotice{DeviceNotice::Kind::kArrived, path};
  if (action == "remove") return DeviceNotice{DeviceNotice::Kind::kLeft, path};
  if (action == "change") return DeviceNotice{DeviceNotice::Kind::kMedium, path};
  return std::nullopt;
}

class LinuxWatcher final : public Watcher {
 public:
  LinuxWatcher(FileDescriptor socket, FileDescriptor stop, std::function<void(DeviceNotice)> notify)
      : socket_(std::move(socket)), stop_(std::move(stop)), notify_(std::move(notify)) {
    // The thread takes over this mask: signals belong to the threads of Node.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { Run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  LinuxWatcher(const LinuxWatcher&) = delete;
  LinuxWatcher& operator=(const LinuxWatcher&) = delete;
  ~LinuxWatcher() override {
    eventfd_write(stop_.number(), 1);
    thread_.join();
  }

 private:
  void Run() {
    std::array<pollfd, 2> waits{{{socket_.number(), POLLIN, 0}, {stop_.number(), POLLIN, 0}}};
    while (true) {
      if (poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return;
      if (waits[1].revents != 0) return;
      if (waits[0].revents != 0 && !Receive()) return;
    }
  }

  /** Takes one message; false when the socket is of no more use. */
  bool Receive() {
    std::array<char, kMessageBytes> buffer{};
    sockaddr_nl sender{};
    socklen_t sender_length = sizeof sender;
    const ssize_t length = recvfrom(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT,
                                    reinterpret_cast<sockaddr*>(&sender), &sender_length);
    if (length < 0) {
      // Messages were lost: whoever listens has to look for himself.
      if (errno == ENOBUFS) notify_({DeviceNotice::Kind::kUnknown, ""});
      return errno == ENOBUFS || errno == EAGAIN || errno == EINTR;
    }
    // Port 0 is the kernel; any process may send to a socket it knows.
    if (sender.nl_pid != 0) return true;
    if (const auto notice = NoticeOf({buffer.data(), static_cast<std::size_t>(length)})) notify_(*notice);
    return true;
  }

  FileDescriptor socket_;
  FileDescriptor stop_;
  std::function<void(DeviceNotice)> notify_;
  std::thread thread_;
};

}  // namespace

Result<Watcher> StartWatcher(std::function<void(DeviceNotice)> notify) {
  FileDescriptor events(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT));
  if (!events.valid()) return SystemFailure{errno, "watch-socket", ""};
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = kKernelGroup;
  if (bind(events.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return SystemFailure{errno, "watch-bind", ""};
  }
  FileDescriptor stop(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop.valid()) return SystemFailure{errno, "watch-stop", ""};
  return std::make_unique<LinuxWatcher>(std::move(events), std::move(stop), std::move(notify));
}

}  // namespace burnish
