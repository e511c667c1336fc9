<#
.SYNOPSIS
Draws how good association probabilities are, and a map of one Fermi source with its candidates.
.DESCRIPTION
Four figures of Find-FermiCscMatch -Probability; docs/association.md explains them. Each figure is a block of this script, which can be
copied from it and changed.

In the simulated sky the true counterparts are known. In another archive, the truth is the Chandra source nearest to the counterpart that
4FGL names, if within 5 arcsec; candidates of Fermi sources without one are left out of the figures that need the truth.
.EXAMPLE
./AssociationFigures.ps1 -Archive ~/catalogs -OutputFolder figures -Format svg
.EXAMPLE
./AssociationFigures.ps1 -Name candidate-map -FermiName '4FGL J1745.6-2853c'
.PARAMETER Name
Which figures to draw, by the name of their file without its extension; wildcards are allowed.
.PARAMETER Archive
Simulated, Live, a folder with csc and fermilpsc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where the figures are written; the current folder by default.
.PARAMETER Format
png or svg.
.PARAMETER MaxLatitude
Maximum distance of the Fermi sources from the galactic plane, in degrees; by default, the whole sky.
.PARAMETER FermiName
The Fermi source of the map; by default, the one whose two best candidates are the hardest to tell apart.
.PARAMETER Seed
Seed of the trials of the measured false-match rate: the same seed gives the same figure.
#>
param(
    [SupportsWildcards()] [string[]] $Name = '*',
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png',
    [ValidateRange(0, 90)] [double] $MaxLatitude = 90,
    [string] $FermiName,
    [int] $Seed = 1
)

$ErrorActionPreference = 'Stop'
try { if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch } }
catch { throw "$_ Install PSAstroXmatch; or, in a clone of it, type: dotnet run --project tools/shell -- '$PSCommandPath'" }
switch ($Archive) {
    'Current' { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live' { Use-AstroArchive -Live -CacheAge 1d }
    default { Use-AstroArchive -Path $Archive }
}
$folder = (New-Item $OutputFolder -ItemType Directory -Force).FullName


# All candidates, and their Fermi sources by name. An extended Fermi source has no error ellipse, and so no probabilities.
$fermi = @{}
Get-FermiSource -MaxLatitude $MaxLatitude | ForEach-Object { $fermi[$_.Name] = $_ }
$candidates = @(Find-FermiCscMatch -MaxLatitude $MaxLatitude -Probability | Where-Object Reliability -GE 0)
if (-not $candidates) { throw 'No Fermi source of this archive has a Chandra source as a candidate.' }
$isSimulated = [bool] $fermi[$candidates[0].FermiName].PSObject.Properties['TrueCscName']
$sky = $isSimulated ? ' (simulated sky)' : ''

# The name of the counterpart among the candidates of a Fermi source; empty if it has none, and null where nobody knows.
function Get-TrueName($Source, $Candidates) {
    if ($isSimulated) { return $Source.TrueCscName }
    if (-not $Source.Association -or [double]::IsNaN($Source.AssociationRA)) { return $null }
    $near = $Candidates | ForEach-Object {
        $east = [Math]::IEEERemainder($_.CscRA - $Source.AssociationRA, 360) * [Math]::Cos($Source.AssociationDec * [Math]::PI / 180)
        [pscustomobject]@{ CscName = $_.CscName; Degrees = [Math]::Sqrt($east * $east + [Math]::Pow($_.CscDec - $Source.AssociationDec, 2)) }
    } | Where-Object Degrees -LE (5 / 3600) | Sort-Object Degrees | Select-Object -First 1
    "$($near.CscName)"
}

$judged = @(foreach ($group in $candidates | Group-Object FermiName) {
        $trueName = Get-TrueName $fermi[$group.Name] $group.Group
        if ($null -eq $trueName) { continue }
        $group.Group | Select-Object Reliability, NormalizedSep,
        @{ Name = 'IsBest'; Expression = { $_.MatchFlag -eq 1 } }, @{ Name = 'IsTrue'; Expression = { [int] ($_.CscName -eq $trueName) } }
    })

# The share of k in n with Wilson's interval of 68 %, which is that of a share also where k is 0 or n.
function Get-Share($Count, $Of) {
    $share = $Count / $Of
    $center = ($share + 0.5 / $Of) / (1 + 1 / $Of)
    $half = [Math]::Sqrt($share * (1 - $share) / $Of + 0.25 / $Of / $Of) / (1 + 1 / $Of)
    [pscustomobject]@{ Share = $share; Below = $share - $center + $half; Above = $center + $half - $share }
}

$figures = [ordered]@{
    # Of the candidates with a reliability of about 0.7, 70 % should be the counterpart. The numbers are those of the candidates.
    'reliability'      = {
        $judged | Group-Object { [Math]::Min(9, [Math]::Floor($_.Reliability * 10)) } | ForEach-Object {
            $found = Get-Share ($_.Group | Measure-Object IsTrue -Sum).Sum $_.Count
            [pscustomobject]@{
                Stated = ($_.Group | Measure-Object Reliability -Average).Average
                Found = $found.Share
                Below = $found.Below
                Above = $found.Above
                Number = '{0:N0}' -f $_.Count
            }
        } | Export-ScatterPlot $path -X Stated -Y Found -YError Below, Above -LabelBy Number -Line { $_ } -LineLabel 'found = stated' `
            -XRange -0.03, 1.03 -YRange -0.03, 1.03 -XLabel 'Stated reliability (mean of the bin)' -YLabel 'Share that is the counterpart' `
            -Title "Reliability of candidates$sky"
    }

    # How many of the best candidates are false if those from a reliability on are accepted: as the probabilities state it, as measured at
    # places without a Fermi source, and, where the truth is known, as it is.
    'false-match-rate' = {
        $cuts = 1..19 | ForEach-Object { $_ / 20 }
        & {
            foreach ($rate in $candidates | Measure-FalseMatchRate -Cut $cuts -Seed $Seed) {
                [pscustomobject]@{ Cut = $rate.Cut; Rate = $rate.StatedRate; Below = $null; Above = $null; By = 'stated' }
                [pscustomobject]@{
                    Cut = $rate.Cut; Rate = $rate.ChanceRate; By = 'measured'
                    Below = [Math]::Min($rate.ChanceRateError, $rate.ChanceRate); Above = $rate.ChanceRateError
                }
            }
            foreach ($cut in $isSimulated ? $cuts : @()) {
                $accepted = @($judged | Where-Object { $_.IsBest -and $_.Reliability -ge $cut })
                if ($accepted) {
                    $wrong = Get-Share ($accepted.Count - ($accepted | Measure-Object IsTrue -Sum).Sum) $accepted.Count
                    [pscustomobject]@{ Cut = $cut; Rate = $wrong.Share; Below = $null; Above = $null; By = 'actual' }
                }
            }
        } | Export-ScatterPlot $path -X Cut -Y Rate -YError Below, Above -GroupBy { $_.By } -GroupOrder stated, measured, actual -Connect `
            -XLabel 'Minimum reliability of an accepted candidate' -YLabel 'False share of the accepted' `
            -Title "False matches among the best candidates$sky"
    }

    # Offsets of counterparts follow the Rayleigh distribution d exp(−d²/2), if the position errors are right. Those of unrelated sources
    # would grow with the area, as d, if Chandra had looked everywhere; but its fields end, and are centred on known objects. Among the best
    # candidates those near the centre are preferred, since they are the more probable ones.
    'offsets'          = {
        $limit = [Math]::Sqrt(-2 * [Math]::Log(0.001))
        $width = $limit / 15
        & {
            $kinds = [ordered]@{
                'all candidates' = $candidates
                'best candidates, R ≥ 0.8' = $candidates | Where-Object { $_.MatchFlag -eq 1 -and $_.Reliability -ge 0.8 }
                'true counterparts' = $judged | Where-Object IsTrue
            }
            foreach ($kind in $kinds.Keys) {
                $offsets = @($kinds[$kind])
                $bins = $offsets | Group-Object { [Math]::Min(14, [Math]::Floor($_.NormalizedSep / $width)) } -AsHashTable -AsString
                foreach ($bin in $offsets ? 0..14 : @()) {
                    $count = $bins["$bin"].Count
                    [pscustomobject]@{
                        Offset = ($bin + 0.5) * $width
                        Density = $count / $offsets.Count / $width
                        Error = [Math]::Sqrt($count) / $offsets.Count / $width
                        Kind = "$kind ($('{0:N0}' -f $offsets.Count))"
                    }
                }
            }
        } | Export-ScatterPlot $path -X Offset -Y Density -YError Error -GroupBy { $_.Kind } -XRange 0, $limit `
            -Line { $_ * [Math]::Exp(-$_ * $_ / 2) }, { 2 * $_ / $limit / $limit } -LineLabel 'expected of counterparts', 'expected of chance' `
            -XLabel 'Offset in units of the joint position error (σ)' -YLabel 'Share of the candidates per σ' `
            -Title "Offsets of Chandra sources from Fermi positions$sky"
    }

    # One Fermi source. The limit contains 99.9 % of the counterparts and belongs to the joint error, here that of the candidate with the
    # largest one: squares of the errors of both catalogs add up.
    'candidate-map'    = {
        $groups = $candidates | Group-Object FermiName -AsHashTable
        $chosen = $FermiName ? $FermiName : ($groups.GetEnumerator() | Where-Object { $_.Value.Count -in 4..20 } |
                Sort-Object { ($_.Value.Reliability | Sort-Object -Descending)[1] } -Descending | Select-Object -First 1).Key
        if (-not $groups[$chosen]) { throw "The Fermi source '$chosen' has no candidates." }
        $source = $fermi[$chosen]
        $rank = 0
        $ranked = $groups[$chosen] | Sort-Object Reliability -Descending | ForEach-Object {
            $rank++
            $_ | Add-Member Rank ($_.Reliability -ge 0.01 ? '{0}: {1:0.00}' -f $rank, $_.Reliability : "$rank") -Force -PassThru
        }
        $xray = ($ranked.CscErrorSemiMajor | Where-Object { $_ -ge 0 } | Measure-Object -Maximum).Maximum / 3600
        $scale = [Math]::Sqrt(-2 * [Math]::Log(0.001)) / 2.4477
        $limit = $source.SemiMajorAxis95, $source.SemiMinorAxis95 | ForEach-Object { $scale * [Math]::Sqrt($_ * $_ + $xray * $xray) }
        $layers = @(
            $source | New-SkyMapLayer -Ellipse { $limit[0] }, { $limit[1] }, PositionAngle95 -Color '#D55E00' -Size 1.5 -Label '99.9 % of counterparts'
            if ($counterpart = $ranked | Where-Object CscName -EQ (Get-TrueName $source $ranked)) {
                $counterpart | New-SkyMapLayer -Radius { $limit[0] / 25 } -Color '#CC79A7' -Size 2 -Label ($isSimulated ? 'true counterpart' : '4FGL''s own')
            }
            $ranked | New-SkyMapLayer -ColorBy Reliability -ColorRange 0, 1 -ColorLabel 'Reliability' -LabelBy Rank -Size 8 `
                -Label 'candidates: rank and reliability'
        )
        $source | Export-SkyMap $path -Ellipse SemiMajorAxis95, SemiMinorAxis95, PositionAngle95 -Color '#0072B2' -Size 1.5 -Label '95 % error ellipse' `
            -Layer $layers -Projection Gnomonic -Frame Icrs -Center $source -Field "$(3.6 * $limit[0])deg", "$(2.2 * $limit[0])deg" `
            -Title "Candidates of $chosen$sky"
    }
}

$chosen = @($figures.Keys | Where-Object { $figure = $_; $Name | Where-Object { $figure -like $_ } })
if (-not $chosen) { throw "No figure is named $($Name -join ' or '). There are: $($figures.Keys -join ', ')." }

$missing = @()
$told = [Collections.Generic.HashSet[string]]::new()
foreach ($figure in $chosen) {
    $path = Join-Path $folder "$figure.$Format"
    $file = $null
    try {
        # Many figures begin with the same search, and with its warnings: each is told once.
        $file = & $figures[$figure] 3>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.WarningRecord]) { $_ }
            elseif ($told.Add($_.Message)) { Write-Warning $_.Message }
        }
        $file
    }
    catch {
        Write-Warning "$figure cannot be drawn. $($_.Exception.Message) $($_.ErrorDetails.RecommendedAction)".TrimEnd()
    }
    if (-not $file) { $missing += $figure }
}
if ($missing) {
    Write-Error "$($missing.Count) of $($chosen.Count) figures could not be drawn: $($missing -join ', ')." -ErrorAction Continue
    exit 1
}
