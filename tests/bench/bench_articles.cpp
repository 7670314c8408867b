#include "importers/article/reader.hpp"
#include "tests/bench/bench.hpp"

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

namespace sitmap::bench {

namespace {

/// Texts of one kind of sentence over and over, where a reader that looks back at all that it has read takes
/// minutes.
void bench_long_texts(Table& table, const ReaderTables& tables)
{
    constexpr std::pair<const char*, const char*> kinds[] = {
        {"flights",
         "Fighting drove thousands of people out of Kharkiv on Monday. About 500 people fled from Sumy "
         "to Poltava, officials said. "},
        {"boats",
         "Border guards intercepted 40 migrants on two boats off Sfax on Monday. A wooden boat sank and "
         "12 people drowned. "},
        {"tolls without a place", "A blast killed four people there. The attack was claimed by rebels. "},
        {"entries of a report",
         "1. Monday 14 March. Two jets bombed a site in Sumy. The ministry accused Russia "
         "of the attack and Moscow denied it. "}};
    constexpr int few = 2'000, many = 32'000; // pairs of sentences
    for (const auto& [name, sentences] : kinds) {
        const auto time_of = [&, said = sentences](int pairs) {
            std::string text = "A headline\n\n";
            for (int i = 0; i < pairs; ++i)
                text += said + std::string{i % 4 == 3 ? "\n\n" : ""};
            const ArticleText article = read_article(text, "bench.txt", {});
            return seconds([&] { static_cast<void>(read_events(article, tables)); }) / pairs * 1e6;
        };
        const double short_text = time_of(few), long_text = time_of(many);
        const std::string work = std::string{"a long text of "} + name;
        table.measure(work, "µs a pair of sentences", long_text);
        table.measure("  against one of a sixteenth", "times", long_text / short_text);
    }
}

} // namespace

void bench_articles(Table& table)
{
    table.head("articles");
    forget_peak_memory();
    std::optional<ReaderTables> tables;
    table.measure("load gazetteer, word tables, actors", "s",
                  seconds([&] { tables = ReaderTables::load(SITMAP_ASSETS); }));
    std::ifstream in{SITMAP_TEST_DATA "/app/market_strike.txt"};
    std::stringstream text;
    text << in.rdbuf();
    std::string long_text = text.str();
    while (long_text.size() < 4000)
        long_text += "\n\n" + text.str().substr(text.str().find("Shells struck"));
    constexpr int articles = 200, runs = 7; // the least of them, as with every other row
    std::size_t events = 0;
    const double each = best_seconds(runs, [&] {
        for (int i = 0; i < articles; ++i)
            events += read_events(read_article(long_text, "bench.txt", {}), *tables).events.size();
    });
    require(events > 0, "the article gave no event");
    table.measure("articles of 4 kB to events, everything on", "a second", articles / each, "articles");
    table.peak_memory("peak memory of reading articles");
    bench_long_texts(table, *tables);
}

} // namespace sitmap::bench