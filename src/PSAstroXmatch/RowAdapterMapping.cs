using System.Collections;
using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>Makes the columns of rows known in every runspace of the process, also in one that has not imported the module.</summary>
/// <remarks>
/// Types.ps1xml registers the adapter in the runspace that imports the module. The runspaces of ForEach-Object -Parallel and Start-ThreadJob
/// get the same rows without it: there, $_.name would silently be null, and PowerShell, which shares what it has learnt of a type between
/// runspaces, could then give null in the first one too.
/// </remarks>
internal static class RowAdapterMapping
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Registers the adapter. If this version of PowerShell has no such mapping, that of Types.ps1xml remains.</summary>
    public static void Register()
    {
        Type? third = typeof(PSObject).Assembly.GetType("System.Management.Automation.ThirdPartyAdapter");
        ConstructorInfo? adapter = third?.GetConstructor(Hidden, [typeof(Type), typeof(PSPropertyAdapter)]);
        object? plain = typeof(PSObject).GetField("s_dotNetInstanceAdapter", Hidden)?.GetValue(null);
        ConstructorInfo? pair = typeof(PSObject).GetNestedType("AdapterSet", BindingFlags.NonPublic)?.GetConstructors(Hidden)
            .FirstOrDefault(one => one.GetParameters().Length == 2);
        if (adapter is not null && plain is not null && pair is not null && typeof(PSObject).GetField("s_adapterMapping", Hidden)?.GetValue(null) is IDictionary mapping)
            mapping[typeof(AstroTableRow)] = pair.Invoke([adapter.Invoke([typeof(AstroTableRow), new AstroTableRowAdapter()]), plain]);
    }
}
