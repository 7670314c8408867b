#pragma once

#include <stdexcept>
#include <string>

namespace sitmap {

/// A task that cannot be done at all. The message says what was tried, on what, why it failed and what would
/// help; lower case, no full stop. Thrown anywhere, caught once in `app/main.cpp`.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The user stopped it, and what was there before is there still. Exit code 130.
class Interrupted : public Error {
public:
    using Error::Error;
};

} // namespace sitmap
