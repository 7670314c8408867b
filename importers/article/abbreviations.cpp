#include "importers/article/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sitmap {

namespace {

using Row = std::pair<std::string_view, Abbreviation>;

constexpr auto title = Abbreviation::title;
constexpr auto number = Abbreviation::before_number;
constexpr auto comma = Abbreviation::after_comma;
constexpr auto other = Abbreviation::other;

// Ascending, for the binary search. News agencies' usual forms, British and American.
constexpr std::array table = {
    Row{"a.m", other},  Row{"adm", title},    Row{"ala", comma},   Row{"ald", title},  Row{"alta", comma},
    Row{"amb", title},  Row{"approx", title}, Row{"apr", number},  Row{"ariz", comma}, Row{"ark", comma},
    Row{"art", number}, Row{"assn", other},   Row{"aug", number},  Row{"ave", other},  Row{"b.c", comma},
    Row{"blvd", other}, Row{"brig", title},   Row{"bros", other},  Row{"ca", number},  Row{"calif", comma},
    Row{"capt", title}, Row{"cf", title},     Row{"cllr", title},  Row{"cmdr", title}, Row{"co", other},
    Row{"col", title},  Row{"colo", comma},   Row{"conn", comma},  Row{"corp", other}, Row{"cpl", title},
    Row{"dec", number}, Row{"del", comma},    Row{"dept", other},  Row{"det", title},  Row{"dr", title},
    Row{"drs", title},  Row{"e.g", title},    Row{"est", title},   Row{"etc", other},  Row{"feb", number},
    Row{"fig", number}, Row{"fla", comma},    Row{"fr", title},    Row{"ft", title},   Row{"ga", comma},
    Row{"gen", title},  Row{"gens", title},   Row{"gov", title},   Row{"govs", title}, Row{"hon", title},
    Row{"hwy", number}, Row{"i.e", title},    Row{"ill", comma},   Row{"inc", other},  Row{"ind", comma},
    Row{"insp", title}, Row{"jan", number},   Row{"jr", other},    Row{"jul", number}, Row{"jun", number},
    Row{"kan", comma},  Row{"ky", comma},     Row{"la", comma},    Row{"lt", title},   Row{"ltd", other},
    Row{"lts", title},  Row{"maj", title},    Row{"man", comma},   Row{"mar", number}, Row{"mass", comma},
    Row{"md", comma},   Row{"messrs", title}, Row{"mich", comma},  Row{"minn", comma}, Row{"miss", comma},
    Row{"mlle", title}, Row{"mme", title},    Row{"mo", comma},    Row{"mont", comma}, Row{"mr", title},
    Row{"mrs", title},  Row{"ms", title},     Row{"msgr", title},  Row{"mt", title},   Row{"neb", comma},
    Row{"nev", comma},  Row{"no", number},    Row{"nos", number},  Row{"nov", number}, Row{"oct", number},
    Row{"okla", comma}, Row{"ont", comma},    Row{"ore", comma},   Row{"p.m", other},  Row{"pa", comma},
    Row{"ph.d", other}, Row{"pp", number},    Row{"pres", title},  Row{"prof", title}, Row{"pte", title},
    Row{"pvt", title},  Row{"que", comma},    Row{"rd", other},    Row{"rep", title},  Row{"reps", title},
    Row{"rev", title},  Row{"rte", number},   Row{"sask", comma},  Row{"sec", number}, Row{"sen", title},
    Row{"sens", title}, Row{"sep", number},   Row{"sept", number}, Row{"sgt", title},  Row{"spc", title},
    Row{"sr", other},   Row{"st", title},     Row{"ste", title},   Row{"supt", title}, Row{"tenn", comma},
    Row{"tex", comma},  Row{"univ", other},   Row{"va", comma},    Row{"vol", number}, Row{"vs", title},
    Row{"vt", comma},   Row{"w.va", comma},   Row{"wash", comma},  Row{"wis", comma},  Row{"wyo", comma},
};

constexpr bool ascending()
{
    for (std::size_t i = 1; i < table.size(); ++i)
        if (!(table[i - 1].first < table[i].first))
            return false;
    return true;
}

} // namespace

Abbreviation abbreviation(std::string_view lower)
{
    const auto row = std::lower_bound(table.begin(), table.end(), lower,
                                      [](const Row& r, std::string_view word) { return r.first < word; });
    return row != table.end() && row->first == lower ? row->second : Abbreviation::none;
}

static_assert(ascending(), "the table of abbreviations is searched by halves");

} // namespace sitmap
