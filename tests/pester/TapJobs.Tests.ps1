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

Describe 'Jobs' {
    BeforeAll { $folder = "$env:PSASTROXMATCH_HOME/Jobs" }

    BeforeEach {
        $service.PhaseOfJobs = 'COMPLETED'
        $service.Answer = $fake::Table(3)
        Get-TapJob -NoRefresh | Remove-TapJob -Confirm:$false
    }

    It 'are received in another session and then gone' {
        $null = Start-TapJob 'SELECT * FROM csc' -Name mine
        Get-ChildItem $folder | Should -HaveCount 1
        $session = [powershell]::Create()
        try {
            $null = $session.AddScript('param($path) Import-Module $path').AddArgument($modulePath).Invoke()
            $session.Commands.Clear()
            $listed = $session.AddScript('Get-TapJob').Invoke()
            $session.Commands.Clear()
            $rows = $session.AddScript('Receive-TapJob mine').Invoke()
            $session.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $session.Dispose()
        }
        $listed.Query | Should -BeExactly 'SELECT * FROM csc'
        $listed.Destruction | Should -Be ([datetime]::new(2026, 12, 4, 5, 0, 0, [DateTimeKind]::Utc))
        $rows | Should -HaveCount 3
        $service.Jobs | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
        (Get-OnlyError 'Receive-TapJob mine').Id | Should -BeExactly JobUnknown
    }

    It 'are started, listed, received and gone' {
        $job = Start-TapJob 'SELECT * FROM xray.csc' -Name mine
        $job.Phase | Should -Be COMPLETED
        (Get-TapJob mine).Id | Should -Be $job.Id
        Receive-TapJob mine | Should -HaveCount 3
        Get-TapJob | Should -BeNullOrEmpty
        $service.Jobs.Count | Should -Be 0
    }

    It 'stay with -WhatIf: <_>' -ForEach 'Stop-TapJob', 'Remove-TapJob', 'Receive-TapJob' {
        $service.PhaseOfJobs = 'EXECUTING'
        $job = Start-TapJob 'SELECT 1'
        $requests = $service.Requests.Count
        $job | & $_ -WhatIf | Should -BeNullOrEmpty
        $service.Requests.Count | Should -Be $requests
        $service.Jobs.Count | Should -Be 1
    }

    It 'are stopped and removed' {
        $service.PhaseOfJobs = 'EXECUTING'
        $job = Start-TapJob 'SELECT 1'
        ($job | Stop-TapJob -PassThru).Phase | Should -Be ABORTED
        $job | Remove-TapJob
        $service.Jobs.Count | Should -Be 0
    }

    It 'go to a file by the same rule as Export-AstroTable' {
        $job = Start-TapJob 'SELECT 1'
        Set-Content "$TestDrive/job.csv" old
        Get-ErrorId { $job | Receive-TapJob -OutFile "$TestDrive/job.csv" -NoClobber } | Should -Be FileExists
        Set-ItemProperty -Path "$TestDrive/job.csv" -Name IsReadOnly -Value $true
        Get-ErrorId { $job | Receive-TapJob -OutFile "$TestDrive/job.csv" } | Should -Be FileAccessDenied
        $service.Jobs.Count | Should -Be 1
        $job | Receive-TapJob -OutFile "$TestDrive/job.csv" -Force | Should -Not -BeNullOrEmpty
        Import-AstroTable "$TestDrive/job.csv" | Should -HaveCount 3
        $service.Jobs.Count | Should -Be 0
    }

    It 'are completed by id and name' {
        $job = Start-TapJob 'SELECT 1' -Name beautiful
        Get-Completion 'Receive-TapJob b' | Should -Contain beautiful
        Get-Completion 'Remove-TapJob ' | Should -Contain $job.Id
    }

    It 'are kept with -Keep, and removed by id' {
        $job = Start-TapJob 'SELECT 1'
        1..2 | ForEach-Object { $job | Receive-TapJob -Keep } | Should -HaveCount 6
        $service.Jobs | Should -HaveCount 1
        Remove-TapJob $job.Id
        $service.Jobs | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'that are not finished stay, and aborted ones have nothing to receive' {
        $service.PhaseOfJobs = 'EXECUTING'
        (Get-OnlyError 'Start-TapJob "SELECT 1" | Receive-TapJob').Id | Should -BeExactly JobNotFinished
        $service.Jobs | Should -HaveCount 1
        Get-ChildItem $folder | Should -HaveCount 1
        (Get-TapJob | Stop-TapJob -PassThru).Phase | Should -BeExactly ABORTED
        (Get-OnlyError 'Get-TapJob | Receive-TapJob -Wait').Id | Should -BeExactly JobAborted
    }

    It 'that failed tell the words of the service, and stay until they are removed' {
        $service.PhaseOfJobs = 'ERROR'
        $problem = Get-OnlyError 'Start-TapJob "SELECT 1" | Receive-TapJob -Wait'
        $problem.Id | Should -BeExactly ServiceError
        $problem.Text | Should -MatchExactly "the job's own words"
        (Get-TapJob).Error | Should -BeExactly 'it failed'
    }

    It 'with a cut result are neither delivered nor deleted' {
        $service.Answer = $fake::Table(3, 'OVERFLOW')
        (Get-OnlyError 'Start-TapJob "SELECT 1" | Receive-TapJob -OutFile $TestDrive/cut.csv').Id | Should -BeExactly ResultTruncated
        "$TestDrive/cut.csv" | Should -Not -Exist
        $service.Jobs | Should -HaveCount 1
        Get-TapJob | Receive-TapJob -AllowTruncated -WarningAction Ignore | Should -HaveCount 3
        $service.Jobs | Should -BeNullOrEmpty
    }

    It 'give all the rows that they were started for, and stay where a part is received' {
        $service.Answer = $fake::Table(3, 'OVERFLOW')
        $own = Invoke-Line 'Start-TapJob "SELECT 1" -MaxRow 3 | Receive-TapJob'
        $own.Errors | Should -BeNullOrEmpty
        $own.Output | Should -HaveCount 3
        $service.Jobs | Should -BeNullOrEmpty
        $service.Answer = $fake::Table(50)
        $job = Start-TapJob 'SELECT 1'
        Receive-TapJob $job.Id -MaxRow 5 | Should -HaveCount 5
        $service.Jobs | Should -HaveCount 1
        Receive-TapJob "$($job.Id.Substring(0, 4))*" | Should -HaveCount 50
        $service.Jobs | Should -BeNullOrEmpty
    }

    It 'that were started elsewhere are taken by their address' {
        $job = Start-TapJob 'SELECT 1'
        Remove-Item $folder -Recurse
        Get-TapJob | Should -BeNullOrEmpty
        (Get-TapJob -Uri $job.Uri).Phase | Should -BeExactly COMPLETED
        Receive-TapJob $job.Id | Should -HaveCount 3
    }

    It 'that the service destroyed are told of, and forgotten' {
        $job = Start-TapJob 'SELECT 1'
        $null = Invoke-RestMethod $job.Uri -Method Delete -SkipHttpErrorCheck
        $service.Jobs | Should -BeNullOrEmpty
        (Get-TapJob).Error | Should -MatchExactly 'no longer has this job'
        (Invoke-Line 'Get-TapJob | Remove-TapJob').Errors | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'with a damaged file are one error, and the others are listed' {
        $null = Start-TapJob 'SELECT 1'
        Set-Content "$folder/half.json" '{ "Uri": "http://'
        try {
            $result = Invoke-Line 'Get-TapJob'
        }
        finally {
            Remove-Item "$folder/half.json"
        }
        $result.Output | Should -HaveCount 1
        $result.Errors.FullyQualifiedErrorId | Should -BeLike 'JobFileDamaged,*'
    }

    It 'with nothing but an address in their file are jobs, too' {
        $job = Start-TapJob 'SELECT 1'
        "{ `"Uri`": `"$($job.Uri)`", `"ServiceUri`": `"x`", `"Name`": null, `"Service`": null, `"Query`": null }" |
            Set-Content (Get-Item "$folder/*.json")
        (Get-TapJob).Phase | Should -BeExactly COMPLETED
        (Invoke-Line 'Get-TapJob -NoRefresh').Errors | Should -BeNullOrEmpty
    }
}
