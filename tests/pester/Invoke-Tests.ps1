<#
.SYNOPSIS
Runs the Pester tests of the staged module; the exit code is the number of failed tests.
.EXAMPLE
pwsh -NoProfile -File tests/pester/Invoke-Tests.ps1
.EXAMPLE
pwsh -NoProfile -File tests/pester/Invoke-Tests.ps1 -Name Views
.PARAMETER Name
Names of the files without .Tests.ps1, with wildcards. All without it.
.PARAMETER Pester
The Pester module: its name, or the path of its manifest.
.PARAMETER AsJson
Writes each result as a line of JSON after the character U+001E, file by file, for the program in this folder, which "dotnet test" runs.
.PARAMETER List
With -AsJson: finds the tests without running them.
#>
param([string[]] $Name = '*', [string] $Pester = 'Pester', [switch] $AsJson, [switch] $List)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
if ((Get-Module Pester).Version -lt '5.0') { throw "Pester 5 or later is needed, and this is $((Get-Module Pester).Version): $Pester" }
$files = @($Name | ForEach-Object { Get-Item "$PSScriptRoot/$_.Tests.ps1" -ErrorAction Ignore } | Sort-Object FullName -Unique)
if (-not $files) { throw "No file is called $($Name -join ' or ').Tests.ps1 in $PSScriptRoot." }

$configuration = New-PesterConfiguration
if (-not $AsJson) {
    $configuration.Run.Path = $files.FullName
    $configuration.Run.Exit = $true
    Invoke-Pester -Configuration $configuration
    return
}

function Write-Result {
    param([string] $File, [string] $Id, [string] $Path, [string] $Result, $Errors, [timespan] $Duration = [timespan]::Zero, [int] $Line)
    $message = @($Errors | Where-Object { $_ } | ForEach-Object { "$($_.DisplayErrorMessage ?? $_)", "$($_.DisplayStackTrace ?? $_.ScriptStackTrace)" })
    $record = [ordered]@{
        File = $File; Id = $Id; Path = $Path; Result = $Result; Message = $message -join "`n"; Milliseconds = $Duration.TotalMilliseconds; Line = $Line
    }
    [Console]::Out.WriteLine([char]0x1e + (ConvertTo-Json $record -Compress))
}

[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$configuration.Output.Verbosity = 'None'
$configuration.Run.PassThru = $true
$configuration.Run.SkipRun = [bool] $List
foreach ($file in $files) {
    $configuration.Run.Path = $file.FullName
    $run = Invoke-Pester -Configuration $configuration
    foreach ($test in $run.Tests) {
        # The path before data are filled in is the same with -List, and so tells a test from others.
        Write-Result $file.Name ($test.Path -join '.') $test.ExpandedPath ($List ? 'Found' : $test.Result) $test.ErrorRecord $test.Duration $test.StartLine
    }
    # What fails outside of a test: a file that cannot be read, a BeforeAll, an AfterAll.
    foreach ($failed in @($run.FailedContainers) + @($run.FailedBlocks)) {
        $name = "$($failed.ExpandedPath) (outside of a test)".TrimStart()
        if ($failed.ErrorRecord) { Write-Result $file.Name $name $name Failed $failed.ErrorRecord $failed.Duration }
    }
    if (-not $run.Tests) { Write-Result $file.Name '(no test)' '(no test)' Failed 'No test was found in this file.' }
}
# Without this line the run was cut short.
Write-Result -Result End
