namespace PSAstroXmatch.Tables;

/// <summary>What a file says about the frame and epoch of a position column: a VOTable's COOSYS, FITS keywords, or astropy's SkyCoord.</summary>
/// <param name="System">Name of the system as written, such as "eq_FK4", "ICRS" or "galactic".</param>
public sealed record CoordinateSystem(string System)
{
    /// <summary>Name of the system as written, such as "eq_FK4", "ICRS" or "galactic".</summary>
    public string System { get; init => field = VisibleText.Of(value); } = VisibleText.Of(System);

    /// <summary>Equinox as written, such as "J2000"; null if there is none.</summary>
    public string? Equinox { get; init => field = VisibleText.Of(value); }

    /// <summary>Epoch of the positions as written, such as "J2016.0"; null if there is none.</summary>
    public string? Epoch { get; init => field = VisibleText.Of(value); }

    /// <summary>The frame; null if the system or its equinox is not understood.</summary>
    public PositionFrame? ToFrame()
    {
        if (PositionFrame.KindOf(System) is not { } kind)
            return null;
        double? equinox = string.IsNullOrWhiteSpace(Equinox) ? null : PositionFrame.EquinoxOf(kind, Equinox);
        PositionFrame frame = PositionFrame.Of(kind, equinox);
        if (frame.Equinox is not null && equinox is null && !string.IsNullOrWhiteSpace(Equinox))
            return null;
        return kind == PositionFrameKind.Fk4 ? frame with { ObservationEpoch = ToEpoch() } : frame;
    }

    /// <summary>Epoch of the positions, Julian year; null if there is none or it is not understood.</summary>
    public double? ToEpoch() => JulianYear.TryParse(Epoch, out double year) && year is > 1000 and < 3000 ? year : null;

    /// <summary>System, equinox and epoch, as written.</summary>
    public override string ToString() => string.Join(
        ' ', new[] { System, Equinox, string.IsNullOrWhiteSpace(Epoch) ? null : "epoch " + Epoch }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
