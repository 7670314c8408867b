#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sitmap::bench {

Spent run_program(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), SITMAP_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    give_memory_back(); // Linux counts for the program what its process held before it became one
    Spent spent;
    rusage used{};
    spent.seconds = seconds([&] {
        const pid_t child = fork();
        if (child == 0) {
            const int nowhere = open("/dev/null", O_WRONLY);
            dup2(nowhere, STDOUT_FILENO);
            dup2(nowhere, STDERR_FILENO);
            execv(argv.front(), argv.data());
            _exit(127);
        }
        int status = 0;
        require(wait4(child, &status, 0, &used) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0,
                "sitmap " + arguments[1] + " failed");
    });
    spent.peak_mb = static_cast<double>(used.ru_maxrss) / 1024; // Linux counts in KiB
    return spent;
}

void first_frame(Table& table, const std::filesystem::path& store, std::size_t rows, const std::string& size,
                 std::string_view goal)
{
    if (std::getenv("DISPLAY") == nullptr) {
        table.head("first frame: left out, as there is no display; run under xvfb-run");
        return;
    }
    const std::filesystem::path script = scratch_file("first_frame.txt"),
                                state = scratch_file("first_frame_state.txt");
    std::ofstream{script} << "wait 1\nstate " << state.string() << "\nquit\n";
    Spent least = run_program({"view", store.string(), "--replay", script.string()});
    for (int i = 0; i < 2; ++i) {
        const Spent again = run_program({"view", store.string(), "--replay", script.string()});
        least = {std::min(least.seconds, again.seconds), std::max(least.peak_mb, again.peak_mb)};
    }
    std::ifstream in{state};
    std::string line;
    while (std::getline(in, line) && !line.starts_with("shown "))
        continue;
    require(line == "shown " + std::to_string(rows), "the window does not show all rows");
    table.measure("the window, from its start to its first frame, " + size + " records", "s", least.seconds,
                  goal);
    table.measure("the same", "MB peak", least.peak_mb);
}

} // namespace sitmap::bench
