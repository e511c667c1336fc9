<#
.SYNOPSIS
How many Fermi sources of each class have a Gaia or 2MASS source within 0.03°.
.EXAMPLE
./CounterpartsByClass.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "counterparts-by-class.$Format"

Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart |
    ForEach-Object {
        if ($_.Gaia.Count) { [pscustomobject]@{ Class = $_.FermiClass; Catalog = 'Gaia' } }
        if ($_.TwoMass.Count) { [pscustomobject]@{ Class = $_.FermiClass; Catalog = '2MASS' } }
    } |
    Export-BarChart $path -Category Class -GroupBy Catalog -GroupOrder Gaia, 2MASS `
        -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
        -XLabel 'Class of the Fermi source' -YLabel 'Fermi sources with a counterpart' `
        -Title 'Fermi sources with Gaia and 2MASS counterparts'
