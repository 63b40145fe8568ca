"""Plays the simulated worlds with gepa (https://github.com/gepa-ai/gepa, MIT), the Python reference.

    python3 -m venv /tmp/gepa && /tmp/gepa/bin/pip install gepa==0.1.4
    /tmp/gepa/bin/python .ci/bench/worlds/play_gepa.py golden > .ci/bench/worlds/gepa.jsonl
    /tmp/gepa/bin/python .ci/bench/worlds/play_gepa.py vectors > .ci/bench/worlds/vectors.jsonl

`golden` takes about ten minutes on one core. The worlds are those of `world.ts` and `reflect.ts`, written again here because
gepa runs in Python; `vectors` are what both must agree on, and a unit test compares them.
"""

import json
import math
import pathlib
import platform
import sys
from importlib.metadata import version

MASK = 0xFFFFFFFF
OPENING = "Answer the task."
UNSEEN = range(1000, 1200)
BUDGETS = [30, 60, 150, 300]
SEEDS = 40
# Share of the inputs that gepa validates by; the rest it reflects on. Its documentation advises a budget of 15 to 30
# validations, which a small budget allows only with a small share.
SPLITS = {"gepa": 0.4, "gepa, few validated": 0.16}

here = pathlib.Path(__file__).parent
settings = json.loads((here / "worlds.json").read_text())


def worlds():
    for own in settings["worlds"]:
        merged = {**settings["defaults"], **own}
        merged["reflector"] = {**settings["defaults"]["reflector"], **own.get("reflector", {})}
        yield merged


def hash32(text):
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & MASK
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & MASK
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & MASK
    return value ^ (value >> 16)


def draw(*parts):
    return hash32("|".join(str(part) for part in parts)) / 2**32


def pick(members, *parts):
    return members[math.floor(draw(*parts) * len(members))]


def stated(prompt, kind):
    return [int(line[len(kind) + 1 :]) for line in prompt.split("\n") if line.startswith(kind + " ")]


class Play:
    def __init__(self, world, seed):
        self.world, self.seed = world, seed

    def authors_prompt(self):
        return "\n".join([OPENING] + [f"Rule {rule}" for rule in range(self.world["seedRules"])])

    def needs(self, task):
        order = sorted((draw(self.seed, "needs", task, rule), rule) for rule in range(self.world["rules"]))
        return [rule for _, rule in order[: self.world["needs"]]]

    def reaches(self, decoy, task):
        return draw(self.seed, "reach", decoy, task) < self.world["decoyReach"]

    def chance(self, prompt, task, need):
        world, rules, decoys = self.world, stated(prompt, "Rule"), stated(prompt, "Trick")
        lines = len(prompt.split("\n")) - 1
        slip = world["slip"] + world["overload"] * max(0, lines - world["capacity"])
        is_solved = task in stated(prompt, "Case") or any(self.reaches(decoy, task) for decoy in decoys)
        if not is_solved and need not in rules:
            return 0
        contradictions = (
            0
            if is_solved
            else sum(need in pair and all(rule in rules for rule in pair) for pair in world["conflicts"])
        )
        harms = sum(not self.reaches(decoy, task) for decoy in decoys)
        return max(0, 1 - slip) * world["conflictStrength"] ** contradictions * (1 - world["decoyHarm"]) ** harms

    def ask(self, prompt, task, sample):
        """The score, and the needs that the judge found unmet."""
        text, needs = hash32(prompt), self.needs(task)
        met = [
            draw(self.seed, "answer", text, task, need, sample) < self.chance(prompt, task, need) for need in needs
        ]
        is_flipped = draw(self.seed, "judge", text, task, sample) < self.world["flip"]
        missed = [need for need, is_met in zip(needs, met) if is_met == is_flipped]
        if self.world["isStrict"]:
            return float(all(met) != is_flipped), missed
        return 1 - len(missed) / len(needs), missed

    def true_score(self, prompt):
        def worth(task):
            chances = [self.chance(prompt, task, need) for need in self.needs(task)]
            return math.prod(chances) if self.world["isStrict"] else sum(chances) / len(chances)

        return sum(worth(task) for task in UNSEEN) / len(UNSEEN)

    def reflect(self, step, prompt, evidence):
        """`evidence`: (task, missed needs) of answers to the prompt."""
        luck = [self.seed, step, hash32(prompt)]
        lines, added = prompt.split("\n"), self.new_line(luck, prompt, evidence)
        if len(lines) > 2 and draw("drop", *luck) < self.world["reflector"]["drop"]:
            del lines[1 + math.floor(draw("dropped", *luck) * (len(lines) - 1))]
        return "\n".join(lines + [added])

    def new_line(self, luck, prompt, evidence):
        chances = self.world["reflector"]
        memorise, decoy, filler = chances["memorise"], chances["decoy"], chances["filler"]
        kind = draw("kind", *luck)
        failed = [task for task, missed in evidence if missed]
        cases = [task for task in failed if task not in stated(prompt, "Case")]
        if kind < memorise and cases:
            return f"Case {pick(cases, 'case', *luck)}"
        if memorise <= kind < memorise + decoy:
            tricks = [
                trick
                for trick in range(self.world["decoys"])
                if trick not in stated(prompt, "Trick") and any(self.reaches(trick, task) for task in failed)
            ]
            if tricks:
                return f"Trick {pick(tricks, 'trick', *luck)}"
        missing = [rule for _, missed in evidence for rule in missed if rule not in stated(prompt, "Rule")]
        if memorise + decoy <= kind < memorise + decoy + filler or not missing:
            return f"Filler {hash32('|'.join(str(part) for part in ['filler', *luck])) % 1_000_000}"
        return f"Rule {pick(missing, 'rule', *luck)}"


def optimise(play, budget, share):
    """What gepa returns for so many calls: its prompt, the calls it made, its reflections."""
    import gepa
    from gepa.core.adapter import EvaluationBatch

    count = {"calls": 0, "reflections": 0}
    asked = {}

    class Adapter:
        propose_new_texts = None

        def evaluate(self, batch, candidate, capture_traces=False):
            results = []
            for task in batch:
                key = (candidate["prompt"], task)
                asked[key] = asked.get(key, -1) + 1
                results.append((task, *play.ask(candidate["prompt"], task, asked[key])))
            count["calls"] += len(batch)
            scores = [score for _, score, _ in results]
            return EvaluationBatch(outputs=results, scores=scores, trajectories=results if capture_traces else None)

        def make_reflective_dataset(self, candidate, eval_batch, components_to_update):
            return {"prompt": [{"task": task, "missed": missed} for task, _, missed in eval_batch.trajectories]}

    def propose(candidate, dataset, components):
        step = count["reflections"]
        count["reflections"] += 1
        evidence = [(record["task"], record["missed"]) for record in dataset["prompt"]]
        return {"prompt": play.reflect(step, candidate["prompt"], evidence)}

    class Quiet:
        def log(self, message):
            pass

    inputs = list(range(play.world["inputs"]))
    validated = max(3, round(len(inputs) * share))
    result = gepa.optimize(
        seed_candidate={"prompt": play.authors_prompt()},
        trainset=inputs[validated:],
        valset=inputs[:validated],
        adapter=Adapter(),
        custom_candidate_proposer=propose,
        max_metric_calls=budget,
        logger=Quiet(),
        seed=play.seed,
        display_progress_bar=False,
    )
    return result.best_candidate["prompt"], count["calls"], count["reflections"]


def golden():
    """First how the results were made, then a row for each world, budget and split."""
    yield {
        "made": ".ci/bench/worlds/play_gepa.py golden",
        "gepa": version("gepa"),
        "python": platform.python_version(),
        "seeds": SEEDS,
        "settings": "gepa.optimize's defaults, a play's seed; the first inputs validate: "
        + ", ".join(f"{name} {share:.0%}" for name, share in SPLITS.items()),
        "worlds": hash32((here / "worlds.json").read_text()),
    }
    for world in worlds():
        for budget in BUDGETS:
            for name, share in SPLITS.items():
                plays = [Play(world, seed) for seed in range(SEEDS)]
                outcomes = [optimise(play, budget, share) for play in plays]
                yield {
                    "world": world["name"],
                    "budget": budget,
                    "contestant": name,
                    # Score, calls, reflections, whether the author's prompt came back.
                    "outcomes": [
                        [round(play.true_score(prompt), 6), calls, reflections, prompt == play.authors_prompt()]
                        for play, (prompt, calls, reflections) in zip(plays, outcomes)
                    ],
                }


def vectors():
    """Prompts that reflections make of each other in each world, with what they are worth and how they are judged."""
    for world in worlds():
        play = Play(world, 7)
        prompt = play.authors_prompt()
        for step in range(12):
            judged = [(task, *play.ask(prompt, task, step)) for task in range(step, step + 3)]
            yield {
                "world": world["name"],
                "seed": play.seed,
                "step": step,
                "prompt": prompt,
                "judged": [{"task": task, "score": score, "missed": missed} for task, score, missed in judged],
                "worth": play.true_score(prompt),
            }
            prompt = play.reflect(step, prompt, [(task, missed) for task, _, missed in judged])


if __name__ == "__main__":
    for row in {"golden": golden, "vectors": vectors}[sys.argv[1]]():
        print(json.dumps(row), flush=True)
