#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace sitmap {

/// Memory for columns of millions: in huge pages where the system has them, which spares thousands of page
/// faults while it is filled and most misses of the page tables while it is read; and left as it comes, so
/// that `resize` does not fill what is written to at once.
template <class T>
struct LargeAllocator {
    using value_type = T;
    static constexpr std::size_t huge_page = std::size_t{1} << 21;

    LargeAllocator() = default;
    template <class Other>
    explicit LargeAllocator(const LargeAllocator<Other>&)
    {}

    T* allocate(std::size_t count)
    {
        static_assert(alignof(T) <= alignof(std::max_align_t));
        const std::size_t bytes = count * sizeof(T);
        if (count > static_cast<std::size_t>(-1) / sizeof(T))
            throw std::bad_array_new_length{};
        void* memory = nullptr;
        if (bytes < huge_page) {
            memory = std::malloc(bytes);
        } else {
            memory = std::aligned_alloc(huge_page, (bytes + huge_page - 1) / huge_page * huge_page);
#if defined(__linux__)
            if (memory != nullptr) // whole pages only: the rest of the last one is not used
                static_cast<void>(madvise(memory, bytes / huge_page * huge_page, MADV_HUGEPAGE));
#endif
        }
        if (memory == nullptr)
            throw std::bad_alloc{};
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t)
    {
        std::free(memory);
    }

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
    bool operator==(const LargeAllocator&) const = default;
};

/// `resize` leaves new elements of plain types uninitialised.
template <class T>
using LargeVector = std::vector<T, LargeAllocator<T>>;

} // namespace sitmap
