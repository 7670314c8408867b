#include "importers/datasets.hpp"

#include "geodata/counted.hpp"
#include "geodata/error.hpp"
#include "geodata/utf8.hpp"
#include "geodata/workbook.hpp"
#include "importers/acled.hpp"
#include "importers/attributes.hpp"
#include "importers/cells.hpp"
#include "importers/event_columns.hpp"
#include "importers/gdelt.hpp"
#include "importers/table_rows.hpp"
#include "importers/ucdp.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_rows_named = 10; ///< of those dropped, one by one

std::vector<std::string> header_of(const DelimitedRow& row)
{
    std::vector<std::string> header;
    for (std::size_t i = 0; i < row.size(); ++i)
        header.emplace_back(trimmed_cell(row.cell(i)));
    return header;
}

/// What is known of a format's dataset beside its rows.
struct KnownDataset {
    std::string_view format, outlet, licence;
};

constexpr std::array<KnownDataset, 5> datasets{{
    {"acled", "ACLED", "ACLED's terms: no redistribution; cite with date of access, filters and changes"},
    {"ucdp", "UCDP GED", "CC BY 4.0"},
    {"gdelt", "The GDELT Project (reports, not events)", "free use with citation of The GDELT Project"},
    {"hxl", "", ""},
    {"records", "", ""},
}};

constexpr std::size_t most_rows_before_tags = 25; // as HXL's own readers look

/// The row of HXL tags among the first; its position, or nothing.
std::optional<std::size_t> hxl_row_of(DelimitedBatch& batch)
{
    for (std::size_t i = 0; i < std::min(batch.size(), most_rows_before_tags); ++i)
        if (is_hxl_row(batch.row(i)))
            return i;
    return std::nullopt;
}

std::string format_by_first_rows(DelimitedBatch& batch, char separator)
{
    if (separator == '\t' && is_gdelt(batch.row(0)))
        return "gdelt";
    const HeaderColumns columns{header_of(batch.row(0))};
    if (is_acled(columns))
        return "acled";
    if (is_ucdp(columns))
        return "ucdp";
    return hxl_row_of(batch) ? "hxl" : "";
}

PrecisionScale precision_scale(const EventColumns& columns, const std::vector<std::string>& header)
{
    const auto found = columns.find("place_precision");
    const bool ucdp = found != columns.end() && header_key(header[found->second]) == header_key("where_prec");
    return ucdp ? PrecisionScale::ucdp : PrecisionScale::acled;
}

std::string how_many(std::size_t rows)
{
    return counted(rows, " row", " rows");
}

/// One run over one file.
class DatasetReading {
public:
    DatasetReading(const fs::path& path, const DatasetOptions& options, const TakeRecords& take)
        : path_{path}, name_{path == "-" ? "standard input" : path.string()}, options_{options}, take_{take}
    {}

    DatasetRead read()
    {
        DelimitedOptions delimited;
        delimited.ahead = !options_.one_thread;
        delimited.separator = options_.columns.separator;
        auto source = opened();
        if (options_.format == "gdelt" || (options_.format.empty() && is_unquoted(*source))) {
            delimited.separator = '\t';
            delimited.quotes = false;
        }
        DelimitedReader reader{std::move(source), name_, delimited};
        std::error_code error;
        const std::uintmax_t size = path_ == "-" ? 0 : fs::file_size(path_, error);
        DelimitedBatch* batch = reader.next();
        if (batch == nullptr)
            throw Error{"cannot read '" + name_ + "': it is empty"};
        std::size_t first = begin(*batch, reader.separator());
        for (; batch != nullptr; batch = reader.next(), first = 0) {
            take_rows(*batch, first);
            if (options_.progress)
                options_.progress({reader.position(), error || workbook_ ? 0 : size, result_.rows});
            if (options_.stop && options_.stop())
                throw Interrupted{"interrupted after " + how_many(result_.rows) + " of '" + name_ +
                                  "'; the store is as it was before"};
        }
        finish(workbook_ ? document_id_of(path_) : reader.sha256());
        return std::move(result_);
    }

private:
    std::unique_ptr<DelimitedSource> opened()
    {
        workbook_ = path_ != "-" && is_workbook(path_);
        if (!workbook_)
            return std::make_unique<DelimitedSource>(UnpackedFile{path_});
        return std::make_unique<DelimitedSource>(read_sheet(path_, options_.sheet).csv);
    }

    /// GDELT's files know no quotation marks; that has to be known before the first row is read.
    static bool is_unquoted(DelimitedSource& source)
    {
        const std::string_view head = source.peek();
        return dataset_format_of(head) == "gdelt";
    }

    /// Looks at the first rows; the position of the first with data.
    std::size_t begin(DelimitedBatch& batch, char separator)
    {
        format_ = options_.format.empty() ? format_by_first_rows(batch, separator) : options_.format;
        if (format_ == "gdelt")
            return begin_gdelt(batch.row(0));
        if (format_ == "hxl")
            return begin_hxl(batch);
        const std::vector<std::string> header = header_of(batch.row(0));
        cells_ = header.size();
        if (format_ == "acled")
            rows_ = acled_rows(HeaderColumns{header});
        else if (format_ == "ucdp")
            rows_ = ucdp_rows(HeaderColumns{header});
        else if (format_ == "records" || format_.empty())
            begin_table(header);
        else
            throw Error{"cannot read '" + name_ + "' as " + format_ + ": that is no format of datasets"};
        return 1;
    }

    std::size_t begin_gdelt(const DelimitedRow& row)
    {
        if (!is_gdelt(row))
            throw Error{"cannot read '" + name_ + "' as GDELT: its first row has " +
                        counted(row.size(), " cell", " cells") +
                        " parted by tabs and no id and day at the front; GDELT's events have 61, 58 or 57"};
        cells_ = row.size();
        rows_ = gdelt_rows(cells_, options_.all_of_gdelt ? GdeltGuards::off : GdeltGuards::on);
        return is_gdelt_header(row) ? 1 : 0;
    }

    std::size_t begin_hxl(DelimitedBatch& batch)
    {
        const auto tags = hxl_row_of(batch);
        if (!tags)
            throw Error{"cannot read '" + name_ +
                        "' as HXL: none of its first rows has tags such as #geo+lat"};
        const std::vector<std::string> header = header_of(batch.row(*tags));
        cells_ = header.size();
        begin_columns(hxl_columns(header), header);
        return *tags + 1;
    }

    void begin_table(const std::vector<std::string>& header)
    {
        begin_columns(event_columns(header, options_.columns, name_), header);
        format_ = "records";
    }

    void begin_columns(EventColumns columns, const std::vector<std::string>& header)
    {
        if (!tell_of_events(columns))
            throw Error{
                "cannot read '" + name_ +
                "' as a table of events: none of its columns is known to hold a day, a position, a type "
                "or the number killed; say which with --columns or --mapping"};
        const PrecisionScale scale = precision_scale(columns, header);
        rows_ = table_rows(std::move(columns), scale);
    }

    void take_rows(DelimitedBatch& batch, std::size_t first)
    {
        records_.resize(batch.size());
        std::size_t taken = 0;
        for (std::size_t i = first; i < batch.size(); ++i) {
            const DelimitedRow row = batch.row(i);
            Record& record = records_[taken];
            record = Record{};
            record.row = ++result_.rows;
            record.raw = row.raw();
            Refusal refusal = refusal_of_form(row);
            if (!refusal)
                refusal = rows_->read(row, batch, record);
            if (refusal)
                drop(row, refusal);
            else
                ++taken;
        }
        result_.taken += taken;
        if (taken > 0)
            take_(std::span{records_}.first(taken));
    }

    [[nodiscard]] Refusal refusal_of_form(const DelimitedRow& row) const
    {
        if (row.is_unclosed())
            return {"a quotation mark in it has no end", {}};
        if (row.size() < cells_)
            return {"it has fewer cells than the header", {}};
        // A separator at the end of each row makes one more, which is empty.
        if (row.size() > cells_ + 1 || (row.size() == cells_ + 1 && !row.cell(cells_).empty()))
            return {"it has more cells than the header", {}};
        return {};
    }

    void drop(const DelimitedRow& row, const Refusal& refusal)
    {
        ++result_.dropped;
        const auto known = dropped_.find(refusal.why);
        ++(known == dropped_.end() ? dropped_[std::string{refusal.why}] : known->second);
        const bool named = !refusal.by_guard && result_.issues.size() < most_rows_named;
        if (!named && !options_.reject)
            return;
        std::string why{refusal.why};
        if (!refusal.cell.empty())
            why += ": '" + std::string{refusal.cell.substr(0, 80)} + "'";
        const std::size_t line = row.line();
        if (options_.reject)
            options_.reject({name_, line, why, row.raw()});
        if (named)
            result_.issues.push_back({Issue::Weight::dropped, name_, line, std::move(why)});
    }

    void finish(const std::string& sha256)
    {
        if (result_.dropped > result_.issues.size())
            for (const auto& [why, rows] : dropped_)
                result_.issues.push_back(
                    {Issue::Weight::dropped, name_, 0, how_many(rows) + " in all: " + why});
        result_.dropped_why.insert(dropped_.begin(), dropped_.end());
        rows_->add_issues(name_, result_.issues);
        Document& document = result_.document;
        document.id = sha256;
        document.title = path_ == "-" ? name_ : to_utf8_mended(unpacked_name(path_).stem().string());
        document.location = path_ == "-" ? name_ : to_utf8_mended(path_.filename().string());
        document.kind = "dataset";
        const bool own_ids = format_ == "hxl" || format_ == "records";
        result_.scheme = own_ids ? document.title : format_;
        for (const KnownDataset& dataset : datasets) {
            if (dataset.format != format_)
                continue;
            document.outlet = dataset.outlet;
            document.licence = dataset.licence;
        }
    }

    fs::path path_;
    std::string name_;
    const DatasetOptions& options_;
    const TakeRecords& take_;
    std::string format_;
    bool workbook_ = false;
    std::unique_ptr<DatasetRows> rows_;
    std::size_t cells_ = 0;
    std::vector<Record> records_;
    std::map<std::string, std::size_t, std::less<>> dropped_;
    DatasetRead result_;
};

} // namespace

bool is_dataset(std::string_view format)
{
    return std::any_of(datasets.begin(), datasets.end(),
                       [&](const KnownDataset& dataset) { return dataset.format == format; });
}

std::string dataset_format_of(std::string_view head)
{
    DelimitedOptions options;
    options.ahead = false;
    DelimitedReader reader{std::make_unique<DelimitedSource>(std::string{head}), "table", options};
    DelimitedBatch* batch = reader.next();
    return batch == nullptr ? std::string{} : format_by_first_rows(*batch, reader.separator());
}

DatasetRead read_dataset(const fs::path& path, const DatasetOptions& options, const TakeRecords& take)
{
    return DatasetReading{path, options, take}.read();
}

} // namespace sitmap
