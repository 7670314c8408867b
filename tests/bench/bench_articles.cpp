#include "importers/article/reader.hpp"
#include "tests/bench/bench.hpp"

#include <fstream>
#include <optional>
#include <sstream>

namespace sitmap::bench {

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
    constexpr int articles = 200;
    std::size_t events = 0;
    const double each = seconds([&] {
        for (int i = 0; i < articles; ++i)
            events += read_events(read_article(long_text, "bench.txt", {}), *tables).events.size();
    });
    require(events > 0, "the article gave no event");
    table.measure("articles of 4 kB to events, everything on", "a second", articles / each, "articles");
    table.peak_memory("peak memory of reading articles");
}

} // namespace sitmap::bench
