# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# A value that Add-Member -Force puts in place of one of an object is the one that counts, as in every view.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.05
    $left = "$TestDrive/left.csv"
    Set-Content $left 'id,ra,dec,err', 'a,30,20,0.5', 'b,40,20,0.6'
    $right = "$TestDrive/right.csv"
    Set-Content $right 'id,ra,dec', 'x,10.0001,20'
    $measured = "$TestDrive/measured.ecsv"
    Set-Content $measured '# %ECSV 1.0', '# ---', '# datatype:', '# - {name: id, datatype: string}', '# - {name: ra, datatype: float64, unit: deg}',
    '# - {name: dec, datatype: float64, unit: deg}', '# - {name: err, datatype: float64, unit: arcsec}', 'id ra dec err', 'a 10 20 0.5', 'b 50 20 0.4'

    # The lines of the CSV file that is made of objects.
    function Get-ExportedLine {
        param($Objects)
        $Objects | Export-AstroTable "$TestDrive/exported.csv"
        Get-Content "$TestDrive/exported.csv"
    }

    function Get-ExportedColumn {
        param($Objects)
        $Objects | Export-AstroTable "$TestDrive/exported.vot"
        (Import-AstroTable "$TestDrive/exported.vot" -AsTable).Columns
    }
}

Describe 'A value that Add-Member -Force puts in place of that of a row' {
    It 'is matched, alone and with -AsTable' {
        $moved = Import-AstroTable $left | Add-Member -PassThru -Force NoteProperty ra 10
        @($moved | Find-SkyMatch $right 2arcsec).Left.id | Should -Be a, b
        ($moved | Find-SkyMatch $right 2arcsec -AsTable).GetRows().ra_1 | Should -Be 10, 10
        @($moved | Find-SkyMatch $right 2arcsec -Where { $_.Left.ra -eq 10 }) | Should -HaveCount 2
    }

    It 'is written, without a second column' {
        Get-ExportedLine (Import-AstroTable $left | Add-Member -PassThru -Force NoteProperty err 9) | Should -Be 'id,ra,dec,err', 'a,30,20,9.0', 'b,40,20,9.0'
    }

    It 'is written if only one row has it: row <_>' -ForEach 0, 1 {
        $rows = Import-AstroTable $left
        $rows[$_] | Add-Member -Force NoteProperty ERR 9.5
        $lines = 'id,ra,dec,err', 'a,30,20,0.5', 'b,40,20,0.6'
        $lines[$_ + 1] = $lines[$_ + 1] -replace '0\.\d', '9.5'
        Get-ExportedLine $rows | Should -Be $lines
    }

    It 'is written of a side of a match, and of a match' {
        $rows = Import-AstroTable $left | Add-Member -PassThru -Force NoteProperty ra 10 | Add-Member -PassThru -Force NoteProperty err 9
        $found = $rows | Find-SkyMatch $right 2arcsec
        (Get-ExportedLine $found)[1] | Should -BeLike 'a,10,20,9.0,x,*'
        $found | Add-Member -Force NoteProperty SepArcsec 77
        (Get-ExportedLine $found)[0] | Should -Not -Match 'arcsec_2'
        (Get-ExportedLine $found)[1] | Should -Match '(^|,)77\.0(,|$)'
    }

    It 'comes along with a new property' {
        $rows = Import-AstroTable $left | Add-Member -PassThru -Force NoteProperty err 9 | Add-Member -PassThru NoteProperty note ok
        Get-ExportedLine $rows | Should -Be 'id,ra,dec,err,note', 'a,30,20,9.0,ok', 'b,40,20,9.0,ok'
    }

    It 'has no unit if it is a bare number, also of a single row' {
        $rows = Import-AstroTable $measured | Add-Member -PassThru -Force NoteProperty err 9
        foreach ($some in $rows, $rows[0]) {
            $column = Get-ExportedColumn $some | Where-Object Name -eq err
            $column.Unit | Should -BeNullOrEmpty
            (Get-ExportedColumn $some) | Where-Object Name -eq ra | ForEach-Object Unit | Should -Be deg
        }
    }

    It 'keeps the unit that it carries' {
        $rows = Import-AstroTable $measured
        $rows[0] | Add-Member -Force NoteProperty err $rows[1].err
        $column = Get-ExportedColumn $rows | Where-Object Name -eq err
        $column.Unit | Should -Be arcsec
        (Get-ExportedLine $rows)[1] | Should -BeLike '*,0.4'
    }

    It 'without a unit does not go with values that have one: row <_>' -ForEach 0, 1 {
        $rows = Import-AstroTable $measured
        $rows[$_] | Add-Member -Force NoteProperty err 9
        $problem = Get-OnlyError '$rows | Export-AstroTable "$TestDrive/mixed.csv"'
        $problem.Id | Should -Be ObjectsDiffer
        $problem.Text | Should -Match "'err'"
        $problem.Text | Should -Match 'arcsec'
        Test-Path "$TestDrive/mixed.csv" | Should -BeFalse
    }
}

Describe 'A value that Add-Member -Force puts in place of that of an object of the module' {
    It 'is written and matched' {
        $sources = Get-FermiSource | Select-Object -First 2
        $sources | Add-Member -Force NoteProperty RA 10
        $sources | Add-Member -Force NoteProperty Dec 20
        $sources | Export-AstroTable "$TestDrive/fermi.csv"
        $written = Import-Csv "$TestDrive/fermi.csv"
        $written.ra | Should -Be 10, 10
        $written[0].PSObject.Properties.Name | Should -Not -Contain 'ra_2'
        @($sources | Find-SkyMatch $right 2arcsec) | Should -HaveCount 2
    }

    It 'is written if only one object has it' {
        $sources = Get-FermiSource | Select-Object -First 2
        $sources[1] | Add-Member -Force NoteProperty Name other
        $sources | Export-AstroTable "$TestDrive/fermi.csv"
        (Import-Csv "$TestDrive/fermi.csv").name | Should -Be $sources[0].Name, other
    }

    It 'is drawn' {
        $sources = Get-FermiSource | Select-Object -First 3 | Add-Member -PassThru -Force NoteProperty Significance 7
        $told = (Invoke-Line '$sources | Export-Histogram "$TestDrive/f.svg" Significance -Minimum 6.5 -Maximum 7.5').Warnings
        $told | Should -BeNullOrEmpty
    }
}
