using System.Text;
using CsCheck;
using PSAstroXmatch.Engine.Tables;
using static PSAstroXmatch.UnitTests.Tables.FitsBytes;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>Whatever is done to a file, reading it ends with a table or with one clear error.</summary>
public class DamagedTableTests
{
    private static readonly byte[] BinaryTable = new FitsBytes().AddTable(
        [("i", "I"), ("a", "6A3"), ("x", "3X"), ("v", "1PE(2)"), ("l", "L")],
        [[.. Big((short)5), .. "abcdef"u8, 0xA0, .. Big(2), .. Big(0), (byte)'T'], [.. Big((short)6), .. "ghi   "u8, 0x20, .. Big(0), .. Big(0), (byte)'F']],
        [Card("TNULL1", 5), Text("TUNIT2", "deg"), Text("TDIM2", "(3,2)")],
        [.. Big(1f), .. Big(2f)]).ToArray();

    private static readonly byte[] TextTable = new FitsBytes().AddHeader(
    [
        Text("XTENSION", "TABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", 8), Card("NAXIS2", 2), Card("PCOUNT", 0), Card("GCOUNT", 1), Card("TFIELDS", 2),
        Text("TTYPE1", "n"), Card("TBCOL1", 1), Text("TFORM1", "I4"), Text("TTYPE2", "x"), Card("TBCOL2", 5), Text("TFORM2", "F4.1"),
    ]).AddData("   1 2.5   2   3"u8.ToArray()).ToArray();

    public static TheoryData<string, byte[]> Files => new()
    {
        { "BINTABLE", BinaryTable },
        { "TABLE", TextTable },
        { "CSV", "# note\nname,l,id\n,deg,\n\"Crab, \"\"M 1\"\"\",184.5,5\nVela,263.5,6\n"u8.ToArray() },
        { "ECSV", Encoding.UTF8.GetBytes("# %ECSV 1.0\n# ---\n# datatype:\n# - {name: x, unit: deg, datatype: float64, description: 'it''s'}\n# - name: v\n#   datatype: string\n#   subtype: 'int32[2]'\n# meta: !!omap\n# - {a: [1, 2]}\nx v\n1.5 [1,2]\n") },
        { "IPAC", "\\a = 'b'\n\\ x\n\\ ___ text\n|x     |n   |\n|double|int |\n|deg   |    |\n|null  |-99 |\n 1.5    3\n null   -99\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_gives_a_table_or_one_clear_error(string format, byte[] bytes)
    {
        Gen<(int At, byte Value)> change = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.OneOf(Gen.Byte, Gen.Byte[32, 57]));
        Gen.Select(change.Array[1, 4], Gen.Int[0, bytes.Length * 2]).Sample(
            (changes, length) =>
            {
                byte[] damaged = [.. bytes];
                foreach ((int at, byte value) in changes)
                    damaged[at] = value;
                damaged = damaged[..Math.Min(length, damaged.Length)];
                return IsTableOrError(damaged, canSeek: true) && IsTableOrError(damaged, canSeek: false);
            },
            iter: 2000);
        Assert.True(IsTableOrError(bytes, canSeek: true), format);
    }

    private static bool IsTableOrError(byte[] bytes, bool canSeek)
    {
        try
        {
            using TableReader reader = TableFile.Open(canSeek ? new MemoryStream(bytes) : new ForwardStream(bytes), "test.dat");
            return reader.ReadToEnd(CancellationToken.None).Columns.Count == reader.Columns.Count;
        }
        catch (AstroException error)
        {
            return error.Message.Contains("test.dat", StringComparison.Ordinal) && error.Recommendation.Length > 0;
        }
    }
}
