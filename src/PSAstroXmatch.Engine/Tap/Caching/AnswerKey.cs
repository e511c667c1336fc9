using System.Security.Cryptography;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>The identity of a request: service, user, kind of request, query, limits and uploaded tables.</summary>
internal static class AnswerKey
{
    /// <summary>The id of the answer to a request. It reveals no secret: credentials enter only into a hash.</summary>
    /// <param name="service">Base URL of the service.</param>
    /// <param name="user">Authorization header of the user; null for none. Users may see different rows.</param>
    /// <param name="kind">Kind of request: a plain query, or one that is run in parts.</param>
    /// <param name="adql">The query as the caller gave it.</param>
    /// <param name="options">Limits and uploads.</param>
    /// <param name="cancellationToken">Cancels the hashing of large uploads.</param>
    public static string Of(Uri service, string? user, string kind, string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? part in new[] { TapAddress.Show(service), user, kind, adql, ValueText.Format(options.MaxRow), ValueText.Format(options.MaxRec) })
            Append(hash, Encoding.UTF8.GetBytes(part ?? "\0"));
        foreach (TapUpload upload in options.Uploads.OrderBy(upload => upload.Name, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(upload.Name));
            Append(hash, upload.ToVOTable(Tables.VOTable.VOTableSerialization.Binary2, cancellationToken));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..40].ToLowerInvariant();
    }

    // Prefixed by its length, so that no two different sequences of parts give the same bytes.
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes((long)part.Length));
        hash.AppendData(part);
    }
}
