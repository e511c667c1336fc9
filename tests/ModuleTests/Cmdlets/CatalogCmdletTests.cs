using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class CatalogCmdletTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public CatalogCmdletTests() => _session.Invoke("Use-AstroArchive -Path $path", ("path", _archive.Path));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("Get-ChandraObservation", "ObsId", "RA", "Dec", "L", "B", "Exposure", "Detector", "Time", "Target")]
    [InlineData("Get-ChandraSource", "Name", "RA", "Dec", "L", "B", "Flux", "FluxLow", "FluxHigh", "ErrorSemiMajor", "ErrorSemiMinor", "ErrorAngle")]
    [InlineData("Get-FermiSource", "Name", "RA", "Dec", "L", "B", "SemiMajorAxis95", "SemiMinorAxis95", "PositionAngle95", "EnergyFlux", "Class")]
    [InlineData("Find-FermiCscMatch", "FermiName", "FermiL", "FermiB", "FermiR95", "FermiFlux", "FermiClass", "CscName", "CscL", "CscB", "CscFlux", "SepDeg", "NormalizedSep")]
    [InlineData("Find-FermiCscMatch | Group-FermiMatch", "FermiName", "FermiL", "FermiB", "FermiFlux", "FermiR95", "FermiClass", "NumCscMatches", "CscNames", "CscFluxes", "CscGlons", "CscGlats")]
    public void Objects_have_the_properties_of_the_design_in_their_order(string script, params string[] properties)
    {
        PSObject first = _session.Invoke(script).Output[0];
        Assert.Equal(properties, first.Properties.Select(property => property.Name).Take(properties.Length));
    }

    [Theory]
    [InlineData("Get-FermiSource | Group-FermiMatch", "Group-FermiMatch", "Find-FermiCscMatch")]
    [InlineData("1, 2 | Group-FermiMatch", "Group-FermiMatch", "Find-FermiCscMatch")]
    [InlineData("Get-ChandraSource | Find-FermiCscMatch", "Find-FermiCscMatch", "-ChandraSource")]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore | Find-FermiCscMatch", "Find-FermiCscMatch", "Get-FermiSource")]
    [InlineData("Find-FermiCscMatch -FermiSource 'x'", "Find-FermiCscMatch", "Get-FermiSource")]
    [InlineData("Find-FermiCscMatch -ChandraSource (Get-FermiSource)", "-ChandraSource", "Get-ChandraSource")]
    public void Objects_of_another_kind_are_one_error_that_says_where_they_go(string script, string part, string advice)
    {
        Invocation result = _session.Invoke(script);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("InputInvalid,", error.FullyQualifiedErrorId);
        Assert.Contains(part, error.ToString());
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Observations_without_a_position_are_one_error_and_the_others_come()
    {
        Invocation result = _session.Invoke("Get-ChandraObservation");
        Assert.Equal([1, 2], result.Output.Select(item => (int)item.Properties["ObsId"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("PositionMissing,", error.FullyQualifiedErrorId);
        Assert.Contains("chanmaster.csv", error.ToString());
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Get-ChandraObservation -Target crab", 1)]
    [InlineData("Get-ChandraObservation -Detector ACIS-*", 2)]
    [InlineData("Get-ChandraObservation -Detector HRC-I, ACIS-I", 1)]
    [InlineData("Get-ChandraObservation -MinExposure 1", 1)]
    [InlineData("Get-ChandraObservation -After 2013-01-01 -Before 2014-01-01", 1)]
    [InlineData("Get-ChandraObservation -Before 2014-01-01", 1)]
    [InlineData("Get-ChandraObservation -Position '05:34:31.2 +22:00:36' -Radius 1arcmin", 1)]
    [InlineData("Get-ChandraSource", 6)]
    [InlineData("Get-ChandraSource -MinFlux 0", 4)]
    [InlineData("Get-ChandraSource -MinFlux 2e-14", 2)]
    [InlineData("Get-ChandraSource '2CXO J0040*'", 4)]
    [InlineData("Get-ChandraSource -Position '10 0' -Radius 1arcsec", 2)]
    [InlineData("Get-FermiSource -Position 10.0,0.5 -Radius 1", 1)]
    [InlineData("Get-FermiSource -Class PSR, snr", 2)]
    [InlineData("Get-FermiSource -MaxLatitude 10", 2)]
    [InlineData("Get-FermiSource -Position (Get-ChandraSource '2CXO J0200*') -Radius \"1'\"", 1)]
    [InlineData("Find-FermiCscMatch", 3)]
    [InlineData("Find-FermiCscMatch -ErrorShape Ellipse", 2)]
    [InlineData("Find-FermiCscMatch -Engine Local", 3)]
    [InlineData("Find-FermiCscMatch -Engine Archive", 3)]
    [InlineData("Find-FermiCscMatch -MaxLatitude 90", 4)]
    [InlineData("Find-FermiCscMatch -MinFlux 1e-14", 2)]
    [InlineData("Find-FermiCscMatch -ExtendedRadius 10.1deg", 6)]
    [InlineData("Get-FermiSource -Class bll | Find-FermiCscMatch", 1)]
    [InlineData("Get-FermiSource -Class nothing* | Find-FermiCscMatch", 0)]
    [InlineData("Find-FermiCscMatch -FermiSource (Get-FermiSource) -ChandraSource (Get-ChandraSource -MinFlux 3e-14)", 2)]
    [InlineData("Find-FermiCscMatch | Group-FermiMatch", 1)]
    [InlineData("@() | Group-FermiMatch", 0)]
    [InlineData("Get-ChandraSource '2CXO J00[34]*'", 5)]
    [InlineData("Find-FermiCscMatch -ChandraSource (Get-ChandraSource -Name nothing*)", 0)]
    [InlineData("$none = Get-ChandraSource -Name nothing*; Find-FermiCscMatch -ChandraSource $none", 0)]
    [InlineData("$none = Get-FermiSource -Name nothing*; Find-FermiCscMatch -FermiSource $none", 0)]
    public void Parameters_select_what_they_say(string script, int count)
    {
        Invocation result = _session.Invoke(script);
        Assert.Equal(count, result.Output.Count);
        Assert.DoesNotContain(result.Errors, error => !error.FullyQualifiedErrorId.StartsWith("PositionMissing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-FermiSource -Class xyz", "FermiClassNotFound", "'xyz'", "Get-FermiClass")]
    [InlineData("Get-FermiSource -Class pulsar", "FermiClassNotFound", "'pulsar'", "PSR, psr")]
    [InlineData("Get-FermiSource -Class Blazars, psr", "FermiClassNotFound", "'Blazars'", "BLL, bll")]
    [InlineData("Get-FermiClass nonsense", "FermiClassNotFound", "'nonsense'", "Get-FermiClass")]
    [InlineData("Get-FermiSource -Name Crab", "SourceNotFound", "'Crab'", "*Crab*")]
    [InlineData("Get-FermiSource -Name '4FGL J0040.0+0000', Crab -MaxLatitude 90", "SourceNotFound", "'Crab' in the selection", "*Crab*")]
    [InlineData("Get-ChandraSource -Name nosuch", "SourceNotFound", "'nosuch'", "*nosuch*")]
    [InlineData("'10 0', '83 22' | Get-ChandraSource -Name nosuch -Radius 1", "SourceNotFound", "'nosuch'", "*nosuch*")]
    [InlineData("Get-ChandraObservation nosuch -WarningAction Ignore", "TargetNotFound", "'nosuch'", "*nosuch*")]
    [InlineData("Get-ChandraObservation -Detector ACIS", "DetectorNotFound", "'ACIS'", "ACIS-I")]
    [InlineData("Get-AstroCatalog nosuch", "CatalogNotFound", "'nosuch'", "Get-AstroCatalog")]
    public void A_name_that_fits_nothing_is_one_error_that_does_not_end_the_pipeline(string script, string id, string message, string recommendation)
    {
        Invocation result = _session.Invoke(script + "; 'reached'");
        ErrorRecord error = Assert.Single(result.Errors, error => !error.FullyQualifiedErrorId.StartsWith("PositionMissing", StringComparison.Ordinal));
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains(message, error.ToString());
        Assert.Contains(recommendation, error.ErrorDetails.RecommendedAction);
        Assert.Equal("reached", result.Output[^1].BaseObject);
    }

    [Theory]
    [InlineData("Get-FermiSource -Class xyz*")]
    [InlineData("Get-FermiSource -Class nov, NOV, Nov, ''")]
    [InlineData("Get-FermiSource -Name *Crab*")]
    [InlineData("Get-FermiSource -Name '4fgl j0040.0+0000'")]
    [InlineData("'10 0', '83 22' | Get-FermiSource -Name '4FGL J0040.0+0000' -Radius 1")]
    [InlineData("Get-FermiClass xyz*")]
    [InlineData("Get-FermiClass psr, ''")]
    [InlineData("Get-ChandraSource nosuch?")]
    [InlineData("Get-AstroCatalog nosuch*")]
    [InlineData("Get-AstroCatalog gaia")]
    public void A_wildcard_that_fits_nothing_and_a_name_in_any_case_are_no_errors(string script) => Assert.Empty(_session.Invoke(script).Errors);

    [Fact]
    public void Extended_sources_are_told_of()
    {
        Invocation result = _session.Invoke("Find-FermiCscMatch");
        Assert.Contains("1 Fermi source", Assert.Single(result.Warnings));
        Assert.Contains("4FGL J0120.0+0000e", result.Warnings[0]);
    }

    [Fact]
    public void Absent_values_are_null_and_never_zero()
    {
        PSObject source = Assert.Single(_session.Invoke("Get-ChandraSource '2CXO J004000.1+000000'").Output);
        Assert.Null(source.Properties["Flux"].Value);
        Assert.Null(source.Properties["ErrorSemiMajor"].Value);
        PSObject zero = Assert.Single(_session.Invoke("Get-ChandraSource '2CXO J004000.0+000000'").Output);
        Assert.Equal(0.0, zero.Properties["Flux"].Value);
    }

    [Fact]
    public void A_list_prints_its_values()
    {
        PSObject group = Assert.Single(_session.Invoke("Find-FermiCscMatch | Group-FermiMatch").Output);
        Assert.Equal("2CXO J003936.0+000000, 2CXO J004000.0+000524, 2CXO J004021.6+000000", group.Properties["CscNames"].Value.ToString());
        Assert.Equal("4.000000000000001e-14, 2e-14, 1e-14", group.Properties["CscFluxes"].Value.ToString());
    }

    [Fact]
    public void An_observation_without_an_obsid_is_one_error_and_the_others_come()
    {
        _archive.Write("chanmaster.csv", "obsid,name,ra,dec\n1,Crab,83.63,22.01\n,Nameless,10,10\n3,Vela,128.8,-45.2");
        Invocation result = _session.Invoke("Get-ChandraObservation");
        Assert.Equal([1, 3], result.Output.Select(item => (int)item.Properties["ObsId"].Value));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ValueInvalid,", error.FullyQualifiedErrorId);
        Assert.Contains("Nameless", error.ToString());
    }

    [Fact]
    public void A_selection_by_a_column_that_is_not_there_is_an_error()
    {
        _archive.Write("chanmaster.csv", "obsid,ra,dec\n1,83.63,22.01");
        ErrorRecord error = Assert.Single(_session.Invoke("Get-ChandraObservation -Detector ACIS-I").Errors);
        Assert.StartsWith("ColumnNotFound,", error.FullyQualifiedErrorId);
        Assert.Contains("detector", error.ToString());
    }

    [Theory]
    [InlineData("Get-FermiSource -MaxLatitude '0,5'", "0.5")]
    [InlineData("Get-ChandraSource -MinFlux '1,5e-14'", "1.5e-14")]
    [InlineData("Get-FermiSource -MaxLatitude 5,5", "write 5.5, not 5,5")]
    [InlineData("Get-FermiSource -MaxLatitude 2,5arcsec", "write 2.5, not 2,5")]
    [InlineData("Get-FermiSource -Position '10 0' -Radius 1,5", "write 1.5, not 1,5")]
    [InlineData("Get-FermiSource -MaxLatitude 1,2,3", "one angle")]
    [InlineData("Get-ChandraSource -MinFlux 1,5e-14", "write 1.5e-14, not 1,5e-14")]
    [InlineData("Find-FermiCscMatch -MinFlux 1,5", "write 1.5, not 1,5")]
    [InlineData("Use-AstroArchive -Simulated -Scale 0,5", "write 0.5, not 0,5")]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Timeout 1,5min", "write 1.5, not 1,5")]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Timeout '1,5min'", "write 1.5, not 1,5")]
    [InlineData("Register-AstroCatalog x -Path x.csv -Epoch 2008,5", "write 2008.5, not 2008,5")]
    [InlineData("Get-FermiSource -Position 83,6,22,0 -Radius 1", "'83.63 22.01'")]
    [InlineData("Get-FermiSource -Position '83,6 22,0' -Radius 1", "83.6, not 83,6")]
    [InlineData("Get-FermiSource -MaxLatitude 100", "0 to 90")]
    [InlineData("Find-FermiCscMatch -MaxLatitude 100", "0 to 90")]
    [InlineData("Get-FermiSource -MaxLatitude 3parsec", "parsec")]
    [InlineData("Get-FermiSource -MaxLatitude -1", "-1")]
    [InlineData("Find-FermiCscMatch -MaxLatitude -1", "-1")]
    [InlineData("Find-FermiCscMatch -MinFlux NaN", "NaN")]
    [InlineData("Find-FermiCscMatch -MinFlux ([double]::NaN)", "NaN")]
    [InlineData("Get-FermiSource -Position '10 95' -Radius 1", "95")]
    [InlineData("Get-FermiSource -Position '10 0'", "-Radius")]
    [InlineData("Get-FermiSource -Radius 1", "-Position")]
    [InlineData("Use-AstroArchive -Path /no/such/folder", "/no/such/folder")]
    [InlineData("Use-AstroArchive -Simulated -Scale 2", "2")]
    [InlineData("Use-AstroArchive -Uri file:///etc/passwd", "http")]
    public void A_bad_argument_is_one_clear_error(string script, string part)
    {
        ErrorRecord error = Assert.Single(_session.Invoke(script).Errors);
        Assert.Contains(part, error + " " + error.ErrorDetails?.RecommendedAction);
    }

    [Fact]
    public void The_archive_says_what_it_is()
    {
        PSObject archive = Assert.Single(_session.Invoke("Get-AstroArchive").Output);
        Assert.Equal("Folder", archive.Properties["Kind"].Value);
        Assert.Equal(_archive.Path, archive.Properties["Location"].Value);
        Assert.Equal("chanmaster (chanmaster.csv), csc (csc.csv), fermilpsc (fermilpsc.csv)", archive.Properties["Catalogs"].Value.ToString());
        PSObject simulated = Assert.Single(_session.Invoke("Use-AstroArchive -Simulated -Seed 3 -Scale 0.01 -PassThru").Output);
        Assert.Contains("simulated", simulated.Properties["Location"].Value.ToString());
        Assert.Equal("Live", Assert.Single(_session.Invoke("Use-AstroArchive -PassThru").Output).Properties["Kind"].Value);
    }

    [Fact]
    public void A_folder_without_the_catalog_names_folder_and_file()
    {
        System.IO.File.Delete(_archive.File("csc.csv"));
        ErrorRecord error = Assert.Single(_session.Invoke("Find-FermiCscMatch").Errors);
        Assert.StartsWith("CatalogNotFound,", error.FullyQualifiedErrorId);
        Assert.Contains(_archive.Path, error.ToString());
        Assert.Contains("csc.csv", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void An_unreachable_host_is_one_clear_error()
    {
        // Nobody answers at port 11 of the loopback address, and no other test asks there: a host that was away is left alone for some seconds.
        ErrorRecord error = Assert.Single(_session.Invoke("Use-AstroArchive -Uri http://127.0.0.1:11/tap; Get-FermiSource").Errors);
        Assert.StartsWith("ServiceUnreachable,", error.FullyQualifiedErrorId);
        Assert.Contains("127.0.0.1:11", error.ToString());
        Assert.Contains("Use-AstroArchive -Simulated", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Uri http://127.0.0.1:9/tap")]
    [InlineData("Get-TapTable -Uri http://127.0.0.1:9/tap")]
    [InlineData("Get-TapColumn csc -Uri http://127.0.0.1:9/tap")]
    [InlineData("Start-TapJob 'SELECT 1' -Uri http://127.0.0.1:9/tap")]
    public void An_unreachable_service_of_a_query_is_advised_of_as_such(string script)
    {
        ErrorRecord error = Assert.Single(_session.Invoke(script).Errors);
        // A host that was not there a moment ago is left alone for some seconds.
        Assert.Matches("^Service(Unreachable|Unavailable),", error.FullyQualifiedErrorId);
        Assert.Contains("-Service <address>", error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("Use-AstroArchive", error.ErrorDetails.RecommendedAction);
    }
}
