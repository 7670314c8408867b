#!/usr/bin/env python3
"""Learns the weights of event_places.tsv: which of the places that a text names is an event's.

  train_event_places.py                             learn from event_places_examples.tsv.gz, write event_places.tsv
  train_event_places.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_event_places.py --add PROGRAM SOURCE...     keep the examples of other articles

A conditional logit: each happening chooses one of the places of its text, by the sum of the weights of the clues
that the program prints with `extract --place-clues`. The printed figures are of articles left out in turn.
"""
import collections
import gzip
import os
import sys

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


def collect(program, sources, adding):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    rows = []
    for article, happenings in zip(articles, annotated.happenings_of(program, '--place-clues', articles)):
        for event, h in pairs_of(happenings, [e for e in article.events if e.point]):
            for place in happenings[h]['places']:
                clues = '|'.join(f'{name}={value:.3g}' for name, value in place['clues'].items())
                right = bool(place['name']) and annotated.is_at(place, event)
                rows.append(f'{article.name}\t{h}\t{int(right)}\t{clues}')
    annotated.write_examples(EXAMPLES, '# article, happening, whether the place is right, its clues',
                             rows, {a.name for a in articles} if adding else None)
    print(f'{len(rows)} places of {len(articles)} articles', file=sys.stderr)


def learn(names, choices):
    weights = annotated.learn_choice(names, choices, RIDGE, {'now': TRUST})
    weights[names.index('now')] -= OVERTRUST
    return weights


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
        return
    names, choices = annotated.read_choices(EXAMPLES)
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
    annotated.write_weights(WEIGHTS, dict(zip(names, weights)), 0,
                            '# How much each clue speaks for a place of a text as that of a happening; learnt by\n'
                            '# train_event_places.py. What the clues mean stands in '
                            'importers/article/place_choice.cpp.\n')


main()
