#include "geodata/kml_time_spans.hpp"

#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

namespace {

/// "2019", "2019-07" or "2019-07-03", which are times for KML too (OGC 12-007r2, 15.1).
bool is_day(std::string_view text)
{
    if (text.size() != 4 && text.size() != 7 && text.size() != 10)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((i == 4 || i == 7) ? text[i] != '-' : (text[i] < '0' || text[i] > '9'))
            return false;
    return true;
}

/// The value of a line such as `<SimpleData name="date_start">2019-07-03</SimpleData>`; all that looks like a
/// tag is one, as texts have their angles escaped.
std::string_view value_in(std::string_view line, std::string_view field)
{
    const std::string tag = "<SimpleData name=\"" + std::string{field} + "\">";
    const std::size_t begin = line.find(tag);
    if (begin == std::string_view::npos)
        return {};
    const std::string_view rest = line.substr(begin + tag.size());
    const std::string_view value = rest.substr(0, rest.find('<'));
    return is_day(value) ? value : std::string_view{};
}

struct Span {
    std::string begin, end;
};

Span span_of(const std::vector<std::string>& placemark)
{
    constexpr std::pair<const char*, const char*> fields[] = {
        {"date_start", "date_end"}, {"start", "end"}, {"event_date", "event_date"}, {"date", "date"}};
    for (const auto& [first, last] : fields) {
        Span span;
        for (const std::string& line : placemark) {
            if (const auto value = value_in(line, first); !value.empty())
                span.begin = value;
            if (const auto value = value_in(line, last); !value.empty())
                span.end = value;
        }
        if (!span.begin.empty() || !span.end.empty())
            return span;
    }
    return {};
}

std::string element(const Span& span)
{
    std::string text = "\t<TimeSpan>";
    if (!span.begin.empty())
        text += "<begin>" + span.begin + "</begin>";
    if (!span.end.empty())
        text += "<end>" + span.end + "</end>";
    return text + "</TimeSpan>\n";
}

constexpr std::string_view after_time[] = {"<Style",       "<ExtendedData>", "<Point>",
                                           "<LineString>", "<Polygon>",      "<MultiGeometry>"};

/// The schema wants the time before styles, data and shape.
void write_placemark(AtomicFile& out, const std::vector<std::string>& lines)
{
    const Span span = span_of(lines);
    bool waits = !span.begin.empty() || !span.end.empty();
    for (const std::string& line : lines) {
        const bool after =
            std::any_of(std::begin(after_time), std::end(after_time),
                        [&](std::string_view tag) { return line.find(tag) != std::string::npos; });
        if (waits && after) {
            out.write(element(span));
            waits = false;
        }
        out.write(line + "\n");
    }
}

void rewrite_with_spans(const std::filesystem::path& kml)
{
    std::ifstream in{kml, std::ios::binary};
    if (!in)
        throw Error{"cannot read '" + kml.string() + "' again"};
    AtomicFile out{kml, true};
    std::vector<std::string> placemark;
    for (std::string line; std::getline(in, line);) {
        if (placemark.empty() && line.find("<Placemark") == std::string::npos) {
            out.write(line + "\n");
            continue;
        }
        placemark.push_back(line);
        if (line.find("</Placemark>") == std::string::npos)
            continue;
        write_placemark(out, placemark);
        placemark.clear();
    }
    for (const std::string& line : placemark)
        out.write(line + "\n");
    out.commit();
}

} // namespace

void add_time_spans(const std::filesystem::path& kml, const std::filesystem::path& called)
{
    try {
        rewrite_with_spans(kml);
    } catch (const Error& error) {
        const std::string_view what = error.what();
        const std::size_t reason = what.rfind("': ");
        throw Error{"cannot write '" + called.string() +
                    "': " + std::string{reason == what.npos ? what : what.substr(reason + 3)}};
    }
}

} // namespace sitmap
