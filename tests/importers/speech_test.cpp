#include "importers/article/actors.hpp"
#include "importers/article/attribution.hpp"
#include "importers/article/dates.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace sitmap {

namespace {

using Act = SpeechMention::Act;

/// The acts that say who did it: "denies Moscow", "accuses London > Syrian government forces".
std::vector<std::string> acts_of(const std::string& words)
{
    static const Lexicon lexicon = Lexicon::load(SITMAP_ASSETS "/lexicon");
    static const ActorTable table = ActorTable::load(SITMAP_ASSETS "/actors/actors.tsv");
    static const ActorNames names{table};
    const TokenisedText text = tokenise(words);
    const auto actors = find_actors(text, lexicon, names);
    std::vector<std::string> acts;
    for (const SpeechMention& speech : find_speech(text, lexicon, actors, find_times(text, lexicon, {})))
        if (speech.act == Act::accuses)
            acts.push_back("accuses " + speech.speaker + " > " + speech.about + (speech.hedged ? "?" : ""));
        else if (speech.act == Act::denies)
            acts.push_back("denies " + speech.speaker);
        else if (speech.act == Act::claims_responsibility)
            acts.push_back("claims " + speech.speaker);
    return acts;
}

struct Row {
    std::string text;
    std::vector<std::string> acts;
};

} // namespace

TEST_CASE("who accuses, denies and claims is read from the sentence", "[importers][speech]")
{
    const auto row = GENERATE(
        Row{"The U.S. military confirmed that it had carried out the strike.", {"claims U.S. military"}},
        Row{"Its army said that it had killed nobody there.", {"denies army"}},
        Row{"Moscow said that its aircraft had carried out no strikes.", {"denies Moscow"}},
        Row{"The Tunisian navy took the survivors to the port, where one of them was admitted to hospital.",
            {}},
        Row{"Jaish-e-Mohammed claimed that attack.", {"claims Jaish-e-Mohammed"}},
        Row{"The minister claimed that an attack was near.", {}},
        Row{"Syria's government called the reports a fabrication.", {"denies Syria's government"}},
        Row{"The army dismissed all such claims.", {"denies army"}},
        Row{"The opposition accused the youth wing of the ruling party.",
            {"accuses opposition > youth wing"}},
        Row{"London, Paris and Washington accused Hezbollah of the bombing.",
            {"accuses Washington > Hezbollah", "accuses Paris > Hezbollah", "accuses London > Hezbollah"}},
        Row{"The blast was blamed on Hezbollah.", {"accuses  > Hezbollah"}},
        Row{"Al-Shabaab, which had been silent for a week, claimed the two attacks on its radio.",
            {"claims Al-Shabaab"}},
        Row{"Hezbollah, in a message on Friday, claimed all three raids as revenge.", {"claims Hezbollah"}},
        Row{"The same movement claimed both.", {"claims same movement"}},
        Row{"Islamic State claimed that, too.", {"claims Islamic State"}},
        Row{"The Nusra Front, its arm in Syria, claimed that one.", {"claims Nusra Front, its arm in Syria"}},
        Row{"Gunmen killed twelve guests, an attack that Islamic State claimed.", {"claims Islamic State"}},
        Row{"Moscow “flatly denies” it.", {"denies Moscow"}},
        Row{"The elders, who are close to Omar Bashir, the former president, deny it.", {"denies elders"}},
        Row{"Villagers who fled at night accuse the soldiers.", {"accuses Villagers > soldiers"}},
        Row{"Traders of this town on the road to Goma accuse the army of having looked away.",
            {"accuses Traders of this town on the road to Goma > army"}},
        Row{"The mayor denied that his men had been there and pointed the finger at the army.",
            {"denies mayor", "accuses mayor > army"}},
        Row{"Hamas rejects that: its spokesman calls the march peaceful and accuses the police of murder.",
            {"denies Hamas", "accuses Hamas > police"}},
        Row{"Delhi accuses Hezbollah of having helped, which it denies.",
            {"accuses Delhi > Hezbollah", "denies Hezbollah"}},
        Row{"Kigali denies once more that it has troops there.", {"denies Kigali"}},
        Row{"The army denies that any soldier was in the camp.", {"denies army"}},
        Row{"Months later the army admitted that soldiers had done it.", {"claims army"}},
        Row{"The minister could neither confirm nor deny it.", {}},
        Row{"The capital has no doubt and lays all three raids at Hezbollah's door.",
            {"accuses capital > Hezbollah"}},
        Row{"The authorities see in this raid the hand of Hezbollah.", {"accuses authorities > Hezbollah"}},
        Row{"Hezbollah, an ally of Iran, had done it, the minister said.", {"accuses minister > Hezbollah"}},
        Row{"The Lowlanders say that the Highlanders fired at one of their posts.",
            {"accuses Lowlanders > Highlanders"}},
        Row{"The mayor says that soldiers entered the village and shelled the school.",
            {"accuses mayor > soldiers"}},
        Row{"Islamic State said that one of its Iraqi fighters had carried out the bombing.",
            {"claims Islamic State"}},
        Row{"A trader told reporters that his men had only fired in the air.", {"denies A trader"}},
        Row{"The rebels deny that such a depot existed.", {"denies rebels"}},
        Row{"The governor accused the army of “the most brazen act” of the war.",
            {"accuses governor > army"}},
        Row{"India was quick to accuse Hezbollah of the raid. Both denied it within a day.",
            {"accuses India > Hezbollah", "denies Hezbollah"}},
        Row{"Zara Khan had just left the hall. She accused the police of being behind it.",
            {"accuses Zara Khan > police"}},
        Row{"The Front for the People was behind it, he claimed.", {}},
        Row{"A little-known group sent a letter in which it took responsibility.",
            {"claims A little-known group"}},
        Row{"Amaq reported that fighters of that organisation were behind the raid.", {"claims Amaq"}},
        Row{"The chief of the observers held the army to be guilty of it.",
            {"accuses chief of the observers > army"}},
        Row{"\"It was a mission of Hezbollah,\" said the minister.", {"accuses minister > Hezbollah"}},
        Row{"Observers are convinced that the shell came from Northern Lake positions.",
            {"accuses Observers > Northern Lake forces"}},
        Row{"\"They knew where they were firing,\" the governor said, accusing the army of murder.",
            {"accuses governor > army"}},
        Row{"The prosecutor accuses the rebels of having steered the boat. They deny the charge.",
            {"accuses prosecutor > rebels", "denies rebels"}},
        Row{"In December a bomb killed nine; Islamic State was behind that one too.",
            {"accuses  > Islamic State"}},
        Row{"The mayor said he believed that the Allied Democratic Forces, a Ugandan group, were behind the "
            "raid.",
            {"accuses mayor > Allied Democratic Forces?"}},
        Row{"Who is to blame? Hindu groups, say residents.", {"accuses residents > Hindu groups"}},
        Row{"Soldiers went from lane to lane and shot at those who ran, say four men.",
            {"accuses four men > Soldiers"}});
    CAPTURE(row.text);

    CHECK(acts_of(row.text) == row.acts);
}

} // namespace sitmap
