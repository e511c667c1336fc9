"""The counterpart search of the reference notebook with pyvo: for each position one query to Gaia and one to 2MASS, here synchronous,
in four threads. usage: counterparts.py SERVER POSITIONS
Prints the number of requests, of rows from either table (the nearest three a position), and the seconds."""
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyvo
from astropy import units as u
from astropy.coordinates import SkyCoord

warnings.simplefilter("ignore")
RADIUS = 0.03

service = pyvo.dal.TAPService(sys.argv[1])
positions = np.loadtxt(sys.argv[2], ndmin=2)
QUERIES = (
    "SELECT source_id, ra, dec, l, b, phot_g_mean_flux, phot_g_mean_mag, phot_variable_flag, classprob_dsc_combmod_quasar,"
    " classprob_dsc_combmod_galaxy, classprob_dsc_combmod_star FROM gaiadr3.gaia_source"
    " WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', {ra!r}, {dec!r}, {radius}))",
    "SELECT designation, ra, dec, glon, glat FROM fp_psc"
    " WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', {ra!r}, {dec!r}, {radius}))",
)


def search(position):
    ra, dec = map(float, position)
    centre = SkyCoord(ra, dec, unit="deg")
    found = []
    for query in QUERIES:
        table = service.run_sync(query.format(ra=ra, dec=dec, radius=RADIUS)).to_table()
        separation = SkyCoord(table["ra"], table["dec"], unit="deg").separation(centre).to(u.arcsec) if len(table) else []
        found.append(min(3, len(separation)))
    return found


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=4) as executor:
    counts = np.array(list(executor.map(search, positions)))
print(len(QUERIES) * len(positions), *counts.sum(axis=0), time.perf_counter() - start, sep="\t", flush=True)
