#!/usr/bin/env python3
"""Learns the weights of twins.tsv: whether two happenings of one group are one, told twice.

  train_twins.py                             learn from twins_examples.tsv.gz, write twins.tsv
  train_twins.py --collect PROGRAM SOURCE... make the examples anew (annotated.py says what a source is)
  train_twins.py --add PROGRAM SOURCE...     keep the examples of other articles

A logistic regression over the clues that the program prints with `extract --twin-clues`. Each happening is set to the event
of the gold that it tells of, each event to one happening, and what is left to the event at whose place it is, nearest in
time; two that are set to one event are one. Pairs of which one is set to none or stands between several are left out. The
printed figures are of articles left out in turn.
"""
import os
import sys

import annotated

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'twins_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'twins.tsv')
FOLDS = 10
RIDGE = 3.0
FEWEST = 8     # pairs that a clue must be seen in
LEAST = 0.02   # a weight worth a row
FAR = 400      # days: a happening so far off is of none of the events there


def days_off(happening, event):
    told = annotated.span(happening['first'], happening['last'])
    if not told or not event.days:
        return 0
    if told[0] <= event.days[1] and event.days[0] <= told[1]:
        return 0
    return min(abs((told[0] - event.days[1]).days), abs((event.days[0] - told[1]).days))


def event_of(happening, events):
    """The number of the event that it tells of; None where it is at the place of none, or as near to several."""
    group = annotated.GROUP_OF[happening['sub_event_type']]
    there = [(days_off(happening, event), e) for e, event in enumerate(events)
             if group in event.groups and annotated.is_at(happening.get('point'), event)]
    there = sorted(d for d in there if d[0] <= FAR)
    if not there or (len(there) > 1 and (there[0][0] == there[1][0] or there[0][0] > annotated.DAYS)):
        return None
    return there[0][1]


def collect(program, sources, adding):
    articles = [a for source in sources if not source.startswith(('NONE:', 'KINDS:'))
                for a in annotated.articles_of(source)]
    rows = []
    for article, answer in zip(articles, annotated.answers_of(program, '--twin-clues', articles)):
        found = annotated.matched(answer['happenings'], article.events)
        of = [article.events.index(found[h]) if h in found else event_of(happening, article.events)
              for h, happening in enumerate(answer['happenings'])]
        for pair in answer['pairs']:
            first, second = of[pair['first']], of[pair['second']]
            if first is None or second is None:
                continue
            clues = '|'.join(f'{name}={value:.4g}' for name, value in pair['clues'].items())
            rows.append(f"{article.name}\t{pair['first']}\t{pair['second']}\t{int(first == second)}\t{clues}")
    annotated.write_examples(EXAMPLES, '# article, first, second, one, clues', rows,
                             {a.name for a in articles} if adding else None)


def main():
    asked = annotated.asked_to_collect(sys.argv)
    if asked:
        collect(*asked)
    rows = annotated.read_rows(EXAMPLES)
    print(f'{len(rows)} pairs of {len({row[0] for row in rows})} articles, {sum(row[1] for row in rows)} of them one')
    judged = annotated.judged_in_turn(rows, FOLDS, RIDGE, FEWEST)
    for bar in (.3, .4, .5, .6, .7, .8, .9):
        joined = [one for one, chance in judged if chance >= bar]
        print(f'from {bar}: {sum(joined)} rightly joined, {len(joined) - sum(joined)} wrongly')
    weights = annotated.learn(rows, RIDGE, FEWEST)
    annotated.write_weights(WEIGHTS, weights, LEAST, '# Whether two happenings of one group are one, told twice: clue, weight '
                                                     '(train_twins.py).\n')


if __name__ == '__main__':
    main()
