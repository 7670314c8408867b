#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// What running the built program gave.
struct Outcome {
    int code = 0;
    std::string out, err;
};

/// Runs the built sitmap with these arguments and an empty standard input.
Outcome run_sitmap(const std::vector<std::string>& arguments);

/// The same, but sends it `signals`, one right after the other, as soon as `ready` says so; asked each
/// millisecond. If it ends before, it is not stopped.
Outcome run_sitmap_and_stop(const std::vector<std::string>& arguments, const std::vector<int>& signals,
                            const std::function<bool()>& ready);

/// A new empty folder under the tests' output; what lay there before is removed.
std::filesystem::path fresh_folder(const std::string& name);

std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, const std::string& text);

/// Number of lines that are not empty.
std::size_t line_count(const std::string& text);
