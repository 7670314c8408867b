#include "engine/profile.hpp"

#include "engine/features.hpp"
#include "engine/names.hpp"
#include "engine/profile_columns.hpp"
#include "geodata/coordinate_text.hpp"
#include "geodata/json_text.hpp"

#include <algorithm>
#include <memory>
#include <new>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 5> profile_names{"sitmap", "acled", "ucdp", "timemap", "hxl"};

std::optional<std::size_t> place_of(ClaimField field)
{
    const auto found = std::find(count_fields.begin(), count_fields.end(), field);
    if (found == count_fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - count_fields.begin());
}

} // namespace

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
    : columns_{columns_of(profile)},
      with_claims_{profile == Profile::sitmap},
      with_texts_for_timemap_{profile == Profile::timemap},
      told_{std::make_shared<Told>()}
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

void ExportRows::tell_timemap()
{
    Told& t = *told_;
    t.first_us.clear();
    if (const auto day = t.interval.first()) {
        const std::chrono::year_month_day date{*day};
        t.first_us = std::to_string(static_cast<unsigned>(date.month())) + "/" +
                     std::to_string(static_cast<unsigned>(date.day())) + "/" +
                     std::to_string(static_cast<int>(date.year()));
    }
    const int digits = digits_for(t.precision);
    t.lon = t.point ? coordinate_text(t.point->lon, digits) : std::string{};
    t.lat = t.point ? coordinate_text(t.point->lat, digits) : std::string{};
}

const ExportRow& ExportRows::filled()
{
    if (with_texts_for_timemap_)
        tell_timemap();
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
    t.side_b = record.side_b.empty() ? record.victims : record.side_b; // as ACLED and UCDP name civilians
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
