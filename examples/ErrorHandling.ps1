<#
.SYNOPSIS
How a script deals with errors: which end a pipeline and which do not, how they are told apart, and how what failed is tried again.
.DESCRIPTION
Provokes each kind of error on purpose: with a folder from which catalogs are missing, and with an address at which no service listens.
Nothing is asked of a public service. Read it beside its output.

At the end the session uses the folder that the script has made, errors in the output folder.
.EXAMPLE
./ErrorHandling.ps1
.EXAMPLE
./ErrorHandling.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Where the catalogs of the folder come from: Simulated, a folder with csc, fermilpsc, gaia_source and fp_psc files, or Current for the
archive of the session.
.PARAMETER OutputFolder
Where the folder errors is made, with the catalogs and counterparts.csv; the current folder by default.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

# Errors that end a pipeline then end the script too, unless they are caught. Without this line the script would go on with its next line.
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

# The id of an error is the part before the comma; after it is the cmdlet. Ids stay what they are; messages may be worded anew.
function Get-ErrorId {
    param([System.Management.Automation.ErrorRecord] $Record)
    ($Record.FullyQualifiedErrorId -split ',')[0]
}

# An error as a person wants to read it: what happened, and what to do. Errors of PowerShell itself have no advice.
function Format-Problem {
    param([System.Management.Automation.ErrorRecord] $Record)
    "    $(Get-ErrorId $Record) ($($Record.CategoryInfo.Category)): $($Record.Exception.Message)"
    $advice = "$($Record.ErrorDetails.RecommendedAction)"
    if ($advice) { "    What to do: $advice" }
}

# A folder of catalogs for this script, from which the observations (chanmaster) and 2MASS (fp_psc) are missing.
$catalogs = (New-Item (Join-Path $folder 'errors') -ItemType Directory -Force).FullName
$groups = @(Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch)
$stars = @($groups | Add-OpticalCounterpart)
Get-FermiSource -MaxLatitude 10 | Export-AstroTable (Join-Path $catalogs 'fermilpsc.csv')
Get-ChandraSource -MaxLatitude 11 | Export-AstroTable (Join-Path $catalogs 'csc.csv')
$stars.Gaia | Export-AstroTable (Join-Path $catalogs 'gaia_source.csv')
$infrared = Join-Path $catalogs 'fp_psc.csv'
Remove-Item -LiteralPath $infrared -ErrorAction Ignore
Use-AstroArchive -Path $catalogs

'1. Where nothing can go on, an error ends the pipeline. Catch it:'
try {
    Get-ChandraObservation
}
catch {
    Format-Problem $_
}

'2. What to do may depend on the id:'
try {
    Get-ChandraObservation
}
catch {
    switch (Get-ErrorId $_) {
        'CatalogNotFound'    { '    There are no observations in this folder: the script goes on without them.' }
        'ServiceUnreachable' { '    There is no network: the script tries it again tomorrow.' }
        default              { throw }
    }
}

'3. One bad object of many is an error that does not end the pipeline: the others are searched. -ErrorVariable keeps it:'
$positions = @(
    [pscustomobject]@{ Name = 'Sgr A*'; RA = 266.4168; Dec = -29.0078 }
    [pscustomobject]@{ Name = 'no position' }
    [pscustomobject]@{ Name = 'Crab'; RA = 83.6331; Dec = 22.0145 }
)
$found = @($positions | Get-FermiSource -Radius 10deg -ErrorAction SilentlyContinue -ErrorVariable problems)
"    $($found.Count) gamma-ray sources are around the two positions, and $($problems.Count) object was refused:"
foreach ($problem in $problems) { Format-Problem $problem }

'4. Where such an error should end the work as well, say -ErrorAction Stop:'
try {
    $positions | Get-FermiSource -Radius 10deg -ErrorAction Stop > $null
}
catch {
    "    Ended by $(Get-ErrorId $_)."
}

'5. A catalog whose search failed does not lose those that succeeded. The rows say what was searched:'
$rows = @($groups | Add-OpticalCounterpart -ErrorAction SilentlyContinue -ErrorVariable problems)
foreach ($problem in $problems) { Format-Problem $problem }
$failed = @($rows | Where-Object SearchError)
$done = @($rows | Where-Object { -not $_.SearchError })
"    $($failed.Count) of $($rows.Count) rows were searched in ($($failed[0].SearchedCatalogs)) alone."
'    That they list no 2MASS source does not mean that there is none.'

'6. Once the cause is gone, search for the failed ones again, and for them alone. They can be piped in as they are:'
$stars.TwoMass | Export-AstroTable $infrared
$repaired = @($failed | Add-OpticalCounterpart)
$still = @($repaired | Where-Object SearchError)
"    $($repaired.Count) rows were searched again in ($($repaired[0].SearchedCatalogs)); $($still.Count) still have an error."
$done + $repaired | Export-AstroTable (Join-Path $catalogs 'counterparts.csv')

'7. A service that does not answer is asked a few times, with longer and longer pauses, before that is an error. Then use what you have:'
# A port that was free a moment ago: nothing listens there.
$listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
$listener.Start()
$port = $listener.LocalEndpoint.Port
$listener.Stop()
try {
    Use-AstroArchive -Uri "http://127.0.0.1:$port/tap"
    $sources = @(Get-FermiSource -Class psr)
}
catch {
    Format-Problem $_
    if ($_.CategoryInfo.Category -ne 'ConnectionError') { throw }
    Use-AstroArchive -Path $catalogs
    $sources = @(Get-FermiSource -Class psr)
}
"    $($sources.Count) pulsars come from $((Get-AstroArchive).Location)."

'8. With -NoClobber an existing file is never replaced, and you learn of it before any work is done:'
try {
    Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable $infrared -NoClobber
}
catch {
    Format-Problem $_
}
