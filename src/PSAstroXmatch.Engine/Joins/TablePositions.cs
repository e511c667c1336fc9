using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The columns of a table that hold the positions of its rows, and the frame and epoch of these.</summary>
/// <remarks><see cref="PositionColumnFinder"/> says which columns are taken. Positions of all frames are converted to ICRS.</remarks>
public sealed class TablePositions
{
    // Longitudes are usually from 0 to 360 or from -180 to 180; further ones are fill values or another quantity.
    private const double LargestLongitude = 720;

    private readonly SplitPosition? _split;

    internal TablePositions(string longitude, string latitude, PositionFrame frame, double? epoch, SplitPosition? split = null)
    {
        Longitude = longitude;
        Latitude = latitude;
        Frame = frame;
        Epoch = epoch;
        _split = split;
    }

    /// <summary>Name of the column of right ascension or longitude; the first of its columns if hours, minutes and seconds have columns of their own.</summary>
    public string Longitude { get; }

    /// <summary>Name of the column of declination or latitude; the first of its columns if degrees, minutes and seconds have columns of their own.</summary>
    public string Latitude { get; }

    /// <summary>The frame of the positions.</summary>
    public PositionFrame Frame { get; }

    /// <summary>The epoch of the positions as the file gives it, Julian year; null if it gives none.</summary>
    public double? Epoch { get; }

    /// <summary>These positions as observed at an epoch, which is part of what the FK4 means: it rotates.</summary>
    internal TablePositions ObservedAt(double year) => new(Longitude, Latitude, Frame with { ObservationEpoch = year }, year, _split)
    {
        Stated = Stated,
        IsOfLeftObject = IsOfLeftObject,
    };

    /// <summary>Whether the position of the left object of joined rows was chosen from those of both objects.</summary>
    public bool IsOfLeftObject { get; internal init; }

    internal SplitPosition? Split => _split;

    /// <summary>The frames that the rows state themselves; null if they do not, or if the frame is given otherwise.</summary>
    internal StatedFrames? Stated { get; init; }

    /// <summary>Names of the columns of the coordinates.</summary>
    public IReadOnlyList<string> Columns => _split?.Columns ?? [Longitude, Latitude];

    /// <summary>Names of all columns that <see cref="Read"/> needs.</summary>
    public IEnumerable<string> NeededColumns => Columns.Concat(Stated?.Columns ?? []);

    /// <summary>Finds the columns.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; errors name it.</param>
    /// <param name="frame">The frame of the positions, as the user says; null to go by the metadata and names of the columns.</param>
    /// <param name="epoch">The epoch of the positions, a Julian year, as the user says: of several positions the one of this epoch is taken.</param>
    /// <exception cref="AstroException">
    /// PositionColumnsNotFound: there are none, or several pairs with no main one among them. FrameUnknown: the file gives a frame that is not
    /// understood.
    /// </exception>
    public static TablePositions Find(IReadOnlyList<ColumnInfo> columns, string source, string? option = null, PositionFrame? frame = null, double? epoch = null) =>
        new PositionColumnFinder(columns, source, option, frame, epoch).Find();

    /// <summary>As <see cref="Find"/>; null if there are no columns, or several pairs with no main one among them.</summary>
    /// <exception cref="AstroException">FrameUnknown: the file gives a frame that is not understood.</exception>
    public static TablePositions? FindOptional(IReadOnlyList<ColumnInfo> columns, string source, PositionFrame? frame = null) =>
        new PositionColumnFinder(columns, source, null, frame).FindOptional();

    /// <summary>Uses the columns named by the user; their metadata or names tell the frame.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="longitude">Name of the column of right ascension or longitude, ignoring case.</param>
    /// <param name="latitude">Name of the column of declination or latitude, ignoring case.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; errors name it.</param>
    /// <param name="frame">The frame of the positions, as the user says; null to go by the metadata and names of the columns.</param>
    /// <exception cref="AstroException">ColumnNotFound: the table lacks one of them. FrameUnknown: the file gives a frame that is not understood.</exception>
    public static TablePositions Named(
        IReadOnlyList<ColumnInfo> columns, string longitude, string latitude, string source, string? option = null, PositionFrame? frame = null)
    {
        PositionColumnFinder finder = new(columns, source, option, frame);
        foreach (string name in new[] { longitude, latitude })
        {
            if (finder.Column(name) is null)
            {
                throw new AstroException(
                    ErrorIds.ColumnNotFound,
                    $"{source} has no column '{name}'. Its columns: {PositionAdvice.List(columns)}.",
                    "Give the names of two of these columns.",
                    name);
            }
        }

        return finder.Make(finder.Column(longitude)!, finder.Column(latitude)!);
    }

    /// <summary>The position of the left objects of a joined table; null if the table does not tell it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="option">What a user types before the names of the columns; errors name it.</param>
    /// <param name="frame">The frame of the positions, as the user says; null to go by the metadata and names of the columns.</param>
    /// <exception cref="AstroException">FrameUnknown: the file gives a frame that is not understood.</exception>
    public static TablePositions? OfLeftObjects(AstroTable table, string source, string? option = null, PositionFrame? frame = null) =>
        LeftPositionMark.Read(table) is { } left ? Marked([.. table.Columns.Select(column => column.Info)], left, source, option, frame) : null;

    /// <summary>Uses the columns that an earlier match used.</summary>
    /// <exception cref="AstroException">FrameUnknown: the file gives a frame that is not understood.</exception>
    internal static TablePositions Marked(IReadOnlyList<ColumnInfo> columns, MatchedPosition left, string source, string? option, PositionFrame? frame) =>
        new PositionColumnFinder(columns, source, option, frame).Marked(left);

    /// <summary>Reads the ICRS positions from a table with these columns, or from a block of its rows; NaN where a row has none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">
    /// UnitUnknown, ValueInvalid: a column or cell does not hold an angle; the message names the column and row. FrameUnknown: a row states another frame.
    /// </exception>
    public SkyPositions Read(AstroTable table, string source, long firstRow = 0)
    {
        (double[] longitude, double[] latitude) = ReadCoordinates(table, source, firstRow);
        return Frame == PositionFrame.Icrs ? new SkyPositions(longitude, latitude) : ToIcrs(longitude, latitude, new FrameConversion(Frame));
    }

    /// <summary>The ICRS position of one row; null where it has none.</summary>
    /// <param name="table">A table with these columns.</param>
    /// <param name="row">The row, from 0.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <exception cref="AstroException">UnitUnknown, ValueInvalid: a column or cell does not hold an angle; the message names the column and row.</exception>
    public SkyCoordinate? ReadRow(AstroTable table, int row, string source)
    {
        SkyPositions one = Read(new AstroTable(NeededColumns.Select(name => table[name].Take([row]))), source, row);
        return IsUsable(one, 0) ? new SkyCoordinate(one.Ra[0] % 360, one.Dec[0]) : null;
    }

    /// <summary>The coordinates in the frame of the columns, degrees; the longitude is NaN where it is no reasonable angle.</summary>
    internal (double[] Longitude, double[] Latitude) ReadCoordinates(AstroTable table, string source, long firstRow)
    {
        Stated?.Check(table, (Longitude, Latitude), source, firstRow);
        if (_split is not null)
            return _split.Read(table, source, firstRow);
        double[] longitude = AngleColumn.Read(table[Longitude], source, firstRow, Frame.IsEquatorial ? AngleUnit.Hour : AngleUnit.Degree);
        double[] latitude = AngleColumn.Read(table[Latitude], source, firstRow, AngleUnit.Degree);
        return (WithoutFillValues(longitude), latitude);
    }

    /// <summary>Converts coordinates; NaN where there is no position.</summary>
    internal static SkyPositions ToIcrs(double[] longitude, double[] latitude, FrameConversion conversion)
    {
        double[] ra = new double[longitude.Length], dec = new double[longitude.Length];
        for (int row = 0; row < ra.Length; row++)
            (ra[row], dec[row]) = conversion.ToIcrs(longitude[row], latitude[row]);
        return new SkyPositions(ra, dec);
    }

    /// <summary>Whether a row has a position that can be matched.</summary>
    internal static bool IsUsable(SkyPositions positions, int row) => double.IsFinite(positions.Ra[row]) && Math.Abs(positions.Dec[row]) <= 90;

    /// <summary>The columns, their frame and their epoch: "'RAdeg', 'DEdeg' (ICRS, epoch J2016.0)".</summary>
    public override string ToString() =>
        $"'{Longitude}', '{Latitude}' ({Frame}{(Epoch is double year ? ", epoch " + JulianYear.Format(year) : "")}{(IsOfLeftObject ? ", the left object of each match" : "")})";

    private static double[] WithoutFillValues(double[] longitude)
    {
        if (Array.TrueForAll(longitude, value => !(Math.Abs(value) > LargestLongitude)))
            return longitude;
        return Array.ConvertAll(longitude, value => Math.Abs(value) > LargestLongitude ? double.NaN : value);
    }
}
