namespace PSAstroXmatch.ModuleTests;

/// <summary>A small module in a temporary folder: tests of the harness don't depend on the real one.</summary>
public sealed class TemporaryModule : IDisposable
{
    private const string Manifest = """
        @{
            RootModule = 'PSAstroXmatch.psm1'
            ModuleVersion = '0.0.1'
            GUID = '0a3f1c52-6f0e-4c1b-9c55-3d1f7b9e2a10'
            FormatsToProcess = @('PSAstroXmatch.Format.ps1xml')
            FunctionsToExport = @('Get-Star', 'Remove-Star', 'Test-Star', 'Wait-Star')
            CmdletsToExport = @()
            AliasesToExport = @()
            VariablesToExport = @()
        }
        """;

    private const string Functions = """
        function Get-Star {
            [CmdletBinding()]
            param([Parameter(Mandatory)] [string] $Name, [int] $Count = 2, [ValidateSet('Gaia', 'TwoMass')] [string] $Catalog = 'Gaia')
            $PSCmdlet.WriteVerbose("$Count rows of $Catalog")
            $PSCmdlet.WriteWarning('These stars are made up.')
            for ($i = 1; $i -le $Count; $i++) {
                [pscustomobject] @{ PSTypeName = 'Temporary.Star'; Name = "$Name $i"; Magnitude = 10 + $i / 4; Remark = 'r' * 70 }
            }
        }

        function Remove-Star {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            param()
            if ($PSCmdlet.ShouldProcess('Sirius', 'Remove')) { 'removed' } else { 'kept' }
        }

        # A non-terminating error with a recommendation.
        function Test-Star {
            [CmdletBinding()]
            param()
            $record = [System.Management.Automation.ErrorRecord]::new(
                [System.IO.InvalidDataException]::new('Row 3 of stars.fits is short.'), 'TableTruncated', 'InvalidData', 'stars.fits')
            $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('Row 3 of stars.fits is short.')
            $record.ErrorDetails.RecommendedAction = 'Download the file again.'
            $PSCmdlet.WriteError($record)
            'tested'
        }

        function Wait-Star {
            [CmdletBinding()]
            param()
            'waiting'
            $progress = [System.Management.Automation.ProgressRecord]::new(1, 'Waiting', 'for a star')
            for ($i = 0; $i -lt 3000; $i++) {
                $progress.PercentComplete = $i / 30
                $PSCmdlet.WriteProgress($progress)
                [System.Threading.Tasks.Task]::Delay(20).Wait()
            }
        }
        """;

    private const string Views = """
        <Configuration>
          <ViewDefinitions>
            <View>
              <Name>Temporary.Star</Name>
              <ViewSelectedBy><TypeName>Temporary.Star</TypeName></ViewSelectedBy>
              <TableControl>
                <TableHeaders>
                  <TableColumnHeader><Label>Star</Label><Width>12</Width></TableColumnHeader>
                  <TableColumnHeader><Label>Mag</Label><Width>8</Width><Alignment>Right</Alignment></TableColumnHeader>
                  <TableColumnHeader><Label>Remark</Label></TableColumnHeader>
                </TableHeaders>
                <TableRowEntries>
                  <TableRowEntry>
                    <TableColumnItems>
                      <TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
                      <TableColumnItem><PropertyName>Magnitude</PropertyName><FormatString>{0:F3}</FormatString></TableColumnItem>
                      <TableColumnItem><PropertyName>Remark</PropertyName></TableColumnItem>
                    </TableColumnItems>
                  </TableRowEntry>
                </TableRowEntries>
              </TableControl>
            </View>
          </ViewDefinitions>
        </Configuration>
        """;

    private readonly TemporaryFolder _parent = new();

    public TemporaryModule()
    {
        _parent.Write("PSAstroXmatch/PSAstroXmatch.psm1", Functions);
        _parent.Write("PSAstroXmatch/PSAstroXmatch.Format.ps1xml", Views);
        ManifestPath = _parent.Write("PSAstroXmatch/PSAstroXmatch.psd1", Manifest);
    }

    public string ManifestPath { get; }

    public void Dispose() => _parent.Dispose();
}
