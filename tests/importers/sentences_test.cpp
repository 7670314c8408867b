// Short reports, each with what is to be read from it: tests/data/articles/sentences.tsv, a table that grows
// with every wording that was met and not understood.
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

namespace {

std::vector<std::string> split(std::string_view text, char at)
{
    std::vector<std::string> parts(1);
    for (const char c : text)
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

/// An incident as the table writes it: kind, place, day, killed, status; "" is not asked for.
using Expected = std::array<std::string, 5>;

struct Report {
    std::string published, text;
    std::vector<Expected> incidents;
};

std::vector<Report> reports()
{
    std::ifstream in{std::string{SITMAP_TEST_DATA} + "/articles/sentences.tsv"};
    REQUIRE(in);
    std::vector<Report> all;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#'))
            continue;
        const auto cells = split(line, '\t');
        REQUIRE(cells.size() == 3);
        Report report{cells[0], cells[1], {}};
        for (auto at = report.text.find("\\n"); at != std::string::npos; at = report.text.find("\\n"))
            report.text.replace(at, 2, "\n");
        if (cells[2] != "-")
            for (const std::string& incident : split(cells[2], ';')) {
                const auto parts = split(incident, '@');
                REQUIRE(parts.size() <= Expected{}.size());
                Expected expected;
                std::copy(parts.begin(), parts.end(), expected.begin());
                report.incidents.push_back(expected);
            }
        all.push_back(std::move(report));
    }
    return all;
}

Expected told(const Incident& incident)
{
    const auto killed = incident.killed ? incident.killed->best() : std::nullopt;
    const auto day = incident.interval.first();
    return {std::string{name_of(incident.sub_type)}, incident.location ? incident.location->name : "",
            day ? format_day(*day) : "",
            killed            ? std::to_string(*killed)
            : incident.killed ? "open"
                              : "None",
            std::string{name_of(incident.attribution)}};
}

bool is_as(const Expected& found, const Expected& expected)
{
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!expected[i].empty() &&
            (i == 1 ? found[i].find(expected[i]) == std::string::npos : found[i] != expected[i]))
            return false;
    return true;
}

std::string joined(const std::vector<Expected>& incidents)
{
    std::string all;
    for (const Expected& incident : incidents)
        for (std::size_t i = 0; i < incident.size(); ++i)
            all += (i > 0 ? "@" : all.empty() ? "" : "; ") + incident[i];
    return all;
}

} // namespace

TEST_CASE("short reports are read as the table of sentences says", "[importers][sentences]")
{
    const auto all = reports();
    REQUIRE(all.size() > 100);
    for (const Report& report : all) {
        ArticleOptions options;
        options.published = parse_day(report.published);
        std::vector<Expected> found;
        for (const Incident& incident : test::incidents_of(read_article(report.text, "article.txt", options)))
            found.push_back(told(incident));
        CAPTURE(report.text, joined(found), joined(report.incidents));
        CHECK(found.size() == report.incidents.size());
        for (const Expected& expected : report.incidents)
            CHECK(std::any_of(found.begin(), found.end(),
                              [&](const Expected& incident) { return is_as(incident, expected); }));
    }
}

} // namespace sitmap
