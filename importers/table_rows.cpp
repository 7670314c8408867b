#include "importers/table_rows.hpp"

#include "engine/evidence.hpp"
#include "engine/incident.hpp"
#include "geodata/counted.hpp"
#include "geodata/csv_writer.hpp"
#include "importers/attributes.hpp"
#include "importers/cells.hpp"
#include "importers/country_codes.hpp"
#include "importers/event_words.hpp"
#include "importers/own_claims.hpp"
#include "importers/remembered.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sitmap {

namespace {

struct CountField {
    std::string_view name, low, high;
    ClaimField field;
};
constexpr std::array<CountField, 7> other_counts{{
    {"injured", "injured_low", "injured_high", ClaimField::injured},
    {"missing", "missing_low", "missing_high", ClaimField::missing},
    {"abducted", "abducted_low", "abducted_high", ClaimField::abducted},
    {"detained", "detained_low", "detained_high", ClaimField::detained},
    {"displaced", "displaced_low", "displaced_high", ClaimField::displaced},
    {"rescued", "rescued_low", "rescued_high", ClaimField::rescued},
    {"intercepted", "intercepted_low", "intercepted_high", ClaimField::intercepted},
}};

std::int32_t clamped(std::optional<Quantity::Count> count)
{
    constexpr Quantity::Count most = std::numeric_limits<std::int32_t>::max();
    return count ? static_cast<std::int32_t>(std::min(*count, most)) : GivenCount::absent;
}

bool says_nothing(std::string_view cell)
{
    const std::string key = header_key(cell);
    return key.empty() || key == "na" || key == "unknown" || key == "none" || key == "null" || key == "nan";
}

/// Where a field's cell stands.
struct CountColumns {
    std::size_t best, low, high;
    ClaimField field;
};

class TableRows : public DatasetRows {
public:
    TableRows(EventColumns columns, PrecisionScale scale)
        : columns_{std::move(columns)},
          ucdp_{scale == PrecisionScale::ucdp},
          id_{at("id")},
          date_{at("date")},
          end_{at("end")},
          published_{at("published")},
          lat_{at("lat")},
          lon_{at("lon")},
          place_{at("place")},
          precision_{at("place_precision")},
          radius_{at("radius_m")},
          country_{at("country")},
          admin1_{at("admin1")},
          type_{at("type")},
          title_{at("title")},
          actor_{at("actor")},
          attribution_{at("attribution")},
          claims_{at("claims")},
          victims_{at("victims")},
          source_{at("source")},
          notes_column_{at("notes")},
          killed_{at("killed"), at("killed_low"), at("killed_high"), ClaimField::killed}
    {
        for (const CountField& field : other_counts) {
            const CountColumns found{at(field.name), at(field.low), at(field.high), field.field};
            if (found.best != HeaderColumns::none || found.low != HeaderColumns::none ||
                found.high != HeaderColumns::none)
                others_.push_back(found);
        }
    }

    Refusal read(const DelimitedRow& row, DelimitedBatch& batch, Record& record) override
    {
        if (const Refusal refusal = put_place(row, batch, record))
            return refusal;
        put_id(row, batch, record);
        put_time(row, record);
        const bool kind_is_known = put_kind(row, record);
        record.killed = count(row, killed_);
        put_other_counts(row, batch, record);
        record.victims = text(row, victims_);
        put_parties(row, record);
        put_source(row, batch, record);
        record.title = text(row, title_);
        if (record.title.empty() && !kind_is_known)
            record.title = title_of_kind(text(row, type_), batch, record.place);
        record.quotation = text(row, notes_column_);
        return {};
    }

    void add_issues(const std::string& source, Issues& issues) const override
    {
        DatasetRows::add_issues(source, issues);
        if (without_id_ > 0)
            issues.push_back(
                {Issue::Weight::note, source, 0,
                 counted(without_id_, " row has no id: it is known by its text, and equal rows count once",
                         " rows have no id: they are known by their text, and equal rows count once")});
        if (assumed_precision_ > 0)
            issues.push_back({Issue::Weight::note, source, 0,
                              "no column says how exactly the places are known: " +
                                  counted(assumed_precision_, " was", " were") +
                                  " taken as locality (5 km)"});
        if (without_place_ > 0)
            issues.push_back({Issue::Weight::note, source, 0,
                              counted(without_place_, " row has no coordinates and is not placed",
                                      " rows have no coordinates and are not placed")});
    }

private:
    [[nodiscard]] std::size_t at(std::string_view field) const
    {
        const auto found = columns_.find(field);
        return found == columns_.end() ? HeaderColumns::none : found->second;
    }

    static std::string_view text(const DelimitedRow& row, std::size_t column)
    {
        return without_apostrophe(trimmed_cell(row.cell(column)));
    }

    void put_id(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        record.id = text(row, id_);
        if (!record.id.empty())
            return;
        ++without_id_;
        record.id = batch.keep("row-" + sha256(record.raw).substr(0, 20));
    }

    /// With a point or a comma before the decimals.
    static std::string_view degrees(std::string_view cell, DelimitedBatch& batch)
    {
        if (cell.find(',') == std::string_view::npos || cell.find('.') != std::string_view::npos)
            return cell;
        std::string number{cell};
        std::replace(number.begin(), number.end(), ',', '.');
        return batch.keep(number);
    }

    Refusal put_place(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        const Refusal refusal =
            put_position(record, degrees(text(row, lon_), batch), degrees(text(row, lat_), batch));
        if (refusal)
            return refusal;
        record.place = text(row, place_);
        record.admin1 = text(row, admin1_);
        record.country = countries_.of(text(row, country_), country_named);
        if (!record.point) {
            ++without_place_;
            return {};
        }
        record.precision = precision(row);
        if (const auto radius = decimal_in(text(row, radius_)); radius && *radius > 0 && *radius < 2e6)
            record.radius_m = *radius;
        return {};
    }

    PlacePrecision precision(const DelimitedRow& row)
    {
        const std::string_view cell = text(row, precision_);
        if (cell.empty()) {
            ++assumed_precision_;
            return PlacePrecision::locality;
        }
        const auto known = precisions_.of(cell, [&](std::string_view name) {
            const auto named = place_precision_named(name);
            const int code = static_cast<int>(integer_in(name).value_or(0));
            return named ? named : ucdp_ ? from_ucdp(code) : from_acled(code);
        });
        if (!known)
            notes_.count("the place precision is not known; taken as province", row, cell);
        return known.value_or(PlacePrecision::province);
    }

    void put_time(const DelimitedRow& row, Record& record)
    {
        const std::string_view first_cell = text(row, date_), last_cell = text(row, end_);
        const auto whole = intervals_.of(first_cell, loose_interval);
        const auto last = days_.of(last_cell, loose_day);
        if (!first_cell.empty() && !whole)
            notes_.count("the date is not read as a day; write it as 2024-07-17. The day stays unknown", row,
                         first_cell);
        if (!last_cell.empty() && !last)
            notes_.count("the last day is not read as one; write it as 2024-07-17", row, last_cell);
        const bool says_all = whole && (!last || whole->last() == last);
        record.interval = says_all ? *whole : interval_from(whole ? whole->first() : std::nullopt, last);
        record.said_on = days_.of(text(row, published_), loose_day);
    }

    /// One who is named as having done it to somebody, or alone, is accused by the table, unless that is an
    /// export of ours which says that nobody is.
    void put_parties(const DelimitedRow& row, Record& record)
    {
        record.side_a = text(row, actor_);
        record.roles = record.side_a.empty() ? PartyRole::opponents : PartyRole::perpetrator;
        if (attribution_named(text(row, attribution_)) != Attribution::unattributed)
            return;
        record.roles = PartyRole::opponents;
        const auto parties = parties_in(record.side_a);
        if (parties.size() == 2) {
            record.side_a = parties[0];
            record.side_b = parties[1];
        }
    }

    void put_source(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        record.source = text(row, source_);
        if (!is_own_sources(record.source))
            return;
        record.source = {};
        const auto own = OwnClaims::parse(text(row, claims_));
        const auto* said = own ? own->of(ClaimField::killed) : nullptr;
        if (said == nullptr)
            return;
        record.source = batch.keep(said->speaker);
        if (!record.said_on)
            record.said_on = said->said_on;
    }

    /// False where the table says a kind in words that are not known.
    bool put_kind(const DelimitedRow& row, Record& record)
    {
        const std::string_view cell = text(row, type_);
        record.type_given = !cell.empty();
        if (cell.empty())
            return true;
        const auto named = kinds_.of(cell, sub_type_in);
        if (named)
            record.sub_type = named->sub_type;
        else
            notes_.count("the type is not known; taken as other", row, cell);
        return named.has_value();
    }

    /// "Gefecht, Zliten": what the table calls it, as "Other" says nothing.
    static std::string_view title_of_kind(std::string_view kind, DelimitedBatch& batch,
                                          std::string_view place)
    {
        std::string title{kind};
        if (!place.empty())
            title.append(", ").append(place);
        return batch.keep(title);
    }

    std::optional<Quantity> quantity(const DelimitedRow& row, std::size_t column)
    {
        const std::string_view cell = text(row, column);
        if (cell.empty())
            return std::nullopt;
        if (const auto number = integer_in(cell); number && *number >= 0)
            return Quantity::exactly(*number);
        const auto loose = loose_quantity(cell);
        if (!loose && !says_nothing(cell))
            notes_.count("a count is not read as one; left out", row, cell);
        return loose;
    }

    GivenCount count(const DelimitedRow& row, const CountColumns& columns)
    {
        const auto best = quantity(row, columns.best), low = quantity(row, columns.low),
                   high = quantity(row, columns.high);
        if (!low && !high) {
            if (!best)
                return {};
            if (best->low() == best->best() && best->best() == best->high())
                return {GivenCount::absent, clamped(best->best()), GivenCount::absent};
            return {clamped(best->low()), clamped(best->best()), clamped(best->high())};
        }
        return {clamped(low ? low->low() : std::nullopt), clamped(best ? best->best() : std::nullopt),
                clamped(high ? high->high() : std::nullopt)};
    }

    void put_other_counts(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        found_.clear();
        for (const CountColumns& columns : others_)
            if (const GivenCount given = count(row, columns); given.is_given())
                found_.push_back({columns.field, given});
        record.other_counts = batch.keep_all(std::span<const Record::OtherCount>{found_});
    }

    EventColumns columns_;
    bool ucdp_;
    std::size_t id_, date_, end_, published_, lat_, lon_, place_, precision_, radius_, country_, admin1_,
        type_, title_, actor_, attribution_, claims_, victims_, source_, notes_column_;
    CountColumns killed_;
    std::vector<CountColumns> others_;
    std::vector<Record::OtherCount> found_;
    Remembered<std::optional<Interval>> intervals_;
    Remembered<std::optional<Day>> days_;
    Remembered<std::string_view> countries_;
    Remembered<std::optional<PlacePrecision>> precisions_;
    Remembered<std::optional<NamedSubType>> kinds_;
    std::size_t without_id_ = 0, assumed_precision_ = 0, without_place_ = 0;
};

/// A tag with all of its attributes that matter, "#affected+killed"; others may stand beside them.
struct HxlTag {
    std::string_view tag;
    std::array<std::string_view, 2> attributes; ///< all of these
    std::string_view field;
};

// The first that fits a column decides, and a field takes the first column that fits it; so the narrower come
// first. From the HXL hashtag dictionary 1.1.
constexpr std::array<HxlTag, 53> hxl_tags{{
    {"#date", {"end", ""}, "end"},
    {"#date", {"reported", ""}, "published"},
    {"#date", {"published", ""}, "published"},
    {"#date", {"start", ""}, "date"},
    {"#date", {"occurred", ""}, "date"},
    {"#date", {"", ""}, "date"},
    {"#geo", {"lat", ""}, "lat"},
    {"#geo", {"lon", ""}, "lon"},
    {"#geo", {"precision", ""}, "place_precision"},
    {"#country", {"code", ""}, "country"},
    {"#country", {"", ""}, "country"},
    {"#adm1", {"name", ""}, "admin1"},
    {"#adm1", {"", ""}, "admin1"},
    {"#loc", {"name", ""}, "place"},
    {"#loc", {"", ""}, "place"},
    {"#event", {"id", ""}, "id"},
    {"#meta", {"id", ""}, "id"},
    {"#event", {"sub_type", ""}, "type"},
    {"#event", {"subtype", ""}, "type"},
    {"#event", {"type", ""}, "type"},
    {"#event", {"name", ""}, "title"},
    {"#event", {"description", ""}, "notes"},
    {"#event", {"", ""}, "type"},
    {"#cause", {"type", ""}, "type"},
    {"#crisis", {"type", ""}, "type"},
    {"#affected", {"killed", "min"}, "killed_low"},
    {"#affected", {"killed", "max"}, "killed_high"},
    {"#affected", {"killed", ""}, "killed"},
    {"#affected", {"injured", "min"}, "injured_low"},
    {"#affected", {"injured", "max"}, "injured_high"},
    {"#affected", {"injured", ""}, "injured"},
    {"#affected", {"missing", ""}, "missing"},
    {"#affected", {"abducted", ""}, "abducted"},
    {"#affected", {"kidnapped", ""}, "abducted"},
    {"#affected", {"detained", ""}, "detained"},
    {"#affected", {"displaced", ""}, "displaced"},
    {"#affected", {"idps", ""}, "displaced"},
    {"#affected", {"rescued", ""}, "rescued"},
    {"#group", {"perpetrator", ""}, "actor"},
    {"#actor", {"", ""}, "actor"},
    {"#group", {"name", ""}, "actor"},
    {"#beneficiary", {"", ""}, "victims"},
    {"#targeted", {"", ""}, "victims"},
    {"#meta", {"source", ""}, "source"},
    {"#meta", {"description", ""}, "notes"},
    {"#meta", {"notes", ""}, "notes"},
    {"#source", {"", ""}, "source"},
    {"#description", {"", ""}, "notes"},
    {"#title", {"", ""}, "title"},
    {"#killed", {"", ""}, "killed"},
    {"#injured", {"", ""}, "injured"},
    {"#lat_deg", {"", ""}, "lat"},
    {"#lon_deg", {"", ""}, "lon"},
}};

std::string without_spaces(std::string_view text)
{
    std::string result;
    for (const char c : text)
        if (c != ' ' && c != '\t')
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

bool has_attribute(std::string_view tag, std::string_view attribute)
{
    for (std::size_t at = tag.find('+'); at != std::string_view::npos; at = tag.find('+', at + 1)) {
        const std::string_view one = tag.substr(at + 1, tag.find('+', at + 1) - at - 1);
        if (one == attribute)
            return true;
    }
    return false;
}

} // namespace

std::unique_ptr<DatasetRows> table_rows(EventColumns columns, PrecisionScale scale)
{
    return std::make_unique<TableRows>(std::move(columns), scale);
}

EventColumns hxl_columns(const std::vector<std::string>& tags)
{
    EventColumns columns;
    std::vector<std::string> plain;
    for (const std::string& tag : tags)
        plain.push_back(without_spaces(tag));
    std::vector<bool> taken(tags.size());
    for (const HxlTag& known : hxl_tags) {
        for (std::size_t i = 0; i < plain.size() && !columns.contains(known.field); ++i) {
            const std::string_view tag = plain[i];
            const bool fits = tag.substr(0, tag.find('+')) == known.tag &&
                              std::all_of(known.attributes.begin(), known.attributes.end(), [&](auto name) {
                                  return name.empty() || has_attribute(tag, name);
                              });
            if (fits && !taken[i]) {
                columns[known.field] = i;
                taken[i] = true;
            }
        }
    }
    return columns;
}

bool is_hxl_row(const DelimitedRow& row)
{
    std::size_t tags = 0, given = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string_view cell = trimmed_cell(row.cell(i));
        if (cell.empty())
            continue;
        ++given;
        const char second = cell.size() > 1 ? cell[1] : ' ';
        const bool letter = (second >= 'a' && second <= 'z') || (second >= 'A' && second <= 'Z');
        tags += cell.front() == '#' && letter ? 1U : 0U;
    }
    return tags > 0 && 2 * tags > given;
}

} // namespace sitmap
