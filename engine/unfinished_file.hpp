#pragma once

#include "geodata/temporaries.hpp"

#include <filesystem>

namespace sitmap {

/// A new file in the making, which many megabytes go into: it has a hidden name beside `path` until it is put
/// in place, and goes away if it never is. What a killed process left under that name is taken over, so that
/// such rests do not pile up.
class UnfinishedFile {
public:
    /// Throws Error: the folder cannot be written to, something is at `path` already, or another process is
    /// making the same file.
    explicit UnfinishedFile(std::filesystem::path path);
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    [[nodiscard]] const std::filesystem::path& name() const { return name_; }
    /// Has the system begin to bring to the disk what was written, without waiting for it, so that not all is
    /// left for the end.
    void start_writing_back() const;
    /// Brings all to the disk and gives the file its name. Throws Error, also when a file came to `path`.
    void put_in_place();

private:
    std::filesystem::path path_, name_;
    TemporaryName temporary_;
    int file_ = -1; ///< holds the lock
    bool placed_ = false;
};

} // namespace sitmap
