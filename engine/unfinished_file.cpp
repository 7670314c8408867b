#include "engine/unfinished_file.hpp"

#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sitmap {

namespace {

constexpr int most_tries = 10;

/// True if the open file still has that name: who made it before may have put it in place just now.
bool has_name(int file, const std::filesystem::path& name)
{
    struct stat opened {
    }, named{};
    return fstat(file, &opened) == 0 && lstat(name.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

} // namespace

UnfinishedFile::UnfinishedFile(std::filesystem::path path)
    : path_{std::move(path)}, name_{path_.parent_path() / ("." + path_.filename().string() + ".unfinished")}
{
    require_writable(path_, false);
    const std::string cannot = "cannot write '" + path_.string() + "': ";
    const SignalsHeld held;
    for (int i = 0; i < most_tries; ++i) {
        file_ = open(name_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file_ < 0)
            throw Error{cannot + std::strerror(errno)};
        if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
            close(file_);
            throw Error{cannot + "another import is making it; try again when it is done"};
        }
        if (has_name(file_, name_) && ftruncate(file_, 0) == 0) {
            temporary_ = TemporaryName{name_};
            return;
        }
        close(file_);
    }
    throw Error{cannot + "another import is making it; try again when it is done"};
}

UnfinishedFile::~UnfinishedFile()
{
    if (!placed_)
        unlink(name_.c_str());
    close(file_);
}

void UnfinishedFile::start_writing_back() const
{
#ifdef __linux__
    sync_file_range(file_, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
}

void UnfinishedFile::put_in_place()
{
    sitmap::put_in_place(name_, path_, false);
    temporary_.forget();
    placed_ = true;
}

} // namespace sitmap
