#include "importers/generic_csv.hpp"

#include "engine/incident.hpp"
#include "geodata/counted.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/measure.hpp"
#include "importers/article/encoding.hpp"
#include "importers/attributes.hpp"
#include "importers/csv.hpp"
#include "importers/event_columns.hpp"
#include "importers/event_words.hpp"
#include "importers/own_claims.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <set>
#include <vector>

namespace sitmap {

namespace {

constexpr std::size_t largest_table = std::size_t{1} << 30;
constexpr std::size_t longest_quotation = 4000;
constexpr std::size_t longest_title = 160;

constexpr std::array<std::pair<std::string_view, ClaimField>, 8> counts{
    {{"killed", ClaimField::killed},
     {"injured", ClaimField::injured},
     {"missing", ClaimField::missing},
     {"abducted", ClaimField::abducted},
     {"detained", ClaimField::detained},
     {"displaced", ClaimField::displaced},
     {"rescued", ClaimField::rescued},
     {"intercepted", ClaimField::intercepted}}};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string shortened(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return std::string{text};
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string{text.substr(0, end)} + "…";
}

std::optional<double> degrees_in(std::string_view text)
{
    std::string number{trimmed(text)};
    if (number.find('.') == std::string::npos) // a decimal comma
        std::replace(number.begin(), number.end(), ',', '.');
    double value = 0;
    const char* begin = number.data() + (number.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, number.data() + number.size(), value);
    if (number.empty() || error != std::errc{} || end != number.data() + number.size())
        return std::nullopt;
    return value;
}

/// What the numbers of a precision column mean: UCDP's 1 to 7 or ACLED's 1 to 3.
using PrecisionCodes = std::optional<PlacePrecision> (*)(int);

PrecisionCodes precision_codes(const EventColumns& columns, const std::vector<std::string>& header)
{
    const auto found = columns.find("place_precision");
    const bool ucdp = found != columns.end() && found->second < header.size() &&
                      header_key(header[found->second]) == header_key("where_prec");
    return ucdp ? from_ucdp : from_acled;
}

/// Reads the records of one table into an intake.
class TableReader {
public:
    TableReader(Intake& intake, EventColumns columns, std::string source, PrecisionCodes codes,
                const TakeRejected& reject)
        : intake_{intake},
          columns_{std::move(columns)},
          source_{std::move(source)},
          codes_{codes},
          reject_{reject}
    {}

    void drop(const CsvRecord& record, std::string why)
    {
        if (reject_)
            reject_({source_, record.line, why, record.raw});
        intake_.issues.push_back({Issue::Weight::dropped, source_, record.line, std::move(why)});
    }

    void read(const CsvRecord& record, std::size_t row)
    {
        record_ = &record;
        row_ = row;
        Event event;
        event.document = intake_.document.id;
        claims_ = &event.claims;
        own_ = OwnClaims::parse(cell("claims"));
        if (!add_place())
            return;
        add_kind();
        add_time();
        add_counts();
        add_parties();
        event.id = id();
        event.title = title();
        intake_.events.push_back(std::move(event));
    }

    void finish()
    {
        if (assumed_precision_ > 0)
            intake_.issues.push_back({Issue::Weight::note, source_, 0,
                                      "no column says how exactly the places are known: " +
                                          counted(assumed_precision_, " was", " were") +
                                          " taken as locality (5 km)"});
        if (without_place_ > 0)
            intake_.issues.push_back({Issue::Weight::note, source_, 0,
                                      counted(without_place_, " row has no coordinates and is not placed",
                                              " rows have no coordinates and are not placed")});
    }

private:
    [[nodiscard]] std::string cell(std::string_view field) const
    {
        const auto found = columns_.find(field);
        if (found == columns_.end() || found->second >= record_->cells.size())
            return {};
        const std::string_view text = trimmed(record_->cells[found->second]);
        return std::string{without_apostrophe(text)};
    }

    void note(std::string what)
    {
        intake_.issues.push_back({Issue::Weight::note, source_, record_->line, std::move(what)});
    }
    void add(ClaimField field, ClaimValue value, std::string remark = {})
    {
        Claim claim;
        claim.field = field;
        claim.value = std::move(value);
        const auto* const said = own_ ? own_->of(field) : nullptr;
        if (said != nullptr) {
            claim.speaker = said->speaker;
            claim.stance = said->stance;
            claim.said_on = said->said_on;
        } else if (std::string source = cell("source"); !is_own_sources(source)) {
            claim.speaker = std::move(source);
        }
        if (!claim.said_on)
            claim.said_on = loose_day(cell("published"));
        const std::string_view quotation =
            said != nullptr && !said->quotation.empty() ? said->quotation : record_->raw;
        claim.evidence = {intake_.document.id, row_, row_, shortened(quotation, longest_quotation)};
        claim.note = std::move(remark);
        claims_->push_back(std::move(claim));
    }

    void add_kind()
    {
        const std::string text = cell("type");
        const auto named = sub_type_in(text);
        if (!text.empty() && !named)
            note("type '" + text + "' is not known; taken as other");
        if (!text.empty())
            add(ClaimField::kind, named ? named->sub_type : SubEventType::other,
                named && named->exact ? std::string{} : "the table says: " + text);
    }

    /// False if the row was dropped.
    bool add_place()
    {
        const std::string lon_text = cell("lon");
        const std::string lat_text = cell("lat");
        if (lon_text.empty() && lat_text.empty()) {
            ++without_place_;
            return true;
        }
        const auto lon = degrees_in(lon_text);
        const auto lat = degrees_in(lat_text);
        if (!lat || std::abs(*lat) > 90) {
            drop(*record_, "latitude '" + lat_text + "' is not within -90 and 90");
            return false;
        }
        if (!lon || std::abs(*lon) > 180) {
            drop(*record_, "longitude '" + lon_text + "' is not within -180 and 180");
            return false;
        }
        if (*lon == 0 && *lat == 0) {
            note("position 0, 0 stands for 'not known' as a rule; the event is not placed");
            ++without_place_;
            return true;
        }
        add(ClaimField::place, location({*lon, *lat}));
        return true;
    }

    Location location(LonLat point)
    {
        Location location;
        location.name = cell("place");
        location.toponym = location.name;
        location.point = point;
        location.precision = precision();
        location.radius_m = usual_radius_m(location.precision);
        if (const auto radius = degrees_in(cell("radius_m")); radius && *radius > 0 && *radius < 2e6)
            location.radius_m = *radius;
        location.admin1 = cell("admin1");
        if (const std::string country = cell("country"); country.size() == 3)
            location.country = country;
        return location;
    }

    PlacePrecision precision()
    {
        const std::string text = cell("place_precision");
        if (const auto named = place_precision_named(text))
            return *named;
        int code = 0;
        std::from_chars(text.data(), text.data() + text.size(), code);
        if (const auto by_code = codes_(code))
            return *by_code;
        if (text.empty()) {
            ++assumed_precision_;
            return PlacePrecision::locality;
        }
        // Who gave a code meant something by it: drawn too vaguely it does no harm.
        note("place precision '" + text + "' is not known; taken as province");
        return PlacePrecision::province;
    }

    void add_time()
    {
        const std::string text = cell("date");
        const std::string end_text = cell("end");
        if (text.empty() && end_text.empty())
            return;
        const auto whole = loose_interval(text);
        const auto last = loose_day(end_text);
        if (!end_text.empty() && !last)
            note("'" + end_text + "' is not read as a day; write it as 2024-07-17");
        if (!text.empty() && !whole)
            note("'" + text + "' is not read as a day; write it as 2024-07-17. The day stays unknown");
        const auto first = whole ? whole->first() : std::nullopt;
        // "2019-07" with the last day of that month beside it is still a month.
        const bool says_all = whole && (!last || whole->last() == last);
        const Interval interval = says_all ? *whole : interval_from(first, last);
        if (interval.is_known())
            add(ClaimField::time, interval);
    }

    std::optional<Quantity> count(const std::string& field)
    {
        const std::string text = cell(field);
        const auto quantity = loose_quantity(text);
        const std::string key = header_key(text);
        const bool says_nothing =
            key.empty() || key == "na" || key == "unknown" || key == "none" || key == "null" || key == "nan";
        if (!quantity && !says_nothing)
            note(field + " '" + text + "' is not read as a count");
        return quantity;
    }

    void add_counts()
    {
        for (const auto& [name, field] : counts) {
            const std::string key{name};
            const auto best = count(key);
            const auto low = count(key + "_low");
            const auto high = count(key + "_high");
            if (!low && !high) {
                // Beside columns for bounds that say nothing, a figure has none.
                const bool bounded = columns_.contains(key + "_low") || columns_.contains(key + "_high");
                if (best && bounded && best->low() == best->high())
                    add(field, *Quantity::of({}, best->best(), {}));
                else if (best)
                    add(field, *best);
                continue;
            }
            // A high that stands alone in its cell ("60") is its own low and best.
            const auto range =
                Quantity::of(low ? low->low() : std::nullopt, best ? best->best() : std::nullopt,
                             high ? high->high() : std::nullopt);
            if (range)
                add(field, *range);
            else
                note(key + ": low, best and high are not in order; left out");
        }
    }

    void add_parties()
    {
        add_accused();
        if (std::string victims = cell("victims"); !victims.empty())
            add(ClaimField::victims, ActorName{std::move(victims)});
    }

    void add_accused()
    {
        if (const auto said = own_ ? own_->accusations() : std::vector<const OwnClaims::Said*>{};
            !said.empty()) {
            for (const OwnClaims::Said* one : said) {
                add(ClaimField::perpetrator, ActorName{one->value}, one->note);
                Claim& claim = claims_->back();
                claim.speaker = one->speaker;
                claim.stance = one->stance;
                claim.hedged = one->hedged;
                claim.said_on = one->said_on;
                if (!one->quotation.empty())
                    claim.evidence.quotation = shortened(one->quotation, longest_quotation);
            }
            return;
        }
        std::string actor = cell("actor");
        const auto attribution = attribution_named(cell("attribution"));
        if (!attribution) {
            if (!actor.empty())
                add(ClaimField::perpetrator, ActorName{std::move(actor)});
            return;
        }
        const bool unattributed = *attribution == Attribution::unattributed;
        for (const std::string_view party : parties_in(actor)) {
            add(ClaimField::perpetrator, ActorName{party}, std::string{unattributed ? party_to_it : ""});
            claims_->back().hedged = *attribution == Attribution::suspected;
        }
    }

    /// By the table's own id where it has one; a second row with the same id is told apart by its number.
    std::string id()
    {
        std::string own = shortened(cell("id"), 80);
        if (own.empty())
            own = std::to_string(row_);
        if (!ids_.insert(own).second)
            own += "." + std::to_string(row_);
        return intake_.document.id.substr(0, 16) + "#" + own;
    }

    [[nodiscard]] std::string title() const
    {
        if (const std::string text = cell("title"); !text.empty())
            return shortened(text, longest_title);
        std::string text = cell("type").empty() ? std::string{"Event"} : cell("type");
        if (const std::string place = cell("place"); !place.empty())
            text += ", " + place;
        return shortened(text, longest_title);
    }

    Intake& intake_;
    EventColumns columns_;
    std::string source_;
    PrecisionCodes codes_;
    const TakeRejected& reject_;
    const CsvRecord* record_ = nullptr;
    std::size_t row_ = 0; ///< of the data, 1-based
    std::vector<Claim>* claims_ = nullptr;
    std::optional<OwnClaims> own_; ///< of the row, if it comes from an export of ours
    std::set<std::string> ids_;
    std::size_t assumed_precision_ = 0, without_place_ = 0;
};

std::string all_of(std::istream& in, const std::string& source)
{
    std::string bytes;
    std::vector<char> block(1 << 18);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > largest_table)
            throw Error{"cannot read '" + source + "': it has over 1 GiB; part it"};
    }
    return bytes;
}

Intake read_table(const std::string& text, Document document, const std::string& source,
                  const ColumnMapping& mapping, const TakeRejected& reject)
{
    CsvReader records{text, mapping.separator != 0 ? mapping.separator : separator_of(text)};
    const auto header = records.next();
    if (!header)
        throw Error{"cannot read '" + source + "': it has no header line"};
    EventColumns columns = event_columns(header->cells, mapping, source);
    if (!tell_of_events(columns))
        throw Error{
            "cannot read '" + source + "' as a table of events: none of its columns (" +
            shortened(header->raw, 300) +
            ") is known to hold a day, a position, a type or the number killed; say which with a column "
            "mapping such as date=...,lat=...,lon=..."};
    Intake intake;
    intake.document = std::move(document);
    const PrecisionCodes codes = precision_codes(columns, header->cells);
    TableReader reader{intake, std::move(columns), source, codes, reject};
    std::size_t row = 0;
    while (const auto record = records.next()) {
        ++row;
        if (record->unclosed)
            reader.drop(
                *record,
                "a quotation mark that begins in this row has no end; this row and all after it are lost");
        else if (record->cells.size() != header->cells.size() &&
                 record->cells.size() != header->cells.size() + 1)
            reader.drop(*record, "it has " + counted(record->cells.size(), " cell", " cells") +
                                     " and the header has " + std::to_string(header->cells.size()));
        else
            reader.read(*record, row);
    }
    reader.finish();
    return intake;
}

} // namespace

Intake read_generic_csv(std::istream& in, const std::string& source_name, const ColumnMapping& mapping,
                        const TakeRejected& reject)
{
    const std::string bytes = all_of(in, source_name);
    if (bytes.empty())
        throw Error{"cannot read '" + source_name + "': it is empty"};
    Document document;
    document.id = sha256(bytes);
    const std::filesystem::path path{source_name};
    document.title = path.stem().string();
    document.location = path.filename().string();
    document.kind = "dataset";
    return read_table(to_utf8(bytes, source_name), std::move(document), source_name, mapping, reject);
}

Intake read_event_layer(const Layer& layer, Document document, const std::string& source,
                        const ColumnMapping& mapping, const TakeRejected& reject)
{
    // Through the table's own reader, so that both understand the same columns.
    Layer points = layer;
    for (Feature& feature : points.features) {
        if (const auto point = representative_point(feature.geometry))
            feature.geometry = *point;
    }
    ColumnMapping by_comma = mapping;
    by_comma.separator = ',';
    return read_table(to_csv(points), std::move(document), source, by_comma, reject);
}

Intake read_event_layer(const std::filesystem::path& path, const ColumnMapping& mapping,
                        const TakeRejected& reject)
{
    const VectorFile file = read_vector_file(path);
    if (file.layers.size() != 1)
        throw Error{"cannot read '" + path.string() + "' as events: it has " +
                    std::to_string(file.layers.size()) + " layers and one is needed"};
    Intake intake = read_event_layer(file.layers.front(), dataset_document(path, "dataset"), path.string(),
                                     mapping, reject);
    intake.issues.insert(intake.issues.begin(), file.issues.begin(), file.issues.end());
    return intake;
}

bool looks_like_events(const VectorFile& file)
{
    for (const Layer& layer : file.layers) {
        std::vector<std::string> header;
        for (const Field& field : layer.fields)
            header.push_back(field.name);
        const EventColumns columns = event_columns(header, {}, {});
        const auto points = std::count_if(layer.features.begin(), layer.features.end(), [](const Feature& f) {
            return std::holds_alternative<LonLat>(f.geometry) ||
                   std::holds_alternative<std::monostate>(f.geometry);
        });
        const bool told = columns.contains("type") || columns.contains("killed") ||
                          (columns.contains("date") && columns.contains("title"));
        if (told && static_cast<std::size_t>(points) * 2 > layer.features.size())
            return true;
    }
    return false;
}

} // namespace sitmap
