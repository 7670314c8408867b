#include "importers/delimited.hpp"

#include "engine/evidence.hpp"
#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "importers/csv.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <zlib.h>

using namespace sitmap;

namespace {

using Table = std::vector<std::vector<std::string>>;

Table all_rows(DelimitedReader& reader)
{
    Table table;
    while (DelimitedBatch* batch = reader.next()) {
        for (std::size_t r = 0; r < batch->size(); ++r) {
            const DelimitedRow row = batch->row(r);
            auto& cells = table.emplace_back();
            for (std::size_t c = 0; c < row.size(); ++c)
                cells.emplace_back(row.cell(c));
        }
    }
    return table;
}

Table rows_of(std::string text, DelimitedOptions options = {})
{
    DelimitedReader reader{std::make_unique<DelimitedSource>(std::move(text)), "t.csv", options};
    return all_rows(reader);
}

Table rows_of_file(const std::filesystem::path& path, DelimitedOptions options = {})
{
    DelimitedReader reader{std::make_unique<DelimitedSource>(UnpackedFile{path}), path.string(), options};
    return all_rows(reader);
}

/// By the plain reader, which looks at one letter after the other.
Table rows_one_by_one(const std::string& text, char separator)
{
    CsvReader reader{text, separator};
    Table table;
    while (auto record = reader.next())
        table.push_back(std::move(record->cells));
    return table;
}

/// Text of the letters that matter, in an order that no writer would choose, with an even end.
std::string nasty_text(unsigned seed, std::size_t size)
{
    std::mt19937 random{seed};
    const std::string letters = GENERATE_COPY(std::string{"a\",\n"}, std::string{"ab \",\r\n"},
                                              std::string{"abcdefghijklmnopqrstuvwxyz,\"\n"});
    std::string text;
    while (text.size() < size)
        text += letters[random() % letters.size()];
    return text;
}

} // namespace

TEST_CASE("a delimited table is read with quotes, separators and line feeds in its cells",
          "[importers][delimited]")
{
    CHECK(rows_of("a,b\r\n1,\"x, \"\"y\"\"\nz\"\n\n,\n\"\",'q'") ==
          Table{{"a", "b"}, {"1", "x, \"y\"\nz"}, {"", ""}, {"", "'q'"}});
    CHECK(rows_of("a;b\n1,5;2\n") == Table{{"a", "b"}, {"1,5", "2"}});
    CHECK(rows_of("a\tb\n1\t2\n") == Table{{"a", "b"}, {"1", "2"}});
    CHECK(rows_of("a,b\r1,2\r\r3,4") == Table{{"a", "b"}, {"1", "2"}, {"3", "4"}});
    CHECK(rows_of("a,b\n1\n1,2,3\n") == Table{{"a", "b"}, {"1"}, {"1", "2", "3"}});
    CHECK(rows_of("a,b\n5\" gun,\"6\"\" gun\"\n") == Table{{"a", "b"}, {"5\" gun", "6\" gun"}});
    CHECK(rows_of("a,b\n\"x\" y,z\n") == Table{{"a", "b"}, {"x y", "z"}});
    CHECK(rows_of("").empty());
    CHECK(rows_of("\n\r\n").empty());
}

TEST_CASE("quotation marks are letters where the format has none", "[importers][delimited]")
{
    DelimitedOptions options;
    options.separator = '\t';
    options.quotes = false;
    CHECK(rows_of("1\t\"a\tb\n2\tc\"\td\n", options) == Table{{"1", "\"a", "b"}, {"2", "c\"", "d"}});
}

TEST_CASE("a sum made beside the scan is the sum, and the scan is the scan", "[importers][delimited]")
{
    const unsigned seed = GENERATE(range(1u, 30u));
    std::string text = nasty_text(seed, 300 + seed * 131);
    if (seed % 3 == 0)
        text[seed * 7] = '\xC3';
    if (seed % 5 == 0)
        text[seed * 9] = '\0';
    CAPTURE(seed, text);
    for (const Instructions instructions : {Instructions::scalar, Instructions::avx2, Instructions::avx512}) {
        if (instructions > best_instructions())
            continue;
        Structure plain, beside;
        ScanState a, b;
        scan_structure(text, 0, {}, a, plain, Instructions::scalar);
        TableSum sum;
        const std::string_view carried =
            std::string_view{text}.substr(0, seed * 5); // summed before it is scanned
        sum.add(carried);
        for (std::size_t end = carried.size(), scanned = 0; end < text.size(); scanned = end) {
            const std::size_t begin = end;
            end = std::min(text.size(), end + 1 + (seed * 53 + begin) % 400);
            const auto until = std::string_view{text}.substr(0, end);
            scan_and_sum(until, scanned, {}, b, beside, sum, until.substr(begin), instructions);
        }
        CHECK(sum.digits() == sha256(text));
        CHECK(beside.cell_ends == plain.cell_ends);
        CHECK(beside.row_ends == plain.row_ends);
        CHECK(beside.line_feeds == plain.line_feeds);
        CHECK(beside.carriage_returns == plain.carriage_returns);
        CHECK(beside.has_high == plain.has_high);
        CHECK(beside.has_nul == plain.has_nul);
        CHECK(a.quoted == b.quoted);
        CHECK((a.quoted || a.may_open == b.may_open)); // inside a cell it says nothing
    }
}

TEST_CASE("a reader's sum is that of the file, however it came in", "[importers][delimited]")
{
    const Scratch scratch;
    std::string text = "\xEF\xBB\xBFid,notes\n";
    for (unsigned i = 0; text.size() < 3'000'000; ++i)
        text += std::to_string(i) + ",\"a note, with \"\"marks\"\"\nand line feeds " +
                std::string(i % 97U, 'x') + "\"\n";
    text += "7,no line end";
    const auto path = scratch.file("long.csv", text);
    for (const bool ahead : {false, true}) {
        DelimitedOptions options;
        options.ahead = ahead;
        DelimitedReader reader{std::make_unique<DelimitedSource>(UnpackedFile{path}), "long.csv", options};
        std::size_t rows = 0;
        while (const DelimitedBatch* batch = reader.next())
            rows += batch->size();
        CHECK(rows > 10'000);
        CHECK(reader.sha256() == sha256(text));
    }
    std::string wide = "\xFF\xFE";
    for (const char c : std::string_view{text}.substr(3, 400'000))
        wide.append({c, '\0'});
    DelimitedReader reader{std::make_unique<DelimitedSource>(wide), "wide.csv", {}};
    while (reader.next() != nullptr) {
    }
    CHECK(reader.sha256() == sha256(wide));
}

TEST_CASE("all instruction sets find the cells that a look at each letter finds", "[importers][delimited]")
{
    const unsigned seed = GENERATE(range(1u, 40u));
    const std::string text = nasty_text(seed, 100 + seed * 97);
    const Table expected = rows_one_by_one(text, ',');
    CAPTURE(seed, text);
    for (const Instructions instructions : {Instructions::scalar, Instructions::avx2, Instructions::avx512}) {
        if (instructions > best_instructions())
            continue;
        Structure whole, pieces;
        ScanState a, b;
        scan_structure(text, 0, {}, a, whole, Instructions::scalar);
        for (std::size_t end = 0; end < text.size();) { // in two unequal pieces and more
            const std::size_t begin = end;
            end = std::min(text.size(), end + 1 + (seed * 37 + begin) % 200);
            scan_structure(std::string_view{text}.substr(0, end), begin, {}, b, pieces, instructions);
        }
        CHECK(whole.cell_ends == pieces.cell_ends);
        CHECK(whole.row_ends == pieces.row_ends);
        CHECK(whole.line_feeds == pieces.line_feeds);
        CHECK(a.quoted == b.quoted);
        if (a.quoted)
            continue; // the two readers go on differently after a mark without an end
        DelimitedOptions options;
        options.separator = ',';
        options.instructions = instructions;
        CHECK(rows_of(text, options) == expected);
    }
}

TEST_CASE("a table over many batches is that of the plain reader, with one thread or two",
          "[importers][delimited]")
{
    std::string text = "id,notes,end\n";
    std::mt19937 random{5};
    for (int row = 0; row < 30000; ++row) {
        text += std::to_string(row) + ",\"He said: \"\"" + std::string(random() % 90, 'x') + "\"\",\nthen " +
                (row % 7 == 0 ? "\xC3\xA9" : "e") + "\"," + std::to_string(random()) + "\n";
    }
    const Table expected = rows_one_by_one(text, ',');
    const Scratch scratch;
    const auto path = scratch.file("t.csv", text);
    DelimitedOptions options;
    options.ahead = GENERATE(false, true);
    DelimitedReader reader{std::make_unique<DelimitedSource>(UnpackedFile{path}), "t.csv", options};
    CHECK(all_rows(reader) == expected);
    CHECK(reader.sha256() == sha256(text));
    CHECK(reader.position() == text.size());

    const auto packed = scratch.path("t.csv.gz");
    gzFile out = gzopen(packed.c_str(), "wb");
    REQUIRE(gzwrite(out, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
    gzclose(out);
    CHECK(rows_of_file(packed, options) == expected);
}

TEST_CASE("rows know their line, number and raw text", "[importers][delimited]")
{
    DelimitedReader reader{std::make_unique<DelimitedSource>("a,b\n\n1,\"x\ny\"\r\n2,z"), "t.csv"};
    DelimitedBatch* batch = reader.next();
    REQUIRE(batch != nullptr);
    REQUIRE(batch->size() == 3);
    CHECK(batch->row(1).line() == 3);
    CHECK(batch->row(1).number() == 2);
    CHECK(batch->row(1).raw() == "1,\"x\ny\"");
    CHECK(batch->row(2).line() == 5);
    CHECK(batch->row(2).raw() == "2,z");
    CHECK(reader.next() == nullptr);
}

TEST_CASE("a quotation mark without an end costs its line and no other", "[importers][delimited]")
{
    DelimitedReader reader{std::make_unique<DelimitedSource>("a,b\n1,2\n3,\"open\n5,6\n7,8\n"), "t.csv"};
    std::vector<std::string> seen;
    while (DelimitedBatch* batch = reader.next()) {
        for (std::size_t r = 0; r < batch->size(); ++r)
            seen.push_back((batch->row(r).is_unclosed() ? "unclosed " : "") +
                           std::string{batch->row(r).raw()} + " @" + std::to_string(batch->row(r).line()));
    }
    CHECK(seen == std::vector<std::string>{"a,b @1", "1,2 @2", "unclosed 3,\"open @3", "5,6 @4", "7,8 @5"});

    std::string many = "a,b\n";
    for (int i = 0; i < 1000; ++i)
        many += "x,\"y\",\"\n"; // inside and outside quotes it ends inside
    CHECK_THROWS_AS(rows_of(many), Error);
}

TEST_CASE("text is UTF-8 whatever the table was in", "[importers][delimited]")
{
    const Table expected{{"name", "n"}, {"Zo\xC3\xAB \xE2\x80\x93 A", "1"}};
    CHECK(rows_of("\xEF\xBB\xBFname,n\nZo\xC3\xAB \xE2\x80\x93 A,1\n") == expected);
    CHECK(rows_of("name,n\nZo\xEB \x96 A,1\n") == expected); // Windows-1252
    std::string little = "\xFF\xFE", big = "\xFE\xFF";
    for (const char16_t c : std::u16string{u"name,n\nZo\u00EB \u2013 A,1\n"}) {
        const char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
        little += {low, high};
        big += {high, low};
    }
    CHECK(rows_of(little) == expected);
    CHECK(rows_of(big) == expected);
    CHECK(rows_of(little.substr(2)) == expected); // told by the zeros
    // A row in another encoding spoils no other row.
    CHECK(rows_of("a\n\xC3\xA9\n\xE9\n") == Table{{"a"}, {"\xC3\xA9"}, {"\xC3\xA9"}});
    CHECK(rows_of(std::string{"a,b\n1\0,2\n", 9}) == Table{{"a", "b"}, {"1\xEF\xBF\xBD", "2"}});
    CHECK(rows_of("a\n\xF0\x9F\x98\x80\n") == Table{{"a"}, {"\xF0\x9F\x98\x80"}});
}

TEST_CASE("one row over sixteen megabytes is refused, and long ones are read", "[importers][delimited]")
{
    const std::string cell(3 << 20, 'x');
    CHECK(rows_of("a,b\n1," + cell + "\n2,y\n") == Table{{"a", "b"}, {"1", cell}, {"2", "y"}});
    CHECK_THROWS_AS(rows_of("a,b\n" + std::string(40 << 20, 'x')), Error);
}

TEST_CASE("GDAL finds the same cells in nasty tables", "[importers][delimited]")
{
    const std::string text =
        GENERATE(std::string{"id,notes,n\n1,\"a, b\",2\n2,\"say \"\"no\"\"\",3\n"},
                 std::string{"id,notes,n\r\n1,\"first\r\nsecond\",2\r\n2,,3\r\n"},
                 std::string{"\xEF\xBB\xBFid,notes,n\n1,\xD8\xA7,2\n3,\"\",4"},
                 std::string{"id;notes;n\n1;\"a;b\";2\n2;x,y;3\n"},
                 std::string{"id\tnotes\tn\n1\ta b\t2\n2\t\"x\ty\"\t3\n"},
                 std::string{"id,notes,n\n1,\"\n\n\",2\n2,\"\"\"\",3\n3,\"\"\",\"\"\",4\n"},
                 "id,notes,n\n1,\"" + std::string(100'000, 'w') + "\n\",2\n");
    const Scratch scratch;
    const auto path = scratch.file("t.csv", text);
    Table theirs;
    const VectorFile file = read_vector_file(path);
    REQUIRE(file.layers.size() == 1);
    const Layer& layer = file.layers.front();
    auto& header = theirs.emplace_back();
    for (const Field& field : layer.fields)
        header.push_back(field.name);
    for (const Feature& feature : layer.features) {
        auto& row = theirs.emplace_back();
        for (const Value& value : feature.values)
            row.push_back(text_of(value));
    }
    Table ours = rows_of_file(path);
    // GDAL reads text in text mode.
    for (auto& row : ours)
        for (std::string& cell : row)
            std::erase(cell, '\r');
    CHECK(ours == theirs);
}
