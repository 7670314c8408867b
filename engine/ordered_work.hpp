#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sitmap {

/// Makes `count` things on several threads and takes them on this one, in their order: `make_worker()` is
/// called once on each thread and gives a function from the thing's number to the thing. A few are made
/// ahead. What is thrown by any of the three is thrown here, when all threads have ended.
template <class MakeWorker, class Take>
void ordered_work(std::size_t count, MakeWorker make_worker, Take take)
{
    using Thing = decltype(make_worker()(std::size_t{}));
    const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
    const std::size_t ahead = 2 * threads;
    std::vector<std::optional<Thing>> made(count);
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next = 0, taken = 0;
    std::exception_ptr trouble;

    const auto fail = [&] {
        const std::lock_guard lock{mutex};
        trouble = trouble ? trouble : std::current_exception();
        changed.notify_all();
    };
    const auto work = [&] {
        try {
            auto make = make_worker();
            while (true) {
                std::size_t number = 0;
                {
                    std::unique_lock lock{mutex};
                    changed.wait(lock, [&] { return trouble || next >= count || next < taken + ahead; });
                    if (trouble || next >= count)
                        return;
                    number = next++;
                }
                Thing thing = make(number);
                const std::lock_guard lock{mutex};
                made[number] = std::move(thing);
                changed.notify_all();
            }
        } catch (...) {
            fail();
        }
    };
    std::vector<std::thread> pool;
    for (std::size_t i = 0; i < std::min(threads, count); ++i)
        pool.emplace_back(work);
    try {
        for (std::size_t i = 0; i < count; ++i) {
            std::unique_lock lock{mutex};
            changed.wait(lock, [&] { return trouble || made[i].has_value(); });
            if (trouble)
                break;
            Thing thing = std::move(*made[i]);
            made[i].reset();
            ++taken;
            changed.notify_all();
            lock.unlock();
            take(std::move(thing));
        }
    } catch (...) {
        fail();
    }
    for (std::thread& thread : pool)
        thread.join();
    if (trouble)
        std::rethrow_exception(trouble);
}

} // namespace sitmap
