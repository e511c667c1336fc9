# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# Add-OpticalCounterpart and Register-AstroCatalog on a small archive, of which every match is known.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $archive = Copy-SmallArchive
    # The Fermi source of the small archive with matches is at 10 0; its Chandra sources at 10.09 0, 10 0.09 and 9.9 0.
    Set-Content "$archive/csc.csv" @'
name,ra,dec,b_flux_ap,error_ellipse_r0,error_ellipse_r1,error_ellipse_angle
2CXO J004021.6+000000,10.09,0,1e-14,0.3,0.3,0
2CXO J004000.0+000524,10,0.09,2e-14,0.3,0.3,0
2CXO J003936.0+000000,9.9,0,4e-14,0.3,0.3,0
'@
    Set-Content "$archive/gaia_source.csv" @'
source_id,ra,dec,ra_error,dec_error,pmra,pmdec,phot_g_mean_mag,phot_variable_flag,classprob_dsc_combmod_star
6917528997577384321,10.001,0,0.1,0.1,0,0,20.1,VARIABLE,0.99
6917528997577384320,10.002,0,0.1,0.1,3600,0,20.2,NOT_AVAILABLE,
5,10.0900003,0,0.1,0.1,,,12.5,CONSTANT,1
6,10.2,0,0.1,0.1,0,0,15,NOT_AVAILABLE,1
'@
    Set-Content "$archive/fp_psc.csv" "designation,ra,dec,j_m,ph_qual`nA,10.003,0,12.5,AAA`nB,10.001,0,,UUU`nC,10.0901,0,9,AAA"
    # R1 is 8 arcsec and R2 15 arcsec from the Chandra source at 10.09 0, with 5 arcsec of error: 1.6 and 3.0 times the joint error.
    Set-Content "$archive/rosat.csv" "id,ra,dec,major,minor,angle`nR1,10.0922222,0,5,5,0`nR2,10.0941667,0,5,5,0"
    Set-Content "$archive/allwise.csv" "designation,ra,dec,w1mpro,pm1,pm2`nW1,10.001,0,12.25,0,0`nW2,10.0005,0,13,-3600,0"
    Use-AstroArchive -Path $archive
    $group = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch
    $around = $group | Add-OpticalCounterpart
    $aroundChandra = $group | Add-OpticalCounterpart -Around Chandra
    $bright = 6917528997577384321
    $moving = 6917528997577384320
}

Describe 'Around a Fermi source' {
    It 'the nearest come in order' {
        $around.GaiaNames | Should -BeExactly $bright, $moving
        $around.GaiaVariability | Should -BeExactly VARIABLE, NOT_AVAILABLE
        $around.GaiaClasses.ToString() | Should -BeExactly '(, , 0.99), (, , )'
        $around.TwoMassNames | Should -BeExactly B, A
        $around.SepFromFermiGaia.ToString() | Should -BeLike '3.59999999999*'
        $around.SearchedCatalogs | Should -BeExactly gaia_source, fp_psc
    }

    It 'catalogs and a number can be chosen' {
        ($group | Add-OpticalCounterpart -Top 1 -Catalog TwoMass).TwoMassNames | Should -BeExactly B
        ($group | Add-OpticalCounterpart -Catalog fp_psc).SearchedCatalogs | Should -BeExactly fp_psc
    }

    It 'is searched where there are no Chandra sources, too' {
        $found = Get-FermiSource -Name '4FGL J0040.0+0000' | Add-OpticalCounterpart
        $found.Source | Should -BeOfType PSAstroXmatch.FermiSource
        $found.Name, $found.Source.Class | Should -BeExactly $around.FermiName, $around.FermiClass
        foreach ($name in 'GaiaNames', 'GaiaMeanGMag', 'TwoMassNames', 'SearchedCatalogs') {
            "$($found.$name)" | Should -BeExactly "$($around.$name)" -Because $name
        }
        $found.GaiaNames | Should -BeExactly $bright, $moving
        $found.SepGaia.ToString() | Should -BeExactly $around.SepFromFermiGaia.ToString()
        $found.Gaia[0].SepFromFermi, $found.Gaia[0].Around | Should -BeExactly $found.SepGaia[0], $found.Name
        "$($found.Gaia[0].SepFromCsc) $($found.Gaia[0].NormalizedSep)" | Should -BeExactly 'NaN NaN'
        Get-FermiSource | Add-OpticalCounterpart | Should -HaveCount 3
    }

    It 'what came out can go in again' {
        (Get-FermiSource -Name '4FGL J0040.0+0000' | Add-OpticalCounterpart -Catalog Gaia |
            Add-OpticalCounterpart -Catalog TwoMass).TwoMassNames | Should -BeExactly B, A
        ($group | Add-OpticalCounterpart -Catalog Gaia | Add-OpticalCounterpart -Catalog TwoMass).TwoMassNames | Should -BeExactly B, A
    }
}

Describe 'Around Chandra sources' {
    It 'only what agrees with their errors is kept' {
        $aroundChandra.GaiaNames | Should -Be 5
        $aroundChandra.TwoMassNames.ToString() | Should -BeExactly ''
        ($group | Add-OpticalCounterpart -Around Chandra -Radius 1arcsec -Catalog TwoMass).TwoMassNames | Should -BeExactly C
        $alone = Get-ChandraSource -Position '10.09 0' -Radius 1arcsec | Add-OpticalCounterpart
        $alone | Should -BeOfType PSAstroXmatch.Counterpart
        "$($alone.GaiaNames)", $alone.Name, $alone.Source.Flux | Should -BeExactly '5', '2CXO J004021.6+000000', 1e-14
        $alone.Gaia[0].CscName, $alone.Gaia[0].SepFromCsc, $alone.Gaia[0].NormalizedSep |
            Should -BeExactly $aroundChandra.Gaia[0].CscName, $aroundChandra.Gaia[0].SepFromCsc, $aroundChandra.Gaia[0].NormalizedSep
    }

    It 'is nothing for sources of another kind: <Line>' -ForEach @(
        @{ Line = 'Get-ChandraSource | Add-OpticalCounterpart -Around Fermi'; Part = '' }
        @{ Line = 'Get-FermiSource | Add-OpticalCounterpart -Around Chandra'; Part = 'have no Chandra sources' }
        @{ Line = '& { Get-FermiSource; Get-ChandraSource } | Add-OpticalCounterpart'; Part = 'mixed with' }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly CentreMissing
        $problem.Text | Should -MatchExactly $Part
        if ($Part) { (Invoke-Line $Line).Output | Should -BeNullOrEmpty }
    }
}

Describe 'Around any objects' {
    BeforeAll {
        $own = [pscustomobject]@{ Name = 'mine'; RA = 10.0009; Dec = 0; Note = 'look again'; Mag = 17.5 }
        Set-Content "$archive/own.csv" "id,ra,dec,note,mag`nmine,10.0009,0,look again,17.5`nnothing,50,0,empty,"
        $addedColumns = @(
            'gaia_names', 'gaia_classes', 'gaia_glons', 'gaia_glats', 'gaia_mean_g_flux', 'gaia_mean_g_mag', 'gaia_variability', 'sep_gaia'
            'twomass_names', 'twomass_glons', 'twomass_glats', 'sep_2mass', 'other_catalogs', 'other_names', 'sep_other'
            'searched_catalogs', 'search_error')
        function Get-Exported {
            param([Parameter(ValueFromPipeline)] $InputObject, [string] $Name = 'exported.csv')
            end { @($input) | Export-AstroTable "$archive/$Name" -PassThru | Import-AstroTable }
        }
    }

    It 'the object itself comes out, with all that it has' {
        $found = $own | Add-OpticalCounterpart
        $found | Should -BeOfType PSAstroXmatch.Counterpart
        [object]::ReferenceEquals($found.Source, $own) | Should -BeTrue
        $found.Name, $found.RA, $found.Dec | Should -BeExactly mine, 10.0009, 0
        $found.PSObject.Properties.Name | Should -Not -Contain FermiL
        $found.GaiaNames | Should -BeExactly $bright
        $found.SepGaia[0] | Should -BeGreaterThan 0.359
        $found.SepGaia[0] | Should -BeLessThan 0.361
        $star = $found.Gaia[0]
        $star.Around, $star.SepArcsec, "$($star.SepFromFermi) $($star.SepFromCsc)", $star.CscName |
            Should -BeExactly mine, $found.SepGaia[0], 'NaN NaN', ''
        $found.SearchedCatalogs | Should -BeExactly gaia_source, fp_psc
        $found.SearchError | Should -BeNullOrEmpty
    }

    It 'the columns of a table are those of the objects, then those of their counterparts: <Name>' -ForEach @(
        @{ Name = 'own objects'; Get = { $own }; Columns = 'name', 'RA', 'dec', 'note', 'mag' }
        @{ Name = 'rows of Import-AstroTable'; Get = { Import-AstroTable "$archive/own.csv" }; Columns = 'id', 'ra', 'dec', 'note', 'mag' }
        @{ Name = 'rows of Import-Csv'; Get = { Import-Csv "$archive/own.csv" }; Columns = 'id', 'ra', 'dec', 'note', 'mag' }
        @{ Name = 'selected rows'; Get = { Import-AstroTable "$archive/own.csv" | Select-Object id, ra, dec }; Columns = 'id', 'ra', 'dec' }
        @{ Name = 'selected Fermi sources'; Get = { Get-FermiSource | Select-Object Name, RA, Dec, Class }; Columns = 'name', 'ra', 'dec', 'source_type' }
        @{
            Name = 'Gaia sources'; Get = { $around.Gaia | Select-Object SourceId, RA, Dec, PhotGMeanMag }
            Columns = 'source_id', 'ra', 'dec', 'phot_g_mean_mag'
        }
    ) {
        $objects = @(& $Get)
        $found = $objects | Add-OpticalCounterpart
        $found | Should -HaveCount $objects.Count
        $found[0].GaiaNames.Count | Should -BeGreaterThan 0
        $back = @($found | Get-Exported)
        $back[0].PSObject.Properties.Name | Should -BeExactly (@($Columns) + $addedColumns)
        $back[0].gaia_names | Should -BeExactly @($found[0].GaiaNames)
        $back[0].sep_gaia | Should -BeExactly @($found[0].SepGaia)
        $back[0].searched_catalogs | Should -BeExactly gaia_source, fp_psc
    }

    It 'units of the objects and of the counterparts are kept' {
        $found = Get-ChandraSource | Add-OpticalCounterpart
        $found | Get-Exported -Name exported.vot | Should -HaveCount $found.Count
        $table = Import-AstroTable "$archive/exported.vot" -AsTable
        $table['error_semi_major'].Unit, $table['flux'].Unit, $table['sep_gaia'].Unit, $table['gaia_mean_g_mag'].Unit |
            Should -BeExactly arcsec, erg/cm2/s, arcsec, mag
        $table.Columns.Name | Should -Not -Contain fermi_l
    }

    It 'what Add-Member added is written too' {
        $found = $own | Add-OpticalCounterpart | Add-Member -PassThru Seen 3
        ($found | Get-Exported).seen | Should -Be 3
    }

    It 'names of columns that are taken are changed, and nothing is lost' {
        $twice = $own | Add-OpticalCounterpart -Catalog Gaia | Get-Exported | Add-OpticalCounterpart -Catalog Gaia | Get-Exported
        $twice.gaia_names | Should -BeExactly $bright
        $twice.gaia_names_2 | Should -BeExactly $bright
    }

    It 'Export-Csv and ConvertTo-Json write something to work with' {
        $found = $own | Add-OpticalCounterpart
        $found | Export-Csv "$archive/plain.csv"
        $back = Import-Csv "$archive/plain.csv"
        $back.Name, $back.RA, $back.GaiaNames, $back.SepGaia | Should -BeExactly mine, '10.0009', "$bright", $found.SepGaia.ToString()
        Get-Content "$archive/plain.csv" -Raw | Should -Not -BeLike '*System.*'
        ($found | ConvertTo-Json -Depth 3 -WarningAction Ignore | ConvertFrom-Json).Source.Note | Should -BeExactly 'look again'
    }

    It 'what came out can go in again, and is the same table after Clixml' {
        $found = Import-AstroTable "$archive/own.csv" | Add-OpticalCounterpart
        $again = $found | Add-OpticalCounterpart -Catalog TwoMass
        $again[0].Source.note | Should -BeExactly 'look again'
        $again[0].TwoMassNames | Should -BeExactly $found[0].TwoMassNames
        $found | Export-Clixml "$archive/found.xml"
        $stored = Import-Clixml "$archive/found.xml"
        $null = $stored | Get-Exported -Name stored.csv
        $null = $found | Get-Exported -Name live.csv
        Get-Content "$archive/stored.csv" | Should -BeExactly (Get-Content "$archive/live.csv")
        ($stored | Add-OpticalCounterpart)[0].GaiaNames | Should -BeExactly $bright
    }

    It 'a position error is read from the object, and that of a 2MASS source is at 1 sigma' {
        $wide = $own | Add-Member -PassThru -NotePropertyMembers @{ ErrorSemiMajor = 8; ErrorSemiMinor = 8; ErrorAngle = 0 }
        ($wide | Add-OpticalCounterpart -Catalog Gaia).GaiaNames | Should -BeExactly $bright, $moving
        # 3.6 arcsec from the nearest Gaia source, more than 1.2 times 2.4477 arcsec and less than 1.6 times that.
        $near, $far = 1.6, 1.2 | ForEach-Object {
            $star = [PSAstroXmatch.TwoMassSource]@{ Designation = 'X'; RA = 10; Dec = 0; L = 0; B = 0; ErrorSemiMajor = $_; ErrorSemiMinor = $_; ErrorAngle = 0 }
            $star | Add-OpticalCounterpart -Catalog Gaia
        }
        $near.GaiaNames | Should -BeExactly $bright
        $far.GaiaNames | Should -HaveCount 0
        $near.Source | Should -BeOfType PSAstroXmatch.TwoMassSource
    }

    It 'different objects come out in the order in which they went in' {
        $found = & { $own; $group; Get-ChandraSource -Position '10.09 0' -Radius 1arcsec } | Add-OpticalCounterpart
        $found | ForEach-Object { $_.GetType().Name } | Should -BeExactly Counterpart, FermiCounterpart, Counterpart
        $found[1].GaiaNames | Should -Be 5
    }

    It 'an observation is no position' {
        $line = 'Get-ChandraObservation -ErrorAction Ignore | Select-Object -First 1 | Add-OpticalCounterpart'
        (Get-OnlyError $line).Id | Should -BeExactly InputInvalid
    }
}

Describe 'Objects from Select-Object, a job or Clixml' {
    BeforeAll {
        $matched = Find-FermiCscMatch -WarningAction Ignore
        function Restore-Object {
            param([Parameter(ValueFromPipeline)] $InputObject)
            end {
                @($input) | Export-Clixml "$archive/restored.xml"
                Import-Clixml "$archive/restored.xml"
            }
        }
        function Get-CsvText {
            param([Parameter(ValueFromPipeline)] $InputObject)
            end {
                @($input) | Export-AstroTable "$archive/text.csv"
                Get-Content "$archive/text.csv"
            }
        }
    }

    It 'matches <Name> are grouped and searched like live ones' -ForEach @(
        @{ Name = 'of Clixml'; Get = { $matched | Restore-Object } }
        @{ Name = 'of Select-Object *'; Get = { $matched | Select-Object * } }
        @{ Name = 'selected and stored'; Get = { $matched | Select-Object * | Restore-Object } }
        @{ Name = 'with one more property'; Get = { $matched | Select-Object *, @{ n = 'Twice'; e = { 2 * $_.SepDeg } } } }
    ) {
        $some = & $Get
        $some | Group-FermiMatch | Get-CsvText | Should -BeExactly ($group | Get-CsvText)
        $some | Group-FermiMatch | Add-OpticalCounterpart -Around Chandra | Get-CsvText | Should -BeExactly ($aroundChandra | Get-CsvText)
        $some | Add-OpticalCounterpart -Around Chandra | Get-CsvText |
            Should -BeExactly ($matched | Add-OpticalCounterpart -Around Chandra | Get-CsvText)
    }

    It 'matches of a job are grouped' {
        $module = (Get-Module PSAstroXmatch).Path -replace 'psm1$', 'psd1'
        $received = Start-Job {
            Import-Module $using:module
            Use-AstroArchive -Path $using:archive
            Find-FermiCscMatch -WarningAction Ignore
        } | Receive-Job -Wait -AutoRemoveJob
        $received | Group-FermiMatch | Get-CsvText | Should -BeExactly ($group | Get-CsvText)
    }

    It 'sources <Name> are matched like live ones' -ForEach @(
        @{ Name = 'of Clixml'; Fermi = { Get-FermiSource | Restore-Object }; Chandra = { Get-ChandraSource | Restore-Object } }
        @{ Name = 'of Select-Object *'; Fermi = { Get-FermiSource | Select-Object * }; Chandra = { Get-ChandraSource | Select-Object * } }
        @{
            Name = 'without what is not used'; Fermi = { Get-FermiSource | Select-Object * -ExcludeProperty Association* }
            Chandra = { Get-ChandraSource | Select-Object * -ExcludeProperty L, B }
        }
    ) {
        & $Fermi | Find-FermiCscMatch -ChandraSource (& $Chandra) -WarningAction Ignore | Get-CsvText |
            Should -BeExactly (Get-FermiSource | Find-FermiCscMatch -ChandraSource (Get-ChandraSource) -WarningAction Ignore | Get-CsvText)
    }

    It 'Fermi sources are searched as widely as live ones, and Chandra sources within their errors' {
        $live = Get-FermiSource -Name '4FGL J0040.0+0000' | Add-OpticalCounterpart
        foreach ($some in (Get-FermiSource -Name '4FGL J0040.0+0000' | Restore-Object), (Get-FermiSource -Name '4FGL J0040.0+0000' | Select-Object Name, RA, Dec)) {
            $found = $some | Add-OpticalCounterpart
            $found.GaiaNames | Should -BeExactly @($live.GaiaNames)
            $found.SepGaia | Should -BeExactly @($live.SepGaia)
            $found.Source | Should -Be $some
        }
        $alone = Get-ChandraSource -Position '10.09 0' -Radius 1arcsec
        ($alone | Restore-Object | Add-OpticalCounterpart).Gaia.NormalizedSep | Should -BeExactly ($alone | Add-OpticalCounterpart).Gaia.NormalizedSep
    }

    It 'groups are refused at once, since they have lost their positions: <Line>' -ForEach @(
        @{ Line = '$group, $group | Restore-Object | Add-OpticalCounterpart' }
        @{ Line = '$around | Restore-Object | Add-OpticalCounterpart' }
        @{ Line = '$group, $group | Select-Object FermiName, CscNames | Add-OpticalCounterpart' }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id, $problem.Category | Should -BeExactly ObjectFlattened, InvalidData
        $problem.Text | Should -MatchExactly 'has lost its matches'
        $problem.Advice | Should -MatchExactly Group-FermiMatch
    }

    It 'are one error that names what is missing: <Line>' -ForEach @(
        @{ Line = '$matched | Select-Object FermiName, CscName | Group-FermiMatch'; Part = 'FermiCscMatch lacks FermiL, FermiB, FermiR95' }
        @{ Line = '$matched | Select-Object FermiName, CscName | Add-OpticalCounterpart'; Part = 'FermiCscMatch lacks FermiL' }
        @{ Line = '$matched | Select-Object * -ExcludeProperty CscRA | Group-FermiMatch'; Part = 'lacks CscRA\.' }
        @{ Line = 'Get-FermiSource | Select-Object Name, RA, Dec | Find-FermiCscMatch'; Part = 'FermiSource lacks SemiMajorAxis95' }
        @{
            Line = 'Get-FermiSource | Find-FermiCscMatch -ChandraSource (Get-ChandraSource | Select-Object Name, RA, Dec)'
            Part = 'ChandraSource lacks Flux'
        }
    ) {
        $problem = Get-OnlyError $Line
        $problem.Id | Should -BeExactly InputInvalid
        $problem.Text | Should -MatchExactly $Part
        (Invoke-Line $Line).Output | Should -BeNullOrEmpty
    }

    It 'and what is left of a match is an object with a position, if it has one' {
        $found = $matched | Select-Object CscName, @{ n = 'RA'; e = 'CscRA' }, @{ n = 'Dec'; e = 'CscDec' } | Add-OpticalCounterpart -Catalog TwoMass
        $found | Should -HaveCount $matched.Count
        $found[0].Source.CscName | Should -BeExactly $matched[0].CscName
    }
}

Describe 'Proper motion' {
    It 'puts a star where it was at the epoch' {
        # 3.6 arcsec a year to the east for 10 years is 0.01 degrees.
        $moved = ($group | Add-OpticalCounterpart -Epoch 2006 -Radius 40arcsec -Catalog Gaia -Top 9).Gaia |
            Where-Object SourceId -eq $moving
        [Math]::Abs($moved.EpochRA - 9.992) | Should -BeLessThan 1e-7
        [Math]::Abs($moved.SepFromFermi - 28.8) | Should -BeLessThan 1e-3
        $moved.Epoch | Should -Be 2006
        # Found although its catalog position is 36 arcsec farther away.
        ($group | Add-OpticalCounterpart -Epoch '2013-09-30' -Radius 2arcsec -Catalog Gaia).GaiaNames | Should -BeExactly $moving
    }

    It 'that is not known widens the error, and moves nothing' {
        $now, $later = foreach ($more in @{}, @{ Epoch = 1966 }) {
            ($group | Add-OpticalCounterpart -Around Chandra -Radius 2arcsec -Catalog Gaia @more).Gaia | Where-Object SourceId -eq 5
        }
        $later.NormalizedSep | Should -BeLessThan (0.95 * $now.NormalizedSep)
        foreach ($name in 'PmRA', 'Epoch', 'EpochRA', 'EpochDec') { [double]::IsNaN($later.$name) | Should -BeTrue -Because $name }
    }
}

Describe 'Counterparts' {
    It 'are shown in 80 columns with whole headers: <List>' -ForEach @(
        @{ List = 'Gaia'; Header = 'SourceId PhotGMeanMag Around                 SepArcsec NormalizedSep' }
        @{ List = 'TwoMass'; Header = 'Designation           K Around                  SepArcsec NormalizedSep' }
    ) {
        @($around.$List | Get-ShownLine | Where-Object { $_.Contains($Header) }) | Should -HaveCount 1
    }

    It 'are shown with what was searched around, and how far they are from it' {
        $fromCsc = [PSAstroXmatch.DisplayText]::Arcsec($aroundChandra.SepFromCscGaia[0])
        $fromCsc | Should -Not -Be ([PSAstroXmatch.DisplayText]::Arcsec($aroundChandra.SepFromFermiGaia[0]))
        $aroundChandra | Get-ShownLine | Out-String | Should -MatchExactly " $([regex]::Escape($fromCsc))"
        $fromFermi = [PSAstroXmatch.DisplayText]::Arcsec($around.SepFromFermiGaia[0])
        $around | Get-ShownLine | Out-String | Should -MatchExactly " $([regex]::Escape($fromFermi))"
        @(Get-ChandraSource -Position '10.09 0' -Radius 1arcsec | Add-OpticalCounterpart | Get-ShownLine) -like '2CXO J004021.6+000000 *' |
            Should -HaveCount 1
    }

    It 'are written with the 25 columns and the units of the published table' {
        $around | Export-AstroTable "$archive/final.csv" -UnitRow
        $lines = Get-Content "$archive/final.csv"
        $lines[0] | Should -BeExactly ('fermi_name,fermi_l,fermi_b,fermi_flux,fermi_r95,fermi_class,num_csc_matches,' +
            'csc_names,csc_fluxes,csc_glons,csc_glats,gaia_names,gaia_classes,gaia_glons,gaia_glats,gaia_mean_g_flux,gaia_mean_g_mag,' +
            'gaia_variability,sep_from_fermi_gaia,sep_from_csc_gaia,twomass_names,twomass_glons,twomass_glats,sep_from_fermi_2mass,' +
            'sep_from_csc_2mass')
        $lines[1] | Should -BeExactly (',deg,deg,erg/cm2/s,deg,,,,erg/cm2/s,deg,deg,,gaia class probabilities (quasar/galaxy/star),' +
            'deg,deg,e-/s,mag,flag,arcsec,arcsec,,deg,deg,arcsec,arcsec')
        $lines[2] | Should -MatchExactly "`"$bright, $moving`""
        $around | Export-AstroTable "$archive/final.vot"
        (Import-AstroTable "$archive/final.vot" -AsTable)['gaia_mean_g_flux'].Unit | Should -BeExactly electron/s
    }

    It 'are lists again after an import: <Name>' -ForEach @(
        @{ Name = 'nested.csv'; More = @{ UnitRow = $true } }, @{ Name = 'nested.csv.gz'; More = @{} }, @{ Name = 'nested.vot'; More = @{} }
    ) {
        $around | Export-AstroTable "$archive/$Name" @More
        $row = Import-AstroTable "$archive/$Name"
        $row.gaia_names | Should -BeExactly $bright, $moving
        $row.gaia_names | Should -BeOfType long
        $row.gaia_mean_g_mag | Should -BeExactly 20.1, 20.2
        $row.gaia_mean_g_mag | Should -BeOfType double
        $row.gaia_classes | Should -BeExactly '(, , 0.99)', '(, , )'
        $row.csc_names | Should -HaveCount 3
        $row.twomass_names | Should -BeExactly B, A
        $row.fermi_name | Should -BeExactly '4FGL J0040.0+0000'
    }

    It 'of other catalogs come where one catalog is not there' {
        $file = "$archive/gaia_source.csv"
        Rename-Item $file away.csv
        try {
            $result = Invoke-Line '$group | Add-OpticalCounterpart'
        }
        finally {
            Rename-Item "$archive/away.csv" $file
        }
        $result.Errors.FullyQualifiedErrorId | Should -BeLike 'CatalogNotFound,*'
        $result.Output | Should -HaveCount 1
        $result.Output[0].SearchedCatalogs | Should -BeExactly fp_psc
        $result.Output[0].SearchError | Should -MatchExactly 'Gaia DR3'
        $result.Output[0].TwoMassNames | Should -BeExactly B, A
    }

    It 'are none for an empty pipeline' {
        @() | Add-OpticalCounterpart | Should -BeNullOrEmpty
    }

    It 'are refused for wrong input: <Line>' -ForEach @(
        @{ Line = '1 | Add-OpticalCounterpart'; Id = 'InputInvalid' }
        @{ Line = '"x" | Add-OpticalCounterpart'; Id = 'InputInvalid' }
        @{ Line = '$group | Add-OpticalCounterpart -Catalog nosuch'; Id = 'CatalogUnknown' }
        @{ Line = '$group | Add-OpticalCounterpart -Radius 0'; Id = 'RadiusInvalid' }
        @{ Line = '$group | Add-OpticalCounterpart -Epoch "2006,5"'; Id = 'ParameterArgumentTransformationError' }
    ) {
        (Get-OnlyError $Line).Id | Should -BeExactly $Id
    }
}

Describe 'A registered catalog' {
    BeforeAll {
        $allWise = @{ Name = 'AllWise'; Table = 'allwise_p3as_psd'; Service = 'Irsa'; Id = 'designation'; Column = 'w1mpro' }
    }

    BeforeEach { Register-AstroCatalog @allWise }

    It 'is listed, completed and searched like the others' {
        $catalog = Register-AstroCatalog @allWise -PassThru
        $catalog.Name, $catalog.Service, $catalog.Table | Should -BeExactly AllWise, Irsa, allwise_p3as_psd
        (Get-AstroCatalog).Name | Should -Contain AllWise
        Get-Completion 'Add-OpticalCounterpart -Catalog al' | Should -Contain AllWise
        $found = $group | Add-OpticalCounterpart -Catalog AllWise, TwoMass
        $found.Others.ToString() | Should -BeExactly 'W2, W1'
        $found.TwoMassNames | Should -BeExactly B, A
        $found.SearchedCatalogs | Should -BeExactly AllWise, fp_psc
        $found.Others[0].Row.w1mpro | Should -Be 13
    }

    It 'has a magnitude for probabilities' {
        $folder = Copy-SmallArchive
        Copy-Item "$archive/csc.csv" $folder -Force
        # Two stars as near as each other to the source at 10.09 0, one of which is bright; many faint ones around.
        $faint = 1..60 | ForEach-Object { "F$_,$(10.09 + 0.0002 * ($_ % 10 - 4.5)),$(0.0012 * ([Math]::Floor($_ / 10) - 2.5)),19" }
        Set-Content "$folder/survey.csv" (@('id,ra,dec,m', 'Bright,10.09003,0,9', 'Faint,10.08997,0,19') + $faint)
        Use-AstroArchive $folder
        try {
            Register-AstroCatalog Survey s Irsa -Id id -Column m
            $without = ($group | Add-OpticalCounterpart -Around Chandra -Catalog Survey -Probability -WarningAction Ignore).Others | Where-Object CscName -EQ '2CXO J004021.6+000000'
            Register-AstroCatalog Survey s Irsa -Id id -Magnitude m
            $found = ($group | Add-OpticalCounterpart -Around Chandra -Catalog Survey -Probability -WarningAction Ignore).Others | Where-Object CscName -EQ '2CXO J004021.6+000000'
            $bright = $found | Where-Object Name -EQ Bright
            $bright.Reliability | Should -BeGreaterThan (2 * ($found | Where-Object Name -EQ Faint).Reliability)
            $bright.Reliability | Should -BeGreaterThan (1.2 * ($without | Where-Object Name -EQ Bright).Reliability)
            # What no magnitude is counts as unknown, and one warning says so.
            (Get-Content "$folder/survey.csv") -replace '^Bright,(.*),9$', 'Bright,$1,-99.9' | Set-Content "$folder/survey.csv"
            Use-AstroArchive $folder
            $result = Invoke-Line '$group | Add-OpticalCounterpart -Around Chandra -Catalog Survey -Probability'
            @($result.Warnings -like "Not taken as brightness: 1 value of 'm' of Survey (-99.9 in 1). *") | Should -HaveCount 1
            Import-AstroTable "$folder/survey.csv" | Add-AstroColumn m -Force -Unit Jy { $_.m } | Export-AstroTable "$folder/survey.vot"
            Remove-Item "$folder/survey.csv"
            Use-AstroArchive $folder
            (Get-OnlyError '$group | Add-OpticalCounterpart -Around Chandra -Catalog Survey -Probability').Id | Should -BeExactly UnitUnknown
        }
        finally { Use-AstroArchive $archive }
    }

    It 'moves its stars' {
        # W2 moves 3.6 arcsec a year to the west: 5 years before, it was 18 arcsec farther to the east.
        Register-AstroCatalog @allWise -Epoch 2010 -ProperMotion pm1, pm2
        ($group | Add-OpticalCounterpart -Catalog AllWise -Epoch 2005).Others.ToString() | Should -BeExactly 'W1, W2'
    }

    It 'of large errors is searched as widely as they reach' {
        $rosat = 'Register-AstroCatalog Rosat x Irsa -Id id -ErrorEllipse major:arcsec, minor:arcsec, angle'
        (Get-OnlyError $rosat).Id | Should -BeExactly LargestErrorMissing
        (Get-OnlyError "$rosat -LargestError 0").Id | Should -BeExactly LargestErrorInvalid
        Register-AstroCatalog Rosat x Irsa -Id id -ErrorEllipse major:arcsec, minor:arcsec, angle -LargestError 5arcsec
        ($group | Add-OpticalCounterpart -Around Chandra -Catalog Rosat).Others.ToString() | Should -BeExactly R1
    }

    It 'has the units that are given for its columns, those of its file, or none, which is an error: <Ellipse>' -ForEach @(
        @{ Ellipse = 'major', 'minor', 'angle'; Unit = 'deg'; Found = 'R1' }
        @{ Ellipse = 'major:arcsec', 'minor : arcsec', 'angle:deg'; Unit = ''; Found = 'R1' }
        @{ Ellipse = 'major:arcsec', 'minor:arcsec', 'angle:deg'; Unit = 'mas'; Found = 'R1' }
        @{ Ellipse = 'major:mas', 'minor:mas', 'angle'; Unit = ''; Found = '' }
        @{ Ellipse = 'major', 'minor', 'angle'; Unit = 'mas'; Found = '' }
        @{ Ellipse = 'major', 'minor', 'angle'; Unit = ''; Missing = $true }
        @{ Ellipse = 'major:arcsec', 'minor', 'angle'; Unit = ''; Missing = $true }
    ) {
        $factor = $Unit -eq 'deg' ? 3600 : 1
        $folder = Copy-SmallArchive
        Copy-Item "$archive/csc.csv" $folder -Force
        Import-AstroTable "$archive/rosat.csv" |
            Add-AstroColumn major -Force -Unit $Unit { $_.major / $factor } | Add-AstroColumn minor -Force -Unit $Unit { $_.minor / $factor } |
            Export-AstroTable "$folder/rosat.vot"
        Use-AstroArchive $folder
        try {
            Register-AstroCatalog Rosat x Irsa -Id id -ErrorEllipse $Ellipse -LargestError 5arcsec
            if ($Missing) {
                $problem = Get-OnlyError '$group | Add-OpticalCounterpart -Around Chandra -Catalog Rosat'
                $problem.Id | Should -BeExactly UnitMissing
                $problem.Text | Should -BeLike "*median 5*"
                $problem.Advice | Should -BeLike "*-ErrorEllipse 'major:arcsec', 'minor:arcsec', 'angle'*"
            }
            else { ($group | Add-OpticalCounterpart -Around Chandra -Catalog Rosat).Others.ToString() | Should -BeExactly $Found }
        }
        finally { Use-AstroArchive $archive }
    }

    It 'refuses a unit that is none, or not one of the quantity: <Line>' -ForEach @(
        @{ Line = "Register-AstroCatalog X x Irsa -Id y -LargestError 5arcsec -ErrorEllipse 'a:parrot', b, c" }
        @{ Line = "Register-AstroCatalog X x Irsa -Id y -LargestError 5arcsec -ErrorEllipse 'a:mag', b, c" }
        @{ Line = "Register-AstroCatalog X x Irsa -Id y -Epoch 2000 -ProperMotion 'a:arcsec', b" }
    ) {
        (Get-OnlyError $Line).Id | Should -BeExactly UnitUnknown
    }

    It 'has a proper motion in the unit that is given for its columns' {
        # W2 moves 3.6 arcsec a year to the west.
        Import-AstroTable "$archive/allwise.csv" | Add-AstroColumn pm1 -Force { $_.pm1 / 1000 } | Export-AstroTable "$archive/allsky.csv"
        Register-AstroCatalog AllSky x Irsa -Id designation -Epoch 2010 -ProperMotion pm1:arcsec/yr, pm2
        ($group | Add-OpticalCounterpart -Catalog AllSky -Epoch 2005).Others.ToString() | Should -BeExactly 'W1, W2'
    }

    It 'warns of right ascensions that are probably in hours' {
        'id,ra,dec', 'a,0.66,0', 'b,12.5,60', 'c,20,-60' | Set-Content "$archive/hourstars.csv"
        Register-AstroCatalog HourStars x Irsa -Id id
        $result = Invoke-Line '$group | Add-OpticalCounterpart -Catalog HourStars'
        $result.Output | Should -HaveCount 1
        $result.Warnings | Should -BeLike "*hourstars.csv: every right ascension is between 0 and 24*'hourangle'*"
    }

    It 'is refused where it is not clear: <Line>' -ForEach @(
        @{ Line = 'Register-AstroCatalog Gaia x Irsa -Id y'; Id = 'CatalogNameTaken' }
        @{ Line = 'Register-AstroCatalog @allWise -ProperMotion pm1, pm2'; Id = 'EpochMissing' }
        @{ Line = 'Register-AstroCatalog X x Nowhere -Id y'; Id = 'ServiceUnknown' }
    ) {
        (Get-OnlyError $Line).Id | Should -BeExactly $Id
    }

    It 'is searched by the cross-match service of CDS under the names of VizieR' {
        $service = Open-FakeTapService
        try {
            $fields = "<FIELD name='angDist' datatype='double'/><FIELD name='position_id' datatype='int'/>" +
            "<FIELD name='AllWISE' datatype='char' arraysize='*'/><FIELD name='RAJ2000' datatype='double' unit='deg'/>" +
            "<FIELD name='DEJ2000' datatype='double' unit='deg'/><FIELD name='W1mag' datatype='float'/>"
            $cells = foreach ($row in @(3.6, 0, 'J1', 10.001, 0, 12.5), @(9, 0, 'far', 10.1, 0, 1)) {
                "<TR><TD>$($row -join '</TD><TD>')</TD></TR>"
            }
            $service.Answer = "<?xml version='1.0'?><VOTABLE version='1.3' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'><RESOURCE><TABLE>" +
            "$fields<DATA><TABLEDATA>$cells</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
            Register-AstroCatalog @allWise -VizierTable II/328/allwise -VizierColumn @{ designation = 'AllWISE'; w1mpro = 'W1mag' }
            $result = Invoke-Line (
                '$group | Add-OpticalCounterpart -Catalog AllWise -Engine CdsXMatch -XMatchUri "$($service.BaseUri)/sync" -Verbose')
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Should -HaveCount 1
            $result.Output[0].Others.ToString() | Should -BeExactly J1
            $result.Verbose -like '*CDS, Strasbourg*' | Should -Not -BeNullOrEmpty
            @($service.Requests.Body | Where-Object { $_.Contains('vizier:II/328/allwise') -and $_.Contains('0,10,0') }) |
                Should -HaveCount 1
        }
        finally {
            $service.Dispose()
        }
    }
}

Describe 'Errors of own objects' {
    BeforeAll {
        # G5 is 0.001 arcsec away, 2MASS C 0.36 arcsec, and W1 too far for all.
        function Get-Near { param($Values) [pscustomobject](@{ Name = 'x'; RA = 10.09; Dec = 0 } + $Values) | Add-OpticalCounterpart -Catalog TwoMass }
    }

    It 'are read with their units: <_>' -ForEach '20arcsec', '20', 20, '0.3333arcmin', '20"' {
        (Get-Near @{ ErrorSemiMajor = $_; ErrorSemiMinor = $_; ErrorAngle = 0 }).TwoMassNames | Should -BeExactly C
        (Get-Near @{ ErrorSemiMajor = $_ }).TwoMassNames | Should -BeExactly C -Because 'one axis is a circle'
    }

    It 'are not known where they are infinite: <_>' -ForEach 'inf', '-Infinity', ([double]::PositiveInfinity), ([single]::PositiveInfinity) {
        $unknown = (Get-Near @{ ErrorSemiMajor = [double]::NaN; ErrorSemiMinor = 20; ErrorAngle = 0 }).TwoMassNames
        "$((Get-Near @{ ErrorSemiMajor = $_; ErrorSemiMinor = 20; ErrorAngle = 0 }).TwoMassNames)" | Should -BeExactly "$unknown"
        "$((Get-Near @{ ErrorSemiMajor = $_ }).TwoMassNames)" | Should -BeExactly "$unknown"
    }

    It 'are an error where they cannot be read: <_>' -ForEach 'junk', '2,5', -20, '-3arcsec' {
        $value = $_
        $problem = Get-OnlyError '[pscustomobject]@{ Name = "x"; RA = 10.09; Dec = 0; ErrorSemiMajor = $value } | Add-OpticalCounterpart'
        $problem.Id | Should -BeExactly ValueInvalid
        $problem.Text | Should -Match "ErrorSemiMajor of 'x' is not a position error: '$value'"
    }

    It 'leave out an object whose position is empty, and say so' {
        $problem = Get-OnlyError "'name,ra,dec', 'a,,20' | ConvertFrom-Csv | Add-OpticalCounterpart"
        $problem.Id | Should -BeExactly PositionMissing
        $problem.Text | Should -Match "'a' has no position"
    }
}

Describe 'Rows with the position of a SkyCoord' {
    BeforeAll {
        Set-Content "$TestDrive/coord.ecsv" @'
# %ECSV 1.0
# ---
# datatype:
# - {name: id, datatype: string}
# - {name: coord.l, unit: deg, datatype: float64}
# - {name: coord.b, unit: deg, datatype: float64}
# meta: !!omap
# - __serialized_columns__:
#     coord:
#       __class__: astropy.coordinates.sky_coordinate.SkyCoord
#       b: !astropy.table.SerializedColumn {__class__: astropy.coordinates.angles.core.Latitude, unit: !astropy.units.Unit {unit: deg}, value: !astropy.table.SerializedColumn {name: coord.b}}
#       frame: galactic
#       l: !astropy.table.SerializedColumn {__class__: astropy.coordinates.angles.core.Longitude, unit: !astropy.units.Unit {unit: deg}, value: !astropy.table.SerializedColumn {name: coord.l}}
# schema: astropy-2.0
id coord.l coord.b
a 119.5 -62.8
'@
        $rows = Import-AstroTable "$TestDrive/coord.ecsv"
    }

    It 'are found as they are by Find-SkyMatch: <Name>' -ForEach @(
        @{ Name = 'a row'; Get = { $rows } }
        @{ Name = 'selected'; Get = { $rows | Select-Object * } }
        @{ Name = 'Clixml'; Get = { $rows | Export-Clixml "$TestDrive/coord.xml"; Import-Clixml "$TestDrive/coord.xml" } }
        @{ Name = 'a table'; Get = { Import-AstroTable "$TestDrive/coord.ecsv" -AsTable } }
        @{ Name = 'a table in a list'; Get = { , @(Import-AstroTable "$TestDrive/coord.ecsv" -AsTable) } }
    ) {
        $around = & $Get | Add-OpticalCounterpart -Catalog 2MASS
        $around | Should -HaveCount 1
        $around.RA | Should -Be ([PSAstroXmatch.SkyCoordinate]::FromGalactic(119.5, -62.8).Ra)
        "$($around.SearchedCatalogs)" | Should -BeExactly fp_psc
        if ($Name -notlike 'a table*') { { Get-ChandraSource -Position @(& $Get)[0] -Radius 1arcsec } | Should -Not -Throw }
    }

    It 'are all searched, if they are those of a table' {
        Set-Content "$TestDrive/several.csv" 'id,ra,dec', 'a,10,0', 'b,10.09,0'
        "$((Import-AstroTable "$TestDrive/several.csv" -AsTable | Add-OpticalCounterpart).RA)" | Should -BeExactly '10 10.09'
    }
}

Describe 'Pairs and groups that were stored' {
    It 'are searched as the matches that they were: <Name>' -ForEach @(
        @{ Name = 'a CSV file'; Read = { Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable "$TestDrive/pairs.csv"; Import-AstroTable "$TestDrive/pairs.csv" } }
        @{ Name = 'Import-Csv'; Read = { Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable "$TestDrive/pairs.csv"; Import-Csv "$TestDrive/pairs.csv" } }
        @{ Name = 'a VOTable'; Read = { Find-FermiCscMatch -WarningAction Ignore | Export-AstroTable "$TestDrive/pairs.vot"; Import-AstroTable "$TestDrive/pairs.vot" } }
    ) {
        $live = Find-FermiCscMatch -WarningAction Ignore | Add-OpticalCounterpart
        $found = & $Read | Add-OpticalCounterpart
        $found | Should -BeOfType PSAstroXmatch.FermiCounterpart
        "$($found.GaiaNames)" | Should -BeExactly "$($live.GaiaNames)"
    }

    It 'show their lists: <Name>' -ForEach @(
        @{ Name = 'group'; Get = { $group } }, @{ Name = 'counterpart'; Get = { $around } }
    ) {
        & $Get | Export-Clixml "$TestDrive/stored.xml"
        $stored = Import-Clixml "$TestDrive/stored.xml"
        ($stored | Format-Table | Out-String -Width 200) | Should -BeExactly (& $Get | Format-Table | Out-String -Width 200)
        ($stored | Format-List | Out-String -Width 200) | Should -BeExactly (& $Get | Format-List | Out-String -Width 200)
        (@($stored) | New-SkyMapLayer).RA | Should -BeExactly (@(& $Get) | New-SkyMapLayer).RA
    }

    It 'of one name at different positions are different sources' {
        $copy = Find-FermiCscMatch -WarningAction Ignore | Select-Object * | ForEach-Object { $_.CscName = 'same'; $_ }
        ($copy | Group-FermiMatch).CscNames | Should -BeExactly same, same, same
        ($copy + $copy | Group-FermiMatch).NumCscMatches | Should -Be 3
    }
}
