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
if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch }

switch ($Archive) {
    'Simulated' { Use-AstroArchive -Simulated }
    'Live'      { Use-AstroArchive -Live }
    default     { Use-AstroArchive -Path $Archive }
}

$table = [IO.Path]::Combine([IO.Path]::GetFullPath($OutputFolder, $PWD.ProviderPath), 'grouped_csc_fermi_pairs.csv')
$null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($table))

$clock = [Diagnostics.Stopwatch]::StartNew()
$pairs = Find-FermiCscMatch -MaxLatitude 10
$groups = $pairs | Group-FermiMatch
$groups | Export-AstroTable $table

"$($pairs.Count) Chandra sources lie in the error circles of $($groups.Count) Fermi sources within 10° of the plane."
"Found in $($clock.Elapsed.TotalSeconds.ToString('F1', [cultureinfo]::InvariantCulture)) s in this archive: $((Get-AstroArchive).Location)"
"Written to $table. The Fermi sources with the most:"
[Linq.Enumerable]::Take(
    [Linq.Enumerable]::OrderByDescending(
        [PSAstroXmatch.FermiMatchGroup[]] $groups, [Func[PSAstroXmatch.FermiMatchGroup, int]] { param($group) $group.NumCscMatches }), 5)
