<#
.SYNOPSIS
A job for every night: matches the galactic plane, adds counterparts, and writes one table and a log.
.DESCRIPTION
Matches, groups, and adds the Gaia and 2MASS sources near each Chandra source, as plane.csv in the output folder. A table is there whole or
not at all: it is written beside the old one, which it replaces at the end. When the number of pairs differs much from that of the
last table, a warning says so; such a table is written all the same.

Where the search for some counterparts failed, what was found is written as plane.part.csv, plane.csv stays as it was, and the log has the
names of the sources. The next run takes what the services had answered, and asks for the rest.

Every step is in nightly.log, with times in UTC. Warnings and errors are output as well, and nothing else, so that cron sends a mail only
when there is something to read.

Exit codes: 0 all right; 1 a part failed; 2 failed, and nothing was written.
.NOTES
To run it at 3:15 each night on Linux or macOS, type crontab -e and add the line

    15 3 * * * pwsh -NoProfile -File /opt/astro/NightlyMatch.ps1 -Archive Live -OutputFolder /srv/astro

On Windows, once, in a PowerShell of the user who is to run it:

    $action = New-ScheduledTaskAction pwsh '-NoProfile -File C:\astro\NightlyMatch.ps1 -Archive Live -OutputFolder C:\astro\tables'
    Register-ScheduledTask NightlyMatch -Action $action -Trigger (New-ScheduledTaskTrigger -Daily -At 3:15)

This file is all that is needed, besides the module, which must be installed for the user who runs the job: with Install-PSResource, or
unpacked into a folder of $env:PSModulePath. cron looks for programs in few folders: where (Get-Command pwsh).Source is not in /usr/bin,
write that whole path. Stored answers lie in a folder of the same user; $env:PSASTROXMATCH_HOME names another.
.EXAMPLE
./NightlyMatch.ps1 -Archive Live -OutputFolder /srv/astro
.EXAMPLE
./NightlyMatch.ps1 -Archive ~/catalogs -OutputFolder results -MaxChangePercent 2
.PARAMETER Archive
Simulated, Live, a folder with csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where plane.csv and nightly.log are; the current folder by default.
.PARAMETER CacheAge
Maximum age of stored answers that are used instead of asking the live services: 20h, 7d. Catalogs that rarely change need not be queried every night.
.PARAMETER MaxChangePercent
By how much the number of pairs may differ from that of the last table before a warning says so.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [string] $CacheAge = '20h',
    [ValidateRange(0, 100)] [double] $MaxChangePercent = 5
)

$ErrorActionPreference = 'Stop'

function Add-LogLine {
    param([string] $Text, [ValidateSet('info', 'warning', 'error')] [string] $Level = 'info')
    $time = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
    $line = "$time $Level $Text"
    if ($log) { $log.WriteLine($line) }
    if ($Level -ne 'info') { $told.Add($line) }
}

# What to write of an error: its stable id, what happened, and what to do. A text that the script itself throws is its own id.
function Get-ErrorText {
    param([System.Management.Automation.ErrorRecord] $Record)
    $message = $Record.Exception.Message
    $id = ($Record.FullyQualifiedErrorId -split ',')[0]
    $advice = "$($Record.ErrorDetails.RecommendedAction)"
    "$($Record.FullyQualifiedErrorId -eq $message ? '' : "${id}: ")$message $advice".TrimEnd()
}

# The number of pairs in a table of an earlier night; nothing where there is none, or it can't be read.
function Get-PairCount {
    param([string] $Path)
    if (-not [IO.File]::Exists($Path)) {
        Add-LogLine 'There is no table of an earlier night to compare with.'
        return
    }
    try {
        $pairs = 0
        foreach ($row in Import-AstroTable $Path) { $pairs += $row.num_csc_matches }
        $pairs
    }
    catch {
        Add-LogLine "The table of an earlier night can't be read. $(Get-ErrorText $_)" warning
    }
}

# Two runs at a time would write the same files. The system gives the lock back, however a run ends.
function Open-Lock {
    param([string] $Path)
    try {
        [IO.FileStream]::new($Path, 'OpenOrCreate', 'Write', 'None', 1, [IO.FileOptions]::DeleteOnClose)
    }
    catch [IO.IOException] {
        throw 'Another run is still at work in this folder.'
    }
}

$log = $null
$lock = $null
$told = [Collections.Generic.List[string]]::new()
$exitCode = 2
try {
    # The log comes first, so that it tells also what is wrong with the module or the archive.
    $folder = (New-Item $OutputFolder -ItemType Directory -Force).FullName
    $lock = Open-Lock (Join-Path $folder 'nightly.lock')
    $log = [IO.StreamWriter]::new((Join-Path $folder 'nightly.log'), $true)
    $log.AutoFlush = $true
    try { if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch } }
    catch { throw "$_ Install PSAstroXmatch for the user who runs this job." }
    switch ($Archive) {
        'Current' { }
        'Simulated' { Use-AstroArchive -Simulated }
        'Live' { Use-AstroArchive -Live -CacheAge $CacheAge }
        default { Use-AstroArchive -Path $Archive }
    }
    Add-LogLine "Begins. Archive: $((Get-AstroArchive).Location)."

    # Errors in single rows do not end the job; they are reported below.
    $tell = @{
        ErrorAction     = 'SilentlyContinue'
        ErrorVariable   = '+problems'
        WarningAction   = 'SilentlyContinue'
        WarningVariable = '+remarks'
    }
    $problems = @()
    $remarks = @()
    $groups = @(Find-FermiCscMatch @tell | Group-FermiMatch)
    $pairs = 0
    foreach ($group in $groups) { $pairs += $group.NumCscMatches }
    Add-LogLine "$pairs pairs of $($groups.Count) Fermi sources."

    # -Resume takes what a night before had received when it was interrupted.
    $rows = @($groups | Add-OpticalCounterpart -Around Chandra -Resume @tell)
    foreach ($remark in $remarks) { Add-LogLine "$remark" }
    foreach ($problem in $problems) { Add-LogLine (Get-ErrorText $problem) error }
    $failed = @($rows | Where-Object SearchError)
    foreach ($row in $failed) { Add-LogLine "$($row.FermiName) was searched in ($($row.SearchedCatalogs)) only." }

    $table = Join-Path $folder 'plane.csv'
    $part = Join-Path $folder 'plane.part.csv'
    if ($failed.Count -gt 0) {
        $rows | Export-AstroTable $part
        Add-LogLine "$($failed.Count) of $($rows.Count) sources were not searched in all catalogs. What was found is in $part." warning
    }
    else {
        $before = Get-PairCount $table
        $rows | Export-AstroTable $table
        [IO.File]::Delete($part)
        Add-LogLine "$($rows.Count) rows are in $table."
        if ($null -ne $before -and [Math]::Abs($pairs - $before) * 100 -gt $MaxChangePercent * $before) {
            $limit = $MaxChangePercent.ToString([cultureinfo]::InvariantCulture)
            Add-LogLine "$pairs pairs differ by more than $limit % from the $before of the last table." warning
        }
    }
    $exitCode = if ($failed.Count -gt 0 -or $problems.Count -gt 0) { 1 } else { 0 }
}
catch {
    Add-LogLine (Get-ErrorText $_) error
}
finally {
    if ($log) {
        Add-LogLine "Ends with exit code $exitCode."
        $log.Dispose()
    }
    if ($lock) { $lock.Dispose() }
}
$told
exit $exitCode
