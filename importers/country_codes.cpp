#include "importers/country_codes.hpp"

#include "importers/attributes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace sitmap {

namespace {

struct CountryCodes {
    std::string_view alpha3, alpha2;
    int number; ///< of ISO 3166-1; 0: none
    std::string_view fips;
    int gw; ///< of Gleditsch and Ward; 0: none
    std::string_view name;
};

constexpr std::array<CountryCodes, 250> countries{{
    {"ABW", "AW", 533, "AA", 0, "Aruba"},
    {"AFG", "AF", 4, "AF", 700, "Afghanistan"},
    {"AGO", "AO", 24, "AO", 540, "Angola"},
    {"AIA", "AI", 660, "AV", 0, "Anguilla"},
    {"ALA", "AX", 248, "", 0, "Aland Islands"},
    {"ALB", "AL", 8, "AL", 339, "Albania"},
    {"AND", "AD", 20, "AN", 232, "Andorra"},
    {"ARE", "AE", 784, "AE", 696, "United Arab Emirates"},
    {"ARG", "AR", 32, "AR", 160, "Argentina"},
    {"ARM", "AM", 51, "AM", 371, "Armenia"},
    {"ASM", "AS", 16, "AQ", 0, "American Samoa"},
    {"ATA", "AQ", 10, "AY", 0, "Antarctica"},
    {"ATF", "TF", 260, "FS", 0, "French Southern Territories"},
    {"ATG", "AG", 28, "AC", 58, "Antigua and Barbuda"},
    {"AUS", "AU", 36, "AS", 900, "Australia"},
    {"AUT", "AT", 40, "AU", 305, "Austria"},
    {"AZE", "AZ", 31, "AJ", 373, "Azerbaijan"},
    {"BDI", "BI", 108, "BY", 516, "Burundi"},
    {"BEL", "BE", 56, "BE", 211, "Belgium"},
    {"BEN", "BJ", 204, "BN", 434, "Benin"},
    {"BES", "BQ", 535, "", 0, "Bonaire, Saint Eustatius and Saba"},
    {"BFA", "BF", 854, "UV", 439, "Burkina Faso"},
    {"BGD", "BD", 50, "BG", 771, "Bangladesh"},
    {"BGR", "BG", 100, "BU", 355, "Bulgaria"},
    {"BHR", "BH", 48, "BA", 692, "Bahrain"},
    {"BHS", "BS", 44, "BF", 31, "Bahamas"},
    {"BIH", "BA", 70, "BK", 346, "Bosnia and Herzegovina"},
    {"BLM", "BL", 652, "TB", 0, "Saint Barthelemy"},
    {"BLR", "BY", 112, "BO", 370, "Belarus"},
    {"BLZ", "BZ", 84, "BH", 80, "Belize"},
    {"BMU", "BM", 60, "BD", 0, "Bermuda"},
    {"BOL", "BO", 68, "BL", 145, "Bolivia"},
    {"BRA", "BR", 76, "BR", 140, "Brazil"},
    {"BRB", "BB", 52, "BB", 53, "Barbados"},
    {"BRN", "BN", 96, "BX", 835, "Brunei"},
    {"BTN", "BT", 64, "BT", 760, "Bhutan"},
    {"BVT", "BV", 74, "BV", 0, "Bouvet Island"},
    {"BWA", "BW", 72, "BC", 571, "Botswana"},
    {"CAF", "CF", 140, "CT", 482, "Central African Republic"},
    {"CAN", "CA", 124, "CA", 20, "Canada"},
    {"CCK", "CC", 166, "CK", 0, "Cocos Islands"},
    {"CHE", "CH", 756, "SZ", 225, "Switzerland"},
    {"CHL", "CL", 152, "CI", 155, "Chile"},
    {"CHN", "CN", 156, "CH", 710, "China"},
    {"CIV", "CI", 384, "IV", 437, "Ivory Coast"},
    {"CMR", "CM", 120, "CM", 471, "Cameroon"},
    {"COD", "CD", 180, "CG", 490, "Democratic Republic of the Congo"},
    {"COG", "CG", 178, "CF", 484, "Republic of the Congo"},
    {"COK", "CK", 184, "CW", 0, "Cook Islands"},
    {"COL", "CO", 170, "CO", 100, "Colombia"},
    {"COM", "KM", 174, "CN", 581, "Comoros"},
    {"CPV", "CV", 132, "CV", 402, "Cape Verde"},
    {"CRI", "CR", 188, "CS", 94, "Costa Rica"},
    {"CUB", "CU", 192, "CU", 40, "Cuba"},
    {"CUW", "CW", 531, "UC", 0, "Curacao"},
    {"CXR", "CX", 162, "KT", 0, "Christmas Island"},
    {"CYM", "KY", 136, "CJ", 0, "Cayman Islands"},
    {"CYP", "CY", 196, "CY", 352, "Cyprus"},
    {"CZE", "CZ", 203, "EZ", 316, "Czech Republic"},
    {"DEU", "DE", 276, "GM", 260, "Germany"},
    {"DJI", "DJ", 262, "DJ", 522, "Djibouti"},
    {"DMA", "DM", 212, "DO", 54, "Dominica"},
    {"DNK", "DK", 208, "DA", 390, "Denmark"},
    {"DOM", "DO", 214, "DR", 42, "Dominican Republic"},
    {"DZA", "DZ", 12, "AG", 615, "Algeria"},
    {"ECU", "EC", 218, "EC", 130, "Ecuador"},
    {"EGY", "EG", 818, "EG", 651, "Egypt"},
    {"ERI", "ER", 232, "ER", 531, "Eritrea"},
    {"ESH", "EH", 732, "WI", 0, "Western Sahara"},
    {"ESP", "ES", 724, "SP", 230, "Spain"},
    {"EST", "EE", 233, "EN", 366, "Estonia"},
    {"ETH", "ET", 231, "ET", 530, "Ethiopia"},
    {"FIN", "FI", 246, "FI", 375, "Finland"},
    {"FJI", "FJ", 242, "FJ", 950, "Fiji"},
    {"FLK", "FK", 238, "FK", 0, "Falkland Islands"},
    {"FRA", "FR", 250, "FR", 220, "France"},
    {"FRO", "FO", 234, "FO", 0, "Faroe Islands"},
    {"FSM", "FM", 583, "FM", 987, "Micronesia"},
    {"GAB", "GA", 266, "GB", 481, "Gabon"},
    {"GBR", "GB", 826, "UK", 200, "United Kingdom"},
    {"GEO", "GE", 268, "GG", 372, "Georgia"},
    {"GGY", "GG", 831, "GK", 0, "Guernsey"},
    {"GHA", "GH", 288, "GH", 452, "Ghana"},
    {"GIB", "GI", 292, "GI", 0, "Gibraltar"},
    {"GIN", "GN", 324, "GV", 438, "Guinea"},
    {"GLP", "GP", 312, "GP", 0, "Guadeloupe"},
    {"GMB", "GM", 270, "GA", 420, "Gambia"},
    {"GNB", "GW", 624, "PU", 404, "Guinea-Bissau"},
    {"GNQ", "GQ", 226, "EK", 411, "Equatorial Guinea"},
    {"GRC", "GR", 300, "GR", 350, "Greece"},
    {"GRD", "GD", 308, "GJ", 55, "Grenada"},
    {"GRL", "GL", 304, "GL", 0, "Greenland"},
    {"GTM", "GT", 320, "GT", 90, "Guatemala"},
    {"GUF", "GF", 254, "FG", 0, "French Guiana"},
    {"GUM", "GU", 316, "GQ", 0, "Guam"},
    {"GUY", "GY", 328, "GY", 110, "Guyana"},
    {"HKG", "HK", 344, "HK", 0, "Hong Kong"},
    {"HMD", "HM", 334, "HM", 0, "Heard Island and McDonald Islands"},
    {"HND", "HN", 340, "HO", 91, "Honduras"},
    {"HRV", "HR", 191, "HR", 344, "Croatia"},
    {"HTI", "HT", 332, "HA", 41, "Haiti"},
    {"HUN", "HU", 348, "HU", 310, "Hungary"},
    {"IDN", "ID", 360, "ID", 850, "Indonesia"},
    {"IMN", "IM", 833, "IM", 0, "Isle of Man"},
    {"IND", "IN", 356, "IN", 750, "India"},
    {"IOT", "IO", 86, "IO", 0, "British Indian Ocean Territory"},
    {"IRL", "IE", 372, "EI", 205, "Ireland"},
    {"IRN", "IR", 364, "IR", 630, "Iran"},
    {"IRQ", "IQ", 368, "IZ", 645, "Iraq"},
    {"ISL", "IS", 352, "IC", 395, "Iceland"},
    {"ISR", "IL", 376, "IS", 666, "Israel"},
    {"ITA", "IT", 380, "IT", 325, "Italy"},
    {"JAM", "JM", 388, "JM", 51, "Jamaica"},
    {"JEY", "JE", 832, "JE", 0, "Jersey"},
    {"JOR", "JO", 400, "JO", 663, "Jordan"},
    {"JPN", "JP", 392, "JA", 740, "Japan"},
    {"KAZ", "KZ", 398, "KZ", 705, "Kazakhstan"},
    {"KEN", "KE", 404, "KE", 501, "Kenya"},
    {"KGZ", "KG", 417, "KG", 703, "Kyrgyzstan"},
    {"KHM", "KH", 116, "CB", 811, "Cambodia"},
    {"KIR", "KI", 296, "KR", 970, "Kiribati"},
    {"KNA", "KN", 659, "SC", 60, "Saint Kitts and Nevis"},
    {"KOR", "KR", 410, "KS", 732, "South Korea"},
    {"KWT", "KW", 414, "KU", 690, "Kuwait"},
    {"LAO", "LA", 418, "LA", 812, "Laos"},
    {"LBN", "LB", 422, "LE", 660, "Lebanon"},
    {"LBR", "LR", 430, "LI", 450, "Liberia"},
    {"LBY", "LY", 434, "LY", 620, "Libya"},
    {"LCA", "LC", 662, "ST", 56, "Saint Lucia"},
    {"LIE", "LI", 438, "LS", 223, "Liechtenstein"},
    {"LKA", "LK", 144, "CE", 780, "Sri Lanka"},
    {"LSO", "LS", 426, "LT", 570, "Lesotho"},
    {"LTU", "LT", 440, "LH", 368, "Lithuania"},
    {"LUX", "LU", 442, "LU", 212, "Luxembourg"},
    {"LVA", "LV", 428, "LG", 367, "Latvia"},
    {"MAC", "MO", 446, "MC", 0, "Macau"},
    {"MAF", "MF", 663, "RN", 0, "Saint Martin"},
    {"MAR", "MA", 504, "MO", 600, "Morocco"},
    {"MCO", "MC", 492, "MN", 221, "Monaco"},
    {"MDA", "MD", 498, "MD", 359, "Moldova"},
    {"MDG", "MG", 450, "MA", 580, "Madagascar"},
    {"MDV", "MV", 462, "MV", 781, "Maldives"},
    {"MEX", "MX", 484, "MX", 70, "Mexico"},
    {"MHL", "MH", 584, "RM", 983, "Marshall Islands"},
    {"MKD", "MK", 807, "MK", 343, "North Macedonia"},
    {"MLI", "ML", 466, "ML", 432, "Mali"},
    {"MLT", "MT", 470, "MT", 338, "Malta"},
    {"MMR", "MM", 104, "BM", 775, "Myanmar"},
    {"MNE", "ME", 499, "MJ", 341, "Montenegro"},
    {"MNG", "MN", 496, "MG", 712, "Mongolia"},
    {"MNP", "MP", 580, "CQ", 0, "Northern Mariana Islands"},
    {"MOZ", "MZ", 508, "MZ", 541, "Mozambique"},
    {"MRT", "MR", 478, "MR", 435, "Mauritania"},
    {"MSR", "MS", 500, "MH", 0, "Montserrat"},
    {"MTQ", "MQ", 474, "MB", 0, "Martinique"},
    {"MUS", "MU", 480, "MP", 590, "Mauritius"},
    {"MWI", "MW", 454, "MI", 553, "Malawi"},
    {"MYS", "MY", 458, "MY", 820, "Malaysia"},
    {"MYT", "YT", 175, "MF", 0, "Mayotte"},
    {"NAM", "NA", 516, "WA", 565, "Namibia"},
    {"NCL", "NC", 540, "NC", 0, "New Caledonia"},
    {"NER", "NE", 562, "NG", 436, "Niger"},
    {"NFK", "NF", 574, "NF", 0, "Norfolk Island"},
    {"NGA", "NG", 566, "NI", 475, "Nigeria"},
    {"NIC", "NI", 558, "NU", 93, "Nicaragua"},
    {"NIU", "NU", 570, "NE", 0, "Niue"},
    {"NLD", "NL", 528, "NL", 210, "Netherlands"},
    {"NOR", "NO", 578, "NO", 385, "Norway"},
    {"NPL", "NP", 524, "NP", 790, "Nepal"},
    {"NRU", "NR", 520, "NR", 971, "Nauru"},
    {"NZL", "NZ", 554, "NZ", 920, "New Zealand"},
    {"OMN", "OM", 512, "MU", 698, "Oman"},
    {"PAK", "PK", 586, "PK", 770, "Pakistan"},
    {"PAN", "PA", 591, "PM", 95, "Panama"},
    {"PCN", "PN", 612, "PC", 0, "Pitcairn"},
    {"PER", "PE", 604, "PE", 135, "Peru"},
    {"PHL", "PH", 608, "RP", 840, "Philippines"},
    {"PLW", "PW", 585, "PS", 986, "Palau"},
    {"PNG", "PG", 598, "PP", 910, "Papua New Guinea"},
    {"POL", "PL", 616, "PL", 290, "Poland"},
    {"PRI", "PR", 630, "RQ", 0, "Puerto Rico"},
    {"PRK", "KP", 408, "KN", 731, "North Korea"},
    {"PRT", "PT", 620, "PO", 235, "Portugal"},
    {"PRY", "PY", 600, "PA", 150, "Paraguay"},
    {"PSE", "PS", 275, "WE", 0, "Palestine"},
    {"PYF", "PF", 258, "FP", 0, "French Polynesia"},
    {"QAT", "QA", 634, "QA", 694, "Qatar"},
    {"REU", "RE", 638, "RE", 0, "Reunion"},
    {"ROU", "RO", 642, "RO", 360, "Romania"},
    {"RUS", "RU", 643, "RS", 365, "Russia"},
    {"RWA", "RW", 646, "RW", 517, "Rwanda"},
    {"SAU", "SA", 682, "SA", 670, "Saudi Arabia"},
    {"SDN", "SD", 729, "SU", 625, "Sudan"},
    {"SEN", "SN", 686, "SG", 433, "Senegal"},
    {"SGP", "SG", 702, "SN", 830, "Singapore"},
    {"SGS", "GS", 239, "SX", 0, "South Georgia and the South Sandwich Islands"},
    {"SHN", "SH", 654, "SH", 0, "Saint Helena"},
    {"SJM", "SJ", 744, "SV", 0, "Svalbard and Jan Mayen"},
    {"SLB", "SB", 90, "BP", 940, "Solomon Islands"},
    {"SLE", "SL", 694, "SL", 451, "Sierra Leone"},
    {"SLV", "SV", 222, "ES", 92, "El Salvador"},
    {"SMR", "SM", 674, "SM", 331, "San Marino"},
    {"SOM", "SO", 706, "SO", 520, "Somalia"},
    {"SPM", "PM", 666, "SB", 0, "Saint Pierre and Miquelon"},
    {"SRB", "RS", 688, "RI", 340, "Serbia"},
    {"SSD", "SS", 728, "OD", 626, "South Sudan"},
    {"STP", "ST", 678, "TP", 403, "São Tomé and Príncipe"},
    {"SUR", "SR", 740, "NS", 115, "Suriname"},
    {"SVK", "SK", 703, "LO", 317, "Slovakia"},
    {"SVN", "SI", 705, "SI", 349, "Slovenia"},
    {"SWE", "SE", 752, "SW", 380, "Sweden"},
    {"SWZ", "SZ", 748, "WZ", 572, "Eswatini"},
    {"SXM", "SX", 534, "NN", 0, "Sint Maarten"},
    {"SYC", "SC", 690, "SE", 591, "Seychelles"},
    {"SYR", "SY", 760, "SY", 652, "Syria"},
    {"TCA", "TC", 796, "TK", 0, "Turks and Caicos Islands"},
    {"TCD", "TD", 148, "CD", 483, "Chad"},
    {"TGO", "TG", 768, "TO", 461, "Togo"},
    {"THA", "TH", 764, "TH", 800, "Thailand"},
    {"TJK", "TJ", 762, "TI", 702, "Tajikistan"},
    {"TKL", "TK", 772, "TL", 0, "Tokelau"},
    {"TKM", "TM", 795, "TX", 701, "Turkmenistan"},
    {"TLS", "TL", 626, "TT", 860, "East Timor"},
    {"TON", "TO", 776, "TN", 972, "Tonga"},
    {"TTO", "TT", 780, "TD", 52, "Trinidad and Tobago"},
    {"TUN", "TN", 788, "TS", 616, "Tunisia"},
    {"TUR", "TR", 792, "TU", 640, "Turkey"},
    {"TUV", "TV", 798, "TV", 973, "Tuvalu"},
    {"TWN", "TW", 158, "TW", 713, "Taiwan"},
    {"TZA", "TZ", 834, "TZ", 510, "Tanzania"},
    {"UGA", "UG", 800, "UG", 500, "Uganda"},
    {"UKR", "UA", 804, "UP", 369, "Ukraine"},
    {"UMI", "UM", 581, "", 0, "United States Minor Outlying Islands"},
    {"URY", "UY", 858, "UY", 165, "Uruguay"},
    {"USA", "US", 840, "US", 2, "United States"},
    {"UZB", "UZ", 860, "UZ", 704, "Uzbekistan"},
    {"VAT", "VA", 336, "VT", 0, "Vatican City"},
    {"VCT", "VC", 670, "VC", 57, "Saint Vincent and the Grenadines"},
    {"VEN", "VE", 862, "VE", 101, "Venezuela"},
    {"VGB", "VG", 92, "VI", 0, "British Virgin Islands"},
    {"VIR", "VI", 850, "VQ", 0, "U.S. Virgin Islands"},
    {"VNM", "VN", 704, "VM", 816, "Vietnam"},
    {"VUT", "VU", 548, "NH", 935, "Vanuatu"},
    {"WLF", "WF", 876, "WF", 0, "Wallis and Futuna"},
    {"WSM", "WS", 882, "WS", 990, "Samoa"},
    {"XKX", "XK", 0, "KV", 347, "Kosovo"},
    {"YEM", "YE", 887, "YM", 678, "Yemen"},
    {"ZAF", "ZA", 710, "SF", 560, "South Africa"},
    {"ZMB", "ZM", 894, "ZA", 551, "Zambia"},
    {"ZWE", "ZW", 716, "ZI", 552, "Zimbabwe"},
}};

struct OtherName {
    std::string_view name, alpha3;
};

/// Names that ACLED, UCDP and others use beside those above.
constexpr std::array<OtherName, 46> other_names{{
    {"Bahamas, The", "BHS"},
    {"The Bahamas", "BHS"},
    {"Bolivia (Plurinational State of)", "BOL"},
    {"Bosnia-Herzegovina", "BIH"},
    {"Brunei Darussalam", "BRN"},
    {"Burma", "MMR"},
    {"Cabo Verde", "CPV"},
    {"Congo", "COG"},
    {"Congo-Brazzaville", "COG"},
    {"Republic of Congo", "COG"},
    {"Congo-Kinshasa", "COD"},
    {"Congo, DRC", "COD"},
    {"DR Congo", "COD"},
    {"DRC", "COD"},
    {"Democratic Republic of Congo", "COD"},
    {"Cote d'Ivoire", "CIV"},
    {"Côte d'Ivoire", "CIV"},
    {"Czechia", "CZE"},
    {"eSwatini", "SWZ"},
    {"Kingdom of eSwatini", "SWZ"},
    {"Swaziland", "SWZ"},
    {"The Gambia", "GMB"},
    {"Gaza Strip", "PSE"},
    {"Great Britain", "GBR"},
    {"Iran (Islamic Republic of)", "IRN"},
    {"Lao People's Democratic Republic", "LAO"},
    {"Macedonia", "MKD"},
    {"Macedonia, FYR", "MKD"},
    {"Moldova, Republic of", "MDA"},
    {"Occupied Palestinian Territory", "PSE"},
    {"State of Palestine", "PSE"},
    {"Palestinian Territories", "PSE"},
    {"West Bank", "PSE"},
    {"Republic of Korea", "KOR"},
    {"Democratic People's Republic of Korea", "PRK"},
    {"Russian Federation", "RUS"},
    {"Soviet Union", "RUS"},
    {"Syrian Arab Republic", "SYR"},
    {"Timor-Leste", "TLS"},
    {"Türkiye", "TUR"},
    {"Turkiye", "TUR"},
    {"United Republic of Tanzania", "TZA"},
    {"United States of America", "USA"},
    {"Venezuela (Bolivarian Republic of)", "VEN"},
    {"Viet Nam", "VNM"},
    {"Yugoslavia", "SRB"},
}};

template <class Key, class KeyOf>
std::unordered_map<Key, std::string_view> by(KeyOf key_of)
{
    std::unordered_map<Key, std::string_view> map;
    for (const CountryCodes& country : countries)
        if (const Key key = key_of(country); key != Key{})
            map.emplace(key, country.alpha3);
    return map;
}

template <class Map, class Key>
std::string_view found_in(const Map& map, const Key& key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::string_view{} : found->second;
}

std::unordered_map<std::string, std::string_view> names_of_countries()
{
    auto map = by<std::string>([](const CountryCodes& country) { return header_key(country.name); });
    for (const OtherName& other : other_names)
        map.emplace(header_key(other.name), other.alpha3);
    for (const CountryCodes& country : countries) {
        map.emplace(header_key(country.alpha3), country.alpha3);
        map.emplace(header_key(country.alpha2), country.alpha3);
    }
    return map;
}

} // namespace

std::string_view country_of_iso_number(int number)
{
    static const auto map = by<int>([](const CountryCodes& country) { return country.number; });
    return found_in(map, number);
}

std::string_view country_of_gw_number(int number)
{
    static const auto map = [] {
        auto numbers = by<int>([](const CountryCodes& country) { return country.gw; });
        // States that are no more, by the one that has most of their land or their seat now.
        for (const auto& [gone, now] : {std::pair{265, "DEU"}, std::pair{315, "CZE"}, std::pair{345, "SRB"},
                                        std::pair{680, "YEM"}, std::pair{817, "VNM"}})
            numbers.emplace(gone, now);
        return numbers;
    }();
    return found_in(map, number);
}

std::string_view country_of_fips(std::string_view code)
{
    static const auto map = [] {
        auto codes = by<std::string_view>([](const CountryCodes& country) { return country.fips; });
        codes.emplace("GZ", "PSE"); // Gaza Strip; "WE" is the West Bank
        codes.emplace("RB", "SRB"); // Serbia, 2006 to 2008
        return codes;
    }();
    return found_in(map, code);
}

std::string_view country_named(std::string_view name)
{
    static const auto map = names_of_countries();
    if (const auto whole = found_in(map, header_key(name)); !whole.empty())
        return whole;
    const std::size_t bracket = name.find('(');
    return bracket == std::string_view::npos ? std::string_view{}
                                             : found_in(map, header_key(name.substr(0, bracket)));
}

} // namespace sitmap
