"""Prints the vectors of AstropyFrames.csv: a frame, a position in it in degrees, and the ICRS position, degrees."""

import warnings

import astropy
import numpy as np
from astropy import units as u
from astropy.coordinates import FK4, FK5, BarycentricMeanEcliptic, FK4NoETerms, Galactic, SkyCoord, Supergalactic

warnings.simplefilter('ignore')
FRAMES = {
    'ICRS': 'icrs',
    'FK5': FK5(), 'J2000': FK5(equinox='J2000'), 'FK5 J1975': FK5(equinox='J1975'), 'FK5 J2050': FK5(equinox='J2050'), 'FK5 B1950': FK5(equinox='B1950'),
    'FK4': FK4(), 'B1950': FK4(equinox='B1950'), 'FK4 B1975': FK4(equinox='B1975'), 'FK4 B1875': FK4(equinox='B1875'), 'FK4 1855': FK4(equinox='B1855'),
    'FK4-NO-E': FK4NoETerms(equinox='B1950'), 'FK4-NO-E B1900': FK4NoETerms(equinox='B1900'),
    'Galactic': Galactic(), 'Supergalactic': Supergalactic(),
    'Ecliptic': BarycentricMeanEcliptic(), 'Ecliptic J2025': BarycentricMeanEcliptic(equinox='J2025'), 'Ecliptic B1950': BarycentricMeanEcliptic(equinox='B1950'),
}
FIXED = [(0, 0), (10, 41), (83.633083, 22.0145), (266.405, -28.936), (359.9999, 0.0001), (123.4, 90), (123.4, -90), (45, 89.9999), (180, -89.99)]

print(f'# astropy {astropy.__version__}')
print('frame,lon,lat,ra,dec')
random = np.random.default_rng(1950)
for name, frame in FRAMES.items():
    drawn = [(lon, np.degrees(np.arcsin(z))) for lon, z in zip(random.uniform(0, 360, 6), random.uniform(-1, 1, 6))]
    for lon, lat in FIXED + drawn:
        icrs = SkyCoord(lon * u.deg, lat * u.deg, frame=frame).icrs
        print(f'{name},{float(lon)!r},{float(lat)!r},{float(icrs.ra.deg)!r},{float(icrs.dec.deg)!r}')
