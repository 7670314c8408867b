#!/usr/bin/env python3
"""Learns the weights of tolls.tsv: whether a figure of dead is the toll of a happening.

  train_tolls.py                             learn from tolls_examples.tsv.gz, write tolls.tsv
  train_tolls.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_tolls.py --add PROGRAM SOURCE...     keep the examples of other articles

A conditional logit over the clues that the program prints with `extract --toll-clues`: of the figures beside a
happening that the gold has too, and of "none of them", one is chosen. Right is a figure whose number the gold gives as
the event's dead, by whomever, or none where no figure is. The printed figures are of articles left out in turn.
"""
import collections
import gzip
import os
import sys

import numpy as np

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'tolls_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'tolls.tsv')
FOLDS = 10
RIDGE = 6.0
FEWEST = 10    # pairs that a clue must be seen in
LEAST = 0.02   # a weight worth a row
NONE = 'none'


def collect(program, sources, adding):
    articles = [a for source in sources if not source.startswith(('NONE:', 'KINDS:'))
                for a in annotated.articles_of(source)]
    rows = []
    for article, answer in zip(articles, annotated.answers_of(program, '--toll-clues', articles)):
        found = annotated.matched(answer['happenings'], article.events)
        for toll in answer['tolls']:
            event = found.get(toll['happening'])
            if event is None or event.optional:
                continue
            right = event.killed is not None and toll['number'] in event.killed
            clues = '|'.join(f'{name}={value:.4g}' for name, value in toll['clues'].items())
            rows.append(f"{article.name}\t{toll['happening']}\t{toll['number']}\t{int(toll['given'])}\t{int(right)}\t{clues}")
    annotated.write_examples(EXAMPLES, '# article, happening, number, given by the rules, right, clues', rows,
                             {a.name for a in articles} if adding else None)


def read_choices():
    """Names of the clues, and for each happening (article, clues of its figures and of none, which are right, which
    the rules gave it)."""
    count, happenings = collections.Counter({NONE: FEWEST}), collections.OrderedDict()
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, happening, _, given, right, clues = line.rstrip('\n').split('\t')
            row = annotated.clues_of(clues)
            count.update(row.keys())
            happenings.setdefault((article, happening), []).append((int(right), int(given), row))
    names = [name for name, n in count.items() if n >= FEWEST]
    place = {name: i for i, name in enumerate(names)}
    choices = []
    for (article, _), figures in happenings.items():
        clues = np.zeros((len(figures) + 1, len(names)))
        for f, (_, _, row) in enumerate(figures):
            for name, value in row.items():
                if name in place:
                    clues[f, place[name]] = value
        clues[-1, place[NONE]] = 1
        right = [bool(r) for r, _, _ in figures]
        given = [bool(g) for _, g, _ in figures]
        choices.append((article, clues, np.array(right + [not any(right)]), np.array(given + [not any(given)])))
    return names, choices


def judge(names, choices):
    """Of articles left out in turn: happenings whose figure is rightly chosen, and the same of none."""
    articles = sorted({c[0] for c in choices})
    fold_of = {article: i % FOLDS for i, article in enumerate(articles)}
    figures = nones = 0
    for fold in range(FOLDS):
        weights = annotated.learn_choice(names, [c[:3] for c in choices if fold_of[c[0]] != fold], RIDGE, {})
        for article, clues, right, _ in choices:
            if fold_of[article] == fold and right[np.argmax(clues @ weights)]:
                nones += bool(right[-1])
                figures += not right[-1]
    return figures, nones


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
    names, choices = read_choices()
    with_toll = sum(not c[2][-1] for c in choices)
    by_rules = sum(bool((c[2] & c[3]).any() and not (c[3] & ~c[2]).any()) for c in choices if not c[2][-1])
    none_by_rules = sum(bool(c[3][-1]) for c in choices if c[2][-1])
    figures, nones = judge(names, choices)
    print(f'{with_toll} happenings whose toll is told: the rules give {by_rules} of them none but right figures, '
          f'the weights choose a right one for {figures}')
    print(f'{len(choices) - with_toll} without: the rules give {none_by_rules} of them none, the weights {nones}')
    weights = annotated.learn_choice(names, [c[:3] for c in choices], RIDGE, {})
    annotated.write_weights(WEIGHTS, dict(zip(names, weights)), LEAST,
                            '# Which figure of dead is the toll of a happening: clue, weight (train_tolls.py).\n')


if __name__ == '__main__':
    main()
