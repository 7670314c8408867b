#pragma once

#include <csignal>
#include <filesystem>

namespace sitmap {

/// The name of a file or folder that is there for a while only. As long as the object lives,
/// `remove_temporaries` takes away what has that name.
class TemporaryName {
public:
    TemporaryName() = default; ///< of nothing
    explicit TemporaryName(const std::filesystem::path& name);
    ~TemporaryName() { forget(); }
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    TemporaryName(TemporaryName&& other) noexcept;
    TemporaryName& operator=(TemporaryName&& other) noexcept;

    /// What has the name is to stay, or is gone.
    void forget();

private:
    int place_ = -1; ///< in the list; -1: none
};

/// Takes away every file and folder that a TemporaryName names, a folder with the files in it. For the
/// handler of a signal that ends the program: makes only calls that are safe there (signal-safety(7)), and
/// may be called while other threads go on writing. On systems other than Linux a folder that is not empty
/// stays.
void remove_temporaries() noexcept;

/// While it lives, this thread is not given SIGINT, SIGTERM and SIGHUP; they come when it goes. For the
/// moment between a file's making and its TemporaryName's.
class SignalsHeld {
public:
    SignalsHeld();
    ~SignalsHeld();
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

private:
    sigset_t before_;
};

} // namespace sitmap
