#pragma once

#include "geodata/temporaries.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace sitmap {

/// Throws Error unless a file may be put at `path`: its folder exists, nothing is there, or a regular file is
/// there and `overwrite`. Devices and folders are never replaced. Ask before long work; it is asked again
/// when the file is put in place.
void require_writable(const std::filesystem::path& path, bool overwrite);

/// A file that appears whole or not at all. It is written under a temporary name in the folder of `path`;
/// `commit` brings it to the disk and gives it its name. Without `commit` nothing is left behind, also where
/// `remove_temporaries` ends the program.
class AtomicFile {
public:
    /// Throws Error as `require_writable` does, and when the folder cannot be written to.
    AtomicFile(std::filesystem::path path, bool overwrite);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws Error, such as when the disk is full.
    void write(std::string_view bytes);
    /// Throws Error, also when a file has come to `path` meanwhile and is not to be replaced.
    void commit();

private:
    void start_writeback();

    std::filesystem::path path_, temporary_;
    TemporaryName name_;
    std::FILE* file_ = nullptr;
    bool overwrite_;
    std::uint64_t written_ = 0, handed_over_ = 0; ///< bytes; those the disk was told to begin with
};

/// A folder beside `path` under a temporary name, for writers that make several files or must be given a
/// name. It goes with all that is left in it when the object goes.
class TemporaryFolder {
public:
    /// Throws Error when the folder of `path` cannot be written to.
    explicit TemporaryFolder(const std::filesystem::path& path);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    TemporaryName name_;
};

/// Brings the finished file `temporary` to the disk and names it `path`. Both must lie on one file system.
/// Throws Error; then `temporary` is still there.
void put_in_place(const std::filesystem::path& temporary, const std::filesystem::path& path, bool overwrite);

} // namespace sitmap
