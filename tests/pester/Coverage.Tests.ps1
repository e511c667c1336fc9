# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $names = (Get-Module PSAstroXmatch).ExportedCmdlets.Values.Name | Sort-Object
}

Describe 'These tests' {
    BeforeAll {
        $called = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | ForEach-Object {
            $tree = [System.Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref] $null, [ref] $null)
            $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) | ForEach-Object GetCommandName
        }
    }

    It 'call <_>' -ForEach $names {
        $called | Should -Contain $_
    }
}
