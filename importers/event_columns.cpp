#include "importers/event_columns.hpp"

#include "geodata/error.hpp"
#include "geodata/shapefile_limits.hpp"
#include "geodata/unpacked_file.hpp"
#include "importers/attributes.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace sitmap {

namespace {

/// A field, what it is for, and the headers under which it is usually found.
struct KnownField {
    std::string_view name;
    std::vector<std::string_view> headers;
};

const std::vector<KnownField>& known_fields()
{
    static const std::vector<KnownField> fields{
        {"id", {"id", "event_id", "event_id_cnty", "incident_id", "data_id", "ref", "reference", "code"}},
        {"date",
         {"date_edtf", "date", "event_date", "day", "incident_date", "start_date", "date_start", "start",
          "when", "interval"}},
        {"end", {"end", "end_date", "date_end", "last_day", "until"}},
        {"published",
         {"published", "report_date", "reported_on", "date_reported", "publication_date", "source_date"}},
        {"lat", {"lat", "latitude", "y", "y_coord", "ycoord", "decimal_latitude"}},
        {"lon", {"lon", "long", "longitude", "lng", "x", "x_coord", "xcoord", "decimal_longitude"}},
        {"place",
         {"place", "location", "place_name", "location_name", "city", "town", "settlement", "village", "site",
          "where"}},
        {"place_precision",
         {"place_precision", "geo_precision", "location_precision", "precision", "where_prec"}},
        {"radius_m", {"radius_m", "radius"}},
        {"country", {"country_code", "iso3", "iso", "country"}},
        {"admin1", {"admin1", "province", "governorate", "oblast", "state", "adm_1"}},
        {"type", {"sub_event_type", "sub_type", "event_type", "type", "category", "kind", "incident_type"}},
        {"title", {"title", "headline", "event_name", "name"}},
        {"killed", {"killed", "fatalities", "deaths", "dead", "best", "killed_best", "fatality_count"}},
        {"killed_low", {"killed_low", "killed_min", "min_killed", "low", "fatalities_min"}},
        {"killed_high", {"killed_high", "killed_max", "max_killed", "high", "fatalities_max"}},
        {"injured", {"injured", "wounded", "injuries", "injured_best"}},
        {"injured_low", {"injured_low", "injured_min"}},
        {"injured_high", {"injured_high", "injured_max"}},
        {"missing", {"missing", "missing_best"}},
        {"missing_low", {"missing_low", "missing_min"}},
        {"missing_high", {"missing_high", "missing_max"}},
        {"abducted", {"abducted", "kidnapped", "abducted_best"}},
        {"abducted_low", {"abducted_low", "abducted_min"}},
        {"abducted_high", {"abducted_high", "abducted_max"}},
        {"detained", {"detained", "arrested", "captured", "detained_best"}},
        {"detained_low", {"detained_low", "detained_min"}},
        {"detained_high", {"detained_high", "detained_max"}},
        {"displaced", {"displaced", "idps", "displaced_best"}},
        {"displaced_low", {"displaced_low", "displaced_min"}},
        {"displaced_high", {"displaced_high", "displaced_max"}},
        {"rescued", {"rescued", "survivors", "rescued_best"}},
        {"rescued_low", {"rescued_low", "rescued_min"}},
        {"rescued_high", {"rescued_high", "rescued_max"}},
        {"intercepted", {"intercepted", "intercepted_best"}},
        {"intercepted_low", {"intercepted_low", "intercepted_min"}},
        {"intercepted_high", {"intercepted_high", "intercepted_max"}},
        {"actor", {"actor", "actor1", "perpetrator", "perpetrators", "attacker", "side_a", "accused", "by"}},
        {"victims", {"victims", "victim", "target", "targets"}},
        {"source", {"source", "speaker", "sources", "reported_by", "reporter", "outlet", "source_article"}},
        {"notes", {"notes", "note", "description", "summary", "details", "comment"}},
        {"attribution", {"attribution"}},
        {"claims", {"claims"}},
    };
    return fields;
}

/// Whether a header of ten bytes is what a Shapefile made of a longer name: what ours call it, or its
/// beginning, which other programs leave; but not where several fields begin so ("displaced_").
bool is_name_in_shapefile(const std::string& header, std::string_view name)
{
    constexpr std::size_t dbf_name_bytes = 10;
    const auto key = [](std::string_view text) { return header_key(text); };
    if (name.size() <= dbf_name_bytes || header.size() > dbf_name_bytes)
        return false;
    if (key(header) == key(dbf_name(std::string{name})))
        return true;
    const std::string beginning = key(name.substr(0, dbf_name_bytes));
    if (header.size() != dbf_name_bytes || key(header) != beginning)
        return false;
    std::size_t fields = 0;
    for (const KnownField& field : known_fields())
        fields += std::any_of(field.headers.begin(), field.headers.end(), [&](std::string_view other) {
            return key(other.substr(0, dbf_name_bytes)) == beginning;
        });
    return fields == 1;
}

std::string no_such_field(const std::string& name)
{
    std::string message = "cannot map the field '" + name + "': there is none; there are";
    for (const KnownField& field : known_fields()) {
        message += &field == &known_fields().front() ? " " : ", ";
        message += field.name;
    }
    return message;
}

std::string joined(const std::vector<std::string>& cells)
{
    std::string text;
    for (const std::string& cell : cells) {
        text += text.empty() ? "" : ", ";
        text += cell;
    }
    return text;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Adds "field=column"; what is wrong with it, or empty.
std::string add_pair(ColumnMapping& mapping, std::string_view pair)
{
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == pair.size())
        return "cannot read the column mapping '" + std::string{pair} +
               "': write it as field=column, such as date=Event Date";
    const std::string field{trimmed(pair.substr(0, equals))};
    const auto known = std::any_of(known_fields().begin(), known_fields().end(),
                                   [&](const KnownField& k) { return k.name == field; });
    if (!known)
        return no_such_field(field);
    mapping.column_of[field] = trimmed(pair.substr(equals + 1));
    return {};
}

} // namespace

EventColumns event_columns(const std::vector<std::string>& header, const ColumnMapping& mapping,
                           const std::string& source)
{
    EventColumns columns;
    std::set<std::size_t> taken;
    for (const auto& mapped : mapping.column_of) {
        const std::string& field = mapped.first;
        const std::string& wanted = mapped.second;
        const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& name) {
            return header_key(name) == header_key(wanted);
        });
        const auto known = std::find_if(known_fields().begin(), known_fields().end(),
                                        [&](const KnownField& k) { return k.name == field; });
        if (known == known_fields().end())
            throw Error{no_such_field(field)};
        if (found == header.end())
            throw Error{"cannot read '" + source + "': it has no column '" + wanted +
                        "'; it has: " + joined(header)};
        columns[known->name] = static_cast<std::size_t>(found - header.begin());
        taken.insert(columns[known->name]);
    }
    for (const KnownField& field : known_fields()) {
        for (const std::string_view name : field.headers) {
            if (columns.contains(field.name))
                break;
            for (std::size_t i = 0; i < header.size(); ++i) {
                if (!taken.contains(i) &&
                    (header_key(header[i]) == header_key(name) || is_name_in_shapefile(header[i], name))) {
                    columns[field.name] = i;
                    taken.insert(i);
                    break;
                }
            }
        }
    }
    return columns;
}

bool tell_of_events(const EventColumns& columns)
{
    return (columns.contains("lat") && columns.contains("lon")) || columns.contains("date") ||
           columns.contains("type") || columns.contains("killed");
}

ColumnMapping ColumnMapping::parse(std::string_view text)
{
    ColumnMapping mapping;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (const std::string trouble = add_pair(mapping, trimmed(text.substr(0, comma))); !trouble.empty())
            throw Error{trouble};
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return mapping;
}

ColumnMapping ColumnMapping::read(const std::filesystem::path& path)
{
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    ColumnMapping mapping;
    std::istringstream lines{UnpackedFile{path}.rest(most_bytes)};
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const std::string_view pair = trimmed(line);
        if (pair.empty() || pair.starts_with('#'))
            continue;
        if (const std::string trouble = add_pair(mapping, pair); !trouble.empty())
            throw Error{trouble + " (line " + std::to_string(number) + " of '" + path.string() + "')"};
    }
    return mapping;
}

} // namespace sitmap
