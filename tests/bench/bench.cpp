// Speed, as ratios to a peer on the same work in the same run. Answers are compared before times count.

#include "tests/bench/bench.hpp"
#include "geodata/simd.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <limits>
#include <malloc.h>
#include <string>
#include <vector>

namespace {

using namespace sitmap::bench;

int usage()
{
    std::fprintf(
        stderr,
        "usage: ./dev bench [SUBJECT...] [FILE.json]\n\n"
        "Prints a table and writes it to build/bench.json, or the file given. 'index' also shows processors\n"
        "with fewer vector instructions; SITMAP_SIMD=none, sse2 or avx2 makes this one of them for all.\n\n");
    for (const Subject& subject : subjects())
        std::fprintf(stderr, "  %-12s %s\n", std::string{subject.name}.c_str(),
                     std::string{subject.what}.c_str());
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    // Memory once touched stays with the process, for the peers and for us: what the kernel takes to clear
    // pages depends on what else the machine does, and on how each library happens to free.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    std::string json = SITMAP_BENCH_JSON;
    std::vector<const Subject*> chosen;
    for (const std::string& argument : std::vector<std::string>(argv + 1, argv + argc)) {
        const auto subject = std::find_if(subjects().begin(), subjects().end(),
                                          [&](const Subject& s) { return s.name == argument; });
        if (subject != subjects().end())
            chosen.push_back(&*subject);
        else if (argument.ends_with(".json"))
            json = argument;
        else
            return usage();
    }
    if (chosen.empty())
        for (const Subject& subject : subjects())
            chosen.push_back(&subject);
    try {
        Table table;
        std::printf("vector instructions: %s\n", std::string{name_of(sitmap::best_simd())}.c_str());
        for (const Subject* subject : chosen)
            subject->run(table);
        table.write_json(json);
        const auto missed = table.missed();
        for (const std::string& work : missed)
            std::printf("not met: %s\n", work.c_str());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench: error: %s\n", error.what());
        return 1;
    }
}
