# Pester's blocks see the variables of those around them, which the analyser does not know.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

# A session over SSH deserializes with PowerShell's own types, so that objects of the module arrive as custom objects. A runspace in another
# process does the same without a server.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-AstroArchive -Simulated -Scale 0.02
    Set-Content "$TestDrive/cat.csv" 'name,ra,dec,err', 'a,10.0,20.0,1000', 'b,10.1,20.1,1000'
    Import-AstroTable "$TestDrive/cat.csv" -Unit @{ ra = 'deg'; dec = 'deg'; err = 'mas' } | Export-AstroTable "$TestDrive/cat.vot"
    Set-Content "$TestDrive/near.csv" 'id,ra,dec', '1,10,20.00025', '2,10.1,20.100305556'
    $remote = [runspacefactory]::CreateOutOfProcessRunspace([System.Management.Automation.Runspaces.TypeTable]::LoadDefaultTypeFiles())
    $remote.Open()

    function Invoke-Remote {
        param([string] $Script)
        $shell = [powershell]::Create()
        try {
            $shell.Runspace = $remote
            $shell.AddScript($Script).Invoke() | ForEach-Object {
                # As Invoke-Command does.
                $_ | Add-Member -NotePropertyMembers @{ PSComputerName = 'observatory'; RunspaceId = New-Guid; PSShowComputerName = $true } -PassThru
            }
            if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
        }
        finally {
            $shell.Dispose()
        }
    }

    $null = Invoke-Remote "Import-Module '$modulePath'; Use-AstroArchive -Simulated -Scale 0.02; Set-Location '$TestDrive'"
}

AfterAll { $remote.Dispose() }

Describe 'Objects of a remote session' {
    It 'are written as they are here: <_>' -ForEach @(
        'Get-FermiSource -WarningAction Ignore', 'Get-ChandraSource', 'Find-FermiCscMatch -WarningAction Ignore'
        'Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch', 'Get-FermiSource -WarningAction Ignore | Select-Object Name, RA, EnergyFlux'
        'Import-AstroTable cat.vot', 'Import-AstroTable cat.vot | Select-Object name, err', 'Import-AstroTable cat.vot -AsTable'
        'Find-SkyMatch cat.vot near.csv 2arcsec', 'Find-SkyMatch cat.vot near.csv 2arcsec -AsTable'
        'Get-ChandraSource | Select-Object -First 5 | Add-OpticalCounterpart -WarningAction Ignore'
    ) {
        Push-Location $TestDrive
        try {
            $received = Invoke-Remote $_
            $received[0].PSTypeNames[0] | Should -BeLike 'Deserialized.*'
            $received | Export-AstroTable received.vot
            & ([scriptblock]::Create($_)) | Export-AstroTable live.vot
            # How a match was made, and of which files, is known only where it was made.
            $elsewhere = '^<DESCRIPTION>Sky match of |^<INFO name="(?!QUERY_STATUS)'
            @(Get-Content received.vot) -notmatch $elsewhere | Should -Be (@(Get-Content live.vot) -notmatch $elsewhere)
        }
        finally {
            Pop-Location
        }
    }

    It 'are matched with their units: <_>' -ForEach @(
        'Import-AstroTable cat.vot', 'Import-AstroTable cat.vot | Select-Object ra, dec, err', 'Import-AstroTable cat.vot -AsTable'
        '(Find-SkyMatch cat.vot near.csv 2arcsec).Left'
    ) {
        $received = Invoke-Remote $_
        ($received | Find-SkyMatch -Right "$TestDrive/near.csv" -LeftRadius err).Right.id | Should -Be 1
        (Find-SkyMatch "$TestDrive/near.csv" $received -RightRadius err).Left.id | Should -Be 1
        [Math]::Round(($received | New-SkyMapLayer -Radius err).SemiMajorAxis[0] * 3600, 6) | Should -Be 1
    }

    It 'are taken by the cmdlets that follow' {
        $pairs = Invoke-Remote 'Find-FermiCscMatch -WarningAction Ignore'
        $expected = Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch
        ($pairs | Group-FermiMatch).CscNames | Should -Be $expected.CscNames
        $sources = Invoke-Remote 'Get-ChandraSource | Select-Object -First 20'
        $counterparts = $sources | Add-OpticalCounterpart -WarningAction Ignore
        $live = Get-ChandraSource | Select-Object -First 20 | Add-OpticalCounterpart -WarningAction Ignore
        "$($counterparts.GaiaNames)" | Should -Be "$($live.GaiaNames)"
        $live.Gaia | Should -Not -BeNullOrEmpty
    }

    It 'are matched again where the left object is' {
        Invoke-Remote 'Find-SkyMatch cat.vot near.csv 2arcsec' | Find-SkyMatch -Right "$TestDrive/cat.vot" 1mas | Should -HaveCount 2
    }

    It 'take a column: a table' {
        $table = Invoke-Remote 'Import-AstroTable cat.vot -AsTable' | Add-AstroColumn twice -Unit mas { 2 * $_.err }
        $table['twice'].Unit | Should -Be mas
        $table.GetRows().twice | Should -Be 2000, 2000
    }
}
