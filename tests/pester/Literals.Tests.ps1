# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1

    # What the parameters of the module are, by their types: a new parameter is tested too.
    function Get-ParameterKind {
        param([System.Management.Automation.ParameterMetadata] $Parameter)
        $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
        switch ($type.FullName) {
            PSAstroXmatch.Angle { 'Angle' }
            PSAstroXmatch.FigureLength { 'Length' }
            System.TimeSpan { 'Duration' }
            System.DateTime { 'Time' }
            System.Double { if ($Parameter.Name -match 'Epoch$') { 'Epoch' } else { 'Number' } }
        }
    }

    $parameters = foreach ($command in (Get-Module PSAstroXmatch).ExportedCmdlets.Values) {
        foreach ($parameter in $command.Parameters.Values) {
            $kind = Get-ParameterKind $parameter
            if ($kind) { @{ Command = $command.Name; Name = $parameter.Name; Kind = $kind } }
        }
    }

    # What is typed, and what it is: degrees, seconds, pixels at 150 dpi, a Julian year, a time in UTC.
    $read = @{
        Angle    = @{
            '1d' = 1; '1.5d' = 1.5; '"1d"' = 1; '2.5D' = 2.5; '(1d)' = 1; '2' = 2; '0.5' = 0.5; '30arcsec' = 30 / 3600; '0.5h' = 7.5; '1e-3' = 0.001
        }
        Duration = @{
            '1d' = 86400; '1.5d' = 129600; '"1d"' = 86400; '2D' = 172800; '"1 d"' = 86400; '30s' = 30; '1y' = 31557600; '2w' = 1209600
            '2weeks' = 1209600; '50.5ks' = 50500; '1Ms' = 1e6; '500ms' = 0.5; '5min' = 300; '5m' = 300; '2h' = 7200; '30' = 30; '0.5' = 0.5; '1e3' = 1000
            '1e3s' = 1000; '00:05:00' = 300; '1.12:00:00' = 129600; '24:00:00' = 86400; '([timespan]::FromDays(2))' = 172800; '$int' = 30; '$double' = 1.5
        }
        Number   = @{
            '2' = 2; '0.5' = 0.5; '"0.5"' = 0.5; '1e-3' = 0.001; '$decimal' = 1; '$short' = 30; '$int' = 30; '$double' = 1.5
        }
        Length   = @{ '500' = 500; '500px' = 500; '2in' = 300; '"2in"' = 300; '25.4mm' = 150 }
        Epoch    = @{
            '2016.5' = 2016.5; '"2016.5"' = 2016.5; 'J2016.5' = 2016.5; '2016' = 2016; '57388' = 2015.998633; '"MJD 57388"' = 2015.998633
            'JD2457388.5' = 2015.998633; '2457388.5' = 2015.998633; 'B1950' = 1949.999790; '2016-01-01' = 2015.998633
            '2016-01-01T12:00:00Z' = 2016.000002; '"2016-01-01 14:00+02:00"' = 2016.000002; '$date' = 2015.998633
        }
        Time     = @{
            '2016-01-01' = '2016-01-01T00:00:00'; '2016' = '2016-01-01T00:00:00'; '"2016"' = '2016-01-01T00:00:00'; '57388' = '2016-01-01T00:00:00'
            'MJD57388.25' = '2016-01-01T06:00:00'; '2457388.5' = '2016-01-01T00:00:00'; '"2016-01-01T10:00+02:00"' = '2016-01-01T08:00:00'
            '"2016-01-01 10:00:00.5"' = '2016-01-01T10:00:00.5'; '2016-01-01T10:00:00.123456789' = '2016-01-01T10:00:00.1235'
            'J2000.0' = '2000-01-01T11:58:55.816'; '$date' = '2016-01-01T00:00:00'
        }
    }
    $suffixes = '5l', '1kb', '1mb', '5u', '5us', '5ul', '5uy', '5n', '0x1d', '1,5', '1d,2d', '"5l"', '"1kb"'
    $refused = @{
        Angle    = $suffixes + '30s', '1y', '"30s"', '$short', '$sbyte', '$true', '2parsec'
        Duration = $suffixes + '(1d)', '$decimal', '$short', '$sbyte', '$uint', '"1,5h"', '5parsec', '-5', '-5d', '1MS', '00:90:00', '1.24:00:00', '$true'
        Number   = $suffixes + '1d', '30s', '1y', '"1d"', '"30s"', '"1,5"', 'NaN'
        Length   = $suffixes + '1d', '30s', '1y', '-5', '0', '17parsec'
        Epoch    = $suffixes + '2016d', '2016s', '2016l', '2559-01-01', '1394-10-11', '01.02.2016', '1/2/2016', '2016-13-01', '300', '2016,5', '"2016,5"', 'yesterday', '$true'
        Time     = $suffixes + '1d', '30s', '2016d', '01/02/2016', '1.2.2016', '2559-01-01', '1437-03-21', '2016-02-30', '5', '2016,5', '$true'
    }
    $cases = foreach ($parameter in $parameters) { $parameter + @{ Read = $read[$parameter.Kind]; Refused = $refused[$parameter.Kind] } }
    $cultures = 'de-DE', 'th-TH', 'ar-SA', 'fa-IR', 'tr-TR'
}

BeforeAll {
    . $PSScriptRoot/Common.ps1

    # Binds an argument to a parameter with the type and the conversion of the real one, and returns what the cmdlet would get.
    function Get-BoundValue {
        [CmdletBinding()]
        param([string] $Command, [string] $Parameter)
        dynamicparam {
            $real = (Get-Command $Command).Parameters[$Parameter]
            $attributes = [Collections.ObjectModel.Collection[Attribute]]::new()
            $attributes.Add([System.Management.Automation.ParameterAttribute]::new())
            $real.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentTransformationAttribute] } |
                ForEach-Object { $attributes.Add($_) }
            $found = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
            $found.Add('Value', [System.Management.Automation.RuntimeDefinedParameter]::new('Value', $real.ParameterType, $attributes))
            $found
        }
        end {
            $value = $PSBoundParameters['Value']
            switch ($value.GetType().FullName) {
                PSAstroXmatch.Angle { $value.Degrees }
                PSAstroXmatch.FigureLength { $value.At(150) }
                System.TimeSpan { $value.TotalSeconds }
                System.DateTime { "$($value.Kind) $($value.ToString('yyyy-MM-ddTHH:mm:ss.FFFFFFF', [cultureinfo]::InvariantCulture))" }
                default { $value }
            }
        }
    }

    # The literals of a parameter that are not what they should be.
    function Get-WrongLiteral {
        param([hashtable] $Case)
        $decimal, $short, $sbyte, $uint, $int, $double = 1d, 30s, 1y, 5u, 30, 1.5
        $date = [datetime]::SpecifyKind('2016-01-01', 'Utc')
        $tolerance = if ($Case.Kind -eq 'Epoch') { 1e-6 } else { 1e-9 }
        foreach ($typed in $Case.Read.Keys) {
            $expected = $Case.Read[$typed]
            $got = try { & ([scriptblock]::Create("Get-BoundValue $($Case.Command) $($Case.Name) -Value $typed")) } catch { "refused: $_" }
            if ($expected -is [string]) {
                if ($got -cne "Utc $expected") { "$typed is $got, not $expected" }
            }
            elseif ($got -is [string] -or [Math]::Abs($got - $expected) -gt $tolerance) { "$typed is $got, not $expected" }
        }
        foreach ($typed in $Case.Refused) {
            try { "$typed is read as $(& ([scriptblock]::Create("Get-BoundValue $($Case.Command) $($Case.Name) -Value $typed")))" }
            catch {
                if ($_.FullyQualifiedErrorId -notmatch '^ParameterArgumentTransformationError') { "${typed}: $_" }
            }
        }
    }
}

Describe 'A number with a letter, as it is typed' {
    It 'is tried on parameters of each kind' -ForEach @{ Kinds = $cases.Kind | Select-Object -Unique; Count = $cases.Count } {
        $Kinds | Sort-Object | Should -Be Angle, Duration, Epoch, Length, Number, Time
        $Count | Should -BeGreaterThan 40
    }

    It 'is what was typed, or an error: <Command> -<Name> (<Kind>)' -ForEach $cases {
        Get-WrongLiteral $_ | Should -BeNullOrEmpty
    }

    It 'is the same under <Culture>: <Case.Command> -<Case.Name> (<Case.Kind>)' -ForEach @(
        foreach ($culture in $cultures) { $cases | Group-Object { $_.Kind } | ForEach-Object { @{ Culture = $culture; Case = $_.Group[0] } } }
    ) {
        Invoke-InCulture $Culture { Get-WrongLiteral $Case } | Should -BeNullOrEmpty
    }
}

Describe 'A unit that PowerShell removed before the cmdlet sees it' {
    It 'is asked for, with what to type: <_>' -ForEach @(
        '$age = 1d; Clear-AstroCache -OlderThan $age -WhatIf', '$all = @{ OlderThan = 1d }; Clear-AstroCache @all -WhatIf'
        'Clear-AstroCache -OlderThan (1d) -WhatIf'
    ) {
        "$((Get-OnlyError $_).Text)" | Should -Match "'1d' or '1s'"
    }

    It 'is known through a parameter without a type, and an argument that is passed on' {
        function Clear-Old { param($Age) Clear-AstroCache -OlderThan $Age -Verbose }
        function Clear-Any { Clear-AstroCache @args }
        { Clear-Old 1d } | Should -Not -Throw
        { Clear-Any -OlderThan 1d } | Should -Not -Throw
    }
}
