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
Simulated, Live, a folder with chanmaster, csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive of the session.
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
# services are kept for a day, so that a second run need not ask again, and requests are retried.
try { if (-not (Get-Module PSAstroXmatch)) { Import-Module PSAstroXmatch } }
catch { throw "$_ Install PSAstroXmatch; or, in a clone of it, type: dotnet run --project tools/shell -- '$PSCommandPath'" }
switch ($Archive) {
    'Current' { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live' { Use-AstroArchive -Live -CacheAge 1d }
    default { Use-AstroArchive -Path $Archive }
}
$folder = (New-Item $OutputFolder -ItemType Directory -Force).FullName
# What the warnings of the figures would tell, the steps below tell themselves.
$quiet = @{ WarningAction = 'SilentlyContinue' }

function Write-Table {
    param([string] $Name, [object[]] $Row, [switch] $UnitRow)
    $Row | Export-AstroTable (Join-Path $folder $Name) -UnitRow:$UnitRow
    "    table: $Name, $($Row.Count) rows"
}

filter Write-FigureName { "    figure: $($_.Name)" }

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
$observations | Export-SkyMap "$folder/observations.$Format" @quiet -Frame Icrs -ColorBy Exposure -LogColor -ColorMap Plasma `
    -Title 'Chandra observations' | Write-FigureName

# Step 6. All sources of the Chandra Source Catalog, and those near the plane. The notebook asks for the first 9,999,999 rows, and would not
# see that a service gave fewer; here a cut answer is an error. Where the flux is 0 or none, there is only an upper limit or another band:
# the notebook drops such sources, the figures here have them in grey.
$bright = 0
$faintest = [double]::PositiveInfinity
$brightest = 0
$sum = 0
$all = 0
foreach ($source in Get-ChandraSource) {
    $all++
    if (-not ($source.Flux -gt 0)) { continue }
    $bright++
    $sum += $source.Flux
    if ($source.Flux -lt $faintest) { $faintest = $source.Flux }
    if ($source.Flux -gt $brightest) { $brightest = $source.Flux }
}
$plane = @(Get-ChandraSource -MaxLatitude 10)
$detected = @($plane | Where-Object Flux -gt 0)
$crowded = $detected | Group-Object { [Math]::Floor($_.L / 10) } -NoElement | Sort-Object Count -Descending | Select-Object -First 1
"Step 6. $all sources, $bright with a flux (0.5-7 keV): $(Format-Flux $faintest) to $(Format-Flux $brightest) erg/cm²/s, mean $(
    Format-Flux ($sum / [Math]::Max(1, $bright)))."
"    $($detected.Count) of them lie within 10° of the galactic plane, most at longitudes of $(10 * $crowded.Name)° to $(
    10 * $crowded.Name + 10)°: $($crowded.Count)."
$flux = @{ ColorBy = 'Flux'; LogColor = $true; ColorRange = 3e-16, 3e-12; ColorLabel = 'Flux, 0.5–7 keV (erg cm⁻² s⁻¹)' }
$plane | Export-SkyMap "$folder/plane-sources.$Format" @quiet @flux -Title 'Chandra sources within 10° of the galactic plane' |
    Write-FigureName
$plane | Export-Histogram "$folder/longitude-histogram.$Format" @quiet -Property L -LongitudeX -BinWidth 10 -LogY `
    -XLabel 'Galactic longitude (°)' -YLabel 'Chandra sources' -Title 'Chandra sources along the galactic plane' | Write-FigureName
# The notebook draws the plane in a gnomonic projection, which drops all that is more than 90° from its centre without a word, and
# stretches what is left. Equal degrees are equal lengths here, in four panels.
$strip = @{ Projection = 'PlateCarree'; Field = '360deg', '20deg'; Panels = 4 }
$plane | Export-SkyMap "$folder/plane-strip.$Format" @quiet @flux @strip -Title 'The plane of the Milky Way in X-rays' | Write-FigureName

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
$groups = @($pairs | Group-FermiMatch)
$xray = @(Get-ChandraSource -MaxLatitude 12 -MinFlux 0)
$chance = foreach ($shift in -1, 1) {
    $shifted = @($groups | ForEach-Object { [pscustomobject]@{ l = $_.FermiL + $shift; b = $_.FermiB; r95 = $_.FermiR95 } })
    if ($shifted) { @(Find-SkyMatch -Left $shifted -Right $xray -LeftRadius r95:deg).Count }
}
"    In circles 1° beside them along the plane lie $(@($chance) -join ' and ') sources: by chance."
# The notebook's circles have sizes in points of the page, with dummies at the galactic centre for the legend. These are degrees of sky.
$circles = @{ PositionProperty = 'FermiL', 'FermiB'; Radius = 'FermiR95'; Color = '#D55E00'; Label = 'Fermi, 95 % error radius' }
$sources = $pairs | New-SkyMapLayer -PositionProperty CscL, CscB -Color '#0072B2' -Label 'Chandra sources' -Size 3
$groups | Export-SkyMap "$folder/matches.$Format" @quiet @circles -Layer $sources -Title 'Chandra sources in error circles of 4FGL' |
    Write-FigureName
# Each ratio is that of a pair: most X-ray sources of a circle are not the counterpart, so that the clouds are wider than the truth.
$ratio = { [Math]::Log10($_.CscFlux / $_.FermiFlux) }
$ratioLabel = 'log₁₀ (X-ray / gamma-ray flux)'
$sources = $pairs |
    New-SkyMapLayer -PositionProperty CscL, CscB -ColorBy $ratio -ColorLabel $ratioLabel -Label 'Chandra sources' -Size 3.5
$groups | Export-SkyMap "$folder/flux-ratio-strip.$Format" @quiet @circles @strip -Layer $sources `
    -Title 'X-ray to gamma-ray flux along the galactic plane' | Write-FigureName

# Step 8. One row for each Fermi source, with lists of its Chandra sources. The notebook takes the rows from an unordered set and joins the
# lists in any order; here groups come in order of longitude and latitude, their members in order of name, and all lists of a row agree.
"Step 8. $($groups.Count) Fermi sources have Chandra sources in their circle."
Write-Table grouped_csc_fermi_pairs.csv $groups

# Step 9. What these sources are like. The notebook gives its bars the widths of another table's rows, so that most have the width of
# another source; here each bar is as wide as its own circle. The scale is logarithmic: the notebook cuts it at 100, below its largest.
$largest = $groups | Sort-Object NumCscMatches -Descending | Select-Object -First 1
"Step 9. The most, $($largest.NumCscMatches), are in the circle of $($largest.FermiName)."
$groups | Export-BarChart "$folder/matches-by-longitude.$Format" @quiet -Position FermiL -LongitudeX -Value NumCscMatches `
    -BarWidth { 2 * $_.FermiR95 } -LogY -XLabel 'Galactic longitude (°); bars as wide as the error circles' `
    -YLabel 'Chandra sources in the circle' -Title 'Matches of each Fermi source' | Write-FigureName
$pairs | Export-ScatterPlot "$folder/flux-ratio-by-position.$Format" @quiet -X CscL, CscB -LongitudeX -Y $ratio `
    -XLabel 'Galactic longitude (°)', 'Galactic latitude (°)' -YLabel $ratioLabel -Title 'Flux ratio against position' | Write-FigureName
# The notebook drops the classes that are not in its list, and its jitter differs from run to run. Here no class is lost, the unassociated
# come last, and the jitter is the same each time. Capitals are identified sources, small letters associated ones.
$classes = $groups.FermiClass | Sort-Object -Unique -CaseSensitive
"    Their classes: $(($classes | ForEach-Object { $_ ? $_ : '(none)' }) -join ', ')."
$order = @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated })
$pairs | Export-ScatterPlot "$folder/flux-ratio-by-class.$Format" @quiet -X FermiClass -Category -CategoryOrder $order -Y $ratio `
    -XLabel 'Class of the Fermi source (capitals: identified)' -YLabel $ratioLabel -Title 'Flux ratio by class' | Write-FigureName

# The notebook suggests five further looks at the end of the step, and leaves them to the reader.
# First: do brighter gamma-ray sources have more X-ray sources?
$half = [int] [Math]::Floor($groups.Count / 2)
$byFlux = @($groups | Sort-Object FermiFlux)
$means = foreach ($part in ($byFlux | Select-Object -First $half), ($byFlux | Select-Object -Skip $half)) {
    ($part | Measure-Object NumCscMatches -Average).Average.ToString('F1', [cultureinfo]::InvariantCulture)
}
"    The fainter half of the Fermi sources has $($means[0]) Chandra sources each, the brighter half $($means[1])."
$groups | Export-ScatterPlot "$folder/matches-by-flux.$Format" @quiet -X FermiFlux -LogX -Y NumCscMatches -LogY `
    -ColorBy FermiR95 -LogColor -ColorLabel '95 % error radius (°)' -XLabel 'Gamma-ray energy flux (erg cm⁻² s⁻¹)' `
    -YLabel 'Chandra sources in the error circle' -Title 'Matches against gamma-ray flux' | Write-FigureName
# Second: how reliable are the associations? Of true counterparts 39 % lie within one unit of the joint position error and 95 % within
# 2.4477. Sources that chance has spread evenly over the region have one in six within the one unit, its share of the area. Where the
# archive has no ellipse, the circle stands for it.
$offset = { $_.NormalizedSep ?? (2.4477 * $_.SepDeg / $_.FermiR95) }
$offsets = @($pairs | ForEach-Object $offset | Where-Object { $_ -le 2.4477 })
$inner = @($offsets | Where-Object { $_ -le 1 }).Count
"    $inner of $($offsets.Count) pairs in a 95 % region lie within one unit of the position error: $(Format-Percent $inner $offsets.Count)."
"    Were all true counterparts, that would be $(Format-Percent 0.3935 0.95); were all there by chance, $(Format-Percent 1 5.991)."
$pairs | Export-Histogram "$folder/offset-histogram.$Format" @quiet -Property $offset -Minimum 0 -BinWidth 0.25 -YLabel 'Pairs' `
    -XLabel 'Offset in units of the joint position error' -Title 'Offsets of Chandra sources from Fermi positions' | Write-FigureName
# Third: where on the sky do they cluster?
$groups | Export-SkyMap "$folder/cluster-map.$Format" @quiet -PositionProperty FermiL, FermiB -SizeBy NumCscMatches `
    -SizeLabel 'Chandra sources' -Size 26 -Opacity 0.6 -Title 'Chandra sources in each Fermi error circle' | Write-FigureName
# Fourth: how many of the sources are Galactic?
$origin = @{}
foreach ($class in Get-FermiClass) { $origin[$class.Identified] = "$($class.Origin)" }
$originOf = { $origin[$_.FermiClass] ?? 'Unknown' }
$number = @{ Galactic = 0; Extragalactic = 0; Unknown = 0 }
$groups | ForEach-Object $originOf | ForEach-Object { $number[$_]++ }
"    Galactic classes: $($number.Galactic), extragalactic: $($number.Extragalactic), unknown: $($number.Unknown). Of those with a class $(
    Format-Percent $number.Galactic ($number.Galactic + $number.Extragalactic)) are Galactic."
$groups | Export-BarChart "$folder/class-origin.$Format" @quiet -Category $originOf -CategoryOrder Galactic, Extragalactic, Unknown `
    -XLabel 'Origin of the class' -YLabel 'Fermi sources with Chandra matches' -Title 'Galactic and extragalactic classes in the plane' |
    Write-FigureName
# Fifth: a table of the sources of one class, for a closer look.
Write-Table class-PSR.csv @($groups | Where-Object FermiClass -eq 'PSR')

# Step 10. Gaia and 2MASS sources. The notebook searches at the gamma-ray position, within 0.03°. In the plane some 400 stars lie in such a
# circle, and the nearest three are there by chance. It takes 2MASS sources in any order, since it does not sort them, fails where Gaia
# has none, and writes a row of units that its own figures then count as a source. The first table is the notebook's nevertheless, with the
# nearest three of both catalogs.
$rows = @($groups | Add-OpticalCounterpart)
$found = @(
    foreach ($row in $rows) {
        if ($row.Gaia.Count) { [pscustomobject]@{ Class = $row.FermiClass; Catalog = 'Gaia' } }
        if ($row.TwoMass.Count) { [pscustomobject]@{ Class = $row.FermiClass; Catalog = '2MASS' } }
    }
)
$gaia = @($found | Where-Object Catalog -eq 'Gaia').Count
"Step 10. Within 0.03° of the gamma-ray position $gaia of $($rows.Count) Fermi sources have a Gaia source, and $(
    $found.Count - $gaia) a 2MASS source."
Write-Table grouped_csc_fermi_gaia_2mass_pairs.csv $rows -UnitRow
# The second table is the one to work with: stars that agree with the position of an X-ray source, at the time of the X-ray observations.
# Gaia's positions are of 2016, and a fast star moves by more than the error of an X-ray position from then to its observation.
$near = @($groups | Add-OpticalCounterpart -Around Chandra -Epoch 2010 -Top 1)
$gaia = ($near.Gaia | Measure-Object).Count
$infrared = ($near.TwoMass | Measure-Object).Count
"    $gaia Gaia and $infrared 2MASS sources agree with the position of one of the $($pairs.Count) Chandra sources."
Write-Table counterparts_of_chandra_sources.csv $near
$classAxis = @{ Category = 'Class'; CategoryOrder = $order; XLabel = 'Class of the Fermi source' }
$found | Export-BarChart "$folder/counterparts-by-class.$Format" @quiet @classAxis -GroupBy Catalog -GroupOrder Gaia, 2MASS `
    -YLabel 'Fermi sources with a counterpart' -Title 'Fermi sources with Gaia and 2MASS counterparts' | Write-FigureName
# Gaia's flag has three states. The notebook counts NOT_AVAILABLE, which means that nobody has looked, as constant.
$stars = @(
    foreach ($row in $rows) {
        foreach ($star in $row.Gaia) {
            [pscustomobject]@{ Class = $row.FermiClass; State = $star.Variability; IsVariable = [int]($star.Variability -eq 'VARIABLE') }
        }
    }
)
$states = 'VARIABLE', 'CONSTANT', 'NOT_AVAILABLE' | ForEach-Object { "$(@($stars | Where-Object State -eq $_).Count) $_" }
"    Their variability in the notebook's table: $($states -join ', ')."
$stars | Export-BarChart "$folder/variability-by-class.$Format" @quiet @classAxis -GroupBy State -Stacked -LogY `
    -GroupOrder NOT_AVAILABLE, CONSTANT, VARIABLE -YLabel 'Gaia counterparts' -Title 'Variability of Gaia counterparts' | Write-FigureName
$stars | Export-BarChart "$folder/variable-fraction.$Format" @quiet @classAxis -Value IsVariable -Statistic Mean `
    -YLabel 'Fraction known to be variable' -Title 'Variable Gaia counterparts' | Write-FigureName
