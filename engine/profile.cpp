#include "engine/profile.hpp"

#include "engine/features.hpp"
#include "engine/names.hpp"
#include "geodata/geojson_writer.hpp"

#include <algorithm>
#include <memory>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 5> profile_names{"sitmap", "acled", "ucdp", "timemap", "hxl"};

constexpr std::array<ClaimField, 8> count_fields{
    ClaimField::killed,   ClaimField::injured,   ClaimField::missing, ClaimField::abducted,
    ClaimField::detained, ClaimField::displaced, ClaimField::rescued, ClaimField::intercepted};

std::optional<std::size_t> place_of(ClaimField field)
{
    const auto found = std::find(count_fields.begin(), count_fields.end(), field);
    if (found == count_fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - count_fields.begin());
}

std::int64_t span_days(const Interval& interval)
{
    return interval.first() && interval.last() ? (*interval.last() - *interval.first()).count() : -1;
}

} // namespace

/// All that any profile asks for.
struct ExportRows::Told {
    IncidentId id = 0;
    std::string_view source_id, title, place, toponym, country, admin1, accused, accusers, victims, side_a,
        side_b, source, sources, quotation, licence;
    SubEventType sub_type = SubEventType::other;
    Interval interval;
    bool interval_is_told = false;
    std::string first, last, edtf, said_on; ///< as text; empty where there is none
    std::optional<LonLat> point;
    PlacePrecision precision = PlacePrecision::unknown;
    double radius_m = 0;
    std::array<std::optional<Quantity>, count_fields.size()> counts;
    Attribution attribution = Attribution::unattributed;
    bool one_sided = false;
    std::int64_t documents = 1;
    std::string claims, sources_made, title_made, accused_made, accusers_made, victims_made, link;
    std::optional<Day> said_on_day;

    // Of the last dataset's document: it is the same for millions of rows.
    const Document* of = nullptr;
    std::string dataset_sources, dataset_claim_end;

    [[nodiscard]] const std::optional<Quantity>& killed() const { return counts[0]; }
    [[nodiscard]] std::optional<std::int64_t> year() const
    {
        const auto day = interval.first() ? interval.first() : interval.last();
        if (!day)
            return std::nullopt;
        return static_cast<int>(std::chrono::year_month_day{*day}.year());
    }
};

struct ExportRows::Column {
    std::string_view name, tag;
    FieldType type;
    FlatValue (*value)(const Told&);
    bool may_be_absent = false;
};

namespace {

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
        {"geo_precision", "", F::integer,
         [](const T& t) { return FlatValue{code_if(acled_code(t.precision))}; }},
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
        {"date", "", F::text, TEXT(first)},
        {"time", "", F::text, [](const T&) { return FlatValue{std::string_view{""}}; }},
        {"time_precision", "", F::text, TEXT(edtf)},
        {"latitude", "", F::real, lat<T>},
        {"longitude", "", F::real, lon<T>},
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

std::string_view name_of(Profile profile)
{
    return name_in(profile_names, profile);
}

std::optional<Profile> profile_named(std::string_view name)
{
    return named_in<Profile>(profile_names, name);
}

int digits_for(PlacePrecision precision)
{
    switch (precision) {
    case PlacePrecision::exact:
        return 6;
    case PlacePrecision::locality:
    case PlacePrecision::near:
        return 4;
    default:
        return 3;
    }
}

ExportRows::ExportRows(Profile profile)
    : columns_{columns_of(profile)}, with_claims_{profile == Profile::sitmap}, told_{std::make_shared<Told>()}
{
    for (const Column& column : columns_) {
        fields_.push_back({std::string{column.name}, column.type});
        if (profile == Profile::hxl)
            tags_.push_back(column.tag);
        if (column.may_be_absent)
            may_be_absent_.push_back(fields_.size() - 1);
    }
    values_.resize(columns_.size());
}

const ExportRow& ExportRows::filled()
{
    for (std::size_t i = 0; i < columns_.size(); ++i)
        // Made in its place: a copy of what was written in halves just now would wait for both.
        ::new (static_cast<void*>(&values_[i])) FlatValue(columns_[i].value(*told_));
    row_.point = told_->point;
    row_.digits = digits_for(told_->precision);
    row_.values = values_;
    return row_;
}

void ExportRows::tell_interval(const Interval& interval)
{
    Told& t = *told_;
    if (t.interval_is_told && t.interval == interval)
        return; // datasets are mostly in the order of days
    t.interval_is_told = true;
    t.interval = interval;
    t.first = interval.first() ? format_day(*interval.first()) : std::string{};
    t.last = interval.last() ? format_day(*interval.last()) : std::string{};
    t.edtf = interval.edtf();
}

/// One entry for all that a row says.
void ExportRows::tell_claim_of(const Record& record, const Document& document)
{
    Told& t = *told_;
    if (t.of != &document) {
        t.of = &document;
        t.dataset_claim_end = ",\"document\":" + json_string(document.id);
        std::string& sources = t.dataset_sources = "[{\"document\":" + json_string(document.id);
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty())
                sources += "," + json_string(name) + ":" + json_string(value);
        };
        add("title", document.title);
        add("outlet", document.outlet);
        add("location", document.location);
        add("published", document.published ? format_day(*document.published) : std::string{});
        add("licence", document.licence);
        sources += "}]";
    }
    t.sources = t.dataset_sources;
    t.claims = "[{\"field\":\"row\",\"value\":";
    append_json_string(t.claims, record.id);
    if (!record.source.empty()) {
        t.claims += ",\"speaker\":";
        append_json_string(t.claims, record.source);
    }
    t.claims += record.source.empty() ? ",\"stance\":\"asserts\"" : ",\"stance\":\"relays\"";
    if (!t.said_on.empty())
        t.claims += ",\"said_on\":\"" + t.said_on + "\"";
    t.claims += t.dataset_claim_end;
    const std::string row = std::to_string(record.row);
    t.claims += ",\"begin\":" + row + ",\"end\":" + row + ",\"quotation\":";
    append_json_string(t.claims, record.quotation.empty() ? record.raw : record.quotation);
    t.claims += "}]";
}

void ExportRows::tell(const Record& record, const Document& document)
{
    Told& t = *told_;
    t.source_id = record.id;
    t.sub_type = record.sub_type;
    tell_interval(record.interval);
    t.point = record.point;
    const bool placed = record.point.has_value();
    t.precision = placed ? record.precision : PlacePrecision::unknown;
    t.radius_m = !placed ? 0 : record.radius_m > 0 ? record.radius_m : usual_radius_m(record.precision);
    t.place = !placed ? std::string_view{} : record.place.empty() ? record.admin1 : record.place;
    t.toponym = placed ? record.place : std::string_view{};
    t.country = placed ? record.country : std::string_view{};
    t.admin1 = placed ? record.admin1 : std::string_view{};
    t.counts = {};
    t.counts[0] = quantity_of(record.killed);
    for (const Record::OtherCount& other : record.other_counts)
        if (const auto at = place_of(other.field))
            t.counts[*at] = quantity_of(other.count);
    t.side_a = record.side_a;
    t.side_b = record.side_b;
    t.one_sided = record.roles == PartyRole::perpetrator;
    t.attribution =
        t.one_sided && !record.side_a.empty() ? Attribution::attributed : Attribution::unattributed;
    const auto joined = [](std::string& made, std::string_view a, std::string_view b) -> std::string_view {
        if (a.empty() || b.empty())
            return a.empty() ? b : a;
        made.assign(a);
        made += "; ";
        made += b;
        return made;
    };
    t.accused = t.one_sided ? record.side_a : joined(t.accused_made, record.side_a, record.side_b);
    t.accusers = t.attribution == Attribution::attributed ? record.source : std::string_view{};
    t.victims = t.one_sided ? joined(t.victims_made, record.side_b, record.victims) : record.victims;
    t.documents = 1;
    t.source = record.source;
    t.quotation = record.quotation.empty() ? record.raw : record.quotation;
    t.licence = document.licence;
    if (record.title.empty()) {
        t.title_made = sitmap::name_of(record.sub_type);
        if (!record.place.empty())
            t.title_made.append(", ").append(record.place);
    }
    t.title = record.title.empty() ? std::string_view{t.title_made} : record.title;
    const std::optional<Day> said = record.said_on ? record.said_on : document.published;
    if (said != t.said_on_day) {
        t.said_on_day = said;
        t.said_on = said ? format_day(*said) : std::string{};
    }
    if (with_claims_) {
        tell_claim_of(record, document);
    } else {
        t.link = "[";
        append_json_string(t.link, record.source.empty() ? document.title : record.source);
        t.link += "]";
    }
}

const ExportRow& ExportRows::row(IncidentId id, const Record& record, const Document& document)
{
    told_->id = id;
    tell(record, document);
    (void)filled();
    for (const std::size_t at : may_be_absent_)
        if (values_[at].kind == FlatValue::Kind::null)
            values_[at].kind = FlatValue::Kind::absent;
    return row_;
}

void ExportRows::tell(const Incident& incident, const Ledger& ledger)
{
    Told& t = *told_;
    const Location nowhere;
    const Location& location = incident.location ? *incident.location : nowhere;
    t.source_id = {};
    t.title = incident.title;
    t.sub_type = incident.sub_type;
    tell_interval(incident.interval);
    t.point = incident.location ? std::optional{incident.location->point} : std::nullopt;
    t.precision = location.precision;
    t.radius_m = location.radius_m;
    // Texts of a location that is not there lie in `nowhere`, which does not last.
    const auto text = [&](const std::string& of) { return incident.location ? std::string_view{of} : ""; };
    t.place = text(location.name);
    t.toponym = text(location.toponym);
    t.country = text(location.country);
    t.admin1 = text(location.admin1);
    for (std::size_t i = 0; i < count_fields.size(); ++i)
        t.counts[i] = *count_of(incident, count_fields[i]);
    const auto joined = [](std::string& made, const std::vector<std::string>& names) -> std::string_view {
        made.clear();
        for (const std::string& name : names)
            made += (made.empty() ? "" : "; ") + name;
        return made;
    };
    t.attribution = incident.attribution;
    t.accused = joined(t.accused_made, incident.accused);
    t.accusers = joined(t.accusers_made, incident.accusers);
    t.victims = joined(t.victims_made, incident.victims);
    t.side_a = t.accused;
    t.side_b = t.victims;
    t.one_sided = false;
    t.documents = static_cast<std::int64_t>(incident.documents);
    const Event& event = ledger.events[incident.claims.front().event];
    const Claim& claim = ledger.claim(incident.claims.front());
    t.quotation = claim.evidence.quotation;
    const Document* document = ledger.document(event.document);
    t.source = !claim.speaker.empty() ? std::string_view{claim.speaker}
               : document             ? std::string_view{document->outlet}
                                      : std::string_view{};
    t.licence = document ? std::string_view{document->licence} : std::string_view{};
    t.link = "[";
    append_json_string(t.link, t.source);
    t.link += "]";
    t.claims.clear();
    t.sources = {};
}

const ExportRow& ExportRows::row(const Incident& incident, const Ledger& ledger)
{
    told_->id = incident.id;
    tell(incident, ledger);
    if (with_claims_) {
        const Layer layer = incident_layer({&incident, 1}, ledger);
        const auto text_in = [&](std::string_view field) {
            const auto at = layer.field(field);
            const auto* text = at ? std::get_if<std::string>(&layer.features.front().values[*at]) : nullptr;
            return text ? *text : std::string{};
        };
        told_->claims = text_in("claims");
        told_->sources_made = text_in("sources");
        told_->sources = told_->sources_made;
    }
    return filled();
}

} // namespace sitmap
