<#
.SYNOPSIS
The ratio of X-ray to gamma-ray flux against galactic longitude and latitude.
.EXAMPLE
./FluxRatioByPosition.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "flux-ratio-by-position.$Format"

Find-FermiCscMatch |
    Export-ScatterPlot $path -X CscL, CscB -LongitudeX -Y { [Math]::Log10($_.CscFlux / $_.FermiFlux) } `
        -XLabel 'Galactic longitude (°)', 'Galactic latitude (°)' -YLabel 'log₁₀ (X-ray / gamma-ray flux)' `
        -Title 'Flux ratio against position'
