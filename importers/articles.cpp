#include "importers/articles.hpp"

#include "importers/article/encoding.hpp"
#include "importers/feed.hpp"

namespace sitmap {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = std::size_t{64} << 20;

std::string ending_of(const fs::path& path)
{
    std::string ending = path.extension().string();
    for (char& c : ending)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return ending;
}

/// The first line is a JSON object, as far as the head shows it, with a key for a text.
bool looks_like_lines(std::string_view head)
{
    const std::string_view line = head.substr(0, head.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t");
    return first != std::string_view::npos && line[first] == '{' &&
           (line.find("\"text\"") != std::string_view::npos ||
            line.find("\"body\"") != std::string_view::npos ||
            line.find("\"content\"") != std::string_view::npos);
}

/// Hands out the articles of one source.
class Articles {
public:
    Articles(const std::string& name, const ArticleSourceOptions& options, const TakeArticle& take)
        : file_name_{unpacked_name(fs::path{name}).filename().string()},
          source_{name},
          options_{options},
          take_{take}
    {}

    void give_whole(UnpackedFile& file)
    {
        ArticleOptions options = options_.article;
        if (const auto day = day_given(file_name_))
            options.published = day;
        take_(file_name_, read_article(file.rest(largest), unpacked_name(source_).string(), options));
    }

    Issues give_feed(UnpackedFile& file)
    {
        Feed feed = read_feed(to_utf8(file.rest(largest), source_), source_);
        for (FeedItem& item : feed.items)
            give({}, item.number, item.line, item.parts, feed.issues);
        return std::move(feed.issues);
    }

    Issues give_rows(UnpackedFile& file, ArticleSource source)
    {
        const auto read = source == ArticleSource::lines ? read_article_lines : read_article_table;
        Issues mine;
        Issues issues = read(file, source_, options_.columns,
                             [&](ArticleRow&& row) { give(row.id, row.number, row.line, row.parts, mine); });
        issues.insert(issues.end(), mine.begin(), mine.end());
        return issues;
    }

private:
    void give(const std::string& own_id, std::size_t number, std::size_t line, ArticleParts& parts,
              Issues& issues)
    {
        const std::string place = file_name_ + "#" + std::to_string(number);
        const std::string id = own_id.empty() ? place : own_id;
        if (const auto day = day_given(id))
            parts.published = day;
        ArticleText article = article_of(parts, place, options_.article);
        if (article.document.text.empty())
            issues.push_back({Issue::Weight::dropped, source_, line, "it has no words"});
        else
            take_(id, std::move(article));
    }

    [[nodiscard]] std::optional<Day> day_given(const std::string& id) const
    {
        for (const std::string& name : {id, fs::path{id}.stem().string(), source_})
            if (const auto found = options_.published_of.find(name); found != options_.published_of.end())
                return found->second;
        return std::nullopt;
    }

    std::string file_name_, source_;
    const ArticleSourceOptions& options_;
    const TakeArticle& take_;
};

} // namespace

ArticleSource article_source_of(const fs::path& unpacked_name, std::string_view head)
{
    const std::string ending = ending_of(unpacked_name);
    if (looks_like_feed(head))
        return ArticleSource::feed;
    if (ending == ".jsonl" || ending == ".ndjson" || looks_like_lines(head))
        return ArticleSource::lines;
    if (ending == ".csv" || ending == ".tsv" || ending == ".tab")
        return ArticleSource::table;
    return ArticleSource::article;
}

Issues each_article(UnpackedFile& file, const std::string& name, ArticleSource source,
                    const ArticleSourceOptions& options, const TakeArticle& take)
{
    Articles articles{name, options, take};
    switch (source) {
    case ArticleSource::feed:
        return articles.give_feed(file);
    case ArticleSource::lines:
    case ArticleSource::table:
        return articles.give_rows(file, source);
    case ArticleSource::article:
        break;
    }
    articles.give_whole(file);
    return {};
}

} // namespace sitmap
