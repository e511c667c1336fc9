"""Draws a file of longitudes, latitudes and fluxes with matplotlib on an Aitoff map, as the reference notebook does.

Prints the milliseconds of each of 1 + N figures, from the numbers to the PNG file of 1600 x 900 pixels.
"""
import os
import sys
import tempfile
import time

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

lon, lat, flux = np.fromfile(sys.argv[1], dtype="<f8").reshape(3, -1)
lon = np.radians((lon + 180) % 360 - 180)
lat = np.radians(lat)
folder = tempfile.mkdtemp()
for run in range(1 + int(sys.argv[2])):
    start = time.perf_counter()
    figure = plt.figure(figsize=(1600 / 150, 900 / 150), dpi=150)
    axes = figure.add_subplot(111, projection="aitoff")
    axes.grid(True)
    with np.errstate(divide="ignore", invalid="ignore"):
        color = np.where(flux > 0, np.log10(flux), np.nan)
    points = axes.scatter(-lon, lat, c=color, s=1, cmap="viridis")
    figure.colorbar(points, ax=axes, label="log flux")
    path = os.path.join(folder, "map.png")
    figure.savefig(path)
    plt.close(figure)
    print((time.perf_counter() - start) * 1000)
os.remove(path)
os.rmdir(folder)
