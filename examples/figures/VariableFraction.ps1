<#
.SYNOPSIS
Which part of the Gaia counterparts of each class is known to be variable.
.EXAMPLE
./VariableFraction.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "variable-fraction.$Format"

Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart -Catalog Gaia |
    ForEach-Object {
        foreach ($star in $_.Gaia) { [pscustomobject]@{ Class = $_.FermiClass; IsVariable = [int]($star.Variability -eq 'VARIABLE') } }
    } |
    Export-BarChart $path -Category Class -Value IsVariable -Statistic Mean `
        -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
        -XLabel 'Class of the Fermi source' -YLabel 'Part known to be variable' -Title 'Variable Gaia counterparts'
