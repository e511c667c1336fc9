<#
.SYNOPSIS
From a gamma-ray source to the most probable X-ray source to its star or galaxy, with the reasons.
.DESCRIPTION
Find-FermiCscMatch -Probability says how probable each Chandra source is as the counterpart of a Fermi source, and Add-OpticalCounterpart
-Probability how probable each Gaia source is as the counterpart of a Chandra source. The product of both is the probability of the whole
chain. The reasons are what these probabilities follow from: separations in units of the position errors, and how rare such a bright
source is where it lies.
.EXAMPLE
./Association.ps1
On the simulated sky it ends with:

    With a probability of 0.5 or more, 115 of 461 Fermi sources have an X-ray counterpart; 25.1 of these are expected to be wrong.

    FermiName          CscName               P(X-ray) Kind   P(Gaia)
    ---------          -------               -------- ----   -------
    4FGL J1754.9-2401  2CXO J175459.9-240134 0.999
    4FGL J0535.3+4027  2CXO J053522.0+402655 0.998
    4FGL J1952.7+3937  2CXO J195246.8+393713 0.996    quasar 0.998
    4FGL J0625.8+3027  2CXO J062553.1+302728 0.994    star   1.000
    4FGL J1655.6-4304  2CXO J165533.0-430409 0.994    star   1.000
    4FGL J0551.2+3608  2CXO J055114.2+360831 0.992    quasar 0.990
    4FGL J1741.7-2305  2CXO J174148.9-230527 0.990
    4FGL J1745.6-2853c 2CXO J174537.7-285418 0.988    star   0.999

    Why the first: 0.2 sigma from the Fermi source; 2.2 X-ray sources as bright per square degree.
.EXAMPLE
./Association.ps1 -Archive ~/catalogs -MinReliability 0.8 -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with csc, fermilpsc and gaia_source files, or Current for the archive of the session.
.PARAMETER MinReliability
Minimum probability of the X-ray source to be the counterpart of the Fermi source.
.PARAMETER OutputFolder
Where associations.csv and associations.csv.provenance.json are written; the current folder by default.
#>
param(
    [string] $Archive = 'Simulated',
    [double] $MinReliability = 0.5,
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

# What Gaia's own classification says; a source that is not classified is none of the three.
function Get-Kind {
    param($Star)
    foreach ($kind in 'Star', 'Quasar', 'Galaxy') {
        if ($Star.ClassProbabilities.$kind -gt 0.5) { return $kind.ToLowerInvariant() }
    }
    'unclassified'
}

function Format-Reason {
    param($Xray, $Star)
    $reason = '{0:0.0} sigma from the Fermi source; {1:0.0} X-ray sources as bright per square degree'
    $values = @($Xray.NormalizedSep, $Xray.ChanceDensity)
    if ($Star) {
        $reason += '; {2:0.00} arcsec to the Gaia source, among {3:0} as bright per square degree'
        $values += $Star.SepArcsec, $Star.ChanceDensity
    }
    [string]::Format([cultureinfo]::InvariantCulture, $reason, $values)
}

$candidates = @(Find-FermiCscMatch -Probability -WarningAction SilentlyContinue)
# All X-ray sources in one call, so that the prior of their optical counterparts is fitted to all of them.
$found = @($candidates | Group-FermiMatch | Add-OpticalCounterpart -Catalog Gaia -Around Chandra -Probability)

$best = @{}
foreach ($candidate in $candidates) { if ($candidate.MatchFlag -eq 1) { $best[$candidate.FermiName] = $candidate } }
$associations = foreach ($source in $found | Where-Object BestReliability -GE $MinReliability) {
    # The most probable comes first.
    $star = $source.Gaia | Where-Object CscName -EQ $source.BestCscName | Select-Object -First 1
    [pscustomobject]@{
        FermiName = $source.FermiName
        CscName = $source.BestCscName
        CscReliability = $source.BestReliability
        GaiaId = $star.SourceId
        GaiaReliability = $star.Reliability
        Kind = if ($star) { Get-Kind $star }
        Reason = Format-Reason $best[$source.FermiName] $star
    }
}
$associations = @($associations | Sort-Object CscReliability -Descending)
if ($associations.Count -eq 0) {
    "None of $($found.Count) Fermi sources has an X-ray counterpart with a probability of $MinReliability or more; no table was written."
    return
}
$table = Join-Path $folder 'associations.csv'
# How the rows were made is written beside the table.
$associations | Export-AstroTable $table -ProvenanceOf $found

$wrong = 0
foreach ($association in $associations) { $wrong += 1 - $association.CscReliability }
$numbers = $MinReliability, $associations.Count, $found.Count, $wrong
[string]::Format([cultureinfo]::InvariantCulture, 'With a probability of {0} or more, {1} of {2} Fermi sources have an X-ray counterpart; {3:0.0} of these are expected to be wrong.', $numbers)
"The table with the reasons is $table. Archive: $((Get-AstroArchive).Location)."
$digits = @{ Name = 'P(X-ray)'; Expression = { $_.CscReliability.ToString('F3', [cultureinfo]::InvariantCulture) } }
$more = @{ Name = 'P(Gaia)'; Expression = { if ($_.GaiaId) { $_.GaiaReliability.ToString('F3', [cultureinfo]::InvariantCulture) } } }
$associations | Select-Object -First 8 | Format-Table FermiName, CscName, $digits, Kind, $more
"Why the first: $($associations[0].Reason)."
