# First and second use of the cmdlets of a local analysis in one session: name, use, milliseconds, and methods that were compiled.
param([string] $Module, [string] $Catalogs, [string] $OutputFolder)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
"Import-Module`t1`t$($clock.Elapsed.TotalMilliseconds)`t0"
$null = Use-AstroArchive -Path $Catalogs
# The catalogs are read before: what is measured is the cmdlets.
$null = Get-ChandraObservation
$null = Get-ChandraSource -MaxLatitude 1
$null = Get-FermiSource -MaxLatitude 1
$uses = [ordered]@{
    'Find-FermiCscMatch'     = { $script:pairs = Find-FermiCscMatch }
    'Group-FermiMatch'       = { $script:groups = $pairs | Group-FermiMatch }
    'Add-OpticalCounterpart' = { $null = $pairs | Select-Object -First 100 | Add-OpticalCounterpart -Around Chandra }
    'Export-SkyMap'          = { $null = $pairs | Export-SkyMap "$OutputFolder/first.png" -ColorBy SepDeg }
    'Export-AstroTable'      = { $pairs | Export-AstroTable "$OutputFolder/first.csv" }
}
foreach ($use in 1, 2) {
    foreach ($command in $uses.GetEnumerator()) {
        $before = [Runtime.JitInfo]::GetCompiledMethodCount($false)
        $clock.Restart()
        . $command.Value
        "$($command.Key)`t$use`t$($clock.Elapsed.TotalMilliseconds)`t$([Runtime.JitInfo]::GetCompiledMethodCount($false) - $before)"
    }
}
