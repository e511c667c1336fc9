<#
.SYNOPSIS
Builds, tests or packages PSAstroXmatch. All of it is the dotnet command line; this only saves typing.
.EXAMPLE
./build.ps1 -Task Test
.PARAMETER Task
Build stages the module to output/PSAstroXmatch. Test builds and runs all tests. Package zips the staged module.
.PARAMETER Configuration
Release or Debug.
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

Invoke-DotNet build $solution --configuration $Configuration --nologo
if ($Task -eq 'Test') {
    Invoke-DotNet test --solution $solution --configuration $Configuration --no-build
}
elseif ($Task -eq 'Package') {
    $zip = [IO.Path]::Combine($PSScriptRoot, 'output', 'PSAstroXmatch.zip')
    [IO.File]::Delete($zip)
    [IO.Compression.ZipFile]::CreateFromDirectory(
        [IO.Path]::Combine($PSScriptRoot, 'output', 'PSAstroXmatch'), $zip, [IO.Compression.CompressionLevel]::SmallestSize, $true)
    "$zip ($([Math]::Round([IO.FileInfo]::new($zip).Length / 1MB, 1)) MB)"
}
