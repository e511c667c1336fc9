<#
.SYNOPSIS
Do brighter gamma-ray sources have more X-ray counterparts?
.EXAMPLE
./MatchesByFlux.ps1 -Archive ~/catalogs -OutputFolder figures
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figure is written.
.PARAMETER Format
png or svg.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.',
    [ValidateSet('png', 'svg')] [string] $Format = 'png'
)

$ErrorActionPreference = 'Stop'
$path = & "$PSScriptRoot/Start-Figure.ps1" $Archive $OutputFolder "matches-by-flux.$Format"

Find-FermiCscMatch | Group-FermiMatch |
    Export-ScatterPlot $path -X FermiFlux -LogX -Y NumCscMatches -LogY -ColorBy FermiR95 -LogColor `
        -XLabel 'Gamma-ray energy flux (erg cm⁻² s⁻¹)' -YLabel 'Chandra sources in the error circle' -ColorLabel '95 % error radius (°)' `
        -Title 'Matches against gamma-ray flux'
