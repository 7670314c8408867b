#include "importers/delimited.hpp"

#include "importers/delimited_scanner.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace sitmap {

namespace {

constexpr std::size_t kept_block_bytes = std::size_t{1} << 16;

} // namespace

void DelimitedBatch::reserve(std::size_t bytes)
{
    if (bytes <= capacity_)
        return;
    auto larger = std::make_unique_for_overwrite<char[]>(bytes);
    if (size_ > 0)
        std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = bytes;
}

void DelimitedBatch::clear()
{
    size_ = 0;
    structure_.clear();
    rows_.clear();
    counted_ = {};
    large_.clear();
    kept_block_ = kept_at_ = 0;
    if (kept_.size() > 64) // one batch of much text should not hold it for ever
        kept_.resize(64);
}

char* DelimitedBatch::room(std::size_t bytes)
{
    if (bytes > kept_block_bytes) {
        auto block = std::make_unique_for_overwrite<char[]>(bytes);
        char* begin = block.get();
        large_.push_back(std::move(block));
        return begin;
    }
    if (kept_block_ < kept_.size() && kept_at_ + bytes > kept_block_bytes) {
        ++kept_block_;
        kept_at_ = 0;
    }
    if (kept_block_ == kept_.size())
        kept_.push_back(std::make_unique_for_overwrite<char[]>(kept_block_bytes));
    char* begin = kept_[kept_block_].get() + kept_at_;
    kept_at_ += bytes;
    return begin;
}

std::string_view DelimitedBatch::keep(std::string_view text)
{
    if (text.empty())
        return {};
    char* begin = room(text.size());
    std::memcpy(begin, text.data(), text.size());
    return {begin, text.size()};
}

std::string_view DelimitedBatch::without_doubled_marks(std::string_view cell)
{
    char* const begin = room(cell.size());
    char* out = begin;
    cell.remove_prefix(1);
    while (true) {
        const std::size_t mark = std::min(cell.find(quote_), cell.size());
        const bool doubled = mark + 1 < cell.size() && cell[mark + 1] == quote_;
        out += cell.copy(out, doubled ? mark + 1 : mark);
        cell.remove_prefix(std::min(mark + (doubled ? 2 : 1), cell.size()));
        if (!doubled)
            break;
    }
    out += cell.copy(out, cell.size()); // text after the mark that closes is kept as it is
    return {begin, static_cast<std::size_t>(out - begin)};
}

std::string_view DelimitedRow::without_marks(std::string_view cell) const
{
    if (cell.size() >= 2 && cell.back() == quote_) {
        const std::string_view inner = cell.substr(1, cell.size() - 2);
        if (inner.find(quote_) == std::string_view::npos)
            return inner;
    }
    return batch_->without_doubled_marks(cell);
}

std::size_t DelimitedRow::line() const
{
    DelimitedBatch::LineCount& counted = batch_->counted_;
    if (begin_ < counted.until)
        counted = {};
    const std::string_view between = batch_->text().substr(counted.until, begin_ - counted.until);
    const auto count = [&](char c) {
        return static_cast<std::size_t>(std::count(between.begin(), between.end(), c));
    };
    counted = {begin_, counted.line_feeds + count('\n'), counted.carriage_returns + count('\r')};
    return batch_->first_line_ + std::max(counted.line_feeds, counted.carriage_returns);
}

/// Fills batches on a thread of its own, a few ahead of the reader.
class DelimitedReader::Ahead {
public:
    explicit Ahead(DelimitedScanner& scanner) : scanner_{scanner}
    {
        for (DelimitedBatch& batch : batches_)
            free_.push_back(&batch);
        thread_ = std::thread{[this] { run(); }};
    }
    ~Ahead()
    {
        {
            const std::lock_guard lock{mutex_};
            stop_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;

    DelimitedBatch* next()
    {
        std::unique_lock lock{mutex_};
        if (in_use_ != nullptr) {
            free_.push_back(in_use_);
            in_use_ = nullptr;
            changed_.notify_all();
        }
        changed_.wait(lock, [&] { return !full_.empty() || ended_; });
        if (full_.empty() && trouble_)
            std::rethrow_exception(trouble_);
        if (full_.empty())
            return nullptr;
        in_use_ = full_.front();
        full_.pop_front();
        return in_use_;
    }

private:
    void run()
    {
        try {
            while (DelimitedBatch* batch = a_free_one()) {
                if (!scanner_.fill(*batch))
                    break;
                const std::lock_guard lock{mutex_};
                full_.push_back(batch);
                changed_.notify_all();
            }
        } catch (...) {
            trouble_ = std::current_exception();
        }
        const std::lock_guard lock{mutex_};
        ended_ = true;
        changed_.notify_all();
    }

    DelimitedBatch* a_free_one()
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !free_.empty() || stop_; });
        if (stop_)
            return nullptr;
        DelimitedBatch* batch = free_.front();
        free_.pop_front();
        return batch;
    }

    DelimitedScanner& scanner_;
    std::array<DelimitedBatch, 4> batches_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<DelimitedBatch*> free_, full_;
    DelimitedBatch* in_use_ = nullptr;
    std::exception_ptr trouble_; ///< written before `ended_` is set under the lock
    bool ended_ = false, stop_ = false;
    std::thread thread_;
};

DelimitedReader::DelimitedReader(std::unique_ptr<DelimitedSource> source, std::string name,
                                 DelimitedOptions options)
    : source_{std::move(source)},
      scanner_{std::make_unique<DelimitedScanner>(*source_, std::move(name), options)}
{
    // A table that fits the first block is done before a thread has begun.
    if (options.ahead && !scanner_->at_end())
        ahead_ = std::make_unique<Ahead>(*scanner_);
    else
        only_ = std::make_unique<DelimitedBatch>();
}

DelimitedReader::~DelimitedReader() = default;

char DelimitedReader::separator() const
{
    return scanner_->separator();
}

DelimitedBatch* DelimitedReader::next()
{
    if (ahead_)
        return ahead_->next();
    return scanner_->fill(*only_) ? only_.get() : nullptr;
}

std::string DelimitedReader::sha256() const
{
    return source_->sha256();
}

std::uint64_t DelimitedReader::position() const
{
    return source_->position();
}

} // namespace sitmap
