#pragma once

// Inside importers: the SHA-256 of a table, added up while it is looked through.

#include "engine/sha256_block.hpp"

namespace sitmap {

/// As Sha256, for who has something to do beside it.
class TableSum {
public:
    void add(std::string_view bytes) { add_by(bytes, sha256_rounds::digest); }
    /// Full blocks are digested by `run`: see sha256_rounds::add_piece.
    template <class Run>
    void add_by(std::string_view bytes, Run&& run)
    {
        sha256_rounds::add_piece(state_, rest_, count_, bytes, run);
    }
    /// Of all that was added, as 64 lower-case hexadecimal digits. More may be added after it.
    [[nodiscard]] std::string digits() const
    {
        return sha256_rounds::digits_of(state_, {rest_.data(), count_ % sha256_rounds::block_bytes}, count_);
    }

private:
    sha256_rounds::State state_ = sha256_rounds::initial_state;
    sha256_rounds::Block rest_{};
    std::uint64_t count_ = 0;
};

} // namespace sitmap
