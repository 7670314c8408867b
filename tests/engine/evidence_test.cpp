#include "engine/evidence.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

// FIPS 180-4's example messages and their digests, and a million letters "a", as published with the standard.
TEST_CASE("SHA-256 gives the digests of the standard's examples", "[engine][evidence]")
{
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(
        sha256(
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
            "mnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 differs for texts that end at every place of a block", "[engine][evidence]")
{
    std::string previous;
    for (std::size_t length = 50; length < 140; ++length) {
        const std::string digest = sha256(std::string(length, 'x'));
        CHECK(digest.size() == 64);
        CHECK(digest != previous);
        previous = digest;
    }
}

TEST_CASE("SHA-256 of pieces is that of the whole", "[engine][evidence]")
{
    std::string text;
    for (std::size_t i = 0; i < 1000; ++i)
        text += static_cast<char>(i * 31 % 251);
    const std::size_t step = GENERATE(std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{65},
                                      std::size_t{130}, std::size_t{999});
    Sha256 sum;
    for (std::size_t at = 0; at < text.size(); at += step)
        sum.add(std::string_view{text}.substr(at, step));
    CHECK(sum.digits() == sha256(text));
    sum.add("");
    CHECK(sum.digits() == sha256(text));
}
