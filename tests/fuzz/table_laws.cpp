#include "tests/fuzz/table_laws.hpp"

#include "geodata/error.hpp"
#include "importers/acled.hpp"
#include "importers/datasets.hpp"
#include "importers/gdelt.hpp"
#include "importers/table_rows.hpp"
#include "importers/ucdp.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>

namespace sitmap {

namespace {

void require(bool holds, const char* law)
{
    if (!holds)
        throw std::logic_error{law};
}

void check_structure(std::string_view bytes, Delimiters delimiters)
{
    Structure plain;
    ScanState state;
    scan_structure(bytes, 0, delimiters, state, plain, Instructions::scalar);
    for (const Instructions instructions : {Instructions::avx2, Instructions::avx512}) {
        if (instructions > best_instructions())
            continue;
        Structure other;
        ScanState end;
        scan_structure(bytes, 0, delimiters, end, other, instructions);
        require(plain.cell_ends == other.cell_ends && plain.row_ends == other.row_ends,
                "all instruction sets find the same cells");
        require(plain.has_high == other.has_high && plain.has_nul == other.has_nul &&
                    plain.line_feeds == other.line_feeds && plain.carriage_returns == other.carriage_returns,
                "all instruction sets count the same bytes");
        require(state.quoted == end.quoted && (state.quoted || state.may_open == end.may_open),
                "all instruction sets end in the same state");
    }
}

void check_record(const Record& record)
{
    if (record.point)
        require(std::abs(record.point->lon) <= 180 && std::abs(record.point->lat) <= 90,
                "records lie in the world");
    const auto first = record.interval.first(), last = record.interval.last();
    require(!first || !last || *first <= *last, "intervals do not run backwards");
    require(!record.id.empty(), "records have an id");
}

using MakeRows = std::function<std::unique_ptr<DatasetRows>(const std::vector<std::string>& header)>;

void check_rows(std::string_view bytes, const DelimitedOptions& options, const MakeRows& make)
{
    DelimitedReader reader{std::make_unique<DelimitedSource>(std::string{bytes}), "table", options};
    std::unique_ptr<DatasetRows> rows;
    while (DelimitedBatch* batch = reader.next()) {
        for (std::size_t i = 0; i < batch->size(); ++i) {
            const DelimitedRow row = batch->row(i);
            std::vector<std::string> cells;
            for (std::size_t c = 0; c < row.size(); ++c) {
                cells.emplace_back(row.cell(c));
                require(cells.back().size() <= row.raw().size(), "a cell is no longer than its row");
            }
            require(is_utf8_quickly(row.raw()) && row.raw().find('\0') == std::string_view::npos,
                    "rows are UTF-8 without zeros");
            require(row.line() > 0 && row.number() > 0, "rows are numbered from 1");
            if (!rows) {
                rows = make(cells);
                continue;
            }
            Record record;
            record.raw = row.raw();
            if (!row.is_unclosed() && !rows->read(row, *batch, record))
                check_record(record);
        }
    }
}

} // namespace

void check_table(std::string_view bytes)
{
    for (const char separator : {',', '\t', ';'})
        for (const char quote : {'"', '\0'})
            check_structure(bytes, {separator, quote});
    const auto reads = [&](const DelimitedOptions& options, const MakeRows& make) {
        try {
            check_rows(bytes, options, make);
        } catch (const Error&) { // no such table
        }
    };
    DelimitedOptions options, unquoted;
    options.ahead = unquoted.ahead = false;
    unquoted.quotes = false;
    unquoted.separator = '\t';
    (void)dataset_format_of(bytes.substr(0, 65536));
    reads(options, [](const auto& header) { return acled_rows(HeaderColumns{header}); });
    reads(options, [](const auto& header) { return ucdp_rows(HeaderColumns{header}); });
    reads(options, [](const auto& header) {
        return table_rows(event_columns(header, {}, "table"), PrecisionScale::acled);
    });
    reads(options, [](const auto& header) { return table_rows(hxl_columns(header), PrecisionScale::ucdp); });
    reads(unquoted, [](const auto& header) { return gdelt_rows(header.size(), GdeltGuards::off); });
    reads(unquoted, [](const auto& header) { return gdelt_rows(header.size(), GdeltGuards::on); });
}

} // namespace sitmap
