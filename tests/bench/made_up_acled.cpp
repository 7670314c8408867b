#include "geodata/error.hpp"
#include "tests/bench/made_up.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <string_view>

namespace sitmap::bench {

namespace {

constexpr std::string_view header =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,"
    "admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,"
    "tags,timestamp\n";

constexpr std::array<std::string_view, 8> sentences{
    "fighters attacked a checkpoint on the road to the north, and the guards fired back for about an hour. ",
    "witnesses said that \"\"two lorries\"\" came from the east, stopped at the market and drove on. ",
    "residents were told to stay at home, the power was cut, and the bridge remained closed. ",
    "the district's spokesman did not confirm the number of those hurt, among them a teacher. ",
    "shells fell on houses near the mill, the school and the old station; nobody claimed it. ",
    "a crowd of several hundred gathered on the square, asked for water and pay, and went home. ",
    "troops searched three villages, took some people along, and set up a post by the river. ",
    "coding note: the place is that of the nearest settlement, the number is an estimate. "};

std::string_view disorder_of(SubEventType sub_type)
{
    switch (type_of(sub_type)) {
    case EventType::protests:
    case EventType::riots:
        return "Demonstrations";
    case EventType::strategic_developments:
        return "Strategic developments";
    default:
        return "Political violence";
    }
}

/// Two to five sentences; one note in four has a line feed, as notes pasted from elsewhere do.
void add_notes(std::string& row, const Happening& made, std::size_t number)
{
    row += "\"On ";
    row += format_day(made.day);
    row += ", ";
    const std::size_t count = 2 + number % 4;
    for (std::size_t i = 0; i < count; ++i) {
        row += sentences[(number * 7 + i * 3 + made.settlement) % sentences.size()];
        if (i == 1 && number % 4 == 0)
            row += '\n';
    }
    row += '"';
}

void add_parties(std::string& row, const Happening& made)
{
    const auto group = [&](std::uint32_t number) {
        if (number != 0)
            row += "Armed Group " + std::to_string(number) + " of the Northern Front";
    };
    const int inter_1 = static_cast<int>(made.side_a % 8) + 1;
    const int inter_2 = made.side_b == 0 ? 0 : static_cast<int>(made.side_b % 8) + 1;
    group(made.side_a);
    row += made.side_a % 5 == 0 ? ",\"Labour Group (Region), Students\"," : ",,";
    row += std::to_string(inter_1) + ",";
    group(made.side_b);
    row += ",," + std::to_string(inter_2) + "," + std::to_string(inter_1 * 10 + inter_2) + ",";
    row += made.sub_type == SubEventType::attack ? "Civilian targeting," : ",";
}

void add_place(std::string& row, const Happening& made, const World::Settlement& settlement)
{
    const Country& country = countries()[settlement.country];
    row += std::to_string(100 + settlement.country) + "," + country.region + "," + country.name + ",";
    row += "Province " + std::to_string(settlement.country * 12 + settlement.province) + ",";
    row += "District " + std::to_string(made.settlement % 997) + ",,";
    row += "Settlement " + std::to_string(made.settlement) + ",";
    char text[64];
    std::snprintf(text, sizeof text, "%.6f,%.6f,%d,", made.point.lat, made.point.lon,
                  made.on_centroid ? 2 : 1);
    row += text;
}

std::string row_of(const Happening& made, const World::Settlement& settlement, std::size_t number)
{
    const Country& country = countries()[settlement.country];
    std::string row = country.code + std::to_string(number + 1) + ",";
    const std::string day = format_day(made.day);
    row += day + "," + day.substr(0, 4) + ",1,";
    row += disorder_of(made.sub_type);
    row += ',';
    row += name_of(type_of(made.sub_type));
    row += ',';
    row += name_of(made.sub_type);
    row += ',';
    add_parties(row, made);
    add_place(row, made, settlement);
    row += "Daily Courier of the Region; Twitter; Radio " + std::to_string(made.settlement % 300);
    row += ",National,";
    add_notes(row, made, number);
    const bool crowd = type_of(made.sub_type) == EventType::protests;
    row += "," + std::to_string(made.killed) + (crowd ? ",crowd size=several hundred," : ",,");
    row += std::to_string((made.day.time_since_epoch().count() + 7) * 86'400LL) + "\n";
    return row;
}

} // namespace

void write_acled_like(const std::filesystem::path& file, std::size_t rows, std::uint32_t seed)
{
    std::ofstream out{file, std::ios::binary};
    World world{rows, seed};
    out << header;
    for (std::size_t i = 0; i < rows; ++i) {
        const Happening made = world.next();
        out << row_of(made, world.settlements()[made.settlement], i);
    }
    if (!out.flush())
        throw Error{"cannot write '" + file.string() + "'"};
}

} // namespace sitmap::bench
