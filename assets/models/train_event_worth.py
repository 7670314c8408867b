#!/usr/bin/env python3
"""Learns the weights of event_worth.tsv: whether what the rules took for an event of a text is one.

  train_event_worth.py                             learn from event_worth_examples.tsv.gz, write event_worth.tsv
  train_event_worth.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_event_worth.py --add PROGRAM SOURCE...     keep the examples of other articles

A logistic regression over the clues that the program prints with `extract --event-clues`; an event is kept where its
chance is .40 or more, of a short text .3. The printed figures are of articles left out in turn.
"""
import collections
import gzip
import math
import os
import sys

import annotated
import train_event_texts

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'event_worth_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'event_worth.tsv')
TEXT_CLUE = 'text_of_events'
FOLDS = 10
RIDGE = 4.0
FEWEST = 6     # happenings that a clue must be seen in
LEAST = 0.02   # a weight worth a row


def collect(program, sources, adding):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    # The words of these very texts are what event_texts.tsv was learnt from: they are judged by the other texts'.
    words = train_event_texts.read_examples()
    chances = {row[0]: chance for row, (_, chance) in zip(words, train_event_texts.left_out_chances(words))}
    rows = []
    for article, happenings in zip(articles, annotated.happenings_of(program, '--event-clues', articles)):
        for happening, right in zip(happenings, annotated.labels_of(happenings, article.events)):
            if right is not None:
                if TEXT_CLUE in happening['clues'] and article.name in chances:
                    chance = min(max(chances[article.name], .01), .99)
                    happening['clues'][TEXT_CLUE] = math.log(chance / (1 - chance)) / 4
                clues = '|'.join(f'{name}={value:.3g}' for name, value in happening['clues'].items())
                rows.append(f'{article.name}\t{int(right)}\t{clues}')
        rows.append(f'{article.name}\t#\t{sum(not e.optional for e in article.events)}')
    annotated.write_examples(EXAMPLES, '# article, whether the happening is one, its clues; or article, "#", events in its gold',
                             rows, {a.name for a in articles} if adding else None)
    print(f'{len(rows) - len(articles)} happenings of {len(articles)} articles', file=sys.stderr)


def read_examples():
    rows, golds = [], collections.Counter()
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, right, clues = line.rstrip('\n').split('\t')
            if right == '#':
                golds[article] += int(clues)
                continue
            rows.append((article, int(right), annotated.clues_of(clues)))
    return rows, golds


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
        return
    rows, golds = read_examples()
    articles = sorted(golds)
    chances = []
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        weights = annotated.learn([row for row in rows if row[0] not in out], RIDGE, FEWEST)
        chances += [(right, annotated.chance_of(clues, weights)) for article, right, clues in rows if article in out]
    total = sum(golds.values())
    for least in (0, .35, .4, .45, .5, .55, .6):
        kept = [right for right, chance in chances if chance >= least]
        print(f'kept from {least:4}: right {sum(kept)}, wrong {len(kept) - sum(kept)}, of {total} '
              f'F1 {2 * sum(kept) / (len(kept) + total):.3f} (articles left out in turn)')
    annotated.write_weights(WEIGHTS, annotated.learn(rows, RIDGE, FEWEST), LEAST,
                            '# How much each clue speaks for a happening that the rules found; learnt by '
                            'train_event_worth.py.\n'
                            '# What the clues mean stands in importers/article/happening_worth.cpp.\n')


main()
