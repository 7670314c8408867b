#include "geodata/error.hpp"

#include <iostream>

int main()
{
    try {
        throw sitmap::Error{"no command given"};
    } catch (const std::exception& e) {
        std::cerr << "sitmap: error: " << e.what() << '\n';
        return 1;
    }
}
