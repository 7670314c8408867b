#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitmap {

/// The reader's words, from tables in `assets/lexicon` that a linguist can read and extend. Each table is
/// tab-separated: the word or phrase (lower case), what it stands for, and up to two columns more; "#" starts
/// a comment.
class Lexicon {
public:
    struct Entry {
        std::vector<std::string> words; ///< the phrase, lower case
        std::string meaning;
        std::vector<std::string> more; ///< columns after the meaning
    };
    /// All `*.tsv` of the folder; the file's stem names its table. Throws Error.
    [[nodiscard]] static Lexicon load(const std::filesystem::path& folder);
    /// Entries of a table that begin with this word, longest phrase first; empty when there is none.
    [[nodiscard]] const std::vector<Entry>& starting_with(std::string_view table,
                                                          std::string_view word) const;
    /// The meaning of a single word in a table; empty when it is not there.
    [[nodiscard]] std::string_view meaning(std::string_view table, std::string_view word) const;
    [[nodiscard]] bool has(std::string_view table, std::string_view word) const;

private:
    struct Table {
        std::unordered_map<std::string, std::vector<Entry>> by_first_word;
    };
    std::unordered_map<std::string, Table> tables_;
};

} // namespace sitmap
