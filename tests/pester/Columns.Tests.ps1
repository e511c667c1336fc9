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
