#pragma once

#include "importers/article/reading.hpp"

namespace sitmap {

/// Names that a person, a party, a weapon or a river bears, and not the town that is called so too:
/// - "Carlos Saenz de Tejada", "dissidents of the commander known as Calarca";
/// - "fighters of al-Qaida in the Maghreb", "the Liberators of the Southern Cameroons";
/// - "a Super Tucano warplane", "a Grad missile hit a house", "the destroyer Bainbridge";
/// - "withdrew across the Dnipro": the river, where the gazetteer knows it.
/// The words are in the table `bearers`. Linear in the names.
void heed_bearers(Reading& reading);

} // namespace sitmap
