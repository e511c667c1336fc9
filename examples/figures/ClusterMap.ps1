<#
.SYNOPSIS
Where the matches cluster: a map of Fermi sources whose dots grow with the number of Chandra sources.
.EXAMPLE
./ClusterMap.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "cluster-map.$Format"

Find-FermiCscMatch | Group-FermiMatch |
    Export-SkyMap $path -PositionProperty FermiL, FermiB -SizeBy NumCscMatches -SizeLabel 'Chandra sources' -Size 26 -Opacity 0.6 `
        -Title 'Chandra sources in each Fermi error circle'
