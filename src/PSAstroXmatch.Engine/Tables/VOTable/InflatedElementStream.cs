namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>The unpacked bytes of a compressed STREAM. Where they are cut or damaged, the error is one of the document, whoever reads them.</summary>
/// <param name="stream">The unpacked bytes.</param>
/// <param name="scanner">The document, for the place.</param>
/// <param name="errors">The document's errors.</param>
internal sealed class InflatedElementStream(InflatedStream stream, XmlScanner scanner, VOTableErrors errors) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (Exception cause) when (cause is EndOfStreamException or InvalidDataException)
        {
            throw Fault(cause);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private AstroException Fault(Exception cause) => cause is EndOfStreamException
        ? errors.Truncated(cause.Message, scanner.Buffer.Offset)
        : errors.Damaged($"its compressed data can't be unpacked: {cause.Message}", scanner.Buffer.Offset, cause);
}
