# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $service = Open-FakeTapService
    $fake = [PSAstroXmatch.Tests.FakeTapService]
    $PSDefaultParameterValues['*-Tap*:Service'] = "$($service.BaseUri)"
}

AfterAll {
    $PSDefaultParameterValues.Remove('*-Tap*:Service')
    $service.Dispose()
}

Describe 'Invoke-TapQuery' {
    BeforeEach {
        $service.Answer = $fake::Table(3)
        $service.Bytes = $null
    }

    It 'gives rows to the standard verbs' {
        $rows = Invoke-TapQuery 'SELECT * FROM xray.csc'
        $rows.name | Should -Be S0, S1, S2
        ($rows | Sort-Object flux -Descending)[0].flux | Should -Be (3 * 1.5e-15)
        $rows[2].source_id | Should -Be 6917528997577384322
        ($rows | ConvertTo-Json | ConvertFrom-Json)[2].source_id | Should -Be 6917528997577384322
        $rows | Export-Csv "$TestDrive/rows.csv"
        (Import-Csv "$TestDrive/rows.csv").source_id | Should -Be 6917528997577384320, 6917528997577384321, 6917528997577384322
    }

    It 'shows small numbers, by itself and with Format-Table' {
        foreach ($lines in (Invoke-TapQuery 'SELECT 1' | Get-ShownLine), (Invoke-TapQuery 'SELECT 1' | Format-Table | Get-ShownLine)) {
            $lines | Should -Contain 'S1     3e-15 6917528997577384321'
        }
    }

    It 'tells the query with -Verbose' {
        $told = Invoke-TapQuery 'SELECT name FROM xray.csc' -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$told" | Should -BeLike '*SELECT name FROM xray.csc*'
    }

    It 'writes files by the same rule as Export-AstroTable<Name>' -ForEach @(
        @{ Name = ''; More = @{} }
        @{ Name = ' (-Raw)'; More = @{ Raw = $true } }
        @{ Name = ' (-CacheAge)'; More = @{ CacheAge = '1d' } }
    ) {
        $file = "$TestDrive/answer$($More.Count)$($More.Keys).vot"
        Invoke-TapQuery 'SELECT 1' -OutFile $file -WhatIf @More | Should -BeNullOrEmpty
        $file | Should -Not -Exist
        (Invoke-TapQuery 'SELECT 1' -OutFile $file @More).FullName | Should -Be (Get-Item $file).FullName
        Import-AstroTable $file | Should -HaveCount 3
        $before = $service.Requests.Count
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -OutFile $file -NoClobber @More } | Should -Be FileExists
        Set-ItemProperty -Path $file -Name IsReadOnly -Value $true
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -OutFile $file @More } | Should -Be FileAccessDenied
        $service.Requests.Count | Should -Be $before -Because 'a file that can not be written is refused before the service is asked'
        Invoke-TapQuery 'SELECT 1' -OutFile $file -Force @More | Should -Not -BeNullOrEmpty
    }

    It 'gives typed rows with every digit<How>' -ForEach @{ How = '' }, @{ How = ' -Async' } {
        $result = Invoke-Line "Invoke-TapQuery 'SELECT * FROM csc'$How"
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount 3
        $result.Output[1].flux | Should -BeExactly 3e-15
        $result.Output[2].source_id | Should -BeOfType long
        $result.Output[2].source_id | Should -BeExactly 6917528997577384322
        $service.Jobs | Should -BeNullOrEmpty
    }

    It 'knows the units of rows, tables and files' {
        (Invoke-TapQuery 'SELECT * FROM csc' -AsTable)['flux'].Unit | Should -BeExactly erg/cm2/s
        (Invoke-TapQuery 'SELECT * FROM csc')[0].GetTable()['flux'].Unit | Should -BeExactly erg/cm2/s
        $null = Invoke-TapQuery 'SELECT * FROM csc' -OutFile "$TestDrive/rows.vot.gz"
        (Import-AstroTable "$TestDrive/rows.vot.gz" -AsTable)['flux'].Unit | Should -BeExactly erg/cm2/s
    }

    It 'takes a cut result for an error, unless it is allowed or asked for' {
        $service.Answer = $fake::Table(3, 'OVERFLOW')
        $problem = Get-OnlyError 'Invoke-TapQuery "SELECT * FROM csc"'
        $problem.Id | Should -BeExactly ResultTruncated
        $problem.Text | Should -MatchExactly '3 rows'
        $problem.Text | Should -MatchExactly 'SELECT \* FROM csc'
        $allowed = Invoke-Line 'Invoke-TapQuery "SELECT * FROM csc" -AllowTruncated'
        $allowed.Output | Should -HaveCount 3
        $allowed.Warnings | Should -HaveCount 1
        $allowed.Warnings[0] | Should -MatchExactly 'The result is incomplete'
        $asked = Invoke-Line 'Invoke-TapQuery "SELECT * FROM csc" -MaxRow 3'
        $asked.Output | Should -HaveCount 3
        $asked.Errors | Should -BeNullOrEmpty
    }

    It 'leaves a file as it was where the result is cut' {
        $file = "$TestDrive/cut.csv"
        Set-Content $file 'what was there'
        $service.Answer = $fake::Table(3, 'OVERFLOW')
        (Get-OnlyError 'Invoke-TapQuery "SELECT * FROM csc" -OutFile $file').Id | Should -BeExactly ResultTruncated
        Get-Content $file | Should -BeExactly 'what was there'
    }

    It 'tells an error in the words of the service' {
        $service.Answer = $fake::Error('no table of that name')
        $problem = Get-OnlyError 'Invoke-TapQuery "SELECT * FROM nothing"'
        $problem.Id | Should -BeExactly ServiceError
        $problem.Text | Should -MatchExactly 'no table of that name'
    }

    It 'needs an archive that has services' {
        $PSDefaultParameterValues.Remove('*-Tap*:Service')
        try {
            (Get-OnlyError 'Use-AstroArchive -Simulated; Invoke-TapQuery "SELECT 1"').Id | Should -BeExactly ServiceMissing
        }
        finally {
            $PSDefaultParameterValues['*-Tap*:Service'] = "$($service.BaseUri)"
        }
    }

    It 'uploads objects with typed columns' {
        $null = Invoke-TapQuery 'SELECT * FROM csc, TAP_UPLOAD.mine AS m' -Upload @{ mine = [pscustomobject]@{ id = 7; ra = 1.5 } }
        $body = $service.Requests[-1].Body
        $body | Should -MatchExactly 'mine,param:'
        $body | Should -MatchExactly 'name="id"[^>]*datatype="int"'
        $body | Should -MatchExactly 'name="ra"[^>]*datatype="double"'
        (Get-OnlyError 'Invoke-TapQuery "SELECT 1" -Upload @{ mine = @() }').Id | Should -BeExactly UploadInvalid
    }
}

Describe 'Invoke-TapQuery -Raw' {
    BeforeEach {
        $service.Answer = $fake::Table(3)
        $service.Bytes = $null
        $file = "$TestDrive/raw.any"
        Remove-Item $file -ErrorAction Ignore
    }

    It 'gives the document of the service<How>' -ForEach @{ How = '' }, @{ How = ' -Async' } {
        (Invoke-Line "Invoke-TapQuery 'SELECT 1' -Raw$How").Output | Should -BeExactly $service.Answer
        (Invoke-Line "Invoke-TapQuery 'SELECT 1' -Raw -OutFile `$file$How").Errors | Should -BeNullOrEmpty
        [IO.File]::ReadAllText($file) | Should -BeExactly $service.Answer
        $null = Invoke-Line "Invoke-TapQuery 'SELECT 1' -Raw -ResponseFormat csv$How"
        @($service.Requests.Body) -like '*RESPONSEFORMAT=csv*' | Should -Not -BeNullOrEmpty
    }

    It 'makes no text of bytes that are none' {
        $service.Bytes = 0x53, 0x49, 0xFF, 0xFE, 0x00
        (Get-OnlyError 'Invoke-TapQuery "SELECT 1" -Raw -ResponseFormat fits').Id | Should -BeExactly AnswerNotText
        $null = Invoke-TapQuery 'SELECT 1' -Raw -ResponseFormat fits -OutFile $file
        [IO.File]::ReadAllBytes($file) | Should -Be $service.Bytes
    }

    It 'is no way around an error: <Id>' -ForEach @(
        @{ Id = 'ResultTruncated'; Make = { $fake::Table(3, 'OVERFLOW') } }
        @{ Id = 'ServiceError'; Make = { $fake::Table(3, 'ERROR') } }
        @{ Id = 'TableTruncated'; Make = { $fake::Table(3) -replace '.{30}$' } }
    ) {
        $service.Answer = & $Make
        (Get-OnlyError 'Invoke-TapQuery "SELECT 1" -Raw -OutFile $file').Id | Should -BeExactly $Id
        $file | Should -Not -Exist
    }

    It 'gives a cut document where that is allowed' {
        $service.Answer = $fake::Table(3, 'OVERFLOW')
        $allowed = Invoke-Line 'Invoke-TapQuery "SELECT 1" -Raw -AllowTruncated'
        $allowed.Output | Should -BeExactly $service.Answer
        $allowed.Warnings | Should -HaveCount 1
        $allowed.Warnings[0] | Should -MatchExactly 'The result is incomplete'
    }
}

Describe 'Get-TapTable and Get-TapColumn' {
    It 'list tables, and columns of those in the pipeline' {
        (Get-TapTable).Name | Should -Be xray.csc
        (Get-TapTable *csc | Get-TapColumn -Ucd phot.flux*).Name | Should -Be b_flux_ap
    }

    It 'find tables and columns by name, description and UCD' {
        (Get-TapTable *CSC).Name | Should -BeExactly xray.csc
        (Get-TapTable -Description *chandra*).Name | Should -BeExactly xray.csc
        $column = Get-TapTable | Get-TapColumn -Ucd phot*
        $column.Name, $column.Unit, $column.IsIndexed | Should -BeExactly b_flux_ap, erg/cm2/s, $true
        (Get-TapColumn csc -Name n*).Name | Should -BeExactly name
        (Get-OnlyError 'Get-TapTable nosuch').Id | Should -BeExactly TableNotFound
        (Invoke-Line 'Get-TapTable nosuch*').Errors | Should -BeNullOrEmpty
    }

    It 'show the columns under the name of their table' {
        $lines = Get-TapColumn xray.csc | Get-ShownLine
        $lines | Should -Contain '   Table: xray.csc'
        $lines | Should -Contain 'b_flux_ap                double   erg/cm2/s phot.flux;em.X-ray Aperture flux'
    }

    It 'are completed from what was told, without asking' {
        $null = Get-TapColumn xray.csc
        $before = $service.Requests.Count
        Get-Completion "Get-TapColumn -Service $($service.BaseUri) -Table x" | Should -Be xray.csc
        Get-Completion "Get-TapColumn -Service $($service.BaseUri) -Table xray.csc -Name b" | Should -Be b_flux_ap
        Get-Completion "Get-TapColumn -Service $($service.BaseUri) -Table cs" | Should -Contain xray.csc
        Get-Completion "Invoke-TapQuery -Service $($service.BaseUri) 'SELECT * FROM cs" | Should -Contain "'SELECT * FROM xray.csc'"
        Get-Completion "Register-AstroCatalog Mine xray.csc $($service.BaseUri) -Id n" | Should -Be name
        Get-Completion "Register-AstroCatalog Mine xray.csc $($service.BaseUri) -ErrorEllipse b" | Should -Be b_flux_ap
        Get-Completion "Invoke-TapQuery -Service $($service.BaseUri) 'SELECT b_fl" | Should -Contain "'SELECT b_flux_ap'"
        $service.Requests.Count | Should -Be $before
    }
}
