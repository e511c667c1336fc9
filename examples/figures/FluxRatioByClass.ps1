<#
.SYNOPSIS
The ratio of X-ray to gamma-ray flux for each class of Fermi source, from Galactic to extragalactic.
.EXAMPLE
./FluxRatioByClass.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "flux-ratio-by-class.$Format"

Find-FermiCscMatch |
    Export-ScatterPlot $path -X FermiClass -Category -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
        -Y { [Math]::Log10($_.CscFlux / $_.FermiFlux) } -XLabel 'Class of the Fermi source (capitals: identified)' `
        -YLabel 'log₁₀ (X-ray / gamma-ray flux)' -Title 'Flux ratio by class'
