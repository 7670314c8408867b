#include "engine/profile_columns.hpp"

#include "engine/features.hpp"
#include "engine/names.hpp"
#include "geodata/coordinate_text.hpp"

namespace sitmap {

namespace {

std::int64_t span_days(const Interval& interval)
{
    return interval.first() && interval.last() ? (*interval.last() - *interval.first()).count() : -1;
}

template <class Told>
std::optional<std::int64_t> fatalities(const Told& t)
{
    if (!t.killed())
        return std::nullopt;
    return t.killed()->best()  ? t.killed()->best()
           : t.killed()->low() ? t.killed()->low()
                               : t.killed()->high();
}

/// ACLED codebook: 1 a day, 2 a week, 3 a month.
template <class Told>
std::optional<std::int64_t> acled_time(const Told& t)
{
    if (t.interval.precision() == TimePrecision::day)
        return 1;
    const std::int64_t days = span_days(t.interval);
    if (days < 0)
        return std::nullopt;
    return days < 7 ? 2 : 3;
}

/// UCDP GED codebook: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year.
template <class Told>
std::optional<std::int64_t> ucdp_time(const Told& t)
{
    const std::int64_t days = t.interval.precision() == TimePrecision::day ? 0 : span_days(t.interval);
    if (days < 0)
        return std::nullopt;
    return days == 0 ? 1 : days < 6 ? 2 : days < 7 ? 3 : days < 31 ? 4 : 5;
}

/// ACLED codebook: 1 a town, 2 near one, 3 a larger region; the vaguest stands for what it has no code for
/// too.
template <class Told>
std::optional<std::int64_t> acled_place(const Told& t)
{
    if (!t.point || t.precision == PlacePrecision::unknown)
        return std::nullopt;
    const int code = acled_code(t.precision);
    return code == 0 ? 3 : code;
}

std::optional<std::int64_t> code_if(int code)
{
    return code == 0 ? std::nullopt : std::optional<std::int64_t>{code};
}

// No more exactly than the shape.
template <class Told>
FlatValue lon(const Told& t)
{
    return t.point ? FlatValue{rounded(t.point->lon, digits_for(t.precision))} : FlatValue{};
}

template <class Told>
FlatValue lat(const Told& t)
{
    return t.point ? FlatValue{rounded(t.point->lat, digits_for(t.precision))} : FlatValue{};
}

template <class Told, std::size_t field>
FlatValue low(const Told& t)
{
    return t.counts[field] ? FlatValue{t.counts[field]->low()} : FlatValue{};
}

template <class Told, std::size_t field>
FlatValue best(const Told& t)
{
    return t.counts[field] ? FlatValue{t.counts[field]->best()} : FlatValue{};
}

template <class Told, std::size_t field>
FlatValue high(const Told& t)
{
    return t.counts[field] ? FlatValue{t.counts[field]->high()} : FlatValue{};
}

} // namespace

std::span<const ExportRows::Column> ExportRows::columns_of(Profile profile)
{
    using T = Told;
    using F = FieldType;
#define TEXT(member) [](const T& t) { return FlatValue::text_or_null(t.member); }
#define COUNT(name, at)                                                                                      \
    {name "_low", "", F::integer, low<T, at>, (at) > 0},                                                     \
        {name "_best", "", F::integer, best<T, at>, (at) > 0},                                               \
    {                                                                                                        \
        name "_high", "", F::integer, high<T, at>, (at) > 0                                                  \
    }
    static const Column id{"id", "#event+id", F::integer, [](const T& t) { return FlatValue{t.id}; }};
    static const Column event_type{"event_type", "#event+type", F::text, [](const T& t) {
                                       return FlatValue{sitmap::name_of(type_of(t.sub_type))};
                                   }};
    static const Column sub_event_type{"sub_event_type", "#event+subtype", F::text,
                                       [](const T& t) { return FlatValue{sitmap::name_of(t.sub_type)}; }};
    static const Column precision{"place_precision", "#geo+precision", F::text,
                                  [](const T& t) { return FlatValue{sitmap::name_of(t.precision)}; }};
    static const Column date_precision{"date_precision", "#date+precision", F::text, [](const T& t) {
                                           return FlatValue{sitmap::name_of(t.interval.precision())};
                                       }};
    static const Column attribution{"attribution", "#event+attribution", F::text,
                                    [](const T& t) { return FlatValue{sitmap::name_of(t.attribution)}; }};
    static const Column radius{"radius_m", "#geo+radius", F::real, [](const T& t) {
                                   return t.radius_m > 0 ? FlatValue{t.radius_m} : FlatValue{};
                               }};
    static const std::vector<Column> of_sitmap{
        id,
        {"title", "", F::text, TEXT(title)},
        event_type,
        sub_event_type,
        {"date_start", "", F::text, TEXT(first)},
        {"date_end", "", F::text, TEXT(last)},
        {"date_edtf", "", F::text, TEXT(edtf)},
        date_precision,
        {"place", "", F::text, TEXT(place)},
        {"toponym", "", F::text, TEXT(toponym)},
        precision,
        radius,
        {"country", "", F::text, TEXT(country)},
        {"admin1", "", F::text, TEXT(admin1)},
        COUNT("killed", 0),
        COUNT("injured", 1),
        COUNT("missing", 2),
        COUNT("abducted", 3),
        COUNT("detained", 4),
        COUNT("displaced", 5),
        COUNT("rescued", 6),
        COUNT("intercepted", 7),
        attribution,
        {"accused", "", F::text, TEXT(accused)},
        {"accusers", "", F::text, TEXT(accusers)},
        {"victims", "", F::text, TEXT(victims)},
        {"documents", "", F::integer, [](const T& t) { return FlatValue{t.documents}; }},
        {"claims", "", F::text, [](const T& t) { return FlatValue::of_json(t.claims); }},
        {"sources", "", F::text, [](const T& t) { return FlatValue::of_json(t.sources); }},
    };
    static const std::vector<Column> of_acled{
        {"event_id_cnty", "", F::text, TEXT(source_id)},
        {"event_date", "", F::text, TEXT(first)},
        {"year", "", F::integer, [](const T& t) { return FlatValue{t.year()}; }},
        {"time_precision", "", F::integer, [](const T& t) { return FlatValue{acled_time(t)}; }},
        event_type,
        sub_event_type,
        {"actor1", "", F::text, TEXT(side_a)},
        {"actor2", "", F::text, TEXT(side_b)},
        {"country", "", F::text, TEXT(country)},
        {"admin1", "", F::text, TEXT(admin1)},
        {"location", "", F::text, TEXT(place)},
        {"latitude", "", F::real, lat<T>},
        {"longitude", "", F::real, lon<T>},
        {"geo_precision", "", F::integer, [](const T& t) { return FlatValue{acled_place(t)}; }},
        {"source", "", F::text, TEXT(source)},
        {"notes", "", F::text, TEXT(quotation)},
        {"fatalities", "", F::integer, [](const T& t) { return FlatValue{fatalities(t)}; }},
    };
    static const std::vector<Column> of_ucdp{
        {"id", "", F::integer, [](const T& t) { return FlatValue{t.id}; }},
        {"relid", "", F::text, TEXT(source_id)},
        {"year", "", F::integer, [](const T& t) { return FlatValue{t.year()}; }},
        {"type_of_violence", "", F::integer,
         [](const T& t) { return t.one_sided ? FlatValue{std::int64_t{3}} : FlatValue{}; }},
        {"side_a", "", F::text, TEXT(side_a)},
        {"side_b", "", F::text, TEXT(side_b)},
        {"source_article", "", F::text, TEXT(source)},
        {"source_headline", "", F::text, TEXT(quotation)},
        {"where_prec", "", F::integer, [](const T& t) { return FlatValue{code_if(ucdp_code(t.precision))}; }},
        {"where_coordinates", "", F::text, TEXT(place)},
        {"adm_1", "", F::text, TEXT(admin1)},
        {"latitude", "", F::real, lat<T>},
        {"longitude", "", F::real, lon<T>},
        {"country", "", F::text, TEXT(country)},
        {"date_prec", "", F::integer, [](const T& t) { return FlatValue{ucdp_time(t)}; }},
        {"date_start", "", F::text, TEXT(first)},
        {"date_end", "", F::text, TEXT(last)},
        {"best", "", F::integer, best<T, 0>},
        {"high", "", F::integer, high<T, 0>},
        {"low", "", F::integer, low<T, 0>},
    };
    static const std::vector<Column> of_timemap{
        {"id", "", F::integer, [](const T& t) { return FlatValue{t.id}; }},
        {"title", "", F::text, TEXT(title)},
        {"date", "", F::text, TEXT(first_us)},
        {"time", "", F::text, [](const T&) { return FlatValue{std::string_view{""}}; }},
        {"time_precision", "", F::text, TEXT(edtf)},
        {"latitude", "", F::text, TEXT(lat)},
        {"longitude", "", F::text, TEXT(lon)},
        {"location", "", F::text, TEXT(place)},
        {"location_precision", "", F::text, precision.value},
        {"description", "", F::text, TEXT(quotation)},
        {"category", "", F::text, event_type.value},
        {"associations", "", F::text, [](const T&) { return FlatValue::of_json("[]"); }},
        {"sources", "", F::text, [](const T& t) { return FlatValue::of_json(t.link); }},
    };
    static const std::vector<Column> of_hxl{
        id,
        {"title", "#description+title", F::text, TEXT(title)},
        event_type,
        sub_event_type,
        {"date_start", "#date+start", F::text, TEXT(first)},
        {"date_end", "#date+end", F::text, TEXT(last)},
        date_precision,
        {"place", "#loc+name", F::text, TEXT(place)},
        {"latitude", "#geo+lat", F::real, lat<T>},
        {"longitude", "#geo+lon", F::real, lon<T>},
        precision,
        radius,
        {"country", "#country+code+v_iso3", F::text, TEXT(country)},
        {"admin1", "#adm1+name", F::text, TEXT(admin1)},
        {"killed_low", "#affected+killed+min", F::integer, low<T, 0>},
        {"killed_best", "#affected+killed", F::integer, best<T, 0>},
        {"killed_high", "#affected+killed+max", F::integer, high<T, 0>},
        {"injured_best", "#affected+injured", F::integer, best<T, 1>},
        {"displaced_best", "#affected+displaced", F::integer, best<T, 5>},
        attribution,
        {"accused", "#org+accused", F::text, TEXT(accused)},
        {"victims", "#affected+group", F::text, TEXT(victims)},
        {"source", "#meta+source", F::text, TEXT(source)},
        {"licence", "#meta+licence", F::text, TEXT(licence)},
        {"quotation", "#description+quotation", F::text, TEXT(quotation)},
    };
#undef COUNT
#undef TEXT
    const std::array<const std::vector<Column>*, 5> all{&of_sitmap, &of_acled, &of_ucdp, &of_timemap,
                                                        &of_hxl};
    return *all[static_cast<std::size_t>(profile)];
}

} // namespace sitmap
