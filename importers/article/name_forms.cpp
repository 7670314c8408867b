#include "importers/article/name_forms.hpp"

#include "importers/utf8.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <unicode/uscript.h>

namespace sitmap {

namespace {

UScriptCode script_of(std::string_view word)
{
    UErrorCode status = U_ZERO_ERROR;
    return word.empty() ? USCRIPT_COMMON
                        : uscript_getScript(static_cast<UChar32>(decode_utf8(word, 0).value), &status);
}

std::vector<std::string> arabic_stems(const std::string& word)
{
    constexpr std::array<std::string_view, 9> prefixes = {"وال", "بال", "لل", "فال", "و",
                                                          "ب",   "ل",   "ف",  "ال"};
    constexpr std::size_t shortest = 6; // three letters of two bytes
    std::vector<std::string> stems;
    for (const std::string_view prefix : prefixes)
        if (word.starts_with(prefix) && word.size() >= prefix.size() + shortest)
            stems.push_back(word.substr(prefix.size()));
    return stems;
}

std::vector<std::string> cyrillic_stems(const std::string& word)
{
    constexpr std::array<std::string_view, 16> endings = {"ом", "ем", "ою", "ої", "ой", "ій", "ей", "у",
                                                          "а",  "е",  "є",  "і",  "и",  "ю",  "я",  "ы"};
    constexpr std::array<std::string_view, 6> nominatives = {"", "а", "я", "ь", "й", "о"};
    constexpr std::size_t shortest = 6;
    std::vector<std::string> stems;
    for (const std::string_view ending : endings) {
        if (!word.ends_with(ending) || word.size() < ending.size() + shortest)
            continue;
        const std::string stem = word.substr(0, word.size() - ending.size());
        for (const std::string_view nominative : nominatives)
            stems.push_back(stem + std::string{nominative});
        constexpr std::size_t letter =
            2; // "Харкові", "Києві": the vowel before the last consonant changes back
        for (const auto& [oblique, direct] : {std::pair{"о", "і"}, std::pair{"є", "ї"}, std::pair{"е", "і"}})
            if (stem.size() > 2 * letter && stem.compare(stem.size() - 2 * letter, letter, oblique) == 0)
                stems.push_back(stem.substr(0, stem.size() - 2 * letter) + direct +
                                stem.substr(stem.size() - letter));
    }
    return stems;
}

} // namespace

std::vector<std::string> name_stems(const std::string& word)
{
    switch (script_of(word)) {
    case USCRIPT_ARABIC:
        return arabic_stems(word);
    case USCRIPT_CYRILLIC:
        return cyrillic_stems(word);
    default:
        return {};
    }
}

} // namespace sitmap
