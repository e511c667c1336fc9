<resource schema="irsa" resdir="irsa">
  <meta name="title">Table shaped as at IRSA</meta>
  <meta name="description">The columns of fp_psc that the module asks for.</meta>
  <meta name="creationDate">2026-11-23T00:00:00Z</meta>
  <meta name="subject">surveys</meta>
  <meta name="creator">PSAstroXmatch contributors</meta>

  <table id="fp_psc" onDisk="True" adql="True" mixin="//scs#pgs-pos-index">
    <meta name="description">2MASS point source catalog</meta>
    <column name="designation" type="text" ucd="meta.id;meta.main" description="Designation"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main" description="Right ascension, ICRS"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main" description="Declination, ICRS"/>
    <column name="glon" type="double precision" unit="deg" ucd="pos.galactic.lon" description="Galactic longitude"/>
    <column name="glat" type="double precision" unit="deg" ucd="pos.galactic.lat" description="Galactic latitude"/>
    <column name="err_maj" type="real" unit="arcsec" ucd="stat.error;pos" description="Semi-major axis of the 1 sigma error ellipse"/>
    <column name="err_min" type="real" unit="arcsec" ucd="stat.error;pos" description="Semi-minor axis of the 1 sigma error ellipse"/>
    <column name="err_ang" type="real" unit="deg" ucd="pos.posAng" description="Position angle of the error ellipse, North through East"/>
    <column name="j_m" type="real" unit="mag" ucd="phot.mag;em.IR.J" description="J magnitude"/>
    <column name="j_cmsig" type="real" unit="mag" ucd="stat.error;phot.mag;em.IR.J" description="Error of the J magnitude"/>
    <column name="h_m" type="real" unit="mag" ucd="phot.mag;em.IR.H" description="H magnitude"/>
    <column name="h_cmsig" type="real" unit="mag" ucd="stat.error;phot.mag;em.IR.H" description="Error of the H magnitude"/>
    <column name="k_m" type="real" unit="mag" ucd="phot.mag;em.IR.K" description="K magnitude"/>
    <column name="k_cmsig" type="real" unit="mag" ucd="stat.error;phot.mag;em.IR.K" description="Error of the K magnitude"/>
    <column name="ph_qual" type="text" ucd="meta.code.qual;phot" description="Quality of J, H and K, a letter each"/>
    <column name="jdate" type="double precision" unit="d" ucd="time.epoch" description="Julian date of the observation"/>
  </table>

  <!-- setup.sh fills the tables: this only creates them. -->
  <data id="create">
    <nullGrammar/>
    <make table="fp_psc"/>
  </data>
</resource>
