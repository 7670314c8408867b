#include "engine/row_template.hpp"

#include <catch2/catch.hpp>

using namespace sitmap;
using namespace sitmap::store;

namespace {

/// What is put together again from the template.
std::string there_and_back(Record record)
{
    std::string made, filled;
    if (!make_row_template(made, record))
        return std::string{record.raw};
    record.raw = made;
    REQUIRE(fill_row_template(filled, record));
    return filled;
}

std::string template_of(const Record& record)
{
    std::string made;
    return make_row_template(made, record) ? made : "none";
}

} // namespace

TEST_CASE("a row is kept without what other columns hold", "[engine][store][record]")
{
    const std::string row = "LBY1,Forces of the Government,2,Tajoura,\"Two shells fell on the market.\",5";
    const std::string_view raw = row;
    Record record;
    record.raw = raw;
    record.side_a = raw.substr(5, 24);
    record.place = raw.substr(32, 7); // as long as its own name in braces: not worth it
    record.quotation = raw.substr(41, 30);
    CHECK(template_of(record) == "LBY1,{side_a},2,Tajoura,\"{quotation}\",5");
    CHECK(there_and_back(record) == row);

    record.quotation = "Two shells fell on the market."; // elsewhere in memory
    CHECK(template_of(record) == "LBY1,{side_a},2,Tajoura,\"{quotation}\",5");
}

TEST_CASE("a quotation is left out also where the row doubles its marks", "[engine][store][record]")
{
    Record record;
    const std::string row = "1,\"They said \"\"two lorries\"\" came.\",They said \"\"two";
    record.raw = row;
    record.quotation = "They said \"two lorries\" came.";
    CHECK(template_of(record) == "1,\"{quotation:doubled}\",They said \"\"two");
    CHECK(there_and_back(record) == row);

    const std::string unquoted = "1\tThey said \"two lorries\" came.\t2"; // as GDELT has it
    record.raw = unquoted;
    CHECK(template_of(record) == "1\t{quotation}\t2");
    CHECK(there_and_back(record) == unquoted);
}

TEST_CASE("a row with braces of its own is kept whole", "[engine][store][record]")
{
    Record record;
    const std::string row = "1,{side_a},They said that two lorries came.";
    record.raw = row;
    record.quotation = "They said that two lorries came.";
    record.side_a = "x";
    CHECK(template_of(record) == "none");

    const std::string inside = "1,They said {that} two lorries came.";
    record.raw = inside;
    record.quotation = std::string_view{inside}.substr(2);
    CHECK(template_of(record) == "1,{quotation}"); // braces in a column do no harm
    CHECK(there_and_back(record) == inside);

    record.raw = "{no column}";
    std::string filled;
    CHECK_FALSE(fill_row_template(filled, record));
}

TEST_CASE("a cell that two columns share is left out once", "[engine][store][record]")
{
    const std::string row = "1,Province of the North,x";
    Record record;
    record.raw = row;
    record.place = record.admin1 = record.raw.substr(2, 21);
    CHECK(there_and_back(record) == row);
    record.admin1 = record.raw.substr(2, 23); // one goes on where the other ends
    CHECK(there_and_back(record) == row);
}
