#include "render/camera.hpp"
