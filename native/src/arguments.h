// Reading what JavaScript passes. Everything is checked here again although TypeScript has checked it: a wrong argument
// throws TypeError or RangeError in JavaScript and never reaches the system.
#pragma once

#include <napi.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "scsi.h"

namespace burnish {

/** Throws TypeError in JavaScript; returns nullopt so that a reader can `return Refuse(...)`. */
std::nullopt_t RefuseType(Napi::Env env, const std::string& message);
/** Throws RangeError in JavaScript. */
std::nullopt_t RefuseRange(Napi::Env env, const std::string& message);

/** A string without NUL, 1 to 4096 bytes. */
std::optional<std::string> ReadPath(Napi::Value value, const char* name);
std::optional<bool> ReadBoolean(Napi::Value value, const char* name);
/** The bytes of a Uint8Array (Buffer, shared memory included), valid until JavaScript runs again. */
std::optional<std::span<std::uint8_t>> ReadBytes(Napi::Value value, const char* name);
/** 6, 10, 12 or 16 bytes. */
std::optional<std::span<std::uint8_t>> ReadCdb(Napi::Value value);
std::optional<Direction> ReadDirection(Napi::Value value);
/** An integer within bounds. */
std::optional<std::uint32_t> ReadInteger(Napi::Value value, const char* name, double least, double most);
/** An integer of 1 to kLongestTimeoutMs. */
std::optional<std::uint32_t> ReadTimeout(Napi::Value value);

}  // namespace burnish
