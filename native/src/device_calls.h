// The verbs of the addon on drives: open, execute, close, maxTransferBytes, list.
#pragma once

#include <napi.h>

namespace burnish {

/**
 * open(path, exclusive): { handle } | { systemError, operation, holder }
 * execute(handle, cdb, direction, data | undefined, timeoutMs):
 *   { systemError, status, hostStatus, driverStatus, residual, durationMs, sense | undefined }
 * maxTransferBytes(handle): number
 * close(handle): void, any number of times
 * list(sysfs?): { path, vendor, product, revision, bus, genericPath }[]
 * All are synchronous. A handle belongs to the thread that opened it.
 */
void AddDeviceCalls(Napi::Env env, Napi::Object exports);

}  // namespace burnish
