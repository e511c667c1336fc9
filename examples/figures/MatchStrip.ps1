<#
.SYNOPSIS
The ratio of X-ray to gamma-ray flux along the galactic plane, with the error circles of Fermi.
.EXAMPLE
./MatchStrip.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "flux-ratio-strip.$Format"

$found = @(Find-FermiCscMatch)
$circles = $found | Group-FermiMatch |
    New-SkyMapLayer -PositionProperty FermiL, FermiB -Radius FermiR95 -Color '#B0413E' -Label 'Fermi, 95 % error radius'
$found | Export-SkyMap $path -PositionProperty CscL, CscB -Projection PlateCarree -Field 360deg, 20deg -Panels 4 -Height 1800 `
    -ColorBy { [Math]::Log10($_.CscFlux / $_.FermiFlux) } -ColorMap Viridis -ColorLabel 'log₁₀ (X-ray / gamma-ray flux)' `
    -Label 'Chandra sources' -Layer $circles -Title 'X-ray to gamma-ray flux along the galactic plane'
