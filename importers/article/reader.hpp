#pragma once

#include "engine/actor.hpp"
#include "engine/intake.hpp"
#include "geodata/gazetteer.hpp"
#include "importers/article/actors.hpp"
#include "importers/article/clue_weights.hpp"
#include "importers/article/deed_weights.hpp"
#include "importers/article/document.hpp"
#include "importers/article/event_kind.hpp"
#include "importers/article/lexicon.hpp"
#include "importers/article/name_tables.hpp"
#include "importers/article/place_weights.hpp"
#include "importers/article/text_words.hpp"
#include "importers/article/toponyms.hpp"

namespace sitmap {

/// What reading an article needs; loaded once, shared by all articles.
struct ReaderTables {
    Gazetteer gazetteer;
    Lexicon lexicon;
    NameTables names;
    ActorTable actors;
    ActorNames actor_names; ///< of `actors`
    KindModel kinds;
    PlaceWeights places;
    ClueWeights worth;        ///< of a happening (happening_worth.hpp)
    ClueWeights crowds;       ///< of a demonstration (crowd_choice.hpp)
    ClueWeights twins;        ///< of two happenings that may be one (twins.hpp)
    ClueWeights tolls;        ///< of a figure of dead (toll_owners.hpp)
    ClueWeights second_tolls; ///< of another count of the same dead (second_tolls.hpp)
    DeedWeights deeds;        ///< whether a sentence tells of a deed whose word no table knows
    TextWords texts;          ///< whether a text tells of any

    /// From the program's asset folder. Throws Error.
    [[nodiscard]] static ReaderTables load(const std::filesystem::path& assets);
    /// Puts a user's parties over those that are there: rows of the same id are replaced, and names that both
    /// have mean the user's.
    void put_over(ActorTable own);
};

/// Works out what happened, where, when, to how many and who says so. Every value carries the sentence it
/// came from. Linear in the text.
[[nodiscard]] Intake read_events(const ArticleText& article, const ReaderTables& tables);
/// The same, with the reasons for each value (Intake::reasons).
[[nodiscard]] Intake read_events_with_reasons(const ArticleText& article, const ReaderTables& tables);

/// The features by which a text of a few sentences is judged as a whole, for training (event_kind.hpp).
[[nodiscard]] std::vector<std::string> kind_features_of(const ArticleText& article, const Lexicon& lexicon);

/// A sentence for training: where it stands, whether words that the tables know tell of a deed in it, and
/// what it offers for judging whether it tells of one (deed_words.hpp).
struct SentenceFeatures {
    std::uint64_t begin = 0, end = 0; ///< code points
    bool told = false;
    std::vector<std::string> features;
};
[[nodiscard]] std::vector<SentenceFeatures> deed_features_of(const ArticleText& article,
                                                             const ReaderTables& tables);

/// A place of a text as weighed for one of its happenings (place_choice.hpp), for training.
struct WeighedPlace {
    std::string name; ///< empty: the happening is in no place or only in a country
    LonLat point;     ///< of the name's place
    PlaceClues clues{};
};
/// A happening as it was before its place was chosen, or before any was left out, for training.
struct WeighedHappening {
    SubEventType sub_type = SubEventType::other;
    Interval interval;
    std::optional<LonLat> point;      ///< of its place
    std::vector<WeighedPlace> places; ///< before the choice: the text's places, that which it has first
    std::vector<NamedClue> clues;     ///< after it: whether it is one (happening_worth.hpp), or a crowd's
};
[[nodiscard]] std::vector<WeighedHappening> weighed_places_of(const ArticleText& article,
                                                              const ReaderTables& tables);
[[nodiscard]] std::vector<WeighedHappening> weighed_happenings_of(const ArticleText& article,
                                                                  const ReaderTables& tables);

/// Those that may be a crowd's or armed men's, with the clues to which of the two (crowd_choice.hpp).
[[nodiscard]] std::vector<WeighedHappening> weighed_crowds_of(const ArticleText& article,
                                                              const ReaderTables& tables);

/// Two happenings of a text that may be one (twins.hpp), for training.
struct WeighedTwins {
    std::vector<WeighedHappening> happenings; ///< as they are told before any are joined
    struct Pair {
        std::size_t first = 0, second = 0;
        std::vector<NamedClue> clues;
    };
    std::vector<Pair> pairs;
};
[[nodiscard]] WeighedTwins weighed_twins_of(const ArticleText& article, const ReaderTables& tables);

/// A figure of dead of a text as weighed for one of its happenings (toll_owners.hpp), for training.
struct WeighedToll {
    std::size_t happening = 0; ///< position among `WeighedTolls::happenings`
    std::size_t figure = 0;    ///< numbered over the text's figures
    Quantity quantity = Quantity::exactly(0);
    bool given = false; ///< by the rules
    std::vector<NamedClue> clues;
};
/// Another figure beside the likeliest of a happening (toll_owners.hpp), for training.
struct WeighedSecond {
    std::size_t happening = 0; ///< position among `WeighedTolls::happenings`
    Quantity best = Quantity::exactly(0), other = Quantity::exactly(0);
    std::vector<NamedClue> clues;
};
struct WeighedTolls {
    std::vector<WeighedHappening> happenings; ///< as they are told at last
    std::vector<WeighedToll> tolls;
    std::vector<WeighedSecond> seconds;
};
[[nodiscard]] WeighedTolls weighed_tolls_of(const ArticleText& article, const ReaderTables& tables);

/// The places of a text that tells of events, resolved (NameTrust::at_home).
[[nodiscard]] std::vector<Toponym> read_toponyms(const TokenisedText& text, const Gazetteer& gazetteer,
                                                 const Lexicon& lexicon, const NameTables& names);

} // namespace sitmap
