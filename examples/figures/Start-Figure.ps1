<#
.SYNOPSIS
What every script of this folder begins with: loads the module, chooses the archive, and gives the path of the figure.
.EXAMPLE
$path = ./Start-Figure.ps1 -Archive ~/catalogs -OutputFolder figures -Name map.png
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figure is written; made where it is missing.
.PARAMETER Name
Name of the figure's file, with its ending.
.OUTPUTS
The path of the figure's file.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [string] $Name
)

$ErrorActionPreference = 'Stop'
[IO.Path]::Combine((& "$PSScriptRoot/../Start-Example.ps1" $Archive $OutputFolder), $Name)
