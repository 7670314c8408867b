#include "render/sfml/display.hpp"

#include "geodata/error.hpp"

#include <X11/Xlib.h>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace sitmap {

DisplayConnection::DisplayConnection()
{
    const char* const name = std::getenv("DISPLAY");
    if (!name || *name == '\0')
        throw Error{"cannot open a window without a display: set DISPLAY, or use 'sitmap draw'"};
    display_.reset(XOpenDisplay(name));
    if (!display_)
        throw Error{"cannot open a window: display '" + std::string{name} +
                    "' does not answer; set DISPLAY, or use 'sitmap draw'"};
}

double DisplayConnection::scale() const
{
    const auto number = [](const char* text) { return text != nullptr ? std::strtod(text, nullptr) : 0.0; };
    constexpr double usual_dpi = 96;
    double scale = number(XGetDefault(display_.get(), "Xft", "dpi")) / usual_dpi;
    if (scale <= 0)
        scale = number(std::getenv("GDK_SCALE"));
    return scale <= 0 ? 1 : std::clamp(std::round(scale * 4) / 4, 1.0, 4.0);
}

void DisplayConnection::set_full_screen(unsigned long window, bool on)
{
    Display* const display = display_.get();
    const Window root = DefaultRootWindow(display);
    Atom type = 0;
    int format = 0;
    unsigned long count = 0, left = 0;
    unsigned char* data = nullptr;
    XGetWindowProperty(display, root, XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", False), 0, 1, False,
                       AnyPropertyType, &type, &format, &count, &left, &data);
    const bool managed = count > 0;
    if (data != nullptr)
        XFree(data);
    if (managed) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = window;
        event.xclient.message_type = XInternAtom(display, "_NET_WM_STATE", False);
        event.xclient.format = 32;
        event.xclient.data.l[0] = on ? 1 : 0;
        event.xclient.data.l[1] = static_cast<long>(XInternAtom(display, "_NET_WM_STATE_FULLSCREEN", False));
        XSendEvent(display, root, False, SubstructureRedirectMask | SubstructureNotifyMask, &event);
    } else if (on) {
        XWindowAttributes now{};
        XGetWindowAttributes(display, window, &now);
        width_before_ = static_cast<unsigned>(now.width);
        height_before_ = static_cast<unsigned>(now.height);
        const int screen = DefaultScreen(display);
        XMoveResizeWindow(display, window, 0, 0, static_cast<unsigned>(DisplayWidth(display, screen)),
                          static_cast<unsigned>(DisplayHeight(display, screen)));
    } else if (width_before_ > 0) {
        XResizeWindow(display, window, width_before_, height_before_);
    }
    XSync(display, False);
}

void DisplayConnection::Close::operator()(_XDisplay* display) const
{
    XCloseDisplay(display);
}

} // namespace sitmap
