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
    <column name="j_m" type="real" unit="mag" ucd="phot.mag;em.IR.J" description="J magnitude"/>
    <column name="h_m" type="real" unit="mag" ucd="phot.mag;em.IR.H" description="H magnitude"/>
    <column name="k_m" type="real" unit="mag" ucd="phot.mag;em.IR.K" description="K magnitude"/>
  </table>

  <!-- setup.sh fills the tables: this only creates them. -->
  <data id="create">
    <nullGrammar/>
    <make table="fp_psc"/>
  </data>
</resource>
