"""Tests of score_attributions.py, copied; the class that damages PolNeAR's dev is left out."""

import contextlib
import io
import itertools
import json
import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks" / "scorers"))

import score_attributions as score


def run(gold, predicted):
    """Score two lists of records through files, as a user would."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, records in (("gold", gold), ("predicted", predicted)):
            path = Path(folder, name)
            path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
            paths.append(path)
        tallies, missing = score.score_files(*paths)
        return score.as_dict(tallies), missing


def article(text, *attributions, article_id="a"):
    """Build a record; each attribution is (source, cue, content) given as substrings of text."""

    def spans(part):
        parts = part if isinstance(part, (list, tuple)) else [part] if part else []
        return [[text.index(p), text.index(p) + len(p)] for p in parts]

    return {
        "id": article_id,
        "text": text,
        "attributions": [
            {"source": spans(s), "cue": spans(c), "content": spans(t)} for s, c, t in attributions
        ],
    }


TEXT = 'Ann said the train was late on Monday. "It will not happen again," Bob told us. It rained.'
ANN = ("Ann", "said", "the train was late on Monday")
BOB = ("Bob", "told", '"It will not happen again,"')


class Handmade(unittest.TestCase):
    def check(self, gold, predicted, row, metric, precision, recall):
        result, _ = run([gold], [predicted])
        entry = result[row][metric]
        self.assertAlmostEqual(entry["precision"], precision, 1, (row, metric, entry))
        self.assertAlmostEqual(entry["recall"], recall, 1, (row, metric, entry))

    def test_perfect(self):
        gold = article(TEXT, ANN, BOB)
        for metric in score.METRICS:
            for row in ("all", "direct", "indirect"):
                self.check(gold, gold, row, metric, 100, 100)

    def test_nothing_predicted_and_nothing_to_find(self):
        for metric in score.METRICS:
            self.check(article(TEXT, ANN), article(TEXT), "all", metric, 0, 0)
            self.check(article(TEXT), article(TEXT, ANN), "all", metric, 0, 0)

    def test_missing_article_counts_as_empty(self):
        result, missing = run([article(TEXT, ANN), article(TEXT, BOB, article_id="b")], [article(TEXT, ANN)])
        self.assertEqual(missing, ["b"])
        self.assertEqual(result["all"]["attribution"]["recall"], 50)
        self.assertEqual(result["all"]["attribution"]["precision"], 100)

    def test_marks_count_only_in_content_exact(self):
        bare = ("Bob", "told", "It will not happen again")
        self.check(article(TEXT, BOB), article(TEXT, bare), "all", "content_exact", 0, 0)
        self.check(article(TEXT, BOB), article(TEXT, bare), "direct", "content_words", 100, 100)

    def test_touching_fragments_are_one(self):
        halves = ("Ann", "said", ["the train was", "late on Monday"])
        self.check(article(TEXT, ANN), article(TEXT, halves), "all", "content_exact", 100, 100)

    def test_overlap_by_hand(self):
        part = ("Ann", "said", "the train was late")  # 15 of 23 word characters
        self.check(article(TEXT, ANN), article(TEXT, part), "all", "content_overlap", 100, 100 * 15 / 23)
        self.check(article(TEXT, ANN), article(TEXT, part), "all", "content_soft", 100, 100 * 15 / 23)
        self.check(article(TEXT, ANN), article(TEXT, part), "all", "content_words", 0, 0)
        self.check(article(TEXT, ANN), article(TEXT, part), "all", "attribution", 100, 100)
        short = ("Ann", "said", "the train")  # 8 of 23: Jaccard below one half
        self.check(article(TEXT, ANN), article(TEXT, short), "all", "attribution", 0, 0)

    def test_split_content_is_matched_once(self):
        gold = article(TEXT, ANN)
        predicted = article(TEXT, ("Ann", "said", "the train was"), ("Ann", "said", "late on Monday"))
        self.check(gold, predicted, "all", "content_overlap", 100 * 12 / 23, 100 * 12 / 23)
        self.check(gold, predicted, "all", "content_soft", 50, 100 * 12 / 23)
        self.check(gold, predicted, "all", "cue_overlap", 50, 100)

    def test_duplicates_are_punished(self):
        self.check(article(TEXT, ANN), article(TEXT, ANN, ANN), "all", "attribution", 50, 100)

    def test_source_must_agree(self):
        wrong, none = ("Bob",) + ANN[1:], ("",) + ANN[1:]
        self.check(article(TEXT, ANN), article(TEXT, wrong), "all", "attribution", 0, 0)
        self.check(article(TEXT, ANN), article(TEXT, none), "all", "attribution", 0, 0)
        self.check(article(TEXT, none), article(TEXT, ANN), "all", "attribution", 0, 0)
        self.check(article(TEXT, none), article(TEXT, none), "all", "attribution", 100, 100)
        self.check(article(TEXT, ANN), article(TEXT, wrong), "all", "content_exact", 100, 100)

    def test_no_cue_takes_no_part_in_cue_scores(self):
        self.check(article(TEXT, ANN, BOB), article(TEXT, ANN, ("Bob", "", BOB[2])), "all", "cue_words", 100, 50)

    def test_cross_type_pair(self):
        gold = article(TEXT, BOB)
        predicted = article(TEXT, ("Bob", "told", '"It will not happen again," Bob'))
        self.check(gold, predicted, "direct", "attribution", 0, 100)
        self.check(gold, predicted, "mixed", "attribution", 100, 0)

    def test_pieces(self):
        gold = article(TEXT, ("Ann", "said", ["the train", "late on Monday"]), BOB)
        predicted = article(TEXT, ("Ann", "said", ["the train", "Monday"]), ("Ann", "told", BOB[2]))
        self.check(gold, predicted, "all", "content_pieces", 100 * 2 / 3, 100 * 2 / 3)
        self.check(gold, predicted, "all", "source_pieces", 100, 50)
        self.check(gold, predicted, "all", "cue_pieces", 100, 100)

    def test_bad_input(self):
        for broken in (
            {"id": "a", "attributions": [{"content": []}]},
            {"id": "a", "attributions": [{"content": [[5, 5]]}]},
            {"id": "a", "attributions": [{"content": [[0, 10**6]]}]},
            {"id": "unknown", "attributions": []},
        ):
            with self.assertRaises(ValueError):
                run([article(TEXT, ANN)], [broken])
        with self.assertRaises(ValueError):
            run([article(TEXT, ANN)], [article(TEXT), article(TEXT)])


class Types(unittest.TestCase):
    def test_quote_types(self):
        for text, content, expected in (
            ('He said "yes we can" today', '"yes we can"', "direct"),
            ('He said "yes we can" today', '"yes we can" today', "mixed"),
            ('He said "yes we can" today', "today", "indirect"),
            ("“Yes,” he said", "“Yes,”", "direct"),
            ("“Yes, it goes on\nNext paragraph", "Yes, it goes on", "direct"),
            ("“Yes, it goes on\nNext paragraph", "Next paragraph", "indirect"),
            ("''Yes,'' he said, ''no''", "''no''", "direct"),
            ("''Yes,'' he said, ''no''", "he said", "indirect"),
            ('He said,"yes".', "yes", "direct"),
            ('"Open only. "Then closed," he said', "he said", "indirect"),
            ("It's the dog's bone", "the dog's bone", "indirect"),
        ):
            start = text.index(content)
            self.assertEqual(score.quote_type(text, [[start, start + len(content)]]), expected, (text, content))


class Matching(unittest.TestCase):
    def test_against_brute_force(self):
        generator = random.Random(1)
        for _ in range(300):
            rows, columns = generator.randint(1, 5), generator.randint(1, 5)
            matrix = [[generator.choice((0, 0, generator.randint(1, 9))) for _ in range(columns)] for _ in range(rows)]
            pairs = score.best_matching(range(rows), range(columns), lambda g, p: matrix[g][p])
            self.assertEqual(len({g for g, _ in pairs}), len(pairs))
            self.assertEqual(len({p for _, p in pairs}), len(pairs))
            self.assertTrue(all(matrix[g][p] for g, p in pairs))
            size = max(rows, columns)
            square = [[matrix[g][p] if g < rows and p < columns else 0 for p in range(size)] for g in range(size)]
            best = max(sum(square[g][order[g]] for g in range(size)) for order in itertools.permutations(range(size)))
            self.assertEqual(sum(matrix[g][p] for g, p in pairs), best)


class CommandLine(unittest.TestCase):
    def test_table(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "gold")
            path.write_text(json.dumps(article(TEXT, ANN, BOB)) + "\n", encoding="utf-8")
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                score.main([str(path), str(path), "--bootstrap", "20"])
        self.assertIn("indirect: 1 gold, 1 predicted", out.getvalue())


if __name__ == "__main__":
    unittest.main()
