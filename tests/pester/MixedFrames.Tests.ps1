# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.001

    # (10, 41) in a frame, and what astropy 5.2.1 makes of it in the FK4.
    'id,ra,dec', '1,10.68431813740636,41.27382491332315', '2,10,41' | Set-Content "$TestDrive/truth.csv"
    function New-FramedTable {
        param([string] $Name, [string] $System)
        @"
<VOTABLE version="1.3"><RESOURCE><COOSYS ID="C" $System/><TABLE>
<FIELD name="id" datatype="int"/><FIELD name="ra" datatype="double" unit="deg" ref="C"/><FIELD name="dec" datatype="double" unit="deg" ref="C"/>
<DATA><TABLEDATA><TR><TD>1</TD><TD>10</TD><TD>41</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
"@ | Set-Content "$TestDrive/$Name.vot"
    }

    New-FramedTable fk4 'system="eq_FK4" equinox="B1950"'
    New-FramedTable icrs 'system="ICRS"'
    New-FramedTable gaia 'system="ICRS" epoch="J2016.0"'
    New-FramedTable hipparcos 'system="ICRS" epoch="J1991.25"'
    New-FramedTable icrf 'system="ICRF"'
    New-FramedTable strange 'system="geo_app"'
    '<VOTABLE version="1.3"><RESOURCE><TABLE><FIELD name="id" datatype="int"/><FIELD name="ra" datatype="double" unit="deg"/>',
    '<FIELD name="dec" datatype="double" unit="deg"/><DATA><TABLEDATA><TR><TD>2</TD><TD>10</TD><TD>41</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>' |
        Set-Content "$TestDrive/untold.vot"

    function Get-ObjectsDiffer {
        param([scriptblock] $Refused)
        $problem = try { $null = & $Refused } catch { $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ObjectsDiffer*'
        $problem
    }
}

Describe 'Rows of several tables' {
    BeforeEach { Push-Location $TestDrive }
    AfterEach { Pop-Location }

    It 'in other frames or at other epochs are an error: <first>, <second>' -ForEach @(
        @{ first = 'fk4'; second = 'icrs'; part = "*'ra' of object 2 of the pipeline (row 1 of *icrs.vot) is in ICRS, but the first value is in FK4 B1950." }
        @{ first = 'untold'; second = 'fk4'; part = '*is in FK4 B1950, but the first value is in ICRS.' }
        @{ first = 'gaia'; second = 'hipparcos'; part = '*is in ICRS at epoch J1991.25, but the first value is in ICRS at epoch J2016.0.' }
        @{ first = 'icrs'; second = 'strange'; part = "*is in the frame 'geo_app', but the first value is in ICRS." }
    ) {
        $problem = Get-ObjectsDiffer { Import-AstroTable "$first.vot", "$second.vot" | Find-SkyMatch truth.csv 1mas }
        "$problem" | Should -BeLike $part
        $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Use one table at a time,*'
    }

    It 'are an error wherever they would become one table: <name>' -ForEach @(
        @{ name = 'Select-Object'; script = { $input | Select-Object * | Find-SkyMatch truth.csv 1mas } }
        @{ name = 'a new object'; script = { $input | ForEach-Object { [pscustomobject]@{ ra = $_.ra; dec = $_.dec } } | Find-SkyMatch truth.csv 1mas } }
        @{ name = 'Add-AstroColumn'; script = { $input | Add-AstroColumn q { 1 } | Find-SkyMatch truth.csv 1mas } }
        @{ name = '-Right'; script = { Find-SkyMatch truth.csv @($input) 1mas } }
        @{ name = 'a match with itself'; script = { $input | Find-SkyMatch 1mas } }
        @{ name = '-AsGroup'; script = { $input | Find-SkyMatch 1mas -AsGroup } }
        @{ name = 'Export-AstroTable'; script = { $input | Export-AstroTable never.vot } }
        @{ name = 'Export-AstroTable of CSV'; script = { $input | Select-Object * | Export-AstroTable never.csv } }
        @{ name = 'Export-SkyMap'; script = { $input | Export-SkyMap never.svg } }
    ) {
        $null = Get-ObjectsDiffer { Import-AstroTable fk4.vot, icrs.vot | & $script }
        Test-Path never* | Should -BeFalse
    }

    It 'are right one table at a time, and together where they mean the same' {
        'fk4.vot', 'icrs.vot' | ForEach-Object { Import-AstroTable $_ | Find-SkyMatch truth.csv 1mas } | ForEach-Object { $_.Right.id } | Should -Be 1, 2
        Import-AstroTable icrs.vot, untold.vot, icrf.vot | Find-SkyMatch truth.csv 1mas | Should -HaveCount 3
        Import-AstroTable fk4.vot, fk4.vot | Find-SkyMatch truth.csv 1mas | Should -HaveCount 2
    }

    It 'in other units are an error that says what to type' {
        $rows = @(Import-AstroTable untold.vot -Unit @{ ra = 'rad' }) + @(Import-AstroTable untold.vot)
        (Get-ObjectsDiffer { $rows | Find-SkyMatch truth.csv 1mas }).ErrorDetails.RecommendedAction | Should -BeLike '*one table at a time*Import-AstroTable*'
    }

    It 'are an error also as sides of matches' {
        $matches1 = Find-SkyMatch fk4.vot truth.csv 1mas
        $matches2 = Find-SkyMatch icrs.vot truth.csv 1mas
        $null = Get-ObjectsDiffer { @($matches1) + @($matches2) | Export-AstroTable never.vot }
        $null = Get-ObjectsDiffer { @($matches1) + @($matches2) | Find-SkyMatch truth.csv 1mas }
        $given = Find-SkyMatch untold.vot truth.csv 1mas -LeftFrame B1950
        $null = Get-ObjectsDiffer { @($given) + @(Find-SkyMatch untold.vot truth.csv 1mas) | Export-AstroTable never.vot }
        Test-Path never.vot | Should -BeFalse
        @($given) + @(Find-SkyMatch untold.vot truth.csv 1mas -LeftFrame B1950) | Export-AstroTable both.vot -Force
        Find-SkyMatch both.vot truth.csv 1mas | ForEach-Object { $_.Right.id } | Should -Be 1, 1
    }
}

Describe 'What a text file loses of positions' {
    BeforeEach { Push-Location $TestDrive }
    AfterEach { Pop-Location }

    It 'is a warning with what to type: <name>' -ForEach @(
        @{ name = 'a frame'; read = { Import-AstroTable fk4.vot }; typed = "-LeftPosition 'ra', 'dec' -LeftFrame 'FK4 B1950'"; id = 1 }
        @{ name = 'a frame, of selected rows'; read = { Import-AstroTable fk4.vot | Select-Object ra, dec }; typed = "-LeftPosition 'ra', 'dec' -LeftFrame 'FK4 B1950'"; id = 1 }
        @{
            name = 'units'; typed = "-LeftPosition 'ra:hourangle', 'dec'"; id = 2
            read = { Import-AstroTable untold.vot | Select-Object id, dec | Add-AstroColumn ra -Unit hourangle { 10 / 15 } | Select-Object ra, dec }
        }
    ) {
        & $read | Export-AstroTable lost.csv -Force -WarningVariable lost -WarningAction SilentlyContinue
        "$lost" | Should -Be "$((Get-Item lost.csv).FullName) keeps only the names of its columns. To match it at the positions of its rows, add $typed."
        Invoke-Expression "Find-SkyMatch lost.csv truth.csv 1mas $typed" | ForEach-Object { $_.Right.id } | Should -Be $id
        & $read | Export-AstroTable lost.vot -Force -WarningVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'is no warning where nothing is lost' {
        Import-AstroTable icrs.vot | Export-AstroTable kept.csv -Force -WarningVariable none
        Import-AstroTable untold.vot -Unit @{ ra = 'hourangle' } | Export-AstroTable kept.csv -UnitRow -Force -WarningVariable +none
        Get-FermiSource | Export-AstroTable kept.csv -Force -WarningVariable +none
        Get-ChandraSource | Export-AstroTable kept.csv -Force -WarningVariable +none
        $none | Should -BeNullOrEmpty
    }

    It 'is a warning where the frame is not understood' {
        Import-AstroTable strange.vot | Export-AstroTable lost.csv -Force -WarningVariable lost -WarningAction SilentlyContinue
        "$lost" | Should -BeLike "The frame of its positions is not written:*geo_app*"
        'lost.csv' | Should -Exist
    }
}

Describe 'Rows of catalog files that state their frame' {
    It 'are an error: <column>' -ForEach @{ column = 'equinox'; value = 'B1950' }, @{ column = 'frame'; value = 'FK4' } {
        "name,ra,dec,$column", "a,10,41,$value" | Set-Content "$TestDrive/stated.csv"
        Get-FermiSource | Export-AstroTable "$TestDrive/fermi.csv" -Force
        $problem = try {
            Use-AstroArchive -Catalog @{ csc = "$TestDrive/stated.csv"; fermilpsc = "$TestDrive/fermi.csv" }
            Get-ChandraSource
        }
        catch { $_ }
        finally { Use-AstroArchive -Simulated -Scale 0.001 }
        $problem.FullyQualifiedErrorId | Should -BeLike 'FrameUnknown*'
        "$problem" | Should -BeLike "*stated.csv: row 1 states that its position is in the frame FK4 B1950 ($column = $value)*"
    }
}
