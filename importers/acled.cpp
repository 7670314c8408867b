#include "importers/acled.hpp"

#include "importers/cells.hpp"
#include "importers/country_codes.hpp"
#include "importers/event_words.hpp"
#include "importers/remembered.hpp"

#include <array>

namespace sitmap {

namespace {

struct OldName {
    std::string_view name;
    SubEventType sub_type;
};

/// Event types before 2019, when there were no sub-types, and sub-types that were renamed.
constexpr std::array<OldName, 14> old_names{{
    {"Battle-No change of territory", SubEventType::armed_clash},
    {"Battle-Government regains territory", SubEventType::government_regains_territory},
    {"Battle-Non-state actor overtakes territory", SubEventType::non_state_actor_overtakes_territory},
    {"Remote violence", SubEventType::shelling_artillery_missile},
    {"Riots/Protests", SubEventType::peaceful_protest},
    {"Strategic development", SubEventType::other},
    {"Non-violent activity by a conflict actor", SubEventType::change_to_group_activity},
    {"Headquarters or base establishment", SubEventType::headquarters_or_base_established},
    {"Non-violent transfer of territory", SubEventType::non_violent_transfer_of_territory},
    {"Violence against civilians", SubEventType::attack},
    {"Aerial bombardment/Drone strike", SubEventType::air_drone_strike},
    {"Peaceful demonstration", SubEventType::peaceful_protest},
    {"Mob violence/vigilante", SubEventType::mob_violence},
    {"Suicide bombing", SubEventType::suicide_bomb},
}};

struct Kind {
    SubEventType sub_type = SubEventType::other;
    bool exact = false, known = false;
};

Kind kind_named(std::string_view name)
{
    if (const auto sub_type = sub_event_type_named(name))
        return {*sub_type, true, true};
    for (const OldName& old : old_names)
        if (old.name == name)
            return {old.sub_type, false, true};
    if (const auto in_words = sub_type_in(name))
        return {in_words->sub_type, false, true};
    return {};
}

bool is_civilians(std::string_view inter, std::string_view actor)
{
    inter = trimmed_cell(inter);
    if (!inter.empty())
        return inter == "7" || inter.starts_with("Civilian") || inter.starts_with("civilian");
    return actor.starts_with("Civilians");
}

class AcledRows : public DatasetRows {
public:
    explicit AcledRows(const HeaderColumns& columns)
        : id_{columns.require("ACLED", {"event_id_cnty", "data_id", "event_id_no_cnty"})},
          date_{columns.require("ACLED", {"event_date"})},
          time_precision_{columns.find({"time_precision"})},
          event_type_{columns.require("ACLED", {"event_type"})},
          sub_event_type_{columns.find({"sub_event_type"})},
          actor1_{columns.find({"actor1"})},
          assoc1_{columns.find({"assoc_actor_1", "ally_actor_1"})},
          inter1_{columns.find({"inter1"})},
          actor2_{columns.find({"actor2"})},
          assoc2_{columns.find({"assoc_actor_2", "ally_actor_2"})},
          inter2_{columns.find({"inter2"})},
          iso_{columns.find({"iso"})},
          country_{columns.find({"country"})},
          admin1_{columns.find({"admin1"})},
          location_{columns.find({"location"})},
          lat_{columns.require("ACLED", {"latitude"})},
          lon_{columns.require("ACLED", {"longitude"})},
          geo_precision_{columns.find({"geo_precision"})},
          source_{columns.find({"source"})},
          notes_column_{columns.find({"notes"})},
          fatalities_{columns.find({"fatalities"})},
          timestamp_{columns.find({"timestamp"})}
    {}

    Refusal read(const DelimitedRow& row, DelimitedBatch& batch, Record& record) override
    {
        record.id = trimmed_cell(row.cell(id_));
        if (record.id.empty())
            return {"event_id_cnty is empty", {}};
        if (const Refusal refusal = put_position(record, row.cell(lon_), row.cell(lat_)))
            return refusal;
        if (const Refusal refusal = put_time(row, record))
            return refusal;
        put_kind(row, record);
        put_place(row, record);
        put_parties(row, batch, record);
        record.killed.best = count_in(row.cell(fatalities_), "fatalities is no count; left out", row, notes_);
        record.source = trimmed_cell(row.cell(source_));
        record.quotation = row.cell(notes_column_);
        return {};
    }

private:
    Refusal put_time(const DelimitedRow& row, Record& record)
    {
        const std::string_view cell = trimmed_cell(row.cell(date_));
        const auto day =
            cell.size() == 10 ? day_in(cell) : days_.of(cell, [](auto text) { return day_in(text); });
        if (!day)
            return {"event_date is no day", cell};
        const std::string_view precision = trimmed_cell(row.cell(time_precision_));
        if (precision == "1" || precision.empty()) {
            record.interval = Interval::on(*day);
        } else if (precision == "2") { // the week is not told, and the day stands in it
            record.interval = Interval::within(*day - std::chrono::days{3}, *day + std::chrono::days{3},
                                               TimePrecision::week);
        } else {
            const std::chrono::year_month_day date{*day};
            record.interval = Interval::month(date.year() / date.month());
            if (precision != "3")
                notes_.count("time_precision is none of 1 to 3; taken as the month", row, precision);
        }
        if (const auto seconds = integer_in(row.cell(timestamp_)); seconds && *seconds > 0) {
            constexpr std::int64_t seconds_a_day = 86400, last_day = 200'000; // in the year 2517
            if (*seconds / seconds_a_day < last_day)
                record.said_on = Day{std::chrono::days{*seconds / seconds_a_day}};
        }
        return {};
    }

    void put_kind(const DelimitedRow& row, Record& record)
    {
        const std::string_view sub_type = trimmed_cell(row.cell(sub_event_type_));
        const std::string_view type = trimmed_cell(row.cell(event_type_));
        Kind kind;
        if (!sub_type.empty())
            kind = kinds_.of(sub_type, kind_named);
        if (!kind.known)
            kind = kinds_.of(type, kind_named);
        record.sub_type = kind.sub_type;
        record.type_given = kind.known;
        if (!kind.known)
            notes_.count("neither sub_event_type nor event_type is known; taken as other", row, type);
        else if (!kind.exact)
            notes_.count("the sub-type is of an older list or missing; the nearest was taken", row,
                         sub_type.empty() ? type : sub_type);
    }

    void put_place(const DelimitedRow& row, Record& record)
    {
        record.country = countries_by_number_.of(trimmed_cell(row.cell(iso_)), [](std::string_view iso) {
            return country_of_iso_number(static_cast<int>(integer_in(iso).value_or(0)));
        });
        if (record.country.empty())
            record.country = countries_by_name_.of(trimmed_cell(row.cell(country_)), country_named);
        record.admin1 = trimmed_cell(row.cell(admin1_));
        record.place = trimmed_cell(row.cell(location_));
        const std::string_view code = trimmed_cell(row.cell(geo_precision_));
        record.precision = code == "1"   ? PlacePrecision::locality
                           : code == "2" ? PlacePrecision::near
                                         : PlacePrecision::province;
        if (record.precision != PlacePrecision::province)
            return;
        if (code != "3")
            notes_.count("geo_precision is none of 1 to 3; taken as province", row, code);
        if (!record.admin1.empty())
            record.place = record.admin1; // the location is the capital, where it was not
        else if (!record.country.empty() &&
                 countries_by_name_.of(record.place, country_named) == record.country)
            record.precision = PlacePrecision::country; // ACLED has no code for it; our exports write 3
    }

    void put_parties(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        std::string_view a = party(row, actor1_, assoc1_), b = party(row, actor2_, assoc2_);
        const bool a_civilians = is_civilians(row.cell(inter1_), a);
        const bool b_civilians = is_civilians(row.cell(inter2_), b) && !b.empty();
        if (a_civilians == b_civilians) { // none of them or, among themselves, both
            record.side_a = a;
            record.side_b = b;
            return;
        }
        record.side_a = a_civilians ? b : a;
        record.victims = a_civilians ? a : b;
        const std::string_view who = trimmed_cell(row.cell(a_civilians ? assoc1_ : assoc2_));
        if (!who.empty() && who != record.victims) {
            joined_.assign(record.victims).append("; ").append(who);
            record.victims = batch.keep(joined_);
        }
        const bool told = !record.side_a.empty() && !record.side_a.starts_with("Unidentified");
        if (type_of(record.sub_type) == EventType::violence_against_civilians && told)
            record.roles = PartyRole::perpetrator;
    }

    static std::string_view party(const DelimitedRow& row, std::size_t actor, std::size_t associated)
    {
        const std::string_view name = trimmed_cell(row.cell(actor));
        return name.empty() ? trimmed_cell(row.cell(associated)) : name;
    }

    std::size_t id_, date_, time_precision_, event_type_, sub_event_type_, actor1_, assoc1_, inter1_, actor2_,
        assoc2_, inter2_, iso_, country_, admin1_, location_, lat_, lon_, geo_precision_, source_,
        notes_column_, fatalities_, timestamp_;
    Remembered<Kind> kinds_;
    Remembered<std::optional<Day>> days_;
    Remembered<std::string_view> countries_by_number_, countries_by_name_;
    std::string joined_;
};

} // namespace

bool is_acled(const HeaderColumns& columns)
{
    const auto has = [&](std::string_view name) { return columns.find({name}) != HeaderColumns::none; };
    const bool dated = has("event_date") && has("event_type") && has("latitude") && has("longitude");
    return dated && (has("event_id_cnty") || has("data_id") || has("event_id_no_cnty")) &&
           (has("actor1") || has("geo_precision") || has("sub_event_type"));
}

std::unique_ptr<DatasetRows> acled_rows(const HeaderColumns& columns)
{
    return std::make_unique<AcledRows>(columns);
}

} // namespace sitmap
