# The help in a real PowerShell: that it is found and shown, and that its examples run. Those that ask a service are run by
# tests/ModuleTests, against a service on this computer.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '')]
param()

BeforeDiscovery {
    $repository = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $pages = Get-ChildItem -Path ([IO.Path]::Combine($repository, 'module', 'help', '*.md'))
    $cmdlets = $pages.BaseName
    $examples = foreach ($page in $pages) {
        $text = [IO.File]::ReadAllText($page.FullName)
        foreach ($match in [regex]::Matches($text, '(?s)### (?<title>[^\n]+)\n\n```powershell\n(?<code>.*?)\n```')) {
            $code = $match.Groups['code'].Value
            if ($code -notmatch '-Tap(Query|Job|Table|Column)|-Service\b') {
                @{ Cmdlet = $page.BaseName; Title = $match.Groups['title'].Value; Code = $code }
            }
        }
    }
}

BeforeAll {
    Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'PSAstroXmatch', 'PSAstroXmatch.psd1')) -Force
}

Describe 'Get-Help <_>' -ForEach $cmdlets {
    It 'shows synopsis, parameters, examples and links' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        @($help.RelatedLinks.NavigationLink).Count | Should -BeGreaterOrEqual 1
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        foreach ($parameter in (Get-Command $_).Parameters.Keys.Where{ $_ -notin $common }) {
            (Get-Help $help.Name -Parameter $parameter).Description.Text | Should -Not -BeNullOrEmpty -Because "-$parameter has help"
        }
    }
}

Describe 'Get-Help of topics' {
    It 'shows <_>' -ForEach 'about_PSAstroXmatch', 'about_AstroArchives', 'about_CrossMatching' {
        Get-Help $_ | Should -Match "LONG DESCRIPTION"
    }
}

Describe 'Examples of the help' {
    BeforeEach {
        $userFolder = $env:PSASTROXMATCH_HOME
        $folder = New-Item -ItemType Directory -Path ([IO.Path]::Combine($TestDrive, [guid]::NewGuid()))
        $env:PSASTROXMATCH_HOME = [IO.Path]::Combine($folder, 'user')
        Push-Location $folder
        Set-Content chandra-moc.txt '0/0-11'
        Set-Content mine.csv 'name,ra,dec,error', 'A,83.6331,22.0145,1', 'B,83.6332,22.0146,1', 'C,266.4168,-29.0078,0.5'
        Set-Content plates.csv 'name,RAB1950,DEB1950', 'Crab,82.88081,21.98186'
        Set-Content stars.csv 'name,ra,dec,pmra,pmdec,ref_epoch', "Barnard's star,269.44850,4.73942,-801.6,10362.4,2016"
        Set-Content survey.csv 'id,ra,dec', '7,269.45208,4.69336'
        Set-Content gaia.csv @(
            'source_id,ra,dec,phot_g_mean_mag'
            '6917528997577384320,83.63312,22.01448,16.5'
            '5,266.41681,-29.00781,12.25'
            '6,10,10,15')
        Use-AstroArchive -Simulated -Scale 0.02
    }

    AfterEach {
        Pop-Location
        $env:PSASTROXMATCH_HOME = $userFolder
    }

    It '<Cmdlet>: <Title>' -ForEach $examples {
        $global:Error.Clear()
        & ([scriptblock]::Create($Code)) 3> $null | Out-String | Out-Null
        $global:Error | Should -BeNullOrEmpty
    }
}
