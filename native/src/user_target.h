// The port to a drive that this process plays: the operating system's kernel asks, we answer. Linux has one
// (src/linux/user_target.cc, target_core_user); the others have none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "scsi.h"

namespace burnish {

/** A command that the kernel wants answered. */
struct AskedCommand {
  std::array<std::uint8_t, 16> cdb{};
  /** Length of the transfer in bytes; its direction is known from the command only. */
  std::size_t data_bytes = 0;
};

/** What is answered. */
struct UserAnswer {
  /** SAM status byte. */
  std::uint8_t status = 0;
  std::span<const std::uint8_t> sense;
  /** For the asker, to the start of its buffer: what is beyond the transfer is left out. nullopt: nothing goes to it. */
  std::optional<std::span<const std::uint8_t>> data;
};

/** The place where the kernel leaves its commands. Its destructor gives it up. */
class UserTarget {
 public:
  UserTarget() = default;
  UserTarget(const UserTarget&) = delete;
  UserTarget& operator=(const UserTarget&) = delete;
  virtual ~UserTarget() = default;

  /** Waits for a command; nullopt when there is none in that time. One at a time: each is answered before the next. */
  virtual std::optional<AskedCommand> Next(std::uint32_t timeout_ms) = 0;
  /** Copies what came with the command that Next gave, as much as fits; the number of bytes. */
  virtual std::size_t CopyData(std::span<std::uint8_t> data) const = 0;
  /** Answers the command that Next gave. */
  virtual void Answer(const UserAnswer& answer) = 0;
};

/** `path` is the node of the shared memory, /dev/uio0. */
Result<UserTarget> OpenUserTarget(const std::string& path);

}  // namespace burnish
