#!/usr/bin/env python3
"""Learns the weights of event_places.tsv: which of the places that a text names is an event's.

  train_event_places.py                             learn from event_places_examples.tsv, write event_places.tsv
  train_event_places.py --collect PROGRAM FOLDER... make the examples anew from folders of articles with gold
                                                    annotations (NAME.json beside the text it names as "file")

A conditional logit: each happening chooses one of the places of its text, by the sum of the weights of the clues
that the program prints with `extract --place-clues`. The printed figures are of articles left out in turn.
"""
import collections
import datetime
import glob
import gzip
import json
import math
import os
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, 'event_places_examples.tsv.gz')
WEIGHTS = os.path.join(HERE, 'event_places.tsv')
FOLDS = 8
RIDGE = 3.0
TRUST = 2.0      # what "now" is drawn towards
# The rules that give a happening its first place were made on many of these articles, where they are right more often
# than on new ones; this is taken off the weight of that place.
OVERTRUST = 1.0
STEPS = 500
DAYS = 3         # how far off a happening's day may be from the gold's
GROUPS = {'Battles': 'armed', 'Explosions/Remote violence': 'armed', 'Violence against civilians': 'armed',
          'Protests': 'demonstration', 'Riots': 'demonstration', 'Strategic developments': 'strategic',
          'Displacement': 'displacement', 'Sea incident': 'sea'}


def km(a, b):
    lat1, lat2 = math.radians(a['lat']), math.radians(b['lat'])
    d = math.sin((lat2 - lat1) / 2) ** 2
    d += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b['lon'] - a['lon']) / 2) ** 2
    return 12742 * math.asin(math.sqrt(d))


def span(date, end=None):
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD; None if there is none."""
    if not date:
        return None
    first = datetime.date.fromisoformat((date + '-01-01')[:10])
    last = end or date
    if len(last) == 4:
        last += '-12-31'
    elif len(last) == 7:
        year, month = int(last[:4]), int(last[5:])
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
        return first, after - datetime.timedelta(days=1)
    return first, datetime.date.fromisoformat(last)


def agree(happening, event, groups):
    if groups.get(happening['sub_event_type']) != GROUPS[event['event_type']]:
        return False
    told = span(happening['first'], happening['last'])
    meant = span(event.get('date'), event.get('date_end'))
    if not told or not meant:
        return not meant
    slack = datetime.timedelta(days=DAYS)
    return told[0] - slack <= meant[1] and meant[0] - slack <= told[1]


def is_right(place, event):
    return bool(place['name']) and km(place, event['place']) <= event['place']['tol_km']


def collect(program, folders):
    groups = {}
    articles = []
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, '*.json'))):
            with open(path, encoding='utf-8') as file:
                gold = json.load(file)
            for event in gold['events']:
                groups[event['sub_event_type']] = GROUPS[event['event_type']]
            if not gold.get('item'):
                articles.append((folder, gold))
    rows = []
    for folder, gold in articles:
        command = [program, 'extract', '--place-clues', os.path.join(folder, gold['file'])]
        if gold['source'].get('published_given') and gold['source'].get('published'):
            command += ['--published', gold['source']['published']]
        answer = subprocess.run(command, check=True, capture_output=True).stdout.decode('utf-8')
        happenings = json.loads(answer)['happenings']
        events = [e for e in gold['events'] if e['place'].get('lat') is not None]
        pairs, taken = [], set()
        for in_place in (True, False):  # those that are where the gold is come first
            for event in events:
                for h, happening in enumerate(happenings):
                    if h in taken or any(event is e for e, _ in pairs) or not agree(happening, event, groups):
                        continue
                    if in_place and not (happening['places'] and is_right(happening['places'][0], event)):
                        continue
                    taken.add(h)
                    pairs.append((event, h))
                    break
        for event, h in pairs:
            for place in happenings[h]['places']:
                clues = ' '.join(f'{name}={value:.3g}' for name, value in place['clues'].items())
                rows.append(f'{gold["id"]}\t{h}\t{int(is_right(place, event))}\t{clues}')
    with gzip.GzipFile(EXAMPLES, 'wb', mtime=0) as file:
        file.write(('# article, happening, whether the place is right, its clues\n' + '\n'.join(rows) + '\n').encode())
    print(f'{len(rows)} places of {len(articles)} articles', file=sys.stderr)


def read_examples():
    names, choices = [], collections.OrderedDict()
    with gzip.open(EXAMPLES, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, happening, right, clues = line.rstrip('\n').split('\t')
            row = dict((part.split('=')[0], float(part.split('=')[1])) for part in clues.split())
            names += [n for n in row if n not in names]
            choices.setdefault((article, happening), []).append((int(right), row))
    out = []
    for (article, _), places in choices.items():
        clues = np.zeros((len(places), len(names)))
        for p, (_, row) in enumerate(places):
            for name, value in row.items():
                clues[p, names.index(name)] = value
        out.append((article, clues, np.array([right for right, _ in places], bool)))
    return names, out


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
