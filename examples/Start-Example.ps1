<#
.SYNOPSIS
What the scripts of this folder begin with: loads the module, chooses the archive, and gives the folder for what they write.
.EXAMPLE
$folder = ./Start-Example.ps1 -Archive ~/catalogs -OutputFolder results
.PARAMETER Archive
Simulated, Live, a folder with catalog files, or Current for the archive that the session uses already.
.PARAMETER OutputFolder
Where files are written; made where it is missing.
.OUTPUTS
The full path of the folder.
#>
param(
    [string] $Archive = 'Simulated',
    [string] $OutputFolder = '.'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSAstroXmatch)) {
    $staged = [IO.Path]::Combine($PSScriptRoot, '..', 'output', 'PSAstroXmatch')
    Import-Module ([IO.Directory]::Exists($staged) ? $staged : 'PSAstroXmatch') -Scope Global
}

switch ($Archive) {
    'Current'   { }
    'Simulated' { Use-AstroArchive -Simulated }
    'Live'      { Use-AstroArchive -Live }
    default     { Use-AstroArchive -Path $Archive }
}

[IO.Directory]::CreateDirectory([IO.Path]::GetFullPath($OutputFolder, $PWD.ProviderPath)).FullName
