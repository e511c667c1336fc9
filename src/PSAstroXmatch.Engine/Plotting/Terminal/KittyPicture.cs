using System.Globalization;
using System.Text;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>An image as escape sequences of the kitty graphics protocol (https://sw.kovidgoyal.net/kitty/graphics-protocol/).</summary>
internal static class KittyPicture
{
    // The protocol's limit for the data of one sequence.
    private const int LargestChunk = 4096;

    /// <summary>The sequences that show an image at the cursor.</summary>
    /// <param name="png">The image as a PNG file.</param>
    /// <param name="columns">Width of the image in cells.</param>
    /// <param name="rows">Height of the image in cells.</param>
    public static string Encode(byte[] png, int columns, int rows)
    {
        string data = Convert.ToBase64String(png);
        StringBuilder text = new(data.Length + 1024);
        for (int start = 0; start < data.Length; start += LargestChunk)
        {
            int length = Math.Min(LargestChunk, data.Length - start);
            // a=T transmits and shows, f=100 is PNG, q=2 suppresses responses of the terminal; m=1 means that more data follow.
            string head = start == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},r={rows},") : "";
            text.Append("\e_G").Append(head).Append(start + length < data.Length ? "m=1;" : "m=0;").Append(data, start, length).Append("\e\\");
        }

        return text.ToString();
    }
}
