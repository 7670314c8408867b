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

    /// Device pixels a logical pixel, as the desktop has it (the resource Xft.dpi, else GDK_SCALE): 1 to 4 in
    /// quarters; 1 where neither is set.
    [[nodiscard]] double scale() const;
    /// Asks the window manager to fill the screen with the window, or to give it back its size. Without a
    /// window manager the window is moved and sized here.
    void set_full_screen(unsigned long window, bool on);

private:
    struct Close {
        void operator()(_XDisplay* display) const;
    };
    std::unique_ptr<_XDisplay, Close> display_;
    unsigned width_before_ = 0, height_before_ = 0; ///< of a window that was sized here
};

} // namespace sitmap
