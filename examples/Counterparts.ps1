<#
.SYNOPSIS
The whole table of the reference notebook: X-ray sources in gamma-ray error circles, and the stars beside them.
.DESCRIPTION
Writes the published table (the nearest three Gaia and 2MASS sources around each Fermi position), and a second one with the sources that
agree with the position of a Chandra source. The second is the one to work with: the first three around a Fermi position are nearly always
there by chance.
.EXAMPLE
./Counterparts.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where grouped_csc_fermi_gaia_2mass_pairs.csv and counterparts_of_chandra_sources.csv are written; the current folder by default.
.PARAMETER Epoch
Julian year of the X-ray observations, to which Gaia's stars are moved.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [double] $Epoch = 2010
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

$groups = @(Find-FermiCscMatch -WarningAction SilentlyContinue | Group-FermiMatch)
$groups | Add-OpticalCounterpart | Export-AstroTable (Join-Path $folder 'grouped_csc_fermi_gaia_2mass_pairs.csv') -UnitRow

$near = @($groups | Add-OpticalCounterpart -Around Chandra -Epoch $Epoch -Top 1)
$near | Export-AstroTable (Join-Path $folder 'counterparts_of_chandra_sources.csv')

$xray = 0; $gaia = 0; $infrared = 0
foreach ($group in $near) {
    $xray += $group.NumCscMatches
    $gaia += $group.GaiaNames.Count
    $infrared += $group.TwoMassNames.Count
}
"$($groups.Count) Fermi sources with $xray Chandra sources. Archive: $((Get-AstroArchive).Location)."
$year = $Epoch.ToString([cultureinfo]::InvariantCulture)
"$gaia Gaia and $infrared 2MASS sources agree with the position of a Chandra source at epoch $year."
"The tables are in $folder."
