<#
.SYNOPSIS
The offsets between gamma-ray and X-ray positions in units of their error, beside what chance gives.
.EXAMPLE
./OffsetHistogram.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "offset-histogram.$Format"

# True counterparts crowd below 2.45, within which 95 % of them lie; sources that are there by chance grow with the offset.
# Where the catalog tells no more than the 95 % radius, the error is taken to be round.
$offset = { $_.NormalizedSep ?? (2.4477 * $_.SepDeg / $_.FermiR95) }
Find-FermiCscMatch |
    Export-Histogram $path -Property $offset -Minimum 0 -BinWidth 0.25 `
        -XLabel 'Offset in units of the joint position error' -YLabel 'Pairs' -Title 'Offsets of Chandra sources from Fermi positions'
