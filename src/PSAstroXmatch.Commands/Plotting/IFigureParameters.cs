using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.Commands;

/// <summary>The parameters of all cmdlets that write a figure.</summary>
internal interface IFigureParameters
{
    string Path { get; }

    string? Title { get; }

    FigureLength Width { get; }

    FigureLength Height { get; }

    double Dpi { get; }

    FigureThemeKind Theme { get; }

    SwitchParameter Force { get; }

    SwitchParameter NoClobber { get; }
}

internal static class FigureParameters
{
    /// <summary>Size, resolution and style.</summary>
    public static FigureOptions ToOptions(this IFigureParameters parameters) => new()
    {
        Width = parameters.Width.At(parameters.Dpi),
        Height = parameters.Height.At(parameters.Dpi),
        Dpi = parameters.Dpi,
        Theme = parameters.Theme,
        Title = parameters.Title,
    };
}
