#pragma once

#include <cstdint>
#include <string_view>

namespace sitmap {

// Countries as datasets name them, as ISO 3166-1 alpha-3 ("XKX" for Kosovo); empty where there is none. The
// texts hold for ever. ISO 3166-1 and FIPS 10-4 as published; Gleditsch and Ward's list of independent states
// as UCDP uses it.

/// From ISO's number, as in ACLED's `iso`: 434 is LBY.
[[nodiscard]] std::string_view country_of_iso_number(int number);
/// From Gleditsch and Ward's number, as in UCDP's `country_id`: 620 is LBY.
[[nodiscard]] std::string_view country_of_gw_number(int number);
/// From FIPS 10-4, as in GDELT's places: "UP" is UKR, "AU" AUT. Capital letters.
[[nodiscard]] std::string_view country_of_fips(std::string_view code);
/// From a name in English, in any letter case, or a code of three or two letters of ISO: "Libya", "DR Congo
/// (Zaire)", "LY". A second name in brackets may be missing or wrong.
[[nodiscard]] std::string_view country_named(std::string_view name);

} // namespace sitmap
