// Names of places made of the beginnings of their words.
#include "importers/article/short_names.hpp"

#include <algorithm>
#include <cctype>

namespace sitmap {

namespace {

/// "gen", "san" of "GenSan"; nothing of a word with capitals side by side or none but the first.
std::vector<std::string> beginnings_in(const std::string& name)
{
    constexpr std::size_t shortest = 2;
    std::vector<std::string> parts;
    for (const char letter : name) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalpha(byte) == 0)
            return {};
        if (std::isupper(byte) != 0)
            parts.emplace_back();
        if (parts.empty())
            return {};
        parts.back() += static_cast<char>(std::tolower(byte));
    }
    const bool whole =
        parts.size() >= 2 && std::all_of(parts.begin(), parts.end(),
                                         [](const std::string& part) { return part.size() >= shortest; });
    return whole ? parts : std::vector<std::string>{};
}

bool is_short_for(const Reading& reading, const std::vector<std::string>& parts, const Toponym& longer)
{
    if (!longer.place || longer.kind == ToponymKind::embedded || longer.last < longer.first + parts.size())
        return false;
    for (std::size_t k = 0; k < parts.size(); ++k)
        if (!reading.token(longer.first + static_cast<std::uint32_t>(k)).lower.starts_with(parts[k]))
            return false;
    return true;
}

} // namespace

void heed_short_names(Reading& reading)
{
    for (Toponym& name : reading.toponyms) {
        if (name.last != name.first + 1)
            continue;
        const auto parts = beginnings_in(std::string{reading.token(name.first).text});
        if (parts.empty())
            continue;
        const auto longer =
            std::find_if(reading.toponyms.begin(), reading.toponyms.end(),
                         [&](const Toponym& other) { return is_short_for(reading, parts, other); });
        if (longer == reading.toponyms.end())
            continue;
        name.place = longer->place;
        name.key = longer->key;
    }
}

} // namespace sitmap
