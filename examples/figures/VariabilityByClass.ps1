<#
.SYNOPSIS
What Gaia says of the variability of its counterparts, for each class of Fermi source, in the three states of DR3.
.EXAMPLE
./VariabilityByClass.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "variability-by-class.$Format"

# NOT_AVAILABLE is not the same as constant: most stars were not analysed for variability.
Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart -Catalog Gaia |
    ForEach-Object { foreach ($star in $_.Gaia) { [pscustomobject]@{ Class = $_.FermiClass; State = $star.Variability } } } |
    Export-BarChart $path -Category Class -GroupBy State -GroupOrder NOT_AVAILABLE, CONSTANT, VARIABLE -Stacked -LogY `
        -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) -XLabel 'Class of the Fermi source' `
        -YLabel 'Gaia counterparts' -Title 'Variability of Gaia counterparts'
