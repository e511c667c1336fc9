# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    $fermi = Get-FermiSource -WarningAction Ignore
    $chandra = Get-ChandraSource
    $csc = Find-FermiCscMatch -WarningAction Ignore
    $counterparts = $csc | Group-FermiMatch | Select-Object -First 30 | Add-OpticalCounterpart -Around Chandra
    $pairs = Find-SkyMatch $fermi $chandra -Radius 0.1deg

    # A stored pipeline: what a job or a later session gets.
    function Restore-Object {
        param([Parameter(ValueFromPipeline)] $InputObject)
        end {
            $file = "$TestDrive/stored.xml"
            @($input) | Export-Clixml $file
            Import-Clixml $file
        }
    }

    # The columns of an exported table: name, type, unit, UCD.
    function Get-Column {
        param([Parameter(ValueFromPipeline)] $InputObject)
        end {
            @($input) | Export-AstroTable "$TestDrive/columns.vot"
            (Import-AstroTable "$TestDrive/columns.vot" -AsTable).Columns |
                ForEach-Object { '{0} {1} {2} {3}' -f $_.Name, $_.ValueType.Name, $_.Unit, $_.Info.Ucd }
        }
    }

    function Get-FileText {
        param([Parameter(ValueFromPipeline)] $InputObject)
        end {
            @($input) | Export-AstroTable "$TestDrive/text.csv" -UnitRow
            Get-Content "$TestDrive/text.csv"
        }
    }
}

Describe 'The columns of every type that a cmdlet emits' {
    It '<_> are described' -ForEach @(
        . $PSScriptRoot/Common.ps1
        (Get-Command -Module PSAstroXmatch).OutputType.Name | Where-Object { $_ -like 'PSAstroXmatch.*' } | Sort-Object -Unique |
            Where-Object { $_ -notin 'PSAstroXmatch.Tables.AstroTable', 'PSAstroXmatch.Tables.AstroTableRow', 'PSAstroXmatch.SkyMapLayer' }
    ) {
        $columns = [PSAstroXmatch.DescribedColumns]::Of([PSAstroXmatch.DescribedColumns]::TypeNamed($_))
        $columns.Count | Should -BeGreaterThan 0
        $columns.Attribute.Name | Should -MatchExactly '^[a-z][a-z0-9_]*$'
        ($columns.Attribute.Name | Select-Object -Unique).Count | Should -Be $columns.Count
        $columns.Attribute.Description | Should -Not -BeNullOrEmpty
    }
}

Describe 'Selected objects' {
    It 'keep names, units and UCDs in the order of the selection' {
        $fermi | Select-Object Name, RA, EnergyFlux, SemiMajorAxis95 | Get-Column | Should -Be @(
            'name String  meta.id;meta.main'
            'ra Double deg pos.eq.ra;meta.main'
            'energy_flux Double erg/cm2/s phot.flux;em.gamma'
            'semi_major_axis_95 Double deg phys.angSize.smajAxis;pos.errorEllipse'
        )
        $csc | Select-Object SepDeg, FermiR95 | Get-Column | Should -Be @(
            'sep_deg Double deg pos.angDistance'
            'fermi_r95 Double deg phys.angSize.smajAxis;pos.errorEllipse'
        )
        $chandra | Select-Object errorsemimajor | Get-Column | Should -Be 'error_semi_major Double arcsec phys.angSize.smajAxis;pos.errorEllipse'
        $counterparts | Select-Object GaiaMeanGMag | Get-Column | Should -Be 'gaia_mean_g_mag Double[] mag phot.mag;em.opt'
        Get-ChandraObservation | Select-Object Exposure | Get-Column | Should -Be 'exposure Double s time.duration;obs.exposure'
    }

    It 'have calculated properties too' {
        $fermi | Select-Object Name, @{ n = 'LogFlux'; e = { [Math]::Log10($_.EnergyFlux) } } | Get-Column |
            Should -Be 'name String  meta.id;meta.main', 'log_flux Double  '
    }

    It 'of two types are a table where the units agree' {
        $both = & { $fermi | Select-Object Name, RA, Dec; $chandra | Select-Object Name, RA, Dec }
        $both | Get-Column | Should -HaveCount 3
        $other = & { $chandra | Select-Object ErrorSemiMajor; [pscustomobject]@{ ErrorSemiMajor = 0.1 } }
        Get-ErrorId { $other | Export-AstroTable "$TestDrive/never.vot" } | Should -Be ObjectsDiffer
    }

    It 'are reported where Select-Object made up a property' {
        $fermi | Select-Object Name, Nam, Fluks | Export-AstroTable "$TestDrive/empty.csv" -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -HaveCount 2
        "$($told[0])" | Should -BeExactly ("The column 'nam' is empty: no object has a value for the property 'Nam', " +
            'and SimulatedFermiSource has no property of that name. Similar properties: Name, TrueCscName.')
        "$($told[1])" | Should -BeLike '*has no property of that name. Its properties: Name, RA, Dec, *'
        [pscustomobject]@{ RA = 1.5 } | Select-Object RA, Dek | Export-AstroTable "$TestDrive/empty.csv" -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeExactly "The column 'dek' is empty: no object has a value for the property 'Dek'."
    }

    It 'are not reported where a property is missing for all, or calculated' {
        $fermi | Where-Object { [double]::IsNaN($_.AssociationRA) } | Select-Object Name, AssociationRA, @{ n = 'Twice'; e = { $_.RA * 2 } } |
            Export-AstroTable "$TestDrive/empty.csv" -WarningVariable told
        $told | Should -BeNullOrEmpty
    }

    It 'from a script have no units, since nobody knows them' {
        [pscustomobject]@{ RA = 1.5; Dec = 2; EnergyFlux = 3e-12 } | Get-Column | Should -Be 'RA Double  ', 'dec Int32  ', 'energy_flux Double  '
    }

    It 'from a file keep the names of its columns' {
        Set-Content "$TestDrive/names.csv" 'RAdeg,SourceName', '1.5,a'
        Import-AstroTable "$TestDrive/names.csv" | Select-Object RAdeg, SourceName | Get-Column | Should -Be 'RAdeg Double  ', 'SourceName String  '
    }
}

Describe 'The sources of a counterpart' {
    It 'have the column names and units of Gaia' {
        $columns = $counterparts.Gaia | Get-Column
        $columns[0..3] | Should -Be @(
            'source_id Int64  meta.id;meta.main'
            'ra Double deg pos.eq.ra;meta.main'
            'dec Double deg pos.eq.dec;meta.main'
            'l Double deg pos.galactic.lon'
        )
        'ra_error Double mas stat.error;pos.eq.ra', 'parallax Double mas pos.parallax.trig', 'pmra Double mas/yr pos.pm;pos.eq.ra',
        'pmdec_error Double mas/yr stat.error;pos.pm;pos.eq.dec', 'phot_g_mean_mag Double mag phot.mag;em.opt',
        'phot_g_mean_flux Double electron/s phot.flux;em.opt', 'sep_from_csc Double arcsec pos.angDistance' |
            ForEach-Object { $columns | Should -Contain $_ }
    }

    It 'have the column names and units of 2MASS' {
        $columns = $counterparts.TwoMass | Get-Column
        $columns[0] | Should -Be 'designation String  meta.id;meta.main'
        'j_m Double mag phot.mag;em.IR.J', 'k_cmsig Double mag stat.error;phot.mag;em.IR.K', 'err_maj Double arcsec phys.angSize.smajAxis;pos.errorEllipse',
        'ph_qual String  meta.code.qual;phot', 'jdate Double d time.epoch;obs' | ForEach-Object { $columns | Should -Contain $_ }
    }
}

Describe 'A column keeps its type' {
    It 'when all its values are missing' {
        $fermi | Where-Object { [double]::IsNaN($_.AssociationRA) } | Get-Column | Should -Contain 'assoc_ra Double deg pos.eq.ra'
        $fermi | Where-Object { [double]::IsNaN($_.AssociationRA) } | Select-Object AssociationRA | Get-Column | Should -Be 'assoc_ra Double deg pos.eq.ra'
        $fermi | Where-Object { [double]::IsNaN($_.AssociationRA) } | Restore-Object | Get-Column | Should -Contain 'assoc_ra Double deg pos.eq.ra'
        $pairs | Get-Column | Should -Not -Contain 'normalized_sep String  pos.angDistance;arith.ratio'
        $counterparts | Where-Object { $_.Gaia.Count -eq 0 } | Select-Object GaiaGlons, GaiaNames | Get-Column |
            Should -Be 'gaia_glons Double[] deg pos.galactic.lon', 'gaia_names Int64[]  meta.id'
    }

    It 'of rows of several files, too' {
        Set-Content "$TestDrive/one.csv" 'id,flux', 'a,1.5', 'b,'
        Set-Content "$TestDrive/two.csv" 'id,flux', 'c,2.5', 'd,'
        Import-AstroTable "$TestDrive/one.csv", "$TestDrive/two.csv" | Where-Object { [double]::IsNaN($_.flux) } | Get-Column | Should -Be 'id String  ', 'flux Double  '
    }

    It 'or is text where nothing tells the type' {
        [pscustomobject]@{ a = $null }, [pscustomobject]@{ a = $null } | Get-Column | Should -Be 'a String  '
        [pscustomobject]@{ a = $null }, [pscustomobject]@{ a = 1.5 } | Get-Column | Should -Be 'a Double  '
    }
}

Describe 'Objects from a job, a session or Clixml' {
    It '<Name> become the table that they were' -ForEach @(
        @{ Name = 'Fermi sources'; Get = { $fermi } }
        @{ Name = 'Chandra sources'; Get = { $chandra | Select-Object -First 40 } }
        @{ Name = 'Chandra observations'; Get = { Get-ChandraObservation | Select-Object -First 40 } }
        @{ Name = 'matches of Fermi and Chandra sources'; Get = { $csc } }
        @{ Name = 'groups'; Get = { $csc | Group-FermiMatch } }
        @{ Name = 'counterparts'; Get = { $counterparts } }
        @{ Name = 'counterparts of other objects'; Get = { $chandra | Select-Object -First 9 | Add-OpticalCounterpart -Radius 20arcsec } }
        @{ Name = 'Gaia sources'; Get = { $counterparts.Gaia } }
        @{ Name = '2MASS sources'; Get = { $counterparts.TwoMass } }
        @{ Name = 'matches'; Get = { $pairs } }
        @{ Name = 'groups of matches'; Get = { $chandra | Find-SkyMatch -Radius 60arcsec -AsGroup } }
        @{ Name = 'classes'; Get = { Get-FermiClass } }
        @{ Name = 'selected sources'; Get = { $fermi | Select-Object Name, EnergyFlux, AssociationRA } }
    ) {
        $live = & $Get
        $live.Count | Should -BeGreaterThan 1
        $live | Restore-Object | Get-FileText | Should -Be ($live | Get-FileText)
        $live | Restore-Object | Get-Column | Should -Be ($live | Get-Column)
    }

    It 'have both sides of a match after a job, without what the job adds' {
        $module = (Get-Module PSAstroXmatch).Path -replace 'psm1$', 'psd1'
        $received = Start-Job {
            Import-Module $using:module
            Use-AstroArchive -Simulated -Scale 0.02
            Find-SkyMatch (Get-FermiSource) (Get-ChandraSource) -Radius 0.1deg
        } | Receive-Job -Wait -AutoRemoveJob
        $received[0].PSObject.Properties.Name | Should -Contain RunspaceId
        $received | Get-FileText | Should -Be ($pairs | Get-FileText)
    }

    It 'of a script leave out what a job adds' {
        Start-Job { [pscustomobject]@{ Name = 'a'; Flux = 1.5 } } | Receive-Job -Wait -AutoRemoveJob | Get-FileText | Select-Object -First 1 | Should -Be 'name,flux'
    }

    It 'are an error where only their text is left' {
        # As from a session without the module's types, which keep two levels.
        $flat = [pscustomobject]@{ PSTypeName = 'Deserialized.PSAstroXmatch.SkyMatch'; Left = '4FGL J0331.3+7526'; Right = $null; SepArcsec = $null }
        Get-ErrorId { $flat | Export-AstroTable "$TestDrive/never.csv" } | Should -Be ObjectFlattened
        $flat = [pscustomobject]@{ PSTypeName = 'Deserialized.PSAstroXmatch.Tables.AstroTable'; Name = 'csc'; RowCount = 25; Columns = @('name', 'ra') }
        Get-ErrorId { $flat | Export-AstroTable "$TestDrive/never.csv" } | Should -Be ObjectFlattened
        "$TestDrive/never.csv" | Should -Not -Exist
    }
}

Describe 'Properties that Add-Member added' {
    It 'are written after the columns of <Name>' -ForEach @(
        @{ Name = 'Fermi sources'; Get = { Get-FermiSource -WarningAction Ignore } }
        @{ Name = 'matches'; Get = { Find-SkyMatch $fermi $chandra -Radius 0.1deg } }
        @{ Name = 'matches of Fermi and Chandra sources'; Get = { Find-FermiCscMatch -WarningAction Ignore } }
        @{ Name = 'rows'; Get = { $chandra | Export-AstroTable "$TestDrive/rows.vot"; Import-AstroTable "$TestDrive/rows.vot" } }
        @{ Name = 'stored sources'; Get = { $chandra | Restore-Object } }
    ) {
        $plain = & $Get | Get-Column
        $added = & $Get | ForEach-Object { $i = 0 } { Add-Member -InputObject $_ -PassThru -NotePropertyMembers @{ LogFlux = 1.5 + $i++ } }
        $added | Get-Column | Should -Be @($plain; 'log_flux Double  ')
        (Import-AstroTable "$TestDrive/columns.vot").log_flux | Should -Be $added.LogFlux
    }

    It 'are written as they are calculated, and renamed where the name is taken' {
        $some = Get-FermiSource -WarningAction Ignore | Select-Object -First 3 | Add-Member -PassThru ScriptProperty Twice { $this.RA * 2 } | Add-Member -PassThru ra_2 7 |
            Add-Member -PassThru energy_flux 8
        $text = $some | Export-AstroTable "$TestDrive/twice.csv" -PassThru | Import-AstroTable
        $text.twice | Should -Be $some.Twice
        $text.energy_flux_2 | Should -Be 8, 8, 8
    }

    It 'of a later object alone are an error' {
        $some = Get-FermiSource -WarningAction Ignore | Select-Object -First 3
        $some[2] | Add-Member LogFlux 1.5
        Get-ErrorId { $some | Export-AstroTable "$TestDrive/never.csv" } | Should -Be ObjectsDiffer
        $rows = $chandra | Export-AstroTable "$TestDrive/later.csv" -PassThru | Import-AstroTable
        $rows[3] | Add-Member LogFlux 1.5
        Get-ErrorId { $rows | Export-AstroTable "$TestDrive/never.csv" } | Should -Be ObjectsDiffer
        "$TestDrive/never.csv" | Should -Not -Exist
    }
}

# Positions and errors of 1 arcsec in the units in which files have them.
Describe 'The unit of a column of a file' {
    BeforeAll {
        Set-Content "$TestDrive/mas.tbl" '|name|ra     |dec    |err    |', '|char|double |double |double |', '|    |deg    |deg    |mas    |', '|    |       |       |       |',
        ' a    10.0    20.0    1000.0  ', ' b    10.1    20.1    1000.0  '
        Set-Content "$TestDrive/arcmin.ecsv" '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: ra, unit: hourangle, datatype: float64}',
        '# - {name: dec, unit: deg, datatype: float64}', '# - {name: err, unit: arcmin, datatype: float32}', 'ra dec err',
        '0.6666666666666666 20.0 0.016666668', '0.6733333333333333 20.1 0.016666668'
        Set-Content "$TestDrive/rad.vot" '<VOTABLE version="1.4"><RESOURCE><TABLE><FIELD name="ra" datatype="double" unit="rad"/>',
        '<FIELD name="dec" datatype="double" unit="rad"/><FIELD name="err" datatype="double" unit="10-6rad"/><DATA><TABLEDATA>',
        '<TR><TD>0.17453292519943295</TD><TD>0.3490658503988659</TD><TD>4.84813681109536</TD></TR>',
        '<TR><TD>0.1762782544514273</TD><TD>0.3508111796508603</TD><TD>4.84813681109536</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>'
        # The first is 0.9 arcsec from the first position, the second 1.1 arcsec from the second.
        Set-Content "$TestDrive/near.csv" 'id,ra,dec', '1,10,20.00025', '2,10.1,20.100305556'
    }

    It 'is kept by <Name>' -ForEach @(
        @{ Name = 'a copy under another name'; Line = 'Import-AstroTable mas.tbl | Select-Object ra, dec, @{ n = "radius"; e = "err" }' }
        @{ Name = 'a hash table'; Line = 'Import-AstroTable mas.tbl | ForEach-Object { $e = $_.err; [pscustomobject]@{ ra = $_.ra; dec = $_.dec; radius = $e } }' }
        @{ Name = 'the side of a stored match'; Line = '(Find-SkyMatch mas.tbl near.csv 2arcsec | Restore-Object).Left | Add-AstroColumn radius { $_.err }' }
        @{ Name = 'groups, hours'; Line = 'Import-AstroTable arcmin.ecsv | Group-Object ra | ForEach-Object { $_.Group[0] } | Select-Object ra, dec, @{ n = "radius"; e = "err" }' }
        @{ Name = 'ForEach-Object -Parallel, hours'; Line = 'Import-AstroTable arcmin.ecsv | ForEach-Object -Parallel { [pscustomobject]@{ ra = $_.ra; dec = $_.dec; radius = $_.err } }' }
        @{ Name = 'Clixml, radians'; Line = 'Import-AstroTable rad.vot | Select-Object ra, dec, @{ n = "radius"; e = { $_.err } } | Restore-Object' }
    ) {
        Push-Location $TestDrive
        try {
            $objects = & ([scriptblock]::Create($Line))
            ($objects | Find-SkyMatch -Right near.csv -LeftRadius radius).Right.id | Should -Be 1
            [Math]::Round(($objects | New-SkyMapLayer -Radius radius).SemiMajorAxis[0] * 3600, 3) | Should -Be 1
            $objects | Export-AstroTable kept.vot
            (Find-SkyMatch kept.vot near.csv -LeftRadius radius).Right.id | Should -Be 1
        }
        finally {
            Pop-Location
        }
    }

    It 'is not guessed after <Name>' -ForEach @(
        @{ Name = 'JSON'; Line = 'Import-AstroTable mas.tbl | ConvertTo-Json | ConvertFrom-Json' }
        @{ Name = 'Export-Csv'; Line = 'Import-AstroTable mas.tbl | Export-Csv plain.csv; Import-Csv plain.csv' }
        @{ Name = 'a cast'; Line = 'Import-AstroTable mas.tbl | ForEach-Object { [pscustomobject]@{ ra = $_.ra; dec = $_.dec; err = [double] $_.err } }' }
    ) {
        Push-Location $TestDrive
        try {
            Get-ErrorId { & ([scriptblock]::Create($Line)) | Find-SkyMatch -Right near.csv -LeftRadius err } | Should -Be UnitMissing
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'An object as a value' {
    BeforeEach {
        $sources = Find-SkyMatch ($chandra | Select-Object -First 2 Name, RA, Dec) $chandra 1arcsec
    }

    It 'is an error that says what to select, since a column would have only its text: <Name>' -ForEach @(
        @{ Name = 'a side under another name'; Get = { $sources | Select-Object @{ n = 'Mine'; e = { $_.Left } }, SepArcsec }; Text = "'Mine' of object 1*Name, RA, Dec*" }
        @{ Name = 'a row'; Get = { Find-SkyMatch "$TestDrive/near.csv" 1deg | Select-Object @{ n = 'Mine'; e = { $_.Left } } }; Text = "'Mine' of object 1*id, ra, dec*" }
        @{ Name = 'a match from JSON'; Get = { $sources | ConvertTo-Json -Depth 3 | ConvertFrom-Json }; Text = "'Left' of object 1*Name, RA, Dec*" }
        @{ Name = 'a hash table'; Get = { [pscustomobject]@{ id = 1; more = @{ flux = 2 } } }; Text = "'more' of object 1*flux*" }
        @{ Name = 'an added object'; Get = { $chandra[0] | Select-Object * | Add-Member more ([pscustomobject]@{ snr = 5 }) -PassThru }; Text = "'more' of object 1*snr*" }
    ) {
        Set-Content "$TestDrive/near.csv" 'id,ra,dec', '1,10,20', '2,10.1,20.1'
        $problem = Get-OnlyError '& $Get | Export-AstroTable "$TestDrive/never.csv"'
        $problem.Id | Should -Be InputInvalid
        $problem.Text | Should -BeLike $Text
        $problem.Advice | Should -BeLike 'Select the values to write: Select-Object @{ n = *'
        "$TestDrive/never.csv" | Should -Not -Exist
    }

    It 'does not keep others from being matched' {
        [pscustomobject]@{ RA = $chandra[0].RA; Dec = $chandra[0].Dec; more = @{ flux = 2 } } | Find-SkyMatch -Right $chandra[0] 1arcsec | Should -HaveCount 1
    }

    It 'is written with its columns where it is a side: <Name>' -ForEach @(
        @{ Name = 'with a script property'; Get = { $sources | Add-Member ScriptProperty more { $this.SepArcsec * 2 } -PassThru } }
        @{ Name = 'with an alias'; Get = { $sources | Add-Member AliasProperty more SepArcsec -PassThru } }
        @{ Name = 'in another runspace'; Get = { $sources | ForEach-Object -Parallel { $_ | Add-Member more 1 -PassThru } } }
        @{ Name = 'of Clixml of one level'; Get = { $sources | Export-Clixml "$TestDrive/one.xml" -Depth 1; Import-Clixml "$TestDrive/one.xml" | Select-Object *, @{ n = 'more'; e = { 1 } } } }
        @{ Name = 'sorted and grouped'; Get = { $sources | Sort-Object SepArcsec | Group-Object { $_.Left.Name } | ForEach-Object { $_.Group[0] | Select-Object *, @{ n = 'more'; e = { 1 } } } } }
    ) {
        & $Get | Export-AstroTable "$TestDrive/sides.csv"
        $rows = Import-Csv "$TestDrive/sides.csv"
        @($rows).Count | Should -Be 2
        $rows.name_1 | Sort-Object | Should -Be ($sources.Left.Name | Sort-Object)
        $rows.name_2 | Should -Be $rows.name_1
        $rows[0].PSObject.Properties.Name | Should -Contain more
    }
}
