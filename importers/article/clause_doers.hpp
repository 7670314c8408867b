#pragma once

#include "importers/article/tellings.hpp"

#include <string>

namespace sitmap {

/// Who does the deed, by the noun phrase that opens the sentence behind its day and place: "On May 2
/// militiamen of the Red Shirts broke into the church", "There, on 12 May, Lendu farmers attacked the
/// village". Empty where it names nobody ("Gunmen stormed") or does nothing violent. Linear in the sentence.
[[nodiscard]] std::string clause_doer(const Reading& reading, const Telling& telling);

} // namespace sitmap
