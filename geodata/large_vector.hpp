#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace sitmap {

/// Leaves new elements of plain types as they come, so that `resize` does not fill what is written at once.
/// (Huge pages were tried: a little faster where the system has them at hand, much slower where it must make
/// room for them first.)
template <class T>
struct UnfilledAllocator : std::allocator<T> {
    UnfilledAllocator() = default;
    template <class Other>
    explicit UnfilledAllocator(const UnfilledAllocator<Other>&)
    {}
    template <class Other>
    struct rebind {
        using other = UnfilledAllocator<Other>;
    };

    template <class U>
    void construct(U* at)
    {
        static_assert(std::is_trivially_destructible_v<U>);
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class First, class... Rest>
    void construct(U* at, First&& first, Rest&&... rest)
    {
        ::new (static_cast<void*>(at)) U{std::forward<First>(first), std::forward<Rest>(rest)...};
    }
};

/// For columns of millions: `resize` leaves new elements uninitialised.
template <class T>
using LargeVector = std::vector<T, UnfilledAllocator<T>>;

} // namespace sitmap
