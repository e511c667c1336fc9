using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Add-OpticalCounterpart as a user calls it, on a small archive.</summary>
public sealed class CounterpartTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public CounterpartTests()
    {
        _archive.Write("csc.csv", """
            name,ra,dec,b_flux_ap,error_ellipse_r0,error_ellipse_r1,error_ellipse_angle
            2CXO J004021.6+000000,10.09,0,1e-14,0.3,0.3,0
            2CXO J004000.0+000524,10,0.09,2e-14,0.3,0.3,0
            2CXO J003936.0+000000,9.9,0,4e-14,0.3,0.3,0
            """);
        // The Fermi source of the small archive with matches is at 10, 0; its Chandra sources at 10.09 0, 10 0.09 and 9.9 0.
        _archive.Write("gaia_source.csv", """
            source_id,ra,dec,ra_error,dec_error,pmra,pmdec,phot_g_mean_mag,phot_variable_flag,classprob_dsc_combmod_star
            6917528997577384321,10.001,0,0.1,0.1,0,0,20.1,VARIABLE,0.99
            6917528997577384320,10.002,0,0.1,0.1,3600,0,20.2,NOT_AVAILABLE,
            5,10.0900003,0,0.1,0.1,,,12.5,CONSTANT,1
            6,10.2,0,0.1,0.1,0,0,15,NOT_AVAILABLE,1
            """);
        _archive.Write("fp_psc.csv", "designation,ra,dec,j_m,ph_qual\nA,10.003,0,12.5,AAA\nB,10.001,0,,UUU\nC,10.0901,0,9,AAA\n");
        _session.Invoke("Use-AstroArchive -Path $path; $group = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch", ("path", _archive.Path));
    }

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    private string DisplayedSeparation(PSObject counterpart, string list) => $"{Assert.Single(_session.Invoke(
        "[PSAstroXmatch.DisplayText]::Arcsec($separation)", ("separation", ((System.Collections.IEnumerable)counterpart.Properties[list].Value).Cast<double?>().First())).Output)}";

    private PSObject One(string script)
    {
        Invocation result = _session.Invoke(script);
        Assert.Empty(result.Errors);
        return Assert.Single(result.Output);
    }

    [Fact]
    public void Around_the_Fermi_source_the_nearest_come_in_order()
    {
        PSObject found = One("$group | Add-OpticalCounterpart");
        Assert.Equal("6917528997577384321, 6917528997577384320", $"{found.Properties["GaiaNames"].Value}");
        Assert.Equal("VARIABLE, NOT_AVAILABLE", $"{found.Properties["GaiaVariability"].Value}");
        Assert.Equal("(, , 0.99), (, , )", $"{found.Properties["GaiaClasses"].Value}");
        Assert.Equal("B, A", $"{found.Properties["TwoMassNames"].Value}");
        Assert.StartsWith("3.59999999999", $"{found.Properties["SepFromFermiGaia"].Value}");
        Assert.Equal("gaia_source, fp_psc", $"{found.Properties["SearchedCatalogs"].Value}");
        Assert.Equal("B", $"{One("$group | Add-OpticalCounterpart -Top 1 -Catalog TwoMass").Properties["TwoMassNames"].Value}");
        Assert.Equal("fp_psc", $"{One("$group | Add-OpticalCounterpart -Catalog fp_psc").Properties["SearchedCatalogs"].Value}");
    }

    [Theory]
    [InlineData("Gaia", "SourceId PhotGMeanMag CscName               SepFromCsc NormalizedSep")]
    [InlineData("TwoMass", "Designation           K CscName                SepFromCsc NormalizedSep")]
    public void A_console_of_80_columns_shows_sources_with_whole_headers(string list, string header) =>
        Assert.Contains(header, _session.Render($"($group | Add-OpticalCounterpart).{list}", width: 80));

    [Fact]
    public void The_view_shows_what_was_searched_around_and_how_far_it_is()
    {
        PSObject found = One("$group | Add-OpticalCounterpart -Around Chandra");
        string fromCsc = DisplayedSeparation(found, "SepFromCscGaia"), fromFermi = DisplayedSeparation(found, "SepFromFermiGaia");
        Assert.NotEqual(fromCsc, fromFermi);
        Assert.Contains($" {fromCsc}", _session.Render("$group | Add-OpticalCounterpart -Around Chandra", width: 80));
        string aroundFermi = DisplayedSeparation(One("$group | Add-OpticalCounterpart"), "SepFromFermiGaia");
        Assert.Contains($" {aroundFermi}", _session.Render("$group | Add-OpticalCounterpart", width: 80));
        Assert.Contains("\n2CXO J004021.6+000000 ", _session.Render("Get-ChandraSource -Position '10.09 0' -Radius 1arcsec | Add-OpticalCounterpart", width: 80));
    }

    [Fact]
    public void Around_Chandra_sources_only_what_agrees_with_their_errors_is_kept()
    {
        PSObject found = One("$group | Add-OpticalCounterpart -Around Chandra");
        Assert.Equal("5", $"{found.Properties["GaiaNames"].Value}");
        Assert.Equal("", $"{found.Properties["TwoMassNames"].Value}");
        Assert.Equal("C", $"{One("$group | Add-OpticalCounterpart -Around Chandra -Radius 1arcsec -Catalog TwoMass").Properties["TwoMassNames"].Value}");
        PSObject alone = One("Get-ChandraSource -Position '10.09 0' -Radius 1arcsec | Add-OpticalCounterpart");
        Assert.Equal(("5", "", 1), ($"{alone.Properties["GaiaNames"].Value}", alone.Properties["FermiName"].Value, alone.Properties["NumCscMatches"].Value));
        Assert.StartsWith("CentreMissing", Assert.Single(_session.Invoke("Get-ChandraSource | Add-OpticalCounterpart -Around Fermi").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Around_a_Fermi_source_that_has_no_Chandra_sources_is_searched_too()
    {
        const string Source = "Get-FermiSource -Name '4FGL J0040.0+0000' | Add-OpticalCounterpart";
        PSObject found = One(Source), grouped = One("$group | Add-OpticalCounterpart");
        foreach (string name in new[] { "FermiName", "FermiL", "FermiB", "FermiFlux", "FermiR95", "FermiClass", "SepFromFermiGaia", "SearchedCatalogs" })
            Assert.Equal($"{grouped.Properties[name].Value}", $"{found.Properties[name].Value}");
        Assert.Equal("6917528997577384321, 6917528997577384320", $"{found.Properties["GaiaNames"].Value}");
        Assert.Equal((0, "", ", "), (found.Properties["NumCscMatches"].Value, $"{found.Properties["CscNames"].Value}", $"{found.Properties["SepFromCscGaia"].Value}"));
        Assert.Equal(3, _session.Invoke("Get-FermiSource | Add-OpticalCounterpart").Output.Count);
        // What came out can go in again.
        Assert.Equal("B, A", $"{One(Source + " -Catalog Gaia | Add-OpticalCounterpart -Catalog TwoMass").Properties["TwoMassNames"].Value}");
    }

    [Theory]
    [InlineData("Get-FermiSource | Add-OpticalCounterpart -Around Chandra", "have no Chandra sources")]
    [InlineData("& { Get-FermiSource; Get-ChandraSource } | Add-OpticalCounterpart", "mixed with")]
    public void Fermi_sources_that_can_not_be_searched_around_are_one_error(string script, string part)
    {
        Invocation result = _session.Invoke(script);
        Assert.StartsWith("CentreMissing,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains(part, result.Errors[0].ToString());
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_star_is_where_it_was_at_the_epoch()
    {
        // 3.6 arcsec a year to the east for 10 years is 0.01 degrees.
        PSObject moved = One("($group | Add-OpticalCounterpart -Epoch 2006 -Radius 40arcsec -Catalog Gaia -Top 9).Gaia | & { process { if ($_.SourceId -eq 6917528997577384320) { $_ } } }");
        Assert.Equal(9.992, (double)moved.Properties["EpochRA"].Value, 1e-7);
        Assert.Equal(28.8, (double)moved.Properties["SepFromFermi"].Value, 1e-3);
        Assert.Equal(2006.0, moved.Properties["Epoch"].Value);
        // Found although its catalog position is 36 arcsec farther away.
        Assert.Equal("6917528997577384320", $"{One("$group | Add-OpticalCounterpart -Epoch '2013-09-30' -Radius 2arcsec -Catalog Gaia").Properties["GaiaNames"].Value}");
    }

    [Fact]
    public void A_missing_proper_motion_widens_the_error()
    {
        const string Script = "(($group | Add-OpticalCounterpart -Around Chandra -Radius 2arcsec -Catalog Gaia EPOCH).Gaia | & { process { if ($_.SourceId -eq 5) { $_ } } }).NormalizedSep";
        double atGaia = (double)One(Script.Replace("EPOCH", "")).BaseObject, later = (double)One(Script.Replace("EPOCH", "-Epoch 1966")).BaseObject;
        Assert.True(later < 0.95 * atGaia, $"{later} is not below {atGaia}");
    }

    [Fact]
    public void A_star_without_a_proper_motion_does_not_say_that_it_was_moved()
    {
        PSObject still = One("($group | Add-OpticalCounterpart -Around Chandra -Radius 2arcsec -Catalog Gaia -Epoch 1966).Gaia | & { process { if ($_.SourceId -eq 5) { $_ } } }");
        Assert.Null(still.Properties["PmRA"].Value);
        Assert.Null(still.Properties["Epoch"].Value);
        Assert.Null(still.Properties["EpochRA"].Value);
        Assert.Null(still.Properties["EpochDec"].Value);
    }

    [Fact]
    public void A_registered_catalog_of_large_errors_is_searched_as_widely_as_they_reach()
    {
        // R1 is 8 arcsec and R2 15 arcsec from the Chandra source at 10.09 0, with 5 arcsec of error: 1.6 and 3.0 times the joint error.
        _archive.Write("rosat.csv", "id,ra,dec,major,minor,angle\nR1,10.0922222,0,5,5,0\nR2,10.0941667,0,5,5,0\n");
        const string Register = "Register-AstroCatalog Rosat x Irsa -Id id -ErrorEllipse major, minor, angle";
        Assert.StartsWith("LargestErrorMissing", Assert.Single(_session.Invoke(Register).Errors).FullyQualifiedErrorId);
        Assert.StartsWith("LargestErrorInvalid", Assert.Single(_session.Invoke(Register + " -LargestError 0").Errors).FullyQualifiedErrorId);
        PSObject found = One(Register + " -LargestError 5arcsec; $group | Add-OpticalCounterpart -Around Chandra -Catalog Rosat");
        Assert.Equal("R1", $"{found.Properties["Others"].Value}");
    }

    [Fact]
    public void A_catalog_that_is_not_there_is_an_error_and_the_other_one_is_searched()
    {
        File.Delete(_archive.File("gaia_source.csv"));
        Invocation result = _session.Invoke("$group | Add-OpticalCounterpart");
        Assert.StartsWith("CatalogNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId);
        PSObject found = Assert.Single(result.Output);
        Assert.Equal("fp_psc", $"{found.Properties["SearchedCatalogs"].Value}");
        Assert.Contains("Gaia DR3", (string)found.Properties["SearchError"].Value);
        Assert.Equal("B, A", $"{found.Properties["TwoMassNames"].Value}");
    }

    [Fact]
    public void The_table_has_the_25_columns_and_the_row_of_units_of_the_published_one()
    {
        string file = _archive.File("final.csv");
        _session.Invoke("$group | Add-OpticalCounterpart | Export-AstroTable $file -UnitRow", ("file", file));
        string[] lines = File.ReadAllLines(file);
        Assert.Equal(
            "fermi_name,fermi_l,fermi_b,fermi_flux,fermi_r95,fermi_class,num_csc_matches,csc_names,csc_fluxes,csc_glons,csc_glats,gaia_names,gaia_classes,"
            + "gaia_glons,gaia_glats,gaia_mean_g_flux,gaia_mean_g_mag,gaia_variability,sep_from_fermi_gaia,sep_from_csc_gaia,twomass_names,twomass_glons,"
            + "twomass_glats,sep_from_fermi_2mass,sep_from_csc_2mass",
            lines[0]);
        Assert.Equal(",deg,deg,erg/cm2/s,deg,,,,erg/cm2/s,deg,deg,,gaia class probabilities (quasar/galaxy/star),deg,deg,e-/s,mag,flag,arcsec,arcsec,,deg,deg,arcsec,arcsec", lines[1]);
        Assert.Contains("\"6917528997577384321, 6917528997577384320\"", lines[2]);
        Assert.Equal(
            "electron/s",
            One($"$group | Add-OpticalCounterpart | Export-AstroTable '{_archive.File("final.vot")}'; (Import-AstroTable '{_archive.File("final.vot")}' -AsTable)['gaia_mean_g_flux'].Unit").BaseObject);
    }

    [Theory]
    [InlineData("nested.csv", "-UnitRow")]
    [InlineData("nested.csv.gz", "")]
    [InlineData("nested.vot", "")]
    public void Nested_lists_are_lists_again_after_an_import(string name, string how)
    {
        PSObject row = One($"$group | Add-OpticalCounterpart | Export-AstroTable '{_archive.File(name)}' {how}; Import-AstroTable '{_archive.File(name)}'");
        Assert.Equal([6917528997577384321, 6917528997577384320], Assert.IsAssignableFrom<IEnumerable<long>>(row.Properties["gaia_names"].Value));
        Assert.Equal([20.1, 20.2], Assert.IsAssignableFrom<IEnumerable<double>>(row.Properties["gaia_mean_g_mag"].Value));
        Assert.Equal(["(, , 0.99)", "(, , )"], Assert.IsAssignableFrom<IEnumerable<string>>(row.Properties["gaia_classes"].Value));
        Assert.Equal(3, Assert.IsAssignableFrom<IEnumerable<string>>(row.Properties["csc_names"].Value).Count());
        Assert.Equal(["B", "A"], Assert.IsAssignableFrom<IEnumerable<string>>(row.Properties["twomass_names"].Value));
        Assert.Equal("4FGL J0040.0+0000", row.Properties["fermi_name"].Value);
    }

    [Fact]
    public void A_registered_catalog_is_searched_like_the_others()
    {
        _archive.Write("allwise.csv", "designation,ra,dec,w1mpro,pm1,pm2\nW1,10.001,0,12.25,0,0\nW2,10.0005,0,13,-3600,0\n");
        const string Register = "Register-AstroCatalog AllWise allwise_p3as_psd Irsa -Id designation -Column w1mpro";
        PSObject catalog = One(Register + " -PassThru");
        Assert.Equal(("AllWise", "Irsa", "allwise_p3as_psd"), (catalog.Properties["Name"].Value, catalog.Properties["Service"].Value, catalog.Properties["Table"].Value));
        Assert.Contains("AllWise", _session.Invoke("Get-AstroCatalog").Output.Select(known => known.Properties["Name"].Value));
        Assert.Contains("AllWise", _session.Complete("Add-OpticalCounterpart -Catalog al").CompletionMatches.Select(match => match.CompletionText));
        PSObject found = One("$group | Add-OpticalCounterpart -Catalog AllWise, TwoMass");
        Assert.Equal(("W2, W1", "B, A", "AllWise, fp_psc"), ($"{found.Properties["Others"].Value}", $"{found.Properties["TwoMassNames"].Value}", $"{found.Properties["SearchedCatalogs"].Value}"));
        Assert.Equal(13.0, Convert.ToDouble(One("($group | Add-OpticalCounterpart -Catalog AllWise).Others[0].Row.w1mpro").BaseObject));
        // W2 moves 3.6 arcsec a year to the west: 5 years before, it was 18 arcsec farther to the east.
        PSObject moved = One(Register + " -Epoch 2010 -ProperMotion pm1, pm2; $group | Add-OpticalCounterpart -Catalog AllWise -Epoch 2005");
        Assert.Equal("W1, W2", $"{moved.Properties["Others"].Value}");
        Assert.StartsWith("CatalogNameTaken", Assert.Single(_session.Invoke("Register-AstroCatalog Gaia x Irsa -Id y").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("EpochMissing", Assert.Single(_session.Invoke(Register + " -ProperMotion pm1, pm2").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("ServiceUnknown", Assert.Single(_session.Invoke("Register-AstroCatalog X x Nowhere -Id y").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void The_cross_match_service_searches_under_the_names_of_VizieR()
    {
        using FakeTapService service = new()
        {
            Answer = _ => "<?xml version=\"1.0\"?><VOTABLE version=\"1.3\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE><TABLE>"
                + "<FIELD name=\"angDist\" datatype=\"double\"/><FIELD name=\"position_id\" datatype=\"int\"/><FIELD name=\"AllWISE\" datatype=\"char\" arraysize=\"*\"/>"
                + "<FIELD name=\"RAJ2000\" datatype=\"double\" unit=\"deg\"/><FIELD name=\"DEJ2000\" datatype=\"double\" unit=\"deg\"/><FIELD name=\"W1mag\" datatype=\"float\"/><DATA><TABLEDATA>"
                + "<TR><TD>3.6</TD><TD>0</TD><TD>J1</TD><TD>10.001</TD><TD>0</TD><TD>12.5</TD></TR><TR><TD>9</TD><TD>0</TD><TD>far</TD><TD>10.1</TD><TD>0</TD><TD>1</TD></TR>"
                + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>",
        };
        Invocation result = _session.Invoke(
            "Register-AstroCatalog AllWise x Irsa -Id designation -Column w1mpro -VizierTable II/328/allwise -VizierColumn @{ designation = 'AllWISE'; w1mpro = 'W1mag' };"
            + " $group | Add-OpticalCounterpart -Catalog AllWise -Engine CdsXMatch -XMatchUri $uri -Verbose",
            ("uri", service.Uri + "/sync"));
        Assert.Empty(result.Errors);
        Assert.Equal("J1", $"{Assert.Single(result.Output).Properties["Others"].Value}");
        Assert.Contains(result.Verbose, line => line.Contains("CDS, Strasbourg"));
        Assert.Contains(service.Bodies, body => body.Contains("vizier:II/328/allwise") && body.Contains("0,10,0"));
    }

    [Theory]
    [InlineData("1, 'x' | Add-OpticalCounterpart", "InputInvalid")]
    [InlineData("$group | Add-OpticalCounterpart -Catalog nosuch", "CatalogUnknown")]
    [InlineData("$group | Add-OpticalCounterpart -Radius 0", "RadiusInvalid")]
    [InlineData("$group | Add-OpticalCounterpart -Epoch '2006,5'", "ParameterArgumentTransformationError")]
    public void Wrong_input_is_told_with_a_stable_id(string script, string id) =>
        Assert.All(_session.Invoke(script).Errors.DefaultIfEmpty(), error => Assert.StartsWith(id, error!.FullyQualifiedErrorId));

    [Fact]
    public void An_empty_pipeline_gives_nothing() => Assert.Empty(_session.Invoke("@() | Add-OpticalCounterpart").Output);
}
