<#
.SYNOPSIS
Draws all figures of the analysis, or those that are named.
.DESCRIPTION
Each figure is a block of this script, which can be copied from it and changed. A figure that cannot be drawn does not stop the others: a
warning says why, and the error at the end which ones are missing. The exit code is then 1.

Answers of the live services are kept for a day, so that each is asked once and not for every figure.
.EXAMPLE
./AllFigures.ps1 -Archive ~/catalogs -OutputFolder figures -Format svg
.EXAMPLE
./AllFigures.ps1 -Name matches, flux-ratio-*
.PARAMETER Name
Which figures to draw, by the name of their file without its extension; wildcards are allowed.
.PARAMETER Archive
Simulated, Live, a folder with chanmaster, csc, fermilpsc, gaia_source and fp_psc files, or Current for the archive of the session.
.PARAMETER OutputFolder
Where the figures are written; the current folder by default.
.PARAMETER Format
png or svg.
#>
param(
    [SupportsWildcards()] [string[]] $Name = '*',
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png'
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

$figures = [ordered]@{
    # All observations of Chandra on the sky, coloured by their exposure.
    'observations'           = {
        Get-ChandraObservation |
            Export-SkyMap $path -Frame Icrs -ColorBy Exposure -LogColor -ColorMap Plasma -Title 'Chandra observations'
    }

    # The Chandra sources within 10° of the galactic plane, coloured by their X-ray flux.
    'plane-sources'          = {
        Get-ChandraSource -MaxLatitude 10 |
            Export-SkyMap $path -ColorBy Flux -LogColor -ColorRange 3e-16, 3e-12 -ColorLabel 'Flux, 0.5–7 keV (erg cm⁻² s⁻¹)' `
                -Title 'Chandra sources within 10° of the galactic plane'
    }

    # How many of them lie at each longitude.
    'longitude-histogram'    = {
        Get-ChandraSource -MaxLatitude 10 |
            Export-Histogram $path -Property L -LongitudeX -BinWidth 10 -LogY -XLabel 'Galactic longitude (°)' -YLabel 'Chandra sources' `
                -Title 'Chandra sources along the galactic plane'
    }

    # The plane as a strip of all longitudes, in four panels; -Panels 1 makes one wide figure. Equal degrees are equal lengths here. In a
    # gnomonic strip, everything more than 90° from its centre would be missing.
    'plane-strip'            = {
        Get-ChandraSource -MaxLatitude 10 |
            Export-SkyMap $path -Projection PlateCarree -Field 360deg, 20deg -Panels 4 `
                -ColorBy Flux -LogColor -ColorRange 3e-16, 3e-12 -ColorLabel 'Flux, 0.5–7 keV (erg cm⁻² s⁻¹)' `
                -Title 'The plane of the Milky Way in X-rays'
    }

    # The Chandra sources in error circles of Fermi, and the circles. Circles of a tenth of a degree are less than a pixel here: drawn to
    # scale, most are points. The next figure shows them larger.
    'matches'                = {
        $pairs = @(Find-FermiCscMatch)
        $sources = $pairs | New-SkyMapLayer -PositionProperty CscL, CscB -Color '#0072B2' -Label 'Chandra sources' -Size 3
        $pairs | Group-FermiMatch |
            Export-SkyMap $path -PositionProperty FermiL, FermiB -Radius FermiR95 -Color '#D55E00' -Label 'Fermi, 95 % error radius' `
                -Layer $sources -Title 'Chandra sources in error circles of 4FGL'
    }

    # The ratio of X-ray to gamma-ray flux along the plane. The circles come first: what is drawn later covers them.
    'flux-ratio-strip'       = {
        $pairs = @(Find-FermiCscMatch)
        $sources = $pairs |
            New-SkyMapLayer -PositionProperty CscL, CscB -ColorBy { [Math]::Log10($_.CscFlux / $_.FermiFlux) } -Size 3.5 `
                -Label 'Chandra sources' -ColorLabel 'log₁₀ (X-ray / gamma-ray flux)'
        $pairs | Group-FermiMatch |
            Export-SkyMap $path -PositionProperty FermiL, FermiB -Radius FermiR95 -Color '#D55E00' -Label 'Fermi, 95 % error radius' `
                -Layer $sources -Projection PlateCarree -Field 360deg, 20deg -Panels 4 `
                -Title 'X-ray to gamma-ray flux along the galactic plane'
    }

    # How many Chandra sources each Fermi source has, against longitude. Each bar is as wide as its own error circle.
    'matches-by-longitude'   = {
        Find-FermiCscMatch | Group-FermiMatch |
            Export-BarChart $path -Position FermiL -LongitudeX -Value NumCscMatches -BarWidth { 2 * $_.FermiR95 } -LogY `
                -XLabel 'Galactic longitude (°); bars as wide as the error circles' -YLabel 'Chandra sources in the circle' `
                -Title 'Matches of each Fermi source'
    }

    # The flux ratio against galactic longitude and latitude.
    'flux-ratio-by-position' = {
        Find-FermiCscMatch |
            Export-ScatterPlot $path -X CscL, CscB -LongitudeX -Y { [Math]::Log10($_.CscFlux / $_.FermiFlux) } `
                -XLabel 'Galactic longitude (°)', 'Galactic latitude (°)' -YLabel 'log₁₀ (X-ray / gamma-ray flux)' `
                -Title 'Flux ratio against position'
    }

    # The flux ratio for each class of Fermi source, from Galactic to extragalactic.
    'flux-ratio-by-class'    = {
        Find-FermiCscMatch |
            Export-ScatterPlot $path -X FermiClass -Category -Y { [Math]::Log10($_.CscFlux / $_.FermiFlux) } `
                -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
                -XLabel 'Class of the Fermi source (capitals: identified)' -YLabel 'log₁₀ (X-ray / gamma-ray flux)' `
                -Title 'Flux ratio by class'
    }

    # How many Fermi sources of each class have a Gaia or 2MASS source within 0.03°.
    'counterparts-by-class'  = {
        Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart |
            ForEach-Object {
                if ($_.Gaia.Count) { [pscustomobject]@{ Class = $_.FermiClass; Catalog = 'Gaia' } }
                if ($_.TwoMass.Count) { [pscustomobject]@{ Class = $_.FermiClass; Catalog = '2MASS' } }
            } |
            Export-BarChart $path -Category Class -GroupBy Catalog -GroupOrder Gaia, 2MASS `
                -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
                -XLabel 'Class of the Fermi source' -YLabel 'Fermi sources with a counterpart' `
                -Title 'Fermi sources with Gaia and 2MASS counterparts'
    }

    # What Gaia says of the variability of its counterparts, in the three states of DR3. NOT_AVAILABLE is not the same as constant: most
    # stars were not analysed for variability.
    'variability-by-class'   = {
        Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart -Catalog Gaia |
            ForEach-Object { foreach ($star in $_.Gaia) { [pscustomobject]@{ Class = $_.FermiClass; State = $star.Variability } } } |
            Export-BarChart $path -Category Class -GroupBy State -GroupOrder NOT_AVAILABLE, CONSTANT, VARIABLE -Stacked -LogY `
                -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
                -XLabel 'Class of the Fermi source' -YLabel 'Gaia counterparts' -Title 'Variability of Gaia counterparts'
    }

    # Which fraction of the Gaia counterparts of each class is known to be variable.
    'variable-fraction'      = {
        Find-FermiCscMatch | Group-FermiMatch | Add-OpticalCounterpart -Catalog Gaia |
            ForEach-Object {
                foreach ($star in $_.Gaia) {
                    [pscustomobject]@{ Class = $_.FermiClass; IsVariable = [int]($star.Variability -eq 'VARIABLE') }
                }
            } |
            Export-BarChart $path -Category Class -Value IsVariable -Statistic Mean `
                -CategoryOrder @(Get-FermiClass | ForEach-Object { $_.Identified, $_.Associated }) `
                -XLabel 'Class of the Fermi source' -YLabel 'Fraction known to be variable' -Title 'Variable Gaia counterparts'
    }

    # Do brighter gamma-ray sources have more X-ray sources in their circle?
    'matches-by-flux'        = {
        Find-FermiCscMatch | Group-FermiMatch |
            Export-ScatterPlot $path -X FermiFlux -LogX -Y NumCscMatches -LogY -ColorBy FermiR95 -LogColor `
                -XLabel 'Gamma-ray energy flux (erg cm⁻² s⁻¹)' -YLabel 'Chandra sources in the error circle' `
                -ColorLabel '95 % error radius (°)' -Title 'Matches against gamma-ray flux'
    }

    # The offsets between gamma-ray and X-ray positions in units of their error. True counterparts crowd below 2.45, within which 95 % of
    # them lie; the number of chance matches grows with the offset. Without an error ellipse, the 95 % radius stands for it.
    'offset-histogram'       = {
        Find-FermiCscMatch |
            Export-Histogram $path -Property { $_.NormalizedSep ?? (2.4477 * $_.SepDeg / $_.FermiR95) } -Minimum 0 -BinWidth 0.25 `
                -XLabel 'Offset in units of the joint position error' -YLabel 'Pairs' `
                -Title 'Offsets of Chandra sources from Fermi positions'
    }

    # Where the matches cluster: the dots grow with the number of Chandra sources.
    'cluster-map'            = {
        Find-FermiCscMatch | Group-FermiMatch |
            Export-SkyMap $path -PositionProperty FermiL, FermiB -SizeBy NumCscMatches -SizeLabel 'Chandra sources' -Size 26 -Opacity 0.6 `
                -Title 'Chandra sources in each Fermi error circle'
    }

    # How many of the Fermi sources along the plane are Galactic, and how many extragalactic.
    'class-origin'           = {
        $origin = @{}
        foreach ($class in Get-FermiClass) { $origin[$class.Identified] = "$($class.Origin)" }
        Find-FermiCscMatch | Group-FermiMatch |
            Export-BarChart $path -Category { $origin[$_.FermiClass] ?? 'Unknown' } -CategoryOrder Galactic, Extragalactic, Unknown `
                -XLabel 'Origin of the class' -YLabel 'Fermi sources with Chandra matches' `
                -Title 'Galactic and extragalactic classes in the plane'
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
