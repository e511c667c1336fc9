<#
.SYNOPSIS
What every script of this folder begins with: loads the module, chooses the archive, and gives the path of the figure.
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where the figure is written; made where it is missing.
.PARAMETER Name
Name of the figure's file, with its ending.
.OUTPUTS
The path of the figure's file.
#>
param(
    [string] $Archive,
    [string] $OutputFolder,
    [string] $Name
)

if (-not (Get-Module PSAstroXmatch)) {
    $staged = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'PSAstroXmatch')
    Import-Module ([IO.Directory]::Exists($staged) ? $staged : 'PSAstroXmatch') -Scope Global
}

switch ($Archive) {
    'Current'   { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live'      { Use-AstroArchive -Live }
    default     { Use-AstroArchive -Path $Archive }
}

$folder = [IO.Directory]::CreateDirectory([IO.Path]::GetFullPath($OutputFolder, $PWD.ProviderPath))
[IO.Path]::Combine($folder.FullName, $Name)
