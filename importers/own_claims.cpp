#include "importers/own_claims.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace sitmap {

namespace {

using Json = nlohmann::json;

std::string text_at(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// Whether these marks stand at the beginning, with or without blanks between them: GDAL sets some.
bool begins_with(std::string_view text, std::initializer_list<std::string_view> marks)
{
    for (const std::string_view mark : marks) {
        text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
        if (!text.starts_with(mark))
            return false;
        text.remove_prefix(mark.size());
    }
    return true;
}

} // namespace

std::optional<OwnClaims> OwnClaims::parse(std::string_view json)
{
    if (!begins_with(json, {"[", "{"}))
        return std::nullopt;
    const Json array = Json::parse(json, nullptr, false);
    if (!array.is_array())
        return std::nullopt;
    OwnClaims claims;
    for (const Json& one : array) {
        if (!one.is_object() || !one.contains("field") || !one.contains("document"))
            return std::nullopt;
        Said said{text_at(one, "field"), text_at(one, "value"), text_at(one, "speaker"), text_at(one, "note"),
                  text_at(one, "quotation")};
        said.stance = stance_named(text_at(one, "stance")).value_or(Stance::asserts);
        said.hedged = one.value("hedged", Json{}) == Json{true};
        said.said_on = parse_day(text_at(one, "said_on"));
        claims.all_.push_back(std::move(said));
    }
    return claims;
}

const OwnClaims::Said* OwnClaims::of(ClaimField field) const
{
    for (const std::string_view wanted : {name_of(field), std::string_view{"row"}}) {
        const auto found = std::find_if(all_.begin(), all_.end(), [&](const Said& said) {
            return said.field == wanted && (said.stance == Stance::asserts || said.stance == Stance::relays);
        });
        if (found != all_.end())
            return &*found;
    }
    return nullptr;
}

std::vector<const OwnClaims::Said*> OwnClaims::accusations() const
{
    std::vector<const Said*> found;
    for (const Said& said : all_)
        if (said.field == name_of(ClaimField::perpetrator) && !said.value.empty())
            found.push_back(&said);
    return found;
}

bool is_own_sources(std::string_view cell)
{
    return begins_with(cell, {"[", "{", "\"document\"", ":"});
}

std::vector<std::string_view> parties_in(std::string_view joined)
{
    constexpr std::string_view between = "; ";
    std::vector<std::string_view> parties;
    while (!joined.empty()) {
        const std::size_t end = std::min(joined.find(between), joined.size());
        if (end > 0)
            parties.push_back(joined.substr(0, end));
        joined.remove_prefix(std::min(end + between.size(), joined.size()));
    }
    return parties;
}

} // namespace sitmap
