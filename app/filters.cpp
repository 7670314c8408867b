#include "app/filters.hpp"

#include "geodata/error.hpp"
#include "geodata/vector_file.hpp"
#include "importers/country_codes.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <span>

namespace sitmap {

namespace {

/// All polygons of a vector file as one area.
Geometry area_from(const std::string& file)
{
    MultiPolygon area;
    for (const Layer& layer : read_vector_file(file).layers)
        for (const Feature& feature : layer.features)
            for (Polygon& polygon : polygons_of(feature.geometry))
                area.polygons.push_back(std::move(polygon));
    if (area.polygons.empty())
        throw Error{"cannot use --within '" + file + "': it has no polygon"};
    return area;
}

template <class Value>
std::vector<Value> parse_names(const char* option, const std::vector<std::string>& names,
                               std::optional<Value> (*parse)(std::string_view), const char* help)
{
    std::vector<Value> values;
    for (const std::string& name : names) {
        const auto value = parse(name);
        if (!value)
            throw Error{std::string{"cannot use "} + option + " '" + name + "': " + help};
        values.push_back(*value);
    }
    return values;
}

} // namespace

namespace {

/// As many numbers as there is room for, parted by commas; false for anything else.
bool parse_numbers(std::string_view text, std::span<double> numbers)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [next, failed] = std::from_chars(at, end, numbers[i]);
        const bool last = i + 1 == numbers.size();
        if (failed != std::errc{} || (last ? next != end : (next == end || *next != ',')))
            return false;
        at = last ? next : next + 1;
    }
    return true;
}

} // namespace

Extent parse_bbox(const std::string& text)
{
    return parse_box_option("--bbox", text);
}

Extent parse_box_option(const std::string& option, const std::string& text)
{
    std::array<double, 4> numbers{};
    const bool read = parse_numbers(text, numbers);
    const Extent box{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (!read || !is_valid({box.west, box.south}) || !is_valid({box.east, box.north}) ||
        box.south > box.north)
        throw Error{"cannot use " + option + " '" + text +
                    "': it takes west,south,east,north in degrees, such as 9,30,25,34"};
    return box;
}

Query::Radius parse_near(const std::string& text)
{
    constexpr double metres_a_km = 1000, most_km = 20'100; // half around the earth
    std::array<double, 3> numbers{};
    const bool read = parse_numbers(text, numbers);
    const LonLat centre{numbers[0], numbers[1]};
    if (!read || !is_valid(centre) || !(numbers[2] >= 0 && numbers[2] <= most_km))
        throw Error{"cannot use --near '" + text +
                    "': it takes longitude,latitude in degrees and kilometres, such as 13.19,32.89,25"};
    return {centre, numbers[2] * metres_a_km};
}

ClaimField count_field(const std::string& name)
{
    const auto field = claim_field_named(name);
    if (!field || !is_count(*field) || *field == ClaimField::held)
        throw Error{
            "cannot use --measure '" + name +
            "': it takes incidents, killed, injured, missing, abducted, detained, displaced, rescued or "
            "intercepted"};
    return *field;
}

Day today()
{
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

/// Codes as they are, and names. A table's own codes of three letters are let through.
std::vector<std::string> country_codes(const std::vector<std::string>& names)
{
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    std::vector<std::string> codes;
    for (const std::string& name : names) {
        std::string code{country_named(name)};
        if (code.empty() && name.size() == 3 && std::all_of(name.begin(), name.end(), is_letter))
            for (const char c : name)
                code += static_cast<char>(c & ~0x20); // to a capital
        if (code.empty())
            throw Error{"cannot use --country '" + name +
                        "': it takes an ISO 3166 alpha-3 code such as LBY, or a country's name in English"};
        codes.push_back(std::move(code));
    }
    return codes;
}

Day parse_day_option(const std::string& option, const std::string& text)
{
    if (const auto day = parse_day(text))
        return *day;
    throw Error{"cannot use " + option + " '" + text + "': it takes a day such as 2019-07-03"};
}

void Filters::add_to(CLI::App& command)
{
    command.add_option("--bbox", bbox, "Only inside west,south,east,north (degrees)")->type_name("W,S,E,N");
    command.add_option("--near", near, "Only within so many kilometres of a point, on the ellipsoid")
        ->type_name("LON,LAT,KM");
    command.add_option("--within", within, "Only inside the polygons of a vector file")->type_name("FILE");
    command.add_option("--since", since, "Not wholly before this day")->type_name("DAY");
    command.add_option("--until", until, "Not wholly after this day")->type_name("DAY");
    command.add_option("--as-of", as_of, "From what was said by the end of this day")->type_name("DAY");
    command.add_option("--type", types, "Event type or sub-type; may be given again")->type_name("NAME");
    command.add_option("--actor", actors, "Accused, accuser or victim; part of the name")->type_name("NAME");
    command.add_option("--country", countries, "ISO 3166 alpha-3 code, or a name in English")
        ->type_name("ISO");
    command
        .add_option("--attribution", attributions, "unattributed, suspected, attributed, claimed or disputed")
        ->type_name("STATUS");
    command
        .add_option("--place-precision", place_precision,
                    "This or better: exact, locality, near, district, province, line, country, sea")
        ->type_name("STEP");
    command.add_option("--min-killed", min_killed, "Reported killed at least")->type_name("N");
    command.add_option("--rule", rule, "How claims become values: range, conservative or ucdp")
        ->type_name("RULE");
}

void Filters::add_where_to(CLI::App& command)
{
    command
        .add_option("--where", where,
                    "A condition as in SQL: \"killed_best >= 10 and country in ('LBY', 'TUN')\"")
        ->type_name("CONDITION");
}

Query Filters::query() const
{
    Query query;
    if (!bbox.empty())
        query.bbox = parse_bbox(bbox);
    if (!near.empty())
        query.radius = parse_near(near);
    if (!within.empty())
        query.within = area_from(within);
    if (!since.empty())
        query.since = parse_day_option("--since", since);
    if (!until.empty())
        query.until = parse_day_option("--until", until);
    for (const std::string& name : types) {
        if (const auto type = event_type_named(name))
            query.types.push_back(*type);
        else if (const auto sub_type = sub_event_type_named(name))
            query.sub_types.push_back(*sub_type);
        else
            throw Error{"cannot use --type '" + name +
                        "': no event type or sub-type of that name; 'sitmap formats' lists them"};
    }
    query.actors = actors;
    query.countries = country_codes(countries);
    query.attributions =
        parse_names<Attribution>("--attribution", attributions, attribution_named,
                                 "it takes unattributed, suspected, attributed, claimed or disputed");
    if (!place_precision.empty())
        query.place_precision =
            parse_names<PlacePrecision>(
                "--place-precision", {place_precision}, place_precision_named,
                "it takes exact, locality, near, district, province, line, country or sea")
                .front();
    query.min_killed = min_killed;
    if (!where.empty())
        query.condition = Condition::parse(where);
    return query;
}

std::optional<Day> Filters::knowledge_day() const
{
    if (as_of.empty())
        return std::nullopt;
    return parse_day_option("--as-of", as_of);
}

std::string Filters::for_people() const
{
    std::string text;
    const auto add = [&](const char* option, const std::string& value) {
        if (!value.empty())
            text += (text.empty() ? "" : " ") + std::string{option} + " " + value;
    };
    add("--bbox", bbox);
    add("--near", near);
    add("--within", std::filesystem::path{within}.filename().string());
    add("--since", since);
    add("--until", until);
    add("--as-of", as_of);
    for (const auto& [option, values] :
         {std::pair{"--type", &types}, std::pair{"--actor", &actors}, std::pair{"--country", &countries},
          std::pair{"--attribution", &attributions}})
        for (const std::string& value : *values)
            add(option, value);
    add("--place-precision", place_precision);
    if (min_killed)
        add("--min-killed", std::to_string(*min_killed));
    add("--where", where);
    if (rule != "range")
        add("--rule", rule);
    return text;
}

std::string Filters::choice() const
{
    std::string text;
    const auto add = [&](const std::string& words) { text += (text.empty() ? "" : ", ") + words; };
    for (const auto& [name, values] :
         {std::pair{"type ", &types}, std::pair{"party ", &actors}, std::pair{"country ", &countries},
          std::pair{"attribution ", &attributions}})
        for (const std::string& value : *values)
            add(name + value);
    if (const std::size_t comma = near.rfind(','); !near.empty())
        add("within " + near.substr(comma + 1) + " km of " + near.substr(0, comma));
    if (!within.empty())
        add("inside " + std::filesystem::path{within}.filename().string());
    if (!place_precision.empty())
        add("place known to " + place_precision + " or better");
    if (min_killed)
        add("at least " + std::to_string(*min_killed) + " killed");
    if (!where.empty())
        add(where);
    return text;
}

Rule Filters::chosen_rule() const
{
    return parse_names<Rule>("--rule", {rule}, rule_named, "it takes range, conservative or ucdp").front();
}

} // namespace sitmap
