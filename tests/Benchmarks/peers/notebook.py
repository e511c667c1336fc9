"""The local part of the reference notebook with astropy and matplotlib: reads three catalogs of a folder, draws two maps, matches, groups
and writes two tables. Prints stage, round and milliseconds of each stage, and last the memory of the process.
"""
import time
started = time.perf_counter()
import resource
import sys
import warnings

import matplotlib
matplotlib.use("Agg")
import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np
from astropy.coordinates import SkyCoord
from astropy.table import Table, hstack

warnings.simplefilter("ignore")
catalogs, output = sys.argv[1:3]


def stage(name, work):
    begin = time.perf_counter()
    result = work()
    print(f"{name}\t1\t{(time.perf_counter() - begin) * 1000}")
    return result


def numbers(column):
    return np.asarray(column.filled(np.nan) if hasattr(column, "filled") else column)


def draw(longitude, latitude, values, title, file):
    figure = plt.figure(figsize=(10, 6))
    axes = figure.add_subplot(111, projection="aitoff")
    points = axes.scatter(longitude.wrap_at(180 * u.deg).radian, latitude.radian, c=np.log10(values), s=1, cmap="plasma")
    figure.colorbar(points, orientation="horizontal", pad=0.05)
    axes.grid(True)
    axes.set_title(title)
    figure.savefig(f"{output}/{file}.png")
    plt.close(figure)


def map_observations():
    exposure = numbers(observations["exposure"])
    made = (exposure > 0) & np.isfinite(numbers(observations["ra"])) & np.isfinite(numbers(observations["dec"]))
    position = SkyCoord(numbers(observations["ra"])[made], numbers(observations["dec"])[made], unit="deg")
    draw(position.ra, position.dec, exposure[made], "Chandra observations", "py-observations")


def plane_sources():
    galactic = SkyCoord(numbers(sources["ra"]), numbers(sources["dec"]), unit="deg").galactic
    near = (np.abs(galactic.b.deg) <= 10) & (numbers(sources["b_flux_ap"]) > 0)
    return galactic[near], numbers(sources["b_flux_ap"])[near]


def match():
    radius = numbers(fermi["semi_major_axis_95"])
    wanted = (np.abs(numbers(fermi["bii"])) <= 10) & np.isfinite(radius)
    left, reach = fermi[wanted], radius[wanted]
    right = sources[numbers(sources["b_flux_ap"]) > 0]
    a = SkyCoord(numbers(left["ra"]), numbers(left["dec"]), unit="deg")
    b = SkyCoord(numbers(right["ra"]), numbers(right["dec"]), unit="deg")
    i, j, distance, _ = b.search_around_sky(a, reach.max() * u.deg)
    near = distance.deg <= reach[i]
    i, j, distance = i[near], j[near], distance[near]
    table = hstack([left["name", "lii", "bii", "semi_major_axis_95", "energy_flux", "source_type"][i], right["name", "lii", "bii", "b_flux_ap"][j]])
    table.rename_columns(table.colnames, ["fermi_name", "fermi_l", "fermi_b", "fermi_r95", "fermi_flux", "fermi_class", "csc_name", "csc_l", "csc_b", "csc_flux"])
    table["sep_deg"] = distance.deg
    return table


def group():
    rows = []
    for part in pairs.group_by("fermi_name").groups:
        first = part[0]
        rows.append([first[name] for name in ("fermi_name", "fermi_l", "fermi_b", "fermi_flux", "fermi_r95", "fermi_class")]
                    + [len(part)] + [", ".join(str(value) for value in part[name]) for name in ("csc_name", "csc_flux", "csc_l", "csc_b")])
    return Table(rows=rows, names=["fermi_name", "fermi_l", "fermi_b", "fermi_flux", "fermi_r95", "fermi_class", "num_csc_matches",
                                   "csc_names", "csc_fluxes", "csc_glons", "csc_glats"])


def write():
    pairs.write(f"{output}/py-pairs.csv", overwrite=True)
    groups.write(f"{output}/py-groups.csv", overwrite=True)


print(f"import\t1\t{(time.perf_counter() - started) * 1000}")
observations = stage("read observations", lambda: Table.read(f"{catalogs}/chanmaster.fits"))
stage("map observations", map_observations)
sources = stage("read sources", lambda: Table.read(f"{catalogs}/csc.fits"))
fermi = stage("read gamma-ray sources", lambda: Table.read(f"{catalogs}/fermilpsc.fits"))
positions, fluxes = stage("plane sources", plane_sources)
stage("map plane sources", lambda: draw(positions.l, positions.b, fluxes, "Chandra sources", "py-sources"))
pairs = stage("match", match)
groups = stage("group", group)
stage("write", write)
print(f"pairs\t1\t{len(pairs)}")
print(f"memory\t1\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")
