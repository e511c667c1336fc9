<#
.SYNOPSIS
Builds, tests or packages PSAstroXmatch. This is only a shortcut for the dotnet commands.
.EXAMPLE
./build.ps1 -Task Test
.PARAMETER Task
Build stages the module to output/PSAstroXmatch. Test builds and runs all tests. Package writes the package for the PowerShell Gallery
and the zip to output; the same commit gives the same bytes. Pester builds and runs the tests of tests/pester alone, in a PowerShell that
comes from NuGet. Analyze runs PSScriptAnalyzer over all scripts, where it is installed.
.PARAMETER Configuration
Release or Debug. Packages are always made of Release.
#>
param(
    [ValidateSet('Build', 'Test', 'Package', 'Pester', 'Analyze')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = [IO.Path]::Combine($PSScriptRoot, 'PSAstroXmatch.sln')

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

# The first rule does not know that Pester runs the blocks of a test in separate scopes; the second is meant for commands of users.
function Invoke-Analysis {
    Import-Module PSScriptAnalyzer
    $settings = [IO.Path]::Combine($PSScriptRoot, 'PSScriptAnalyzerSettings.psd1')
    $findings = @(
        foreach ($path in 'build.ps1', 'examples', 'module', 'tools') {
            Invoke-ScriptAnalyzer -Path ([IO.Path]::Combine($PSScriptRoot, $path)) -Recurse -Settings $settings
        }
        $tests = [IO.Path]::Combine($PSScriptRoot, 'tests', 'pester')
        if ([IO.Directory]::Exists($tests)) {
            $notForTests = 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions'
            Invoke-ScriptAnalyzer -Path $tests -Recurse -Settings $settings -ExcludeRule $notForTests
        }
    )
    $findings
    if ($findings) { throw "PSScriptAnalyzer has $($findings.Count) findings." }
}

if ($Task -eq 'Analyze') {
    Invoke-Analysis
    return
}
if ($Task -eq 'Package') {
    Invoke-DotNet run --project ([IO.Path]::Combine($PSScriptRoot, 'tools', 'Packaging'))
    return
}
if ($Task -eq 'Pester') {
    Invoke-DotNet run --project ([IO.Path]::Combine($PSScriptRoot, 'tests', 'pester')) --configuration $Configuration
    return
}

Invoke-DotNet build $solution --configuration $Configuration --nologo
if ($Task -eq 'Test') {
    Invoke-DotNet test --solution $solution --configuration $Configuration --no-build
}
