#include "importers/article/name_tables.hpp"

#include "importers/article/name_features.hpp"
#include "importers/article/place_ranking.hpp"

namespace sitmap {

NameTables NameTables::load(const std::filesystem::path& models, const Lexicon& lexicon)
{
    return {.words = WordClasses::of(lexicon),
            .names = Weights::load(models / "names.tsv", name_scheme()),
            .names_again = Weights::load(models / "names_again.tsv", name_again_scheme()),
            .places = Weights::load(models / "places.tsv", place_scheme()),
            .places_again = Weights::load(models / "places_again.tsv", place_again_scheme())};
}

} // namespace sitmap
