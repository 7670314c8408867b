#include "importers/article/reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

namespace {

const ReaderTables& tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

Intake read(std::string_view text)
{
    return read_events(read_article(text, "brief.txt", {}), tables());
}

std::filesystem::path data(std::string_view folder)
{
    return std::filesystem::path{SITMAP_TEST_DATA} / "importers" / folder;
}

Intake read_file(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    REQUIRE(in);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    ArticleOptions options;
    options.published = parse_day("2019-03-20");
    return read_events(read_article(text, file.filename().string(), options), tables());
}

/// The sub-type of the first main event, or "none".
std::string kind_told(std::string_view text)
{
    for (const Event& event : read(text).events)
        if (event.primary)
            return std::string{name_of(sub_type_of(event))};
    return "none";
}

struct Told {
    std::string_view kind, text;
};

/// Invented; none of them is among the sentences that the model learnt from.
const std::vector<Told> tellings{
    // Battles
    {"Armed clash",
     "Soldiers and insurgents exchanged fire for two hours near the river; nine fighters died."},
    {"Armed clash", "Rebels ambushed an army patrol at dawn and killed three soldiers."},
    {"Armed clash", "Two police officers were killed when militants attacked their checkpoint."},
    {"Armed clash", "Fierce fighting broke out between rival militias over the port."},
    {"Government regains territory", "The army recaptured the town from jihadists on Sunday."},
    {"Government regains territory",
     "Government troops have retaken three villages that rebels had held for a year."},
    {"Non-state actor overtakes territory",
     "Rebel fighters captured a district capital after soldiers ran away."},
    {"Non-state actor overtakes territory",
     "Taliban insurgents overran an army base and now control the district."},
    // Explosions and remote violence
    {"Air/drone strike", "Warplanes bombed a school used as a shelter, killing a teacher."},
    {"Air/drone strike", "A drone strike killed two commanders in their car."},
    {"Air/drone strike", "Fighter jets struck a fuel depot overnight."},
    {"Shelling/artillery/missile attack", "Artillery shells fell on a bakery and wounded six people."},
    {"Shelling/artillery/missile attack", "Militants fired a dozen rockets at the air base."},
    {"Shelling/artillery/missile attack", "A ballistic missile hit a hotel in the port city."},
    {"Suicide bomb", "A suicide bomber killed five worshippers at a mosque."},
    {"Suicide bomb", "Two attackers blew themselves up at the gate of the barracks."},
    {"Remote explosive/landmine/IED", "A car bomb exploded outside a restaurant, killing two people."},
    {"Remote explosive/landmine/IED", "A landmine killed four farmers on their way to the fields."},
    {"Remote explosive/landmine/IED", "Their truck hit a roadside bomb and three soldiers were killed."},
    {"Grenade", "A grenade thrown into a cafe wounded seven customers."},
    {"Grenade", "Attackers hurled hand grenades at a police station and escaped."},
    {"Chemical weapon", "Doctors treated 30 villagers who had inhaled chlorine gas dropped by helicopters."},
    {"Chemical weapon", "A sarin attack on the suburb killed scores of people in their sleep."},
    // Violence against civilians
    {"Attack", "Gunmen shot dead a lawyer outside her house."},
    {"Attack", "Armed men attacked a village and killed eleven residents."},
    {"Attack", "Militants beheaded a farmer whom they accused of spying."},
    {"Abduction/forced disappearance", "Bandits kidnapped a priest and asked his church for a ransom."},
    {"Abduction/forced disappearance", "Armed men abducted six road workers on Monday."},
    {"Sexual violence", "Soldiers raped two women who had gone to collect firewood."},
    {"Sexual violence", "A girl of 14 was gang-raped by militiamen."},
    // Protests and riots
    {"Peaceful protest", "Thousands marched through the city to demand new elections."},
    {"Peaceful protest", "Nurses staged a sit-in in front of the ministry over unpaid wages."},
    {"Peaceful protest", "Students held a peaceful demonstration against higher fees."},
    {"Protest with intervention", "Police used tear gas to disperse a rally of teachers."},
    {"Protest with intervention", "Police detained 40 demonstrators at a rally against the war."},
    {"Excessive force against protesters",
     "Troops opened fire on protesters with live ammunition and killed four."},
    {"Excessive force against protesters", "Security forces shot dead two demonstrators in the square."},
    {"Violent demonstration", "Protesters threw stones at police and set fire to tyres."},
    {"Violent demonstration", "Rioters burned cars and smashed shop windows for a second night."},
    {"Mob violence", "A mob beat a suspected thief to death in the market."},
    {"Mob violence", "Villagers lynched two men over rumours of child theft."},
    // Strategic developments
    {"Agreement", "The rebels and the government signed a peace agreement."},
    {"Agreement", "The two sides agreed to a ceasefire for the holidays."},
    {"Agreement", "Thirty fighters surrendered to the army with their weapons."},
    {"Arrests", "Police arrested an opposition leader at his home."},
    {"Arrests", "Security forces detained 25 suspected members of the group in night raids."},
    {"Change to group/activity", "The army deployed 3,000 troops to the border province."},
    {"Change to group/activity", "A brigade commander defected to the rebels with his men."},
    {"Disrupted weapons use", "Bomb experts defused an explosive device found under a bridge."},
    {"Disrupted weapons use", "Police seized 60 rifles and thousands of rounds of ammunition."},
    {"Headquarters or base established", "The peacekeepers set up a new base near the border."},
    {"Headquarters or base established", "Turkish forces established an observation post on the hill."},
    {"Looting/property destruction", "Gunmen looted shops and set houses on fire; nobody was hurt."},
    {"Looting/property destruction", "Bulldozers demolished the family home of an attacker."},
    {"Non-violent transfer of territory",
     "The army took over the town without a fight after the rebels withdrew."},
    // Displacement and the sea
    {"Forced displacement", "More than 30,000 people have fled their homes since Friday."},
    {"Shipwreck", "At least 20 migrants drowned when their boat capsized."},
    {"Interception/rescue", "The coastguard rescued 90 migrants from a rubber boat."},
};

/// Words of war, and nothing that is told as having happened.
const std::vector<std::string_view> no_tellings{
    // planned, threatened, feared
    "Protesters plan to march on the parliament next week.",
    "The army will launch an offensive in the spring, a general said.",
    "The president threatened to bomb the capital.",
    "Officials fear that the rebels could attack the port.",
    "The rebels vowed to shell the city if the talks fail.",
    // denied, negated
    "There was no attack on the base, the ministry said.",
    "The army denied that it had shelled the village.",
    "No one was killed and no bomb exploded.",
    // hypothetical
    "If the rebels attacked the airport, aid flights would stop.",
    "An air strike on the plant might start a war.",
    // past, told along; anniversaries, courts
    "The town commemorated the massacre of 1995 on Saturday.",
    "Families marked the anniversary of the bombing with a service.",
    "A former officer was sentenced to 20 years for the massacre of villagers.",
    "The trial of a man charged with the bombing opened on Monday.",
    // exercises, films, sport, markets, politics
    "Troops took part in a military exercise with live fire.",
    "The film tells the story of a suicide bomber and her brother.",
    "The striker fired his team to victory with a late goal.",
    "Shares took a battering as investors fled the market.",
    "The senator attacked the decision of the government.",
    "The champions launched an assault on the title.",
    // disasters, accidents, diplomacy
    "An earthquake killed 60 people and destroyed hundreds of houses.",
    "A bus crash killed twelve passengers on a mountain road.",
    "Floods drove thousands from their homes after heavy rain.",
    "The two presidents discussed trade and energy at a summit.",
    "Leaders of the island's two communities held talks on reunification.",
};

} // namespace

TEST_CASE("a brief without place or day has the kind that its words tell", "[importers][article][kind]")
{
    for (const Told& told : tellings) {
        CAPTURE(told.text);
        CHECK(kind_told(told.text) == told.kind);
    }
}

TEST_CASE("nothing is made of what is planned, denied, feared, remembered or played",
          "[importers][article][kind]")
{
    for (const std::string_view text : no_tellings) {
        CAPTURE(text);
        CHECK(kind_told(text) == "none");
    }
}

TEST_CASE("an article has the kind that it leads with, once", "[importers][article][kind]")
{
    const std::vector<std::pair<std::string_view, SubEventType>> articles{
        {"abduct.txt", SubEventType::abduction_forced_disappearance},
        {"agreement.txt", SubEventType::agreement},
        {"arrests.txt", SubEventType::arrests},
        {"base.txt", SubEventType::headquarters_or_base_established},
        {"chem.txt", SubEventType::chemical_weapon},
        {"defect.txt", SubEventType::change_to_group_activity},
        {"intervene.txt", SubEventType::protest_with_intervention},
        {"looting.txt", SubEventType::looting_property_destruction},
        {"mob.txt", SubEventType::mob_violence},
        {"sexual.txt", SubEventType::sexual_violence},
        {"transfer.txt", SubEventType::non_violent_transfer_of_territory},
        {"weapons.txt", SubEventType::disrupted_weapons_use},
    };
    for (const auto& [name, kind] : articles) {
        CAPTURE(name);
        const Intake intake = read_file(data("kinds") / name);
        REQUIRE_FALSE(intake.events.empty());
        CHECK(intake.events.front().primary);
        CHECK(name_of(sub_type_of(intake.events.front())) == name_of(kind));
        CHECK(location_of(intake.events.front()) != nullptr);
        CHECK(std::count_if(intake.events.begin(), intake.events.end(),
                            [kind = kind](const Event& event) { return sub_type_of(event) == kind; }) == 1);
    }
}

TEST_CASE("articles on games, markets, films, exercises, disasters, courts and talks tell of no event",
          "[importers][article][kind]")
{
    for (const auto& file : std::filesystem::directory_iterator{data("no_events")}) {
        CAPTURE(file.path().filename().string());
        CHECK(read_file(file.path()).events.empty());
    }
}

TEST_CASE("an event without a place has no place claim and no title with one", "[importers][article][kind]")
{
    const Intake intake = read("Gunmen shot dead a lawyer outside her house.");

    REQUIRE(intake.events.size() == 1);
    CHECK(location_of(intake.events.front()) == nullptr);
    CHECK(intake.events.front().title == "Attack");
    CHECK_FALSE(intake.events.front().claims.empty());
}

TEST_CASE("the chances of all kinds and of none sum to one", "[importers][article][kind]")
{
    for (const Told& told : tellings) {
        const auto features = kind_features_of(read_article(told.text, "brief.txt", {}), tables().lexicon);
        const KindModel::Verdict verdict = tables().kinds.judge(features);
        CHECK(std::accumulate(verdict.of.begin(), verdict.of.end(), verdict.none) == Approx(1));
    }
}

TEST_CASE("a kind is judged alike by the features' names and by the model's numbers",
          "[importers][article][kind]")
{
    for (const Told& told : tellings) {
        const ArticleText article = read_article(told.text, "brief.txt", {});
        const KindModel::Verdict named = tables().kinds.judge(kind_features_of(article, tables().lexicon));
        const TokenisedText text = tokenise(article.document.text);
        std::vector<KindModel::SentenceCues> cues;
        for (std::uint32_t s = 0; s < text.sentences.size(); ++s)
            cues.push_back(tables().kinds.cues_of(text, tables().lexicon, s));
        std::vector<const KindModel::SentenceCues*> all;
        for (const KindModel::SentenceCues& of_sentence : cues)
            all.push_back(&of_sentence);
        const KindModel::Verdict numbered = tables().kinds.judge(all);
        CAPTURE(told.text);
        CHECK(numbered.none == Approx(named.none));
        for (std::size_t k = 0; k < named.of.size(); ++k)
            CHECK(numbered.of[k] == Approx(named.of[k]).margin(1e-12));
    }
}

TEST_CASE("a text without any known word is judged too", "[importers][article][kind]")
{
    CHECK(kind_told("Xyzzy plugh.") == "none");
    CHECK(kind_told("?") == "none");
}

} // namespace sitmap
