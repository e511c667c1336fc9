<#
.SYNOPSIS
The Chandra sources within 10° of the galactic plane, coloured by their X-ray flux.
.EXAMPLE
./PlaneSourceMap.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "plane-sources.$Format"

Get-ChandraSource -MaxLatitude 10 |
    Export-SkyMap $path -ColorBy Flux -LogColor -ColorRange 3e-16, 3e-12 -ColorLabel 'Flux, 0.5–7 keV (erg cm⁻² s⁻¹)' `
        -Title 'Chandra sources within 10° of the galactic plane'
