#include "app/import_dataset.hpp"

#include "app/filters.hpp"
#include "app/terminal.hpp"
#include "geodata/error.hpp"

#include <chrono>
#include <cstdio>

namespace sitmap {

namespace {

using Clock = std::chrono::steady_clock;

std::string cell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string{text};
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

std::string thousands(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string in_words(std::size_t number, const char* one, const char* many)
{
    return thousands(number) + (number == 1 ? one : many);
}

/// "acled.csv: 1,200,000 rows, 790 of 6,610 MB, 1.3 M rows/s, 8 s left".
std::string progress_line(const std::string& file, const DatasetProgress& progress, double seconds)
{
    constexpr double megabyte = 1e6;
    const auto megabytes = static_cast<std::size_t>(static_cast<double>(progress.bytes) / megabyte);
    std::string line = file + ": " + in_words(progress.rows, " row, ", " rows, ") + thousands(megabytes);
    if (progress.of > 0)
        line += " of " + thousands(static_cast<std::size_t>(static_cast<double>(progress.of) / megabyte));
    line += " MB";
    if (seconds < 1)
        return line;
    line +=
        ", " + thousands(static_cast<std::size_t>(static_cast<double>(progress.rows) / seconds)) + " rows/s";
    if (progress.of > progress.bytes && progress.bytes > 0) {
        const double left =
            seconds * static_cast<double>(progress.of - progress.bytes) / static_cast<double>(progress.bytes);
        line += ", " + thousands(static_cast<std::size_t>(left) + 1) + " s left";
    }
    return line;
}

void report(const std::string& file, const DatasetRead& read, const RecordChanges& changes)
{
    print_issues(read.issues);
    const std::string words = in_words(read.rows, " row: ", " rows: ") +
                              in_words(changes.added, " record added, ", " records added, ") +
                              thousands(changes.updated) + " updated, " + thousands(changes.unchanged) +
                              " unchanged; " + in_words(read.dropped, " row dropped", " rows dropped");
    std::fprintf(stderr, "%s: %s\n", printable(file).c_str(), words.c_str());
}

} // namespace

RejectsFile::RejectsFile(const std::filesystem::path& path) : file_{path, false}
{
    file_.write("file,line,reason,row\r\n");
}

void RejectsFile::add(const RejectedRow& row)
{
    file_.write(cell(row.source) + "," + std::to_string(row.line) + "," + cell(row.why) + "," +
                cell(row.raw) + "\r\n");
}

void import_dataset(Store& store, const std::filesystem::path& path, DatasetOptions options,
                    RejectsFile* rejects, bool quiet)
{
    const std::string name = path == "-" ? "standard input" : path.string();
    if (rejects != nullptr)
        options.reject = [rejects](const RejectedRow& row) { rejects->add(row); };
    Progress progress{quiet};
    const Clock::time_point begin = Clock::now();
    Clock::time_point next = begin;
    options.progress = [&](const DatasetProgress& now) {
        if (Clock::now() < next)
            return;
        next = Clock::now() + std::chrono::milliseconds{200};
        progress.say(progress_line(name, now, std::chrono::duration<double>(Clock::now() - begin).count()));
    };
    DatasetRead read;
    const auto take_all = [&](const TakeRecords& take) {
        read = read_dataset(path, options, take);
        if (options.stop && options.stop()) // after the last row was read
            throw Interrupted{"interrupted; the store is as it was before"};
        progress.say(name + ": writing");
        return DatasetHead{read.document, read.scheme};
    };
    const RecordChanges changes = store.import_records(take_all, today());
    progress.say("");
    if (!quiet)
        report(name, read, changes);
}

} // namespace sitmap
