using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>Finds the pointing nearest to a position.</summary>
internal sealed class FieldIndex
{
    private readonly ChandraField[] _fields;
    private readonly double[] _decs;
    private readonly int[] _order;

    /// <summary>Sorts the pointings by declination.</summary>
    public FieldIndex(ChandraField[] fields)
    {
        _fields = fields;
        _decs = Array.ConvertAll(fields, f => f.Dec);
        _order = [.. Enumerable.Range(0, fields.Length)];
        Array.Sort(_decs, _order);
    }

    /// <summary>Index of the pointing with the nearest centre within a radius in degrees; −1 if there is none.</summary>
    public int Nearest(double ra, double dec, double radius)
    {
        int nearest = -1;
        double limit = radius;
        int from = Array.BinarySearch(_decs, dec - radius);
        for (int k = from < 0 ? ~from : from; k < _decs.Length && _decs[k] <= dec + radius; k++)
        {
            double distance = Separation.Degrees(ra, dec, _fields[_order[k]].Ra, _fields[_order[k]].Dec);
            if (distance <= limit)
                (limit, nearest) = (distance, _order[k]);
        }

        return nearest;
    }
}
