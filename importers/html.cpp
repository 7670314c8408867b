#include "importers/html.hpp"

#include "importers/html_cleaner.hpp"
#include "importers/html_metadata.hpp"
#include "importers/html_nodes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <unordered_map>
#include <vector>

namespace sitmap {

namespace {

// Parts of the class or id of an element that holds no text of the article.
constexpr std::array<std::string_view, 50> boilerplate_words = {
    "ad",         "ads",         "advert",  "advertisement", "aside",      "author-bio",  "banner",
    "breadcrumb", "breadcrumbs", "caption", "comment",       "comments",   "consent",     "cookie",
    "cookies",    "credit",      "credits", "disclaimer",    "disqus",     "follow",      "footer",
    "footnote",   "gallery",     "legal",   "login",         "masthead",   "menu",        "modal",
    "more",       "nav",         "navbar",  "navigation",    "newsletter", "outbrain",    "pagination",
    "paywall",    "popular",     "popup",   "promo",         "recirc",     "recommended", "related",
    "share",      "sharing",     "sidebar", "social",        "subscribe",  "taboola",     "tags",
    "teaser",
};
constexpr std::array<std::string_view, 6> boilerplate_roles = {"navigation",  "complementary", "banner",
                                                               "contentinfo", "search",        "dialog"};

/// True if a word of a class list such as "story__related-links" is one of those above.
bool names_boilerplate(std::string_view names)
{
    std::string word;
    const auto is_boilerplate = [&] {
        return std::find(boilerplate_words.begin(), boilerplate_words.end(), word) != boilerplate_words.end();
    };
    for (const char c : names) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
        } else {
            if (is_boilerplate())
                return true;
            word.clear();
        }
    }
    return is_boilerplate();
}

bool is_boilerplate(const GumboNode* node, bool inside_article, bool by_name)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_HEAD:
        return true;
    case GUMBO_TAG_HEADER:
        if (!inside_article)
            return true;
        break;
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
        return false; // themes hang words such as "has-sidebar" on these
    default:
        break;
    }
    const std::string_view role = attribute(node, "role");
    if (std::find(boilerplate_roles.begin(), boilerplate_roles.end(), role) != boilerplate_roles.end())
        return true;
    const std::string_view style = attribute(node, "style");
    const bool hidden = gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr ||
                        attribute(node, "aria-hidden") == "true" ||
                        style.find("display:none") != std::string_view::npos ||
                        style.find("display: none") != std::string_view::npos;
    return hidden || (by_name && (names_boilerplate(attribute(node, "class")) ||
                                  names_boilerplate(attribute(node, "id"))));
}

bool is_inline(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_INS: // links, as the cleaner writes them
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_TIME:
        return true;
    default:
        return false;
    }
}

/// A run of text between two block-level borders.
struct Block {
    std::string text;
    std::size_t link_bytes = 0, time_bytes = 0;
    bool heading = false;
    const GumboNode* element = nullptr; ///< the innermost block-level element around it

    bool is_prose() const
    {
        constexpr std::size_t shortest = 40;
        return !heading && text.size() >= shortest && link_bytes * 2 < text.size();
    }
    /// Links or a date stamp, and nothing much else.
    bool is_furniture() const { return (link_bytes + time_bytes) * 5 > text.size() * 3; }
};

/// Elements around a block, outermost first.
std::vector<const GumboNode*> path_to(const Block& block)
{
    std::vector<const GumboNode*> path;
    for (const GumboNode* node = block.element; node != nullptr && is_element(node); node = node->parent)
        path.push_back(node);
    std::reverse(path.begin(), path.end());
    return path;
}

/// Walks the tree and gathers blocks. The depth is bounded by the cleaner.
class BlockGatherer {
public:
    enum class Names : std::uint8_t { obeyed, ignored }; ///< what classes and ids call an element

    explicit BlockGatherer(Names names) : by_name_{names == Names::obeyed} {}

    std::vector<Block> gather(const GumboNode* root)
    {
        walk(root);
        flush();
        return std::move(blocks_);
    }

private:
    void walk(const GumboNode* node)
    {
        if (is_text(node)) {
            add(node->v.text.text);
            return;
        }
        if (!is_element(node) || is_boilerplate(node, article_depth_ > 0, by_name_))
            return;
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_BR) {
            line_break();
        } else if (is_inline(tag)) {
            links_ += tag == GUMBO_TAG_INS ? 1 : 0;
            times_ += tag == GUMBO_TAG_TIME ? 1 : 0;
            for (const GumboNode* child : children_of(node))
                walk(child);
            links_ -= tag == GUMBO_TAG_INS ? 1 : 0;
            times_ -= tag == GUMBO_TAG_TIME ? 1 : 0;
        } else {
            walk_block(node, tag);
        }
    }

    void walk_block(const GumboNode* node, GumboTag tag)
    {
        flush();
        const bool heading = tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
        path_.push_back(node);
        article_depth_ += tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ? 1 : 0;
        heading_ = heading;
        for (const GumboNode* child : children_of(node))
            walk(child);
        heading_ = heading;
        flush();
        heading_ = false;
        article_depth_ -= tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ? 1 : 0;
        path_.pop_back();
    }

    void add(std::string_view text)
    {
        for (const char c : text) {
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                space_ = true;
                continue;
            }
            if (space_ && !block_.text.empty())
                block_.text += ' ';
            space_ = false;
            breaks_ = 0;
            block_.text += c;
            block_.link_bytes += links_ > 0 ? 1U : 0U;
            block_.time_bytes += times_ > 0 && links_ == 0 ? 1U : 0U;
        }
    }

    void line_break()
    {
        space_ = true;
        if (++breaks_ > 1)
            flush();
    }

    void flush()
    {
        space_ = false;
        breaks_ = 0;
        if (!block_.text.empty()) {
            block_.heading = heading_;
            block_.element = path_.empty() ? nullptr : path_.back();
            blocks_.push_back(std::move(block_));
        }
        block_ = {};
    }

    std::vector<Block> blocks_;
    Block block_;
    std::vector<const GumboNode*> path_;
    bool by_name_;
    int links_ = 0, times_ = 0, article_depth_ = 0, breaks_ = 0;
    bool space_ = false, heading_ = false;
};

bool may_hold_article(const GumboNode* node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_DD:
        return false;
    default:
        return true;
    }
}

/// Bytes of prose under each element.
using Prose = std::unordered_map<const GumboNode*, std::size_t>;

const GumboNode* biggest_article(const Prose& prose, std::size_t total)
{
    const GumboNode* best = nullptr;
    for (const auto& [node, bytes] : prose) {
        const bool is_article =
            node->v.element.tag == GUMBO_TAG_ARTICLE || attribute(node, "itemprop") == "articleBody";
        if (!is_article || bytes * 3 < total)
            continue;
        const bool earlier = best != nullptr && bytes == prose.at(best) &&
                             node->v.element.start_pos.offset < best->v.element.start_pos.offset;
        if (best == nullptr || bytes > prose.at(best) || earlier)
            best = node;
    }
    return best;
}

/// The element that holds the article: from the page (or its `article`) down, the child that keeps four
/// fifths of the prose. Null for a page without prose.
const GumboNode* main_element(const std::vector<Block>& blocks)
{
    Prose prose;
    std::unordered_map<const GumboNode*, const GumboNode*> fullest_child;
    const GumboNode* root = nullptr;
    std::size_t total = 0;
    for (const Block& block : blocks) {
        if (!block.is_prose())
            continue;
        total += block.text.size();
        const GumboNode* outer = nullptr;
        for (const GumboNode* node : path_to(block)) {
            prose[node] += block.text.size();
            const GumboNode*& fullest = outer == nullptr ? root : fullest_child[outer];
            if (fullest == nullptr || prose[node] > prose[fullest])
                fullest = node;
            outer = node;
        }
    }
    const GumboNode* article = biggest_article(prose, total);
    const GumboNode* node = article != nullptr ? article : root;
    for (;;) {
        const auto child = fullest_child.find(node);
        if (child == fullest_child.end() || !may_hold_article(child->second) ||
            prose[child->second] * 5 < prose[node] * 4)
            return node;
        node = child->second;
    }
}

bool lies_in(const Block& block, const GumboNode* main)
{
    const GumboNode* node = block.element;
    while (node != nullptr && node != main)
        node = node->parent;
    return node == main;
}

// How lines begin that a site puts between the paragraphs of an article.
constexpr std::array<std::string_view, 17> furniture_openings = {
    "READ MORE",  "Read more", "Read also", "Also read",     "RELATED",       "Related:",
    "Share this", "©",         "Copyright", "Advertisement", "ADVERTISEMENT", "Follow us",
    "Sign up",    "Subscribe", "Photo:",    "Image:",        "Watch:"};

bool is_furniture(const Block& block)
{
    constexpr std::size_t longest = 200;
    const auto opens_with = [&](std::string_view opening) { return block.text.starts_with(opening); };
    return block.is_furniture() ||
           (block.text.size() < longest &&
            std::any_of(furniture_openings.begin(), furniture_openings.end(), opens_with));
}

std::string text_under(const GumboNode* main, const std::vector<Block>& blocks, std::string_view title)
{
    std::string text;
    const Block* heading = nullptr; // written once a paragraph follows it
    for (const Block& block : blocks) {
        if (!(main == nullptr || lies_in(block, main)) || is_furniture(block) || block.text == title)
            continue;
        if (block.heading) {
            heading = &block;
            continue;
        }
        for (const Block* part : {heading, &block})
            if (part != nullptr)
                text += (text.empty() ? "" : "\n\n") + part->text;
        heading = nullptr;
    }
    return text;
}

std::string article_text(const GumboNode* root, std::string_view title)
{
    constexpr std::size_t shortest = 200;
    const std::vector<Block> blocks = BlockGatherer{BlockGatherer::Names::obeyed}.gather(root);
    std::string text = text_under(main_element(blocks), blocks, title);
    if (text.size() >= shortest)
        return text;
    const std::vector<Block> all = BlockGatherer{BlockGatherer::Names::ignored}.gather(root);
    std::string more = text_under(main_element(all), all, title);
    return more.size() > 2 * text.size() ? more : text;
}

struct DestroyTree {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Tree = std::unique_ptr<GumboOutput, DestroyTree>;

/// The tree points into `cleaned`, which must outlive it.
Tree parsed(const std::string& cleaned)
{
    return Tree{gumbo_parse_with_options(&kGumboDefaultOptions, cleaned.data(), cleaned.size())};
}

std::string first_of(std::initializer_list<std::string> values)
{
    for (const std::string& value : values)
        if (!value.empty())
            return value;
    return {};
}

} // namespace

WebPage read_web_page(std::string_view html)
{
    const std::string cleaned = clean_html(html);
    const Tree output = parsed(cleaned);
    const PageMetadata data = metadata_of(*output->root);
    WebPage page;
    page.outlet = first_of({data.site_name, data.linked.publisher});
    page.title =
        first_of({data.og_title, data.linked.headline, data.h1, without_outlet(data.title, page.outlet)});
    page.published = first_of({data.published, data.linked.published, data.marked_time, data.shown_time});
    page.language = first_of({data.language, data.linked.language});
    page.url = first_of({data.canonical, data.og_url, data.linked.url});
    page.text = article_text(output->root, page.title);
    return page;
}

std::string words_of_markup(std::string_view html)
{
    const std::string cleaned = clean_html(html);
    return words_of(parsed(cleaned)->root);
}

} // namespace sitmap
