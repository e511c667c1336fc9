<#
.SYNOPSIS
The Chandra sources in error circles of Fermi, and the circles, on the whole sky.
.EXAMPLE
./MatchMap.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "matches.$Format"

$found = @(Find-FermiCscMatch)
$sources = $found | New-SkyMapLayer -PositionProperty CscL, CscB -Color '#0072B2' -Label 'Chandra sources' -Size 3
# Circles of a tenth of a degree are less than a pixel here: true to scale, most are points. MatchStrip.ps1 shows them larger.
$found | Group-FermiMatch |
    Export-SkyMap $path -PositionProperty FermiL, FermiB -Radius FermiR95 -Color '#D55E00' -Label 'Fermi, 95 % error radius' `
        -Layer $sources -Title 'Chandra sources in error circles of 4FGL'
