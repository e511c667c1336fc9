<#
.SYNOPSIS
Builds, tests or packages PSAstroXmatch. All of it is the dotnet command line; this only saves typing.
.EXAMPLE
./build.ps1 -Task Test
.PARAMETER Task
Build stages the module to output/PSAstroXmatch. Test builds and runs all tests. Package writes the package for the PowerShell Gallery
and the zip to output; the same commit gives the same bytes.
.PARAMETER Configuration
Release or Debug. Packages are always made of Release.
#>
param(
    [ValidateSet('Build', 'Test', 'Package')]
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

if ($Task -eq 'Package') {
    Invoke-DotNet run --project ([IO.Path]::Combine($PSScriptRoot, 'src', 'PSAstroXmatch.Packaging'))
    return
}

Invoke-DotNet build $solution --configuration $Configuration --nologo
if ($Task -eq 'Test') {
    Invoke-DotNet test --solution $solution --configuration $Configuration --no-build
}
