#!/usr/bin/env python3
"""Learns the weights of event_places.tsv: which of the places that a text names is an event's.

  train_event_places.py                             learn from event_places_examples.tsv.gz, write event_places.tsv
  train_event_places.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)

A conditional logit: each happening chooses one of the places of its text, by the sum of the weights of the clues
that the program prints with `extract --place-clues`. The printed figures are of articles left out in turn.
"""
import collections
import gzip
import os
import sys

import numpy as np

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'event_places_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'event_places.tsv')
FOLDS = 8
RIDGE = 3.0
TRUST = 2.0      # what "now" is drawn towards
# The rules that give a happening its first place were made on many of these articles, where they are right more often
# than on new ones; this is taken off the weight of that place.
OVERTRUST = 0.5
STEPS = 500


def pairs_of(happenings, events):
    """(event, happening): those that are where the gold is come first."""
    pairs, taken = [], set()
    for in_place in (True, False):
        for event in events:
            for h, happening in enumerate(happenings):
                if (h in taken or not happening['places'] or any(event is e for e, _ in pairs) or
                        not annotated.agree_in_time(happening, event) or
                        (in_place and not annotated.is_at(happening['places'][0]['name'] and happening['places'][0],
                                                          event))):
                    continue
                taken.add(h)
                pairs.append((event, h))
                break
    return pairs


def collect(program, sources):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    rows = []
    for article, happenings in zip(articles, annotated.happenings_of(program, '--place-clues', articles)):
        for event, h in pairs_of(happenings, [e for e in article.events if e.point]):
            for place in happenings[h]['places']:
                clues = ' '.join(f'{name}={value:.3g}' for name, value in place['clues'].items())
                right = bool(place['name']) and annotated.is_at(place, event)
                rows.append(f'{article.name}\t{h}\t{int(right)}\t{clues}')
    with gzip.GzipFile(EXAMPLES, 'wb', mtime=0) as file:
        file.write(('# article, happening, whether the place is right, its clues\n' + '\n'.join(rows) + '\n').encode())
    print(f'{len(rows)} places of {len(articles)} articles', file=sys.stderr)


def read_examples():
    names, choices = {}, collections.OrderedDict()
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, happening, right, clues = line.rstrip('\n').split('\t')
            row = dict((part.split('=')[0], float(part.split('=')[1])) for part in clues.split())
            for name in row:
                names.setdefault(name, len(names))
            choices.setdefault((article, happening), []).append((int(right), row))
    out = []
    for (article, _), places in choices.items():
        clues = np.zeros((len(places), len(names)))
        for p, (_, row) in enumerate(places):
            for name, value in row.items():
                clues[p, names[name]] = value
        out.append((article, clues, np.array([right for right, _ in places], bool)))
    return list(names), out


def learn(names, choices):
    towards = np.zeros(len(names))
    towards[names.index('now')] = TRUST
    weights, mean, square = towards.copy(), np.zeros(len(names)), np.zeros(len(names))
    choices = [c for c in choices if c[2].any()]
    for step in range(1, STEPS + 1):
        slope = RIDGE * (weights - towards)
        for _, clues, right in choices:
            chance = clues @ weights
            chance = np.exp(chance - chance.max())
            chance /= chance.sum()
            among_right = chance * right
            slope += clues.T @ (chance - among_right / max(among_right.sum(), 1e-9))
        mean = .9 * mean + .1 * slope
        square = .999 * square + .001 * slope * slope
        weights -= .05 * (mean / (1 - .9 ** step)) / (np.sqrt(square / (1 - .999 ** step)) + 1e-8)
    weights[names.index('now')] -= OVERTRUST
    return weights


def main():
    if len(sys.argv) > 3 and sys.argv[1] == '--collect':
        collect(sys.argv[2], sys.argv[3:])
        return
    names, choices = read_examples()
    articles = sorted({c[0] for c in choices})
    count = collections.Counter()
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        weights = learn(names, [c for c in choices if c[0] not in out])
        for article, clues, right in choices:
            if article in out:
                best = int((clues @ weights).argmax())
                count.update(happenings=1, before=int(right[0]), after=int(right[best]), possible=int(right.any()))
    print(', '.join(f'{name} {n}' for name, n in count.items()), '(places right; articles left out in turn)')
    weights = learn(names, choices)
    with open(WEIGHTS, 'w', encoding='utf-8') as file:
        file.write('# How much each clue speaks for a place of a text as that of a happening; learnt by\n'
                   '# train_event_places.py. What the clues mean stands in importers/article/place_choice.cpp.\n')
        for name, weight in sorted(zip(names, weights), key=lambda row: -row[1]):
            file.write(f'{name}\t{weight:.3f}\n')


main()
