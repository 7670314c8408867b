#include "importers/article/reader.hpp"
#include "importers/article/resolve.hpp"

namespace sitmap {

std::vector<Toponym> read_toponyms(const TokenisedText& text, const Gazetteer& gazetteer,
                                   const Lexicon& lexicon)
{
    std::vector<Toponym> toponyms = find_toponyms(text, gazetteer, lexicon);
    resolve(toponyms, text, gazetteer, lexicon);
    return toponyms;
}

} // namespace sitmap
