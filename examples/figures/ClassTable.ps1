<#
.SYNOPSIS
A table of the Fermi sources of some classes, with their Chandra sources, for a closer look.
.EXAMPLE
./ClassTable.ps1 -Class PSR, psr -Archive ~/catalogs -OutputFolder tables
.PARAMETER Class
Classes of 4FGL as they are written there; Get-FermiClass lists them.
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the table is written.
#>
param(
    [string[]] $Class = @('PSR', 'psr'),
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "class-$($Class[0]).csv"

Find-FermiCscMatch | Where-Object { $Class -ccontains $_.FermiClass } | Group-FermiMatch | Export-AstroTable $path -PassThru
