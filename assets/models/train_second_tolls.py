#!/usr/bin/env python3
"""Learns the weights of second_tolls.tsv: whether a figure beside the likeliest toll counts the same dead.

  train_second_tolls.py                             learn from second_tolls_examples.tsv.gz, write second_tolls.tsv
  train_second_tolls.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_second_tolls.py --add PROGRAM SOURCE...     keep the examples of other articles

A logistic regression over the clues that the program prints as "seconds" with `extract --toll-clues`. Right is a figure that
the gold gives as the event's dead, where the likeliest is one too; where that is none, nothing is learnt. The printed
figures are of articles left out in turn. To be run after train_tolls.py, whose chances are among the clues.
"""
import os
import sys

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'second_tolls_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'second_tolls.tsv')
FOLDS = 10
RIDGE = 3.0
FEWEST = 8     # figures that a clue must be seen with
LEAST = 0.02   # a weight worth a row
SHOWN = 0.6    # counts_the_same in toll_owners.cpp


def collect(program, sources, adding):
    articles = [a for source in sources for a in annotated.articles_of(source)]
    rows = []
    for article, answer in zip(articles, annotated.answers_of(program, '--toll-clues', articles)):
        found = annotated.matched(answer['happenings'], article.events)
        for second in answer['seconds']:
            event = found.get(second['happening'])
            if event is None or event.optional or event.killed is None or second['best'] not in event.killed:
                continue
            clues = '|'.join(f'{name}={value:.4g}' for name, value in second['clues'].items())
            rows.append(f"{article.name}\t{second['happening']}\t{second['number']}\t"
                        f"{int(second['number'] in event.killed)}\t{clues}")
    annotated.write_examples(EXAMPLES, '# article, happening, number, right, clues', rows,
                             {a.name for a in articles} if adding else None)


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
    rows = annotated.read_rows(EXAMPLES)
    judged = annotated.judged_in_turn(rows, FOLDS, RIDGE, FEWEST)
    shown = [right for right, chance in judged if chance >= SHOWN]
    print(f'{len(rows)} figures beside a right one, {sum(right for right, _ in judged)} of them counts of the same dead; '
          f'{len(shown)} shown, {sum(shown)} rightly')
    annotated.write_weights(WEIGHTS, annotated.learn(rows, RIDGE, FEWEST), LEAST,
                            '# Which second figure counts the same dead: clue, weight (train_second_tolls.py).\n')


if __name__ == '__main__':
    main()
