#include "geodata/atomic_file.hpp"

#include "geodata/error.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot write '" + path.string() + "': " + why};
}

std::string reason(int error)
{
    std::string text = std::strerror(error);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

fs::path folder_of(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path{"."};
}

/// A template for mkstemp and mkdtemp; hidden, so that a folder watched for layers does not take it up.
std::string name_beside(const fs::path& path)
{
    return (folder_of(path) / ("." + path.filename().string() + ".XXXXXX")).string();
}

void sync_folder(const fs::path& folder)
{
    // Some file systems cannot; the file itself is safe by then.
    if (const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

mode_t usual_mode()
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/// Gives the file its name without replacing another.
void name_anew(const fs::path& temporary, const fs::path& path)
{
    if (link(temporary.c_str(), path.c_str()) == 0) {
        unlink(temporary.c_str());
        return;
    }
    if (errno == EEXIST)
        fail(path, "it exists already; give --overwrite to replace it");
    // A file system without hard links.
    if (fs::exists(fs::symlink_status(path)))
        fail(path, "it exists already; give --overwrite to replace it");
    if (std::rename(temporary.c_str(), path.c_str()) != 0)
        fail(path, reason(errno));
}

} // namespace

void require_writable(const fs::path& path, bool overwrite)
{
    std::error_code error;
    if (path.filename().empty() || path.filename() == "." || path.filename() == "..")
        fail(path, "it names a folder; give a file name");
    const fs::path folder = folder_of(path);
    if (!fs::is_directory(folder, error))
        fail(path, "there is no folder '" + folder.string() + "'");
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status))
        fail(path, "it is a folder");
    if (fs::exists(status) && !fs::is_regular_file(status))
        fail(path, "it is not a regular file");
    if (fs::exists(fs::symlink_status(path, error)) && !overwrite)
        fail(path, "it exists already; give --overwrite to replace it");
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        fail(path, "the folder '" + folder.string() + "' cannot be written to: " + reason(errno));
}

AtomicFile::AtomicFile(fs::path path, bool overwrite) : path_{std::move(path)}, overwrite_{overwrite}
{
    require_writable(path_, overwrite_);
    std::string name = name_beside(path_);
    const SignalsHeld held;
    const int fd = mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0)
        fail(path_, reason(errno));
    temporary_ = name;
    name_ = TemporaryName{temporary_};
    fchmod(fd, usual_mode());
    file_ = fdopen(fd, "wb");
    if (file_ == nullptr) {
        close(fd);
        unlink(name.c_str());
        fail(path_, "out of memory");
    }
}

AtomicFile::~AtomicFile()
{
    if (file_ != nullptr)
        std::fclose(file_);
    if (!temporary_.empty())
        unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes)
{
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
        fail(path_, reason(errno));
    written_ += bytes.size();
    start_writeback();
}

/// Has the disk begin with what is complete, so that little is left to wait for in `commit`. A hint: where it
/// is not taken, `commit` waits longer.
void AtomicFile::start_writeback()
{
    constexpr std::uint64_t stretch = 16U << 20;
    if (written_ < handed_over_ + stretch)
        return;
#ifdef __linux__
    sync_file_range(fileno(file_), static_cast<off64_t>(handed_over_),
                    static_cast<off64_t>(written_ - handed_over_), SYNC_FILE_RANGE_WRITE);
#endif
    handed_over_ = written_;
}

void AtomicFile::commit()
{
    const bool flushed = std::fflush(file_) == 0;
    const int error = errno;
    std::fclose(file_);
    file_ = nullptr;
    if (!flushed)
        fail(path_, reason(error));
    put_in_place(temporary_, path_, overwrite_);
    temporary_.clear();
}

TemporaryFolder::TemporaryFolder(const fs::path& path)
{
    std::string name = name_beside(path);
    const SignalsHeld held;
    if (mkdtemp(name.data()) == nullptr)
        fail(path, reason(errno));
    path_ = name;
    name_ = TemporaryName{path_};
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code error;
    fs::remove_all(path_, error);
}

void put_in_place(const fs::path& temporary, const fs::path& path, bool overwrite)
{
    const int fd = open(temporary.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail(path, reason(errno));
    const bool synced = fsync(fd) == 0;
    const int error = errno;
    close(fd);
    if (!synced)
        fail(path, reason(error));
    require_writable(path, overwrite);
    if (!overwrite)
        name_anew(temporary, path);
    else if (std::rename(temporary.c_str(), path.c_str()) != 0)
        fail(path, reason(errno));
    sync_folder(folder_of(path));
}

} // namespace sitmap
