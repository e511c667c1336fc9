<#
.SYNOPSIS
How many Chandra sources each Fermi source has, against longitude; each bar is as wide as its own error circle.
.EXAMPLE
./MatchesByLongitude.ps1 -Archive ~/catalogs -OutputFolder figures
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figure is written.
.PARAMETER Format
png or svg.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png'
)

$ErrorActionPreference = 'Stop'
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "matches-by-longitude.$Format"

Find-FermiCscMatch | Group-FermiMatch |
    Export-BarChart $path -Position FermiL -LongitudeX -Value NumCscMatches -BarWidth { 2 * $_.FermiR95 } -LogY `
        -XLabel 'Galactic longitude (°); bars as wide as the error circles' -YLabel 'Chandra sources in the circle' `
        -Title 'Matches of each Fermi source'
