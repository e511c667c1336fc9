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
