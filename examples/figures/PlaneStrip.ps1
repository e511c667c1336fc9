<#
.SYNOPSIS
The Chandra sources within 10° of the plane as a strip of all longitudes: in panels, or with -Panels 1 as one wide figure.
.EXAMPLE
./PlaneStrip.ps1 -Archive ~/catalogs -OutputFolder figures
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figure is written.
.PARAMETER Format
png or svg.
.PARAMETER Panels
Number of panels, one above the other.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png',
    [ValidateRange(1, 8)] [int] $Panels = 4
)

$ErrorActionPreference = 'Stop'
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "plane-strip.$Format"

# Equal degrees are equal lengths here. In a gnomonic strip, all that lies more than 90° from its centre would be missing.
Get-ChandraSource -MaxLatitude 10 |
    Export-SkyMap $path -Projection PlateCarree -Field 360deg, 20deg -Panels $Panels `
        -ColorBy Flux -LogColor -ColorRange 3e-16, 3e-12 -ColorLabel 'Flux, 0.5–7 keV (erg cm⁻² s⁻¹)' `
        -Title 'The plane of the Milky Way in X-rays'
