<#
.SYNOPSIS
How many of the Fermi sources along the plane are Galactic, and how many extragalactic.
.EXAMPLE
./ClassOrigin.ps1 -Archive ~/catalogs -OutputFolder figures
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
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "class-origin.$Format"

$origin = @{}
foreach ($class in Get-FermiClass) { $origin[$class.Identified] = "$($class.Origin)" }
Find-FermiCscMatch | Group-FermiMatch |
    Export-BarChart $path -Category { if ($origin.ContainsKey($_.FermiClass)) { $origin[$_.FermiClass] } else { 'Unknown' } } `
        -CategoryOrder Galactic, Extragalactic, Unknown -XLabel 'Origin of the class' -YLabel 'Fermi sources with Chandra matches' `
        -Title 'Galactic and extragalactic classes in the plane'
