#include "geodata/error.hpp"
#include "importers/article/dateline.hpp"
#include "importers/article/document.hpp"
#include "importers/html.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <random>
#include <sstream>
#include <string>

using namespace sitmap;
using Catch::Matchers::Contains;

namespace {

std::string file(const std::string& name)
{
    std::ifstream in{std::string{SITMAP_TEST_DATA} + "/importers/" + name, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

Day day(const char* text)
{
    return parse_day(text).value();
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string result;
    for (std::size_t i = 0; i < times; ++i)
        result += text;
    return result;
}

} // namespace

TEST_CASE("a web page gives its article without menus, captions, margins and comments", "[importers][html]")
{
    const WebPage page = read_web_page(file("page.html"));
    CHECK(page.title == "Market shelled in Marneth");
    CHECK(page.outlet == "The Lantern");
    CHECK(page.published == "2021-03-09T18:05:00+01:00");
    CHECK(page.language == "en");
    CHECK(page.url == "https://lantern.example/2021/marneth");
    CHECK(page.text == "Shells fell on the market of Marneth on Tuesday, doctors said; eleven people were "
                       "killed & thirty hurt.\n\n"
                       "The army denied that it had fired. “We were asleep,” a colonel said, some 40\u00A0km "
                       "away from the town.\n\n"
                       "A second strike\n\n"
                       "On Monday the grain store on the same square had been hit, and burned all night "
                       "while nobody dared to come "
                       "near.");
}

TEST_CASE("a page cut anywhere gives what is there, or says that there is nothing", "[importers][html]")
{
    const std::string page = file("page.html");
    REQUIRE(page.size() > 1000);
    for (std::size_t length = 40; length < page.size(); length += 37) {
        CAPTURE(length);
        std::string text, trouble;
        try {
            text = read_article(page.substr(0, length), "page.html", {}).document.text;
        } catch (const Error& error) {
            trouble = error.what();
        }
        CHECK(text.empty() == (trouble.find("page.html") != std::string::npos));
        CHECK((trouble.empty() || length < page.find("<p>")));
    }
    const WebPage half = read_web_page(page.substr(0, page.find("A second strike")));
    CHECK_THAT(half.text, Contains("Shells fell") && Contains("We were asleep"));
}

TEST_CASE("paragraphs parted by line breaks in a bare body are found", "[importers][html]")
{
    const WebPage page =
        read_web_page("<html><body><h1>Raid</h1>Gunmen came at night and burned the mill down.<br><br>"
                      "Nobody was hurt, the mayor of the village said in the morning.</body></html>");
    CHECK(page.text == "Gunmen came at night and burned the mill down.\n\n"
                       "Nobody was hurt, the mayor of the village said in the morning.");
}

TEST_CASE("pages made to choke a parser end all the same", "[importers][html]")
{
    const auto hostile = GENERATE(
        repeated("<div>", 100'000), repeated("<p>", 400'000), repeated("<b><p>", 100'000),
        repeated("<a href=\"", 50'000), repeated("<", 500'000), repeated("</x><div>", 100'000),
        repeated("<table><select>", 50'000), "<p " + repeated("a=1 ", 200'000) + ">x",
        repeated("<!--", 100'000), repeated("<script>", 50'000), repeated("&#x110000;&bogus;", 50'000));
    const WebPage page = read_web_page("<html><body>" + hostile + "words of the page");
    CHECK(page.text.size() <= 2 * hostile.size() + 100);
}

TEST_CASE("a page with damaged bytes is read or refused", "[importers][html]")
{
    const std::string page = file("page.html");
    const auto seed = GENERATE(range(1u, 200u));
    CAPTURE(seed);
    std::mt19937 random{seed};
    std::string damaged = page;
    for (int i = 0; i < 40; ++i) {
        const std::size_t at = random() % damaged.size();
        switch (random() % 4) {
        case 0:
            damaged[at] = static_cast<char>(random() % 255 + 1);
            break;
        case 1:
            damaged.erase(at, random() % 30);
            break;
        case 2:
            damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 60));
            break;
        default:
            damaged.insert(at, std::string(1, "<>\"'&/="[random() % 7]));
        }
    }
    std::string text;
    try {
        text = read_article(damaged, "page.html", {}).document.text;
    } catch (const Error&) {
        text = "refused";
    }
    CHECK(text.size() < 3 * damaged.size());
    CHECK_FALSE(text.empty());
}

TEST_CASE("an element nested too deep still gives its words", "[importers][html]")
{
    const WebPage page =
        read_web_page(repeated("<div>", 5'000) + "<p>A sentence that lies far down in the page.</p>");
    CHECK(page.text == "A sentence that lies far down in the page.");
}

TEST_CASE("JSON-LD that is broken or nested deep is passed over", "[importers][html]")
{
    const auto json = GENERATE(std::string{"{\"@type\": \"NewsArticle\", "}, repeated("[", 50'000),
                               repeated("{\"@graph\":", 5'000) + "1" + repeated("}", 5'000));
    const WebPage page =
        read_web_page("<script type=\"application/ld+json\">" + json +
                      "</script><p>The bridge over the river was blown up on Friday night.</p>");
    CHECK(page.text == "The bridge over the river was blown up on Friday night.");
    CHECK(page.published.empty());
}

TEST_CASE("the publication date is the user's, else the page's, else none with a note",
          "[importers][document]")
{
    const std::string page = file("page.html");
    CHECK(read_article(page, "page.html", {}).document.published == day("2021-03-09"));
    ArticleOptions options;
    options.published = day("2021-03-10");
    CHECK(read_article(page, "page.html", options).document.published == day("2021-03-10"));

    const ArticleText undated = read_article("Mill burned down\n\nGunmen came on Friday.", "mill.txt", {});
    CHECK_FALSE(undated.document.published.has_value());
    REQUIRE(undated.issues.size() == 1);
    CHECK_THAT(undated.issues[0].what, Contains("--published"));
}

TEST_CASE("datelines are read with and without a date", "[importers][dateline]")
{
    const auto read = [](const std::string& body) {
        return read_dateline("Headline of the text\n\n" + body);
    };
    CHECK(read("26 July 2019. As many as 150 people").published == day("2019-07-26"));
    CHECK(read("26 July 2019. As many as 150 people").place.empty());
    CHECK(read("TRIPOLI, July 3 (Agency) - Forty people").place == "TRIPOLI");
    CHECK_FALSE(read("TRIPOLI, July 3 (Agency) - Forty people").published.has_value());
    CHECK(read("KYIV, Ukraine (AP) — Shells").place == "KYIV, Ukraine");
    CHECK(read("CAIRO, Saturday\n\nTHE imam").place == "CAIRO");
    CHECK(read("Published: 3 July 2019 10:00 GMT\n\nText").published == day("2019-07-03"));
    CHECK(read("Khartoum, March 12, 2021 — Troops").published == day("2021-03-12"));
    CHECK(read("Khartoum, March 12, 2021 — Troops").place == "Khartoum");
    CHECK(read("Flash Update 3 (as of 18 May 2017)\n\nHighlights").published == day("2017-05-18"));
    CHECK(read("By our Africa desk, 4 October 2016\n\nWhat happened?").published == day("2016-10-04"));
    CHECK(read("No. 2, 16 December 2021\n\nKEY FIGURES").published == day("2021-12-16"));
}

TEST_CASE("a date within a sentence is no publication date", "[importers][dateline]")
{
    CHECK_FALSE(read_dateline("Head\n\nOn 26 July 2019 a boat sank.").published.has_value());
    CHECK_FALSE(read_dateline("Head\n\nThe war began on 24 February 2022 - nobody").published.has_value());
    CHECK(read_dateline("Head\n\nThe war began on a Thursday - nobody").place.empty());
    CHECK_FALSE(read_dateline("Head\n\nWhat happened on 23 May 2014\n\nText").published.has_value());
}

TEST_CASE("full dates are read in the forms of feeds and pages", "[importers][dateline]")
{
    CHECK(full_date_in("2019-07-03T10:00:00Z") == day("2019-07-03"));
    CHECK(full_date_in("Sat, 26 Jun 2021 07:15:00 GMT") == day("2021-06-26"));
    CHECK(full_date_in("Sat 9 Apr 2022 07.40 CEST") == day("2022-04-09"));
    CHECK(full_date_in("Sept. 5, 2017") == day("2017-09-05"));
    CHECK_FALSE(full_date_in("31 February 2020").has_value());
    CHECK_FALSE(full_date_in("July 2019").has_value());
}

TEST_CASE("encodings are found out", "[importers][document]")
{
    const std::string text = "Café burned in Málaga\n\nPolice came – too late.";
    CHECK(read_article(text, "a.txt", {}).document.text == text);
    CHECK(read_article("\xEF\xBB\xBF" + text, "a.txt", {}).document.text == text);
    CHECK(read_article("Caf\xE9 burned in M\xE1laga\n\nPolice came \x96 too late.", "a.txt", {})
              .document.text == text);
    CHECK(read_article(std::string{"\xFF\xFEK\0i\0\xEF\0v\0", 10}, "a.txt", {}).document.text == "Kiïv");
    const std::string cyrillic =
        "<html><head><meta charset=\"windows-1251\"></head><body><p>\xCA\xE8\xE5\xE2 \xEF\xEE\xE4 "
        "\xEE\xE1\xF1\xF2\xF0\xE5\xEB\xEE\xEC</p></body></html>";
    CHECK(read_article(cyrillic, "a.html", {}).document.text == "Киев под обстрелом");
}

TEST_CASE("a sequence cut at the end of a file does not change its encoding", "[importers][document]")
{
    CHECK(read_article("Dégâts à Alep après le raid\xC3", "a.txt", {}).document.text ==
          "Dégâts à Alep après le raid");
}

TEST_CASE("line ends, blanks and marks that nobody sees are made even", "[importers][document]")
{
    const ArticleText article = read_article(
        "Head\r\n\r\n\r\n\r\nTwo\u00A0 words  and a soft\u00ADhyphen \r\nnext\x0B line\n\n", "a.txt", {});
    CHECK(article.document.text == "Head\n\nTwo words and a softhyphen\nnext line");
    CHECK(article.document.title == "Head");
    CHECK(article.document.id == sha256(article.document.text));
}

TEST_CASE("what is no article is refused in one line", "[importers][document]")
{
    CHECK_THROWS_WITH(read_article("", "empty.txt", {}), Contains("empty.txt") && Contains("empty"));
    CHECK_THROWS_WITH(read_article(" \n\n", "blank.txt", {}), Contains("empty"));
    CHECK_THROWS_WITH(read_article(std::string{"\x7F"
                                               "ELF\0\0\0\1",
                                               8},
                                   "a.out", {}),
                      Contains("binary"));
    CHECK_THROWS_WITH(read_article("%PDF-1.4\n\x01\x02\x03\x04", "a.pdf", {}), Contains("PDF"));
    CHECK_THROWS_WITH(read_article(std::string(50U << 20U, 'x'), "big.txt", {}),
                      Contains("big.txt") && Contains("16 MiB") && Contains("split"));
    CHECK_THROWS_WITH(read_article(std::string(5U << 20U, 'x'), "long.txt", {}), Contains("4 MiB"));
    CHECK_THROWS_WITH(read_article("<html><head><title>Cut", "cut.html", {}), Contains("no paragraphs"));
}
