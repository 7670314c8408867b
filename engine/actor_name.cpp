// When two names mean one party.
#include "engine/actor.hpp"
#include "geodata/name_fold.hpp"

namespace sitmap {

namespace {

constexpr std::size_t longest_acronym = 8;

std::string without_parentheses(std::string_view name)
{
    std::string kept;
    int depth = 0;
    for (const char c : name) {
        if (c == '(')
            ++depth;
        if (depth == 0)
            kept.push_back(c);
        if (c == ')' && depth > 0)
            --depth;
    }
    return kept;
}

/// What stands between the first pair of parentheses, folded.
std::string in_parentheses(std::string_view name)
{
    const auto open = name.find('(');
    const auto close = name.find(')', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos)
        return {};
    return fold_name(name.substr(open + 1, close - open - 1));
}

bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// "LNA" of "Libyan National Army": the capitals that words begin with, folded; empty for fewer than two
/// words.
std::string initials_of(std::string_view name)
{
    std::string capitals;
    char before = ' ';
    for (const char c : name) {
        if (is_capital(c) && (before == ' ' || before == '-'))
            capitals.push_back(c);
        before = c;
    }
    return capitals.size() < 2 ? std::string{} : fold_name(capitals);
}

bool is_acronym(std::string_view name)
{
    std::size_t capitals = 0;
    for (const char c : name)
        capitals += is_capital(c) ? 1u : 0u;
    return capitals >= 2 && capitals == name.size() && name.size() <= longest_acronym;
}

bool is_short_for(std::string_view acronym, std::string_view name)
{
    const std::string key = fold_name(acronym);
    return (is_acronym(acronym) && key == initials_of(without_parentheses(name))) ||
           key == in_parentheses(name);
}

} // namespace

std::string actor_key(std::string_view name)
{
    return fold_name(without_parentheses(name));
}

bool same_actor(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty())
        return false;
    const std::string key = actor_key(a);
    if (!key.empty() && key == actor_key(b))
        return true;
    return is_short_for(a, b) || is_short_for(b, a);
}

} // namespace sitmap
