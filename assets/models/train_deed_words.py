#!/usr/bin/env python3
"""Learns the weights of deed_words.tsv: whether a sentence tells of a deed, judged by all its words together.

  train_deed_words.py                             learn from deed_words_examples.tsv.gz, write deed_words.tsv
  train_deed_words.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_deed_words.py --add PROGRAM SOURCE...     keep the examples of other articles
  train_deed_words.py --without FILE SOURCE...    write to FILE what all articles but those teach

A logistic regression that sets most weights to nothing (the sum of the weights' sizes is held down), over what the
program prints with `extract --deed-features`. A source says in deeds.jsonl which words of an article tell of each of its
events: "article", "event", "deed" (where it is told in full for the first time) and "again" (other places). Sentences
that tell of an event again are left out. The printed figures are of articles left out in turn, of sentences in which the
tables know no word for a deed.
"""
import collections
import gzip
import os
import sys

import numpy as np

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'deed_words_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'deed_words.tsv')
FOLDS = 5
FEWEST = 3      # sentences that a word or pair must be seen in
HOLD = 2.5      # how hard each weight is held down
STEPS = 400
LEAST = 0.005   # a weight worth a row


def collect(program, sources, adding):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    rows = []
    for article, answer in zip(articles, annotated.answers_of(program, '--deed-features', articles)):
        first = [event.told[0] for event in article.events if event.told]
        again = [at for event in article.events if event.told for at in event.told[1:]]
        for sentence in answer['sentences']:
            def holds(places):
                return any(sentence['begin'] <= at < sentence['end'] for at in places)
            label = 'deed' if holds(first) else 'again' if holds(again) else 'none'
            features = '|'.join(feature.replace('|', '') for feature in sentence['features'])
            rows.append(f"{article.name}\t{label}\t{int(sentence['told'])}\t{features}")
    annotated.write_examples(EXAMPLES, '# article, whether the sentence tells of a deed, whether the tables know a word '
                             'for one in it, its words', rows, {a.name for a in articles} if adding else None)
    print(f'{len(rows)} sentences of {len(articles)} articles', file=sys.stderr)


class Sentences:
    """Rows of 0 and 1 without the zeros."""

    def __init__(self, rows, names):
        place = {name: i for i, name in enumerate(names)}
        known = [[place[f] for f in features if f in place] for _, _, _, features in rows]
        self.row = np.repeat(np.arange(len(rows)), [len(k) for k in known])
        self.column = np.array([c for k in known for c in k], int)
        self.size, self.width = len(rows), len(names)

    def times(self, weights):
        return np.bincount(self.row, weights[self.column], self.size)

    def back(self, values):
        return np.bincount(self.column, values[self.row], self.width)


def learn(rows):
    """Weights by word or pair; "" is the constant. Steps of proximal gradient with momentum."""
    rows = [row for row in rows if row[1] != 'again']
    count = collections.Counter(feature for _, _, _, features in rows for feature in features)
    names = sorted(name for name, n in count.items() if n >= FEWEST)
    sentences = Sentences(rows, names)
    right = np.array([row[1] == 'deed' for row in rows], float)
    step = 4.0 / max(1.0, largest_stretch(sentences))
    weights, always = np.zeros(len(names)), 0.0
    ahead, always_ahead, pace = weights.copy(), always, 1.0
    for _ in range(STEPS):
        off = 1 / (1 + np.exp(-sentences.times(ahead) - always_ahead)) - right
        new = ahead - step * sentences.back(off)
        new = np.sign(new) * np.maximum(abs(new) - step * HOLD, 0)
        new_always = always_ahead - step * off.sum()
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        always_ahead = new_always + (pace - 1) / faster * (new_always - always)
        weights, always, pace = new, new_always, faster
    return {'': always, **{name: weight for name, weight in zip(names, weights) if weight != 0}}


def largest_stretch(sentences):
    """The largest eigenvalue of the rows' product with themselves, the constant included."""
    values, one = np.ones(sentences.width), 1.0
    for _ in range(30):
        ahead = sentences.times(values) + one
        values, one = sentences.back(ahead), ahead.sum()
        size = np.sqrt((values * values).sum() + one * one)
        values, one = values / size, one / size
    return size


def chance_of(features, weights):
    return 1 / (1 + np.exp(-weights[''] - sum(weights.get(feature, 0.0) for feature in features)))


def read_examples():
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        return [(article, label, told == '1', features.split('|')) for article, label, told, features in
                (line.rstrip('\n').split('\t') for line in file if not line.startswith('#'))]


def write(path, weights):
    annotated.write_weights(path, weights, LEAST,
                            '# How much a word, or two next to one another, speaks for a sentence that tells of a deed; '
                            'learnt by\n# train_deed_words.py. <...>: what was found in it '
                            '(importers/article/deed_words.cpp).\n')


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
        return
    rows = read_examples()
    if sys.argv[1:2] == ['--without']:
        out = {article.name for source in sys.argv[3:] for article in annotated.articles_of(source)}
        write(sys.argv[2], learn([row for row in rows if row[0] not in out]))
        return
    articles = sorted({row[0] for row in rows})
    chances = []
    for fold in range(FOLDS):
        out = set(articles[fold::FOLDS])
        weights = learn([row for row in rows if row[0] not in out])
        chances += [(row[1], chance_of(row[3], weights)) for row in rows if row[0] in out and not row[2]]
    deeds = sum(label == 'deed' for label, _ in chances)
    for least in (.3, .4, .5, .6, .7):
        taken = [label for label, chance in chances if chance >= least]
        print(f'from {least}: {taken.count("deed")} of {deeds} deeds without a known word, {taken.count("none")} other '
              'sentences (articles left out in turn)')
    weights = learn(rows)
    print(len(weights), 'words and pairs')
    write(WEIGHTS, weights)


if __name__ == '__main__':
    main()
