#pragma once

#include "importers/article/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
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
    /// What decides of most entries whether they stand at a token.
    struct Shape {
        std::uint64_t second = 0; ///< hash_text of the second word; 0 where there is one alone
        std::uint32_t words = 0;
    };

    /// Names a table, which is asked some hundred times for each word of a text: a literal's hash is the
    /// compiler's work.
    class TableName {
    public:
        template <std::size_t N>
        consteval TableName(const char (&name)[N])
            : TableName{std::string_view{name, N - 1}} // NOLINT(*-explicit-*)
        {}
        constexpr explicit TableName(std::string_view name)
        {
            for (const char c : name) // FNV-1a, 64 bits
                hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        [[nodiscard]] static constexpr TableName of_hash(std::uint64_t hash)
        {
            TableName table{std::string_view{}};
            table.hash_ = hash;
            return table;
        }
        [[nodiscard]] constexpr std::uint64_t hash() const { return hash_; }
        /// Each table has two of 64 bits, each of which it may share.
        [[nodiscard]] constexpr std::uint64_t bits() const
        {
            return (std::uint64_t{1} << (hash_ % 64)) | (std::uint64_t{1} << ((hash_ >> 32U) % 64));
        }
        /// False for nearly all words that it does not have, by the bits of those that have them.
        [[nodiscard]] constexpr bool may_be_among(std::uint64_t tables) const
        {
            return (tables & bits()) == bits();
        }

    private:
        std::uint64_t hash_ = 0xcbf29ce484222325U;
    };
    /// Names a group of the table "groups" in the same way.
    using GroupName = TableName;

    /// All `*.tsv` of the folder; the file's stem names its table. Throws Error.
    [[nodiscard]] static Lexicon load(const std::filesystem::path& folder);
    /// Entries of a table that begin with this word, longest phrase first; empty when there is none. O(1).
    [[nodiscard]] std::span<const Entry> starting_with(TableName table, std::string_view word) const;
    /// The same, for a word whose hash is known (hash_text), and for a token, which may be marked.
    [[nodiscard]] std::span<const Entry> starting_with(TableName table, std::uint64_t hash) const;
    [[nodiscard]] std::span<const Entry> starting_with(TableName table, const Token& token) const
    {
        return table.may_be_among(token.tables) ? in_table(where(token), table) : std::span<const Entry>{};
    }
    /// Of each of these entries, which are some that `starting_with` gave: side by side, so that a hundred
    /// are looked through at the cost of ten entries.
    [[nodiscard]] std::span<const Shape> shapes_of(std::span<const Entry> entries) const
    {
        if (entries.empty())
            return {};
        return std::span{shapes_}.subspan(static_cast<std::size_t>(entries.data() - entries_.data()),
                                          entries.size());
    }
    /// Notes with a token where its word stands, which tables have entries that begin with it, and which
    /// groups it is in: it is looked up some hundred times, and most words are in none.
    void mark(Token& token) const;
    /// The meaning of a single word in a table; empty when it is not there.
    [[nodiscard]] std::string_view meaning(TableName table, std::string_view word) const;
    [[nodiscard]] bool has(TableName table, std::string_view word) const;
    /// The same for a token, whose hash is known, as are the tables that it is in.
    [[nodiscard]] std::string_view meaning(TableName table, const Token& token) const;
    [[nodiscard]] bool has(TableName table, const Token& token) const;
    /// The token is in this group of the table "groups": a word may be in several. Costs little for a word
    /// that is not.
    [[nodiscard]] bool is_in(GroupName group, const Token& token) const
    {
        return group.may_be_among(token.groups) && token.kind == Token::Kind::word &&
               is_member(where(token), group);
    }
    /// The same for a word in lower case.
    [[nodiscard]] bool is_in(GroupName group, std::string_view word) const
    {
        return is_member(slot_of(hash_text(word)).where, group);
    }
    /// All entries of a table, in no set order; empty when there is no such table.
    [[nodiscard]] std::vector<const Entry*> entries(TableName table) const;

private:
    /// The entries of one table that begin with one word.
    struct Group {
        std::uint64_t table = 0; ///< hash of its name
        std::uint32_t first = 0, last = 0;
    };
    /// A word in the hash table. Most words are in no table or in one or two of them: bits for each table
    /// tell so without a look at the groups.
    struct Slot {
        std::uint64_t hash = 0;
        std::uint64_t tables = 0; ///< see TableName::bits; 0: empty
        WordInLexicon where;      ///< positions among the groups, and of its membership
    };
    /// In which groups of the table "groups" a word is.
    struct Membership {
        std::uint64_t bits = 0;            ///< see TableName::bits
        std::vector<std::uint64_t> groups; ///< hashes of their names
    };
    void index();
    [[nodiscard]] static Membership membership_of(std::string_view groups);
    [[nodiscard]] const Slot& slot_of(std::uint64_t hash) const;
    [[nodiscard]] WordInLexicon where(const Token& token) const
    {
        return token.in_lexicon.marked ? token.in_lexicon : slot_of(token.hash).where;
    }
    [[nodiscard]] std::span<const Entry> in_table(WordInLexicon word, TableName table) const;
    [[nodiscard]] std::string_view meaning_of_word(std::span<const Entry> entries) const;
    [[nodiscard]] bool has_word(std::span<const Entry> entries) const;
    [[nodiscard]] bool is_member(WordInLexicon word, GroupName group) const;

    std::vector<Entry> entries_;             ///< those of a group side by side
    std::vector<Shape> shapes_;              ///< of each entry
    std::vector<Group> groups_;              ///< those of a word side by side
    std::vector<Membership> memberships_{1}; ///< the first of no group
    std::vector<Slot> slots_{1};             ///< open addressing, a power of two, half full at most
};

} // namespace sitmap
