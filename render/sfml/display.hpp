#pragma once

namespace sitmap {

/// Throws Error when no X display answers. SFML 2.5 ends the whole process in that case, so ask before any of
/// it is used.
void require_display();

} // namespace sitmap
