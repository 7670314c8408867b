"""Articles with gold annotations, and what the program makes of them: for the training scripts beside this file."""
import datetime
import glob
import json
import math
import os
import subprocess
import tempfile

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


class Article:
    def __init__(self, name, text, published, events):
        self.name, self.text, self.published, self.events = name, text, published, events


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
            yield Article(gold['file'], text, published, events)


def happenings_of(program, flag, articles):
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
        answer = subprocess.run(command, check=True, capture_output=True).stdout.decode('utf-8')
    return [json.loads(line)['happenings'] for line in answer.splitlines()]
