@{
    RootModule             = 'PSAstroXmatch.psm1'
    ModuleVersion          = '0.9.0'
    GUID                   = '6c5f3f0e-5d3b-4b3e-9a3e-0f6b1f3c9d27'
    Author                 = 'PSAstroXmatch contributors'
    CompanyName            = 'PSAstroXmatch contributors'
    Copyright              = 'Copyright (c) PSAstroXmatch contributors. MIT License.'
    Description            = 'Cross-matches astronomical catalogs in PowerShell: from an archive query to a publishable table in one pipeline.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')

    # Loaded first, because Types.ps1xml refers to a class in the second, which uses the first.
    RequiredAssemblies     = @('bin/PSAstroXmatch.Objects.dll', 'bin/PSAstroXmatch.dll')
    TypesToProcess         = @('PSAstroXmatch.Types.ps1xml')
    FormatsToProcess       = @('PSAstroXmatch.Format.ps1xml', 'PSAstroXmatch.Lists.Format.ps1xml')

    CmdletsToExport        = @(
        'Add-AstroColumn'
        'Add-OpticalCounterpart'
        'Clear-AstroCache'
        'Export-AstroTable'
        'Export-BarChart'
        'Export-Histogram'
        'Export-ScatterPlot'
        'Export-SkyMap'
        'Find-FermiCscMatch'
        'Find-SkyMatch'
        'Get-AstroArchive'
        'Get-AstroCache'
        'Get-AstroCatalog'
        'Get-ChandraObservation'
        'Get-ChandraSource'
        'Get-FermiClass'
        'Get-FermiSource'
        'Get-TapColumn'
        'Get-TapJob'
        'Get-TapTable'
        'Group-FermiMatch'
        'Import-AstroTable'
        'Invoke-TapQuery'
        'Measure-FalseMatchRate'
        'New-SkyMapLayer'
        'Receive-TapJob'
        'Register-AstroCatalog'
        'Remove-TapJob'
        'Save-AstroCatalog'
        'Show-SkyMap'
        'Start-TapJob'
        'Stop-TapJob'
        'Use-AstroArchive'
    )
    AliasesToExport        = @()
    FunctionsToExport      = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @(
                'Astronomy'
                'Catalog'
                'CrossMatch'
                'VirtualObservatory'
                'IVOA'
                'TAP'
                'ADQL'
                'VOTable'
                'FITS'
                'Chandra'
                'Fermi'
                'Gaia'
                '2MASS'
                'Windows'
                'Linux'
                'MacOS'
                'PSEdition_Core'
            )
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md in the module folder.'
        }
    }
}
