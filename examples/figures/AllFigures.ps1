<#
.SYNOPSIS
Makes every figure of this folder, one after the other.
.EXAMPLE
./AllFigures.ps1 -Archive ~/catalogs -OutputFolder figures -Format svg
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figures are written.
.PARAMETER Format
png or svg.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png'
)

$ErrorActionPreference = 'Stop'
$null = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder ''
$figures = @(
    'ObservationMap', 'PlaneSourceMap', 'LongitudeHistogram', 'PlaneStrip', 'MatchMap', 'MatchStrip', 'MatchesByLongitude',
    'FluxRatioByPosition', 'FluxRatioByClass', 'CounterpartsByClass', 'VariabilityByClass', 'VariableFraction',
    'MatchesByFlux', 'OffsetHistogram', 'ClusterMap', 'ClassOrigin'
)
foreach ($figure in $figures) {
    & "$PSScriptRoot/$figure.ps1" -Archive Current -OutputFolder $OutputFolder -Format $Format
}

& "$PSScriptRoot/ClassTable.ps1" -Archive Current -OutputFolder $OutputFolder
