#include "importers/attributes.hpp"

#include "geodata/error.hpp"
#include "geodata/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <vector>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_quotation = 2000;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text)
{
    std::string result{text};
    for (char& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

std::optional<Day> day_of(int year, int month, int day)
{
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (month < 1 || day < 1 || !date.ok())
        return std::nullopt;
    return Day{date};
}

/// January is 1; by the first three letters; 0 for no month.
int month_named(std::string_view word)
{
    constexpr std::array<std::string_view, 12> names{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
    const std::string name = lower(word);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name.size() >= 3 && names[i].starts_with(name))
            return static_cast<int>(i) + 1;
    }
    return name == "sept" ? 9 : 0;
}

/// Words and numbers of a text, without what stands between them.
std::vector<std::string_view> words_of(std::string_view text)
{
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    const auto kind = [](char c) {
        return is_digit(c) ? 1 : std::isalpha(static_cast<unsigned char>(c)) != 0 ? 2 : 0;
    };
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && i > begin && kind(text[i]) == kind(text[i - 1]))
            continue;
        if (i > begin && kind(text[begin]) != 0)
            words.push_back(text.substr(begin, i - begin));
        begin = i;
    }
    return words;
}

std::optional<int> number_in(std::string_view word)
{
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() ? std::optional{number} : std::nullopt;
}

/// "3 July 2019", "July 3, 2019", "3 Jul 2019".
std::optional<Day> day_with_month_name(const std::vector<std::string_view>& words)
{
    if (words.size() != 3 || words[2].size() != 4)
        return std::nullopt;
    const auto year = number_in(words[2]);
    const bool month_first = month_named(words[0]) != 0;
    const int month = month_named(words[month_first ? 0 : 1]);
    const auto day = number_in(words[month_first ? 1 : 0]);
    return year && day && month != 0 ? day_of(*year, month, *day) : std::nullopt;
}

/// Three numbers, the year first or last.
std::optional<Day> day_in_numbers(const std::vector<std::string_view>& words, char separator)
{
    if (words.size() != 3)
        return std::nullopt;
    const auto a = number_in(words[0]), b = number_in(words[1]), c = number_in(words[2]);
    if (!a || !b || !c)
        return std::nullopt;
    if (words[0].size() == 4)
        return day_of(*a, *b, *c);
    if (words[2].size() != 4)
        return std::nullopt;
    if (separator == '.') // day and month stand in this order wherever points part them
        return day_of(*c, *b, *a);
    if (*a > 12)
        return day_of(*c, *b, *a);
    if (*b > 12)
        return day_of(*c, *a, *b);
    return *a == *b ? day_of(*c, *a, *b) : std::nullopt;
}

std::optional<double> plain_number(std::string_view text)
{
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Commas and spaces between groups of three digits.
        const bool group = (text[i] == ',' || text[i] == ' ' || text[i] == '\'') && i > 0 &&
                           is_digit(text[i - 1]) && i + 3 < text.size() + 0 && is_digit(text[i + 1]) &&
                           is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                           (i + 4 == text.size() || !is_digit(text[i + 4]));
        if (!group)
            digits += text[i];
    }
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(number) ||
        number < 0 || number > 1e10)
        return std::nullopt;
    return number;
}

std::optional<Quantity::Count> whole_number(std::string_view text)
{
    const auto number = plain_number(trimmed(text));
    if (!number || *number != std::floor(*number))
        return std::nullopt;
    return static_cast<Quantity::Count>(*number);
}

/// Takes one of `phrases` off the front.
bool take_front(std::string_view& text, std::initializer_list<std::string_view> phrases)
{
    for (const std::string_view phrase : phrases) {
        if (text.starts_with(phrase)) {
            text = trimmed(text.substr(phrase.size()));
            return true;
        }
    }
    return false;
}

/// "37-80", "37–80", "37 to 80".
std::optional<Quantity> quantity_range(std::string_view text)
{
    for (const std::string_view dash : {"–", "-", " to ", "—"}) {
        const std::size_t at = text.find(dash);
        if (at == std::string_view::npos || at == 0)
            continue;
        const auto low = whole_number(text.substr(0, at));
        const auto high = whole_number(text.substr(at + dash.size()));
        if (low && high)
            return Quantity::of(*low, std::nullopt, *high);
    }
    return std::nullopt;
}

std::string bytes_of(const fs::path& path)
{
    std::ifstream in{path, std::ios::binary};
    if (!in)
        throw Error{"cannot read '" + path.string() + "': it cannot be opened"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

std::string header_key(std::string_view header)
{
    std::string key;
    for (const char c : lower(header)) {
        if (is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
            key += c;
    }
    return key;
}

std::optional<std::size_t> find_field(const Layer& layer, std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        const std::string key = header_key(name);
        for (std::size_t i = 0; i < layer.fields.size(); ++i) {
            if (header_key(layer.fields[i].name) == key)
                return i;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> find_field(const Layer& layer, const std::string& asked,
                                      std::span<const std::string_view> usual, const std::string& source)
{
    if (asked.empty())
        return find_field(layer, usual);
    const auto found = layer.field(asked);
    if (found)
        return found;
    std::string names;
    for (const Field& field : layer.fields)
        names += (names.empty() ? "" : ", ") + field.name;
    throw Error{"cannot read '" + source + "': it has no attribute '" + asked +
                "'; it has: " + (names.empty() ? "none" : names)};
}

std::optional<Day> loose_day(std::string_view text)
{
    text = trimmed(text);
    const auto is_end = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    // "[..2019-07-02]" and "2019-07-02/.." are intervals with an open end.
    if (text.empty() || text.size() > 40 || !is_end(text.front()) || !is_end(text.back()))
        return std::nullopt;
    // A time of day behind an ISO date.
    if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) {
        if (const auto day = loose_day(text.substr(0, 10)))
            return day;
    }
    if (text.size() == 8 && std::all_of(text.begin(), text.end(), is_digit))
        return day_of(*number_in(text.substr(0, 4)), *number_in(text.substr(4, 2)),
                      *number_in(text.substr(6, 2)));
    const auto words = words_of(text);
    if (const auto day = day_with_month_name(words))
        return day;
    const std::size_t separator = text.find_first_of("-/.");
    return separator == std::string_view::npos ? std::nullopt : day_in_numbers(words, text[separator]);
}

std::optional<Interval> loose_interval(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > 60)
        return std::nullopt;
    if (const auto interval = Interval::from_edtf(text); interval && interval->is_known())
        return interval;
    const auto day = loose_day(text);
    return day ? std::optional{Interval::on(*day)} : std::nullopt;
}

std::optional<Day> day_in_name(const fs::path& path)
{
    const std::string name = path.stem().string();
    std::optional<Day> found;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_digit(name[i]) || (i > 0 && is_digit(name[i - 1])))
            continue;
        const std::size_t end = std::min(name.find_first_not_of("0123456789", i), name.size());
        std::optional<Day> day;
        if (end - i == 8) {
            day = loose_day(std::string_view{name}.substr(i, 8));
        } else if (end - i == 4 && i + 10 <= name.size() && (name[end] == '-' || name[end] == '_')) {
            std::string date = name.substr(i, 10);
            std::replace(date.begin(), date.end(), '_', '-');
            day = parse_day(date);
        }
        if (!day || *day < Day{std::chrono::year{1800} / 1 / 1} ||
            *day >= Day{std::chrono::year{2200} / 1 / 1})
            continue;
        if (found && *found != *day)
            return std::nullopt;
        found = day;
    }
    return found;
}

std::optional<Quantity> loose_quantity(std::string_view text)
{
    const std::string lowered = lower(trimmed(text));
    std::string_view rest = lowered;
    if (rest.empty() || rest.size() > 60)
        return std::nullopt;
    const bool at_least =
        take_front(rest, {"at least", "more than", "over", "no fewer than", "minimum", ">=", ">"});
    const bool up_to = !at_least && take_front(rest, {"up to", "at most", "as many as", "<=", "<"});
    take_front(rest, {"about", "around", "approximately", "some", "ca.", "c.", "~", "≈"});
    const bool open = rest.ends_with('+');
    if (open)
        rest.remove_suffix(1);
    if (const auto number = whole_number(rest))
        return up_to ? Quantity::up_to(*number)
                     : (at_least || open ? Quantity::at_least(*number) : Quantity::exactly(*number));
    return at_least || up_to || open ? std::nullopt : quantity_range(rest);
}

Interval interval_from(std::optional<Day> first, std::optional<Day> last)
{
    if (first && last)
        return *first == *last ? Interval::on(*first)
                               : Interval::between(std::min(*first, *last), std::max(*first, *last));
    if (first)
        return Interval::since(*first);
    return last ? Interval::before(*last) : Interval{};
}

DocumentId document_id_of(const fs::path& path)
{
    std::string bytes = bytes_of(path);
    if (lower(path.extension().string()) == ".shp") {
        for (const char* extension : {".dbf", ".DBF", ".prj", ".PRJ"}) {
            const fs::path part = fs::path{path}.replace_extension(extension);
            if (std::error_code error; fs::is_regular_file(part, error))
                bytes += bytes_of(part);
        }
    }
    return sha256(bytes);
}

Document dataset_document(const fs::path& path, std::string kind)
{
    Document document;
    document.id = document_id_of(path);
    document.title = to_utf8_mended(path.stem().string());
    document.location = to_utf8_mended(path.filename().string());
    document.kind = std::move(kind);
    return document;
}

std::string quotation_of(const Layer& layer, const Feature& feature)
{
    std::string text;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        const std::string value = text_of(feature.values[i]);
        if (!value.empty())
            text += (text.empty() ? "" : "; ") + layer.fields[i].name + ": " + value;
    }
    if (text.size() <= longest_quotation)
        return text;
    std::size_t end = longest_quotation - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

std::string record_id(const DocumentId& document, std::size_t number)
{
    return document.substr(0, 16) + "#" + std::to_string(number);
}

} // namespace sitmap
