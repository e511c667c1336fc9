<#
.SYNOPSIS
The whole analysis of the reference notebook, step by step: every number, table and figure of it.
.DESCRIPTION
A walk from all Chandra observations to the optical counterparts of the X-ray sources in gamma-ray error circles. The steps are numbered as
in the notebook that this module replaces. Where the notebook is wrong, a comment says so, and what is done here instead.
.EXAMPLE
./Notebook.ps1 -OutputFolder results
.EXAMPLE
./Notebook.ps1 -Archive Live -OutputFolder results -Format svg
.PARAMETER Archive
Simulated, Live, a folder with chanmaster, csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive that the session uses
already.
.PARAMETER OutputFolder
Where the tables (chandra_fermi_pairs.csv, grouped_csc_fermi_pairs.csv, grouped_csc_fermi_gaia_2mass_pairs.csv, class-PSR.csv,
counterparts_of_chandra_sources.csv) and the figures are written; the current folder by default.
.PARAMETER Format
png or svg, of the figures.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png'
)

$ErrorActionPreference = 'Stop'

# Steps 1 and 2. The module and the archive. The notebook needs eight packages and names a service; here the session has an archive, which
# may as well be a folder or a simulated sky. The notebook keeps no answer, and one failed request of hundreds ends it; here answers of the
# services are kept for a day, so that each figure need not ask again, and requests are retried.
$folder = & "$PSScriptRoot/Start-Example.ps1" $Archive $OutputFolder
if ($Archive -eq 'Live') { Use-AstroArchive -Live -CacheAge 1d }
$figure = @{ Archive = 'Current'; OutputFolder = $folder; Format = $Format }

# Makes a figure by its script, and tells its file. What the warnings of the figures would tell, the steps below have told already.
function Write-Figure {
    param([string] $Name)
    $WarningPreference = 'SilentlyContinue'
    & "$PSScriptRoot/figures/$Name.ps1" @figure | ForEach-Object { "    figure: $($_.Name)" }
}

function Write-Table {
    param([string] $Name, [object[]] $Row, [switch] $UnitRow)
    $Row | Export-AstroTable ([IO.Path]::Combine($folder, $Name)) -UnitRow:$UnitRow
    "    table: $Name, $($Row.Count) rows"
}

function Format-Flux {
    param([double] $Value)
    $Value.ToString('0.00e-00', [cultureinfo]::InvariantCulture)
}

function Format-Percent {
    param([double] $Part, [double] $Whole)
    ($Whole ? $Part / $Whole : 0).ToString('P0', [cultureinfo]::InvariantCulture)
}

"Steps 1 and 2. Archive: $((Get-AstroArchive).Location)."

# Step 3. All observations of Chandra.
$observations = @(Get-ChandraObservation)
$exposed = @($observations | Where-Object Exposure -gt 0).Count
"Step 3. $($observations.Count) observations; $($observations.Count - $exposed) have no exposure time, and so no colour on the map."

# Steps 4 and 5. Their positions, on the whole sky. The notebook draws right ascensions here and galactic longitudes later, and labels
# neither; the map here says which frame it has, and its longitude grows to the left. Observations without exposure are grey, not left out.
'Steps 4 and 5. Where Chandra has looked.'
Write-Figure ObservationMap

# Step 6. All sources of the Chandra Source Catalog, and those near the plane. The notebook asks for the first 9,999,999 rows, and would not
# see that a service gave fewer; here a cut answer is an error. Where the flux is 0 or none, there is only an upper limit or another band:
# the notebook drops such sources, the figures here have them in grey.
$bright = 0
$faintest = [double]::PositiveInfinity
$brightest = 0
$sum = 0
$all = 0
$plane = 0
$inPlane = [int[]]::new(36)
foreach ($source in Get-ChandraSource) {
    $all++
    if (-not ($source.Flux -gt 0)) { continue }
    $bright++
    $sum += $source.Flux
    if ($source.Flux -lt $faintest) { $faintest = $source.Flux }
    if ($source.Flux -gt $brightest) { $brightest = $source.Flux }
    if ([Math]::Abs($source.B) -le 10) {
        $plane++
        $inPlane[[Math]::Min(35, [Math]::Floor($source.L / 10))]++
    }
}
$crowded = [array]::IndexOf($inPlane, [int] ($inPlane | Measure-Object -Maximum).Maximum)
"Step 6. $all sources, $bright with a flux (0.5-7 keV): $(Format-Flux $faintest) to $(Format-Flux $brightest) erg/cm²/s, mean $(
    Format-Flux ($sum / [Math]::Max(1, $bright)))."
"    $plane of them lie within 10° of the galactic plane, most at longitudes of $(10 * $crowded)° to $(10 * $crowded + 10)°: $(
    $inPlane[$crowded])."
Write-Figure PlaneSourceMap
Write-Figure LongitudeHistogram
# The notebook draws the plane in a gnomonic projection, which drops all that is more than 90° from its centre without a word, and
# stretches what is left. Equal degrees are equal lengths here, in four panels.
Write-Figure PlaneStrip

# Step 7. The Chandra sources in the error circle of each Fermi source. The circle has the semi-major axis of the error ellipse as radius
# (the notebook's text says semi-minor in one place), and so is larger than the ellipse itself, by as much as that is flat. Extended Fermi
# sources have no error ellipse and match nothing; the notebook loses them in silence.
$pairs = @(Find-FermiCscMatch -MaxLatitude 10 -WarningAction SilentlyContinue -WarningVariable remarks)
try {
    $inEllipses = @(Find-FermiCscMatch -MaxLatitude 10 -ErrorShape Ellipse -WarningAction Ignore).Count
    "Step 7. $($pairs.Count) pairs; $inEllipses of them within the error ellipse too."
}
catch {
    # The published table, for one, has kept the semi-major axis alone.
    if ($_.FullyQualifiedErrorId -notlike 'ColumnNotFound,*') { throw }
    "Step 7. $($pairs.Count) pairs. The archive has no error ellipses."
}
foreach ($remark in $remarks) { "    $remark" }
Write-Table chandra_fermi_pairs.csv $pairs
# An X-ray source in an error circle is not its counterpart. How many would be there by chance? As many as in the same circles a degree
# farther along the plane, on both sides. That is less than the truth: Chandra has looked more often at the gamma-ray sources than beside
# them; and an archive that holds matched sources alone, as the published table does, can't tell. The notebook has no such estimate.
$centres = @($pairs | Group-FermiMatch)
$xray = @(Get-ChandraSource -MaxLatitude 12 -MinFlux 0)
$chance = foreach ($shift in -1, 1) {
    $shifted = @($centres | ForEach-Object { [pscustomobject]@{ l = $_.FermiL + $shift; b = $_.FermiB; r95 = $_.FermiR95 } })
    if ($shifted.Count) { @(Find-SkyMatch -Left $shifted -Right $xray -LeftRadius r95).Count }
}
"    In circles 1° beside them along the plane lie $(@($chance) -join ' and ') sources: by chance."
# The notebook's circles have sizes in points of the page, with dummies at the galactic centre for the legend. These are degrees of sky.
Write-Figure MatchMap
Write-Figure MatchStrip

# Step 8. One row for each Fermi source, with lists of its Chandra sources. The notebook takes the rows from an unordered set and joins the
# lists in any order; here groups come in order of longitude and latitude, their members in order of name, and all lists of a row agree.
$groups = @($pairs | Group-FermiMatch)
"Step 8. $($groups.Count) Fermi sources have Chandra sources in their circle."
Write-Table grouped_csc_fermi_pairs.csv $groups

# Step 9. What these sources are like. The notebook gives its bars the widths of another table's rows, so that most have the width of
# another source; here each bar is as wide as its own circle. The scale is logarithmic: the notebook cuts it at 100, below its largest.
$largest = $groups | Sort-Object NumCscMatches -Descending | Select-Object -First 1
"Step 9. The most, $($largest.NumCscMatches), are in the circle of $($largest.FermiName)."
Write-Figure MatchesByLongitude
# Each ratio is that of a pair: most X-ray sources of a circle are not the counterpart, so that the clouds are wider than the truth.
Write-Figure FluxRatioByPosition
# The notebook drops the classes that are not in its list, and its jitter differs from run to run. Here no class is lost, the unassociated
# come last, and the jitter is the same each time. Capitals are identified sources, small letters associated ones.
$classes = $groups.FermiClass | Sort-Object -Unique -CaseSensitive
"    Their classes: $(($classes | ForEach-Object { $_ ? $_ : '(none)' }) -join ', ')."
Write-Figure FluxRatioByClass

# The notebook suggests five further looks at the end of the step, and leaves them to the reader.
# First: do brighter gamma-ray sources have more X-ray sources?
$byFlux = @($groups | Sort-Object FermiFlux)
if ($byFlux.Count -gt 1) {
    $half = [int] [Math]::Floor($byFlux.Count / 2)
    $means = foreach ($part in $byFlux[0..($half - 1)], $byFlux[$half..($byFlux.Count - 1)]) {
        ($part | Measure-Object NumCscMatches -Average).Average.ToString('F1', [cultureinfo]::InvariantCulture)
    }
    "    The fainter half of the Fermi sources has $($means[0]) Chandra sources each, the brighter half $($means[1])."
}
Write-Figure MatchesByFlux
# Second: how reliable are the associations? Of true counterparts 39 % lie within one unit of the joint position error and 95 % within
# 2.4477. Sources that chance has spread evenly over the region have one in six within the one unit, its share of the area. Where the
# archive has no ellipse, the circle stands for it.
$offsets = @($pairs | ForEach-Object { $_.NormalizedSep ?? (2.4477 * $_.SepDeg / $_.FermiR95) } | Where-Object { $_ -le 2.4477 })
$inner = @($offsets | Where-Object { $_ -le 1 }).Count
"    $inner of $($offsets.Count) pairs in a 95 % region lie within one unit of the position error: $(Format-Percent $inner $offsets.Count)."
"    Were all true counterparts, that would be $(Format-Percent 0.3935 0.95); were all there by chance, $(Format-Percent 1 5.991)."
Write-Figure OffsetHistogram
# Third: where on the sky do they cluster?
Write-Figure ClusterMap
# Fourth: how many of the sources are Galactic?
$origin = [Collections.Generic.Dictionary[string, string]]::new()
foreach ($class in Get-FermiClass) {
    $origin[$class.Identified] = "$($class.Origin)"
    $origin[$class.Associated] = "$($class.Origin)"
}
$number = @{ Galactic = 0; Extragalactic = 0; Unknown = 0 }
foreach ($group in $groups) { $number[$origin.ContainsKey($group.FermiClass) ? $origin[$group.FermiClass] : 'Unknown']++ }
"    Galactic classes: $($number.Galactic), extragalactic: $($number.Extragalactic), unknown: $($number.Unknown). Of those with a class $(
    Format-Percent $number.Galactic ($number.Galactic + $number.Extragalactic)) are Galactic."
Write-Figure ClassOrigin
# Fifth: a table of the sources of one class.
$table = & {
    $WarningPreference = 'SilentlyContinue'
    & "$PSScriptRoot/figures/ClassTable.ps1" -Archive Current -OutputFolder $folder
}
"    table: $($table.Name)"

# Step 10. Gaia and 2MASS sources. The notebook searches at the gamma-ray position, within 0.03°. In the plane some 400 stars lie in such a
# circle, and the nearest three are there by chance. It takes 2MASS sources in any order, since it does not sort them, fails where Gaia
# has none, and writes a row of units that its own figures then count as a source. The first table is the notebook's nevertheless, with the
# nearest three of both catalogs.
$rows = @($groups | Add-OpticalCounterpart)
$gaia = 0
$infrared = 0
foreach ($row in $rows) {
    if ($row.Gaia.Count) { $gaia++ }
    if ($row.TwoMass.Count) { $infrared++ }
}
"Step 10. Within 0.03° of the gamma-ray position $gaia of $($rows.Count) Fermi sources have a Gaia source, and $infrared a 2MASS source."
Write-Table grouped_csc_fermi_gaia_2mass_pairs.csv $rows -UnitRow
# The second table is the one to work with: stars that agree with the position of an X-ray source, at the time of the X-ray observations.
# Gaia's positions are of 2016, and a fast star moves by more than the error of an X-ray position from then to its observation.
$near = @($groups | Add-OpticalCounterpart -Around Chandra -Epoch 2010 -Top 1)
$gaia = 0
$infrared = 0
foreach ($row in $near) {
    $gaia += $row.Gaia.Count
    $infrared += $row.TwoMass.Count
}
"    $gaia Gaia and $infrared 2MASS sources agree with the position of one of the $($pairs.Count) Chandra sources."
Write-Table counterparts_of_chandra_sources.csv $near
Write-Figure CounterpartsByClass
# Gaia's flag has three states. The notebook counts NOT_AVAILABLE, which means that nobody has looked, as constant.
$states = [ordered]@{ VARIABLE = 0; CONSTANT = 0; NOT_AVAILABLE = 0 }
foreach ($row in $rows) {
    foreach ($state in $row.GaiaVariability) { if ($state) { $states[$state]++ } }
}
"    Their variability in the notebook's table: $(($states.GetEnumerator() | ForEach-Object { "$($_.Value) $($_.Key)" }) -join ', ')."
Write-Figure VariabilityByClass
Write-Figure VariableFraction
