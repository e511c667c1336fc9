<#
.SYNOPSIS
Matches the plane of the Milky Way: which Chandra sources lie in the error circles of Fermi's gamma-ray sources?
.EXAMPLE
./GalacticPlane.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, or a folder with csc and fermilpsc files.
.PARAMETER OutputFolder
Where grouped_csc_fermi_pairs.csv is written; the current folder by default.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSAstroXmatch)) {
    $staged = [IO.Path]::Combine($PSScriptRoot, '..', 'output', 'PSAstroXmatch')
    Import-Module ([IO.Directory]::Exists($staged) ? $staged : 'PSAstroXmatch')
}

switch ($Archive) {
    'Simulated' { Use-AstroArchive -Simulated }
    'Live'      { Use-AstroArchive -Live }
    default     { Use-AstroArchive -Path $Archive }
}

$folder = [IO.Directory]::CreateDirectory([IO.Path]::GetFullPath($OutputFolder, $PWD.ProviderPath))
$table = [IO.Path]::Combine($folder.FullName, 'grouped_csc_fermi_pairs.csv')

$clock = [Diagnostics.Stopwatch]::StartNew()
$pairs = @(Find-FermiCscMatch -MaxLatitude 10)
$groups = @($pairs | Group-FermiMatch)
$groups | Export-AstroTable $table
$seconds = $clock.Elapsed.TotalSeconds.ToString('F1', [cultureinfo]::InvariantCulture)

"$($pairs.Count) Chandra sources lie in the error circles of $($groups.Count) Fermi sources within 10° of the galactic plane."
"Archive: $((Get-AstroArchive).Location). Found in $seconds s, written to $table."
"The Fermi sources with the most:"
$groups | Where-Object NumCscMatches -gt 200
