#include "importers/ucdp.hpp"

#include "importers/cells.hpp"
#include "importers/country_codes.hpp"
#include "importers/remembered.hpp"

#include <algorithm>

namespace sitmap {

namespace {

/// Of "2013-01-03;2013-01-05" the last, as the row rests on all of them.
std::optional<Day> last_day_in(std::string_view list)
{
    std::optional<Day> last;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(';'), list.size());
        const std::string_view cell = trimmed_cell(list.substr(0, end));
        const auto day = cell.size() >= 8 ? day_in(cell) : std::nullopt;
        if (day && (!last || *day > *last))
            last = day;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return last;
}

/// By date_prec, whose spans are 1, 2 to 6, 7, 8 to 31 and 32 to 366 days.
Interval interval_of(Day first, Day last, std::string_view precision)
{
    if (first == last)
        return Interval::on(first);
    if (precision == "3")
        return Interval::within(first, last, TimePrecision::week);
    if (precision == "4")
        return Interval::within(first, last, TimePrecision::month);
    if (precision == "5")
        return Interval::within(first, last, TimePrecision::year);
    return Interval::between(first, last);
}

class UcdpRows : public DatasetRows {
public:
    explicit UcdpRows(const HeaderColumns& columns)
        : id_{columns.require("UCDP GED", {"id"})},
          violence_{columns.require("UCDP GED", {"type_of_violence"})},
          side_a_{columns.find({"side_a"})},
          side_b_{columns.find({"side_b"})},
          office_{columns.find({"source_office"})},
          original_{columns.find({"source_original"})},
          source_date_{columns.find({"source_date"})},
          headline_{columns.find({"source_headline"})},
          article_{columns.find({"source_article"})},
          where_prec_{columns.require("UCDP GED", {"where_prec"})},
          where_{columns.find({"where_coordinates"})},
          adm_1_{columns.find({"adm_1"})},
          lat_{columns.require("UCDP GED", {"latitude"})},
          lon_{columns.require("UCDP GED", {"longitude"})},
          country_{columns.find({"country"})},
          country_id_{columns.find({"country_id", "gwno"})},
          date_prec_{columns.find({"date_prec"})},
          date_start_{columns.require("UCDP GED", {"date_start"})},
          date_end_{columns.find({"date_end"})},
          low_{columns.find({"low", "low_est"})},
          best_{columns.require("UCDP GED", {"best", "best_est"})},
          high_{columns.find({"high", "high_est"})}
    {}

    Refusal read(const DelimitedRow& row, DelimitedBatch&, Record& record) override
    {
        record.id = trimmed_cell(row.cell(id_));
        if (record.id.empty())
            return {"id is empty", {}};
        if (const Refusal refusal = put_position(record, row.cell(lon_), row.cell(lat_)))
            return refusal;
        if (const Refusal refusal = put_time(row, record))
            return refusal;
        if (const Refusal refusal = put_kind(row, record))
            return refusal;
        put_place(row, record);
        record.killed.low = count_in(row.cell(low_), "low is no count; left out", row, notes_);
        record.killed.best = count_in(row.cell(best_), "best is no count; left out", row, notes_);
        record.killed.high = count_in(row.cell(high_), "high is no count; left out", row, notes_);
        count_broken(row, record.killed);
        record.side_a = trimmed_cell(row.cell(side_a_));
        record.side_b = trimmed_cell(row.cell(side_b_));
        record.source = first_given(row, {office_, original_});
        record.said_on = last_day_in(row.cell(source_date_));
        record.quotation = first_given(row, {headline_, article_});
        return {};
    }

    void add_issues(const std::string& source, Issues& issues) const override
    {
        DatasetRows::add_issues(source, issues);
        issues.push_back({Issue::Weight::note, source, 0,
                          "UCDP does not say by what means: conflict between armed sides is taken as Armed "
                          "clash, one-sided violence as Attack"});
    }

private:
    Refusal put_time(const DelimitedRow& row, Record& record)
    {
        const std::string_view first_cell = row.cell(date_start_), last_cell = row.cell(date_end_);
        const auto first = day_in(first_cell);
        if (!first)
            return {"date_start is no day", first_cell};
        auto last = day_in(last_cell);
        if (!last && !trimmed_cell(last_cell).empty())
            return {"date_end is no day", last_cell};
        if (!last)
            last = first;
        if (*last < *first)
            notes_.count("date_end is before date_start; they were swapped", row, last_cell);
        record.interval =
            interval_of(std::min(*first, *last), std::max(*first, *last), trimmed_cell(row.cell(date_prec_)));
        return {};
    }

    Refusal put_kind(const DelimitedRow& row, Record& record)
    {
        const std::string_view violence = trimmed_cell(row.cell(violence_));
        if (violence.empty()) { // as what 'sitmap export' wrote of events whose kind UCDP has no number for
            record.type_given = false;
            notes_.count("type_of_violence is empty; taken as other", row);
            return {};
        }
        if (violence != "1" && violence != "2" && violence != "3")
            return {"type_of_violence is none of 1 to 3", violence};
        record.sub_type = violence == "3" ? SubEventType::attack : SubEventType::armed_clash;
        record.roles = violence == "3" ? PartyRole::perpetrator : PartyRole::opponents;
        return {};
    }

    void put_place(const DelimitedRow& row, Record& record)
    {
        record.country =
            countries_by_number_.of(trimmed_cell(row.cell(country_id_)), [](std::string_view id) {
                return country_of_gw_number(static_cast<int>(integer_in(id).value_or(0)));
            });
        if (record.country.empty())
            record.country = countries_by_name_.of(trimmed_cell(row.cell(country_)), country_named);
        record.admin1 = trimmed_cell(row.cell(adm_1_));
        record.place = trimmed_cell(row.cell(where_));
        const std::string_view code = trimmed_cell(row.cell(where_prec_));
        const auto precision = code.size() == 1 ? from_ucdp(code.front() - '0') : std::nullopt;
        if (!precision)
            notes_.count("where_prec is none of 1 to 7; taken as country", row, code);
        record.precision = precision.value_or(PlacePrecision::country);
    }

    void count_broken(const DelimitedRow& row, const GivenCount& killed)
    {
        const auto above = [](std::int32_t a, std::int32_t b) {
            return a != GivenCount::absent && b != GivenCount::absent && a > b;
        };
        if (above(killed.low, killed.best) || above(killed.best, killed.high) ||
            above(killed.low, killed.high))
            notes_.count("low, best and high are out of order; kept as given and mended where they are shown",
                         row);
    }

    static std::string_view first_given(const DelimitedRow& row, std::initializer_list<std::size_t> columns)
    {
        for (const std::size_t column : columns)
            if (const std::string_view cell = trimmed_cell(row.cell(column)); !cell.empty())
                return cell;
        return {};
    }

    std::size_t id_, violence_, side_a_, side_b_, office_, original_, source_date_, headline_, article_,
        where_prec_, where_, adm_1_, lat_, lon_, country_, country_id_, date_prec_, date_start_, date_end_,
        low_, best_, high_;
    Remembered<std::string_view> countries_by_number_, countries_by_name_;
};

} // namespace

bool is_ucdp(const HeaderColumns& columns)
{
    const auto has = [&](std::string_view name) { return columns.find({name}) != HeaderColumns::none; };
    return has("type_of_violence") && has("where_prec") && has("date_start");
}

std::unique_ptr<DatasetRows> ucdp_rows(const HeaderColumns& columns)
{
    return std::make_unique<UcdpRows>(columns);
}

} // namespace sitmap
