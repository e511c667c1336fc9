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
$sources = $found |
    New-SkyMapLayer -PositionProperty CscL, CscB -ColorBy { [Math]::Log10($_.CscFlux / $_.FermiFlux) } -Label 'Chandra sources' -Size 3.5 `
        -ColorLabel 'log₁₀ (X-ray / gamma-ray flux)'
# The circles first: what is drawn later covers them.
$found | Group-FermiMatch |
    Export-SkyMap $path -PositionProperty FermiL, FermiB -Radius FermiR95 -Color '#D55E00' -Label 'Fermi, 95 % error radius' `
        -Layer $sources -Projection PlateCarree -Field 360deg, 20deg -Panels 4 `
        -Title 'X-ray to gamma-ray flux along the galactic plane'
