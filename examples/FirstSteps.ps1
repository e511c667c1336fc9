<#
.SYNOPSIS
First steps with the module: read it line by line, and type the lines at a prompt.
.DESCRIPTION
From choosing an archive to a table and a map, each step with a comment that says what is seen. The script can also be run as a whole.
At a prompt, begin with these two lines in place of the script's first ones:

    Import-Module PSAstroXmatch
    Use-AstroArchive -Simulated

Out-Default at the end of a line shows its objects in a table of their own. At a prompt leave it out: it does that by itself.
Tab completes cmdlets, parameters and properties; Get-Help tells what each cmdlet does: Get-Help Find-FermiCscMatch -Examples.
.EXAMPLE
./FirstSteps.ps1
.EXAMPLE
./FirstSteps.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where brightest.csv, first-matches.csv and first-map.png are written; the current folder by default.
#>
param(
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

# 1. Where do the catalogs come from? Simulated is a model of the sky on this machine, and says so; -Live asks the public services.
(Get-AstroArchive).Location

# 2. Get sources. Each row is an object: position, error radius (R95), flux and class. Capitals (HMB) mean that the source is identified.
Get-FermiSource -Class hmb | Out-Default

# 3. What do the classes mean? psr is a pulsar, spp a supernova remnant or a pulsar wind nebula.
Get-FermiClass ps*, sp* | Out-Default

# 4. The table shows part of what is known. Format-List * shows all properties of an object.
Get-FermiSource -Class hmb | Select-Object -First 1 | Format-List * | Out-Default

# 5. Filter and sort by any property. Angles are in degrees, fluxes in erg/cm²/s. These are the brightest X-ray sources near the plane.
$brightest = Get-ChandraSource -MaxLatitude 10 -MinFlux 1e-14 | Sort-Object Flux -Descending | Select-Object -First 5
$brightest | Out-Default
#    Export-Csv writes any objects, with the columns that Select-Object names.
$brightest | Select-Object Name, RA, Dec, Flux | Export-Csv ([IO.Path]::Combine($folder, 'brightest.csv'))

# 6. Where on the sky are they? Longitude grows to the left, and the plane of the Milky Way lies along the middle. The colour is the flux.
Get-ChandraSource -MaxLatitude 10 -MinFlux 1e-13 | Show-SkyMap -ColorBy Flux -LogColor -Width 78 -Height 22

# 7. Match: which X-ray sources lie in the error circles of gamma-ray sources near the plane? A warning names the extended sources, which
#    have no error circle. Each pair has the separation (Sep) beside the error radius (R95).
$pairs = @(Find-FermiCscMatch)
"$($pairs.Count) pairs, of which these are the first:"
$pairs | Select-Object -First 5 | Out-Default

# 8. Group: one object for each gamma-ray source, with lists of its X-ray sources.
$groups = @($pairs | Group-FermiMatch)
"$($groups.Count) gamma-ray sources, of which these have the most X-ray sources:"
$groups | Sort-Object NumCscMatches -Descending | Select-Object -First 5 | Out-Default

# 9. Look into one: the lists are in the same order.
$one = $groups[0]
"$($one.FermiName), class '$($one.FermiClass)': $($one.CscNames[0]) has $($one.CscFluxes[0]) erg/cm²/s."

# 10. Optical and infrared counterparts: around each X-ray source, where a position is good enough to tell a counterpart from a chance star.
$counterparts = @($groups | Where-Object FermiClass | Add-OpticalCounterpart -Around Chandra -Top 1)
$counterparts | Select-Object -First 5 | Out-Default

# 11. All that is known of a star is in the typed lists. NormalizedSep is its distance in units of the joint position error.
$counterparts.Gaia | Select-Object -First 5 | Out-Default

# 12. Keep the result: CSV with the columns of the published table. Import-AstroTable reads it back, with its lists.
$counterparts | Export-AstroTable (Join-Path $folder 'first-matches.csv') -PassThru | ForEach-Object FullName

# 13. And draw it: the dots are gamma-ray sources, and the larger they are, the more X-ray sources lie in their circles.
$groups | Export-SkyMap (Join-Path $folder 'first-map.png') -PositionProperty FermiL, FermiB -SizeBy NumCscMatches `
    -Title 'First steps' | ForEach-Object FullName
