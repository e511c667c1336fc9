using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Moves the positions of one side of a join to a common epoch, and widens their errors by what is not known of their motions.</summary>
/// <remarks>
/// A row with a proper motion moves along a great circle (<see cref="SpaceMotion"/>), in the frame of its motion; its error grows by the error
/// of the motion times the years. A row without one stays where it is, and its error grows by <see cref="UnknownMotion"/> times the years.
/// </remarks>
internal sealed class RowMotion
{
    /// <summary>Assumed 1σ proper motion along each axis of a source whose motion is not known, mas/yr: typical of faint stars along the plane.</summary>
    public const double UnknownMotion = 10;

    private const double MilliarcsecondsPerDegree = 3_600_000;

    private readonly TablePositions _positions;
    private readonly ProperMotionColumns? _motions;
    private readonly RowEpochs? _epochs;
    private readonly double? _epoch;
    private readonly string _source;
    private readonly FrameConversion _conversion;
    private readonly FrameConversion _movedConversion;
    private double _fastest;
    private double _first = double.PositiveInfinity;
    private double _last = double.NegativeInfinity;
    private readonly PositionFrame _motionFrame;
    private readonly FrameConversion _motionConversion;
    private readonly string? _unrecognised;
    private long _rows;
    private long _withoutEpoch;
    private long _withoutMotion;

    /// <summary>Prepares the motion of a side.</summary>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="positions">Its positions.</param>
    /// <param name="input">The side.</param>
    /// <param name="epoch">The common epoch, Julian year; null to leave the rows where they are.</param>
    /// <exception cref="AstroException">EpochUnknown: rows are to be moved, but their epoch is not known. EpochInvalid.</exception>
    /// <param name="left">What an earlier match used as the position, if these are its rows; otherwise null.</param>
    public RowMotion(IReadOnlyList<ColumnInfo> columns, TablePositions positions, JoinInput input, double? epoch, MatchedPosition? left = null)
    {
        _positions = positions;
        _source = input.Source;
        _epoch = epoch;
        bool isLeft = left is not null && left.Columns.SequenceEqual(positions.Columns, StringComparer.OrdinalIgnoreCase);
        _epochs = RowEpochs.Find(columns, positions, input.Epoch ?? (isLeft ? left!.Epoch : null), input.Source);
        if (isLeft)
        {
            _motions = ProperMotionColumns.Of(columns, left!.Motions);
        }
        else
        {
            (string Before, string After) affixes = PositionNames.Affixes(positions.Longitude);
            _motions = ProperMotionColumns.Find(columns, positions, affixes);
            _epochs ??= RowEpochs.InColumn(columns, positions, affixes);
            // Beside ra_1 of a joined table, the left side has pmra without a suffix if the right side has no column of that name.
            if (affixes.After == "_1" && JoinedColumns.Of(columns) is { } joined && joined.MayBeLeft(positions.Longitude))
            {
                _motions ??= ProperMotionColumns.Find(joined.Left, positions, (affixes.Before, ""));
                _epochs ??= RowEpochs.InColumn(joined.Left, positions, (affixes.Before, ""));
            }
        }

        Matched = Match(columns, input);
        if (epoch is not null && _motions is not null && _epochs is null)
        {
            throw new AstroException(
                ErrorIds.EpochUnknown,
                $"{input.Source} has proper motions, but the epoch of its positions {positions} is not known.",
                $"Give it as a year or as the name of a column: {(input.PositionOption?.Replace("Position", "Epoch", StringComparison.Ordinal) ?? "the epoch")} 2016.0.",
                input.Source);
        }

        _unrecognised = _motions is null ? ProperMotionColumns.Unrecognised(columns)?.Name : null;
        _motionFrame = _motions?.FrameBeside(positions.Frame) ?? positions.Frame;
        _motionConversion = new FrameConversion(_motionFrame);
        _conversion = new FrameConversion(positions.Frame);
        // The FK4 rotates, so that the position at which a star arrives is one observed at that time.
        _movedConversion = positions.Frame.Kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms && epoch is not null
            ? new FrameConversion(positions.Frame with { ObservationEpoch = epoch })
            : _conversion;
    }

    /// <summary>What is used as the position, for later matches of the result.</summary>
    public MatchedPosition Matched { get; }

    /// <summary>The columns of the positions.</summary>
    public TablePositions Positions => _positions;

    /// <summary>Where the motions and epochs are, for people: ", with the proper motions 'pmra' and 'pmdec' and the epochs 'ref_epoch'".</summary>
    public string Description => string.Join(" and", new[]
    {
        _motions is null ? null : $" the proper motions {string.Join(" and ", _motions.Names.Take(2).Select(name => $"'{name}'"))}",
        _epochs?.Column is null ? null : $" the epochs '{_epochs.Column}'",
    }.Where(part => part is not null)) is { Length: > 0 } parts ? ", with" + parts : "";

    /// <summary>Names of the columns that are needed, apart from those of the position.</summary>
    public IEnumerable<string> Columns => [.. _motions?.Names ?? [], .. _epochs?.Column is { } column ? new[] { column } : []];

    /// <summary>Warnings about units and epochs. Complete after the last block.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_epoch is not null && _motions?.Warning(_source) is { } warning)
                yield return warning;
            if (_epoch is not null && _unrecognised is not null)
            {
                yield return $"{_source}: the column '{_unrecognised}' seems to be a proper motion, but no pair of columns is recognized as proper motions "
                    + "along two axes, and the rows are not moved. Name such columns pmra and pmdec, or pml and pmb.";
            }

            else if (StaysAtItsEpoch)
            {
                yield return $"{_source}: no proper motions are found, and the rows, of epoch {Epochs}, are not moved to epoch {JulianYear.Format(_epoch!.Value)}.";
            }

            if (_epoch is not null && _withoutEpoch > 0)
                yield return $"{_source}: {ValueText.Count(_withoutEpoch)} rows have no epoch and are not moved.";
            if (_withoutMotion > 0)
            {
                yield return $"{_source}: {ValueText.Count(_withoutMotion)} of {ValueText.Count(_rows)} rows have no proper motion and are not moved to epoch "
                    + $"{JulianYear.Format(_epoch!.Value)}.";
            }
        }
    }

    /// <summary>The positions of a block of rows and, if they are moved, the 1σ errors of their motions.</summary>
    public (SkyPositions Positions, MotionErrors? Errors) Read(AstroTable block, long firstRow)
    {
        if (_epoch is null || _epochs is null)
        {
            Observe(block);
            return (_positions.Read(block, _source, firstRow), null);
        }

        (double[] longitude, double[] latitude) = _positions.ReadCoordinates(block, _source, firstRow);
        double[] epochs = _epochs.Read(block), years = Array.ConvertAll(epochs, year => _epoch.Value - year);
        Observe(epochs);
        (double[] East, double[] North)? motions = _motions?.Read(block, _source), errors = _motions?.ReadErrors(block, _source);
        double[] ra = new double[longitude.Length], dec = new double[longitude.Length], east = new double[longitude.Length], north = new double[longitude.Length];
        for (int row = 0; row < ra.Length; row++)
        {
            if (double.IsNaN(years[row]))
            {
                _withoutEpoch++;
                (ra[row], dec[row]) = _conversion.ToIcrs(longitude[row], latitude[row]);
            }
            else if (motions is { } known && double.IsFinite(known.East[row]) && double.IsFinite(known.North[row]) && Math.Abs(latitude[row]) <= 90)
            {
                (ra[row], dec[row]) = Moved(longitude[row], latitude[row], known.East[row], known.North[row], years[row]);
                (east[row], north[row]) = (Spread(errors?.East[row] ?? 0, years[row]), Spread(errors?.North[row] ?? 0, years[row]));
                // Position angles are from the north of right ascension and declination: along other axes, the larger error holds for all directions.
                if (!_motionFrame.IsEquatorial)
                    east[row] = north[row] = Math.Max(east[row], north[row]);
            }
            else
            {
                (ra[row], dec[row]) = _conversion.ToIcrs(longitude[row], latitude[row]);
                east[row] = north[row] = Spread(UnknownMotion, years[row]);
                if (motions is not null && double.IsFinite(ra[row]) && double.IsFinite(dec[row]))
                    _withoutMotion++;
            }
        }

        _rows += ra.Length;
        return (new SkyPositions(ra, dec), new MotionErrors(east, north));
    }

    private (double Ra, double Dec) Moved(double longitude, double latitude, double east, double north, double years)
    {
        if (_motionFrame != _positions.Frame)
        {
            (double ra, double dec) = _conversion.ToIcrs(longitude, latitude);
            (longitude, latitude) = SkyFrames.FromIcrs(
                _motionFrame.Kind switch
                {
                    PositionFrameKind.Galactic => SkyFrame.Galactic,
                    PositionFrameKind.Ecliptic => SkyFrame.Ecliptic,
                    _ => SkyFrame.Icrs,
                },
                ra,
                dec);
            (longitude, latitude) = SpaceMotion.Move(longitude, latitude, east, north, years);
            return _motionConversion.ToIcrs(longitude, latitude);
        }

        (longitude, latitude) = SpaceMotion.Move(longitude, latitude, east, north, years);
        return _movedConversion.ToIcrs(longitude, latitude);
    }

    /// <summary>
    /// A warning that rows of one side move by more than the radius between the epochs of both, or that neither side can be moved to a common epoch;
    /// null if there is no reason, or if it is not known.
    /// </summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="reach">The largest radius or semi-axis of a match, degrees.</param>
    public static string? Difference(RowMotion left, RowMotion right, double reach)
    {
        if (left._epoch is double epoch)
        {
            bool isTold = left._unrecognised is not null || right._unrecognised is not null || left.StaysAtItsEpoch || right.StaysAtItsEpoch;
            if (left._motions is not null || right._motions is not null || isTold)
                return null;
            string who = left._source == right._source ? $"{left._source} has no" : $"Neither {left._source} nor {right._source} has";
            return $"{who} columns that are recognized as proper motions: no row is moved to epoch {JulianYear.Format(epoch)}.";
        }

        if (!(left._first <= left._last) || !(right._first <= right._last))
            return null;
        double years = Math.Max(Math.Abs(left._last - right._first), Math.Abs(right._last - left._first));
        RowMotion faster = left._fastest >= right._fastest ? left : right;
        double moved = Spread(faster._fastest, years);
        return moved > reach
            ? $"The positions of {left._source} are of epoch {left.Epochs} and those of {right._source} of {right.Epochs}: the fastest row of {faster._source} moves by "
                + $"{ValueText.Format(Math.Round(moved * 3600, 1))} arcsec in between, which is more than the match allows. "
                + "Give a common epoch, to which rows with proper motions are moved before they are matched."
            : null;
    }

    private MatchedPosition Match(IReadOnlyList<ColumnInfo> columns, JoinInput input)
    {
        string? Unit(string text) => ColumnUnit.NameIn(columns, text) != text ? ColumnUnit.Split(text)?.Unit : null;
        CoordinateSystem? own = columns.FirstOrDefault(column => column.Name == _positions.Longitude)?.CoordinateSystem
            ?? columns.FirstOrDefault(column => column.Name == _positions.Latitude)?.CoordinateSystem;
        bool isOwn = own is not null && own.ToFrame() == _positions.Frame;
        return new MatchedPosition
        {
            Columns = _positions.Columns,
            Units = input.Position is { } named ? [Unit(named.Longitude), Unit(named.Latitude)] : [],
            System = isOwn ? null : CoordinateSystems.Of(_positions.Frame, own?.Epoch),
            HasKnownFrame = isOwn || input.Frame is not null || _positions.Frame != PositionFrame.Icrs,
            Epoch = _epochs?.Text,
            Motions = _motions?.Marked ?? [],
        };
    }

    // A tenth of a year is within what an epoch is usually rounded to.
    private bool StaysAtItsEpoch => _epoch is double epoch && _motions is null && _first <= _last && Math.Max(Math.Abs(epoch - _first), Math.Abs(epoch - _last)) > 0.1;

    private string Epochs => _last - _first < 0.05 ? JulianYear.Format(Math.Round(_first, 2))
        : $"{JulianYear.Format(Math.Round(_first, 1))} to {JulianYear.Format(Math.Round(_last, 1))}";

    // What the warning needs, if the rows stay where they are. A unit that is not understood matters only when rows are moved.
    private void Observe(AstroTable block)
    {
        if (_epochs is null || block.RowCount == 0)
            return;
        Observe(_epochs.Read(block));
        if (_motions is null || !_motions.HasKnownUnits)
            return;
        (double[] east, double[] north) = _motions.Read(block, _source);
        for (int row = 0; row < east.Length; row++)
        {
            double speed = Math.Sqrt(east[row] * east[row] + north[row] * north[row]);
            if (speed > _fastest && double.IsFinite(speed))
                _fastest = speed;
        }
    }

    private void Observe(double[] epochs)
    {
        foreach (double year in epochs)
        {
            if (double.IsNaN(year))
                continue;
            _first = Math.Min(_first, year);
            _last = Math.Max(_last, year);
        }
    }

    private static double Spread(double milliarcsecondsPerYear, double years) =>
        double.IsFinite(milliarcsecondsPerYear) ? Math.Abs(milliarcsecondsPerYear * years) / MilliarcsecondsPerDegree : Math.Abs(UnknownMotion * years) / MilliarcsecondsPerDegree;
}

/// <summary>The 1σ errors of positions that come from those of motions, towards east and north, degrees, one element per row.</summary>
internal sealed record MotionErrors(double[] East, double[] North)
{
    /// <summary>Radii, each larger by the larger of the two errors.</summary>
    public double[] Widen(double[] radius)
    {
        double[] wider = new double[radius.Length];
        for (int row = 0; row < wider.Length; row++)
            wider[row] = radius[row] + Math.Max(East[row], North[row]);
        return wider;
    }

    /// <summary>Ellipses whose covariances are larger by those of the errors.</summary>
    /// <param name="ellipses">The ellipses.</param>
    /// <param name="sigmas">Their size in units of the 1σ ellipse.</param>
    public SkyEllipses Widen(SkyEllipses ellipses, double sigmas)
    {
        double[] major = [.. ellipses.SemiMajor], minor = [.. ellipses.SemiMinor], angle = [.. ellipses.PositionAngle];
        for (int row = 0; row < major.Length; row++)
        {
            if (!ellipses.IsUsable(row) || (East[row] == 0 && North[row] == 0))
                continue;
            (double sin, double cos) = ellipses.Axis(row);
            double a = major[row] * major[row], b = minor[row] * minor[row], x = East[row] * sigmas, y = North[row] * sigmas;
            double xx = a * sin * sin + b * cos * cos + x * x, yy = a * cos * cos + b * sin * sin + y * y, xy = (a - b) * sin * cos;
            double mean = (xx + yy) / 2, spread = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
            major[row] = Math.Sqrt(mean + spread);
            minor[row] = Math.Sqrt(Math.Max(0, mean - spread));
            angle[row] = Math.Atan2(2 * xy, yy - xx) / 2 * DegreeTrigonometry.DegreesPerRadian;
        }

        return new SkyEllipses(major, minor, angle);
    }
}
