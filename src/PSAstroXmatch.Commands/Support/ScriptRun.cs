using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Runs a script block of a parameter for one object.</summary>
internal static class ScriptRun
{
    /// <summary>What a script block returns for an object, which is <c>$_</c>.</summary>
    /// <remarks>
    /// Any error ends it, whatever the user's $ErrorActionPreference: where PowerShell would write the error and go on, the value would be missing, or the
    /// pair lost, without a reason that the result shows. What the script block itself handles, such as with try or -ErrorAction, is no error.
    /// </remarks>
    /// <param name="script">The script block.</param>
    /// <param name="item">The object.</param>
    /// <param name="problem">Makes the error of the module from that of PowerShell and its message.</param>
    /// <exception cref="AstroException">The script block throws, or writes an error.</exception>
    public static Collection<PSObject> Of(ScriptBlock script, object? item, Func<string, RuntimeException, AstroException> problem)
    {
        try
        {
            return script.InvokeWithContext(null, [new PSVariable("_", item), new PSVariable("ErrorActionPreference", ActionPreference.Stop)]);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            // The message of a command that was stopped speaks of the preference first.
            throw problem(error is ActionPreferenceStopException { ErrorRecord: { } written } ? written.ToString() : error.Message, error);
        }
    }

    /// <summary>What a script block returns for one of several objects.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="item">The object.</param>
    /// <param name="row">Index of the object.</param>
    /// <param name="parameter">What the script block is called in the error.</param>
    /// <exception cref="AstroException">ScriptBlockFailed: the script block throws, or writes an error.</exception>
    public static Collection<PSObject> Of(ScriptBlock script, PSObject item, int row, string parameter = "The script block") => Of(
        script,
        item,
        (message, error) => new AstroException(
            ErrorIds.ScriptBlockFailed,
            $"{parameter} {{{script.ToString().Trim()}}} fails for object {row + 1}: {message}",
            "Correct the script block; values may be missing, for which { if ($null -ne $_.x) { … } } returns nothing.",
            item,
            error));
}
