using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Reads the elements of a document other than the rows: finds the requested TABLE and collects the parameters of its enclosing elements
/// from before and after it. A QUERY_STATUS of ERROR anywhere ends the reading.
/// </summary>
internal sealed class VOTableDocument(XmlScanner scanner, VOTableErrors errors, VOTableReadOptions options)
{
    // The open elements (VOTABLE, RESOURCE and TABLE), each with its parameters.
    private readonly List<List<TableParameter>> _scopes = [];
    private readonly Dictionary<string, VOTableHeader> _tablesById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nullsById = new(StringComparer.Ordinal);
    private readonly VOTableSystems _systems = new();
    private readonly List<string> _tableNames = [];
    private string? _serviceError;

    /// <summary>Whether the last <see cref="QueryStatus"/> said that the service truncated the rows.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Goes to the requested table: after the start tag of the element in its DATA, or after the table if it has no DATA.</summary>
    /// <exception cref="AstroException">TableNotFound, ServiceError, TableFormatUnknown, TableTruncated, TableDamaged, DtdNotAllowed.</exception>
    public VOTableHeader FindTable()
    {
        EnterRoot();
        while (true)
        {
            if (scanner.Next() == XmlToken.EndTag)
            {
                if (scanner.Name is "RESOURCE" or "VOTABLE")
                {
                    _scopes.RemoveAt(_scopes.Count - 1);
                    _systems.Close(_scopes.Count);
                }

                if (scanner.Depth == 0)
                    throw NoTable();
            }
            else if (scanner.Name == "TABLE")
            {
                VOTableHeader header = ReadHeader();
                if (IsWanted(header))
                    return header;
                PassTable(header);
            }
            else if (!TryReadContainer())
            {
                scanner.SkipElement();
            }
        }
    }

    /// <summary>The parameters of the open elements so far.</summary>
    public IEnumerable<TableParameter> GetParameters() => _scopes.SelectMany(s => s);

    /// <summary>Reads on to the end of the document.</summary>
    /// <param name="parameters">Receives the parameters of the enclosing elements from after the table.</param>
    /// <param name="isTableOpen">Whether the end tag of the table has not been read yet.</param>
    public void ReadRest(List<TableParameter> parameters, bool isTableOpen)
    {
        if (!isTableOpen)
            _scopes.RemoveAt(_scopes.Count - 1);
        int containers = _scopes.Count;
        foreach (List<TableParameter> scope in _scopes)
            scope.Clear();
        while (scanner.Depth > 0)
        {
            if (scanner.Next() == XmlToken.EndTag)
            {
                if (scanner.Name is "RESOURCE" or "VOTABLE" or "TABLE")
                {
                    if (_scopes.Count <= containers)
                    {
                        parameters.AddRange(_scopes[^1]);
                        containers--;
                    }

                    _scopes.RemoveAt(_scopes.Count - 1);
                }
            }
            else if (scanner.Name == "TABLE")
            {
                _scopes.Add([]);
            }
            else if (!TryReadContainer())
            {
                scanner.SkipElement();
            }
        }
    }

    private void EnterRoot()
    {
        if (scanner.Next() != XmlToken.StartTag)
            throw errors.FormatUnknown("it has no elements");
        if (scanner.Name.Equals("html", StringComparison.OrdinalIgnoreCase))
            throw scanner.HtmlPage();
        if (scanner.Name != "VOTABLE")
            throw errors.FormatUnknown($"it is an XML document whose root is <{scanner.Prefix}{scanner.Name}>");
        _scopes.Add([]);
    }

    // Reads any element except TABLE that may hold something of interest; false if it can be skipped.
    private bool TryReadContainer()
    {
        switch (scanner.Name)
        {
            case "RESOURCE":
                _scopes.Add([]);
                return true;
            case "GROUP" or "DEFINITIONS":
                return true;
            case "INFO":
                ReadInfo();
                return true;
            case "PARAM":
                ReadParam();
                return true;
            case "COOSYS" or "TIMESYS":
                ReadSystem();
                return true;
            default:
                return false;
        }
    }

    private void ReadInfo()
    {
        string name = scanner.Attribute("name") ?? scanner.Attribute("ID") ?? "";
        string value = scanner.Attribute("value") ?? "";
        string? unit = scanner.Attribute("unit");
        string text = scanner.ReadElementText().Trim();
        TableParameter info = new(name, value, text.Length == 0 ? null : text) { Unit = unit };
        _scopes[^1].Add(info);
        if (QueryStatus.Of(info) is QueryStatus status)
        {
            if (status.IsError)
            {
                if (!options.KeepRowsOfError)
                    throw errors.ServiceError(text);
                _serviceError = text;
            }

            IsTruncated = status.IsTruncated;
        }
        else if (name.Equals("ERROR", StringComparison.OrdinalIgnoreCase))
        {
            // Simple Cone Search 1.03 and services before DALI.
            _serviceError = text.Length > 0 ? text : value;
        }
    }

    private void ReadParam()
    {
        string name = scanner.Attribute("name") ?? scanner.Attribute("ID") ?? "";
        string value = scanner.Attribute("value") ?? "";
        string? description = null;
        int depth = scanner.Depth;
        while (scanner.Next() != XmlToken.EndTag || scanner.Depth >= depth)
        {
            if (scanner.Name == "DESCRIPTION" && scanner.Depth == depth + 1)
                description = TrimmedText();
        }

        _scopes[^1].Add(new TableParameter(name, value, description));
        if (name.Equals("ERROR", StringComparison.OrdinalIgnoreCase))
            _serviceError = value;
    }

    // The frames of positions and times to which columns refer.
    private void ReadSystem()
    {
        string name = scanner.Name;
        string value = scanner.Attribute(name == "COOSYS" ? "system" : "timescale") ?? "";
        string attributes = string.Join(' ', scanner.Attributes.Select(a => $"{a.Key}={a.Value}"));
        if (name == "COOSYS")
        {
            // The schema gives a COOSYS without a system the value eq_FK5.
            CoordinateSystem system = new(value.Length == 0 ? "eq_FK5" : value)
            {
                Equinox = NullIfEmpty(scanner.Attribute("equinox")),
                Epoch = NullIfEmpty(scanner.Attribute("epoch")),
            };
            _systems.Add(scanner.Attribute("ID"), system, _scopes.Count);
        }

        scanner.SkipElement();
        _scopes[^1].Add(new TableParameter(name, value, attributes.Length == 0 ? null : attributes));
    }

    private VOTableHeader ReadHeader()
    {
        VOTableHeader header = new()
        {
            Name = scanner.Attribute("name"),
            Id = scanner.Attribute("ID"),
            DeclaredRowCount = ReadRowCount(scanner.Attribute("nrows")),
        };
        string? reference = scanner.Attribute("ref");
        int depth = scanner.Depth;
        _scopes.Add([]);
        while (header.Data is null)
        {
            if (scanner.Next() == XmlToken.EndTag)
            {
                if (scanner.Depth < depth)
                    break;
            }
            else if (scanner.Name == "FIELD")
            {
                header.Fields.Add(ReadField());
            }
            else if (scanner.Name == "DESCRIPTION" && scanner.Depth == depth + 1)
            {
                header.Description = TrimmedText();
            }
            else if (scanner.Name == "DATA")
            {
                header.Data = EnterData();
            }
            else if (scanner.Name == "GROUP")
            {
                _systems.EnterGroup(scanner.Attribute("ref"), scanner.Depth);
            }
            else if (scanner.Name == "FIELDref")
            {
                _systems.AddMember(scanner.Attribute("ref"), scanner.Depth);
                scanner.SkipElement();
            }
            else if (!TryReadContainer())
            {
                scanner.SkipElement();
            }
        }

        VOTableField[] resolved = [.. _systems.Resolve(header.Fields, GetParameters())];
        header.Fields.Clear();
        header.Fields.AddRange(resolved);
        TakeFieldsFromReference(header, reference);
        return header;
    }

    // A TABLE without FIELDs may refer to those of another (VOTable 1.4, section 4.5).
    private void TakeFieldsFromReference(VOTableHeader header, string? reference)
    {
        if (header.Id is not null)
            _tablesById.TryAdd(header.Id, header);
        if (reference is null || header.Fields.Count > 0)
            return;
        if (!_tablesById.TryGetValue(reference, out VOTableHeader? other))
            throw errors.HeaderInvalid($"a TABLE takes its columns from the table '{reference}', which does not precede it");
        header.Fields.AddRange(other.Fields);
    }

    private long? ReadRowCount(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long rows)
            ? rows
            : throw errors.Damaged($"nrows=\"{text}\" is not a number of rows", scanner.Buffer.Offset);
    }

    private VOTableField ReadField()
    {
        VOTableField field = new()
        {
            Name = scanner.Attribute("name") ?? scanner.Attribute("ID") ?? "",
            Datatype = scanner.Attribute("datatype")?.Trim() ?? "",
            ArraySize = NullIfEmpty(scanner.Attribute("arraysize")),
            Unit = NullIfEmpty(scanner.Attribute("unit")),
            Ucd = NullIfEmpty(scanner.Attribute("ucd")),
            Utype = NullIfEmpty(scanner.Attribute("utype")),
            Xtype = NullIfEmpty(scanner.Attribute("xtype")),
            Id = scanner.Attribute("ID"),
            Reference = scanner.Attribute("ref"),
        };
        int depth = scanner.Depth;
        while (scanner.Next() != XmlToken.EndTag || scanner.Depth >= depth)
        {
            if (scanner.Name == "DESCRIPTION" && scanner.Depth == depth + 1)
                field = field with { Description = TrimmedText() };
            else if (scanner.Name == "VALUES" && scanner.Depth == depth + 1)
                field = field with { Null = ReadNull() ?? field.Null };
        }

        return field;
    }

    private string? ReadNull()
    {
        string? value = NullIfEmpty(scanner.Attribute("null"));
        string? reference = scanner.Attribute("ref");
        string? id = scanner.Attribute("ID");
        scanner.SkipElement();
        if (value is null && reference is not null)
            value = _nullsById.GetValueOrDefault(reference);
        if (value is not null && id is not null)
            _nullsById.TryAdd(id, value);
        return value;
    }

    // Goes past the start tag of the serialization.
    private VOTableData EnterData()
    {
        if (scanner.Next() == XmlToken.EndTag)
            throw errors.Damaged("<DATA> is empty", scanner.Buffer.Offset);
        string serialization = scanner.Name;
        if (serialization is not ("BINARY" or "BINARY2" or "FITS"))
            return new VOTableData(serialization, null, null, null);
        string? extension = scanner.Attribute("extnum");
        while (scanner.Next() == XmlToken.StartTag)
        {
            if (scanner.Name == "STREAM")
                return new VOTableData(serialization, scanner.Attribute("encoding"), scanner.Attribute("href"), extension);
            scanner.SkipElement();
        }

        throw errors.Damaged($"<{serialization}> has no STREAM", scanner.Buffer.Offset);
    }

    private bool IsWanted(VOTableHeader header)
    {
        _tableNames.Add(header.Name ?? header.Id ?? "(unnamed)");
        if (options.TableName is not null && options.TableName != header.Name && options.TableName != header.Id)
            return false;
        return options.TableIndex is null || options.TableIndex == _tableNames.Count - 1;
    }

    private void PassTable(VOTableHeader header)
    {
        int tableDepth = scanner.Depth;
        if (header.Data is not null)
        {
            // TABLEDATA is directly in DATA, a STREAM one level deeper.
            tableDepth -= header.Data.IsStream ? 3 : 2;
            PassRest(tableDepth);
        }

        _scopes.RemoveAt(_scopes.Count - 1);
    }

    private void PassRest(int tableDepth)
    {
        while (scanner.Next() != XmlToken.EndTag || scanner.Depth >= tableDepth)
        {
            if (scanner.Name == "INFO" && scanner.Depth == tableDepth + 1)
                ReadInfo();
        }
    }

    private AstroException NoTable()
    {
        if (_serviceError is not null && _tableNames.Count == 0)
            return errors.ServiceError(_serviceError.Trim());
        if (_tableNames.Count == 0)
            return errors.TableNotFound("is a VOTable without a table", "Check the query or the file: the document holds only metadata.");
        string wanted = options.TableName is null ? "" : $" named '{options.TableName}'";
        wanted += options.TableIndex is null ? "" : string.Create(CultureInfo.InvariantCulture, $" at position {options.TableIndex}");
        return errors.TableNotFound(
            $"has no table{wanted}. Its tables, from position 0: {string.Join(", ", _tableNames)}",
            "Name one of these tables.");
    }

    private string? TrimmedText() => NullIfEmpty(scanner.ReadElementText());

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The metadata of a TABLE before its rows.</summary>
internal sealed class VOTableHeader
{
    public string? Name { get; init; }

    public string? Id { get; init; }

    public string? Description { get; set; }

    public long? DeclaredRowCount { get; init; }

    public List<VOTableField> Fields { get; } = [];

    /// <summary>How the rows are written; null if the table has no rows.</summary>
    public VOTableData? Data { get; set; }
}

/// <summary>The serialization of a table's rows.</summary>
/// <param name="Serialization">Element in DATA: TABLEDATA, BINARY, BINARY2 or FITS.</param>
/// <param name="Encoding">Encoding of its STREAM.</param>
/// <param name="Href">Address of the bytes, if they are not in the document.</param>
/// <param name="Extension">Number of the FITS extension.</param>
internal sealed record VOTableData(string Serialization, string? Encoding, string? Href, string? Extension)
{
    /// <summary>Whether the rows are in a STREAM.</summary>
    public bool IsStream => Serialization is "BINARY" or "BINARY2" or "FITS";
}
