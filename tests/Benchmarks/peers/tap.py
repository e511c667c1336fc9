"""pyvo runs a query and makes a table of its answer. usage: tap.py URL QUERY MAXREC RUNS
Prints the number of rows, then the milliseconds of each run."""
import sys
import time
import warnings

import pyvo

warnings.simplefilter("ignore")
address, query, maxrec, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
service = pyvo.dal.TAPService(address)
times = []
for _ in range(runs):
    start = time.perf_counter()
    table = service.run_sync(query, maxrec=maxrec).to_table()
    times.append((time.perf_counter() - start) * 1000)
print(len(table))
print(*times, sep="\n")
