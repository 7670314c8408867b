#include "importers/article/reader.hpp"
#include "importers/article/resolve.hpp"

namespace sitmap {

std::vector<Toponym> read_toponyms(const TokenisedText& text, const Gazetteer& gazetteer,
                                   const Lexicon& lexicon, const NameTables& names)
{
    return NameResolution{text, gazetteer, lexicon, names, NameTrust::at_home}.toponyms();
}

} // namespace sitmap
