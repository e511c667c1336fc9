# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples'))
    $scripts = Get-ChildItem $examples -Filter *.ps1 -Recurse |
        ForEach-Object { @{ Name = [IO.Path]::GetRelativePath($examples, $_.FullName); Script = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
}

# The module tests run each alone in one version of PowerShell, and look at what they write; this is for the other versions.
Describe 'examples' {
    It '<Name> runs in a real PowerShell' -ForEach $scripts {
        Use-AstroArchive -Simulated -Scale 0.05 -Seed 9
        $folder = "$TestDrive/$Name"
        $global:LASTEXITCODE = 0
        $null = & $Script -Archive Current -OutputFolder $folder 3> $null
        $LASTEXITCODE | Should -Be 0
        Get-ChildItem $folder -File -Recurse | Should -Not -BeNullOrEmpty
        Get-ChildItem $folder -File -Recurse | Where-Object Length -lt 100 | Should -BeNullOrEmpty
    }

    It 'have help that Get-Help shows' {
        $help = Get-Help "$PSScriptRoot/../../examples/NightlyMatch.ps1" -Full
        $help.Synopsis | Should -BeLike 'A job for every night*'
        ($help.parameters.parameter | Where-Object name -eq MaxChangePercent).description.Text | Should -BeLike '*number of pairs*'
        "$($help.alertSet.alert.Text)" | Should -BeLike '*crontab -e*Register-ScheduledTask*'
    }
}
