<#
.SYNOPSIS
Matches the plane of the Milky Way: which Chandra sources lie in the error circles of Fermi's gamma-ray sources?
.EXAMPLE
./GalacticPlane.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with csc and fermilpsc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where grouped_csc_fermi_pairs.csv is written; the current folder by default.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
try { if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch } }
catch { throw "$_ Install PSAstroXmatch; or, in a clone of it, type: dotnet run --project tools/shell -- '$PSCommandPath'" }
switch ($Archive) {
    'Current' { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live' { Use-AstroArchive -Live }
    default { Use-AstroArchive -Path $Archive }
}
$folder = (New-Item $OutputFolder -ItemType Directory -Force).FullName
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
