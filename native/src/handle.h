// An object of ours in the hands of JavaScript: marked, so that another addon's object or a plain one is told from it,
// and empty once it was closed.
#pragma once

#include <napi.h>

#include <memory>
#include <string>
#include <utility>

#include "arguments.h"

namespace burnish {

/** What a handle wraps: the thing, or nothing once closed. */
template <typename Thing>
struct Held {
  std::unique_ptr<Thing> thing;
};

template <typename Thing>
Napi::Value WrapHandle(Napi::Env env, const napi_type_tag& tag, std::unique_ptr<Thing> thing) {
  Napi::Object handle = Napi::Object::New(env);
  auto held = std::make_unique<Held<Thing>>();
  held->thing = std::move(thing);
  const napi_finalize finalize = [](napi_env, void* data, void*) {
    std::unique_ptr<Held<Thing>> ended(static_cast<Held<Thing>*>(data));
  };
  if (napi_wrap(env, handle, held.get(), finalize, nullptr, nullptr) != napi_ok) {
    Napi::Error::New(env, "a handle could not be made").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  held.release();  // the object owns it now
  if (napi_type_tag_object(env, handle, &tag) != napi_ok) {
    Napi::Error::New(env, "a handle could not be marked").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return handle;
}

/** Throws TypeError in JavaScript and returns nullptr for what is no such handle. `what`: "a drive". */
template <typename Thing>
Held<Thing>* ReadHandle(Napi::Value value, const napi_type_tag& tag, const char* what) {
  const Napi::Env env = value.Env();
  bool is_handle = false;
  void* wrapped = nullptr;
  if (!value.IsObject() || napi_check_object_type_tag(env, value, &tag, &is_handle) != napi_ok || !is_handle ||
      napi_unwrap(env, value, &wrapped) != napi_ok) {
    RefuseType(env, std::string("this is not the handle of ") + what);
    return nullptr;
  }
  return static_cast<Held<Thing>*>(wrapped);
}

/** The same, for what is still open. */
template <typename Thing>
Thing* ReadOpen(Napi::Value value, const napi_type_tag& tag, const char* what, const char* closed) {
  Held<Thing>* held = ReadHandle<Thing>(value, tag, what);
  if (held == nullptr) return nullptr;
  if (held->thing == nullptr) RefuseType(value.Env(), closed);
  return held->thing.get();
}

}  // namespace burnish
