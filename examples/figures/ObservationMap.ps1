<#
.SYNOPSIS
All observations of Chandra on the sky, coloured by their exposure.
.EXAMPLE
./ObservationMap.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "observations.$Format"

Get-ChandraObservation |
    Export-SkyMap $path -Frame Icrs -ColorBy Exposure -LogColor -ColorMap Plasma -Title 'Chandra observations'
