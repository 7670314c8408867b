#include "render/ui/view_history.hpp"

namespace sitmap {

void ViewHistory::keep(const LookedAt& place)
{
    if (!places_.empty() && places_[at_] == place)
        return;
    if (!places_.empty())
        places_.resize(at_ + 1); // a new way forward ends the old one
    places_.push_back(place);
    if (places_.size() > most)
        places_.erase(places_.begin());
    at_ = places_.size() - 1;
}

void ViewHistory::see(const LookedAt& now, double seconds)
{
    rested_s_ = seen_ == now ? rested_s_ + seconds : 0;
    seen_ = now;
    if (places_.empty() || rested_s_ >= rest_s)
        keep(now);
}

std::optional<LookedAt> ViewHistory::back()
{
    if (seen_)
        keep(*seen_);
    if (at_ == 0 || places_.empty())
        return std::nullopt;
    seen_ = places_[--at_];
    return seen_;
}

std::optional<LookedAt> ViewHistory::forward()
{
    if (places_.empty() || at_ + 1 >= places_.size() || !(seen_ == places_[at_]))
        return std::nullopt;
    seen_ = places_[++at_];
    return seen_;
}

} // namespace sitmap
