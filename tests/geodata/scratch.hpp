#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <unistd.h>

namespace sitmap {

/// A folder for one test's files; it goes with the object.
class Scratch {
public:
    Scratch()
    {
        static std::atomic<int> count{0};
        folder_ = std::filesystem::path{SITMAP_TEST_OUT} /
                  ("scratch-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder_);
    }
    ~Scratch()
    {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }

    /// Makes a file with this content.
    [[nodiscard]] std::filesystem::path file(const std::string& name, std::string_view content) const
    {
        std::ofstream out{path(name), std::ios::binary};
        out << content;
        return path(name);
    }

    /// Names of all that is in the folder, hidden files too.
    [[nodiscard]] std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{folder_})
            found.insert(entry.path().filename().string());
        return found;
    }

private:
    std::filesystem::path folder_;
};

} // namespace sitmap
