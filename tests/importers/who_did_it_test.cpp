// How reports word who did it, who is suspected, and who says no.
#include "tests/importers/told_incidents.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace sitmap {

TEST_CASE("blame is told in many words", "[importers][blame]")
{
    const auto [text, status] = GENERATE(table<std::string, Attribution>({
        {"A car bomb killed seven tourists at Marib in Yemen on Monday. The Interior Ministry stated flatly "
         "that "
         "al-Qaeda had done it.",
         Attribution::attributed},
        {"A bomb killed nine people in Quetta on Sunday. \"This was the work of the Pakistani Taliban,\" "
         "said the "
         "interior minister.",
         Attribution::attributed},
        {"A policewoman was shot dead in Montrouge on Thursday. Investigators link the shooting to Amedy "
         "Coulibaly.",
         Attribution::suspected},
        {"A bomb killed nine people in Quetta on Sunday. A caller told a news agency that the Baloch "
         "Liberation "
         "Army had done it.",
         Attribution::claimed},
        {"Shells hit a market in Donetsk on Sunday, killing nine. Ukraine and Russia each blamed the other.",
         Attribution::disputed},
        {"A bomb killed nine people in Quetta on Sunday. Investigators attribute the bombing to the Baloch "
         "Liberation Army.",
         Attribution::attributed},
        {"A bomb killed nine people in Quetta on Sunday. The bombing has been attributed by the police to "
         "the "
         "Baloch Liberation Army.",
         Attribution::attributed},
        {"Shells hit a mosque in Khartoum on Sunday, killing nine; the ministry of health laid that at the "
         "door of the RSF.",
         Attribution::attributed},
        {"At least 20 civilians were killed near Gao on Sunday by men believed to be from Islamic State, a "
         "police officer said.",
         Attribution::suspected},
        {"A bomb killed nine people in Diyarbakir on Sunday. The interior minister pointed at the PKK.",
         Attribution::suspected},
        {"A mine killed nine people in Herat on Sunday. The Taliban took credit for the mine.",
         Attribution::claimed},
        {"Eleven soldiers died in shooting on the border near Tovuz on Sunday. Each capital says the other "
         "began it.",
         Attribution::disputed},
        {"Mortar bombs killed 27 people in Kufa on Sunday. The Mahdi Army charged that American guns had "
         "done "
         "it. A spokesman for the army said none had been fired in that direction.",
         Attribution::disputed},
        {"Boko Haram insurgents killed nine people in Maiduguri on Sunday.", Attribution::attributed},
        {"Nine people were killed near Maiduguri on Sunday by al-Shabaab gunmen.", Attribution::attributed},
        {"Islamic State said on Tuesday its fighters had stormed an army post in Gao on Sunday.",
         Attribution::claimed},
        {"Murle gunmen killed nine people in Quetta on Sunday.", Attribution::attributed},
        {"Armed Banunu youths attacked Yumbi on Sunday and killed 12 people.", Attribution::attributed},
        {"Masked gunmen killed nine people in Quetta on Sunday.", Attribution::unattributed},
        {"In Quetta gunmen shot nine people dead on Sunday.", Attribution::unattributed},
        {"A bomb killed nine people in Gaza City on Sunday. Israel denied the attack.",
         Attribution::disputed},
        {"Heavily armed raiders killed nine people in Quetta on Sunday.", Attribution::unattributed},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().attribution == status);
}

TEST_CASE("who denies or condemns a deed is not told to have done it", "[importers][blame]")
{
    const auto text = GENERATE(as<std::string>{}, "Hamas denied the attack.", "Hamas denied the bombing.",
                               "Hamas denied any part in the attack.", "Israel denied the attack.",
                               "Hamas condemned the attack.", "Egypt condemned the raid.");
    CAPTURE(text);
    const Intake intake =
        read_events(test::article("A bomb killed three people in Gaza City on Monday. " + text + "\n"),
                    test::reader_tables());
    REQUIRE(intake.events.size() == 1);
    for (const Claim& claim : intake.events.front().claims)
        CHECK_FALSE((claim.field == ClaimField::perpetrator && claim.stance == Stance::asserts));
}

} // namespace sitmap
