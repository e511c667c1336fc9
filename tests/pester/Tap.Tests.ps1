# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/FakeTapService.ps1
    $service = Open-FakeTapService
    $PSDefaultParameterValues['*-Tap*:Service'] = $service.Uri
}

AfterAll {
    # What went wrong in the service itself is no fault of the module.
    $service.State.Problems | Should -BeNullOrEmpty
    $PSDefaultParameterValues.Remove('*-Tap*:Service')
    $service.Stop()
}

Describe 'Invoke-TapQuery' {
    It 'gives rows to the standard verbs' {
        $rows = Invoke-TapQuery 'SELECT * FROM xray.csc'
        $rows.name | Should -Be S0, S1, S2
        ($rows | Sort-Object flux -Descending)[0].flux | Should -Be 45e-15
        $rows[2].source_id | Should -Be 6917528997577384322
        ($rows | ConvertTo-Json | ConvertFrom-Json)[2].source_id | Should -Be 6917528997577384322
        $rows | Export-Csv "$TestDrive/rows.csv"
        (Import-Csv "$TestDrive/rows.csv").source_id | Should -Be 6917528997577384320, 6917528997577384321, 6917528997577384322
    }

    It 'shows small numbers, by itself and with Format-Table' {
        foreach ($lines in (Invoke-TapQuery 'SELECT 1' | Get-ShownLine), (Invoke-TapQuery 'SELECT 1' | Format-Table | Get-ShownLine)) {
            $lines | Should -Contain 'S1     3e-14 6917528997577384321'
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
        $before = $service.State.Requests.Count
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -OutFile $file -NoClobber @More } | Should -Be FileExists
        Set-ItemProperty -Path $file -Name IsReadOnly -Value $true
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -OutFile $file @More } | Should -Be FileAccessDenied
        $service.State.Requests.Count | Should -Be $before -Because 'a file that can not be written is refused before the service is asked'
        Invoke-TapQuery 'SELECT 1' -OutFile $file -Force @More | Should -Not -BeNullOrEmpty
    }
}

Describe 'Get-TapTable and Get-TapColumn' {
    It 'list tables, and columns of those in the pipeline' {
        (Get-TapTable).Name | Should -Be xray.csc
        (Get-TapTable *csc | Get-TapColumn -Ucd phot.flux*).Name | Should -Be b_flux_ap
    }

    It 'show the columns under the name of their table' {
        $lines = Get-TapColumn xray.csc | Get-ShownLine
        $lines | Should -Contain '   Table: xray.csc'
        $lines | Should -Contain 'b_flux_ap                double   erg/cm2/s phot.flux;em.X-ray Aperture flux'
    }

    It 'are completed from what was told, without asking' {
        $null = Get-TapColumn xray.csc
        $before = $service.State.Requests.Count
        Get-Completion "Get-TapColumn -Service $($service.Uri) -Table x" | Should -Be xray.csc
        Get-Completion "Get-TapColumn -Service $($service.Uri) -Table xray.csc -Name b" | Should -Be b_flux_ap
        Get-Completion "Register-AstroCatalog Mine xray.csc $($service.Uri) -Id n" | Should -Be name
        Get-Completion "Register-AstroCatalog Mine xray.csc $($service.Uri) -ErrorEllipse b" | Should -Be b_flux_ap
        Get-Completion "Invoke-TapQuery -Service $($service.Uri) 'SELECT b_fl" | Should -Contain "'SELECT b_flux_ap'"
        $service.State.Requests.Count | Should -Be $before
    }
}

Describe 'Jobs' {
    BeforeEach {
        $service.State.Phase = 'COMPLETED'
        Get-TapJob -NoRefresh | Remove-TapJob -Confirm:$false
    }

    It 'are started, listed, received and gone' {
        $job = Start-TapJob 'SELECT * FROM xray.csc' -Name mine
        $job.Phase | Should -Be COMPLETED
        (Get-TapJob mine).Id | Should -Be $job.Id
        Receive-TapJob mine | Should -HaveCount 3
        Get-TapJob | Should -BeNullOrEmpty
        $service.State.Jobs.Count | Should -Be 0
    }

    It 'stay with -WhatIf: <_>' -ForEach 'Stop-TapJob', 'Remove-TapJob', 'Receive-TapJob' {
        $service.State.Phase = 'EXECUTING'
        $job = Start-TapJob 'SELECT 1'
        $requests = $service.State.Requests.Count
        $job | & $_ -WhatIf | Should -BeNullOrEmpty
        $service.State.Requests.Count | Should -Be $requests
        $service.State.Jobs.Count | Should -Be 1
    }

    It 'are stopped and removed' {
        $service.State.Phase = 'EXECUTING'
        $job = Start-TapJob 'SELECT 1'
        ($job | Stop-TapJob -PassThru).Phase | Should -Be ABORTED
        $job | Remove-TapJob
        $service.State.Jobs.Count | Should -Be 0
    }

    It 'go to a file by the same rule as Export-AstroTable' {
        $job = Start-TapJob 'SELECT 1'
        Set-Content "$TestDrive/job.csv" old
        Get-ErrorId { $job | Receive-TapJob -OutFile "$TestDrive/job.csv" -NoClobber } | Should -Be FileExists
        Set-ItemProperty -Path "$TestDrive/job.csv" -Name IsReadOnly -Value $true
        Get-ErrorId { $job | Receive-TapJob -OutFile "$TestDrive/job.csv" } | Should -Be FileAccessDenied
        $service.State.Jobs.Count | Should -Be 1
        $job | Receive-TapJob -OutFile "$TestDrive/job.csv" -Force | Should -Not -BeNullOrEmpty
        Import-AstroTable "$TestDrive/job.csv" | Should -HaveCount 3
        $service.State.Jobs.Count | Should -Be 0
    }

    It 'are completed by id and name' {
        $job = Start-TapJob 'SELECT 1' -Name beautiful
        Get-Completion 'Receive-TapJob b' | Should -Contain beautiful
        Get-Completion 'Remove-TapJob ' | Should -Contain $job.Id
    }
}

Describe 'Get-AstroCache and Clear-AstroCache' {
    BeforeEach {
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

    It 'refuse what is not an age: <_>' -ForEach '5y', '(2d)', '2kb', '0x1d' {
        Get-ErrorId ([scriptblock]::Create("Clear-AstroCache -OlderThan $_")) | Should -Be ParameterArgumentTransformationError
        Get-AstroCache | Should -HaveCount 1
    }

    It 'complete ids and services' {
        $entry = Get-AstroCache
        Get-Completion 'Clear-AstroCache -Id ' | Should -Be $entry.Id
        Get-Completion 'Get-AstroCache -Service http' | Should -Be $entry.Service
    }
}
