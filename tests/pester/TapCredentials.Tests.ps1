# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# A secret goes to the service that it is for, wherever that service says that its jobs lie.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $service = Open-FakeTapService
    $foreign = Open-FakeTapService
    $uri, $foreignUri = "$($service.BaseUri)", "$($foreign.BaseUri)"
    $secret = [securestring]::new()
    'geheim'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $credential = [pscredential]::new('ann', $secret)
    $folder = "$env:PSASTROXMATCH_HOME/Jobs"

    # Whether a service got a credential in a request after those.
    function Test-Credential {
        param($Service, [int] $After = 0)
        @($Service.Requests | Select-Object -Skip $After | Where-Object { $_.Headers.ContainsKey('Authorization') }).Count -gt 0
    }
}

AfterAll { $service, $foreign | ForEach-Object Dispose }

Describe 'A credential' {
    BeforeEach {
        Remove-Item $folder -Recurse -ErrorAction Ignore
        $service.JobsElsewhere = $foreign
        $asked, $askedForeign = $service.Requests.Count, $foreign.Requests.Count
    }

    It 'goes to the service, and nowhere else' {
        $result = Invoke-Line 'Invoke-TapQuery "SELECT 1" -Service $uri -Credential $credential -Verbose'
        $result.Errors | Should -BeNullOrEmpty
        $service.Requests[$asked..($service.Requests.Count - 1)].Headers.Authorization |
            Should -Contain "Basic $([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('ann:geheim')))"
        $result.Verbose | Should -Not -Match 'geheim|YW5uOmdlaGVpbQ'
        Get-ChildItem $env:PSASTROXMATCH_HOME -Recurse -File | Get-Content -Raw | Should -Not -Match geheim
    }

    It 'of a job is for the service alone: <_>' -ForEach @(
        'Start-TapJob "SELECT 1" -Service $uri -Credential $credential'
        'Invoke-TapQuery "SELECT 1" -Async -Service $uri -Credential $credential'
    ) {
        (Invoke-Line $_).Errors | Should -BeNullOrEmpty
        Test-Credential $service $asked | Should -BeTrue
        Test-Credential $foreign $askedForeign | Should -BeFalse
    }

    It 'is not sent to a job at another host: <_>' -ForEach @(
        'Get-TapJob -Credential $credential'
        'Get-TapJob -Token $secret'
        'Receive-TapJob * -Credential $credential'
        'Receive-TapJob * -Token $secret -Wait'
        'Receive-TapJob * -Credential $credential -AsTable'
        'Receive-TapJob * -Credential $credential -OutFile $TestDrive/rows.csv'
        'Get-TapJob | Receive-TapJob -Credential $credential'
        'Stop-TapJob * -Credential $credential'
        'Remove-TapJob * -Token $secret'
        'Get-TapJob (Get-TapJob).Uri -Credential $credential'
        'Get-TapJob -Credential $credential -Service $uri'
    ) {
        $null = Start-TapJob 'SELECT 1' -Service $uri
        $before = $foreign.Requests.Count
        $result = Invoke-Line $_
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -HaveCount 1
        $result.Warnings[0] | Should -MatchExactly 'the credential is not sent there'
        $foreign.Requests.Count | Should -BeGreaterThan $before
        Test-Credential $foreign $askedForeign | Should -BeFalse
    }

    It 'is not sent where a changed file of a job points' {
        $service.JobsElsewhere = $null
        $null = Start-TapJob 'SELECT 1' -Service $uri
        $file = Get-Item "$folder/*"
        (Get-Content $file -Raw).Replace("$uri/async", "$foreignUri/async") | Set-Content $file
        $warnings = (Invoke-Line 'Get-TapJob -Credential $credential').Warnings
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -MatchExactly 'the credential is not sent there'
        Test-Credential $foreign $askedForeign | Should -BeFalse
    }

    It 'is sent to a job of which the service is not known only where the user names that' {
        $null = Start-TapJob 'SELECT 1' -Service $uri
        $file = Get-Item "$folder/*"
        (Get-Content $file -Raw).Replace('ServiceUri', 'Unknown') | Set-Content $file
        $warnings = (Invoke-Line 'Get-TapJob -Credential $credential').Warnings
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -MatchExactly '-Service http://127\.0\.0\.1'
        Test-Credential $foreign $askedForeign | Should -BeFalse
        (Invoke-Line 'Get-TapJob -Credential $credential -Service $foreignUri').Warnings | Should -BeNullOrEmpty
        Test-Credential $foreign $askedForeign | Should -BeTrue
    }

    It 'is sent to a job at its own service' {
        $service.JobsElsewhere = $null
        $null = Start-TapJob 'SELECT 1' -Service $uri
        Test-Credential $service $asked | Should -BeFalse
        (Invoke-Line 'Get-TapJob -Credential $credential').Warnings | Should -BeNullOrEmpty
        Test-Credential $service $asked | Should -BeTrue
    }

    It 'is sent to the address of a job that a user gives' {
        $job = Start-TapJob 'SELECT 1' -Service $foreignUri
        Remove-Item $folder -Recurse
        (Invoke-Line 'Get-TapJob $job.Uri -Credential $credential; Get-TapJob -Credential $credential').Warnings | Should -BeNullOrEmpty
        Test-Credential $foreign $askedForeign | Should -BeTrue
    }

    It 'for jobs of several services is an error' {
        $service.JobsElsewhere = $null
        $null = $uri, $foreignUri | ForEach-Object { Start-TapJob 'SELECT 1' -Service $_ }
        (Get-OnlyError 'Get-TapJob -Credential $credential').Id | Should -BeExactly CredentialAmbiguous
        Test-Credential $service $asked | Should -BeFalse
        (Invoke-Line 'Get-TapJob -Credential $credential -Service $uri').Output | Should -HaveCount 2
        Test-Credential $service $asked | Should -BeTrue
        Test-Credential $foreign $askedForeign | Should -BeFalse
    }
}
