# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    $chandra = Get-ChandraSource | Select-Object -First 12
}

Describe 'Export-AstroTable and Import-AstroTable' {
    It 'keep every number: <_>' -ForEach 'table.csv', 'table.tsv', 'table.vot', 'table.csv.gz', 'table.vot.gz' {
        $file = $chandra | Export-AstroTable "$TestDrive/$_" -PassThru
        $file | Should -BeOfType 'System.IO.FileInfo'
        $back = $file | Import-AstroTable
        $back.name | Should -Be $chandra.Name
        $back.flux | Should -Be $chandra.Flux
        $back.ra | Should -Be $chandra.RA
    }

    It 'take globs, and the files of Get-ChildItem' {
        $null = New-Item -ItemType Directory "$TestDrive/glob"
        $chandra | Export-AstroTable "$TestDrive/glob/a.csv"
        $chandra | Export-AstroTable "$TestDrive/glob/b.csv"
        Import-AstroTable "$TestDrive/glob/*.csv" | Should -HaveCount 24
        Get-ChildItem "$TestDrive/glob" | Import-AstroTable | Should -HaveCount 24
    }

    It 'work relative to the current location' {
        Push-Location $TestDrive
        try {
            $chandra | Export-AstroTable here.csv
            Import-AstroTable ./here.csv | Should -HaveCount 12
        }
        finally {
            Pop-Location
        }
    }

    It 'give rows that the standard verbs know' {
        $chandra | Export-AstroTable "$TestDrive/rows.csv"
        $rows = Import-AstroTable "$TestDrive/rows.csv"
        ($rows | Measure-Object flux -Average).Average | Should -Be ($chandra | Measure-Object Flux -Average).Average
        ($rows | Sort-Object flux -Descending)[0].flux | Should -Be ($chandra | Measure-Object Flux -Maximum).Maximum
        ($rows | Select-Object -First 1 -Property *).PSObject.Properties.Name | Should -Be $rows[0].PSObject.Properties.Name
        ($rows | ConvertTo-Json | ConvertFrom-Json).flux | Should -Be $chandra.Flux
        $rows | Export-Csv "$TestDrive/again.csv"
        (Import-Csv "$TestDrive/again.csv").name | Should -Be $chandra.Name
    }

    It 'writes an error for a file that is not there, and reads the next' {
        $chandra | Export-AstroTable "$TestDrive/good.csv"
        Import-AstroTable "$TestDrive/none.csv", "$TestDrive/good.csv" -ErrorAction SilentlyContinue -ErrorVariable problems |
            Should -HaveCount 12
        $problems.FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }
}

Describe 'Files are replaced by one rule' {
    # Receive-TapJob has the same rule; its test is in Tap.Tests.ps1, with the other cmdlets that ask a service.
    BeforeDiscovery {
        $writers = @(
            @{ Name = 'Export-AstroTable'; Write = { param($file, $more) $chandra | Export-AstroTable $file @more } }
            @{ Name = 'Find-SkyMatch'; Write = { param($file, $more) $chandra |
                    Find-SkyMatch -Right $chandra -Radius 1arcsec -OutFile $file @more }
            }
            @{ Name = 'Find-SkyMatch -AsGroup'; Write = { param($file, $more) $chandra |
                    Find-SkyMatch -Radius 1arcsec -AsGroup -OutFile $file @more }
            }
        )
    }

    It '<Name> replaces a file' -ForEach $writers {
        Set-Content "$TestDrive/old.csv" old
        & $Write "$TestDrive/old.csv" @{}
        Get-Content "$TestDrive/old.csv" -TotalCount 1 | Should -Not -Be old
    }

    It '<Name> -NoClobber keeps it' -ForEach $writers {
        Set-Content "$TestDrive/kept.csv" old
        Get-ErrorId { & $Write "$TestDrive/kept.csv" @{ NoClobber = $true } } | Should -Be FileExists
        Get-Content "$TestDrive/kept.csv" | Should -Be old
    }

    It '<Name> replaces a write-protected file with -Force alone' -ForEach $writers {
        Set-Content "$TestDrive/protected.csv" old
        Set-ItemProperty -Path "$TestDrive/protected.csv" -Name IsReadOnly -Value $true
        Get-ErrorId { & $Write "$TestDrive/protected.csv" @{} } | Should -Be FileAccessDenied
        Get-Content "$TestDrive/protected.csv" | Should -Be old
        & $Write "$TestDrive/protected.csv" @{ Force = $true }
        Get-Content "$TestDrive/protected.csv" -TotalCount 1 | Should -Not -Be old
        Remove-Item "$TestDrive/protected.csv" -Force
    }

    It '<Name> -WhatIf writes nothing' -ForEach $writers {
        & $Write "$TestDrive/never.csv" @{ WhatIf = $true }
        "$TestDrive/never.csv" | Should -Not -Exist
    }

    It '<Name> says that a folder is missing' -ForEach $writers {
        Get-ErrorId { & $Write "$TestDrive/no/where.csv" @{} } | Should -Be FolderNotFound
    }

    It 'Save-AstroCatalog replaces, keeps and forces in the same way' {
        $folder = "$TestDrive/saved"
        $file = Save-AstroCatalog fermilpsc $folder
        $file.Name | Should -Be fermilpsc.vot.gz
        Save-AstroCatalog fermilpsc $folder -WhatIf | Should -BeNullOrEmpty
        Get-ErrorId { Save-AstroCatalog fermilpsc $folder -NoClobber } | Should -Be FileExists
        Set-ItemProperty -Path $file.FullName -Name IsReadOnly -Value $true
        Get-ErrorId { Save-AstroCatalog fermilpsc $folder } | Should -Be FileAccessDenied
        Save-AstroCatalog fermilpsc $folder -Force | Should -HaveCount 1
        Save-AstroCatalog fermilpsc, chanmaster $folder -NoClobber -ErrorAction SilentlyContinue | ForEach-Object Name |
            Should -Be chanmaster.vot.gz
    }

    It 'says that a switch without -OutFile does nothing' {
        Get-ErrorId { Find-SkyMatch $chandra -Radius 1 -Force } | Should -Be ArgumentsConflict
        Get-ErrorId { Invoke-TapQuery 'SELECT 1' -Service Heasarc -NoClobber } | Should -Be ArgumentsConflict
    }
}
