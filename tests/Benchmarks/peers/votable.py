"""astropy reads a VOTable into a table. usage: votable.py FILE RUNS
Prints the number of rows, then the milliseconds of each run."""
import sys
import time
import warnings

from astropy.io.votable import parse

warnings.simplefilter("ignore")
path, runs = sys.argv[1], int(sys.argv[2])
times = []
for _ in range(runs):
    start = time.perf_counter()
    table = parse(path).get_first_table().to_table()
    times.append((time.perf_counter() - start) * 1000)
print(len(table))
print(*times, sep="\n")
