// A thread that runs a CFRunLoop, for frameworks that call back through one.
#pragma once

#include <CoreFoundation/CoreFoundation.h>

#include <functional>
#include <thread>

#include "reference.h"

namespace burnish {

class RunLoopThread {
 public:
  /** Runs `begin` on the thread, then its loop, then `end`; returns once `begin` is done. */
  RunLoopThread(std::function<void()> begin, std::function<void()> end);
  RunLoopThread(const RunLoopThread&) = delete;
  RunLoopThread& operator=(const RunLoopThread&) = delete;
  /** Ends the loop and joins the thread. */
  ~RunLoopThread();

 private:
  /** Its signal ends the loop. A signal is kept until the loop takes it, so none can be lost. */
  CfOwner<CFRunLoopSourceRef> stop_;
  CFRunLoopRef loop_ = nullptr;
  std::thread thread_;
};

}  // namespace burnish
