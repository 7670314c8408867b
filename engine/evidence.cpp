#include "engine/evidence.hpp"

#include "engine/sha256_block.hpp"

namespace sitmap {

Sha256::Sha256() : state_{sha256_rounds::initial_state}
{}

void Sha256::add(std::string_view bytes)
{
    sha256_rounds::add_piece(state_, rest_, bytes_, bytes, sha256_rounds::digest);
}

std::string Sha256::digits() const
{
    return sha256_rounds::digits_of(state_, {rest_.data(), bytes_ % block_bytes}, bytes_);
}

std::string sha256(std::string_view bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.digits();
}

} // namespace sitmap
