using System.Text;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Detects the text encoding of a file.</summary>
internal static class TextDecoding
{
    private const int HeadLength = 4096;
    private const int BufferLength = 1 << 16;

    /// <summary>
    /// A reader for text in UTF-8 or UTF-16 (with byte-order mark, or recognized by its zero bytes). Bytes that are not valid UTF-8 are
    /// read as Latin-1, one by one: old catalogs encode "é" this way, and a file read in blocks can't be decoded twice.
    /// </summary>
    /// <exception cref="AstroException">TableFormatUnknown: the bytes are not text.</exception>
    public static StreamReader Open(Stream stream, string source, bool leaveOpen)
    {
        (byte[] head, Stream whole) = PrefixedStream.Peek(stream, HeadLength);
        Encoding encoding = Detect(head, source);
        return new StreamReader(whole, encoding, detectEncodingFromByteOrderMarks: true, BufferLength, leaveOpen);
    }

    private static Encoding Detect(byte[] head, string source)
    {
        Encoding utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Latin1Fallback());
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
            return utf8;
        int zerosAtEven = 0, zerosAtOdd = 0, controls = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = (i & 1) == 0 ? zerosAtEven++ : zerosAtOdd++;
            else if (IsControl(head[i]))
                controls++;
        }

        int half = head.Length / 2;
        if (zerosAtOdd > half * 0.7 && zerosAtEven == 0)
            return Encoding.Unicode;
        if (zerosAtEven > half * 0.7 && zerosAtOdd == 0)
            return Encoding.BigEndianUnicode;
        if (zerosAtEven + zerosAtOdd > 0 || controls * 20 > head.Length)
            throw TableErrors.FormatUnknown(source, $"it is not text, because {FirstControl(head)}");
        return utf8;
    }

    private static bool IsControl(byte value) => value < 32 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 12);

    private static string FirstControl(byte[] head)
    {
        int at = Array.FindIndex(head, IsControl), lineStart = head.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int line = head.AsSpan(0, at).Count((byte)'\n') + 1, column = 1;
        foreach (byte value in head.AsSpan(lineStart, at - lineStart))
        {
            // The bytes of one character in UTF-8 after the first.
            if ((value & 0xC0) != 0x80)
                column++;
        }

        return FormattableString.Invariant($"line {line}, column {column} has the control character \\x{head[at]:x2}");
    }

    private sealed class Latin1Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Latin1FallbackBuffer();
    }

    private sealed class Latin1FallbackBuffer : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _bytes = bytesUnknown;
            _next = 0;
            return bytesUnknown.Length > 0;
        }

        // In Latin-1, the code of a character is the value of its byte.
        public override char GetNextChar() => _next < _bytes.Length ? (char)_bytes[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
                return false;
            _next--;
            return true;
        }

        public override void Reset()
        {
            _bytes = [];
            _next = 0;
        }
    }
}
