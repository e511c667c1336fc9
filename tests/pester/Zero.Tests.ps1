# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $archive = Copy-SmallArchive
}

Describe 'Fermi sources without X-ray sources' {
    BeforeEach { Use-AstroArchive -Path $archive }

    It 'are groups without members with -IncludeEmpty: <Line>' -ForEach @(
        @{ Expected = '4FGL J0040.0+0000 (3)'; Line = 'Find-FermiCscMatch | Group-FermiMatch' }
        @{ Expected = '4FGL J0040.0+0000 (3)'; Line = 'Find-FermiCscMatch | Group-FermiMatch -IncludeEmpty' }
        @{ Expected = '4FGL J0040.0+0000 (0)'; Line = 'Find-FermiCscMatch -MinFlux 1 | Group-FermiMatch -IncludeEmpty' }
        @{ Expected = '4FGL J0200.0+0000 (0), 4FGL J0040.0+0000 (0)'; Line = 'Find-FermiCscMatch -MinFlux 1 -MaxLatitude 90 | Group-FermiMatch -IncludeEmpty -MaxLatitude 90' }
        @{ Expected = '4FGL J0200.0+0000 (1), 4FGL J0040.0+0000 (0)'; Line = 'Find-FermiCscMatch -MinFlux 4.5e-14 -MaxLatitude 90 | Group-FermiMatch -IncludeEmpty -MaxLatitude 90' }
        @{ Expected = '4FGL J0120.0+0000e (1), 4FGL J0040.0+0000 (0)'; Line = 'Find-FermiCscMatch -ExtendedRadius 10.1deg -MinFlux 4.5e-14 | Group-FermiMatch -IncludeEmpty' }
        @{ Expected = '4FGL J0200.0+0000 (0)'; Line = '$bll = Get-FermiSource -Class bll; $bll | Find-FermiCscMatch -MinFlux 1 | Group-FermiMatch -IncludeEmpty -FermiSource $bll' }
        @{ Expected = ''; Line = '@() | Group-FermiMatch -IncludeEmpty -FermiSource @()' }
    ) {
        $result = Invoke-Line $Line
        $result.Errors | Should -BeNullOrEmpty
        $result.Output -join ', ' | Should -BeExactly $Expected
    }

    It 'have empty lists, which are exported and drawn' {
        $group = Find-FermiCscMatch -MinFlux 1 -WarningAction Ignore | Group-FermiMatch -IncludeEmpty
        $group.CscNames | Should -BeNullOrEmpty
        $group.FermiR95 | Should -Be 0.1
        $group | Export-AstroTable "$TestDrive/zero.csv"
        (Import-AstroTable "$TestDrive/zero.csv").num_csc_matches | Should -Be 0
    }

    It 'are asked of those that were searched only: <Line>' -ForEach @(
        @{ Id = 'LatitudeInvalid'; Line = 'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore | Group-FermiMatch -IncludeEmpty' }
        @{ Id = 'ArgumentsConflict'; Line = 'Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch -MaxLatitude 90' }
        @{ Id = 'InputInvalid'; Line = 'Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch -IncludeEmpty -FermiSource (Get-ChandraSource)' }
    ) {
        (Get-OnlyError $Line).Id | Should -BeExactly $Id
    }
}

Describe 'A Chandra catalog without fluxes' {
    BeforeAll {
        $bare = New-Item "$TestDrive/bare" -ItemType Directory
        Copy-Item "$archive/fermilpsc.csv" $bare
        Import-Csv "$archive/csc.csv" | Select-Object name, ra, dec | Export-Csv "$bare/csc.csv"
        Use-AstroArchive -Path $bare
    }

    It 'is matched whole, with a warning' {
        $result = Invoke-Line Find-FermiCscMatch
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 5
        $result.Output.CscFlux | Where-Object { $null -ne $_ -and -not [double]::IsNaN($_) } | Should -BeNullOrEmpty
        @($result.Warnings -like '*no fluxes*') | Should -HaveCount 1
        (Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch).NumCscMatches | Should -Be 5
        Get-ChandraSource | Should -HaveCount 6
    }

    It 'cannot be cut at a flux' {
        (Get-OnlyError 'Find-FermiCscMatch -MinFlux 0').Id | Should -BeExactly ColumnNotFound
        (Get-OnlyError 'Get-ChandraSource -MinFlux 0').Id | Should -BeExactly ColumnNotFound
    }
}

Describe 'A folder of files' {
    It 'in which no table is recognised warns, and says what is there' {
        $folder = New-Item "$TestDrive/odd" -ItemType Directory
        Set-Content "$folder/my sources.csv" "name,ra,dec`na,1,2"
        Set-Content "$folder/notes.txt" ''
        $result = Invoke-Line "Use-AstroArchive -Path '$folder'"
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -BeLike '*my sources.csv, notes.txt*-Catalog @{ csc =*'
        $empty = New-Item "$TestDrive/empty" -ItemType Directory
        (Invoke-Line "Use-AstroArchive '$empty'").Warnings | Should -BeLike '*has no files*'
        (Invoke-Line "Get-Item '$empty' | Use-AstroArchive").Warnings | Should -BeLike '*has no files*'
    }

    It 'with a registered catalog, or a built-in one, does not warn' {
        $folder = New-Item "$TestDrive/own" -ItemType Directory
        Set-Content "$folder/OwnStars.csv" "id,ra,dec`na,1,2"
        (Invoke-Line "Use-AstroArchive '$folder'").Warnings | Should -HaveCount 1
        Register-AstroCatalog OwnStars public.stars http://127.0.0.1:1/tap -Id id
        (Invoke-Line "Use-AstroArchive '$folder'").Warnings | Should -BeNullOrEmpty
        (Invoke-Line "Use-AstroArchive '$archive'").Warnings | Should -BeNullOrEmpty
    }

    It 'takes files of any name with -Catalog: <Line>' -ForEach @(
        @{ Line = "Use-AstroArchive -Catalog @{ csc = 'my csc.csv'; fermilpsc = 'mine.csv' }" }
        @{ Line = "Use-AstroArchive -Catalog @{ CSC = (Get-Item 'my csc.csv'); fermilpsc = './mine.csv' }" }
        @{ Line = "Use-AstroArchive -Path '<archive>' -Catalog @{ csc = 'my csc.csv' }" }
        @{ Line = "Use-AstroArchive '<archive>' -Catalog @{ fermilpsc = 'mine.csv' }" }
    ) {
        $folder = New-Item "$TestDrive/named-$(New-Guid)" -ItemType Directory
        Copy-Item "$archive/csc.csv" "$folder/my csc.csv"
        Copy-Item "$archive/fermilpsc.csv" "$folder/mine.csv"
        Push-Location $folder
        try {
            $result = Invoke-Line ($Line -replace '<archive>', $archive)
            $result.Errors + $result.Warnings | Should -BeNullOrEmpty
            Find-FermiCscMatch -WarningAction Ignore | Should -HaveCount 3
        }
        finally { Pop-Location }
    }

    It 'refuses a catalog or a file that is none: <Line>' -ForEach @(
        @{ Id = 'CatalogUnknown'; Line = "Use-AstroArchive -Catalog @{ nosuch = '$PSCommandPath' }" }
        @{ Id = 'FileNotFound'; Line = "Use-AstroArchive -Catalog @{ csc = 'no such file.csv' }" }
    ) {
        Use-AstroArchive -Simulated -Scale 0.01
        (Get-OnlyError $Line).Id | Should -BeExactly $Id
        (Get-AstroArchive).Kind | Should -Be Simulated
    }

    It 'warns of right ascensions that are probably in hours: <Line>' -ForEach @(
        @{ Line = 'Get-ChandraSource'; Catalog = 'csc' }
        @{ Line = 'Get-FermiSource -MaxLatitude 90'; Catalog = 'fermilpsc' }
        @{ Line = 'Find-FermiCscMatch -MaxLatitude 90'; Catalog = 'csc' }
        @{ Line = 'Save-AstroCatalog csc $folder'; Catalog = 'csc' }
    ) {
        $folder = New-Item "$TestDrive/hours-$(New-Guid)" -ItemType Directory
        $rows = 'a,0.67', 'b,12.5', 'c,20' | ForEach-Object -Begin { $dec = -60 } { "$_,$(($dec += 40)),1e-14,0.1,0.1" }
        @('name,ra,dec,b_flux_ap,semi_major_axis_95,semi_minor_axis_95') + $rows | Set-Content "$folder/my $Catalog.csv"
        Use-AstroArchive $archive -Catalog @{ $Catalog = "$folder/my $Catalog.csv" }
        $told = (Invoke-Line $Line).Warnings -like '*hours*'
        $told | Should -HaveCount 1
        $told | Should -BeExactly ("$folder/my $Catalog.csv: every right ascension is between 0 and 24, while declinations span 80 degrees. Column 'ra' has no " +
            "unit and was read as degrees. If it is in hours, write the table with the unit 'hourangle' for this column, or with right ascensions such as 05:34:31.9.")
        # With the unit, or for objects that have it, there is no reason.
        Import-AstroTable "$folder/my $Catalog.csv" -Unit @{ ra = 'hourangle' } | Export-AstroTable "$folder/$Catalog.vot"
        Use-AstroArchive $archive -Catalog @{ $Catalog = "$folder/$Catalog.vot" }
        (Invoke-Line $Line).Warnings -like '*hours*' | Should -BeNullOrEmpty
        Use-AstroArchive $archive -Catalog @{ csc = "$folder/my $Catalog.csv" }
        $sources = Get-ChandraSource -WarningAction Ignore
        (Invoke-Line 'Find-FermiCscMatch -MaxLatitude 90 -ChandraSource $sources').Warnings -like '*hours*' | Should -BeNullOrEmpty
    }

    It 'with several releases of 4FGL takes the newest, with a warning' {
        $folder = New-Item "$TestDrive/releases" -ItemType Directory
        Copy-Item "$archive/fermilpsc.csv" "$folder/gll_psc_v27.csv"
        Import-Csv "$archive/fermilpsc.csv" | Select-Object -First 1 | Export-Csv "$folder/gll_psc_v35.csv"
        $result = Invoke-Line "Use-AstroArchive '$folder'"
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -BeLike '*gll_psc_v35.csv is used, not gll_psc_v27.csv.'
        Get-FermiSource | Should -HaveCount 1
    }
}

Describe 'A user of the Gaia archive' {
    It 'is not shown by the archive' {
        $credential = [pscredential]::new('jane', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
        $shown = Use-AstroArchive -Live -Credential $credential -PassThru | Format-List | Out-String
        $shown | Should -Not -Match 'jane|s3cret'
        $shown | Should -Match 'gea.esac.esa.int'
    }
}

Describe 'Gaia DR4' {
    It 'is a catalog beside DR3, said to be untried' {
        $catalog = Get-AstroCatalog GaiaDR4
        $catalog.Epoch | Should -Be 2017.5
        $catalog.Table | Should -BeExactly gaiadr4.gaia_source
        $catalog.Title | Should -Match untried
        (Get-AstroCatalog Gaia).Epoch | Should -Be 2016
    }

    It 'gives sources of its own, not those of DR3' {
        $folder = Copy-SmallArchive
        Set-Content "$folder/gaia_dr4.csv" "source_id,ra,dec,pmra,pmdec`n4057292017823848576,10.0001,0,0,0"
        Use-AstroArchive -Path $folder
        $found = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch | Add-OpticalCounterpart -Catalog GaiaDR4 -Radius 2arcsec
        $found.Gaia | Should -BeNullOrEmpty
        "$($found.Others)" | Should -BeExactly 4057292017823848576
    }
}

Describe 'The tables of this module as an archive' {
    BeforeAll {
        $own = New-Item "$TestDrive/exported" -ItemType Directory
        Use-AstroArchive -Simulated -Scale 0.02
        $sources, $fermi, $observations = @(Get-ChandraSource -MaxLatitude 10), @(Get-FermiSource -MaxLatitude 10), @(Get-ChandraObservation -MaxLatitude 10)
    }

    AfterAll { Use-AstroArchive -Path $archive }

    It 'give the same objects again: <_>' -ForEach csv, vot {
        Remove-Item "$own/*"
        $sources | Export-AstroTable "$own/csc.$_"
        $fermi | Export-AstroTable "$own/fermilpsc.$_"
        $observations | Export-AstroTable "$own/chanmaster.$_"
        Use-AstroArchive $own
        @(Get-ChandraSource) | ConvertTo-Json -Depth 1 | Should -BeExactly ($sources | ConvertTo-Json -Depth 1)
        @(Get-FermiSource) | ConvertTo-Json -Depth 1 | Should -BeExactly ($fermi | ConvertTo-Json -Depth 1)
        $read = @(Get-ChandraObservation)
        $read.ObsId | Should -Be $observations.ObsId
        for ($i = 0; $i -lt $read.Count; $i++) { [Math]::Abs(($read[$i].Time - $observations[$i].Time).TotalSeconds) | Should -BeLessThan 0.01 }
    }

    It 'may have angles as text' {
        'name,ra,dec,r0', 'a,10:24:55.2,-20:00:30,6"', 'b,10h24m55.2s,-20d00m30s,0.1arcmin', 'c,156.23,-20.008333333,6' | Set-Content "$own/text.csv"
        Use-AstroArchive -Catalog @{ csc = "$own/text.csv" }
        foreach ($source in Get-ChandraSource) {
            [Math]::Round($source.RA, 6), [Math]::Round($source.Dec, 6), [Math]::Round($source.ErrorSemiMajor, 6) | Should -Be 156.23, -20.008333, 6
        }
        'name,ra,dec,r0', 'a,10,20,wide' | Set-Content "$own/text.csv"
        (Get-OnlyError 'Get-ChandraSource').Id | Should -BeExactly ValueInvalid
    }
}
