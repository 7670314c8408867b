"""Articles with gold annotations, and what the program makes of them: for the training scripts beside this file."""
import collections
import datetime
import glob
import gzip
import json
import math
import os
import re
import subprocess
import tempfile

import numpy as np

DAYS = 3  # how far off a happening's day may be from the gold's
GROUPS = {'Battles': 'armed', 'Explosions/Remote violence': 'armed', 'Violence against civilians': 'armed',
          'Protests': 'demonstration', 'Riots': 'demonstration', 'Strategic developments': 'strategic',
          'Displacement': 'displacement', 'Sea incident': 'sea'}
# The groups of the sub-types, from the README's table of kinds.
KINDS = {
    'armed': ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory', 'Chemical weapon',
              'Air/drone strike', 'Suicide bomb', 'Shelling/artillery/missile attack',
              'Remote explosive/landmine/IED', 'Grenade', 'Sexual violence', 'Attack',
              'Abduction/forced disappearance'],
    'demonstration': ['Peaceful protest', 'Protest with intervention', 'Excessive force against protesters',
                      'Violent demonstration', 'Mob violence'],
    'strategic': ['Agreement', 'Arrests', 'Change to group/activity', 'Disrupted weapons use',
                  'Headquarters or base established', 'Looting/property destruction',
                  'Non-violent transfer of territory', 'Other'],
    'displacement': ['Forced displacement'],
    'sea': ['Shipwreck', 'Interception/rescue']}
GROUP_OF = {kind: group for group, kinds in KINDS.items() for kind in kinds}


class Event:
    def __init__(self, groups, first, last, point, tol_km, optional):
        self.groups, self.days, self.point = groups, span(first, last), point
        self.tol_km, self.optional, self.anywhere = tol_km, optional, False
        self.killed = None  # the numbers of dead that anybody gives; None where nobody says
        self.told = None  # where the text tells of it (code points), in full for the first time before the others


class Article:
    def __init__(self, name, text, published, events):
        self.name, self.text, self.published, self.events = name, text, published, events


def places_of(words, text):
    """The code point where the words begin, in a list; none where they do not stand there."""
    found = re.search(r'\s+'.join(re.escape(word) for word in words.split()), text)
    return [found.start()] if found else []


def deeds_of(source):
    """For each article and event of a folder what deeds.jsonl there says, if it is there: the words of the text that tell
    of the event in full for the first time ("deed"), and those that do elsewhere ("again")."""
    path = os.path.join(source, 'deeds.jsonl')
    if not os.path.exists(path):
        return {}
    with open(path, encoding='utf-8') as file:
        return {(deed['article'], deed['event']): [deed['deed']] + (deed.get('again') or [])
                for deed in map(json.loads, filter(str.strip, file))}


def numbers_of(count):
    """All numbers of a gold count: its bounds and best, and what each source says."""
    if count is None:
        return None
    if not isinstance(count, dict):
        return {count}
    found = {count.get(key) for key in ('low', 'best', 'high')}
    for said in count.get('by_source') or []:
        for value in (said.values() if isinstance(said, dict) else said if isinstance(said, list) else [said]):
            if isinstance(value, int) and not isinstance(value, bool):
                found.add(value)
    found.discard(None)
    return found or None


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
        return first, datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
    return first, datetime.date.fromisoformat(last)


def agree_in_time(happening, event):
    """Of one group of kinds, and no day of the one speaks against the other's."""
    if GROUP_OF[happening['sub_event_type']] not in event.groups:
        return False
    told = span(happening['first'], happening['last'])
    if not told or not event.days:
        return True
    slack = datetime.timedelta(days=DAYS)
    return told[0] - slack <= event.days[1] and event.days[0] - slack <= told[1]


def is_at(point, event):
    if event.anywhere:
        return True
    return bool(point) and bool(event.point) and km(point, event.point) <= event.tol_km


def articles_of(source):
    """A folder of NAME.json beside the texts that they name as "file"; a file of lines {"id", "text", "published",
    "events"}; NONE:FOLDER, texts that tell of no event; or KINDS:FILE, rows of a kind or "none" and a text, whose
    place and day nobody noted."""
    if source.startswith('NONE:'):
        for path in sorted(glob.glob(os.path.join(source[5:], '**', '*.txt'), recursive=True)):
            with open(path, encoding='utf-8') as file:
                yield Article(os.path.basename(path), file.read(), None, [])
    elif source.startswith('KINDS:'):
        with open(source[6:], encoding='utf-8') as file:
            for number, line in enumerate(file):
                if line.startswith('#'):
                    continue
                kind, text = line.rstrip('\n').split('\t')[:2]
                events = [] if kind == 'none' else [Event({GROUP_OF[kind]}, None, None, None, 0, False)]
                for event in events:
                    event.anywhere = True
                yield Article(f'{os.path.basename(source)}:{number}.txt', text + '\n', None, events)
    elif os.path.isfile(source):
        with open(source, encoding='utf-8') as file:
            for item in map(json.loads, filter(str.strip, file)):
                events = [Event({GROUP_OF[t] for t in e['types']}, e.get('day'), e.get('day_end'),
                                {'lat': e['lat'], 'lon': e['lon']} if e.get('lat') is not None else None,
                                max(e.get('tol_km') or 20, 15), False) for e in item['events']]
                yield Article(item['id'] + '.txt', item['text'], item.get('published'), events)
    else:
        deeds = deeds_of(source)
        for path in sorted(glob.glob(os.path.join(source, '*.json'))):
            with open(path, encoding='utf-8') as file:
                gold = json.load(file)
            if gold.get('item'):
                continue  # of a feed, which is several articles
            with open(os.path.join(source, gold['file']), encoding='utf-8') as file:
                text = file.read()
            published = gold['source'].get('published') if gold['source'].get('published_given') else None
            events = [Event({GROUPS[t] for t in [e['event_type']] + e.get('alt_event_types', [])},
                            *(e.get('date_interval') or (e.get('date'), e.get('date_end'))),
                            e['place'] if e['place'].get('lat') is not None else None, e['place'].get('tol_km') or 20,
                            bool(e.get('optional'))) for e in gold['events']]
            for event, e in zip(events, gold['events']):
                event.killed = numbers_of(e.get('killed'))
                if (gold['id'], e['id']) in deeds:
                    event.told = [at for words in deeds[gold['id'], e['id']] for at in places_of(words, text)]
            yield Article(gold['file'], text, published, events)


def write_examples(path, comment, rows, kept_of=None):
    """Rows that begin with an article's name. With `kept_of`, names of articles, the rows of all others stay."""
    kept = []
    if kept_of is not None:
        with gzip.open(path, 'rt', encoding='utf-8') as file:
            kept = [line for line in file.read().splitlines()
                    if not line.startswith('#') and line.split('\t')[0] not in kept_of]
    with gzip.GzipFile(path, 'wb', mtime=0) as file:
        file.write((comment + '\n' + '\n'.join(kept + rows) + '\n').encode())


def asked_to_collect(arguments):
    """(program, sources, whether the examples there are stay), or None."""
    if len(arguments) > 3 and arguments[1] in ('--collect', '--add'):
        return arguments[2], arguments[3:], arguments[1] == '--add'
    return None


def happenings_of(program, flag, articles):
    return [answer['happenings'] for answer in answers_of(program, flag, articles)]


def answers_of(program, flag, articles):
    """What the program prints for the articles, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        with open(os.path.join(folder, 'published.tsv'), 'w', encoding='utf-8') as days:
            days.write('id\tpublished\n')
            for i, article in enumerate(articles):
                name = f'{i:05}{os.path.splitext(article.name)[1]}'
                paths.append(os.path.join(folder, name))
                with open(paths[-1], 'w', encoding='utf-8') as file:
                    file.write(article.text)
                if article.published:
                    days.write(f'{name}\t{article.published}\n')
        command = [program, 'extract', flag, '--published-from', os.path.join(folder, 'published.tsv')] + paths
        done = subprocess.run(command, capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f'{program} {flag} failed: ' + done.stderr.decode('utf-8', 'replace')[-2000:])
        answer = done.stdout.decode('utf-8')
    return [json.loads(line) for line in answer.splitlines()]


def matched(happenings, events):
    """The event that each happening tells of, by its position; one happening an event, the nearest first."""
    pairs = sorted(((0 if event.anywhere else km(happening['point'], event.point) / event.tol_km, h, e)
                    for h, happening in enumerate(happenings) for e, event in enumerate(events)
                    if agree_in_time(happening, event) and is_at(happening.get('point'), event)))
    found, taken = {}, set()
    for optional in (False, True):
        for _, h, e in pairs:
            if events[e].optional == optional and e not in taken and h not in found:
                found[h] = events[e]
                taken.add(e)
    return found


def labels_of(happenings, events):
    """For each happening: right, wrong, or None where the gold leaves it open."""
    # A row of a kind says nothing of what else its text tells.
    labels = [None if any(e.anywhere for e in events) else False] * len(happenings)
    for h, event in matched(happenings, events).items():
        labels[h] = None if event.optional else True
    return labels


def learn(rows, ridge, fewest):
    """Weights of a logistic regression over rows of (article, right, clues); only of clues seen in as many rows as
    `fewest`."""
    count = collections.Counter(name for _, _, clues in rows for name in clues)
    names = [name for name, n in count.items() if n >= fewest]
    place = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for r, (_, _, clues) in enumerate(rows):
        for name, value in clues.items():
            if name in place:
                values[r, place[name]] = value
    right = np.array([row[1] for row in rows], float)
    weights = np.zeros(len(names))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-values @ weights))
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + ridge * np.eye(len(names))
        step = np.linalg.solve(bend, values.T @ (right - chance) - ridge * weights)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights))


def read_rows(path):
    """(article, right, clues) of examples whose last two columns are whether it is right, and the clues."""
    rows = []
    with gzip.open(path, 'rt', encoding='utf-8') as file:
        for line in file:
            if not line.startswith('#'):
                parts = line.rstrip('\n').split('\t')
                rows.append((parts[0], int(parts[-2]), clues_of(parts[-1])))
    return rows


def judged_in_turn(rows, folds, ridge, fewest):
    """(right, chance) of each row, by weights that the other articles' rows taught."""
    articles = sorted({row[0] for row in rows})
    fold_of = {article: i % folds for i, article in enumerate(articles)}
    judged = []
    for fold in range(folds):
        weights = learn([row for row in rows if fold_of[row[0]] != fold], ridge, fewest)
        judged += [(right, chance_of(clues, weights)) for article, right, clues in rows if fold_of[article] == fold]
    return judged


def chance_of(clues, weights):
    return 1 / (1 + np.exp(-sum(weights.get(name, 0) * value for name, value in clues.items())))


def write_weights(path, weights, least, comment):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(comment)
        for name, weight in sorted(weights.items(), key=lambda row: -row[1]):
            if abs(weight) >= least:
                file.write(f'{name}\t{weight:.3f}\n')


def clues_of(text):
    """"always=1|kind:Attack=1": the values by the names of the clues."""
    return {name: float(value) for name, value in (part.rsplit('=', 1) for part in text.split('|') if part)}


def read_choices(path, fewest=1):
    """Names of the clues seen at least so often, and for each choice (article, clues of its candidates, which are
    right)."""
    count, choices = collections.Counter(), collections.OrderedDict()
    with gzip.open(path, 'rt', encoding='utf-8') as file:
        for line in file:
            if line.startswith('#'):
                continue
            article, number, right, clues = line.rstrip('\n').split('\t')
            row = clues_of(clues)
            count.update(row.keys())
            choices.setdefault((article, number), []).append((int(right), row))
    names = [name for name, n in count.items() if n >= fewest]
    place = {name: i for i, name in enumerate(names)}
    out = []
    for (article, _), candidates in choices.items():
        clues = np.zeros((len(candidates), len(names)))
        for c, (_, row) in enumerate(candidates):
            for name, value in row.items():
                if name in place:
                    clues[c, place[name]] = value
        out.append((article, clues, np.array([right for right, _ in candidates], bool)))
    return names, out


def learn_choice(names, choices, ridge, towards, steps=500):
    """Weights of a conditional logit: the candidate with the largest sum is chosen. `towards`: what the weights of some
    clues are drawn to instead of 0."""
    drawn = np.array([towards.get(name, 0.0) for name in names])
    choices = [c for c in choices if c[2].any()]
    clues = np.vstack([c[1] for c in choices])
    starts = np.cumsum([0] + [len(c[1]) for c in choices[:-1]])
    sizes = [len(c[1]) for c in choices]
    right = np.concatenate([c[2] for c in choices]).astype(float)
    weights, mean, square = drawn.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        sums = clues @ weights
        chance = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), sizes))
        chance /= np.repeat(np.add.reduceat(chance, starts), sizes)
        among = chance * right
        among /= np.repeat(np.maximum(np.add.reduceat(among, starts), 1e-9), sizes)
        slope = ridge * (weights - drawn) + clues.T @ (chance - among)
        mean = .9 * mean + .1 * slope
        square = .999 * square + .001 * slope * slope
        weights -= .05 * (mean / (1 - .9 ** step)) / (np.sqrt(square / (1 - .999 ** step)) + 1e-8)
    return weights
