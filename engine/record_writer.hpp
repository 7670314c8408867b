#pragma once

// Writes records while the next ones are read. Inside the store only.

#include "engine/record_row.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace sitmap::store {

/// Puts records into the table `records`, or into that of those that wait, and blocks into sitmap_columns, on
/// a thread of its own. Until `finish` nobody else may use the database.
///
/// Records are copied into batches of a megabyte, of which a few are under way at most.
class RecordWriter {
public:
    enum class Target : std::uint8_t { records, waiting };

    /// `after_some` is called on the writing thread now and then; may be empty.
    RecordWriter(Database& database, const std::string& waiting_table, std::function<void()> after_some);
    ~RecordWriter(); ///< what is not written yet is dropped
    RecordWriter(const RecordWriter&) = delete;
    RecordWriter& operator=(const RecordWriter&) = delete;

    /// Throws what went wrong with earlier ones.
    void write(Target target, const RecordPlace& place, const Record& record);
    void write_block(std::size_t block, std::size_t rows, std::string columns, std::string hashes);
    /// Waits until all is written, and gives the database back. Throws what went wrong.
    void finish();

private:
    struct Batch;
    [[nodiscard]] std::unique_ptr<Batch> empty_batch();
    void hand_over();
    void work();
    void write_batch(Batch& batch);
    void stop();

    Database& database_;
    RecordRow insert_, waiting_;
    std::function<void()> after_some_;
    std::size_t batches_ = 0;
    std::unique_ptr<Batch> filling_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Batch>> ready_, used_;
    bool ends_ = false, drops_ = false;
    std::exception_ptr trouble_;
    std::thread thread_; ///< last, as it uses the others
};

} // namespace sitmap::store
