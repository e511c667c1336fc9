<resource schema="heasarc" resdir="heasarc">
  <meta name="title">Tables shaped as at HEASARC</meta>
  <meta name="description">The columns of HEASARC's csc, fermilpsc and chanmaster that the module asks for.</meta>
  <meta name="creationDate">2026-11-23T00:00:00Z</meta>
  <meta name="subject">surveys</meta>
  <meta name="creator">PSAstroXmatch contributors</meta>

  <table id="csc" onDisk="True" adql="True" primary="name" mixin="//scs#pgs-pos-index">
    <meta name="description">Chandra Source Catalog</meta>
    <column name="name" type="text" required="True" ucd="meta.id;meta.main" description="Source name"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main" description="Right ascension, ICRS"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main" description="Declination, ICRS"/>
    <column name="lii" type="double precision" unit="deg" ucd="pos.galactic.lon" description="Galactic longitude"/>
    <column name="bii" type="double precision" unit="deg" ucd="pos.galactic.lat" description="Galactic latitude"/>
    <column name="error_ellipse_r0" type="real" unit="arcsec" ucd="stat.error;pos" description="Semi-major axis of the 95 % error ellipse"/>
    <column name="error_ellipse_r1" type="real" unit="arcsec" ucd="stat.error;pos" description="Semi-minor axis of the 95 % error ellipse"/>
    <column name="error_ellipse_angle" type="real" unit="deg" ucd="pos.posAng" description="Position angle of the error ellipse, North through East"/>
    <column name="significance" type="real" ucd="stat.snr" description="Highest flux significance"/>
    <column name="b_flux_ap" type="double precision" unit="erg/s/cm**2" ucd="phot.flux;em.X-ray" description="Aperture flux, 0.5 to 7 keV"/>
    <column name="b_flux_ap_neg" type="double precision" unit="erg/s/cm**2" ucd="stat.min;phot.flux;em.X-ray" description="Lower bound of the aperture flux"/>
    <column name="b_flux_ap_pos" type="double precision" unit="erg/s/cm**2" ucd="stat.max;phot.flux;em.X-ray" description="Upper bound of the aperture flux"/>
    <column name="extent_flag" type="smallint" ucd="meta.code" description="Whether the source is extended"><values nullLiteral="-1"/></column>
    <column name="likelihood_class" type="text" ucd="meta.code" description="TRUE or MARGINAL"/>
  </table>

  <table id="fermilpsc" onDisk="True" adql="True" primary="name" mixin="//scs#pgs-pos-index">
    <meta name="description">Fermi LAT point source catalog</meta>
    <column name="name" type="text" required="True" ucd="meta.id;meta.main" description="Source name"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main" description="Right ascension, ICRS"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main" description="Declination, ICRS"/>
    <column name="lii" type="double precision" unit="deg" ucd="pos.galactic.lon" description="Galactic longitude"/>
    <column name="bii" type="double precision" unit="deg" ucd="pos.galactic.lat" description="Galactic latitude"/>
    <column name="semi_major_axis_95" type="double precision" unit="deg" ucd="stat.error;pos" description="Semi-major axis of the 95 % error ellipse"/>
    <column name="semi_minor_axis_95" type="double precision" unit="deg" ucd="stat.error;pos" description="Semi-minor axis of the 95 % error ellipse"/>
    <column name="position_angle_95" type="double precision" unit="deg" ucd="pos.posAng" description="Position angle of the error ellipse, North through East"/>
    <column name="energy_flux" type="double precision" unit="erg/s/cm**2" ucd="phot.flux;em.gamma" description="Energy flux, 0.1 to 100 GeV"/>
    <column name="source_type" type="text" ucd="src.class" description="Class of the source"/>
  </table>

  <table id="chanmaster" onDisk="True" adql="True" primary="obsid" mixin="//scs#pgs-pos-index">
    <meta name="description">Observations of Chandra</meta>
    <column name="obsid" type="integer" required="True" ucd="meta.id;meta.main" description="Number of the observation"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main" description="Right ascension, ICRS"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main" description="Declination, ICRS"/>
    <column name="exposure" type="double precision" unit="s" ucd="time.duration;obs.exposure" description="Exposure"/>
    <column name="detector" type="text" ucd="meta.id;instr.det" description="Detector"/>
    <column name="quoted/time" type="double precision" unit="d" ucd="time.start" description="Start of the observation as MJD; TIME is a reserved word of ADQL"/>
    <column name="name" type="text" ucd="meta.id;src" description="Target"/>
  </table>

  <!-- setup.sh fills the tables: this only creates them. -->
  <data id="create">
    <nullGrammar/>
    <make table="csc"/>
    <make table="fermilpsc"/>
    <make table="chanmaster"/>
  </data>
</resource>
