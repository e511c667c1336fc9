# What the Pester tests share. Dot-source it in BeforeAll. No test needs a network: the archive is simulated, the TAP service is local.

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
$modulePath = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'PSAstroXmatch', 'PSAstroXmatch.psd1'))
Import-Module $modulePath

# Jobs, stored answers and known tables of the tests lie in a folder of their own, not in the user's.
$env:PSASTROXMATCH_HOME = [IO.Path]::Combine($TestDrive, 'home')

# The lines that a console of a width shows, without the blanks at their ends.
function Get-ShownLine {
    param([Parameter(ValueFromPipeline)] $InputObject, [int] $Width = 80)
    begin { $all = [Collections.Generic.List[object]]::new() }
    process { $all.Add($InputObject) }
    end { ($all | Out-String -Width $Width) -split '\r?\n' | ForEach-Object TrimEnd }
}

# The text of a completed command line for each thing that the Tab key offers.
function Get-Completion {
    param([string] $Line)
    [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText
}

# Runs a script block under a culture, and goes back to the old one whatever happens.
function Invoke-InCulture {
    param([string] $Culture, [scriptblock] $Script)
    $before = [cultureinfo]::CurrentCulture
    try {
        [cultureinfo]::CurrentCulture = $Culture
        & $Script
    }
    finally {
        [cultureinfo]::CurrentCulture = $before
    }
}

# What a new process of this PowerShell writes. It is started as this one was: by pwsh or, as a dotnet tool, by "dotnet pwsh.dll".
function Invoke-NewPowerShell {
    param([string] $Script)
    $program = [Environment]::ProcessPath
    [string[]] $first = if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { "$PSHOME/pwsh.dll" }
    & $program @first -NoProfile -NonInteractive -Command $Script
    if ($LASTEXITCODE) { throw "PowerShell ended with exit code ${LASTEXITCODE}: $Script" }
}

# The id of the error that a script block ends with or writes.
function Get-ErrorId {
    param([scriptblock] $Script)
    try {
        $ErrorActionPreference = 'Stop'
        $null = & $Script
    }
    catch {
        return ($_.FullyQualifiedErrorId -split ',')[0]
    }
    throw "No error: $Script"
}

function Get-FakeObject {
    param([double] $RA = 266.4168, [double] $Dec = -29.0078)
    [pscustomobject]@{ Name = 'Sgr A*'; RA = $RA; Dec = $Dec }
}
