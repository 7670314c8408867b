#pragma once

#include <memory>

struct _XDisplay;

namespace sitmap {

/// A connection to the X display, held while SFML is used.
///
/// SFML 2.5 ends the whole process when no display answers, so this asks before any of it is touched. The
/// connection stays open because a server such as Xvfb starts over when its last client leaves, and turns
/// away those who come meanwhile.
class DisplayConnection {
public:
    /// Throws Error when no display answers.
    DisplayConnection();

private:
    struct Close {
        void operator()(_XDisplay* display) const;
    };
    std::unique_ptr<_XDisplay, Close> display_;
};

} // namespace sitmap
