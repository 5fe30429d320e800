// macOS: notices of IOKit when drives and media match and terminate.
#include <IOKit/IOKitLib.h>

#include <array>
#include <utility>

#include "../scsi.h"
#include "drive.h"
#include "reference.h"
#include "run_loop_thread.h"

namespace burnish {
namespace {

/** The classes of media that lie in optical drives (IOKit/storage: IOCDMedia.h, IODVDMedia.h, IOBDMedia.h). */
constexpr std::array<const char*, 3> kMediaClasses = {"IOCDMedia", "IODVDMedia", "IOBDMedia"};

class MacWatcher final : public Watcher {
 public:
  explicit MacWatcher(std::function<void(DeviceNotice)> notify) : notify_(std::move(notify)) {
    thread_ = std::make_unique<RunLoopThread>([this] { Begin(); }, [this] { End(); });
  }

  /** kIOReturnSuccess, or why the watch could not be started. */
  kern_return_t error() const { return error_; }

 private:
  /** One kind of notice; IOKit keeps a pointer to it. */
  struct Subscription {
    MacWatcher* watcher = nullptr;
    DeviceNotice::Kind kind = DeviceNotice::Kind::kUnknown;
    IoOwner events;
  };

  void Begin() {
    port_ = IONotificationPortCreate(MACH_PORT_NULL);
    if (port_ == nullptr) {
      error_ = kIOReturnNoResources;
      return;
    }
    CFRunLoopAddSource(CFRunLoopGetCurrent(), IONotificationPortGetRunLoopSource(port_), kCFRunLoopDefaultMode);
    std::size_t index = 0;
    Subscribe(subscriptions_[index++], kIOFirstMatchNotification, MatchDrives(), DeviceNotice::Kind::kArrived);
    Subscribe(subscriptions_[index++], kIOTerminatedNotification, MatchDrives(), DeviceNotice::Kind::kLeft);
    for (const char* const name : kMediaClasses) {
      Subscribe(subscriptions_[index++], kIOFirstMatchNotification, IOServiceMatching(name), DeviceNotice::Kind::kMedium);
      Subscribe(subscriptions_[index++], kIOTerminatedNotification, IOServiceMatching(name), DeviceNotice::Kind::kMedium);
    }
  }

  void End() {
    if (port_ != nullptr) IONotificationPortDestroy(port_);
  }

  /** IOKit takes over `match`. */
  void Subscribe(Subscription& subscription, const char* type, CFMutableDictionaryRef match, DeviceNotice::Kind kind) {
    subscription.watcher = this;
    subscription.kind = kind;
    const kern_return_t error = IOServiceAddMatchingNotification(port_, type, match, &MacWatcher::OnEvents, &subscription,
                                                                 subscription.events.out());
    if (error != KERN_SUCCESS) {
      error_ = error;
      return;
    }
    // What is there already is no news; taking it arms the notification.
    Drain(subscription.events.get(), [](io_service_t) {});
  }

  static void OnEvents(void* context, io_iterator_t events) {
    const auto* const subscription = static_cast<const Subscription*>(context);
    const bool is_drive = subscription->kind != DeviceNotice::Kind::kMedium;
    Drain(events, [&](io_service_t service) {
      subscription->watcher->notify_({subscription->kind, is_drive ? DrivePath(service) : ""});
    });
  }

  template <typename Take>
  static void Drain(io_iterator_t events, Take take) {
    for (IoOwner service(IOIteratorNext(events)); service.valid(); service = IoOwner(IOIteratorNext(events))) {
      take(service.get());
    }
  }

  std::function<void(DeviceNotice)> notify_;
  IONotificationPortRef port_ = nullptr;
  kern_return_t error_ = KERN_SUCCESS;
  std::array<Subscription, 2 + 2 * kMediaClasses.size()> subscriptions_;
  /** The last member: its thread uses all others, and ends first. */
  std::unique_ptr<RunLoopThread> thread_;
};

}  // namespace

Result<Watcher> StartWatcher(std::function<void(DeviceNotice)> notify) {
  auto watcher = std::make_unique<MacWatcher>(std::move(notify));
  if (watcher->error() != KERN_SUCCESS) {
    return SystemFailure{static_cast<std::uint32_t>(watcher->error()), "watch-notification", ""};
  }
  return watcher;
}

}  // namespace burnish
