#include "importers/control_areas.hpp"

#include "geodata/counted.hpp"
#include "geodata/measure.hpp"
#include "importers/attributes.hpp"

#include <array>

namespace sitmap {

namespace {

constexpr std::array<std::string_view, 11> party_names{"party",    "side",       "faction", "controlled_by",
                                                       "control",  "controller", "held_by", "holder",
                                                       "occupier", "owner",      "name"};
constexpr std::array<std::string_view, 4> kind_names{"status", "kind", "type", "control_status"};
constexpr std::array<std::string_view, 10> start_names{
    "start", "date", "date_start", "start_date", "valid_from", "from", "begin", "day", "as_of", "state_date"};
constexpr std::array<std::string_view, 7> end_names{"end", "date_end", "end_date",   "valid_to",
                                                    "to",  "until",    "valid_until"};
constexpr std::array<std::string_view, 1> attacker_names{"attacker"};
constexpr std::array<std::string_view, 2> illustrative_names{"illustrative", "schematic"};

/// Stands where a file does not say whose area it draws. Not a party's name, and the legend shows that.
constexpr std::string_view unnamed_party = "party not named";

struct Fields {
    std::optional<std::size_t> party, kind, start, end, attacker, illustrative;
};

Fields fields_of(const Layer& layer, const ControlOptions& options, const std::string& source)
{
    return {find_field(layer, options.party_field, party_names, source),
            find_field(layer, options.kind_field, kind_names, source),
            find_field(layer, options.start_field, start_names, source),
            find_field(layer, options.end_field, end_names, source),
            find_field(layer, {}, attacker_names, source),
            find_field(layer, {}, illustrative_names, source)};
}

std::string text_in(const Feature& feature, std::optional<std::size_t> field)
{
    return field ? text_of(feature.values[*field]) : std::string{};
}

/// What common maps call the three kinds; nothing for other words.
std::optional<ControlArea::Kind> kind_in(const std::string& text)
{
    const std::string key = header_key(text);
    if (const auto kind = control_kind_named(key))
        return kind;
    if (key.find("contest") != std::string::npos || key.find("disput") != std::string::npos ||
        key == "greyzone" || key == "grayzone" || key == "mixed")
        return ControlArea::Kind::contested;
    if (key.find("claim") != std::string::npos)
        return ControlArea::Kind::claimed;
    if (key.find("assess") != std::string::npos || key.find("control") != std::string::npos ||
        key == "held" || key == "occupied")
        return ControlArea::Kind::assessed;
    return std::nullopt;
}

bool is_yes(const std::string& text)
{
    const std::string key = header_key(text);
    return key == "true" || key == "yes" || key == "1" || key == "y";
}

/// Reads the areas of one layer into an intake.
class AreaReader {
public:
    AreaReader(Intake& intake, const ControlOptions& options, std::optional<Day> day, std::string source)
        : intake_{intake}, options_{options}, day_{day}, source_{std::move(source)}
    {}

    void read(const Layer& layer)
    {
        fields_ = fields_of(layer, options_, source_);
        for (const Feature& feature : layer.features) {
            ++number_;
            MultiPolygon area{polygons_of(feature.geometry)};
            if (area.polygons.empty()) {
                lines_ += lines_of(feature.geometry).empty() ? 0u : 1u;
                others_ += lines_of(feature.geometry).empty() ? 1u : 0u;
                continue;
            }
            intake_.control_areas.push_back(area_of(feature, std::move(area)));
        }
    }

    void finish()
    {
        const auto count_note = [this](std::size_t count, std::string_view one, std::string_view many,
                                       std::string_view what, Issue::Weight weight) {
            if (count > 0)
                intake_.issues.push_back({weight, source_, 0, counted(count, one, many).append(what)});
        };
        count_note(lines_, " line was", " lines were",
                   " left out: fronts are worked out from the areas on both sides", Issue::Weight::dropped);
        count_note(others_, " feature is no area", " features are no areas", "", Issue::Weight::dropped);
        count_note(without_party_, " area does not say who holds it", " areas do not say who holds them",
                   " (looked for party, side, faction, controlled_by, name); "
                   "give the party as an option",
                   Issue::Weight::note);
        count_note(without_day_, " area has", " areas have",
                   " no date, neither as attribute nor in the file's name; give the day as an option",
                   Issue::Weight::note);
    }

private:
    ControlArea area_of(const Feature& feature, MultiPolygon polygons)
    {
        ControlArea area;
        area.id = record_id(intake_.document.id, number_);
        area.document = intake_.document.id;
        area.kind = kind_of(feature);
        area.party = !options_.party.empty() ? options_.party : text_in(feature, fields_.party);
        if (area.party.empty() && area.kind != ControlArea::Kind::contested) {
            area.party = unnamed_party;
            ++without_party_;
        }
        area.area = std::get<MultiPolygon>(right_hand(polygons));
        area.interval = interval_of(feature);
        area.attacker = text_in(feature, fields_.attacker);
        area.illustrative = is_yes(text_in(feature, fields_.illustrative));
        return area;
    }

    ControlArea::Kind kind_of(const Feature& feature)
    {
        const std::string text = text_in(feature, fields_.kind);
        if (text.empty())
            return ControlArea::Kind::assessed;
        const auto kind = kind_in(text);
        // A column called "type" may be about something else; only one that was asked for must be understood.
        if (!kind && !options_.kind_field.empty())
            note("'" + text + "' is no kind of control (assessed, claimed, contested); taken as assessed");
        return kind.value_or(ControlArea::Kind::assessed);
    }

    Interval interval_of(const Feature& feature)
    {
        if (options_.day)
            return Interval::since(*options_.day);
        const auto first = day_in(feature, fields_.start);
        const auto last = day_in(feature, fields_.end);
        if (first || last)
            return interval_from(first, last);
        if (day_)
            return Interval::since(*day_);
        ++without_day_;
        return {};
    }

    std::optional<Day> day_in(const Feature& feature, std::optional<std::size_t> field)
    {
        const std::string text = text_in(feature, field);
        const auto day = loose_day(text);
        if (!text.empty() && !day)
            note("'" + text + "' is not read as a day; write it as 2024-07-17");
        return day;
    }

    void note(std::string what)
    {
        intake_.issues.push_back({Issue::Weight::note, source_, number_, std::move(what)});
    }

    Intake& intake_;
    const ControlOptions& options_;
    std::optional<Day> day_; ///< by the file's name
    std::string source_;
    Fields fields_;
    std::size_t number_ = 0; ///< of the feature, over all layers
    std::size_t lines_ = 0, others_ = 0, without_party_ = 0, without_day_ = 0;
};

} // namespace

bool looks_like_control_areas(const VectorFile& file, const std::filesystem::path& path)
{
    std::size_t areas = 0;
    std::size_t others = 0;
    bool told = day_in_name(path).has_value();
    // All names of a party but the last, "name", which everything has.
    const auto telling = std::span{party_names}.first(party_names.size() - 1);
    for (const Layer& layer : file.layers) {
        told = told || find_field(layer, telling) || find_field(layer, attacker_names);
        for (const Feature& feature : layer.features)
            ++(polygons_of(feature.geometry).empty() ? others : areas);
    }
    return told && areas > others;
}

Intake read_control_areas(const VectorFile& file, Document document, const std::string& source,
                          const ControlOptions& options)
{
    Intake intake;
    intake.document = std::move(document);
    intake.issues = file.issues;
    // A day in the document's name came with it.
    const auto day = intake.document.published;
    if (options.day)
        intake.document.published = options.day;
    AreaReader reader{intake, options, day, source};
    for (const Layer& layer : file.layers)
        reader.read(layer);
    reader.finish();
    return intake;
}

Intake read_control_areas(const std::filesystem::path& path, const ControlOptions& options)
{
    const VectorFile file = read_vector_file(path);
    Document document = dataset_document(path, "control areas");
    document.published = day_in_name(path);
    return read_control_areas(file, std::move(document), path.string(), options);
}

} // namespace sitmap
