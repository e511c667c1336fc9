<#
.SYNOPSIS
How many Chandra sources lie at which longitude of the galactic plane.
.EXAMPLE
./LongitudeHistogram.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "longitude-histogram.$Format"

Get-ChandraSource -MaxLatitude 10 |
    Export-Histogram $path -Property L -LongitudeX -BinWidth 10 -LogY -XLabel 'Galactic longitude (°)' -YLabel 'Chandra sources' `
        -Title 'Chandra sources along the galactic plane'
