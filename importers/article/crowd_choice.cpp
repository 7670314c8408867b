// A crowd, or armed men.
#include "importers/article/crowd_choice.hpp"

#include "importers/article/kinds_told.hpp"
#include "importers/article/phrases.hpp"
#include "importers/article/same_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace sitmap {

namespace {

constexpr double likely = 0.6; ///< chance of the other group for which a happening is moved to it

constexpr std::array crowd_kinds = {SubEventType::peaceful_protest, SubEventType::protest_with_intervention,
                                    SubEventType::excessive_force_against_protesters,
                                    SubEventType::violent_demonstration, SubEventType::mob_violence};

bool is_of_crowd(SubEventType kind)
{
    return group_of(type_of(kind)) == TypeGroup::demonstration;
}

std::vector<std::uint32_t> sentences_of(const Happening& happening)
{
    std::set<std::uint32_t> told;
    for (const Telling& telling : happening.tellings)
        told.insert(telling.sentence);
    return {told.begin(), told.end()};
}

/// Those of the paragraphs of these sentences, without them.
std::vector<std::uint32_t> sentences_around(const Reading& reading, const std::vector<std::uint32_t>& told)
{
    constexpr std::uint32_t reach = 3; // sentences
    std::set<std::uint32_t> around;
    const auto count = static_cast<std::uint32_t>(reading.text.sentences.size());
    for (const std::uint32_t s : told)
        for (std::uint32_t k = s > reach ? s - reach : 0; k < std::min(s + reach + 1, count); ++k)
            if (reading.sentence(k).paragraph == reading.sentence(s).paragraph &&
                !std::binary_search(told.begin(), told.end(), k))
                around.insert(k);
    return {around.begin(), around.end()};
}

/// Which part of the words for deeds tells of crowds: in the whole text, and in its first sentences.
struct About {
    double text = 0.5, lead = 0.5;
};

About about_of(const Reading& reading)
{
    constexpr std::uint32_t lead = 4; // sentences
    double crowd = 0, armed = 0, leads_crowd = 0, leads_armed = 0;
    for (const TriggerMention& trigger : reading.triggers) {
        const TypeGroup group = group_of(type_of(trigger.sub_type));
        const bool leads = trigger.sentence < lead;
        if (group == TypeGroup::demonstration) {
            ++crowd;
            leads_crowd += leads ? 1 : 0;
        } else if (group == TypeGroup::armed && !trigger.generic) {
            ++armed;
            leads_armed += leads ? 1 : 0;
        }
    }
    return {.text = (crowd + 0.5) / (crowd + armed + 1),
            .lead = (leads_crowd + 0.5) / (leads_crowd + leads_armed + 1)};
}

class Clues : ClueList {
public:
    Clues(const Reading& reading, const Narrative& narrative, std::size_t happening, const About& about)
        : reading_{reading}, narrative_{narrative}, happening_{narrative.happenings[happening]}, about_{about}
    {}

    [[nodiscard]] std::vector<NamedClue> all()
    {
        add("always");
        add({"kind:", name_of(happening_.sub_type)});
        const auto told = sentences_of(happening_);
        add_cues("", told);
        if (const auto around = sentences_around(reading_, told); !around.empty())
            add_cues("near:", around);
        add_verdict(kind_of_sentences(reading_, told));
        of_text();
        beside_others();
        return std::move(out_);
    }

private:
    /// Cues such as "who.crowd", each once; single words and pairs are too rare to weigh here.
    void add_cues(ClueName before, const std::vector<std::uint32_t>& sentences)
    {
        std::vector<std::string_view> names{"any"};
        for (const std::uint32_t s : sentences) {
            const auto& cues = cues_of_sentence(reading_, s).names;
            names.insert(names.end(), cues.begin(), cues.end());
        }
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::string_view name : names)
            add({before, name});
    }

    void add_verdict(const KindModel::Verdict& verdict)
    {
        double crowd = 0.01, armed = 0.01;
        for (std::size_t kind = 0; kind < sub_event_type_count; ++kind) {
            const TypeGroup group = group_of(type_of(static_cast<SubEventType>(kind)));
            if (group == TypeGroup::demonstration)
                crowd += verdict.of[kind];
            else if (group == TypeGroup::armed)
                armed += verdict.of[kind];
        }
        add("verdict", std::log(crowd / armed) / 4);
    }

    void of_text()
    {
        add("text", about_.text);
        add("lead", about_.lead);
        const TriggerMention& first = *happening_.tellings.front().trigger;
        add(either(first.generic, "generic", either(first.weight >= 3, "names_deed", "usual")));
    }

    /// Other happenings at its place.
    void beside_others()
    {
        bool crowd = false, armed = false;
        for (const Happening& other : narrative_.happenings) {
            if (&other == &happening_ || !other.place || !happening_.place ||
                nearness(reading_, *other.place, *happening_.place) < 2)
                continue;
            crowd = crowd || other.group == TypeGroup::demonstration;
            armed = armed || other.group == TypeGroup::armed;
        }
        if (crowd)
            add("beside_crowd");
        if (armed)
            add("beside_armed");
    }

    const Reading& reading_;
    const Narrative& narrative_;
    const Happening& happening_;
    const About& about_;
};

/// Of the kinds of a group the one that the happening's sentences speak for most.
SubEventType likeliest_kind(const Reading& reading, const Happening& happening, bool crowd)
{
    const auto verdict = kind_of_sentences(reading, sentences_of(happening));
    SubEventType best = crowd ? SubEventType::violent_demonstration : SubEventType::attack;
    for (std::size_t k = 0; k < sub_event_type_count; ++k) {
        const auto kind = static_cast<SubEventType>(k);
        const bool of_group =
            crowd ? std::find(crowd_kinds.begin(), crowd_kinds.end(), kind) != crowd_kinds.end()
                  : group_of(type_of(kind)) == TypeGroup::armed && !is_territory(kind);
        if (of_group && verdict.chance_of(kind) > verdict.chance_of(best))
            best = kind;
    }
    return best;
}

} // namespace

bool may_be_of_crowd(const Happening& happening)
{
    return is_of_crowd(happening.sub_type) ||
           (happening.group == TypeGroup::armed && !is_territory(happening.sub_type));
}

std::vector<NamedClue> crowd_clues(const Reading& reading, const Narrative& narrative, std::size_t happening)
{
    return Clues{reading, narrative, happening, about_of(reading)}.all();
}

namespace {

/// "a fight between two groups of smugglers", "a shoot-out between two drug gangs": no crowd.
bool is_between_gangs(const Reading& reading, std::uint32_t s)
{
    constexpr std::uint32_t reach = 7; // "between two rival groups of"
    const Sentence& sentence = reading.sentence(s);
    for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i)
        if (is_one_of(reading.token(i), {"between", "among"}) &&
            reading.tables.lexicon.is_in("fight", reading.token(i - 1)))
            for (std::uint32_t k = i + 1; k < std::min(i + reach, sentence.last); ++k)
                if (reading.tables.lexicon.is_in("armed_band", reading.token(k)))
                    return true;
    return false;
}

/// Whom a figure counts are soldiers or police.
bool counts_forces(const Reading& reading, const CountMention& count)
{
    std::string_view kind;
    for (std::uint32_t i = count.first; i < count.last; ++i)
        if (const std::string_view found = reading.tables.lexicon.meaning("people", reading.token(i));
            !found.empty())
            kind = found;
    return kind == "soldiers";
}

/// "two officers at the gate were shot dead", "eleven constables were hurt", and the paragraph tells of no
/// other harm: no force against protesters.
bool only_forces_were_hurt(const Reading& reading, const Happening& happening)
{
    const auto told = sentences_of(happening);
    std::set<std::uint32_t> paragraphs;
    for (const std::uint32_t s : told)
        paragraphs.insert(reading.sentence(s).paragraph);
    bool forces = false;
    for (const CountMention& count : reading.counts) {
        const bool harm = count.field == ClaimField::killed || count.field == ClaimField::injured;
        if (!harm || count.quantity.size_by() <= 0 ||
            paragraphs.count(reading.sentence(count.sentence).paragraph) == 0)
            continue;
        const bool of_forces = counts_forces(reading, count);
        const bool here = std::binary_search(told.begin(), told.end(), count.sentence);
        if (!of_forces && (here || count.field == ClaimField::killed))
            return false;
        forces = forces || (of_forces && here);
    }
    return forces;
}

} // namespace

void settle_crowds(const Reading& reading, Narrative& narrative)
{
    constexpr double looted_by_crowd = 0.6;
    std::vector<double> chances(narrative.happenings.size(), 0.5);
    const About about = about_of(reading);
    const bool some_protest =
        std::any_of(narrative.happenings.begin(), narrative.happenings.end(),
                    [](const Happening& happening) { return happening.group == TypeGroup::demonstration; });
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h)
        if (may_be_of_crowd(narrative.happenings[h]))
            chances[h] = reading.tables.crowds.chance(Clues{reading, narrative, h, about}.all());
    for (std::size_t h = 0; h < narrative.happenings.size(); ++h) {
        Happening& happening = narrative.happenings[h];
        // Where people protest it is a crowd that loots and burns.
        if (happening.sub_type == SubEventType::looting_property_destruction && some_protest &&
            reading.tables.crowds.chance(Clues{reading, narrative, h, about}.all()) >= looted_by_crowd) {
            happening.sub_type = SubEventType::violent_demonstration;
            happening.group = group_of(type_of(happening.sub_type));
            continue;
        }
        const bool crowd = chances[h] >= likely, armed = chances[h] <= 1 - likely;
        if (!may_be_of_crowd(happening) || !(is_of_crowd(happening.sub_type) ? armed : crowd))
            continue;
        happening.sub_type = likeliest_kind(reading, happening, crowd);
        happening.group = group_of(type_of(happening.sub_type));
    }
    for (Happening& happening : narrative.happenings) {
        if (happening.sub_type == SubEventType::excessive_force_against_protesters &&
            only_forces_were_hurt(reading, happening))
            happening.sub_type = SubEventType::violent_demonstration;
        const auto told = sentences_of(happening);
        if (may_be_of_crowd(happening) && std::any_of(told.begin(), told.end(), [&](std::uint32_t s) {
                return is_between_gangs(reading, s);
            })) {
            happening.sub_type = SubEventType::armed_clash;
            happening.group = TypeGroup::armed;
        }
    }
}

} // namespace sitmap
