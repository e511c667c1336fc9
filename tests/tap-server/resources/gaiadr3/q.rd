<resource schema="gaiadr3" resdir="gaiadr3">
  <meta name="title">Table shaped as at ESA</meta>
  <meta name="description">The columns of gaiadr3.gaia_source that the module asks for.</meta>
  <meta name="creationDate">2026-11-23T00:00:00Z</meta>
  <meta name="subject">surveys</meta>
  <meta name="creator">PSAstroXmatch contributors</meta>

  <table id="gaia_source" onDisk="True" adql="True" mixin="//scs#pgs-pos-index">
    <meta name="description">Gaia DR3 sources</meta>
    <column name="source_id" type="bigint" required="True" ucd="meta.id;meta.main" description="Source id"/>
    <column name="ra" type="double precision" unit="deg" ucd="pos.eq.ra;meta.main" description="Right ascension, ICRS"/>
    <column name="dec" type="double precision" unit="deg" ucd="pos.eq.dec;meta.main" description="Declination, ICRS"/>
    <column name="ra_error" type="real" unit="mas" ucd="stat.error;pos.eq.ra" description="Standard error of the right ascension, times cos(dec)"/>
    <column name="dec_error" type="real" unit="mas" ucd="stat.error;pos.eq.dec" description="Standard error of the declination"/>
    <column name="ra_dec_corr" type="real" ucd="stat.correlation;pos.eq.ra;pos.eq.dec" description="Correlation of right ascension and declination"/>
    <column name="l" type="double precision" unit="deg" ucd="pos.galactic.lon" description="Galactic longitude"/>
    <column name="b" type="double precision" unit="deg" ucd="pos.galactic.lat" description="Galactic latitude"/>
    <column name="phot_g_mean_flux" type="double precision" unit="s**-1" ucd="phot.flux;em.opt" description="Mean flux in G (electrons per second)"/>
    <column name="phot_g_mean_mag" type="real" unit="mag" ucd="phot.mag;em.opt" description="Mean magnitude in G"/>
    <column name="phot_bp_mean_mag" type="real" unit="mag" ucd="phot.mag;em.opt.B" description="Mean magnitude in BP"/>
    <column name="phot_rp_mean_mag" type="real" unit="mag" ucd="phot.mag;em.opt.R" description="Mean magnitude in RP"/>
    <column name="phot_variable_flag" type="text" ucd="meta.code" description="VARIABLE or NOT_AVAILABLE"/>
    <column name="classprob_dsc_combmod_quasar" type="real" ucd="stat.probability" description="Probability of being a quasar"/>
    <column name="classprob_dsc_combmod_galaxy" type="real" ucd="stat.probability" description="Probability of being a galaxy"/>
    <column name="classprob_dsc_combmod_star" type="real" ucd="stat.probability" description="Probability of being a star"/>
    <column name="parallax" type="double precision" unit="mas" ucd="pos.parallax.trig" description="Parallax"/>
    <column name="parallax_error" type="real" unit="mas" ucd="stat.error;pos.parallax.trig" description="Standard error of the parallax"/>
    <column name="pmra" type="double precision" unit="mas/yr" ucd="pos.pm;pos.eq.ra" description="Proper motion in right ascension, times cos(dec)"/>
    <column name="pmra_error" type="real" unit="mas/yr" ucd="stat.error;pos.pm;pos.eq.ra" description="Standard error of the proper motion in right ascension"/>
    <column name="pmdec" type="double precision" unit="mas/yr" ucd="pos.pm;pos.eq.dec" description="Proper motion in declination"/>
    <column name="pmdec_error" type="real" unit="mas/yr" ucd="stat.error;pos.pm;pos.eq.dec" description="Standard error of the proper motion in declination"/>
    <column name="ref_epoch" type="double precision" unit="yr" ucd="meta.ref;time.epoch" description="Epoch of the position"/>
  </table>

  <!-- setup.sh fills the tables: this only creates them. -->
  <data id="create">
    <nullGrammar/>
    <make table="gaia_source"/>
  </data>
</resource>
