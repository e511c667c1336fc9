<#
.SYNOPSIS
Builds, tests or packages PSAstroXmatch. All of it is the dotnet command line; this only saves typing.
.EXAMPLE
./build.ps1 -Task Test
.PARAMETER Task
Build stages the module to output/PSAstroXmatch. Test builds and runs all tests. Package zips the staged module. Pester builds and
runs the tests of tests/pester in a new PowerShell, where PowerShell 7.4 and Pester 5 (or later ones) are installed.
.PARAMETER Configuration
Release or Debug.
#>
param(
    [ValidateSet('Build', 'Test', 'Package', 'Pester')]
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

# The tests need cmdlets that the console of this repository lacks, and a process that has not loaded the module.
function Find-Pwsh {
    $pwsh = Get-Command pwsh -CommandType Application -ErrorAction Ignore
    $own = [Environment]::ProcessPath
    $path = if ([IO.Path]::GetFileNameWithoutExtension($own) -eq 'pwsh') { $own } else { "$(@($pwsh)[0].Source)" }
    if (-not $path) {
        throw 'PowerShell (pwsh) is not installed, which -Task Pester needs. ' +
        'See https://learn.microsoft.com/powershell/scripting/install/installing-powershell.'
    }
    & $path -NoProfile -NonInteractive -Command "exit [int] -not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0')"
    if ($LASTEXITCODE -ne 0) {
        throw "Pester 5 or later is not installed for $path, which -Task Pester needs. Install it with: Install-PSResource Pester"
    }
    $path
}

$pwsh = if ($Task -eq 'Pester') { Find-Pwsh }
Invoke-DotNet build $solution --configuration $Configuration --nologo
if ($Task -eq 'Test') {
    Invoke-DotNet test --solution $solution --configuration $Configuration --no-build
}
elseif ($Task -eq 'Pester') {
    & $pwsh -NoProfile -NonInteractive -File ([IO.Path]::Combine($PSScriptRoot, 'tests', 'pester', 'Invoke-Tests.ps1'))
    if ($LASTEXITCODE -ne 0) { throw "Pester tests failed: see above." }
}
elseif ($Task -eq 'Package') {
    $zip = [IO.Path]::Combine($PSScriptRoot, 'output', 'PSAstroXmatch.zip')
    [IO.File]::Delete($zip)
    [IO.Compression.ZipFile]::CreateFromDirectory(
        [IO.Path]::Combine($PSScriptRoot, 'output', 'PSAstroXmatch'), $zip, [IO.Compression.CompressionLevel]::SmallestSize, $true)
    "$zip ($([Math]::Round([IO.FileInfo]::new($zip).Length / 1MB, 1)) MB)"
}
