"""Writes rates-vectors.json: Wilson intervals and sign tests as SciPy computes them.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1
    venv/bin/python app/refinement/statistics/rates-vectors.py > app/refinement/statistics/rates-vectors.json
"""

import json

import scipy
from scipy.stats import binomtest

pairs = [(0, 1), (1, 1), (0, 8), (3, 8), (8, 8), (5, 11), (11, 11), (6, 30), (29, 30), (72, 100), (1, 1000), (640, 1000), (10000, 10000)]
signs = [(1, 0), (0, 5), (6, 0), (7, 1), (5, 5), (4, 5), (9, 2), (30, 18), (0, 60), (510, 490), (700, 800), (2600, 2400)]


def wilson(hits, trials):
    interval = binomtest(hits, trials).proportion_ci(confidence_level=0.95, method="wilson")
    return {"hits": hits, "trials": trials, "lower": interval.low, "upper": interval.high}


def sign(wins, losses):
    return {"wins": wins, "losses": losses, "p": binomtest(wins, wins + losses, 0.5, alternative="two-sided").pvalue}


print(json.dumps({"scipy": scipy.__version__, "wilson": [wilson(*each) for each in pairs], "sign": [sign(*each) for each in signs]}, indent=2))
