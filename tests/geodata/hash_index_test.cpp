#include "geodata/hash_index.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <unordered_map>

using namespace sitmap;

TEST_CASE("an index of hashes knows what a map knows", "[geodata][hash_index]")
{
    std::mt19937_64 random{7}; // NOLINT(*-msc51-cpp)
    // few different ones, of which many fall on one slot
    std::uniform_int_distribution<std::uint64_t> few{0, 400};
    HashIndex index;
    std::unordered_map<std::uint64_t, std::uint32_t> map;
    CHECK(index.at(0) == HashIndex::none);
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::uint64_t hash = few(random) << 4U;
        CHECK(index.put(hash, i) == map.try_emplace(hash, i).first->second);
    }
    CHECK(index.size() == map.size());
    for (std::uint64_t hash = 0; hash < 401U << 4U; ++hash)
        CHECK(index.at(hash) == (map.contains(hash) ? map.at(hash) : HashIndex::none));
}
