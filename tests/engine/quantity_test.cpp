#include "engine/quantity.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;

TEST_CASE("a quantity refuses numbers that are out of order, negative, too large or all absent",
          "[engine][quantity]")
{
    CHECK(Quantity::of(1, 2, 3));
    CHECK(Quantity::of(1, std::nullopt, 1));
    CHECK(Quantity::of(0, 0, 10'000'000'000));
    CHECK_FALSE(Quantity::of(3, 2, 4));
    CHECK_FALSE(Quantity::of(1, 5, 4));
    CHECK_FALSE(Quantity::of(5, std::nullopt, 4));
    CHECK_FALSE(Quantity::of(-1, 2, 3));
    CHECK_FALSE(Quantity::of(1, 2, 10'000'000'001));
    CHECK_FALSE(Quantity::of(std::nullopt, std::nullopt, std::nullopt));
}

TEST_CASE("at least 40 is not 40", "[engine][quantity]")
{
    CHECK(Quantity::at_least(40) != Quantity::exactly(40));
    CHECK(Quantity::at_least(40).is_open());
    CHECK_FALSE(Quantity::exactly(40).is_open());
    CHECK(Quantity::at_least(40).best() == 40);
    CHECK_FALSE(Quantity::several(24).best());
}

TEST_CASE("a quantity speaks to people with its open ends", "[engine][quantity]")
{
    CHECK(Quantity::exactly(40).for_people() == "40");
    CHECK(Quantity::at_least(40).for_people() == "40+");
    CHECK(Quantity::several(24).for_people() == "24+");
    CHECK(Quantity::up_to(150).for_people() == "up to 150");
    CHECK(Quantity::of(37, std::nullopt, 80).value().for_people() == "37–80");
    CHECK(Quantity::of(std::nullopt, 12, std::nullopt).value().for_people() == "12");
    CHECK(Quantity::at_least(105'000).for_people() == "105,000+");
    CHECK(Quantity::exactly(1'234'567).for_people() == "1,234,567");
    CHECK(Quantity::exactly(999).for_people() == "999");
    CHECK(Quantity::of(1200, 1200, 1200, Quantity::Unit::households).value().for_people() ==
          "1,200 households");
}

TEST_CASE("a figure without bounds is neither open nor a range", "[engine][quantity]")
{
    const Quantity plain = Quantity::of(std::nullopt, 1024, std::nullopt).value();
    CHECK(plain.is_plain());
    CHECK_FALSE(plain.is_open());
    CHECK(plain.top() == 1024);
    CHECK(plain != Quantity::exactly(1024));
    CHECK(Quantity::at_least(40).is_open());
    CHECK_FALSE(Quantity::at_least(40).top());
    CHECK(Quantity::several(24).is_open());
    CHECK_FALSE(Quantity::up_to(150).is_open());
    CHECK_FALSE(Quantity::exactly(40).is_plain());
    CHECK(Quantity::exactly(40).top() == 40);
}

TEST_CASE("a symbol is sized by the low bound, else by the best figure, else by nothing",
          "[engine][quantity]")
{
    CHECK(Quantity::of(37, 40, 80).value().size_by() == 37);
    CHECK(Quantity::of(std::nullopt, 40, 80).value().size_by() == 40);
    CHECK(Quantity::up_to(150).size_by() == 0);
}
