#include "tests/bench/bench.hpp"

namespace sitmap::bench {

const std::vector<Subject>& subjects()
{
    static const std::vector<Subject> all{
        {"frames", "frames of many incidents against SFML's points", bench_frames},
        {"projection", "WGS 84 to Web Mercator", bench_projection},
        {"articles", "articles to events, one thread", bench_articles},
    };
    return all;
}

} // namespace sitmap::bench
