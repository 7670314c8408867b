#include "render/sfml/display.hpp"

#include "geodata/error.hpp"

#include <X11/Xlib.h>
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

void DisplayConnection::Close::operator()(_XDisplay* display) const
{
    XCloseDisplay(display);
}

} // namespace sitmap
