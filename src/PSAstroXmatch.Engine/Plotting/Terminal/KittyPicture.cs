using System.Globalization;
using System.Text;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>A picture as the escape sequences of kitty's graphics protocol (https://sw.kovidgoyal.net/kitty/graphics-protocol/).</summary>
internal static class KittyPicture
{
    // The protocol's limit for the data of one sequence.
    private const int LargestChunk = 4096;

    /// <summary>The sequences that show a picture at the cursor.</summary>
    /// <param name="png">The picture as a PNG file.</param>
    /// <param name="columns">Cells across that it fills.</param>
    /// <param name="rows">Cells down that it fills.</param>
    public static string Encode(byte[] png, int columns, int rows)
    {
        string data = Convert.ToBase64String(png);
        StringBuilder text = new(data.Length + 1024);
        for (int start = 0; start < data.Length; start += LargestChunk)
        {
            int length = Math.Min(LargestChunk, data.Length - start);
            // a=T transmits and shows, f=100 is PNG, q=2 keeps the terminal from answering; m=1 says that more follows.
            string head = start == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},r={rows},") : "";
            text.Append("\e_G").Append(head).Append(start + length < data.Length ? "m=1;" : "m=0;").Append(data, start, length).Append("\e\\");
        }

        return text.ToString();
    }
}
