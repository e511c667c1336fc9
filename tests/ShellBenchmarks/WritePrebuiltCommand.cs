using System.Management.Automation;
using System.Reflection;

namespace PSAstroXmatch.Benchmarks;

/// <summary>The least that a cmdlet can do: it writes objects that are there, or a copy of each.</summary>
[Cmdlet(VerbsCommunications.Write, "Prebuilt")]
public sealed class WritePrebuiltCommand : PSCmdlet
{
    private static readonly Func<object, object> Clone = typeof(object)
        .GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<object, object>>();

    /// <summary>What to write.</summary>
    [Parameter(Mandatory = true)]
    public object[] InputObject { get; set; } = [];

    /// <summary>Writes copies: a cmdlet that reads a catalog has to make its objects.</summary>
    [Parameter]
    public SwitchParameter Copy { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Copy)
        {
            foreach (object item in InputObject)
                WriteObject(Clone(item));
            return;
        }

        foreach (object item in InputObject)
            WriteObject(item);
    }
}
