// Windows: notices by WM_DEVICECHANGE. The window is hidden but a top-level one, for message-only windows do not get the
// broadcast of volumes, which is how a change of medium is told.
#include <windows.h>
#include <dbt.h>
#include <initguid.h>
#include <winioctl.h>

#include <future>
#include <thread>
#include <utility>

#include "../scsi.h"

namespace burnish {
namespace {

class WindowsWatcher final : public Watcher {
 public:
  explicit WindowsWatcher(std::function<void(DeviceNotice)> notify) : notify_(std::move(notify)) {}
  WindowsWatcher(const WindowsWatcher&) = delete;
  WindowsWatcher& operator=(const WindowsWatcher&) = delete;
  ~WindowsWatcher() override {
    if (window_ != nullptr) PostMessageW(window_, WM_CLOSE, 0, 0);
    if (thread_.joinable()) thread_.join();
  }

  /** Starts the thread and waits until its window is there; ERROR_SUCCESS or why not. */
  DWORD Start() {
    std::promise<DWORD> started;
    std::future<DWORD> result = started.get_future();
    thread_ = std::thread([this, &started] { Run(started); });
    return result.get();
  }

 private:
  /** A window belongs to the thread that makes it, so it is made, used and destroyed here. */
  void Run(std::promise<DWORD>& started) {
    // The class "STATIC" is there in every process; its window is never shown.
    window_ = CreateWindowExW(0, L"STATIC", L"Burnish", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr, nullptr, nullptr);
    if (window_ == nullptr) return started.set_value(GetLastError());
    SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    SetWindowLongPtrW(window_, GWLP_WNDPROC, reinterpret_cast<LONG_PTR>(&WindowsWatcher::OnMessage));

    DEV_BROADCAST_DEVICEINTERFACE_W filter{};
    filter.dbcc_size = sizeof filter;
    filter.dbcc_devicetype = DBT_DEVTYP_DEVICEINTERFACE;
    filter.dbcc_classguid = GUID_DEVINTERFACE_CDROM;
    const HDEVNOTIFY registration = RegisterDeviceNotificationW(window_, &filter, DEVICE_NOTIFY_WINDOW_HANDLE);
    const DWORD error = registration == nullptr ? GetLastError() : ERROR_SUCCESS;
    if (error != ERROR_SUCCESS) {
      DestroyWindow(window_);
      window_ = nullptr;
    }
    started.set_value(error);
    if (error != ERROR_SUCCESS) return;

    MSG message;
    while (GetMessageW(&message, nullptr, 0, 0) > 0) DispatchMessageW(&message);
    UnregisterDeviceNotification(registration);
  }

  static LRESULT CALLBACK OnMessage(HWND window, UINT message, WPARAM event, LPARAM about) {
    switch (message) {
      case WM_DEVICECHANGE:
        reinterpret_cast<WindowsWatcher*>(GetWindowLongPtrW(window, GWLP_USERDATA))->OnChange(event, about);
        return TRUE;
      case WM_CLOSE:
        DestroyWindow(window);
        return 0;
      case WM_DESTROY:
        PostQuitMessage(0);
        return 0;
      default:
        return DefWindowProcW(window, message, event, about);
    }
  }

  void OnChange(WPARAM event, LPARAM about) {
    if (event != DBT_DEVICEARRIVAL && event != DBT_DEVICEREMOVECOMPLETE) return;
    const auto* const header = reinterpret_cast<const DEV_BROADCAST_HDR*>(about);
    if (header == nullptr) return;
    if (header->dbch_devicetype == DBT_DEVTYP_DEVICEINTERFACE) {
      notify_({event == DBT_DEVICEARRIVAL ? DeviceNotice::Kind::kArrived : DeviceNotice::Kind::kLeft, ""});
      return;
    }
    if (header->dbch_devicetype != DBT_DEVTYP_VOLUME) return;
    const auto* const volume = reinterpret_cast<const DEV_BROADCAST_VOLUME*>(about);
    if ((volume->dbcv_flags & DBTF_MEDIA) != 0) notify_({DeviceNotice::Kind::kMedium, ""});
  }

  std::function<void(DeviceNotice)> notify_;
  std::thread thread_;
  /** Written by the thread before Start returns, and by nobody after. */
  HWND window_ = nullptr;
};

}  // namespace

Result<Watcher> StartWatcher(std::function<void(DeviceNotice)> notify) {
  auto watcher = std::make_unique<WindowsWatcher>(std::move(notify));
  const DWORD error = watcher->Start();
  if (error != ERROR_SUCCESS) return SystemFailure{error, "watch-window", ""};
  return watcher;
}

}  // namespace burnish
