<#
.SYNOPSIS
Runs the Pester tests of the staged module; the exit code is the number of failed tests.
.EXAMPLE
pwsh -NoProfile -File tests/pester/Invoke-Tests.ps1
.EXAMPLE
pwsh -NoProfile -File tests/pester/Invoke-Tests.ps1 -Name Views
.PARAMETER Name
Names of the files without .Tests.ps1, with wildcards. All without it.
#>
param([string[]] $Name = '*')

Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = @($Name | ForEach-Object { "$PSScriptRoot/$_.Tests.ps1" })
$configuration.Run.Exit = $true
Invoke-Pester -Configuration $configuration
