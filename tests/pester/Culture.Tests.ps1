# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $matched = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore | Select-Object -First 30
    $groups = $matched | Group-FermiMatch
    $counterparts = $groups | Add-OpticalCounterpart -Around Chandra
    $matched | Export-AstroTable "$TestDrive/rows.csv"

    # All that the module writes by itself, as text.
    function Get-AllText {
        $sources = (Get-FermiSource | Select-Object -First 5), (Get-ChandraSource | Select-Object -First 5), (Get-ChandraObservation |
                Select-Object -First 5)
        foreach ($objects in $sources + @(, $matched) + @(, $groups) + @(, $counterparts)) {
            $objects | Format-Table | Out-String -Width 120
            # Wide, because PowerShell breaks long lines in some cultures between words and in others not.
            $objects | Format-List | Out-String -Width 4000
            $objects | ConvertTo-Json -Depth 4 -WarningAction Ignore
            "$objects"
        }
        $counterparts.Gaia | Out-String
        Import-AstroTable "$TestDrive/rows.csv" | Out-String
        Import-AstroTable "$TestDrive/rows.csv" | ConvertTo-Json
        foreach ($ending in 'csv', 'tsv', 'vot') {
            $counterparts | Export-AstroTable "$TestDrive/culture.$ending"
            Get-Content "$TestDrive/culture.$ending" -Raw
        }
    }

    $invariant = Invoke-InCulture '' { Get-AllText } | Out-String
}

Describe 'Under <_>' -ForEach 'de-DE', 'tr-TR', 'fr-FR' {
    BeforeAll { $culture = $_ }

    It 'the culture is really another one' {
        Invoke-InCulture $culture { '{0:F1}' -f 0.5 } | Should -Be '0,5'
    }

    It 'every view, file and text is the same' {
        $text = Invoke-InCulture $culture { Get-AllText } | Out-String
        $text.Length | Should -Be $invariant.Length
        $text -ceq $invariant | Should -BeTrue
    }

    It 'numbers with a decimal point are read as such' {
        Invoke-InCulture $culture { (Get-FermiSource -MaxLatitude 0.5deg).Count } | Should -Be (Get-FermiSource -MaxLatitude 0.5).Count
        Invoke-InCulture $culture { (Get-ChandraSource -MinFlux '1.5e-14').Count } | Should -Be (Get-ChandraSource -MinFlux 1.5e-14).Count
        Invoke-InCulture $culture { (Import-AstroTable "$TestDrive/rows.csv")[0].sep_deg } | Should -Be $matched[0].SepDeg
    }

    It 'a decimal comma is refused, in words: <Line>' -ForEach @(
        @{ Line = "Get-FermiSource -MaxLatitude '0,5deg'" }
        @{ Line = "Get-ChandraSource -MinFlux '1,5e-14'" }
        @{ Line = "Get-ChandraSource -Position '83,63 22,01' -Radius 1arcmin" }
        @{ Line = "Get-ChandraSource -Position '83.63 22.01' -Radius '0,5'" }
        @{ Line = "[pscustomobject]@{ RA = '83,63'; Dec = '22,01' } | Get-ChandraSource -Radius 1arcmin" }
        @{ Line = "Find-SkyMatch `$matched -Radius '0,5arcsec'" }
        @{ Line = "Add-OpticalCounterpart `$groups -Radius '0,5arcsec'" }
        @{ Line = "Add-OpticalCounterpart `$groups -Epoch '2005,5'" }
        @{ Line = "Invoke-TapQuery 'SELECT 1' -Service Heasarc -Timeout '1,5min'" }
    ) {
        $problem = Invoke-InCulture $culture { try { & ([scriptblock]::Create($Line)) } catch { $_ } }
        "$problem" | Should -BeLike '*decimal *'
    }

    It 'what Export-Csv wrote with decimal commas is refused, not misread' {
        # PowerShell itself writes single numbers in the culture of the machine; lists and Export-AstroTable have points.
        $file = "$TestDrive/comma.csv"
        Invoke-InCulture $culture { Get-ChandraSource -MinFlux 1e-14 | Select-Object -First 3 | Export-Csv $file }
        (Import-Csv $file)[0].RA | Should -Match '^\d+,\d+$'
        $problems = @(
            Invoke-InCulture $culture { try { Find-SkyMatch $file -Right (Get-ChandraSource) -Radius 1arcsec } catch { $_ } }
            Invoke-InCulture $culture { try { Import-Csv $file | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec } catch { $_ } }
            Invoke-InCulture $culture { try { Import-Csv $file | Get-ChandraSource -Radius 1arcsec } catch { $_ } }
            Invoke-InCulture $culture { try { Import-AstroTable $file | Add-OpticalCounterpart -Radius 1arcsec } catch { $_ } }
        )
        $problems | Should -HaveCount 4
        $problems | ForEach-Object { "$_ $($_.ErrorDetails.RecommendedAction)" | Should -Match 'decimal (point|comma)' }
    }

    It 'lists in a CSV file have decimal points' {
        $lists = Invoke-InCulture $culture { $groups | ConvertTo-Csv } | ConvertFrom-Csv
        $lists.CscFluxes | Should -Be ($groups | ForEach-Object { "$($_.CscFluxes)" -replace ' ', ', ' })
        "$($lists.CscFluxes)" | Should -Not -Match '\d,\d'
    }

    It 'names are found in any case, with and without a dot on the i' {
        Invoke-InCulture $culture { (Get-FermiSource -Class BLL).Count } | Should -Be (Get-FermiSource -Class bll).Count
        Invoke-InCulture $culture { (Get-ChandraObservation -Detector acis-i).Count } |
            Should -Be (Get-ChandraObservation -Detector ACIS-I).Count
        Invoke-InCulture $culture { ($groups | Add-OpticalCounterpart -Catalog GAIA -Around CHANDRA).Count } | Should -Be $groups.Count
        Invoke-InCulture $culture { (Import-AstroTable "$TestDrive/rows.csv")[0].FERMI_NAME } | Should -Be $matched[0].FermiName
        Invoke-InCulture $culture { $matched |
                Export-AstroTable "$TestDrive/UPPER.TSV"; (Import-AstroTable "$TestDrive/UPPER.TSV").Count } | Should -Be $matched.Count
        Invoke-InCulture $culture { Get-Completion 'Invoke-TapQuery -Service I' } | Should -Be Irsa
        Invoke-InCulture $culture { Get-Completion 'Invoke-TapQuery -Service viz' } | Should -Be Vizier
    }
}

# Calendars of 2559, 1437 and 1394 for 2016; Arabic and Persian have other signs in numbers too.
Describe 'Under <_>, whose years are others' -ForEach 'th-TH', 'ar-SA', 'fa-IR' {
    BeforeAll { $culture = $_ }

    It 'the year is really another one' {
        Invoke-InCulture $culture { '{0:yyyy}' -f [datetime]'2016-06-01' } | Should -BeIn 2559, 1437, 1395
    }

    It 'every view, file and text is the same' {
        (Invoke-InCulture $culture { Get-AllText } | Out-String) -ceq $invariant | Should -BeTrue
    }

    It 'dates are those of ISO 8601' {
        $expected = Get-ChandraObservation -After 2001-01-01 -Before 2001-12-31
        $found = Invoke-InCulture $culture { Get-ChandraObservation -After 2001-01-01 -Before 2001-12-31 }
        $expected.Count | Should -BeGreaterThan 0
        $found.ObsId | Should -Be $expected.ObsId
    }

    It 'a date that PowerShell formats in that calendar is refused' {
        $text = Invoke-InCulture $culture { ([datetime]'2001-06-01').ToString('yyyy-MM-dd') }
        Invoke-InCulture $culture { (Get-OnlyError "Get-ChandraObservation -After $text").Text } | Should -Match 'is not a time'
        Invoke-InCulture $culture { (Get-OnlyError "`$groups | Add-OpticalCounterpart -Epoch $text").Text } | Should -Match 'is not an epoch'
    }

    It 'a date object is the same' {
        $date = [datetime]::SpecifyKind('2001-06-01', 'Utc')
        (Invoke-InCulture $culture { Get-ChandraObservation -Before $date }).Count | Should -Be (Get-ChandraObservation -Before 2001-06-01).Count
    }

    It 'times in a table are in UTC, as ISO 8601 has them' {
        $row = [pscustomobject]@{
            Local = [datetime]::SpecifyKind('2001-06-01T12:30:00', 'Local'); Utc = [datetime]::SpecifyKind('2001-06-01T12:30:00', 'Utc')
            Offset = [datetimeoffset]::new(2001, 6, 1, 12, 30, 0, [timespan]::FromHours(2))
        }
        Invoke-InCulture $culture { $row | Export-AstroTable "$TestDrive/times.csv" }
        $read = Import-AstroTable "$TestDrive/times.csv"
        $read.Local | Should -BeExactly $row.Local.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss', [cultureinfo]::InvariantCulture)
        $read.Utc, $read.Offset | Should -BeExactly '2001-06-01T12:30:00', '2001-06-01T10:30:00'
    }
}

Describe 'Numbers with a decimal comma, as Export-Csv writes them in German or French' {
    It 'are refused, not read as thousands: <_>' -ForEach 'Group-FermiMatch', 'Add-OpticalCounterpart -Around Chandra' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $matched | Export-Csv "$TestDrive/german.csv" -Delimiter ';'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        $row = Import-Csv "$TestDrive/german.csv" -Delimiter ';'
        $row[0].FermiL | Should -BeLike '*,*'
        { $row | & ([scriptblock]::Create("`$input | $_ -ErrorAction Stop")) } | Should -Throw '*decimal point*' -ErrorId 'InputInvalid*'
        # Of a selection, whose type is known.
        $stored = $matched[0] | Select-Object *
        $stored.SepDeg = '0,0347'
        { $stored | Group-FermiMatch } | Should -Throw '*0,0347*' -ErrorId 'InputInvalid*'
    }
}
