#!/usr/bin/env python3
"""Learns the weights by which the reader tells kinds of event apart (event_types.tsv).

usage: train_event_types.py SITMAP EXAMPLES.tsv [--briefs BRIEFS.tsv] [--snippets SNIPPETS.tsv] [--test odd|even|folds] [--out FILE]

SITMAP      the program; it computes the features (sitmap extract --kind-features)
EXAMPLES    rows "sub-type <TAB> text", sub-type as ACLED names it, or "none" (event_types_examples.tsv)
--briefs    more such rows, of several sentences as briefs have them (event_types_briefs.tsv)
--snippets  rows "id <TAB> text <TAB> label" with the labels of the CASE 2021 shared task, task 2
--test      learns without some of the snippets and scores these: those with odd or even ids, or each of
            five folds in turn. Without it, learns from everything and writes FILE.

A multinomial logistic regression, by AdaGrad with an L2 penalty that is stronger for single words than for
cues, so that words of our own time and places weigh little. Needs numpy. Half a minute; with --test folds, two.
"""
import argparse, collections, json, os, random, subprocess, tempfile

import numpy as np

CODES = {
    'ABDUCT_DISSAP': 'Abduction/forced disappearance', 'AGREEMENT': 'Agreement', 'AIR_STRIKE': 'Air/drone strike',
    'ARMED_CLASH': 'Armed clash', 'ARREST': 'Arrests', 'ART_MISS_ATTACK': 'Shelling/artillery/missile attack',
    'ATTACK': 'Attack', 'CHANGE_TO_GROUP_ACT': 'Change to group/activity', 'CHEM_WEAP': 'Chemical weapon',
    'DISR_WEAP': 'Disrupted weapons use', 'FORCE_AGAINST_PROTEST': 'Excessive force against protesters',
    'GOV_REGAINS_TERIT': 'Government regains territory', 'GRENADE': 'Grenade',
    'HQ_ESTABLISHED': 'Headquarters or base established', 'MOB_VIOL': 'Mob violence',
    'NON_STATE_ACTOR_OVERTAKES_TER': 'Non-state actor overtakes territory',
    'NON_VIOL_TERRIT_TRANSFER': 'Non-violent transfer of territory', 'OTHER': 'Other',
    'PEACE_PROTEST': 'Peaceful protest', 'PROPERTY_DISTRUCT': 'Looting/property destruction',
    'PROTEST_WITH_INTER': 'Protest with intervention', 'REM_EXPLOS': 'Remote explosive/landmine/IED',
    'SEX_VIOL': 'Sexual violence', 'SUIC_BOMB': 'Suicide bomb', 'VIOL_DEMONSTR': 'Violent demonstration',
    'DIPLO': 'none', 'NATURAL_DISASTER': 'none', 'MAN_MADE_DISASTER': 'none'}

EPOCHS, RATE, CUE_PENALTY, WORD_PENALTY = 25, 0.3, 1.5, 3.0
EXAMPLE_WEIGHT = 2.0  # an example that was made for its kind, beside a real snippet
BRIEF_WEIGHT = 0.5    # a brief, which tells of other things too
ORDERS = 4            # in which the texts are gone through; the mean depends less on any one of them
FEWEST = 3            # texts that a feature must occur in
EVERYWHERE = 0.12     # share of the texts above which a word says nothing ("the", "that")
SMALLEST = 0.12       # weights nearer to 0 are not written


def rows_of(path):
    with open(path, encoding='utf-8') as file:
        return [line.rstrip('\n').split('\t') for line in file if line.strip() and not line.startswith('#')]


def features_of(program, texts):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(texts):
            paths.append(os.path.join(folder, f'{i:06}.txt'))
            with open(paths[-1], 'w', encoding='utf-8') as file:
                file.write(text + '\n')
        out = subprocess.run([program, 'extract', '--kind-features'] + paths, check=True, capture_output=True)
    return [json.loads(line)['features'] for line in out.stdout.decode('utf-8').splitlines()]


class Sample:
    def __init__(self, number, kind, features, weight):
        self.number, self.kind, self.features, self.weight = number, kind, features, weight


def learn(samples, kinds):
    """Weights by feature, in the order of `kinds`."""
    count = collections.Counter(f for s in samples for f in s.features)
    names = [f for f, n in count.items()
             if n >= FEWEST and not (f.startswith('word:') and n > EVERYWHERE * len(samples))]
    row = {f: r for r, f in enumerate(names)}
    place = {kind: k for k, kind in enumerate(kinds)}
    penalty = np.array([[(WORD_PENALTY if f.startswith('word:') else CUE_PENALTY) / count[f]] for f in names])
    order = [(place[s.kind], np.array([row[f] for f in s.features if f in row], int), s.weight) for s in samples]
    mean = np.zeros((len(names), len(kinds)))
    for seed in range(ORDERS):
        dice = random.Random(seed)
        weights, spread = np.zeros_like(mean), np.full_like(mean, 1e-6)
        for _ in range(EPOCHS):
            dice.shuffle(order)
            for kind, rows, weight in order:
                slope = chances(weights[rows])
                slope[kind] -= 1
                d = weight * slope + penalty[rows] * weights[rows]
                spread[rows] += d * d
                weights[rows] -= RATE * d / np.sqrt(spread[rows])
        mean += weights / ORDERS
    return {f: list(w) for f, w in zip(names, mean)}


def chances(rows):
    sums = np.sum(rows, axis=0)
    parts = np.exp(sums - sums.max())
    return parts / parts.sum()


def judged(weights, kinds, sample):
    found = chances([[0.0] * len(kinds)] + [weights[f] for f in sample.features if f in weights])
    return kinds[max(range(len(kinds)), key=lambda k: found[k])]


def weighted_f1(pairs):
    """Over the kinds of event; texts without one are left out, but taking an event for none is an error."""
    pairs = [(gold, said) for gold, said in pairs if gold != 'none']
    right, gold, said = (collections.Counter(x) for x in ((g for g, s in pairs if g == s), (g for g, _ in pairs),
                                                          (s for _, s in pairs)))
    return sum(n * 2 * right[k] / (n + said[k]) for k, n in gold.items()) / max(1, len(pairs))


def splits(snippets, how):
    if how == 'folds':
        order = list(snippets)
        random.Random(7).shuffle(order)
        return [order[k::5] for k in range(5)]
    return [[s for s in snippets if s.number % 2 == (1 if how == 'odd' else 0)]]


def test(examples, snippets, kinds, how):
    pairs = []
    for held in splits(snippets, how):
        out = set(id(s) for s in held)
        weights = learn([s for s in snippets if id(s) not in out] + examples, kinds)
        pairs += [(s.kind, judged(weights, kinds, s)) for s in held]
    print(f'weighted F1 {weighted_f1(pairs):.3f} over {sum(g != "none" for g, _ in pairs)} snippets; '
          f'of {sum(g == "none" for g, _ in pairs)} without an event '
          f'{sum(g == s == "none" for g, s in pairs)} judged so')
    wrong = collections.Counter((g, s) for g, s in pairs if g != s)
    for (gold, said), n in wrong.most_common(12):
        print(f'{n:4}  {gold}  taken for  {said}')


def write(path, weights, kinds):
    with open(path, 'w', encoding='utf-8') as file:
        file.write('# How much a feature speaks for a kind of event: feature, kind, weight (multinomial logistic\n'
                   '# regression). Learnt by train_event_types.py; the features are told in '
                   'importers/article/event_kind.hpp.\n')
        for feature in sorted(weights):
            for kind, weight in zip(kinds, weights[feature]):
                if abs(weight) >= SMALLEST:
                    file.write(f'{feature}\t{kind}\t{weight:.2f}\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('sitmap')
    parser.add_argument('examples')
    parser.add_argument('--briefs')
    parser.add_argument('--snippets')
    parser.add_argument('--test', choices=['odd', 'even', 'folds'])
    parser.add_argument('--out', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'event_types.tsv'))
    given = parser.parse_args()
    invented = [(0, row[0], row[1]) for row in rows_of(given.examples)]
    made = len(invented)
    invented += [(0, row[0], row[1]) for row in (rows_of(given.briefs) if given.briefs else [])]
    real = [(int(row[0]), CODES[row[2].strip()], row[1]) for row in (rows_of(given.snippets) if given.snippets else [])
            if len(row) > 2 and row[2].strip() in CODES]
    features = features_of(given.sitmap, [text for _, _, text in invented + real])
    samples = [Sample(number, kind, f, EXAMPLE_WEIGHT if i < made else BRIEF_WEIGHT if i < len(invented) else 1.0)
               for i, ((number, kind, _), f) in enumerate(zip(invented + real, features))]
    kinds = sorted(set(s.kind for s in samples))
    examples, snippets = samples[:len(invented)], samples[len(invented):]
    if given.test:
        test(examples, snippets, kinds, given.test)
    else:
        write(given.out, learn(samples, kinds), kinds)


if __name__ == '__main__':
    main()
