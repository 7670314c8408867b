#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace sitmap {

/// Mentions that stand side by side in a table, seen as pointers to them; without a copy. Valid as long as
/// the table is not changed.
template <class Mention>
class MentionRow {
public:
    class Iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = const Mention*;
        using difference_type = std::ptrdiff_t;
        using pointer = const Mention* const*;
        using reference = const Mention*;

        Iterator() = default;
        explicit Iterator(const Mention* at) : at_{at} {}

        reference operator*() const { return at_; }
        reference operator[](difference_type n) const { return at_ + n; }
        Iterator& operator++() { return ++at_, *this; }
        Iterator operator++(int) { return Iterator{at_++}; }
        Iterator& operator--() { return --at_, *this; }
        Iterator operator--(int) { return Iterator{at_--}; }
        Iterator& operator+=(difference_type n) { return at_ += n, *this; }
        Iterator& operator-=(difference_type n) { return at_ -= n, *this; }
        friend Iterator operator+(Iterator i, difference_type n) { return i += n; }
        friend Iterator operator+(difference_type n, Iterator i) { return i += n; }
        friend Iterator operator-(Iterator i, difference_type n) { return i -= n; }
        friend difference_type operator-(Iterator a, Iterator b) { return a.at_ - b.at_; }
        friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
        friend auto operator<=>(Iterator a, Iterator b) { return a.at_ <=> b.at_; }

    private:
        const Mention* at_ = nullptr;
    };

    MentionRow(const Mention* first, const Mention* last) : first_{first}, last_{last} {}

    [[nodiscard]] Iterator begin() const { return Iterator{first_}; }
    [[nodiscard]] Iterator end() const { return Iterator{last_}; }
    [[nodiscard]] bool empty() const { return first_ == last_; }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last_ - first_); }
    /// Requires that the row is not empty.
    [[nodiscard]] const Mention* front() const { return first_; }
    [[nodiscard]] const Mention* back() const { return last_ - 1; }
    [[nodiscard]] const Mention* operator[](std::size_t i) const { return first_ + i; }

    /// Those that answer `is_meant(const Mention&)` with true, in their order.
    template <class IsMeant>
    [[nodiscard]] std::vector<const Mention*> those_that(IsMeant is_meant) const
    {
        std::vector<const Mention*> found;
        std::copy_if(begin(), end(), std::back_inserter(found),
                     [&](const Mention* mention) { return is_meant(*mention); });
        return found;
    }

private:
    const Mention *first_, *last_;
};

} // namespace sitmap
