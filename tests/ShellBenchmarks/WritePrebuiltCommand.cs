using System.Management.Automation;

namespace PSAstroXmatch.Benchmarks;

/// <summary>The least that a cmdlet can do: it writes objects that are there.</summary>
[Cmdlet(VerbsCommunications.Write, "Prebuilt")]
public sealed class WritePrebuiltCommand : PSCmdlet
{
    /// <summary>What to write.</summary>
    [Parameter(Mandatory = true)]
    public object[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (object item in InputObject)
            WriteObject(item);
    }
}
