#!/usr/bin/env python3
"""Makes a clustered siting instance: villages around market towns, candidates among the villages.

usage: make_instance.py DEMAND CANDIDATES FOLDER [--seed N]
Writes demand.csv (id,weight,x,y) and candidates.csv (id,x,y), and standard.txt: the distance within which a candidate
reaches 1.5 % of the demand on average.
"""
import argparse
import csv
import pathlib

import numpy


def points(random, count, towns):
    """Four of five villages stand around a town, the rest anywhere; large towns draw more."""
    centres = random.uniform(0, 100_000, (towns, 2))
    draw = random.permutation(1 / numpy.arange(1, towns + 1) ** 0.8)
    town = random.choice(towns, count, p=draw / draw.sum())
    spread = random.uniform(1_000, 4_000, towns)
    around = centres[town] + random.normal(size=(count, 2)) * spread[town][:, None]
    lonely = random.random(count) < 0.2
    around[lonely] = random.uniform(0, 100_000, (lonely.sum(), 2))
    return numpy.clip(around, 0, 100_000).round(1)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("demand", type=int)
    arguments.add_argument("candidates", type=int)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    random = numpy.random.default_rng(given.seed)
    places = points(random, given.demand, max(6, int(given.demand ** 0.5 / 3)))
    people = numpy.clip(random.lognormal(6, 0.9, given.demand), 50, 5_000).round()
    chosen = numpy.sort(random.choice(given.demand, given.candidates, replace=False))
    some = random.choice(given.demand, min(2_000, given.demand), replace=False)
    gaps = places[some][:, None] - places[chosen[:400]][None]
    standard = numpy.quantile(numpy.hypot(gaps[..., 0], gaps[..., 1]), 0.015).round()
    given.folder.mkdir(parents=True, exist_ok=True)
    with open(given.folder / "demand.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "weight", "x", "y"])
        table.writerows([i, int(w), x, y] for i, (w, (x, y)) in enumerate(zip(people, places)))
    with open(given.folder / "candidates.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "x", "y"])
        table.writerows([j, *places[i]] for j, i in enumerate(chosen))
    (given.folder / "standard.txt").write_text(f"{standard}\n")


main()
