#!/usr/bin/env python3
"""Learns the weights by which `sitmap geoparse` finds names of places and resolves them.

usage: train.py --sitmap PROGRAM --data FOLDER [--events FILE] [--out FOLDER] [--folds 5] [--rows cv,others]

FOLDER holds NAME.dev.jsonl files of {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}. The features are those
that the program computes itself (`geoparse --features`), so that learning and use cannot differ. Four tables come out,
rows of feature, tab, weight; no text of the corpora goes into them but single common words beside names.

  names.tsv         logistic regression: is this name a place? From its sentence and the document's words.
  places.tsv        softmax over the places of a name, by what they are and by containment.
  places_again.tsv  the same with the votes of the other names.
  names_again.tsv   logistic regression once more, with what the other names and the likeliest places say.

The later tables learn from what the earlier ones say of documents that those have not seen (inner folds).
--rows prints, for each corpus, the figures by cross-validation over documents (cv) and of weights learnt on the
other corpora only (others). --events adds sentences in which only the places of events are marked. Needs numpy.
"""
import argparse, collections, json, math, os, pathlib, subprocess, sys, tempfile
import numpy as np

FILES = ("names", "places", "places_again", "names_again")
NEAR_KM, NEXT_KM = 161.0, 40.0          # a right place; how much farther than the nearest right one
LEAST_SEEN, LEAST_CORPORA = 6, 2        # of a word feature, or it would be learnt by heart
L2 = {"names": 2.0, "places": 1.0, "places_again": 1.0, "names_again": 1.0}
EVENTS = "events"                       # a source that marks places of events alone
NO_DEMONYMS = {"geovirus"}              # its annotators left nationality words out


def km(a, b, c, d):
    p = math.pi / 180
    x = math.sin((c - a) * p / 2) ** 2 + math.cos(a * p) * math.cos(c * p) * math.sin((d - b) * p / 2) ** 2
    return 2 * 6371.009 * math.asin(min(1, math.sqrt(x)))


class Document:
    def __init__(self, corpus, row):
        self.corpus, self.id, self.text = corpus, f"{corpus}/{row['id']}", row["text"]
        self.gold = [t for t in row["toponyms"] if t["lat"] is not None]
        self.ignored = [t for t in row["toponyms"] if t["lat"] is None]


def load_events(file):
    """Sentences whose event's places are marked, and no other name: they teach that those are places."""
    documents = []
    with open(file, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            places = [dict(t, lat=None, lon=None) for t in row["locations"]]
            documents.append(Document(EVENTS, {"id": row["id"], "text": row["text"], "toponyms": places}))
            documents[-1].gold, documents[-1].ignored = places, []
    return documents


def load(folder, names):
    documents = []
    for name in names:
        with open(pathlib.Path(folder) / f"{name}.dev.jsonl", encoding="utf-8") as lines:
            documents += [Document(name, json.loads(line)) for line in lines if line.strip()]
    return documents


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def pair(gold, system):
    """One to one, longest overlap first, as the scorer does."""
    found = sorted((-overlap(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(system) if overlap(g, s) > 0)
    taken, used, pairs = set(), set(), {}
    for _, i, j in found:
        if i not in taken and j not in used:
            taken.add(i); used.add(j); pairs[j] = i
    return pairs


# ---- the program -----------------------------------------------------------------------------------------------------

class Program:
    def __init__(self, path):
        self.path = path

    def run(self, documents, models, *options):
        lines = "".join(json.dumps({"id": d.id, "text": d.text}) + "\n" for d in documents)
        done = subprocess.run([self.path, "geoparse", "--jsonl", "--models", str(models), *options], input=lines,
                              capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]


def write(folder, tables):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for name in FILES:
        with open(pathlib.Path(folder) / f"{name}.tsv", "w", encoding="utf-8") as out:
            for feature, weight in sorted(tables.get(name, {}).items()):
                if abs(weight) >= 0.0005:
                    out.write(f"{feature}\t{weight:.3f}\n")


# ---- learning --------------------------------------------------------------------------------------------------------

class Sparse:
    def __init__(self, rows, keep=None):
        index, r, c, v = {}, [], [], []
        for i, features in enumerate(rows):
            for name, amount in features.items():
                if keep is not None and name not in keep:
                    continue
                r.append(i); c.append(index.setdefault(name, len(index))); v.append(amount)
        self.names, self.rows = list(index), len(rows)
        self.r, self.c, self.v = np.array(r, int), np.array(c, int), np.array(v, float)

    def times(self, w):
        return np.bincount(self.r, self.v * w[self.c], self.rows)

    def transposed(self, g):
        return np.bincount(self.c, self.v * g[self.r], len(self.names))


def minimise(loss, size, steps=150, memory=10):
    """L-BFGS with a halving line search (Nocedal and Wright 2006, algorithm 7.4)."""
    w = np.zeros(size)
    value, gradient = loss(w)
    history = collections.deque(maxlen=memory)
    for _ in range(steps):
        q, alphas = gradient.copy(), []
        for s, y, rho in reversed(history):
            alphas.append(rho * s.dot(q)); q -= alphas[-1] * y
        if history:
            s, y, _ = history[-1]; q *= s.dot(y) / y.dot(y)
        else:
            q /= max(1.0, np.linalg.norm(gradient))
        for (s, y, rho), alpha in zip(history, reversed(alphas)):
            q += s * (alpha - rho * y.dot(q))
        rate, slope = 1.0, -gradient.dot(q)
        while rate > 1e-6:
            new = w - rate * q
            new_value, new_gradient = loss(new)
            if new_value <= value + 1e-4 * rate * slope:
                break
            rate /= 2
        else:
            break
        s, y = new - w, new_gradient - gradient
        if s.dot(y) > 1e-12:
            history.append((s, y, 1 / s.dot(y)))
        done = value - new_value < 1e-6 * max(1.0, abs(value))
        w, value, gradient = new, new_value, new_gradient
        if done:
            break
    return w


def logistic(rows, labels, l2, keep=None):
    x, y = Sparse(rows, keep), np.array(labels, float)

    def loss(w):
        z = x.times(w)
        p = 1 / (1 + np.exp(-z))
        return np.logaddexp(0, z).sum() - y.dot(z) + l2 / 2 * w.dot(w), x.transposed(p - y) + l2 * w
    return dict(zip(x.names, minimise(loss, len(x.names))))


def softmax(groups, l2):
    """groups: (candidates' features, which are right, weight). Maximises the probability of the right ones."""
    rows = [f for group in groups for f in group[0]]
    x = Sparse(rows)
    group = np.repeat(np.arange(len(groups)), [len(g[0]) for g in groups])
    right = np.array([r for g in groups for r in g[1]], float)
    weight = np.array([g[2] for g in groups], float)

    def loss(w):
        z = x.times(w)
        top = np.full(len(groups), -1e18); np.maximum.at(top, group, z)
        e = np.exp(z - top[group])
        total = np.bincount(group, e, len(groups)); good = np.bincount(group, e * right, len(groups))
        good = np.maximum(good, 1e-300)
        p, q = e / total[group], e * right / good[group]
        return (weight * (np.log(total) - np.log(good))).sum() + l2 / 2 * w.dot(w), \
            x.transposed(weight[group] * (p - q)) + l2 * w
    return dict(zip(x.names, minimise(loss, len(x.names))))


# ---- examples from documents -----------------------------------------------------------------------------------------

def name_examples(documents, answers, which):
    rows, labels, corpora = [], [], []
    for document, answer in zip(documents, answers):
        names = answer["names"]
        right = pair(document.gold, names)
        for j, name in enumerate(names):
            if j not in right and document.corpus == EVENTS:
                continue
            if j not in right and (any(overlap(name, t) > 0 for t in document.ignored) or
                                   any(overlap(name, t) > 0 for t in document.gold)):
                continue
            if name["demonym"] and document.corpus in NO_DEMONYMS:
                continue
            rows.append(name[which]); labels.append(j in right); corpora.append(document.corpus)
    return rows, labels, corpora


def seen_often(rows, corpora):
    count, where = collections.Counter(), collections.defaultdict(set)
    for features, corpus in zip(rows, corpora):
        for name in features:
            count[name] += 1; where[name].add(corpus)
    least = min(LEAST_CORPORA, len(set(corpora) - {EVENTS}))
    return {n for n, k in count.items() if k >= LEAST_SEEN and (":" not in n or len(where[n]) >= least)}


def place_examples(documents, answers, which):
    groups = []
    for document, answer in zip(documents, answers):
        for name in answer["places"] if document.corpus != EVENTS else []:
            spans = [{"start": s, "end": e} for s, e in name["mentions"]]
            by_point = collections.Counter()
            for j, i in pair(document.gold, spans).items():
                by_point[document.gold[i]["lat"], document.gold[i]["lon"]] += 1
            for (lat, lon), mentions in by_point.items():
                far = [km(lat, lon, c["lat"], c["lon"]) for c in name["candidates"]]
                limit = min(NEAR_KM, min(far) + NEXT_KM)
                if min(far) <= NEAR_KM and len(far) > 1:
                    groups.append(([c[which] for c in name["candidates"]], [d <= limit for d in far], mentions))
    return groups


def fold_of(position, folds):
    return position % folds


class Trainer:
    def __init__(self, program, folds, events):
        self.program, self.folds, self.events, self.plain = program, folds, events, {}
        self.folder = tempfile.mkdtemp(prefix="sitmap-train-")

    def answers(self, documents, models):
        """Features of each document by the tables of its fold."""
        result = [None] * len(documents)
        for fold, tables in enumerate(models):
            own = [i for i in range(len(documents)) if fold_of(i, len(models)) == fold]
            write(self.folder, tables)
            for i, answer in zip(own, self.program.run([documents[i] for i in own], self.folder, "--features")):
                result[i] = answer
        return result

    def plain_answers(self, documents):
        """Features that need no weights; kept, they never change."""
        new = [d for d in documents if d.id not in self.plain]
        write(self.folder, {})
        for document, answer in zip(new, self.program.run(new, self.folder, "--features")):
            self.plain[document.id] = answer
        return [self.plain[d.id] for d in documents]

    def names(self, documents, answers):
        rows, labels, corpora = name_examples(documents, answers, "features")
        return logistic(rows, labels, L2["names"], seen_often(rows, corpora))

    def fit(self, documents):
        documents = documents + self.events
        plain = self.plain_answers(documents)
        places = softmax(place_examples(documents, plain, "features"), L2["places"])
        unseen = []  # by fold, learnt from the other folds
        for fold in range(self.folds):
            others = [i for i in range(len(documents)) if fold_of(i, self.folds) != fold]
            names = self.names([documents[i] for i in others], [plain[i] for i in others])
            unseen.append({"names": names, "places": places})
        for _ in range(2):  # votes of the first probabilities, then of those that the votes made
            answers = self.answers(documents, unseen)
            again = softmax(place_examples(documents, answers, "votes"), L2["places_again"])
            for tables in unseen:
                tables["places_again"] = again
        answers = self.answers(documents, unseen)
        rows, labels, _ = name_examples(documents, answers, "again")
        names_again = logistic(rows, labels, L2["names_again"])
        names_again["bias"] = names_again.get("bias", 0) + BIAS
        return {"names": self.names(documents, plain), "places": places, "places_again": again,
                "names_again": names_again}

    def score(self, documents, tables):
        write(self.folder, tables)
        return [a["toponyms"] for a in self.program.run(documents, self.folder)]


BIAS = 0.0


# ---- figures ---------------------------------------------------------------------------------------------------------

def figures(documents, toponyms):
    tp = fp = fn = right = 0
    for document, found in zip(documents, toponyms):
        if document.corpus in NO_DEMONYMS:
            found = [t for t in found if t["kind"] != "demonym"]
        pairs = pair(document.gold, found)
        tp += len(pairs); fn += len(document.gold) - len(pairs)
        fp += sum(j not in pairs and not any(overlap(t, n) > 0 for n in document.ignored) for j, t in enumerate(found))
        for j, i in pairs.items():
            g, s = document.gold[i], found[j]
            right += s["lat"] is not None and km(g["lat"], g["lon"], s["lat"], s["lon"]) <= 161
    placed = sum(1 for d, f in zip(documents, toponyms) for j in pair(d.gold, f) if f[j]["lat"] is not None)
    return dict(P=tp / (tp + fp), R=tp / (tp + fn), F1=2 * tp / (2 * tp + fp + fn), matched=right / max(1, placed),
                all=right / (tp + fn))


def show(title, documents, toponyms):
    for corpus in sorted({d.corpus for d in documents}):
        own = [i for i, d in enumerate(documents) if d.corpus == corpus]
        f = figures([documents[i] for i in own], [toponyms[i] for i in own])
        print(f"{title:12} {corpus:10}", "  ".join(f"{k} {v:.3f}" for k, v in f.items()), flush=True)


def cross_validated(trainer, documents):
    toponyms = [None] * len(documents)
    for fold in range(trainer.folds):
        test = [i for i in range(len(documents)) if fold_of(i, trainer.folds) == fold]
        train = [d for i, d in enumerate(documents) if fold_of(i, trainer.folds) != fold]
        for i, found in zip(test, trainer.score([documents[i] for i in test], trainer.fit(train))):
            toponyms[i] = found
    show("cv", documents, toponyms)


def others_only(trainer, documents):
    for corpus in sorted({d.corpus for d in documents}):
        test = [d for d in documents if d.corpus == corpus]
        show("others", test, trainer.score(test, trainer.fit([d for d in documents if d.corpus != corpus])))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sitmap", required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--events", help="JSON lines of {text, locations}: sentences with places of events")
    options.add_argument("--out")
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--rows", default="")
    options.add_argument("--corpora", default="lgl,gwn,trnews,geovirus")
    given = options.parse_args()
    documents = load(given.data, given.corpora.split(","))
    events = load_events(given.events) if given.events else []
    trainer = Trainer(Program(given.sitmap), given.folds, events)
    if "cv" in given.rows:
        cross_validated(trainer, documents)
    if "others" in given.rows:
        others_only(trainer, documents)
    if given.out:
        tables = trainer.fit(documents)
        write(given.out, tables)
        show("on training", documents, trainer.score(documents, tables))


if __name__ == "__main__":
    main()
