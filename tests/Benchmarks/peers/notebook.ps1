# The local part of the reference notebook: reads three catalogs of a folder, draws two maps, matches, groups and writes two tables.
# Prints stage, round and milliseconds of each stage, and last the memory of the process.
param([string] $Module, [string] $Catalogs, [string] $OutputFolder, [int] $Rounds = 1)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
"import`t1`t$($clock.Elapsed.TotalMilliseconds)"
$null = Use-AstroArchive -Path $Catalogs
foreach ($round in 1..$Rounds) {
    $stages = [ordered]@{
        'read observations'  = { $script:observations = Get-ChandraObservation -MinExposure 1s }
        'map observations'   = { $null = $observations | Export-SkyMap "$OutputFolder/observations.png" -Frame Icrs -ColorBy Exposure -LogColor }
        'read plane sources' = { $script:sources = Get-ChandraSource -MaxLatitude 10 -MinFlux 0 }
        'map plane sources'  = { $null = $sources | Export-SkyMap "$OutputFolder/sources.png" -ColorBy Flux -LogColor }
        'match'              = { $script:pairs = Find-FermiCscMatch }
        'group'              = { $script:groups = $pairs | Group-FermiMatch }
        'write'              = { $pairs | Export-AstroTable "$OutputFolder/pairs.csv"; $groups | Export-AstroTable "$OutputFolder/groups.csv" }
    }
    foreach ($stage in $stages.GetEnumerator()) {
        $clock.Restart()
        . $stage.Value
        "$($stage.Key)`t$round`t$($clock.Elapsed.TotalMilliseconds)"
    }
}
"pairs`t1`t$($pairs.Count)"
"memory`t1`t$([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)"
