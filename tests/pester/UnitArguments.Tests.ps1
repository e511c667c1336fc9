# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    Set-Location $TestDrive

    # Errors of 0.05 arcmin = 3 arcsec; the right side is 2 and 4 arcsec away, and says the same errors in arcsec.
    Set-Content left.csv 'name,ra,dec,err,ks,d,flux', 'a,10.0,20.0,0.05,20,0.5,1', 'b,50.0,-30.0,0.05,20,0.5,1'
    Import-AstroTable left.csv -Unit @{ ra = 'deg'; dec = 'deg'; err = 'arcmin'; ks = 'ks'; d = 'kpc'; flux = 'Jy' } | Export-AstroTable left.vot
    Set-Content right.csv 'name,ra,dec,err,d', 'A,10.0,20.00055556,3,500', 'B,50.0,-29.99888889,3,500'
    Import-AstroTable right.csv -Unit @{ ra = 'deg'; dec = 'deg'; err = 'arcsec'; d = 'pc' } | Export-AstroTable right.vot
    $row = (Import-AstroTable left.vot)[0]
    $selected = $row | Select-Object name, ra, dec, err, ks
}

AfterAll { Set-Location / }

Describe 'A value with a unit as an argument' {
    It 'is converted: <Name>' -ForEach @(
        @{ Name = '-Radius'; Match = { Find-SkyMatch left.vot right.vot -Radius $row.err } }
        @{ Name = 'the radius by position'; Match = { Find-SkyMatch left.vot right.vot $row.err } }
        @{ Name = 'the radius after a pipeline'; Match = { Import-AstroTable left.vot | Find-SkyMatch right.vot $row.err } }
        @{ Name = 'of a selected row'; Match = { Find-SkyMatch left.vot right.vot -Radius $selected.err } }
        @{ Name = 'in a variable'; Match = { $r = $row.err; Find-SkyMatch left.vot right.vot -Radius $r } }
        @{ Name = 'in a hashtable'; Match = { $options = @{ Radius = $row.err }; Find-SkyMatch left.vot right.vot @options } }
        @{ Name = 'of $_'; Match = { $row | ForEach-Object { Find-SkyMatch left.vot right.vot -Radius $_.err } } }
        @{ Name = 'of Clixml'; Match = { $row | Export-Clixml x.xml; Find-SkyMatch left.vot right.vot -Radius (Import-Clixml x.xml).err } }
        @{ Name = '-LeftRadius'; Match = { Find-SkyMatch left.vot right.vot -LeftRadius $row.err } }
        @{ Name = '-LeftRadius as a script block'; Match = { Import-AstroTable left.vot | Find-SkyMatch -Right right.vot -LeftRadius { $_.err } } }
        @{ Name = '-LeftEllipse'; Match = { Find-SkyMatch left.vot right.vot -LeftEllipse $row.err, $row.err, 0 } }
    ) { (& $Match).Right.name | Should -Be 'A' }

    It 'is converted by -MinRadius' { (Find-SkyMatch left.vot right.vot 5arcsec -MinRadius $row.err).Right.name | Should -Be 'B' }

    It 'has few digits in the words of an error' {
        { Find-SkyMatch left.vot right.vot 1arcmin -MinRadius 100arcsec } | Should -Throw '*1.667 arcmin is not valid*the radius, 1 arcmin.'
    }

    It 'is converted by -MaxSpatialSep and -LeftDistance' {
        Find-SkyMatch left.vot right.vot -MaxSpatialSep $row.d -LeftDistance 140pc -RightDistance 141pc | Should -HaveCount 4
        (Find-SkyMatch left.vot right.vot -MaxSpatialSep 1pc -LeftDistance $row.d -RightDistance d)[0].SepParsec | Should -BeLessThan 0.01
    }

    It 'is converted by -MaxLatitude, -Position and -MinExposure' {
        $wide = [pscustomobject]@{ b = $row.err } | Add-AstroColumn b -Unit arcmin { 300 } -Force
        (Get-FermiSource -MaxLatitude $wide.b).Count | Should -Be (Get-FermiSource -MaxLatitude 5).Count
        (Get-ChandraObservation -MinExposure $row.ks).Count | Should -Be (Get-ChandraObservation -MinExposure 20ks).Count
        $hours = [pscustomobject]@{} | Add-AstroColumn ra -Unit h { 83.63 / 15 }
        (Get-FermiSource -Position $hours.ra, 22.01 -Radius 30deg).Name | Should -Be (Get-FermiSource -Position 83.63, 22.01 -Radius 30deg).Name
    }

    It 'that measures something else is an error: <Name>' -ForEach @(
        @{ Name = '-Radius'; Match = { Find-SkyMatch left.vot right.vot -Radius $row.flux }; Words = "*'Jy'*not a unit of angle*" }
        @{ Name = 'the radius by position'; Match = { Import-AstroTable left.vot | Find-SkyMatch right.vot $row.flux }; Words = "*'Jy'*not a unit of angle*" }
        @{ Name = '-LeftRadius'; Match = { Find-SkyMatch left.vot right.vot -LeftRadius $row.flux }; Words = "*'Jy'*not a unit of angle*" }
        @{ Name = '-MinExposure'; Match = { Get-ChandraObservation -MinExposure $row.err }; Words = "*'arcmin'*not a unit of duration*" }
        @{ Name = '-MinFlux'; Match = { Get-ChandraSource -MinFlux $row.flux }; Words = "*'Jy'*erg/cm2/s*" }
        @{ Name = '-MaxSpatialSep'; Match = { Find-SkyMatch left.vot -MaxSpatialSep $row.flux -LeftDistance 1pc }; Words = "*'Jy'*not a unit of length*" }
    ) { $Match | Should -Throw $Words }
}

Describe 'A property of a typed object' {
    BeforeAll {
        $match = Find-SkyMatch left.vot right.vot 3arcsec
        $source = (Get-ChandraSource)[0]
    }

    It 'is converted by Add-AstroColumn: <Name>' -ForEach @(
        @{ Name = 'a separation after Select-Object'; Item = { $match | Select-Object * }; Value = { $_.SepArcsec }; Expected = { $match.SepArcsec / 60 } }
        @{ Name = 'the separation of a match'; Item = { Find-SkyMatch left.vot right.vot 3arcsec }; Value = { $_.SepArcsec }; Expected = { $match.SepArcsec / 60 } }
        @{ Name = 'an error'; Item = { $source }; Value = { ($_.ErrorSemiMajor) }; Expected = { $source.ErrorSemiMajor / 60 } }
        @{ Name = 'after Select-Object'; Item = { $source | Select-Object Name, ErrorSemiMajor }; Value = { $PSItem.errorsemimajor }; Expected = { $source.ErrorSemiMajor / 60 } }
        @{ Name = 'of a side'; Item = { $source | Find-SkyMatch -Right $source -Radius 1arcsec }; Value = { $_.Left.ErrorSemiMajor }; Expected = { $source.ErrorSemiMajor / 60 } }
        @{ Name = 'but not a calculation'; Item = { $source }; Value = { $_.ErrorSemiMajor * 1 }; Expected = { $source.ErrorSemiMajor } }
        @{
            Name = 'nor a calculated property of that name'
            Item = { $source | Select-Object Name, @{ n = 'ErrorSemiMajor'; e = { $_.ErrorSemiMajor * 1 } } }
            Value = { $_.ErrorSemiMajor }
            Expected = { $source.ErrorSemiMajor }
        }
    ) {
        $column = "r_$([guid]::NewGuid().ToString('n'))"
        (& $Item | Add-AstroColumn $column -Unit arcmin $Value | Select-Object -First 1).$column | Should -Be (& $Expected)
    }

    It 'keeps its unit without -Unit' {
        Find-SkyMatch left.vot right.vot 3arcsec | Add-AstroColumn r { $_.SepArcsec } | Export-AstroTable sep.vot
        ((Import-AstroTable sep.vot -AsTable).Columns | Where-Object Name -EQ r).Unit | Should -Be 'arcsec'
    }

    It 'of another quantity is an error' { { $match | Add-AstroColumn r -Unit mag { $_.SepArcsec } } | Should -Throw "*'arcsec'*cannot be converted to 'mag'*" }

    It 'that is lost in a calculation is a warning: <Value>' -ForEach @(
        @{ Value = '{ -$_.err }' }
        @{ Value = '{ 1 * $_.err }' }
        @{ Value = '{ [Math]::Max($_.err, 10) }' }
        @{ Value = '{ 3 * $_.Left.err }' }
    ) {
        $items = if ($Value -match 'Left') { Find-SkyMatch right.vot left.vot 6arcsec } else { Import-AstroTable right.vot }
        $told = & ([scriptblock]::Create("`$items | Add-AstroColumn z$([guid]::NewGuid().ToString('n')) -Unit arcmin $Value")) 3>&1 |
            Where-Object { $_ -is [Management.Automation.WarningRecord] }
        $told | Should -HaveCount 1
        "$told" | Should -Match "err', which is in arcsec.*for arcmin.*/ 60 \}, or write -Unit arcsec\."
    }

    It 'that is not lost is no warning: <_>' -ForEach '-Unit arcmin { $_.err }', '-Unit arcmin { $_.err / 60 }', '-Unit arcsec { 2 * $_.err }', '-Unit arcmin { ($_.dec + 30) * 60 }',
    '-Unit arcmin { 5 }', '-Unit mag { 2.5 * $_.err }', '{ -$_.err }', '-Unit rad { $_.ra * [Math]::PI / 180 }' {
        $told = & ([scriptblock]::Create("Import-AstroTable right.vot | Add-AstroColumn z $_")) 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
        $told | Should -BeNullOrEmpty
    }

    It 'is converted where a script block gives a radius' {
        $sources = Get-ChandraSource | Select-Object -First 20
        $byName = $sources | Find-SkyMatch -Right $sources -LeftRadius ErrorSemiMajor
        $sources | Find-SkyMatch -Right $sources -LeftRadius { $_.ErrorSemiMajor } -WarningVariable warnings | Should -HaveCount $byName.Count
        $warnings | Should -BeNullOrEmpty
    }
}

Describe '-Where with values in different units' {
    It 'converts them: <_>' -ForEach @(
        '$_.Left.err -eq $_.Right.err'
        '[Math]::Abs($_.Left.err - $_.Right.err) -lt 0.001'
        '-$_.Left.err -le -$_.Right.err'
        '[Math]::Min($_.Left.err, $_.Right.err) -ge $_.Right.err'
    ) { Find-SkyMatch left.vot right.vot 5arcsec -Where ([scriptblock]::Create($_)) | Should -HaveCount 2 }

    It 'knows the unit of the separation' {
        (Find-SkyMatch left.vot right.vot 5arcsec -Where { $_.SepArcsec -lt $_.Left.err }).Right.name | Should -Be 'A'
    }

    It 'compares bare numbers where one has no unit' {
        Find-SkyMatch left.vot right.vot 5arcsec -Where { $_.Left.err * 60 -eq $_.Right.err } | Should -HaveCount 2
        Find-SkyMatch left.vot right.vot 5arcsec -Where { [double]$_.Left.err -eq 0.05 } | Should -HaveCount 2
    }

    It 'converts a multiple of a value: <_>' -ForEach @(
        '$_.SepArcsec -lt 2 * $_.Left.err', '$_.Left.err * 2 -gt $_.SepArcsec', '$_.SepArcsec / 2 -lt $_.Left.err', '$_.SepArcsec / $_.Left.err -lt 2'
        '$_.SepArcsec -lt $_.Left.err + $_.Right.err', '$_.SepArcsec -lt 2 * $_.Left.err + 0 * $_.Right.err', '$_.SepArcsec -lt $k * $_.Left.err'
        '$_.SepArcsec -lt 60 * $_.Left.err + $_.Right.err', '$_.SepArcsec -lt 120 * [double]$_.Left.err'
    ) {
        $k = 2
        $found = Find-SkyMatch left.vot right.vot 10arcsec -Where ([scriptblock]::Create($_)) -WarningVariable warnings
        $expected = Find-SkyMatch left.vot right.vot 10arcsec | Where-Object { $_.SepArcsec -lt 6 }
        "$found" | Should -BeExactly "$expected"
        $found | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'refuses a multiple that may be a conversion: <_>' -ForEach @(
        '$_.SepArcsec -lt 180 * $_.Left.err', '$_.SepArcsec / 180 -lt $_.Left.err', '$_.SepArcsec -lt 3 * 60 * $_.Left.err', '$_.SepArcsec / 60 -lt 2 * $_.Left.err'
    ) {
        $condition = [scriptblock]::Create($_)
        { Find-SkyMatch left.vot right.vot 5arcsec -Where $condition } | Should -Throw "*'arcsec'*'arcmin'*multiplies*" -ErrorId 'UnitUnknown*'
    }

    It 'gives one warning where it does not convert: <_>' -ForEach @(
        '$_.SepArcsec -lt [Math]::Sqrt([Math]::Pow($_.Left.err, 2) + [Math]::Pow($_.Left.err, 2))'
        '$limit = 2 * $_.Left.err; $_.SepArcsec -lt $limit'
        '$_.Left.name.Length -gt 0 -and $_.SepArcsec -lt $_.Left.err'
        '$l = $_.Left.err; $m = 2 * $l; if ($m -gt $_.SepArcsec) { $true }'
    ) {
        $null = Find-SkyMatch left.vot right.vot 10arcsec -Where ([scriptblock]::Create($_)) -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'SepArcsec' is in arcsec and 'err' is in arcmin*"
    }

    It 'gives no warning of what is in one unit or meant as a number: <_>' -ForEach @(
        '$limit = 2 * $_.Right.err; $_.SepArcsec -lt $limit', '$x = 1; $_.SepArcsec -lt 60 * [double]$_.Left.err'
        '$x = $_.Left.err -gt 0; $x -and $_.SepArcsec -lt 3', '[Math]::Sqrt($_.Left.err) -lt 3 -and $_.SepArcsec -lt 3'
    ) {
        $null = Find-SkyMatch left.vot right.vot 10arcsec -Where ([scriptblock]::Create($_)) -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }

    It 'refuses what has no common unit: <_>' -ForEach @(
        '$_.Left.flux -lt $_.Right.err'
        '$_.Left.flux - $_.Right.err -lt 1'
        '$_.Left.name.Length -gt 0 -and $_.Left.err -lt $_.Right.err'
    ) {
        $condition = [scriptblock]::Create($_)
        { Find-SkyMatch left.vot right.vot 5arcsec -Where $condition } | Should -Throw -ErrorId 'UnitUnknown*'
    }
}

Describe 'A radius that is probably not as it was meant' {
    It 'is a warning if its unit contradicts that of the column' {
        Find-SkyMatch left.vot right.vot -LeftRadius err:arcsec -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -BeLike '*column ''err'' is arcmin, but it was given as arcsec*'
        Find-SkyMatch left.vot right.vot -LeftRadius err:arcmin -WarningVariable warnings | Should -HaveCount 1
        $warnings | Should -BeNullOrEmpty
    }

    It 'is a warning if the median is above 5 degrees' {
        $null = Find-SkyMatch right.vot left.vot -LeftRadius d:deg -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 2
        $warnings[1] | Should -BeLike '*column ''d''*median is 500 degrees*''d:arcsec''*'
    }
}

Describe 'A cast to [PSAstroXmatch.Angle]' {
    It 'takes the unit that a value carries: <Name>' -ForEach @(
        @{ Name = 'a row'; Item = { $row } }
        @{ Name = 'a selected row'; Item = { $selected } }
        @{ Name = 'Clixml'; Item = { $row | Export-Clixml x.xml; Import-Clixml x.xml } }
    ) {
        $item = & $Item
        ([PSAstroXmatch.Angle]$item.err).Arcminutes | Should -Be 0.05
        ($item.err -as [PSAstroXmatch.Angle]).Arcminutes | Should -Be 0.05
        { [PSAstroXmatch.Angle]$item.ks } | Should -Throw "*'ks'*"
    }

    It 'reads texts and numbers as before' {
        ([PSAstroXmatch.Angle]'3arcsec').Arcseconds | Should -Be 3
        ([PSAstroXmatch.Angle]0.5).Degrees | Should -Be 0.5
        ([PSAstroXmatch.Angle]($row.err * 1)).Degrees | Should -Be 0.05
        { [PSAstroXmatch.Angle]30s } | Should -Throw '*whose unit was lost*'
    }
}

Describe 'A position of two values of a row' {
    BeforeAll {
        $source = (Get-ChandraSource)[0]
        $expected = (Get-ChandraSource -Position $source -Radius 10arcmin).Name
        function New-Point {
            param([string] $Attributes, $Longitude, $Latitude, [string] $System)
            $other = $Attributes -replace 'lon', 'lat' -replace 'eq\.ra', 'eq.dec'
            "<VOTABLE version='1.3'><RESOURCE>$System<TABLE>" +
                "<FIELD name='x' datatype='double' unit='deg' $Attributes/><FIELD name='y' datatype='double' unit='deg' $other/><DATA><TABLEDATA>" +
                "<TR><TD>$Longitude</TD><TD>$Latitude</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>" | Set-Content point.vot
            Import-AstroTable point.vot
        }
    }

    It 'is in the frame that they carry' {
        $expected.Count | Should -BeGreaterThan 0
        $point = New-Point 'ucd="pos.galactic.lon"' $source.L.ToString('R') $source.B.ToString('R')
        (Get-ChandraSource -Position $point.x, $point.y -Radius 10arcmin).Name | Should -Be $expected
        # M31 as astropy 5.2.1 gives it in the FK4.
        $point = New-Point 'ucd="pos.eq.ra" ref="B"' 10 41 '<COOSYS ID="B" system="eq_FK4" equinox="B1950"/>'
        $old = Get-FermiSource -Position $point.x, $point.y -Radius 60deg
        ($old | Sort-Object Name).Name | Should -Be (Get-FermiSource -Position '10 41 B1950' -Radius 60deg | Sort-Object Name).Name
        ($point.x, $point.y | ForEach-Object { "$_" }) -join ' ' | Should -Be '10 41'
    }

    It 'is an error in an unknown frame, or in two' {
        $point = New-Point 'ucd="pos.eq.ra" ref="X"' 10 41 '<COOSYS ID="X" system="geo_app"/>'
        { Get-FermiSource -Position $point.x, $point.y -Radius 1deg } | Should -Throw '*geo_app*not known*'
        $galactic = New-Point 'ucd="pos.galactic.lon"' 10 41
        $icrs = New-Point 'ucd="pos.eq.ra"' 10 41
        { Get-FermiSource -Position $galactic.x, $icrs.y -Radius 1deg } | Should -Throw '*different frames: Galactic and ICRS*'
    }
}

Describe 'A radius without a unit' {
    BeforeAll {
        $source = (Get-ChandraSource)[0]
        $fermi = (Get-FermiSource | Where-Object { -not [double]::IsNaN($_.SemiMajorAxis95) })[0]
    }

    It 'that is a property in arcsec is a warning: <Name>' -ForEach @(
        @{ Name = 'around its position'; Line = { Get-ChandraSource -Position $source -Radius $source.ErrorSemiMajor } }
        @{ Name = 'from the pipeline'; Line = { $source | Get-ChandraSource -Radius $source.ErrorSemiMajor } }
        @{ Name = 'of a match'; Line = { $source | Find-SkyMatch -Right (Get-ChandraSource) -Radius $source.ErrorSemiMajor } }
        @{ Name = 'in a variable'; Line = { $r = $source.ErrorSemiMajor; Find-SkyMatch $source (Get-ChandraSource) $r } }
    ) {
        & $Line 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } |
            Should -BeLike "-Radius $($source.ErrorSemiMajor) has no unit*the 'ErrorSemiMajor' of the ChandraSource, which is in arcsec*"
    }

    It 'above 0.5 degrees is a warning of a match: <_>' -ForEach 30, 2, 0.6 {
        $null = Find-SkyMatch left.vot right.vot $_ -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "-Radius $_ has no unit*$_ degrees*$($_)arcsec*"
    }

    It 'is no warning: <_>' -ForEach @(
        'Get-ChandraSource -Position $fermi -Radius $fermi.SemiMajorAxis95'
        'Get-ChandraSource -Position $source -Radius "$($source.ErrorSemiMajor)arcsec"'
        'Get-ChandraSource -Position $source -Radius 2'
        'Find-SkyMatch left.vot right.vot 0.5'
        'Find-SkyMatch left.vot right.vot 30deg'
        'Find-SkyMatch left.vot right.vot 0.001'
        'Find-SkyMatch left.vot right.vot $row.err'
    ) {
        $warnings = & ([scriptblock]::Create($_)) 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
        $warnings | Should -BeNullOrEmpty
    }
}
