using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>Real files; the numbers of rows and columns and the values are those that astropy 5.2.1 gives.</summary>
public class SharedTablesTests
{
    [Theory]
    [InlineData("chandra/csc_classified_8271.csv", 8271, 28)]
    [InlineData("chandra/csc_cscview_example.vot", 1, 30)]
    [InlineData("fermi/gll_psc_v27.fit.gz", 5788, 74)]
    [InlineData("fields/NGC3532_2mass.csv", 373, 64)]
    [InlineData("fields/NGC3532_ave.csv", 373, 52)]
    [InlineData("fields/ngc3532_gaia_precomputed.csv", 321, 286)]
    [InlineData("galactic-plane/chanmaster.csv", 4053, 7)]
    [InlineData("galactic-plane/csc.csv", 5462, 6)]
    [InlineData("galactic-plane/fermilpsc.csv", 169, 8)]
    [InlineData("galactic-plane/fp_psc.csv", 507, 5)]
    [InlineData("galactic-plane/gaia_source.csv", 507, 11)]
    [InlineData("galactic-plane/expected/pairs.csv", 5468, 2)]
    [InlineData("galactic-plane/expected/grouped.csv", 169, 11)]
    [InlineData("galactic-plane/expected/grouped_gaia_2mass.csv", 169, 25)]
    [InlineData("responses/fits/ascii.fits", 5, 2)]
    [InlineData("responses/fits/btable.fits", 3, 4)]
    [InlineData("responses/fits/logical_null.fits", 3, 1)]
    [InlineData("responses/fits/table.fits", 3, 2)]
    [InlineData("responses/fits/tb.fits", 2, 4)]
    [InlineData("responses/fits/tdim.fits", 3, 2)]
    [InlineData("responses/fits/variable_length_table.fits", 2, 2)]
    [InlineData("responses/ipac/2mass-m31-2412rows.tbl", 2412, 44)]
    [InlineData("responses/ipac/ipac.dat", 2, 5)]
    [InlineData("responses/ipac/ipac.dat.bz2", 2, 5)]
    [InlineData("responses/ipac/no_data_ipac.dat", 0, 5)]
    [InlineData("responses/ipac/subtypes.ecsv", 16, 27)]
    public void Files_have_the_rows_and_columns_that_astropy_finds(string path, int rows, int columns)
    {
        AstroTable table = Read(path);
        Assert.Equal((rows, columns), (table.RowCount, table.Columns.Count));
    }

    [Fact]
    public void The_official_Fermi_catalog_has_its_values()
    {
        AstroTable table = Read("fermi/gll_psc_v27.fit.gz");
        Assert.Equal("LAT_Point_Source_Catalog", table.Name);
        Assert.Equal("4FGL J0025.4-4838", table["Source_Name"].GetValue(100));
        Assert.Equal(6.3673f, table["RAJ2000"].GetValue(100));
        Assert.Equal("deg", table["RAJ2000"].Unit);
        Assert.Equal(
            [9.2472705e-09f, 2.3242117e-09f, 3.3671732e-10f, 1.9159517e-10f, 3.2077493e-11f, 9.6901757e-12f, 1.9402514e-16f],
            (float[])table["Flux_Band"].GetValue(100)!);
        Assert.Equal("2x7", table["Unc_Flux_Band"].Info.ArraySize);
        Assert.Equal((short)16, table["Flags"].GetValue(100));
        Assert.True(table["RA_Counterpart"].IsNull(0));
        Assert.Equal(0.3293408, table["RA_Counterpart"].GetValue(2));
        Assert.Equal(57987, Read("fermi/gll_psc_v27.fit.gz", "GTI").RowCount);
        Assert.Equal(75, Read("fermi/gll_psc_v27.fit.gz", "2").RowCount);
    }

    [Fact]
    public void The_FITS_tables_of_astropy_have_their_values()
    {
        AstroTable scaled = Read("responses/fits/tb.fits");
        Assert.Equal([3.70000007, 6.69999971], scaled["c3"].ToDoubles().Select(value => Math.Round(value, 8)));
        Assert.Equal([false, true], ((AstroColumn<bool>)scaled["c4"]).Values);
        AstroTable arrays = Read("responses/fits/variable_length_table.fits");
        Assert.Equal([45, 56], (short[])arrays["var"].GetValue(0)!);
        Assert.Equal([11, 12, 13], (short[])arrays["var"].GetValue(1)!);
        AstroTable logical = Read("responses/fits/logical_null.fits");
        Assert.Equal([true, null, false], Enumerable.Range(0, 3).Select(row => logical["flag"].GetValue(row)));
        // The fourth field has the null text '*'; astropy's array shows 0 there.
        Assert.Equal([10.123, 5.2, 15.61, double.NaN, 345], Read("responses/fits/ascii.fits")["a"].ToDoubles());
        AstroException error = Assert.Throws<AstroException>(() => Read("responses/fits/scale.fits"));
        Assert.Equal("TableNotFound", error.ErrorId);
    }

    [Fact]
    public void Identifiers_keep_every_digit_and_designations_their_zeros()
    {
        AstroTable gaia = Read("galactic-plane/gaia_source.csv");
        Assert.Equal(528569466070892032L, gaia["source_id"].GetValue(506));
        Assert.Equal(118.20371495899526, gaia["l"].GetValue(506));
        Assert.Equal(typeof(string), gaia["phot_variable_flag"].ValueType);
        AstroTable twoMass = Read("galactic-plane/fp_psc.csv");
        Assert.Equal("00021338+6719503", twoMass["designation"].GetValue(0));
        AstroTable classes = Read("chandra/csc_classified_8271.csv");
        Assert.Equal("0.009±0.0", classes["QSO"].GetValue(8270));
    }

    [Fact]
    public void The_unit_row_of_the_published_table_becomes_units()
    {
        AstroTable table = Read("galactic-plane/expected/grouped_gaia_2mass.csv");
        Assert.Equal("erg/cm2/s", table["fermi_flux"].Unit);
        Assert.Equal("arcsec", table["sep_from_csc_2mass"].Unit);
        Assert.Null(table["num_csc_matches"].Unit);
        Assert.Equal(6.42596169, table["fermi_l"].GetValue(0));
        Assert.Equal(5L, table["num_csc_matches"].GetValue(0));
    }

    [Fact]
    public void The_IPAC_table_of_2MASS_has_its_values()
    {
        AstroTable table = Read("responses/ipac/2mass-m31-2412rows.tbl");
        Assert.Equal(10.627446, table["ra"].GetValue(2411));
        Assert.Equal("00423058+4118309", table["designation"].GetValue(2411));
        Assert.True(table["h_cmsig"].IsNull(2411));
        Assert.Equal(72L, table["scan"].GetValue(2411));
        Assert.Equal("mag", table["j_m"].Unit);
        Assert.Equal("2412", table.Parameters.Single(parameter => parameter.Name == "RowsRetrieved").Value);
    }

    private static AstroTable Read(string path, string? table = null) =>
        TableFile.Read(SharedData.Path(path), new TableReadOptions { Table = table }, TestContext.Current.CancellationToken);
}
