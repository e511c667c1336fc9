<#
.SYNOPSIS
Matches the plane of the Milky Way: which Chandra sources lie in the error circles of Fermi's gamma-ray sources?
.EXAMPLE
./GalacticPlane.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with csc and fermilpsc files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where grouped_csc_fermi_pairs.csv is written; the current folder by default.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
$folder = & "$PSScriptRoot/Start-Example.ps1" $Archive $OutputFolder
$table = [IO.Path]::Combine($folder, 'grouped_csc_fermi_pairs.csv')

$clock = [Diagnostics.Stopwatch]::StartNew()
$pairs = @(Find-FermiCscMatch -MaxLatitude 10)
$groups = @($pairs | Group-FermiMatch)
$groups | Export-AstroTable $table
$seconds = $clock.Elapsed.TotalSeconds.ToString('F1', [cultureinfo]::InvariantCulture)

"$($pairs.Count) Chandra sources lie in the error circles of $($groups.Count) Fermi sources within 10° of the galactic plane."
"Archive: $((Get-AstroArchive).Location). Found in $seconds s, written to $table."
"The Fermi sources with the most:"
$groups | Sort-Object NumCscMatches -Descending | Select-Object -First 5
