"""Other clients ask a TAP service for the same rows, which are compared with the module's one by one.

usage: compare.py OURS pyvo URL QUERY sync|async MAXREC [NAME=UPLOAD ...]
       compare.py OURS stilts URL QUERY sync|async MAXREC [NAME=UPLOAD ...]
       compare.py OURS pyvo-job JOB_URL
       compare.py OURS stilts-job JOB_URL

OURS is a file that the test wrote: a line of column names, one of units, then the rows, all with tabs; floating-point cells are the
hexadecimal digits of the value as a 64-bit number, an absent cell is \\N. Rows are compared as a whole, in any order.
Prints the number of rows; ends with 1 and says what differs where something does."""
import os
import struct
import subprocess
import sys
import tempfile
import warnings

import numpy as np
from astropy import units
from astropy.io.votable import parse

warnings.simplefilter("ignore")


def pyvo_table(address, query, mode, maxrec, uploads):
    import pyvo
    service = pyvo.dal.TAPService(address)
    run = service.run_async if mode == "async" else service.run_sync
    return run(query, maxrec=int(maxrec), uploads=dict(uploads) or None).to_table()


def pyvo_job(address):
    import pyvo
    job = pyvo.dal.AsyncTAPJob(address)
    job.wait(timeout=120)
    return job.fetch_result().to_table()


def stilts_table(*parameters):
    path = tempfile.mktemp(suffix=".vot")
    try:
        subprocess.run(["stilts", *parameters, "ofmt=votable-binary2", "out=" + path], check=True, stderr=subprocess.DEVNULL)
        return parse(path).get_first_table().to_table()
    finally:
        if os.path.exists(path):
            os.remove(path)


def stilts_query(address, query, mode, maxrec, uploads):
    parameters = [f"tapurl={address}", f"adql={query}", f"sync={str(mode == 'sync').lower()}", f"maxrec={maxrec}", f"nupload={len(uploads)}"]
    for number, (name, path) in enumerate(uploads, start=1):
        parameters += [f"upname{number}={name}", f"upload{number}={path}", f"ufmt{number}=votable"]
    return stilts_table("tapquery", *parameters)


def cell(value):
    if value is np.ma.masked or value is None:
        return "\\N"
    if isinstance(value, (float, np.floating)):
        return "\\N" if np.isnan(value) else struct.pack(">d", float(value)).hex()
    if isinstance(value, bytes):
        value = value.decode()
    return "\\N" if isinstance(value, str) and not value.strip() else str(value).rstrip()


def same_unit(text, theirs):
    # Units that astropy doesn't know are equal in their text; known ones may be spelled in several ways.
    if theirs is None or not text:
        return theirs is None and not text
    return text == str(theirs) or units.Unit(text, parse_strict="silent") == theirs


def main(ours, peer, address, *arguments):
    if peer in ("pyvo-job", "stilts-job"):
        table = pyvo_job(address) if peer == "pyvo-job" else stilts_table("tapresume", "joburl=" + address, "delete=never")
    else:
        query, mode, maxrec, *uploads = arguments
        uploads = [upload.split("=", 1) for upload in uploads]
        table = (pyvo_table if peer == "pyvo" else stilts_query)(address, query, mode, maxrec, uploads)
    with open(ours, encoding="utf8") as file:
        names, our_units, *rows = [line.rstrip("\n").split("\t") for line in file]
    if names != table.colnames:
        return f"columns {names} and {table.colnames}"
    for name, text in zip(names, our_units):
        if not same_unit(text, table[name].unit):
            return f"unit of {name}: '{text}' and '{table[name].unit}'"
    theirs = sorted(zip(*[[cell(value) for value in table[name]] for name in names]))
    rows = sorted(map(tuple, rows))
    if len(rows) != len(theirs):
        return f"{len(rows)} rows and {len(theirs)}"
    for number, (one, two) in enumerate(zip(rows, theirs)):
        if one != two:
            return f"row {number} in order: {one} and {two}"
    print(len(rows))
    return None


if __name__ == "__main__":
    difference = main(*sys.argv[1:])
    if difference:
        print("differ: " + difference)
        sys.exit(1)
