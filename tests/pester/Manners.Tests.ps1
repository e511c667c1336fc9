# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery { . $PSScriptRoot/Common.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    # What is waited for would never end if it did not end at once; a busy machine may take its time.
    $patience = [timespan]::FromMinutes(1)

    # Runs a script in a runspace of its own that has the module, as another session would.
    function Open-Session {
        param([string] $Script)
        $session = [powershell]::Create()
        $start = 'param($path) Import-Module $path; Use-AstroArchive -Simulated -Scale 0.02'
        $null = $session.AddScript($start).AddArgument($modulePath).Invoke()
        $session.Commands.Clear()
        $session.AddScript($Script)
    }

    # Waits until a service has got more requests than that: the cmdlet waits for its answer now.
    function Wait-Request {
        param($Service, [int] $Before)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ($Service.Requests.Count -le $Before -and $clock.Elapsed -lt $patience) { Start-Sleep -Milliseconds 20 }
        $Service.Requests.Count | Should -BeGreaterThan $Before
    }
}

Describe 'Select-Object -First' {
    It 'stops the work of <_>' -ForEach @(
        'Get-FermiSource', 'Get-ChandraSource', 'Get-ChandraObservation', 'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore'
        'Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcmin'
        'Get-ChandraSource | Find-SkyMatch -Radius 1arcmin -AsGroup'
        'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore | Group-FermiMatch'
    ) {
        $script:seen = 0
        & ([scriptblock]::Create("$_ | ForEach-Object { `$script:seen++; `$_ } | Select-Object -First 5")) | Should -HaveCount 5
        $seen | Should -Be 5
    }

    It 'asks for no further position' {
        $script:asked = 0
        Get-ChandraSource | ForEach-Object { $script:asked++; $_ } | Get-ChandraSource -Radius 1deg | Select-Object -First 1 |
            Should -HaveCount 1
        $asked | Should -Be 1
    }

    It 'reads no further file' {
        Get-ChandraSource | Export-AstroTable "$TestDrive/one.csv"
        Import-AstroTable "$TestDrive/one.csv", "$TestDrive/missing.csv" -ErrorAction Stop | Select-Object -First 5 | Should -HaveCount 5
    }
}

Describe '-WhatIf and -Confirm' {
    It '<_> has both' -ForEach @(
        'Export-AstroTable', 'Save-AstroCatalog', 'Clear-AstroCache', 'Remove-TapJob', 'Stop-TapJob', 'Receive-TapJob'
        'Invoke-TapQuery', 'Find-SkyMatch', 'Export-SkyMap'
    ) {
        (Get-Command $_).Parameters.Keys | Should -Contain WhatIf
        (Get-Command $_).Parameters.Keys | Should -Contain Confirm
    }

    It 'respect $WhatIfPreference' {
        $session = Open-Session 'param($file) $WhatIfPreference = $true; Get-FermiSource | Export-AstroTable $file'
        try { $null = $session.AddArgument("$TestDrive/never.csv").Invoke() } finally { $session.Dispose() }
        "$TestDrive/never.csv" | Should -Not -Exist
    }
}

# That it ends every cmdlet is tested with other threads, in tests/ModuleTests.
Describe 'Ctrl+C' {
    BeforeAll { $service = Open-FakeTapService; $service.IsSilent = $true }
    AfterAll { $service.Dispose() }

    It 'leaves a session that works' {
        $before = $service.Requests.Count
        $session = Open-Session 'param($uri) Invoke-TapQuery "SELECT 1" -Service $uri'
        try {
            $null = $session.AddArgument("$($service.BaseUri)").BeginInvoke()
            Wait-Request $service $before
            $session.Stop()
            $session.Commands.Clear()
            $session.AddScript('(Get-FermiSource).Count').Invoke() | Should -Be (Get-FermiSource).Count
        }
        finally {
            $session.Dispose()
        }
    }
}

Describe 'Sessions' {
    It 'each have their own archive' {
        $session = Open-Session 'Use-AstroArchive -Simulated -Seed 9 -Scale 0.03; (Get-AstroArchive).Location'
        try { $session.Invoke() | Should -BeLike 'simulated sky, seed 9*' } finally { $session.Dispose() }
        (Get-AstroArchive).Location | Should -BeLike 'simulated sky, seed 1, scale 0.02*'
    }

    It 'share the types of their objects' {
        $session = Open-Session 'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore'
        try { $matched = $session.Invoke() } finally { $session.Dispose() }
        $matched | Group-FermiMatch | Should -Not -BeNullOrEmpty
        $matched[0] | Should -BeOfType 'PSAstroXmatch.FermiCscMatch'
    }

    It 'run side by side with ForEach-Object -Parallel' {
        $counts = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:modulePath
            Use-AstroArchive -Simulated -Scale 0.02 -Seed $_
            $found = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore
            [pscustomobject]@{ Seed = $_; Location = (Get-AstroArchive).Location; Count = $found.Count }
        }
        $counts | Should -HaveCount 4
        $counts | ForEach-Object { $_.Location | Should -BeLike "simulated sky, seed $($_.Seed),*" }
        ($counts | Where-Object Seed -eq 1).Count | Should -Be (Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore).Count
    }

    It 'import the module again' {
        $session = Open-Session @'
            param($path)
            Remove-Module PSAstroXmatch
            Import-Module $path
            Import-Module $path -Force
            (Get-Module PSAstroXmatch).ExportedCmdlets.Count
            (Use-AstroArchive -Simulated -Scale 0.01 -PassThru).Kind
'@
        try {
            $session.AddArgument($modulePath).Invoke() |
                Should -Be (Get-Module PSAstroXmatch).ExportedCmdlets.Count, Simulated
        }
        finally { $session.Dispose() }
    }

    It 'load nothing heavy by the import' {
        $script = "Import-Module '$modulePath'; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name"
        $loaded = Invoke-NewPowerShell $script
        $loaded | Should -Contain PSAstroXmatch.Commands
        $loaded | Where-Object { $_ -match 'ScottPlot|Skia|HarfBuzz|CsvHelper|Polly|SharpZip|YamlDotNet' } | Should -BeNullOrEmpty
    }
}

Describe 'Parameters' {
    It '<_> emits only what its OutputType says' -ForEach (Get-Module PSAstroXmatch).ExportedCmdlets.Values.Name {
        # The types themselves are held by the other tests; here, that each cmdlet that emits says what.
        $command = Get-Command $_
        if ($_ -notin 'Clear-AstroCache', 'Remove-TapJob') { $command.OutputType | Should -Not -BeNullOrEmpty }
        $command.Verb | Should -BeIn (Get-Verb).Verb
    }

    It '<_> takes one object of a pipeline in one way' -ForEach (Get-Module PSAstroXmatch).ExportedCmdlets.Values.Name {
        foreach ($set in (Get-Command $_).ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
        }
    }
}

Describe 'Streams' {
    It '-Verbose tells counts: <Line>' -ForEach @(
        @{ Line = 'Get-FermiSource -Verbose'; Expected = '* rows of fermilpsc selected.' }
        @{
            Line = 'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore -Verbose'
            Expected = '* Chandra sources lie in the error regions of * Fermi sources.'
        }
        @{
            Line = 'Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore | Group-FermiMatch -Verbose'
            Expected = '* matches belong to * Fermi sources.'
        }
        @{ Line = 'Get-ChandraSource | Find-SkyMatch -Right (Get-FermiSource) -Radius 1arcmin -Verbose'; Expected = '* × * rows: * pairs.' }
        @{ Line = 'Get-ChandraSource | Find-SkyMatch -Radius 1arcmin -Verbose'; Expected = '* rows: * pairs.' }
        @{ Line = 'Get-ChandraSource | Find-SkyMatch -Radius 1arcmin -AsGroup -Verbose'; Expected = '* rows: * groups.' }
        @{ Line = 'Get-ChandraSource | Export-AstroTable "$TestDrive/told.csv" -Verbose'; Expected = '* rows × * columns written.' }
        @{ Line = 'Import-AstroTable "$TestDrive/told.csv" -Verbose'; Expected = '* rows × * columns.' }
    ) {
        $told = & ([scriptblock]::Create($Line)) 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        @($told.Message) -like $Expected | Should -Not -BeNullOrEmpty
    }

    It 'are silent without it' {
        $streams = Find-FermiCscMatch -MaxLatitude 90 -WarningAction Ignore *>&1
        $streams | Should -BeOfType 'PSAstroXmatch.FermiCscMatch'
    }
}
