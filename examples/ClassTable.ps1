<#
.SYNOPSIS
A table of the Fermi sources of some classes with their Chandra sources, written with PowerShell's own Export-Csv.
.DESCRIPTION
The objects of the module go through Sort-Object, Select-Object and Export-Csv as all others do. Export-Csv writes numbers as your culture
does, such as 1,5 in German: then add -UseCulture to it, and semicolons separate the columns, as a spreadsheet of that culture expects.
For other programs use Export-AstroTable, which writes 1.5 everywhere, or FITS and VOTable with units and descriptions.
.EXAMPLE
./ClassTable.ps1 -Class HMB, hmb -Archive ~/catalogs -OutputFolder results
.PARAMETER Class
Classes as 4FGL writes them, in capitals where the source is identified; Get-FermiClass lists them.
.PARAMETER Archive
Simulated, Live, a folder with csc and fermilpsc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where fermi-classes.csv is written; the current folder by default.
#>
param(
    [string[]] $Class = @('PSR', 'psr'),
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
try { if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch } }
catch { throw "$_ Install PSAstroXmatch; or, in a clone of it, type: dotnet run --project tools/shell -- '$PSCommandPath'" }
switch ($Archive) {
    'Current' { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live' { Use-AstroArchive -Live }
    default { Use-AstroArchive -Path $Archive }
}
$folder = (New-Item $OutputFolder -ItemType Directory -Force).FullName

$table = Join-Path $folder 'fermi-classes.csv'
Find-FermiCscMatch -WarningAction SilentlyContinue | Group-FermiMatch |
    Where-Object FermiClass -CIn $Class |
    Sort-Object NumCscMatches -Descending |
    Select-Object FermiName, FermiClass, FermiL, FermiB, FermiFlux, NumCscMatches, @{
        Name = 'BrightestCscFlux'; Expression = { ($_.CscFluxes | Measure-Object -Maximum).Maximum }
    } |
    Export-Csv $table
Get-Item -LiteralPath $table
