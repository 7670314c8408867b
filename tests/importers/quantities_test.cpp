#include "importers/article/quantities.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace sitmap {

namespace {

using Count = std::optional<Quantity::Count>;

const Lexicon& lexicon()
{
    static const Lexicon words = Lexicon::load(SITMAP_ASSETS "/lexicon");
    return words;
}

struct Row {
    std::string text;
    ClaimField field;
    Count low, best, high;
};

std::vector<CountMention> counts_of(const std::string& text)
{
    return find_counts(tokenise(text), lexicon());
}

} // namespace

TEST_CASE("a number of people counts as the table of conventions says", "[importers][quantities]")
{
    const auto row = GENERATE(
        Row{"Eighteen people were killed.", ClaimField::killed, 18, 18, 18},
        Row{"8 soldiers and 3 drivers were killed.", ClaimField::killed, 11, 11, 11},
        Row{"24 police and soldiers and 12 residents died.", ClaimField::killed, 36, 36, 36},
        Row{"Ten soldiers, a colonel among them, and 19 suspected criminals died in fighting.",
            ClaimField::killed, 29, 29, 29},
        Row{"31 soldiers, 4 civilians killed in raid", ClaimField::killed, 35, 35, 35},
        Row{"The attack left 5 soldiers and 3 civilians dead.", ClaimField::killed, 8, 8, 8},
        Row{"Two soldiers were killed and a civilian.", ClaimField::killed, 3, 3, 3},
        Row{"Eleven officers died, by her account, and three civilians.", ClaimField::killed, 14, 14, 14},
        Row{"He and his two bodyguards were killed.", ClaimField::killed, 3, 3, 3},
        Row{"The militants killed him and two bodyguards.", ClaimField::killed, 3, 3, 3},
        Row{"Two Spanish journalists and an Irish conservationist were murdered.", ClaimField::killed, 3, 3,
            3},
        Row{"A bomb killed Carlos Diaz, 28, and Diego Salva, 27, on Monday.", ClaimField::killed, 2, 2, 2},
        Row{"Fifty-eight people were killed, ten of whom were attackers.", ClaimField::killed, 48, 48, 48},
        Row{"12 bombs killed 257 people.", ClaimField::killed, 257, 257, 257},
        Row{"At 18:15 three people were killed.", ClaimField::killed, 3, 3, 3},
        Row{"Eight bodies of labourers were found.", ClaimField::killed, 8, 8, 8},
        Row{"The bodies of 11 men and two women were pulled from the water.", ClaimField::killed, 13, 13, 13},
        Row{"Twelve of the 31 passengers died.", ClaimField::killed, 12, 12, 12},
        Row{"Seven members of one family were killed.", ClaimField::killed, 7, 7, 7},
        Row{"More than 40 000 people were killed.", ClaimField::killed, 40000, 40000, {}},
        Row{"Both died.", ClaimField::killed, 2, 2, 2}, Row{"Both were killed.", ClaimField::killed, 2, 2, 2},
        Row{"Dead: 20", ClaimField::killed, 20, 20, 20},
        Row{"Some 40 people had burned to death in their cars.", ClaimField::killed, 40, 40, 40},
        Row{"Men hacked and shot to death at least 36 people.", ClaimField::killed, 36, 36, {}},
        Row{"Four soldiers fell in the assault.", ClaimField::killed, 4, 4, 4},
        Row{"Police raised to five on Friday the number of people killed.", ClaimField::killed, 5, 5, 5},
        Row{"Gunmen wound 14 in attack on bus", ClaimField::injured, 14, 14, 14},
        Row{"Around 40 people were wounded.", ClaimField::injured, 40, 40, 40},
        Row{"Some 40 people died.", ClaimField::killed, 40, 40, 40},
        Row{"At least 40 people were killed.", ClaimField::killed, 40, 40, {}},
        Row{"More than 40 people died.", ClaimField::killed, 40, 40, {}},
        Row{"40 or more people were killed.", ClaimField::killed, 40, 40, {}},
        Row{"Up to 150 people are feared drowned.", ClaimField::killed, {}, {}, 150},
        Row{"As many as 150 people are thought to have died.", ClaimField::killed, {}, {}, 150},
        Row{"Several people were hurt.", ClaimField::injured, 2, {}, {}},
        Row{"A number of soldiers were killed.", ClaimField::killed, 2, {}, {}},
        Row{"One hundred and forty-seven students were killed.", ClaimField::killed, 147, 147, 147},
        Row{"A police officer, his wife, their son and a grandson were shot dead.", ClaimField::killed, 4, 4,
            4},
        Row{"The bomb killed a mother and her two children.", ClaimField::killed, 3, 3, 3},
        Row{"A girl, 12, and two nuns died.", ClaimField::killed, 3, 3, 3},
        Row{"Seven printers died when missiles struck the press.", ClaimField::killed, 7, 7, 7},
        Row{"Two of its participants were shot dead.", ClaimField::killed, 2, 2, 2},
        Row{"Men with axes hacked to death a family of four.", ClaimField::killed, 4, 4, 4},
        Row{"The raid killed Omar Saleh and other commanders, in all 47 people.", ClaimField::killed, 47, 47,
            47},
        Row{"The raid killed Omar Saleh and other commanders, in total 45 people.", ClaimField::killed, 45,
            45, 45},
        Row{"The shells killed the mayor and his guests, altogether 31 villagers.", ClaimField::killed, 31,
            31, 31},
        Row{"Some 300 displaced people were shot dead.", ClaimField::killed, 300, 300, 300},
        Row{"Some 300 displaced people live there.", ClaimField::displaced, 300, 300, 300},
        Row{"Six shepherds froze to death.", ClaimField::killed, 6, 6, 6},
        Row{"The dead now number 58.", ClaimField::killed, 58, 58, 58},
        Row{"The number of dead reached 35 this morning.", ClaimField::killed, 35, 35, 35},
        Row{"Five Iranians and two Iraqis were killed.", ClaimField::killed, 7, 7, 7},
        Row{"The envoy and three others were killed.", ClaimField::killed, 4, 4, 4},
        Row{"On Sunday a general and four of his bodyguards were shot dead.", ClaimField::killed, 5, 5, 5},
        Row{"Rafik Hariri was killed.", ClaimField::killed, 1, 1, 1},
        Row{"The vice-principal was shot dead.", ClaimField::killed, 1, 1, 1},
        Row{"The ministry raised the number of wounded to 119.", ClaimField::injured, 119, 119, 119},
        Row{"A grenade killed two drinkers.", ClaimField::killed, 2, 2, 2},
        Row{"The blast went off at noon, wounding three elderly anglers.", ClaimField::injured, 3, 3, 3},
        Row{"Of 90 civilian deaths the envoy spoke.", ClaimField::killed, 90, 90, 90},
        Row{"20 of its men, a colonel included, were killed.", ClaimField::killed, 20, 20, 20},
        Row{"A Yanomami health agent was shot dead.", ClaimField::killed, 1, 1, 1},
        Row{"The column lost eleven men.", ClaimField::killed, 11, 11, 11},
        Row{"A shell brought death to 64 people.", ClaimField::killed, 64, 64, 64},
        Row{"Twelve peacekeepers made the ultimate sacrifice.", ClaimField::killed, 12, 12, 12},
        Row{"That brings to six the number of people killed by the bomb.", ClaimField::killed, 6, 6, 6},
        Row{"She puts at eight the number of civilians killed.", ClaimField::killed, 8, 8, 8},
        Row{"The toll of the raid, in which a school burned, has climbed to 42.", ClaimField::killed, 42, 42,
            42},
        Row{"The number of fatalities remained at fourteen.", ClaimField::killed, 14, 14, 14},
        Row{"Dozens were wounded.", ClaimField::injured, 24, {}, {}},
        Row{"Hundreds of civilians were killed.", ClaimField::killed, 200, {}, {}},
        Row{"Thousands have fled.", ClaimField::displaced, 2000, {}, {}},
        Row{"Between 25 and 30 villagers were killed.", ClaimField::killed, 25, {}, 30},
        Row{"The blast left 12 people dead.", ClaimField::killed, 12, 12, 12},
        Row{"The raid killed seven.", ClaimField::killed, 7, 7, 7},
        Row{"About 105,000 people have been displaced.", ClaimField::displaced, 105000, 105000, 105000},
        Row{"Two hundred and six migrants were rescued.", ClaimField::rescued, 206, 206, 206},
        Row{"Half a million people have fled.", ClaimField::displaced, 500000, 500000, 500000},
        Row{"Some 600 migrants are held there.", ClaimField::held, 600, 600, 600},
        Row{"One woman was hurt.", ClaimField::injured, 1, 1, 1},
        Row{"An officer was killed.", ClaimField::killed, 1, 1, 1});
    CAPTURE(row.text);

    const auto counts = counts_of(row.text);

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].field == row.field);
    CHECK(counts[0].quantity.low() == row.low);
    CHECK(counts[0].quantity.best() == row.best);
    CHECK(counts[0].quantity.high() == row.high);
}

TEST_CASE("numbers of other things are no numbers of people", "[importers][quantities]")
{
    const auto text =
        GENERATE(as<std::string>{}, "Some 300 burned houses were counted.", "The village lies 80 km away.",
                 "They attacked 30 police posts.", "It began in 2014.", "He is 40 years old.",
                 "Prices rose by 70 per cent.", "Seven parked cars were set alight.", "Seven cows died.",
                 "Some 40 goats were killed by a mine.", "Two trucks were lost.", "Three bridges were lost.");
    CAPTURE(text);

    CHECK(counts_of(text).empty());
}

TEST_CASE("what only might have happened is not counted", "[importers][quantities]")
{
    CHECK(counts_of("At worst, 250 people could be killed.").empty());
    CHECK(counts_of("There is no way that 185 people could have been killed.").empty());
}

TEST_CASE("two parts of one toll are one figure", "[importers][quantities]")
{
    const auto counts = counts_of("Eight soldiers and three drivers were killed.");

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == Quantity::exactly(11));
}

TEST_CASE("the age behind a name counts nobody", "[importers][quantities]")
{
    const auto counts = counts_of("Adrian Nel, 40, died in the convoy.");
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == Quantity::exactly(1));
}

TEST_CASE("a share of a people counts nobody", "[importers][quantities]")
{
    const auto text = GENERATE(as<std::string>{}, "One Central African in four is displaced.",
                               "One child in five was wounded, aid workers said.");
    CAPTURE(text);
    CHECK(counts_of(text).empty());
}

TEST_CASE("one of those in vehicles is counted", "[importers][quantities]")
{
    const auto counts = counts_of("One soldier in four vehicles was killed.");
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == Quantity::exactly(1));
}

TEST_CASE("those among the dead are part of them", "[importers][quantities]")
{
    const auto text = GENERATE(as<std::string>{}, "Six Syrians are among the injured.",
                               "Among the dead were three children.");
    CAPTURE(text);

    const auto counts = counts_of(text);

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].is_part);
}

TEST_CASE("of a whole that is told only its part is part", "[importers][quantities]")
{
    const auto text = GENERATE(as<std::string>{}, "Of the 45 killed, 11 were children.",
                               "Among the 45 dead were 11 children.");
    CAPTURE(text);

    const auto counts = counts_of(text);

    REQUIRE(counts.size() == 2);
    CHECK(counts[0].quantity == Quantity::exactly(45));
    CHECK_FALSE(counts[0].is_part);
    CHECK(counts[1].is_part);
}

TEST_CASE("a number of them is the toll where no whole was told", "[importers][quantities]")
{
    const auto counts = counts_of("A man drove into a convoy of police and killed 40 of them.");

    REQUIRE(counts.size() == 1);
    CHECK_FALSE(counts[0].is_part);
}

TEST_CASE("a question says what its answer counts", "[importers][quantities]")
{
    const auto counts = counts_of("How many are dead? Thirty-four, the chief doctor said.");

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].field == ClaimField::killed);
    CHECK(counts[0].quantity == Quantity::exactly(34));
}

TEST_CASE("a toll is read though its noun stands far before it", "[importers][quantities]")
{
    const auto row = GENERATE(
        Row{"The number of people killed by a bomb in the capital has risen to 250.", ClaimField::killed, 250,
            250, 250},
        Row{"They put the number of civilians killed in the shelling at 18.", ClaimField::killed, 18, 18, 18},
        Row{"Death toll of the blast passes 200.", ClaimField::killed, 200, 200, {}},
        Row{"A crowd beat four men to death.", ClaimField::killed, 4, 4, 4});
    CAPTURE(row.text);

    const auto counts = counts_of(row.text);

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].field == row.field);
    CHECK(counts[0].quantity.low() == row.low);
    CHECK(counts[0].quantity.best() == row.best);
    CHECK(counts[0].quantity.high() == row.high);
}

TEST_CASE("whom somebody kills is a person whatever the noun", "[importers][quantities]")
{
    const auto counts = counts_of("The bomb exploded in a bar, killing a 20-year-old waitress.");

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == Quantity::exactly(1));
}

TEST_CASE("a boy of ten is one", "[importers][quantities]")
{
    const auto counts = counts_of("A boy of ten was killed.");

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == Quantity::exactly(1));
}

TEST_CASE("victims that are counted are dead, and lives that a deed cost", "[importers][quantities]")
{
    const auto [sentence, dead] = GENERATE(table<const char*, std::int64_t>({
        {"The government put the number of victims at 132.", 132},
        {"The blast cost 17 people their lives.", 17},
        {"The army said that 23 militants were eliminated.", 23},
        {"Twenty villagers had their throats slit.", 20},
    }));
    CAPTURE(sentence);
    const auto counts = counts_of(sentence);

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].field == ClaimField::killed);
    CHECK(counts[0].quantity == Quantity::exactly(dead));
}

TEST_CASE("people who shelter somewhere are a stock of displaced", "[importers][quantities]")
{
    const auto counts = counts_of("About 900 people are sheltering in a school.");

    REQUIRE(counts.size() == 1);
    CHECK(counts[0].field == ClaimField::held);
    CHECK(counts[0].stock == "displaced");
}

TEST_CASE("what is no toll gives no figure", "[importers][quantities]")
{
    const auto killed = [](const std::string& text) {
        std::vector<Count> found;
        for (const CountMention& count : counts_of(text))
            if (count.field == ClaimField::killed && !count.superseded && !count.is_part)
                found.push_back(count.quantity.best());
        return found;
    };
    // A toll that moved is one figure and no range.
    CHECK(killed("The police revised the toll from nine to 21.") == std::vector<Count>{21});
    // "hundreds" are those aboard.
    CHECK(killed("78 dead after a trawler with hundreds on board goes down.") == std::vector<Count>{78});
    // The second figure is of the injured too.
    CHECK(killed("The number of injured stands at 1,430, while the clinic gave a figure of 1,463.").empty());
    // Seven of the 29.
    CHECK(killed("Seven priests were among at least 29 people who perished.").back() == Count{29});
    CHECK(killed("There were no casualties.") == std::vector<Count>{0});
    CHECK(killed("No casualties were reported.").empty());
    CHECK(killed("There were no civilian casualties.").empty());
    CHECK(killed("A man and a woman sat by the road.").empty());
    CHECK(killed("A door saved the lives of some 50 worshippers.").empty());
    CHECK(killed("64 people were in hospital, 20 of them fighting for their lives.").empty());
    CHECK(killed("A man of 40 and his son, 12, were killed.").size() == 1);
    CHECK(killed("Four soldiers fell back to the river.").empty());
    // The second is no later count of the first.
    CHECK(killed("Eleven men were shot and later five drowned.") == std::vector<Count>{11, 5});
}

TEST_CASE("one figure gives way to another of its sentence or question", "[importers][quantities]")
{
    SECTION("what was cut")
    {
        const auto counts =
            counts_of("Officials cut the number of dead to 84 on Thursday from 95, and before that 103.");
        REQUIRE(counts.size() >= 2);
        CHECK_FALSE(counts[0].superseded);
        CHECK(counts[1].superseded);
    }
    SECTION("who is spoken of by number alone")
    {
        const auto counts = counts_of("The group said it had killed 41 soldiers; an officer spoke of eight.");
        REQUIRE(counts.size() == 2);
        CHECK(counts[1].quantity == Quantity::exactly(8));
        CHECK(counts[1].field == ClaimField::killed);
    }
    SECTION("the answer of a government")
    {
        const auto counts = counts_of("How many died? The government says 55.");
        REQUIRE(counts.size() == 1);
        CHECK(counts[0].quantity == Quantity::exactly(55));
    }
    SECTION("the pronoun for the figure before")
    {
        const auto counts = counts_of("At first 83 bodies were found. The ministry gave it as 165.");
        REQUIRE(counts.size() == 2);
        CHECK(counts[1].quantity == Quantity::exactly(165));
    }
}

TEST_CASE("who was aboard, taken or part of a toll is not among the dead", "[importers][quantities]")
{
    const auto killed_in = [](const std::string& text) {
        Quantity::Count most = 0;
        for (const CountMention& count : counts_of(text))
            if (count.field == ClaimField::killed && !count.is_part)
                most = std::max(most, count.quantity.size_by());
        return most;
    };
    CHECK(killed_in("The agency had given 68 dead and 157 on board.") == 68);
    CHECK(killed_in("On Monday 25 girls were taken from a school, and the vice-principal was shot dead.") ==
          1);
    CHECK(killed_in("Two of the bodies bore marks.") == 0);
}

TEST_CASE("the dead of a sentence are read whatever stands between", "[importers][quantities]")
{
    struct Toll {
        std::string text;
        Quantity::Count killed;
    };
    // Words are ours; how they stand is what reports of attacks do.
    const auto toll = GENERATE(
        // a month or a day before the number is no date
        Toll{"In March 145 people died when gunmen stormed a hall.", 145},
        Toll{"On 2 December 36 quarry workers were murdered in a camp.", 36},
        Toll{"In November twelve Syrians drowned off the island.", 12},
        Toll{"On Monday 13 policemen were ambushed and killed near the mine.", 13},
        // shot, and several deeds in a row
        Toll{"At the post 26 guards were shot in the first minutes.", 26},
        Toll{"Gunmen came out of the wood and shot nine men.", 9},
        Toll{"Some 23 travellers were pulled from buses and shot.", 23},
        Toll{"In the prison 46 inmates were burned, stabbed or hacked to death.", 46},
        Toll{"Forty officers were ambushed on the road and decapitated.", 40},
        Toll{"Three clerks of a ward who worked for the council were shot dead.", 3},
        // asides
        Toll{"Nine people, six children among them, lost their lives at sea.", 9},
        Toll{"Sixty-one young men, most of them recruits who had passed out a week ago and were waiting for "
             "their papers, died in the raid.",
             61},
        Toll{"The raid killed 11 people, ten men and a woman.", 11},
        Toll{"The ministry says 32 soldiers, 30 from the north and two from the coast, were killed.", 32},
        // tolls
        Toll{"By noon the number of bodies recovered stood at 162.", 162},
        Toll{"The number of dead has gone up to 168.", 168},
        Toll{"A second attack left 19 dead at Kirindera.", 19}, Toll{"Bride among 47 dead in raid.", 47},
        // who has a name or an office
        Toll{"A drone killed Saleh Haddad, the deputy head of the group, and six others.", 7},
        Toll{"The bomb killed two Indians and a Pakistani.", 3},
        Toll{"The mine killed 15 policemen and the driver.", 16},
        Toll{"Karim Sayed, 25, was shot dead by police.", 1},
        Toll{"The state prosecutor, Hisham Halabi, was killed by a car bomb.", 1},
        Toll{"Nasser, a general of the border guards, was pulled out of his car and stabbed to death.", 1},
        Toll{"The murder of Jamal Rashid still casts a shadow.", 1},
        Toll{"A couple who sold bread by the roadside died.", 2},
        Toll{"Seventeen men, seven women and three teenagers drowned.", 27},
        Toll{"Five members of the security forces and a fireman died.", 6},
        Toll{"Ambassador John Stevens and three more Americans died.", 4},
        Toll{"An Israeli-American of 27, Elan Haddad, was killed.", 1},
        // the towns of a toll
        Toll{"Five died in Dakar, where crowds set fire to buses; seven in Ziguinchor.", 7});
    CAPTURE(toll.text);
    Quantity::Count most = -1;
    for (const CountMention& count : counts_of(toll.text))
        if (count.field == ClaimField::killed && !count.is_part)
            most = std::max(most, count.quantity.size_by());
    CHECK(most == toll.killed);
}

TEST_CASE("who died beside a named victim is counted with them", "[importers][quantities]")
{
    struct Toll {
        std::string text;
        Quantity::Count killed;
    };
    const auto toll = GENERATE(
        Toll{"The consul was killed with three of his guards on Tuesday.", 4},
        Toll{"A general, Abu Karim al-Halabi, and four of his bodyguards were shot dead in a car park.", 5},
        Toll{"A roadside bomb killed a candidate of the ruling party, Omar Wali, and eight others.", 9},
        Toll{"Gunmen killed the favourite for governor, Luis Prado, and four of his companions.", 5},
        Toll{"Gunmen killed a district head, his driver and a guard in the hills.", 3},
        Toll{"They shot dead a shop owner, Miguel Soto, together with his wife and their baby.", 3},
        Toll{"He and four of his men died.", 5},
        Toll{"All 11 people on board died, along with three villagers on the ground.", 14},
        Toll{"They killed 26 Nepalis and four Ghanaians.", 30},
        Toll{"An Iraqi couple and their three children died off the coast.", 5},
        Toll{"37 gunmen and two civilians were killed.", 39},
        Toll{"One man was beaten to death in the square and another died of head wounds.", 2});
    CAPTURE(toll.text);
    Quantity::Count most = -1;
    for (const CountMention& count : counts_of(toll.text))
        if (count.field == ClaimField::killed && !count.is_part && !count.of_attacker)
            most = std::max(most, count.quantity.size_by());
    CHECK(most == toll.killed);
}

TEST_CASE("deaths are told by other words than numbers", "[importers][quantities]")
{
    struct Toll {
        std::string text;
        Quantity::Count killed;
    };
    const auto toll =
        GENERATE(Toll{"He dies on the way to hospital.", 1}, Toll{"One man dies in the flames.", 1},
                 Toll{"The trafficker had died at the hands of the migrants.", 1},
                 Toll{"They led him into a square and a masked man cut off his head.", 1},
                 Toll{"The police announced his death on Tuesday.", 1}, Toll{"Both pilots were killed.", 2},
                 Toll{"Two policemen were set upon and burned to death in the riot.", 2},
                 Toll{"Three reporters were abducted and murdered on the road.", 3},
                 Toll{"113 persons had been confirmed killed in the area.", 113},
                 Toll{"The bodies of two World Bank experts were found in a grave.", 2},
                 Toll{"A sixth officer died of his injuries on Monday.", 6},
                 Toll{"A ninth has since died of his wounds.", 9},
                 Toll{"Armed men killed three people, a father and son among them, in their sleep.", 3});
    CAPTURE(toll.text);
    Quantity::Count most = -1;
    for (const CountMention& count : counts_of(toll.text))
        if (count.field == ClaimField::killed && !count.is_part)
            most = std::max(most, count.quantity.size_by());
    CHECK(most == toll.killed);
    for (const std::string natural :
         {"He died of cancer.", "She died peacefully.", "The poet died in 1998.", "He would have died."})
        CHECK(counts_of(natural).empty());
}

TEST_CASE("only what was said before is an earlier figure", "[importers][quantities]")
{
    const auto is_superseded = [](const std::string& text) {
        const auto counts = counts_of(text);
        REQUIRE(!counts.empty());
        return counts.back().superseded;
    };
    CHECK(is_superseded("On Friday he had given a toll of 39."));
    CHECK(is_superseded("The ministry had earlier put the number of dead at 15."));
    CHECK_FALSE(is_superseded("By Sunday night the United Nations had counted more than 140 dead."));
    CHECK_FALSE(is_superseded("A nurse of the clinic had counted 44 bodies."));
    CHECK_FALSE(is_superseded("It first reported one death, then eight; in the end 12 officers died."));
}

TEST_CASE("nobody hurt is nobody killed, unless deaths were told", "[importers][quantities]")
{
    const auto none = counts_of("The shell fell into a field. No one was injured.");
    REQUIRE(none.size() == 2);
    CHECK(none[0].field == ClaimField::killed);
    CHECK(none[0].quantity == Quantity::exactly(0));
    CHECK(none[1].field == ClaimField::injured);
    for (const std::string after :
         {"No one else was hurt.", "Nobody was reported hurt.", "None of them was injured."})
        for (const CountMention& count : counts_of("Two guards were killed. " + after))
            CHECK((count.field != ClaimField::killed || count.quantity == Quantity::exactly(2)));
    for (const CountMention& count : counts_of("The shell fell into a field. Nobody was reported hurt."))
        CHECK(count.field != ClaimField::killed);
}

TEST_CASE("who shoots or is shot at is not dead", "[importers][quantities]")
{
    for (const std::string text :
         {"Five people were shot and wounded at the crossing.", "Two marchers were shot in the legs.",
          "Rebels took away 12 prisoners and shot at the guards.", "Three drones were shot down.",
          "The strike killed Islamic State fighters.", "They vowed to kill Salman Haddad.",
          "Twelve soldiers were shot at by snipers."}) {
        CAPTURE(text);
        for (const CountMention& count : counts_of(text))
            CHECK(count.field != ClaimField::killed);
    }
}

} // namespace sitmap
