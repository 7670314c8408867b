#pragma once

#include "engine/merge.hpp"
#include "importers/article/reading.hpp"

#include <map>
#include <utility>
#include <vector>

namespace sitmap {

/// The places that a text names, none wider than a province, each once. Keeps a pointer to the reading.
/// Linear in the text's names; empty where they are thousands.
class NamedPlaces {
public:
    struct Mention {
        const Toponym* toponym = nullptr;
        std::uint32_t sentence = 0;
        bool placeable = false; ///< something may have happened there: not a speaker's seat, not a street
        bool spoken_near = false, described = false, called_place = false, owner = false, before_noun = true;
    };
    struct Named {
        Place place;
        std::vector<Mention> mentions;
        bool foreign = false; ///< most names of the text are in another country
    };

    explicit NamedPlaces(const Reading& reading);

    [[nodiscard]] const Reading& reading() const { return *reading_; }
    [[nodiscard]] const std::vector<Named>& all() const { return all_; }
    [[nodiscard]] std::size_t mentions() const { return mentions_; }
    /// place_of_happening of a sentence as a whole, looked up once.
    [[nodiscard]] const Toponym* where(std::uint32_t sentence, TypeGroup group) const;

private:
    const Reading* reading_;
    std::vector<Named> all_;
    std::size_t mentions_ = 0;
    mutable std::map<std::pair<std::uint32_t, TypeGroup>, const Toponym*> where_;
};

} // namespace sitmap
