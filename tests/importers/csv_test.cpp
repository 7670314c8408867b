#include "importers/csv.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace sitmap;

namespace {

std::vector<std::vector<std::string>> cells_of(std::string_view text, char separator = ',')
{
    std::vector<std::vector<std::string>> rows;
    CsvReader reader{text, separator};
    while (const auto record = reader.next())
        rows.push_back(record->cells);
    return rows;
}

using Rows = std::vector<std::vector<std::string>>;

} // namespace

TEST_CASE("records end with CRLF, LF or CR, and empty lines are no records", "[importers][csv]")
{
    CHECK(cells_of("a,b\r\n1,2\r\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(cells_of("a,b\n\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(cells_of("a,b\r1,2\r") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(cells_of("").empty());
    CHECK(cells_of("\n\r\n").empty());
}

TEST_CASE("quoted cells may hold separators, line ends and quotation marks", "[importers][csv]")
{
    CHECK(cells_of("\"a,b\",\"two\nlines\",\"say \"\"yes\"\"\"\nx,,\n") ==
          Rows{{"a,b", "two\nlines", "say \"yes\""}, {"x", "", ""}});
    CHECK(cells_of("\"a\"b,c") == Rows{{"ab", "c"}});
    CHECK(cells_of("a\"b\",c") == Rows{{"a\"b\"", "c"}});
    CHECK(cells_of("\"\",\"\"") == Rows{{"", ""}});
}

TEST_CASE("a record knows its line and its raw text", "[importers][csv]")
{
    CsvReader reader{"a,b\n\"x\ny\",2\r\n\n3,4", ','};
    CHECK(reader.next()->line == 1);
    const auto second = reader.next();
    CHECK(second->line == 2);
    CHECK(second->raw == "\"x\ny\",2");
    const auto third = reader.next();
    CHECK(third->line == 5);
    CHECK(third->raw == "3,4");
    CHECK_FALSE(reader.next());
}

TEST_CASE("a quotation mark without a partner is told", "[importers][csv]")
{
    CsvReader reader{"a,\"b\nc,d\n", ','};
    const auto record = reader.next();
    REQUIRE(record);
    CHECK(record->unclosed);
    CHECK(record->cells[1] == "b\nc,d\n");
    CHECK_FALSE(reader.next());
}

TEST_CASE("a line of a million separators stays within bounds", "[importers][csv]")
{
    const std::string text(1'000'000, ',');
    CsvReader reader{text, ','};
    const auto record = reader.next();
    CHECK(record->cells.size() == CsvReader::most_cells);
    CHECK(record->cut);
}

TEST_CASE("the separator is the one that parts the header", "[importers][csv]")
{
    CHECK(separator_of("a,b,c\n") == ',');
    CHECK(separator_of("a;b;c\n1,5;2;3") == ';');
    CHECK(separator_of("a\tb, c\td\n") == '\t');
    CHECK(separator_of("\"a;b;c;d\",e\n") == ',');
    CHECK(separator_of("alone") == ',');
    CHECK(separator_of("") == ',');
}

TEST_CASE("any text comes to an end, and no byte of a record is lost", "[importers][csv]")
{
    std::mt19937 random{5};
    const std::string alphabet = "ab,;\t\"\r\n\n\"\xE9\0";
    std::uniform_int_distribution<std::size_t> any{0, alphabet.size() - 1};
    for (int run = 0; run < 500; ++run) {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += alphabet[any(random)];
        CAPTURE(text);
        CsvReader reader{text, separator_of(text)};
        std::size_t length = 0, line = 0;
        while (const auto record = reader.next()) {
            CHECK(record->line > line);
            CHECK_FALSE(record->cells.empty());
            CHECK(record->raw.find_first_not_of("\r\n") != std::string_view::npos);
            line = record->line;
            length += record->raw.size();
        }
        std::size_t ends = 0;
        for (const char c : text)
            ends += c == '\r' || c == '\n' ? 1u : 0u;
        CHECK(length + ends >= text.size());
        CHECK(length <= text.size());
    }
}
