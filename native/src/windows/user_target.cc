// Windows has no way for a process to be a drive.
#include "../user_target.h"

namespace burnish {

Result<UserTarget> OpenUserTarget(const std::string&) { return SystemFailure{0, "unsupported", ""}; }

}  // namespace burnish
