# What the Pester tests share. Dot-source it in BeforeAll. No test needs a network: the archive is simulated, the TAP service is local.

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
$modulePath = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'PSAstroXmatch', 'PSAstroXmatch.psd1'))
Import-Module $modulePath

# Jobs, stored answers and known tables of the tests lie in a folder of their own, not in the user's.
$env:PSASTROXMATCH_HOME = [IO.Path]::Combine($TestDrive, 'home')

# Files with the date of a match are the same whenever they are written.
$env:SOURCE_DATE_EPOCH = '1767225600'

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

# All that a line wrote, stream by stream; a terminating error is the last of its errors.
function Invoke-Line {
    param([string] $Line)
    $ErrorActionPreference = 'Continue'
    $written = [Collections.Generic.List[object]]::new()
    try { & ([scriptblock]::Create($Line)) *>&1 | ForEach-Object { $written.Add($_) } } catch { $written.Add($_) }
    [pscustomobject]@{
        Output = @($written | Where-Object {
                $_ -isnot [System.Management.Automation.ErrorRecord] -and $_ -isnot [System.Management.Automation.InformationalRecord]
            })
        Errors = @($written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        Warnings = @($written | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object Message)
        Verbose = @($written | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message)
    }
}

# The one error of a line: its Id, its Text with the details of the record, its Advice and its Category. Less or more than one throws.
function Get-OnlyError {
    param([string] $Line)
    $problems = (Invoke-Line $Line).Errors
    if ($problems.Count -ne 1) { throw "$($problems.Count) errors in place of one: $Line`n$($problems -join "`n")" }
    [pscustomobject]@{
        Id = ($problems[0].FullyQualifiedErrorId -split ',')[0]
        Text = "$($problems[0])"
        Advice = $problems[0].ErrorDetails.RecommendedAction
        Category = $problems[0].CategoryInfo.Category
    }
}

# Copies an archive of a handful of rows, so that a test may change it, and gives the folder.
function Copy-SmallArchive {
    $folder = "$TestDrive/archive-$(New-Guid)"
    Copy-Item "$PSScriptRoot/../Shared/SmallArchive" $folder -Recurse
    (Get-Item $folder).FullName
}

# A TAP service on this computer, to be disposed of; it is made of tests/FakeTapService as that was built last.
function Open-FakeTapService {
    $built = Get-Item "$PSScriptRoot/../FakeTapService/bin/*/net8.0/PSAstroXmatch.FakeTapService.dll" | Sort-Object LastWriteTime
    if (-not $built) { throw 'The service of the tests is not built: dotnet build tests/FakeTapService' }
    Add-Type -Path $built[-1].FullName
    [PSAstroXmatch.Tests.FakeTapService]::new()
}

# Width and height of a PNG picture in pixels, from its header.
function Get-PngSize {
    param([string] $Path)
    $bytes = [IO.File]::ReadAllBytes($Path)
    foreach ($at in 16, 20) { [int] "0x$([Convert]::ToHexString($bytes, $at, 4))" }
}
