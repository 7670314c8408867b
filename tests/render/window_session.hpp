#pragma once

#include "render/map.hpp"
#include "render/sfml/window.hpp"
#include "small_map.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace sitmap::test {

/// Runs scripts in the real window.
class Session {
public:
    /// Of the small map.
    Session();
    explicit Session(Map map);

    /// The state at the end of the script, by name.
    std::map<std::string, std::string> run(const std::string& script, WindowOptions options = {},
                                           ViewState view = small_view());
    /// What the script's end wrote.
    static std::map<std::string, std::string> state();

private:
    Map map_;
};

/// The small map with rows of a dataset, each with one claim that the store would have.
[[nodiscard]] Map map_with_records(std::size_t rows);
[[nodiscard]] double number(const std::string& text);
/// The script's line that writes a picture into the tests' folder.
[[nodiscard]] std::string screenshot(const char* name);

} // namespace sitmap::test
