"""The matches of the benchmark in Python. usage: match.py FOLDER CASE RUNS
Prints one line a peer: name, pairs, median milliseconds of index and search, without reading the files."""
import sys
import time
import warnings

import numpy as np
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import Table
from scipy.spatial import cKDTree

warnings.simplefilter("ignore")
ARCSECOND = 1 / 3600


def column(table, name):
    values = table[name]
    return np.ascontiguousarray(values.filled(np.nan) if hasattr(values, "filled") else values, dtype="f8")


def load(folder, case):
    """(ra, dec, radius or None, (minor, angle) or None) of the left table, and (ra, dec) of the right."""
    def read(name):
        return Table.read(f"{folder}/{name}.fits")
    if case.startswith("fermi_csc"):
        fermi, csc = read("fermilpsc"), read("csc")
        fermi = fermi[np.abs(column(fermi, "bii")) <= 10]
        fermi = fermi[np.isfinite(column(fermi, "semi_major_axis_95"))]
        csc = csc[column(csc, "b_flux_ap") > 0]
        ellipse = (column(fermi, "semi_minor_axis_95"), column(fermi, "position_angle_95")) if case.endswith("ellipse") else None
        return (column(fermi, "ra"), column(fermi, "dec"), column(fermi, "semi_major_axis_95"), ellipse), (column(csc, "ra"), column(csc, "dec"))
    names = {"1m": ("u1m_a", "u1m_b"), "10m": ("u10m", "u1m_b"), "gaia_2mass": ("gaia_source", "fp_psc")}[case]
    left, right = (read(name) for name in names)
    return (column(left, "ra"), column(left, "dec"), None, None), (column(right, "ra"), column(right, "dec"))


def vectors(ra, dec):
    a, d = np.radians(ra), np.radians(dec)
    c = np.cos(d)
    return np.column_stack((c * np.cos(a), c * np.sin(a), np.sin(d)))


def chord(degrees):
    return 2 * np.sin(np.radians(degrees) / 2)


def in_ellipse(left, right, i, j):
    ra, dec, major, (minor, angle) = left
    one, two = SkyCoord(ra[i], dec[i], unit="deg"), SkyCoord(right[0][j], right[1][j], unit="deg")
    rho, phi = one.separation(two).deg, one.position_angle(two).rad - np.radians(angle[i])
    return (rho * np.cos(phi) / major[i]) ** 2 + (rho * np.sin(phi) / minor[i]) ** 2 <= 1


def scipy_match(left, right):
    ra, dec, radius, ellipse = left
    if radius is None:
        # The smaller side is indexed, which is the faster choice. Two neighbours are enough at one arcsecond.
        small, large = sorted((vectors(ra, dec), vectors(*right)), key=len)
        tree = cKDTree(small, balanced_tree=False, compact_nodes=False)
        distance, _ = tree.query(large, k=2, distance_upper_bound=chord(ARCSECOND))
        return np.isfinite(distance).sum()
    tree = cKDTree(vectors(*right), balanced_tree=False, compact_nodes=False)
    lists = tree.query_ball_point(vectors(ra, dec), chord(radius))
    i = np.repeat(np.arange(len(ra)), [len(x) for x in lists])
    j = np.concatenate([x for x in lists if x]).astype(int)
    return in_ellipse(left, right, i, j).sum() if ellipse else len(i)


def astropy_match(left, right):
    ra, dec, radius, ellipse = left
    one, two = SkyCoord(ra, dec, unit="deg"), SkyCoord(*right, unit="deg")
    largest = ARCSECOND if radius is None else radius.max()
    j, i, separation, _ = one.search_around_sky(two, largest * u.deg)
    if radius is not None:
        keep = separation.deg <= radius[i]
        i, j = i[keep], j[keep]
    return in_ellipse(left, right, i, j).sum() if ellipse else len(i)


folder, case, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
tables = load(folder, case)
for name, match in (("scipy cKDTree", scipy_match), ("astropy search_around_sky", astropy_match)):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        pairs = match(*tables)
        times.append(time.perf_counter() - start)
    print(name, pairs, np.median(times) * 1000, sep="\t", flush=True)
