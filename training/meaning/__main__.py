"""Make ``src/firsthand/linking/meaning/encoder.onnx``: what statements mean, as vectors.

    python -m training.meaning ../shared/data

A teacher learns from labels which statements say the same, and a student of an eighth of its
cost learns from both. What the teacher says is kept outside the work tree, under the user's cache
folder; without that file the teacher is taught anew. Needs ``pip install -e '.[train]'`` and the
packages of both networks: docs/how-to/train-the-tagger.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from training.meaning import student, teacher
from training.meaning.lessons import Plan
from training.meaning.stories import labelled, unlabelled
from training.tagger.train import cache

from firsthand.linking import meaning

MODEL = Path(meaning.__file__).with_name("encoder.onnx")


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.meaning", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--to", type=Path, default=MODEL, help="default: the package's file")
    parser.add_argument(
        "--opinions",
        type=Path,
        default=cache() / "meaning-teacher.pt",
        help="what the teacher says, kept in this file",
    )
    for name, value in vars(student.PLAN).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    parser.add_argument("--threads", type=int, default=2, help="more or fewer give other weights")
    options = vars(parser.parse_args())
    data, to, kept, threads = (options.pop(n) for n in ("data", "to", "opinions", "threads"))
    torch.set_num_threads(threads)
    known, pages = labelled(data), list(unlabelled(data))
    texts = (text for page in pages for text in page)
    said = teacher.opinions(known, texts, teacher.PLAN, kept)
    student.export(student.taught(known, pages, said, Plan(**options)), to)


if __name__ == "__main__":
    main()
