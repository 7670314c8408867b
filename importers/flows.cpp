#include "importers/flows.hpp"

#include "geodata/measure.hpp"
#include "importers/attributes.hpp"
#include "importers/country_codes.hpp"

#include <array>

namespace sitmap {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 10> people_names{
    "people",           "persons", "count",    "individuals", "number",
    "population_moved", "total",   "migrants", "refugees",    "displaced"};
constexpr std::array<std::string_view, 6> origin_names{"origin",    "from",         "origin_name",
                                                       "from_name", "source_place", "departure"};
constexpr std::array<std::string_view, 6> destination_names{"destination", "to",   "destination_name",
                                                            "to_name",     "dest", "arrival"};
constexpr std::array<std::string_view, 7> start_names{"date_edtf",  "start",     "date", "start_date",
                                                      "date_start", "from_date", "day"};
constexpr std::array<std::string_view, 5> end_names{"date_end", "end_date", "end", "to_date", "until"};
constexpr std::array<std::string_view, 4> speaker_names{"speaker", "source", "reported_by", "according_to"};
constexpr std::array<std::string_view, 4> title_names{"title", "name", "label", "description"};
constexpr std::array<std::string_view, 2> route_names{"route", "route_name"};
constexpr std::array<std::string_view, 3> kind_names{"kind", "type", "category"};
constexpr std::array<std::string_view, 4> place_names{"place", "location", "site", "name"};
constexpr std::array<std::string_view, 1> country_names{"country"};
constexpr std::array<std::string_view, 2> precision_names{"place_precision", "precision"};

/// The columns that tell of one end alone; where they are missing or empty, those of the whole row hold.
struct EndColumns {
    std::array<std::string_view, 1> precision, country;
};
constexpr EndColumns origin_columns{{"origin_precision"}, {"origin_country"}};
constexpr EndColumns destination_columns{{"destination_precision"}, {"destination_country"}};

struct StockColumn {
    Stock::Kind kind;
    std::array<std::string_view, 3> names;
};
constexpr std::array<StockColumn, 4> stock_columns{
    {{Stock::Kind::held, {"held", "detained", "detainees"}},
     {Stock::Kind::displaced, {"displaced", "idps", "idp"}},
     {Stock::Kind::population, {"population", "residents", "inhabitants"}},
     {Stock::Kind::in_need, {"in_need", "people_in_need", "pin"}}}};

/// Reads the features of one layer.
class FlowReader {
public:
    FlowReader(Intake& intake, const FlowOptions& options, std::string source)
        : intake_{intake}, options_{options}, source_{std::move(source)}
    {}

    void read(const Layer& layer)
    {
        layer_ = &layer;
        for (const Feature& feature : layer.features) {
            feature_ = &feature;
            ++number_;
            read_feature();
        }
    }

private:
    void read_feature()
    {
        const std::string kind = header_key(text_in({}, kind_names));
        if (const auto lines = lines_of(feature_->geometry); !lines.empty()) {
            if (kind.find("route") != std::string::npos || layer_->name == "routes")
                add_route();
            else
                for (const LineString& line : lines)
                    add_flow(line.points.front(), line.points.back());
            return;
        }
        const auto point = representative_point(feature_->geometry);
        if (!point) {
            issue(Issue::Weight::dropped, "it has no shape, so neither origin nor place");
            return;
        }
        if (add_stocks(*point, kind))
            return;
        const bool arrived = text_in(options_.origin_field, origin_names).empty() &&
                             !text_in(options_.destination_field, destination_names).empty();
        arrived ? add_flow(std::nullopt, *point) : add_flow(*point, std::nullopt);
    }

    void add_route()
    {
        Route route;
        route.id = id();
        route.name = text_in({}, title_names);
        route.line = feature_->geometry;
        route.interval = interval();
        route.evidence.push_back(evidence());
        intake_.routes.push_back(std::move(route));
    }

    /// Requires at least one end.
    void add_flow(std::optional<LonLat> from, std::optional<LonLat> to)
    {
        Flow flow;
        flow.id = id();
        if (parts_++ > 0)
            flow.id += "." + std::to_string(parts_);
        flow.document = intake_.document.id;
        if (from)
            flow.origin = end_location(*from, text_in(options_.origin_field, origin_names), origin_columns);
        if (to)
            flow.destination = end_location(*to, text_in(options_.destination_field, destination_names),
                                            destination_columns);
        flow.people = people(text_in(options_.people_field, people_names));
        flow.route = text_in({}, route_names);
        flow.title = text_in({}, title_names);
        if (flow.title.empty())
            flow.title =
                "Displacement" +
                (flow.origin && !flow.origin->name.empty() ? " from " + flow.origin->name : "") +
                (flow.destination && !flow.destination->name.empty() ? " to " + flow.destination->name : "");
        flow.interval = interval();
        flow.speaker = text_in(options_.speaker_field, speaker_names);
        flow.evidence = evidence();
        intake_.flows.push_back(std::move(flow));
    }

    /// A stock for each column that holds one; or one by the feature's kind. False if there is none.
    bool add_stocks(LonLat point, const std::string& kind)
    {
        bool found = false;
        for (const StockColumn& column : stock_columns) {
            const std::string text = text_in({}, column.names);
            // "displaced" beside a destination counts those who moved, and is read as a flow.
            const bool moved = column.kind == Stock::Kind::displaced && kind == "flow";
            if (!text.empty() && !moved && options_.people_field.empty()) {
                add_stock(point, column.kind, text);
                found = true;
            }
        }
        for (const StockColumn& column : stock_columns) {
            if (!found && kind == header_key(name_of(column.kind))) {
                add_stock(point, column.kind, text_in(options_.people_field, people_names));
                found = true;
            }
        }
        return found;
    }

    void add_stock(LonLat point, Stock::Kind kind, const std::string& count)
    {
        Stock stock;
        stock.id = id() + "." + std::string{name_of(kind)};
        stock.document = intake_.document.id;
        stock.kind = kind;
        stock.location = location(point, text_in({}, place_names));
        if (!polygons_of(feature_->geometry).empty()) {
            stock.location.shape = feature_->geometry;
            stock.location.radius_m = 0;
        }
        stock.people = people(count);
        stock.interval = interval();
        stock.speaker = text_in(options_.speaker_field, speaker_names);
        stock.evidence = evidence();
        intake_.stocks.push_back(std::move(stock));
    }

    Location end_location(LonLat point, std::string name, const EndColumns& columns)
    {
        Location end = location(point, std::move(name));
        if (const auto precision = place_precision_named(text_in({}, columns.precision))) {
            end.precision = *precision;
            end.radius_m = usual_radius_m(*precision);
        }
        if (const std::string_view country = country_named(text_in({}, columns.country)); !country.empty())
            end.country = country;
        return end;
    }

    Location location(LonLat point, std::string name)
    {
        Location location;
        location.name = name;
        location.toponym = std::move(name);
        location.point = point;
        location.precision =
            place_precision_named(text_in({}, precision_names)).value_or(PlacePrecision::locality);
        location.radius_m = usual_radius_m(location.precision);
        location.country = text_in({}, country_names);
        if (location.country.size() != 3)
            location.country.clear();
        return location;
    }

    std::optional<Quantity> people(const std::string& text)
    {
        if (text.empty())
            return people_in_bounds();
        const auto count = loose_quantity(text);
        if (!text.empty() && !count)
            issue(Issue::Weight::note, "'" + text + "' is not read as a count of people");
        return count;
    }

    /// As our own exports have it: low, best and high apart.
    std::optional<Quantity> people_in_bounds() const
    {
        constexpr std::array<std::array<std::string_view, 1>, 3> names{
            {{"people_low"}, {"people_best"}, {"people_high"}}};
        std::array<std::optional<Quantity::Count>, 3> bounds;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (const auto quantity = loose_quantity(text_in({}, names[i])))
                bounds[i] = quantity->best();
        }
        constexpr std::array<std::string_view, 1> unit_names{"unit"};
        const auto unit =
            text_in({}, unit_names) == "households" ? Quantity::Unit::households : Quantity::Unit::people;
        return Quantity::of(bounds[0], bounds[1], bounds[2], unit);
    }

    Interval interval()
    {
        const std::string start = text_in(options_.start_field, start_names);
        const std::string end = text_in(options_.end_field, end_names);
        const auto whole = loose_interval(start);
        if (whole && (end.empty() || whole->last() == loose_day(end)))
            return *whole;
        const auto first = whole ? whole->first() : std::nullopt;
        const auto last = loose_day(end);
        for (const auto& [text, day] : {std::pair{start, first}, std::pair{end, last}}) {
            if (!text.empty() && !day)
                issue(Issue::Weight::note, "'" + text + "' is not read as a day; write it as 2024-07-17");
        }
        return interval_from(first, last);
    }

    Evidence evidence() const
    {
        return {intake_.document.id, number_, number_, quotation_of(*layer_, *feature_)};
    }

    std::string id()
    {
        if (id_number_ != number_)
            parts_ = 0;
        id_number_ = number_;
        return record_id(intake_.document.id, number_);
    }

    std::string text_in(const std::string& asked, Names usual) const
    {
        const auto field = find_field(*layer_, asked, usual, source_);
        return field ? text_of(feature_->values[*field]) : std::string{};
    }

    void issue(Issue::Weight weight, std::string what)
    {
        intake_.issues.push_back({weight, source_, number_, std::move(what)});
    }

    Intake& intake_;
    const FlowOptions& options_;
    std::string source_;
    const Layer* layer_ = nullptr;
    const Feature* feature_ = nullptr;
    std::size_t number_ = 0;                ///< of the feature, over all layers
    std::size_t id_number_ = 0, parts_ = 0; ///< lines of a multi-line get ids of their own
};

} // namespace

bool looks_like_flows(const VectorFile& file)
{
    const auto says_so = [](const std::string& kind) {
        return kind == "flow" || kind == "route" ||
               std::any_of(stock_columns.begin(), stock_columns.end(), [&](const StockColumn& column) {
                   return kind == header_key(name_of(column.kind));
               });
    };
    std::size_t features = 0;
    for (const Layer& layer : file.layers) {
        const auto field = find_field(layer, {}, kind_names, {});
        if (!field || !layer.field("people"))
            return false;
        for (const Feature& feature : layer.features)
            if (!says_so(header_key(text_of(feature.values[*field]))))
                return false;
        features += layer.features.size();
    }
    return features > 0;
}

Intake read_flows(const VectorFile& file, Document document, const std::string& source,
                  const FlowOptions& options)
{
    Intake intake;
    intake.document = std::move(document);
    intake.issues = file.issues;
    FlowReader reader{intake, options, source};
    for (const Layer& layer : file.layers)
        reader.read(layer);
    return intake;
}

Intake read_flows(const std::filesystem::path& path, const FlowOptions& options)
{
    const VectorFile file = read_vector_file(path);
    return read_flows(file, dataset_document(path, "flows"), path.string(), options);
}

} // namespace sitmap
