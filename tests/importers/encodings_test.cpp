#include "importers/article/document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

#include <unicode/ucnv.h>

using namespace sitmap;

namespace {

/// The text in another encoding, without a byte-order mark.
std::string in_encoding(const std::string& utf8, const char* name)
{
    UErrorCode status = U_ZERO_ERROR;
    std::string bytes(4 * utf8.size() + 16, '\0');
    const std::int32_t length =
        ucnv_convert(name, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()), utf8.data(),
                     static_cast<std::int32_t>(utf8.size()), &status);
    REQUIRE(U_SUCCESS(status));
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

std::string read_back(const std::string& bytes)
{
    return read_article(bytes, "story", {}).document.text;
}

const std::string russian =
    "Обстрел порта\n\nЧетыре человека погибли и девять ранены при обстреле рыбного рынка в "
    "порту в четверг утром, сообщили в больнице. Береговая охрана отрицает, что стреляла.";
const std::string ukrainian =
    "Обстріл порту\n\nЧетверо людей загинули, дев'ятеро поранені внаслідок обстрілу "
    "рибного ринку в порту в четвер уранці, повідомили в лікарні.";
const std::string arabic =
    "قصف الميناء\n\nقتل أربعة أشخاص وأصيب تسعة في قصف سوق السمك في الميناء صباح الخميس، حسبما "
    "قال المستشفى. ونفى خفر السواحل أنه أطلق النار على السوق.";
const std::string french =
    "Le port bombardé\n\nQuatre personnes ont été tuées et neuf blessées jeudi matin à l’aube, a "
    "indiqué l’hôpital. Les garde-côtes nient avoir tiré sur le marché — « jamais ».";
const std::string english =
    "Port shelled\n\nFour people were killed and nine wounded on Thursday morning, the hospital "
    "said. The coast guard denied that it had fired.";

} // namespace

TEST_CASE("the encoding of a text is known by its content", "[importers][encoding]")
{
    const auto [text, encoding] = GENERATE_COPY(values<std::pair<std::string, const char*>>({
        {russian, "windows-1251"},
        {russian, "KOI8-R"},
        {ukrainian, "windows-1251"},
        {ukrainian, "KOI8-U"},
        {russian, "ibm-866"},
        {arabic, "windows-1256"},
        {arabic, "ISO-8859-6"},
        {french, "windows-1252"},
        {english, "windows-1252"},
        {english, "UTF-16LE"},
        {english, "UTF-16BE"},
        {russian, "UTF-16LE"},
        {russian, "UTF-16BE"},
        {arabic, "UTF-16LE"},
        {arabic, "UTF-16BE"},
        {french, "UTF-16LE"},
        {russian, "UTF-8"},
        {arabic, "UTF-8"},
    }));
    CAPTURE(encoding);
    CHECK(read_back(in_encoding(text, encoding)) == text);
}

TEST_CASE("a byte-order mark goes before everything", "[importers][encoding]")
{
    for (const std::string& text : {russian, arabic, french, english}) {
        CHECK(read_back("\xEF\xBB\xBF" + text) == text);
        CHECK(read_back("\xFF\xFE" + in_encoding(text, "UTF-16LE")) == text);
        CHECK(read_back("\xFE\xFF" + in_encoding(text, "UTF-16BE")) == text);
    }
}

TEST_CASE("what a page says of its encoding counts where its bytes are no UTF-8", "[importers][encoding]")
{
    const auto page = [](const std::string& head, const std::string& text) {
        return "<html><head>" + head + "</head><body><p>" + text.substr(text.find("\n\n") + 2) +
               "</p></body></html>";
    };
    const auto body = [](const std::string& text) { return text.substr(text.find("\n\n") + 2); };
    CHECK(read_back(in_encoding(page("<meta charset=\"koi8-r\">", russian), "KOI8-R")) == body(russian));
    CHECK(read_back(in_encoding(
              page("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">", arabic),
              "windows-1256")) == body(arabic));
    CHECK(read_back(in_encoding(page("<meta charset=iso-8859-6>", arabic), "ISO-8859-6")) == body(arabic));
    // A page that claims to be UTF-8 and is not.
    CHECK(read_back(in_encoding(page("<meta charset=\"utf-8\">", russian), "windows-1251")) == body(russian));
    CHECK(read_back(in_encoding(page("", russian), "windows-1251")) == body(russian));
}

TEST_CASE("a few letters with marks do not make a text Cyrillic or Arabic", "[importers][encoding]")
{
    for (const char* text : {"Gaziantep: üç ölü\n\nÜç kişi öldü.", "Málaga", "Zürich und Köln",
                             "São Tomé e Príncipe", "El niño murió en Cañón"}) {
        UErrorCode status = U_ZERO_ERROR;
        std::string bytes(200, '\0');
        const std::int32_t length =
            ucnv_convert("windows-1252", "UTF-8", bytes.data(), 200, text, -1, &status);
        REQUIRE(U_SUCCESS(status));
        bytes.resize(static_cast<std::size_t>(length));
        if (std::string{text}.find("ş") == std::string::npos) // not in windows-1252
            CHECK(read_back(bytes) == text);
    }
}
