# Invoke-ScriptAnalyzer -Path <file or folder> -Settings ./PSScriptAnalyzerSettings.psd1
@{
    IncludeDefaultRules = $true
    # PowerShell 7 reads and writes UTF-8 without a mark, and so does .editorconfig.
    ExcludeRules        = @('PSUseBOMForUnicodeEncodedFile')

    # The rules that are off unless a setting turns them on; and exceptions from one that is on.
    Rules               = @{
        PSPlaceOpenBrace                   = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSPlaceCloseBrace                  = @{ Enable = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true; NoEmptyLineBefore = $true }
        PSUseConsistentIndentation         = @{ Enable = $true; Kind = 'space'; IndentationSize = 4 }
        # Columns of a switch and of a hashtable may be aligned.
        PSUseConsistentWhitespace          = @{
            Enable                                  = $true
            CheckOpenBrace                          = $false
            IgnoreAssignmentOperatorInsideHashTable = $true
        }
        PSAvoidLongLines                   = @{ Enable = $true; MaximumLineLength = 140 }
        PSAvoidSemicolonsAsLineTerminators = @{ Enable = $true }
        PSAvoidUsingPositionalParameters   = @{ Enable = $true; CommandAllowList = @('Invoke-DotNet') }
        PSUseCompatibleSyntax              = @{ Enable = $true; TargetVersions = @('7.4') }
    }
}
