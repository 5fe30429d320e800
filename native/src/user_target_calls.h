// The verbs of the addon for being a drive: openTarget, nextCommand, answerCommand, closeTarget.
#pragma once

#include <napi.h>

namespace burnish {

/**
 * openTarget(path): { handle } | { systemError, operation, holder }
 * nextCommand(handle, data, timeoutMs): { cdb, dataBytes } | undefined; what came with the command is in `data`
 * answerCommand(handle, status, sense | undefined, data | undefined, dataBytes): void
 * closeTarget(handle): void, any number of times
 * All are synchronous. A handle belongs to the thread that opened it.
 */
void AddUserTargetCalls(Napi::Env env, Napi::Object exports);

}  // namespace burnish
