#include "render/sfml/display.hpp"

#include "geodata/error.hpp"

#include <X11/Xlib.h>
#include <cstdlib>
#include <string>

namespace sitmap {

void require_display()
{
    const char* const name = std::getenv("DISPLAY");
    if (!name || *name == '\0')
        throw Error{"cannot open a window without a display: set DISPLAY, or use 'sitmap draw'"};
    Display* const display = XOpenDisplay(name);
    if (!display)
        throw Error{"cannot open a window: display '" + std::string{name} +
                    "' does not answer; set DISPLAY, or use 'sitmap draw'"};
    XCloseDisplay(display);
}

} // namespace sitmap
