#include "engine/record_writer.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace sitmap::store {

namespace {

constexpr std::size_t batch_bytes = 1 << 20, batches_under_way = 6, batches_a_call = 32;

bool lies_in(std::string_view part, std::string_view whole)
{
    const std::less_equal<const char*> not_after;
    return not_after(whole.data(), part.data()) &&
           not_after(part.data() + part.size(), whole.data() + whole.size());
}

std::size_t bytes_of(const Record& record)
{
    std::size_t bytes = record.raw.size();
    for (const std::string_view text :
         {record.id, record.place, record.admin1, record.country, record.side_a, record.side_b,
          record.victims, record.source, record.title, record.quotation})
        bytes += text.size();
    return bytes;
}

} // namespace

struct RecordWriter::Batch {
    struct Row {
        Target target;
        RecordPlace place;
        Record record;
        std::size_t counts_at = 0, counts = 0; ///< in `other_counts`, which may move as it grows
    };
    struct Block {
        std::size_t number, rows;
        std::string columns, hashes;
    };

    std::unique_ptr<char[]> bytes;
    std::size_t size = 0, capacity = 0;
    std::vector<Row> rows;
    std::vector<Record::OtherCount> other_counts;
    std::vector<Block> blocks;

    void make_room(std::size_t wanted)
    {
        if (capacity >= wanted)
            return;
        bytes = std::make_unique<char[]>(wanted);
        capacity = wanted;
    }

    std::string_view copy(std::string_view text)
    {
        char* const to = bytes.get() + size;
        if (!text.empty())
            std::memcpy(to, text.data(), text.size());
        size += text.size();
        return {to, text.size()};
    }

    /// Requires room for all of its bytes.
    void add(Target target, const RecordPlace& place, const Record& record)
    {
        Row& row =
            rows.emplace_back(Row{target, place, record, other_counts.size(), record.other_counts.size()});
        other_counts.insert(other_counts.end(), record.other_counts.begin(), record.other_counts.end());
        row.record.other_counts = {};
        row.record.raw = copy(record.raw);
        // Most texts are cells of the row, which is copied already.
        for (const auto text :
             {&Record::id, &Record::place, &Record::admin1, &Record::country, &Record::side_a,
              &Record::side_b, &Record::victims, &Record::source, &Record::title, &Record::quotation})
            row.record.*text = lies_in(record.*text, record.raw)
                                   ? row.record.raw.substr(
                                         static_cast<std::size_t>((record.*text).data() - record.raw.data()),
                                         (record.*text).size())
                                   : copy(record.*text);
    }

    void clear()
    {
        size = 0;
        rows.clear();
        other_counts.clear();
        blocks.clear();
    }
};

RecordWriter::RecordWriter(Database& database, const std::string& waiting_table,
                           std::function<void()> after_some)
    : database_{database},
      insert_{database, "records"},
      waiting_{database, waiting_table},
      after_some_{std::move(after_some)},
      filling_{empty_batch()},
      thread_{[this] { work(); }}
{}

RecordWriter::~RecordWriter()
{
    {
        const std::lock_guard lock{mutex_};
        drops_ = true;
    }
    stop();
}

std::unique_ptr<RecordWriter::Batch> RecordWriter::empty_batch()
{
    auto batch = std::make_unique<Batch>();
    batch->make_room(batch_bytes);
    return batch;
}

void RecordWriter::write(Target target, const RecordPlace& place, const Record& record)
{
    const std::size_t bytes = bytes_of(record);
    if (filling_->size + bytes > filling_->capacity) {
        hand_over();
        filling_->make_room(bytes);
    }
    filling_->add(target, place, record);
}

void RecordWriter::write_block(std::size_t block, std::size_t rows, std::string columns, std::string hashes)
{
    filling_->blocks.push_back({block, rows, std::move(columns), std::move(hashes)});
    hand_over();
}

void RecordWriter::hand_over()
{
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return trouble_ || ready_.size() < batches_under_way; });
    if (trouble_)
        std::rethrow_exception(trouble_);
    ready_.push_back(std::move(filling_));
    if (used_.empty()) {
        filling_ = empty_batch();
    } else {
        filling_ = std::move(used_.front());
        used_.pop_front();
    }
    changed_.notify_all();
}

void RecordWriter::finish()
{
    hand_over();
    stop();
    if (trouble_)
        std::rethrow_exception(trouble_);
}

void RecordWriter::stop()
{
    {
        const std::lock_guard lock{mutex_};
        ends_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void RecordWriter::work()
{
    try {
        while (true) {
            std::unique_ptr<Batch> batch;
            {
                std::unique_lock lock{mutex_};
                changed_.wait(lock, [&] { return ends_ || !ready_.empty(); });
                if (ready_.empty() || (ends_ && drops_))
                    return;
                batch = std::move(ready_.front());
                ready_.pop_front();
            }
            changed_.notify_all();
            write_batch(*batch);
            batch->clear();
            if (after_some_ && ++batches_ % batches_a_call == 0)
                after_some_();
            const std::lock_guard lock{mutex_};
            used_.push_back(std::move(batch));
        }
    } catch (...) {
        const std::lock_guard lock{mutex_};
        trouble_ = std::current_exception();
    }
    changed_.notify_all();
}

void RecordWriter::write_batch(Batch& batch)
{
    for (Batch::Row& row : batch.rows) {
        row.record.other_counts = std::span{batch.other_counts}.subspan(row.counts_at, row.counts);
        (row.target == Target::records ? insert_ : waiting_).write(row.place, row.record);
    }
    for (const Batch::Block& block : batch.blocks) {
        Statement write{database_, "INSERT OR REPLACE INTO sitmap_columns VALUES (?, ?, ?, ?)"};
        write.put(static_cast<std::int64_t>(block.number)).put(static_cast<std::int64_t>(block.rows));
        write.put_blob_kept(block.columns).put_blob_kept(block.hashes).run();
    }
}

} // namespace sitmap::store
