#!/usr/bin/env python3
"""Learns the weights of crowds.tsv: whether a happening is a demonstration or riot, or armed violence.

  train_crowds.py                             learn from crowds_examples.tsv.gz, write crowds.tsv
  train_crowds.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_crowds.py --add PROGRAM SOURCE...     keep the examples of other articles

A logistic regression over the clues that the program prints with `extract --crowd-clues`, of happenings at whose place
and day the gold has events of one of the two groups alone. The printed figures are of articles left out in turn.
"""
import gzip
import os
import sys

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'crowds_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'crowds.tsv')
FOLDS = 10
RIDGE = 8.0
FEWEST = 8     # happenings that a clue must be seen in
LEAST = 0.02   # a weight worth a row
GROUPS = {'armed', 'demonstration'}


def groups_at(happening, events):
    found = set()
    for event in events:
        for group in event.groups:
            kind = annotated.KINDS[group][0]
            if annotated.is_at(happening.get('point'), event) and \
                    annotated.agree_in_time({**happening, 'sub_event_type': kind}, event):
                found.update(event.groups)
    return found


def collect(program, sources, adding):
    articles = [a for source in sources if not source.startswith(('NONE:', 'KINDS:'))
                for a in annotated.articles_of(source)]
    rows = []
    for article, happenings in zip(articles, annotated.happenings_of(program, '--crowd-clues', articles)):
        for happening in happenings:
            groups = groups_at(happening, article.events) & GROUPS
            if len(groups) != 1:
                continue
            crowd = int(groups == {'demonstration'})
            was = int(annotated.GROUP_OF[happening['sub_event_type']] == 'demonstration')
            clues = '|'.join(f'{name}={value:.4g}' for name, value in happening['clues'].items())
            rows.append(f'{article.name}\t{was}\t{crowd}\t{clues}')
    annotated.write_examples(EXAMPLES, '# article, taken for a demonstration by the rules, is one, clues', rows,
                             {a.name for a in articles} if adding else None)


def read_examples():
    rows = []
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, was, crowd, clues = line.rstrip('\n').split('\t')
            row = annotated.clues_of(clues)
            rows.append((article, bool(int(crowd)), row, bool(int(was))))
    return rows


def left_out_chances(rows):
    articles = sorted({row[0] for row in rows})
    fold_of = {article: i % FOLDS for i, article in enumerate(articles)}
    chances = [0.0] * len(rows)
    for fold in range(FOLDS):
        weights = annotated.learn([r[:3] for r in rows if fold_of[r[0]] != fold], RIDGE, FEWEST)
        for i, row in enumerate(rows):
            if fold_of[row[0]] == fold:
                chances[i] = annotated.chance_of(row[2], weights)
    return chances


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
    rows = read_examples()
    chances = left_out_chances(rows)
    print(f'{len(rows)} happenings, {sum(r[1] for r in rows)} of crowds; right by the rules '
          f'{sum(r[1] == r[3] for r in rows)}')
    for sure in (.5, .6, .7, .8, .9):
        mended = sum(r[1] != r[3] and (c >= sure if r[1] else c <= 1 - sure) for c, r in zip(chances, rows))
        spoilt = sum(r[1] == r[3] and (c <= 1 - sure if r[1] else c >= sure) for c, r in zip(chances, rows))
        print(f'moved from {sure}: {mended} to the right group, {spoilt} to the wrong one (articles left out in turn)')
    weights = annotated.learn([row[:3] for row in rows], RIDGE, FEWEST)
    annotated.write_weights(WEIGHTS, weights, LEAST,
                            '# Whether a happening is a demonstration or riot: clue, weight (train_crowds.py).\n')


if __name__ == '__main__':
    main()
