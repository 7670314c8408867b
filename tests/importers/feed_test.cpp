#include "importers/feed.hpp"

#include "geodata/error.hpp"
#include "importers/articles.hpp"
#include "tests/geodata/scratch.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace sitmap;
using Catch::Matchers::Contains;

namespace {

std::string rss(const std::string& items)
{
    return R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel><title>The Lantern &amp; Post</title><language>en-gb</language><pubDate>Wed, 10 Mar 2021 08:00:00 GMT</pubDate>
)" + items +
           "</channel></rss>";
}

std::string day_text(const std::optional<Day>& day)
{
    return day ? format_day(*day) : "none";
}

struct Given {
    std::string id;
    ArticleText article;
};

std::vector<Given> given(const std::filesystem::path& path, const ArticleSourceOptions& options = {},
                         Issues* issues = nullptr)
{
    UnpackedFile file{path};
    const ArticleSource source = article_source_of(unpacked_name(path), file.peek(4096));
    std::vector<Given> all;
    const Issues told =
        each_article(file, path.string(), source, options, [&](const std::string& id, ArticleText&& article) {
            all.push_back({id, std::move(article)});
        });
    if (issues != nullptr)
        *issues = told;
    return all;
}

} // namespace

TEST_CASE("an RSS item has its title, link, day, language and whole text", "[importers][feed]")
{
    const Feed feed = read_feed(rss(R"(<item><title>Market shelled &amp;#8211; again</title>
<link>https://lantern.example/1</link><guid isPermaLink="false">l-1</guid>
<pubDate>Tue, 09 Mar 2021 23:50:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Shells fell on the market &mdash; doctors said.</p><figure>A photo</figure>
<p>Eleven were killed.</p>]]></content:encoded></item>)"),
                                "lantern.xml");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.issues.empty());
    const ArticleParts& parts = feed.items[0].parts;
    CHECK(parts.title == "Market shelled – again");
    CHECK(parts.url == "https://lantern.example/1");
    CHECK(parts.outlet == "The Lantern & Post");
    CHECK(parts.language == "en-gb");
    CHECK(day_text(parts.published) == "2021-03-09"); // as the outlet's own clock has it
    CHECK(feed.items[0].guid == "l-1");
    const Document document = article_of(parts, "lantern.xml#1", {}).document;
    CHECK(document.text == "Market shelled – again\n\nShells fell on the market — doctors said.\n\n"
                           "Eleven were killed.");
    CHECK(document.location == "https://lantern.example/1");
}

TEST_CASE("an Atom entry has its title, link, day, language and whole text", "[importers][feed]")
{
    const std::string prefix = GENERATE(std::string{}, std::string{"a:"});
    CAPTURE(prefix);
    std::string text = R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Fanal</title><id>urn:x</id>
<entry><title type="html">Raid &amp;amp; fire</title><link rel="self" href="https://f.example/self"/>
<link rel="alternate" href="https://f.example/1"/><id>urn:1</id><updated>2021-03-11T09:00:00Z</updated>
<published>2021-03-10T00:30:00+03:00</published><summary>Short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Men came at <b>night</b>.</p><p>Two died.</p></div></content>
</entry>
<entry><title>No day</title><id>urn:2</id><content type="html">&lt;p&gt;It burned.&lt;/p&gt;</content></entry></feed>)";
    if (!prefix.empty()) {
        for (const char* name :
             {"feed", "entry", "title", "link", "id", "updated", "published", "summary", "content"}) {
            for (const std::string open : {"<", "</"}) {
                const std::string from = open + name;
                for (auto at = text.find(from); at != std::string::npos;
                     at = text.find(from, at + from.size() + 2))
                    text.replace(at, open.size(), open + prefix);
            }
        }
        text.replace(text.find("xmlns="), 6, "xmlns:a=");
    }
    const Feed feed = read_feed(text, "fanal.atom");
    REQUIRE(feed.items.size() == 2);
    const ArticleParts& parts = feed.items[0].parts;
    CHECK(parts.title == "Raid & fire");
    CHECK(parts.url == "https://f.example/1");
    CHECK(parts.outlet == "Le Fanal");
    CHECK(parts.language == "fr");
    CHECK(day_text(parts.published) == "2021-03-10");
    CHECK(article_of(parts, "x", {}).document.text == "Raid & fire\n\nMen came at night.\n\nTwo died.");
    CHECK(day_text(feed.items[1].parts.published) == "none");
    CHECK(article_of(feed.items[1].parts, "x", {}).document.text == "No day\n\nIt burned.");
}

TEST_CASE("a broken item is told with its line and costs no other", "[importers][feed]")
{
    const Feed feed = read_feed(
        rss("<item><title>One</title><description>A b.</description></item>\n"
            "<item><title>Two</b></title></item>\n"
            "<item><title>Three</title><description>C & d, <![CDATA[</item>]]> e.</description></item>\n"
            "<item><title>Four</title>\n"
            "<item><title>Five</title><description>f</description></item>\n"
            "<item><pubDate>Tue, 09 Mar 2021 10:00:00 GMT</pubDate></item>\n"
            "<!-- <item><title>Comment</title></item> -->"),
        "f.xml");
    REQUIRE(feed.items.size() == 3);
    CHECK(feed.items[0].number == 1);
    CHECK(feed.items[1].number == 3);
    CHECK(feed.items[2].number == 5);
    REQUIRE(feed.issues.size() == 3);
    CHECK(feed.issues[0].line == 5);
    CHECK_THAT(feed.issues[0].what, Contains("well-formed"));
    CHECK(feed.issues[1].line == 7);
    CHECK_THAT(feed.issues[1].what, Contains("closing tag"));
    CHECK(feed.issues[2].line == 9);
}

TEST_CASE("entities of a document type are never expanded", "[importers][feed]")
{
    const Feed feed = read_feed("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">"
                                "<!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                                "<rss><channel><title>x</title><item><title>t</title>"
                                "<description>-&b;-&f;-&lt;p&gt;</description></item></channel></rss>",
                                "f.xml");
    REQUIRE(feed.items.size() == 1);
    CHECK(feed.items[0].parts.text.find("aaaa") == std::string::npos);
    CHECK(feed.items[0].parts.text.find("root:") == std::string::npos);
}

TEST_CASE("days of time stamps are those of the zone they are written in", "[importers][feed]")
{
    CHECK(day_text(day_of_stamp("Sat, 26 Jun 2021 23:15:00 +0200")) == "2021-06-26");
    CHECK(day_text(day_of_stamp("26 Jun 21 07:15 GMT")) == "2021-06-26");
    CHECK(day_text(day_of_stamp("Sun, 06 Nov 94 08:49:37 GMT")) == "1994-11-06");
    CHECK(day_text(day_of_stamp("2021-06-26T00:15:00+03:00")) == "2021-06-26");
    CHECK(day_text(day_of_stamp("2021-06-26")) == "2021-06-26");
    CHECK(day_text(day_of_stamp("20210626T071500Z")) == "2021-06-26");
    CHECK(day_text(day_of_stamp("20210626071500")) == "2021-06-26");
    for (const char* nothing : {"", "yesterday", "31 Feb 2021", "2021", "20219999", "12345678901"})
        CHECK(day_text(day_of_stamp(nothing)) == "none");
}

TEST_CASE("feeds are told from pages and from other XML", "[importers][feed]")
{
    CHECK(looks_like_feed("<?xml version='1.0'?>\n<!-- made by hand --><rss version='2.0'>"));
    CHECK(looks_like_feed("\xEF\xBB\xBF<feed xmlns='http://www.w3.org/2005/Atom'>"));
    CHECK(looks_like_feed("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>"));
    CHECK_FALSE(looks_like_feed("<!doctype html><html><p>An <rss> of words"));
    CHECK_FALSE(looks_like_feed("<kml><Document>"));
    CHECK_FALSE(looks_like_feed("A text on <rss> feeds"));
}

TEST_CASE("a damaged feed is read as far as it goes", "[importers][feed]")
{
    std::string whole;
    for (int i = 0; i < 20; ++i)
        whole += "<item><title>T" + std::to_string(i) +
                 "</title><pubDate>Tue, 09 Mar 2021 10:00:00 GMT</pubDate>"
                 "<content:encoded><![CDATA[<p>Words of it.</p>]]></content:encoded></item>\n";
    whole = rss(whole);
    const auto seed = GENERATE(range(1u, 120u));
    std::mt19937 random{seed};
    std::string damaged = whole.substr(0, whole.size() - random() % (whole.size() / 2));
    for (int i = 0; i < 10; ++i) {
        const std::size_t at = random() % damaged.size();
        if (random() % 2 == 0)
            damaged[at] = "<>\"'&/=![]"[random() % 10];
        else
            damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 80));
    }
    const Feed feed = read_feed(damaged, "f.xml");
    CHECK(feed.items.size() <= 40);
    for (const FeedItem& item : feed.items)
        CHECK(article_of(item.parts, "x", {}).document.text.size() < damaged.size());
}

TEST_CASE("feeds made to choke a parser end all the same", "[importers][feed]")
{
    std::string hostile = GENERATE(
        std::string{"<item>"}, std::string{"<item><a>"}, std::string{"<!DOCTYPE ["}, std::string{"<![CDATA["},
        std::string{"<item a=\""}, std::string{"<entry/>"}, std::string{"<item><title>x</title></item>"});
    std::string text = "<rss><channel>";
    while (text.size() < 400'000)
        text += hostile;
    CHECK(read_feed(text, "f.xml").items.size() <= 10'000);
    std::string deep = "<item><description>";
    for (int i = 0; i < 100'000; ++i)
        deep += "<b>";
    CHECK(read_feed(rss(deep), "f.xml").items.empty());
    for (int i = 0; i < 100'000; ++i)
        deep += "</b>";
    CHECK(read_feed(rss(deep + "words</description></item>"), "f.xml").items.size() <= 1);
}

TEST_CASE("a feed gives its articles with their places in it", "[importers][articles]")
{
    const Scratch scratch;
    const auto path =
        scratch.file("wire.xml", rss("<item><title>One</title><description>Aa b.</description></item>"
                                     "<item><title/></item>"
                                     "<item><title>Three</title><pubDate>Tue, 09 Mar 2021 10:00:00 GMT"
                                     "</pubDate><description>Cc d.</description></item>"));
    Issues issues;
    ArticleSourceOptions options;
    options.article.published = parse_day("2020-01-01");
    const auto all = given(path, options, &issues);
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == "wire.xml#1");
    CHECK(all[1].id == "wire.xml#3");
    CHECK(day_text(all[0].article.document.published) == "2020-01-01"); // it has none of its own
    CHECK(day_text(all[1].article.document.published) == "2021-03-09");
    CHECK(all[0].article.document.location == "wire.xml#1");
    REQUIRE(issues.size() == 1);

    options.published_of = {{"wire.xml#3", *parse_day("2019-05-05")}};
    CHECK(day_text(given(path, options)[1].article.document.published) == "2019-05-05");
}

TEST_CASE("JSON lines give an article a line", "[importers][articles]")
{
    const Scratch scratch;
    const auto path = scratch.file(
        "a.jsonl",
        R"({"id": 7, "text": "Headline\n\nTwo were killed.", "published": "2021-03-09T01:00Z"})"
        "\n\nnot json\n"
        R"({"body": "<p>Shells fell.</p><p>Doctors said so.</p>", "title": "War", "source": {"name": "The Lantern"}})"
        "\n"
        R"({"id": "x"})");
    Issues issues;
    const auto all = given(path, {}, &issues);
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == "7");
    CHECK(day_text(all[0].article.document.published) == "2021-03-09");
    CHECK(all[1].id == "a.jsonl#3");
    CHECK(all[1].article.document.text == "War\n\nShells fell.\n\nDoctors said so.");
    CHECK(all[1].article.document.outlet == "The Lantern");
    CHECK(day_text(all[1].article.document.published) == "none");
    REQUIRE(issues.size() == 2);
    CHECK(issues[0].line == 3);
    CHECK(issues[1].line == 5);
}

TEST_CASE("a table gives an article a row", "[importers][articles]")
{
    const Scratch scratch;
    SECTION("CSV with line ends and quotation marks in a cell")
    {
        const auto path =
            scratch.file("a.csv", "\xEF\xBB\xBFId,Headline,Body,Date\r\n"
                                  "a1,War,\"He said \"\"no\"\".\n\nThen, it fell.\",2021-03-09\r\n"
                                  "a2,Peace,It ended.,\r\n"
                                  "a3,short\r\n");
        Issues issues;
        const auto all = given(path, {}, &issues);
        REQUIRE(all.size() == 2);
        CHECK(all[0].id == "a1");
        CHECK(all[0].article.document.text == "War\n\nHe said \"no\".\n\nThen, it fell.");
        CHECK(day_text(all[1].article.document.published) == "none");
        REQUIRE(issues.size() == 1);
        CHECK(issues[0].line == 6);
    }
    SECTION("TSV with quotation marks that mean nothing")
    {
        const auto path = scratch.file(
            "a.tsv", "id\tEventSnippet\n1\t\"No,\" he said\n2\tTwo \"died\n3\t\"Three \"\"x\"\"\"\n");
        const auto all = given(path);
        REQUIRE(all.size() == 3);
        CHECK(all[0].article.document.text == "\"No,\" he said");
        CHECK(all[1].article.document.text == "Two \"died");
        CHECK(all[2].article.document.text == "Three \"x\"");
    }
    SECTION("columns that the user names")
    {
        const auto path = scratch.file("a.csv", "x;y;z\nk;Words here.;2020-02-02\n");
        ArticleSourceOptions options;
        CHECK_THROWS_WITH(given(path), Contains("--columns"));
        options.columns = ArticleColumns::parse("text=y,id=x,published=z");
        const auto all = given(path, options);
        REQUIRE(all.size() == 1);
        CHECK(all[0].id == "k");
        CHECK(day_text(all[0].article.document.published) == "2020-02-02");
        options.columns = ArticleColumns::parse("text=nowhere");
        CHECK_THROWS_WITH(given(path, options), Contains("nowhere"));
        CHECK_THROWS_AS(ArticleColumns::parse("texts=y"), Error);
    }
    CHECK(has_column_of_texts("id,title,text,date"));
    CHECK_FALSE(has_column_of_texts("event_date,latitude,longitude,notes"));
    CHECK_FALSE(has_column_of_texts("date,type,notes"));
}

TEST_CASE("a text as a row is the same document as in a file", "[importers][articles]")
{
    const Scratch scratch;
    const std::string text = "Shells fall on Marneth\n\nMARNETH, 9 March 2021 — Two people were killed.";
    const auto file = scratch.file("a.txt", text);
    const auto lines =
        scratch.file("a.jsonl", "{\"text\": \"Shells fall on Marneth\\n\\nMARNETH, 9 March 2021 — "
                                "Two people were killed.\"}");
    const Document whole = given(file)[0].article.document, row = given(lines)[0].article.document;
    CHECK(whole.id == row.id);
    CHECK(whole.title == row.title);
    CHECK(whole.published == row.published);
}

TEST_CASE("days of publication come from a table of their own", "[importers][articles]")
{
    const Scratch scratch;
    const auto days =
        read_publication_days(scratch.file("d.tsv", "source\tday\na.txt\t2021-03-09\nb\t\n#3\t2020-01-31\n"));
    CHECK(days.size() == 2);
    CHECK(format_day(days.at("a.txt")) == "2021-03-09");
    CHECK_THROWS_WITH(read_publication_days(scratch.file("e.csv", "a,2021-03-09\nb,soon\n")),
                      Contains("line 2"));

    ArticleSourceOptions options;
    options.published_of = days;
    options.article.published = parse_day("2000-01-01");
    const auto file = scratch.file("a.txt", "A headline\n\nWords.");
    CHECK(day_text(given(file, options)[0].article.document.published) == "2021-03-09");
}
