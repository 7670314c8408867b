#include "close_window.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <memory>
#include <thread>

namespace sitmap::test {

namespace {

std::string title_of(Display* display, Window window)
{
    XTextProperty text{};
    const Atom name = XInternAtom(display, "_NET_WM_NAME", False);
    if (XGetTextProperty(display, window, &text, name) == 0 || text.value == nullptr)
        return {};
    std::string title{reinterpret_cast<const char*>(text.value), text.nitems};
    XFree(text.value);
    return title;
}

/// Among the windows right below the screen's, as there is no window manager.
Window window_of(Display* display, const std::string& title)
{
    Window root = 0, parent = 0, *children = nullptr, found = 0;
    unsigned count = 0;
    if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count) == 0)
        return 0;
    for (unsigned i = 0; i < count; ++i)
        if (title_of(display, children[i]) == title)
            found = children[i];
    if (children != nullptr)
        XFree(children);
    return found;
}

} // namespace

bool close_window(const std::string& title)
{
    const std::unique_ptr<Display, int (*)(Display*)> display{XOpenDisplay(nullptr), XCloseDisplay};
    if (!display)
        return false;
    Window window = 0;
    for (int i = 0; i < 1'000 && window == 0; ++i) {
        window = window_of(display.get(), title);
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    if (window == 0)
        return false;
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = XInternAtom(display.get(), "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(display.get(), "WM_DELETE_WINDOW", False));
    XSendEvent(display.get(), window, False, NoEventMask, &event);
    XSync(display.get(), False);
    return true;
}

} // namespace sitmap::test
