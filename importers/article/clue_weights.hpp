#pragma once

#include "geodata/hash_index.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// The name of a clue in a table of learnt weights: a literal, whose hash is the compiler's work, and perhaps
/// a name behind it ("kind:" and "Armed clash").
class ClueName {
public:
    template <std::size_t N>
    consteval ClueName(const char (&name)[N]) // NOLINT(*-explicit-*)
        : stem_{name, N - 1}, hash_{hash_on(hash_of_nothing, stem_)}
    {}
    /// `rest` must outlive it.
    ClueName(ClueName stem, std::string_view rest)
        : stem_{stem.stem_}, rest_{rest}, hash_{hash_on(stem.hash_, rest)}
    {}

    /// The same clue of a text of a few sentences: "brief kind:Armed clash".
    [[nodiscard]] ClueName of_brief() const;
    [[nodiscard]] std::uint64_t hash() const { return hash_; }
    [[nodiscard]] std::string text() const;
    /// The hash of a whole name.
    [[nodiscard]] static std::uint64_t hash_of(std::string_view name)
    {
        return hash_on(hash_of_nothing, name);
    }

private:
    // FNV-1a, 64 bits: what stands behind a literal goes on with its hash
    static constexpr std::uint64_t hash_of_nothing = 0xcbf29ce484222325U;
    [[nodiscard]] static constexpr std::uint64_t hash_on(std::uint64_t hash, std::string_view text)
    {
        for (const char c : text)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        return hash;
    }

    std::string_view stem_, rest_;
    std::uint64_t hash_;
    bool brief_ = false;
};

[[nodiscard]] inline bool operator==(const ClueName& name, std::string_view text)
{
    return name.hash() == ClueName::hash_of(text);
}

/// In place of "?:", between whose branches Clang 14 crashes on a name made at compile time.
[[nodiscard]] inline ClueName either(bool holds, ClueName name, ClueName otherwise)
{
    return holds ? name : otherwise;
}

struct NamedClue {
    ClueName name;
    float value = 1;
};

/// The clues of one thing that is weighed, as they are found; those of value 0 are left out.
class ClueList {
public:
    void add(ClueName name, double value = 1)
    {
        if (value != 0)
            out_.push_back({name, static_cast<float>(value)});
    }
    void add_if(bool holds, ClueName name)
    {
        if (holds)
            add(name);
    }

protected:
    std::vector<NamedClue> out_;
};

/// A row "clue TAB weight" of a table of learnt weights.
struct WeightRow {
    std::string clue;
    float weight = 0;
    std::size_t line = 0; ///< from 1
};

/// Comments (#) and empty lines are passed over. Throws Error with file and line where a row is damaged,
/// where there are more than 20,000, and where there is none.
[[nodiscard]] std::vector<WeightRow> read_weight_rows(const std::filesystem::path& file);

/// How much named clues count for a yes or no: a logistic regression whose weights stand in a table that can
/// be read, learnt by assets/models/train_event_worth.py.
class ClueWeights {
public:
    /// Throws Error (read_weight_rows).
    [[nodiscard]] static ClueWeights load(const std::filesystem::path& file);

    /// The sum of the clues' weights times their values. Clues that the table lacks count for nothing.
    [[nodiscard]] double sum(const std::vector<NamedClue>& clues) const;
    /// The chance that it is so, by that sum.
    [[nodiscard]] double chance(const std::vector<NamedClue>& clues) const;

private:
    HashIndex rows_; ///< by ClueName::hash
    std::vector<float> weights_;
};

} // namespace sitmap
