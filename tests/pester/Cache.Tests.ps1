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

Describe 'The archive of a session' {
    It 'shows the age of the answers that it uses as <Shown>' -ForEach @(
        @{ Age = '1d'; Shown = 'up to 1 day old' }, @{ Age = '24h'; Shown = 'up to 1 day old' }, @{ Age = '36h'; Shown = 'up to 36 hours old' }
        @{ Age = '90min'; Shown = 'up to 90 minutes old' }, @{ Age = '1s'; Shown = 'up to 1 second old' }
    ) {
        Use-AstroArchive -Live -CacheAge $Age
        (Get-AstroArchive).Cache | Should -BeExactly $Shown
    }
}

Describe 'Get-AstroCache and Clear-AstroCache' {
    BeforeEach {
        $service.Answer = $fake::Table(3)
        Clear-AstroCache -Confirm:$false
        $null = Invoke-TapQuery 'SELECT 1 AS one' -CacheAge 1d
    }

    It 'list, show and remove stored answers' {
        $entry = Get-AstroCache
        $entry.Query | Should -Be 'SELECT 1 AS one'
        $entry.Rows | Should -Be 3
        ($entry | Get-ShownLine) -like "$($entry.Id.Substring(0, 8)) 127.0.0.1:* SELECT 1 AS one" | Should -HaveCount 1
        Clear-AstroCache -WhatIf
        Get-AstroCache | Should -HaveCount 1
        $entry | Clear-AstroCache
        Get-AstroCache | Should -BeNullOrEmpty
    }

    # PowerShell takes 2d for the number 2, and a number is seconds: the answer of a moment ago was removed.
    It 'take the age that is typed: <Age>' -ForEach @(
        @{ Age = '2d'; Kept = 1 }, @{ Age = '1d'; Kept = 0 }, @{ Age = '"2d"'; Kept = 1 }, @{ Age = '37h'; Kept = 1 }
        @{ Age = '100s'; Kept = 0 }, @{ Age = '1e5'; Kept = 0 }, @{ Age = '2e5'; Kept = 1 }
    ) {
        $file = Get-Item "$env:PSASTROXMATCH_HOME/Cache/*.json"
        $notes = Get-Content $file -Raw | ConvertFrom-Json
        $notes.Created = [datetimeoffset]::UtcNow.AddHours(-36)
        $notes | ConvertTo-Json | Set-Content $file
        & ([scriptblock]::Create("Clear-AstroCache -OlderThan $Age"))
        Get-AstroCache | Should -HaveCount $Kept
    }

    It 'refuse what is not an age: <_>' -ForEach '5n', '(2d)', '2kb', '0x1d' {
        Get-ErrorId ([scriptblock]::Create("Clear-AstroCache -OlderThan $_")) | Should -Be ParameterArgumentTransformationError
        Get-AstroCache | Should -HaveCount 1
    }

    It 'complete ids and services' {
        $entry = Get-AstroCache
        Get-Completion 'Clear-AstroCache -Id ' | Should -Be $entry.Id
        Get-Completion 'Get-AstroCache -Service http' | Should -Be $entry.Service
    }

    It 'store nothing unasked' {
        Clear-AstroCache
        Invoke-TapQuery 'SELECT 2' | Should -HaveCount 3
        Get-AstroCache | Should -BeNullOrEmpty
        $service.Answer = $fake::Table(5)
        Invoke-TapQuery 'SELECT 2' | Should -HaveCount 5
    }

    It 'take a stored answer and count that, until it is refreshed or cleared' {
        $service.Answer = $fake::Table(5)
        $hit = Invoke-Line 'Invoke-TapQuery "SELECT 1 AS one" -CacheAge 1h -Verbose'
        $hit.Output | Should -HaveCount 3
        $hit.Verbose -like '*stored*' | Should -Not -BeNullOrEmpty
        $entry = Get-AstroCache *SELECT*
        $entry.Hits, $entry.Rows | Should -Be 1, 3
        $entry.SizeBytes | Should -BeGreaterThan 100
        Invoke-TapQuery 'SELECT 1 AS one' -Refresh | Should -HaveCount 5
        Invoke-TapQuery 'SELECT 1 AS one' -Offline | Should -HaveCount 5
        Get-AstroCache | Clear-AstroCache -WhatIf
        @() | Clear-AstroCache
        Get-AstroCache | Should -HaveCount 1
        Get-AstroCache | Clear-AstroCache
        (Get-OnlyError 'Invoke-TapQuery "SELECT 1 AS one" -Offline').Id | Should -BeExactly NotInCache
    }

    It 'clear what a killed process left behind, and -WhatIf keeps it' {
        $left = "$env:PSASTROXMATCH_HOME/Cache/0123-ffffffff.vot.gz", "$env:PSASTROXMATCH_HOME/Cache/.0123.json.0.tmp"
        foreach ($path in $left) {
            Set-Content $path rows
            [IO.File]::SetLastWriteTimeUtc($path, [datetime]::UtcNow.AddHours(-2))
        }
        Clear-AstroCache -WhatIf
        $left | Should -Exist
        (Invoke-Line 'Clear-AstroCache -OlderThan 1d').Errors | Should -BeNullOrEmpty
        $left | Should -Not -Exist
        Get-AstroCache | Should -HaveCount 1
    }
}

Describe 'Save-AstroCatalog' {
    It 'makes an archive that gives the same matches' {
        Use-AstroArchive -Path (Copy-SmallArchive)
        $before = Find-FermiCscMatch -WarningAction Ignore
        $saved = Invoke-Line 'Save-AstroCatalog csc, fermilpsc, nosuch'
        $saved.Output | Should -HaveCount 2
        $problem = @($saved.Errors | Where-Object FullyQualifiedErrorId -like '*Catalog*')
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CatalogUnknown,*'
        Use-AstroArchive -Saved
        $after = Find-FermiCscMatch -WarningAction Ignore
        $before | Should -HaveCount 3
        ($after | ConvertTo-Json) | Should -BeExactly ($before | ConvertTo-Json)
    }
}
