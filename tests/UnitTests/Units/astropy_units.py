"""Prints the vectors of AstropyUnits.csv: a unit, its notation in astropy, a unit to convert to, and the factor ('none': not convertible)."""

import astropy
from astropy import units as u

PAIRS = {
    'vounit': [
        ('deg', 'arcsec'), ('arcsec', 'mas'), ('mas', 'deg'), ('arcmin', 'deg'), ('rad', 'deg'), ('sr', 'deg**2'), ('h', 's'), ('d', 'h'),
        ('yr', 'd'), ('a', 'yr'), ('min', 's'), ('mas.yr**-1', 'deg/d'), ('mas.yr**-1', 'arcsec/yr'), ('km.s**-1', 'm/s'), ('km/s', 'pc/yr'),
        ('erg.cm**-2.s**-1', 'W/m**2'), ('mW/m**2', 'erg.cm**-2.s**-1'), ('keV', 'erg'), ('GeV', 'J'), ('MeV.cm**-2.s**-1', 'erg.cm**-2.s**-1'),
        ('mJy', 'W.m**-2.Hz**-1'), ('Jy', 'erg.cm**-2.s**-1.Hz**-1'), ('Angstrom', 'nm'), ('um', 'Angstrom'), ('pc', 'm'), ('kpc', 'lyr'),
        ('AU', 'km'), ('barn', 'cm**2'), ('ks', 's'), ('MHz', 's**-1'), ('uG', 'T'), ('kPa', 'N/m**2'), ('kV', 'J/C'), ('Ry', 'eV'), ('solLum', 'erg/s'),
        ('solMass', 'g'), ('solRad', 'cm'), ('m/s', 'deg'), ('mag', 'erg'), ('ph/s', 'ct/s'), ('electron/s', 'electron/min'),
        ("ct/(m**2.s)", 'ct.cm**-2.s**-1'), ('Hz**(1/2)', 's**(-1/2)'), ('10**-3erg', 'erg'), ('mmag', 'mag'), ('byte', 'bit'),
    ],
    'fits': [
        ('erg cm-2 s-1', 'W m-2'), ('erg/cm2/s', 'W m-2'), ('erg/s/cm**2', 'erg cm-2 s-1'), ('erg cm**(-2) s**(-1)', 'W m-2'), ('mas yr-1', 'deg d-1'),
        ('10**-3 W m-2', 'erg cm-2 s-1'), ('photon cm-2 s-1', 'photon m-2 h-1'), ('count/s', 'count/h'), ('K', 'mK'), ('erg/cm2', 'erg/cm2/s'),
    ],
    'cds': [
        ('mW.m-2', 'erg/(cm2.s)'), ('10-3W/m2', 'mW/m2'), ('10+3J', 'kJ'), ('mas/yr', 'arcsec/a'), ('km.s-1', 'm/s'), ('ct', 'mag'), ('arcsec2', 'deg2'), ('%', 'm'),
    ],
    'generic': [
        ('erg / (cm2 s)', 'mW/m2'), ('erg cm⁻² s⁻¹', 'W m⁻²'), ('km s^-1', 'cm/s'), ('1/s', 'Hz'), ('electron.s**-1', 'electron/h'), ('hourangle', 'deg'), ('micron', 'nm'),
        ('kg m2 / s2', 'erg'), ('MeV / (cm2 s)', 'erg / (cm2 s)'), ('deg2', 'sr'),
    ],
}

print(f'# astropy {astropy.__version__}')
print('notation,from,to,factor')
for notation, pairs in PAIRS.items():
    for left, right in pairs:
        try:
            factor = repr(float(u.Unit(left, format=notation).to(u.Unit(right, format=notation))))
        except u.UnitConversionError:
            factor = 'none'
        print(f'{notation},{left},{right},{factor}')
