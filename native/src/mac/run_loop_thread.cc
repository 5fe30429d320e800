#include "run_loop_thread.h"

#include <future>
#include <utility>

namespace burnish {

RunLoopThread::RunLoopThread(std::function<void()> begin, std::function<void()> end) {
  CFRunLoopSourceContext context{};
  context.perform = [](void*) { CFRunLoopStop(CFRunLoopGetCurrent()); };
  stop_ = CfOwner<CFRunLoopSourceRef>(CFRunLoopSourceCreate(kCFAllocatorDefault, 0, &context));

  std::promise<void> started;
  std::future<void> is_started = started.get_future();
  thread_ = std::thread([this, &started, begin = std::move(begin), end = std::move(end)] {
    loop_ = CFRunLoopGetCurrent();
    CFRunLoopAddSource(loop_, stop_.get(), kCFRunLoopDefaultMode);
    begin();
    started.set_value();
    CFRunLoopRun();
    end();
  });
  is_started.wait();
}

RunLoopThread::~RunLoopThread() {
  CFRunLoopSourceSignal(stop_.get());
  CFRunLoopWakeUp(loop_);
  thread_.join();
}

}  // namespace burnish
