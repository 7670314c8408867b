// Pages as sites build them, around one story: what the reader gets must be the story and nothing else.
#include "importers/article/dateline.hpp"
#include "importers/article/document.hpp"
#include "importers/html.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace sitmap;
using Catch::Matchers::Contains;

namespace {

const std::string first =
    "Rockets hit the fish market of Orsk Harbour on Thursday morning, killing four people "
    "and wounding nine, the town's hospital said.";
const std::string second =
    "The coast guard denied that its boats had fired. Two boats were seen leaving the bay, "
    "according to a net maker who was on the quay.";
const std::string third = "It was the third time since May that the harbour had been hit.";
const std::string story = first + "\n\n" + second + "\n\n" + third;

std::string paragraphs(const std::string& between = "")
{
    return "<p>" + first + "</p>" + between + "<p>" + second + "</p>" + between + "<p>" + third + "</p>";
}

} // namespace

TEST_CASE("layout of a magazine theme: article element, share bar, author box, comments",
          "[importers][layouts]")
{
    const WebPage page = read_web_page(
        "<!doctype html><html lang=\"en\"><head><title>Rockets hit Orsk Harbour – The Tide</title>"
        "<meta property=\"og:site_name\" content=\"The Tide\"></head><body class=\"single has-sidebar\">"
        "<header><nav><ul><li><a href=\"/\">Home</a></li><li><a "
        "href=\"/world\">World</a></li></ul></nav></header>"
        "<div id=\"cookie-notice\"><p>We use cookies to make this site work and to count our readers. By "
        "going on "
        "you agree that we and our 212 partners may do so.</p></div>"
        "<main><article class=\"post\"><header><h1>Rockets hit Orsk Harbour</h1><p class=\"byline\">By Ada "
        "Finn</p>"
        "<time datetime=\"2022-08-11\">11 August 2022</time></header>"
        "<div class=\"entry-content\"><figure><img src=\"a.jpg\"><figcaption>Smoke over the harbour, in a "
        "picture "
        "that a reader sent to us on Thursday at noon.</figcaption></figure>" +
        paragraphs() +
        "<div class=\"sharedaddy share\"><h3>Share this</h3><ul><li><a "
        "href=\"#\">Post</a></li></ul></div></div>"
        "<footer><div class=\"author-bio\"><p>Ada Finn has reported from the coast since 2004 and keeps "
        "bees.</p>"
        "</div></footer></article>"
        "<section id=\"comments\"><h2>3 comments</h2><ol><li><p>My cousin was there, it was eleven dead and "
        "not four, "
        "do not believe what they tell you in the hospital.</p></li></ol></section></main>"
        "<aside><h3>Most read</h3><p>Ferry sinks off the cape with thirty people aboard, nine are still "
        "missing.</p>"
        "</aside><footer><p>© 2022 The Tide. All rights reserved in all countries of the "
        "world.</p></footer></body></html>");
    CHECK(page.title == "Rockets hit Orsk Harbour");
    CHECK(page.outlet == "The Tide");
    CHECK(full_date_in(page.published) == parse_day("2022-08-11"));
    CHECK(page.text.ends_with(story));
    CHECK(page.text.size() < story.size() + 40); // the byline may stay
}

TEST_CASE("layout of nested divs without a single telling element", "[importers][layouts]")
{
    const WebPage page =
        read_web_page("<html><head><title>Rockets hit Orsk Harbour</title></head><body><div "
                      "class=\"w1\"><div class=\"top\">"
                      "<a href=1>News</a> | <a href=2>Sport</a> | <a href=3>Weather</a></div><div "
                      "class=\"cols\"><div class=\"c1\">"
                      "<div class=\"x9\"><h1>Rockets hit Orsk Harbour</h1><div class=\"x10\"><div>" +
                      first + "</div><div>" + second + "</div><div>" + third +
                      "</div></div></div></div><div class=\"c2\"><div class=\"x11\"><a href=4>Ferry sinks "
                      "off the cape with thirty "
                      "people aboard, nine are missing</a></div><div class=\"x11\"><a href=5>Mayor of Tollen "
                      "resigns after the "
                      "flood that nobody had foreseen</a></div></div></div></div></body></html>");
    CHECK(page.text == story);
}

TEST_CASE("layout with links to other stories between the paragraphs", "[importers][layouts]")
{
    const WebPage page = read_web_page(
        "<html><body><article>" +
        paragraphs(
            "<p><strong>READ MORE: <a href=\"/2\">Ferry sinks off the cape, nine missing</a></strong></p>"
            "<div class=\"newsletter-signup\"><h4>The morning letter</h4><p>Get the six stories that matter "
            "into your mailbox before breakfast, every day but Sunday.</p><form><input></form></div>"
            "<div class=\"ad-slot\" id=\"ad-3\">Advertisement</div>") +
        "</article></body></html>");
    CHECK(page.text == story);
}

TEST_CASE("layout of an old page: tables, fonts and line breaks", "[importers][layouts]")
{
    const WebPage page = read_web_page(
        "<HTML><HEAD><TITLE>Rockets hit Orsk Harbour</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=100%><TR>"
        "<TD WIDTH=150><A HREF=a>Home</A><BR><A HREF=b>Archive</A><BR><A HREF=c>Contact</A></TD><TD><FONT "
        "SIZE=5>"
        "<B>Rockets hit Orsk Harbour</B></FONT><BR><BR><FONT FACE=Arial>" +
        first + "<BR><BR>" + second + "<BR><BR>" + third +
        "</FONT></TD><TD><A HREF=d>Ferry sinks off the cape with thirty people aboard</A></TD></TR></TABLE>"
        "</BODY></HTML>");
    CHECK_THAT(page.text, Contains(story));
    CHECK_THAT(page.text, !Contains("Archive") && !Contains("Ferry"));
}

TEST_CASE("layout of a script-built page: JSON-LD graph, list of other stories, live blog markers",
          "[importers][layouts]")
{
    const WebPage page = read_web_page(
        "<html><head><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":["
        "{\"@type\":\"Organization\",\"name\":\"Tide Media\"},{\"@type\":\"ItemList\",\"itemListElement\":["
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sinks\",\"datePublished\":\"2020-01-01\"}]},"
        "{\"@type\":\"WebPage\",\"url\":\"https://tide.example/harbour\"},"
        "{\"@type\":[\"NewsArticle\",\"Article\"],\"headline\":\"Rockets hit Orsk "
        "Harbour\",\"datePublished\":"
        "\"2022-08-11T09:30:00+02:00\",\"dateModified\":\"2022-08-13T10:00:00+02:00\",\"publisher\":{\"@"
        "type\":"
        "\"Organization\",\"name\":\"The Tide\"},\"inLanguage\":\"en\"}]}</script></head><body>"
        "<div id=\"app\"><div data-testid=\"story\"><div role=\"navigation\"><span>Top</span></div>" +
        paragraphs() +
        "</div><div role=\"complementary\"><p>Ferry sinks off the cape with thirty people aboard, nine of "
        "them are "
        "still missing.</p></div></div></body></html>");
    CHECK(page.title == "Rockets hit Orsk Harbour");
    CHECK(page.outlet == "The Tide");
    CHECK(page.published == "2022-08-11T09:30:00+02:00");
    CHECK(page.text == story);
}

TEST_CASE("layout of a list of teasers under a short story", "[importers][layouts]")
{
    std::string teasers;
    for (const char* teaser :
         {"Ferry sinks off the cape", "Mayor of Tollen resigns", "Grain ships leave again"})
        teasers += std::string{"<div class=\"card\"><h3><a href=\"/x\">"} + teaser +
                   "</a></h3><p><a href=\"/x\">Thirty people were aboard when it went down in the night, and "
                   "nine of them "
                   "are missing, the owner said on Wednesday.</a></p></div>";
    const WebPage page =
        read_web_page("<html><body><div class=\"story-body\">" + paragraphs() +
                      "</div><section class=\"cards\">" + teasers + teasers + "</section></body></html>");
    CHECK(page.text == story);
}

TEST_CASE("layout where a dialog and hidden parts stand before the story", "[importers][layouts]")
{
    const WebPage page = read_web_page(
        "<html><body><div role=\"dialog\" aria-modal=\"true\"><p>Before you go on: we and our partners store "
        "things on "
        "your device, as you may read in the notice on privacy.</p><button>Accept</button></div>"
        "<div style=\"display:none\"><p>You have read four of four free stories this month, subscribe now to "
        "read "
        "all that we write.</p></div><div aria-hidden=\"true\"><p>Loading the story, please wait until it is "
        "here "
        "and do not close this window.</p></div><div class=\"body-copy\">" +
        paragraphs() +
        "<p class=\"image-caption\">The quay of Orsk Harbour in a picture of last year, before the market "
        "was moved "
        "there.</p></div></body></html>");
    CHECK(page.text == story);
}

TEST_CASE("of a page's dates the one of publication wins, whatever its form", "[importers][layouts]")
{
    const auto published = [](const std::string& head, const std::string& body = "") {
        return read_article("<html><head>" + head + "</head><body>" + body + paragraphs() + "</body></html>",
                            "page.html", {})
            .document.published;
    };
    const std::string linked =
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":"
        "\"2022-08-12\"}</script>";
    const std::string time = "<time datetime=\"2022-08-13T08:00Z\">Saturday</time>";
    const std::string modified = "<meta property=\"article:modified_time\" content=\"2022-09-01\">";
    const auto named = [](const std::string& name, const std::string& content) {
        return "<meta name=\"" + name + "\" content=\"" + content + "\">";
    };
    CHECK(published(modified + "<meta property=\"article:published_time\" content=\"2022-08-11T10:00:00Z\">" +
                        linked,
                    time) == parse_day("2022-08-11"));
    CHECK(published(modified + linked, time) == parse_day("2022-08-12"));
    CHECK(published(modified, time) == parse_day("2022-08-13"));
    CHECK_FALSE(published(modified).has_value());
    CHECK(published(named("DC.date.issued", "2022-08-11")) == parse_day("2022-08-11"));
    CHECK(published(named("date", "11 August 2022")) == parse_day("2022-08-11"));
    CHECK(published(named("pubdate", "20220811")) == parse_day("2022-08-11"));
    CHECK(published(named("Publish-Date", "Thu, 11 Aug 2022 09:00:00 +0200")) == parse_day("2022-08-11"));
    CHECK(published(named("parsely-pub-date", "2022-08-11 09:00:00")) == parse_day("2022-08-11"));
    CHECK(published("", "<time class=\"updated\" datetime=\"2022-08-20\">20 August</time>"
                        "<time class=\"published\" datetime=\"2022-08-11\">11 August</time>") ==
          parse_day("2022-08-11"));
    CHECK(published("<script type=\"application/ld+json\">[{\"@type\":\"BreadcrumbList\"},{\"@type\":"
                    "\"WebPage\",\"mainEntity\":{\"@type\":\"ReportageNewsArticle\",\"datePublished\":\"2022-"
                    "08-11\"}}]"
                    "</script>") == parse_day("2022-08-11"));
}
