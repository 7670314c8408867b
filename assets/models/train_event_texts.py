#!/usr/bin/env python3
"""Learns the weights of event_texts.tsv: whether a text as a whole tells of events of its own.

  train_event_texts.py                             learn from event_texts_examples.tsv.gz, write event_texts.tsv
  train_event_texts.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_event_texts.py --add PROGRAM SOURCE...     keep the examples of other articles

A logistic regression over the words of a text, as the program gives them (`extract --kind-features`). Texts without
an event count as much in all as those with one. The printed figures are of articles left out in turn.
"""
import collections
import gzip
import os
import sys

import numpy as np

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'event_texts_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'event_texts.tsv')
FOLDS = 6
RIDGE = 10.0
FEWEST = 4     # texts that a word must be seen in
WORDS_OF_ARTICLE = 120  # known ones; of a shorter text the constant counts in part
LEAST = 0.0    # all words stand in the table: how many of them a text has scales its constant
STEPS = 25


def collect(program, sources, adding):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    rows = []
    for article, answer in zip(articles, annotated.answers_of(program, '--kind-features', articles)):
        words = sorted(f[5:] for f in answer['features'] if f.startswith('word:'))
        rows.append(f'{article.name}\t{int(any(not e.optional for e in article.events))}\t{" ".join(words)}')
    annotated.write_examples(EXAMPLES, '# article, whether it tells of an event, its words in the order of the alphabet',
                             rows, {a.name for a in articles} if adding else None)
    print(f'{len(rows)} texts', file=sys.stderr)


def read_examples():
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        return [(name, int(label), words.split()) for name, label, words in
                (line.rstrip('\n').split('\t') for line in file if not line.startswith('#'))]


def learn(rows):
    """Weights by word; "" is the constant."""
    count = collections.Counter(word for _, _, words in rows for word in words)
    names = [''] + [word for word, n in count.items() if n >= FEWEST]
    place = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for r, (_, _, words) in enumerate(rows):
        known = [place[word] for word in words if word in place]
        values[r, known] = 1
        values[r, 0] = min(1, len(known) / WORDS_OF_ARTICLE)
    right = np.array([row[1] for row in rows], float)
    share = np.where(right == 1, .5 / right.mean(), .5 / (1 - right.mean()))
    ridge = np.full(len(names), RIDGE)
    ridge[0] = 0.01
    # Newton's steps in the space of the texts, of which there are fewer than words.
    scaled = values / ridge
    alike = values @ scaled.T
    sums, shares = np.zeros(len(rows)), np.zeros(len(rows))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-sums))
        bend = np.maximum(share * chance * (1 - chance), 1e-6)
        shares = np.linalg.solve(alike + np.diag(1 / bend), sums + share * (right - chance) / bend)
        new = alike @ shares
        moved = abs(new - sums).max()
        sums = new
        if moved < 1e-3:
            break
    weights = scaled.T @ shares
    return dict(zip(names, weights))


def chance_of(words, weights):
    known = [weights[word] for word in words if word in weights]
    return 1 / (1 + np.exp(-weights[''] * min(1, len(known) / WORDS_OF_ARTICLE) - sum(known)))


def left_out_chances(rows):
    """(label, chance) of each text, judged by what the other folds teach."""
    chances = [None] * len(rows)
    for fold in range(FOLDS):
        weights = learn([row for r, row in enumerate(rows) if r % FOLDS != fold])
        for r, (_, label, words) in enumerate(rows):
            if r % FOLDS == fold:
                chances[r] = label, chance_of(words, weights)
    return chances


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
        return
    rows = read_examples()
    chances = left_out_chances(rows)
    for least in (.2, .3, .4, .5):
        none = [chance < least for label, chance in chances if not label]
        some = [chance < least for label, chance in chances if label]
        print(f'below {least}: {sum(none)} of {len(none)} texts without an event, {sum(some)} of {len(some)} with one '
              '(left out in turn)')
    annotated.write_weights(WEIGHTS, learn(rows), LEAST,
                            '# How much each word speaks for a text that tells of an event of its own; learnt by '
                            'train_event_texts.py.\n')


if __name__ == '__main__':
    main()
