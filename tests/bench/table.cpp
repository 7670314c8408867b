#include "geodata/error.hpp"
#include "tests/bench/bench.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <sstream>
#include <stdexcept>
#include <time.h>
#include <unistd.h>

namespace sitmap::bench {

namespace {

/// A line of /proc/self/status in MB; 0 where there is none.
double status_mb(const std::string& key)
{
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key + ":"))
            return std::stod(line.substr(key.size() + 1)) / 1024;
    return 0;
}

std::string bound_text(const Goal& goal, double bound)
{
    std::ostringstream text;
    switch (goal.kind) {
    case Goal::Kind::times_faster:
        text << bound << "x";
        break;
    case Goal::Kind::at_most:
        text << "<= " << bound;
        break;
    case Goal::Kind::at_least:
        text << ">= " << bound;
        break;
    }
    return text.str();
}

const char* verdict(const Row& row)
{
    if (row.reaches(row.goal->stretch).value_or(false))
        return "met, stretch too";
    return row.reaches(row.goal->floor).value_or(false) ? "met" : "NOT MET";
}

} // namespace

std::optional<double> Row::ratio() const
{
    return theirs && ours > 0 ? std::optional{*theirs / ours} : std::nullopt;
}

std::optional<bool> Row::reaches(double bound) const
{
    if (goal == nullptr)
        return std::nullopt;
    switch (goal->kind) {
    case Goal::Kind::at_most:
        return ours <= bound;
    case Goal::Kind::at_least:
        return ours >= bound;
    case Goal::Kind::times_faster:
        break;
    }
    return ratio() ? std::optional{*ratio() >= bound} : std::nullopt;
}

void Table::head(const std::string& subject)
{
    std::printf("\n%s\n%-46s %10s %-9s %-26s %10s %9s  %-16s\n", subject.c_str(), "work", "sitmap", "",
                "peer", "", "ratio", "goal (stretch)");
}

void Table::add(Row row)
{
    std::printf("%-46s %10.4g %-9s", row.work.c_str(), row.ours, row.unit.c_str());
    if (row.theirs)
        std::printf(" %-26s %10.4g %8.2fx", row.peer.c_str(), *row.theirs, *row.ratio());
    else if (row.goal != nullptr)
        std::printf(" %-26s %10s %9s", "", "", "");
    if (row.goal != nullptr)
        std::printf(
            "  %-16s %s",
            (bound_text(*row.goal, row.goal->floor) + " (" + bound_text(*row.goal, row.goal->stretch) + ")")
                .c_str(),
            verdict(row));
    std::printf("\n");
    std::fflush(stdout);
    rows_.push_back(std::move(row));
}

void Table::compare(const std::string& work, const std::string& unit, double ours, const std::string& peer,
                    double theirs, std::string_view goal)
{
    add({work, unit, ours, peer, theirs, goal.empty() ? nullptr : &goal_named(goal)});
}

void Table::measure(const std::string& work, const std::string& unit, double ours, std::string_view goal)
{
    add({work, unit, ours, {}, std::nullopt, goal.empty() ? nullptr : &goal_named(goal)});
}

void Table::peak_memory(const std::string& work)
{
    measure(work, "MB peak", peak_resident_mb());
}

std::vector<std::string> Table::missed() const
{
    std::vector<std::string> names;
    for (const Row& row : rows_)
        if (row.goal != nullptr && !row.reaches(row.goal->floor).value_or(false))
            names.push_back(row.work);
    return names;
}

void Table::write_json(const std::filesystem::path& file) const
{
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Row& row : rows_) {
        nlohmann::ordered_json line{{"work", row.work}, {"unit", row.unit}, {"sitmap", row.ours}};
        if (row.theirs) {
            line["peer"] = row.peer;
            line["peer_value"] = *row.theirs;
            line["ratio"] = *row.ratio();
        }
        if (row.goal != nullptr) {
            line["goal"] = row.goal->name;
            line["floor"] = row.goal->floor;
            line["stretch"] = row.goal->stretch;
            line["floor_met"] = row.reaches(row.goal->floor).value_or(false);
            line["stretch_met"] = row.reaches(row.goal->stretch).value_or(false);
        }
        json.push_back(std::move(line));
    }
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path());
    std::ofstream out{file};
    out << json.dump(2) << '\n';
    if (!out.flush())
        throw Error{"cannot write '" + file.string() + "'"};
}

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double cpu_seconds(const std::function<void()>& work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    const double start = now();
    work();
    return now() - start;
}

double best_seconds(int runs, const std::function<void()>& work)
{
    double best = std::numeric_limits<double>::max();
    for (int i = 0; i < runs; ++i)
        best = std::min(best, seconds(work));
    return best;
}

BothSeconds best_in_turns(int runs, const std::function<void()>& ours, const std::function<void()>& theirs)
{
    constexpr double most = std::numeric_limits<double>::max();
    BothSeconds best{most, most};
    for (int i = 0; i < runs; ++i) {
        sync(); // what the one before left for the disk to do is not this one's
        best.ours = std::min(best.ours, seconds(ours));
        sync();
        best.theirs = std::min(best.theirs, seconds(theirs));
    }
    return best;
}

namespace {

/// The least of some rounds through all questions.
double least_round(std::size_t questions, const Ask& ask, double enough_s)
{
    double least = std::numeric_limits<double>::max(), sum = 0;
    for (int round = 0; round < 200 && sum < enough_s; ++round) {
        const double took = cpu_seconds([&] {
            for (std::size_t i = 0; i < questions; ++i)
                ask(i);
        });
        least = std::min(least, took);
        sum += took;
    }
    return least;
}

} // namespace

std::vector<double> microseconds_in_turns(std::size_t questions, const std::vector<Ask>& asked)
{
    constexpr int turns = 7;
    constexpr double a_turn_s = 0.02, slow_s = 0.5; // a round so slow tells enough by itself
    std::vector<std::vector<double>> rounds(asked.size());
    for (int turn = 0; turn < turns; ++turn)
        for (std::size_t k = 0; k < asked.size(); ++k) {
            if (!rounds[k].empty() && rounds[k].back() > slow_s)
                continue;
            if (rounds[k].empty() || rounds[k].back() < slow_s / 10)
                static_cast<void>(least_round(questions, asked[k], 1e-9)); // fills the caches
            rounds[k].push_back(least_round(questions, asked[k], a_turn_s));
        }
    std::vector<double> medians;
    for (auto& of : rounds) {
        const auto middle = of.begin() + std::ssize(of) / 2;
        std::nth_element(of.begin(), middle, of.end());
        medians.push_back(*middle * 1e6 / static_cast<double>(questions));
    }
    return medians;
}

void require(bool good, const std::string& what)
{
    if (!good)
        throw std::runtime_error{what};
}

double resident_mb()
{
    return status_mb("VmRSS");
}

double peak_resident_mb()
{
    return status_mb("VmHWM");
}

void forget_peak_memory()
{
    give_memory_back();
    std::ofstream{"/proc/self/clear_refs"} << "5"; // see proc(5)
}

void give_memory_back()
{
    malloc_trim(0);
}

std::filesystem::path scratch_file(std::string_view name)
{
    const std::filesystem::path folder{SITMAP_BENCH_OUT};
    std::filesystem::create_directories(folder);
    return folder / name;
}

} // namespace sitmap::bench
