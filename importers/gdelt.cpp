#include "importers/gdelt.hpp"

#include "engine/quick_hash.hpp"
#include "importers/cells.hpp"
#include "importers/country_codes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sitmap {

namespace {

constexpr std::size_t columns_2 = 61, columns_1 = 58, columns_1_early = 57; // without SOURCEURL

/// The first letters of a CAMEO code, longest first where one begins another.
struct CameoKind {
    std::string_view code;
    SubEventType sub_type;
};
constexpr std::array<CameoKind, 32> cameo_kinds{{
    {"057", SubEventType::agreement},
    {"087", SubEventType::agreement},
    {"145", SubEventType::violent_demonstration},
    {"14", SubEventType::peaceful_protest},
    {"171", SubEventType::looting_property_destruction},
    {"173", SubEventType::arrests},
    {"175", SubEventType::attack},
    {"172", SubEventType::other}, // restrictions, curfew, state of emergency
    {"174", SubEventType::other}, // deportation of single persons
    {"170", SubEventType::other},
    {"181", SubEventType::abduction_forced_disappearance},
    {"1821", SubEventType::sexual_violence},
    {"182", SubEventType::attack},
    {"1831", SubEventType::suicide_bomb},
    {"183", SubEventType::remote_explosive_landmine_ied},
    {"180", SubEventType::attack},
    {"184", SubEventType::attack},
    {"185", SubEventType::attack},
    {"186", SubEventType::attack},
    {"190", SubEventType::armed_clash},
    {"191", SubEventType::other}, // blockade
    {"192", SubEventType::non_state_actor_overtakes_territory},
    {"193", SubEventType::armed_clash},
    {"194", SubEventType::shelling_artillery_missile},
    {"195", SubEventType::air_drone_strike},
    {"196", SubEventType::armed_clash},
    {"200", SubEventType::attack},
    {"201", SubEventType::forced_displacement},
    {"202", SubEventType::attack},
    {"203", SubEventType::attack},
    {"2041", SubEventType::chemical_weapon},
    {"204", SubEventType::other},
}};

/// Where the columns of one version stand.
struct Layout {
    static constexpr std::size_t id = 0, day = 1, actor1_code = 5, actor1_name = 6, actor1_type = 12,
                                 actor2_code = 15, actor2_name = 16, actor2_type = 22, is_root = 25,
                                 event_code = 26, root_code = 28, sources = 32;
    std::size_t geo_type, full_name, fips, lat, lon, added, url;
};
constexpr Layout layout_2{51, 52, 53, 56, 57, 59, 60};
constexpr Layout layout_1{49, 50, 51, 53, 54, 56, 57};

/// Numbers that were seen, in open addressing; 0 is none.
class SeenNumbers {
public:
    [[nodiscard]] bool contains(std::uint64_t number) const
    {
        for (std::size_t at = number & mask();; at = (at + 1) & mask()) {
            if (slots_[at] == number)
                return true;
            if (slots_[at] == 0)
                return false;
        }
    }

    void insert(std::uint64_t number)
    {
        if (2 * ++count_ > slots_.size())
            grow();
        put(number);
    }

private:
    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }

    void put(std::uint64_t number)
    {
        std::size_t at = number & mask();
        while (slots_[at] != 0)
            at = (at + 1) & mask();
        slots_[at] = number;
    }

    void grow()
    {
        std::vector<std::uint64_t> old(2 * slots_.size());
        old.swap(slots_);
        for (const std::uint64_t number : old)
            if (number != 0)
                put(number);
    }

    std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024);
    std::size_t count_ = 0;
};

bool is_of_state(std::string_view type)
{
    return type == "GOV" || type == "MIL" || type == "COP" || type == "SPY";
}

/// "Tajura, Tarabulus, Libya" falls into place and division; the country has a code.
struct PlaceName {
    std::string_view place, admin1;
};

PlaceName parts_of(std::string_view full_name)
{
    const std::size_t first = full_name.find(',');
    if (first == std::string_view::npos)
        return {full_name, {}};
    const std::size_t second = full_name.find(',', first + 1);
    return {full_name.substr(0, first), second == std::string_view::npos
                                            ? std::string_view{}
                                            : trimmed_cell(full_name.substr(first + 1, second - first - 1))};
}

std::string_view host_of(std::string_view url)
{
    if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
    else
        return url;
    if (url.starts_with("www."))
        url.remove_prefix(4);
    return url.substr(0, url.find_first_of("/:?#"));
}

class GdeltRows : public DatasetRows {
public:
    GdeltRows(std::size_t columns, GdeltGuards guards)
        : layout_{columns >= columns_2 ? layout_2 : layout_1}, guarded_{guards == GdeltGuards::on}
    {}

    Refusal read(const DelimitedRow& row, DelimitedBatch& batch, Record& record) override
    {
        record.id = row.cell(Layout::id);
        const auto day = day_in_digits(row.cell(Layout::day));
        if (record.id.empty())
            return {"GLOBALEVENTID is empty", {}};
        if (!day)
            return {"SQLDATE is no day", row.cell(Layout::day)};
        const bool state = is_of_state(row.cell(Layout::actor1_type));
        const auto sub_type = sub_type_of_cameo(row.cell(Layout::event_code), state);
        if (const Refusal refusal = guarded_ ? doubt(row, sub_type) : Refusal{})
            return refusal;
        record.sub_type = sub_type.value_or(SubEventType::other);
        record.type_given = sub_type.has_value();
        record.interval = Interval::between(*day - std::chrono::days{1}, *day);
        record.said_on = day_in_digits(row.cell(layout_.added).substr(0, 8));
        if (const Refusal refusal = put_place(row, record))
            return refusal;
        put_parties(row, record);
        record.source = host_of(row.cell(layout_.url));
        put_title(row, batch, record);
        return guarded_ ? repeated(row, record, *day) : Refusal{};
    }

    void add_issues(const std::string& source, Issues& issues) const override
    {
        DatasetRows::add_issues(source, issues);
        issues.push_back({Issue::Weight::note, source, 0,
                          "GDELT's rows are reports found by a machine, not events; SQLDATE is taken as that "
                          "day or the one before"});
    }

private:
    static Refusal doubt(const DelimitedRow& row, const std::optional<SubEventType>& sub_type)
    {
        if (row.cell(Layout::is_root) != "1")
            return {"not the root event of its article (IsRootEvent)", {}, true};
        if (integer_in(row.cell(Layout::sources)).value_or(0) < 2)
            return {"from a single source (NumSources)", {}, true};
        if (!sub_type)
            return {"no event on the ground (statements, visits, aid, postures)", {}, true};
        return {};
    }

    Refusal put_place(const DelimitedRow& row, Record& record) const
    {
        const std::string_view type = row.cell(layout_.geo_type);
        if (type.empty() || type == "0")
            return {};
        if (const Refusal refusal = put_position(record, row.cell(layout_.lon), row.cell(layout_.lat)))
            return refusal;
        const PlaceName name = parts_of(row.cell(layout_.full_name));
        record.place = name.place;
        record.admin1 = name.admin1;
        record.country = country_of_fips(row.cell(layout_.fips));
        record.precision = PlacePrecision::country;
        if (type == "3" || type == "4")
            record.precision = PlacePrecision::locality;
        if (type == "2" || type == "5") {
            record.precision = PlacePrecision::province;
            record.admin1 = name.place;
        }
        return {};
    }

    static void put_parties(const DelimitedRow& row, Record& record)
    {
        record.side_a = row.cell(Layout::actor1_name);
        const std::string_view other = row.cell(Layout::actor2_name);
        (row.cell(Layout::actor2_type) == "CVL" ? record.victims : record.side_b) = other;
    }

    void put_title(const DelimitedRow& row, DelimitedBatch& batch, Record& record)
    {
        if (record.type_given)
            return;
        title_.assign("CAMEO ").append(row.cell(Layout::event_code));
        if (!record.place.empty())
            title_.append(", ").append(record.place);
        record.title = batch.keep(title_);
    }

    /// Whether a row of this deed near this day was taken; else this one is.
    Refusal repeated(const DelimitedRow& row, const Record& record, Day day)
    {
        constexpr double cells_per_degree = 10;
        const LonLat point = record.point.value_or(LonLat{});
        key_.assign(row.cell(Layout::root_code)).append("|");
        key_.append(row.cell(Layout::actor1_code)).append("|").append(row.cell(Layout::actor2_code));
        key_.append("|").append(std::to_string(std::lround(point.lon * cells_per_degree)));
        key_.append("|").append(std::to_string(std::lround(point.lat * cells_per_degree)));
        const std::uint64_t deed = quick_hash(key_);
        const auto on = [&](int days_later) {
            const auto number =
                static_cast<std::uint64_t>(day.time_since_epoch().count() + days_later) + 1'000'000;
            const std::uint64_t hash = (deed ^ number * 0x9e3779b97f4a7c15ULL) * 0xd6e8feb86659fd93ULL;
            return (hash ^ hash >> 32) | 1U;
        };
        if (seen_.contains(on(-1)) || seen_.contains(on(0)) || seen_.contains(on(1)))
            return {"reported before: the same actors, kind and place within a day", {}, true};
        seen_.insert(on(0));
        return {};
    }

    Layout layout_;
    bool guarded_;
    SeenNumbers seen_;
    std::string key_, title_;
};

} // namespace

std::optional<SubEventType> sub_type_of_cameo(std::string_view code, bool territory_to_state)
{
    const auto found = std::find_if(cameo_kinds.begin(), cameo_kinds.end(), [&](const CameoKind& kind) {
        return !kind.code.empty() && code.starts_with(kind.code);
    });
    if (found == cameo_kinds.end())
        return std::nullopt;
    return found->code == "192" && territory_to_state ? SubEventType::government_regains_territory
                                                      : found->sub_type;
}

bool is_gdelt_header(const DelimitedRow& row)
{
    const std::string_view first = trimmed_cell(row.cell(0));
    return row.size() >= columns_1_early && (first == "GLOBALEVENTID" || first == "GlobalEventID");
}

bool is_gdelt(const DelimitedRow& row)
{
    const bool fits = row.size() == columns_2 || row.size() == columns_1 || row.size() == columns_1_early;
    if (fits && is_gdelt_header(row))
        return true;
    return fits && integer_in(row.cell(Layout::id)) && day_in_digits(row.cell(Layout::day)) &&
           integer_in(row.cell(Layout::is_root));
}

std::unique_ptr<DatasetRows> gdelt_rows(std::size_t columns, GdeltGuards guards)
{
    return std::make_unique<GdeltRows>(columns, guards);
}

} // namespace sitmap
