#include "geodata/temporaries.hpp"

#include <array>
#include <atomic>
#include <climits>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace sitmap {

namespace {

constexpr int rounds =
    3; ///< another thread may have made a file between the last one's going and the folder's

/// A handler can neither wait for a lock nor trust memory that another thread may free, so that the names lie
/// in places of their own.
struct Place {
    enum State : std::uint8_t { unused, filling, named };
    std::atomic<std::uint8_t> state{unused};
    char name[PATH_MAX];
};
std::array<Place, 16> places;
static_assert(std::atomic<std::uint8_t>::is_always_lock_free);

#ifdef __linux__
/// What getdents64(2) gives; opendir(3) takes memory, which a handler must not.
struct Entry {
    std::uint64_t inode;
    std::int64_t offset;
    unsigned short size;
    unsigned char type;
    char name[1];
};

void remove_files_in(const char* folder) noexcept
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return;
    alignas(Entry) char bytes[4096];
    for (long size = 0; (size = syscall(SYS_getdents64, fd, bytes, sizeof bytes)) > 0;)
        for (long at = 0; at < size;) {
            const auto* entry = reinterpret_cast<const Entry*>(bytes + at);
            unlinkat(fd, entry->name, 0); // fails for "." and ".."
            at += entry->size;
        }
    close(fd);
}
#else
void remove_files_in(const char*) noexcept
{}
#endif

} // namespace

TemporaryName::TemporaryName(const std::filesystem::path& name)
{
    const std::string& text = name.native();
    if (text.size() >= sizeof Place::name)
        return; // the system would not take it either
    for (std::size_t i = 0; i < places.size(); ++i) {
        std::uint8_t expected = Place::unused;
        if (!places[i].state.compare_exchange_strong(expected, Place::filling))
            continue;
        std::memcpy(places[i].name, text.c_str(), text.size() + 1);
        places[i].state = Place::named;
        place_ = static_cast<int>(i);
        return;
    }
}

TemporaryName::TemporaryName(TemporaryName&& other) noexcept : place_{std::exchange(other.place_, -1)}
{}

TemporaryName& TemporaryName::operator=(TemporaryName&& other) noexcept
{
    std::swap(place_, other.place_);
    return *this;
}

void TemporaryName::forget()
{
    if (place_ >= 0)
        places[static_cast<std::size_t>(place_)].state = Place::unused;
    place_ = -1;
}

void remove_temporaries() noexcept
{
    for (const Place& place : places) {
        if (place.state != Place::named)
            continue;
        // rmdir fails for what is no folder, unlink for what is one.
        for (int i = 0; i < rounds && unlink(place.name) != 0 && rmdir(place.name) != 0; ++i)
            remove_files_in(place.name);
        rmdir(place.name);
    }
}

SignalsHeld::SignalsHeld() : before_{}
{
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld()
{
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

} // namespace sitmap
