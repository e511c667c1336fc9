using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class TableCmdletTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public TableCmdletTests() => _session.Invoke("Use-AstroArchive -Path $path", ("path", _archive.Path));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Fact]
    public void A_group_is_written_as_the_notebook_writes_it()
    {
        Invocation result = _session.Invoke("Find-FermiCscMatch | Group-FermiMatch | Export-AstroTable $file", ("file", _archive.File("grouped.csv")));
        Assert.Empty(result.Errors);
        string[] lines = System.IO.File.ReadAllLines(_archive.File("grouped.csv"));
        Assert.Equal("fermi_name,fermi_l,fermi_b,fermi_flux,fermi_r95,fermi_class,num_csc_matches,csc_names,csc_fluxes,csc_glons,csc_glats", lines[0]);
        Assert.StartsWith(
            "4FGL J0040.0+0000,300,9.5,1.25e-11,0.1,psr,3,\"2CXO J003936.0+000000, 2CXO J004000.0+000524, 2CXO J004021.6+000000\",\"4.000000000000001e-14, 2e-14, 1e-14\",",
            lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void A_row_of_units_is_written_where_it_is_asked_for()
    {
        _session.Invoke("Find-FermiCscMatch | Export-AstroTable $file -UnitRow", ("file", _archive.File("pairs.csv")));
        string[] lines = System.IO.File.ReadAllLines(_archive.File("pairs.csv"));
        Assert.StartsWith("fermi_name,fermi_l,fermi_b,fermi_r95,fermi_flux,fermi_class,csc_name,csc_l,csc_b,csc_flux,sep_deg", lines[0]);
        Assert.StartsWith(",deg,deg,deg,erg/cm2/s,,,deg,deg,erg/cm2/s,deg", lines[1]);
        Assert.Equal(5, lines.Length);
    }

    [Theory]
    [InlineData("table.vot")]
    [InlineData("table.csv")]
    [InlineData("table.tsv")]
    [InlineData("table.vot.gz")]
    [InlineData("table.csv.gz")]
    public void What_is_exported_is_imported_again(string name)
    {
        Invocation result = _session.Invoke(
            "Get-ChandraSource | Export-AstroTable $file; Import-AstroTable $file", ("file", _archive.File(name)));
        Assert.Empty(result.Errors);
        Assert.Equal(6, result.Output.Count);
        Assert.Equal("2CXO J004021.6+000000", result.Output[0].Properties["name"].Value);
        Assert.Equal(10.09, result.Output[0].Properties["ra"].Value);
        Assert.Equal(4.000000000000001e-14, result.Output[2].Properties["flux"].Value);
        Assert.Null(result.Output[4].Properties["flux"].Value);
    }

    [Fact]
    public void Rows_have_the_columns_as_typed_properties_and_the_table_its_units()
    {
        _archive.Write("ids.csv", "source_id,ra,note\n5853498713190525696,1.5,\n");
        PSObject row = Assert.Single(_session.Invoke("Import-AstroTable $file", ("file", _archive.File("ids.csv"))).Output);
        Assert.Equal(["source_id", "ra", "note"], row.Properties.Select(property => property.Name));
        Assert.Equal(5853498713190525696L, row.Properties["source_id"].Value);
        Assert.Equal(1.5, row.Properties["RA"].Value);
        Assert.Null(row.Properties["note"].Value);
        PSObject unit = Assert.Single(_session.Invoke(
            "Get-FermiSource | Export-AstroTable $file; (Import-AstroTable $file -AsTable)['energy_flux'].Unit", ("file", _archive.File("fermi.vot"))).Output);
        Assert.Equal("erg/cm2/s", unit.BaseObject);
    }

    [Fact]
    public void Objects_of_a_script_are_exported_under_snake_case_names()
    {
        _session.Invoke("[pscustomobject]@{ FermiName = 'x'; FermiR95 = 0.5; own_name = $null }, [pscustomobject]@{ FermiName = 'y'; FermiR95 = 1; own_name = 2 } | Export-AstroTable $file", ("file", _archive.File("own.csv")));
        Assert.Equal(["fermi_name,fermi_r95,own_name", "x,0.5,", "y,1,2"], System.IO.File.ReadAllLines(_archive.File("own.csv")));
    }

    [Fact]
    public void Objects_that_differ_are_an_error_and_leave_no_file()
    {
        ErrorRecord error = Assert.Single(_session.Invoke("& { Get-FermiSource; Get-ChandraSource } | Export-AstroTable $file", ("file", _archive.File("b.csv"))).Errors);
        Assert.StartsWith("ObjectsDiffer,", error.FullyQualifiedErrorId);
        Assert.False(System.IO.File.Exists(_archive.File("b.csv")));
    }

    [Fact]
    public void An_existing_file_is_replaced_unless_NoClobber_forbids_it()
    {
        _archive.Write("kept.csv", "old");
        ErrorRecord error = Assert.Single(_session.Invoke("Get-FermiSource | Export-AstroTable $file -NoClobber", ("file", _archive.File("kept.csv"))).Errors);
        Assert.StartsWith("FileExists,", error.FullyQualifiedErrorId);
        Assert.Equal("old\n", System.IO.File.ReadAllText(_archive.File("kept.csv")));
        _session.Invoke("Get-FermiSource | Export-AstroTable $file", ("file", _archive.File("kept.csv")));
        Assert.StartsWith("name,ra,dec", System.IO.File.ReadAllText(_archive.File("kept.csv")));
    }

    [Fact]
    public void A_write_protected_file_is_replaced_by_Force_alone()
    {
        string file = _archive.File("protected.csv");
        File.WriteAllText(file, "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        ErrorRecord error = Assert.Single(_session.Invoke("Get-FermiSource | Export-AstroTable $file", ("file", file)).Errors);
        Assert.StartsWith("FileAccessDenied,", error.FullyQualifiedErrorId);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Empty(_session.Invoke("Get-FermiSource | Export-AstroTable $file -Force", ("file", file)).Errors);
        Assert.StartsWith("name,", File.ReadAllText(file));
        Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly), "It stays write-protected, as after Out-File -Force.");
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        _session.Invoke("Get-FermiSource | Export-AstroTable $file -WhatIf", ("file", _archive.File("not.csv")));
        Assert.False(System.IO.File.Exists(_archive.File("not.csv")));
    }

    [Theory]
    [InlineData("truncated.vot", "<VOTABLE version='1.3'><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR><TR><TD>")]
    [InlineData("empty.csv", "")]
    [InlineData("page.vot", "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>")]
    [InlineData("ragged.csv", "a,b\n1,2\n3\n")]
    [InlineData("bomb.vot", "<?xml version='1.0'?><!DOCTYPE VOTABLE [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><VOTABLE>&b;</VOTABLE>")]
    [InlineData("error.vot", "<VOTABLE version='1.3'><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no such table</INFO></RESOURCE></VOTABLE>")]
    public void A_bad_file_is_one_error_that_names_it_and_the_next_file_is_read(string name, string text)
    {
        System.IO.File.WriteAllText(_archive.File(name), text);
        Invocation result = _session.Invoke("$bad, $good | Import-AstroTable", ("bad", _archive.File(name)), ("good", _archive.File("csc.csv")));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Contains(name, error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal(6, result.Output.Count);
    }

    [Fact]
    public void The_rows_of_a_failed_query_come_with_an_error()
    {
        _archive.Write("failed.vot", "<VOTABLE version='1.3'><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>out of time</INFO>"
            + "<TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>");
        Invocation result = _session.Invoke("Import-AstroTable $file", ("file", _archive.File("failed.vot")));
        Assert.Single(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ServiceError,", error.FullyQualifiedErrorId);
        Assert.Contains("out of time", error.ToString());
    }

    [Fact]
    public void A_result_that_was_cut_comes_with_a_warning()
    {
        _archive.Write("cut.vot", "<VOTABLE version='1.3'><RESOURCE type='results'><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR>"
            + "</TABLEDATA></DATA></TABLE><INFO name='QUERY_STATUS' value='OVERFLOW'/></RESOURCE></VOTABLE>");
        Invocation result = _session.Invoke("Import-AstroTable $file", ("file", _archive.File("cut.vot")));
        Assert.Single(result.Output);
        Assert.Contains("is incomplete", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_text_file_that_may_be_cut_comes_with_a_warning()
    {
        System.IO.File.WriteAllText(_archive.File("cut.csv"), "name,flux\na,6.065856");
        Invocation result = _session.Invoke("Import-AstroTable $file", ("file", _archive.File("cut.csv")));
        Assert.Single(result.Output);
        Assert.Contains("does not end with a line break", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_link_is_followed_and_a_mode_is_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links and modes of files are those of Unix here.");
            return;
        }

        _archive.Write("real.csv", "old");
        System.IO.File.SetUnixFileMode(_archive.File("real.csv"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        System.IO.File.CreateSymbolicLink(_archive.File("link.csv"), _archive.File("real.csv"));
        Assert.Empty(_session.Invoke("Get-FermiSource | Export-AstroTable $file", ("file", _archive.File("link.csv"))).Errors);
        Assert.StartsWith("name,ra", System.IO.File.ReadAllText(_archive.File("real.csv")));
        Assert.NotNull(new FileInfo(_archive.File("link.csv")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_archive.File("real.csv")));
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it() =>
        Assert.Contains("nowhere.csv", Assert.Single(_session.Invoke("Import-AstroTable nowhere.csv").Errors).ToString());

    [Fact]
    public void Wildcards_name_several_files() =>
        Assert.Equal(9, _session.Invoke("Import-AstroTable $pattern", ("pattern", _archive.File("*sc.csv"))).Output.Count);
}
