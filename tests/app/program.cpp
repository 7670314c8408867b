#include "tests/app/program.hpp"

#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

std::string read_text(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_text(const fs::path& file, const std::string& text)
{
    std::ofstream out{file, std::ios::binary};
    out << text;
    if (!out)
        throw std::runtime_error{"cannot write " + file.string()};
}

fs::path fresh_folder(const std::string& name)
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

namespace {

/// Runs it; `meanwhile` is called with the child's id once it is started, before it is waited for.
Outcome run(const std::vector<std::string>& arguments, const std::function<void(pid_t)>& meanwhile)
{
    const std::string tag = std::to_string(getpid());
    const fs::path out = fs::path{SITMAP_TEST_OUT} / ("stdout-" + tag),
                   err = fs::path{SITMAP_TEST_OUT} / ("stderr-" + tag);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    std::vector<std::string> words{SITMAP_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawn(&child, SITMAP_PROGRAM, &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        throw std::runtime_error{"cannot start " SITMAP_PROGRAM};
    meanwhile(child);
    int status = 0;
    waitpid(child, &status, 0);
    Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_text(out),
                    read_text(err)};
    fs::remove(out);
    fs::remove(err);
    return outcome;
}

/// True once the child has ended; it can still be waited for.
bool has_ended(pid_t child)
{
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           info.si_pid == child;
}

} // namespace

Outcome run_sitmap(const std::vector<std::string>& arguments)
{
    return run(arguments, [](pid_t) {});
}

Outcome run_sitmap_and_stop(const std::vector<std::string>& arguments, const std::vector<int>& signals,
                            const std::function<bool()>& ready)
{
    return run(arguments, [&](pid_t child) {
        while (!has_ended(child)) {
            if (ready()) {
                for (const int signal : signals)
                    kill(child, signal); // at worst one that has ended and is not waited for yet
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
    });
}

std::size_t line_count(const std::string& text)
{
    std::size_t count = 0;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        count += line.empty() ? 0U : 1U;
    return count;
}
