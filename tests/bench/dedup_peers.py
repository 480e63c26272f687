"""Near-duplicates as other programs find them, to be timed and judged.

    dedup_peers.py NAME FILE    datasketch, rensa or text-dedup; {id, text} lines

One thread, runs of five words, 128 permutations, a threshold of a half: what
their documentation shows. Prints {"a", "b"} lines, a before b, where the
program gives pairs; and as the last line on stderr the CPU seconds, in which
the start of Python and what is imported do not count.
"""
import json
import os
import resource
import sys

for name in ("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"
PERMUTATIONS, WORDS, THRESHOLD = 128, 5, 0.5


def cpu():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def texts(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            words = item["text"].lower().split()
            yield item["id"], {" ".join(words[i:i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}


def print_pairs(name, others):
    for other in others:
        if other != name:
            a, b = sorted((name, other))
            print(f'{{"a":"{a}","b":"{b}"}}')


def datasketch(path):
    from datasketch import MinHash, MinHashLSH

    def run():
        index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        for name, shingles in texts(path):
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([shingle.encode() for shingle in shingles])
            print_pairs(name, index.query(sketch))
            index.insert(name, sketch)
    return run


def rensa(path):
    from rensa import RMinHash, RMinHashLSH

    def run():
        index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
        names = []
        for name, shingles in texts(path):
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
            sketch.update(list(shingles))
            print_pairs(name, [names[i] for i in index.query(sketch)])
            index.insert(len(names), sketch)
            names.append(name)
    return run


def text_dedup(path):
    """Only a command: its start is what it takes over a single text."""
    import subprocess
    import tempfile

    def once(file):
        before = cpu()
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", file,
                            "--split", "train", "--column", "text", "--num_proc", "1",
                            "--threshold", str(THRESHOLD), "--ngram", str(WORDS),
                            "--num_perm", str(PERMUTATIONS), "--batch_size", "10000",
                            "--cache_dir", folder + "/cache", "--output", folder + "/out"],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return cpu() - before

    def run():
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as one, open(path, encoding="utf-8") as file:
            one.write(file.readline())
            one.flush()
            start = once(one.name)
        return once(path) - start
    return run


def main():
    make = {"datasketch": datasketch, "rensa": rensa, "text-dedup": text_dedup}[sys.argv[1]]
    run = make(sys.argv[2])
    start = cpu()
    used = run()
    print(f"{used or cpu() - start:.3f}", file=sys.stderr)


main()
