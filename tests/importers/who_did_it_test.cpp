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
        {"Murle gunmen killed nine people in Quetta on Sunday.", Attribution::attributed},
        {"Armed Banunu youths attacked Yumbi on Sunday and killed 12 people.", Attribution::attributed},
        {"Masked gunmen killed nine people in Quetta on Sunday.", Attribution::unattributed},
        {"Heavily armed raiders killed nine people in Quetta on Sunday.", Attribution::unattributed},
    }));
    CAPTURE(text);
    const auto incidents = test::incidents_of(text);
    REQUIRE(incidents.size() == 1);
    CHECK(incidents.front().attribution == status);
}

} // namespace sitmap
