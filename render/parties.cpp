#include "render/parties.hpp"

#include <algorithm>

namespace sitmap {

namespace {

bool is_letter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

std::string lower(std::string_view text)
{
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    return out;
}

std::vector<std::string> words_of(std::string_view name)
{
    std::vector<std::string> words(1);
    for (const char c : lower(name)) {
        if (is_letter(c))
            words.back().push_back(c);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

std::string initials_of(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words)
        if (word != "of" && word != "the" && word != "and" && word != "for")
            out.push_back(word.front());
    return out;
}

/// Words that are all capitals: "GNA" in "Government of National Accord (GNA)".
std::vector<std::string> acronyms_of(std::string_view name)
{
    std::vector<std::string> out;
    std::string word;
    const auto end_word = [&] {
        const bool capitals =
            std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (word.size() > 1 && capitals)
            out.push_back(lower(word));
        word.clear();
    };
    for (const char c : name) {
        if (is_letter(c))
            word.push_back(c);
        else
            end_word();
    }
    end_word();
    return out;
}

/// One is a run of whole words of the other, or its initials, or both bear one acronym.
bool same_party(std::string_view a, std::string_view b)
{
    const auto wa = words_of(a), wb = words_of(b);
    if (wa.empty() || wb.empty())
        return false;
    const auto within = [](const auto& few, const auto& many) {
        return std::search(many.begin(), many.end(), few.begin(), few.end()) != many.end();
    };
    const auto aa = acronyms_of(a), ab = acronyms_of(b);
    const auto has = [](const auto& words, const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    const auto stands_for = [](const std::string& acronym, const auto& words) {
        return initials_of(words) == acronym;
    };
    const auto meet = [&](const auto& acronyms, const auto& others, const auto& words) {
        return std::any_of(acronyms.begin(), acronyms.end(),
                           [&](const std::string& x) { return has(others, x) || stands_for(x, words); });
    };
    return within(wa, wb) || within(wb, wa) || meet(aa, ab, wb) || meet(ab, aa, wa);
}

} // namespace

Parties::Parties(const std::vector<ControlArea>& areas, std::span<const Incident> incidents)
{
    for (const ControlArea& area : areas)
        add(area.party);
    for (const Incident& incident : incidents) {
        for (const std::string& name : incident.accused)
            add(name);
        for (const std::string& name : incident.accusers)
            add(name);
    }
}

void Parties::add(std::string_view name)
{
    constexpr std::size_t most =
        64; // a dataset names thousands; only the first few have colours of their own
    if (!name.empty() && names_.size() < most && !index(name))
        names_.emplace_back(name);
}

std::optional<std::size_t> Parties::index(std::string_view name) const
{
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (names_[i] == name)
            return i;
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (same_party(names_[i], name))
            return i;
    return std::nullopt;
}

Rgba Parties::colour(const Palette& palette, std::string_view name) const
{
    const auto i = index(name);
    return i ? palette.parties[*i % palette.parties.size()] : palette.stock;
}

std::optional<Hatch> Parties::hatch(const Palette& palette, std::string_view name) const
{
    const auto i = index(name);
    const Rgba colour = faded(this->colour(palette, name), 0.30);
    switch (i.value_or(0) % 5) {
    case 1:
        return Hatch{Hatch::Kind::lines, 45, 1.1, 9, colour};
    case 2:
        return Hatch{Hatch::Kind::lines, 135, 1.1, 9, colour};
    case 3:
        return Hatch{Hatch::Kind::lines, 0, 1.1, 9, colour};
    case 4:
        return Hatch{Hatch::Kind::dots, 0, 1.0, 6, colour};
    default:
        return std::nullopt;
    }
}

} // namespace sitmap
