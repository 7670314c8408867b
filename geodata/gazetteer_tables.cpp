#include "geodata/gazetteer_tables.hpp"

#include "geodata/error.hpp"
#include "geodata/gzip_file.hpp"
#include "geodata/name_fold.hpp"
#include "geodata/shapes_file.hpp"
#include "geodata/text_hash.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {
namespace {

constexpr std::size_t most_candidates = 40; ///< of one name
constexpr std::size_t longest_key = 120;    ///< bytes
constexpr std::size_t most_places = 4'000'000;

[[noreturn]] void damaged(const std::filesystem::path& file, std::size_t line, const std::string& what)
{
    throw Error{"cannot load the gazetteer: " + file.string() + ":" + std::to_string(line) + ": " + what +
                "; the file is damaged, fetch it again"};
}

/// Calls `use(line, number)` for each line, the last newline not counted as a line of its own.
template <class Use>
void for_each_line(std::string_view text, Use use)
{
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        use(text.substr(begin, end - begin), ++number);
        begin = end + 1;
    }
}

/// Reads the tables one after the other.
class Loader {
public:
    Loader(GazetteerTables& tables, const std::filesystem::path& folder) : tables_{tables}, folder_{folder} {}

    void load()
    {
        read_overlay("overlay.tsv");
        read_overlay("conflict_places.tsv");
        read_places();
        add_overlay();
        tables_.briefs.finish();
        read_demonyms("demonyms.tsv");
        read_demonyms("own_demonyms.tsv");
        read_names();
        read_shapes();
        read_areas();
        read_shores();
    }

private:
    void read_places();
    void read_place_row(std::string_view row, std::size_t line, const std::filesystem::path& file);
    void read_overlay(const char* name);
    void read_overlay_row(std::string_view row, std::size_t line, const std::filesystem::path& file);
    void add_overlay();
    PlaceIndex keep_own(Place place);
    void add_aliases(std::string_view aliases, PlaceIndex index, float weight);
    void read_demonyms(const char* name);
    void add_demonym(std::string_view word, PlaceIndex country);
    void add_extra(std::string_view name, PlaceIndex place, float weight, bool demonym);
    void read_names();
    void read_key(std::string_view line, std::size_t number, const std::filesystem::path& file);
    void append_key(std::string_view key, std::vector<Candidate>& candidates);
    void append_extras_before(std::string_view key);
    void take_extras(std::string_view key, std::vector<Candidate>& candidates);
    void read_shapes();
    void read_areas();
    void read_shores();
    [[nodiscard]] PlaceIndex place_with_id(std::string_view id, const std::filesystem::path& file) const;

    struct OverlayRow {
        Place place;
        std::string aliases;
    };
    static constexpr PlaceIndex not_listed = 0xffffffffU;

    struct ExtraName {
        std::string key;
        Candidate candidate;
    };

    GazetteerTables& tables_;
    std::filesystem::path folder_;
    std::vector<OverlayRow> overlay_;
    HashIndex ids_;                       ///< of the overlay's rows
    std::vector<PlaceIndex> index_of_id_; ///< by the id's number
    std::vector<ExtraName> extras_;
    std::size_t next_extra_ = 0;
    std::vector<Candidate> row_;
};

void Loader::read_places()
{
    const auto file = folder_ / "places.tsv.gz";
    tables_.place_rows = read_gzip(file);
    if (!tables_.place_rows.ends_with('\n'))
        damaged(file, 0, "it is cut short");
    const std::size_t head = tables_.place_rows.find('\n') + 1;
    tables_.place_rows.erase(0, head);
    tables_.row_begin.push_back(0);
    for_each_line(tables_.place_rows, [&](std::string_view row, std::size_t number) {
        read_place_row(row, number + 1, file);
        tables_.row_begin.push_back(tables_.row_begin.back() + static_cast<std::uint32_t>(row.size()) + 1);
    });
    if (tables_.row_count() == 0 || tables_.row_count() > most_places)
        damaged(file, 0, std::to_string(tables_.row_count()) + " places");
}

void Loader::read_place_row(std::string_view row, std::size_t line, const std::filesystem::path& file)
{
    const std::optional<PlaceCells> place = parse_cells(row);
    if (!place)
        damaged(file, line, "this is no row of places");
    const auto index = static_cast<PlaceIndex>(tables_.row_begin.size() - 1);
    if (const std::uint32_t own = ids_.at(hash_text(place->id)); own != HashIndex::none)
        index_of_id_[own] = index;
    tables_.briefs.append(*place);
    if (place->kind == PlaceKind::admin1)
        tables_.divisions.emplace(place->admin1, index);
    if (place->kind != PlaceKind::country)
        return;
    tables_.countries.emplace(place->country, index);
    tables_.countries.emplace(place->iso2, index);
}

float usual_weight(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::continent:
    case PlaceKind::country:
    case PlaceKind::route:
        return 2.0F;
    case PlaceKind::admin1:
    case PlaceKind::admin2:
    case PlaceKind::region:
    case PlaceKind::sea:
        return 1.5F;
    default:
        return 1.0F;
    }
}

void Loader::read_overlay(const char* name)
{
    const auto file = folder_ / name;
    for_each_line(read_gzip(file), [&](std::string_view row, std::size_t number) {
        if (!row.empty() && !row.starts_with('#'))
            read_overlay_row(row, number, file);
    });
}

void Loader::read_overlay_row(std::string_view row, std::size_t line, const std::filesystem::path& file)
{
    const std::size_t last_tab = std::min(row.rfind('\t'), row.size());
    std::optional<Place> place = parse_place(row.substr(0, last_tab));
    if (!place)
        damaged(file, line, "this is no row of places");
    const auto next = static_cast<std::uint32_t>(index_of_id_.size());
    if (ids_.put(hash_text(place->id), next) != next)
        damaged(file, line, "the id '" + place->id + "' stands here twice");
    index_of_id_.push_back(not_listed);
    const std::string_view aliases = row.substr(std::min(last_tab + 1, row.size()));
    overlay_.push_back({std::move(*place), std::string{aliases}});
}

void Loader::add_overlay()
{
    for (OverlayRow& row : overlay_) {
        const float weight = usual_weight(row.place.kind);
        const std::string name = row.place.name, name_local = row.place.name_local;
        const PlaceIndex index = keep_own(std::move(row.place));
        add_extra(name, index, weight, false);
        add_extra(name_local, index, weight, false);
        add_aliases(row.aliases, index, weight);
    }
    overlay_ = {};
}

/// A row whose id the tables know mends that place: what the row leaves empty stays. Any other is a new
/// place.
PlaceIndex Loader::keep_own(Place place)
{
    PlaceIndex& index = index_of_id_[ids_.at(hash_text(place.id))];
    if (index == not_listed) {
        index = static_cast<PlaceIndex>(tables_.size());
        tables_.added.push_back(tables_.own.size());
        tables_.briefs.append(place);
        if (place.kind == PlaceKind::admin1)
            tables_.divisions.emplace(place.admin1, index); // made since the tables of divisions were
        tables_.own.push_back(std::move(place));
        return index;
    }
    Place mended = parse_place(tables_.row(index)).value();
    mended.name = place.name;
    if (place.point != LonLat{})
        mended.point = place.point;
    if (!place.name_local.empty())
        mended.name_local = place.name_local;
    if (place.population != 0)
        mended.population = place.population;
    if (place.radius_m > 0)
        mended.radius_m = place.radius_m;
    tables_.briefs.replace(index, mended);
    tables_.mended.emplace(index, tables_.own.size());
    tables_.own.push_back(std::move(mended));
    return index;
}

void Loader::add_aliases(std::string_view aliases, PlaceIndex index, float weight)
{
    for (std::size_t begin = 0; begin < aliases.size();) {
        const std::size_t end = std::min(aliases.find('|', begin), aliases.size());
        std::string_view alias = aliases.substr(begin, end - begin);
        float own_weight = weight;
        if (const std::size_t at = alias.rfind('@'); at != alias.npos) {
            parse_number(alias.substr(at + 1), own_weight);
            alias = alias.substr(0, at);
        }
        add_extra(alias, index, own_weight, false);
        begin = end + 1;
    }
}

void Loader::add_extra(std::string_view name, PlaceIndex place, float weight, bool demonym)
{
    std::string key = fold_name(name);
    if (!key.empty() && key.size() <= longest_key)
        extras_.push_back({std::move(key), {place, weight, demonym}});
}

void Loader::read_demonyms(const char* name)
{
    const auto file = folder_ / name;
    for_each_line(read_gzip(file), [&](std::string_view row, std::size_t number) {
        if (row.empty() || row.starts_with('#'))
            return;
        std::array<std::string_view, 8> cells;
        const std::size_t count = split(row, '\t', cells);
        if (count < 2 || count > cells.size() || cells[0].size() != 3)
            damaged(file, number, "this is no row of a country and its nationality words");
        const auto country = tables_.countries.find(cells[0]);
        if (country == tables_.countries.end())
            return;
        for (std::size_t i = 1; i < count; ++i)
            add_demonym(cells[i], country->second);
    });
}

/// The word, and its plural where English makes one with -s: Libyans, but not Chinese, British, Swiss,
/// French.
void Loader::add_demonym(std::string_view word, PlaceIndex country)
{
    constexpr float weight = 1.5F;
    add_extra(word, country, weight, true);
    const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
    if (!ends("s") && !ends("sh") && !ends("ch") && !ends("ese") && !ends("x") && !ends("z"))
        add_extra(std::string{word} + "s", country, weight, true);
}

void Loader::read_names()
{
    std::ranges::stable_sort(extras_, {}, &ExtraName::key);
    const auto file = folder_ / "names.tsv.gz";
    const std::string text = read_gzip(file);
    if (!text.ends_with('\n'))
        damaged(file, 0, "it is cut short");
    tables_.keys.reserve(text.size());
    tables_.key_begin.push_back(0);
    tables_.candidate_begin.push_back(0);
    for_each_line(text, [&](std::string_view line, std::size_t number) { read_key(line, number, file); });
    append_extras_before({});
}

void Loader::read_key(std::string_view line, std::size_t number, const std::filesystem::path& file)
{
    const std::size_t tab = line.find('\t');
    if (tab == line.npos || tab == 0 || tab > longest_key)
        damaged(file, number, "this is no row of a name and its places");
    const std::string_view key = line.substr(0, tab);
    append_extras_before(key);
    if (tables_.key_count() > 0 && tables_.key(tables_.key_count() - 1) >= key)
        damaged(file, number, "the names are out of order");
    row_.clear();
    const char* at = line.data() + tab;
    const char* const end = line.data() + line.size();
    while (at < end) {
        unsigned place = 0, tenths = 0;
        const auto first = std::from_chars(at + 1, end, place);
        if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':')
            damaged(file, number, "a place is not written as number:weight");
        const auto second = std::from_chars(first.ptr + 1, end, tenths);
        if (second.ec != std::errc{} || place >= tables_.row_count() || tenths == 0 || tenths > 100 ||
            row_.size() == most_candidates)
            damaged(file, number, "a place is out of range, or there are over 40");
        row_.push_back({place, static_cast<float>(tenths) / 10.0F, false});
        at = second.ptr;
    }
    take_extras(key, row_);
    append_key(key, row_);
}

void Loader::append_key(std::string_view key, std::vector<Candidate>& candidates)
{
    tables_.keys += key;
    tables_.key_begin.push_back(static_cast<std::uint32_t>(tables_.keys.size()));
    tables_.candidates.insert(tables_.candidates.end(), candidates.begin(), candidates.end());
    tables_.candidate_begin.push_back(static_cast<std::uint32_t>(tables_.candidates.size()));
}

/// Appends the extra names that come before `key`; all that are left if it is empty.
void Loader::append_extras_before(std::string_view key)
{
    while (next_extra_ < extras_.size() && (key.empty() || extras_[next_extra_].key < key)) {
        const std::string own = extras_[next_extra_].key;
        std::vector<Candidate> candidates;
        take_extras(own, candidates);
        append_key(own, candidates);
    }
}

void Loader::take_extras(std::string_view key, std::vector<Candidate>& candidates)
{
    bool changed = false;
    for (; next_extra_ < extras_.size() && extras_[next_extra_].key == key; ++next_extra_, changed = true) {
        const Candidate& extra = extras_[next_extra_].candidate;
        const auto known = std::ranges::find(candidates, extra.place, &Candidate::place);
        if (known == candidates.end())
            candidates.insert(candidates.begin(), extra);
        else if (known->name_weight < extra.name_weight)
            *known = extra;
    }
    if (!changed)
        return;
    std::ranges::stable_sort(candidates, std::greater{}, &Candidate::name_weight);
    if (candidates.size() > most_candidates)
        candidates.resize(most_candidates);
}

LineString line_from(const nlohmann::json& coordinates)
{
    LineString line;
    for (const auto& position : coordinates) {
        const LonLat p{position.at(0).get<double>(), position.at(1).get<double>()};
        if (!is_valid(p))
            throw Error{"a position is off the globe"};
        line.points.push_back(p);
    }
    return line;
}

Geometry shape_from(const nlohmann::json& geometry)
{
    const std::string& type = geometry.at("type").get_ref<const std::string&>();
    const auto& coordinates = geometry.at("coordinates");
    if (type == "LineString")
        return line_from(coordinates);
    if (type == "MultiLineString") {
        MultiLineString lines;
        for (const auto& part : coordinates)
            lines.lines.push_back(line_from(part));
        return lines;
    }
    if (type == "Polygon") {
        Polygon polygon;
        polygon.exterior = line_from(coordinates.at(0)).points;
        return polygon;
    }
    throw Error{"a shape is a " + type};
}

/// shapes.geojson: lines of routes and rough areas of regions; property `id` names the place.
void Loader::read_shapes()
{
    const auto file = folder_ / "shapes.geojson";
    try {
        const auto root = nlohmann::json::parse(read_gzip(file, 8U << 20));
        for (const auto& feature : root.at("features")) {
            const auto id = feature.at("properties").at("id").get<std::string>();
            tables_.shapes[place_with_id(id, file)] = shape_from(feature.at("geometry"));
        }
    } catch (const nlohmann::json::exception& fault) {
        damaged(file, 0, fault.what());
    } catch (const Error& fault) {
        damaged(file, 0, fault.what());
    }
}

PlaceIndex Loader::place_with_id(std::string_view id, const std::filesystem::path& file) const
{
    constexpr std::string_view division = "admin1:";
    if (id.starts_with(division)) {
        const auto found = tables_.divisions.find(id.substr(division.size()));
        if (found != tables_.divisions.end())
            return found->second;
    } else if (const std::uint32_t own = ids_.at(hash_text(id)); own != HashIndex::none) {
        return index_of_id_[own];
    }
    damaged(file, 0, "no place has the id '" + std::string{id} + "'");
}

/// areas.shapes.gz: the land of divisions and regions, a polygon a row, labelled with the place's id.
void Loader::read_areas()
{
    const auto file = folder_ / "areas.shapes.gz";
    for (ShapeRow& row : read_shapes_file(file)) {
        if (row.parts.empty())
            continue;
        Geometry& shape = tables_.shapes[place_with_id(row.label, file)];
        if (!std::holds_alternative<MultiPolygon>(shape))
            shape = MultiPolygon{};
        Polygon& polygon = std::get<MultiPolygon>(shape).polygons.emplace_back();
        polygon.exterior = std::move(row.parts.front());
        for (std::size_t i = 1; i < row.parts.size(); ++i)
            polygon.holes.push_back(std::move(row.parts[i]));
    }
}

/// offshore.tsv.gz: a place, the water off it and a radius in km or nothing, in the order of places.tsv.gz
/// with our own places behind.
void Loader::read_shores()
{
    const auto file = folder_ / "offshore.tsv.gz";
    std::size_t at = 0;
    const auto is_row_of = [&](std::string_view id) {
        const std::string_view row = tables_.row(at);
        return row.starts_with(id) && row.substr(id.size()).starts_with('\t');
    };
    for_each_line(read_gzip(file), [&](std::string_view row, std::size_t number) {
        if (row.empty() || row.starts_with('#'))
            return;
        std::array<std::string_view, 4> cells;
        GazetteerTables::Shore shore{};
        double radius_km = 0;
        if (split(row, '\t', cells) != cells.size() || !parse_number(cells[1], shore.water.point.lon) ||
            !parse_number(cells[2], shore.water.point.lat) || !parse_number(cells[3], radius_km) ||
            !is_valid(shore.water.point) || !(radius_km >= 0))
            damaged(file, number, "this is no row of a place and the water off it");
        while (at < tables_.row_count() && !is_row_of(cells[0]))
            ++at;
        shore.place = at < tables_.row_count() ? static_cast<PlaceIndex>(at) : place_with_id(cells[0], file);
        constexpr double kilometre = 1000;
        shore.water.radius_m = radius_km * kilometre;
        tables_.shores.push_back(shore);
    });
    std::ranges::sort(tables_.shores, {}, &GazetteerTables::Shore::place);
}

} // namespace

void load_tables(GazetteerTables& tables, const std::filesystem::path& folder)
{
    Loader{tables, folder}.load();
}

} // namespace sitmap
