#include "engine/record_row.hpp"

#include "engine/hash.hpp"
#include "engine/row_template.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace sitmap::store {

namespace {

constexpr std::string_view columns =
    "dataset INTEGER, source_id TEXT, row INTEGER, title TEXT, event_type TEXT, sub_event_type TEXT, "
    "type_given BOOLEAN, date_start DATE, date_end DATE, date_precision TEXT, place TEXT, place_precision "
    "TEXT, radius_m DOUBLE, country TEXT, admin1 TEXT, side_a TEXT, side_b TEXT, roles TEXT, victims TEXT, "
    "killed_low INTEGER, killed_best INTEGER, killed_high INTEGER, other_counts TEXT, attribution TEXT, "
    "source TEXT, said_on DATE, promoted BOOLEAN, quotation TEXT, raw TEXT, raw_quotation INTEGER";

enum Column : int {
    fid,
    geom,
    dataset,
    source_id,
    row,
    title,
    event_type,
    sub_event_type,
    type_given,
    date_start,
    date_end,
    date_precision,
    place,
    place_precision,
    radius_m,
    country,
    admin1,
    side_a,
    side_b,
    roles,
    victims,
    killed_low,
    killed_best,
    killed_high,
    other_counts,
    attribution,
    source,
    said_on,
    promoted,
    quotation,
    raw,
    raw_quotation,
    column_count
};
static_assert(column_count == record_column_count);

/// In `raw_quotation`: `raw` is a template (row_template.hpp). Null: it is the row itself.
constexpr std::int64_t raw_is_template = -1;

// GeoPackage 1.3, 2.1.3: "GP", version 0, flags: little endian, no envelope (none is advised for points),
// SRS 4326; then ISO WKB of a point.
constexpr std::size_t point_bytes = 29;
constexpr char point_head[13] = {
    'G', 'P', 0, 1, static_cast<char>(4326 & 0xff), static_cast<char>(4326 >> 8), 0, 0, 1, 1, 0, 0, 0};

void write_double(char* to, double value)
{
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i, bits >>= 8)
        to[i] = static_cast<char>(bits & 0xff);
}

double read_double(const char* from)
{
    std::uint64_t bits = 0;
    for (int i = 7; i >= 0; --i)
        bits = bits << 8 | static_cast<unsigned char>(from[i]);
    return std::bit_cast<double>(bits);
}

constexpr std::string_view name_of(PartyRole role)
{
    return role == PartyRole::perpetrator ? "perpetrator" : "opponents";
}

std::size_t write_number(char* to, std::int32_t number)
{
    return static_cast<std::size_t>(std::to_chars(to, to + 12, number).ptr - to);
}

/// [["injured",1,2,3],…], as JSON; -1 where a number is absent.
void write_other_counts(std::string& to, std::span<const Record::OtherCount> counts)
{
    to = "[";
    for (const Record::OtherCount& other : counts) {
        to += (to.size() > 1 ? ",[\"" : "[\"") + std::string{sitmap::name_of(other.field)} + "\"";
        for (const std::int32_t number : {other.count.low, other.count.best, other.count.high}) {
            char digits[12];
            to += ',';
            to.append(digits, write_number(digits, number));
        }
        to += "]";
    }
    to += "]";
}

} // namespace

std::string_view record_columns()
{
    return columns;
}

std::string record_column_names()
{
    std::string names;
    for (std::string_view left = columns; !left.empty();) {
        names += (names.empty() ? "" : ", ") + std::string{left.substr(0, left.find(' '))};
        const auto comma = left.find(", ");
        left.remove_prefix(comma == std::string_view::npos ? left.size() : comma + 2);
    }
    return names;
}

std::string select_without_raw()
{
    std::string names = ", " + record_column_names() + ",";
    const auto replace = [&](std::string_view name, std::string_view with) {
        const std::string whole = ", " + std::string{name} + ",";
        names.replace(names.find(whole), whole.size(), ", " + std::string{with} + ",");
    };
    replace("event_type", "NULL");
    replace("attribution", "NULL");
    replace("raw", "CASE WHEN quotation IS NULL THEN raw END");
    names.pop_back();
    return "SELECT fid, geom" + names;
}

RecordRow::RecordRow(Database& database, const std::string& table)
    : row_{database, "INSERT INTO " + table +
                         " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"}
{}

void RecordRow::put_text(std::string_view text)
{
    text.empty() ? row_.null() : row_.put_kept(text);
}

void RecordRow::put_count(std::int32_t count)
{
    count == GivenCount::absent ? row_.null() : row_.put(std::int64_t{count});
}

void RecordRow::put_day(std::optional<Day> day, char (&buffer)[16])
{
    if (!day) {
        row_.null();
        return;
    }
    const std::chrono::year_month_day date{*day};
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) {
        row_.put(std::string_view{format_day(*day)}); // copied: the text is gone after this line
        return;
    }
    const auto digits = [&](int at, unsigned value) {
        buffer[at] = static_cast<char>('0' + value / 10 % 10);
        buffer[at + 1] = static_cast<char>('0' + value % 10);
    };
    digits(0, static_cast<unsigned>(year) / 100);
    digits(2, static_cast<unsigned>(year) % 100);
    buffer[4] = buffer[7] = '-';
    digits(5, static_cast<unsigned>(date.month()));
    digits(8, static_cast<unsigned>(date.day()));
    row_.put_kept({buffer, 10});
}

void RecordRow::write(const RecordPlace& at, const Record& record)
{
    char point[point_bytes], first_day[16], last_day[16], said_day[16];
    row_.put(at.id);
    if (record.point) {
        std::memcpy(point, point_head, sizeof point_head);
        write_double(point + sizeof point_head, record.point->lon);
        write_double(point + sizeof point_head + 8, record.point->lat);
        row_.put_blob_kept({point, point_bytes});
    } else {
        row_.null();
    }
    row_.put(std::int64_t{at.dataset}).put_kept(record.id).put(static_cast<std::int64_t>(record.row));
    put_text(record.title);
    row_.put_kept(sitmap::name_of(type_of(record.sub_type))).put_kept(sitmap::name_of(record.sub_type));
    row_.put_bool(record.type_given);
    put_day(record.interval.first(), first_day);
    put_day(record.interval.last(), last_day);
    row_.put_kept(sitmap::name_of(record.interval.precision()));
    put_text(record.place);
    row_.put_kept(sitmap::name_of(record.precision));
    record.radius_m > 0 ? row_.put(record.radius_m) : row_.null();
    put_text(record.country);
    put_text(record.admin1);
    put_text(record.side_a);
    put_text(record.side_b);
    row_.put_kept(name_of(record.roles));
    put_text(record.victims);
    put_count(record.killed.low);
    put_count(record.killed.best);
    put_count(record.killed.high);
    if (record.other_counts.empty()) {
        row_.null();
    } else {
        write_other_counts(other_counts_, record.other_counts);
        row_.put_kept(other_counts_);
    }
    row_.put_kept(sitmap::name_of(record.roles == PartyRole::perpetrator && !record.side_a.empty()
                                      ? Attribution::attributed
                                      : Attribution::unattributed));
    put_text(record.source);
    put_day(record.said_on, said_day);
    row_.put_bool(at.promoted);
    put_text(record.quotation);
    put_raw(record);
    row_.run_and_keep();
}

void RecordRow::put_raw(const Record& record)
{
    if (make_row_template(raw_, record))
        row_.put_kept(raw_).put(raw_is_template);
    else {
        put_text(record.raw);
        row_.null();
    }
}

RecordReader::RecordReader(Database& database, const std::string& sql, bool whole_raw)
    : database_{database}, row_{database, sql}, whole_raw_{whole_raw}
{}

void RecordReader::refuse(const std::string& what) const
{
    throw Error{"cannot read '" + database_.path().string() + "': its table 'records' holds " + what +
                " in row " + std::to_string(place_.id) +
                ", which sitmap does not write; restore it, or import its sources again into a new store"};
}

std::optional<Day> RecordReader::day(int column)
{
    const std::string_view text = row_.text_view(column);
    if (text.empty())
        return std::nullopt;
    if (text == last_day_text_)
        return last_day_;
    last_day_ = parse_day(text);
    last_day_text_ = text;
    if (!last_day_)
        refuse("the day '" + last_day_text_ + "'");
    return last_day_;
}

Interval RecordReader::interval()
{
    const auto first = day(date_start), last = day(date_end);
    const std::string_view name = row_.text_view(date_precision);
    const auto precision = name == "day" ? TimePrecision::day : time_precision_named(name);
    if (!precision)
        refuse("the date precision '" + std::string{name} + "'");
    switch (*precision) {
    case TimePrecision::unknown:
        return {};
    case TimePrecision::ongoing:
        return Interval::ongoing();
    case TimePrecision::since:
        if (first)
            return Interval::since(*first);
        break;
    case TimePrecision::before:
        if (last)
            return Interval::before(*last);
        break;
    default:
        if (first && last && *first <= *last)
            return Interval::within(*first, *last, *precision);
    }
    refuse("a span of days without its ends");
}

std::int32_t RecordReader::count(int column) const
{
    if (row_.is_null(column))
        return GivenCount::absent;
    const std::int64_t number = row_.integer(column);
    if (number < 0 || number > INT32_MAX)
        refuse("the count " + std::to_string(number));
    return static_cast<std::int32_t>(number);
}

std::optional<LonLat> RecordReader::point() const
{
    if (row_.is_null(geom))
        return std::nullopt;
    const std::string_view blob = row_.blob_view(geom);
    if (blob.size() != point_bytes || std::memcmp(blob.data(), point_head, sizeof point_head) != 0)
        refuse("a shape that is no point of its own");
    const LonLat point{read_double(blob.data() + sizeof point_head),
                       read_double(blob.data() + sizeof point_head + 8)};
    if (!is_valid(point))
        refuse("a point off the globe");
    return point;
}

void RecordReader::read_other_counts(std::string_view json)
{
    other_counts_.clear();
    const auto take = [&](std::string_view what) {
        const bool there = json.starts_with(what);
        if (there)
            json.remove_prefix(what.size());
        return there;
    };
    bool sound = json.empty() || take("[");
    while (sound && take(other_counts_.empty() ? "[\"" : ",[\"")) {
        const auto end = json.find('"');
        const auto field = claim_field_named(json.substr(0, end));
        json.remove_prefix(std::min(json.size(), end == std::string_view::npos ? json.size() : end + 1));
        Record::OtherCount other;
        sound = field && is_count(*field);
        other.field = field.value_or(ClaimField::injured);
        for (std::int32_t* number : {&other.count.low, &other.count.best, &other.count.high}) {
            sound = sound && take(",");
            const auto [next, failed] = std::from_chars(json.data(), json.data() + json.size(), *number);
            sound = sound && failed == std::errc{} && *number >= GivenCount::absent;
            json.remove_prefix(static_cast<std::size_t>(next - json.data()));
        }
        sound = sound && take("]");
        other_counts_.push_back(other);
    }
    if (!sound || (!json.empty() && json != "]"))
        refuse("counts in another form");
    record_.other_counts = other_counts_;
}

void RecordReader::read_raw()
{
    record_.quotation = row_.text_view(quotation);
    record_.raw = {};
    if (!whole_raw_ && !record_.quotation.empty())
        return;
    record_.raw = row_.text_view(raw);
    if (row_.is_null(raw_quotation))
        return;
    const std::int64_t at = row_.integer(raw_quotation);
    if (at == raw_is_template) {
        if (!fill_row_template(raw_, record_))
            refuse("a row that names a column which is not there");
        record_.raw = raw_;
        return;
    }
    // As layout 2 had it: the quotation alone is left out, at this byte.
    if (at < 0 || static_cast<std::size_t>(at) > record_.raw.size())
        refuse("a quotation outside of its row");
    raw_.assign(record_.raw.substr(0, static_cast<std::size_t>(at)));
    raw_ += record_.quotation;
    raw_ += record_.raw.substr(static_cast<std::size_t>(at));
    record_.raw = raw_;
}

bool RecordReader::next()
{
    if (!row_.next())
        return false;
    place_.id = row_.integer(fid);
    const std::int64_t number = row_.integer(dataset);
    if (number < 1 || number > UINT16_MAX)
        refuse("the dataset " + std::to_string(number));
    place_.dataset = static_cast<std::uint16_t>(number);
    place_.promoted = row_.integer(promoted) != 0;
    const auto named = [&](int column, auto find) {
        const std::string_view name = row_.text_view(column);
        const auto value = find(name);
        if (!value)
            refuse("'" + std::string{name} + "'");
        return *value;
    };
    record_.id = row_.text_view(source_id);
    record_.row = static_cast<std::uint64_t>(row_.integer(row));
    record_.title = row_.text_view(title);
    // Asking for a name by trying all of them takes as long as the rest of the row.
    if (row_.text_view(sub_event_type) != sitmap::name_of(last_kind_))
        last_kind_ = named(sub_event_type, sub_event_type_named);
    record_.sub_type = last_kind_;
    record_.type_given = row_.integer(type_given) != 0;
    record_.interval = interval();
    record_.point = point();
    record_.place = row_.text_view(Column::place);
    record_.precision = named(place_precision, place_precision_named);
    record_.radius_m = row_.real(radius_m);
    record_.country = row_.text_view(country);
    record_.admin1 = row_.text_view(admin1);
    record_.side_a = row_.text_view(side_a);
    record_.side_b = row_.text_view(side_b);
    record_.roles = row_.text_view(roles) == "perpetrator" ? PartyRole::perpetrator : PartyRole::opponents;
    record_.victims = row_.text_view(victims);
    record_.killed = {count(killed_low), count(killed_best), count(killed_high)};
    read_other_counts(row_.text_view(other_counts));
    record_.source = row_.text_view(source);
    record_.said_on = day(said_on);
    read_raw();
    return true;
}

std::uint64_t content_hash(const Record& record)
{
    struct Numbers {
        double lon, lat, radius_m;
        std::int32_t first, last, said_on;
        GivenCount killed;
        std::uint8_t sub_type, precision, time_precision, roles, type_given, placed, ends, spare;
    };
    static_assert(sizeof(Numbers) == 24 + 12 + 12 + 8 &&
                  std::has_unique_object_representations_v<GivenCount>);
    const auto days = [](std::optional<Day> day) {
        return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : INT32_MIN;
    };
    const LonLat point = record.point.value_or(LonLat{});
    const Numbers numbers{point.lon,
                          point.lat,
                          record.radius_m,
                          days(record.interval.first()),
                          days(record.interval.last()),
                          days(record.said_on),
                          record.killed,
                          static_cast<std::uint8_t>(record.sub_type),
                          static_cast<std::uint8_t>(record.precision),
                          static_cast<std::uint8_t>(record.interval.precision()),
                          static_cast<std::uint8_t>(record.roles),
                          record.type_given,
                          record.point.has_value(),
                          0,
                          0};
    std::uint64_t hash = hash64({reinterpret_cast<const char*>(&numbers), sizeof numbers});
    for (const Record::OtherCount& other : record.other_counts) {
        const std::int32_t four[] = {static_cast<std::int32_t>(other.field), other.count.low,
                                     other.count.best, other.count.high};
        hash = hash64({reinterpret_cast<const char*>(four), sizeof four}, hash);
    }
    for (const std::string_view text :
         {record.place, record.admin1, record.country, record.side_a, record.side_b, record.victims,
          record.source, record.title, record.quotation, record.raw})
        hash = hash64(text, hash);
    return hash;
}

} // namespace sitmap::store
