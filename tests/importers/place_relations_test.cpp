// Names and what lies how to them, in French, Arabic, Russian and Ukrainian.
#include "geodata/measure.hpp"
#include "importers/article/reader.hpp"
#include "importers/article/resolve.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace sitmap;

namespace {

const ReaderTables& tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

std::vector<Toponym> read(const std::string& text)
{
    return read_toponyms(tokenise(text), tables().gazetteer, tables().lexicon, tables().names);
}

/// The toponym of this spelling; fails the test if there is none or it has no place.
Toponym named(const std::string& text, const std::string& name)
{
    const std::vector<Toponym> toponyms = read(text);
    const auto found =
        std::find_if(toponyms.begin(), toponyms.end(), [&](const Toponym& t) { return t.name == name; });
    CAPTURE(text, name);
    REQUIRE(found != toponyms.end());
    REQUIRE(found->place.has_value());
    return *found;
}

Location located(const std::string& text, const std::string& name)
{
    return location_of(named(text, name), tables().gazetteer);
}

struct Told {
    const char* text;
    const char* name;
    LonLat anchor;
    double distance_m, bearing_deg;
};

constexpr LonLat tripoli{13.187, 32.887}, aleppo{37.161, 36.201}, misrata{15.093, 32.375},
    benghazi{20.069, 32.115}, donetsk{37.802, 48.023}, kharkiv{36.253, 49.981};

} // namespace

TEST_CASE("distance and bearing are read in French, Arabic, Russian and Ukrainian", "[importers][relations]")
{
    const auto told = GENERATE(values<Told>({
        {"Le drone est tombé à 20 km à l'ouest de Tripoli mardi.", "Tripoli", tripoli, 20'000, 270},
        {"Des heurts ont éclaté à une vingtaine de kilomètres au sud d'Alep.", "Alep", aleppo, 20'000, 180},
        {"Le camp se trouve à 15 kilomètres au nord-est de Misrata.", "Misrata", misrata, 15'000, 45},
        {"وقع الانفجار على بعد 20 كم غرب حلب.", "حلب", aleppo, 20'000, 270},
        {"وقع الهجوم على بعد ١٥ كيلومترا شمال شرق بنغازي.", "بنغازي", benghazi, 15'000, 45},
        {"Взрыв произошёл в 20 км к западу от Донецка.", "Донецка", donetsk, 20'000, 270},
        {"Колонну обстреляли в 15 километрах к северо-востоку от Харькова.", "Харькова", kharkiv, 15'000, 45},
        {"Вибух стався за 10 км на південь від Харкова.", "Харкова", kharkiv, 10'000, 180},
    }));
    const Toponym toponym = named(told.text, told.name);
    CAPTURE(told.text);
    CHECK(toponym.kind == ToponymKind::relative);
    CHECK(toponym.distance_m == Approx(told.distance_m));
    CHECK(toponym.bearing_deg == Approx(told.bearing_deg));
    const Location location = location_of(toponym, tables().gazetteer);
    CHECK(distance_m(location.point, destination(told.anchor, told.bearing_deg, told.distance_m)) < 3'000);
    CHECK(location.radius_m >= 0.2 * told.distance_m); // a rounded distance, an eighth of the circle
    CHECK(location.precision == PlacePrecision::near);
}

TEST_CASE("what is near a place is not at it", "[importers][relations]")
{
    const auto [text, name] = GENERATE(values<std::pair<const char*, const char*>>({
        {"L'explosion s'est produite près de Gao, dans le nord du Mali.", "Gao"},
        {"L'attaque a eu lieu à proximité d'Idlib.", "Idlib"},
        {"Des tirs ont été entendus aux abords de Bangui.", "Bangui"},
        {"Les combats se poursuivent non loin de la ville de Bakhmout.", "Bakhmout"},
        {"Un convoi a été attaqué entre Kidal et Gao.", "Kidal"},
        {"Un convoi a été attaqué entre Kidal et Gao.", "Gao"},
        {"سقطت قذيفة قرب دمشق يوم الثلاثاء.", "دمشق"},
        {"قصف الطيران مواقع بالقرب من مدينة الموصل.", "الموصل"},
        {"هاجم مسلحون حافلة بين حمص وحماة.", "حمص"},
        {"هاجم مسلحون حافلة بين حمص وحماة.", "وحماة"},
        {"قتل خمسة أشخاص في غارة على موقع غرب طرابلس.", "طرابلس"},
        {"Бои идут под Бахмутом второй день.", "Бахмутом"},
        {"Бои идут недалеко от Авдеевки.", "Авдеевки"},
        {"Автобус обстреляли между Херсоном и Николаевом.", "Николаевом"},
        {"Обстрел произошёл в окрестностях Мариуполя.", "Мариуполя"},
        {"Бої тривають біля Бахмута та поблизу Авдіївки.", "Авдіївки"},
    }));
    CHECK(named(text, name).near);
    const Location location = located(text, name);
    CHECK(location.precision == PlacePrecision::near);
    CHECK(location.radius_m >= 5'000);
}

TEST_CASE("what is off a coast is at sea", "[importers][relations]")
{
    const auto [text, name] = GENERATE(values<std::pair<const char*, const char*>>({
        {"Un bateau a chaviré au large de Lampedusa.", "Lampedusa"},
        {"Un canot a été retrouvé au large des côtes de la Libye.", "Libye"},
        {"غرق قارب قبالة سواحل ليبيا.", "ليبيا"},
        {"Судно затонуло у берегов Ливии.", "Ливии"},
    }));
    CHECK(named(text, name).off_shore);
    CHECK(located(text, name).precision == PlacePrecision::sea);
}

TEST_CASE("names in other languages stand where they do without a relation too", "[importers][relations]")
{
    CHECK(named("انفجرت سيارة مفخخة في بغداد.", "بغداد").kind == ToponymKind::literal);
    CHECK(named("L'Algérie a fermé sa frontière avec le Maroc.", "Algérie").kind != ToponymKind::relative);
    CHECK(tables()
              .gazetteer.place(*named("Une réunion s'est tenue en Côte d'Ivoire.", "Côte d'Ivoire").place)
              .country == "CIV");
    CHECK(tables()
              .gazetteer.place(*named("An earthquake struck L'Aquila, Italy, in 2009.", "L'Aquila").place)
              .country == "ITA");
    // The north of a country is in it, and a division's own name stays whole.
    CHECK(named("اندلعت اشتباكات شمال سوريا.", "سوريا").kind == ToponymKind::literal);
    CHECK(tables().gazetteer.place(*named("اندلع القتال في جنوب السودان.", "جنوب السودان").place).country ==
          "SSD");
}

TEST_CASE("a distance is measured from the town, not from the province of its name", "[importers][relations]")
{
    const Toponym toponym = named("The convoy was hit 20 km west of Aleppo.", "Aleppo");
    CHECK(tables().gazetteer.place(*toponym.place).kind == PlaceKind::city);
}

TEST_CASE("a sentence of twenty thousand names is read like any other", "[importers][relations]")
{
    std::string text = "Fighting spread to Homs";
    for (int i = 0; i < 4'000; ++i)
        text += ", Tripoli, Gao, San Antonio, Kharkiv, Mopti";
    CHECK(read(text + ".").size() == 20'001);
    ArticleText article;
    article.document.text = "Seven were killed in Homs.\n\n" + text + ".";
    CHECK(read_events(article, tables()).events.size() < 100);
}
