# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    $module = (Get-Module PSAstroXmatch).Path -replace 'psm1$', 'psd1'
    Set-Location $TestDrive

    # Errors of 1 arcsec at four positions, a tenth of a degree apart; the same positions in hours and in degrees.
    Set-Content bare.csv 'name,ra,dec,err', 'a,10.0,20.0,1.0', 'b,10.1,20.1,1.0', 'c,10.2,20.2,1.0', 'd,10.3,20.3,1.0'
    Import-AstroTable bare.csv -Unit @{ ra = 'deg'; dec = 'deg'; err = 'arcsec' } | Export-AstroTable cat.vot
    Set-Content deg.csv 'id,ra,dec', '1,10.684708,41.26875', '2,83.633083,22.0145', '3,201.365063,-43.019112', '4,359.9999,-0.5'
    Set-Content bare-hours.csv 'id,ra,dec', '1,0.7123138666666669,41.26875', '2,5.575538866666668,22.0145', '3,13.424337533333336,-43.019112', '4,23.99999333333334,-0.5'
    Import-AstroTable bare-hours.csv -Unit @{ ra = 'hourangle'; dec = 'deg' } | Export-AstroTable hours.vot
    Set-Content left.csv 'id,ra,dec,mag', 'a,10.0,20.0,15', 'b,50.0,-30.0,12'
    Set-Content right.csv 'id,ra,dec,mag', 'X,10.00002,20.0,14.5', 'Z,50.0001,-30.0,12.2'

    function Restore-Object {
        param([Parameter(ValueFromPipeline)] $InputObject)
        end {
            @($input) | Export-Clixml "$TestDrive/stored.xml"
            Import-Clixml "$TestDrive/stored.xml"
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
}

AfterAll { Set-Location / }

Describe 'The unit of a column of rows' {
    It 'is known after <Name>' -ForEach @(
        @{ Name = 'Import-AstroTable'; Change = { $_ } }
        @{ Name = 'Select-Object'; Change = { $_ | Select-Object name, ra, dec, err } }
        @{ Name = 'Select-Object *'; Change = { $_ | Select-Object *, @{ n = 'k'; e = { 1 } } } }
        @{ Name = 'a copy'; Change = { $_ | Select-Object ra, dec, @{ n = 'err'; e = { $_.err } } } }
        @{ Name = 'a custom object'; Change = { [pscustomobject]@{ ra = $_.ra; dec = $_.dec; err = $_.err } } }
        @{ Name = 'Add-Member'; Change = { [pscustomobject]@{ ra = $_.ra; dec = $_.dec } | Add-Member err $_.err -PassThru } }
        @{ Name = 'Clixml'; Change = { $_ | Restore-Object } }
        @{ Name = 'Select-Object and Clixml'; Change = { $_ | Select-Object ra, dec, err | Restore-Object } }
    ) {
        $rows = Import-AstroTable cat.vot | ForEach-Object { & $Change }
        $rows | Find-SkyMatch -Right cat.vot -LeftRadius err | Should -HaveCount 4
        $rows | Get-Column | Should -Contain 'err Double arcsec '
        ($rows | New-SkyMapLayer -Radius err).SemiMajorAxis[0] | Should -Be (1 / 3600)
    }

    It 'is known after Sort-, Where- and Group-Object' {
        Import-AstroTable cat.vot | Sort-Object ra -Descending | Where-Object err -gt 0 | Group-Object err | ForEach-Object Group |
            Find-SkyMatch -Right cat.vot -LeftRadius err | Should -HaveCount 4
    }

    It 'is known in ForEach-Object -Parallel, which also knows the columns' {
        Import-AstroTable cat.vot | ForEach-Object -Parallel { $_ | Select-Object name, ra, dec, err } |
            Find-SkyMatch -Right cat.vot -LeftRadius err | Should -HaveCount 4
        Import-AstroTable cat.vot | ForEach-Object -Parallel { $_.name } | Sort-Object | Should -Be a, b, c, d
        # What the other runspaces learn of a row must not change what this one knows.
        (Import-AstroTable cat.vot | Select-Object name).name | Should -Be a, b, c, d
    }

    It 'is known after a job: <_>' -ForEach 'Import-AstroTable cat.vot', 'Import-AstroTable cat.vot | Select-Object name, ra, dec, err', 'Import-AstroTable cat.vot -AsTable' {
        $line = $_
        $received = Start-Job -WorkingDirectory $TestDrive { Import-Module $using:module; & ([scriptblock]::Create($using:line)) } | Receive-Job -Wait -AutoRemoveJob
        $received | Find-SkyMatch -Right cat.vot -LeftRadius err | Should -HaveCount 4
        $received | Get-Column | Should -Be 'name String  ', 'ra Double deg ', 'dec Double deg ', 'err Double arcsec '
    }

    It 'is known where a right ascension is in hours: <Name>' -ForEach @(
        @{ Name = 'rows'; Change = { $_ } }
        @{ Name = 'selected'; Change = { $_ | Select-Object id, ra, dec } }
        @{ Name = 'stored'; Change = { $_ | Restore-Object } }
    ) {
        $rows = Import-AstroTable hours.vot | ForEach-Object { & $Change }
        $rows | Find-SkyMatch deg.csv 2arcsec | Should -HaveCount 4
        (Get-ChandraSource -Position $rows[0] -Radius 180deg).Count | Should -BeGreaterThan 0
        ($rows[1] | New-SkyMapLayer).RA | Should -BeGreaterThan 83.6
    }

    It 'is lost by a calculation, which says so' {
        $half = Import-AstroTable cat.vot | Select-Object name, ra, dec, @{ n = 'err'; e = { $_.err / 2 } }
        $half | Get-Column | Should -Contain 'err Double  '
        Get-ErrorId { $half | Find-SkyMatch -Right cat.vot -LeftRadius err } | Should -Be UnitMissing
    }

    It 'is the same for all objects, or it is an error: <Name>' -ForEach @(
        @{ Name = 'rows'; Get = { Import-AstroTable cat.vot; Import-AstroTable cat.vot -Unit @{ err = 'deg' } } }
        @{ Name = 'selected rows'; Get = { Import-AstroTable cat.vot | Select-Object err; Import-AstroTable cat.vot -Unit @{ err = 'deg' } | Select-Object err } }
        @{ Name = 'a bare number'; Get = { Import-AstroTable cat.vot | Select-Object @{ n = 'err'; e = { if ($_.name -eq 'c') { 1.0 } else { $_.err } } } } }
        @{ Name = 'a unit after bare numbers'; Get = { [pscustomobject]@{ err = 1.0 }; Import-AstroTable cat.vot | ForEach-Object { [pscustomobject]@{ err = $_.err } } } }
        @{ Name = 'stored rows'; Get = { Import-AstroTable cat.vot | Restore-Object; Import-AstroTable cat.vot -Unit @{ err = 'deg' } | Restore-Object } }
    ) {
        Get-ErrorId { & $Get | Export-AstroTable never.csv } | Should -Be ObjectsDiffer
        'never.csv' | Should -Not -Exist
    }

    It 'leaves a value what it is: <Line>' -ForEach @(
        @{ Line = '$_ -is [double]'; Expected = $true }
        @{ Line = '$_ + 1'; Expected = 2 }
        @{ Line = '@{ 1.0 = "x" }[$_]'; Expected = 'x' }
        @{ Line = '"{0:F2} $_"'; Expected = '{0:F2} 1' }
        @{ Line = '[Math]::Abs($_)'; Expected = 1 }
        @{ Line = 'ConvertTo-Json ([ordered]@{ a = $_ }) -Compress'; Expected = '{"a":1.0}' }
        @{ Line = '([pscustomobject]@{ a = $_ } | ConvertTo-Csv)[1]'; Expected = '"1"' }
        @{ Line = 'switch ($_) { 1 { "one" } }'; Expected = 'one' }
    ) {
        (Import-AstroTable cat.vot)[0].err | ForEach-Object ([scriptblock]::Create($Line)) | Should -Be $Expected
    }

    It 'is shown with control characters escaped' {
        $value = [pscustomobject]@{ err = 1.0 }
        $value.err = (Import-AstroTable cat.vot)[0].err
        $value.err.PSTypeNames.Insert(0, "PSAstroXmatch.Quantity#arc`e[31msec#")
        $value | Export-AstroTable escaped.vot
        (Import-AstroTable escaped.vot -AsTable)['err'].Unit | Should -Not -Match "`e"
    }
}

Describe 'Sources of the module' {
    It 'keep names, units and UCDs after <Name>' -ForEach @(
        @{ Name = 'Select-Object'; Change = { $input | Select-Object Name, RA, EnergyFlux } }
        @{ Name = 'Select-Object and Clixml'; Change = { $input | Select-Object Name, RA, EnergyFlux | Restore-Object } }
        @{ Name = 'Clixml and Select-Object'; Change = { $input | Restore-Object | Select-Object Name, RA, EnergyFlux } }
    ) {
        Get-FermiSource -WarningAction Ignore | & $Change | Get-Column | Should -Be @(
            'name String  meta.id;meta.main'
            'ra Double deg pos.eq.ra;meta.main'
            'energy_flux Double erg/cm2/s phot.flux;em.gamma'
        )
    }

    It 'lose the unit of a property whose name a calculated one takes: <Name>' -ForEach @(
        @{ Name = 'a product'; Select = { $_.ErrorSemiMajor * 3600 } }
        @{ Name = 'a copy, which looks the same'; Select = { $_.ErrorSemiMajor } }
        @{ Name = 'a cmdlet'; Select = { Write-Output ($_.ErrorSemiMajor * 3600) } }
        @{ Name = 'text'; Select = { '{0:F3}' -f $_.ErrorSemiMajor } }
    ) {
        $calculated = Get-ChandraSource | Select-Object -First 3 | Select-Object Name, RA, Dec, @{ n = 'ErrorSemiMajor'; e = $Select }
        foreach ($objects in $calculated, ($calculated | Sort-Object Name | Select-Object -First 2)) {
            $objects | Export-AstroTable "$TestDrive/calculated.vot" -WarningVariable told -WarningAction SilentlyContinue
            (Import-AstroTable "$TestDrive/calculated.vot" -AsTable)['error_semi_major'].Unit | Should -BeNullOrEmpty
            "$told" | Should -BeExactly ("The column 'error_semi_major' has no unit: 'ErrorSemiMajor' was calculated, and may not be in arcsec any more. " +
                "Say its unit before the export, such as Add-AstroColumn ErrorSemiMajor -Unit 'arcsec' -Force { `$_.ErrorSemiMajor }.")
            Get-ErrorId { $objects | Find-SkyMatch -Right cat.vot -LeftRadius ErrorSemiMajor } | Should -Be UnitMissing
        }
        $calculated | Add-AstroColumn ErrorSemiMajor -Unit arcmin -Force { [double] $_.ErrorSemiMajor } |
            Export-AstroTable "$TestDrive/said.vot" -WarningVariable told
        $told | Should -BeNullOrEmpty
        (Import-AstroTable "$TestDrive/said.vot" -AsTable)['error_semi_major'].Unit | Should -Be arcmin
    }

    It 'keep the unit of each property that is only selected, also of lists and after Clixml' {
        $sources = Get-ChandraSource | Select-Object -First 3
        $expected = $sources | Get-Column | Sort-Object
        foreach ($objects in ($sources | Select-Object *), ($sources | Select-Object * | Restore-Object), ($sources | Restore-Object | Select-Object *)) {
            $objects | Export-AstroTable "$TestDrive/selected.vot" -WarningVariable told
            $told | Should -BeNullOrEmpty
            $objects | Get-Column | Sort-Object | Should -Be $expected
        }
        $group = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch | Select-Object -First 2
        $group | Select-Object CscGlons, CscFluxes | Restore-Object | Get-Column | Should -Be ($group | Select-Object CscGlons, CscFluxes | Get-Column)
    }

    It 'are matched with their units after Select-Object' {
        $right = Get-ChandraSource
        $left = $right | Select-Object -First 50
        $expected = @($left | Find-SkyMatch -Right $right -LeftRadius ErrorSemiMajor).Count
        $left | Select-Object * | Find-SkyMatch -Right $right -LeftRadius ErrorSemiMajor | Should -HaveCount $expected
        $left | Restore-Object | Find-SkyMatch -Right $right -LeftRadius ErrorSemiMajor | Should -HaveCount $expected
    }

    It 'come back live from Clixml and jobs: <_>' -ForEach @(
        'Get-FermiSource -WarningAction Ignore', 'Get-ChandraSource', 'Get-ChandraObservation', 'Find-FermiCscMatch -WarningAction Ignore', 'Get-FermiClass'
        'Find-SkyMatch (Get-FermiSource -WarningAction Ignore) (Get-ChandraSource) 0.1deg'
    ) {
        $line = $_
        $live = @(& ([scriptblock]::Create($line)) | Select-Object -First 5)
        $stored = @($live | Restore-Object)
        $stored[0] | Should -BeOfType $live[0].GetType()
        $stored | Export-AstroTable stored.vot
        $live | Export-AstroTable live.vot
        # All but how they were made, which is lost.
        $lines = Get-Content live.vot
        if ($live[0] -is [PSAstroXmatch.IHasProvenance]) {
            $info = $live[0].GetProvenance() | ForEach-Object { '<INFO name="' + $_.Name + '"*' }
            $info | ForEach-Object { $lines -clike $_ | Should -Not -BeNullOrEmpty }
            $lines = foreach ($written in $lines) { if (-not ($info | Where-Object { $written -clike $_ })) { $written } }
            $stored[0].GetProvenance() | Should -BeNullOrEmpty
        }
        Get-Content stored.vot | Should -BeExactly $lines
        $received = Start-Job { Import-Module $using:module; Use-AstroArchive -Simulated -Scale 0.02; & ([scriptblock]::Create($using:line)) | Select-Object -First 5 } |
            Receive-Job -Wait -AutoRemoveJob
        $received[0] | Should -BeOfType $live[0].GetType()
    }

    It 'keep what was added to them' {
        $stored = Get-FermiSource -WarningAction Ignore | Select-Object -First 3 | Add-Member LogFlux 1.5 -PassThru | Restore-Object
        $stored.LogFlux | Should -Be 1.5, 1.5, 1.5
        $stored | Get-Column | Should -Contain 'log_flux Double  '
    }

    It 'can be matched after a job' {
        $expected = @(Find-FermiCscMatch -WarningAction Ignore -MaxLatitude 90).CscName
        (Get-FermiSource -WarningAction Ignore | Restore-Object | Find-FermiCscMatch -ChandraSource (Get-ChandraSource | Restore-Object) -WarningAction Ignore).CscName |
            Should -Be $expected
    }
}

Describe 'Group-FermiMatch' {
    BeforeAll {
        $pairs = Find-FermiCscMatch -WarningAction Ignore
        $expected = $pairs | Group-FermiMatch | ForEach-Object { "$($_.FermiName): $($_.CscNames)" }
        # As in a session that imports the module only now.
        function ConvertTo-StoredMatch { process { $_ | Select-Object * | ForEach-Object { $_.PSTypeNames.Insert(0, 'Deserialized.PSAstroXmatch.FermiCscMatch'); $_ } } }
    }

    It 'takes its matches back from <Name>' -ForEach @(
        @{ Name = 'a file'; Change = { $pairs | Export-AstroTable pairs.csv; Import-AstroTable pairs.csv } }
        @{ Name = 'a VOTable'; Change = { $pairs | Export-AstroTable pairs.vot; Import-AstroTable pairs.vot } }
        @{ Name = 'Import-Csv'; Change = { $pairs | Export-AstroTable pairs.csv; Import-Csv pairs.csv } }
        @{ Name = 'Clixml'; Change = { $pairs | Restore-Object } }
        @{ Name = 'a selection'; Change = { $pairs | Select-Object * -ExcludeProperty NormalizedSep } }
        @{ Name = 'a stored selection'; Change = { $pairs | Select-Object * | Restore-Object } }
        @{ Name = 'a session without the module'; Change = { $pairs | ConvertTo-StoredMatch } }
    ) {
        & $Change | Group-FermiMatch | ForEach-Object { "$($_.FermiName): $($_.CscNames)" } | Should -Be $expected
    }

    It 'converts positions in other units' {
        $pairs | Export-AstroTable pairs.vot
        $radians = Import-AstroTable pairs.vot | Add-AstroColumn csc_l -Unit rad -Force { $_.csc_l }
        $radians[0].csc_l | Should -BeLessThan 6.3
        ($radians | Group-FermiMatch).CscGlons[0] | Should -BeGreaterThan 6.3
    }

    It 'says what is missing' {
        $problem = Get-OnlyError '$pairs | Select-Object FermiName, FermiL, CscName | Group-FermiMatch'
        $problem.Id | Should -Be InputInvalid
        $problem.Text | Should -Match 'lacks FermiB, .*CscL, CscB'
    }

    It 'gives groups that Add-OpticalCounterpart does not take back, since a stored group has no position errors' {
        (Get-OnlyError '$pairs | Group-FermiMatch | Restore-Object | Add-OpticalCounterpart').Id | Should -Be ObjectFlattened
    }
}

Describe 'Matches that were changed before they are written' {
    It 'have the columns of both sides and the new one: <Name>' -ForEach @(
        @{ Name = 'Select-Object'; Change = { $_ | Select-Object *, @{ n = 'dmag'; e = { $_.Left.mag - $_.Right.mag } } } }
        @{ Name = 'Add-Member'; Change = { $_ | Add-Member dmag ($_.Left.mag - $_.Right.mag) -PassThru } }
        @{ Name = 'Add-AstroColumn'; Change = { $_ | Add-AstroColumn dmag { $_.Left.mag - $_.Right.mag } } }
        @{ Name = 'Clixml'; Change = { $_ | Add-Member dmag ($_.Left.mag - $_.Right.mag) -PassThru | Restore-Object } }
        @{ Name = 'Select-Object and Clixml'; Change = { $_ | Select-Object *, @{ n = 'dmag'; e = { $_.Left.mag - $_.Right.mag } } | Restore-Object } }
    ) {
        $rows = Find-SkyMatch left.csv right.csv 1arcsec | ForEach-Object { & $Change } | Export-AstroTable changed.csv -PassThru | Import-AstroTable
        $rows.id_1 | Should -Be a, b
        $rows.id_2 | Should -Be X, Z
        $rows.mag_2 | Should -Be 14.5, 12.2
        $rows.sep_arcsec[0] | Should -BeGreaterThan 0.06
        [Math]::Round($rows[1].dmag, 3) | Should -Be -0.2
    }

    It 'have the columns of one side if only that is selected' {
        Find-SkyMatch left.csv right.csv 1arcsec | Select-Object Right, SepArcsec | Get-Column |
            Should -Be 'id String  ', 'ra Double  ', 'dec Double  ', 'mag Double  ', 'sep_arcsec Double arcsec pos.angDistance'
    }

    It 'are an error where only the text of a side is left' {
        $flat = [pscustomobject]@{ PSTypeName = 'Selected.PSAstroXmatch.SkyMatch'; Left = '@{id=a}'; Right = $null; SepArcsec = 1.0 }
        Get-ErrorId { $flat | Export-AstroTable never.csv } | Should -Be ObjectFlattened
    }
}

Describe 'A radius or ellipse without a unit' {
    It 'is an error that shows the median and what to type: <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius err'; Typed = "-LeftRadius 'err:arcsec'" }
        @{ Line = 'Find-SkyMatch cat.vot bare.csv -RightRadius err'; Typed = "-RightRadius 'err:arcsec'" }
        @{ Line = 'Import-AstroTable bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius err'; Typed = "-LeftRadius 'err:arcsec'" }
        @{ Line = 'Import-Csv bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius err'; Typed = "-LeftRadius 'err:arcsec'" }
        @{ Line = 'Find-SkyMatch bare.csv -LeftRadius err'; Typed = "-LeftRadius 'err:arcsec'" }
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftEllipse err, err, 0deg'; Typed = "-LeftEllipse 'err:arcsec', 'err:arcsec'" }
        @{ Line = 'Import-AstroTable bare.csv | New-SkyMapLayer -Radius err'; Typed = "-Radius 'err:arcsec'" }
        @{ Line = 'Import-Csv bare.csv | Export-SkyMap never.png -Ellipse err, err, dec'; Typed = "-Ellipse 'err:arcsec', 'err:arcsec', 'dec:deg'" }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -Be UnitMissing
        $problem.Text | Should -Match '\(median 1\)'
        $problem.Advice | Should -BeLike "*$Typed*"
        'never.png' | Should -Not -Exist
    }

    It 'is said by <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius err:arcsec' }
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius "err (arcsec)"' }
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius "ERR [arcsec]"' }
        @{ Line = 'Find-SkyMatch cat.vot bare.csv -RightEllipse err:arcsec, err:arcsec, dec' }
        @{ Line = 'Import-AstroTable bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius { $_.err / 3600 }' }
        @{ Line = 'Import-Csv bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius { "$($_.err)arcsec" }' }
        @{ Line = 'Import-AstroTable cat.vot | Find-SkyMatch -Right cat.vot -LeftRadius { $_.err }' }
        @{ Line = 'Import-AstroTable bare.csv -AsTable | Find-SkyMatch -Right cat.vot -LeftRadius { $_.err / 3600 } -AsTable | ForEach-Object GetRows' }
        @{ Line = 'Import-AstroTable bare.csv -Unit @{ err = "arcsec" } | Select-Object ra, dec, err | Find-SkyMatch -Right cat.vot -LeftRadius err' }
        @{ Line = 'Find-SkyMatch (Import-AstroTable bare.csv) cat.vot -LeftEllipse { $_.err / 3600 }, { "$($_.err)arcsec" }, 0' }
    ) {
        & ([scriptblock]::Create($Line)) | Should -HaveCount 4
    }

    It 'is said by its name in the file' {
        Set-Content named.csv 'name,ra,dec,err (arcsec),size [arcmin]', 'a,10,20,1,0.1'
        Find-SkyMatch named.csv cat.vot -LeftRadius 'err (arcsec)' | Should -HaveCount 1
        (Import-AstroTable named.csv | New-SkyMapLayer -Radius 'size [arcmin]').SemiMajorAxis[0] | Should -Be (0.1 / 60)
    }

    It 'is refused in words: <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius err:furlong'; Id = 'UnitUnknown' }
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius { 1 }'; Id = 'ArgumentsConflict' }
        @{ Line = 'Find-SkyMatch bare.csv cat.vot -LeftRadius nothing:arcsec'; Id = 'ColumnNotFound' }
        @{ Line = 'Import-AstroTable bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius { "wide" }'; Id = 'AngleInvalid' }
        @{ Line = 'Import-AstroTable bare.csv | Find-SkyMatch -Right cat.vot -LeftRadius 0,5'; Id = 'ParameterArgumentTransformationError' }
        @{ Line = 'Import-AstroTable bare.csv -Unit @{ nothing = "arcsec" }'; Id = 'ColumnNotFound' }
        @{ Line = 'Import-AstroTable bare.csv -Unit @{ err = "furlong" }'; Id = 'UnitUnknown' }
    ) {
        (Get-OnlyError $Line).Id | Should -Be $Id
    }

    # The errors of NGC 3532 are in arcsec. As degrees they gave every pair there is, 132,042.
    It 'is not degrees in NGC 3532' -Skip:(-not (Test-Path "$PSScriptRoot/../../../shared/data/fields/NGC3532_ave.csv")) {
        $folder = "$PSScriptRoot/../../../shared/data/fields"
        $options = @{ Left = "$folder/NGC3532_ave.csv"; Right = "$folder/NGC3532_2mass.csv"; RightPosition = 'RAJ2000_2mass', 'DEJ2000_2mass' }
        Get-ErrorId { Find-SkyMatch @options -LeftRadius err_ellipse_r0 } | Should -Be UnitMissing
        Find-SkyMatch @options -LeftRadius err_ellipse_r0:arcsec -ErrorAction Ignore | Should -HaveCount 244
    }
}

Describe 'Right ascensions that are probably hours' {
    It 'are a warning that says what to type: <Line>' -ForEach @(
        @{ Line = 'Find-SkyMatch bare-hours.csv deg.csv 2arcsec'; Typed = "-LeftPosition 'ra:hourangle', 'dec:deg'" }
        @{ Line = 'Find-SkyMatch deg.csv bare-hours.csv 2arcsec'; Typed = "-RightPosition 'ra:hourangle', 'dec:deg'" }
        @{ Line = 'Import-Csv bare-hours.csv | Find-SkyMatch deg.csv 2arcsec'; Typed = "-LeftPosition 'ra:hourangle', 'dec:deg'" }
        @{ Line = 'Import-AstroTable bare-hours.csv | Select-Object ra, dec | Find-SkyMatch deg.csv 2arcsec -AsTable'; Typed = "-LeftPosition 'ra:hourangle', 'dec:deg'" }
        @{ Line = 'Import-AstroTable bare-hours.csv | New-SkyMapLayer'; Typed = "-PositionProperty 'ra:hourangle', 'dec:deg'" }
    ) {
        $warnings = (Invoke-Line $Line).Warnings
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike "*read as degrees*$Typed*"
    }

    It 'are none after <Line>' -ForEach @(
        @{ Line = "Find-SkyMatch bare-hours.csv deg.csv 2arcsec -LeftPosition 'ra:hourangle', 'dec:deg'" }
        @{ Line = "Import-Csv bare-hours.csv | Find-SkyMatch deg.csv 2arcsec -LeftPosition ra:h, dec" }
        @{ Line = "Import-AstroTable bare-hours.csv -Unit @{ ra = 'hourangle' } | Find-SkyMatch deg.csv 2arcsec" }
        @{ Line = "Find-SkyMatch hours.vot deg.csv 2arcsec" }
    ) {
        $result = Invoke-Line $Line
        $result.Warnings | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 4
    }

    It 'are drawn at their hours where the unit follows the name' {
        (Import-AstroTable bare-hours.csv | New-SkyMapLayer -PositionProperty ra:hourangle, dec).RA[1] | Should -BeGreaterThan 83.6
    }
}

Describe 'Add-AstroColumn' {
    It 'adds a column with unit, UCD and description to <Name>' -ForEach @(
        @{ Name = 'rows'; Get = { Import-AstroTable cat.vot } }
        @{ Name = 'a table'; Get = { Import-AstroTable cat.vot -AsTable } }
        @{ Name = 'selected rows'; Get = { Import-AstroTable cat.vot | Select-Object name, err } }
        @{ Name = 'stored rows'; Get = { Import-AstroTable cat.vot | Restore-Object } }
        @{ Name = 'matches'; Get = { Find-SkyMatch cat.vot cat.vot 1arcsec | ForEach-Object { $_ | Add-Member err $_.Left.err -PassThru } } }
    ) {
        $changed = & $Get | Add-AstroColumn radius -Unit arcmin -Ucd phys.angSize -Description 'A radius' { $_.err }
        $changed | Get-Column | Select-Object -Last 1 | Should -Be 'radius Double arcmin phys.angSize'
        $table = Import-AstroTable columns.vot -AsTable
        $table['radius'].Info.Description | Should -Be 'A radius'
        $table['radius'].GetDouble(0) | Should -Be (1 / 60)
        $table['radius'].Count | Should -Be 4
    }

    It 'keeps the unit of a copied value, and none of a calculated one' {
        $rows = Import-AstroTable cat.vot | Add-AstroColumn copy { $_.err } | Add-AstroColumn half { $_.err / 2 }
        $rows | Get-Column | Select-Object -Last 2 | Should -Be 'copy Double arcsec ', 'half Double  '
        $rows[0] | Should -BeOfType PSAstroXmatch.Tables.AstroTableRow
        Get-FermiSource -WarningAction Ignore | Add-AstroColumn Reach -Unit arcmin { $_.SemiMajorAxis95 * 60 } | Select-Object Name, Reach | Restore-Object |
            Get-Column | Should -Be 'name String  meta.id;meta.main', 'reach Double arcmin '
    }

    It 'types its values: <Expected>' -ForEach @(
        @{ Value = { 1 }; Expected = 'new Int32 mag ' }
        @{ Value = { if ($_.name -eq 'a') { 1 } else { 2.5 } }; Expected = 'new Double mag ' }
        @{ Value = { if ($_.name -eq 'a') { 2.5 } }; Expected = 'new Double mag ' }
        @{ Value = { '0.77' }; Expected = 'new Double mag ' }
        @{ Value = { 1.5, 2.5 }; Expected = 'new Double[] mag ' }
        @{ Value = { "x$($_.name)" }; Expected = 'new String mag ' }
    ) {
        Import-AstroTable cat.vot | Add-AstroColumn new -Unit mag $Value | Get-Column | Select-Object -Last 1 | Should -Be $Expected
    }

    It 'keeps properties that were added before, and the order of rows of several files' {
        $rows = Import-AstroTable cat.vot, left.csv | ForEach-Object { $i = 0 } { $_ | Add-Member n ($i++) -PassThru } | Add-AstroColumn twice { 2 * $_.n }
        $rows.twice | Should -Be 0, 2, 4, 6, 8, 10
        $rows.n | Should -Be 0, 1, 2, 3, 4, 5
        $rows[4].mag | Should -Be 15
    }

    It 'is used by figures and further matches' {
        $rows = Import-AstroTable cat.vot | Add-AstroColumn radius -Unit arcsec { 2 * $_.err }
        $rows | Find-SkyMatch -Right cat.vot -LeftRadius radius | Should -HaveCount 4
        $rows | Export-ScatterPlot plot.svg radius dec
        Get-Content plot.svg -Raw | Should -Match 'radius \(arcsec\)|radius \[arcsec\]'
    }

    It 'replaces a column with -Force only: <Name>' -ForEach @(
        @{ Name = 'rows'; Get = { Import-AstroTable cat.vot } }
        @{ Name = 'a custom object'; Get = { [pscustomobject]@{ name = 'a'; err = 1 } } }
    ) {
        Get-ErrorId { & $Get | Add-AstroColumn err { 7 } } | Should -Be ColumnExists
        @(& $Get | Add-AstroColumn err -Force { 7 })[0].err | Should -Be 7
    }

    It 'is refused in words: <Line>' -ForEach @(
        @{ Line = 'Get-FermiSource -WarningAction Ignore | Add-AstroColumn RA { 1 } -Force'; Id = 'ColumnExists' }
        @{ Line = 'Import-AstroTable cat.vot | Add-AstroColumn new -Unit furlong { 1 }'; Id = 'UnitUnknown' }
        @{ Line = 'Import-AstroTable cat.vot | Add-AstroColumn new -Unit mag { $_.err }'; Id = 'UnitUnknown' }
        @{ Line = '1, 2 | Add-AstroColumn new { 1 }'; Id = 'InputInvalid' }
        @{ Line = 'Get-Item cat.vot | Add-AstroColumn new { 1 }'; Id = 'InputInvalid' }
    ) {
        (Get-OnlyError $Line).Id | Should -Be $Id
    }
}

Describe 'Rows that were stored' {
    It 'show their values' {
        $shown = Import-AstroTable cat.vot | Restore-Object | Get-ShownLine
        $shown | Should -Contain 'name                ra       dec       err'
        $shown | Should -Contain 'b                 10.1      20.1         1'
    }
}

Describe 'A table that was stored' {
    It 'is the same table: <_>' -ForEach 'cat.vot', 'left.csv', 'types' {
        if ($_ -eq 'types') {
            [pscustomobject]@{ i = 1; l = [long]::MaxValue; f = [float]1.5; b = $true; s = 'x'; d = 1.5, $null; t = [datetime]'2026-01-02'; n = $null; x = [double]::NaN },
            [pscustomobject]@{ i = $null; l = $null; f = $null; b = $null; s = $null; d = @(); t = $null; n = $null; x = 2.5 } | Export-AstroTable types.vot
            $file = 'types.vot'
        }
        else { $file = $_ }
        $table = Import-AstroTable $file -AsTable
        $stored = $table | Restore-Object
        $stored | Should -BeOfType PSAstroXmatch.Tables.AstroTable
        $table | Export-AstroTable one.vot
        $stored | Export-AstroTable two.vot
        Get-Content two.vot -Raw | Should -Be (Get-Content one.vot -Raw)
    }

    It 'keeps the frame of its positions' {
        @'
<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><COOSYS ID="C" system="eq_FK4" equinox="B1950" epoch="B1955"/><TABLE>
<FIELD name="ra" datatype="double" unit="deg" ref="C"/><FIELD name="dec" datatype="double" unit="deg" ref="C"/>
<DATA><TABLEDATA><TR><TD>10</TD><TD>41</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
'@ | Set-Content old.vot
        $system = (Import-AstroTable old.vot -AsTable | Restore-Object).Columns[0].Info.CoordinateSystem
        "$system" | Should -Be 'eq_FK4 B1950 epoch B1955'
    }
}

Describe 'A second Select-Object' {
    It 'changes neither units nor the objects that it only looks at: <Name>' -ForEach @(
        @{ Name = 'after the first'; Change = { $_ | Select-Object Name, RA, Flux | Select-Object -First 2 } }
        @{ Name = 'which shows the first'; Change = { $some = $_ | Select-Object Name, RA, Flux; $some | Select-Object -First 1 | Out-Null; $some } }
    ) {
        $sources = Get-ChandraSource | Select-Object -First 2
        $sources | ForEach-Object { & $Change } | Get-Column |
            Should -Be 'name String  meta.id;meta.main', 'ra Double deg pos.eq.ra;meta.main', 'flux Double erg/cm2/s phot.flux;em.X-ray'
    }
}

Describe 'A list that is given with -InputObject' {
    It 'is its members, as in a pipeline: <Name>' -ForEach @(
        @{ Name = 'Add-AstroColumn'; Use = { (Add-AstroColumn -InputObject $args[0] -Name twice { $_.err * 2 }).twice } }
        @{ Name = 'Export-AstroTable'; Use = { Export-AstroTable -InputObject $args[0] -Path list.csv; (Import-AstroTable list.csv).name } }
        @{ Name = 'New-SkyMapLayer'; Use = { (New-SkyMapLayer -InputObject $args[0]).RA } }
        @{ Name = 'Add-OpticalCounterpart'; Use = { (Add-OpticalCounterpart -InputObject $args[0] -Radius 1arcsec).Name } }
    ) {
        & $Use @(Import-AstroTable bare.csv) | Should -HaveCount 4
        & $Use @(Import-Csv bare.csv | ForEach-Object { $_.err = 1; $_ }) | Should -HaveCount 4
    }

    It 'has the same errors' {
        (Get-OnlyError 'Add-AstroColumn -InputObject (Import-AstroTable bare.csv) -Name err { 1 }').Id | Should -Be ColumnExists
    }
}
