#pragma once

#include <string>

namespace sitmap::test {

/// Asks the window of that title to close, as the button in its frame does. Waits for it for some seconds;
/// false if there is none.
[[nodiscard]] bool close_window(const std::string& title);

} // namespace sitmap::test
