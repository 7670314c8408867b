#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap::bench {

/// What a row of the table has to reach: `floor` must be, `stretch` is what a prototype reached.
struct Goal {
    enum class Kind {
        times_faster, ///< peer's value / ours, at least
        at_most,      ///< our value
        at_least      ///< our value
    };
    std::string_view name;
    Kind kind;
    double floor, stretch;
};

/// All goals, in the order of their subjects.
[[nodiscard]] const std::vector<Goal>& goals();
/// Requires that there is a goal of that name.
[[nodiscard]] const Goal& goal_named(std::string_view name);

/// One line of the table. Values are times or sizes: less is better, but for goals of kind `at_least`.
struct Row {
    std::string work, unit;
    double ours = 0;
    std::string peer; ///< empty: none
    std::optional<double> theirs;
    const Goal* goal = nullptr;

    [[nodiscard]] std::optional<double> ratio() const; ///< peer's value / ours
    [[nodiscard]] std::optional<bool> reaches(double bound) const;
};

/// Collects the rows and prints each as it comes.
class Table {
public:
    void head(const std::string& subject);
    /// The same work by us and by a peer, in the same run. `goal`: empty for none.
    void compare(const std::string& work, const std::string& unit, double ours, const std::string& peer,
                 double theirs, std::string_view goal = {});
    void measure(const std::string& work, const std::string& unit, double ours, std::string_view goal = {});
    /// The most memory that the process held since `forget_peak_memory`, in MB.
    void peak_memory(const std::string& work);
    void write_json(const std::filesystem::path& file) const;
    /// Names of the goals of which no row was printed, and rows that miss their floor.
    [[nodiscard]] std::vector<std::string> missed() const;

private:
    void add(Row row);
    std::vector<Row> rows_;
};

/// Wall time of one run.
[[nodiscard]] double seconds(const std::function<void()>& work);
/// Time that this thread ran in one run: for work on one thread in memory, and the same as wall time on a
/// machine that has nothing else to do.
[[nodiscard]] double cpu_seconds(const std::function<void()>& work);
/// The least of several runs, which noise disturbs least.
[[nodiscard]] double best_seconds(int runs, const std::function<void()>& work);

/// The least wall times of both, run in turns, so that a machine that does other things now and then disturbs
/// both alike.
struct BothSeconds {
    double ours, theirs;
};
[[nodiscard]] BothSeconds best_in_turns(int runs, const std::function<void()>& ours,
                                        const std::function<void()>& theirs);

/// Answers question `i`.
using Ask = std::function<void(std::size_t)>;
/// Microseconds a question that each takes for the same questions. They take turns, each after a round that
/// is not timed; a turn counts by its least round, and of the turns the median. So one that happens to meet a
/// busy machine, or memory that another left in the cache, is neither better nor worse off for it.
[[nodiscard]] std::vector<double> microseconds_in_turns(std::size_t questions, const std::vector<Ask>& asked);

/// Ends the bench with an error: an answer is wrong, so times mean nothing.
void require(bool good, const std::string& what);

[[nodiscard]] double resident_mb();
[[nodiscard]] double peak_resident_mb();
/// Gives memory back, and Linux counts the peak anew from here, where the kernel allows it.
void forget_peak_memory();
/// Hands freed memory back to the system, so that what is resident is what is used.
void give_memory_back();

/// What a program took from its start to its end.
struct Spent {
    double seconds = 0, peak_mb = 0;
};
/// Runs sitmap; what it prints goes nowhere.
[[nodiscard]] Spent run_program(std::vector<std::string> arguments);

/// From the start of the program to its end, with a frame or three of the map between: the whole of what
/// somebody waits for, base map and fonts included; and its peak memory. The least of three.
void first_frame(Table& table, const std::filesystem::path& store, std::size_t rows, const std::string& size,
                 std::string_view goal = {});

/// A file below the build folder that the bench may leave there.
[[nodiscard]] std::filesystem::path scratch_file(std::string_view name);

/// Something to measure, by the name that the command line takes. One line each in subjects.cpp.
struct Subject {
    std::string_view name, what;
    void (*run)(Table& table);
};
[[nodiscard]] const std::vector<Subject>& subjects();

void bench_articles(Table& table);
void bench_fronts(Table& table);
void bench_index(Table& table);
void bench_growth(Table& table);
void bench_memory(Table& table);
void bench_large(Table& table);
void bench_frames(Table& table);
void bench_window(Table& table);
void bench_counts(Table& table);
void bench_projection(Table& table);
void bench_reading(Table& table);
void bench_store(Table& table);
void bench_export(Table& table);

} // namespace sitmap::bench
